"""A paper as a workbook that prints on A4: a sheet for the first part with what stands above it, one for each further table;
rows as high as their text, since no spreadsheet raises them by itself when it prints.
"""

from io import BytesIO
from math import ceil
from typing import Any

from plancmp.export.width import measure_text
from plancmp.render.escape import clean
from plancmp.render.formats import load_library
from plancmp.words import Paper, PaperPart, Table

_LINE = 13.5
"""Points of a line of text."""
_NARROWER = 7 / 6
"""How many cells of 9 points stand in the width of one of the workbook's own letters, 11 points."""
_HIGHEST = 409
"""Points that a row may have."""
_ACROSS = 130
"""Cells of display width across the sheet."""


def make_paper_book(paper: Paper) -> bytes:
    """The bytes of the workbook. Raises PlancmpError (exit code 2) where xlsxwriter is missing."""
    xlsxwriter = load_library("xlsxwriter", "xlsx")
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": paper.title, "author": "plancmp"})
    styles = _make_styles(book)
    first, *others = paper.parts
    page = _add_page(book, paper.title, first, styles)
    row = _write_lines(page, 0, [(paper.title, "title")], first, styles)
    row = _write_lines(page, row, [(f"{label}  {text}", "text") for label, text in paper.lead], first, styles)
    row = _write_part(page, row, first, styles)
    for part in others:
        if part.table is None:
            row = _write_part(page, row, part, styles, columns=first)
    _write_lines(page, row + 1, [(paper.foot, "text")], first, styles)
    for part in others:
        if part.table is not None:
            _write_part(_add_page(book, part.heading, part, styles), 0, part, styles)
    book.close()
    return buffer.getvalue()


def _make_styles(book: Any) -> dict[str, Any]:
    plain = {"font_name": "宋体", "text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format(plain | {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"}),
        "heading": book.add_format(plain | {"bold": True, "font_size": 12}),
        "text": book.add_format(plain | {"font_size": 10}),
        "head": book.add_format(plain | {"bold": True, "font_size": 10, "border": 1, "align": "center"}),
        "cell": book.add_format(plain | {"font_size": 9, "border": 1}),
        "number": book.add_format(plain | {"font_size": 9, "border": 1, "align": "center"}),
    }


def _add_page(book: Any, title: str, part: PaperPart, styles: dict[str, Any]) -> Any:
    page = book.add_worksheet(clean(title).translate(str.maketrans("[]:*?/\\", "（）： ？、、"))[:31])
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.set_footer("&C&P / &N")
    for i, width in enumerate(_list_widths(part)):
        page.set_column(i, i, width, styles["text"])
    return page


def _list_widths(part: PaperPart) -> list[float]:
    widths = part.widths or (1,)
    return [_ACROSS * width / sum(widths) for width in widths]


def _write_lines(page: Any, row: int, lines: list[tuple[str, str]], part: PaperPart, styles: dict[str, Any]) -> int:
    """Lines across the sheet from `row` on; the row behind them."""
    last = max(len(_list_widths(part)) - 1, 1)
    for text, kind in lines:
        page.merge_range(row, 0, row, last, _clean_lines(text), styles[kind])
        page.set_row(row, 30 if kind == "title" else _measure_height(text, _ACROSS, _LINE))
        row += 1
    return row


def _write_part(page: Any, row: int, part: PaperPart, styles: dict[str, Any], columns: PaperPart | None = None) -> int:
    row = _write_lines(page, row, [(part.heading, "heading")], columns or part, styles)
    row = _write_lines(page, row, [(text, "text") for text in part.paragraphs], columns or part, styles)
    return row if part.table is None else _write_table(page, row, part.table, _list_widths(part), styles)


def _write_table(page: Any, row: int, table: Table, widths: list[float], styles: dict[str, Any]) -> int:
    page.repeat_rows(row)
    for number, cells in enumerate((table.columns, *table.rows)):
        style = styles["head" if not number else "cell"]
        for i, cell in enumerate(cells):
            if number and i in table.numeric and cell.isdigit():
                page.write_number(row, i, int(cell), styles["number"])
            elif cell:
                page.write_string(row, i, _clean_lines(cell), style)
            else:
                page.write_blank(row, i, None, style)
        heights = (_measure_height(cell, width * _NARROWER, _LINE) for cell, width in zip(cells, widths, strict=True))
        page.set_row(row, max(heights))
        row += 1
    return row


def _clean_lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.split("\n"))


def _measure_height(text: str, width: float, line: float) -> float:
    """Points that a text needs in a column of some width; a word that does not fit wastes a little."""
    lines = sum(max(1, ceil(measure_text(part) * 1.1 / width)) for part in text.split("\n"))
    return min(lines * line + 3, _HIGHEST)
