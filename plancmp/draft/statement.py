"""What one printed figure says, as far as rules can read it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from plancmp.model import Period
from plancmp.vocabulary import Basis, Binding, ClaimType, Commitment, Comparator, Every
from plancmp.words import Text


class Value(NamedTuple):
    """A figure with its bound: `value`, or `low` and `high`."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator = Comparator.REACH


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
