"""A frame with the plans of the level below it: the result, and its record."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from plancmp.align.head import conformity, standing_words
from plancmp.align.parts import AlignRow, Alone, FrameTask, Missing, Node, Standing, TaskUnder
from plancmp.claim import Claim
from plancmp.compare import Facts
from plancmp.model import Collection
from plancmp.vocabulary import Level

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


class Alignment(NamedTuple):
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
    alone: Mapping[str, Alone] = {}
    """By claim id, why a claim of `frame_only` or `lower_only` has nothing beside it."""

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        from plancmp.align.record import lone_record, row_record, task_record  # noqa: PLC0415 - where asked

        return {
            "frame": list(self.frame),
            "level": str(self.level),
            "view": "above" if self.upward else "below",
            "judged": conformity(self).in_language(lang),
            "rows": [row_record(row, lang) for row in self.rows],
            "frame_only": [lone_record(c, self.alone.get(c.id), lang) for c in self.frame_only],
            "lower_only": [lone_record(c, self.alone.get(c.id), lang) for c in self.lower_only],
            "tasks": [task_record(task, lang) for task in self.tasks],
        }
