"""What became of every target as records: a record a target, as `track` judges it."""

from collections.abc import Iterable, Sequence
from typing import Any

from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.track.engine import find_latest_year, track_all
from plancmp.track.judge import Outcome
from plancmp.track.result import join_reasons, record_outcome

Records = list[dict[str, Any]]


def record_tracks(claims: Sequence[Claim], context: Context) -> Records:
    """Every target of a collection, as known in the year of its latest document, so that the same data give the same rows."""
    return record_outcomes(track_all(claims, context, find_latest_year(context.collection)))


def record_outcomes(outcomes: Iterable[Outcome]) -> Records:
    """Flat records with the columns of `plancmp export tracks`."""
    return [_record_flat(outcome) for outcome in outcomes]


def _record_flat(row: Outcome) -> dict[str, Any]:
    told = record_outcome(row, "en")
    latest = told["results"][-1] if told["results"] else {}
    why = join_reasons(row)
    return {
        "target": row.target.id,
        "plan": row.target.plan,
        "place": row.target.place,
        "indicator": row.target.indicator,
        "by": row.by,
        "state": told["state"],
        "final": told["final"],
        "judged_at": told["judged_at"],
        "reached_in": told["reached_in"],
        "start": row.start.id if row.start is not None else None,
        "latest": latest.get("claims", []),
        "latest_year": latest.get("year"),
        "latest_value": latest.get("value"),
        "latest_low": latest.get("low"),
        "latest_high": latest.get("high"),
        "unit": row.target.std.unit,
        "progress": latest.get("progress"),
        "expected": latest.get("expected"),
        "made_per_year": told["made_per_year"],
        "needed_per_year": told["needed_per_year"],
        "gap": told["gap"],
        "why_zh": why.zh or None,
        "why_en": why.en or None,
    }
