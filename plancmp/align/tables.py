"""An alignment as flat tables for spreadsheets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancmp.align.parts import AlignRow, Node
from plancmp.align.record import PLACES_ONLY, alone_reasons
from plancmp.align.tree import frame_only_words, lower_only_words
from plancmp.compare import interval_of
from plancmp.compare.implied import percent
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim, phrase_measure
from plancmp.compare.say import interval_text, unit_text
from plancmp.words import COMMA, SEMICOLON, Table, Text

if TYPE_CHECKING:
    from plancmp.align.result import Alignment

_PAIRS = (
    Text("指标", "Indicator"), Text("上级", "Upper"), Text("下级", "Lower"), Text("地区", "Place"),
    Text("规划", "Plan"), Text("结论", "Verdict"), Text("差异", "Difference"), Text("说明", "Why"),
)  # fmt: skip
_SUMS = (
    Text("指标", "Indicator"), Text("上级目标", "Target"), Text("已知合计", "Known sum"), Text("占比", "Share"),
    Text("其余", "Remainder"), Text("未计入的地区", "Places not in the sum"),
)  # fmt: skip
_ALONE = (
    Text("指标", "Indicator"), Text("目标", "Target"), Text("规划", "Plan"), Text("结论", "Verdict"),
    Text("说明", "Why"),
)  # fmt: skip
_TASKS = (
    Text("框架任务", "Task of the frame"), Text("地区", "Places"), Text("相连的任务", "Linked task"),
    Text("关系", "Link"), Text("理由", "Because"),
)  # fmt: skip


def alignment_tables(alignment: "Alignment", lang: str, *, explain: bool) -> list[Table]:
    """Pairs, sums, tasks, and what nothing stands beside."""
    pairs = tuple(
        cells
        for row in alignment.rows
        for node in row.under
        for cells in _pair_cells(alignment, row, node, lang, explain=explain)
    )
    tables = [Table(Text("上下级目标对照", "Targets of the two levels").in_language(lang), _say(_PAIRS, lang), pairs)]
    sums = tuple(_sum_cells(alignment, row, lang) for row in alignment.rows if row.known_sum is not None)
    if sums:
        tables.append(Table(Text("合计与其余", "Sums and remainders").in_language(lang), _say(_SUMS, lang), sums))
    tasks = tuple(
        (task.title, COMMA.join(task.names).in_language(lang), *linked)
        for task in alignment.tasks
        for linked in [
            (f"{u.place.in_language(lang)}  {u.title}", u.link.label.in_language(lang), u.because.in_language(lang))
            for u in task.under
        ]
        or [("", "", "")]
    )
    if tasks:
        tables.append(Table(Text("任务与定位", "Tasks and roles").in_language(lang), _say(_TASKS, lang), tasks))
    for words, claims in (
        (frame_only_words(alignment), alignment.frame_only),
        (lower_only_words(alignment), alignment.lower_only),
    ):
        if claims:
            rows = []
            for c in claims:
                found = alignment.alone.get(c.id)
                verdict = found.verdict.label.in_language(lang) if found else ""
                reasons = SEMICOLON.join([r.text for r in alone_reasons(found)]).in_language(lang) if found else ""
                rows.append(
                    (
                        name_indicator(c.definition).in_language(lang),
                        phrase_claim(c).in_language(lang),
                        c.plan,
                        verdict,
                        reasons,
                    )
                )
            tables.append(Table(words.in_language(lang), _say(_ALONE, lang), tuple(rows)))
    return tables


def _say(words: tuple[Text, ...], lang: str) -> tuple[str, ...]:
    return tuple(w.in_language(lang) for w in words)


def _pair_cells(
    alignment: "Alignment", row: AlignRow, node: Node, lang: str, *, explain: bool
) -> Iterator[tuple[str, ...]]:
    comparison = node.comparison
    upper, lower = comparison.first if comparison else None, node.claim
    if alignment.upward and comparison is not None:
        upper, lower = node.claim, comparison.second
    name = name_indicator((upper or lower).definition).in_language(lang)
    if upper is not None and upper.indicator != lower.indicator:
        name = f"{name} / {name_indicator(lower.definition).in_language(lang)}"
    yield (
        name,
        phrase_claim(upper).in_language(lang) if upper else "",
        phrase_claim(lower).in_language(lang),
        alignment.collection.places[lower.place].name.in_language(lang),
        lower.plan,
        node.verdict.label.in_language(lang),
        phrase_measure(comparison, alignment.collection).in_language(lang) if comparison else "",
        SEMICOLON.join(list_reasons(comparison, explain=explain) if comparison else [PLACES_ONLY]).in_language(lang),
    )
    for below in node.under:
        yield from _pair_cells(alignment, row, below, lang, explain=explain)


def _sum_cells(alignment: "Alignment", row: AlignRow, lang: str) -> tuple[str, ...]:
    chosen, known = row.frame_claim, row.known_sum
    assert chosen is not None
    assert known is not None
    share = known.over(interval_of(chosen))
    unit = unit_text(chosen.std.unit).in_language(lang)
    names = COMMA.join([alignment.collection.places[m.place].name for m in row.missing])
    return (
        name_indicator(chosen.definition).in_language(lang),
        phrase_claim(chosen).in_language(lang),
        f"{interval_text(known)} {unit}".strip(),
        percent(share) if share is not None and share.determined else "",
        f"{interval_text(row.remainder)} {unit}".strip() if row.remainder is not None else "",
        names.in_language(lang),
    )
