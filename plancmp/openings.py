"""What a reader wants to know first of a document, a place or an indicator, in a sentence or two."""

from collections.abc import Sequence

from plancmp.claim import Claim
from plancmp.compare.phrases import phrase_claim
from plancmp.listing import describe_encoding
from plancmp.model import Collection, Plan
from plancmp.vocabulary import ClaimType
from plancmp.words import Text, say

_FEW = 4
"""Of so many places the last result and the last target stand in the opening sentence."""


def sum_up_plan(plan: Plan, own: Sequence[Claim], collection: Collection) -> Text:
    targets = [c for c in own if c.type is ClaimType.TARGET]
    inside = sum(c.place != plan.place for c in targets)
    return say(
        "{place} {period} 年的{kind}：目标 {n} 条{inside}，成绩 {results} 条，任务 {tasks} 项。{encoding}。",
        "{place}'s {kind} for {period}: {n} {n:target|targets}{inside}, {results} {results:result|results}, "
        "{tasks} {tasks:task|tasks}. {encoding}.",
        place=collection.places[plan.place].name,
        period=str(plan.period).replace("-", "–"),
        kind=plan.kind,
        n=len(targets),
        inside=say("（其中 {m} 条为下属地方或园区而定）", ", {m} of them for places inside", m=inside)
        if inside
        else "",
        results=len(own) - len(targets),
        tasks=len(plan.tasks),
        encoding=describe_encoding(plan),
    )


def sum_up_place(ident: str, plans: Sequence[str], own: Sequence[Claim], collection: Collection) -> Text:
    targets = [c for c in own if c.type is ClaimType.TARGET]
    alone = [c for c in targets if c.plan_place == ident]
    return say(
        "{place}：文件 {plans} 份，自定目标 {own} 条，其他规划为其指定 {set} 条，成绩 {results} 条。",
        "{place}: {plans} {plans:document|documents}, {own} {own:target|targets} of its own, {set} set for it by others, "
        "{results} {results:result|results}.",
        place=collection.places[ident].name,
        plans=len(plans),
        own=len(alone),
        set=len(targets) - len(alone),
        results=len(own) - len(targets),
    )


def sum_up_indicator(own: Sequence[Claim], collection: Collection) -> tuple[Text, ...]:
    """How many targets and results of how many places there are; of the first places what was last reached and is aimed at."""
    targets = [c for c in own if c.type is ClaimType.TARGET]
    places = list(dict.fromkeys(c.place for c in own))
    sentences = [
        say(
            "{places} 个地区：目标 {n} 条，成绩 {m} 条。",
            "{places} {places:place|places}: {n} {n:target|targets}, {m} {m:result|results}.",
            places=len(places),
            n=len(targets),
            m=len(own) - len(targets),
        )
    ]
    for place in places[:_FEW]:
        figures = _choose_latest([c for c in own if c.place == place and not c.is_part and c.year is not None])
        if figures:
            parts = _phrase_course(figures)
            sentences.append(
                say("{place}：{parts}。", "{place}: {parts}.", place=collection.places[place].name, parts=parts)
            )
    return tuple(sentences)


def _phrase_course(figures: Sequence[Claim]) -> Text:
    """The last result and the last target, an arrow between them only where the target lies ahead."""
    first, last = figures[0], figures[-1]
    if first is last or (first.year or 0) < (last.year or 0):
        return Text.same(" → ").join([phrase_claim(claim) for claim in figures])
    return say(
        "{result}；所收最后的目标 {target}",
        "{result}; the last target here was {target}",
        result=phrase_claim(first),
        target=phrase_claim(last),
    )


def _choose_latest(claims: Sequence[Claim]) -> list[Claim]:
    """The last result, and the last target."""
    results = [c for c in claims if c.type is not ClaimType.TARGET and c.basis is c.definition.basis]
    targets = [c for c in claims if c.type is ClaimType.TARGET]
    return [max(each, key=lambda c: (c.year or 0, c.plan_period, c.id)) for each in (results, targets) if each]
