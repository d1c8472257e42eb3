"""What of a row adds up: the known sum, the remainder, the places that are missing, and 层层加码."""

from collections.abc import Mapping, Sequence

from plancmp.align.parts import AlignRow, Missing, Node
from plancmp.claim import Claim
from plancmp.compare import Absences, Amplification, Comparison, Ground, Reason, compare, interval_of, phrase_nearest
from plancmp.compare.amplification import of_means, of_sum
from plancmp.compare.interval import Interval
from plancmp.compare.measures import RATES, told_in
from plancmp.compare.nearest import near_claims
from plancmp.lookup import by_code, places_in
from plancmp.vocabulary import LEVELS_DOWN, Completeness, Level
from plancmp.words import SEMICOLON, Text


def with_sums(
    row: AlignRow, frame: str, ground: Ground, said: Mapping[str, Sequence[Claim]], absences: Absences
) -> AlignRow:
    """The row with its known sum, the remainder, and every place that put nothing into the sum. `said` holds the
    claims of each place, so that none is called silent that says something near.
    """
    chosen = row.frame_claim
    if chosen is None:
        return row
    top = ground.collection.plans[frame].place
    places = next_places(top, ground)
    valid = _valid_nodes(row, chosen, top, ground)
    counted = _counted(valid, chosen, ground) if _sums(chosen) else {}
    total: Interval | None = None
    for figure in counted.values():
        total = figure if total is None else total + figure
    covered = {p for place in counted for p in (place, *ground.collection.places[place].members)}
    around = {p: {p, *ground.collection.chain(p)} for p in {n.claim.place for n in row.under}}
    below = {p: [n for n in row.under if p in around[n.claim.place]] for p in places}
    left = [p for p in places if p not in covered]
    missing = tuple(_missing(p, below[p], chosen, ground, said.get(p, ()), absences) for p in left)
    made_of = tuple((place, counted[place]) for place in by_code(counted, ground.collection))
    summed = row._replace(known_sum=total, counted=made_of, missing=missing)
    if ground.collection.places[top].parts is not Completeness.COMPLETE:
        return summed
    return summed._replace(
        remainder=interval_of(chosen) - total if total is not None else None,
        amplification=_amplification(row, chosen, places, frame, ground),
    )


def _sums(chosen: Claim) -> bool:
    """Whether figures like this one add up: those of a growth rate do not, whatever it is the growth of."""
    return chosen.definition.sums and chosen.basis not in RATES


def next_places(top: str, ground: Ground) -> tuple[str, ...]:
    """The places of the next level down that lie directly in `top`, by code; joint ones are none of their own."""
    collection = ground.collection
    level = next_level(collection.places[top].level)
    inside = ((ident, collection.places[ident]) for ident in places_in(top, collection))
    found = (ident for ident, place in inside if place.level is level and not place.members)
    return by_code(found, collection)


def next_level(level: Level) -> Level | None:
    """The level of government below; None below the lowest, and below a zone."""
    position = LEVELS_DOWN.index(level) if level in LEVELS_DOWN else len(LEVELS_DOWN)
    return LEVELS_DOWN[position + 1] if position + 1 < len(LEVELS_DOWN) else None


def _valid_nodes(row: AlignRow, chosen: Claim, top: str, ground: Ground) -> dict[str, Node]:
    """By place of the next level the one figure that may be set against the frame's, in its own basis (a valid pair is
    of one year and span): assigned ones come first.
    """
    places = ground.collection.places
    found: dict[str, Node] = {}
    for node in sorted(row.under, key=lambda n: _precedence(n.claim, chosen)):
        claim, comparison = node.claim, node.comparison
        if comparison is None or not comparison.valid or comparison.first.id != chosen.id or claim.is_part:
            continue
        if claim.basis is not chosen.basis:
            continue
        place = places[claim.place]
        if place.within == top and place.level is next_level(places[top].level):
            found.setdefault(claim.place, node)
    return found


def _precedence(claim: Claim, chosen: Claim) -> tuple[bool, bool, int, str]:
    """Of several figures of a place: what the frame's plan sets, the first printing, the newest plan, by id."""
    return claim.plan != chosen.plan, claim.variant_of is not None, -claim.plan_period.first, claim.id


def _counted(valid: Mapping[str, Node], chosen: Claim, ground: Ground) -> dict[str, Interval]:
    """The figures that enter the sum; a joint place only where none of its members stands for itself."""
    places = ground.collection.places
    found: dict[str, Interval] = {}
    for place in sorted(valid, key=lambda p: (bool(places[p].members), p)):
        if not set(places[place].members) & set(found):
            claim = valid[place].claim
            found[place] = told_in(interval_of(claim), claim.std.unit, chosen.std.unit)
    return found


def _missing(
    place: str, branch: Sequence[Node], chosen: Claim, ground: Ground, said: Sequence[Claim], absences: Absences
) -> Missing:
    if not branch:
        near = near_claims(chosen, said, ground)
        verdict, reason = absences.of(chosen, place, near=near)
        if near:
            reason = Reason(reason.field, SEMICOLON.join([reason.text, phrase_nearest(near[:1])]))
        return Missing(place, verdict, None, reason)
    node = min(branch, key=lambda n: _how_near(n, place, chosen))
    if not _sums(chosen):
        reason = Reason("indicator", Text("比重、密度和增速不能加总", "shares, densities and rates do not add up"))
    elif node.comparison is not None and node.comparison.reasons:
        reason = node.comparison.reasons[0]
    else:
        reason = Reason("place", Text("只有局部的数", "only a part of it is stated"))
    return Missing(place, node.verdict, node.claim, reason)


def _how_near(node: Node, place: str, chosen: Claim) -> tuple[bool, bool, int, str]:
    """The place itself before a place inside, the same indicator, the nearest year."""
    claim = node.claim
    years = abs(claim.year - chosen.year) if claim.year is not None and chosen.year is not None else 99
    return claim.place != place, claim.indicator != chosen.indicator, years, claim.id


def _amplification(
    row: AlignRow, chosen: Claim, places: Sequence[str], frame: str, ground: Ground
) -> Amplification | None:
    """Only where every place is known: of sums their total, of shares, densities and growth the range of the mean."""
    pairs: list[Comparison] = []
    for place in places:
        pair = _as_the_place_says(place, row, chosen, frame, ground)
        if pair is None:
            return None
        pairs.append(pair)
    if not pairs:
        return None
    if _sums(chosen):
        figures = [told_in(interval_of(p.second), p.second.std.unit, chosen.std.unit) for p in pairs]
        total = figures[0]
        for figure in figures[1:]:
            total = total + figure
        return of_sum(total, interval_of(chosen), len(places))
    gaps = [p.measure.difference for p in pairs if p.measure.difference is not None]
    return of_means(gaps) if len(gaps) == len(places) else None


def _as_the_place_says(place: str, row: AlignRow, chosen: Claim, frame: str, ground: Ground) -> Comparison | None:
    """The frame's figure beside the place's own target of that year, else beside the one that is set for it."""
    claims = [n.claim for top in row.under for n in top.flat() if n.claim.place == place and not n.claim.is_part]
    same = [c for c in claims if c.year is not None and (c.year, c.basis) == (chosen.year, chosen.basis)]
    for claim in sorted(same, key=lambda c: (c.plan == frame, c.variant_of is not None, -c.plan_period.first, c.id)):
        pair = compare(chosen, claim, ground)
        if pair is not None and pair.valid:
            return pair
    return None
