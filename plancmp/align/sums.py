"""What of a row adds up: the known sum, the remainder, the places that are missing, and 层层加码."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add

from plancmp.align.result import AbsentPlace, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare import Absences, Amplification, Comparison, Context, Reason, compare, get_interval
from plancmp.compare.amplification import weigh_means, weigh_sum
from plancmp.compare.interval import Interval
from plancmp.compare.measures import RATES, convert_interval
from plancmp.compare.nearest import near_claims, phrase_nearest
from plancmp.compare.spans import count_years_between
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.vocabulary import LEVELS_DOWN, Completeness, Level
from plancmp.words import SEMICOLON, Text


def add_sums(
    row: AlignRow, frames: Sequence[str], context: Context, said: Mapping[str, Sequence[Claim]], absences: Absences
) -> AlignRow:
    """The row with its known sum, the remainder, and every place that put nothing into the sum. `said` holds the
    claims of each place, so that none is called silent that says something near.
    """
    chosen = row.frame_claim
    if chosen is None:
        return row
    collection = context.collection
    top = collection.plans[frames[0]].place
    places = list_next_places(top, collection)
    counted = _count_figures(_select_valid(row, chosen, top, collection), chosen, collection)
    total = _add_up(counted.values())
    covered = {p for place in counted for p in (place, *collection.places[place].members)}
    around = {p: {p, *collection.chain(p)} for p in {n.claim.place for n in row.under}}
    summed = row._replace(
        known_sum=total,
        counted=tuple((place, counted[place]) for place in sort_by_code(counted, collection)),
        missing=tuple(
            _explain_absence(
                p, [n for n in row.under if p in around[n.claim.place]], chosen, context, said.get(p, ()), absences
            )
            for p in places
            if p not in covered
        ),
    )
    if collection.places[top].parts is not Completeness.COMPLETE:
        return summed
    return summed._replace(
        remainder=get_interval(chosen) - total if total is not None else None,
        amplification=_judge_amplification(row, chosen, places, frames, context),
    )


def _can_sum(chosen: Claim) -> bool:
    """Whether figures like this one add up: those of a growth rate do not, whatever it is the growth of."""
    return chosen.definition.sums and chosen.basis not in RATES


def _add_up(figures: Iterable[Interval]) -> Interval | None:
    listed = list(figures)
    return reduce(add, listed) if listed else None


def list_next_places(top: str, collection: Collection) -> tuple[str, ...]:
    """The places of government that lie directly in `top`, by code: of the next level down, and counties right under a
    region; joint ones are none of their own.
    """
    inside = ((ident, collection.places[ident]) for ident in collection.list_places_in(top))
    found = (ident for ident, place in inside if place.level in LEVELS_DOWN and not place.members)
    return sort_by_code(found, collection)


def find_next_level(level: Level) -> Level | None:
    """The level of government below; None below the lowest, and below a zone."""
    position = LEVELS_DOWN.index(level) if level in LEVELS_DOWN else len(LEVELS_DOWN)
    return LEVELS_DOWN[position + 1] if position + 1 < len(LEVELS_DOWN) else None


def _select_valid(row: AlignRow, chosen: Claim, top: str, collection: Collection) -> dict[str, Claim]:
    """By place right below the one figure that may be added up beside the frame's, in its own basis (a valid pair is of one
    year and span): assigned ones come first. A zone counts only where it lies in no place that counts. None where figures
    like the frame's do not add up.
    """
    if not _can_sum(chosen):
        return {}
    found: dict[str, Claim] = {}
    for node in sorted(row.under, key=lambda n: _rank_speaker(n.claim, chosen)):
        claim, pair = node.claim, node.comparison
        if pair is None or not pair.valid or pair.first.id != chosen.id:
            continue
        place = collection.places[claim.place]
        if not claim.is_part and claim.basis is chosen.basis and place.within == top:
            found.setdefault(claim.place, claim)
    return found


def _rank_speaker(claim: Claim, chosen: Claim) -> tuple[bool, bool, int, str]:
    """Of several figures of a place: what the frame's plan sets, the first printing, the newest plan, by id."""
    return claim.plan != chosen.plan, claim.variant_of is not None, -claim.plan_period.first, claim.id


def _count_figures(valid: Mapping[str, Claim], chosen: Claim, collection: Collection) -> dict[str, Interval]:
    """The figures that enter the sum; a joint place only where none of its members stands for itself."""
    places = collection.places
    found: dict[str, Interval] = {}
    for place in sorted(valid, key=lambda p: (bool(places[p].members), p)):
        if not set(places[place].members) & set(found):
            found[place] = _tell_like(chosen, valid[place])
    return found


def _tell_like(chosen: Claim, claim: Claim) -> Interval:
    """The figure of a claim in the unit of the frame's."""
    return convert_interval(get_interval(claim), claim.std.unit, chosen.std.unit)


def _explain_absence(
    place: str, branch: Sequence[Node], chosen: Claim, context: Context, said: Sequence[Claim], absences: Absences
) -> AbsentPlace:
    """Why a place put nothing into the sum; `branch` is what stands there of it and of the places inside it."""
    if not branch:
        near = near_claims(chosen, said, context)
        verdict, reason = absences.judge(chosen, place, near=near)
        if near:
            reason = reason._replace(text=SEMICOLON.join([reason.text, phrase_nearest(near[:1])]))
        return AbsentPlace(place, verdict, None, reason)
    node = min(branch, key=lambda n: _rank_nearness(n.claim, place, chosen))
    if not _can_sum(chosen):
        reason = Reason("indicator", Text("比重、密度和增速不能加总", "shares, densities and rates do not add up"))
    elif node.comparison is not None and node.comparison.reasons:
        reason = node.comparison.reasons[0]
    else:
        reason = Reason("place", Text("只有局部的数", "only a part of it is stated"))
    return AbsentPlace(place, node.verdict, node.claim, reason)


def _rank_nearness(claim: Claim, place: str, chosen: Claim) -> tuple[bool, bool, int, str]:
    """The place itself before a place inside, the same indicator, the nearest year."""
    years = count_years_between(claim, chosen)
    return claim.place != place, claim.indicator != chosen.indicator, years, claim.id


def _judge_amplification(
    row: AlignRow, chosen: Claim, places: Sequence[str], frames: Sequence[str], context: Context
) -> Amplification | None:
    """Only where every place is known: of sums their total, of shares, densities and growth the range of the mean."""
    pairs: list[Comparison] = []
    for place in places:
        pair = _compare_own_word(place, row, chosen, frames, context)
        if pair is None:
            return None
        pairs.append(pair)
    if _can_sum(chosen):
        total = _add_up(_tell_like(chosen, p.second) for p in pairs)
        return weigh_sum(total, get_interval(chosen), len(places)) if total is not None else None
    gaps = [p.measure.difference for p in pairs if p.measure.difference is not None]
    return weigh_means(gaps) if gaps and len(gaps) == len(places) else None


def _compare_own_word(
    place: str, row: AlignRow, chosen: Claim, frames: Sequence[str], context: Context
) -> Comparison | None:
    """The frame's figure beside the place's own target of that year, else beside the one that is set for it."""
    claims = [n.claim for n in row.walk() if n.claim.place == place and not n.claim.is_part]
    same = [c for c in claims if c.year is not None and (c.year, c.basis) == (chosen.year, chosen.basis)]
    for claim in sorted(same, key=lambda c: (c.plan in frames, c.variant_of is not None, -c.plan_period.first, c.id)):
        pair = compare(chosen, claim, context)
        if pair is not None and pair.valid:
            return pair
    return None
