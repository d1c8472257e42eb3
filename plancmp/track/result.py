"""What became of some targets: the rows, their counts, and the machine-readable output."""

from collections import Counter
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import number
from plancmp.compare.facts import get_interval
from plancmp.compare.interval import Interval
from plancmp.model import Collection
from plancmp.track.judge import Outcome, Progress, get_point, is_of_revised_series
from plancmp.vocabulary import Basis, State
from plancmp.words import Opening, Text

FINAL = (State.MET, State.MISSED)
SEEN = (State.MET_EARLY, State.AHEAD, State.ON_PATH, State.BEHIND)
OPEN = (State.NO_RESULT, State.NOT_JUDGED)
HUNDRED = Decimal(100)


class Pace(NamedTuple):
    """How fast a target was gone towards and must be from now on: per cent a year, or units a year."""

    made: Decimal | None
    needed: Decimal | None
    in_percent: bool


class Track(NamedTuple):
    """The targets of what was asked for, each with its results and state, in text order of their documents."""

    of: str
    as_of: int | None
    rows: tuple[Outcome, ...]
    counted: tuple[Outcome, ...]
    """All rows, where `rows` is narrowed to some states."""
    documents: tuple[str, ...]
    """The other documents of the same places, in which results were looked for."""
    collection: Collection
    answer: Opening = Opening((), {})

    def count_states(self) -> dict[State, int]:
        """How many targets are in each state, final states first, then those as last seen, then the rest."""
        counts = Counter(row.state for row in self.counted)
        return {state: counts[state] for state in (*FINAL, *SEEN, *OPEN) if counts[state]}

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        counts = self.count_states()
        return {
            "schema": "plancmp/1",
            "of": self.of,
            "as_of": self.as_of,
            "answer": self.answer.record(),
            "counts": {
                "final": {str(state): counts[state] for state in FINAL if state in counts},
                "as_last_seen": {str(state): counts[state] for state in SEEN if state in counts},
                **{str(state): counts[state] for state in OPEN if state in counts},
            },
            "rows": [record_outcome(row, lang) for row in self.rows],
        }


def record_outcome(row: Outcome, lang: str) -> dict[str, Any]:
    """One target as in the machine-readable output."""
    latest = row.latest
    formula = latest.way.formula if latest is not None and latest.way is not None else None
    return {
        "target": row.target.record(),
        "start": row.start.record() if row.start is not None else None,
        "path": {
            "rule": str(row.rule) if row.rule is not None else None,
            "formula": formula.in_language(lang) if formula is not None else None,
        },
        "results": [_record_progress(item, lang) for item in row.progress],
        "latest": latest.step.claim.record() if latest is not None else None,
        "state": str(row.state),
        "judged_at": row.judged_at,
        "final": row.is_final,
        "reached_in": row.reached_in.year if row.reached_in is not None else None,
        "reasons": [reason.in_language(lang) for reason in row.reasons],
        **_record_pace(measure_pace(row)),
        **_record_gap(measure_gap(row)),
        "intermediate": [claim.record() for claim in row.intermediate],
        "aside": [{"claim": claim.id, "field": field} for claim, field in row.aside],
    }


def _record_progress(item: Progress, lang: str) -> dict[str, Any]:
    way, step = item.way, item.step
    return {
        "claim": step.claim.id,
        "claims": [claim.id for claim in step.claims],
        "year": step.year,
        "value": _round(step.interval.exact),
        "low": _round(step.interval.low),
        "high": _round(step.interval.high),
        "formula": step.formula.in_language(lang) if step.formula is not None else None,
        "progress": _round(way.progress) if way is not None else None,
        "expected": _round(way.expected) if way is not None else None,
    }


def _record_pace(pace: Pace | None) -> dict[str, Any]:
    made, needed = (None, None) if pace is None else (pace.made, pace.needed)
    return {"made_per_year": _round(made), "needed_per_year": _round(needed)}


def _record_gap(gap: Interval | None) -> dict[str, Any]:
    exact, low, high = (None, None, None) if gap is None else (gap.exact, gap.low, gap.high)
    return {"gap": _round(exact), "gap_low": _round(low), "gap_high": _round(high)}


def _round(value: Decimal | None) -> int | float | None:
    """A reckoned figure as a JSON number with six digits behind the point at most."""
    return None if value is None else number(round(value, 6))


def measure_gap(row: Outcome) -> Interval | None:
    """The latest figure less the target, in the target's unit."""
    return row.latest.step.interval - get_interval(row.target) if row.latest is not None else None


def measure_pace(row: Outcome) -> Pace | None:
    """The pace made from the start to the latest level, and the pace needed from there to the target: (b / a)^(1/n) - 1
    where the indicator adds up, else units a year. None for what is no level or yearly flow, or has no start.
    """
    if row.latest is None or row.start is None or row.by is None or row.start_year is None:
        return None
    if row.target.basis not in {Basis.LEVEL, Basis.PER_YEAR} or is_of_revised_series(row.start, row.latest.step):
        return None
    first, last = get_point(get_interval(row.start)), get_point(row.latest.step.interval)
    aim = get_point(get_interval(row.target))
    if first is None or last is None or aim is None:
        return None
    in_percent = row.target.definition.sums and min(first, last, aim) > 0
    year = row.latest.step.year
    made = _measure_yearly(first, last, year - row.start_year, in_percent=in_percent)
    return Pace(made, _measure_yearly(last, aim, row.by - year, in_percent=in_percent), in_percent)


def _measure_yearly(first: Decimal, last: Decimal, years: int, *, in_percent: bool) -> Decimal | None:
    if years <= 0:
        return None
    if in_percent:
        return ((last / first) ** (Decimal(1) / years) - 1) * HUNDRED
    return (last - first) / years


def join_reasons(row: Outcome) -> Text:
    """All reasons of a row in one text."""
    return Text("；".join(r.zh for r in row.reasons), "; ".join(r.en for r in row.reasons))
