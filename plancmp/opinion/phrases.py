"""The cells of an opinion: a figure with its place in the text and its quote, why, and what to do."""

from collections.abc import Iterator

from plancmp.claim import Claim
from plancmp.compare.phrases import list_reasons, name_section, phrase_claim, phrase_measure
from plancmp.opinion.conclusion import ADVICE, advise_on_pair
from plancmp.opinion.result import Judgement, Opinion, OpinionRow
from plancmp.vocabulary import Conclusion
from plancmp.words import NOTHING, SEMICOLON, Text, say

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
_CONFLICT = Text("先商上级明确以哪个数为准", "ask those above first which figure holds")
_OUTSIDE = Text("不在对方规划期内，供参考", "of years outside the other side's; for reference")


def mark_frame(frame: str, opinion: Opinion) -> Text:
    """The mark of an upper document, where there are several."""
    if len(opinion.frames) == 1:
        return NOTHING
    number = opinion.frames.index(frame)
    return Text.same(_MARKS[number] if number < len(_MARKS) else f"({number + 1})")


def cite_upper(row: OpinionRow, opinion: Opinion) -> Text:
    """What the upper documents set, each with its mark, section and quote."""
    told = [_mark(claim.plan, _cite_set_above(claim, opinion), opinion) for claim in row.upper]
    return Text.same("\n").join(told) if told else Text("—", "—")


def cite_own(row: OpinionRow, opinion: Opinion) -> Text:
    """What the draft sets, with section and quote."""
    return cite_claim(row.own, opinion) if row.own else Text("—", "—")


def _cite_set_above(claim: Claim, opinion: Opinion) -> Text:
    """A figure of an upper document; one that it sets for a place inside its own is told as such."""
    if claim.place == claim.plan_place:
        return cite_claim(claim, opinion)
    name = opinion.collection.places[claim.place].name
    return _cite(
        claim, say("上级为{name}指定：{words}", "set for {name}: {words}", name=name, words=phrase_claim(claim))
    )


def cite_claim(claim: Claim, opinion: Opinion) -> Text:
    """A figure, where it stands, and its words; behind the name of its place where that is not its document's."""
    words = phrase_claim(claim)
    if claim.place != claim.plan_place:
        name = opinion.collection.places[claim.place].name
        words = say("对{name}：{words}", "for {name}: {words}", name=name, words=words)
    return _cite(claim, words)


def _cite(claim: Claim, words: Text) -> Text:
    return say("{words}，{section}「{quote}」", "{words}, {section} 「{quote}」", words=words, section=name_section(claim.section), quote=claim.quote)  # fmt: skip


def phrase_conclusion(row: OpinionRow, opinion: Opinion) -> Text:
    """The conclusion; of several documents with different ones each behind its mark."""
    if len(row.conclusions) == 1:
        return row.conclusions[0].label
    return SEMICOLON.join([_mark(j.frame, j.conclusion.label, opinion) for j in row.telling])


def phrase_reasons(row: OpinionRow, opinion: Opinion) -> Text:
    """That upper figures differ, then what each document means: what could be reckoned, and why no more."""
    told = [row.conflict] if row.conflict else []
    for judgement in row.telling:
        words = SEMICOLON.join(list(dict.fromkeys(_list_reasons(judgement, opinion))))
        told.extend([_mark(judgement.frame, words, opinion)] if words.en else [])
    return Text.same("\n").join(list(dict.fromkeys(told)))


def _list_reasons(judgement: Judgement, opinion: Opinion) -> Iterator[Text]:
    pair = judgement.pair
    if pair is None:
        yield from (reason.text for reason in judgement.reasons)
        return
    measure = phrase_measure(pair, opinion.collection)
    yield from [measure] if measure.en else []
    yield from (reason.text for reason in judgement.reasons if reason not in pair.reasons)
    yield from list_reasons(pair, explain=False)


def phrase_advice(row: OpinionRow, opinion: Opinion) -> Text:
    """What to do, each once."""
    if is_beside(row, opinion):
        return _OUTSIDE
    if row.conflict is not None:
        return _CONFLICT
    advice = list(dict.fromkeys(_advise(judgement) for judgement in row.telling))
    if len(advice) == 1:
        return advice[0]
    return SEMICOLON.join([_mark(j.frame, _advise(j), opinion) for j in row.telling])


def is_beside(row: OpinionRow, opinion: Opinion) -> bool:
    """Whether a row is for reference alone: of years outside the other side's, in a plan of another time."""
    return row.is_outside and not _is_of_time_above(row, opinion)


def _is_of_time_above(row: OpinionRow, opinion: Opinion) -> bool:
    """Whether a target for a year outside the time of the documents above is of a plan of that time."""
    plans = opinion.collection.plans
    return row.own is not None and any(row.own.plan_period.meets(plans[frame].period) for frame in opinion.frames)


def _advise(judgement: Judgement) -> Text:
    own_side = judgement.conclusion in {Conclusion.NOT_ABOVE, Conclusion.NOT_JUDGED}
    if judgement.pair is None or own_side:
        return ADVICE[judgement.conclusion]
    return advise_on_pair(judgement.pair, judgement.conclusion)


def _mark(frame: str, words: Text, opinion: Opinion) -> Text:
    mark = mark_frame(frame, opinion)
    return Text(f"{mark.zh}{words.zh}", f"{mark.en}{' ' if mark.en else ''}{words.en}")
