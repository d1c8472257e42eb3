"""The tables of a coverage: figures by class, what is open, what each rule took for a name, what is set aside."""

from collections.abc import Sequence

from plancmp.coverage.engine import Accounted, PlanCoverage
from plancmp.coverage.name_rules import NAME_RULES, NameRule
from plancmp.coverage.result import Coverage
from plancmp.model import Aside
from plancmp.outcomes import Cover
from plancmp.words import Table, Text

_FIGURE = Text("数字", "Figure")
_PLACE = Text("位置", "Place")
_PLAN = Text("规划", "Plan")


def make_tables(coverage: Coverage, lang: str) -> list[Table]:
    """The number of figures by class, then what is open (or swallowed by each rule, or set aside), then what to tidy."""
    plans = coverage.plans
    lists = {"open": _open, "rules": _rules, "asides": _asides}
    found = [_summary(plans, lang), *lists[coverage.shown](plans, lang)]
    untidy = _untidy(plans, lang)
    return [*found, untidy] if untidy.rows else found


def percent(plan: PlanCoverage) -> str:
    """The share that is accounted for: 100 % only where nothing is open."""
    return f"{plan.share.normalize():f} %"


def place_of(each: Accounted) -> str:
    """Line, column and section of a figure."""
    return f"{each.piece.line}:{each.piece.column} ({each.piece.section})"


def _summary(plans: Sequence[PlanCoverage], lang: str) -> Table:
    columns = (
        _PLAN.in_language(lang),
        Text("数字", "Figures").in_language(lang),
        *(cover.label.in_language(lang) for cover in Cover),
        Text("已交代", "Share").in_language(lang),
    )
    rows = tuple(
        (plan.ident, str(len(plan.figures)), *(str(plan.count(cover)) for cover in Cover), percent(plan))
        for plan in plans
    )
    title = Text("原文中的每个数字", "Every figure of the text").in_language(lang)
    return Table(title, columns, rows, frozenset(range(1, len(columns))))


def _open(plans: Sequence[PlanCoverage], lang: str) -> list[Table]:
    columns = (_PLAN, _PLACE, _FIGURE, Text("上下文", "Context"), Text("说明", "Note"))
    rows = tuple(
        (plan.ident, place_of(each), each.piece.text, plan.clause(each.piece), _note(each, lang))
        for plan in plans
        for each in plan.open
    )
    if not rows:
        return []
    title = Text(
        "未交代的数字：收录，或在 aside 中注明理由", "Not accounted for: encode it, or set it aside with a reason"
    )
    return [Table(title.in_language(lang), tuple(c.in_language(lang) for c in columns), rows)]


def _note(each: Accounted, lang: str) -> str:
    if not each.disagrees:
        return ""
    return Text(
        f"在 {each.ids[0]} 的引文内，但该条说的是另一个数字",
        f"stands in the quote of {each.ids[0]}, which states another figure",
    ).in_language(lang)


def _rules(plans: Sequence[PlanCoverage], lang: str) -> list[Table]:
    return [table for rule in NAME_RULES if (table := _rule(rule, plans, lang)).rows]


def _rule(rule: NameRule, plans: Sequence[PlanCoverage], lang: str) -> Table:
    """What a rule took for a name: each figure with its word once, how often, and where."""
    where: dict[str, list[str]] = {}
    for plan in plans:
        for each in plan.figures:
            if each.cover is Cover.RULE and each.name and each.name.rule == rule.name:
                where.setdefault(each.name.words, []).append(f"{plan.ident}:{each.piece.line}")
    rows = tuple((words, str(len(lines)), ", ".join(dict.fromkeys(lines))) for words, lines in where.items())
    columns = (
        _FIGURE.in_language(lang),
        Text("次数", "Times").in_language(lang),
        Text("行", "Lines").in_language(lang),
    )
    total = sum(map(len, where.values()))
    title = Text(f"{rule.name}（{total}）：{rule.manual.zh}", f"{rule.name} ({total}): {rule.manual.en}")
    return Table(title.in_language(lang), columns, rows, frozenset({1}))


def _asides(plans: Sequence[PlanCoverage], lang: str) -> list[Table]:
    columns = (_PLAN, Text("章节", "Section"), Text("引文", "Quote"), _FIGURE, Text("理由", "Reason"))
    rows = []
    for plan in plans:
        figures: dict[Aside, list[str]] = {}
        for each in plan.figures:
            if each.aside:
                figures.setdefault(each.aside, []).append(each.piece.text)
        rows += [(plan.ident, a.at, a.quote, ", ".join(found), a.because) for a, found in figures.items()]
    title = Text("注明不计的数字", "Figures that are set aside")
    return [Table(title.in_language(lang), tuple(c.in_language(lang) for c in columns), tuple(rows))] if rows else []


def _untidy(plans: Sequence[PlanCoverage], lang: str) -> Table:
    """Asides that cover nothing, and entries whose quote is not found."""
    nowhere = Text("引文不在该节", "its quote is not in that section").in_language(lang)
    needless = Text("其中没有须注明的数字", "no figure in it needs it").in_language(lang)
    rows = [
        (plan.ident, f"aside {a.aside.at}", a.aside.quote, needless if a.passages else nowhere)
        for plan in plans
        for a in plan.needless
    ]
    rows += [(plan.ident, ident, "", nowhere) for plan in plans for ident in plan.unfound]
    columns = (_PLAN, Text("条目", "Entry"), Text("引文", "Quote"), Text("说明", "Note"))
    title = Text("可以整理的条目", "To tidy")
    return Table(title.in_language(lang), tuple(c.in_language(lang) for c in columns), tuple(rows))
