"""Why a target of one level has nothing beside it at the other."""

from collections.abc import Mapping, Sequence

from plancmp.align.parts import Alone
from plancmp.claim import Claim
from plancmp.compare import Absences, Cause, Ground, Reason, shared_reason
from plancmp.compare.nearest import near_claims
from plancmp.vocabulary import Verdict
from plancmp.words import Text


def why_upper_alone(
    claim: Claim, places: Sequence[str], said: Mapping[str, Sequence[Claim]], ground: Ground, absences: Absences
) -> Alone:
    """Of all places asked: `no-counterpart` only where every one has a whole plan that is silent. Places with one and
    the same answer are told together; what comes nearest is told of each.
    """
    if not places:
        return Alone(Verdict.NOT_ENCODED, (Reason("place", Text("没有下级地区", "there are no places below")),))
    groups: dict[tuple[Verdict, str], list[tuple[str, Reason]]] = {}
    nearest: list[Claim] = []
    for place in places:
        near = near_claims(claim, said[place], ground) if place in said else ()
        verdict, reason = absences.of(claim, place, near=near)
        groups.setdefault((verdict, reason.field), []).append((place, reason))
        nearest.extend(near[:1])
    names = {place: ground.collection.places[place].name for place in places}
    silent = all(verdict is Verdict.NO_COUNTERPART for verdict, _ in groups)
    return Alone(
        Verdict.NO_COUNTERPART if silent else Verdict.NOT_ENCODED,
        tuple(
            members[0][1] if len(members) == 1 else shared_reason(Cause(field), [names[p] for p, _ in members], claim)
            for (_, field), members in groups.items()
        ),
        tuple(nearest),
    )


def why_lower_alone(claim: Claim, frame: str, own: Sequence[Claim], ground: Ground, absences: Absences) -> Alone:
    """Whether the frame is silent, or does not cover the time."""
    plan = ground.collection.plans[frame]
    period, held = plan.period, claim.plan_period
    in_time = (
        claim.year in period if claim.year is not None else period.first <= held.last and held.first <= period.last
    )
    near = near_claims(claim, own, ground)
    verdict, reason = absences.of(claim, plan.place, (frame,) if in_time else (), near)
    return Alone(verdict, (reason,), near[:1])
