"""An alignment as a tree that can be read aloud (the frame's target, who stands under it, what is left, the tasks, and
what nothing stands beside) and as flat tables for spreadsheets.
"""

from collections.abc import Iterable, Iterator, Sequence

from plancmp.align.plans import list_outlines
from plancmp.align.result import PLACES_ONLY, Alignment, AlignRow, FrameTask, Node
from plancmp.claim import Claim
from plancmp.compare import LoneClaim, get_interval, phrase_nearest
from plancmp.compare.amplification import ONE_PLACE
from plancmp.compare.formatting import format_interval, format_percent, name_unit
from plancmp.compare.interval import Interval
from plancmp.compare.phrases import list_reasons, name_indicator, name_speaker, phrase_claim, phrase_measure
from plancmp.vocabulary import PLANNING, Better, Verdict
from plancmp.words import COMMA, SEMICOLON, Line, Table, Text, TextLine, join_parts, make_table, say

_NOTHING = Text("", "")


def lay_out_lines(alignment: Alignment, lang: str, *, explain: bool) -> Iterator[Line]:
    """The tree, line by line."""
    for line in _list_lines(alignment, explain=explain):
        yield line.in_language(lang)


def _list_lines(alignment: Alignment, *, explain: bool) -> Iterator[TextLine]:
    yield from list_head_lines(alignment)
    for row in alignment.rows:
        yield TextLine(0, _NOTHING)
        yield from _row_lines(alignment, row, explain=explain)
    yield from _task_lines(alignment)
    for title, lone in _name_lone(alignment):
        yield TextLine(0, _NOTHING)
        yield TextLine(0, title, "head")
        yield from _lone_lines(alignment, lone)


def list_head_lines(alignment: Alignment) -> Iterator[TextLine]:
    """The frame, how each other plan stands to it, and what is judged."""
    if alignment.upward:
        for ident in alignment.frame:
            standings = dict.fromkeys(s.text for s in alignment.standings if s.plan == ident)
            cited = _cite(Text("本级", "Own"), ident, alignment)
            yield TextLine(0, join_parts(cited, *standings), "head")
        plans = alignment.collection.plans
        for ident in sorted(alignment.upper_plans, key=lambda i: (plans[i].period, i)):
            yield TextLine(0, _cite(Text("上级", "Above"), ident, alignment))
    else:
        for ident in alignment.frame:
            yield TextLine(0, _cite(Text("框架", "Frame"), ident, alignment), "head")
            yield from _report_lines(ident, alignment)
        for standing in alignment.standings:
            under = standing.declared and standing.overlaps
            word = Text("其下", "Under") if under else Text("参照", "Beside")
            yield TextLine(0, join_parts(_cite(word, standing.plan, alignment), standing.text))
    if alignment.yearly:
        told = say(
            "下级报告的年度目标 {count} 个不列在框架之下",
            "{count} {count:target|targets} of reports below {count:is|are} for one year alone, and not laid under the frame",
            count=alignment.yearly,
        )
        yield TextLine(0, told, "note")
    yield TextLine(0, alignment.conformity, "note")


def _report_lines(ident: str, alignment: Alignment) -> Iterator[TextLine]:
    """Of a frame that is no plan: what of it stands here, and for want of what."""
    plan, aims = alignment.collection.plans[ident], alignment.aims
    if plan.kind in PLANNING:
        return
    name, kind = alignment.collection.places[plan.place].name, plan.kind
    if aims is None:
        yield TextLine(0, say("这是{kind}，不是规划", "a {kind}, no plan", kind=kind), "note")
        return
    outlines = list_outlines(plan.place, aims, alignment.collection)
    told = (
        say("另有规划纲要 {outlines}", "there is an outline too: {outlines}", outlines=outlines)
        if outlines
        else say("未收录{name}该时期的规划纲要", "no outline of {name} for that time is in the collection", name=name)
    )
    words = say(
        "取{kind}宣读的 {aims} 年目标；{told}",
        "the aims for {aims} that a {kind} reads out; {told}",
        kind=kind,
        aims=aims,
        told=told,
    )
    yield TextLine(0, words, "note")


def _cite(word: Text, ident: str, alignment: Alignment) -> Text:
    plan = alignment.collection.plans[ident]
    return join_parts(word, plan.title, Text.same(ident), Text.same(str(plan.period)))


def _name_lone(alignment: Alignment) -> Iterator[tuple[Text, tuple[LoneClaim, ...]]]:
    """What only one side states, under its heading; a side of which there is nothing is left out."""
    if alignment.upward:
        titles = Text("上级规划没有对应目标", "Nothing above"), Text("仅上级规划提出", "Only above")
    else:
        titles = Text("仅框架规划提出", "Only in the frame"), Text("仅下级规划提出", "Only below")
    for title, lone in zip(titles, (alignment.frame_only, alignment.lower_only), strict=True):
        if lone:
            yield title, lone


def _row_lines(alignment: Alignment, row: AlignRow, *, explain: bool) -> Iterator[TextLine]:
    yield TextLine(0, name_indicator(row.first.definition), "indicator")
    chosen = row.frame_claim
    if chosen is None:
        name = alignment.collection.places[alignment.collection.plans[alignment.frame[0]].place].name
        words = say("{name}未定总目标，只对地方指定", "{name} states it for places only", name=name)
        yield TextLine(1, words, "frame")
    else:
        yield from _frame_lines(alignment, row, chosen, explain=explain)
    for node in row.under:
        yield from _node_lines(alignment, row, node, 2, explain=explain)
    if chosen is not None and not alignment.upward:
        yield from _sum_lines(alignment, row, chosen)


def _frame_lines(alignment: Alignment, row: AlignRow, chosen: Claim, *, explain: bool) -> Iterator[TextLine]:
    name = _name_place_and_years(alignment, chosen) if alignment.upward else _place(alignment, chosen)
    if row.pace is None:
        yield TextLine(1, join_parts(name, phrase_claim(chosen)), "frame")
    else:
        start = row.pace.start
        figure = format_interval(start.interval, 4)
        own = say(
            "{from_}（{year} 年） → {to}",
            "{from_} ({year}) → {to}",
            from_=figure,
            year=start.year,
            to=phrase_claim(chosen),
        )
        yield TextLine(1, join_parts(name, own, row.pace.describe(chosen)), "frame")
        if explain:
            yield TextLine(2, row.pace.formula)
    for claim in row.frame_also:
        yield TextLine(1, join_parts(Text("另有", "also"), phrase_claim(claim)))


def _node_lines(alignment: Alignment, row: AlignRow, node: Node, depth: int, *, explain: bool) -> Iterator[TextLine]:
    claim, pair = node.claim, node.comparison
    own = phrase_claim(claim)
    if claim.indicator != (row.frame_claim.indicator if row.frame_claim else row.indicator):
        own = Text.same(" ").join([name_indicator(claim.definition), own])
    measure = phrase_measure(pair, alignment.collection) if pair is not None else _NOTHING
    words = join_parts(_name_place_and_years(alignment, claim), own, _phrase_verdict(alignment, row, node), measure)
    yield TextLine(depth, words, "node")
    if pair is not None:
        reasons = list_reasons(pair, explain=explain)
        if pair.verdict is Verdict.ASSIGNED:
            reasons = [t for t in reasons if t != pair.reasons[0].text]
        if reasons:
            yield TextLine(depth + 1, SEMICOLON.join(reasons), "why")
    for below in node.under:
        yield from _node_lines(alignment, row, below, depth + 1, explain=explain)


def _place(alignment: Alignment, claim: Claim) -> Text:
    return alignment.collection.places[claim.place].name


def _name_place_and_years(alignment: Alignment, claim: Claim) -> Text:
    """The place, and where another plan than the frame speaks the years of that plan."""
    if alignment.upward:
        return name_speaker(claim, alignment.collection)
    name = _place(alignment, claim)
    if claim.plan in alignment.frame:
        return name
    period = str(claim.plan_period).replace("-", "–")
    return say("{name}（{period} 年{kind}）", "{name} ({kind} {period})", name=name, kind=claim.kind, period=period)


def _phrase_verdict(alignment: Alignment, row: AlignRow, node: Node) -> Text:
    """The verdict, and against which figure where that is not the row's own."""
    if node.comparison is None or row.frame_claim is None or alignment.upward:
        return node.verdict.label
    first = node.comparison.first
    if first.id == row.frame_claim.id or first.id not in {c.id for c in row.frame_also}:
        return node.verdict.label
    year = "" if first.year is None else first.year
    return say("{verdict}（对 {year} 年目标）", "{verdict} (against {year})", verdict=node.verdict, year=year)


def _sum_lines(alignment: Alignment, row: AlignRow, chosen: Claim) -> Iterator[TextLine]:
    unit, places = name_unit(chosen.std.unit), alignment.collection.places
    if row.known_sum is not None:
        total = format_interval(row.known_sum)
        known = say(
            "已知合计  {total}（{parts}）",
            "known sum  {total} ({parts})",
            total=Text(f"{total} {unit.zh}", total),
            parts=[
                say("{name} {figure}", "{name} {figure}", name=places[place].name, figure=format_interval(figure))
                for place, figure in row.counted
            ],
        )
        yield TextLine(1, join_parts(known, Text.same(_phrase_share(row, chosen))), "sum")
    if row.remainder is not None and row.missing:
        rest = format_interval(row.remainder)
        names = [places[m.place].name for m in row.missing]
        yield TextLine(1, _phrase_remainder(Text(f"{rest} {unit.zh}", rest), names), "sum")
    if row.amplification is not None:
        points = Text("个百分点", "points") if chosen.std.unit == "percent" else unit
        yield TextLine(1, row.amplification.describe(points), "sum")
    elif _is_one_place_above(row, chosen):
        yield TextLine(1, ONE_PLACE, "note")


def _phrase_share(row: AlignRow, chosen: Claim) -> str:
    """The share of the known sum in the frame's figure; empty where it is not determined."""
    share = row.known_sum.divide_by(get_interval(chosen)) if row.known_sum is not None else None
    return format_percent(share) if share is not None and share.determined else ""


def _phrase_remainder(rest: Text, names: Sequence[Text]) -> Text:
    if len(names) == 1:
        return say("其余 {rest}须由{name}实现", "remainder  {rest} for {name}", rest=rest, name=names[0])
    return say(
        "其余 {rest}须由 {n} 个地区共同实现：{names}",
        "remainder  {rest} for {n} places together: {names}",
        rest=rest,
        n=len(names),
        names=names,
    )


def _is_one_place_above(row: AlignRow, chosen: Claim) -> bool:
    """Whether a share is set for a place above the frame's: no amplification, and a reader must be told."""
    if chosen.definition.sums or chosen.definition.better is Better.LOWER:
        return False
    gaps = (n.comparison.measure.difference for n in row.under if n.comparison and n.verdict is Verdict.ASSIGNED)
    return any(gap is not None and gap.low is not None and gap.low > 0 for gap in gaps)


def _lone_lines(alignment: Alignment, lone: Sequence[LoneClaim]) -> Iterator[TextLine]:
    """Claims that nothing stands beside, by why that is."""
    one_plan = len({each.claim.plan for each in lone}) == 1
    groups: dict[Text, list[LoneClaim]] = {}
    for each in lone:
        reasons = SEMICOLON.join([r.text for r in each.reasons])
        why = say("{verdict}：{reasons}", "{verdict}: {reasons}", verdict=each.verdict, reasons=reasons)
        groups.setdefault(why, []).append(each)
    for why, members in groups.items():
        yield TextLine(1, why, "note")
        for each in members:
            claim = each.claim
            who = _name_place_and_years(alignment, claim)
            if one_plan:
                who = _place(alignment, claim) if claim.place != claim.plan_place else _NOTHING
            yield TextLine(2, join_parts(who, name_indicator(claim.definition), phrase_claim(claim)))
            if each.near:
                names = {c.place: _place(alignment, c) for c in each.near} if len(each.near) > 1 else None
                yield TextLine(3, phrase_nearest(each.near, names))


def _task_lines(alignment: Alignment) -> Iterator[TextLine]:
    if not alignment.tasks:
        return
    yield TextLine(0, _NOTHING)
    yield TextLine(0, _TASK_TITLE, "head")
    for task in alignment.tasks:
        yield TextLine(
            1,
            join_parts(Text.same(task.title), COMMA.join(task.names), Text.same(task.ident.partition("/")[2])),
            "frame",
        )
        for under in task.under:
            words = join_parts(under.place, Text.same(under.title), under.link.label, Text.same(under.task))
            yield TextLine(2, words, "node")
            yield TextLine(3, under.because, "why")
    if alignment.other_tasks:
        words = say(
            "框架规划另有 {n} 项任务未点名这些地区，也没有与之相连的任务",
            "further tasks of the frame that name no place here and have no task linked to them: {n}",
            n=alignment.other_tasks,
        )
        yield TextLine(1, words, "note")


_PAIRS = (
    Text("指标", "Indicator"), Text("上级", "Upper"), Text("下级", "Lower"), Text("地区", "Place"),
    Text("规划", "Plan"), Text("结论", "Verdict"), Text("差异", "Difference"), Text("说明", "Why"),
)  # fmt: skip
_SUMS = (
    Text("指标", "Indicator"), Text("上级目标", "Target"), Text("已知合计", "Known sum"), Text("占比", "Share"),
    Text("其余", "Remainder"), Text("未计入的地区", "Places not in the sum"),
)  # fmt: skip
_LONE = (
    Text("指标", "Indicator"), Text("目标", "Target"), Text("规划", "Plan"), Text("结论", "Verdict"),
    Text("说明", "Why"),
)  # fmt: skip
_TASK_TITLE = Text("任务与定位", "Tasks and roles")
_TASKS = (
    Text("框架任务", "Task of the frame"), Text("地区", "Places"), Text("相连的任务", "Linked task"),
    Text("关系", "Link"), Text("理由", "Because"),
)  # fmt: skip

Cells = tuple[Text | str, ...]


def lay_out_tables(alignment: Alignment, lang: str, *, explain: bool) -> list[Table]:
    """Pairs, sums, tasks, and what nothing stands beside."""
    pairs = [_pair_cells(alignment, n, explain=explain) for row in alignment.rows for n in row.walk()]
    sums = [_sum_cells(alignment, row) for row in alignment.rows if row.known_sum is not None]
    tasks = [cells for task in alignment.tasks for cells in _task_cells(task)]
    parts: list[tuple[Text, tuple[Text, ...], Iterable[Cells]]] = [
        (Text("合计与其余", "Sums and remainders"), _SUMS, sums),
        (_TASK_TITLE, _TASKS, tasks),
        *((title, _LONE, [_lone_cells(each) for each in lone]) for title, lone in _name_lone(alignment)),
    ]
    first = make_table(Text("上下级目标对照", "Targets of the two levels"), _PAIRS, pairs, lang)
    return [first, *(make_table(title, heads, rows, lang) for title, heads, rows in parts if rows)]


def _pair_cells(alignment: Alignment, node: Node, *, explain: bool) -> Cells:
    pair = node.comparison
    upper, lower = pair.first if pair else None, node.claim
    if alignment.upward and pair is not None:
        upper, lower = node.claim, pair.second
    names = [name_indicator(c.definition) for c in (upper, lower) if c is not None]
    return (
        Text.same(" / ").join(list(dict.fromkeys(names))),
        phrase_claim(upper) if upper else "",
        phrase_claim(lower),
        _place(alignment, lower),
        lower.plan,
        node.verdict.label,
        phrase_measure(pair, alignment.collection) if pair else "",
        SEMICOLON.join(list_reasons(pair, explain=explain)) if pair else PLACES_ONLY,
    )


def _sum_cells(alignment: Alignment, row: AlignRow) -> Cells:
    chosen = row.frame_claim
    assert chosen is not None
    return (
        name_indicator(chosen.definition),
        phrase_claim(chosen),
        _phrase_figure(row.known_sum, chosen),
        _phrase_share(row, chosen),
        _phrase_figure(row.remainder, chosen),
        COMMA.join([alignment.collection.places[m.place].name for m in row.missing]),
    )


def _phrase_figure(figure: Interval | None, chosen: Claim) -> Text:
    """A figure with the unit of the frame's."""
    if figure is None:
        return _NOTHING
    shown, unit = format_interval(figure), name_unit(chosen.std.unit)
    return Text(f"{shown} {unit.zh}".strip(), f"{shown} {unit.en}".strip())


def _task_cells(task: FrameTask) -> list[Cells]:
    """A line a linked task, or one where there is none."""
    first = task.title, COMMA.join(task.names)
    linked = [(join_parts(u.place, Text.same(u.title)), u.link.label, u.because) for u in task.under]
    return [(*first, *cells) for cells in linked] or [(*first, "", "", "")]


def _lone_cells(lone: LoneClaim) -> Cells:
    return (
        name_indicator(lone.claim.definition),
        phrase_claim(lone.claim),
        lone.claim.plan,
        lone.verdict.label,
        SEMICOLON.join([r.text for r in lone.all_reasons]),
    )
