"""A comparison of two sides as text, a line an indicator behind the answer, and as flat tables, a record a line."""

from collections.abc import Iterator, Sequence

from plancmp.claim import Claim
from plancmp.compare import LoneClaim
from plancmp.compare.blocks import BLANK, NO_ROWS, Block, list_hints, list_lone, list_opening, name_figure
from plancmp.compare.formatting import format_time, format_with_unit
from plancmp.compare.phrases import (
    is_of_targets,
    list_reasons,
    name_indicator,
    name_speaker,
    phrase_claim,
    phrase_measure,
    phrase_remark,
    phrase_verdict,
)
from plancmp.diff.result import Diff, DiffRow, SideTask, TaskPair
from plancmp.lookup import Side
from plancmp.words import COMMA, NOTHING, SEMICOLON, Line, Table, Text, TextLine, TextTable, View, say

_INDICATOR, _VERDICT, _WHY = Text("指标", "Indicator"), Text("结论", "Verdict"), Text("说明", "Why")


def lay_out_blocks(diff: Diff, lang: str, view: View) -> Iterator[Line | Table]:
    """The answer, then a line an indicator or what else was asked for, then the ways to the rest."""
    for block in _list_blocks(diff, view):
        yield block.in_language(lang)


def _list_blocks(diff: Diff, view: View) -> Iterator[Block]:
    a, b = diff.a, diff.b
    title = say("{a}与{b}", "{a} and {b}", a=_name_side(a, diff), b=_name_side(b, diff))
    yield from list_opening(title, diff.answer, "verdicts")
    rows = [row for row in diff.rows if is_of_targets(row.pair) or diff.results or view.everything]
    if view.has_rows and rows:
        yield BLANK
        columns = _INDICATOR, a.name, b.name, _VERDICT
        cells = [cells for row in rows for cells in _row_lines(diff, row, explain=view.explain)]
        yield TextTable(NOTHING, columns, cells)
    elif view.has_rows and diff.answer.counts["indicators"]:
        yield from (BLANK, NO_ROWS)
    if view.has_only:
        for title, alone in _name_lone(diff):
            yield from list_lone(title, alone, diff.collection, lambda c: _name_inner(c, diff)) if alone else ()
    if view.has_tasks:
        yield from _task_blocks(diff)
    yield from list_hints(_list_hints(diff, view, hidden=len(diff.rows) - len(rows)))


def _list_hints(diff: Diff, view: View, *, hidden: int) -> Iterator[tuple[bool, Text]]:
    """What there is beside what was told, and whether there is any."""
    linked = len(diff.tasks.pairs)
    is_narrow = not view.everything
    yield (
        is_narrow and bool(diff.only_a or diff.only_b) and not view.only,
        Text("仅一方提出的：--only", "One-sided: --only"),
    )
    yield (
        is_narrow and not view.tasks and bool(linked or diff.tasks.only_a or diff.tasks.only_b),
        say("相连的任务 {n} 对：--tasks", "{n} linked {n:task|tasks}: --tasks", n=linked)
        if linked
        else Text("任务：--tasks", "tasks: --tasks"),
    )
    yield (
        is_narrow and bool(hidden),
        say("对应实际数的 {n} 项：--results", "{n} {n:result|results}: --results", n=hidden),
    )
    yield is_narrow and not view.explain, Text("理由与公式：--explain", "why: --explain")
    yield is_narrow, Text("全部：--all", "all: --all")


def _count_left_out(diff: Diff) -> Text | None:
    """What --reports would add; None where it would add nothing."""
    counts = [
        say("{place} {count} 个", "{count} of {place}", place=side.name, count=count)
        for side, count in zip((diff.a, diff.b), diff.left_out, strict=True)
        if count
    ]
    if not counts:
        return None
    return say(
        "--reports 另列政府工作报告等所定的目标：{counts}", "--reports adds targets of reports: {counts}", counts=counts
    )


def _name_side(side: Side, diff: Diff) -> Text:
    """A place with the years of its plans; a plan with its own."""
    periods = [str(diff.collection.plans[ident].period).replace("-", "–") for ident in side.plans]
    if side.is_plan:
        return say("{name}（{period}）", "{name} ({period})", name=side.name, period=periods[0])
    words = Text("规划", "plan" if len(periods) == 1 else "plans")
    return say(
        "{name}（{periods} 年{plans}）", "{name} ({plans} {periods})", name=side.name, periods=periods, plans=words
    )


def _row_lines(diff: Diff, row: DiffRow, *, explain: bool) -> Iterator[Sequence[Text | str]]:
    """Both figures, the verdict with a remark; with `explain` every reason, and the figures that are not compared."""
    pair, remark = row.pair, phrase_remark(row.pair, diff.collection)
    verdict = phrase_verdict(pair)
    if remark.en:
        verdict = say("{verdict}：{remark}", "{verdict}: {remark}", verdict=verdict, remark=remark)
    figures = (
        _phrase_figures(claims, chosen, side, diff)
        for claims, chosen, side in ((row.a, pair.first, diff.a), (row.b, pair.second, diff.b))
    )
    names = dict.fromkeys((row.first.name, row.second.name))
    yield Text.same(" / ").join(list(names)), *figures, verdict
    if explain:
        others = [c for c in (*row.a, *row.b) if c not in (pair.first, pair.second)]
        for claim in others:
            speaker = name_speaker(claim, diff.collection)
            yield (
                say("    另有：{who} {figure}", "    also: {who} {figure}", who=speaker, figure=phrase_claim(claim)),
            )
        for reason in list_row_reasons(diff, row, explain=True):
            yield (say("    {reason}", "    {reason}", reason=reason),)


def _phrase_figures(claims: Sequence[Claim], chosen: Claim, side: Side, diff: Diff) -> Text:
    """The figure that is compared, and how many others the side has."""
    figure = name_figure(chosen, side.place, diff.collection)
    if len(claims) == 1:
        return figure
    return say("{figure}，另有 {n} 个", "{figure}, {n} more", figure=figure, n=len(claims) - 1)


def list_row_reasons(diff: Diff, row: DiffRow, *, explain: bool) -> list[Text]:
    """The reasons of the verdict, then the pace that each side's target implies, behind the name of its place."""
    found = list_reasons(row.pair, explain=explain)
    for claim, pace in ((row.pair.first, row.pace_a), (row.pair.second, row.pace_b)):
        if pace is not None:
            place, words = diff.collection.places[claim.place].name, pace.describe(claim)
            found.append(say("{place}{pace}", "{place} {pace}", place=place, pace=words))
            found.extend([pace.formula] if explain else [])
    return found


def _name_lone(diff: Diff) -> list[tuple[Text, tuple[LoneClaim, ...]]]:
    """What only one side has, under its heading."""
    sides = (diff.a, diff.only_a), (diff.b, diff.only_b)
    return [(say("仅{side}提出", "Only {side}", side=side.name), alone) for side, alone in sides]


def _name_inner(claim: Claim, diff: Diff) -> Text:
    """The place that a figure is for, where that is not the place of its plan."""
    return diff.collection.places[claim.place].name if claim.place != claim.plan_place else NOTHING


def _task_blocks(diff: Diff) -> Iterator[Block]:
    """Fields of work, linked tasks, and by field those that only one side has."""
    tasks = diff.tasks
    if diff.themes:
        yield BLANK
        yield _make_theme_table(diff)
    if tasks.pairs:
        yield BLANK
        yield _make_linked_table(diff)
    for side, only in ((diff.a, tasks.only_a), (diff.b, tasks.only_b)):
        if only:
            yield BLANK
            yield TextLine(
                0, say("仅{side}部署的任务：{n} 项", "Tasks of {side} only: {n}", side=side.name, n=len(only)), "head"
            )
            yield from _list_by_theme(only)


def _list_by_theme(tasks: Sequence[SideTask]) -> Iterator[Block]:
    groups: dict[Text, list[Text]] = {}
    for each in tasks:
        theme = each.task.themes[0].label if each.task.themes else Text("其他", "other")
        groups.setdefault(theme, []).append(Text.same(each.task.title))
    for theme, titles in groups.items():
        words = say(
            "{theme}（{n}）：{titles}",
            "{theme} ({n}): {titles}",
            theme=theme,
            n=len(titles),
            titles=SEMICOLON.join(titles),
        )
        yield TextLine(1, words)


def _phrase_link(pair: TaskPair, diff: Diff) -> Text:
    """How two tasks are linked, with the side that says so."""
    if pair.link is None:
        return Text("同一条", "the same") if pair.a.ident == pair.b.ident else Text("经同一任务", "through one task")
    names = diff.a.name, diff.b.name
    first, second = names if pair.says == pair.a.ident else reversed(names)
    return say("{first}{link}{second}", "{first} {link} {second}", first=first, link=pair.link, second=second)


_LONE = _INDICATOR, Text("目标", "Target"), Text("年份", "Year"), Text("规划", "Plan"), _VERDICT, _WHY
_TASKS = Text("任务", "Task"), Text("领域", "Fields"), Text("标识", "Id")


def lay_out_tables(diff: Diff, lang: str, *, explain: bool) -> list[Table]:
    """What is compared; what only one side has; fields of work; linked tasks; the tasks of one side alone."""
    a, b = diff.a.name, diff.b.name
    title = say("{a}与{b}", "{a} and {b}", a=a, b=b)
    if told := _count_left_out(diff):
        title = SEMICOLON.join([title, told])
    pairs = TextTable(
        title,
        (_INDICATOR, a, b, _VERDICT, Text("差异", "Difference"), _WHY),
        [_row_cells(diff, row, explain=explain) for row in diff.rows],
    )
    rest = [
        *(TextTable(title, _LONE, [_lone_cells(x) for x in alone]) for title, alone in _name_lone(diff)),
        _make_theme_table(diff),
        _make_linked_table(diff),
        *(
            TextTable(
                say("仅{side}部署的任务", "Tasks of {side} only", side=side),
                _TASKS,
                [(t.task.title, COMMA.join([x.label for x in t.task.themes]), t.ident) for t in tasks],
            )
            for side, tasks in ((a, diff.tasks.only_a), (b, diff.tasks.only_b))
        ),
    ]
    return [table.in_language(lang) for table in (pairs, *(table for table in rest if table.rows))]


def _make_linked_table(diff: Diff) -> TextTable:
    return TextTable(
        Text("相连的任务", "Linked tasks"),
        (diff.a.name, diff.b.name, Text("关系", "Link"), Text("理由", "Because")),
        [(p.a.task.title, p.b.task.title, _phrase_link(p, diff), p.because) for p in diff.tasks.pairs],
    )


def _make_theme_table(diff: Diff) -> TextTable:
    names = diff.a.name, diff.b.name
    return TextTable(
        Text("涉及的领域（项数，跨领域的重复计）", "Fields of work (counts; what has two fields counts in both)"),
        (
            Text("领域", "Field"),
            *(say("{name}目标", "{name}, targets", name=name) for name in names),
            *(say("{name}任务", "{name}, tasks", name=name) for name in names),
        ),
        [(c.theme.label, *(str(n) for n in (*c.targets, *c.tasks))) for c in diff.themes],
        (1, 2, 3, 4),
    )


def _row_cells(diff: Diff, row: DiffRow, *, explain: bool) -> tuple[Text, ...]:
    pair = row.pair
    return (
        Text.same(" / ").join(list(dict.fromkeys(name_indicator(d) for d in (row.first, row.second)))),
        _phrase_side(row.a, pair.first, diff.a, diff),
        _phrase_side(row.b, pair.second, diff.b, diff),
        phrase_verdict(pair),
        phrase_measure(pair, diff.collection),
        SEMICOLON.join(list_row_reasons(diff, row, explain=explain)),
    )


def _phrase_side(claims: Sequence[Claim], chosen: Claim, side: Side, diff: Diff) -> Text:
    """The compared claim first, and marked where there are others."""
    first = _phrase_with_plan(chosen, side, diff)
    if len(claims) == 1:
        return first
    others = [_phrase_with_plan(c, side, diff) for c in claims if c is not chosen]
    return Text.same("; ").join([Text(f"* {first.zh}", f"* {first.en}"), *others])


def _phrase_with_plan(claim: Claim, side: Side, diff: Diff) -> Text:
    """A claim in one phrase, with its place where that is not the side's own and its plan where there are several."""
    words, place = phrase_claim(claim), diff.collection.places[claim.place].name
    if claim.place != side.place and claim.assigned:
        words = say("对{place} {claim}", "for {place} {claim}", place=place, claim=words)
    elif claim.place != side.place:
        words = Text.same(" ").join([place, words])
    return say("{claim} [{plan}]", "{claim} [{plan}]", claim=words, plan=claim.plan) if len(side.plans) > 1 else words


def _lone_cells(lone: LoneClaim) -> tuple[Text | str, ...]:
    claim, name = lone.claim, name_indicator(lone.claim.definition)
    return (
        say("{name}（{of}）", "{name}（{of}）", name=name, of=claim.of) if claim.of else name,
        format_with_unit(claim),
        format_time(claim),
        claim.plan,
        lone.verdict.label,
        SEMICOLON.join([r.text for r in lone.all_reasons]),
    )
