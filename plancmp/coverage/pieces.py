"""The figures of a plan's text, each with the words around it, and the passages that an encoding quotes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText, normalize_text
from plancmp.chinese.quantities import Quantity, find_quantities
from plancmp.claim import Claim
from plancmp.model import Aside

_NUMBER = re.compile(r"[0-9０-９〇零○一二三四五六七八九十百千万亿两廿卅半翻倍]")
_AROUND = 60


class Piece(NamedTuple):
    """One figure as printed. `start` and `end` are offsets in the raw text; `core` is where its number begins.

    `before` and `after` are the words around it without white space, as far as a rule may look.
    """

    figure: Quantity
    core: int
    line: int
    column: int
    section: str
    text: str
    before: str
    after: str

    @property
    def start(self) -> int:
        """Where it begins in the raw text."""
        return self.figure.start

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return self.figure.end


class Passage(NamedTuple):
    """A quoted piece of the text, in raw offsets."""

    start: int
    end: int

    def holds(self, piece: Piece) -> bool:
        """Whether the number of `piece` stands in the passage."""
        return self.start <= piece.core < self.end


class Statement(NamedTuple):
    """What one printing of one entry says: the claims that it makes (one a place), where it is quoted, its leads."""

    ids: tuple[str, ...]
    claim: Claim
    passages: tuple[Passage, ...]
    leads: tuple[Passage, ...]


def pieces(text: PlanText) -> tuple[Piece, ...]:
    """Every figure of the text in order."""
    found = []
    for figure in find_quantities(text.raw):
        first, last = normal_offset(text, figure.start), normal_offset(text, figure.end)
        number = _NUMBER.search(figure.text)
        line, column = text.position(first)
        found.append(
            Piece(
                figure,
                figure.start + (number.start() if number else 0),
                line,
                column,
                text.find_section_at(first),
                text.normal[first:last],
                text.normal[max(0, first - _AROUND) : first],
                text.normal[last : last + _AROUND],
            )
        )
    return tuple(found)


def normal_offset(text: PlanText, raw: int) -> int:
    """The offset in the normalised text of the first character at or behind `raw`."""
    return bisect_left(text.offsets, raw)


def passages(text: PlanText, quote: str, at: str) -> tuple[Passage, ...]:
    """Where `quote` stands in section `at`: directly in it, or, where it does not, in a section or box below."""
    found = text.find(quote, at)
    direct = [offset for offset in found if text.find_section_at(offset) == at]
    return tuple(_passage(text, offset, quote) for offset in direct or found)


def _passage(text: PlanText, offset: int, quote: str) -> Passage:
    length = len(normalize_text(quote)[0])
    return Passage(text.offsets[offset], text.offsets[offset + length - 1] + 1)


def statements(text: PlanText, claims: Sequence[Claim]) -> tuple[Statement, ...]:
    """Every printing that a plan's claims encode; claims of one entry for several places make one statement."""
    variants = {(c.variant_of, c.section, c.quote) for c in claims if c.variant_of}
    grouped: dict[tuple[object, ...], tuple[Claim, list[str], str, str, tuple[str, ...]]] = {}
    for claim in claims:
        printed = [(claim.section, claim.quote, claim.lead)]
        printed += [(p.at, p.quote, p.lead) for p in claim.also if (claim.id, p.at, p.quote) not in variants]
        for number, (at, quote, lead) in enumerate(printed):
            key = (claim.order, claim.type, number)
            grouped.setdefault(key, (claim, [], at, quote, lead))[1].append(claim.id)
    return tuple(_statement(text, *each) for each in grouped.values())


def _statement(text: PlanText, claim: Claim, ids: list[str], at: str, quote: str, lead: tuple[str, ...]) -> Statement:
    where = passages(text, quote, at)
    leads = tuple(nearest for piece in lead if (nearest := _nearest(text, piece, at, where)))
    return Statement(tuple(ids), claim, where, leads)


def _nearest(text: PlanText, lead: str, at: str, where: Sequence[Passage]) -> Passage | None:
    """The lead's occurrence in the section that is nearest to the quote; None where it has none, or the quote none."""
    found = [_passage(text, offset, lead) for offset in text.find(lead, at)]
    if not found or not where:
        return None
    return min(found, key=lambda p: (p.start > where[0].start, abs(p.start - where[0].start)))


class SetAside(NamedTuple):
    """An aside and where it stands in the text; none where its quote is not found."""

    aside: Aside
    number: int
    passages: tuple[Passage, ...]


def set_aside(text: PlanText, asides: Sequence[Aside]) -> Iterator[SetAside]:
    """The asides of a plan with their places."""
    for number, aside in enumerate(asides):
        yield SetAside(aside, number, passages(text, aside.quote, aside.at))
