"""What an opinion comes to, in a few sentences."""

from collections import Counter
from collections.abc import Iterable

from plancmp.opinion.result import Opinion, OpinionRow
from plancmp.vocabulary import Conclusion, Dimension
from plancmp.words import COMMA, NOTHING, Opening, Text, say

GRAVEST = (
    Conclusion.LOWER,
    Conclusion.HIGHER,
    Conclusion.OTHER_TIME,
    Conclusion.OTHER_BASIS,
    Conclusion.SET_ABOVE,
    Conclusion.NOT_HERE,
    Conclusion.NOT_JUDGED,
    Conclusion.NOT_ABOVE,
    Conclusion.EQUAL,
)
"""By which of several conclusions a row is counted."""
_SCOPE = Text(
    "七个方面中，主要目标逐项判断，任务、举措、工程只看有无对应，其余不作判断。",
    "Of the seven things that are to agree the main targets are judged one by one, tasks, measures and projects by whether "
    "they have a counterpart, and the others not at all.",
)


def sum_up(opinion: Opinion) -> Opening:
    """How many of the draft's targets agree, what of the upper documents it lacks, and what was not judged."""
    own = [row for row in opinion.rows if row.own is not None and not row.is_outside]
    upper = [row for row in opinion.rows if row.own is None and not row.is_outside]
    outside = sum(row.is_outside for row in opinion.rows)
    conflicts = sum(row.conflict is not None for row in opinion.rows)
    missing = sum(row.conclusion is Conclusion.NOT_HERE for rows in opinion.tasks.values() for row in rows)
    sentences = (_phrase_own(opinion, own), _phrase_upper(upper), *_phrase_remarks(conflicts, missing, outside), _SCOPE)
    counts = {
        "own": _record_counts(own),
        "upper_only": _record_counts(upper),
        "outside": outside,
        "conflicts": conflicts,
        "tasks": {str(head): len(opinion.tasks[head]) for head in Dimension if head in opinion.tasks},
        "tasks_missing": missing,
    }
    return Opening(tuple(sentence for sentence in sentences if sentence.en), counts)


def _phrase_remarks(conflicts: int, missing: int, outside: int) -> list[Text]:
    """What else there is a number of."""
    counted = (
        (conflicts, say("上级数字互不相同 {n} 处。", "In {n} {n:row|rows} two upper figures differ.", n=conflicts)),
        (missing, say("上级任务未见对应 {n} 项。", "{n} upper {n:task has|tasks have} no counterpart.", n=missing)),
        (
            outside,
            say("另有 {n} 项不在对方规划期内。", "{n} more {n:is|are} of years outside the other side's.", n=outside),
        ),
    )
    return [sentence for n, sentence in counted if n]


def count_conclusions(rows: Iterable[OpinionRow]) -> Counter[Conclusion]:
    """How many rows come to each conclusion; of several the gravest counts."""
    return Counter(min(row.conclusions, key=GRAVEST.index) for row in rows)


def _record_counts(rows: Iterable[OpinionRow]) -> dict[str, int]:
    counts = count_conclusions(rows)
    return {str(conclusion): counts[conclusion] for conclusion in Conclusion}


def _phrase_own(opinion: Opinion, rows: list[OpinionRow]) -> Text:
    if not opinion.drafts:
        name = opinion.collection.places[opinion.place].name
        return say("未收录{name}该时期的规划，只列上级目标。", "No plan of {name} for that time is in the collection: only the targets above are listed.", name=name)  # fmt: skip
    if not rows:
        return Text("本规划没有上级规划期内的目标。", "This plan has no target within the years of those above.")
    return say("本规划 {n} 项目标：{parts}。", "{n} {n:target|targets} of this plan: {parts}.", n=len(rows), parts=_phrase_counts(rows))  # fmt: skip


def _phrase_upper(rows: list[OpinionRow]) -> Text:
    if not rows:
        return NOTHING
    return say("上级另有 {n} 项目标在本规划没有对应：{parts}。", "{n} {n:target|targets} above {n:has|have} nothing beside {n:it|them} here: {parts}.", n=len(rows), parts=_phrase_counts(rows))  # fmt: skip


def _phrase_counts(rows: Iterable[OpinionRow]) -> Text:
    counts = count_conclusions(rows)
    parts = [say("{word} {n}", "{n} {word}", word=word, n=counts[word]) for word in Conclusion if counts[word]]
    return COMMA.join(parts)
