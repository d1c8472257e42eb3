"""Figures that cannot all be meant: two values or two years for one thing, two results of two plans, one for two things."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from plancmp.audit.claim_index import (
    ClaimIndex,
    describe,
    find_start,
    for_each_claim,
    format_figure,
    format_section,
    is_target,
    list_unclear,
)
from plancmp.audit.result import Candidate, Finding
from plancmp.audit.rounding import bound_claim, bound_rounding, can_be_same
from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded, name_unit
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import Basis, Better, Commitment, Differs
from plancmp.words import Text, say

_AT_A_TIME = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.NOT_STATED})
_REVISED = Candidate("revised", Text("统计数据事后可能修订", "the figure may have been revised between the two plans"))
_FEWEST_DIGITS = 3
"""Of a figure whose digits may have changed places, or that is odd enough not to be printed twice by chance."""


def find_two_values(plan: str, index: ClaimIndex) -> Iterator[Finding]:
    """Values of a plan that cannot both be meant."""
    groups: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in index.by_plan.get(plan, ()):
        groups[index.identify(claim), *_identify_time(claim)].append(claim)
    for group in groups.values():
        different: list[Claim] = []
        for claim in group:
            if all(not _can_agree(claim, other) for other in different):
                different.append(claim)
        for other in different[1:]:
            yield _report_values(different[0], other, index)


def _identify_time(claim: Claim) -> tuple[object, ...]:
    """What must be the same for two figures to be the same statement; a span without a start is the plan's own. Two
    vintages of one figure are two statements.
    """
    start = None if claim.basis in _AT_A_TIME else find_start(claim)
    return is_target(claim), claim.basis, claim.base, start, claim.year, claim.vintage


def _can_agree(a: Claim, b: Claim) -> bool:
    """Another wording of one value is no contradiction, nor are two strengths of one aim; results with bounds may both
    be true.
    """
    if _strives_beyond(a, b) or _strives_beyond(b, a):
        return True
    if can_be_same(bound_rounding(a), bound_rounding(b)):
        return True
    return not is_target(a) and can_be_same(bound_claim(a), bound_claim(b))


def _strives_beyond(further: Claim, nearer: Claim) -> bool:
    """Whether the first is what a plan strives for beyond what it sets (at least 6, striving for 8)."""
    strength = Commitment.ASPIRATIONAL
    if further.commitment is not strength or nearer.commitment is strength:
        return False
    values = further.std.value, nearer.std.value or nearer.std.high
    if values[0] is None or values[1] is None:
        return False
    better = further.definition.better
    return values[0] <= values[1] if better is Better.LOWER else values[0] >= values[1]


def _report_values(a: Claim, b: Claim, index: ClaimIndex) -> Finding:
    computed: dict[str, object] = {"values": [a.std.value, b.std.value], "unit": a.std.unit, "year": a.year}
    formulas: list[Text] = []
    if a.std.value and b.std.value:
        small, large = sorted((a.std.value, b.std.value))
        computed["ratio"] = large / small
        unit = name_unit(a.std.unit)
        step = say(
            "{large} / {small} = {ratio}（同以{unit}计）",
            "{large} / {small} = {ratio} (both in {unit})",
            large=format_rounded(large, 6),
            small=format_rounded(small, 6),
            ratio=format_rounded(large / small, 2),
            unit=Text(unit.zh, unit.en or unit.zh),
        )
        formulas.append(step)
    settled = a.key == b.key and a.year is not None and a.basis is not Basis.NOT_STATED
    return index.report(
        FindingKind.VALUES_DIFFER,
        Severity.CONTRADICTION if settled else Severity.TENSION,
        (a, b),
        "{name}（{at}）前后不一：{figure}，{figure2}。",
        "{name}, {at}, is printed with two values: {figure} and {figure2}.",
        computed,
        formulas,
        _explain_values(a, b, index),
    )


def _explain_values(a: Claim, b: Claim, index: ClaimIndex) -> Iterator[Candidate]:
    power = find_power_of_ten(a.std.value or Decimal(0), b.std.value or Decimal(0))
    if power:
        yield Candidate(
            "power-of-ten",
            say(
                "两数只差 {times:,} 倍，可能是小数点、位数或单位写错",
                "the two differ only by a factor of {times:,}: a slip of the decimal point, the zeros or the unit",
                times=10**power,
            ),
        )
    elif a.std.value and b.std.value and _has_permuted_digits(a.value, b.value):
        yield Candidate("transposed", Text("数字次序可能颠倒", "digits may have changed places"))
    if a.basis is Basis.NOT_STATED or a.year is None:
        words = Text(
            "口径或年份未注明，两数可能各指一事", "basis or year is not stated, so each may mean a thing of its own"
        )
        yield Candidate("left-open", words)
    if a.key != b.key:
        yield Candidate("another-scope", Text("收录时已作为两项区分", "the encoding keeps them apart as two things"))
    for claim in (a, b):
        yield from _find_narrower_beside(claim, index)
        yield from list_unclear(claim, "indicator", "of")


def _find_narrower_beside(claim: Claim, index: ClaimIndex) -> Iterator[Candidate]:
    """A narrower figure of the same year in the same section: the ratio may have been taken of that."""
    for other in index.find_differing(claim.indicator, Differs.DENOMINATOR):
        for beside in index.by_plan[claim.plan]:
            near = (beside.section, beside.place, beside.year) == (claim.section, claim.place, claim.year)
            if near and beside.basis is beside.definition.basis and other in index.wider[beside.indicator]:
                name = beside.definition.name
                words = say(
                    "{section} 同年另载{name} {figure}，比值可能只按它计算",
                    "{section} also prints {name} for that year, {figure}; the ratio may have been taken of that alone",
                    section=format_section(claim.section),
                    name=Text(name.zh, f"{name.en} {name.zh}"),
                    figure=describe(beside),
                )
                yield Candidate("another-numerator", words)
                return


def find_power_of_ten(x: Decimal, y: Decimal) -> int:
    """k where one is 10^k times the other, k at least 1; else 0."""
    large, small = max(abs(x), abs(y)), min(abs(x), abs(y))
    if not small or large.normalize().as_tuple().digits != small.normalize().as_tuple().digits:
        return 0
    return large.adjusted() - small.adjusted()


def _has_permuted_digits(x: Decimal | None, y: Decimal | None) -> bool:
    if x is None or y is None:
        return False
    a, b = x.as_tuple().digits, y.as_tuple().digits
    return len(a) >= _FEWEST_DIGITS and a != b and sorted(a) == sorted(b)


@for_each_claim
def find_two_years(claim: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """One target printed with two years."""
    head = next((c for c in reversed(index.by_plan[claim.plan]) if c.id == claim.variant_of), None)
    if head is None or None in {head.year, claim.year} or head.year == claim.year:
        return
    if head.basis is claim.basis and can_be_same(bound_rounding(head), bound_rounding(claim)):
        yield index.report(
            FindingKind.YEARS_DIFFER,
            Severity.CONTRADICTION,
            (head, claim),
            "{name} {figure}，一处定于 {year} 年，另一处（{section2}）定于 {year2} 年。",
            "{name}, {figure}, is set for {year} there and for {year2} in {section2}.",
            {"years": [head.year, claim.year]},
        )


@for_each_claim
def find_differing_plans(claim: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Results for which a later plan reports another figure."""
    if claim.year is None or claim.variant_of is not None or claim.is_part or is_target(claim):
        return
    for other in index.results.get((index.identify(claim), claim.year), ()):
        is_later = (claim.plan_period, claim.plan) < (other.plan_period, other.plan)
        if not is_later or other.is_part or not _is_reported_apart(claim, other):
            continue
        yield index.report(
            FindingKind.PLANS_DIFFER,
            Severity.CONTRADICTION,
            (claim, other),
            "{name}（{at}）两项规划所载不一：{plan} 为 {figure}，{plan2} 为 {figure2}。",
            "{name} for {at}: {plan} reports {figure}, {plan2} {figure2}.",
            {
                "values": [claim.std.value, other.std.value],
                "plans": [claim.plan, other.plan],
                "unit": claim.std.unit,
            },
            [f"{format_figure(claim)} / {format_figure(other)}"],
            [_REVISED],
        )


def _is_reported_apart(a: Claim, b: Claim) -> bool:
    """Whether two results are of one kind, and of two values."""
    kinds = [(c.basis, c.base, c.from_year, c.std.unit, c.vintage) for c in (a, b)]
    one_kind = kinds[0] == kinds[1] and a.basis is not Basis.NOT_STATED
    return one_kind and not can_be_same(bound_claim(a), bound_claim(b))


@for_each_claim
def find_repeated_figures(claim: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Results of two grades of one thing, for one span, with the same figure of three digits or more that is not round.

    128 regional and 128 municipal awards may be a copying slip.
    """
    claims = index.by_plan[claim.plan] if _is_odd(claim) else ()
    for other in claims:
        if other.order <= claim.order or not _is_odd(other) or claim.indicator == other.indicator:
            continue
        if claim.quote != other.quote and _identify_count(claim) == _identify_count(other):
            yield index.report(
                FindingKind.SAME_FIGURE,
                Severity.INFORMATION,
                (claim, other),
                "{name}与{name2}，{at}写的是同一个数：{figure}，{figure2}；可能巧合，也可能抄错。",
                "{name} and {name2} have one figure for {at}: {figure}, {figure2}; chance, or a copying slip.",
                {"value": claim.std.value, "unit": claim.std.unit},
            )


def _identify_count(claim: Claim) -> tuple[object, ...]:
    """What two figures have in common that were copied one from the other."""
    c = claim
    return c.definition.thing, c.place, c.of, c.basis, c.from_year, c.year, c.std.value, c.comparator


def _is_odd(claim: Claim) -> bool:
    """Whether a claim is a result of one grade with a figure that is hardly printed twice by chance."""
    value = claim.std.value
    if is_target(claim) or not claim.definition.thing or value is None:
        return False
    return len(value.normalize().as_tuple().digits) >= _FEWEST_DIGITS
