"""What an alignment is made of: rows, nodes under them, places that are missing, tasks."""

from collections.abc import Iterator
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare import Amplification, Comparison, Pace, Reason
from plancmp.compare.interval import Interval
from plancmp.vocabulary import LinkKind, TaskKind, Theme, Verdict
from plancmp.words import Text


class Node(NamedTuple):
    """A claim under a frame target or under another claim, and the verdict on the two."""

    claim: Claim
    comparison: Comparison | None
    """None where the frame states the figure for places only."""
    under: tuple["Node", ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict; a figure that the frame states for a place alone is assigned."""
        return self.comparison.verdict if self.comparison else Verdict.ASSIGNED

    @property
    def against(self) -> str | None:
        """The id of the claim that this one is set against."""
        return self.comparison.first.id if self.comparison else None

    def flat(self) -> Iterator["Node"]:
        """This node and all below it."""
        yield self
        for below in self.under:
            yield from below.flat()


class Missing(NamedTuple):
    """A place of the next level that put nothing into the known sum, and what it has."""

    place: str
    verdict: Verdict
    claim: Claim | None
    reason: Reason


class AlignRow(NamedTuple):
    """One target of the frame with everything under it."""

    indicator: str
    frame_claim: Claim | None
    frame_also: tuple[Claim, ...]
    under: tuple[Node, ...]
    pace: Pace | None
    known_sum: Interval | None = None
    remainder: Interval | None = None
    missing: tuple[Missing, ...] = ()
    counted: tuple[tuple[str, Interval], ...] = ()
    """What the known sum is made of: places with their figures."""
    amplification: Amplification | None = None
    """Only where every place of the next level is known."""

    @property
    def first(self) -> Claim:
        """The claim that names the row."""
        return self.frame_claim or self.under[0].claim


class Alone(NamedTuple):
    """Why nothing stands beside a claim, and what comes nearest."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    near: tuple[Claim, ...] = ()


class Standing(NamedTuple):
    """How a plan stands to the frame: by its own word, and by its period."""

    plan: str
    declared: bool
    overlaps: bool
    parents: tuple[str, ...]
    """Titles of the parent plans that it declares and that are not in the collection."""
    same_period: bool = False


class TaskUnder(NamedTuple):
    """A lower task linked to a frame task, by a curator's word."""

    task: str
    title: str
    place: Text
    link: LinkKind
    because: Text


class FrameTask(NamedTuple):
    """A task of the frame, the places it is for, and the lower tasks that lead to it."""

    ident: str
    title: str
    section: str
    kind: TaskKind
    places: tuple[str, ...]
    names: tuple[Text, ...]
    themes: tuple[Theme, ...]
    under: tuple[TaskUnder, ...]
