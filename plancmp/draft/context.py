"""What the figures of one sentence share: the document, the sentence, the years in it, and what the headings say."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import quantities
from plancmp.draft.clauses import Printed
from plancmp.draft.kinds import lean
from plancmp.draft.sentences import Sentence
from plancmp.draft.times import Time, times
from plancmp.draft.where import Gazetteer
from plancmp.model import Period
from plancmp.vocabulary import ClaimType


class Ground(NamedTuple):
    """What the statements of one document stand on: its text and its own particulars; `year` is that of a yearly report.

    What stands before `body` or in `tables` is not read as sentences.
    """

    text: PlanText
    period: Period | None
    year: int | None
    places: Gazetteer
    body: int
    tables: tuple[tuple[int, int], ...] = ()

    def times(self, start: int, end: int) -> tuple[Time, ...]:
        """The years printed from `start` to `end`."""
        return times(self.text.normal[start:end], start, self.period, self.year)


class Context(NamedTuple):
    """One sentence of a document; `heading` is what the headings over it say of its figures."""

    ground: Ground
    sentence: Sentence
    times: tuple[Time, ...]
    heading: ClaimType | None

    @property
    def normal(self) -> str:
        """The text of the document, normalised."""
        return self.ground.text.normal

    def until(self, at: int) -> str:
        """The sentence up to `at`."""
        return self.normal[self.sentence.start : at]

    def comma_clause(self, at: int) -> int:
        """The beginning of the clause around `at` that 、 does not divide."""
        start = self.sentence.start
        return max(min(start, at), *(self.normal.rfind(mark, start, at) + 1 for mark in ",;。:"))


def context_of(ground: Ground, sentence: Sentence) -> Context:
    """The context of a sentence."""
    heading = lean(ground.text, sentence.start, ground.period)
    return Context(ground, sentence, ground.times(sentence.start, sentence.end), heading)


def printed_figures(text: PlanText) -> Iterator[Printed]:
    """Every quantity of a text in offsets of the normalised text."""
    for quantity in quantities(text.raw):
        start, number, end = (bisect_left(text.offsets, at) for at in (quantity.start, quantity.core, quantity.end))
        yield Printed(quantity, start, number, end)
