"""Totals and their parts: 70 = 10 + 60 with bounds on each, by grade, by place, by group, by narrower indicator.

A part may not exceed its whole, disjoint parts together neither; only where the parts are known to be all there are
must they add up. Every decomposition of a total is judged for itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from plancmp.audit.claim_index import (
    Book,
    bounds_of,
    comparable_units,
    dated,
    is_target,
    number_of,
    range_text,
    signed_figure,
    told,
    unit_words,
)
from plancmp.audit.finding import Finding
from plancmp.audit.rounding import below, meet, printed
from plancmp.claim import Claim
from plancmp.compare.interval import Interval
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import GRADES_COVERED, Basis, Comparator, Completeness, Differs, Every, Grade
from plancmp.words import COMMA, Text

_ADDS = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.TOTAL, Basis.ADDED, Basis.NOT_STATED})
_FLOORS = frozenset({Comparator.AT_LEAST, Comparator.ABOVE})


@dataclass(frozen=True, slots=True)
class Division:
    """A whole, its parts, and whether they are known to be all of it and to have nothing in common."""

    whole: Claim
    parts: tuple[Claim, ...]
    by: str
    complete: bool = False


def unfit_parts(plan: str, book: Book) -> Iterator[Finding]:
    """Parts of a plan's totals that cannot be parts of them."""
    seen: set[tuple[str, ...]] = set()
    for division in _divisions(plan, book):
        ids = (division.whole.id, *(p.id for p in division.parts))
        finding = _judge(division, book) if ids not in seen else None
        if finding is not None:
            seen.add(ids)
            yield finding


def _divisions(plan: str, book: Book) -> Iterator[Division]:
    wholes = [
        c
        for c in book.by_plan.get(plan, ())
        if c.basis in _ADDS and c.of is None and c.every in {None, Every.YEAR} and c.variant_of is None
    ]
    for whole in wholes:
        beside = [c for c in book.by_plan[plan] if c is not whole and _same_time(whole, c)]
        yield from _by_grade(whole, beside)
        yield from _by_group(whole, beside, book)
        yield from _by_indicator(whole, beside, book)
        yield from _by_place(whole, beside, book)


def _same_time(whole: Claim, part: Claim) -> bool:
    """Whether two figures are of one kind and one year or span."""
    spans = [
        (c.from_year or c.plan_period.first) if c.basis in {Basis.TOTAL, Basis.ADDED} else None for c in (whole, part)
    ]
    return (
        is_target(whole) == is_target(part)
        and whole.basis is part.basis
        and whole.year == part.year
        and spans[0] == spans[1]
        and part.every in {None, Every.YEAR}
        and comparable_units(whole, part)
    )


def _by_grade(whole: Claim, beside: Sequence[Claim]) -> Iterator[Division]:
    """The grades of one thing: what is regional or above is national or regional, and nothing else."""
    thing, grade = whole.definition.thing, whole.definition.grade
    if thing is None or grade is None or not whole.definition.sums:
        return
    found: dict[Grade, Claim] = {}
    for claim in beside:
        own = claim.definition.grade
        same = (claim.definition.thing, claim.place, claim.of) == (thing, whole.place, whole.of)
        if same and own is not None and GRADES_COVERED[own] < GRADES_COVERED[grade]:
            found.setdefault(own, claim)
    grades = [g for g in found if len(GRADES_COVERED[g]) == 1]
    if len(grades) > 1 or (grades and GRADES_COVERED[grade] == frozenset(grades)):
        covered = frozenset().union(*(GRADES_COVERED[g] for g in grades))
        ordered = tuple(sorted((found[g] for g in grades), key=lambda c: c.order))
        yield Division(whole, ordered, "grade", covered == GRADES_COVERED[grade] and grade is not Grade.ANY)


def _by_group(whole: Claim, beside: Sequence[Claim], book: Book) -> Iterator[Division]:
    """Groups that the plan counts within one indicator, each for itself: they may have members in common."""
    if not whole.definition.sums:
        return
    subject = book.subject(whole)
    for claim in beside:
        if claim.of is not None and book.subject(claim)._replace(of=None) == subject:
            yield Division(whole, (claim,), "part")


def _by_indicator(whole: Claim, beside: Sequence[Claim], book: Book) -> Iterator[Division]:
    """A narrower indicator, each for itself."""
    for claim in beside:
        narrower = whole.indicator in book.wider[claim.indicator]
        if not narrower or (claim.of, claim.place) != (whole.of, whole.place):
            continue
        if (whole.definition.sums and claim.definition.sums) or _one_denominator(claim, whole, book):
            yield Division(whole, (claim,), "part")


def _one_denominator(part: Claim, whole: Claim, book: Book) -> bool:
    """Whether two densities or shares differ in what they count alone."""
    related = book.context.relations.relate(part.indicator, whole.indicator)
    sums = part.definition.sums or whole.definition.sums
    return not sums and related is not None and related.differs == (Differs.NUMERATOR,)


def _by_place(whole: Claim, beside: Sequence[Claim], book: Book) -> Iterator[Division]:
    """Places inside the whole's: each for itself, those of one level together, all of them as the whole."""
    if not whole.definition.sums:
        return
    collection = book.context.collection
    subject = book.subject(whole)
    inside = [
        c
        for c in beside
        if c.place != whole.place
        and whole.place in collection.chain(c.place)
        and book.subject(c)._replace(place=whole.place) == subject
        and c.variant_of is None
    ]
    levels: dict[object, dict[str, Claim]] = {}
    for claim in inside:
        yield Division(whole, (claim,), "part")
        levels.setdefault(collection.places[claim.place].level, {}).setdefault(claim.place, claim)
    for level, found in levels.items():
        alone = [p for p in found if not any(q in collection.chain(p) for q in found)]
        every = {
            ident
            for ident, place in collection.places.items()
            if place.level is level and whole.place in collection.chain(ident)
        }
        complete = collection.places[whole.place].parts is Completeness.COMPLETE and set(alone) == every
        if len(alone) > 1:
            yield Division(whole, tuple(found[p] for p in alone), "place", complete)
    members = collection.places[whole.place].members
    joint = [c for m in members for c in beside if book.subject(c) == subject._replace(place=m)]
    if joint and {c.place for c in joint} == set(members):
        yield Division(whole, tuple(joint), "member", complete=True)


def _judge(division: Division, book: Book) -> Finding | None:
    whole = printed(division.whole)
    together = reduce(lambda a, b: a + b, (_signed(p) for p in division.parts))
    if below(whole, together):
        return _finding(division, together, FindingKind.PARTS_EXCEED_WHOLE, Severity.SLIP, book)
    if division.complete and not meet(whole, together):
        return _finding(division, together, FindingKind.PARTS_DO_NOT_ADD, Severity.SLIP, book)
    floor = division.whole.std.value
    if division.whole.comparator in _FLOORS and floor is not None and together.low is not None and together.low > floor:
        return _finding(division, together, FindingKind.PARTS_EXCEED_WHOLE, Severity.TENSION, book)
    return None


def _signed(part: Claim) -> Interval:
    """A part's bounds; what is counted is never below zero, so a ceiling has a floor."""
    found = printed(part)
    return Interval(Decimal(0), found.high) if found.low is None else found


def _finding(division: Division, together: Interval, kind: FindingKind, severity: Severity, book: Book) -> Finding:
    whole, name, at = division.whole, book.name(division.whole), dated(division.whole)
    said, unit_ = told(whole), unit_words(whole)
    listed = COMMA.join(
        [Text(f"{book.name(p).zh} {told(p).zh}", f"{book.name(p).en} {told(p).en}") for p in division.parts]
    )
    total = range_text(together)
    exceeds = kind is FindingKind.PARTS_EXCEED_WHOLE
    verb = Text("超过", "more than") if exceeds else Text("不合于", "which is not")
    summed = " + ".join(_term(p) for p in division.parts)
    one = len(division.parts) == 1
    return Finding(
        whole.plan,
        kind,
        severity,
        (whole, *division.parts),
        Text(
            f"{at.zh}，{listed.zh}，{'' if one else f'合计 {total} {unit_.zh}，'}{verb.zh}{name.zh} {said.zh}。",
            f"{at.en}: {listed.en}{'' if one else f', together {total}'}, {verb.en} {name.en} {said.en}.",
        ),
        {
            "whole": number_of(whole.std.value),
            "parts": [number_of(p.std.value) for p in division.parts],
            **bounds_of("sum", together),
            "by": division.by,
            "unit": whole.std.unit,
        },
        (Text.same(f"{summed}{'' if one else f' = {total}'} {'>' if exceeds else '≠'} {signed_figure(whole)}"),),
    )


def _term(part: Claim) -> str:
    said = signed_figure(part)
    return f"({said})" if " " in said else said
