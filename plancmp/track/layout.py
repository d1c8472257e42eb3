"""What became of some targets, for people: the answer, then a line a target; and flat tables."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from plancmp.claim import Claim
from plancmp.compare.blocks import BLANK, Block, list_hints, put_before
from plancmp.compare.formatting import attach_unit, format_rounded
from plancmp.compare.phrases import name_indicator, phrase_claim, phrase_result
from plancmp.track.judge import Outcome
from plancmp.track.path import percent
from plancmp.track.result import FINAL, SEEN, Track, join_reasons, measure_pace
from plancmp.units import convert
from plancmp.vocabulary import PathRule, State
from plancmp.words import NOTHING, SEMICOLON, Line, Table, Text, TextLine, TextTable, TonedText, View, say

NAMES = {
    "zh": (
        "指标",
        "地区",
        "文件",
        "起点",
        "目标",
        "最新值",
        "最新值出处",
        "进度",
        "时间",
        "已有年速",
        "还需年速",
        "状态",
        "说明",
    ),
    "en": (
        *("Indicator", "Place", "Document", "Start", "Target", "Latest", "Latest of", "Way gone", "Time gone"),
        *("Made a year", "Needed a year", "State", "Why"),
    ),
}


Cells = Sequence[Text | str | TonedText]
_COLUMNS = (
    Text("指标", "Indicator"),
    Text("起点 → 目标", "Start → target"),
    Text("最新", "Latest"),
    Text("状态", "State"),
)
_TONES = {State.MET: "good", State.MET_EARLY: "good", State.AHEAD: "good", State.NO_RESULT: "none"}
_WEIGHT = (*FINAL, *SEEN, State.NOT_JUDGED, State.NO_RESULT)


_DIGITS_RECKONED = 4
"""Digits that a reckoned figure is shown with at most, before its decimals."""


def lay_out_blocks(track: Track, lang: str, view: View) -> Iterator[Line | Table]:
    """The answer in sentences, then document by document a line a target, by state; those without a result on demand."""
    for block in _list_blocks(track, view):
        yield block.in_language(lang)


def _list_blocks(track: Track, view: View) -> Iterator[Block]:
    for sentence in track.answer.sentences:
        yield TextLine(0, sentence)
    is_narrow = len(track.rows) < len(track.counted)
    rows = [row for row in track.rows if view.everything or is_narrow or row.state is not State.NO_RESULT]
    documents = list(dict.fromkeys(row.target.plan for row in rows))
    for plan in documents:
        own = sorted((row for row in rows if row.target.plan == plan), key=lambda row: _WEIGHT.index(row.state))
        yield BLANK
        if len(documents) > 1:
            title = track.collection.plans[plan].title
            yield TextLine(0, say("{title}  {plan}", "{title}  {plan}", title=title, plan=plan), "head")
        explain = view.explain or view.everything
        yield TextTable(NOTHING, _COLUMNS, [cells for row in own for cells in _list_cells(track, row, explain=explain)])
    hidden = len(track.rows) - len(rows)
    hints = (
        (bool(hidden), say("没有结果的 {n} 项：--all", "{n} without a result: --all", n=hidden)),
        (bool(rows) and not view.explain, Text("公式与各次结果：--explain", "formulas and every result: --explain")),
    )
    yield from list_hints(hints)


def _list_cells(track: Track, row: Outcome, *, explain: bool) -> Iterator[Cells]:
    """A line of the table; with `explain` below it the formulas and the results, each with its document."""
    target, latest = row.target, row.latest
    place = track.collection.places[target.place].name if target.place != target.plan_place else NOTHING
    ends = ([phrase_result(row.start)] if row.start is not None else []) + [phrase_claim(target)]
    yield (
        put_before(place, target.definition.name),
        Text.same(" → ").join(ends),
        phrase_latest(row),
        TonedText(phrase_state(row), _TONES.get(row.state, "")),
    )
    if explain and latest is not None:
        formulas = (latest.step.formula, latest.way.formula if latest.way is not None else None)
        for formula in (formula for formula in formulas if formula is not None):
            yield (say("    {formula}", "    {formula}", formula=formula),)
        for item in row.progress:
            yield (f"    {item.step.year}  {item.step.claim.id}",)


def phrase_latest(row: Outcome) -> Text:
    """The latest result with its year, standing and vintage; nothing where there is none."""
    if row.latest is None:
        return NOTHING
    step = row.latest.step
    if step.formula is None:
        return phrase_result(step.claim)
    figure = _attach_unit(row.target, step.interval.low, step.interval.high)
    return say("{figure}（{year} 年，由各年推算）", "{figure} ({year}, reckoned)", figure=figure, year=str(step.year))


def _attach_unit(target: Claim, low: Decimal | None, high: Decimal | None) -> Text:
    """A reckoned figure in the unit that the target is printed in."""
    if low is None and high is None:
        return Text("不能确定", "undetermined")
    told = [convert(end, target.std.unit, target.unit) for end in (low, high) if end is not None]
    ends = [format_rounded(_round_to_digits(end), 2) for end in told]
    sign = "≥ " if high is None else "≤ " if low is None else ""
    return attach_unit(f"{sign}{'–'.join(dict.fromkeys(ends))}", target.unit)


def _round_to_digits(figure: Decimal) -> Decimal:
    """A large reckoned figure to the digits that it can bear: 893,468 is 893,500."""
    beyond = figure.adjusted() + 1 - _DIGITS_RECKONED
    return round(figure, -beyond) if beyond > 0 else figure


def phrase_state(row: Outcome) -> Text:
    """The state; how much of the way and of the time is gone, and the pace that is needed, while it is on its way; why."""
    parts = [*phrase_way(row), *row.reasons]
    if not parts:
        return row.state.label
    return say("{state}：{parts}", "{state}: {parts}", state=row.state, parts=SEMICOLON.join(parts))


def phrase_way(row: Outcome) -> list[Text]:
    """How much of the way and of the time is gone, then the pace that is needed; nothing of what is final or has no path."""
    return list(_list_way(row))


def _list_way(row: Outcome) -> Iterator[Text]:
    way = row.latest.way if row.latest is not None else None
    if way is None or row.is_final:
        return
    gone, time = percent(way.progress, 0), percent(way.expected, 0)
    if row.rule is PathRule.MEAN:
        yield say("至今均值为目标的 {gone}", "the mean so far is {gone} of the rate", gone=gone)
    else:
        yield say("进度 {gone}，时间 {time}", "{gone} of the way, {time} of the time", gone=gone, time=time)
    pace = measure_pace(row)
    if pace is None or pace.needed is None or row.state is State.MET_EARLY:
        return
    number = _format_pace(pace.needed)
    printed = "points" if row.target.std.unit == "percent" else row.target.std.unit
    needed = Text.same(f"{number} %") if pace.in_percent else attach_unit(number, printed)
    if pace.made is None:
        yield say("还需每年 {needed}", "{needed} a year needed", needed=needed)
    else:
        made = _format_pace(pace.made)
        yield say("还需每年 {needed}，至今 {made}", "{needed} a year needed, {made} so far", needed=needed, made=made)
        if row.state is State.BEHIND and pace.in_percent and pace.made >= pace.needed:
            yield Text("滞后是对直线路径而言，按等速增长已够", "behind by the straight line, enough at an even rate")


def _format_pace(figure: Decimal) -> str:
    return f"{figure:+.2f}".rstrip("0").rstrip(".")


def lay_out_tables(track: Track, lang: str) -> list[Table]:
    """One row a target, flat."""
    rows = []
    for row in track.rows:
        latest = row.latest
        way = latest.way if latest is not None else None
        pace = measure_pace(row)
        rows.append(
            (
                name_indicator(row.target.definition).in_language(lang),
                track.collection.places[row.target.place].name.in_language(lang),
                row.target.plan,
                phrase_result(row.start).in_language(lang) if row.start is not None else "",
                phrase_claim(row.target).in_language(lang),
                phrase_latest(row).in_language(lang),
                latest.step.claim.plan if latest is not None else "",
                percent(way.progress) if way is not None else "",
                percent(way.expected) if way is not None else "",
                f"{pace.made:+.2f}" if pace is not None and pace.made is not None else "",
                f"{pace.needed:+.2f}" if pace is not None and pace.needed is not None else "",
                row.state.label.in_language(lang),
                join_reasons(row).in_language(lang),
            )
        )
    title = " ".join(sentence.in_language(lang) for sentence in track.answer.sentences)
    return [Table(title, NAMES[lang], tuple(rows))]
