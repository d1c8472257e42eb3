"""Why a target of one level has nothing beside it at the other."""

from collections.abc import Mapping, Sequence

from plancmp.align.parts import Alone
from plancmp.claim import Claim
from plancmp.compare import Absences, Ground, Reason
from plancmp.compare.nearest import near_claims
from plancmp.vocabulary import Verdict
from plancmp.words import COMMA, Text

_FEW = 4
"""Up to so many places are named; more are counted."""


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
    silent = all(verdict is Verdict.NO_COUNTERPART for verdict, _ in groups)
    return Alone(
        Verdict.NO_COUNTERPART if silent else Verdict.NOT_ENCODED,
        tuple(_told(field, members, claim, ground) for (_, field), members in groups.items()),
        tuple(nearest),
    )


def _told(field: str, members: Sequence[tuple[str, Reason]], claim: Claim, ground: Ground) -> Reason:
    """One sentence for all places that answer alike."""
    if len(members) == 1:
        return members[0][1]
    names = COMMA.join([ground.collection.places[place].name for place, _ in members])
    if len(members) > _FEW:
        names = Text(f"{len(members)} 个地区", f"{len(members)} places")
    time = claim.year if claim.year is not None else claim.plan_period
    match field:
        case "plan":
            apart = "" if len(members) <= _FEW else " "
            words = Text(f"尚未收录{apart}{names.zh}的规划", f"no plan at all of {names.en}")
        case "period":
            words = Text(f"未收录{names.zh}涵盖 {time} 年的规划", f"no plan for {time} of {names.en}")
        case "encoding":
            words = Text(f"{names.zh}的规划收录未完", f"not encoded whole: the plans of {names.en}")
        case "source":
            words = Text(f"{names.zh}的规划原文不全", f"parts of the text are missing: the plans of {names.en}")
        case _:
            zh, en = (
                f"{names.zh}的规划已完整收录，未提出",
                f"encoded whole and set no such target: the plans of {names.en}",
            )
            words = Text(zh, en)
    return Reason(field, words)


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
