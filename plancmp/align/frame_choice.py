"""Which claims of a frame others are set against."""

from collections.abc import Sequence
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare import Ground, closeness
from plancmp.vocabulary import ClaimType, Relation


class Said(NamedTuple):
    """The indicators of which a frame itself says something: as its targets, as its results."""

    targets: frozenset[str]
    results: frozenset[str]


def said_by(own: Sequence[Claim]) -> Said:
    """What the frame's own claims are about."""
    targets = frozenset(c.indicator for c in own if c.type is ClaimType.TARGET)
    return Said(targets, frozenset(c.indicator for c in own if is_result(c)))


def frame_indicator(indicator: str, own: Said, assigned: Sequence[Claim], ground: Ground) -> str | None:
    """The frame indicator that a lower one goes to: the same, else the closest mapped target; a result of the frame
    only where the indicator is the same or mapped as exact. `assigned` are claims of the frame that hold for the very
    place of the lower one.
    """
    targets = own.targets.union(c.indicator for c in assigned)
    if indicator in targets or indicator in own.results:
        return indicator
    found: list[tuple[int, int, str]] = []
    for near in ground.relations.near(indicator):
        related = ground.relations.between(near, indicator)
        if related is not None and (near in targets or (near in own.results and related.relation is Relation.EXACT)):
            found.append((closeness(related.relation), ground.relations.distance(near, indicator), near))
    return min(found)[2] if found else None


def is_result(claim: Claim) -> bool:
    """Whether a claim is a past result of the whole, in its indicator's own basis."""
    return claim.type is ClaimType.OBSERVED and not claim.is_part and claim.basis is claim.definition.basis


def uppers_of(own: Sequence[Claim]) -> list[Claim]:
    """Of the frame's claims of one indicator those that others are set against: its whole targets, else its targets
    for a part, else its results.
    """
    targets = [c for c in own if c.type is ClaimType.TARGET]
    return [c for c in targets if not c.is_part] or targets or [c for c in own if is_result(c)]
