"""Where a printed figure may lie: half a unit of its last digit either side, and its comparator.

The idea is statcheck's: a figure is recomputed from the other printed figures, and differs only where no values
that round to the printed digits would give it.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.interval import Interval, make_point
from plancmp.plan_claims import standard
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import Comparator

_COUNTED = frozenset({"count", "person-times", "occasions", "household-times", "rank"})
FLOORS = frozenset({Comparator.AT_LEAST, Comparator.ABOVE})
CEILINGS = frozenset({Comparator.AT_MOST, Comparator.BELOW})


def get_last_place(value: Decimal) -> Decimal:
    """One unit of the last printed digit: 0.01 for 7.70, 1 for 5600."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _estimate_slack(value: Decimal, claim: Claim) -> Decimal:
    """Half a unit of the last digit; nothing for things counted one by one; for "about" a tenth of the figure."""
    if claim.comparator is Comparator.ABOUT:
        return max(abs(value) / 10, get_last_place(value) / 2)
    try:
        printed = unit(claim.unit)
    except UnknownUnitError:
        return get_last_place(value) / 2
    exact = printed.kind in _COUNTED and printed.factor == 1 and value == value.to_integral_value()
    return Decimal(0) if exact else get_last_place(value) / 2


def bound_rounding(claim: Claim) -> Interval:
    """The printed figure as a range of what rounds to it, its comparator left aside; in the indicator's unit."""
    low, high = (claim.low, claim.high) if claim.value is None else (claim.value, claim.value)
    std = standard(
        None,
        None if low is None else low - _estimate_slack(low, claim),
        None if high is None else high + _estimate_slack(high, claim),
        claim.unit,
        claim.definition.unit,
    )
    return Interval(std.low, std.high)


def bound_claim(claim: Claim) -> Interval:
    """Where the figure may lie: as `bound_rounding`, open upwards for a floor and downwards for a ceiling."""
    std = claim.std
    if claim.comparator in FLOORS:
        return Interval(std.low if std.value is None else std.value, None)
    if claim.comparator in CEILINGS:
        return Interval(None, std.high if std.value is None else std.value)
    return bound_rounding(claim)


class Estimate(NamedTuple):
    """A figure as it is printed or follows from printed ones (None where a range is printed), and where it may lie."""

    exact: Decimal | None
    bounds: Interval


def estimate(claim: Claim) -> Estimate:
    """The figure of a claim, in the indicator's unit."""
    return Estimate(claim.std.value, bound_claim(claim))


def combine(
    first: Estimate, second: Estimate, rule: Callable[[Interval, Interval], Interval | None]
) -> Estimate | None:
    """What a calculation gives, from the figures as printed and with their rounding; None where it gives nothing."""
    bounds = rule(first.bounds, second.bounds)
    if bounds is None:
        return None
    if first.exact is None or second.exact is None:
        return Estimate(None, bounds)
    exact = rule(make_point(first.exact), make_point(second.exact))
    return Estimate(exact.low if exact is not None else None, bounds)


def has_common_value(a: Interval, b: Interval) -> bool:
    """Whether two ranges have a value in common, their ends included."""
    return not (is_below(a, b) or is_below(b, a))


def can_be_same(a: Interval, b: Interval) -> bool:
    """Whether two printed figures may be one: a half shared by 3 (2.5–3.5) and 4 (3.5–4.5) makes them no more alike."""
    touching = (a.high is not None and a.high == b.low) or (b.high is not None and b.high == a.low)
    return has_common_value(a, b) and (not touching or a.low == a.high or b.low == b.high)


def is_below(a: Interval, b: Interval) -> bool:
    """Whether the whole of `a` lies under the whole of `b`."""
    return a.high is not None and b.low is not None and a.high < b.low


def is_cut_off(computed: Interval, claim: Claim) -> bool:
    """Whether the printed figure is the computed one with its further digits cut off instead of rounded."""
    value = claim.std.value
    if value is None or claim.value is None:
        return False
    end = value + get_last_place(claim.value) * (1 if value >= 0 else -1)
    return has_common_value(computed, Interval(min(value, end), max(value, end)))
