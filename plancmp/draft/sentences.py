"""A plan's text as sentences, each with its section, paragraph, and the opening sentences that may govern it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancmp.chinese.plan_text import Heading, PlanText

_ENDS = re.compile(r"[。！？!?;；:：”）)』」]$")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百零0-9]{1,4}[章节篇]|[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.、．)）](?![0-9])"
    r"|专栏|附件|附表|表|—|―|–|[·•●◆■★]|注[：:]|[①-⑳]|一是|二是|三是"
)
_WRAPPED = 18
"""Characters; a shorter line without a closing mark is a line of its own (a heading, a cell), no wrapped text."""
_LONGEST = 1_000
"""Characters after which a sentence is taken to end; the longest of a plan has half as many."""
_STOP = re.compile(r"[。！？!?]")


class Sentence(NamedTuple):
    """A sentence in offsets of the normalised text.

    `paragraph` and `opening` are the spans of the first sentence of its paragraph and of its section (its own span where it is
    that); `above` are those of the sections over it, nearest first. A heading that runs on is `is_heading`.
    """

    start: int
    end: int
    section: str
    paragraph: tuple[int, int]
    opening: tuple[int, int]
    above: tuple[tuple[int, int], ...]
    is_heading: bool = False


def sentences(text: PlanText) -> tuple[Sentence, ...]:
    """Every sentence in order."""
    heads = {heading.start: heading for heading in text.outline}
    bounds = sorted({0, len(text), *heads, *(heading.end for heading in text.outline), *_paragraph_starts(text)})
    spans: list[tuple[int, int, int, bool]] = []  # start, end, paragraph, heading
    for number, (start, end) in enumerate(pairwise(bounds)):
        for first, last in _split(text.normal, start, end):
            spans.append((first, last, number, first in heads))
    opening = _openings(text, spans)
    first_of: dict[int, tuple[int, int]] = {}
    found = []
    for start, end, number, is_heading in spans:
        section = text.section_of(start)
        if number not in first_of:
            first_of[number] = (start, end)
        own = opening.get(section, (start, end))
        above = tuple(opening[key] for key in _over(section, text.outline, start) if key in opening)
        found.append(Sentence(start, end, section, first_of[number], own, above, is_heading))
    return tuple(found)


def _over(section: str, outline: Sequence[Heading], offset: int) -> Iterator[str]:
    """The sections over one, nearest first, chapters left out where there are sections below them."""
    holding = [h for h in outline if h.start <= offset < h.end and h.key != section]
    for heading in sorted(holding, key=lambda h: h.start, reverse=True):
        if "." in heading.key or section.startswith("box"):
            yield heading.key


def _openings(text: PlanText, spans: Sequence[tuple[int, int, int, bool]]) -> dict[str, tuple[int, int]]:
    """The first sentence of each section that is not its heading."""
    found: dict[str, tuple[int, int]] = {}
    for start, end, _, is_heading in spans:
        key = text.section_of(start)
        if key not in found and not is_heading:
            found[key] = (start, end)
    return found


def _split(normal: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; a full stop inside brackets or quotation marks ends none."""
    first, depth = start, 0
    for offset in range(start, end):
        c = normal[offset]
        if c in "(“《":
            depth += 1
        elif c in ")”》":
            depth = max(0, depth - 1)
        elif (_STOP.match(c) and not depth) or offset - first >= _LONGEST:
            yield first, offset + 1
            first, depth = offset + 1, 0
    if first < end:
        yield first, end


def _paragraph_starts(text: PlanText) -> Iterator[int]:
    """Where a line begins that does not go on with the line before it."""
    headings = {heading.line for heading in text.outline}
    before, before_line = "", 0
    lines = (*text.lines, len(text.raw))
    for number, (start, end) in enumerate(pairwise(lines), 1):
        raw = text.raw[start:end].rstrip("\n")
        printed = raw.strip()
        if not printed:
            continue
        runs_on = (
            len(before) >= _WRAPPED
            and (before_line not in headings or "。" in before)
            and number not in headings
            and "\t" not in raw.strip("\n")
            and "\t" not in before
            and not _ENDS.search(before)
            and not _BEGINS.match(printed)
        )
        if not runs_on:
            yield bisect_left(text.offsets, start)
        before, before_line = printed, number


def sentence_at(found: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence that holds an offset."""
    index = bisect_right(found, offset, key=lambda sentence: sentence.start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None
