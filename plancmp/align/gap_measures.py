"""层层加码 as it is measured: by how much the places set themselves more, or less, than the level above.

The gap of a place is its own target less the target above, of the same indicator, basis and years, for rates of growth, shares
and densities; in points for percentages, positive where the place sets itself more (Li, Liu, Weng and Zhou, Target Setting in
Tournaments, The Economic Journal 129, 2019). Of a floor, a ceiling or a range the printed bound is taken, a range at its lower
end, and such gaps are counted apart: bound less bound says what was printed, not how far the two may lie apart. One figure a place:
what it sets plainly before what it strives for. Of fewer than two places nothing is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from plancmp.align.gaps import WEIGHTS, Gaps, PlaceGap, WeighedGap
from plancmp.claim import Claim
from plancmp.compare import get_interval
from plancmp.compare.interval import Interval
from plancmp.compare.measures import RATES, convert_interval
from plancmp.compare.verdict import COMPUTABLE, Comparison
from plancmp.vocabulary import Basis, ClaimType, Commitment

FEWEST = 2
"""Of one place alone no word is said."""

Weights = Mapping[tuple[str, int], Mapping[str, Decimal]]
"""Indicator and year → place → the figure."""


def gather_weights(claims: Iterable[Claim]) -> Weights:
    """The results by which places can be weighed: printed, exact, and of the whole place."""
    found: dict[tuple[str, int], dict[str, Decimal]] = {}
    for claim in claims:
        if claim.type is ClaimType.TARGET or claim.indicator not in WEIGHTS or claim.year is None or claim.is_part:
            continue
        value = get_interval(claim).exact
        if claim.basis is claim.definition.basis and value is not None and "year" not in claim.unclear:
            found.setdefault((claim.indicator, claim.year), {}).setdefault(claim.place, value)
    return found


class Pair(Protocol):
    """A claim with what it was set against: a node of a tree."""

    @property
    def claim(self) -> Claim:
        """The lower claim."""

    @property
    def comparison(self) -> Comparison | None:
        """The verdict on the two; None where nothing stands above."""


def measure_gaps(chosen: Claim | None, nodes: Iterable[Pair], places: Sequence[str], weights: Weights) -> Gaps | None:
    """The gaps of some places, those right below that of an upper figure, among the nodes set against it; None where its figures add up or are results, or
    fewer than two of the places set one of its years.
    """
    if chosen is None or chosen.type is not ClaimType.TARGET or not _is_rate_or_share(chosen):
        return None
    own: dict[str, Pair] = {}
    for node in sorted(nodes, key=_rank_own):
        if node.claim.place in places and _is_of_same(node, chosen):
            own.setdefault(node.claim.place, node)
    if len(own) < FEWEST:
        return None
    gaps = sorted((_measure(node, chosen) for node in own.values()), key=lambda gap: (gap.gap, gap.place))
    weighed, unweighed = _weigh(gaps, weights)
    return Gaps(tuple(gaps), weighed, unweighed)


def _is_rate_or_share(chosen: Claim) -> bool:
    is_rate = chosen.basis in RATES and chosen.basis is not Basis.MULTIPLE
    return is_rate or (chosen.basis is Basis.LEVEL and not chosen.definition.sums)


def _rank_own(node: Pair) -> tuple[bool, bool, int, str]:
    claim = node.claim
    strives = claim.commitment is Commitment.ASPIRATIONAL
    return strives, claim.variant_of is not None, -claim.plan_period.first, claim.id


def _is_of_same(node: Pair, chosen: Claim) -> bool:
    """Whether a figure is a place's own target for the same years, which may be compared with the frame's."""
    claim, pair = node.claim, node.comparison
    return (
        pair is not None
        and pair.first.id == chosen.id
        and pair.verdict in COMPUTABLE
        and claim.type is ClaimType.TARGET
        and not claim.assigned
        and not claim.is_part
        and claim.basis is chosen.basis
        and claim.than is None
    )


def _measure(node: Pair, chosen: Claim) -> PlaceGap:
    claim = node.claim
    own, above = convert_interval(get_interval(claim), claim.std.unit, chosen.std.unit), get_interval(chosen)
    is_of_bounds = own.exact is None or above.exact is None
    return PlaceGap(claim.place, claim.id, _get_bound(own) - _get_bound(above), is_of_bounds)


def _get_bound(interval: Interval) -> Decimal:
    """The printed figure: itself, its bound, of a range the lower end."""
    bound = interval.low if interval.low is not None else interval.high
    assert bound is not None
    return bound


def _weigh(
    gaps: Sequence[PlaceGap], weights: Weights
) -> tuple[tuple[WeighedGap, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The weighted means, each by the latest year that has all the places; and the weights that none has."""
    places = [gap.place for gap in gaps]
    weighed, unweighed = [], []
    for by in WEIGHTS:
        whole = [year for (name, year), told in weights.items() if name == by and told.keys() >= set(places)]
        if whole:
            told = weights[by, max(whole)]
            total = sum(told[place] for place in places)
            weighed.append(WeighedGap(by, max(whole), sum((told[g.place] * g.gap for g in gaps), Decimal(0)) / total))
        else:
            known = {place for (name, _), told in weights.items() if name == by for place in told}
            unweighed.append((by, tuple(place for place in sorted(places) if place not in known)))
    return tuple(weighed), tuple(unweighed)
