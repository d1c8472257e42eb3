"""Which claim another one is set against: the frame's claims that count, and who hangs under whom."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancmp.align.result import Node
from plancmp.claim import Claim
from plancmp.compare import Comparison, Context, compare, rank_relation
from plancmp.compare.formatting import format_with_unit
from plancmp.compare.measures import AtYear, compare_at_year
from plancmp.compare.phrases import phrase_measure
from plancmp.compare.reached import add_reached
from plancmp.compare.spans import count_years_between
from plancmp.compare.verdict import COMPUTABLE
from plancmp.vocabulary import ClaimType, Relation
from plancmp.words import say


class StatedIndicators(NamedTuple):
    """The indicators of which a frame itself says something: as its targets, as its results."""

    targets: frozenset[str]
    results: frozenset[str]


def collect_indicators(own: Sequence[Claim]) -> StatedIndicators:
    """What the frame's own claims are about."""
    targets = frozenset(c.indicator for c in own if c.type is ClaimType.TARGET)
    return StatedIndicators(targets, frozenset(c.indicator for c in own if is_result(c)))


def find_home(indicator: str, own: StatedIndicators, assigned: Sequence[Claim], context: Context) -> str | None:
    """The frame indicator that a lower one goes to: the same, else the closest mapped target; a result of the frame
    only where the indicator is the same or mapped as exact. `assigned` are claims of the frame that hold for the very
    place of the lower one.
    """
    targets = own.targets.union(c.indicator for c in assigned)
    if indicator in targets or indicator in own.results:
        return indicator
    found: list[tuple[int, int, str]] = []
    for near in context.relations.list_near(indicator):
        related = context.relations.relate(near, indicator)
        if related is not None and (near in targets or (near in own.results and related.relation is Relation.EXACT)):
            found.append((rank_relation(related.relation), context.relations.count_grades(near, indicator), near))
    return min(found)[2] if found else None


def is_result(claim: Claim) -> bool:
    """Whether a claim is a past result of the whole, in its indicator's own basis."""
    return claim.type is ClaimType.OBSERVED and not claim.is_part and claim.basis is claim.definition.basis


def select_uppers(own: Sequence[Claim]) -> list[Claim]:
    """Of the frame's claims of one indicator those that others are set against: its whole targets, else its targets
    for a part, else its results.
    """
    targets = [c for c in own if c.type is ClaimType.TARGET]
    return [c for c in targets if not c.is_part] or targets or [c for c in own if is_result(c)]


def choose_nearest(claim: Claim, hosts: Sequence[Claim], context: Context) -> Claim | None:
    """Of several hosts the same indicator, else the closest; the nearest year, of two the later; the same basis."""

    def rank(host: Claim) -> tuple[int, int, bool, int, bool, str]:
        related = context.relations.relate(host.indicator, claim.indicator)
        assert related is not None
        far = 0 if host.indicator == claim.indicator else rank_relation(related.relation) + 1
        years = count_years_between(host, claim)
        return far, years, host.variant_of is not None, -(host.year or 0), host.basis is not claim.basis, host.id

    return min((h for h in hosts if _is_related(h, claim, context)), key=rank, default=None)


def choose_upper(claim: Claim, uppers: Sequence[Claim], frames: Sequence[str], context: Context) -> Claim | None:
    """The figure of the frame that a claim is set against: one for the claim's own year, else the nearest of the chief
    document, else of another.
    """
    same = [c for c in uppers if c.year is not None and c.year == claim.year]
    chief = [c for c in uppers if c.plan == frames[0]]
    found = (choose_nearest(claim, hosts, context) for hosts in (same, chief, uppers))
    return next((host for host in found if host is not None), None)


def build_branch(
    claims: Sequence[Claim], uppers: Sequence[Claim], frames: Sequence[str], context: Context
) -> tuple[Node, ...]:
    """What stands under a frame target for one branch of places. `uppers` are the frame's own claims of the indicator;
    the nearest in time is the one that a claim is set against.
    """
    below: dict[str | None, list[Claim]] = {}
    for claim in claims:
        host = _find_host(claim, claims, frames, context)
        below.setdefault(host.id if host else None, []).append(claim)

    def build_nodes(host: Claim | None) -> tuple[Node, ...]:
        found = []
        for claim in _sort_siblings(below.get(host.id if host else None, ()), frames, context):
            against = host or choose_upper(claim, uppers, frames, context)
            comparison = compare(against, claim, context) if against else None
            if host is not None and comparison is not None:
                comparison = _add_frame_year(claim, comparison, choose_upper(claim, uppers, frames, context), context)
            if comparison is not None:
                comparison = add_reached(comparison, [claim], context)
            found.append(Node(claim, comparison, build_nodes(claim)))
        return tuple(found)

    return build_nodes(None)


def _sort_siblings(claims: Iterable[Claim], frames: Sequence[str], context: Context) -> list[Claim]:
    """What the frame sets first, then places by code, what is set for them before what they set, plans by first year."""
    places = context.collection.places
    return sorted(
        claims,
        key=lambda c: (
            c.plan not in frames,
            places[c.place].code or "~",
            c.place,
            not c.assigned,
            c.plan_period.first,
            c.plan,
            c.order,
            c.id,
        ),
    )


def _find_host(claim: Claim, group: Sequence[Claim], frames: Sequence[str], context: Context) -> Claim | None:
    """The claim of the group that stands directly above: the figure assigned to the very place by a higher plan; else
    the whole of which the claim is a part, in the same plan, else in another. The frame's own figures hang under a
    figure of the frame alone. Each step leads to a wider place or a higher plan, so there is no circle.
    """
    related = [h for h in group if _is_related(h, claim, context)]
    assigned = _closest_assigned(claim, related, context)
    if assigned:
        return choose_nearest(claim, assigned, context)
    wider = [h for h in related if is_wider(h, claim, context)]
    hosts = [h for h in wider if h.plan == claim.plan] or [h for h in wider if claim.plan not in frames]
    if not hosts:
        return None
    steps = [_measure_steps(h, claim, context) for h in hosts]
    return choose_nearest(claim, [h for h, far in zip(hosts, steps, strict=True) if far == min(steps)], context)


def _closest_assigned(claim: Claim, group: Sequence[Claim], context: Context) -> list[Claim]:
    """The figures that the plan of the closest place above sets for exactly what the claim counts."""
    chain = context.collection.chain(claim.plan_place)
    found = [
        h for h in group if h.assigned and h.plan != claim.plan and h.plan_place in chain and _is_for_same(h, claim)
    ]
    steps = [chain.index(h.plan_place) for h in found]
    return [h for h, far in zip(found, steps, strict=True) if far == min(steps)]


def _is_related(host: Claim, claim: Claim, context: Context) -> bool:
    return context.relations.relate(host.indicator, claim.indicator) is not None


def _is_for_same(host: Claim, claim: Claim) -> bool:
    return (host.place, host.of, host.every) == (claim.place, claim.of, claim.every)


def is_wider(host: Claim, claim: Claim, context: Context) -> bool:
    """Whether `host` is the whole of a place of which `claim` counts a part: a place inside, or some of the things."""
    if host.is_part:
        return False
    return claim.is_part if host.place == claim.place else context.is_inside(claim.place, host.place)


def is_home_of(host: Claim, claim: Claim, context: Context) -> bool:
    """Whether `host` holds for exactly what `claim` counts, or for a whole of which it is a part."""
    return _is_for_same(host, claim) or is_wider(host, claim, context)


def _measure_steps(host: Claim, claim: Claim, context: Context) -> tuple[int, int]:
    """How many places wider, and of two for one place how far above the place the plan is issued."""
    collection = context.collection
    wider = 0 if host.place == claim.place else collection.chain(claim.place).index(host.place) + 1
    return wider, -len(collection.chain(host.plan_place))


def _add_frame_year(claim: Claim, comparison: Comparison, upper: Claim | None, context: Context) -> Comparison:
    """A claim under another one is also set beside what the frame sets for that very year, or reached in it."""
    if comparison.at_year or upper is None or upper.id == comparison.first.id:
        return comparison
    if claim.year == upper.year:
        return comparison._replace(at_year=_set_beside_target(claim, upper, context))
    related = context.relations.relate(upper.indicator, claim.indicator)
    if related is None or related.relation is not Relation.EXACT:
        return comparison
    return comparison._replace(at_year=compare_at_year(upper, claim, context))


def _set_beside_target(claim: Claim, upper: Claim, context: Context) -> tuple[AtYear, ...]:
    pair = compare(upper, claim, context)
    if pair is None or pair.verdict not in COMPUTABLE:
        return ()
    place = context.collection.places[upper.place].name
    text = say(
        "{place} {year} 年目标 {figure}",
        "{place} sets {figure} for {year}",
        place=place,
        year=str(upper.year),
        figure=format_with_unit(upper),
    )
    if (words := phrase_measure(pair, context.collection)).en:
        text = say("{text}：{words}", "{text}: {words}", text=text, words=words)
    return (AtYear(upper, pair.verdict, pair.measure, text, text),)
