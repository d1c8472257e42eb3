"""A PDF to text: lines joined to paragraphs, tables by their ruled cells, running heads and page numbers dropped."""

import re
from collections import Counter
from io import BytesIO
from typing import Any

from plancmp.documents import Progress, ReadText, missing_library
from plancmp.documents.rows import row
from plancmp.problems import PlancmpError
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


def pdf_text(data: bytes, name: str, progress: Progress | None = None) -> ReadText:
    """The text of a PDF. Raises PlancmpError: exit code 3 for a scan, a locked or damaged file, 2 without pdfplumber."""
    try:
        from pdfplumber.pdf import PDF  # noqa: PLC0415 - heavy, and only here
    except ImportError as error:
        raise missing_library(name, error) from error
    try:
        document = PDF(BytesIO(data))
        pages: list[list[_Line]] = []
        for number, page in enumerate(document.pages, 1):
            pages.append(_page(page))
            page.close()
            if progress:
                progress(number, len(document.pages))
    except MemoryError:
        raise
    except Exception as error:
        raise PlancmpError(
            Text(f"{name}：PDF 打不开，可能已加密或损坏", f"{name} cannot be opened: locked, or damaged"), exit_code=3
        ) from error
    printed = sum(len(line.text) for page in pages for line in page)
    if printed < _CHARACTERS_A_PAGE * max(1, len(pages)):
        raise PlancmpError(
            Text(
                f"{name}：是扫描件，里面没有文字；请先作文字识别（OCR），或另找网页、Word 版",
                f"{name} is a scan without text: run text recognition (OCR) first, or find a web page or Word version",
            ),
            exit_code=3,
        )
    return ReadText(_paragraphs(_without_heads(pages)))


class _Line:
    """A printed line, or a row of a table, with where it begins and ends on its page."""

    __slots__ = ("is_row", "left", "right", "text", "top")

    def __init__(self, text: str, left: float, right: float, top: float, *, is_row: bool = False) -> None:
        self.text, self.left, self.right, self.top, self.is_row = text, left, right, top, is_row


def _page(page: Any) -> list[_Line]:
    """The lines of a page from top to bottom, ruled tables as rows."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1]
    lines: list[_Line] = []
    outside = page
    for table in tables:
        left, top, right, bottom = table.bbox
        outside = outside.filter(lambda o, b=table.bbox: not _inside(o, b))
        cells = table.extract()
        several = any(sum(cell is not None for cell in each) > 1 for each in cells)
        for number, each in enumerate(cells):
            height = top + (bottom - top) * number / len(cells)
            if several:
                lines.append(_Line(row(each), left, right, height, is_row=True))
            else:
                lines.extend(_Line(text, left, right, height, is_row=True) for text in (each[0] or "").split("\n"))
    lines += [
        _Line(line["text"].strip(), line["x0"], line["x1"], line["top"])
        for line in outside.extract_text_lines(return_chars=False)
    ]
    return sorted((line for line in lines if line.text), key=lambda line: line.top)


def _inside(thing: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _without_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers, and without first and last lines that most pages repeat."""
    edges = Counter(line.text for page in pages for line in {id(x): x for x in (page[:1] + page[-1:])}.values())
    repeated = {
        text for text, count in edges.items() if len(pages) >= _FEWEST_PAGES and count >= _HEAD_SHARE * len(pages)
    }
    kept = []
    for page in pages:
        inner = [
            line
            for number, line in enumerate(page)
            if not (number in {0, len(page) - 1} and (line.text in repeated or _PAGE_NUMBER.fullmatch(line.text)))
        ]
        kept.append(inner)
    return kept


def _paragraphs(pages: list[list[_Line]]) -> str:
    """Lines joined where a paragraph runs on: a full line without a closing mark, and no heading behind it."""
    lines = [line for page in pages for line in page]
    rights = sorted(line.right for line in lines if not line.is_row)
    lefts = sorted(line.left for line in lines if not line.is_row)
    width = rights[int(len(rights) * 0.8)] if rights else 0.0
    margin = lefts[int(len(lefts) * 0.3)] if lefts else 0.0
    out: list[str] = []
    before: _Line | None = None
    for line in lines:
        runs_on = (
            before is not None
            and not before.is_row
            and not line.is_row
            and before.right >= margin + (width - margin) * _SHORT
            and not _BEGINS.match(line.text)
            and not (_ENDS.search(before.text) and line.left > margin + 8)
        )
        if runs_on:
            gap = " " if before and before.text[-1:].isascii() and line.text[:1].isascii() else ""
            out[-1] += gap + line.text
        else:
            out.append(line.text)
        before = line
    return "\n".join(out) + "\n"
