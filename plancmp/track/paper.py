"""The evaluation sheet (评估表): what each target set, what was reached of it by whose word, and how that is judged."""

from collections.abc import Iterator

from plancmp.claim import Claim
from plancmp.compare.blocks import put_before
from plancmp.compare.phrases import name_indicator, name_section, phrase_claim, phrase_result
from plancmp.model import Plan
from plancmp.track.judge import Outcome
from plancmp.track.layout import phrase_latest, phrase_way
from plancmp.track.path import percent
from plancmp.track.result import Track, join_reasons
from plancmp.words import NOTHING, SEMICOLON, Paper, PaperPart, Table, Text, TextTable, say

_HEADS = (
    Text("序号", "No."),
    Text("指标", "Indicator"),
    Text("属性", "Kind"),
    Text("基期", "Start"),
    Text("目标", "Target"),
    Text("最新值", "Latest"),
    Text("出处", "Told by"),
    Text("进度", "Way gone"),
    Text("状态", "State"),
    Text("说明", "Remarks"),
)
_WIDTHS = (6, 20, 10, 17, 19, 20, 19, 9, 12, 27)
_LAW = Text(
    "《中华人民共和国国家发展规划法》第二十八条、第三十条、第三十一条（监测、中期评估、总结评估）",
    "国家发展规划法 (law on national development planning), articles 28, 30 and 31: monitoring, mid-term and final evaluation",
)
_METHOD = Text(
    "状态由本程序按公开的规则由所列结果推算（进度对时间；到期比较目标值），不是文件自己的评价。",
    "States are reckoned by published rules from the results listed here (way gone against time gone; in the target's year "
    "against its figure); they are no judgement of the documents.",
)


def lay_out_paper(track: Track, lang: str) -> Paper:
    """The whole sheet in one language: a part a document, its targets in text order."""
    plans = track.collection.plans
    idents = list(dict.fromkeys(row.target.plan for row in track.rows))
    parts = [_lay_out_part(ident, plans[ident], track, lang) for ident in idents]
    lead = [(label.in_language(lang), words.in_language(lang)) for label, words in _list_lead(track)]
    title = Text("规划目标实现情况评估表", "What became of the targets: evaluation sheet")
    foot = Text(
        "填表单位（盖章）：　　　　　　　填表人：　　　　　　　日期：　　　　年　　月　　日",
        "Office (seal):                    Officer:                    Date:",
    )
    return Paper(title.in_language(lang), tuple(lead), tuple(parts), foot.in_language(lang))


def _list_lead(track: Track) -> Iterator[tuple[Text, Text]]:
    """What is evaluated, by which results, under which articles, and what it comes to."""
    if track.as_of is not None:
        yield Text("结果截至", "Results to"), say("{year} 年", "{year}", year=str(track.as_of))
    yield Text("依据", "Rests on"), _LAW
    yield Text("结论", "Outcome"), _join(track.answer.sentences)
    yield Text("方法", "Method"), _METHOD


def _join(sentences: tuple[Text, ...]) -> Text:
    return Text("".join(s.zh for s in sentences), " ".join(s.en for s in sentences))


def _lay_out_part(ident: str, plan: Plan, track: Track, lang: str) -> PaperPart:
    rows = [row for row in track.rows if row.target.plan == ident]
    cells = tuple(tuple(_list_cells(number, row, track)) for number, row in enumerate(rows, 1))
    table: Table = TextTable(NOTHING, _HEADS, cells).in_language(lang)
    return PaperPart(plan.title.in_language(lang), (), table, _WIDTHS)


def _list_cells(number: int, row: Outcome, track: Track) -> Iterator[Text | str]:
    target, places = row.target, track.collection.places
    place = places[target.place].name if target.place != target.plan_place else NOTHING
    yield str(number)
    yield put_before(place, name_indicator(target.definition))
    yield target.binding.label if target.binding is not None else NOTHING
    yield phrase_result(row.start) if row.start is not None else NOTHING
    yield phrase_claim(target)
    yield phrase_latest(row)
    yield _cite(row.latest.step.claims if row.latest is not None else (), track)
    way = row.latest.way if row.latest is not None and not row.is_final else None
    yield f"{percent(way.progress, 0)} / {percent(way.expected, 0)}" if way is not None else NOTHING
    yield row.state.label
    yield SEMICOLON.join([*phrase_way(row)[1:], *([join_reasons(row)] if row.reasons else [])])


def _cite(claims: tuple[Claim, ...], track: Track) -> Text:
    """The documents of the claims that a figure stands on, each with its section."""
    told = list(dict.fromkeys(_name_source(claim, track) for claim in claims))
    if len(told) <= _MANY:
        return SEMICOLON.join(told)
    return say(
        "{first}至{last}等 {n} 处",
        "{n} places from {first} to {last}",
        first=told[0], last=told[-1], n=len(told),
    )  # fmt: skip


_MANY = 2
"""Of more places than these only the first and the last are named."""


def _name_source(claim: Claim, track: Track) -> Text:
    """The document of a claim by years and kind, of another place with its name, and the section."""
    period = str(claim.plan_period).replace("-", "–")
    place = NOTHING if claim.plan_place == claim.place else track.collection.places[claim.plan_place].name
    name = say("{period} 年{kind}", "{kind} {period}", period=period, kind=claim.kind)
    cited = say("{name}{section}", "{name}, {section}", name=name, section=name_section(claim.section))
    return put_before(place, cited)
