"""Which claims of a frame others are set against."""

from collections.abc import Sequence

from plancmp.claim import Claim
from plancmp.compare import Ground, closeness
from plancmp.vocab import ClaimType, Relation


def frame_indicator(indicator: str, own: Sequence[Claim], assigned: Sequence[Claim], ground: Ground) -> str | None:
    """The frame indicator that a lower one goes to: the same, else the closest mapped target; a result of the frame
    only where the indicator is the same or mapped as exact.
    """
    targets = {c.indicator for c in own if c.type is ClaimType.TARGET} | {c.indicator for c in assigned}
    results = {c.indicator for c in own if is_result(c)}
    if indicator in targets or indicator in results:
        return indicator
    found: list[tuple[int, int, str]] = []
    for near in ground.relations.near(indicator):
        related = ground.relations.between(near, indicator)
        if related is not None and (near in targets or (near in results and related.relation is Relation.EXACT)):
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
