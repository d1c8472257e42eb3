"""A plan's source text: its outline as printed, its quotations, and the way back to line and column."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from plancmp.chinese.folding import fold, normalize_piece, normalize_text
from plancmp.chinese.numerals import read_numeral

_CHAPTER, _DIVISION, _SECTION, _PARAGRAPH, _ITEM = range(5)
_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_MARKERS = (
    (_CHAPTER, re.compile(rf"第 *({_NUMERAL}|[0-9]{{1,3}}) *章[ .、:]*(.*)")),
    (_DIVISION, re.compile(rf"第 *({_NUMERAL}|[0-9]{{1,3}}) *节[ .、:]*(.*)")),
    (_SECTION, re.compile(rf"({_NUMERAL})、 *(.*)")),
    (_PARAGRAPH, re.compile(rf"\(({_NUMERAL})\)[、.]? *(.*)")),
    (_ITEM, re.compile(r"([0-9]{1,2})(?:[.](?![0-9])|、) *(.*)")),
)
_BOX = re.compile(r"专栏(?: *[0-9]{1,3}[ :.]*|[一二三四五六七八九十]{1,3}[ :]+| *: *)(.{0,60})")
_ANNEX = re.compile(r"附件 *([0-9]{1,2}|[一二三四五六七八九十]{1,3})? *[:.]? *(?:([0-9]{1,2})[.、] *)?(.{0,60})")
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|·{3,}|-{4,}) *[0-9]{1,3}$")  # the dots … are three full stops after NFKC
_NOTE = re.compile(r"注|备注|说明|数据来源|资料来源|\*|[0-9]{1,2}(?=[\"“*指])")
_LONGEST_TITLE = 42
_HASHES = re.compile(r"^#{1,6} +")
_BOLD = re.compile(r"^\*\*(.+?)\*\*")
_NO_TEXT = 40  # characters between two lines of a table of contents: page numbers, a wrapped title
_CHAPTER_TITLE = 60
_ANNEX_BODY = 200  # characters; below, a line that names an annex again is a link or a reference
_SKIPPED = 2  # a number may be missing in print, two in a row are another list


class Heading(NamedTuple):
    """A heading and the span that it heads, in offsets of the normalised text; `line` counts the raw lines from 1.

    A section's span holds the sections and boxes below it.
    """

    key: str
    title: str
    start: int
    end: int
    line: int


class _Line(NamedTuple):
    number: int
    text: str
    printed: str
    indent: int


class _Mark(NamedTuple):
    """A line that begins or ends something; `depth` is how many sections deep it is, or one of the words below."""

    key: str
    title: str
    line: int
    depth: int


_ANNEX_DEPTH, _BOX_DEPTH, _BOX_END = 0, -1, -2


def build_outline(raw: str, normal: str, offsets: Sequence[int], starts: Sequence[int]) -> tuple[Heading, ...]:
    """The headings of a text in document order, each found by the marker in front of it; `offsets` lead from `normal` to
    `raw`, `starts` are where raw lines begin.

    第四章, then 第二节, then 一、, then （三）, then 1., each level where the plan uses it. A key joins the numbers as printed,
    3.2.3; parts (第二篇) have none. A box, 专栏 with or without a number, is box1, box2 in document order; an annex is a1.

    Where a box ends is not printed. It runs to the next heading. Only where the running text is indented deeper than the box
    does it end earlier, at the first paragraph that is indented like the running text before it; notes (注：…) stay in the
    box. A list that begins inside a box is no heading.
    """
    reader = _Reader()
    for line in _list_lines(raw, starts):
        reader.read(line)
    return tuple(_build_headings(reader.marks, len(normal), offsets, starts))


def _list_lines(raw: str, starts: Sequence[int]) -> Iterator[_Line]:
    """The lines with print on them, folded, and how deep they are indented; a full-width space counts as two."""
    for number, (start, end) in enumerate(pairwise((*starts, len(raw)))):
        line = raw[start:end]
        printed = _strip_markdown(line.strip())
        if printed:
            blank = line[: len(line) - len(line.lstrip())]
            yield _Line(number, fold(printed)[0], printed, sum(2 if c == "　" else 1 for c in blank))


def _strip_markdown(printed: str) -> str:
    """A line without the marks of a Markdown heading, or of bold print at its beginning."""
    return _BOLD.sub(r"\1", _HASHES.sub("", printed))


def _restore_print(line: _Line, start: int, end: int) -> str:
    """A piece of the folded line in the characters that are printed."""
    given = fold(line.printed)[1]
    return line.printed[given[start] : given[end]].strip()


class _Reader:
    """Walks the lines once and keeps the numbers that are open at each level."""

    def __init__(self) -> None:
        self.body_indent = 0
        self.clear()

    def clear(self) -> None:
        """Forget the headings so far."""
        self.marks: list[_Mark] = []
        self.open: list[tuple[int, int]] = []
        self.in_box = False
        self.box_indent: int | None = None
        self.annexes = 0
        self.listing = False
        self.chapters = False
        self.text_since = 0
        self.text_between = False

    def read(self, line: _Line) -> None:
        if self._read_box(line) or self._read_annex(line) or self._read_section(line):
            return
        self.text_since += len(line.text)
        if not self.in_box:
            self.body_indent = line.indent
        elif self.box_indent is None:
            self.box_indent = line.indent
        elif self.box_indent < self.body_indent == line.indent and not _NOTE.match(line.text):
            self.marks.append(_Mark("", "", line.number, _BOX_END))
            self.in_box = False

    def _read_box(self, line: _Line) -> bool:
        match = _BOX.fullmatch(line.text)
        if match is None or "。" in line.text:
            return False
        self.in_box, self.box_indent = True, None
        self._add(_Mark("box", _restore_print(line, *match.span(1)), line.number, _BOX_DEPTH))
        return True

    def _read_annex(self, line: _Line) -> bool:
        if not self.open:
            return False  # the notice in front may name the plan as its annex
        item = _MARKERS[_ITEM][1].fullmatch(line.text) if self.listing else None
        if item and int(item[1]) == self.annexes + 1:
            self._add_annex(self.annexes + 1, _restore_print(line, *item.span(2)), line)
            return True
        match = _ANNEX.fullmatch(line.text)
        if match is None or "。" in line.text:
            self.listing = False
            return False
        self.listing, self.in_box = match[1] is None, False
        if match[1] or match[2] or match[3]:
            self._add_annex(
                int(read_numeral(match[1] or match[2] or "1") or 1), _restore_print(line, *match.span(3)), line
            )
        return True

    def _add_annex(self, number: int, title: str, line: _Line) -> None:
        self.annexes = number
        self._add(_Mark(f"a{number}", title, line.number, _ANNEX_DEPTH))

    def _add(self, mark: _Mark) -> None:
        self.text_between |= self.text_since > _NO_TEXT and bool(self.marks)
        self.text_since = 0
        self.marks.append(mark)

    def _read_section(self, line: _Line) -> bool:
        if _CONTENTS_LINE.search(line.text):
            return False
        found = next(((rank, match) for rank, pattern in _MARKERS if (match := pattern.fullmatch(line.text))), None)
        if found is None:
            return False
        rank, match = found
        number = int(read_numeral(match[1]) or 0)
        length = _measure_title(match[2], rank)
        if not length:
            return False
        if self._is_new_beginning(rank, number):
            self.clear()
        elif self.annexes or not self._is_next(rank, number):
            return False
        self.chapters |= rank == _CHAPTER
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        self.open.append((rank, number))
        self.in_box = False
        title = _restore_print(line, match.start(2), match.start(2) + length)
        self._add(_Mark(".".join(str(n) for _, n in self.open), title, line.number, len(self.open)))
        if "。" in match[2]:
            self.body_indent, self.text_since = line.indent, len(match[2]) - length
        return True

    def _is_new_beginning(self, rank: int, number: int) -> bool:
        """Whether all headings so far were those of a table of contents, with no text between them, or of the notice in front."""
        if rank == _CHAPTER and not self.chapters:
            return True
        on_top = rank == _CHAPTER or (rank == _SECTION and not self.chapters)
        return on_top and number == 1 and bool(self.marks) and not self.text_between

    def _is_next(self, rank: int, number: int) -> bool:
        """Whether the number begins a level outside a box, or follows the last of its level."""
        if rank == _CHAPTER:
            return True
        if rank == _DIVISION:
            return bool(self.open)
        on_top = rank == _SECTION and not (self.open and self.open[0][0] == _CHAPTER)
        if not self.open and not on_top:
            return False
        last = dict(self.open).get(rank, 0)
        if number == 1:
            return not self.in_box and (on_top or not last)
        return 0 < last < number <= last + _SKIPPED


def _measure_title(rest: str, rank: int) -> int:
    """How much of what follows a marker is its heading: all, or the first sentence where the text runs on; 0 in a list item."""
    head, stop, _ = rest.partition("。")
    title = head.rstrip()
    if rank in {_CHAPTER, _DIVISION}:
        return len(title) if len(title) <= _CHAPTER_TITLE and not stop else 0
    if not title or len(title) > _LONGEST_TITLE or (not stop and title[-1] in ";,、:"):
        return 0
    return len(title)


def _build_headings(marks: list[_Mark], length: int, offsets: Sequence[int], lines: Sequence[int]) -> Iterator[Heading]:
    starts = [bisect_left(offsets, lines[mark.line]) for mark in marks]
    known: set[str] = set()
    standing = _find_annexes_with_body(marks, starts, length)
    boxes = 0
    for index, mark in enumerate(marks):
        if mark.depth == _BOX_END or mark.key in known:
            continue
        end = next((starts[other] for other in range(index + 1, len(marks)) if _is_end(mark, marks[other])), length)
        if standing.get(mark.key, index) > index:
            continue  # only named here, in the list of annexes; it stands further down
        key = mark.key
        if mark.depth == _BOX_DEPTH:
            boxes += 1
            key = f"box{boxes}"
        else:
            known.add(key)
        yield Heading(key, mark.title, starts[index], end, mark.line + 1)


def _is_end(mark: _Mark, other: _Mark) -> bool:
    """Whether the span of `mark` ends where `other` begins."""
    if mark.depth == _BOX_DEPTH:
        return True
    if other.depth in {_BOX_DEPTH, _BOX_END}:
        return False
    return mark.depth == _ANNEX_DEPTH or other.depth <= mark.depth


def _find_annexes_with_body(marks: list[_Mark], starts: Sequence[int], length: int) -> dict[str, int]:
    """Annex → the mark under which its text stands."""
    ends = (*starts[1:], length)
    return {
        mark.key: index
        for index, mark in enumerate(marks)
        if mark.depth == _ANNEX_DEPTH and ends[index] - starts[index] >= _ANNEX_BODY
    }


__all__ = ["Heading", "PlanText", "normalize_text", "read_plan_text"]


@dataclass(frozen=True, slots=True)
class PlanText:
    """The text of a plan. Offsets are those of `normal` (NFKC, no white space) unless said otherwise."""

    raw: str = field(repr=False)
    normal: str = field(repr=False)
    offsets: Sequence[int] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    outline: tuple[Heading, ...]

    def __len__(self) -> int:
        return len(self.normal)

    def compute_hash(self) -> str:
        """The hash of the normalised text, by which a re-saved copy is still known."""
        return sha256(self.normal.encode()).hexdigest()

    def find_section(self, key: str) -> tuple[int, int] | None:
        """The span of a section with all below it, of a box or an annex; "0" is all before the first heading."""
        if key == "0":
            return 0, self.outline[0].start if self.outline else len(self.normal)
        return next(((heading.start, heading.end) for heading in self.outline if heading.key == key), None)

    def find_section_at(self, offset: int) -> str:
        """The key of the innermost section or box that holds `offset`."""
        before = bisect_right(self.outline, offset, key=lambda heading: heading.start)
        return next((h.key for h in self.outline[before::-1] if h.start <= offset < h.end), "0")

    def find(self, quote: str, at: str | None = None) -> tuple[int, ...]:
        """Every offset at which the normalised quote stands, within section `at` if given; none where there is no such section."""
        wanted = normalize_piece(quote)
        span = self._get_span(at)
        if span is None or not wanted:
            return ()
        found = []
        offset = self.normal.find(wanted, *span)
        while offset >= 0:
            found.append(offset)
            offset = self.normal.find(wanted, offset + 1, span[1])
        return tuple(found)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, in the raw text."""
        raw = self.offsets[offset]
        line = bisect_right(self.lines, raw)
        return line, raw - self.lines[line - 1] + 1

    def find_nearest(self, quote: str, at: str | None = None) -> tuple[str, int, float] | None:
        """The passage most like a quotation that is not in the text: the passage, its offset, and a likeness up to 1.

        None where nothing is half alike.
        """
        wanted = normalize_piece(quote)
        span = self._get_span(at)
        if span is None or not wanted:
            return None
        return find_nearest(wanted, self.normal, span)

    def _get_span(self, at: str | None) -> tuple[int, int] | None:
        return (0, len(self.normal)) if at is None else self.find_section(at)


def read_plan_text(raw: str) -> PlanText:
    """The plan's text with the outline that its headings make."""
    normal, offsets = normalize_text(raw)
    lines = array("L", [0])
    lines.extend(match.end() for match in re.finditer(r"\r\n|\n|\r", raw))
    return PlanText(raw, normal, offsets, lines, build_outline(raw, normal, offsets, lines))


_ALIKE = 0.5
_TRIED = 24
_COMMON = 400
_SLACK = 4


def find_nearest(wanted: str, text: str, span: tuple[int, int]) -> tuple[str, int, float] | None:
    """The passage of `text` within `span` that is most like `wanted`, its offset, and its likeness up to 1.

    None where nothing is half alike.
    """
    best: tuple[str, int, float] | None = None
    for start in _find_candidates(wanted, text, *span):
        passage = _trim(wanted, text, start, span)
        if passage and (best is None or passage[2] > best[2]):
            best = passage
    return best if best and best[2] >= _ALIKE else None


def _find_candidates(wanted: str, text: str, start: int, end: int) -> list[int]:
    """Offsets where the passage may begin: those that most pairs of characters point to. Pairs with a digit count double."""
    votes: Counter[int] = Counter()
    for index in range(len(wanted) - 1):
        pair = wanted[index : index + 2]
        weight = 2 if any(c.isdigit() for c in pair) else 1
        offset, seen = text.find(pair, start, end), 0
        while offset >= 0 and seen < _COMMON:
            votes[(offset - index) // _SLACK] += weight
            offset, seen = text.find(pair, offset + 1, end), seen + 1
    return [bucket * _SLACK for bucket, _ in votes.most_common(_TRIED)]


def _trim(wanted: str, text: str, start: int, span: tuple[int, int]) -> tuple[str, int, float] | None:
    """The passage around `start` from its first to its last character in common with the wanted one, and its likeness."""
    low = max(span[0], start - _SLACK)
    window = text[low : min(span[1], start + len(wanted) + 3 * _SLACK)]
    matcher = SequenceMatcher(None, wanted, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(window), blocks[-1].b + blocks[-1].size + len(wanted) - blocks[-1].a - blocks[-1].size)
    passage = window[first:last]
    return passage, low + first, SequenceMatcher(None, wanted, passage, autojunk=False).ratio()
