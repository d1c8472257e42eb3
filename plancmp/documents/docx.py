"""A Word document to text: paragraphs and tables in the order in which they stand, numbering as Word would print it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from docx import Document

from plancmp.documents.plain_text import LONGEST_LABEL, ReadText, UnreadableError, read_span, write_row
from plancmp.words import Text

_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographTraditional",
    "japaneseCounting",
    "taiwaneseCounting",
}
_HUNDRED = 100
_PLACE = re.compile(r"%([1-9])")


def w(tag: str) -> str:
    """The name of an element or attribute of a Word document."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


_STYLE, _LIST, _LEVEL = (
    "/".join(map(w, steps)) for steps in (("pPr", "pStyle"), ("pPr", "numPr", "numId"), ("pPr", "numPr", "ilvl"))
)
_VALUE, _TYPE = w("val"), w("type")

_LEVELS = 9
"""Levels of a list, as Word has them."""


class _Format(NamedTuple):
    """Kind of number, what is printed around it, and the first."""

    kind: str
    around: str
    first: int


_Formats = dict[int, _Format]
"""Level → its format."""

_NONE = _Format("", "", 1)


class Numbering:
    """Counts the numbered paragraphs of a document in order: their numbers stand nowhere in the text of the file."""

    def __init__(self, document: Any) -> None:
        self._formats = _read_formats(document)
        self._counts: dict[str, list[int]] = {}
        self._of_style: dict[str | None, tuple[str, int] | None] = {}
        self._styles, self._usual = _read_styles(document)

    def count_on(self, paragraph: Any, text: str) -> str:
        """The number that Word prints before the paragraph, whose text is `text`; "" where it has none, or a bullet."""
        found = self._find_list(paragraph)
        if found is None or not text.strip():
            return ""
        ident, level = found
        formats = self._formats.get(ident, {})
        if level not in formats:
            return ""
        counts = self._counts.setdefault(ident, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(formats.get(len(counts), _NONE).first - 1)
        counts[level] += 1
        kind, around, _ = formats[level]
        return "" if kind in {"bullet", "none"} else _write_number(around, counts, formats)

    def _find_list(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        own = _read_list(paragraph)
        if own is not None:
            return own
        style = paragraph.find(_STYLE)
        ident = self._usual if style is None else style.get(_VALUE)
        if ident not in self._of_style:
            self._of_style[ident] = self._inherit_list(ident)
        return self._of_style[ident]

    def _inherit_list(self, ident: str | None) -> tuple[str, int] | None:
        """The list and level of a style, or of the nearest that it is based on."""
        seen: set[str | None] = set()
        while ident not in seen and (style := self._styles.get(ident)) is not None:
            found = _read_list(style)
            if found is not None:
                return found
            seen.add(ident)
            ident = _read_value(style.find(w("basedOn")))
        return None


def _read_formats(document: Any) -> dict[str, _Formats]:
    """The levels of each list by its id; none where the document has no numbering."""
    if not any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values()):
        return {}
    root = document.part.numbering_part.element
    kinds = {each.get(w("abstractNumId")): _read_levels(each) for each in root.findall(w("abstractNum"))}
    named = {str(num.get(w("numId"))): _read_value(num.find(w("abstractNumId"))) for num in root.findall(w("num"))}
    return {ident: kinds[kind] for ident, kind in named.items() if kinds.get(kind)}


def _read_styles(document: Any) -> tuple[dict[str | None, Any], str | None]:
    """The styles by id, and the id of that of a paragraph without one."""
    every = document.styles.element.findall(w("style"))
    usual = [each for each in every if each.get(w("default")) == "1" and each.get(w("type")) == "paragraph"]
    return {each.get(w("styleId")): each for each in every}, usual[0].get(w("styleId")) if usual else None


def _read_levels(definition: Any) -> _Formats:
    found = {}
    for level in definition.findall(w("lvl")):
        kind, around, start = (_read_value(level.find(w(tag))) or "" for tag in ("numFmt", "lvlText", "start"))
        found[_read_number(level.get(w("ilvl")), 0)] = _Format(kind, around, _read_number(start, 1))
    return {level: each for level, each in found.items() if level < _LEVELS}


def _read_list(element: Any) -> tuple[str, int] | None:
    """The list and level that a paragraph or style names itself."""
    ident = element.find(_LIST)
    return None if ident is None else (str(ident.get(_VALUE)), _read_number(_read_value(element.find(_LEVEL)), 0))


def _read_value(element: Any) -> str | None:
    value: str | None = None if element is None else element.get(_VALUE)
    return value


def _read_number(written: str | None, otherwise: int) -> int:
    return int(written[:9]) if written and written.isdecimal() else otherwise


def _write_number(around: str, counts: list[int], formats: _Formats) -> str:
    """What is printed around a number, with the number of each level in its place."""

    def write_level(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        return _write_numeral(counts[level], formats.get(level, _NONE).kind) if level < len(counts) else ""

    return _PLACE.sub(write_level, around)


def _write_numeral(number: int, style: str) -> str:
    if style not in _CHINESE or not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, 10)
    return (f"{_DIGITS[tens]}十".removeprefix("一") if tens else "") + _DIGITS[ones].strip("〇")


_MOST = 20_000_000
"""Bytes of the document's XML; that of a plan has one or two million."""

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN_TEXT = (w(tag) for tag in ("p", "tbl", "tr", "tc", "t"))
_MARKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_MERGED, _SPAN = (f"{w('tcPr')}/{w(tag)}" for tag in ("vMerge", "gridSpan"))
_CONTENTS, _GALLERY = w("sdt"), f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"
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
