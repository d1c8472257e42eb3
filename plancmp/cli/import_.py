"""plancmp import."""

import sys
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import click

from plancmp.changes.engine import changes
from plancmp.check.engine import check
from plancmp.cli.options import define_command, open_output, option
from plancmp.cli.output import Output
from plancmp.files.reading import read_bytes
from plancmp.files.writing import write_whole
from plancmp.language import language
from plancmp.model import key_of
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import gathered, of_texts
from plancmp.reading.paths import default_path
from plancmp.reading.revisions import Stand
from plancmp.render.formats import load_library
from plancmp.words import Text, say
from plancmp.workbook.apply import apply_edits
from plancmp.workbook.edits import Edits, find_edits
from plancmp.workbook.rows import SHEET, EntryRow, list_rows


@define_command(
    "import",
    "把 plancmp export claims --edit 写出、在 Excel 里改过的工作簿写回 YAML：先像 changes 那样列出改了什么，--write 才写入，只动改过的字段，注释都保留。"
    "不能接受的单元格逐个指出，有一个就都不写。",
    "Take the edits of a workbook that plancmp export claims --edit wrote back into the YAML: shown first as changes shows them, and "
    "made with --write, at the fields that were edited alone, comments kept. Cells that cannot be taken are named; with one nothing is written.",
    example="plancmp import --help",
)
@click.argument("file", type=click.Path())
@option(
    "--plans",
    type=click.Path(),
    metavar="PATH",
    zh="写回哪个文件或文件夹（默认这里的 plans.yaml）",
    en="The file or folder to write to (default: plans.yaml here).",
)
@option("--write", is_flag=True, zh="写入文件", en="Write the files.")
@open_output("answer")
def command(file: str, *, plans: str | None, write: bool, output: Output) -> None:
    """Show or make the edits of a workbook."""
    loaded = gathered([plans or default_path(shipped_too=False)])
    rows = list_rows(loaded)
    found = find_edits(_read_sheet(file), rows)
    for refused in found.refused:
        click.echo(f"{refused.cell}: {refused.why.in_language(language())}", err=True)
    texts = apply_edits(loaded, found.edits)
    new = of_texts([(path, texts.get(path, "\n".join(lines))) for path, lines in loaded.lines.items()])
    _require_same(rows, found, new)
    output.write(changes(Stand(Text("现有文件", "the files"), loaded), Stand(Text.same(file), new)))
    if write and not found.refused:
        for path, text in texts.items():
            write_whole(path, text.encode())
    sys.exit(1 if found.refused else 0)


def _read_sheet(file: str) -> list[list[Any]]:
    calamine = load_library("python_calamine", "xlsx")
    data = BytesIO(read_bytes(file))
    try:
        table: list[list[Any]] = (
            calamine.CalamineWorkbook.from_filelike(data).get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
        )
    except (calamine.CalamineError, calamine.WorksheetNotFound) as error:
        raise PlancmpError(say("{file}：{why}", "{file}: {why}", file=file, why=str(error))) from error
    return table


def _require_same(rows: Sequence[EntryRow], found: Edits, new: Loaded) -> None:
    """Raises PlancmpError (exit code 2) where the new files would not say exactly what was asked for."""
    wanted = {(row.plan, row.path): dict(row.cells) for row in rows}
    for edit in found.edits:
        wanted[edit.row.plan, edit.row.path][edit.field] = edit.new
    made = {(row.plan, row.path): row.cells for row in list_rows(new)}
    wrong = [place for place, cells in wanted.items() if made.get(place) != cells]
    if wrong or len(made) != len(wanted):
        told = [f"{plan}/{path[0]} {path[1] + 1}" for plan, path in wrong]
        raise PlancmpError(
            say("写回后与工作簿不符：{told}", "the file would not say what the workbook does: {told}", told=told)
        )


def note_problems(loaded: Loaded, rows: Sequence[EntryRow]) -> dict[tuple[int, str], str]:
    """What `check` says of an entry, by the number of its row and the field whose line it stands in."""
    starts = sorted(
        (m.path, m.line, number) for number, row in enumerate(rows) for m in [loaded.mark("plans", row.plan, *row.path)]
    )
    notes: dict[tuple[int, str], str] = {}
    for problem in check(loaded).problems:
        before = [start for start in starts if start[0] == problem.mark.path and start[1] <= problem.mark.line]
        if before:
            row = rows[before[-1][2]]
            key = before[-1][2], _find_field(loaded, row, problem.mark.line)
            words = f"{problem.rule}: {problem.message.in_language(language())}"
            notes[key] = f"{notes[key]}\n{words}" if key in notes else words
    return notes


def _find_field(loaded: Loaded, row: EntryRow, line: int) -> str:
    for name in row.cells:
        if (
            loaded.has("plans", row.plan, *row.path, key_of(name))
            and loaded.mark("plans", row.plan, *row.path, key_of(name)).line == line
        ):
            return name
    return ""
