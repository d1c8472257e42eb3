"""Two places or plans beside each other: one row an indicator, what only one side has, fields of work and tasks."""

from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare import Comparison, LoneClaim, Pace, reason_records, record_at_year, record_formulas, record_measure
from plancmp.document_parts import Task
from plancmp.lookup import Side
from plancmp.model import Collection, Indicator
from plancmp.vocabulary import LinkKind, Theme
from plancmp.words import Opening, Text


class DiffRow(NamedTuple):
    """One indicator: every claim of both sides, and the pair that is compared."""

    first: Indicator
    second: Indicator
    a: tuple[Claim, ...]
    b: tuple[Claim, ...]
    pair: Comparison
    pace_a: Pace | None
    pace_b: Pace | None

    def record(self, lang: str) -> dict[str, Any]:
        """The row as in the machine-readable output."""
        pair = self.pair
        return {
            "indicator": self.a[0].indicator,
            "indicator_b": self.b[0].indicator,
            "a": [c.record() for c in self.a],
            "b": [c.record() for c in self.b],
            "pair": [pair.first.id, pair.second.id],
            "verdict": str(pair.verdict),
            "reasons": reason_records(pair.reasons, lang),
            "mapping": str(pair.related.relation),
            **record_measure(pair.measure),
            "formulas": record_formulas(pair.measure, pair.inputs, lang),
            "growth_a": self.pace_a.record() if self.pace_a else None,
            "growth_b": self.pace_b.record() if self.pace_b else None,
            "at_year": record_at_year((*pair.at_year, *pair.reached), lang),
        }


class SideTask(NamedTuple):
    """A task with its id."""

    ident: str
    task: Task


class TaskPair(NamedTuple):
    """Two tasks that a curator linked, or that lead to one third task."""

    a: SideTask
    b: SideTask
    because: Text
    link: LinkKind | None = None
    """None where the two are one, or meet in a third task."""
    says: str | None = None
    """The id of the task whose plan links it to the other, read as a sentence: it *continues* the other."""
    through: str | None = None

    def record(self, lang: str) -> dict[str, Any]:
        """The pair as in the machine-readable output."""
        return {
            "a": self.a.ident,
            "b": self.b.ident,
            "link": str(self.link) if self.link else None,
            "from": self.says,
            "through": self.through,
            "because": self.because.in_language(lang),
        }


class TaskDiff(NamedTuple):
    """The tasks of two sides: pairs, and what each has for itself alone."""

    pairs: tuple[TaskPair, ...] = ()
    only_a: tuple[SideTask, ...] = ()
    only_b: tuple[SideTask, ...] = ()


class ThemeCount(NamedTuple):
    """How many targets and tasks each side has in a field of work."""

    theme: Theme
    targets: tuple[int, int]
    tasks: tuple[int, int]

    def record(self) -> dict[str, Any]:
        """The counts as in the machine-readable output."""
        return {
            "theme": str(self.theme),
            "targets_a": self.targets[0],
            "targets_b": self.targets[1],
            "tasks_a": self.tasks[0],
            "tasks_b": self.tasks[1],
        }


class Diff(NamedTuple):
    """The comparison of two sides."""

    a: Side
    b: Side
    rows: tuple[DiffRow, ...]
    only_a: tuple[LoneClaim, ...]
    only_b: tuple[LoneClaim, ...]
    collection: Collection
    themes: tuple[ThemeCount, ...] = ()
    tasks: TaskDiff = TaskDiff()
    left_out: tuple[int, int] = (0, 0)
    """How many targets the reports of each side would add."""
    results: bool = False
    """Whether results are set beside each other too."""
    answer: Opening = Opening((), {})

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "a": self.a.ident,
            "b": self.b.ident,
            "answer": self.answer.record(),
            "plans_a": list(self.a.plans),
            "plans_b": list(self.b.plans),
            "report_targets_left_out": {"a": self.left_out[0], "b": self.left_out[1]},
            "rows": [row.record(lang) for row in self.rows],
            "only_a": [lone.record(lang) for lone in self.only_a],
            "only_b": [lone.record(lang) for lone in self.only_b],
            "themes": [count.record() for count in self.themes],
            "tasks": [pair.record(lang) for pair in self.tasks.pairs],
            "only_tasks_a": [task.ident for task in self.tasks.only_a],
            "only_tasks_b": [task.ident for task in self.tasks.only_b],
        }
