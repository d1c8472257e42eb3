"""Conversions between bases, a closed list, each with its formula and the claims that it used.

added + level, multiple × base, growth and growth-total from a base, change from a base. A five-year total is
never divided by five, and nothing is interpolated.
"""

from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.facts import Fact, Facts, format_result, get_interval, is_step
from plancmp.compare.formatting import bracket, format_interval, format_standard_figure
from plancmp.compare.interval import Interval, make_point
from plancmp.model import Period
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import Basis
from plancmp.words import SEMICOLON, Text

RELATIVE = frozenset({Basis.ADDED, Basis.MULTIPLE, Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.CHANGE})
"""Bases that say how far, not where: they lead to a level or flow only from a base."""


class Conversion(NamedTuple):
    """A figure in an absolute basis and its indicator's unit: as printed, or reckoned by `formula` from `inputs`."""

    interval: Interval
    basis: Basis
    formula: Text | None = None
    inputs: tuple[str, ...] = ()
    caveats: tuple[Text, ...] = ()

    @property
    def text(self) -> Text:
        """The formula with all that must be known to trust it; empty where nothing was reckoned."""
        return SEMICOLON.join([self.formula, *self.caveats]) if self.formula is not None else Text("", "")


class MissingInput(NamedTuple):
    """The input that a conversion would need and no plan prints."""

    text: Text


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
        return MissingInput(Text(f"{claim.basis.label.zh}无从换算", f"no rule leads on from: {claim.basis.label.en}"))
    start = get_base(claim)
    if goal is Basis.TOTAL and start.first == start.last:
        return MissingInput(Text("基期未注明", "the base is not stated"))
    found = facts.find(claim, goal, start)
    if found is None and claim.base is None and claim.from_year is None:
        found = facts.find_undated(claim, goal)
    if found is None:
        name = claim.definition.name
        return MissingInput(Text(f"缺 {start} 年的基数（{name.zh}）", f"no plan prints {name.en} for {start}"))
    return _reckon(claim, found, start, goal)


def get_base(claim: Claim) -> Period:
    """What the claim starts from: its base, else the year before its span, else the year before its plan's period."""
    if claim.base is not None:
        return claim.base
    year = (claim.from_year if claim.from_year is not None else claim.plan_period.first) - 1
    return Period(year, year)


def _source(claim: Claim, base: Fact, start: Period) -> Text:
    """Where the base comes from: never a figure without a name."""
    if base.when is None:
        return Text(
            "基数取本规划所报现有数（原文未注明年份）", "base: the count that the plan itself reports, without a year"
        )
    if base.claim.beside == claim.id:
        zh, en = f"基数为目标旁所列 {start} 年数", f"base: {start}, printed beside the target"
    elif base.claim.plan == claim.plan:
        zh, en = f"基数为本规划所报 {start} 年数", f"base: {start}, reported by the same plan"
    else:
        zh, en = f"基数为 {base.claim.plan} 所报 {start} 年数", f"base: {start}, reported by {base.claim.plan}"
    if base.formula is not None:
        zh, en = f"{zh}（{base.formula.zh}）", f"{en} ({base.formula.en})"
    if claim.base is None and claim.from_year is None:
        zh += "，起始年未注明，按惯例取规划期前一年"
        en += ", the start is not stated, by convention the year before the plan"
    return Text(zh, en)


def _reckon(claim: Claim, base: Fact, start: Period, goal: Basis) -> Conversion | MissingInput:
    first, own, printed = base.interval, get_interval(claim), format_standard_figure(claim)
    name, step = bracket(format_interval(first, 4)), bracket(printed)
    kept = Text("", "")
    match claim.basis:
        case Basis.ADDED if claim.std.unit == claim.definition.unit:
            result = first + own
            words = f"{name} + {step} {format_result(result)}"
            kept = Text(
                f"，以原有的不减少为前提，{step} 若为毛增数则不足此数", f" if none drops out, fewer if {step} is gross"
            )
        case Basis.CHANGE if is_step(claim):
            result = first + own
            words = f"{name} - {printed[1:]}" if printed.startswith("-") else f"{name} + {step}"
            words = f"{words} {format_result(result)}"
        case Basis.MULTIPLE if claim.std.unit == "倍":
            result = first * own
            words = f"{name} × {step} {format_result(result)}"
        case Basis.GROWTH_TOTAL if _is_rate(claim):
            result = first * _factor(claim)
            words = f"{name} × (1 + {step} {_sign(claim)}) {format_result(result)}"
        case Basis.GROWTH if _is_rate(claim):
            if claim.year is None:
                return MissingInput(Text("止年未注明", "the last year is not stated"))
            years = claim.year - start.last
            if years <= 0:
                return MissingInput(Text("起止年不成区间", "the years make no span"))
            factor = _factor(claim)
            result = first
            for _ in range(years):
                result *= factor
            words = f"{name} × (1 + {step} {_sign(claim)})^{years} {format_result(result)}"
        case _:
            label = claim.basis.label
            return MissingInput(
                Text(f"{label.zh}的单位 {claim.unit} 无从换算", f"no rule for {label.en} in the unit {claim.unit}")
            )
    formula = Text(words + kept.zh, words + kept.en)
    return Conversion(result, goal, formula, (base.claim.id,), (_source(claim, base, start),))


def _is_rate(claim: Claim) -> bool:
    try:
        return unit(claim.unit).kind == "percent"
    except UnknownUnitError:
        return False


def _sign(claim: Claim) -> str:
    return unit(claim.std.unit).label.zh


def _factor(claim: Claim) -> Interval:
    """1 + a printed rate."""
    return make_point(Decimal(1)) + get_interval(claim) * make_point(unit(claim.std.unit).factor / 100)


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


def format_percent(share: Interval) -> str:
    """A share as a percentage."""
    return f"{format_interval(share * make_point(Decimal(100)), 1)} %"
