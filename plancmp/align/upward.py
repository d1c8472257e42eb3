"""The view turned round: each target of some plans with what stands above it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plancmp.align.answer import conclude
from plancmp.align.engine import explain_silence_of, weigh_row
from plancmp.align.hosts import choose_nearest, collect_indicators, find_home, select_uppers
from plancmp.align.plans import list_outlines, relate_plans
from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare import Absences, Context, compare, compute_pace
from plancmp.compare.reached import add_reached, find_reached
from plancmp.compare.spans import find_possible_years, is_yearly_goal
from plancmp.lookup import is_within
from plancmp.model import Collection
from plancmp.plan_claims import leave_out_restated
from plancmp.vocabulary import PLANNING, ClaimType, Level


def align_up(plans: Sequence[str], claims: Iterable[Claim], context: Context) -> Alignment:
    """Each target of `plans` with what stands above it. The difference keeps its sense, lower minus upper; `frame` is
    the plans whose targets are the rows. An upper target may stand above several.
    """
    collection = context.collection
    everything = leave_out_restated(claims)
    places = tuple(dict.fromkeys(collection.plans[p].place for p in plans))
    upper = _upper_claims(places, everything, collection)
    rows: list[AlignRow] = []
    alone: list[Claim] = []
    for claim in _sort_targets(plans, everything):
        nodes = tuple(_stack_above(claim, upper[claim.plan_place], context))
        if nodes:
            row = AlignRow(claim.indicator, claim, (), nodes, compute_pace(claim, context.facts))
            rows.append(row._replace(reached=find_reached(claim, context)))
        else:
            alone.append(claim)
    rows.sort(key=weigh_row)
    rest = _unused_targets(everything, upper, rows, places, collection)
    said: dict[str, list[Claim]] = {}
    for claim in everything:
        said.setdefault(claim.plan_place, []).append(claim)
    absences = Absences(collection)
    upper_plans = {c.plan for found in upper.values() for c in found}
    found = Alignment(
        tuple(plans),
        collection.places[collection.plans[plans[0]].place].level if plans else Level.MUNICIPALITY,
        True,
        tuple(rows),
        tuple(explain_silence_of(c, collection.chain(c.plan_place), said, context, absences) for c in alone),
        tuple(explain_silence_of(c, places, said, context, absences) for c in rest),
        tuple(
            standing
            for above in sorted(upper_plans, key=lambda p: (collection.plans[p].period, p))
            for standing in relate_plans([above], _list_below(above, plans, collection), collection)
        ),
        collection,
        context.facts,
    )
    return conclude(found)


def _upper_claims(places: Iterable[str], claims: Iterable[Claim], collection: Collection) -> dict[str, list[Claim]]:
    """By place the targets and results of the plans of the places around it."""
    around = {place: set(collection.chain(place)) for place in places}
    found: dict[str, list[Claim]] = {place: [] for place in around}
    for claim in claims:
        if claim.type is not ClaimType.BASELINE and _may_stand_above(claim, collection):
            for place, above in around.items():
                if claim.plan_place in above:
                    found[place].append(claim)
    return found


def _may_stand_above(claim: Claim, collection: Collection) -> bool:
    """Results, targets of plans, and of a report the aims over several years, where no outline of that time says them."""
    if claim.type is not ClaimType.TARGET or claim.kind in PLANNING:
        return True
    years = find_possible_years(claim)
    return not is_yearly_goal(claim) and not list_outlines(claim.plan_place, years, collection)


def _sort_targets(plans: Sequence[str], claims: Iterable[Claim]) -> list[Claim]:
    """The targets of some plans, plan by plan in text order."""
    position = {plan: number for number, plan in enumerate(plans)}
    own = (c for c in claims if c.plan in position and c.type is ClaimType.TARGET)
    return sorted(own, key=lambda c: (position[c.plan], c.order, c.id))


def _stack_above(claim: Claim, above: Sequence[Claim], context: Context) -> Iterator[Node]:
    """From each plan above: the figure assigned to the claim's place first, then its nearest target, else result. What reports
    and communiqués of one place tell is one series, of which the nearest year stands there.
    """
    for source in dict.fromkeys(map(_get_source, above)):
        for hosts in _list_hosts(claim, [c for c in above if _get_source(c) == source], context):
            host = choose_nearest(claim, hosts, context)
            comparison = compare(host, claim, context) if host else None
            if host and comparison:
                yield Node(host, add_reached(comparison, [host], context))


def _get_source(claim: Claim) -> tuple[str, bool]:
    """Whose word a claim above is: its plan's, or that of all the yearly documents of its place."""
    is_series = claim.type is not ClaimType.TARGET and claim.kind not in PLANNING
    return (claim.plan_place, True) if is_series else (claim.plan, False)


def _list_hosts(claim: Claim, mine: Sequence[Claim], context: Context) -> tuple[list[Claim], ...]:
    """Of one plan above what it sets for the claim's place, and what it says of its own."""
    own = [c for c in mine if c.place == c.plan_place]
    here = [c for c in mine if c.assigned and c.place == claim.place and (c.of, c.every) == (claim.of, claim.every)]
    home = find_home(claim.indicator, collect_indicators(own), here, context)
    if home is None:
        return ()
    return [c for c in here if c.indicator == home], select_uppers([c for c in own if c.indicator == home])


def _unused_targets(
    claims: Iterable[Claim],
    upper: Mapping[str, Sequence[Claim]],
    rows: Iterable[AlignRow],
    places: Sequence[str],
    collection: Collection,
) -> list[Claim]:
    """The targets above that stand over none, and are for the whole, or for one of these places or one inside it."""
    above = {c.id for found in upper.values() for c in found}
    used = {node.claim.id for row in rows for node in row.under}
    return [
        c for c in claims if c.type is ClaimType.TARGET and c.id in above - used and _concerns(c, places, collection)
    ]


def _concerns(claim: Claim, places: Sequence[str], collection: Collection) -> bool:
    """Whether a figure above is for the whole, or for one of these places, one inside it or around it."""
    if claim.place == claim.plan_place or is_within(claim.place, places, collection):
        return True
    return any(claim.place in collection.chain(place) for place in places)


def _list_below(above: str, plans: Sequence[str], collection: Collection) -> list[str]:
    place = collection.plans[above].place
    return [p for p in plans if place in collection.chain(collection.plans[p].place)]
