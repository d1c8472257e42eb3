"""plancmp export."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from plancmp.cli.options import choose_language, define_command, name_file, name_format, open_session, option
from plancmp.cli.output import make_output
from plancmp.cli.progress import show_progress
from plancmp.export.by_place import OURS, TABLES_BY_PLACE, gather_pieces, join_pieces, split_by_place
from plancmp.export.datapackage import make_package
from plancmp.export.records import DEFINED, TABLES, Extract, extract
from plancmp.files.writing import write_folder, write_tree, write_whole
from plancmp.problems import PlancmpError
from plancmp.reading.many_files import ReadTogetherError
from plancmp.render.formats import FORMATS, load_function, load_library
from plancmp.session import Session
from plancmp.words import Text, say

ALL = "all"


@define_command(
    "export",
    f"导出整齐的数据表：一行一条，未知为空。TABLE 是 {'、'.join(TABLES)} 之一，或 all。xlsx、datapackage、sqlite 默认含全部表；sssom 是"
    "指标对应关系。",
    f"Export tidy tables: one row a statement, unknown is empty. TABLE is {', '.join(TABLES)} or all. xlsx, datapackage and sqlite hold all tables "
    "unless one is named; sssom is the mappings between indicators.",
    example="plancmp export claims --format csv -o claims.csv",
)
@click.argument("what", type=click.Choice([*TABLES, ALL]), required=False, metavar="[TABLE]")
@name_format("export")
@name_file(
    Text(
        "写入文件（整个写成或不写）；datapackage 也可写入文件夹",
        "Write to a file, whole or not at all; a datapackage to a folder too.",
    ),
    dir_okay=True,
)
@option(
    "--partition",
    type=click.Choice(["place"]),
    zh="parquet 写成文件夹，每个地区一个（如 claims/place=guilin/part-0.parquet），供 DuckDB、Spark 读取",
    en="Parquet as a folder with a folder a place (claims/place=guilin/part-0.parquet), as DuckDB and Spark read it.",
)
@option(
    "--edit",
    is_flag=True,
    zh="写成可在 Excel 里改的工作簿：标识锁定，固定用词可选，check 的问题作批注；改完用 plancmp import",
    en="A workbook to be edited: ids locked, closed words to choose from, what check finds as notes; then plancmp import.",
)
@choose_language(Text("本命令所说的话的语言；表中两种都有", "Language of what the command says; the tables hold both."))
@open_session
def command(
    what: str | None,
    *,
    format_: str | None,
    output: str | None,
    partition: str | None,
    edit: bool,
    lang: str | None,
    session: Session,
) -> None:
    """Export one table, or all."""
    del lang  # listened to before
    if edit:
        _write_to_edit(what, output, session)
        return
    if partition:
        _write_by_place(what, format_, output, session)
        return
    folder = output if format_ == "datapackage" and output and Path(output).suffix != ".zip" else None
    out = make_output("export", format_, None, None if folder else output)
    extracts = _extract_tables(_choose_tables(what, out.name), session)
    if folder:
        write_folder(folder, make_package(extracts))
    else:
        out.deliver(load_function(out.format.writer)(extracts))


def _write_to_edit(what: str | None, output: str | None, session: Session) -> None:
    """The workbook that `plancmp import` takes back."""
    from plancmp.cli.import_ import note_problems  # noqa: PLC0415 - only what is asked for is loaded
    from plancmp.export.curation import write_curation  # noqa: PLC0415 - the same
    from plancmp.reading.merging import files_of, gathered, name_file  # noqa: PLC0415 - the same
    from plancmp.workbook.rows import list_rows  # noqa: PLC0415 - the same

    if what not in {None, "claims"} or output is None or not output.endswith(".xlsx"):
        raise PlancmpError(
            say("写作 plancmp export claims --edit -o 文件.xlsx", "write plancmp export claims --edit -o FILE.xlsx")
        )
    base, *beside = session.paths
    loaded = gathered([base], beside)
    rows = list_rows(loaded, {name_file(file) for path in beside for file in files_of(path)} if beside else None)
    write_whole(output, write_curation(rows, note_problems(loaded, rows)))


def _extract_tables(names: Sequence[str], session: Session) -> list[Extract]:
    """The tables; of a large collection the plans are not read for those that tell nothing of them."""
    if set(names) <= DEFINED:
        context = session.read_definitions()
        return [extract(name, (), context) for name in names]
    return [extract(name, session.claims, session.context) for name in names]


def _choose_tables(what: str | None, name: str) -> tuple[str, ...]:
    """The tables that the format `name` is to hold. Raises PlancmpError (exit code 2) where it cannot hold them."""
    chosen = FORMATS["export"][name]
    if what is None or (chosen.only and what == chosen.tables[0]):
        return chosen.tables or tuple(TABLES)
    if chosen.only:
        raise PlancmpError(
            say("{name} 只用于 {table}", "{name} is for {table} only", name=name, table=chosen.tables[0])
        )
    if what != ALL:
        return (what,)
    if not chosen.tables:
        return tuple(TABLES)
    several = [other for other, form in FORMATS["export"].items() if not form.tables]
    raise PlancmpError(
        say(
            "{name} 一次一张表；全部表请用 {several}",
            "{name} holds one table; for all of them take {several}",
            name=name, several=several,
        )
    )  # fmt: skip


def _write_by_place(what: str | None, format_: str | None, output: str | None, session: Session) -> None:
    """A folder of Parquet files, one a place."""
    if format_ not in {None, "parquet"}:
        raise PlancmpError(
            say("--partition 只用于 parquet，不用于 {f}", "--partition is for parquet only, not for {f}", f=format_)
        )
    (table,) = _choose_tables(what, "parquet")
    if table not in TABLES_BY_PLACE:
        raise PlancmpError(
            say(
                "{table} 没有地区一列，不能按地区分；可以分的：{able}",
                "{table} has no column of places to be partitioned by; those that have: {able}",
                table=table, able=TABLES_BY_PLACE,
            )
        )  # fmt: skip
    if output is None:
        raise PlancmpError(say("--partition 写成文件夹，请用 -o 命名", "--partition writes a folder: name it with -o"))
    load_library("pyarrow", "parquet")
    write_tree(output, _split_by_place(table, output, session), OURS)


def _split_by_place(table: str, output: str, session: Session) -> Iterator[tuple[str, bytes]]:
    """The files of the folder: of a large collection on all cores and never all in memory, of a small one at once."""
    with suppress(ReadTogetherError), gather_pieces(table, session.paths, output) as pieces:
        if pieces.places:
            with show_progress(Text("写入", "writing")):
                yield from join_pieces(pieces)
            return
    whole = extract(table, session.claims, session.context)
    if not whole.records:
        raise PlancmpError(
            say("{table} 一行也没有，无可分", "{table} has no rows: there is nothing to partition", table=table)
        )
    yield from split_by_place(whole)
