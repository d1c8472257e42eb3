"""Why a place has nothing beside a target: its plans set no figure for it, or are not here to ask."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from plancmp.claim import Claim
from plancmp.compare.reason import Reason
from plancmp.model import Collection, Period, Plan
from plancmp.vocabulary import PLANNING, ClaimType, Completeness, DocumentKind, Section, Verdict
from plancmp.words import COMMA, SEMICOLON, Text, say


class Cause(StrEnum):
    """Why nothing stands beside a target: the field that a reason of it names."""

    NO_PLAN = "plan"
    NO_PERIOD = "period"
    NO_OUTLINE = "kind"
    NOT_WHOLE = "encoding"
    TEXT_LACKS = "source"
    SILENT = "indicator"
    NO_PLACE = "place"


_FEW = 4
"""Up to so many places are named; more are counted."""
_OF_ALL: dict[Cause, Callable[[Text, int | Period], Text]] = {
    Cause.NO_PLAN: lambda places, _: say("尚未收录{places}的规划", "no plan at all of {places}", places=places),
    Cause.NO_PERIOD: lambda places, time: say(
        "未收录{places}涵盖 {time} 年的规划", "no plan for {time} of {places}", places=places, time=time
    ),
    Cause.NO_OUTLINE: lambda places, time: say(
        "未收录{places}涵盖 {time} 年的规划纲要", "no outline for {time} of {places}", places=places, time=time
    ),
    Cause.NOT_WHOLE: lambda places, _: say(
        "{places}的规划收录未完", "not encoded whole: the plans of {places}", places=places
    ),
    Cause.TEXT_LACKS: lambda places, _: say(
        "{places}的规划原文不全", "parts of the text are missing: the plans of {places}", places=places
    ),
    Cause.SILENT: lambda places, _: say(
        "{places}的规划已完整收录，未提出",
        "encoded whole and set no such target: the plans of {places}",
        places=places,
    ),
}


def shared_reason(cause: Cause, names: Sequence[Text], claim: Claim) -> Reason:
    """One sentence for the places of these names, of which all have nothing beside `claim` by the same cause."""
    places = COMMA.join(names)
    if len(names) > _FEW:
        blank = " " if cause is Cause.NO_PLAN else ""
        places = Text(f"{blank}{len(names)} 个地区", f"{len(names)} places")
    return Reason(cause, _OF_ALL[cause](places, claim.year or claim.plan_period))


def judge_absence(
    claim: Claim, place: str, collection: Collection, named: Sequence[str] = (), near: Sequence[Claim] = ()
) -> tuple[Verdict, Reason]:
    """`no-counterpart` where the plans of `place` that could hold the target are encoded whole and silent, else
    `not-encoded` with what is missing. `named` plans are asked themselves, whatever their period. Where the place
    has `near` claims of its own, plans of other years are not called silent. Reports, communiqués and releases are
    asked nothing: they cannot be silent; and of a target of an outline, which is for all fields, only an outline can be.
    """
    name = collection.places[place].name
    documents = {ident: collection.plans[ident] for ident in (named or collection.list_plans_of(place))}
    plans = {ident: plan for ident, plan in documents.items() if plan.kind in PLANNING}
    if not plans:
        return Verdict.NOT_ENCODED, Reason(Cause.NO_PLAN, _phrase_no_plan(name, documents))
    asked = plans if named else _choose_by_time(claim, plans)
    if not asked:
        silent = not near and all(_is_whole(plan, claim) and not plan.source.missing for plan in plans.values())
        return Verdict.NOT_ENCODED, Reason(
            Cause.NO_PERIOD, _phrase_no_period(claim, name, plans.values(), silent=silent)
        )
    verdict, reason = _ask_plans(claim, asked)
    is_of_outline = claim.kind is DocumentKind.OUTLINE and not named
    if verdict is Verdict.NOT_ENCODED or not is_of_outline or DocumentKind.OUTLINE in {p.kind for p in asked.values()}:
        return verdict, reason
    text = say(
        "未收录{place}涵盖 {time} 年的规划纲要；所收 {n} 份某一领域的规划（{plans}）未提出",
        "no outline of {place} for {time} is in the collection; {plans}, for a field of work, {n:sets|set} no figure for it",
        place=name, time=claim.year or claim.plan_period, plans=", ".join(asked), n=len(asked),
    )  # fmt: skip
    return Verdict.NOT_ENCODED, Reason(Cause.NO_OUTLINE, text)


def _ask_plans(claim: Claim, asked: Mapping[str, Plan]) -> tuple[Verdict, Reason]:
    """Whether plans that could hold the target are silent, or what of them is missing."""
    partial = [_phrase_partial(ident, plan) for ident, plan in asked.items() if not _is_whole(plan, claim)]
    lacking = [
        say(
            "{plan} 的原文缺{parts}，不能断言未提出",
            "the text of {plan} lacks {parts}: silence proves nothing",
            plan=ident,
            parts="、".join(plan.source.missing),
        )
        for ident, plan in asked.items()
        if plan.source.missing
    ]
    if partial or lacking:
        cause = Cause.NOT_WHOLE if partial else Cause.TEXT_LACKS
        return Verdict.NOT_ENCODED, Reason(cause, SEMICOLON.join([*partial, *lacking]))
    text = say(
        "{plans} {whole}，未提出",
        "{plans} {whole} and set no such target",
        plans=", ".join(asked),
        whole=Text("已完整收录", "are encoded whole" if len(asked) > 1 else "is encoded whole"),
    )
    return Verdict.NO_COUNTERPART, Reason(Cause.SILENT, text)


def _phrase_no_plan(name: Text, documents: Iterable[str]) -> Text:
    """That a place has no plan here; where it has other documents, that their silence proves nothing."""
    if not documents:
        return say("尚未收录{place}的规划", "no plan of {place} is in the collection", place=name)
    return say(
        "{documents} 不是规划，其中未提出不等于没有该目标",
        "{documents}: no plan, so that silence there proves nothing",
        documents=", ".join(documents),
    )


def _phrase_no_period(claim: Claim, name: Text, plans: Iterable[Plan], *, silent: bool) -> Text:
    """That no plan of the place holds the target's time, and what its other plans say."""
    text = say(
        "未收录{place}涵盖 {time} 年的规划（已收录 {periods} 年）",
        "no plan of {place} for {time} is in the collection (there is {periods})",
        place=name,
        time=claim.year or claim.plan_period,
        periods=[plan.period for plan in plans],
    )
    if silent:
        text = say("{text}，已收录的也未提出", "{text}, and what is there sets no figure for it", text=text)
    return text


class Absences:
    """`absence` for the many targets of one collection. Of a target its time, its type and its document's kind alone matter: each
    question is answered once.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._answers: dict[tuple[object, ...], tuple[Verdict, Reason]] = {}

    def judge(
        self, claim: Claim, place: str, named: Sequence[str] = (), near: Sequence[Claim] = ()
    ) -> tuple[Verdict, Reason]:
        """As `judge_absence`."""
        kinds = claim.type is ClaimType.TARGET, claim.kind is DocumentKind.OUTLINE
        key = (place, claim.year, claim.plan_period, *kinds, bool(near), *named)
        if key not in self._answers:
            self._answers[key] = judge_absence(claim, place, self._collection, named, near)
        return self._answers[key]


def _choose_by_time(claim: Claim, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """The plans whose period holds the target's year; without a year those whose period meets its plan's."""
    if claim.year is not None:
        return {ident: plan for ident, plan in plans.items() if claim.year in plan.period}
    own = claim.plan_period
    return {i: p for i, p in plans.items() if p.period.meets(own)}


def _is_whole(plan: Plan, claim: Claim) -> bool:
    """Whether the list that would hold a counterpart is encoded in full."""
    wanted = {Section.TARGETS} if claim.type is ClaimType.TARGET else {Section.TARGETS, Section.OBSERVED}
    if plan.partial:
        return not wanted & set(plan.partial)
    return plan.encoding is Completeness.COMPLETE


def _phrase_partial(ident: str, plan: Plan) -> Text:
    parts = plan.partial or Text("全文", "the whole text")
    return say("{plan} 收录未完（{parts}）", "{plan} is not encoded whole ({parts})", plan=ident, parts=parts)
