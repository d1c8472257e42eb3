"""plancmp schema."""

import json

from plancmp.cli.options import choose_output, define_command, open_session, option
from plancmp.cli.output import make_output
from plancmp.reading.schema import make_json_schema
from plancmp.session import Session
from plancmp.words import Text


@define_command(
    "schema",
    "plans.yaml 的 JSON Schema：编辑器据此提示字段、补全用词、标出写错的键。说明为中英文。",
    "The JSON Schema of plans.yaml: an editor offers fields, completes words and marks a wrong key by it. Described in Chinese and English.",
    example="plancmp schema -o plancmp.schema.json",
)
@option(
    "--ids",
    is_flag=True,
    zh="一并提示数据里已有的指标与地区标识",
    en="Propose the ids of indicators and places of the collection too.",
)
@choose_output("schema", lang=Text("只写一种语言", "Only one language (default: both)."))
@open_session
def command(*, ids: bool, lang: str | None, output: str | None, session: Session) -> None:
    """Print the schema."""
    chosen = make_output("schema", None, lang, output)
    schema = make_json_schema(lang, session.collection if ids else None)
    chosen.deliver(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
