"""A plan's text as sentences, each with what it shares with its figures: section, years, headings, openings over it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple

from plancmp.chinese.plan_text import Heading, PlanText
from plancmp.draft.places import Gazetteer
from plancmp.draft.times import Clock, Time, find_times
from plancmp.draft.word_lists import AHEAD_HEADING, PAST_HEADING
from plancmp.scalars import YEAR, Period
from plancmp.vocabulary import ClaimType

_ENDS = re.compile(r"[。！？!?;；:：”）)』」]$")
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百零0-9]{1,4}[章节篇]|[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.、．)）](?![0-9])"
    r"|专栏|附件|附表|表|—|―|–|[·•●◆■★]|注[：:]|[①-⑳]|一是|二是|三是"
)
_WRAPPED = 18
"""Characters; a shorter line without a closing mark is a line of its own (a heading, a cell), no wrapped text."""
_LONGEST = 1_000
"""Characters after which a sentence is taken to end; the longest of a plan has half as many."""
_STOPS = frozenset("。！？!?")
_HEADINGS = ((PAST_HEADING, ClaimType.OBSERVED), (AHEAD_HEADING, ClaimType.TARGET))
_TITLE_YEAR = re.compile(rf"(?<![0-9])({YEAR})(?=年)")

Span = tuple[int, int]
"""Start and end in the normalised text."""


class Sentence(NamedTuple):
    """A sentence in offsets of the normalised text.

    `headings` are those over it, the innermost first. `paragraph` and `opening` are the spans of the first sentence of its paragraph and of its section (its own span where it is
    that); `above` are those of the sections over it, nearest first.
    """

    start: int
    end: int
    section: str
    headings: tuple[Heading, ...]
    paragraph: Span
    opening: Span
    above: tuple[Span, ...]


class DraftContext(NamedTuple):
    """What the sentences of one document stand on: its text, its years, the places inside its own.

    What stands before `body` or in `tables` is not read as sentences. Figures whose number begins at one of `wanted` are read
    also where the rules take them for no claim. `spans` are the years that the chapters of a report review or set.
    """

    text: PlanText
    clock: Clock
    places: Gazetteer
    body: int
    tables: tuple[Span, ...] = ()
    wanted: frozenset[int] = frozenset()
    spans: Mapping[str, Period] = MappingProxyType({})

    def find_kind(self, section: str) -> ClaimType | None:
        """What the figures of a section of a report are, by the years of its chapter; None where they are not told."""
        span = self.spans.get(section.partition(".")[0])
        if span is None:
            return None
        return ClaimType.OBSERVED if span.last < self.clock.now else ClaimType.TARGET

    def find_times(self, start: int, end: int) -> tuple[Time, ...]:
        """The years printed from `start` to `end`."""
        return find_times(self.text.normal[start:end], start, self.clock)


class SentenceContext(NamedTuple):
    """One sentence of a document; `heading` is what the headings over it say of its figures."""

    draft: DraftContext
    sentence: Sentence
    times: tuple[Time, ...]
    heading: ClaimType | None

    @property
    def normal(self) -> str:
        """The text of the document, normalised."""
        return self.draft.text.normal


def read_context(draft: DraftContext, sentence: Sentence) -> SentenceContext:
    """The context of a sentence."""
    heading = draft.find_kind(sentence.section) or _read_headings(sentence.headings, draft.clock.period.first)
    return SentenceContext(draft, sentence, draft.find_times(sentence.start, sentence.end), heading)


def _read_headings(headings: Sequence[Heading], first: int) -> ClaimType | None:
    """What the headings over a sentence say, the innermost first: chapters of results, or of aims; None where they are silent.

    `first` is the plan's first year, before which all is past.
    """
    for heading in headings:
        last = max(map(int, _TITLE_YEAR.findall(heading.title)), default=first)
        signs = {kind for words, kind in _HEADINGS if words.search(heading.title)}
        if last < first or signs:
            return ClaimType.OBSERVED if last < first else signs.pop() if len(signs) == 1 else None
    return None


def split_sentences(text: PlanText) -> tuple[Sentence, ...]:
    """Every sentence in order."""
    starts = {heading.start for heading in text.outline}
    bounds = sorted({0, len(text), *starts, *(heading.end for heading in text.outline), *_find_paragraphs(text)})
    paragraphs = [tuple(_split_paragraph(text.normal, *span)) for span in pairwise(bounds)]
    openings: dict[str, Span] = {}
    for span in chain.from_iterable(paragraphs):
        if span[0] not in starts:
            openings.setdefault(text.find_section_at(span[0]), span)
    return tuple(_place(span, text, spans[0], openings) for spans in paragraphs for span in spans)


def _place(span: Span, text: PlanText, paragraph: Span, openings: dict[str, Span]) -> Sentence:
    """A sentence in its section; chapters over it are left out where there are sections below them."""
    section = text.find_section_at(span[0])
    over = [heading for heading in text.outline if heading.start <= span[0] < heading.end]
    headings = tuple(sorted(over, key=lambda heading: heading.start, reverse=True))
    keys = [h.key for h in headings if h.key != section and ("." in h.key or section.startswith("box"))]
    above = tuple(openings[key] for key in keys if key in openings)
    return Sentence(*span, section, headings, paragraph, openings.get(section, span), above)


def _split_paragraph(normal: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a paragraph; a full stop inside brackets or quotation marks ends none."""
    first, depth = start, 0
    for offset in range(start, end):
        c = normal[offset]
        if c in "(“《":
            depth += 1
        elif c in ")”》":
            depth = max(0, depth - 1)
        elif (c in _STOPS and not depth) or offset - first >= _LONGEST:
            yield first, offset + 1
            first, depth = offset + 1, 0
    if first < end:
        yield first, end


def _find_paragraphs(text: PlanText) -> Iterator[int]:
    """Where a line begins that does not go on with the line before it."""
    headings = {heading.line for heading in text.outline}
    before, before_line = "", 0
    for number, (start, end) in enumerate(pairwise((*text.lines, len(text.raw))), 1):
        line = text.raw[start:end].strip("\n")
        if not line.strip():
            continue
        in_heading = number in headings or (before_line in headings and "。" not in before)
        if in_heading or not _is_wrapped(before, line):
            yield bisect_left(text.offsets, start)
        before, before_line = line.strip(), number


def _is_wrapped(before: str, line: str) -> bool:
    """Whether a line goes on with what stands before it."""
    if len(before) < _WRAPPED or "\t" in before + line:
        return False
    return not (_ENDS.search(before) or _BEGINS.match(line.strip()))


def find_sentence(found: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence that holds an offset."""
    index = bisect_right(found, offset, key=lambda sentence: sentence.start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None
