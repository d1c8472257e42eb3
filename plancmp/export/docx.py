"""A paper as a Word document: A4 across, Song type, tables with ruled cells whose head is repeated on every page."""

from io import BytesIO
from typing import Any

from plancmp.problems import PlancmpError
from plancmp.render import Result, Style
from plancmp.render.escape import clean
from plancmp.render.formats import load_library
from plancmp.render.layouts import make_paper
from plancmp.words import Paper, PaperPart, Table, say

docx = load_library("docx", "documents")
Mm, Pt, RGBColor = docx.shared.Mm, docx.shared.Pt, docx.shared.RGBColor
OxmlElement, qn = docx.oxml.OxmlElement, docx.oxml.ns.qn
WD_ALIGN_PARAGRAPH, WD_ORIENT = docx.enum.text.WD_ALIGN_PARAGRAPH, docx.enum.section.WD_ORIENT

_LONG, _SHORT, _MARGIN = 297, 210, 18
"""Millimetres of A4 and of its margins."""
_TITLE, _HEADING, _TEXT, _CELL = 18, 13, 10.5, 9
_CELL_GAP = 1.5
"""Points."""
_FONT, _HEAD_FONT, _LATIN = "宋体", "黑体", "Times New Roman"


def write_paper(result: Result, style: Style) -> bytes:
    """The paper of a result. Raises PlancmpError (exit code 2) where it has none; without python-docx this module
    cannot be loaded, which says so.
    """
    paper = make_paper(result, style)
    if paper is None:
        raise PlancmpError(say("没有可写成 docx 的文书", "there is no paper to be written as docx"))
    document = docx.Document()
    _set_page(document)
    _add_paragraph(document, paper.title, _TITLE, _HEAD_FONT, centred=True)
    for label, text in paper.lead:
        line = _add_paragraph(document, f"{label}  ", _TEXT, _HEAD_FONT)
        _add_run(line, text, _TEXT, _FONT)
    for part in paper.parts:
        _add_part(document, part)
    _add_paragraph(document, paper.foot, _TEXT, _FONT, before=18)
    _number_pages(document)
    _describe(document, paper)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _describe(document: Any, paper: Paper) -> None:
    """What a file manager shows."""
    document.core_properties.title = paper.title
    document.core_properties.author = "plancmp"


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_LONG), Mm(_SHORT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    normal = document.styles["Normal"]
    normal.font.size = Pt(_TEXT)
    _name_fonts(normal, _FONT)


def _name_fonts(holder: Any, font: str) -> None:
    """The type of Latin letters, and that of Chinese ones, which Word keeps apart."""
    holder.font.name = _LATIN
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)


def _add_paragraph(holder: Any, text: str, size: float, font: str, *, centred: bool = False, before: float = 0) -> Any:
    paragraph = holder.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(3)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_run(paragraph, text, size, font)
    return paragraph


def _add_run(paragraph: Any, text: str, size: float, font: str) -> None:
    run = paragraph.add_run(_write_lines(text))
    run.font.size, run.bold = Pt(size), font == _HEAD_FONT
    _name_fonts(run, font)


def _write_lines(text: str) -> str:
    """Text without characters that no document may hold; its line ends stay."""
    return "\n".join(clean(line) for line in text.split("\n"))


def _add_part(document: Any, part: PaperPart) -> None:
    heading = _add_paragraph(document, part.heading, _HEADING, _HEAD_FONT, before=10)
    heading.style = document.styles["Heading 2"]
    for run in heading.runs:
        run.font.color.rgb = RGBColor(0, 0, 0)
    heading.paragraph_format.keep_with_next = True
    for text in part.paragraphs:
        _add_paragraph(document, text, _TEXT, _FONT)
    if part.table is not None:
        _add_table(document, part.table, part.widths)


def _add_table(document: Any, table: Table, widths: tuple[int, ...]) -> None:
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    made.autofit = False
    millimetres = [Mm(round((_LONG - 2 * _MARGIN) * width / sum(widths), 1)) for width in widths]
    for column, width in zip(made.columns, millimetres, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    for line, cells in zip(made.rows, (table.columns, *table.rows), strict=True):
        is_head = cells is table.columns
        for i, (cell, text) in enumerate(zip(line.cells, cells, strict=True)):
            cell.width = millimetres[i]
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(_CELL_GAP)
            _add_run(paragraph, text, _CELL, _HEAD_FONT if is_head else _FONT)
        _set_row(line, is_head=is_head)


def _set_row(row: Any, *, is_head: bool) -> None:
    """A row stays on one page; the head stands on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _number_pages(document: Any) -> None:
    """The number of the page in the middle of its foot."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no other way
