"""What is said of many pairs at once: how many have which verdict, which side is higher, and why so many stand alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from plancmp.compare.absence import Cause
from plancmp.compare.nearest import LoneClaim
from plancmp.compare.phrases import BESIDE_RESULT, find_direction, is_of_targets
from plancmp.compare.verdict import COMPUTABLE, Comparison
from plancmp.vocabulary import BY_WEIGHT, Verdict
from plancmp.words import COMMA, NOTHING, SEMICOLON, Text, say

_CLAUSES: Mapping[Verdict, Callable[[int], Text]] = {
    Verdict.COMPARABLE: lambda n: say("{n} 项可直接比", "{n} can be compared", n=n),
    Verdict.COMPARABLE_AFTER: lambda n: say("{n} 项换算后可比", "{n} after a conversion", n=n),
    Verdict.ASSIGNED: lambda n: say("{n} 项由规划自己为地方指定", "{n} set by the plan itself for a place", n=n),
    Verdict.OTHER_PERIOD: lambda n: say("{n} 项年份不同", "{n} of other years", n=n),
    Verdict.RELATED: lambda n: say("{n} 项只是相关", "{n} only related", n=n),
    Verdict.BASIS_DIFFERS: lambda n: say("{n} 项口径不同", "{n} on another basis", n=n),
    Verdict.UNIT_DIFFERS: lambda n: say("{n} 项单位不同", "{n} in another unit", n=n),
    Verdict.NOT_COMPUTABLE: lambda n: say("{n} 项缺数据", "{n} {n:lacks|lack} an input", n=n),
}

_CAUSES: Mapping[Cause, Text] = {
    Cause.NO_PLACE: Text("没有这样的地区", "no such place here"),
    Cause.NO_PLAN: Text("没有收录任何规划", "no plan here at all"),
    Cause.NO_PERIOD: Text("未收录该时期的规划", "no plan of that time here"),
    Cause.NO_OUTLINE: Text("未收录该时期的规划纲要", "no outline of that time here"),
    Cause.NOT_WHOLE: Text("规划收录未完", "a plan encoded in part"),
    Cause.TEXT_LACKS: Text("规划原文不全", "a text not whole"),
}
_DIRECTIONS: Mapping[int | None, Callable[[int, Text], Text]] = {
    1: lambda n, first: say("高于{first}的 {n} 项", "above {first} in {n}", n=n, first=first),
    -1: lambda n, first: say("低于{first}的 {n} 项", "below {first} in {n}", n=n, first=first),
    0: lambda n, _: say("相等的 {n} 项", "equal in {n}", n=n),
    None: lambda n, _: say("高低不能定的 {n} 项", "neither surely above nor below in {n}", n=n),
}


def rank_pair(pair: Comparison | None) -> tuple[bool, int]:
    """How much a pair weighs, the heaviest first: two targets before a target beside a result, then by verdict."""
    if pair is None:
        return False, BY_WEIGHT.index(Verdict.ASSIGNED)
    return not is_of_targets(pair), BY_WEIGHT.index(pair.verdict)


def count_verdicts(verdicts: Iterable[Verdict]) -> dict[Verdict, int]:
    """How often each verdict was given, the heaviest first."""
    counts = Counter(verdicts)
    return {verdict: counts[verdict] for verdict in BY_WEIGHT if counts[verdict]}


def record_verdicts(counts: Mapping[Verdict, int]) -> dict[str, Any]:
    """Counts of verdicts as in the machine-readable output; one that was never given is 0."""
    return {str(verdict): counts.get(verdict, 0) for verdict in BY_WEIGHT}


def phrase_verdicts(counts: Mapping[str, int], beside_results: int) -> Text:
    """ "comparable 0 · other period 3 · related 3 · beside result 1", of recorded counts: whether any may be compared
    is told in any case.
    """
    listed = [(v.label, counts[v]) for v in BY_WEIGHT if counts[v] or v is Verdict.COMPARABLE]
    listed.extend([(BESIDE_RESULT, beside_results)] if beside_results else [])
    parts = [say("{word} {n}", "{word} {n}", word=word, n=n) for word, n in listed]
    return Text.same(" · ").join(parts)


def phrase_clauses(counts: Mapping[Verdict, int]) -> Text:
    """ "3 are years apart, 3 only related, 2 lack an input"."""
    return COMMA.join(
        [_CLAUSES[verdict](counts[verdict]) for verdict in BY_WEIGHT if counts.get(verdict) and verdict in _CLAUSES]
    )


def phrase_outcome(pairs: Iterable[Comparison], second: Text, first: Text) -> Text:
    """Of the pairs that may be compared, in how many the second side is higher; empty where there is none. A part of a sum
    is neither above nor below the whole.
    """
    found = Counter(
        find_direction(pair)
        for pair in pairs
        if pair.verdict in COMPUTABLE and is_of_targets(pair) and pair.measure.share is None
    )
    parts = [phrase(found[direction], first) for direction, phrase in _DIRECTIONS.items() if found[direction]]
    return say("{second}{parts}。", "{second} is {parts}.", second=second, parts=parts) if parts else NOTHING


def phrase_silence(lone: Sequence[LoneClaim]) -> Text:
    """How many of the targets that stand alone truly have no counterpart, and why it can't be told of the others."""
    silent = sum(each.verdict is Verdict.NO_COUNTERPART for each in lone)
    causes = Counter(Cause(each.reasons[0].field) for each in lone if each.verdict is Verdict.NOT_ENCODED)
    parts = [
        cause_words if len(causes) == 1 else say("{n} 项{cause}", "{cause}: {n}", n=causes[cause], cause=cause_words)
        for cause, cause_words in _CAUSES.items()
        if causes[cause]
    ]
    because = SEMICOLON.join(parts)
    if not parts:
        return Text("均确无对应", "none of them has a counterpart")
    if not silent:
        return say(
            "有无对应均无从判断（{because}）",
            "it can't be told whether the other side has them ({because})",
            because=because,
        )
    return say(
        "{n} 项确无对应，{open} 项无从判断（{because}）",
        "{n} truly {n:has|have} no counterpart, of {open} it can't be told ({because})",
        n=silent,
        open=causes.total(),
        because=because,
    )
