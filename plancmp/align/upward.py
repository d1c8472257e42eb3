"""Align turned round: each target of some plans, and what the plans of the places above say of it."""

from collections.abc import Iterable, Sequence

from plancmp.align.absence import why_upper_alone
from plancmp.align.frame_choice import frame_indicator, said_by, uppers_of
from plancmp.align.parents import nearest
from plancmp.align.plan_relations import standings
from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare import Absences, Ground, compare, pace
from plancmp.model import Collection
from plancmp.vocabulary import ClaimType, Level


def align_up(plans: Sequence[str], claims: Iterable[Claim], ground: Ground) -> Alignment:
    """Each target of `plans` with what stands above it. The difference keeps its sense, lower minus upper; `frame` is
    the plans whose targets are the rows. An upper target may stand above several.
    """
    collection = ground.collection
    everything = list(claims)
    own = sorted(
        (c for c in everything if c.plan in plans and c.type is ClaimType.TARGET),
        key=lambda c: (plans.index(c.plan), c.order, c.id),
    )
    higher = {place: set(collection.chain(place)) for place in {collection.plans[p].place for p in plans}}
    upper = [
        c
        for c in everything
        if c.type is not ClaimType.BASELINE and any(c.plan_place in above for above in higher.values())
    ]
    rows: list[AlignRow] = []
    alone: list[Claim] = []
    for claim in own:
        above = [c for c in upper if c.plan_place in higher[claim.plan_place]]
        nodes = _above(claim, above, ground)
        if nodes:
            rows.append(AlignRow(claim.indicator, claim, (), tuple(nodes), pace(claim, ground.facts)))
        else:
            alone.append(claim)
    used = {node.claim.id for row in rows for node in row.under}
    rest = [c for c in upper if c.type is ClaimType.TARGET and c.id not in used and _concerns(c, plans, collection)]
    places = tuple(dict.fromkeys(collection.plans[p].place for p in plans))
    said: dict[str, list[Claim]] = {}
    for claim in everything:
        said.setdefault(claim.plan_place, []).append(claim)
    absences = Absences(collection)
    upper_plans = sorted({c.plan for c in upper}, key=lambda p: (collection.plans[p].period, p))
    return Alignment(
        tuple(plans),
        collection.places[collection.plans[plans[0]].place].level if plans else Level.MUNICIPALITY,
        True,
        tuple(rows),
        tuple(alone),
        tuple(rest),
        tuple(s for above in upper_plans for s in standings(above, _below(above, plans, collection), collection)),
        collection,
        ground.facts,
        alone={
            **{c.id: why_upper_alone(c, collection.chain(c.plan_place), said, ground, absences) for c in alone},
            **{c.id: why_upper_alone(c, places, said, ground, absences) for c in rest},
        },
    )


def _below(above: str, plans: Sequence[str], collection: Collection) -> list[str]:
    place = collection.plans[above].place
    return [p for p in plans if place in collection.chain(collection.plans[p].place)]


def _concerns(claim: Claim, plans: Sequence[str], collection: Collection) -> bool:
    """Whether a figure above is for the whole, or for a place of these plans or inside it."""
    if claim.place == claim.plan_place:
        return True
    places = {collection.plans[p].place for p in plans}
    around = {claim.place, *collection.chain(claim.place)}
    return bool(places & around) or any(claim.place in collection.chain(place) for place in places)


def _above(claim: Claim, above: Sequence[Claim], ground: Ground) -> list[Node]:
    """From each plan above: the figure assigned to the claim's place first, then its nearest target, else result."""
    nodes: list[Node] = []
    for plan in dict.fromkeys(c.plan for c in above):
        mine = [c for c in above if c.plan == plan]
        own = [c for c in mine if c.place == c.plan_place]
        here = [c for c in mine if c.assigned and c.place == claim.place and (c.of, c.every) == (claim.of, claim.every)]
        home = frame_indicator(claim.indicator, said_by(own), here, ground)
        if home is None:
            continue
        assigned = [c for c in here if c.indicator == home]
        for hosts in (assigned, uppers_of([c for c in own if c.indicator == home])):
            host = nearest(claim, hosts, ground)
            comparison = compare(host, claim, ground) if host else None
            if host and comparison:
                nodes.append(Node(host, comparison))
    return nodes
