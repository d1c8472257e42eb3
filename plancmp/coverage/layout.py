"""The tables of a coverage: figures by class, what is open, what each rule took for a name, what is set aside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from plancmp.coverage.name_rules import NAME_RULES
from plancmp.coverage.result import AccountedFigure, Coverage, PlanCoverage
from plancmp.document_parts import Aside
from plancmp.outcomes import Cover
from plancmp.words import Table, Text, say

_FIGURE = Text("数字", "Figure")
_PLACE = Text("位置", "Place")
_PLAN = Text("规划", "Plan")
_QUOTE = Text("引文", "Quote")
_NOTE = Text("说明", "Note")


def lay_out_tables(coverage: Coverage, lang: str) -> list[Table]:
    """The summary, the list that was asked for, and the asides and quotes that account for nothing."""
    lists = {"open": _list_open, "rules": _list_by_rule, "asides": _list_asides}
    tables = [*lists[coverage.listing](coverage.plans, lang), _list_untidy(coverage.plans, lang)]
    return [_summarize(coverage.plans, lang), *(table for table in tables if table.rows)]


def _make_table(
    title: Text, columns: Sequence[Text], rows: Iterable[tuple[str, ...]], lang: str, numeric: Iterable[int] = ()
) -> Table:
    heads = tuple(column.in_language(lang) for column in columns)
    return Table(title.in_language(lang), heads, tuple(rows), frozenset(numeric))


def _summarize(plans: Sequence[PlanCoverage], lang: str) -> Table:
    covers = [cover.label for cover in Cover]
    columns = (_PLAN, Text("数字", "Figures"), *covers, Text("已交代", "Share"))
    rows = [
        (plan.ident, str(len(plan.figures)), *(str(plan.count(cover)) for cover in Cover), plan.format_share())
        for plan in plans
    ]
    title = Text("原文中的每个数字", "Every figure of the text")
    return _make_table(title, columns, rows, lang, range(1, len(columns)))


def _list_open(plans: Sequence[PlanCoverage], lang: str) -> Iterator[Table]:
    rows = [
        (plan.ident, _format_place(each), each.figure.text, each.clause, _note_disagreement(each).in_language(lang))
        for plan in plans
        for each in plan.open
    ]
    title = Text(
        "未交代的数字：收录，或在 aside 中注明理由", "Not accounted for: encode it, or set it aside with a reason"
    )
    yield _make_table(title, (_PLAN, _PLACE, _FIGURE, Text("上下文", "Context"), _NOTE), rows, lang)


def _format_place(each: AccountedFigure) -> str:
    """Line, column and section of a figure."""
    return f"{each.figure.line}:{each.figure.column} ({each.figure.section})"


def _note_disagreement(each: AccountedFigure) -> Text:
    if not each.disagrees:
        return Text("", "")
    return say(
        "在 {claim} 的引文内，但该条说的是另一个数字",
        "stands in the quote of {claim}, which states another figure",
        claim=each.ids[0],
    )


def _list_by_rule(plans: Sequence[PlanCoverage], lang: str) -> Iterator[Table]:
    """What each rule took for a name: each figure with its word once, how often, and where."""
    for rule in NAME_RULES:
        where: defaultdict[str, list[str]] = defaultdict(list)
        for plan in plans:
            for each in plan.figures:
                if each.cover is Cover.RULE and each.name and each.name.rule == rule.name:
                    where[each.name.words].append(f"{plan.ident}:{each.figure.line}")
        rows = [(words, str(len(lines)), ", ".join(dict.fromkeys(lines))) for words, lines in where.items()]
        total = sum(map(len, where.values()))
        title = say("{rule}（{n}）：{manual}", "{rule} ({n}): {manual}", rule=rule.name, n=total, manual=rule.manual)
        yield _make_table(title, (_FIGURE, Text("次数", "Times"), Text("行", "Lines")), rows, lang, {1})


def _list_asides(plans: Sequence[PlanCoverage], lang: str) -> Iterator[Table]:
    rows = []
    for plan in plans:
        figures: defaultdict[Aside, list[str]] = defaultdict(list)
        for each in plan.figures:
            if each.aside:
                figures[each.aside].append(each.figure.text)
        rows += [(plan.ident, a.at, a.quote, ", ".join(found), a.because) for a, found in figures.items()]
    columns = (_PLAN, Text("章节", "Section"), _QUOTE, _FIGURE, Text("理由", "Reason"))
    yield _make_table(Text("注明不计的数字", "Figures that are set aside"), columns, rows, lang)


def _list_untidy(plans: Sequence[PlanCoverage], lang: str) -> Table:
    """Asides that cover nothing, and entries whose quote is not found."""
    nowhere = Text("引文不在该节", "its quote is not in that section").in_language(lang)
    needless = Text("其中没有须注明的数字", "no figure in it needs it").in_language(lang)
    rows = [
        (plan.ident, f"aside {a.aside.at}", a.aside.quote, needless if a.passages else nowhere)
        for plan in plans
        for a in plan.needless
    ]
    rows += [(plan.ident, ident, "", nowhere) for plan in plans for ident in plan.unfound]
    return _make_table(Text("可以整理的条目", "To tidy"), (_PLAN, Text("条目", "Entry"), _QUOTE, _NOTE), rows, lang)
