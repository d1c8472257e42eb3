"""Totals and their parts: 70 = 10 + 60 with bounds on each, by grade, by place, by group, by narrower indicator.

A part may not exceed its whole, disjoint parts together neither; only where the parts are known to be all there are
must they add up. Every decomposition of a total is judged for itself. Full coverage is a total too: of one thing a place.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

from plancmp.audit.claim_index import (
    YEARLY,
    ClaimIndex,
    bracket_bound,
    describe,
    for_each_claim,
    format_bound,
    format_figure,
    format_range,
    has_same_kind_of_unit,
    is_target,
)
from plancmp.audit.result import Finding
from plancmp.audit.rounding import FLOORS, bound_claim, has_common_value, is_below
from plancmp.claim import Claim
from plancmp.compare.formatting import format_number, name_unit
from plancmp.compare.interval import Interval
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import GRADES_COVERED, LEVELS_DOWN, Basis, Completeness, Differs, Grade, Level
from plancmp.words import Text, say

_ADDS = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.TOTAL, Basis.ADDED, Basis.NOT_STATED})
_OF_A_SPAN = frozenset({Basis.TOTAL, Basis.ADDED})
_LEVELS = {"设区市": Level.MUNICIPALITY, "地级市": Level.MUNICIPALITY, "县": Level.COUNTY}
"""The level of government that the name of an indicator of coverage speaks of."""


@dataclass(frozen=True, slots=True)
class Division:
    """A whole, its parts, and whether they are known to be all of it and to have nothing in common."""

    whole: Claim
    parts: tuple[Claim, ...]
    by: str
    complete: bool = False


@for_each_claim
def find_unfit_parts(whole: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Parts of a total that cannot be parts of it."""
    if whole.basis not in _ADDS or whole.of is not None or whole.every not in YEARLY or whole.variant_of is not None:
        return
    beside = [c for c in index.by_plan[whole.plan] if c is not whole and _is_of_one_time(whole, c)]
    seen: list[list[str]] = []
    for divide in _WAYS if whole.definition.sums else (_divide_by_indicator,):
        for division in divide(whole, beside, index):
            ids = [part.id for part in division.parts]
            finding = _judge(division, index) if ids not in seen else None
            if finding is not None:
                seen.append(ids)
                yield finding


def _is_of_one_time(whole: Claim, part: Claim) -> bool:
    """Whether two figures are of one kind and one year or span."""
    kinds = [(is_target(c), c.basis, c.year, _find_start(c)) for c in (whole, part)]
    return kinds[0] == kinds[1] and part.every in YEARLY and has_same_kind_of_unit(whole, part)


def _find_start(claim: Claim) -> int | None:
    return (claim.from_year or claim.plan_period.first) if claim.basis in _OF_A_SPAN else None


def _divide_by_grade(whole: Claim, beside: Sequence[Claim], _index: ClaimIndex) -> Iterator[Division]:
    """The grades of one thing: what is regional or above is national or regional, and nothing else."""
    thing, grade = whole.definition.thing, whole.definition.grade
    if thing is None or grade is None:
        return
    covered, found = GRADES_COVERED[grade], dict[Grade, Claim]()
    for claim in beside:
        own = claim.definition.grade
        same = (claim.definition.thing, claim.place, claim.of) == (thing, whole.place, whole.of)
        if same and own is not None and len(GRADES_COVERED[own]) == 1 and GRADES_COVERED[own] < covered:
            found.setdefault(own, claim)
    complete = covered == frozenset(found) and grade is not Grade.ANY
    if len(found) > 1 or covered == frozenset(found):
        yield Division(whole, tuple(sorted(found.values(), key=lambda c: c.order)), "grade", complete)


def _divide_by_group(whole: Claim, beside: Sequence[Claim], index: ClaimIndex) -> Iterator[Division]:
    """Groups that the plan counts within one indicator, each for itself: they may have members in common."""
    topic = index.identify(whole)
    for claim in beside:
        if claim.of is not None and index.identify(claim)._replace(of=None) == topic:
            yield Division(whole, (claim,), "part")


def _divide_by_indicator(whole: Claim, beside: Sequence[Claim], index: ClaimIndex) -> Iterator[Division]:
    """A narrower indicator, each for itself."""
    for claim in beside:
        is_narrower = whole.indicator in index.wider[claim.indicator]
        if not is_narrower or (claim.of, claim.place) != (whole.of, whole.place):
            continue
        if (whole.definition.sums and claim.definition.sums) or _has_one_denominator(claim, whole, index):
            yield Division(whole, (claim,), "part")


def _has_one_denominator(part: Claim, whole: Claim, index: ClaimIndex) -> bool:
    """Whether two densities or shares differ in what they count alone."""
    related = index.context.relations.relate(part.indicator, whole.indicator)
    sums = part.definition.sums or whole.definition.sums
    return not sums and related is not None and related.differs == (Differs.NUMERATOR,)


def _divide_by_place(whole: Claim, beside: Sequence[Claim], index: ClaimIndex) -> Iterator[Division]:
    """Places inside the whole's: each for itself, those of one level together, all of them as the whole."""
    collection, topic = index.context.collection, index.identify(whole)
    levels: defaultdict[Level, dict[str, Claim]] = defaultdict(dict)
    for claim in beside:
        inside = claim.place != whole.place and whole.place in collection.chain(claim.place)
        if inside and index.identify(claim)._replace(place=whole.place) == topic and claim.variant_of is None:
            yield Division(whole, (claim,), "part")
            levels[collection.places[claim.place].level].setdefault(claim.place, claim)
    for level, found in levels.items():
        alone = [p for p in found if not any(q in collection.chain(p) for q in found)]
        if len(alone) > 1:
            complete = set(alone) == _list_places(whole.place, level, index)
            yield Division(whole, tuple(found[p] for p in alone), "place", complete)


def _divide_by_member(whole: Claim, beside: Sequence[Claim], index: ClaimIndex) -> Iterator[Division]:
    """The members of a joint place, all of them as the whole."""
    members, topic = index.context.collection.places[whole.place].members, index.identify(whole)
    joint = [c for m in members for c in beside if index.identify(c) == topic._replace(place=m)]
    if joint and {c.place for c in joint} == set(members):
        yield Division(whole, tuple(joint), "member", complete=True)


_WAYS = (_divide_by_grade, _divide_by_group, _divide_by_indicator, _divide_by_place, _divide_by_member)


def _list_places(above: str, level: Level, index: ClaimIndex) -> set[str]:
    """The places of a level inside another; none where these are not listed in full."""
    collection = index.context.collection
    if collection.places[above].parts is not Completeness.COMPLETE:
        return set()
    return {i for i, place in collection.places.items() if place.level is level and above in collection.chain(i)}


def _judge(division: Division, index: ClaimIndex) -> Finding | None:
    whole, floor = bound_claim(division.whole), division.whole.std.value
    together = reduce(add, map(_bound_part, division.parts))
    if is_below(whole, together):
        return _report_parts(division, together, FindingKind.PARTS_EXCEED_WHOLE, Severity.SLIP, index)
    if division.complete and not has_common_value(whole, together):
        return _report_parts(division, together, FindingKind.PARTS_DO_NOT_ADD, Severity.SLIP, index)
    if division.whole.comparator in FLOORS and floor is not None and together.low is not None and together.low > floor:
        return _report_parts(division, together, FindingKind.PARTS_EXCEED_WHOLE, Severity.TENSION, index)
    return None


def _bound_part(part: Claim) -> Interval:
    """A part's bounds; what is counted is never below zero, so a ceiling has a floor."""
    found = bound_claim(part)
    return Interval(Decimal(0), found.high) if found.low is None else found


def _report_parts(
    division: Division, together: Interval, kind: FindingKind, severity: Severity, index: ClaimIndex
) -> Finding:
    whole, parts, total = division.whole, division.parts, format_range(together)
    several, exceeds = len(parts) > 1, kind is FindingKind.PARTS_EXCEED_WHOLE
    terms = " + ".join(map(bracket_bound, parts))
    return index.report(
        kind,
        severity,
        (whole, *parts),
        "{at}，{parts}，{total}{verb}{name} {figure}。",
        "{at}: {parts}{total}, {verb} {name} {figure}.",
        {
            "whole": whole.std.value,
            "parts": [p.std.value for p in parts],
            "sum": together,
            "by": division.by,
            "unit": whole.std.unit,
        },
        [f"{terms}{f' = {total}' if several else ''} {'>' if exceeds else '≠'} {format_bound(whole)}"],
        parts=[say("{name} {figure}", "{name} {figure}", name=index.name(p), figure=describe(p)) for p in parts],
        total=Text(f"合计 {total} {name_unit(whole.std.unit).zh}，", f", together {total}") if several else "",
        verb=Text("超过", "more than") if exceeds else Text("不合于", "which is not"),
    )


@for_each_claim
def find_short_coverage(share: Claim, index: ClaimIndex) -> Iterator[Finding]:
    """Full coverage of the places of a level needs as many things as there are places."""
    level, percent = _find_covered_level(share, index), share.std.value
    if level is None or percent is None or share.of is not None:
        return
    places = len(_list_places(share.place, level, index))
    needed = percent * places / 100
    for count in _find_counts(share, index):
        found = bound_claim(count)
        if found.low is None or found.low >= needed:
            continue
        yield index.report(
            FindingKind.COVERAGE_NEEDS_MORE,
            Severity.INFORMATION if found.high is None else Severity.TENSION,
            (share, count),
            "{name}目标为 {figure}，共 {places}，一地一个须有 {needed} 个；{name2}的目标为 {figure2}。",
            "{name}: {figure} of {places} takes {needed}, one in each; the target for {name2} is {figure2}.",
            {"needed": needed, "places": places, "target": count.std.value},
            [f"{format_number(percent)} % × {places} = {format_number(needed)} > {format_figure(count)}"],
            places=Text(f"{places} 个{level.label.zh}单位", f"{places} places"),
            needed=format_number(needed),
        )


def _find_covered_level(share: Claim, index: ClaimIndex) -> Level | None:
    """The level of government right below the place whose places the indicator counts, as its name says."""
    name, here = share.definition.name.zh, index.context.collection.places[share.place]
    if share.std.unit != "percent" or "覆盖" not in name or here.parts is not Completeness.COMPLETE:
        return None
    level = next((level for word, level in _LEVELS.items() if word in name), None)
    below = LEVELS_DOWN[LEVELS_DOWN.index(here.level) + 1 :] if here.level in LEVELS_DOWN else ()
    return level if level is not None and level in below[:1] else None


def _find_counts(share: Claim, index: ClaimIndex) -> Iterator[Claim]:
    """The targets that count the things of which each place should have one."""
    related = set(index.find_differing(share.indicator, Differs.NUMERATOR))
    for claim in index.by_plan[share.plan]:
        counted = claim.definition.sums and claim.basis is Basis.LEVEL and claim.type is share.type
        if counted and claim.indicator in related and (claim.place, claim.of) == (share.place, share.of):
            yield claim
