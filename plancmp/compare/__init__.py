"""Two claims: the verdict, its reasons, and what may be reckoned."""

from plancmp.compare.absence import Absences, Cause, judge_absence, shared_reason
from plancmp.compare.amplification import Amplification
from plancmp.compare.facts import Facts, get_interval
from plancmp.compare.measures import Context, Measure, record_at_year, record_formulas, record_interval, record_measure
from plancmp.compare.nearest import LoneClaim, near_claims, phrase_nearest
from plancmp.compare.pace import Pace, compute_pace
from plancmp.compare.reason import Reason, ReasonKind, reason_records
from plancmp.compare.relations import Relations, rank_relation
from plancmp.compare.verdict import COMPUTABLE, Comparison, compare

__all__ = [
    "COMPUTABLE",
    "Absences",
    "Amplification",
    "Cause",
    "Comparison",
    "Context",
    "Facts",
    "LoneClaim",
    "Measure",
    "Pace",
    "Reason",
    "ReasonKind",
    "Relations",
    "compare",
    "compute_pace",
    "get_interval",
    "judge_absence",
    "near_claims",
    "phrase_nearest",
    "rank_relation",
    "reason_records",
    "record_at_year",
    "record_formulas",
    "record_interval",
    "record_measure",
    "shared_reason",
]
