"""The whole text of each plan with its figures coloured, like a report of code coverage: one page, no script, no network."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from plancmp.compare.phrases import phrase_claim
from plancmp.coverage.engine import Accounted, PlanCoverage
from plancmp.coverage.name_rules import NAME_RULES
from plancmp.coverage.pieces import Passage
from plancmp.coverage.tables import percent
from plancmp.outcomes import Cover
from plancmp.render.coverage_style import STYLE
from plancmp.render.plain import clean
from plancmp.words import Text

_MANUALS = {rule.name: rule.manual for rule in NAME_RULES}
_EXPLAINED = {
    Cover.ENCODED: Text(
        "是目标、基期值或已有成绩，链接到条目", "a target, baseline or result; a link leads to its entry"
    ),
    Cover.QUOTE: Text(
        "某条引文或其年份等前语的一部分", "part of the quote of an entry, or of the words that govern it"
    ),
    Cover.RULE: Text("按规则是年份、序号、文号或名称", "by rule a year, list number, document number or name"),
    Cover.ASIDE: Text("注明不计：不是目标也不是成绩，理由见提示", "set aside: no claim, for the reason shown on hover"),
    Cover.OPEN: Text("没有交代，尚待收录或注明", "not accounted for: still to be encoded or set aside"),
}


def coverage_page(plans: Sequence[PlanCoverage], lang: str) -> str:
    """A self-contained HTML page: summary, legend, and each plan's text with every figure linked to its entry."""
    title = Text("原文中的每个数字", "Every figure of the text").in_language(lang)
    body = "\n".join((_summary(plans, lang), _legend(lang), *(_plan(plan, lang) for plan in plans)))
    tongue = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{tongue}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · plancmp</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _summary(plans: Sequence[PlanCoverage], lang: str) -> str:
    heads = (
        Text("规划", "Plan"),
        Text("数字", "Figures"),
        *(cover.label for cover in Cover),
        Text("已交代", "Accounted for"),
    )
    head = "".join(f'<th scope="col">{escape(h.in_language(lang))}</th>' for h in heads)
    rows = "\n".join(
        f'<tr><th scope="row"><a href="#{escape(plan.ident)}">{escape(clean(plan.plan.title.in_language(lang)))}</a></th>'
        f"<td>{len(plan.figures)}</td>"
        + "".join(f"<td>{plan.count(cover)}</td>" for cover in Cover)
        + f"<td>{_bar(plan)}{percent(plan)}</td></tr>"
        for plan in plans
    )
    return f'<table class="summary">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'


def _bar(plan: PlanCoverage) -> str:
    """The classes as a bar; the numbers stand beside it, so it is hidden from screen readers."""
    parts = "".join(
        f'<i class="{cover.value}" style="flex:{plan.count(cover)}"></i>' for cover in Cover if plan.count(cover)
    )
    return f'<span class="bar" aria-hidden="true">{parts}</span>'


def _legend(lang: str) -> str:
    items = "\n".join(
        f'<li><span class="f {cover.value}">{escape(cover.label.in_language(lang))}</span> {escape(_EXPLAINED[cover].in_language(lang))}</li>'
        for cover in Cover
    )
    shaded = Text("底色浅的一段是条目的引文", "a shaded passage is the quote of an entry").in_language(lang)
    return f'<ul class="legend">\n{items}\n<li><span class="q">{escape(shaded)}</span></li>\n</ul>'


def _plan(plan: PlanCoverage, lang: str) -> str:
    unlike = Text("（与收录时所用的文本不同）", " (not the text that was encoded from)").in_language(lang)
    source = clean(plan.path.replace("\\", "/").rpartition("/")[2]) + ("" if plan.exact else unlike)
    lines = "\n".join(_lines(plan, lang))
    return (
        f'<section id="{escape(plan.ident)}">\n<h2>{escape(clean(plan.plan.title.in_language(lang)))} <small>{escape(plan.ident)} · {percent(plan)}</small></h2>\n'
        f'<p class="source">{escape(source)}</p>\n{_open(plan, lang)}'
        f'<div class="text" lang="zh-CN">\n{lines}\n</div>\n{_entries(plan, lang)}</section>'
    )


def _open(plan: PlanCoverage, lang: str) -> str:
    items = "\n".join(
        f'<li><a href="#{_anchor(plan, number)}">{each.piece.line}:{each.piece.column}</a> '
        f'<b lang="zh-CN">{escape(clean(each.piece.text))}</b> <span lang="zh-CN">{escape(clean(plan.clause(each.piece)))}</span></li>'
        for number, each in enumerate(plan.figures)
        if each.cover is Cover.OPEN
    )
    heading = Text("未交代的数字", "Not accounted for").in_language(lang)
    return f"<h3>{escape(heading)}</h3>\n<ul>\n{items}\n</ul>\n" if items else ""


def _anchor(plan: PlanCoverage, number: int) -> str:
    return f"{escape(plan.ident)}-f{number}"


def _lines(plan: PlanCoverage, lang: str) -> Iterator[str]:
    """The raw lines with print on them, each with its number; figures and quoted passages are marked."""
    raw = plan.text.raw
    numbers = {ident: n for n, ident in enumerate(dict.fromkeys(c.id for c in plan.claims))}
    figures = list(enumerate(plan.figures))
    quoted = _merged([passage for statement in plan.statements for passage in statement.passages])
    for number, match in enumerate(re.finditer(r"[^\r\n]*(?:\r\n|\n|\r|$)", raw), 1):
        start, end = match.start(), match.start() + len(match[0].rstrip("\r\n"))
        if not raw[start:end].strip():
            continue
        here = [(n, f) for n, f in figures if f.piece.start < end and f.piece.end > start]
        parts = []
        at = start
        for n, each in here:
            parts.append(_words(raw, at, max(each.piece.start, start), quoted))
            stop = min(each.piece.end, end)
            parts.append(_figure(plan, n, each, raw[max(each.piece.start, start) : stop], numbers, lang))
            at = stop
        parts.append(_words(raw, at, end, quoted))
        yield f'<p><span class="n">{number}</span>{"".join(parts).strip()}</p>'


def _merged(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The passages in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((p.start, p.end) for p in passages):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _words(raw: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> str:
    """The words from `start` to `end`, quoted passages shaded."""
    parts = []
    at = start
    for first, last in quoted:
        first, last = max(first, at), min(last, end)  # noqa: PLW2901 - the passage as far as it lies here
        if first < last:
            parts += [escape(clean(raw[at:first])), f'<span class="q">{escape(clean(raw[first:last]))}</span>']
            at = last
    return "".join((*parts, escape(clean(raw[at:end]))))


def _figure(plan: PlanCoverage, number: int, each: Accounted, words: str, numbers: dict[str, int], lang: str) -> str:
    told = (
        f"{each.cover.label.in_language(lang)}: {_why(each, lang)}"
        if _why(each, lang)
        else each.cover.label.in_language(lang)
    )
    attributes = f'class="f {each.cover.value}" id="{_anchor(plan, number)}" title="{escape(clean(told))}"'
    shown = escape(clean(words))
    if each.ids:
        return f'<a {attributes} href="#{escape(plan.ident)}-e{numbers[each.ids[0]]}">{shown}</a>'
    return f"<span {attributes}>{shown}</span>"


def _why(each: Accounted, lang: str) -> str:
    if each.cover is Cover.RULE and each.name:
        return f"{each.name.rule} · {_MANUALS[each.name.rule].in_language(lang)}"
    if each.cover is Cover.ASIDE and each.aside:
        return each.aside.because
    return ", ".join(each.ids)


def _entries(plan: PlanCoverage, lang: str) -> str:
    """The entries that the figures link to, each with a way back to the text."""
    first: dict[str, int] = {}
    for number, each in enumerate(plan.figures):
        for ident in each.ids:
            first.setdefault(ident, number)
    rows = []
    for number, claim in enumerate({c.id: c for c in plan.claims}.values()):
        back = first.get(claim.id)
        line = "" if back is None else f'<a href="#{_anchor(plan, back)}">{plan.figures[back].piece.line}</a>'
        name = claim.definition.name.in_language(lang)
        rows.append(
            f'<tr id="{escape(plan.ident)}-e{number}"><td>{line}</td><td><code>{escape(clean(claim.id))}</code></td>'
            f"<td>{escape(clean(name))}</td><td>{escape(clean(phrase_claim(claim).in_language(lang)))}</td>"
            f'<td>{escape(claim.section)}</td><td lang="zh-CN">{escape(clean(claim.quote))}</td></tr>'
        )
    heads = (
        Text("行", "Line"),
        Text("标识", "Id"),
        Text("指标", "Indicator"),
        Text("数值", "Figure"),
        Text("章节", "Section"),
        Text("引文", "Quote"),
    )
    head = "".join(f'<th scope="col">{h.in_language(lang)}</th>' for h in heads)
    heading = Text("条目", "Entries").in_language(lang)
    return (
        f'<h3>{heading}</h3>\n<table class="entries">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table>\n"
    )
