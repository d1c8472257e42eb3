"""Workbooks: columns as wide as their Chinese, a frozen header, filters; texts never become formulas."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from plancmp.export.records import Extract
from plancmp.export.width import measure_text
from plancmp.problems import PlancmpError
from plancmp.render import Result, Style
from plancmp.render.escape import clean
from plancmp.render.formats import load_library
from plancmp.render.layouts import make_paper, make_tables
from plancmp.words import Table, Text

Cell = str | int | float | bool | None

NARROWEST, WIDEST, WIDEST_READ = 6, 60, 36
"""Cells of display width; what is wider folds inside its column, sooner where the sheet is to be read and printed."""
LONGEST = 32767
"""Characters that a cell of a workbook can hold."""


class Sheet(NamedTuple):
    """One sheet: its name, its header, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widest: int = WIDEST


def write_result(result: Result, style: Style) -> bytes:
    """The tables of a result as a workbook; of a paper one that prints. Raises PlancmpError as `make_workbook`."""
    paper = make_paper(result, style)
    if paper is not None:
        from plancmp.export.xlsx_paper import make_paper_book  # noqa: PLC0415 - only what is asked for is loaded

        return make_paper_book(paper)
    return make_workbook([_make_sheet(table) for table in make_tables(result, style)])


def _make_sheet(table: Table) -> Sheet:
    """A table as a sheet, the columns that line up on the right as numbers."""
    rows = (
        tuple(_read_figure(cell) if i in table.numeric else clean(cell) for i, cell in enumerate(row))
        for row in table.rows
    )
    return Sheet(table.title, table.columns, tuple(rows), WIDEST_READ)


def write_extracts(extracts: Sequence[Extract]) -> bytes:
    """Exported tables as a workbook, and a last sheet that says what every column is. Raises PlancmpError as `make_workbook`."""
    sheets = [
        Sheet(
            e.name,
            tuple(c.name for c in e.columns),
            tuple(tuple(map(_tell_value, row.values())) for row in e.list_rows()),
        )
        for e in extracts
    ]
    rows = tuple(
        (
            e.name,
            c.name,
            c.kind,
            c.about.zh,
            c.about.en,
            "; ".join(f"{w} {w.label.zh}" for w in c.words) if c.words else None,
            c.unit_in,
        )
        for e in extracts
        for c in e.columns
    )
    heads = ("table", "column", "type", "中文", "English", "words", "unit in")
    return make_workbook([*sheets, Sheet("columns", heads, rows)])


def make_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook. Raises PlancmpError (exit code 2) where xlsxwriter is missing or a text is too long."""
    xlsxwriter = load_library("xlsxwriter", "xlsx")
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet, name in zip(sheets, _name_sheets(sheets), strict=True):
        page = book.add_worksheet(name)
        for i, title in enumerate(sheet.heads):
            cells = [row[i] for row in sheet.rows]
            page.set_column(i, i, _measure_column([title, *cells], sheet.widest))
            page.write_string(0, i, title, head)
            for number, cell in enumerate(cells, 1):
                _write(page, number, i, cell, body)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return buffer.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell, style)
    elif isinstance(cell, str):
        if len(cell) > LONGEST:
            raise PlancmpError(
                Text(
                    f"一个单元格有 {len(cell)} 字，xlsx 至多 {LONGEST} 字；请用 csv 或 json",
                    f"a text of {len(cell)} characters is more than a cell of xlsx holds ({LONGEST}); take csv or json",
                )
            )
        page.write_string(row, column, cell, style)
    else:
        page.write_number(row, column, cell, style)


def _name_sheets(sheets: Sequence[Sheet]) -> list[str]:
    """Sheet names as Excel allows them: 31 characters, none of []:*?/\\, no quote at the ends, no two alike, and not
    "History", which it keeps for itself.
    """
    names: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        name = clean(sheet.name).translate(str.maketrans("[]:*?/\\", "（）： ？、、")).strip("' ")[:31] or str(number)
        taken = {"history", *(other.casefold() for other in names)}
        names.append(name if name.casefold() not in taken else f"{name[:27]} {number}")
    return names


def _measure_column(cells: Iterable[Cell], widest: int) -> float:
    """Width of a column in Excel's unit, the digit: every Chinese character and mark counts two."""
    longest = max(measure_text(line) for cell in cells for line in ("" if cell is None else str(cell)).split("\n"))
    return min(max(longest, NARROWEST), widest) * 1.1 + 2


def _read_figure(cell: str) -> Cell:
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        return clean(cell)
    return int(number) if number.is_integer() else number


def _tell_value(value: Any) -> Cell:
    """A value as a person reads it: lists and printings in words."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return "; ".join(f"{k}: {clean(str(v))}" for k, v in value.items())
    return ("\n" if any(isinstance(v, dict) for v in value) else "; ").join(str(_tell_value(v)) for v in value)
