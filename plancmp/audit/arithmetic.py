"""Printed rates, multiples, differences and increases, recomputed from the printed figures, rounding allowed for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from plancmp.audit.claim_index import (
    ClaimIndex,
    count_places,
    describe_span,
    find_start,
    for_each_claim,
    format_figure,
    format_range,
    is_target,
    list_unclear,
)
from plancmp.audit.contradictions import find_power_of_ten
from plancmp.audit.result import Candidate, Finding
from plancmp.audit.rounding import (
    Estimate,
    bound_claim,
    bound_rounding,
    combine,
    estimate,
    has_common_value,
    is_below,
    is_cut_off,
)
from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded, format_with_unit
from plancmp.compare.interval import Interval, make_point
from plancmp.compare.pace import compute_yearly_growth
from plancmp.model import Period
from plancmp.outcomes import FindingKind, Severity
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import Basis
from plancmp.words import Text, say

_RATES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL})
_KINDS = {
    Basis.GROWTH: (FindingKind.GROWTH_DIFFERS, "年均增长"),
    Basis.GROWTH_TOTAL: (FindingKind.GROWTH_DIFFERS, "增长"),
    Basis.MULTIPLE: (FindingKind.MULTIPLE_DIFFERS, "倍数"),
    Basis.CHANGE: (FindingKind.DIFFERENCE_DIFFERS, "相差"),
}
"""What the finding is called, and in Chinese the figure."""


@dataclass(frozen=True, slots=True)
class Recomputation:
    """The figures that a relative one starts from and ends at, and what they give."""

    start: Claim
    end: Claim
    result: Estimate
    formula: str


@for_each_claim
def find_wrong_sums(claim: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Printed rates, multiples and differences that the plan's own figures do not give."""
    spans = find_spans(claim) if claim.basis in _KINDS else None
    found = sorted(_recompute(claim, *spans, index), key=partial(_measure_distance, claim)) if spans else []
    if spans and found and not any(has_common_value(sum_.result.bounds, bound_claim(claim)) for sum_ in found):
        yield _report_sum(claim, found[0], spans, index)


def find_spans(claim: Claim) -> tuple[Period, Period] | None:
    """The year or span that a relative figure starts from, and the one it ends at; None where one is not told."""
    if claim.year is None:
        return None
    end = Period(claim.year, claim.year)
    if claim.base is not None:
        several = claim.base.first != claim.base.last
        return claim.base, Period(claim.from_year or claim.year, claim.year) if several else end
    if claim.from_year is not None:
        start = claim.from_year - 1
    elif is_target(claim):
        start = claim.plan_period.first - 1
    elif claim.basis is Basis.GROWTH:
        start = claim.year - 1
    else:
        return None
    return Period(start, start), end


def _recompute(claim: Claim, base: Period, end: Period, index: ClaimIndex) -> Iterator[Recomputation]:
    """The relative figure from every pair of figures that the plan prints for its start and its end."""
    topic, years = index.identify(claim), end.last - base.last
    for first in index.find_figures(topic, claim.plan, base):
        for last in index.find_figures(topic, claim.plan, end):
            if first.std.unit != last.std.unit or (claim.basis is Basis.CHANGE and _is_in_percent(claim)):
                continue  # 提高3% of a share can be meant either way
            result = combine(estimate(first), estimate(last), partial(_calculate, claim.basis, years))
            if result is not None and result.bounds.determined:
                yield Recomputation(first, last, result, _write_formula(claim.basis, first, last, years))


def _calculate(basis: Basis, years: int, start: Interval, end: Interval) -> Interval | None:
    match basis:
        case Basis.CHANGE:
            return end - start
        case Basis.GROWTH:
            return compute_yearly_growth(start, end, years)
        case Basis.GROWTH_TOTAL:
            return compute_yearly_growth(start, end, 1)
        case _:
            return end.divide_by(start)


def _is_in_percent(claim: Claim) -> bool:
    try:
        return unit(claim.unit).kind == unit(claim.definition.unit).kind == "percent"
    except UnknownUnitError:
        return False


def _write_formula(basis: Basis, first: Claim, last: Claim, years: int) -> str:
    start, end = format_figure(first), format_figure(last)
    match basis:
        case Basis.CHANGE:
            return f"{end} - {start}"
        case Basis.GROWTH if years != 1:
            return f"({end} / {start})^(1/{years}) - 1"
        case Basis.GROWTH | Basis.GROWTH_TOTAL:
            return f"({end} - {start}) / {start}"
        case _:
            return f"{end} / {start}"


def _measure_distance(claim: Claim, found: Recomputation) -> tuple[int, int]:
    """How far in the text the figures stand from the claim: its own section first."""
    both = (found.start, found.end)
    return sum(c.section != claim.section for c in both), sum(abs(c.order[0] - claim.order[0]) for c in both)


def _report_sum(claim: Claim, found: Recomputation, spans: tuple[Period, Period], index: ClaimIndex) -> Finding:
    kind, noun = _KINDS[claim.basis]
    bounds, percent = found.result.bounds, " %" if claim.basis in _RATES else ""
    amount = f"{_format_exactly(claim, found.result)}{percent}"
    spread = Text("", "")
    if bounds.exact is None:
        range_ = f"{format_range(bounds)}{percent}"
        spread = say("（计入四舍五入：{range}）", " (with rounding: {range})", range=range_)
    formula = say(
        "{step} = {amount}{spread}", "{step} = {amount}{spread}", step=found.formula, amount=amount, spread=spread
    )
    candidates = tuple(_explain_sum(claim, found))
    return index.report(
        kind,
        Severity.INFORMATION if any(c.kind == "cut-off" for c in candidates) else Severity.SLIP,
        (claim, found.end, found.start),
        "{name}：{base}为 {figure3}，{by}为 {figure2}，{result}{points}，原文写 {figure}。",
        "{name}: from {figure3} in {base} to {figure2} in {by} makes {result}{points}, the plan prints {figure}.",
        {"printed": claim.std.value, "recomputed": found.result, "unit": claim.unit},
        [formula],
        candidates,
        base=describe_span(spans[0]),
        by=describe_span(spans[1]),
        result=Text(f"{noun}应为 {amount}", amount),
        points=Text(" 个百分点", " points") if claim.basis is Basis.CHANGE and claim.unit == "points" else "",
    )


def _format_exactly(claim: Claim, result: Estimate) -> str:
    """The result with as many places as the claim prints, two at least."""
    if result.exact is None:
        return format_range(result.bounds)
    places = max(2, -int(claim.value.as_tuple().exponent)) if claim.value is not None else 2
    return format_rounded(result.exact, places)


def _explain_sum(claim: Claim, found: Recomputation) -> Iterator[Candidate]:
    value, exact = claim.std.value, found.result.exact
    if value is None or exact is None:
        return
    if is_cut_off(found.result.bounds, claim):
        words = Text("多余的位数是截去的，不是四舍五入", "the further digits were cut off, not rounded")
        yield Candidate("cut-off", words)
        return
    power = find_power_of_ten(value, exact)
    if power:
        words = say(
            "只差 {times:,} 倍，可能是小数点或单位写错",
            "off by a factor of {times:,}: a slip of the decimal point or the unit",
            times=10**power,
        )
        yield Candidate("power-of-ten", words)
    start, end = found.start.std.value, found.end.std.value
    if start and end is not None:
        yield from _explain_mistaken_basis(claim, start, end)


def _explain_mistaken_basis(claim: Claim, start: Decimal, end: Decimal) -> Iterator[Candidate]:
    """Where another calculation from the same figures gives what is printed."""
    relative = (end - start) / start * 100
    is_rate = claim.basis in _RATES
    mistakes = (
        (
            claim.basis is Basis.CHANGE,
            relative,
            "relative-growth",
            say(
                "{rate} % 是相对增长率，不是差值",
                "{rate} % is the relative growth, not the difference",
                rate=format_rounded(relative, 1),
            ),
        ),
        (
            is_rate,
            end / start * 100,
            "multiple-as-growth",
            Text("写成了两数之比，没有减去基数", "the ratio of the two was printed; the base was not taken off"),
        ),
        (
            claim.basis is Basis.MULTIPLE,
            end / start - 1,
            "growth-as-multiple",
            Text("增长的倍数写成了达到的倍数", "the growth in multiples was printed as the multiple reached"),
        ),
        (is_rate, -relative, "sign", Text("升降写反", "rise and fall changed places")),
    )
    for applies, result, kind, words in mistakes:
        if applies and has_common_value(make_point(result), bound_rounding(claim)):
            yield Candidate(kind, words)


@dataclass(frozen=True, slots=True)
class Rise:
    """How much a stock rose: the stock after, the one before, and the claim that the latter is printed in or follows from."""

    end: Claim
    source: Claim
    start: Estimate
    formula: str
    """How the stock before was reckoned; "" where it is printed."""

    @property
    def amount(self) -> Estimate:
        """The rise, with the bounds of both stocks."""
        amount = combine(estimate(self.end), self.start, lambda end, start: end - start)
        assert amount is not None
        return amount


@for_each_claim
def find_unmet_increases(claim: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Increases that are more or less than the stocks before and after them make.

    2,806 is 4.4 times an earlier stock, so 1,618 cannot be all that was added.
    """
    first = find_start(claim)
    if claim.basis is not Basis.ADDED or claim.year is None or claim.every is not None or first is None:
        return
    whole, year = index.identify(claim)._replace(of=None), Period(claim.year, claim.year)
    ends = index.find_figures(whole, claim.plan, year)
    rises = [rise for end in ends for rise in _find_rises(end, Period(first - 1, first - 1), year, index)]
    if rises and not any(has_common_value(rise.amount.bounds, bound_claim(claim)) for rise in rises):
        yield _report_increase(claim, Period(first, claim.year), rises[0], index)


def _find_rises(end: Claim, before: Period, year: Period, index: ClaimIndex) -> Iterator[Rise]:
    """The rise to a stock from what is printed for the year before, or follows from a multiple or a difference."""
    topic = index.identify(end)
    for claim in index.find_figures(topic, end.plan, before):
        if claim.std.unit == end.std.unit:
            yield Rise(end, claim, estimate(claim), "")
    for claim in index.find(topic, end.plan):
        if find_spans(claim) != (before, year):
            continue
        start, sign = None, ""
        if claim.basis is Basis.MULTIPLE:
            start, sign = combine(estimate(end), estimate(claim), Interval.divide_by), "/"
        elif claim.basis is Basis.CHANGE and claim.std.unit == end.std.unit:
            start, sign = combine(estimate(end), estimate(claim), Interval.__sub__), "-"
        if start is not None:
            step = f"{format_figure(end)} {sign} {format_figure(claim)} = {_format_estimate(start)}"
            yield Rise(end, claim, start, step)


def _format_estimate(figure: Estimate) -> str:
    """ "638 (631–645)": as the figures are printed, and with their rounding."""
    if figure.exact is None or figure.bounds.exact is not None:
        return format_range(figure.bounds)
    return f"{format_rounded(figure.exact, count_places(figure.bounds))} ({format_range(figure.bounds)})"


def _report_increase(claim: Claim, span: Period, rise: Rise, index: ClaimIndex) -> Finding:
    end, start, amount = rise.end, rise.start, rise.amount
    more = is_below(amount.bounds, bound_claim(claim))
    if start.exact is None:
        before = f"({format_range(start.bounds)})"
    else:
        before = format_rounded(start.exact, count_places(start.bounds))
    steps = [f"{span.first - 1}: {rise.formula}"] if rise.formula else []
    return index.report(
        FindingKind.ADDED_DIFFERS,
        _weigh_increase(claim, more=more),
        (claim, end, rise.source),
        "{name2}：由 {figure2} 和 {figure3} 推得 {first}–{last} 年增加 {rise}，{of}新增数却写 {words}（{section}）。",
        "{name2}: {figure2} and {figure3} make a rise of {rise} over {first}–{last}, "
        "but the plan prints {words}{of} ({section}).",
        {
            "printed": claim.std.value,
            "rise": amount,
            "start": start.bounds,
            "end": end.std.value,
            "unit": end.std.unit,
        },
        [*steps, f"{format_figure(end)} - {before} = {_format_estimate(amount)}"],
        (*_explain_increase(claim, more=more), *list_unclear(claim, "from", "base", "of", "indicator")),
        first=span.first,
        last=span.last,
        rise=_format_estimate(amount),
        of=Text(f"{claim.of}的", f" for {claim.of}") if claim.of else "",
        words=format_with_unit(claim),
    )


def _weigh_increase(claim: Claim, *, more: bool) -> Severity:
    """More added than the stock rose can be a gross count. Less added by a part is no oddity, unless the text leaves
    open what the part or its span is; less by the whole cannot be.
    """
    if claim.of is None:
        return Severity.TENSION if more else Severity.SLIP
    return Severity.TENSION if more or {"from", "of", "indicator"} & set(claim.unclear) else Severity.INFORMATION


def _explain_increase(claim: Claim, *, more: bool) -> Iterator[Candidate]:
    if claim.of is not None:
        words = say(
            "新增数只计{of}，总数计全部", "the increase counts {of} alone, the stock counts all there are", of=claim.of
        )
        yield Candidate("another-scope", words)
    elif more:
        yield Candidate(
            "gross-count",
            Text("新增为毛数，期间另有退出", "the increase is gross, and others dropped out meanwhile"),
        )
