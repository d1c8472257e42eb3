"""The engine of align: which claim stands under which frame target, each once, and what of it adds up."""

from collections.abc import Iterable, Mapping, Sequence

from plancmp.align.absence import why_lower_alone, why_upper_alone
from plancmp.align.frame_choice import Said, frame_indicator, said_by, uppers_of
from plancmp.align.parents import branch_nodes, is_wider, nearest
from plancmp.align.plan_relations import plans_below, standings
from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.align.sums import next_level, next_places, with_sums
from plancmp.align.tasks import nested_tasks
from plancmp.align.upward import align_up
from plancmp.claim import Claim
from plancmp.compare import Absences, Ground, pace
from plancmp.lookup import by_code, places_below
from plancmp.model import Collection
from plancmp.vocabulary import ClaimType

__all__ = ["align_down", "align_up", "next_level"]


def align_down(frame: str, claims: Iterable[Claim], ground: Ground, places: Sequence[str] = ()) -> Alignment:
    """Every target of the plans of places inside the frame's place, each once, under the frame's targets.

    `places` narrows what is shown of the lower side to these places and what lies inside them; sums, and which frame
    year a claim is set against, stay those of the whole.
    """
    collection = ground.collection
    top = collection.plans[frame].place
    everything = list(claims)
    own = [c for c in everything if c.plan == frame and c.place == top and c.type is not ClaimType.BASELINE]
    targets = [c for c in everything if c.type is ClaimType.TARGET]
    assigned = [c for c in targets if c.plan == frame and c.place != top]
    inside = set(places_below(top, collection))
    lower = [c for c in targets if c.plan_place in inside]
    about = said_by(own)
    homes = {c.id: _home(c, about, assigned, ground) for c in lower}
    said: dict[str, list[Claim]] = {}
    for claim in everything:
        if claim.plan_place in inside:
            said.setdefault(claim.place, []).append(claim)
    by_home: dict[str, list[Claim]] = {}
    for claim in (*assigned, *lower):
        home = claim.indicator if claim.plan == frame else homes[claim.id]
        if home is not None:
            by_home.setdefault(home, []).append(claim)
    mine = [c for c in own if c.type is ClaimType.TARGET]
    absences = Absences(collection)
    rows = []
    frame_only = [c for c in mine if c.indicator not in by_home]
    for indicator, under in by_home.items():
        row = _row(indicator, [c for c in own if c.indicator == indicator], under, frame, ground)
        shown = _within(with_sums(row, frame, ground, said, absences), places, collection)
        if shown.under:
            rows.append(shown)
        else:
            frame_only.extend(c for c in mine if c.indicator == indicator)
    rows.sort(key=lambda row: (_text_order(row, frame), row.indicator))
    frame_only.sort(key=lambda c: (c.order, c.id))
    lower_only = [c for c in lower if homes[c.id] is None and _concerns(c.place, places, collection)]
    code = {c.plan_place: collection.places[c.plan_place].code or "~" for c in lower_only}
    lower_only.sort(key=lambda c: (code[c.plan_place], c.plan_period, c.plan, c.order, c.id))
    below = plans_below(top, places, ground)
    tasks = nested_tasks(frame, below, collection, places)
    asked = by_code(places, collection) if places else next_places(top, ground)
    return Alignment(
        (frame,),
        collection.places[top].level,
        False,
        tuple(rows),
        tuple(frame_only),
        tuple(lower_only),
        standings(frame, below, collection),
        collection,
        ground.facts,
        tuple(places),
        tasks,
        len(collection.plans[frame].tasks) - len(tasks),
        {
            **{c.id: why_upper_alone(c, asked, said, ground, absences) for c in frame_only},
            **{c.id: why_lower_alone(c, frame, own, ground, absences) for c in lower_only},
        },
    )


def _concerns(place: str, wanted: Sequence[str], collection: Collection) -> bool:
    return not wanted or place in wanted or any(above in wanted for above in collection.chain(place))


def _within(row: AlignRow, places: Sequence[str], collection: Collection) -> AlignRow:
    """The row with only the nodes of some places; one of another place stays where something below it is of them."""

    def kept(nodes: Sequence[Node]) -> tuple[Node, ...]:
        pruned = (node._replace(under=kept(node.under)) for node in nodes)
        return tuple(n for n in pruned if n.under or _concerns(n.claim.place, places, collection))

    return row._replace(under=kept(row.under)) if places else row


def _home(claim: Claim, own: Said, assigned: Sequence[Claim], ground: Ground) -> str | None:
    """The one frame indicator that a lower claim goes to. A figure assigned to another place is none for it."""
    known = ground.relations.known(claim.indicator)
    here = [
        h
        for h in assigned
        if h.indicator in known
        and ((h.place, h.of, h.every) == (claim.place, claim.of, claim.every) or is_wider(h, claim, ground))
    ]
    return frame_indicator(claim.indicator, own, here, ground)


def _row(indicator: str, own: Sequence[Claim], under: Sequence[Claim], frame: str, ground: Ground) -> AlignRow:
    top = ground.collection.plans[frame].place
    uppers = uppers_of(own)
    branches: dict[str, list[Claim]] = {}
    for claim in under:
        branches.setdefault(_branch(claim.place, top, ground.collection), []).append(claim)
    nodes = tuple(
        node
        for place in by_code(branches, ground.collection)
        for node in branch_nodes(branches[place], uppers, frame, ground)
    )
    chosen = _frame_claim(uppers, nodes, ground)
    also = tuple(c for c in own if c.type is ClaimType.TARGET and c is not chosen)
    return AlignRow(indicator, chosen, also, nodes, pace(chosen, ground.facts) if chosen else None)


def _frame_claim(uppers: Sequence[Claim], nodes: Sequence[Node], ground: Ground) -> Claim | None:
    """The claim that most of what stands below is set against; of equals one within the plan's period, the later."""
    if not uppers:
        return None
    votes: Mapping[str, int] = {c.id: sum(node.against == c.id for node in nodes) for c in uppers}
    if not any(votes.values()):
        return nearest(nodes[0].claim, uppers, ground) or min(uppers, key=lambda c: c.id)
    return min(uppers, key=lambda c: (-votes[c.id], c.year not in c.plan_period, -(c.year or 0), c.id))


def _branch(place: str, top: str, collection: Collection) -> str:
    """The place just below `top` that `place` is, or lies in."""
    here = place
    for above in collection.chain(place):
        if above == top:
            return here
        here = above
    return here


def _text_order(row: AlignRow, frame: str) -> tuple[int, int, int]:
    if row.frame_claim is not None:
        return row.frame_claim.order
    return min(n.claim.order for top in row.under for n in top.flat() if n.claim.plan == frame)
