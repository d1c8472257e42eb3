"""Two places or plans beside each other: one row an indicator, and what only one side has."""

from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare import Comparison, Pace, Reason, phrase_nearest, reason_records, record_at_year, record_measure
from plancmp.diff.task_pairs import TasksBeside, ThemeCount
from plancmp.lookup import Side
from plancmp.model import Collection, Indicator
from plancmp.vocabulary import Verdict


class Row(NamedTuple):
    """One indicator: every claim of both sides, and the pair that is compared."""

    first: Indicator
    second: Indicator
    a: tuple[Claim, ...]
    b: tuple[Claim, ...]
    pair: Comparison
    pace_a: Pace | None
    pace_b: Pace | None


class Alone(NamedTuple):
    """A claim of one side, why the other has nothing beside it, and what comes nearest there."""

    claim: Claim
    verdict: Verdict
    reason: Reason
    near: tuple[Claim, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, then what comes nearest."""
        return (self.reason, *([Reason("indicator", phrase_nearest(self.near))] if self.near else []))


class Diff(NamedTuple):
    """The comparison of two sides."""

    a: Side
    b: Side
    rows: tuple[Row, ...]
    only_a: tuple[Alone, ...]
    only_b: tuple[Alone, ...]
    collection: Collection
    themes: tuple[ThemeCount, ...] = ()
    tasks: TasksBeside = TasksBeside()

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "a": self.a.ident,
            "b": self.b.ident,
            "plans_a": list(self.a.plans),
            "plans_b": list(self.b.plans),
            "rows": [_row_record(row, lang) for row in self.rows],
            "only_a": [_alone_record(alone, lang) for alone in self.only_a],
            "only_b": [_alone_record(alone, lang) for alone in self.only_b],
            "themes": [count.record() for count in self.themes],
            "tasks": [pair.record(lang) for pair in self.tasks.pairs],
            "only_tasks_a": [task.ident for task in self.tasks.only_a],
            "only_tasks_b": [task.ident for task in self.tasks.only_b],
        }


def _row_record(row: Row, lang: str) -> dict[str, Any]:
    pair = row.pair
    return {
        "indicator": row.a[0].indicator,
        "indicator_b": row.b[0].indicator,
        "a": [c.record() for c in row.a],
        "b": [c.record() for c in row.b],
        "pair": [pair.first.id, pair.second.id],
        "verdict": str(pair.verdict),
        "reasons": reason_records(pair.reasons, lang),
        "mapping": str(pair.related.relation),
        **record_measure(pair.measure),
        "formulas": [f.in_language(lang) for f in pair.measure.formulas],
        "growth_a": row.pace_a.record() if row.pace_a else None,
        "growth_b": row.pace_b.record() if row.pace_b else None,
        "at_year": record_at_year(pair.at_year, lang),
    }


def _alone_record(alone: Alone, lang: str) -> dict[str, Any]:
    return {**alone.claim.record(), "verdict": str(alone.verdict), "reasons": reason_records(alone.reasons, lang)}
