"""Printed growth rates, multiples and differences recomputed from the printed figures, rounding allowed for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plancmp.audit.claim_index import (
    Book,
    bounds_of,
    figure_text,
    is_target,
    number_of,
    range_text,
    span_text,
    told,
    unique,
)
from plancmp.audit.contradictions import power_of_ten
from plancmp.audit.finding import Candidate, Finding, place_in
from plancmp.audit.rounding import anchor, cut_off, meet, printed
from plancmp.claim import Claim
from plancmp.compare.conversions import compute_yearly_growth
from plancmp.compare.formatting import format_rounded, format_with_unit
from plancmp.compare.interval import Interval
from plancmp.model import Period
from plancmp.outcomes import FindingKind, Severity
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import Basis
from plancmp.words import Text

_HUNDRED = Decimal(100)
_RESULT = {
    Basis.GROWTH: Text("年均增长", "a year"),
    Basis.GROWTH_TOTAL: Text("增长", "growth"),
    Basis.MULTIPLE: Text("倍数", "times"),
    Basis.CHANGE: Text("相差", "difference"),
}
_RATES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL})
_KINDS = {
    Basis.GROWTH: FindingKind.GROWTH_DIFFERS,
    Basis.GROWTH_TOTAL: FindingKind.GROWTH_DIFFERS,
    Basis.MULTIPLE: FindingKind.MULTIPLE_DIFFERS,
    Basis.CHANGE: FindingKind.DIFFERENCE_DIFFERS,
}


@dataclass(frozen=True, slots=True)
class Sum:
    """A recomputation: the figures it starts from and ends at, and what they give."""

    start: Claim
    end: Claim
    computed: Interval
    formula: str


def wrong_sums(plan: str, book: Book) -> Iterator[Finding]:
    """Printed rates, multiples and differences that the plan's own figures do not give."""
    for claim in book.by_plan.get(plan, ()):
        spans = spans_of(claim)
        if claim.basis not in _KINDS or spans is None:
            continue
        sums = sorted(_sums(claim, *spans, book), key=lambda s: _far(claim, s))
        if sums and not any(meet(s.computed, printed(claim)) for s in sums):
            yield _finding(claim, sums[0], spans, book)


def spans_of(claim: Claim) -> tuple[Period, Period] | None:
    """The year or span that a relative figure starts from, and the one it ends at; None where one is not told."""
    if claim.year is None:
        return None
    several = claim.base is not None and claim.base.first != claim.base.last
    end = Period(claim.from_year or claim.year, claim.year) if several else Period(claim.year, claim.year)
    if claim.base is not None:
        return claim.base, end
    if claim.from_year is not None:
        start = claim.from_year - 1
    elif is_target(claim):
        start = claim.plan_period.first - 1
    elif claim.basis is Basis.GROWTH:
        start = claim.year - 1
    else:
        return None
    return Period(start, start), end


def _sums(claim: Claim, base: Period, end: Period, book: Book) -> Iterator[Sum]:
    subject = book.subject(claim)
    for a in book.figures(subject, claim.plan, base):
        for b in book.figures(subject, claim.plan, end):
            if a.std.unit != b.std.unit:
                continue
            computed = _computed(claim, printed(a), printed(b), end.last - base.last)
            if computed is not None and computed.determined:
                yield Sum(a, b, computed, _formula(claim, a, b, end.last - base.last))


def _computed(claim: Claim, start: Interval, end: Interval, years: int) -> Interval | None:
    match claim.basis:
        case Basis.CHANGE if _is_relative(claim, "percent"):
            return None  # 提高3% of a share can be meant either way
        case Basis.CHANGE:
            return end - start
        case Basis.GROWTH:
            return compute_yearly_growth(start, end, years)
        case Basis.GROWTH_TOTAL:
            return compute_yearly_growth(start, end, 1)
        case _:
            return end.divide_by(start)


def _is_relative(claim: Claim, kind: str) -> bool:
    try:
        return unit(claim.unit).kind == kind and unit(claim.definition.unit).kind == kind
    except UnknownUnitError:
        return False


def _formula(claim: Claim, a: Claim, b: Claim, years: int) -> str:
    start, end = figure_text(a), figure_text(b)
    match claim.basis:
        case Basis.CHANGE:
            return f"{end} - {start}"
        case Basis.GROWTH if years != 1:
            return f"({end} / {start})^(1/{years}) - 1"
        case Basis.GROWTH | Basis.GROWTH_TOTAL:
            return f"({end} - {start}) / {start}"
        case _:
            return f"{end} / {start}"


def _far(claim: Claim, found: Sum) -> tuple[int, int]:
    """How far in the text a sum's figures stand from the claim: its own section first."""
    sections = (found.start.section, found.end.section)
    distance = sum(abs(c.order[0] - claim.order[0]) for c in (found.start, found.end))
    return sum(s != claim.section for s in sections), distance


def _finding(claim: Claim, found: Sum, spans: tuple[Period, Period], book: Book) -> Finding:
    name, words = book.name(claim), format_with_unit(claim)
    base, end = (span_text(s) for s in spans)
    start, last = told(found.start), told(found.end)
    given = _exactly(claim, found)
    suffix = " %" if claim.basis in _RATES else ""
    amount = f"{given}{suffix}"
    in_points = Text(" 个百分点", " points") if _points(claim) else Text("", "")
    explained = tuple(_explanations(claim, found))
    return Finding(
        claim.plan,
        _KINDS[claim.basis],
        Severity.INFORMATION if any(c.kind == "cut-off" for c in explained) else Severity.SLIP,
        unique((claim, found.end, found.start)),
        Text(
            f"{name.zh}：{base.zh}为 {start.zh}，{end.zh}为 {last.zh}，{_RESULT[claim.basis].zh}应为 {amount}{in_points.zh}，"
            f"原文写 {words.zh}（{place_in(claim.section)}）。",
            f"{name.en}: from {start.en} in {base.en} to {last.en} in {end.en} makes {amount}{in_points.en}, "
            f"the plan prints {words.en} ({place_in(claim.section)}).",
        ),
        {
            "printed": number_of(claim.std.value),
            "recomputed": number_of(_middle(claim, found)),
            **bounds_of("recomputed", found.computed),
            "unit": claim.unit,
        },
        (Text(*(f"{found.formula} = {amount}{p}" for p in (_range_zh(found, suffix), _range_en(found, suffix)))),),
        explained,
    )


def _points(claim: Claim) -> bool:
    return claim.basis is Basis.CHANGE and claim.unit == "points"


def _range_zh(found: Sum, suffix: str) -> str:
    return f"（计入四舍五入：{range_text(found.computed)}{suffix}）" if found.computed.exact is None else ""


def _range_en(found: Sum, suffix: str) -> str:
    return f" (with rounding: {range_text(found.computed)}{suffix})" if found.computed.exact is None else ""


def _middle(claim: Claim, found: Sum) -> Decimal | None:
    """The result from the figures as printed."""
    a, b = found.start.std.value, found.end.std.value
    if a is None or b is None:
        return None
    exact = _computed(claim, Interval(a, a), Interval(b, b), found.end.year - found.start.year)  # type: ignore[operator]  # figures() gives dated claims
    return exact.low if exact is not None else None


def _exactly(claim: Claim, found: Sum) -> str:
    middle = _middle(claim, found)
    if middle is None:
        return range_text(found.computed)
    places = max(2, -int(claim.value.as_tuple().exponent)) if claim.value is not None else 2
    return format_rounded(middle, places)


def _explanations(claim: Claim, found: Sum) -> Iterator[Candidate]:
    value, middle = claim.std.value, _middle(claim, found)
    if value is None or middle is None:
        return
    if cut_off(found.computed, claim):
        yield Candidate(
            "cut-off", Text("多余的位数是截去的，不是四舍五入", "the further digits were cut off, not rounded")
        )
        return
    power = power_of_ten(value, middle)
    if power:
        yield Candidate(
            "power-of-ten",
            Text(
                f"只差 {10**power:,} 倍，可能是小数点或单位写错",
                f"off by a factor of {10**power:,}: a slip of the decimal point or the unit",
            ),
        )
    a, b = found.start.std.value, found.end.std.value
    if not a or b is None:
        return
    relative = (b - a) / a * _HUNDRED
    if claim.basis is Basis.CHANGE and meet(Interval(relative, relative), anchor(claim)):
        yield Candidate(
            "relative-growth",
            Text(
                f"{format_rounded(relative, 1)} % 是相对增长率，不是差值",
                f"{format_rounded(relative, 1)} % is the relative growth, not the difference",
            ),
        )
    if claim.basis in _RATES and meet(Interval(b / a * _HUNDRED, b / a * _HUNDRED), anchor(claim)):
        yield Candidate(
            "multiple-as-growth",
            Text("写成了两数之比，没有减去基数", "the ratio of the two was printed; the base was not taken off"),
        )
    if claim.basis is Basis.MULTIPLE and meet(Interval(b / a - 1, b / a - 1), anchor(claim)):
        yield Candidate(
            "growth-as-multiple",
            Text("增长的倍数写成了达到的倍数", "the growth in multiples was printed as the multiple reached"),
        )
    if claim.basis in _RATES and meet(Interval(-relative, -relative), anchor(claim)):
        yield Candidate("sign", Text("升降写反", "rise and fall changed places"))
