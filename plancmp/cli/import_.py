"""plancmp import."""

import sys
from collections.abc import Container, Iterable, Sequence
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
from plancmp.reading.merging import files_of, gathered, name_file, of_texts
from plancmp.reading.paths import default_path
from plancmp.reading.revisions import Stand
from plancmp.render.formats import load_library
from plancmp.words import Text, say
from plancmp.workbook.apply import apply_edits
from plancmp.workbook.edits import Edits, find_edits, name_cell
from plancmp.workbook.outcome import find_misfits, require_same
from plancmp.workbook.rows import SHEET, EntryRow, list_rows


@define_command(
    "import",
    "把 plancmp export claims --edit 写出、在 Excel 里改过的工作簿写回 YAML：先像 changes 那样列出改了什么，--write 才写入，只动改过的字段，注释都保留。"
    "新条目写在末尾的空行，id 留空。不能接受的单元格逐个指出，有一个就都不写；删去的行不算改动。",
    "Take the edits of a workbook that plancmp export claims --edit wrote back into the YAML: shown first as changes shows them, and "
    "made with --write, at the fields that were edited alone, comments kept. A new entry is a row below the others whose id is empty. Cells "
    "that cannot be taken are named, and with one nothing is written; a row that is gone changes nothing.",
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
@option(
    "--with",
    "with_",
    multiple=True,
    type=click.Path(),
    metavar="PATH",
    zh="写回数据集旁的这个文件，如自己的草案",
    en="The file beside the collection to write to, such as a draft of your own.",
)
@option("--write", is_flag=True, zh="写入文件", en="Write the files.")
@open_output("answer")
def command(file: str, *, plans: str | None, with_: tuple[str, ...], write: bool, output: Output) -> None:
    """Show or make the edits of a workbook."""
    base = plans or default_path(shipped_too=bool(with_))
    loaded = gathered([base], with_)
    own = {name_file(file) for path in with_ or (base,) for file in files_of(path)}
    rows = list_rows(loaded, own)
    table = _read_sheet(file)
    found = find_edits(table, rows, loaded.collection)
    texts = apply_edits(loaded, found.edits, found.new)
    _require_home(texts, own)
    contents = [(path, texts.get(path, "\n".join(lines))) for path, lines in loaded.lines.items()]
    new = of_texts(contents, added=own if with_ else None, keep_drafts=True)
    refused = (*found.refused, *find_misfits(found, new, [str(cell) for cell in table[0]]))
    for each in refused:
        click.echo(f"{each.cell}: {each.why.in_language(language())}", err=True)
    if new.problems:
        sys.exit(1)
    require_same(rows, found, new, own)
    output.write(changes(Stand(Text("现有文件", "the files"), loaded), Stand(Text.same(file), new)))
    _tell_new(found, new)
    if write and not refused:
        for path, text in texts.items():
            write_whole(path, text.encode())
    sys.exit(1 if refused else 0)


def _require_home(texts: Iterable[str], own: Container[str]) -> None:
    """Raises PlancmpError (exit code 2) where an entry of another file was edited than those that may be written."""
    for path in texts:
        if path not in own:
            raise PlancmpError(
                say("{path} 只在旁边，不能写", "{path} only stands beside, and is not written", path=path)
            )


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


def _tell_new(found: Edits, new: Loaded) -> None:
    """The ids that new entries have by the rule, and that rows which are gone change nothing."""
    rows = list_rows(new) if found.new else []
    for entry in found.new:
        ident = next(
            row.ident for row in rows if (row.plan, row.section, row.cells) == (entry.plan, entry.section, entry.cells)
        )
        words = say("新条目：{id}", "new entry: {id}", id=ident)
        click.echo(f"{name_cell(0, entry.line)}: {words.in_language(language())}", err=True)
    if found.lacking:
        words = say("{n} 条在表里没有行，保持不变；要删请在 YAML 里删", "{n} {n:entry has|entries have} no row and {n:stays|stay} as {n:it is|they are}; to remove one edit the YAML", n=found.lacking)  # fmt: skip
        click.echo(words.in_language(language()), err=True)


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
        path: tuple[str | int, ...] = (*row.path, *map(key_of, name.split(".")))
        if loaded.has("plans", row.plan, *path) and loaded.mark("plans", row.plan, *path).line == line:
            return name
    return ""
