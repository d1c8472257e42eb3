"""What a draft holds: its statements, the entries made of them, and what the document says of itself."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, Self

from plancmp.chinese.plan_text import PlanText
from plancmp.document_parts import Source
from plancmp.draft.places import PlaceGuess
from plancmp.model import Indicator, Period, Place
from plancmp.vocabulary import MIRROR, Basis, Binding, ClaimType, Commitment, Comparator, DocumentKind, Every
from plancmp.words import Text


class Value(NamedTuple):
    """A figure with its bound: `value`, or `low` and `high`."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator = Comparator.REACH

    def negate(self) -> Self:
        """The figure as a fall, its bound turned."""
        value, low, high = (number if number is None else -number for number in (self.value, self.high, self.low))
        return self._replace(value=value, low=low, high=high, comparator=MIRROR.get(self.comparator, self.comparator))

    def magnitudes(self) -> frozenset[Decimal]:
        """Its numbers without their signs."""
        return frozenset(abs(number) for number in (self.value, self.low, self.high) if number is not None)


class Start(NamedTuple):
    """The starting value that a table prints beside a target."""

    year: int | None
    figure: Value


class Statement(NamedTuple):
    """A target or a result. `core` is where its number begins in the normalised text, by which it is known again.

    `nouns` are the names that it may go by, the likeliest first; `unit` is the printed one. `doubts` are fields that need a
    decision, `notes` how a field came about or how it might be read otherwise.
    """

    kind: ClaimType
    core: int
    end: int
    section: str
    nouns: tuple[str, ...]
    figure: Value
    unit: str | None
    basis: Basis | None
    quote: str
    lead: tuple[str, ...] = ()
    commitment: Commitment = Commitment.PLAIN
    base: Period | None = None
    from_: int | None = None
    year: int | None = None
    every: Every | None = None
    of: str | None = None
    places: tuple[str, ...] = ()
    start: Start | None = None
    binding: Binding | None = None
    in_table: bool = False
    doubts: Mapping[str, Text] = {}
    notes: tuple[Text, ...] = ()


class IndicatorMatch(NamedTuple):
    """The indicator of a noun: its id, whether it is new, and the ids of known ones that come near."""

    ident: str
    is_new: bool
    near: tuple[str, ...] = ()
    sure: bool = True


class DraftEntry(NamedTuple):
    """A target or result to be written. `unit` and `basis` are None where they are the indicator's own."""

    head: Statement
    match: IndicatorMatch
    definition: Indicator
    unit: str | None
    basis: Basis | None
    notes: tuple[Text, ...] = ()
    also: tuple[Statement, ...] = ()
    key: str | None = None

    @property
    def kind(self) -> ClaimType:
        """Target or result."""
        return self.head.kind

    @property
    def full_basis(self) -> Basis:
        """Its basis, its own or the indicator's."""
        return self.basis or self.definition.basis


class Refusal(NamedTuple):
    """A proposal that is not drafted: its line in the file of proposals, its quote, and why."""

    line: int
    quote: str
    why: Text


class DocumentHead(NamedTuple):
    """A document's own particulars; None where it does not say. `body` is the offset in the normalised text behind its title;
    `doubts` are what its lines contradict each other in.
    """

    title: str | None
    place: PlaceGuess | None
    period: Period | None
    number: str | None
    issued: str | None
    follows: tuple[str, ...]
    kind: DocumentKind
    body: int
    doubts: tuple[Text, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether it tells of a year past, and 今年 is the year of its period."""
        return self.kind in {DocumentKind.REPORT, DocumentKind.COMMUNIQUE}


class Draft(NamedTuple):
    """The proposed encoding of one document: its particulars, the new places and indicators, and its entries in order."""

    ident: str
    text: PlanText
    document: DocumentHead
    place: str
    period: Period
    places: Mapping[str, Place]
    indicators: Mapping[str, Indicator]
    entries: tuple[DraftEntry, ...]
    source: Source
    doubts: tuple[Text, ...]
    names: Mapping[str, str]
    """Names of the places that `for` may name, for comments."""
    refused: tuple[Refusal, ...] = ()
    proved: int = 0
    """How many proposals of other programs were proved; the others are `refused`."""
    spans: Mapping[str, Period] = MappingProxyType({})
    """Of a report: chapter → the years that it reviews or sets."""
    parents: Mapping[str, str] = MappingProxyType({})
    """Of the documents that it says it follows, by title, the ids of those in the collection."""

    @property
    def targets(self) -> tuple[DraftEntry, ...]:
        """The entries that are targets."""
        return tuple(e for e in self.entries if e.kind is ClaimType.TARGET)

    @property
    def observed(self) -> tuple[DraftEntry, ...]:
        """The entries that are results."""
        return tuple(e for e in self.entries if e.kind is ClaimType.OBSERVED)
