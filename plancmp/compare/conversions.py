"""Conversions between bases, a closed list, each with its formula and the claims that it used.

added + level, multiple × base, growth and growth-total from a base, change from a base; without a base, rates from one
start as multiples of it. A five-year total is never divided by five, and nothing is interpolated.
"""

from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.facts import Fact, Facts, get_growth_factor, get_interval, is_step
from plancmp.compare.formatting import bracket, format_operand, format_result, format_standard_figure
from plancmp.compare.interval import Interval
from plancmp.compare.spans import get_base
from plancmp.model import Period
from plancmp.units import is_unit, unit
from plancmp.vocabulary import Basis
from plancmp.words import SEMICOLON, Text, say

RELATIVE = frozenset({Basis.ADDED, Basis.MULTIPLE, Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.CHANGE})
"""Bases that say how far, not where: they lead to a level or flow only from a base."""


class Conversion(NamedTuple):
    """A figure in an absolute basis and its indicator's unit: as printed, or reckoned by `formula` from `inputs`."""

    interval: Interval
    basis: Basis
    formula: Text | None = None
    inputs: tuple[str, ...] = ()
    caveats: tuple[Text, ...] = ()
    unit: str | None = None
    """Where it is not the indicator's."""

    @property
    def text(self) -> Text:
        """The formula with all that must be known to trust it; empty where nothing was reckoned."""
        return SEMICOLON.join([self.formula, *self.caveats]) if self.formula is not None else Text("", "")


class MissingInput(NamedTuple):
    """The input that a conversion would need and no plan prints."""

    text: Text
    short: Text | None = None
    """In a few words, where there is little room."""


def find_goal_basis(claim: Claim) -> Basis | None:
    """The absolute basis that a rule leads a relative claim to; None where there is no rule.

    What is told against one printed year of a flow is the flow of one year, though its indicator be told in totals.
    """
    natural = claim.definition.basis
    if claim.basis is Basis.ADDED:
        return Basis.LEVEL
    if natural not in {Basis.LEVEL, Basis.PER_YEAR, Basis.TOTAL}:
        return None
    over_a_period = claim.base is not None and claim.base.first != claim.base.last
    if natural is Basis.TOTAL and claim.base is not None and not over_a_period:
        natural = Basis.PER_YEAR
    if claim.basis is Basis.GROWTH:
        return None if over_a_period or natural is Basis.TOTAL else natural
    return Basis.TOTAL if over_a_period else natural


def find_reachable_bases(claim: Claim) -> frozenset[Basis]:
    """The bases that the claim is in, or could be led to by a rule."""
    if claim.basis is Basis.NOT_STATED:
        return frozenset(Basis)
    goal = find_goal_basis(claim) if claim.basis in RELATIVE else None
    return frozenset({claim.basis, goal}) if goal is not None else frozenset({claim.basis})


def convert_claim(claim: Claim, facts: Facts) -> Conversion | MissingInput:
    """The claim in an absolute basis, or what is missing to get there."""
    if claim.basis not in RELATIVE:
        return Conversion(get_interval(claim), claim.basis)
    goal = find_goal_basis(claim)
    if goal is None:
        return MissingInput(say("{basis}无从换算", "no rule leads on from: {basis}", basis=claim.basis))
    start = get_base(claim)
    if goal is Basis.TOTAL and start.first == start.last:
        return MissingInput(Text("基期未注明", "the base is not stated"))
    found = facts.find(claim, goal, start)
    if found is None and claim.base is None and claim.from_year is None:
        found = facts.find_undated(claim, goal)
    if found is None:
        name = claim.definition.name
        return MissingInput(
            say("缺 {start} 年的基数（{name}）", "no plan prints {name} for {start}", name=name, start=start),
            say("缺 {start} 年的基数", "no base of {start} is printed", start=str(start).replace("-", "–")),
        )
    return _reckon(claim, found, start, goal)


def convert_pair(
    first: Claim, second: Claim, facts: Facts
) -> tuple[Conversion | MissingInput, Conversion | MissingInput]:
    """Both claims in an absolute basis; where a base is lacking and both are rates from one start, as multiples of it."""
    found = convert_claim(first, facts), convert_claim(second, facts)
    if not any(isinstance(each, MissingInput) for each in found) or get_base(first) != get_base(second):
        return found
    one, two = _tell_multiple(first), _tell_multiple(second)
    return (one, two) if one is not None and two is not None else found


def _tell_multiple(claim: Claim) -> Conversion | None:
    """A rate as the multiple of its start: 2 is 2, +100 % is 2, g a year over n years is (1 + g)^n."""
    if claim.basis is Basis.MULTIPLE and claim.std.unit == "倍":
        return Conversion(get_interval(claim), Basis.MULTIPLE, unit="倍")
    if claim.basis not in {Basis.GROWTH, Basis.GROWTH_TOTAL} or not _is_rate(claim):
        return None
    years = 1
    if claim.basis is Basis.GROWTH:
        years = (claim.year or 0) - get_base(claim).last
    if years <= 0:
        return None
    factor = get_growth_factor(claim)
    result = factor
    for _ in range(years - 1):
        result *= factor
    power = f"^{years}" if claim.basis is Basis.GROWTH else ""
    formula = Text.same(f"{_write_factor(claim)}{power} {format_result(result)}")
    return Conversion(result, Basis.MULTIPLE, formula, unit="倍")


def _name_source(claim: Claim, base: Fact, start: Period) -> Text:
    """Where the base comes from: never a figure without a name."""
    if base.when is None:
        return Text(
            "基数取本规划所报现有数（原文未注明年份）", "base: the count that the plan itself reports, without a year"
        )
    if base.claim.beside == claim.id:
        source = say("基数为目标旁所列 {start} 年数", "base: {start}, printed beside the target", start=start)
    elif base.claim.plan == claim.plan:
        source = say("基数为本规划所报 {start} 年数", "base: {start}, reported by the same plan", start=start)
    else:
        plan = base.claim.plan
        source = say("基数为 {plan} 所报 {start} 年数", "base: {start}, reported by {plan}", plan=plan, start=start)
    if base.formula is not None:
        source = say("{source}（{formula}）", "{source} ({formula})", source=source, formula=base.formula)
    if claim.base is None and claim.from_year is None:
        source = say(
            "{source}，起始年未注明，按惯例取规划期前一年",
            "{source}, the start is not stated, by convention the year before the plan",
            source=source,
        )
    return source


def _reckon(claim: Claim, base: Fact, start: Period, goal: Basis) -> Conversion | MissingInput:
    found = _go_from(base.interval, claim, start)
    if isinstance(found, MissingInput):
        return found
    result, calculation = found
    formula = Text.same(f"{calculation} {format_result(result)}")
    if claim.basis is Basis.ADDED:
        formula = say(
            "{formula}，以原有的不减少为前提，{step} 若为毛增数则不足此数",
            "{formula} if none drops out, fewer if {step} is gross",
            formula=formula,
            step=bracket(format_standard_figure(claim)),
        )
    return Conversion(result, goal, formula, (base.claim.id,), (_name_source(claim, base, start),))


def _go_from(first: Interval, claim: Claim, start: Period) -> tuple[Interval, str] | MissingInput:
    """Where the claim's step leads from `first`, and the calculation."""
    own, printed = get_interval(claim), format_standard_figure(claim)
    name, step = format_operand(first), bracket(printed)
    match claim.basis:
        case Basis.ADDED if claim.std.unit == claim.definition.unit:
            return first + own, f"{name} + {step}"
        case Basis.CHANGE if is_step(claim):
            return first + own, f"{name} - {printed[1:]}" if printed.startswith("-") else f"{name} + {step}"
        case Basis.MULTIPLE if claim.std.unit == "倍":
            return first * own, f"{name} × {step}"
        case Basis.GROWTH_TOTAL if _is_rate(claim):
            return first * get_growth_factor(claim), f"{name} × {_write_factor(claim)}"
        case Basis.GROWTH if _is_rate(claim):
            return _compound(first, claim, start)
    text = say(
        "{basis}的单位 {unit} 无从换算", "no rule for {basis} in the unit {unit}", basis=claim.basis, unit=claim.unit
    )
    return MissingInput(text)


def _compound(first: Interval, claim: Claim, start: Period) -> tuple[Interval, str] | MissingInput:
    """Where a yearly rate leads from `first`."""
    if claim.year is None:
        return MissingInput(Text("止年未注明", "the last year is not stated"))
    years = claim.year - start.last
    if years <= 0:
        return MissingInput(Text("起止年不成区间", "the years make no span"))
    result, factor = first, get_growth_factor(claim)
    for _ in range(years):
        result *= factor
    return result, f"{format_operand(first)} × {_write_factor(claim)}^{years}"


def _is_rate(claim: Claim) -> bool:
    return is_unit(claim.unit) and unit(claim.unit).kind == "percent"


def _write_factor(claim: Claim) -> str:
    return f"(1 + {bracket(format_standard_figure(claim))} {unit(claim.std.unit).label.zh})"
