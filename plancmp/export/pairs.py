"""Comparisons as records: a record a pair, and one a target that nothing stands beside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.align.engine import align_down
from plancmp.align.result import Alignment, AlignRow
from plancmp.align.sums import find_next_level
from plancmp.claim import Claim
from plancmp.compare import Comparison, Context, Reason, record_measure
from plancmp.lookup import sort_by_code
from plancmp.model import Collection, Plan
from plancmp.vocabulary import PLANNING, Relation, Verdict
from plancmp.words import SEMICOLON

Records = list[dict[str, Any]]


def sort_plans(plans: Mapping[str, Plan]) -> list[tuple[str, Plan]]:
    """The plans with their ids, by first year then id."""
    return sorted(plans.items(), key=lambda item: (item[1].period, item[0]))


def record_alignments(claims: Sequence[Claim], context: Context) -> Records:
    """Every plan with a plan of a place inside its own, taken as frame: a record a pair, and one a place that has
    nothing beside a target. The same comparisons as `align`.
    """
    plans = context.collection.plans
    frames = [
        ident
        for ident, plan in sort_plans(plans)
        if plan.kind in PLANNING and any(context.is_inside(other.place, plan.place) for other in plans.values())
    ]
    return [record for frame in frames for record in record_pairs(align_down([frame], claims, context), context)]


def record_pairs(found: Alignment, context: Context) -> Records:
    """One alignment as records: its pairs in the order of the tree, then each side's targets that have no pair."""
    return list(_record_upward(found) if found.upward else _record_downward(found, context))


def _record_downward(found: Alignment, context: Context) -> Iterator[dict[str, Any]]:
    frame = found.frame[0]
    asked = _list_asked_places(found, context.collection)
    for row in found.rows:
        for node in row.walk():
            yield _record_pair(frame, row.indicator, node.against, node.claim, node.verdict, node.comparison)
        yield from _record_missing(frame, row, asked)
    yield from _record_lone(found, asked)


def _list_asked_places(found: Alignment, collection: Collection) -> list[str]:
    """The places right below the frame's that the view is narrowed to; all where it is not."""
    top = collection.plans[found.frame[0]].place
    level = find_next_level(collection.places[top].level)
    below = sort_by_code((i for i, p in collection.places.items() if p.within == top and p.level is level), collection)
    return [place for place in below if not found.places or place in found.places]


def _record_missing(frame: str, row: AlignRow, asked: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The places that have nothing beside the target of a row."""
    for absent in row.missing:
        if row.frame_claim is not None and absent.claim is None and absent.place in asked:
            yield _record_absence(frame, row.frame_claim, None, absent.place, absent.verdict, absent.reason)


def _record_lone(found: Alignment, asked: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The targets of the frame, then those below it, that stand alone, with the verdict on each place."""
    frame = found.frame[0]
    for lone in found.frame_only:
        for place, verdict, reason in lone.by_place:
            if place in asked:
                yield _record_absence(lone.claim.plan, lone.claim, None, place, verdict, reason)
    for lone in found.lower_only:
        for _, verdict, reason in lone.by_place:
            yield _record_absence(frame, None, lone.claim, lone.claim.place, verdict, reason)


def _record_upward(found: Alignment) -> Iterator[dict[str, Any]]:
    for row in found.rows:
        for node in row.under:
            if row.frame_claim is not None and node.comparison is not None:
                upper, lower = node.claim, row.frame_claim
                yield _record_pair(upper.plan, upper.indicator, upper.id, lower, node.verdict, node.comparison)
    for lone in found.frame_only:
        for _, verdict, reason in lone.by_place:
            yield _record_absence(None, None, lone.claim, lone.claim.place, verdict, reason)
    for lone in found.lower_only:
        for place, verdict, reason in lone.by_place:
            yield _record_absence(lone.claim.plan, lone.claim, None, place, verdict, reason)


def _record_pair(
    frame: str, indicator: str, upper: str | None, lower: Claim, verdict: Verdict, comparison: Comparison | None
) -> dict[str, Any]:
    return {
        "frame": frame,
        "indicator": indicator,
        "upper": upper,
        "lower": lower.id,
        "place": lower.place,
        "verdict": str(verdict),
        **(record_comparison(comparison) if comparison else _record_nothing(Relation.EXACT)),
    }


def record_comparison(comparison: Comparison) -> dict[str, Any]:
    """What is said of a pair beside its verdict: relation, reasons, measures with their bounds."""
    why = SEMICOLON.join([reason.text for reason in comparison.reasons])
    return {
        **_record_nothing(comparison.related.relation),
        "decided_by": [reason.field for reason in comparison.reasons],
        "why_zh": why.zh or None,
        "why_en": why.en or None,
        **record_measure(comparison.measure),
    }


def _record_nothing(relation: Relation | None) -> dict[str, Any]:
    """The fields of a comparison without a reason or a measure."""
    bounds = {f"{name}{end}": None for name in ("difference", "ratio", "share") for end in ("", "_low", "_high")}
    return {"relation": str(relation) if relation else None, "decided_by": [], "why_zh": None, "why_en": None, **bounds}


def _record_absence(
    frame: str | None, upper: Claim | None, lower: Claim | None, place: str, verdict: Verdict, reason: Reason
) -> dict[str, Any]:
    """A claim of one side, and why the other has nothing beside it."""
    claim = upper or lower
    assert claim is not None
    return {
        "frame": frame,
        "indicator": claim.indicator,
        "upper": upper.id if upper else None,
        "lower": lower.id if lower else None,
        "place": place,
        "verdict": str(verdict),
        **_record_nothing(None),
        "decided_by": [reason.field],
        "why_zh": reason.text.zh,
        "why_en": reason.text.en,
    }
