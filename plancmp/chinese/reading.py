"""What one place of a text was read as, before it is told in offsets of the text as given."""

from decimal import Decimal
from typing import Literal, NamedTuple

from plancmp.vocabulary import Basis, Comparator

Kind = Literal["figure", "word", "year", "ordinal", "name", "list-number", "unreadable"]


class Finding(NamedTuple):
    """A quantity in folded text. `begin` counts the comparator in front, `start` is where the number begins.

    `names` are the units that it may be told in, the printed one first; `others` are values that say the same (翻一番 is
    also 1 番); `unscaled` is the figure before a multiple that has no unit behind it.
    """

    begin: int
    start: int
    end: int
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    names: tuple[str, ...] = ()
    comparator: Comparator = Comparator.REACH
    basis: Basis | None = None
    others: tuple[tuple[Decimal, str], ...] = ()
    unscaled: Decimal | None = None
