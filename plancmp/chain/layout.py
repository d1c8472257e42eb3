"""A chain as text, a tree for each period behind the answer, and as one flat table."""

from collections.abc import Iterator, Sequence

from plancmp.chain.result import Chain, ChainNode, ChainPeriod
from plancmp.compare.blocks import BLANK, Block, draw_branches, list_hints, title_indicator
from plancmp.compare.formatting import name_unit
from plancmp.compare.phrases import (
    list_reasons,
    name_indicator,
    name_speaker,
    phrase_claim,
    phrase_measure,
    phrase_remark,
    phrase_verdict,
)
from plancmp.track.layout import phrase_latest
from plancmp.vocabulary import State
from plancmp.words import NOTHING, SEMICOLON, Line, Table, Text, TextLine, TextTable, View, say

Cells = tuple[Text | str, ...]
_COLUMNS = (
    Text("地区", "Place"),
    Text("目标", "Target"),
    Text("与上一级", "Beside the level above"),
    Text("结果", "Reached"),
)
_FLAT = (
    Text("时期", "Period"), Text("地区", "Place"), Text("层级", "Level"), Text("目标", "Target"), Text("文件", "Document"),
    Text("上级", "Above"), Text("结论", "Verdict"), Text("差异", "Difference"), Text("说明", "Why"), Text("最新值", "Latest"),
    Text("状态", "State"),
)  # fmt: skip


def lay_out_blocks(chain: Chain, lang: str, view: View) -> Iterator[Line | Table]:
    """The answer, then a tree a period."""
    for block in _list_blocks(chain, view):
        yield block.in_language(lang)


def _list_blocks(chain: Chain, view: View) -> Iterator[Block]:
    yield TextLine(0, title_indicator(chain.definition), "head")
    for sentence in chain.answer.sentences:
        yield TextLine(0, sentence)
    explain = view.explain or view.everything
    for period in chain.periods:
        yield BLANK
        yield TextLine(0, Text.same(str(period.period).replace("-", "–")), "head")
        yield TextTable(NOTHING, _COLUMNS, list(_list_cells(chain, period, explain=explain)))
        for upper, gaps in period.gaps:
            points = Text("百分点", "points") if upper.std.unit == "percent" else name_unit(upper.std.unit)
            yield TextLine(0, gaps.describe(chain.collection.places[upper.place].name, points))
    if chain.yearly:
        yield BLANK
        told = say(
            "另有报告的年度目标 {n} 项：plancmp track {indicator}",
            "{n} more {n:target|targets} of reports for one year alone: plancmp track {indicator}",
            n=chain.yearly,
            indicator=chain.indicator,
        )
        yield TextLine(0, told, "note")
    yield from list_hints([(not explain and bool(chain.periods), Text("理由与公式：--explain", "why: --explain"))])


def _list_cells(chain: Chain, period: ChainPeriod, *, explain: bool) -> Iterator[Cells]:
    for node, branch, trunk in _draw_trees(period.nodes):
        name, pair = name_speaker(node.claim, chain.collection), node.comparison
        beside = NOTHING
        if pair is not None:
            verdict, remark = phrase_verdict(pair), phrase_remark(pair, chain.collection)
            beside = (
                say("{verdict}：{remark}", "{verdict}: {remark}", verdict=verdict, remark=remark)
                if remark.en
                else verdict
            )
        yield Text(branch + name.zh, branch + name.en), phrase_claim(node.claim), beside, _phrase_reached(node)
        if explain and pair is not None:
            for reason in list_reasons(pair, explain=True):
                yield (Text(trunk + reason.zh, trunk + reason.en),)


def _draw_trees(roots: Sequence[ChainNode]) -> Iterator[tuple[ChainNode, str, str]]:
    """The places above all others without lines in front, what hangs under each with them."""
    for root in roots:
        yield root, "", "│  " if root.under else "   "
        yield from draw_branches(root.under, "")


def _phrase_reached(node: ChainNode) -> Text:
    """The latest result with the state; of a target without one nothing."""
    if node.outcome is None or node.outcome.state is State.NO_RESULT:
        return NOTHING
    latest = phrase_latest(node.outcome)
    if not latest.en:
        return node.outcome.state.label
    return say("{latest}：{state}", "{latest}: {state}", latest=latest, state=node.outcome.state)


def lay_out_tables(chain: Chain, lang: str, *, explain: bool) -> list[Table]:
    """One row a target of a period."""
    rows = [_make_row(chain, period, node, explain=explain) for period in chain.periods for node in period.walk()]
    return [TextTable(name_indicator(chain.definition), _FLAT, rows).in_language(lang)]


def _make_row(chain: Chain, period: ChainPeriod, node: ChainNode, *, explain: bool) -> Cells:
    pair, outcome, place = node.comparison, node.outcome, chain.collection.places[node.claim.place]
    return (
        str(period.period),
        place.name,
        place.level.label,
        phrase_claim(node.claim),
        node.claim.plan,
        phrase_claim(pair.first) if pair else "",
        phrase_verdict(pair) if pair else "",
        phrase_measure(pair, chain.collection) if pair else "",
        SEMICOLON.join(list_reasons(pair, explain=explain)) if pair else "",
        phrase_latest(outcome) if outcome else "",
        outcome.state.label if outcome else "",
    )
