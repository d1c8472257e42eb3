"""plancmp schema."""

import json

import click

from plancmp.cli.options import data_options, say, write_out
from plancmp.session import Session


@click.command(
    "schema",
    help=say(
        "plans.yaml 的 JSON Schema：编辑器据此提示字段、补全用词、标出写错的键。说明为中英文。",
        "The JSON Schema of plans.yaml: an editor offers fields, completes words and marks a wrong key by it. Described in Chinese and English.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp schema -o plancmp.schema.json",
)
@click.option(
    "--ids",
    is_flag=True,
    help=say("一并提示数据里已有的指标与地区标识", "Propose the ids of indicators and places of the collection too."),
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help=say("只写一种语言", "Only one language (default: both)."))
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=say("写入文件", "Write to a file, whole or not at all."),
)
@data_options
def command(ids: bool, lang: str | None, output: str | None, plans: str | None, with_: tuple[str, ...]) -> None:
    """Print the schema."""
    from plancmp.reading.schema import make_json_schema  # noqa: PLC0415 - slow to load, and --help needs none

    offered = Session(plans, with_).collection if ids else None
    write_out(json.dumps(make_json_schema(lang, offered), ensure_ascii=False, indent=2) + "\n", "json", output)
