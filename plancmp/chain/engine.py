"""The engine of a chain: the targets of one indicator by five-year period, each under the nearest place above."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plancmp.align.gap_measures import Weights, gather_weights, measure_gaps
from plancmp.align.gaps import Gaps
from plancmp.align.sums import list_next_places
from plancmp.chain.answer import sum_up
from plancmp.chain.result import Chain, ChainNode, ChainPeriod
from plancmp.claim import Claim
from plancmp.compare import Comparison, Context, compare
from plancmp.compare.counts import rank_pair
from plancmp.compare.spans import count_years_between, find_five_years, is_yearly_goal
from plancmp.lookup import is_within
from plancmp.model import Period
from plancmp.plan_claims import leave_out_restated
from plancmp.track.engine import track
from plancmp.track.judge import Outcome
from plancmp.vocabulary import ClaimType, Standing


def build_chain(
    indicator: str,
    claims: Sequence[Claim],
    context: Context,
    *,
    today: int,
    places: Sequence[str] = (),
    period: Period | None = None,
) -> Chain:
    """The targets of an indicator, and of those mapped to it as exact, down all levels and along the five-year periods that
    their years fall into; of a period for which a place above has none, its latest result there.

    A target of a report for its own year alone is counted, not shown. `places` narrows the chain to these places, those in
    them and those above; `period` to the five-year periods that it meets; `today` is the year of the question.
    """
    family = context.relations.find_same(indicator)
    concerned = [c for c in leave_out_restated(claims) if c.indicator in family and _concerns(c.place, places, context)]
    targets = [c for c in concerned if c.type is ClaimType.TARGET and c.variant_of is None]
    results = [c for c in concerned if c.type is ClaimType.OBSERVED and not c.is_part]
    rows = [row for ident in sorted(family) for row in track(ident, claims, context, today=today).rows]
    outcomes = {row.target.id: row for row in rows}
    by_period: dict[Period, list[Claim]] = {}
    for target in targets:
        years = find_five_years(target)
        if not is_yearly_goal(target) and (period is None or years.meets(period)):
            by_period.setdefault(years, []).append(target)
    weights = gather_weights(claims)
    periods = (
        _build_period(years, by_period[years], results, outcomes, weights, context) for years in sorted(by_period)
    )
    yearly = sum(is_yearly_goal(target) for target in targets)
    return sum_up(
        Chain(indicator, context.collection.indicators[indicator], tuple(periods), yearly, context.collection)
    )


def _concerns(place: str, places: Sequence[str], context: Context) -> bool:
    """Whether a place is one of `places`, or lies in one or around one."""
    held = context.collection
    return not places or is_within(place, places, held) or any(place in held.chain(each) for each in places)


def _build_period(
    period: Period,
    targets: Sequence[Claim],
    results: Iterable[Claim],
    outcomes: Mapping[str, Outcome],
    weights: Weights,
    context: Context,
) -> ChainPeriod:
    by_place: dict[str, list[Claim]] = {}
    for target in targets:
        by_place.setdefault(target.place, []).append(target)
    for result in _choose_results(period, by_place, results, context):
        by_place.setdefault(result.place, []).append(result)
    below: dict[str | None, list[tuple[Claim, Comparison | None]]] = {}
    for claim in (claim for found in by_place.values() for claim in found):
        pair = _choose_pair(claim, by_place, context)
        below.setdefault(pair.first.id if pair else None, []).append((claim, pair))

    def build_nodes(host: str | None) -> tuple[ChainNode, ...]:
        found = sorted(below.get(host, ()), key=lambda each: _rank_place(each[0], context))
        return tuple(ChainNode(claim, pair, outcomes.get(claim.id), build_nodes(claim.id)) for claim, pair in found)

    found = ChainPeriod(period, build_nodes(None))
    return found._replace(gaps=tuple(_list_gaps(found, weights, context)))


def _list_gaps(period: ChainPeriod, weights: Weights, context: Context) -> Iterator[tuple[Claim, Gaps]]:
    """Of each target under which two places or more of the next level have their own, the gaps."""
    for node in period.targets:
        places = list_next_places(node.claim.place, context.collection)
        gaps = measure_gaps(node.claim, node.under, places, weights)
        if gaps is not None:
            yield node.claim, gaps


def _rank_place(claim: Claim, context: Context) -> tuple[str, str, bool, bool, int, str, tuple[int, int, int]]:
    """Places by code, what is set for one before what it sets, the whole before a part, documents by first year, as printed."""
    code = context.collection.places[claim.place].code or "~"
    return code, claim.place, not claim.assigned, claim.is_part, claim.plan_period.first, claim.plan, claim.order


def _choose_results(
    period: Period, by_place: Mapping[str, Sequence[Claim]], results: Iterable[Claim], context: Context
) -> Iterator[Claim]:
    """Of each place that lies above one with targets and has none itself, its latest result of the period in a basis that the
    targets are told in.
    """
    above = {place for each in by_place for place in context.collection.chain(each)} - by_place.keys()
    bases = {claim.basis for claims in by_place.values() for claim in claims}
    for place in sorted(above):
        found = [c for c in results if c.place == place and c.basis in bases and c.year in period]
        if found:
            yield max(found, key=lambda c: (c.year or 0, -list(Standing).index(c.standing), c.plan_period.first, c.id))


def _choose_pair(claim: Claim, by_place: Mapping[str, Sequence[Claim]], context: Context) -> Comparison | None:
    """The claim beside the one above that it may best be compared with: what is set for its place by a place above, the whole
    of which it is a part, else a figure of the nearest place above that has a target, else a result.
    """
    if claim.type is not ClaimType.TARGET:
        return None
    for hosts in _list_hosts(claim, by_place, context):
        pairs = [pair for host in hosts if (pair := compare(host, claim, context)) is not None]
        if pairs:
            return min(pairs, key=lambda p: (rank_pair(p), count_years_between(p.first, p.second), p.first.id))
    return None


def _list_hosts(claim: Claim, by_place: Mapping[str, Sequence[Claim]], context: Context) -> Iterator[Sequence[Claim]]:
    """Groups of claims that this one may hang under, the closest first. Each lies wider or is set from further above, so that
    there is no circle.
    """
    same = by_place[claim.place]
    above = context.collection.chain(claim.plan_place)
    yield [c for c in same if c.assigned and c.plan_place in above and (c.of, c.every) == (claim.of, claim.every)]
    if claim.is_part:
        yield [c for c in same if not c.is_part and c.plan == claim.plan]
    around = [[c for c in by_place.get(p, ()) if not c.is_part] for p in context.collection.chain(claim.place)]
    for kind in (ClaimType.TARGET, ClaimType.OBSERVED):
        yield from ([c for c in claims if c.type is kind] for claims in around)
