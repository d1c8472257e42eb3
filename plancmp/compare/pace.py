"""The pace that a target implies: yearly growth of levels and flows, points a year of shares and densities."""

from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare.conversions import compute_yearly_growth
from plancmp.compare.facts import Fact, Facts, get_interval
from plancmp.compare.formatting import bracket, format_equals, format_interval, format_signed, name_unit
from plancmp.compare.interval import Interval
from plancmp.compare.measures import record_interval
from plancmp.units import unit
from plancmp.vocabulary import Basis, ClaimType
from plancmp.words import Text


class Pace(NamedTuple):
    """From which figure and year a target starts, and how fast it goes: percent a year, or units a year."""

    start: Fact
    yearly: Interval
    in_percent: bool
    formula: Text

    def text(self, target: Claim) -> Text:
        """ "+14.8 % a year", "+0.16 points a year"."""
        amount = format_signed(self.yearly, 1 if self.in_percent else 2)
        if self.in_percent:
            return Text(f"年均增长 {format_interval(self.yearly, 1)} %", f"{amount} % a year")
        kind = unit(target.std.unit).kind
        words = Text("个百分点", "points") if kind == "percent" else name_unit(target.std.unit)
        return Text(f"年均 {amount} {words.zh}", f"{amount} {words.en} a year")

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
        a, b = bracket(format_interval(start.interval, 4)), bracket(format_interval(end, 4))
        return Pace(
            start, growth, True, Text.same(f"({b} / {a})^(1/{years}) - 1 {format_equals(format_signed(growth, 1))} %")
        )
    yearly = (end - start.interval) / years
    if not yearly.determined:
        return None
    words = f"({bracket(format_interval(end, 4))} - {bracket(format_interval(start.interval, 4))}) / {years} {format_equals(format_signed(yearly))}"
    return Pace(start, yearly, False, Text.same(words))
