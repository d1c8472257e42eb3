"""Across plans: a target beside the result that another plan reports for it, and results that two plans tell apart."""

from collections.abc import Iterator

from plancmp.audit.claim_index import Book, dated, figure_text, is_target, number_of, told
from plancmp.audit.finding import Candidate, Finding
from plancmp.audit.rounding import below, overlap, printed
from plancmp.claim import Claim
from plancmp.compare import get_interval
from plancmp.compare.conversions import Conversion, convert_claim
from plancmp.compare.formatting import format_interval
from plancmp.compare.interval import Interval
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import Basis, Better
from plancmp.words import SEMICOLON, Text


def beside_other_plans(plan: str, book: Book) -> Iterator[Finding]:
    """The targets of a plan beside other plans' results, and its results beside theirs."""
    for claim in book.by_plan.get(plan, ()):
        if claim.year is None or claim.variant_of is not None or claim.is_part:
            continue
        for other in book.results.get((book.subject(claim), claim.year), ()):
            if other.plan == plan or other.is_part:
                continue
            if is_target(claim):
                yield from _reached(claim, other, book)
            elif (claim.plan_period, claim.plan) < (other.plan_period, other.plan):
                yield from _told_apart(claim, other, book)


def _reached(target: Claim, result: Claim, book: Book) -> Iterator[Finding]:
    """Whether the target was reached; nothing where the bounds leave it open."""
    found = convert_claim(target, book.context.facts)
    if (
        not isinstance(found, Conversion)
        or result.basis is not found.basis
        or result.std.unit != target.definition.unit
    ):
        return
    if found.basis is Basis.TOTAL and (target.from_year or target.plan_period.first) != result.from_year:
        return
    higher = target.definition.better is not Better.LOWER
    bound = found.interval.low if higher else found.interval.high
    have, value = printed(result), result.std.value
    if bound is None:
        return
    aim = Interval(bound, bound)
    within = have.low if higher else have.high
    if below(have, aim) if higher else below(aim, have):
        missed = True
    elif any(v is not None and (v >= bound if higher else v <= bound) for v in (within, value)):
        missed = False
    else:
        return
    sign = ("<" if missed else "≥") if higher else (">" if missed else "≤")
    name, x, y = book.name(target), told(target), told(result)
    word = Text("未达到", "was not reached") if missed else Text("已达到", "was reached")
    step = SEMICOLON.join([found.formula, *found.caveats]) if found.formula is not None else None
    yield Finding(
        target.plan,
        FindingKind.TARGET_AND_RESULT,
        Severity.TENSION if missed else Severity.INFORMATION,
        (target, result),
        Text(
            f"{name.zh} {target.year} 年的目标 {x.zh}{word.zh}：{result.plan} 载当年为 {y.zh}。",
            f"{name.en}: the target {x.en} for {target.year} {word.en}; {result.plan} reports {y.en} for that year.",
        ),
        {
            "target": number_of(found.interval.exact),
            "result": number_of(result.std.value),
            "reached": not missed,
            "unit": target.definition.unit,
        },
        (
            *([step] if step else []),
            Text.same(f"{format_interval(get_interval(result))} {sign} {format_interval(aim)}"),
        ),
    )


def _told_apart(claim: Claim, other: Claim, book: Book) -> Iterator[Finding]:
    """Two plans that report different figures for one place and year."""
    if claim.basis is not other.basis or claim.base != other.base or claim.from_year != other.from_year:
        return
    if claim.basis is Basis.NOT_STATED or claim.std.unit != other.std.unit or overlap(printed(claim), printed(other)):
        return
    name, at, x, y = book.name(claim), dated(claim), told(claim), told(other)
    yield Finding(
        claim.plan,
        FindingKind.PLANS_DIFFER,
        Severity.CONTRADICTION,
        (claim, other),
        Text(
            f"{name.zh}（{at.zh}）两项规划所载不一：{claim.plan} 为 {x.zh}，{other.plan} 为 {y.zh}。",
            f"{name.en} for {at.en}: {claim.plan} reports {x.en}, {other.plan} {y.en}.",
        ),
        {
            "values": [number_of(claim.std.value), number_of(other.std.value)],
            "plans": [claim.plan, other.plan],
            "unit": claim.std.unit,
        },
        (Text.same(f"{figure_text(claim)} / {figure_text(other)}"),),
        (
            Candidate(
                "revised",
                Text("统计数据事后可能修订", "the figure may have been revised between the two plans"),
            ),
        ),
    )
