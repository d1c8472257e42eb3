"""A comparison of two sides as flat tables: one record a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancmp.claim import Claim
from plancmp.compare.formatting import format_time, format_with_unit
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim, phrase_measure
from plancmp.diff.task_pairs import SideTask, TaskPair
from plancmp.vocabulary import Theme
from plancmp.words import COMMA, SEMICOLON, Table, Text

if TYPE_CHECKING:
    from plancmp.diff.result import Alone, Diff, Row
    from plancmp.lookup import Side


def diff_tables(found: "Diff", lang: str, *, explain: bool) -> list[Table]:
    """What is compared; what only one side has; fields of work; linked tasks; the tasks of one side alone."""
    a, b = found.a.name, found.b.name
    title = Text(f"{a.zh}与{b.zh}", f"{a.en} and {b.en}")
    heads = (Text("指标", "Indicator"), a, b, Text("结论", "Verdict"), Text("差异", "Difference"), Text("说明", "Why"))
    tables = [_table(title, heads, [_row_cells(found, row, lang, explain=explain) for row in found.rows], lang)]
    for name, alone in ((a, found.only_a), (b, found.only_b)):
        words = Text(f"仅{name.zh}提出", f"Only {name.en}")
        tables.append(_table(words, _ALONE, [_alone_cells(x, lang) for x in alone], lang))
    tables.append(_theme_table(found, lang))
    linked: list[tuple[str, ...]] = [
        (p.a.task.title, p.b.task.title, link_text(p, found).in_language(lang), p.because.in_language(lang))
        for p in found.tasks.pairs
    ]
    columns = (a, b, Text("关系", "Link"), Text("理由", "Because"))
    tables.append(_table(Text("相连的任务", "Linked tasks"), columns, linked, lang))
    for name, tasks in ((a, found.tasks.only_a), (b, found.tasks.only_b)):
        listed = [
            (t.task.title, COMMA.join([x.label for x in t.task.themes]).in_language(lang), t.ident) for t in tasks
        ]
        tables.append(_table(Text(f"仅{name.zh}部署的任务", f"Tasks of {name.en} only"), _TASKS, listed, lang))
    return [tables[0], *(table for table in tables[1:] if table.rows)]


_ALONE = (
    Text("指标", "Indicator"), Text("目标", "Target"), Text("年份", "Year"), Text("规划", "Plan"),
    Text("结论", "Verdict"), Text("说明", "Why"),
)  # fmt: skip
_TASKS = Text("任务", "Task"), Text("领域", "Fields"), Text("标识", "Id")


def _table(title: Text, heads: Sequence[Text], rows: Sequence[tuple[str, ...]], lang: str) -> Table:
    return Table(title.in_language(lang), tuple(h.in_language(lang) for h in heads), tuple(rows))


def _theme_table(found: "Diff", lang: str) -> Table:
    a, b = found.a.name, found.b.name
    heads = (
        Text("领域", "Field"),
        *(Text(f"{n.zh}目标", f"{n.en}, targets") for n in (a, b)),
        *(Text(f"{n.zh}任务", f"{n.en}, tasks") for n in (a, b)),
    )
    rows = [(c.theme.label.in_language(lang), *(str(n) for n in (*c.targets, *c.tasks))) for c in found.themes]
    words = Text("涉及的领域（项数，跨领域的重复计）", "Fields of work (counts; what has two fields counts in both)")
    return _table(words, heads, rows, lang)._replace(numeric=frozenset({1, 2, 3, 4}))


def row_name(row: "Row", lang: str) -> str:
    """The indicator, or both where they differ."""
    name = name_indicator(row.first).in_language(lang)
    return name if row.first is row.second else f"{name} / {name_indicator(row.second).in_language(lang)}"


def paces(found: "Diff", row: "Row", *, explain: bool) -> list[Text]:
    """The pace that each side's target implies, behind the name of its place."""
    told = []
    for claim, pace in ((row.pair.first, row.pace_a), (row.pair.second, row.pace_b)):
        if pace is not None:
            place, words = found.collection.places[claim.place].name, pace.text(claim)
            told.append(Text(f"{place.zh}{words.zh}", f"{place.en} {words.en}"))
            told.extend([pace.formula] if explain else [])
    return told


def link_text(pair: TaskPair, found: "Diff") -> Text:
    """How two tasks are linked, with the side that says so."""
    if pair.link is None:
        return Text("同一条", "the same") if pair.a.ident == pair.b.ident else Text("经同一任务", "through one task")
    name = (found.a if pair.says == pair.a.ident else found.b).name
    other = (found.b if pair.says == pair.a.ident else found.a).name
    label = pair.link.label
    return Text(f"{name.zh}{label.zh}{other.zh}", f"{name.en} {label.en} {other.en}")


def _row_cells(found: "Diff", row: "Row", lang: str, *, explain: bool) -> tuple[str, ...]:
    pair = row.pair
    told = [*list_reasons(pair, explain=explain), *paces(found, row, explain=explain)]
    return (
        row_name(row, lang),
        _side_text(row.a, pair.first, found.a, found, lang),
        _side_text(row.b, pair.second, found.b, found, lang),
        pair.verdict.label.in_language(lang),
        phrase_measure(pair, found.collection).in_language(lang),
        SEMICOLON.join(told).in_language(lang),
    )


def _side_text(claims: Sequence[Claim], chosen: Claim, side: "Side", found: "Diff", lang: str) -> str:
    """The compared claim first, and marked where there are others."""
    if len(claims) == 1:
        return claim_with_plan(chosen, side, found, lang)
    others = [claim_with_plan(c, side, found, lang) for c in claims if c is not chosen]
    return "; ".join([f"* {claim_with_plan(chosen, side, found, lang)}", *others])


def claim_with_plan(claim: Claim, side: "Side", found: "Diff", lang: str) -> str:
    """A claim in one phrase, with its place where that is not the side's own and its plan where there are several."""
    text = phrase_claim(claim).in_language(lang)
    if claim.place != side.place:
        name = found.collection.places[claim.place].name
        text = f"{Text(f'对{name.zh}', f'for {name.en}').in_language(lang) if claim.assigned else name.in_language(lang)} {text}"
    return f"{text} [{claim.plan}]" if len(side.plans) > 1 else text


def _alone_cells(alone: "Alone", lang: str) -> tuple[str, ...]:
    c = alone.claim
    of = f"（{c.of}）" if c.of else ""
    return (
        name_indicator(c.definition).in_language(lang) + of,
        format_with_unit(c).in_language(lang),
        format_time(c).in_language(lang),
        c.plan,
        alone.verdict.label.in_language(lang),
        SEMICOLON.join([r.text for r in alone.reasons]).in_language(lang),
    )


def industries(tasks: Sequence[SideTask]) -> list[SideTask]:
    """The tasks that name an industry."""
    return [t for t in tasks if Theme.INDUSTRY in t.task.themes]
