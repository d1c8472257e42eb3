"""Two claims: the verdict, its reasons, and what may be reckoned."""

from plancmp.compare.absence import Absences, Cause, absence, shared_reason
from plancmp.compare.amplification import Amplification
from plancmp.compare.facts import Facts, interval_of
from plancmp.compare.growth import Pace, pace
from plancmp.compare.measures import Ground, Measure, at_year_records, interval_record, measure_record
from plancmp.compare.nearest import LoneClaim, near_claims, phrase_nearest
from plancmp.compare.reason import Reason, ReasonKind, reason_records
from plancmp.compare.relations import Relations, closeness
from plancmp.compare.verdict import COMPUTABLE, Comparison, compare

__all__ = [
    "COMPUTABLE",
    "Absences",
    "Amplification",
    "Cause",
    "Comparison",
    "Facts",
    "Ground",
    "LoneClaim",
    "Measure",
    "Pace",
    "Reason",
    "ReasonKind",
    "Relations",
    "absence",
    "at_year_records",
    "closeness",
    "compare",
    "interval_of",
    "interval_record",
    "measure_record",
    "near_claims",
    "pace",
    "phrase_nearest",
    "reason_records",
    "shared_reason",
]
