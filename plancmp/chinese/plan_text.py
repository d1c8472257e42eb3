"""A plan's source text: its outline as printed, its quotations, and the way back to line and column."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from plancmp.chinese.nearest import nearest
from plancmp.chinese.normal import normalise
from plancmp.chinese.outline import Heading, outline

__all__ = ["Heading", "PlanText", "normalise", "read_plan_text"]


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

    def sha256(self) -> str:
        """The hash of the normalised text, by which a re-saved copy is still known."""
        return sha256(self.normal.encode()).hexdigest()

    def section(self, key: str) -> tuple[int, int] | None:
        """The span of a section with all below it, of a box or an annex; "0" is all before the first heading."""
        if key == "0":
            return 0, self.outline[0].start if self.outline else len(self.normal)
        return next(((heading.start, heading.end) for heading in self.outline if heading.key == key), None)

    def section_of(self, offset: int) -> str:
        """The key of the innermost section or box that holds `offset`."""
        before = bisect_right(self.outline, offset, key=lambda heading: heading.start)
        return next((h.key for h in self.outline[before::-1] if h.start <= offset < h.end), "0")

    def find(self, quote: str, at: str | None = None) -> tuple[int, ...]:
        """Every offset at which the normalised quote stands, within section `at` if given; none where there is no such section."""
        wanted = normalise(quote)[0]
        span = self._span(at)
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

    def nearest(self, quote: str, at: str | None = None) -> tuple[str, int, float] | None:
        """The passage most like a quotation that is not in the text: the passage, its offset, and a likeness up to 1.

        None where nothing is half alike.
        """
        wanted = normalise(quote)[0]
        span = self._span(at)
        if span is None or not wanted:
            return None
        return nearest(wanted, self.normal, span)

    def _span(self, at: str | None) -> tuple[int, int] | None:
        return (0, len(self.normal)) if at is None else self.section(at)


def read_plan_text(raw: str) -> PlanText:
    """The plan's text with the outline that its headings make."""
    normal, offsets = normalise(raw)
    lines = array("L", [0])
    lines.extend(match.end() for match in re.finditer(r"\r\n|\n|\r", raw))
    return PlanText(raw, normal, offsets, lines, outline(raw, normal, offsets, lines))
