"""What an opinion on the coordination of plans (衔接审核意见) is made of, and its record."""

from typing import Any, NamedTuple

from plancmp.align.result import FrameTask
from plancmp.claim import Claim
from plancmp.compare import Comparison, Reason, reason_records, record_measure
from plancmp.model import Collection
from plancmp.vocabulary import Conclusion, Dimension, Verdict
from plancmp.words import Opening, Text


class Judgement(NamedTuple):
    """What one upper document means for a target: the verdict of `align` with its reasons, and the conclusion."""

    frame: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    conclusion: Conclusion
    pair: Comparison | None = None

    @property
    def upper(self) -> Claim | None:
        """The figure of the upper document that the target is set against."""
        return self.pair.first if self.pair else None

    def record(self, lang: str) -> dict[str, Any]:
        """The judgement as in the machine-readable output."""
        found: dict[str, Any] = {
            "frame": self.frame,
            "against": self.upper.id if self.upper else None,
            "verdict": str(self.verdict),
            "conclusion": str(self.conclusion),
            "reasons": reason_records(self.reasons, lang),
        }
        return found | (record_measure(self.pair.measure) if self.pair else {})


class OpinionRow(NamedTuple):
    """A target of the draft with what the upper documents set, or an upper target that the draft does not set."""

    own: Claim | None
    upper: tuple[Claim, ...]
    """What the upper documents set of it: first what the draft's is set against."""
    judgements: tuple[Judgement, ...]
    conflict: Text | None = None
    """That two upper figures for one year differ."""
    is_outside: bool = False
    """Whether its own year or span lies outside the time of the other side: it is history, or beyond."""

    @property
    def telling(self) -> tuple[Judgement, ...]:
        """The judgements that are told: those on a pair of targets, where there are any."""
        pairs = tuple(j for j in self.judgements if j.conclusion not in _OF_ONE_SIDE)
        return pairs or self.judgements

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """The conclusions, each once."""
        return tuple(dict.fromkeys(j.conclusion for j in self.telling))

    @property
    def first(self) -> Claim:
        """The claim that names the row."""
        return self.own or self.upper[0]

    def record(self, lang: str) -> dict[str, Any]:
        """The row as in the machine-readable output."""
        return {
            "indicator": self.first.indicator,
            "own": self.own.record() if self.own else None,
            "upper": [claim.record() for claim in self.upper],
            "conclusions": [str(c) for c in self.conclusions],
            "judgements": [j.record(lang) for j in self.judgements],
            "conflict": self.conflict.in_language(lang) if self.conflict else None,
            "outside": self.is_outside,
        }


_OF_ONE_SIDE = {Conclusion.NOT_ABOVE, Conclusion.NOT_HERE}


class TaskRow(NamedTuple):
    """A task of an upper document, and the draft's that are linked to it."""

    frame: str
    task: FrameTask
    conclusion: Conclusion | None
    """`not-here` where the draft has none, `not-judged` where that can't be told; None where it has."""
    is_for_place: bool
    """Whether the upper document names the draft's place for it."""

    def record(self, lang: str) -> dict[str, Any]:
        """The row as in the machine-readable output."""
        return {
            "frame": self.frame,
            **self.task.record(lang),
            "conclusion": str(self.conclusion) if self.conclusion else "linked",
            "for_place": self.is_for_place,
        }


class Opinion(NamedTuple):
    """The draft, the documents that it is laid under, and what is to be said of it under the seven headings."""

    place: str
    drafts: tuple[str, ...]
    frames: tuple[str, ...]
    rows: tuple[OpinionRow, ...]
    tasks: dict[Dimension, tuple[TaskRow, ...]]
    history: tuple[OpinionRow, ...]
    """Targets of the place's other plans, where they were asked for."""
    left_out: int
    """How many of the draft's targets are for one year alone or read out another one, and stand in no row."""
    collection: Collection
    answer: Opening = Opening((), {})

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "place": self.place,
            "drafts": list(self.drafts),
            "frames": list(self.frames),
            "answer": self.answer.record(),
            "targets": [row.record(lang) for row in self.rows],
            "tasks": {str(head): [row.record(lang) for row in rows] for head, rows in self.tasks.items()},
            "history": [row.record(lang) for row in self.history],
            "yearly_targets_left_out": self.left_out,
        }

    def list_records(self) -> list[dict[str, Any]]:
        """One record a target and upper document, as a data frame holds them."""
        return [
            {
                "indicator": row.first.indicator,
                "own": row.own.id if row.own else None,
                "upper": judgement.upper.id if judgement.upper else (row.upper[0].id if row.own is None else None),
                "frame": judgement.frame,
                "verdict": str(judgement.verdict),
                "conclusion": str(judgement.conclusion),
                "decided_by": [reason.field for reason in judgement.reasons],
                "outside": row.is_outside,
            }
            for row in self.rows
            for judgement in row.judgements
        ]
