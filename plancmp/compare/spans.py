"""When a claim falls: as printed, else by a convention that is said aloud."""

from plancmp.claim import Claim
from plancmp.model import Period
from plancmp.vocabulary import PLANNING, Basis, ClaimType
from plancmp.words import Text, say

SPANNED = frozenset(
    {Basis.ADDED, Basis.TOTAL, Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.CHANGE, Basis.MULTIPLE, Basis.MEAN}
)
"""Bases that run over a span, so that the start belongs to the figure."""
_LONG_AGO = 1900


def get_span(claim: Claim, basis: Basis) -> Period | None:
    """The time that a figure, told in `basis`, is for: its year, or the printed span of a total; None where none is printed."""
    if claim.year is None:
        return None
    first = claim.from_year if basis is Basis.TOTAL else claim.year
    return Period(first, claim.year) if first is not None else None


def find_possible_years(claim: Claim) -> Period:
    """The years that a claim can be for. Without a year a target falls within its plan's period by convention, and a
    result is no later than the plan that reports it.
    """
    if claim.year is not None:
        return Period(claim.year, claim.year)
    period = claim.plan_period
    if claim.type is ClaimType.TARGET:
        return period
    first = claim.from_year if claim.from_year is not None else _LONG_AGO
    return Period(first, max(first, period.last))


def find_five_years(claim: Claim) -> Period:
    """The years of the five-year plan that a claim is for, by its year; by its document's last where it has none."""
    first = (find_possible_years(claim).last - 1) // 5 * 5 + 1  # 2016-2020, 2021-2025, and so on since 1966
    return Period(first, first + 4)


def can_meet(first: Claim, second: Claim) -> bool:
    """Whether the two could be for one year."""
    return find_possible_years(first).meets(find_possible_years(second))


def describe_convention(claim: Claim) -> Text:
    """What is taken for granted of a claim without a year."""
    if claim.type is ClaimType.TARGET:
        return say(
            "原文未注明年份，按惯例视为在规划期 {period} 年之内",
            "no year stated, taken to fall within the plan's period {period} by convention",
            period=claim.plan_period,
        )
    return Text("已有成绩未注明年份", "a result without a year")


def get_start_year(claim: Claim) -> int:
    """First year of a span: as printed, the year after its base, the one year that it is for, else by convention the
    plan's first year.
    """
    if claim.from_year is not None:
        return claim.from_year
    if claim.base is not None:
        return claim.base.last + 1
    return claim.year if claim.year is not None and is_of_one_year(claim) else claim.plan_period.first


def is_of_one_year(claim: Claim) -> bool:
    """Whether a figure without a start is for its year alone, as those of the year that a report reviews or sets."""
    alone = claim.from_year is None and claim.base is None and claim.kind not in PLANNING
    return alone and claim.year is not None and claim.year <= claim.plan_period.last


def is_yearly_goal(claim: Claim) -> bool:
    """Whether a report or the like sets a target for its own year alone: no aim that others are laid under."""
    if claim.type is not ClaimType.TARGET or claim.kind in PLANNING:
        return False
    year = claim.year if claim.year is not None else claim.plan_period.last
    return year <= claim.plan_period.last and claim.from_year in {None, year}


def get_base(claim: Claim) -> Period:
    """What the claim starts from: its base, else the year before its span, else the year before its plan's period."""
    if claim.base is not None:
        return claim.base
    year = get_start_year(claim) - 1
    return Period(year, year)


def has_conventional_start(claim: Claim) -> bool:
    """Whether the start of a span is not printed."""
    return claim.basis in SPANNED and claim.from_year is None and claim.base is None and not is_of_one_year(claim)


def count_years_between(first: Claim, second: Claim) -> int:
    """How many years lie between two claims, to rank them by: 99 where one of them has no year."""
    return abs(first.year - second.year) if first.year is not None and second.year is not None else 99
