"""Why a place has nothing beside a target: it says nothing, or its plan is not here to ask."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from plancmp.claim import Claim
from plancmp.compare.reason import Reason
from plancmp.model import Collection, Plan
from plancmp.vocabulary import ClaimType, Completeness, Section, Verdict
from plancmp.words import COMMA, SEMICOLON, Text


class Cause(StrEnum):
    """Why nothing stands beside a target: the field that a reason of it names."""

    NO_PLAN = "plan"
    NO_PERIOD = "period"
    NOT_WHOLE = "encoding"
    TEXT_LACKS = "source"
    SILENT = "indicator"


_FEW = 4
"""Up to so many places are named; more are counted."""


def shared_reason(cause: Cause, names: Sequence[Text], claim: Claim) -> Reason:
    """One sentence for the places of these names, of which all have nothing beside `claim` by the same cause."""
    places, apart = COMMA.join(names), ""
    if len(names) > _FEW:
        places, apart = Text(f"{len(names)} 个地区", f"{len(names)} places"), " "
    time = claim.year if claim.year is not None else claim.plan_period
    zh, en = {
        Cause.NO_PLAN: (f"尚未收录{apart}{places.zh}的规划", f"no plan at all of {places.en}"),
        Cause.NO_PERIOD: (f"未收录{places.zh}涵盖 {time} 年的规划", f"no plan for {time} of {places.en}"),
        Cause.NOT_WHOLE: (f"{places.zh}的规划收录未完", f"not encoded whole: the plans of {places.en}"),
        Cause.TEXT_LACKS: (
            f"{places.zh}的规划原文不全",
            f"parts of the text are missing: the plans of {places.en}",
        ),
        Cause.SILENT: (
            f"{places.zh}的规划已完整收录，未提出",
            f"encoded whole and set no such target: the plans of {places.en}",
        ),
    }[cause]
    return Reason(cause, Text(zh, en))


def judge_absence(
    claim: Claim, place: str, collection: Collection, named: Sequence[str] = (), near: Sequence[Claim] = ()
) -> tuple[Verdict, Reason]:
    """`no-counterpart` where the plans of `place` that could hold the target are encoded whole and silent, else
    `not-encoded` with what is missing. `named` plans are asked themselves, whatever their period. Where the place
    has `near` claims of its own, plans of other years are not called silent.
    """
    name = collection.places[place].name
    plans = {ident: collection.plans[ident] for ident in (named or collection.list_plans_of(place))}
    if not plans:
        text = Text(f"尚未收录{name.zh}的规划", f"no plan of {name.en} is in the collection")
        return Verdict.NOT_ENCODED, Reason(Cause.NO_PLAN, text)
    asked = plans if named else _that_could_hold(claim, plans)
    if not asked:
        held = "、".join(str(plan.period) for plan in plans.values())
        held_en = ", ".join(str(plan.period) for plan in plans.values())
        time = str(claim.year) if claim.year is not None else str(claim.plan_period)
        zh = f"未收录{name.zh}涵盖 {time} 年的规划（已收录 {held} 年）"
        en = f"no plan of {name.en} for {time} is in the collection (there is {held_en})"
        if not near and all(_whole(plan, claim) and not plan.source.missing for plan in plans.values()):
            zh, en = f"{zh}，已收录的也未提出", f"{en}, and what is there says nothing of it"
        return Verdict.NOT_ENCODED, Reason(Cause.NO_PERIOD, Text(zh, en))
    partial = [_partial_text(ident, plan) for ident, plan in asked.items() if not _whole(plan, claim)]
    lacking = [_lacking_text(ident, plan) for ident, plan in asked.items() if plan.source.missing]
    if partial or lacking:
        cause = Cause.NOT_WHOLE if partial else Cause.TEXT_LACKS
        return Verdict.NOT_ENCODED, Reason(cause, SEMICOLON.join([*partial, *lacking]))
    idents = ", ".join(asked)
    verb = "are" if len(asked) > 1 else "is"
    silent = Text(f"{idents} 已完整收录，未提出", f"{idents} {verb} encoded whole and set no such target")
    return Verdict.NO_COUNTERPART, Reason(Cause.SILENT, silent)


class Absences:
    """`absence` for the many targets of one collection. Of a target its time and type alone matter: each question is
    answered once.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._told: dict[tuple[object, ...], tuple[Verdict, Reason]] = {}

    def judge(
        self, claim: Claim, place: str, named: Sequence[str] = (), near: Sequence[Claim] = ()
    ) -> tuple[Verdict, Reason]:
        """As `absence`."""
        period = claim.plan_period
        key = (place, claim.year, period.first, period.last, claim.type is ClaimType.TARGET, bool(near), *named)
        if key not in self._told:
            self._told[key] = judge_absence(claim, place, self._collection, named, near)
        return self._told[key]


def _that_could_hold(claim: Claim, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """The plans whose period holds the target's year; without a year those whose period meets its plan's."""
    if claim.year is not None:
        return {ident: plan for ident, plan in plans.items() if claim.year in plan.period}
    own = claim.plan_period
    return {i: p for i, p in plans.items() if p.period.first <= own.last and own.first <= p.period.last}


def _whole(plan: Plan, claim: Claim) -> bool:
    """Whether the list that would hold a counterpart is encoded in full."""
    wanted = {Section.TARGETS} if claim.type is ClaimType.TARGET else {Section.TARGETS, Section.OBSERVED}
    if plan.partial:
        return not wanted & set(plan.partial)
    return plan.encoding is Completeness.COMPLETE


def _partial_text(ident: str, plan: Plan) -> Text:
    parts = COMMA.join([p.label for p in plan.partial]) if plan.partial else Text("全文", "the whole text")
    return Text(f"{ident} 收录未完（{parts.zh}）", f"{ident} is not encoded whole ({parts.en})")


def _lacking_text(ident: str, plan: Plan) -> Text:
    parts = "、".join(plan.source.missing)
    return Text(
        f"{ident} 的原文缺{parts}，不能断言未提出", f"the text of {ident} lacks {parts}: silence proves nothing"
    )
