"""plancmp export."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from plancmp.cli.options import data_options, emit_bytes, say, write_out
from plancmp.export import FORMATS, TABLES, Format, extract
from plancmp.export.needs import need
from plancmp.export.records import DEFINED
from plancmp.files import write_folder, write_tree
from plancmp.problems import PlancmpError
from plancmp.reading.many_files import ReadTogetherError
from plancmp.session import Session
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
@click.option(
    "--partition",
    type=click.Choice(["place"]),
    help=say(
        "parquet 写成文件夹，每个地区一个（如 claims/place=guilin/part-0.parquet），供 DuckDB、Spark 读取",
        "Parquet as a folder with a folder a place (claims/place=guilin/part-0.parquet), as DuckDB and Spark read it.",
    ),
)
@data_options
def command(
    what: str | None,
    format_: str | None,
    output: str | None,
    partition: str | None,
    plans: str | None,
    with_: tuple[str, ...],
) -> None:
    """Export one table, or all."""
    if partition:
        _by_place(what, format_, output, plans, with_)
        return
    name = format_ or _asked_by(output)
    chosen = FORMATS[name]
    tables = _tables(what, name, chosen)
    session = Session(plans, with_)
    if set(tables) <= DEFINED:
        context = session.read_definitions()
        extracts = [extract(table, (), context) for table in tables]
    else:
        extracts = [extract(table, session.claims, session.context) for table in tables]
    if name == "datapackage" and output is not None and Path(output).suffix != ".zip":
        from plancmp.export.datapackage import datapackage  # noqa: PLC0415 - only where asked

        write_folder(output, datapackage(extracts))
    elif chosen.text:
        write_out(chosen.write(extracts).decode(), name, output)
    else:
        emit_bytes(chosen.write(extracts), name, output)


def _by_place(
    what: str | None, format_: str | None, output: str | None, plans: str | None, with_: tuple[str, ...]
) -> None:
    """A folder of Parquet files, one a place."""
    from plancmp.export.by_place import OURS, TABLES_BY_PLACE  # noqa: PLC0415 - only where asked

    if format_ not in {None, "parquet"}:
        raise PlancmpError(
            Text(f"--partition 只用于 parquet，不用于 {format_}", f"--partition is for parquet only, not for {format_}")
        )
    (table,) = _tables(what, "parquet", FORMATS["parquet"])
    if table not in TABLES_BY_PLACE:
        able = TABLES_BY_PLACE
        raise PlancmpError(
            Text(
                f"{table} 没有地区一列，不能按地区分；可以分的：{'、'.join(able)}",
                f"{table} has no column of places to be partitioned by; those that have: {', '.join(able)}",
            )
        )
    if output is None:
        raise PlancmpError(Text("--partition 写成文件夹，请用 -o 命名", "--partition writes a folder: name it with -o"))
    need("pyarrow", "parquet")
    write_tree(output, _split_by_place(table, output, Session(plans, with_)), OURS)


def _split_by_place(table: str, output: str, session: Session) -> Iterator[tuple[str, bytes]]:
    """The files of the folder: of a large collection on all cores and never all in memory, of a small one at once."""
    from plancmp.cli.progress import show_progress  # noqa: PLC0415 - only where asked
    from plancmp.export.by_place import gather_pieces, join_pieces, split_by_place  # noqa: PLC0415 - the same

    with suppress(ReadTogetherError), gather_pieces(table, session.paths, output) as pieces:
        if pieces.places:
            with show_progress(Text("写入", "writing")):
                yield from join_pieces(pieces)
            return
    whole = extract(table, session.claims, session.context)
    if not whole.records:
        raise PlancmpError(Text(f"{table} 一行也没有，无可分", f"{table} has no rows: there is nothing to partition"))
    yield from split_by_place(whole)


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
