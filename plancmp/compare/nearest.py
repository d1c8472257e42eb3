"""What a place says that comes near a target: the same indicator, else a mapped one."""

from collections.abc import Iterable

from plancmp.claim import Claim
from plancmp.compare import Ground, closeness
from plancmp.vocabulary import ClaimType, Relation


def near_claims(claim: Claim, others: Iterable[Claim], ground: Ground) -> tuple[Claim, ...]:
    """Of `others` the targets of the same or a mapped indicator and the results of the same, the nearest first."""
    found: list[tuple[tuple[int, int, bool, int, str], Claim]] = []
    known = ground.relations.known(claim.indicator)
    for other in others:
        if other.indicator not in known or other.type is ClaimType.BASELINE:
            continue
        related = ground.relations.between(claim.indicator, other.indicator)
        assert related is not None
        target = other.type is ClaimType.TARGET
        if not target and related.relation is not Relation.EXACT:
            continue
        years = abs(claim.year - other.year) if claim.year is not None and other.year is not None else 99
        far = ground.relations.distance(claim.indicator, other.indicator)
        found.append(((closeness(related.relation), far, not target, years, other.id), other))
    return tuple(other for _, other in sorted(found, key=lambda pair: pair[0]))
