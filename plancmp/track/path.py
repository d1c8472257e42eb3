"""How far along its way a target is, and the state that follows: a stated convention, never passed off as the plan's.

Progress is set against the share of the time that is gone, (year - start year) / (by - start year):

    ahead      progress >= 105 % of that share      快于预期
    on-path    progress >=  95 % of it              符合预期
    behind     below                                滞后

These are the classes of the official mid-term reports. Progress is linear from start to target for levels, shares and yearly
flows, (v - s) / (t - s); compound for multiples and growth over the whole span, ln(v / s) / ln(t / s), so that 13.4 of 16 %
after four of five years is 82.5 % of the way; the sum so far over the target for totals and additions; and for a mean the
mean so far over the rate, against all of it. Where the printed digits allow two states the milder is taken.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from plancmp.compare.interval import Interval
from plancmp.vocabulary import Comparator, PathRule, State
from plancmp.words import Text

AHEAD = Decimal("1.05")
ON_PATH = Decimal("0.95")
ABOUT = Decimal("0.05")
"""How much "about" leaves open, unless half of the last printed digit is more."""

ORDER = (State.BEHIND, State.ON_PATH, State.AHEAD)
"""From the hardest state of a path to the mildest."""


class Figure(NamedTuple):
    """A figure on the way: its year, its value, and half of its last printed digit."""

    year: int
    value: Decimal
    half: Decimal = Decimal(0)


class Way(NamedTuple):
    """How much of the way is gone and how much of the time, both as shares of one, and how that was reckoned."""

    rule: PathRule
    progress: Decimal
    expected: Decimal
    formula: Text
    progress_low: Decimal
    progress_high: Decimal

    @property
    def state(self) -> State:
        """The state of the path; where the digits allow two, the milder."""
        return max((class_progress(p, self.expected) for p in self._corners), key=ORDER.index)

    @property
    def is_split(self) -> bool:
        """Whether the printed digits allow more than one state."""
        return len({class_progress(p, self.expected) for p in self._corners}) > 1

    @property
    def _corners(self) -> tuple[Decimal, Decimal, Decimal]:
        return self.progress_low, self.progress, self.progress_high


def class_progress(progress: Decimal, expected: Decimal) -> State:
    """The state of a path, of the share of the way that is gone and the share of the time."""
    if progress >= AHEAD * expected:
        return State.AHEAD
    return State.ON_PATH if progress >= ON_PATH * expected else State.BEHIND


def share_time(start: int, year: int, by: int) -> Decimal:
    """The share of the time from `start` to `by` that is gone in `year`."""
    return Decimal(year - start) / Decimal(by - start)


def measure_linear(start: Figure, latest: Figure, target: Decimal, by: int) -> Way | None:
    """The way of a level, share or yearly flow; None where the target is where it starts."""
    if target == start.value:
        return None
    expected = share_time(start.year, latest.year, by)
    formula = (
        f"({show(latest.value)} - {show(start.value)}) / ({show(target)} - {show(start.value)})",
        f"({latest.year} - {start.year}) / ({by} - {start.year})",
    )

    def go(first: Decimal, last: Decimal) -> Decimal:
        return (last - first) / (target - first)

    return _make_way(PathRule.LINEAR, go, start, latest, expected, formula)


def measure_compound(start: Figure, latest: Figure, target: Decimal, by: int) -> Way | None:
    """The way of a multiple or of growth over the whole span; None where one of the three is not above zero."""
    if min(start.value, latest.value, target) <= 0 or target == start.value:
        return None
    expected = share_time(start.year, latest.year, by)
    formula = (
        f"ln({show(latest.value)} / {show(start.value)}) / ln({show(target)} / {show(start.value)})",
        f"({latest.year} - {start.year}) / ({by} - {start.year})",
    )

    def go(first: Decimal, last: Decimal) -> Decimal:
        return (last / first).ln() / (target / first).ln()

    return _make_way(PathRule.COMPOUND, go, start, latest, expected, formula)


def measure_sum(start_year: int, latest: Figure, target: Decimal, by: int) -> Way | None:
    """The way of a total, an addition or a change, which begin at nothing in the year of the start."""
    if target == 0:
        return None
    expected = share_time(start_year, latest.year, by)
    formula = (f"{show(latest.value)} / {show(target)}", f"({latest.year} - {start_year}) / ({by} - {start_year})")

    def go(_first: Decimal, last: Decimal) -> Decimal:
        return last / target

    return _make_way(PathRule.SUM, go, Figure(start_year, Decimal(0)), latest, expected, formula)


def measure_mean(latest: Figure, rate: Decimal) -> Way | None:
    """The mean so far against the rate that is aimed at, of which all is expected at any time."""
    if rate == 0:
        return None
    formula = (f"{show(latest.value)} / {show(rate)}", "1")

    def go(_first: Decimal, last: Decimal) -> Decimal:
        return last / rate

    return _make_way(PathRule.MEAN, go, Figure(latest.year, Decimal(0)), latest, Decimal(1), formula)


def _make_way(
    rule: PathRule,
    go: Callable[[Decimal, Decimal], Decimal],
    start: Figure,
    latest: Figure,
    expected: Decimal,
    formula: tuple[str, str],
) -> Way:
    progress = go(start.value, latest.value)
    ends = [
        go(start.value + first, latest.value + last)
        for first in (-start.half, start.half)
        for last in (-latest.half, latest.half)
    ]
    gone, time = formula
    text = f"{gone} = {percent(progress)}; {time} = {percent(expected)}"
    return Way(rule, progress, expected, Text.same(text), min(ends), max(ends))


class Aim(NamedTuple):
    """What a target asks for: a value to reach from below (up) or from above, taken strictly or not."""

    value: Decimal
    is_up: bool
    is_strict: bool = False

    def is_reached(self, found: Interval) -> bool | None:
        """Whether a figure reaches it; None where the bounds of the figure leave it open."""
        near, far = (found.low, found.high) if self.is_up else (found.high, found.low)
        near_open = found.low_open if self.is_up else found.high_open
        if near is not None and (self._holds(near) or (self.is_strict and near == self.value and near_open)):
            return True
        if far is not None and not self._holds(far):
            return False
        return None

    def _holds(self, value: Decimal) -> bool:
        if value == self.value:
            return not self.is_strict
        return value > self.value if self.is_up else value < self.value


def make_aim(comparator: Comparator, value: Decimal, half: Decimal, *, is_up: bool) -> Aim:
    """The aim of a printed target; "about" T is reached from T less the greater of 5 % and half its last digit."""
    match comparator:
        case Comparator.AT_LEAST | Comparator.ABOVE:
            return Aim(value, is_up=True, is_strict=comparator is Comparator.ABOVE)
        case Comparator.AT_MOST | Comparator.BELOW:
            return Aim(value, is_up=False, is_strict=comparator is Comparator.BELOW)
        case Comparator.ABOUT:
            slack = max(abs(value) * ABOUT, half)
            return Aim(value - slack if is_up else value + slack, is_up)
        case _:
            return Aim(value, is_up)


def measure_half_digit(value: Decimal) -> Decimal:
    """Half of the last printed digit of a figure: 0.005 of 0.83, 0.5 of 2806."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) / 2 if isinstance(exponent, int) else Decimal(0)


def show(value: Decimal) -> str:
    """A figure as it stands in a formula: as printed, or to four decimals where it was reckoned."""
    shown = value if -4 <= int(value.as_tuple().exponent) <= 0 else value.quantize(Decimal("0.0001"))  # noqa: PLR2004
    return f"({shown:f})" if shown < 0 else f"{shown:f}"


def percent(share: Decimal, places: int = 1) -> str:
    """A share of one as percent, by default with one decimal: 82.5 %."""
    return f"{share * 100:.{places}f} %"
