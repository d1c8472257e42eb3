"""A chain: what it is made of, and its record."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from plancmp.align.gaps import Gaps
from plancmp.claim import Claim
from plancmp.compare import Comparison, reason_records, record_measure
from plancmp.model import Collection, Indicator, Period
from plancmp.track.judge import Outcome
from plancmp.track.result import record_outcome
from plancmp.vocabulary import LEVELS_DOWN, ClaimType, Level
from plancmp.words import Opening


class ChainNode(NamedTuple):
    """A target, or of a place above that has none a result, with what it is set against and what became of it."""

    claim: Claim
    comparison: Comparison | None
    """The figure of the nearest place above beside this one; None where nothing stands above."""
    outcome: Outcome | None
    """What became of it; a result has none."""
    under: tuple["ChainNode", ...] = ()

    def walk(self) -> Iterator["ChainNode"]:
        """This node and all below it."""
        yield self
        for below in self.under:
            yield from below.walk()

    def record(self, lang: str) -> dict[str, Any]:
        """The node as in the machine-readable output."""
        pair = self.comparison
        return {
            "claim": self.claim.record(),
            "against": pair.first.id if pair else None,
            "verdict": str(pair.verdict) if pair else None,
            "reasons": reason_records(pair.reasons, lang) if pair else [],
            **(record_measure(pair.measure) if pair else dict.fromkeys(("difference", "ratio", "share"))),
            "outcome": record_outcome(self.outcome, lang) if self.outcome else None,
            "under": [below.record(lang) for below in self.under],
        }


class ChainPeriod(NamedTuple):
    """The targets of one five-year period, each under the figure of the nearest place above."""

    period: Period
    nodes: tuple[ChainNode, ...]
    gaps: tuple[tuple[Claim, Gaps], ...] = ()
    """The targets under which two places or more lie, with how far these lie above or below."""

    def walk(self) -> Iterator[ChainNode]:
        """Every node of the period."""
        for node in self.nodes:
            yield from node.walk()

    @property
    def targets(self) -> list[ChainNode]:
        """The nodes that are targets."""
        return [node for node in self.walk() if node.claim.type is ClaimType.TARGET]

    @property
    def pairs(self) -> list[Comparison]:
        """Every target with a target above."""
        pairs = [node.comparison for node in self.targets if node.comparison is not None]
        return [pair for pair in pairs if pair.first.type is ClaimType.TARGET]

    def list_places(self, collection: Collection) -> dict[Level, list[str]]:
        """The places for which there are targets, by level from the top down; a zone behind all others."""
        found: dict[Level, list[str]] = {level: [] for level in (*LEVELS_DOWN, Level.ZONE)}
        for place in dict.fromkeys(node.claim.place for node in self.targets):
            found[collection.places[place].level].append(place)
        return {level: places for level, places in found.items() if places}

    def record(self, collection: Collection, lang: str) -> dict[str, Any]:
        """The period as in the machine-readable output."""
        return {
            "period": str(self.period),
            "levels": {str(level): places for level, places in self.list_places(collection).items()},
            "targets": [node.record(lang) for node in self.nodes],
            "gaps": [{"upper": upper.id, **gaps.record()} for upper, gaps in self.gaps],
        }


class Chain(NamedTuple):
    """One indicator down all levels, period by period."""

    indicator: str
    definition: Indicator
    periods: tuple[ChainPeriod, ...]
    yearly: int
    """How many targets of reports for their own year alone are left out."""
    collection: Collection
    answer: Opening = Opening((), {})

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "schema": "plancmp/1",
            "indicator": self.indicator,
            "answer": self.answer.record(),
            "yearly_targets_left_out": self.yearly,
            "periods": [period.record(self.collection, lang) for period in self.periods],
        }


def record_targets(chain: Chain) -> list[dict[str, Any]]:
    """A flat record a target, for a table."""
    return [_record_target(period, node, chain) for period in chain.periods for node in period.targets]


def _record_target(period: ChainPeriod, node: ChainNode, chain: Chain) -> dict[str, Any]:
    pair, latest = node.comparison, node.outcome.latest if node.outcome else None
    return {
        "period": str(period.period),
        "place": node.claim.place,
        "level": str(chain.collection.places[node.claim.place].level),
        "target": node.claim.id,
        "against": pair.first.id if pair else None,
        "verdict": str(pair.verdict) if pair else None,
        **(record_measure(pair.measure) if pair else dict.fromkeys(("difference", "ratio", "share"))),
        "latest": latest.step.claim.id if latest else None,
        "state": str(node.outcome.state) if node.outcome else None,
    }
