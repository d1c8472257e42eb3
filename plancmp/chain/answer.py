"""What a chain comes to, in a sentence a period."""

from collections.abc import Iterable, Iterator

from plancmp.chain.result import Chain, ChainPeriod
from plancmp.compare.counts import count_verdicts, phrase_clauses, phrase_outcome, record_verdicts
from plancmp.model import Collection
from plancmp.vocabulary import LEVELS_DOWN, Level
from plancmp.words import NOTHING, Opening, Text, say

_LEVELS = 3
"""So many levels of government make a whole chain: nation, region and city."""
_FEW = 3
"""Up to so many places of a level are named; more are counted."""


def sum_up(chain: Chain) -> Chain:
    """The chain with its answer: which levels have targets for which period, and what may be said of them."""
    whole = [p.period for p in chain.periods if has_three_levels(p.list_places(chain.collection))]
    sentences = (
        _phrase_whole(chain, [str(period).replace("-", "–") for period in whole]),
        *(sentence for period in chain.periods for sentence in _list_sentences(period, chain.collection)),
    )
    counts = {
        "periods": len(chain.periods),
        "targets": sum(len(period.targets) for period in chain.periods),
        "whole": [str(period) for period in whole],
        "pairs": record_verdicts(count_verdicts(pair.verdict for period in chain.periods for pair in period.pairs)),
    }
    return chain._replace(answer=Opening(tuple(sentences), counts))


def has_three_levels(levels: Iterable[Level]) -> bool:
    """Whether three levels of government that follow each other are among these."""
    held = set(levels)
    return any(set(LEVELS_DOWN[n : n + _LEVELS]) <= held for n in range(len(LEVELS_DOWN) - _LEVELS + 1))


def _phrase_whole(chain: Chain, whole: list[str]) -> Text:
    if not chain.periods:
        return say("没有一级为该指标提出多年目标。", "No level sets a target over years for it.")
    if not whole:
        return say("没有一个时期三级都有目标。", "For no period do three levels have a target.")
    return say("{periods} 年三级都有目标。", "Three levels have a target for {periods}.", periods=whole)


def _list_sentences(period: ChainPeriod, collection: Collection) -> Iterator[Text]:
    """Who has targets for the period; how many pairs there are, and in how many which of the two is higher."""
    levels = period.list_places(collection).items()
    names = [name for level, places in levels for name in _name_places(level, places, collection)]
    years = str(period.period).replace("-", "–")
    pairs = period.pairs
    told = phrase_clauses(count_verdicts(pair.verdict for pair in pairs))
    yield say(
        "{years} 年：{names}有目标{pairs}。", "{years}: targets of {names}{pairs}.", years=years, names=names,
        pairs=say("，{n} 对中 {told}", "; of {n} {n:pair|pairs} {told}", n=len(pairs), told=told) if pairs else NOTHING,
    )  # fmt: skip
    outcome = phrase_outcome(pairs, Text("下级数", "The lower figure"), Text("上级数", "the upper"))
    if outcome.en:
        yield outcome


def _name_places(level: Level, places: list[str], collection: Collection) -> list[Text]:
    if len(places) > _FEW:
        return [say("{n} 个{level}地区", "{n} places of level {level}", n=len(places), level=level)]
    return [collection.places[place].name for place in places]
