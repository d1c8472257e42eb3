"""Targets that ask for less than there is, or than an earlier target; and targets whose meaning hangs on the basis."""

from collections.abc import Iterator
from decimal import Decimal

from plancmp.audit.claim_index import (
    Book,
    comparable_units,
    dated,
    figure_text,
    is_target,
    left_open,
    number_of,
    told,
)
from plancmp.audit.finding import Candidate, Finding
from plancmp.audit.rounding import anchor, overlap, printed
from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded
from plancmp.compare.interval import Interval
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import GRADES_COVERED, Basis, Better, Comparator, Grade
from plancmp.words import Text

_STOCKS = frozenset({Basis.LEVEL, Basis.NOT_STATED})
_DIRECTED = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.TOTAL, Basis.NOT_STATED})


def weak_targets(plan: str, book: Book) -> Iterator[Finding]:
    """Targets of a plan at or below what it reports, and later ones below earlier ones."""
    for target in book.by_plan.get(plan, ()):
        if not is_target(target) or target.basis not in _DIRECTED or target.variant_of is not None:
            continue
        if target.definition.better is None or (target.is_part and target.of is None):
            continue
        yield from _against_results(target, book)
        yield from _against_earlier(target, book)
        yield from _open_basis(target, book)


def _against_results(target: Claim, book: Book) -> Iterator[Finding]:
    """The target against the latest result of the same thing, else against a part of it."""
    subject = book.subject(target)
    own = [c for c in book.about(subject, target.plan) if _reported_before(c, target)]
    if own:
        latest = max(own, key=lambda c: (c.year or 0, c.order))
        yield from _shortfall(target, [c for c in own if c.year == latest.year], book)
        return
    if target.definition.sums:
        narrower = [
            c
            for c in book.by_plan[target.plan]
            if (c.place, c.of) == (target.place, target.of)
            and target.indicator in book.wider[c.indicator]
            and comparable_units(c, target)
            and _reported_before(c, target)
        ]
        yield from _shortfall(target, sorted(narrower, key=_size, reverse=True)[:1], book)


def _size(claim: Claim) -> Decimal:
    low = anchor(claim).low
    return Decimal(0) if low is None else low


def _reported_before(result: Claim, target: Claim) -> bool:
    """Whether a result is of the target's kind and not later; an undated one is as old as the plan."""
    if is_target(result) or result.every not in {None, target.every}:
        return False
    if result.year is not None and target.year is not None and result.year >= target.year:
        return False
    if target.basis is Basis.TOTAL:
        return result.basis is Basis.TOTAL and _length(result) == _length(target) is not None
    if target.basis in _STOCKS:
        return result.basis in _STOCKS and target.definition.basis is Basis.LEVEL
    return result.basis is target.basis


def _length(claim: Claim) -> int | None:
    if claim.year is None:
        return None
    start = claim.from_year or (claim.plan_period.first if is_target(claim) else None)
    return None if start is None else claim.year - start


def _shortfall(target: Claim, results: list[Claim], book: Book) -> Iterator[Finding]:
    found = [(r, _compared(target, r)) for r in results]
    if not found or any(kind is None for _, kind in found):
        return
    result, kind = found[0]
    assert kind is not None
    open_basis = Basis.NOT_STATED in {target.basis, result.basis}
    same, equal = book.subject(result) == book.subject(target), kind is FindingKind.TARGET_AT_RESULT
    sign = "=" if equal else "<" if target.definition.better is Better.HIGHER else ">"
    yield Finding(
        target.plan,
        kind,
        Severity.INFORMATION if open_basis else Severity.TENSION,
        (target, result),
        _sentence(target, result, sign, book, same=same),
        {
            "target": number_of(_aim(target)),
            "result": number_of(_aim(result)),
            "unit": target.std.unit,
            "same_indicator": same,
        },
        (Text.same(f"{format_rounded(_aim(target), 6)} {sign} {format_rounded(_aim(result), 6)}"),),
        (
            *((_NEW_ONES,) if open_basis else ()),
            *_raised(target, book),
            *(c for claim in (target, result) for c in left_open(claim, "indicator", "of", "basis")),
        ),
    )


_NEW_ONES = Candidate(
    "new-ones",
    Text("原文未说明目标是总数还是新增数", "the text does not tell whether the target counts all or new ones"),
)


def _raised(target: Claim, book: Book) -> Iterator[Candidate]:
    """A target for a higher grade of the same thing: what is raised there is missing here."""
    thing, grade = target.definition.thing, target.definition.grade
    for other in book.by_plan[target.plan]:
        higher = other.definition.grade
        if thing is None or other.definition.thing != thing or higher is None or grade is None:
            continue
        alone = len(GRADES_COVERED[higher]) == len(GRADES_COVERED[grade]) == 1
        if is_target(other) and alone and _RANK[higher] < _RANK[grade]:
            name, x = book.name(other), told(other)
            yield Candidate(
                "raised",
                Text(
                    f"部分可能升级：{name.zh}的目标为 {x.zh}",
                    f"some may be raised to a higher grade: the target for {name.en} is {x.en}",
                ),
            )


_RANK = {grade: rank for rank, grade in enumerate(Grade)}


def _aim(claim: Claim) -> Decimal:
    """The figure that a target promises at least: its value, or the near end of a range."""
    s = claim.std
    near = s.low if claim.definition.better is Better.HIGHER else s.high
    return next(v for v in (s.value, near, s.low, s.high) if v is not None)


def _sentence(target: Claim, result: Claim, sign: str, book: Book, *, same: bool) -> Text:
    ranged = target.std.value is None
    compared = {
        "=": Text("下限等于" if ranged else "等于", "starts at" if ranged else "is no more than"),
        "<": Text("低于", "is below"),
        ">": Text("高于", "is above"),
    }[sign]
    name, x, y, at, then = book.name(target), told(target), told(result), dated(target), dated(result)
    other = Text("", "") if same else book.name(result)
    part = Text("", "") if same else Text("，而后者只是前者的一部分", ", which is only a part of it")
    return Text(
        f"{name.zh}：{at.zh}的目标 {x.zh}，{compared.zh}已有的{other.zh} {y.zh}（{then.zh}）{part.zh}。",
        f"{name.en}: the target {x.en} for {at.en} {compared.en} what is reported"
        f"{' for ' + other.en if other.en else ''}, {y.en}, {then.en}{part.en}.",
    )


def _compared(target: Claim, result: Claim) -> FindingKind | None:
    """Whether the target's own bound stands under what exists, at it, or beyond it."""
    sign = 1 if target.definition.better is Better.HIGHER else -1
    aim, have = _towards(anchor(target), sign), _towards(printed(result), sign)
    if aim.high is None or have.low is None:
        return None
    if aim.high <= have.low and not overlap(aim, have):
        return FindingKind.TARGET_BELOW_RESULT
    level = have if have.high is not None else _towards(anchor(result), sign)
    beyond = target.comparator in {Comparator.ABOVE, Comparator.BELOW}
    if (
        not beyond
        and result.comparator is Comparator.REACH
        and overlap(_towards(anchor(_near_end(target)), sign), level)
    ):
        return FindingKind.TARGET_AT_RESULT
    return None


def _near_end(target: Claim) -> Claim:
    """A target with a range as the end that is reached first."""
    if target.value is not None:
        return target
    near = target.low if target.definition.better is Better.HIGHER else target.high
    return target._replace(value=near, low=None, high=None)


def _towards(interval: Interval, sign: int) -> Interval:
    return interval if sign > 0 else -interval


def _against_earlier(target: Claim, book: Book) -> Iterator[Finding]:
    """A later target of the plan below an earlier one."""
    if target.year is None or target.basis is Basis.NOT_STATED:
        return
    sign = 1 if target.definition.better is Better.HIGHER else -1
    for other in book.about(book.subject(target), target.plan):
        if not _is_earlier(other, target):
            continue
        aim, before = _towards(anchor(target), sign), _towards(anchor(other), sign)
        if aim.high is None or before.low is None or aim.high > before.low or overlap(aim, before):
            continue
        name, x, y = book.name(target), told(target), told(other)
        yield Finding(
            target.plan,
            FindingKind.TARGET_FALLS,
            Severity.TENSION,
            (target, other),
            Text(
                f"{name.zh} {target.year} 年的目标 {x.zh}，不及 {other.year} 年的目标 {y.zh}。",
                f"{name.en}: the target {x.en} for {target.year} falls short of the {y.en} set for {other.year}.",
            ),
            {
                "target": number_of(target.std.value),
                "earlier": number_of(other.std.value),
                "years": [target.year, other.year],
                "unit": target.std.unit,
            },
            (Text.same(f"{figure_text(target)} {'<' if sign > 0 else '>'} {figure_text(other)}"),),
        )


def _is_earlier(other: Claim, target: Claim) -> bool:
    """Whether another target is of the same kind and due before; totals only over spans of one length."""
    if not is_target(other) or other.basis is not target.basis or other.variant_of is not None:
        return False
    if other.year is None or target.year is None or other.year >= target.year:
        return False
    return target.basis is not Basis.TOTAL or _length(other) == _length(target)


def _open_basis(target: Claim, book: Book) -> Iterator[Finding]:
    """A flow whose target does not tell the year from the period, beside a total that makes the difference plain."""
    flow = target.definition.basis in {Basis.PER_YEAR, Basis.TOTAL}
    if target.basis is not Basis.NOT_STATED or not flow or target.year is None or not target.definition.sums:
        return
    for result in book.about(book.subject(target), target.plan):
        if is_target(result) or result.basis is not Basis.TOTAL or result.year is None or result.from_year is None:
            continue
        years = result.year - result.from_year + 1
        if years <= 1 or not result.std.value or target.std.value is None or result.std.unit != target.std.unit:
            continue
        ratio = target.std.value / result.std.value
        name, x, y = book.name(target), told(target), told(result)
        span = f"{result.from_year}–{result.year}"
        times = format_rounded(ratio, 2)
        yield Finding(
            target.plan,
            FindingKind.BASIS_OPEN,
            Severity.INFORMATION,
            (target, result),
            Text(
                f"{name.zh}：{target.year} 年的目标 {x.zh}，是 {span} 年{y.zh}的 {times} 倍；"
                f"指 {target.year} 一年还是指规划期累计，原文未说明，高低因此相差很大。",
                f"{name.en}: the target {x.en} for {target.year} is {times} times the {y.en} of {span}. "
                f"Whether it means {target.year} alone or the whole period is not told, and decides how much it asks.",
            ),
            {
                "target": number_of(target.std.value),
                "total": number_of(result.std.value),
                "ratio": number_of(ratio),
                "years": years,
                "unit": target.std.unit,
            },
            (Text.same(f"{figure_text(target)} / {figure_text(result)} = {times}"),),
        )
