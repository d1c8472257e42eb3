"""What an opinion concludes from a verdict: one word for each, and no judge beside that of `compare`."""

from decimal import Decimal

from plancmp.claim import Claim
from plancmp.compare import COMPUTABLE, Comparison, get_interval
from plancmp.compare.formatting import format_with_unit
from plancmp.compare.interval import Interval
from plancmp.compare.phrases import find_direction
from plancmp.vocabulary import Better, Commitment, Conclusion, Verdict
from plancmp.words import NOTHING, Text, say

_OF_VERDICT = {
    Verdict.OTHER_PERIOD: Conclusion.OTHER_TIME,
    Verdict.RELATED: Conclusion.OTHER_BASIS,
    Verdict.BASIS_DIFFERS: Conclusion.OTHER_BASIS,
    Verdict.UNIT_DIFFERS: Conclusion.OTHER_BASIS,
    Verdict.NOT_COMPUTABLE: Conclusion.NOT_JUDGED,
    Verdict.ASSIGNED: Conclusion.SET_ABOVE,
    Verdict.NOT_ENCODED: Conclusion.NOT_JUDGED,
}
_OF_DIRECTION = {1: Conclusion.HIGHER, 0: Conclusion.EQUAL, -1: Conclusion.LOWER, None: Conclusion.NOT_JUDGED}
_BY_STRENGTH = (Commitment.FIRM, Commitment.PLAIN, Commitment.ASPIRATIONAL, Commitment.SUPPORTIVE)


def conclude_pair(pair: Comparison) -> Conclusion:
    """The conclusion on a target set against one of the plan above."""
    return _OF_DIRECTION[weigh_demands(pair)] if pair.verdict in COMPUTABLE else _OF_VERDICT[pair.verdict]


def conclude_absence(verdict: Verdict, silent: Conclusion) -> Conclusion:
    """The conclusion where one side has nothing: `silent` where its document is whole, else none."""
    return silent if verdict is Verdict.NO_COUNTERPART else _OF_VERDICT[verdict]


def weigh_demands(pair: Comparison) -> int | None:
    """Whether the second asks for more (1), less (-1) or the same (0); None where that is open. Of two floors, or of two
    ceilings, what they ask for is compared, though what is reached may lie beyond them.
    """
    if pair.measure.share is not None or pair.measure.difference is None:
        return None
    direction = find_direction(pair)
    if direction is not None or pair.conversion is not None:
        return direction
    first, second = get_interval(pair.first), get_interval(pair.second)
    for ends in (_list_floors(first, second), _list_ceilings(first, second)):
        if ends is not None:
            return (ends[1] > ends[0]) - (ends[1] < ends[0])
    return None


def _list_floors(*figures: Interval) -> tuple[Decimal, ...] | None:
    """What figures ask for at the least (at least 2, above 2, 2); None where one of them has a ceiling of its own."""
    lows = tuple(f.low for f in figures if f.low is not None and f.high in {None, f.low})
    return lows if len(lows) == len(figures) else None


def _list_ceilings(*figures: Interval) -> tuple[Decimal, ...] | None:
    """What figures allow at the most; None where one of them has a floor of its own."""
    highs = tuple(f.high for f in figures if f.high is not None and f.low in {None, f.high})
    return highs if len(highs) == len(figures) else None


def explain_conclusion(pair: Comparison, conclusion: Conclusion) -> Text:
    """What the reasons of a verdict leave open: that bounds were compared, or that a part of a sum is neither above nor below."""
    if pair.verdict not in COMPUTABLE:
        return NOTHING
    if pair.measure.share is not None:
        return Text(
            "上级是全域总数，未为本地分解，高低不作判断",
            "the figure above is for the whole of that place, and has no share set for this one",
        )
    if find_direction(pair) is None and conclusion is not Conclusion.NOT_JUDGED:
        return Text("按限定词的界限比", "compared by the bounds that the wording sets")
    return NOTHING


def advise_on_pair(pair: Comparison, conclusion: Conclusion) -> Text:
    """What to do about the conclusion on a pair."""
    upper, own = pair.first, pair.second
    figure = format_with_unit(upper)
    if conclusion is Conclusion.EQUAL:
        if _BY_STRENGTH.index(own.commitment) > _BY_STRENGTH.index(upper.commitment):
            return Text("数相同，措辞弱于上级，请斟酌", "the figure agrees; the wording is weaker than above")
        return Text("无须调整", "none needed")
    if conclusion in {Conclusion.LOWER, Conclusion.HIGHER}:
        return _advise_on_gap(upper, conclusion, figure)
    if conclusion is Conclusion.OTHER_TIME and upper.year is not None:
        return say(
            "补写 {year} 年的数，或说明年份依据", "add a figure for {year}, or say why another year", year=upper.year
        )
    if conclusion is Conclusion.OTHER_BASIS:
        return say("按上级口径（{basis}）补写，或说明口径差异", "add it as the plan above counts ({basis}), or say what differs", basis=upper.basis)  # fmt: skip
    return Text("人工核对", "to be looked at by a person")


def _advise_on_gap(upper: Claim, conclusion: Conclusion, figure: Text) -> Text:
    """Of an indicator with a wanted direction what falls short is to be raised; where none is known, both are to be explained."""
    worse = {Better.HIGHER: Conclusion.LOWER, Better.LOWER: Conclusion.HIGHER}.get(upper.definition.better)  # type: ignore[arg-type]
    if worse is conclusion:
        return say("调整到不弱于上级的 {figure}，或说明理由", "bring it up to {figure}, or say why not", figure=figure)
    if worse is None:
        return say("与上级的 {figure} 不同，请说明理由", "say why it differs from {figure}", figure=figure)
    return Text("可保留，请附测算依据", "may stay; show what it rests on")


ADVICE = {
    Conclusion.SET_ABOVE: Text("列入上级指定的数，或说明理由", "take up the figure set above, or say why not"),
    Conclusion.NOT_HERE: Text("补充该指标，或说明不设的理由", "add the target, or say why it is left out"),
    Conclusion.NOT_ABOVE: Text("本规划自设，可保留", "the plan's own; may stay"),
    Conclusion.NOT_JUDGED: Text("人工核对", "to be looked at by a person"),
}
"""What to do where only one side has a target."""
