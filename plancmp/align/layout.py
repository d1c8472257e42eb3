"""An alignment as text, a tree behind the answer (the frame's target, who stands under it, what is left), and as flat
tables for spreadsheets.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from plancmp.align.place_table import make_place_table
from plancmp.align.plans import list_outlines
from plancmp.align.result import Alignment, AlignRow, FrameTask, Node
from plancmp.claim import Claim
from plancmp.compare import LoneClaim, get_interval
from plancmp.compare.amplification import ONE_PLACE
from plancmp.compare.blocks import (
    BLANK,
    NO_ROWS,
    Block,
    draw_branches,
    indent,
    list_hints,
    list_lone,
    list_opening,
    title_indicator,
)
from plancmp.compare.formatting import attach_unit, format_interval, format_percent, name_unit
from plancmp.compare.interval import Interval
from plancmp.compare.phrases import (
    list_reasons,
    name_speaker,
    phrase_claim,
    phrase_remark,
    phrase_verdict,
)
from plancmp.units import unit
from plancmp.vocabulary import PLANNING, Better, Verdict
from plancmp.words import COMMA, NOTHING, SEMICOLON, Line, Table, Text, TextLine, TextTable, View, join_parts, say

Cells = tuple[Text | str, ...]
TASK_TITLE = Text("任务与定位", "Tasks and roles")
_FEW = 4
"""Up to so many places are named in the title; more are counted."""


def lay_out_blocks(alignment: Alignment, lang: str, view: View) -> Iterator[Line | Table]:
    """The answer, then the tree or what else was asked for, then the ways to the rest."""
    for block in _list_blocks(alignment, view):
        yield block.in_language(lang)


def _list_blocks(alignment: Alignment, view: View) -> Iterator[Block]:
    title, *rest = list_opening(_make_title(alignment), alignment.answer, "pairs")
    yield title
    yield from list_plan_lines(alignment) if view.explain else _list_standings(alignment)
    yield from rest
    if view.has_rows and len(alignment.by_place) > 1:
        yield from (BLANK, make_place_table(alignment))
    if view.has_rows and alignment.rows:
        cells = [cells for row in alignment.rows for cells in _row_cells(alignment, row, explain=view.explain)]
        yield TextTable(NOTHING, (), cells)
    elif view.has_rows and alignment.answer.counts["answered"]:
        yield from (BLANK, NO_ROWS)
    if view.has_only:
        for heading, lone in name_lone(alignment):
            one_plan = len({each.claim.plan for each in lone}) == 1
            yield from list_lone(
                heading, lone, alignment.collection, partial(_name_lone_speaker, alignment, one_plan=one_plan)
            )
    if view.has_tasks:
        yield from _task_blocks(alignment, explain=view.explain)
    yield from list_hints(_list_hints(alignment, view))


def _make_title(alignment: Alignment) -> Text:
    collection = alignment.collection
    frames = [collection.plans[ident] for ident in alignment.frame]
    if len(frames) > 1 and alignment.upward:
        return say(
            "{level}的 {n} 项规划与其上级规划",
            "{n} plans of level {level}, and what stands above them",
            level=alignment.level,
            n=len(frames),
        )
    period = str(frames[0].period).replace("-", "–")
    if alignment.upward:
        return say(
            "{title}（{period}）与其上级规划",
            "{title} ({period}), and what stands above it",
            title=frames[0].title,
            period=period,
        )
    return say(
        "{title}（{period}）{more}与下级规划",
        "{title} ({period}){more}, and what the plans below set beside it",
        title=frames[0].title,
        period=period,
        more=say("及同期另 {n} 份文件", " with {n} more {n:document|documents} of those years", n=len(frames) - 1)
        if len(frames) > 1
        else "",
    )


def _list_standings(alignment: Alignment) -> Iterator[Block]:
    """What a frame that is no plan stands for; which plans lie under it by their own word, which overlap it, and which are
    history.
    """
    for ident in alignment.frame:
        yield from _report_lines(ident, alignment)
    groups = (
        (
            Text("自述以其为依据", "under it by their own word"),
            [s for s in alignment.standings if s.declared and s.overlaps],
        ),
        (
            Text("规划期相同或重叠", "in the same years, or part of them"),
            [s for s in alignment.standings if not s.declared and s.overlaps],
        ),
        (
            Text("其他时期，作为历史", "of another period, as history"),
            [s for s in alignment.standings if not s.overlaps],
        ),
    )
    plans, places = alignment.collection.plans, alignment.collection.places
    parts = []
    for words, standings in groups:
        names = dict.fromkeys(
            say(
                "{place} {years}",
                "{place} {years}",
                place=places[plans[s.plan].place].name,
                years=str(plans[s.plan].period).replace("-", "–"),
            )
            for s in standings
        )
        if names:
            parts.append(say("{words}：{names}", "{words}: {names}", words=words, names=list(names)))
    if parts and not alignment.upward:
        yield TextLine(0, SEMICOLON.join(parts), "note")


def list_plan_lines(alignment: Alignment) -> Iterator[TextLine]:
    """Every plan with its id, and how it stands to the frame."""
    if alignment.upward:
        for ident in alignment.frame:
            standings = dict.fromkeys(s.text for s in alignment.standings if s.plan == ident)
            yield TextLine(0, join_parts(_cite(Text("本级", "Own"), ident, alignment), *standings))
        plans = alignment.collection.plans
        for ident in sorted(alignment.upper_plans, key=lambda i: (plans[i].period, i)):
            yield TextLine(0, _cite(Text("上级", "Above"), ident, alignment))
    else:
        for ident in alignment.frame:
            yield TextLine(0, _cite(Text("框架", "Frame"), ident, alignment))
            yield from _report_lines(ident, alignment)
        for standing in alignment.standings:
            word = Text("其下", "Under") if standing.declared and standing.overlaps else Text("参照", "Beside")
            yield TextLine(0, join_parts(_cite(word, standing.plan, alignment), standing.text))
    if alignment.yearly:
        told = say(
            "下级报告的年度目标 {count} 个不列在框架之下",
            "{count} {count:target|targets} of reports below {count:is|are} for one year alone, and not laid under the frame",
            count=alignment.yearly,
        )
        yield TextLine(0, told, "note")


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


def _list_hints(alignment: Alignment, view: View) -> Iterator[tuple[bool, Text]]:
    """What there is beside what was told, and whether there is any."""
    is_narrow = not view.everything
    alone = len(alignment.frame_only) + len(alignment.lower_only)
    yield (
        is_narrow and not view.only and alone > 0,
        say("没有对应的 {n} 项：--only", "{n} without a counterpart: --only", n=alone),
    )
    yield (
        is_narrow and not view.tasks and bool(alignment.tasks),
        say("任务 {n} 项：--tasks", "{n} {n:task|tasks}: --tasks", n=len(alignment.tasks)),
    )
    yield is_narrow and not view.explain, Text("理由与公式：--explain", "why: --explain")
    yield is_narrow, Text("全部：--all", "all: --all")


def name_lone(alignment: Alignment) -> Iterator[tuple[Text, tuple[LoneClaim, ...]]]:
    """What only one side states, under its heading; a side of which there is nothing is left out."""
    if alignment.upward:
        titles = Text("上级规划没有对应目标", "Nothing above"), Text("仅上级规划提出", "Only above")
    else:
        titles = Text("仅框架规划提出", "Only in the frame"), Text("仅下级规划提出", "Only below")
    for title, lone in zip(titles, (alignment.frame_only, alignment.lower_only), strict=True):
        if lone:
            yield title, lone


def _name_lone_speaker(alignment: Alignment, claim: Claim, *, one_plan: bool) -> Text:
    if not one_plan:
        return _name_place_and_years(alignment, claim)
    return _place(alignment, claim) if claim.place != claim.plan_place else NOTHING


def _row_cells(alignment: Alignment, row: AlignRow, *, explain: bool) -> Iterator[Cells]:
    """The indicator, the frame's figure, the tree under it, and what adds up."""
    yield ("",)
    yield (title_indicator(row.first.definition),)
    chosen = row.frame_claim
    if chosen is None:
        name = alignment.collection.places[alignment.collection.plans[alignment.frame[0]].place].name
        yield (say("  {name}未定总目标，只对地方指定", "  {name} states it for places only", name=name),)
    else:
        yield from _frame_cells(alignment, row, chosen, explain=explain)
    for node, branch, trunk in draw_branches(row.under, "  "):
        yield from _node_cells(alignment, row, node, branch, trunk, explain=explain)
    if chosen is not None and not alignment.upward:
        yield from _sum_lines(alignment, row, chosen)


def _frame_cells(alignment: Alignment, row: AlignRow, chosen: Claim, *, explain: bool) -> Iterator[Cells]:
    name = indent(_name_place_and_years(alignment, chosen) if alignment.upward else _place(alignment, chosen))
    reached = [row.reached.brief] if row.reached is not None else []
    if row.pace is None:
        yield name, phrase_claim(chosen), SEMICOLON.join(reached)
    else:
        start = row.pace.start
        figure = say(
            "{start}（{year} 年） → {target}",
            "{start} ({year}) → {target}",
            start=_tell_start(format_interval(start.interval, 4), chosen.std.unit),
            year=start.year,
            target=phrase_claim(chosen),
        )
        yield name, figure, SEMICOLON.join([row.pace.describe(chosen), *reached])
        if explain:
            yield (indent(row.pace.formula, 6),)
    for claim in row.frame_also:
        yield Text("  另有", "  also"), phrase_claim(claim), ""


def _tell_start(figure: str, printed: str) -> Text:
    """A start in front of its target, whose unit stands there; but 6,124 and 1.25 trillion would be misread."""
    return attach_unit(figure, printed) if unit(printed).scale > 1 else Text.same(figure)


def _node_cells(
    alignment: Alignment, row: AlignRow, node: Node, branch: str, trunk: str, *, explain: bool
) -> Iterator[Cells]:
    claim, pair = node.claim, node.comparison
    name = _name_place_and_years(alignment, claim)
    remark = phrase_remark(pair, alignment.collection) if pair is not None else NOTHING
    if claim.indicator != (row.frame_claim.indicator if row.frame_claim else row.indicator):
        remark = SEMICOLON.join([part for part in (claim.definition.name, remark) if part.en])
    verdict = _phrase_verdict(alignment, row, node)
    if remark.en:
        verdict = say("{verdict}：{remark}", "{verdict}: {remark}", verdict=verdict, remark=remark)
    yield Text(branch + name.zh, branch + name.en), phrase_claim(claim), verdict
    if explain and pair is not None:
        for reason in list_reasons(pair, explain=True):
            yield (Text(trunk + reason.zh, trunk + reason.en),)


def _place(alignment: Alignment, claim: Claim) -> Text:
    return alignment.collection.places[claim.place].name


def _name_place_and_years(alignment: Alignment, claim: Claim) -> Text:
    """The place, and where another plan than the frame speaks its years."""
    if alignment.upward:
        return name_speaker(claim, alignment.collection)
    name = _place(alignment, claim)
    if claim.plan == alignment.frame[0]:
        return name
    period = str(claim.plan_period).replace("-", "–")
    return say("{name}（{period} 年{kind}）", "{name} ({kind} {period})", name=name, kind=claim.kind, period=period)


def _phrase_verdict(alignment: Alignment, row: AlignRow, node: Node) -> Text:
    """The verdict, and against which figure where that is not the row's own."""
    if node.comparison is None:
        return node.verdict.label
    words, first = phrase_verdict(node.comparison), node.comparison.first
    if alignment.upward or first.id not in {c.id for c in row.frame_also}:
        return words
    year = "" if first.year is None else first.year
    return say("{verdict}（对 {year} 年目标）", "{verdict} (against {year})", verdict=words, year=year)


def _sum_lines(alignment: Alignment, row: AlignRow, chosen: Claim) -> Iterator[Cells]:
    unit, places = name_unit(chosen.std.unit), alignment.collection.places
    if row.known_sum is not None:
        parts = [
            say("{name} {figure}", "{name} {figure}", name=places[place].name, figure=phrase_in_unit(figure, chosen))
            for place, figure in row.counted
        ]
        share = Text.same(phrase_share(row, chosen))
        yield (
            Text("  已知合计", "  known sum"),
            phrase_in_unit(row.known_sum, chosen),
            join_parts(share, COMMA.join(parts)),
        )
    if row.remainder is not None and row.remainder.determined and row.missing:
        names = [places[m.place].name for m in row.missing]
        yield Text("  其余", "  remainder"), phrase_in_unit(row.remainder, chosen), _phrase_bearers(names)
    if row.scenario is not None:
        yield (indent(row.scenario.describe(places, chosen.std.unit)),)
    if row.amplification is not None:
        points = Text("个百分点", "points") if chosen.std.unit == "percent" else unit
        yield (indent(row.amplification.describe(points)),)
    elif _is_one_place_above(row, chosen):
        yield (indent(ONE_PLACE),)
    if row.gaps is not None:
        points = Text("百分点", "points") if chosen.std.unit == "percent" else unit
        yield (indent(row.gaps.describe(places[chosen.place].name, points)),)


def phrase_share(row: AlignRow, chosen: Claim) -> str:
    """The share of the known sum in the frame's figure; empty where it is not determined."""
    share = row.known_sum.divide_by(get_interval(chosen)) if row.known_sum is not None else None
    return format_percent(share) if share is not None and share.determined else ""


def _phrase_bearers(names: Sequence[Text]) -> Text:
    """Who would have to bring the remainder."""
    if len(names) > _FEW:
        return say("须由 {n} 个地区共同实现", "for {n} places together", n=len(names))
    return say("须由{names}实现", "for {names}", names=names)


def _is_one_place_above(row: AlignRow, chosen: Claim) -> bool:
    """Whether a share is set for a place above the frame's: no amplification, and a reader must be told."""
    if chosen.definition.sums or chosen.definition.better is Better.LOWER:
        return False
    gaps = (n.comparison.measure.difference for n in row.under if n.comparison and n.verdict is Verdict.ASSIGNED)
    return any(gap is not None and gap.low is not None and gap.low > 0 for gap in gaps)


def _task_blocks(alignment: Alignment, *, explain: bool) -> Iterator[Block]:
    if not alignment.tasks:
        return
    yield BLANK
    yield TextLine(0, TASK_TITLE, "head")
    for task in alignment.tasks:
        yield from _list_task_lines(task, explain=explain)
    if alignment.other_tasks:
        words = say(
            "框架规划另有 {n} 项任务未点名这些地区，也没有与之相连的任务",
            "further tasks of the frame that name no place here and have no task linked to them: {n}",
            n=alignment.other_tasks,
        )
        yield TextLine(0, words, "note")


def _list_task_lines(task: FrameTask, *, explain: bool) -> Iterator[TextLine]:
    """A task of the frame with the places that it names, and those that are linked to it as its branches; with `explain` their
    ids and why.
    """
    names = say("（{names}）", " ({names})", names=list(task.names)) if task.names else NOTHING
    yield TextLine(0, say("{title}{names}", "{title}{names}", title=task.title, names=names))
    if explain:
        yield TextLine(0, Text.same(f"{'│' if task.under else ' '}    {task.ident}"), "note")
    for number, under in enumerate(task.under, 1):
        branch, below = ("└─ ", "   ") if number == len(task.under) else ("├─ ", "│  ")
        place, title, label = under.place, under.title, under.label
        words = say("{place} {title}：{label}", "{place} {title}: {label}", place=place, title=title, label=label)
        yield TextLine(0, Text(branch + words.zh, branch + words.en))
        if explain:
            yield TextLine(0, Text.same(f"{below}  {under.task}"), "note")
            yield TextLine(0, Text(f"{below}  {under.because.zh}", f"{below}  {under.because.en}"))


def phrase_in_unit(figure: Interval | None, chosen: Claim) -> Text:
    """A figure with the unit of the frame's."""
    if figure is None:
        return NOTHING
    return attach_unit(format_interval(figure, 4), chosen.std.unit)
