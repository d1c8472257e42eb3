"""A PDF to text: lines joined to paragraphs, tables by their ruled cells, running heads and page numbers dropped."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from pdfplumber.pdf import PDF

from plancmp.documents.plain_text import Progress, ReadText, UnreadableError, write_row
from plancmp.words import Text

_PAGE_NUMBER = re.compile(r"[-—–―·. ]*(?:第? ?[0-9]{1,3} ?页?)(?: ?[/共] ?[0-9]{1,3} ?页?)?[-—–―·. ]*")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百0-9]{1,4}[章节篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[.、．](?![0-9])"
    r"|专栏|附件|附表|—{1,2}|――|[·•●◆■]|注[：:]"
)
_ENDS = re.compile(r"[。！？；：:;.!?”」』)）]$")
_HEAD_SHARE = 0.5
_FEWEST_PAGES = 4
_CHARACTERS_A_PAGE = 20
_SHORT = 0.85
"""A line that ends before this share of the width ends its paragraph."""


def read_pdf(data: bytes, progress: Progress | None = None) -> ReadText:
    """The text of a PDF. Raises UnreadableError for a scan, a locked or damaged file."""
    try:
        pages = _read_pages(data, progress)
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableError(Text("PDF 打不开，可能已加密或损坏", "cannot be opened: locked, or damaged")) from error
    if sum(len(line.text) for page in pages for line in page) < _CHARACTERS_A_PAGE * max(1, len(pages)):
        raise UnreadableError(
            Text(
                "是扫描件，里面没有文字；请先作文字识别（OCR），或另找网页、Word 版",
                "is a scan without text: run text recognition (OCR) first, or find a web page or Word version",
            )
        )
    return ReadText(_join_paragraphs(_drop_heads(pages)))


class _Line(NamedTuple):
    """A printed line, or a row of a table, with where it begins and ends on its page."""

    text: str
    left: float
    right: float
    top: float
    is_row: bool = False


_Page = list[_Line]


def _read_pages(data: bytes, progress: Progress | None) -> list[_Page]:
    found = []
    pages = PDF(BytesIO(data)).pages
    for number, page in enumerate(pages, 1):
        found.append(_read_page(page))
        page.close()
        if progress:
            progress(number, len(pages))
    return found


def _read_page(page: Any) -> _Page:
    """The lines of a page from top to bottom, ruled tables as rows."""
    outside = page
    lines: _Page = []
    for table in page.find_tables():
        if len(table.rows) > 1:
            outside = outside.filter(lambda thing, box=table.bbox: not _is_inside(thing, box))
            lines += _read_table(table)
    lines += [
        _Line(line["text"].strip(), line["x0"], line["x1"], line["top"])
        for line in outside.extract_text_lines(return_chars=False)
    ]
    return sorted((line for line in lines if line.text), key=lambda line: line.top)


def _read_table(table: Any) -> Iterator[_Line]:
    """A row of several cells as one line, a frame around paragraphs as its own lines."""
    left, top, right, bottom = table.bbox
    rows = table.extract()
    several = any(sum(cell is not None for cell in row) > 1 for row in rows)
    for number, row in enumerate(rows):
        height = top + (bottom - top) * number / len(rows)
        for text in [write_row(row)] if several else (row[0] or "").split("\n"):
            yield _Line(text, left, right, height, is_row=True)


def _is_inside(thing: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _drop_heads(pages: list[_Page]) -> list[_Page]:
    """The pages without page numbers, and without first and last lines that most pages repeat."""
    edges = Counter(line.text for page in pages for line in (*page[:1], *page[1:][-1:]))
    most = max(_FEWEST_PAGES, _HEAD_SHARE * len(pages)) if len(pages) >= _FEWEST_PAGES else len(pages) + 1
    heads = {text for text, count in edges.items() if count >= most}
    return [[line for line in page if not _is_head(line, page, heads)] for page in pages]


def _is_head(line: _Line, page: _Page, heads: set[str]) -> bool:
    at_edge = line is page[0] or line is page[-1]
    return at_edge and (line.text in heads or bool(_PAGE_NUMBER.fullmatch(line.text)))


def _join_paragraphs(pages: list[_Page]) -> str:
    """Lines joined where a paragraph runs on: a full line without a closing mark, and no heading behind it."""
    lines = [line for page in pages for line in page]
    prose = [line for line in lines if not line.is_row]
    margin = _take_share([line.left for line in prose], 0.3)
    full = margin + (_take_share([line.right for line in prose], 0.8) - margin) * _SHORT
    out: list[str] = []
    before = _Line("", 0, 0, 0, is_row=True)
    for line in lines:
        if before.right >= full and _runs_on(before, line, margin):
            gap = " " if before.text[-1:].isascii() and line.text[:1].isascii() else ""
            out[-1] += gap + line.text
        else:
            out.append(line.text)
        before = line
    return "\n".join(out) + "\n"


def _take_share(values: list[float], share: float) -> float:
    """The value below which this share of all lies; 0 where there are none."""
    return sorted(values)[int(len(values) * share)] if values else 0.0


def _runs_on(before: _Line, line: _Line, margin: float) -> bool:
    if before.is_row or line.is_row or _BEGINS.match(line.text):
        return False
    return not (_ENDS.search(before.text) and line.left > margin + 8)
