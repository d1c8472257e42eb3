"""An alignment as in the machine-readable output."""

from collections.abc import Mapping
from typing import Any

from plancmp.align.parts import AlignRow, Alone, FrameTask, Node
from plancmp.claim import Claim
from plancmp.compare import Reason, at_year_records, interval_record, measure_record, phrase_nearest, reason_records
from plancmp.words import Text

PLACES_ONLY = Text("上级规划只对地方指定", "the plan above states it for places only")


def row_record(row: AlignRow, lang: str) -> dict[str, Any]:
    """A frame target with everything under it."""
    chosen = row.frame_claim
    return {
        "indicator": row.indicator,
        "frame_claim": chosen.record() if chosen else None,
        "frame_also": [c.record() for c in row.frame_also],
        "under": [_node_record(node, lang) for node in row.under],
        **interval_record("known_sum", row.known_sum),
        **interval_record("remainder", row.remainder),
        "counted": [{"place": place, **interval_record("value", figure)} for place, figure in row.counted],
        "missing_places": [m.place for m in row.missing],
        "missing": [
            {
                "place": m.place,
                "verdict": str(m.verdict),
                "claim": m.claim.id if m.claim else None,
                "reason": m.reason.text.in_language(lang),
            }
            for m in row.missing
        ],
        "growth": row.pace.record() if row.pace else None,
        "amplification": row.amplification.record() if row.amplification else None,
    }


def _node_record(node: Node, lang: str) -> dict[str, Any]:
    comparison = node.comparison
    base: dict[str, Any] = {"claim": node.claim.record(), "verdict": str(node.verdict), "against": node.against}
    if comparison is None:
        base |= {
            "reasons": [{"field": "place", "text": PLACES_ONLY.in_language(lang)}],
            "mapping": "exact",
            "difference": None,
            "ratio": None,
            "share": None,
            "at_year": [],
        }
    else:
        base |= {
            "reasons": reason_records(comparison.reasons, lang),
            "mapping": str(comparison.related.relation),
            **measure_record(comparison.measure),
            "formulas": [f.in_language(lang) for f in comparison.measure.formulas],
            "at_year": at_year_records(comparison.at_year, lang),
        }
    base["under"] = [_node_record(below, lang) for below in node.under]
    return base


def lone_record(claim: Claim, alone: Alone | None, lang: str) -> dict[str, Any]:
    """A claim that nothing stands beside, and why."""
    if alone is None:
        return claim.record()
    return {**claim.record(), "verdict": str(alone.verdict), "reasons": reason_records(alone_reasons(alone), lang)}


def alone_reasons(alone: Alone, names: Mapping[str, Text] | None = None) -> tuple[Reason, ...]:
    """Why nothing stands beside a claim, then what comes nearest."""
    return (*alone.reasons, *([Reason("indicator", phrase_nearest(alone.near, names))] if alone.near else []))


def task_record(task: FrameTask, lang: str) -> dict[str, Any]:
    """A task of the frame with the lower tasks linked to it."""
    return {
        "frame_task": task.ident,
        "title": task.title,
        "section": task.section,
        "kind": str(task.kind),
        "for": list(task.places),
        "under": [{"task": u.task, "link": str(u.link), "because": u.because.in_language(lang)} for u in task.under],
    }
