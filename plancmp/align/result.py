"""A frame with the plans of the level below it: the result, as record, as tables and as a tree to read aloud."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from plancmp.align.head import conformity, standing_words
from plancmp.align.parts import AlignRow, Alone, FrameTask, Missing, Node, Standing, TaskUnder
from plancmp.claim import Claim
from plancmp.compare import Facts
from plancmp.frozen import frozen
from plancmp.model import Collection
from plancmp.vocabulary import Level
from plancmp.words import Line, Table

__all__ = [
    "AlignRow",
    "Alignment",
    "Alone",
    "FrameTask",
    "Missing",
    "Node",
    "Standing",
    "TaskUnder",
    "conformity",
    "standing_words",
]


@frozen
class Alignment:
    """A frame with the plans of the places below it, or each place's targets with what stands above them."""

    frame: tuple[str, ...]
    level: Level
    upward: bool
    rows: tuple[AlignRow, ...]
    frame_only: tuple[Claim, ...]
    lower_only: tuple[Claim, ...]
    standings: tuple[Standing, ...]
    collection: Collection
    facts: Facts
    places: tuple[str, ...] = ()
    """The places that the view is narrowed to."""
    tasks: tuple[FrameTask, ...] = ()
    other_tasks: int = 0
    """How many tasks of the frame stand for no place here and have no task linked to them."""
    alone: Mapping[str, Alone] = field(default_factory=dict)
    """By claim id, why a claim of `frame_only` or `lower_only` has nothing beside it."""

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        from plancmp.align.record import lone_record, row_record, task_record  # noqa: PLC0415 - where asked

        return {
            "frame": list(self.frame),
            "level": str(self.level),
            "view": "above" if self.upward else "below",
            "judged": conformity(self).say(lang),
            "rows": [row_record(row, lang) for row in self.rows],
            "frame_only": [lone_record(c, self.alone.get(c.id), lang) for c in self.frame_only],
            "lower_only": [lone_record(c, self.alone.get(c.id), lang) for c in self.lower_only],
            "tasks": [task_record(task, lang) for task in self.tasks],
        }

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """Flat tables for spreadsheets: a line a pair, what has no counterpart, the tasks."""
        from plancmp.align.tables import alignment_tables  # noqa: PLC0415 - the same

        return alignment_tables(self, lang, explain=explain)

    def lines(self, lang: str, *, explain: bool = False) -> Iterator[Line]:
        """The tree, line by line."""
        from plancmp.align.tree import alignment_lines  # noqa: PLC0415 - the same

        return alignment_lines(self, lang, explain=explain)
