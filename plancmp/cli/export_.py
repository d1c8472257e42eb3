"""plancmp export."""

from pathlib import Path

import click

from plancmp.cli.options import data_options, emit_bytes, ground_of, open_collection, say, write_out
from plancmp.export import FORMATS, TABLES, Format, extract
from plancmp.files import write_folder
from plancmp.problems import PlancmpError
from plancmp.words import Text

ALL = "all"


@click.command(
    "export",
    help=say(
        "导出整齐的数据表：一行一条，未知为空。xlsx、datapackage、sqlite 默认含全部表；sssom 是指标对应关系。",
        "Export tidy tables: one row a statement, unknown is empty. xlsx, datapackage and sqlite hold all tables "
        "unless one is named; sssom is the mappings between indicators.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp export claims --format csv -o claims.csv",
)
@click.argument("what", type=click.Choice([*TABLES, ALL]), required=False)
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(list(FORMATS)),
    help=say("格式（默认随文件名，否则 json）", "Format (default: as the file's name asks, else json)."),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    metavar="FILE",
    help=say(
        "写入文件（整个写成或不写）；datapackage 也可写入文件夹",
        "Write to a file, whole or not at all; a datapackage to a folder too.",
    ),
)
@data_options
def command(
    what: str | None, format_: str | None, output: str | None, plans: str | None, with_: tuple[str, ...]
) -> None:
    """Export one table, or all."""
    name = format_ or _asked_by(output)
    chosen = FORMATS[name]
    tables = _tables(what, name, chosen)
    every, ground = ground_of(open_collection(plans, with_))
    extracts = [extract(table, every, ground) for table in tables]
    if name == "datapackage" and output is not None and Path(output).suffix != ".zip":
        from plancmp.export.datapackage import datapackage  # noqa: PLC0415 - only where asked

        write_folder(output, datapackage(extracts))
    elif chosen.text:
        write_out(chosen.write(extracts).decode(), name, output)
    else:
        emit_bytes(chosen.write(extracts), name, output)


def _asked_by(output: str | None) -> str:
    """The format that the file's name asks for."""
    suffix = Path(output).suffix.lower() if output else ""
    return next((name for name, chosen in FORMATS.items() if suffix in chosen.suffixes), "json")


def _tables(what: str | None, name: str, chosen: Format) -> tuple[str, ...]:
    if what is None or (chosen.only and what == chosen.tables[0]):
        return chosen.tables
    if chosen.only:
        raise PlancmpError(
            Text(f"{name} 只用于 {chosen.tables[0]}", f"{name} is for {chosen.tables[0]} only"),
        )
    if what != ALL:
        return (what,)
    if chosen.many:
        return tuple(TABLES)
    several = [other for other, found in FORMATS.items() if found.many]
    raise PlancmpError(
        Text(
            f"{name} 一次一张表；全部表请用 {'、'.join(several)}",
            f"{name} holds one table; for all of them take {', '.join(several)}",
        )
    )
