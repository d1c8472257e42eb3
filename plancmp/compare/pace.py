"""The pace that a target implies: yearly growth of levels and flows, points a year of shares and densities."""

from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare.facts import Fact, Facts, get_interval
from plancmp.compare.formatting import attach_unit, format_equals, format_interval, format_operand, format_signed
from plancmp.compare.interval import Interval
from plancmp.compare.measures import record_interval
from plancmp.units import unit
from plancmp.vocabulary import Basis, ClaimType
from plancmp.words import Text, say


class Pace(NamedTuple):
    """From which figure and year a target starts, and how fast it goes: percent a year, or units a year."""

    start: Fact
    yearly: Interval
    in_percent: bool
    formula: Text

    def describe(self, target: Claim) -> Text:
        """ "+14.8 % a year", "+0.16 points a year"."""
        if self.in_percent:
            zh, en = format_interval(self.yearly, 1), format_signed(self.yearly, 1)
            return say("年均增长 {rate} %", "{rate} % a year", rate=Text(zh, en))
        printed = "points" if unit(target.std.unit).kind == "percent" else target.std.unit
        return say("年均 {amount}", "{amount} a year", amount=attach_unit(format_signed(self.yearly), printed))

    def record(self) -> dict[str, Any]:
        """The pace as in the machine-readable output."""
        return {
            "from_claim": self.start.claim.id,
            "from_year": self.start.year,
            "unit": "percent a year" if self.in_percent else "units a year",
            **record_interval("yearly", self.yearly),
        }


def compute_pace(target: Claim, facts: Facts) -> Pace | None:
    """The pace from the figure beside the target, else the latest earlier one of its plan. None for a result, a part,
    a total, no year, no start, a start of zero, or one printed beside in another basis.
    """
    if target.type is not ClaimType.TARGET or target.year is None or target.is_part:
        return None
    if target.basis is not target.definition.basis or target.basis not in {Basis.LEVEL, Basis.PER_YEAR}:
        return None
    if target.std.unit != target.definition.unit or facts.has_other_start(target):
        return None
    start = facts.find_start(target)
    if start is None or start.year is None:
        return None
    years, end = target.year - start.year, get_interval(target)
    if target.definition.sums:
        growth = compute_yearly_growth(start.interval, end, years)
        if growth is None or not growth.determined:
            return None
        words = f"({format_operand(end)} / {format_operand(start.interval)})^(1/{years}) - 1"
        return Pace(start, growth, True, Text.same(f"{words} {format_equals(format_signed(growth, 1))} %"))
    yearly = (end - start.interval) / years
    if not yearly.determined:
        return None
    words = f"({format_operand(end)} - {format_operand(start.interval)}) / {years}"
    return Pace(start, yearly, False, Text.same(f"{words} {format_equals(format_signed(yearly))}"))


def compute_yearly_growth(start: Interval, end: Interval, years: int) -> Interval | None:
    """Mean yearly growth in percent, (T/B)^(1/n) - 1; None where the start can be zero or there is no span."""
    if years <= 0 or start.low is None or start.low <= 0:
        return None
    ratio = end.divide_by(start)
    if ratio is None:
        return None

    def rate(value: Decimal | None) -> Decimal | None:
        return None if value is None else (value ** (Decimal(1) / years) - 1) * 100

    return Interval(rate(ratio.low), rate(ratio.high), ratio.low_open, ratio.high_open, ratio.about)
