"""The engine of align: which claim stands under which frame target, each once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancmp.align.answer import conclude
from plancmp.align.gap_measures import Weights, gather_weights, measure_gaps
from plancmp.align.hosts import build_branch, choose_nearest, collect_indicators, find_home, is_home_of, select_uppers
from plancmp.align.levels import find_whole_chains
from plancmp.align.plans import link_tasks, list_plans_below, relate_plans
from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.align.scenarios import share_remainder
from plancmp.align.sums import add_sums, list_next_places
from plancmp.claim import Claim
from plancmp.compare import Absences, Cause, Context, Reason, compute_pace, shared_reason
from plancmp.compare.counts import rank_pair
from plancmp.compare.nearest import LoneClaim, near_claims
from plancmp.compare.reached import find_reached
from plancmp.compare.spans import is_yearly_goal
from plancmp.lookup import is_within, sort_by_code
from plancmp.model import Collection, Period
from plancmp.plan_claims import leave_out_restated
from plancmp.vocabulary import PLANNING, ClaimType, ScenarioRule, Theme, Verdict
from plancmp.words import Text

ByPlace = Mapping[str, Sequence[Claim]]
"""The claims of each place."""


class FrameClaims(NamedTuple):
    """All claims that an alignment lays beside each other."""

    own: list[Claim]
    """What the frame's plan says of its own place: targets and results."""
    assigned: list[Claim]
    """The targets that it sets for places inside."""
    lower: list[Claim]
    """The targets of the plans of places inside."""
    by_place: ByPlace
    """What those plans say, by the place that it is for."""
    yearly: list[Claim]
    """The targets of reports for their own year alone: they are counted, and laid under nothing."""

    @property
    def aims(self) -> Period | None:
        """The years that the aims of a frame reach over which is a report; None of a plan, whose period is its own."""
        if not self.targets or self.targets[0].kind in PLANNING:
            return None
        years = [year for c in self.targets for year in (c.from_year, c.year) if year is not None]
        first = self.targets[0].plan_period.first  # 今后五年 begins with the report's own year
        return Period(min(first, *years), max(years)) if years else None

    @property
    def targets(self) -> list[Claim]:
        """What the frame wants of its own place."""
        return [c for c in self.own if c.type is ClaimType.TARGET]


def align_down(
    frames: Sequence[str], claims: Sequence[Claim], context: Context, places: Sequence[str] = ()
) -> Alignment:
    """Every target of the plans of places inside the frame's place, each once, under the frame's targets. The frame is one
    document or several of one place, the chief one first.

    `places` narrows what is shown of the lower side to these places and what lies inside them; sums, and which frame
    year a claim is set against, stay those of the whole.
    """
    collection = context.collection
    top = collection.plans[frames[0]].place
    listed = leave_out_restated(claims)
    sides = _split_claims(frames, listed, context)
    by_home, homeless = _group_by_home(sides, context)
    absences = Absences(collection)
    rows = _build_rows(by_home, sides, frames, context, places, absences, gather_weights(claims))
    answered = {row.indicator for row in rows}
    frame_only = sorted((c for c in sides.targets if c.indicator not in answered), key=lambda c: (c.order, c.id))
    lower_only = [c for c in homeless if not places or is_within(c.place, places, collection)]
    reports = {c.plan for c in sides.lower if c.kind not in PLANNING}
    below = list_plans_below(top, places, collection, reports)
    tasks = link_tasks(frames, below, collection, places)
    asked = sort_by_code(places, collection) if places else list_next_places(top, collection)
    found = Alignment(
        tuple(frames),
        collection.places[top].level,
        False,
        tuple(rows),
        tuple(explain_silence_of(c, asked, sides.by_place, context, absences) for c in frame_only),
        tuple(explain_silence_of_frame(c, frames, sides.own, context, absences) for c in lower_only),
        relate_plans(frames, below, collection, sides.aims),
        collection,
        context.facts,
        tuple(places),
        tasks,
        sum(len(collection.plans[frame].tasks) for frame in frames) - len(tasks),
        sides.aims,
        sum(not places or is_within(c.place, places, collection) for c in sides.yearly),
        chains=find_whole_chains(top, listed, context),
    )
    return conclude(found)


def add_scenarios(found: Alignment, rule: ScenarioRule, claims: Sequence[Claim]) -> Alignment:
    """The alignment with what each remainder would ask of every missing place, by one rule."""
    return found._replace(rows=tuple(_add_scenario(row, rule, claims) for row in found.rows))


def _add_scenario(row: AlignRow, rule: ScenarioRule, claims: Sequence[Claim]) -> AlignRow:
    left = row.remainder.exact if row.remainder is not None else None
    missing = [absent.place for absent in row.missing]
    if row.frame_claim is None or left is None or left <= 0 or not missing:
        return row
    return row._replace(scenario=share_remainder(rule, row.frame_claim, left, missing, claims))


def _build_rows(
    by_home: Mapping[str, Sequence[Claim]],
    sides: FrameClaims,
    frames: Sequence[str],
    context: Context,
    places: Sequence[str],
    absences: Absences,
    weights: Weights,
) -> list[AlignRow]:
    """A row an indicator under which something of the places stands, the heaviest first, then as the frame's text goes."""
    rows = []
    next_places = list_next_places(context.collection.plans[frames[0]].place, context.collection)
    for indicator, under in by_home.items():
        row = _build_row(indicator, [c for c in sides.own if c.indicator == indicator], under, frames, context)
        row = add_sums(row, frames, context, sides.by_place, absences)
        row = _keep_places(
            row._replace(gaps=measure_gaps(row.frame_claim, row.walk(), next_places, weights)),
            places,
            context.collection,
        )
        if row.under:
            rows.append(row)
    return sorted(rows, key=lambda row: (weigh_row(row), _find_order(row, frames), row.indicator))


def _split_claims(frames: Sequence[str], claims: Sequence[Claim], context: Context) -> FrameClaims:
    top = context.collection.plans[frames[0]].place
    inside = set(context.collection.list_places_below(top))
    by_place: dict[str, list[Claim]] = {}
    sides = FrameClaims([], [], [], by_place, [])
    aims = any(c.plan in frames and c.type is ClaimType.TARGET and not is_yearly_goal(c) for c in claims)
    for claim in claims:
        if is_yearly_goal(claim) and (claim.plan not in frames or aims):
            sides.yearly.extend([claim] if claim.plan_place in inside else [])
        elif claim.plan in frames:
            _add_claim_of_frame(claim, top, sides)
        elif claim.plan_place in inside:
            sides.lower.extend([claim] if claim.type is ClaimType.TARGET else [])
            by_place.setdefault(claim.place, []).append(claim)
    return sides


def _add_claim_of_frame(claim: Claim, top: str, sides: FrameClaims) -> None:
    """What the frame says of its own place, and what it sets for others."""
    if claim.place == top and claim.type is not ClaimType.BASELINE:
        sides.own.append(claim)
    elif claim.place != top and claim.type is ClaimType.TARGET:
        sides.assigned.append(claim)


def _group_by_home(sides: FrameClaims, context: Context) -> tuple[dict[str, list[Claim]], list[Claim]]:
    """The claims of the lower side by the one frame indicator that each goes to; and those that go to none, places by
    code, in the order of the text.
    """
    stated = collect_indicators(sides.own)
    by_home: dict[str, list[Claim]] = {}
    for claim in sides.assigned:
        by_home.setdefault(claim.indicator, []).append(claim)
    homeless = []
    for claim in sides.lower:
        known = context.relations.find_related(claim.indicator)
        here = [h for h in sides.assigned if h.indicator in known and is_home_of(h, claim, context)]
        home = find_home(claim.indicator, stated, here, context)
        if home is None:
            homeless.append(claim)
        else:
            by_home.setdefault(home, []).append(claim)
    code = {c.plan_place: context.collection.places[c.plan_place].code or "~" for c in homeless}
    return by_home, sorted(homeless, key=lambda c: (code[c.plan_place], c.plan_period, c.plan, c.order, c.id))


def _keep_places(row: AlignRow, places: Sequence[str], collection: Collection) -> AlignRow:
    """The row with only the nodes of some places; one of another place stays where something below it is of them."""

    def keep(nodes: Sequence[Node]) -> tuple[Node, ...]:
        pruned = (node._replace(under=keep(node.under)) for node in nodes)
        return tuple(n for n in pruned if n.under or is_within(n.claim.place, places, collection))

    return row._replace(under=keep(row.under)) if places else row


def _build_row(
    indicator: str, own: Sequence[Claim], under: Sequence[Claim], frames: Sequence[str], context: Context
) -> AlignRow:
    top = context.collection.plans[frames[0]].place
    uppers = select_uppers(own)
    branches: dict[str, list[Claim]] = {}
    for claim in under:
        branches.setdefault(_find_branch(claim.place, top, context.collection), []).append(claim)
    nodes = tuple(
        node
        for place in sort_by_code(branches, context.collection)
        for node in build_branch(branches[place], uppers, frames, context)
    )
    chosen = _choose_frame_claim(uppers, nodes, frames, context)
    also = tuple(c for c in own if c.type is ClaimType.TARGET and c is not chosen)
    row = AlignRow(indicator, chosen, also, nodes, compute_pace(chosen, context.facts) if chosen else None)
    return row._replace(reached=find_reached(chosen, context) if chosen else None)


def _choose_frame_claim(
    uppers: Sequence[Claim], nodes: Sequence[Node], frames: Sequence[str], context: Context
) -> Claim | None:
    """Of the chief document's claims, if there are any, the one that most of what stands below is set against; of equals one
    within the plan's period, the later.
    """
    uppers = [c for c in uppers if c.plan == frames[0]] or uppers
    if not uppers:
        return None
    votes: Mapping[str, int] = {c.id: sum(node.against == c.id for node in nodes) for c in uppers}
    if not any(votes.values()):
        return choose_nearest(nodes[0].claim, uppers, context) or min(uppers, key=lambda c: c.id)
    return min(uppers, key=lambda c: (-votes[c.id], c.year not in c.plan_period, -(c.year or 0), c.id))


def _find_branch(place: str, top: str, collection: Collection) -> str:
    """The place just below `top` that `place` is, or lies in."""
    here = place
    for above in collection.chain(place):
        if above == top:
            return here
        here = above
    return here


def weigh_row(row: AlignRow) -> tuple[bool, int]:
    """How much a row weighs, the heaviest first: as the pair with the frame that weighs most."""
    return min(rank_pair(node.comparison) for node in row.under)


def _find_order(row: AlignRow, frames: Sequence[str]) -> tuple[int, tuple[int, int, int]]:
    """Where the frame's text first speaks of a row."""
    if row.frame_claim is not None:
        return frames.index(row.frame_claim.plan), row.frame_claim.order
    return min((frames.index(n.claim.plan), n.claim.order) for n in row.walk() if n.claim.plan in frames)


def explain_silence_of(
    claim: Claim, places: Sequence[str], said: ByPlace, context: Context, absences: Absences
) -> LoneClaim:
    """Why no place of those asked stands beside a claim: `no-counterpart` only where every one has a whole plan that is
    silent. Places with one and the same answer are told together; what comes nearest is told of each.
    """
    if not places:
        text = Text("没有收录这一级的地区", "no place of that level is in the collection")
        return LoneClaim(claim, Verdict.NOT_ENCODED, (Reason(Cause.NO_PLACE, text),))
    by_place: list[tuple[str, Verdict, Reason]] = []
    groups: dict[tuple[Verdict, str], list[tuple[str, Reason]]] = {}
    nearest: list[Claim] = []
    for place in places:
        near = near_claims(claim, said[place], context) if place in said else ()
        verdict, reason = absences.judge(claim, place, near=near)
        by_place.append((place, verdict, reason))
        groups.setdefault((verdict, reason.field), []).append((place, reason))
        nearest.extend(near[:1])
    silent = all(verdict is Verdict.NO_COUNTERPART for verdict, _ in groups)
    names = {place: context.collection.places[place].name for place in places}
    reasons = (
        members[0][1] if len(members) == 1 else shared_reason(Cause(field), [names[p] for p, _ in members], claim)
        for (_, field), members in groups.items()
    )
    verdict = Verdict.NO_COUNTERPART if silent else Verdict.NOT_ENCODED
    return LoneClaim(claim, verdict, tuple(reasons), tuple(nearest), tuple(by_place))


def explain_silence_of_frame(
    claim: Claim, frames: Sequence[str], own: Sequence[Claim], context: Context, absences: Absences
) -> LoneClaim:
    """Whether the frame sets no figure beside a lower claim, or does not cover its time."""
    plans = context.collection.plans
    in_time = [
        frame
        for frame in frames
        if (plans[frame].period.meets(claim.plan_period) if claim.year is None else claim.year in plans[frame].period)
    ]
    place = plans[frames[0]].place
    near = near_claims(claim, own, context)
    verdict, reason = absences.judge(claim, place, in_time, near)
    return LoneClaim(claim, verdict, (reason,), near[:1], ((place, verdict, reason),))


def narrow(
    found: Alignment, themes: frozenset[Theme], verdicts: frozenset[Verdict], indicators: frozenset[str] = frozenset()
) -> Alignment:
    """The alignment with only the rows of some theme, or in which one of some indicators stands, and the pairs of some
    verdict. The answer is that of the themes and indicators.
    """
    if themes or indicators:
        found = conclude(_keep_subjects(found, themes, indicators)._replace(other_tasks=0))
    return _keep_verdicts(found, verdicts) if verdicts else found


def _keep_subjects(found: Alignment, themes: frozenset[Theme], indicators: frozenset[str]) -> Alignment:
    def is_asked(claim: Claim, *others: Claim) -> bool:
        named = not indicators or not indicators.isdisjoint(c.indicator for c in (claim, *others))
        return named and (not themes or not themes.isdisjoint(claim.definition.themes))

    return found._replace(
        rows=tuple(row for row in found.rows if is_asked(row.first, *(node.claim for node in row.walk()))),
        frame_only=tuple(lone for lone in found.frame_only if is_asked(lone.claim)),
        lower_only=tuple(lone for lone in found.lower_only if is_asked(lone.claim)),
        tasks=() if indicators else tuple(task for task in found.tasks if themes & set(task.themes)),
    )


def _keep_verdicts(found: Alignment, verdicts: frozenset[Verdict]) -> Alignment:
    rows = (
        row._replace(under=tuple(kept for node in row.under for kept in node.keep_verdicts(verdicts)))
        for row in found.rows
    )
    return found._replace(
        rows=tuple(row for row in rows if row.under),
        frame_only=tuple(lone for lone in found.frame_only if lone.verdict in verdicts),
        lower_only=tuple(lone for lone in found.lower_only if lone.verdict in verdicts),
        tasks=(),
        other_tasks=0,
    )
