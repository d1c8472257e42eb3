"""Tidy records: one a statement, unknown is None, never "" or 0. What every writer writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plancmp.align.engine import align_down
from plancmp.align.result import Alignment, Node
from plancmp.align.sums import find_next_level
from plancmp.claim import Claim
from plancmp.compare import Comparison, Context, Reason, judge_absence, record_measure
from plancmp.export import columns
from plancmp.export.columns import Column
from plancmp.lookup import sort_by_code
from plancmp.model import Plan
from plancmp.vocabulary import PLANNING, Relation, Verdict
from plancmp.words import SEMICOLON

Records = list[dict[str, Any]]
Asked = Callable[[Sequence[Claim], Context], Records]


@dataclass(frozen=True, slots=True)
class Extract:
    """One table of an export: its name, its columns, its records."""

    name: str
    columns: tuple[Column, ...]
    records: Records

    def rows(self) -> Iterator[dict[str, Any]]:
        """The records with the standard figures in columns of their own, every column present."""
        for record in self.records:
            flat = dict(record)
            for name, value in flat.pop("std", {}).items():
                flat[f"std_{name}"] = value
            yield {column.name: flat.get(column.name) for column in self.columns}


def claim_records(claims: Sequence[Claim], _context: Context) -> Records:
    """Every target, baseline and result."""
    return [c.record() for c in claims]


def indicator_records(_claims: Sequence[Claim], context: Context) -> Records:
    """Every indicator, in the file's order."""
    return [
        {
            "id": ident,
            "name_zh": d.name.zh,
            "name_en": d.name.en,
            "aka": list(d.aka),
            "unit": d.unit,
            "basis": str(d.basis),
            "thing": d.thing,
            "grade": str(d.grade) if d.grade else None,
            "sums": d.sums,
            "better": str(d.better) if d.better else None,
            "themes": [str(t) for t in d.themes],
            "prices": d.prices,
            "code": d.code,
            "definition_zh": d.definition.zh if d.definition else None,
            "definition_en": d.definition.en if d.definition else None,
        }
        for ident, d in context.collection.indicators.items()
    ]


def place_records(_claims: Sequence[Claim], context: Context) -> Records:
    """Every place, by division code."""
    collection = context.collection
    return [
        {
            "id": ident,
            "name_zh": place.name.zh,
            "name_en": place.name.en,
            "level": str(place.level),
            "code": place.code,
            "within": place.within,
            "members": list(place.members),
        }
        for ident, place in ((i, collection.places[i]) for i in sort_by_code(collection.places, collection))
    ]


def mapping_records(_claims: Sequence[Claim], context: Context) -> Records:
    """Every mapping that a curator wrote: *indicator* is … *to*."""
    return [
        {
            "indicator": ident,
            "is": str(m.is_),
            "to": m.to,
            "differs": [str(x) for x in m.differs],
            "because": m.because,
            "because_zh": m.because_zh,
        }
        for ident, d in context.collection.indicators.items()
        for m in d.mappings
    ]


def task_records(_claims: Sequence[Claim], context: Context) -> Records:
    """Every task, plans by first year then id."""
    return [
        {
            "id": f"{ident}/task.{t.key}",
            "plan": ident,
            "kind": str(t.kind),
            "section": t.at,
            "title": t.title,
            "for": list(t.for_),
            "lead": list(t.lead),
            "support": list(t.support),
            "themes": [str(x) for x in t.themes],
            "quote": t.quote,
            "links": [{"to": link.to, "is": str(link.is_), "because": link.because} for link in t.links],
        }
        for ident, plan in _ordered(context.collection.plans)
        for t in plan.tasks
    ]


def plan_records(_claims: Sequence[Claim], context: Context) -> Records:
    """Every plan, by first year then id."""
    return [
        {
            "id": ident,
            "title_zh": plan.title.zh,
            "title_en": plan.title.en,
            "place": plan.place,
            "plan_from": plan.period.first,
            "plan_by": plan.period.last,
            "number": plan.number,
            "issued": plan.issued,
            "issuer": plan.issuer,
            "follows": [parent.title for parent in plan.follows],
            "encoding": str(plan.encoding),
            "partial": [str(p) for p in plan.partial],
            "source_missing": list(plan.source.missing),
            "source_sha256": plan.source.sha256,
            "source_url": plan.source.url,
            "source_publisher": plan.source.publisher,
            "source_retrieved": plan.source.retrieved,
            "kind": str(plan.kind),
            "standing": str(plan.standing),
            "copy": str(plan.copy) if plan.copy else None,
            "told_by": plan.told_by,
            "whole": list(plan.whole),
            "read_for": [str(t) for t in plan.read_for],
        }
        for ident, plan in _ordered(context.collection.plans)
    ]


def alignment_records(claims: Sequence[Claim], context: Context) -> Records:
    """Every plan with a plan of a place inside its own, taken as frame: a record a pair, and one a place that has
    nothing beside a target. The same comparisons as `align`.
    """
    plans = context.collection.plans
    frames = [
        ident
        for ident, plan in _ordered(plans)
        if plan.kind in PLANNING and any(context.is_inside(other.place, plan.place) for other in plans.values())
    ]
    return [record for frame in frames for record in pair_records(align_down(frame, claims, context), context)]


def pair_records(found: Alignment, context: Context) -> Records:
    """One alignment as records: its pairs in the order of the tree, then each side's targets that have no pair."""
    if found.upward:
        return _upward_records(found, context)
    frame, collection = found.frame[0], context.collection
    top = collection.plans[frame].place
    level = find_next_level(collection.places[top].level)
    below = sort_by_code((i for i, p in collection.places.items() if p.within == top and p.level is level), collection)
    asked = [p for p in below if not found.places or p in found.places]
    records: Records = []
    for row in found.rows:
        records.extend(r for node in row.under for r in _node_records(frame, row.indicator, node))
        if row.frame_claim is not None:
            records.extend(
                _silence(frame, row.frame_claim, None, m.place, m.verdict, m.reason)
                for m in row.missing
                if m.claim is None and m.place in asked
            )
    for claim in (lone.claim for lone in found.frame_only):
        records.extend(_silence(frame, claim, None, place, *judge_absence(claim, place, collection)) for place in asked)
    for claim in (lone.claim for lone in found.lower_only):
        records.append(_silence(frame, None, claim, claim.place, *judge_absence(claim, top, collection, found.frame)))
    return records


def _upward_records(found: Alignment, context: Context) -> Records:
    collection = context.collection
    records: Records = []
    for row in found.rows:
        for node in row.under:
            if row.frame_claim is not None and node.comparison is not None:
                upper, lower = node.claim, row.frame_claim
                records.append(_pair(upper.plan, upper.indicator, upper.id, lower, node.verdict, node.comparison))
    for claim in (lone.claim for lone in found.frame_only):
        for ident, plan in _ordered(collection.plans):
            if context.is_inside(claim.plan_place, plan.place):
                silent = judge_absence(claim, plan.place, collection, (ident,))
                records.append(_silence(ident, None, claim, claim.place, *silent))
    places = sort_by_code({collection.plans[p].place for p in found.frame}, collection)
    for claim in (lone.claim for lone in found.lower_only):
        asked = [p for p in places if claim.place in {claim.plan_place, p} and context.is_inside(p, claim.plan_place)]
        records.extend(_silence(claim.plan, claim, None, p, *judge_absence(claim, p, collection)) for p in asked)
    return records


def _node_records(frame: str, indicator: str, node: Node) -> Iterator[dict[str, Any]]:
    yield _pair(frame, indicator, node.against, node.claim, node.verdict, node.comparison)
    for below in node.under:
        yield from _node_records(frame, indicator, below)


def _pair(
    frame: str, indicator: str, upper: str | None, lower: Claim, verdict: Verdict, comparison: Comparison | None
) -> dict[str, Any]:
    return {
        "frame": frame,
        "indicator": indicator,
        "upper": upper,
        "lower": lower.id,
        "place": lower.place,
        "verdict": str(verdict),
        **(comparison_record(comparison) if comparison else _nothing(Relation.EXACT)),
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """What is said of a pair beside its verdict: relation, reasons, measures with their bounds."""
    why = SEMICOLON.join([r.text for r in comparison.reasons])
    return {
        **_nothing(comparison.related.relation),
        "decided_by": [r.field for r in comparison.reasons],
        "why_zh": why.zh or None,
        "why_en": why.en or None,
        **record_measure(comparison.measure),
    }


def _nothing(relation: Relation | None) -> dict[str, Any]:
    bounds = {f"{name}{end}": None for name in ("difference", "ratio", "share") for end in ("", "_low", "_high")}
    return {"relation": str(relation) if relation else None, "decided_by": [], "why_zh": None, "why_en": None, **bounds}


def _silence(
    frame: str, upper: Claim | None, lower: Claim | None, place: str, verdict: Verdict, reason: Reason
) -> dict[str, Any]:
    claim = upper or lower
    assert claim is not None
    return {
        "frame": frame,
        "indicator": claim.indicator,
        "upper": upper.id if upper else None,
        "lower": lower.id if lower else None,
        "place": place,
        "verdict": str(verdict),
        **_nothing(None),
        "decided_by": [reason.field],
        "why_zh": reason.text.zh,
        "why_en": reason.text.en,
    }


def _ordered(plans: Mapping[str, Plan]) -> list[tuple[str, Plan]]:
    return sorted(plans.items(), key=lambda item: (item[1].period, item[0]))


TABLES: dict[str, tuple[tuple[Column, ...], Asked]] = {
    "claims": (columns.CLAIMS, claim_records),
    "indicators": (columns.INDICATORS, indicator_records),
    "places": (columns.PLACES, place_records),
    "mappings": (columns.MAPPINGS, mapping_records),
    "tasks": (columns.TASKS, task_records),
    "alignments": (columns.ALIGNMENTS, alignment_records),
    "plans": (columns.PLANS, plan_records),
}
"""The tables in order of use; plans last, which the others point to."""

DEFINED = frozenset({"indicators", "places", "mappings"})
"""Tables that tell nothing of the plans."""

BY_PLAN = frozenset({"claims", "tasks", "plans"})
"""Tables whose rows each come from one plan alone, with the places and indicators."""


def extract(name: str, claims: Sequence[Claim], context: Context) -> Extract:
    """The table called `name`, one of TABLES."""
    listed, records = TABLES[name]
    return Extract(name, listed, records(claims, context))
