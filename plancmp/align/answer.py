"""What an alignment comes to, in a few sentences."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from plancmp.align.levels import phrase_whole_chains
from plancmp.align.place_counts import count_by_place
from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare.counts import (
    count_verdicts,
    phrase_clauses,
    phrase_outcome,
    phrase_silence,
    rank_pair,
    record_verdicts,
)
from plancmp.compare.phrases import is_of_targets
from plancmp.lookup import sort_by_code
from plancmp.vocabulary import BY_WEIGHT, ClaimType, Verdict
from plancmp.words import COMMA, NOTHING, Opening, Text, say

_FEW = 4
"""Up to so many places are named; more are counted."""


def conclude(alignment: Alignment) -> Alignment:
    """The alignment with the counts of its places, and its answer."""
    counted = alignment._replace(by_place=count_by_place(alignment))
    return counted._replace(answer=_sum_up(counted))


def _sum_up(alignment: Alignment) -> Opening:
    """How many targets of how many places stand under the frame in its period; beside how many of the frame's something
    stands, and what may be done with it; what is known of the others; and what is judged at all. Each target counts once, by
    the pair of its that weighs most; a target beside a result counts for none.
    """
    targets = [claim for row in alignment.rows for claim in _list_targets(row)]
    best = [verdict for row in alignment.rows for verdict in _list_best(row)]
    alone = [lone for lone in alignment.frame_only if lone.claim.type is ClaimType.TARGET]
    open_targets = len(targets) - len(best)
    pairs = [node.comparison for row in alignment.rows for node in row.under if node.comparison is not None]
    sentences = (
        NOTHING if alignment.upward else _phrase_standing(alignment),
        _phrase_answered(alignment, len(targets) + len(alone), best),
        say("{n} 项没有：{silence}。", "{n} {n:has|have} none: {silence}.", n=len(alone), silence=phrase_silence(alone))
        if alone
        else NOTHING,
        _phrase_open(alignment, open_targets),
        phrase_outcome(pairs, Text("下级数", "The lower figure"), Text("上级数", "the upper"))
        if alignment.upward
        else NOTHING,
        phrase_whole_chains(alignment.chains),
        alignment.conformity,
    )
    return Opening(
        tuple(sentence for sentence in sentences if sentence.en),
        {
            "targets": len(targets) + len(alone),
            "answered": len(best),
            "verdicts": record_verdicts(count_verdicts(best)),
            "pairs": record_verdicts(count_verdicts(_list_verdicts(alignment))),
            "beside_results": sum(not is_of_targets(pair) for pair in pairs),
            "frame_only": len(alignment.frame_only),
            "lower_only": len(alignment.lower_only),
            "tasks": len(alignment.tasks),
        },
    )


def _list_verdicts(alignment: Alignment) -> Iterator[Verdict]:
    """The verdict on every pair of two targets."""
    for row in alignment.rows:
        for node in row.walk():
            if node.comparison is None or is_of_targets(node.comparison):
                yield node.verdict


def _list_targets(row: AlignRow) -> list[Claim]:
    """The targets of the frame that stand in a row."""
    claims = (row.frame_claim, *row.frame_also)
    return [claim for claim in claims if claim is not None and claim.type is ClaimType.TARGET]


def _list_best(row: AlignRow) -> list[Verdict]:
    """Of each target of a row, against which another target is set, the verdict that weighs most; what hangs under a figure of
    a place between is set against that.
    """
    found: dict[str, list[int]] = {}
    for target, node in _list_answers(row):
        is_result, weight = rank_pair(node.comparison)
        if not is_result:
            found.setdefault(target, []).append(weight)
    return [BY_WEIGHT[min(weights)] for weights in found.values()]


def _list_answers(row: AlignRow) -> Iterator[tuple[str, Node]]:
    """Every node that is set against a target of the row, with the target's id; of the view turned round the target is the
    lower of the two.
    """
    targets = {claim.id for claim in _list_targets(row)}
    for node in row.walk():
        pair = node.comparison
        sides = (pair.first.id, pair.second.id) if pair is not None else (row.first.id,)
        target = next((side for side in sides if side in targets), None)
        if target is not None:
            yield target, node


_STANDINGS: tuple[tuple[str, Callable[[int], Text]], ...] = (
    ("higher", lambda n: say("{n} 项高于上级", "{n} higher", n=n)),
    ("lower", lambda n: say("{n} 项低于上级", "{n} lower", n=n)),
    ("equal", lambda n: say("{n} 项相等", "{n} equal", n=n)),
    ("open", lambda n: say("{n} 项高低不能定", "{n} left open by {n:its|their} bounds", n=n)),
    ("share", lambda n: say("{n} 项是上级总量的一部分", "{n} {n:part|parts} of a total", n=n)),
)


def _phrase_standing(alignment: Alignment) -> Text:
    """How many targets of how many places stand under the frame in its period, and what may be said of them."""
    period, counts = str(alignment.period).replace("-", "–"), alignment.by_place
    places = [c.place for c in counts if c.above]
    above, comparable = (sum(getattr(c, name) for c in counts) for name in ("above", "comparable"))
    if not above:
        return say(
            "没有下级目标在 {period} 年内列在其下。", "No target below stands under it for {period}.", period=period
        )
    alone = sum(c.targets - c.above for c in counts)
    parts = [phrase(n) for name, phrase in _STANDINGS if (n := sum(getattr(c, name) for c in counts))]
    return say(
        "{period} 年内，{names}有 {n} 项目标列在其下：{m} 项可比{parts}，{rest} 项不可比{more}。",
        "For {period}, {n} {n:target|targets} of {names} {n:stands|stand} under it: {m} comparable{parts}, {rest} not{more}.",
        period=period, names=_name(places, alignment), n=above, m=comparable, rest=above - comparable,
        parts=say("（{parts}）", " ({parts})", parts=parts) if parts else NOTHING,
        more=say("；另有 {n} 项上无目标", "; {n} more {n:has|have} no target above", n=alone) if alone else NOTHING,
    )  # fmt: skip


def _phrase_answered(alignment: Alignment, targets: int, best: Sequence[Verdict]) -> Text:
    names = _name_places(alignment)
    if alignment.upward:
        head = say("{names}的 {n} 项目标中，{m} 项在上级规划中有对应", "Of {n} {n:target|targets} of {names} {m} {m:has|have} a figure above", names=names, n=targets, m=len(best))  # fmt: skip
    else:
        plans, places = alignment.collection.plans, alignment.collection.places
        upper = places[plans[alignment.frame[0]].place].name
        head = say("{upper}的 {n} 项目标中，{m} 项有{names}的数", "Of the {n} {n:target|targets} of {upper} {m} {m:has|have} a figure for {names}", upper=upper, names=names, n=targets, m=len(best))  # fmt: skip
    if not best:
        return say("{head}。", "{head}.", head=head)
    return say("{head}：{clauses}。", "{head}: {clauses}.", head=head, clauses=phrase_clauses(count_verdicts(best)))


def _phrase_open(alignment: Alignment, targets: int) -> Text:
    """The targets that stand in a row and have no target beside them."""
    if not targets:
        return NOTHING
    if alignment.upward:
        return say("{n} 项在上级只有实际数可对照。", "{n} {n:has|have} only a result above.", n=targets)
    return say(
        "{n} 项是同一指标其他年份的目标。", "{n} {n:is a target|are targets} of another year beside these.", n=targets
    )


def _name_places(alignment: Alignment) -> Text:
    """The places whose figures are set against the frame's targets, or of the view turned round those whose targets are the rows."""
    collection = alignment.collection
    if alignment.upward:
        places: Iterable[str] = {collection.plans[ident].place for ident in alignment.own_plans}
    else:
        places = {node.claim.place for row in alignment.rows for _, node in _list_answers(row)}
    listed = alignment.places or sort_by_code(places, collection)
    return _name(listed, alignment) if listed else Text("下级地区", "places below")


def _name(places: Sequence[str], alignment: Alignment) -> Text:
    if len(places) > _FEW:
        return say("{n} 个地区", "{n} {n:place|places}", n=len(places))
    return COMMA.join([alignment.collection.places[place].name for place in places])
