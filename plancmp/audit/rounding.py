"""Where a printed figure may lie: half a unit of its last digit either side, and its comparator.

The idea is statcheck's: a figure is recomputed from the other printed figures, and differs only where no values
that round to the printed digits would give it.
"""

from decimal import Decimal

from plancmp.claim import Claim, standard
from plancmp.compare.interval import Interval
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import Comparator

_COUNTED = frozenset({"count", "person-times", "occasions", "household-times", "rank"})
_FLOORS = frozenset({Comparator.AT_LEAST, Comparator.ABOVE})
_CEILINGS = frozenset({Comparator.AT_MOST, Comparator.BELOW})


def last_place(value: Decimal) -> Decimal:
    """One unit of the last printed digit: 0.01 for 7.70, 1 for 5600."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _slack(value: Decimal, claim: Claim) -> Decimal:
    """Half a unit of the last digit; nothing for things counted one by one; for "about" a tenth of the figure."""
    if claim.comparator is Comparator.ABOUT:
        return max(abs(value) / 10, last_place(value) / 2)
    try:
        printed = unit(claim.unit)
    except UnknownUnitError:
        return last_place(value) / 2
    exact = printed.kind in _COUNTED and printed.factor == 1 and value == value.to_integral_value()
    return Decimal(0) if exact else last_place(value) / 2


def anchor(claim: Claim) -> Interval:
    """The printed figure as a range of what rounds to it, its comparator left aside; in the indicator's unit."""
    low = claim.value if claim.value is not None else claim.low
    high = claim.value if claim.value is not None else claim.high
    told = standard(
        None,
        None if low is None else low - _slack(low, claim),
        None if high is None else high + _slack(high, claim),
        claim.unit,
        claim.definition.unit,
    )
    return Interval(told.low, told.high)


def printed(claim: Claim) -> Interval:
    """Where the figure may lie: `anchor`, open upwards for a floor and downwards for a ceiling."""
    found = anchor(claim)
    if claim.comparator in _FLOORS:
        value = claim.std.value if claim.std.value is not None else claim.std.low
        return Interval(value, None)
    if claim.comparator in _CEILINGS:
        value = claim.std.value if claim.std.value is not None else claim.std.high
        return Interval(None, value)
    return found


def meet(a: Interval, b: Interval) -> bool:
    """Whether two ranges have a value in common, their ends included."""
    return not (
        (a.high is not None and b.low is not None and a.high < b.low)
        or (b.high is not None and a.low is not None and b.high < a.low)
    )


def overlap(a: Interval, b: Interval) -> bool:
    """Whether two printed figures may be one: a half shared by 3 (2.5–3.5) and 4 (3.5–4.5) makes them no more alike."""
    touching = (a.high is not None and a.high == b.low) or (b.high is not None and b.high == a.low)
    return meet(a, b) and (not touching or a.low == a.high or b.low == b.high)


def below(a: Interval, b: Interval) -> bool:
    """Whether the whole of `a` lies under the whole of `b`."""
    return a.high is not None and b.low is not None and a.high < b.low


def cut_off(computed: Interval, claim: Claim) -> bool:
    """Whether the printed figure is the computed one with its further digits cut off instead of rounded."""
    value = claim.std.value
    if value is None or claim.value is None:
        return False
    step = last_place(claim.value) * (1 if value >= 0 else -1)
    ends = sorted((value, value + step))
    return meet(computed, Interval(ends[0], ends[1]))
