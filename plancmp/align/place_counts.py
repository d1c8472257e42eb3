"""Of each place below, how its own targets stand to those above: equal, higher, lower, not comparable, alone."""

from collections import Counter
from collections.abc import Iterator

from plancmp.align.result import Alignment, PlaceCounts
from plancmp.claim import Claim
from plancmp.compare import COMPUTABLE, Comparison
from plancmp.compare.counts import rank_pair
from plancmp.compare.phrases import find_direction, is_of_targets
from plancmp.compare.spans import find_possible_years
from plancmp.lookup import sort_by_code
from plancmp.vocabulary import ClaimType

_DIRECTIONS = {1: "higher", -1: "lower", 0: "equal", None: "open"}


def count_by_place(alignment: Alignment) -> tuple[PlaceCounts, ...]:
    """The counts of every place whose documents are set against those above, by code."""
    counts: dict[str, Counter[str]] = {}
    for claim, pair in _list_pairs(alignment):
        if _is_own(claim, alignment):
            counts.setdefault(claim.plan_place, Counter())[_name_standing(claim, pair, alignment)] += 1
    return tuple(PlaceCounts(place, **counts[place]) for place in sort_by_code(counts, alignment.collection))


def _list_pairs(alignment: Alignment) -> Iterator[tuple[Claim, Comparison | None]]:
    """Every claim of the lower side, with the pair of it that weighs most."""
    if alignment.upward:
        for row in alignment.rows:
            assert row.frame_claim is not None
            yield row.frame_claim, min((node.comparison for node in row.under), key=rank_pair)
    else:
        yield from ((node.claim, node.comparison) for row in alignment.rows for node in row.walk())
    alone = alignment.frame_only if alignment.upward else alignment.lower_only
    yield from ((lone.claim, None) for lone in alone)


def _is_own(claim: Claim, alignment: Alignment) -> bool:
    """Whether a claim of the lower side is a target that a document sets for its own place, told for the first time."""
    is_first = claim.type is ClaimType.TARGET and not claim.assigned and claim.variant_of is None
    return is_first and (alignment.upward or claim.plan not in alignment.frame)


def _name_standing(claim: Claim, pair: Comparison | None, alignment: Alignment) -> str:
    """The field of PlaceCounts that a target is counted in."""
    period = alignment.period
    if period is not None and not find_possible_years(claim).meets(period):
        return "other_years"
    if pair is None:
        return "alone"
    if not is_of_targets(pair):
        return "beside_results"
    if pair.verdict not in COMPUTABLE:
        return "incomparable"
    return "share" if pair.measure.share is not None else _DIRECTIONS[find_direction(pair)]
