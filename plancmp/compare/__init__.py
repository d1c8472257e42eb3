"""Two claims: the verdict, its reasons, and what may be reckoned."""

from plancmp.compare.absence import Absences, absence, near_text
from plancmp.compare.amplification import Amplification
from plancmp.compare.facts import Facts, interval_of
from plancmp.compare.growth import Pace, pace
from plancmp.compare.measures import Ground, Measure, at_year_records, interval_record, measure_record
from plancmp.compare.reason import Reason, reason_records, said
from plancmp.compare.relations import Relations, closeness
from plancmp.compare.verdict import COMPUTABLE, Comparison, compare

__all__ = [
    "COMPUTABLE",
    "Absences",
    "Amplification",
    "Comparison",
    "Facts",
    "Ground",
    "Measure",
    "Pace",
    "Reason",
    "Relations",
    "absence",
    "at_year_records",
    "closeness",
    "compare",
    "interval_of",
    "interval_record",
    "measure_record",
    "near_text",
    "pace",
    "reason_records",
    "said",
]
