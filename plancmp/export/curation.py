"""The workbook that a curator edits: ids locked, closed words as lists to choose from, problems of `check` as notes."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from plancmp.export.width import measure_text
from plancmp.model import key_of
from plancmp.render.escape import clean
from plancmp.render.formats import load_library
from plancmp.workbook.rows import FIELDS, HEADS, LOCKED, NUMBERS, SHEET, WORDS, EntryRow

_WIDEST = 44
"""Cells of display width."""
_NEW = 1000
"""Rows below the others that are open for new entries."""
_PLACES = 10
"""Decimals that a figure may have."""


def write_curation(rows: Sequence[EntryRow], notes: Mapping[tuple[int, str], str]) -> bytes:
    """The workbook; `notes` are told by the number of the row and the field ("" is its id)."""
    xlsxwriter = load_library("xlsxwriter", "xlsx")
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(SHEET)
    head = book.add_format({"bold": True, "bottom": 1})
    locked = book.add_format({"font_color": "#666666"})
    plain = book.add_format({"locked": False, "num_format": "@"})
    shapes = ["0", *("0." + "0" * places for places in range(1, _PLACES + 1)), "General"]
    formats = [book.add_format({"locked": False, "num_format": shape}) for shape in shapes]
    for column, title in enumerate(HEADS):
        page.write_string(0, column, title, head)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate((row.ident, row.plan, row.section)):
            page.write_string(number, column, text, locked)
        for column, name in enumerate(FIELDS, len(LOCKED)):
            _write_cell(formats, page, (number, column), name, row.cells[name], plain)
    for (number, name), text in notes.items():
        page.write_comment(number + 1, HEADS.index(key_of(name)) if name else 0, clean(text), {"x_scale": 2})
    for column, name in enumerate(FIELDS, len(LOCKED)):
        if name in WORDS:
            page.data_validation(1, column, len(rows) + _NEW, column, {"validate": "list", "source": list(WORDS[name])})
    page.data_validation(
        1,
        LOCKED.index("list"),
        len(rows) + _NEW,
        LOCKED.index("list"),
        {"validate": "list", "source": ["targets", "observed"]},
    )
    for column, title in enumerate(HEADS):
        told = [_get_text(row, column) for row in rows]
        width = min(max(map(measure_text, [title, *told])), _WIDEST) + 2
        page.set_column(column, column, width, plain if title not in _NUMERIC else formats[-1])
    page.protect("", {"format_columns": True, "format_cells": True, "autofilter": True, "sort": True})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(rows), len(HEADS) - 1)
    book.close()
    return buffer.getvalue()


def _write_cell(formats: Sequence[Any], page: Any, at: tuple[int, int], name: str, text: str, plain: Any) -> None:
    """A figure as a number with its printed places, all else as text; an empty cell is open too."""
    if not text:
        page.write_blank(*at, None, formats[-1] if name in NUMBERS else plain)
    elif name in NUMBERS:
        page.write_number(*at, float(text), formats[len(text.partition(".")[2])])
    else:
        page.write_string(*at, text, plain)


_NUMERIC = frozenset(map(key_of, NUMBERS))


def _get_text(row: EntryRow, column: int) -> str:
    locked = (row.ident, row.plan, row.section)
    return locked[column] if column < len(LOCKED) else row.cells[FIELDS[column - len(LOCKED)]]
