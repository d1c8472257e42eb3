"""A comparison of two sides in blocks for a terminal, an indicator a block, and as flat tables, a record a line."""

from collections.abc import Iterator, Sequence

from plancmp.claim import Claim
from plancmp.compare import LoneClaim, phrase_nearest
from plancmp.compare.formatting import format_time, format_with_unit
from plancmp.compare.phrases import list_reasons, name_indicator, name_speaker, phrase_claim, phrase_measure
from plancmp.diff.result import Diff, DiffRow, SideTask, TaskPair
from plancmp.lookup import Side
from plancmp.vocabulary import Theme
from plancmp.words import COMMA, SEMICOLON, Line, Table, Text, TextLine, join_parts, make_table, say

_NOTHING = Text("", "")
_BLANK = TextLine(0, _NOTHING)


def lay_out_blocks(diff: Diff, lang: str, *, explain: bool) -> Iterator[Line]:
    """Both sides' plans, then a block an indicator, what only one side has, fields of work, tasks."""
    for line in _list_lines(diff, explain=explain):
        yield line.in_language(lang)


def _list_lines(diff: Diff, *, explain: bool) -> Iterator[TextLine]:
    for side in (diff.a, diff.b):
        for ident in side.plans:
            plan, name = diff.collection.plans[ident], diff.collection.places[side.place].name
            yield TextLine(0, join_parts(name, plan.title, Text.same(ident), Text.same(str(plan.period))), "head")
    if told := _count_left_out(diff):
        yield TextLine(0, told, "note")
    if any(_has_several(row) for row in diff.rows):
        yield TextLine(0, Text("* 表示相比的一对", "* marks the pair that is compared"), "note")
    for row in diff.rows:
        yield _BLANK
        yield from _row_lines(diff, row, explain=explain)
    for title, alone in _name_lone(diff):
        if alone:
            yield _BLANK
            yield TextLine(0, title, "head")
            yield from _lone_lines(diff, alone)
    yield from _theme_lines(diff)
    yield from _task_lines(diff)


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


def _has_several(row: DiffRow) -> bool:
    return len(row.a) > 1 or len(row.b) > 1


def _row_lines(diff: Diff, row: DiffRow, *, explain: bool) -> Iterator[TextLine]:
    yield TextLine(0, _name_row(row), "indicator")
    pair = row.pair
    for claims, chosen in ((row.a, pair.first), (row.b, pair.second)):
        for claim in claims:
            mark = ("* " if claim is chosen else "  ") if _has_several(row) else ""
            words = join_parts(name_speaker(claim, diff.collection), phrase_claim(claim))
            yield TextLine(1, Text(mark + words.zh, mark + words.en), "frame")
    yield TextLine(1, join_parts(pair.verdict.label, phrase_measure(pair, diff.collection)), "verdict")
    reasons = list_row_reasons(diff, row, explain=explain)
    if reasons:
        yield TextLine(2, SEMICOLON.join(reasons))


def _name_row(row: DiffRow) -> Text:
    """The indicator, or both where they differ."""
    return Text.same(" / ").join(list(dict.fromkeys(name_indicator(d) for d in (row.first, row.second))))


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


def _lone_lines(diff: Diff, alone: Sequence[LoneClaim]) -> Iterator[TextLine]:
    groups: dict[Text, list[LoneClaim]] = {}
    for each in alone:
        reasons = SEMICOLON.join([r.text for r in each.reasons])
        why = say("{verdict}：{reasons}", "{verdict}: {reasons}", verdict=each.verdict, reasons=reasons)
        groups.setdefault(why, []).append(each)
    for why, members in groups.items():
        yield TextLine(1, why, "note")
        for each in members:
            figure = phrase_claim(each.claim)
            if each.claim.place != each.claim.plan_place:
                figure = Text.same(" ").join([diff.collection.places[each.claim.place].name, figure])
            yield TextLine(2, join_parts(name_indicator(each.claim.definition), figure))
            if each.near:
                yield TextLine(3, phrase_nearest(each.near))


def _theme_lines(diff: Diff) -> Iterator[TextLine]:
    if not diff.themes:
        return
    a, b = diff.a.name, diff.b.name
    yield _BLANK
    yield TextLine(0, Text("涉及的领域", "Fields of work"), "head")
    words = say("项数，{a} / {b}；跨领域的重复计", "counts, {a} / {b}; what has two fields counts in both", a=a, b=b)
    yield TextLine(1, words, "note")
    for count in diff.themes:
        words = say(
            "{theme}  目标 {ta} / {tb}  任务 {wa} / {wb}",
            "{theme}  targets {ta} / {tb}  tasks {wa} / {wb}",
            theme=count.theme,
            ta=count.targets[0],
            tb=count.targets[1],
            wa=count.tasks[0],
            wb=count.tasks[1],
        )
        yield TextLine(1, words)
    for side, theirs in ((a, 1), (b, 0)):
        own = [c.theme for c in diff.themes if not (c.targets[theirs] or c.tasks[theirs])]
        if own:
            yield TextLine(1, say("仅{side}涉及：{themes}", "only {side}: {themes}", side=side, themes=own))


def _task_lines(diff: Diff) -> Iterator[TextLine]:
    tasks = diff.tasks
    if not (tasks.pairs or tasks.only_a or tasks.only_b):
        return
    yield _BLANK
    yield TextLine(0, Text("任务", "Tasks"), "head")
    for pair in tasks.pairs:
        both = Text.same(f"{pair.a.task.title} / {pair.b.task.title}")
        if pair.link is None:
            yield TextLine(1, join_parts(both, pair.because), "frame")
        else:
            yield TextLine(1, join_parts(both, _phrase_link(pair, diff)), "frame")
            yield TextLine(2, pair.because)
    for side, only in ((diff.a, tasks.only_a), (diff.b, tasks.only_b)):
        if only:
            yield from _only_task_lines(side, only)


def _only_task_lines(side: Side, only: Sequence[SideTask]) -> Iterator[TextLine]:
    """How many tasks only one side has, and which of them name an industry."""
    industries = [t.task.title for t in only if Theme.INDUSTRY in t.task.themes]
    words = say(
        "仅{side}部署的任务 {n} 项，其中点名产业的 {named} 项",
        "{n} {n:task|tasks} of {side} only, of which {named} {named:names|name} an industry",
        side=side.name,
        n=len(only),
        named=len(industries),
    )
    colon = Text("：", ":") if industries else _NOTHING
    yield TextLine(1, Text(words.zh + colon.zh, words.en + colon.en), "note")
    if industries:
        yield TextLine(2, SEMICOLON.join([Text.same(title) for title in industries]))


def _phrase_link(pair: TaskPair, diff: Diff) -> Text:
    """How two tasks are linked, with the side that says so."""
    if pair.link is None:
        return Text("同一条", "the same") if pair.a.ident == pair.b.ident else Text("经同一任务", "through one task")
    names = diff.a.name, diff.b.name
    first, second = names if pair.says == pair.a.ident else reversed(names)
    return say("{first}{link}{second}", "{first} {link} {second}", first=first, link=pair.link, second=second)


_INDICATOR, _VERDICT, _WHY = Text("指标", "Indicator"), Text("结论", "Verdict"), Text("说明", "Why")
_LONE = _INDICATOR, Text("目标", "Target"), Text("年份", "Year"), Text("规划", "Plan"), _VERDICT, _WHY
_TASKS = Text("任务", "Task"), Text("领域", "Fields"), Text("标识", "Id")


def lay_out_tables(diff: Diff, lang: str, *, explain: bool) -> list[Table]:
    """What is compared; what only one side has; fields of work; linked tasks; the tasks of one side alone."""
    a, b = diff.a.name, diff.b.name
    title = say("{a}与{b}", "{a} and {b}", a=a, b=b)
    if told := _count_left_out(diff):
        title = SEMICOLON.join([title, told])
    pairs = make_table(
        title,
        (_INDICATOR, a, b, _VERDICT, Text("差异", "Difference"), _WHY),
        [_row_cells(diff, row, explain=explain) for row in diff.rows],
        lang,
    )
    linked = make_table(
        Text("相连的任务", "Linked tasks"),
        (a, b, Text("关系", "Link"), Text("理由", "Because")),
        [(p.a.task.title, p.b.task.title, _phrase_link(p, diff), p.because) for p in diff.tasks.pairs],
        lang,
    )
    rest = [
        *(make_table(title, _LONE, [_lone_cells(x) for x in alone], lang) for title, alone in _name_lone(diff)),
        _make_theme_table(diff, lang),
        linked,
        *(
            make_table(
                say("仅{side}部署的任务", "Tasks of {side} only", side=side),
                _TASKS,
                [(t.task.title, COMMA.join([x.label for x in t.task.themes]), t.ident) for t in tasks],
                lang,
            )
            for side, tasks in ((a, diff.tasks.only_a), (b, diff.tasks.only_b))
        ),
    ]
    return [pairs, *(table for table in rest if table.rows)]


def _make_theme_table(diff: Diff, lang: str) -> Table:
    names = diff.a.name, diff.b.name
    return make_table(
        Text("涉及的领域（项数，跨领域的重复计）", "Fields of work (counts; what has two fields counts in both)"),
        (
            Text("领域", "Field"),
            *(say("{name}目标", "{name}, targets", name=name) for name in names),
            *(say("{name}任务", "{name}, tasks", name=name) for name in names),
        ),
        [(c.theme.label, *(str(n) for n in (*c.targets, *c.tasks))) for c in diff.themes],
        lang,
        (1, 2, 3, 4),
    )


def _row_cells(diff: Diff, row: DiffRow, *, explain: bool) -> tuple[Text, ...]:
    pair = row.pair
    return (
        _name_row(row),
        _phrase_side(row.a, pair.first, diff.a, diff),
        _phrase_side(row.b, pair.second, diff.b, diff),
        pair.verdict.label,
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
