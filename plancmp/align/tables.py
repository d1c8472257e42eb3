"""An alignment as flat tables for spreadsheets: pairs, sums, tasks, and what nothing stands beside."""

from plancmp.align.layout import TASK_TITLE, name_lone, phrase_in_unit, phrase_share
from plancmp.align.place_table import make_place_table
from plancmp.align.result import PLACES_ONLY, Alignment, AlignRow, FrameTask, Node
from plancmp.compare import LoneClaim
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim, phrase_measure, phrase_verdict
from plancmp.words import COMMA, SEMICOLON, Table, Text, TextTable, join_parts

Cells = tuple[Text | str, ...]
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
_TASKS = (
    Text("框架任务", "Task of the frame"), Text("地区", "Places"), Text("相连的任务", "Linked task"),
    Text("关系", "Link"), Text("理由", "Because"),
)  # fmt: skip


def lay_out_tables(alignment: Alignment, lang: str, *, explain: bool) -> list[Table]:
    """Pairs, sums, tasks, and what nothing stands beside."""
    pairs = [_pair_cells(alignment, n, explain=explain) for row in alignment.rows for n in row.walk()]
    sums = [_sum_cells(alignment, row) for row in alignment.rows if row.known_sum is not None]
    tasks = [cells for task in alignment.tasks for cells in _task_cells(task)]
    first = TextTable(Text("上下级目标对照", "Targets of the two levels"), _PAIRS, pairs)
    rest = (
        make_place_table(alignment),
        TextTable(Text("合计与其余", "Sums and remainders"), _SUMS, sums),
        TextTable(TASK_TITLE, _TASKS, tasks),
        *(TextTable(title, _LONE, [_lone_cells(each) for each in lone]) for title, lone in name_lone(alignment)),
    )
    return [table.in_language(lang) for table in (first, *(table for table in rest if table.rows))]


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
        alignment.collection.places[lower.place].name,
        lower.plan,
        phrase_verdict(pair) if pair else node.verdict.label,
        phrase_measure(pair, alignment.collection) if pair else "",
        SEMICOLON.join(list_reasons(pair, explain=explain)) if pair else PLACES_ONLY,
    )


def _sum_cells(alignment: Alignment, row: AlignRow) -> Cells:
    chosen = row.frame_claim
    assert chosen is not None
    return (
        name_indicator(chosen.definition),
        phrase_claim(chosen),
        phrase_in_unit(row.known_sum, chosen),
        phrase_share(row, chosen),
        phrase_in_unit(row.remainder, chosen),
        COMMA.join([alignment.collection.places[m.place].name for m in row.missing]),
    )


def _task_cells(task: FrameTask) -> list[Cells]:
    """A line a linked task, or one where there is none."""
    first = task.title, COMMA.join(task.names)
    linked = [(join_parts(u.place, Text.same(u.title)), u.label, u.because) for u in task.under]
    return [(*first, *cells) for cells in linked] or [(*first, "", "", "")]


def _lone_cells(lone: LoneClaim) -> Cells:
    return (
        name_indicator(lone.claim.definition),
        phrase_claim(lone.claim),
        lone.claim.plan,
        lone.verdict.label,
        SEMICOLON.join([r.text for r in lone.all_reasons]),
    )
