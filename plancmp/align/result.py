"""A frame with the plans of the level below it: what an alignment is made of, and its record."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from plancmp.align.gaps import Gaps
from plancmp.align.levels import WholeChains
from plancmp.align.scenarios import Scenario
from plancmp.claim import Claim
from plancmp.compare import (
    Amplification,
    Comparison,
    Facts,
    LoneClaim,
    Pace,
    Reason,
    reason_records,
    record_at_year,
    record_formulas,
    record_interval,
    record_measure,
)
from plancmp.compare.interval import Interval
from plancmp.compare.measures import AtYear
from plancmp.model import Collection, Period
from plancmp.vocabulary import Level, LinkKind, TaskKind, Theme, Verdict
from plancmp.words import Opening, Text, say

PLACES_ONLY = Text("上级规划只对地方指定", "the plan above states it for places only")
_DIMENSION = Text(
    "只看主要目标，即国家发展规划法第二十四条要求衔接的七个方面之一。",
    "Main targets only, one of the seven things that are to agree (国家发展规划法 24).",
)


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

    def walk(self) -> Iterator["Node"]:
        """This node and all below it."""
        yield self
        for below in self.under:
            yield from below.walk()

    def keep_verdicts(self, verdicts: frozenset[Verdict]) -> Iterator["Node"]:
        """The node without what below it is of other verdicts; none where nothing is left. It stays where something
        below it does.
        """
        under = tuple(kept for below in self.under for kept in below.keep_verdicts(verdicts))
        if self.verdict in verdicts or under:
            yield self._replace(under=under)

    def record(self, lang: str) -> dict[str, Any]:
        """The node as in the machine-readable output."""
        found: dict[str, Any] = {"claim": self.claim.record(), "verdict": str(self.verdict), "against": self.against}
        if self.comparison is None:
            found |= {
                "reasons": [{"field": "place", "text": PLACES_ONLY.in_language(lang)}],
                "mapping": "exact",
                **dict.fromkeys(("difference", "ratio", "share")),
                "at_year": [],
            }
        else:
            found |= {
                "reasons": reason_records(self.comparison.reasons, lang),
                "mapping": str(self.comparison.related.relation),
                **record_measure(self.comparison.measure),
                "formulas": record_formulas(self.comparison.measure, self.comparison.inputs, lang),
                "at_year": record_at_year((*self.comparison.at_year, *self.comparison.reached), lang),
            }
        return {**found, "under": [below.record(lang) for below in self.under]}


class AbsentPlace(NamedTuple):
    """A place of the next level that put nothing into the known sum, and what it has."""

    place: str
    verdict: Verdict
    claim: Claim | None
    reason: Reason

    def record(self, lang: str) -> dict[str, Any]:
        """The place as in the machine-readable output."""
        return {
            "place": self.place,
            "verdict": str(self.verdict),
            "claim": self.claim.id if self.claim else None,
            "reason": self.reason.text.in_language(lang),
        }


class AlignRow(NamedTuple):
    """One target of the frame with everything under it."""

    indicator: str
    frame_claim: Claim | None
    frame_also: tuple[Claim, ...]
    under: tuple[Node, ...]
    pace: Pace | None
    known_sum: Interval | None = None
    remainder: Interval | None = None
    missing: tuple[AbsentPlace, ...] = ()
    counted: tuple[tuple[str, Interval], ...] = ()
    """What the known sum is made of: places with their figures."""
    amplification: Amplification | None = None
    """Only where every place of the next level is known."""
    reached: AtYear | None = None
    """The frame's target beside what its own place reached in its very time."""
    scenario: Scenario | None = None
    """What the remainder would ask of each missing place; only where it was asked for."""
    gaps: Gaps | None = None
    """Of shares, densities and rates of growth: how far the places right below set themselves above or below."""

    @property
    def first(self) -> Claim:
        """The claim that names the row."""
        return self.frame_claim or self.under[0].claim

    def walk(self) -> Iterator[Node]:
        """Every node of the row."""
        for node in self.under:
            yield from node.walk()

    def record(self, lang: str) -> dict[str, Any]:
        """The row as in the machine-readable output."""
        return {
            "indicator": self.indicator,
            "frame_claim": self.frame_claim.record() if self.frame_claim else None,
            "frame_also": [c.record() for c in self.frame_also],
            "frame_at_year": record_at_year((self.reached,) if self.reached else (), lang),
            "under": [node.record(lang) for node in self.under],
            **record_interval("known_sum", self.known_sum),
            **record_interval("remainder", self.remainder),
            "counted": [{"place": place, **record_interval("value", figure)} for place, figure in self.counted],
            "missing_places": [m.place for m in self.missing],
            "missing": [m.record(lang) for m in self.missing],
            "growth": self.pace.record() if self.pace else None,
            "amplification": self.amplification.record() if self.amplification else None,
            "gaps": self.gaps.record() if self.gaps else None,
            "scenario": self.scenario.record() if self.scenario else None,
        }


class PlaceCounts(NamedTuple):
    """How the targets of a place's own documents stand to what is set above them."""

    place: str
    equal: int = 0
    higher: int = 0
    lower: int = 0
    open: int = 0
    """Comparable, and the bounds leave open which of the two is higher."""
    share: int = 0
    """Parts of a total above, neither above nor below it."""
    incomparable: int = 0
    beside_results: int = 0
    """What stands above is a result."""
    alone: int = 0
    other_years: int = 0
    """Targets for years outside the frame's period; they are none of the others."""

    @property
    def comparable(self) -> int:
        """How many may be compared with one above."""
        return self.equal + self.higher + self.lower + self.open + self.share

    @property
    def above(self) -> int:
        """How many have a target above."""
        return self.comparable + self.incomparable

    @property
    def targets(self) -> int:
        """How many there are for the frame's period."""
        return self.above + self.beside_results + self.alone

    def record(self) -> dict[str, Any]:
        """The counts as in the machine-readable output."""
        return {
            "place": self.place,
            "targets": self.targets,
            "above": self.above,
            "comparable": self.comparable,
            **{name: getattr(self, name) for name in self._fields[1:]},
        }


class PlanStanding(NamedTuple):
    """How a plan stands to the frame: by its own word, and by its period."""

    plan: str
    declared: bool
    overlaps: bool
    parents: tuple[str, ...]
    """Titles of the parent plans that it declares and that are not in the collection."""
    same_period: bool = False

    @property
    def text(self) -> Text:
        """The standing in words."""
        if self.declared:
            own = Text("自述以框架规划为依据", "follows the frame by its own word")
            return own if self.overlaps else Text(f"{own.zh}，但规划期不同", f"{own.en}, but for another period")
        zh, en = "、".join(self.parents), ", ".join(self.parents)
        follows = Text(
            f"；自述依据{zh}（未收录）" if zh else "",
            f"; by its own word follows {en} (not in the collection)" if en else "",
        )
        if self.same_period:
            return Text(f"规划期相同{follows.zh}", f"the same period{follows.en}")
        if self.overlaps:
            return Text(f"规划期部分重叠{follows.zh}", f"periods overlap in part{follows.en}")
        return Text(f"规划期不同，作为历史{follows.zh}", f"another period: history{follows.en}")


class LinkedTask(NamedTuple):
    """A lower task linked to a frame task, by a curator's word."""

    task: str
    title: str
    place: Text
    link: LinkKind
    because: Text
    by_frame: bool = False
    """Whether the frame's task says so of it: what *that* one is to it."""

    @property
    def label(self) -> Text:
        """How the two stand to each other."""
        if self.by_frame and self.link is not LinkKind.SAME_SUBJECT:
            return say("上级任务：{link}", "the frame's task: {link}", link=self.link)
        return self.link.label


class FrameTask(NamedTuple):
    """A task of the frame, the places it is for, and the lower tasks that lead to it."""

    ident: str
    title: str
    section: str
    kind: TaskKind
    places: tuple[str, ...]
    names: tuple[Text, ...]
    themes: tuple[Theme, ...]
    under: tuple[LinkedTask, ...]

    def record(self, lang: str) -> dict[str, Any]:
        """The task as in the machine-readable output."""
        return {
            "frame_task": self.ident,
            "title": self.title,
            "section": self.section,
            "kind": str(self.kind),
            "for": list(self.places),
            "under": [
                {
                    "task": u.task,
                    "link": str(u.link),
                    "because": u.because.in_language(lang),
                    **({"said_by": "frame"} if u.by_frame else {}),
                }
                for u in self.under
            ],
        }


class Alignment(NamedTuple):
    """A frame with the plans of the places below it, or each place's targets with what stands above them."""

    frame: tuple[str, ...]
    level: Level
    upward: bool
    rows: tuple[AlignRow, ...]
    frame_only: tuple[LoneClaim, ...]
    lower_only: tuple[LoneClaim, ...]
    standings: tuple[PlanStanding, ...]
    collection: Collection
    facts: Facts
    places: tuple[str, ...] = ()
    """The places that the view is narrowed to."""
    tasks: tuple[FrameTask, ...] = ()
    other_tasks: int = 0
    """How many tasks of the frame stand for no place here and have no task linked to them."""
    aims: Period | None = None
    """The years of the aims that a report as frame reads out."""
    yearly: int = 0
    """How many targets of reports of places below are for one year alone, and are laid under nothing."""
    by_place: tuple[PlaceCounts, ...] = ()
    """Of each place of the lower side, by code, how its own targets stand."""
    chains: tuple[WholeChains, ...] = ()
    answer: Opening = Opening((), {})

    @property
    def period(self) -> Period | None:
        """The years of the frame; None of the view turned round, whose documents may be of several times."""
        return None if self.upward else self.aims or self.collection.plans[self.frame[0]].period

    @property
    def upper_plans(self) -> tuple[str, ...]:
        """The plans that stand above: the frame, or of the view turned round all whose claims are told, by id."""
        if not self.upward:
            return self.frame
        claims = (*(n.claim for row in self.rows for n in row.under), *(lone.claim for lone in self.lower_only))
        return tuple(sorted({claim.plan for claim in claims}))

    @property
    def own_plans(self) -> tuple[str, ...]:
        """The plans that are set against those above."""
        return self.frame if self.upward else tuple(s.plan for s in self.standings)

    @property
    def conformity(self) -> Text:
        """Whether any lower plan can be judged at all, and that only one of the seven things that are to agree is looked at."""
        if self.upward:
            return _DIMENSION
        plans, period = self.collection.plans, self.period
        assert period is not None
        years = sorted({row.frame_claim.year for row in self.rows if row.frame_claim and row.frame_claim.year})
        year = next((y for y in reversed(years) if y in period), None) or period.last
        if any(year in plans[s.plan].period for s in self.standings):
            return _DIMENSION
        return Text(
            f"未收录涵盖 {year} 年的下级规划、纲要或行动方案，不判断是否衔接。{_DIMENSION.zh}",
            f"No plan, outline or action plan below that covers {year} is in the collection: conformity is not judged. {_DIMENSION.en}",
        )

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "frame": list(self.frame),
            "level": str(self.level),
            "view": "above" if self.upward else "below",
            "answer": self.answer.record(),
            "judged": self.conformity.in_language(lang),
            "yearly_targets_left_out": self.yearly,
            "chains": [chain.record() for chain in self.chains],
            "by_place": [counts.record() for counts in self.by_place],
            "rows": [row.record(lang) for row in self.rows],
            "frame_only": [lone.record(lang) for lone in self.frame_only],
            "lower_only": [lone.record(lang) for lone in self.lower_only],
            "tasks": [task.record(lang) for task in self.tasks],
        }
