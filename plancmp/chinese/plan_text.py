"""A plan's source text: its outline as printed, its quotations, and the way back to line and column."""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256

from plancmp.chinese.folding import normalize_piece, normalize_text
from plancmp.chinese.outline import Heading, build_outline

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
