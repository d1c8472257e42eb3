"""Who hangs under whom: each claim below a frame target under one other claim, or under the target itself."""

from collections.abc import Iterable, Sequence

from plancmp.align.parts import Node
from plancmp.claim import Claim
from plancmp.compare import Comparison, Ground, closeness, compare
from plancmp.compare.measures import at_year
from plancmp.vocabulary import Relation


def branch_nodes(claims: Sequence[Claim], uppers: Sequence[Claim], frame: str, ground: Ground) -> tuple[Node, ...]:
    """What stands under a frame target for one branch of places. `uppers` are the frame's own claims of the indicator;
    the nearest in time is the one that a claim is set against.
    """
    hosts = {claim.id: _host(claim, claims, frame, ground) for claim in claims}
    below: dict[str | None, list[Claim]] = {}
    for claim in claims:
        host = hosts[claim.id]
        below.setdefault(host.id if host else None, []).append(claim)

    def node(claim: Claim, host: Claim | None) -> Node:
        against = host or nearest(claim, uppers, ground)
        comparison = compare(against, claim, ground) if against else None
        if host is not None and comparison is not None:
            comparison = _also_at_year(claim, comparison, uppers, ground)
        under = tuple(node(lower, claim) for lower in _in_order(below.get(claim.id, ()), frame, ground))
        return Node(claim, comparison, under)

    return tuple(node(claim, None) for claim in _in_order(below.get(None, ()), frame, ground))


def _in_order(claims: Iterable[Claim], frame: str, ground: Ground) -> list[Claim]:
    """What the frame sets first, then places by code, what is set for them before what they set, plans by first year."""
    places = ground.collection.places
    return sorted(
        claims,
        key=lambda c: (
            c.plan != frame,
            places[c.place].code or "~",
            c.place,
            not c.assigned,
            c.plan_period.first,
            c.plan,
            c.order,
            c.id,
        ),
    )


def _host(claim: Claim, group: Sequence[Claim], frame: str, ground: Ground) -> Claim | None:
    """The claim of the group that stands directly above: the figure assigned to the very place by a higher plan; else
    the whole of which the claim is a part, in the same plan, else in another. The frame's own figures hang under a
    figure of the frame alone. Each step leads to a wider place or a higher plan, so there is no circle.
    """
    chain = ground.collection.chain(claim.plan_place)
    assigned = [
        h
        for h in group
        if h.plan != claim.plan
        and h.plan_place in chain
        and h.assigned
        and _same_extent(h, claim)
        and _related(h, claim, ground)
    ]
    if assigned:
        close = min(chain.index(h.plan_place) for h in assigned)
        return nearest(claim, [h for h in assigned if chain.index(h.plan_place) == close], ground)
    wider = [h for h in group if is_wider(h, claim, ground) and _related(h, claim, ground)]
    for hosts in ([h for h in wider if h.plan == claim.plan], [h for h in wider if claim.plan != frame]):
        if hosts:
            steps = min(_steps(h, claim, ground) for h in hosts)
            return nearest(claim, [h for h in hosts if _steps(h, claim, ground) == steps], ground)
    return None


def _related(host: Claim, claim: Claim, ground: Ground) -> bool:
    return ground.relations.between(host.indicator, claim.indicator) is not None


def _same_extent(host: Claim, claim: Claim) -> bool:
    return (host.place, host.of, host.every) == (claim.place, claim.of, claim.every)


def is_wider(host: Claim, claim: Claim, ground: Ground) -> bool:
    """Whether `host` is the whole of a place of which `claim` counts a part: a place inside, or some of the things."""
    if host.is_part:
        return False
    return claim.is_part if host.place == claim.place else ground.inside(claim.place, host.place)


def _steps(host: Claim, claim: Claim, ground: Ground) -> tuple[int, int]:
    """How many places wider, and of two for one place how far above the place the plan is issued."""
    collection = ground.collection
    wider = 0 if host.place == claim.place else collection.chain(claim.place).index(host.place) + 1
    return wider, -len(collection.chain(host.plan_place))


def nearest(claim: Claim, hosts: Sequence[Claim], ground: Ground) -> Claim | None:
    """Of several hosts the same indicator, else the closest; the nearest year, of two the later; the same basis."""
    held = [h for h in hosts if _related(h, claim, ground)]

    def rank(host: Claim) -> tuple[int, int, bool, int, bool, str]:
        related = ground.relations.between(host.indicator, claim.indicator)
        assert related is not None
        far = 0 if host.indicator == claim.indicator else closeness(related.relation) + 1
        years = abs(host.year - claim.year) if host.year is not None and claim.year is not None else 99
        return far, years, host.variant_of is not None, -(host.year or 0), host.basis is not claim.basis, host.id

    return min(held, key=rank, default=None)


def _also_at_year(claim: Claim, comparison: Comparison, uppers: Sequence[Claim], ground: Ground) -> Comparison:
    """A claim under another one is also set beside what the frame reached in that very year."""
    upper = nearest(claim, uppers, ground)
    if comparison.at_year or upper is None or claim.year == upper.year:
        return comparison
    related = ground.relations.between(upper.indicator, claim.indicator)
    if related is None or related.relation is not Relation.EXACT:
        return comparison
    return comparison._replace(at_year=at_year(upper, claim, ground))
