"""A Word document to text: paragraphs and tables in the order in which they stand, numbering as Word would print it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from docx import Document

from plancmp.documents.docx_numbering import Numbering, w
from plancmp.documents.plain_text import LONGEST_LABEL, ReadText, UnreadableError, read_span, write_row
from plancmp.words import Text

_MOST = 20_000_000
"""Bytes of the document's XML; that of a plan has one or two million."""

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN_TEXT = (w(tag) for tag in ("p", "tbl", "tr", "tc", "t"))
_MARKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_MERGED, _SPAN = (f"{w('tcPr')}/{w(tag)}" for tag in ("vMerge", "gridSpan"))
_CONTENTS, _GALLERY = w("sdt"), f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"
_VALUE, _TYPE = w("val"), w("type")
_NO_TEXT = {
    *(w(tag) for tag in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "del", "moveFrom", "rt")),
    *(w(tag) for tag in ("drawing", "pict", "object")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}
"""What holds properties, what was struck out, glosses and drawings."""


def read_docx(data: bytes, _progress: object = None) -> ReadText:
    """The text of a .docx file. Raises UnreadableError where it is none, locked or damaged."""
    try:
        _refuse_bombs(data)
        return ReadText("\n".join(_write_body(Document(BytesIO(data)))) + "\n")
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError(Text("不是 Word 文档，或已损坏", "is no Word document, or a damaged one")) from error


def _refuse_bombs(data: bytes) -> None:
    """Raise UnreadableError for a locked file, and for one whose parts unpack to more than a document has."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(Text("文件有密码；请另存为不带密码的", "is locked with a password; save it without"))
    written = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    images = sum(part.file_size for part in parts) - written
    packed = {part.compress_type for part in parts} - {ZIP_DEFLATED, ZIP_STORED}
    if packed or written > _MOST or images > 10 * _MOST:
        raise UnreadableError(
            Text("解压后过大，不像文档；请另存为 .txt 再试", "unpacks to more than any document holds; save it as .txt")
        )


def _write_body(document: Any) -> Iterator[str]:
    """The lines of the document: numbered paragraphs, and the rows of tables."""
    numbering = Numbering(document)
    for block in _find_inside(document.element.body, {_PARAGRAPH, _TABLE}):
        if block.tag == _TABLE:
            yield from _write_table(block)
        else:
            text = _read_text(block)
            yield numbering.count_on(block, text) + text


def _find_inside(element: Any, wanted: set[str]) -> Iterator[Any]:
    """The wanted elements below `element`, in order, none inside another; no recursion, so that depth costs nothing.

    It looks into what wraps text (links, insertions, fields to be filled in), and leaves out a table of contents, whose
    page numbers are no figures.
    """
    stack = [iter(element)]
    while stack:
        for child in stack[-1]:
            if child.tag in wanted:
                yield child
            elif child.tag not in _NO_TEXT and not _is_contents(child):
                stack.append(iter(child))
                break
        else:
            stack.pop()


def _is_contents(element: Any) -> bool:
    gallery = element.find(_GALLERY) if element.tag == _CONTENTS else None
    return gallery is not None and gallery.get(_VALUE) == "Table of Contents"


def _read_text(paragraph: Any) -> str:
    """The text of a paragraph, also what is inserted or linked in it, without what was struck out."""
    return "".join(map(_read_piece, _find_inside(paragraph, {_RUN_TEXT, *_MARKS})))


def _read_piece(element: Any) -> str:
    if element.tag == _RUN_TEXT:
        return element.text or ""
    return "" if element.get(_TYPE) in {"page", "column"} else _MARKS[element.tag]


def _write_table(table: Any) -> list[str]:
    """A line a row. A table of one column is a frame around paragraphs (a box, 专栏), and is written as such."""
    rows: list[list[str]] = []
    for row in _find_inside(table, {_ROW}):
        rows.append(_read_cells(row, rows[-1] if rows else []))
    if all(len(cells) <= 1 for cells in rows):
        return [line for cells in rows if cells for line in cells[0].split("\n")]
    return [write_row(cells) for cells in rows]


def _read_cells(row: Any, above: list[str]) -> list[str]:
    """The cells of a row. A merged one stands once across, a short one in each row down, so that columns keep their place."""
    cells: list[str] = []
    for cell in _find_inside(row, {_CELL}):
        if _goes_on(cell):
            text = above[len(cells)] if len(cells) < len(above) else ""
            text = text if len(text) <= LONGEST_LABEL else ""
        else:
            text = "\n".join(_read_text(paragraph) for paragraph in _find_inside(cell, {_PARAGRAPH}))
        span = cell.find(_SPAN)
        cells += [text] + [""] * (read_span(None if span is None else span.get(_VALUE)) - 1)
    return cells


def _goes_on(cell: Any) -> bool:
    """Whether the cell is merged with the one above."""
    merged = cell.find(_MERGED)
    return merged is not None and merged.get(_VALUE, "continue") == "continue"
