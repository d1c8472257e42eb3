"""Targets beside what exists, what was set before and what came of them; and targets whose meaning hangs on the basis."""

from collections.abc import Iterator
from decimal import Decimal

from plancmp.audit.claim_index import (
    ClaimIndex,
    describe,
    find_start,
    for_each_claim,
    format_figure,
    has_same_kind_of_unit,
    is_target,
    list_unclear,
)
from plancmp.audit.result import Candidate, Finding
from plancmp.audit.rounding import bound_claim, bound_rounding, can_be_same
from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded
from plancmp.compare.interval import Interval
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import GRADES_COVERED, Basis, Better, Comparator, Grade
from plancmp.words import Text, say

_STOCKS = frozenset({Basis.LEVEL, Basis.NOT_STATED})
_DIRECTED = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.TOTAL, Basis.NOT_STATED})
_FLOWS = frozenset({Basis.PER_YEAR, Basis.TOTAL})
_RANK = {grade: rank for rank, grade in enumerate(Grade)}
_COMPARED = {
    "=": Text("等于", "is no more than"),
    "range": Text("下限等于", "starts at"),
    "<": Text("低于", "is below"),
    ">": Text("高于", "is above"),
}
_NEW_ONES = Candidate(
    "new-ones",
    Text("原文未说明目标是总数还是新增数", "the text does not tell whether the target counts all or new ones"),
)


@for_each_claim
def find_weak_targets(target: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Targets at or below what their plan reports, and later ones below earlier ones."""
    if not is_target(target) or target.basis not in _DIRECTED or target.variant_of is not None:
        return
    if target.definition.better is not None and (target.of is not None or not target.is_part):
        yield from _compare_with_results(target, _find_latest_results(target, index), index)
        yield from _compare_with_earlier(target, index)
        yield from _compare_with_totals(target, index)


def _find_latest_results(target: Claim, index: ClaimIndex) -> list[Claim]:
    """The latest results of the same thing, else the greatest of a part of it."""
    own = [c for c in index.find(index.identify(target), target.plan) if _is_reported_before(c, target)]
    if own:
        latest = max(own, key=lambda c: (c.year or 0, c.order))
        return [c for c in own if c.year == latest.year]
    if not target.definition.sums:
        return []
    narrower = [
        c
        for c in index.by_plan[target.plan]
        if (c.place, c.of) == (target.place, target.of)
        and target.indicator in index.wider[c.indicator]
        and has_same_kind_of_unit(c, target)
        and _is_reported_before(c, target)
    ]
    return sorted(narrower, key=lambda c: bound_rounding(c).low or Decimal(0), reverse=True)[:1]


def _is_reported_before(result: Claim, target: Claim) -> bool:
    """Whether a result is of the target's kind and not later; an undated one is as old as the plan."""
    if is_target(result) or result.every not in {None, target.every}:
        return False
    if result.year is not None and target.year is not None and result.year >= target.year:
        return False
    if target.basis is Basis.TOTAL:
        return result.basis is Basis.TOTAL and _measure_span(result) == _measure_span(target) is not None
    if target.basis in _STOCKS:
        return result.basis in _STOCKS and target.definition.basis is Basis.LEVEL
    return result.basis is target.basis


def _measure_span(claim: Claim) -> int | None:
    start = find_start(claim)
    return None if claim.year is None or start is None else claim.year - start


def _compare_with_results(target: Claim, results: list[Claim], index: ClaimIndex) -> Iterator[Finding]:
    """The target beside results that all stand at it or beyond it. A flow begins anew each year or span: below the last one
    it is weak, but in no tension with what exists.
    """
    kinds = [_judge(target, result) for result in results]
    if not kinds or None in kinds:
        return
    result, kind = results[0], kinds[0]
    assert kind is not None
    same, is_open = index.identify(result) == index.identify(target), Basis.NOT_STATED in {target.basis, result.basis}
    sign = "=" if kind is FindingKind.TARGET_AT_RESULT else "<" if target.definition.better is Better.HIGHER else ">"
    other, aim, have = index.name(result), _take_nearest_figure(target), _take_nearest_figure(result)
    yield index.report(
        kind,
        Severity.INFORMATION if is_open or target.basis in _FLOWS else Severity.TENSION,
        (target, result),
        "{name}：{at}的目标 {figure}，{compared}已有的{other} {figure2}（{at2}）{part}。",
        "{name}: the target {figure} for {at} {compared} what is reported{other}, {figure2}, {at2}{part}.",
        {"target": aim, "result": have, "unit": target.std.unit, "same_indicator": same},
        [f"{format_rounded(aim, 6)} {sign} {format_rounded(have, 6)}"],
        tuple(_list_other_readings(target, result, index, is_open=is_open)),
        compared=_COMPARED["range" if sign == "=" and target.std.value is None else sign],
        other="" if same else Text(other.zh, f" for {other.en}"),
        part="" if same else Text("，而后者只是前者的一部分", ", which is only a part of it"),
    )


def _explain_by_raising(target: Claim, index: ClaimIndex) -> Iterator[Candidate]:
    """A target for a higher grade of the same thing: what is raised there is missing here."""
    thing, grade = target.definition.thing, target.definition.grade
    if thing is None or grade is None or len(GRADES_COVERED[grade]) > 1:
        return
    for other in index.by_plan[target.plan]:
        higher = other.definition.grade
        if other.definition.thing != thing or higher is None or len(GRADES_COVERED[higher]) > 1:
            continue
        if is_target(other) and _RANK[higher] < _RANK[grade]:
            words = say(
                "部分可能升级：{name}的目标为 {figure}",
                "some may be raised to a higher grade: the target for {name} is {figure}",
                name=index.name(other),
                figure=describe(other),
            )
            yield Candidate("raised", words)


def _take_nearest_figure(claim: Claim) -> Decimal:
    """The figure that a target promises at least: its value, or the near end of a range."""
    s = claim.std
    near = s.low if claim.definition.better is Better.HIGHER else s.high
    return next(v for v in (s.value, near, s.low, s.high) if v is not None)


def _list_other_readings(target: Claim, result: Claim, index: ClaimIndex, *, is_open: bool) -> Iterator[Candidate]:
    """What else may be meant than that the target is weak."""
    if is_open:
        yield _NEW_ONES
    yield from _explain_by_raising(target, index)
    for claim in (target, result):
        yield from list_unclear(claim, "indicator", "of", "basis")


def _judge(target: Claim, result: Claim) -> FindingKind | None:
    """Whether the target's own bound stands under what exists, at it, or beyond it."""
    aim, have = _look_up(bound_rounding(target), target), _look_up(bound_claim(result), target)
    if aim.high is None or have.low is None:
        return None
    if aim.high <= have.low and not can_be_same(aim, have):
        return FindingKind.TARGET_BELOW_RESULT
    if target.comparator in {Comparator.ABOVE, Comparator.BELOW} or result.comparator is not Comparator.REACH:
        return None
    is_equal = target.comparator is not Comparator.ABOUT and _take_nearest_figure(target) == _take_nearest_figure(
        result
    )
    return FindingKind.TARGET_AT_RESULT if is_equal else None


def _look_up(interval: Interval, target: Claim) -> Interval:
    """The range turned so that more is better."""
    return interval if target.definition.better is Better.HIGHER else -interval


def _compare_with_earlier(target: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """A later target of the plan below an earlier one."""
    if target.year is None or target.basis is Basis.NOT_STATED:
        return
    for other in index.find(index.identify(target), target.plan):
        if not _is_earlier(other, target):
            continue
        aim, before = (_look_up(bound_rounding(claim), target) for claim in (target, other))
        if aim.high is None or before.low is None or aim.high > before.low or can_be_same(aim, before):
            continue
        sign = "<" if target.definition.better is Better.HIGHER else ">"
        yield index.report(
            FindingKind.TARGET_FALLS,
            Severity.TENSION,
            (target, other),
            "{name} {year} 年的目标 {figure}，不及 {year2} 年的目标 {figure2}。",
            "{name}: the target {figure} for {year} falls short of the {figure2} set for {year2}.",
            {
                "target": target.std.value,
                "earlier": other.std.value,
                "years": [target.year, other.year],
                "unit": target.std.unit,
            },
            [f"{format_figure(target)} {sign} {format_figure(other)}"],
        )


def _is_earlier(other: Claim, target: Claim) -> bool:
    """Whether another target is of the same kind and due before; totals only over spans of one length."""
    if not is_target(other) or other.basis is not target.basis or other.variant_of is not None:
        return False
    if other.year is None or target.year is None or other.year >= target.year:
        return False
    return target.basis is not Basis.TOTAL or _measure_span(other) == _measure_span(target)


def _compare_with_totals(target: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """A flow whose target does not tell the year from the period, beside a total that makes the difference plain."""
    aim, is_flow = target.std.value, target.definition.basis in _FLOWS and target.definition.sums
    if target.basis is not Basis.NOT_STATED or not is_flow or target.year is None or aim is None:
        return
    for result in index.find(index.identify(target), target.plan):
        total, first, last = result.std.value, result.from_year, result.year
        if is_target(result) or result.basis is not Basis.TOTAL or result.std.unit != target.std.unit:
            continue
        if not total or first is None or last is None or first >= last:
            continue
        times = format_rounded(aim / total, 2)
        yield index.report(
            FindingKind.BASIS_OPEN,
            Severity.INFORMATION,
            (target, result),
            "{name}：{year} 年的目标 {figure}，是 {first}–{year2} 年{figure2}的 {times} 倍；"
            "指 {year} 一年还是指规划期累计，原文未说明，高低因此相差很大。",
            "{name}: the target {figure} for {year} is {times} times the {figure2} of {first}–{year2}. "
            "Whether it means {year} alone or the whole period is not told, and decides how much it asks.",
            {
                "target": aim,
                "total": total,
                "ratio": aim / total,
                "years": last - first + 1,
                "unit": target.std.unit,
            },
            [f"{format_figure(target)} / {format_figure(result)} = {times}"],
            first=first,
            times=times,
        )
