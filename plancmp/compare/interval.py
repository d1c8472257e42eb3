"""Figures with bounds: a bound stays a bound, a range a range, "about" stays about, in every calculation."""

from dataclasses import dataclass
from decimal import Decimal

from plancmp.vocabulary import Comparator

_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies. None is no bound on that side; an open end leaves its own value out."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    about: bool = False

    @property
    def exact(self) -> Decimal | None:
        """The one value, where there is one."""
        return self.low if self.low is not None and self.low == self.high and not self.about else None

    @property
    def determined(self) -> bool:
        """Whether at least one side is bounded."""
        return self.low is not None or self.high is not None

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
            self.about or other.about,
        )

    def __neg__(self) -> "Interval":
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
            self.about,
        )

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, factor: "Interval") -> "Interval":
        """The product with `factor`, whatever the signs: its ends are among the products of the ends."""
        corners = [(_product(a, b), a_open or b_open) for a, a_open in self.ends for b, b_open in factor.ends]
        low, high = min(value for value, _ in corners), max(value for value, _ in corners)
        return Interval(
            None if low == -_ENDLESS else low,
            None if high == _ENDLESS else high,
            all(is_open for value, is_open in corners if value == low),
            all(is_open for value, is_open in corners if value == high),
            self.about or factor.about,
        )

    @property
    def ends(self) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
        """Both ends, endless where there is no bound, and whether each is open."""
        return (
            (-_ENDLESS if self.low is None else self.low, self.low_open),
            (_ENDLESS if self.high is None else self.high, self.high_open),
        )

    def divide_by(self, divisor: "Interval") -> "Interval | None":
        """The quotient; None where the divisor can only be zero or either can be negative."""
        if divisor.low is None or divisor.low < 0 or divisor.high == 0:
            return None
        if (self.low is not None and self.low < 0) or (self.high is not None and self.high < 0):
            return None
        low = None if self.low is None or divisor.high is None else self.low / divisor.high
        high = None if self.high is None or divisor.low == 0 else self.high / divisor.low
        return Interval(
            low,
            high,
            self.low_open or divisor.high_open,
            self.high_open or divisor.low_open,
            self.about or divisor.about,
        )

    def __truediv__(self, parts: int) -> "Interval":
        """The interval divided by a whole number above zero."""
        return Interval(
            None if self.low is None else self.low / parts,
            None if self.high is None else self.high / parts,
            self.low_open,
            self.high_open,
            self.about,
        )

    def cover(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both: where any weighted mean of the two lies."""
        (a_low, a_high), (b_low, b_high) = self.ends, other.ends
        low, low_open = min(a_low, b_low)
        high, high_open = max(a_high, b_high, key=lambda end: (end[0], not end[1]))
        return Interval(
            None if low == -_ENDLESS else low,
            None if high == _ENDLESS else high,
            low_open,
            high_open,
            self.about or other.about,
        )


def _product(a: Decimal, b: Decimal) -> Decimal:
    """a × b, where nothing times no bound is nothing."""
    return Decimal(0) if a == 0 or b == 0 else a * b


def make_point(value: Decimal) -> Interval:
    """The interval of one exact value."""
    return Interval(value, value)


def bound_figure(value: Decimal | None, low: Decimal | None, high: Decimal | None, comparator: Comparator) -> Interval:
    """Where a printed figure lies: a value with its comparator, or a range."""
    about = comparator is Comparator.ABOUT
    if value is None:
        return Interval(low, high, about=about)
    match comparator:
        case Comparator.AT_LEAST | Comparator.ABOVE:
            return Interval(value, None, low_open=comparator is Comparator.ABOVE)
        case Comparator.AT_MOST | Comparator.BELOW:
            return Interval(None, value, high_open=comparator is Comparator.BELOW)
        case _:
            return Interval(value, value, about=about)
