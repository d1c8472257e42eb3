"""A Word document to text: paragraphs and tables in the order in which they stand, numbering as Word would print it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from plancmp.documents import ReadText, missing_library
from plancmp.documents.numbering import Numbering, w
from plancmp.documents.rows import LABEL, row
from plancmp.problems import PlancmpError
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

_WIDEST = 50
"""Columns that a merged cell may take."""


def docx_text(data: bytes, name: str) -> ReadText:
    """The text of a .docx file. Raises PlancmpError: exit code 3 where it is none or locked, 2 where python-docx is missing."""
    try:
        from docx import Document  # noqa: PLC0415 - heavy, and only here
    except ImportError as error:
        raise missing_library(name, error) from error
    try:
        _refuse_bombs(data, name)
        document = Document(BytesIO(data))
        numbering = Numbering(document)
        lines: list[str] = []
        for block in _inside(document.element.body, {_PARAGRAPH, _TABLE}):
            if block.tag == _TABLE:
                lines.extend(_rows(block))
            else:
                text = _text(block)
                lines.append(numbering.printed(block, text) + text)
    except (PlancmpError, MemoryError):
        raise
    except Exception as error:
        raise PlancmpError(
            Text(f"{name}：不是 Word 文档，或已损坏", f"{name} is no Word document, or a damaged one"), exit_code=3
        ) from error
    return ReadText("\n".join(lines) + "\n")


def _refuse_bombs(data: bytes, name: str) -> None:
    """Raise PlancmpError for a locked file, and for one whose parts unpack to more than a document has."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise PlancmpError(
            Text(f"{name}：文件有密码；请另存为不带密码的", f"{name} is locked with a password; save it without"),
            exit_code=3,
        )
    written = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    images = sum(part.file_size for part in parts) - written
    packed = {part.compress_type for part in parts} - {ZIP_DEFLATED, ZIP_STORED}
    if packed or written > _MOST or images > 10 * _MOST:
        raise PlancmpError(
            Text(
                f"{name}：解压后过大，不像文档；请另存为 .txt 再试",
                f"{name} unpacks to more than any document holds; save it as .txt",
            ),
            exit_code=3,
        )


def _inside(element: Any, wanted: set[str]) -> Iterator[Any]:
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
    if element.tag != _CONTENTS:
        return False
    gallery = element.find(_GALLERY)
    return gallery is not None and gallery.get(_VALUE) == "Table of Contents"


def _text(paragraph: Any) -> str:
    """The text of a paragraph, also what is inserted or linked in it, without what was struck out."""
    return "".join(
        each.text or "" if each.tag == _RUN_TEXT else "" if each.get(_TYPE) in {"page", "column"} else _MARKS[each.tag]
        for each in _inside(paragraph, {_RUN_TEXT, *_MARKS})
    )


def _rows(table: Any) -> list[str]:
    """A line a row. A merged cell is told once across, and a short one in each row down, so that columns keep their place.

    A table of one column is a frame around paragraphs (a box, 专栏), and is told as such.
    """
    lines: list[list[str]] = []
    above: dict[int, str] = {}
    for each in _inside(table, {_ROW}):
        cells: list[str] = []
        for cell in _inside(each, {_CELL}):
            merged = cell.find(_MERGED)
            if merged is not None and merged.get(_VALUE, "continue") == "continue":
                text = above.get(len(cells), "")
                text = text if len(text) <= LABEL else ""
            else:
                text = "\n".join(_text(paragraph) for paragraph in _inside(cell, {_PARAGRAPH}))
            cells += [text] + [""] * (_width(cell) - 1)
        above = dict(enumerate(cells))
        lines.append(cells)
    if all(len(cells) <= 1 for cells in lines):
        return [line for cells in lines if cells for line in cells[0].split("\n")]
    return [row(cells) for cells in lines]


def _width(cell: Any) -> int:
    span = cell.find(_SPAN)
    written = "" if span is None else span.get(_VALUE) or ""
    return min(_WIDEST, max(1, int(written[:9]))) if written.isdecimal() else 1
