"""A draft as a web page of its own: the text on the left with every figure marked, the proposals beside it."""

from bisect import bisect_left
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from plancmp.chinese.quantities import find_quantities
from plancmp.draft import Draft
from plancmp.draft.layout import make_remark
from plancmp.draft.result import DraftEntry
from plancmp.vocabulary import COMPARATOR_SIGN, ClaimType, Commitment
from plancmp.words import Text

_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.7 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:90rem;padding:1rem}
h1{font-size:1.3rem}.legend span{margin-right:1.2em}
section{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5rem;border-top:1px solid #8886;padding:.8rem 0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{color:inherit;border-radius:3px;padding:0 2px}mark a{color:inherit;text-decoration:none}
.target,.card.target{background:#f6c34455}.observed,.card.observed{background:#5aa9e655}
.left{background:none;text-decoration:underline dotted #c33 2px}
.card{border-radius:6px;padding:.4rem .7rem;margin:0 0 .5rem}.card p{margin:.1rem 0;overflow-wrap:anywhere}.card b{font-size:1.05em}.card code,.card small{opacity:.8}
.card:target,mark:target{outline:2px solid #c33}
@media(max-width:50rem){section{grid-template-columns:1fr}}
@media print{section{break-inside:avoid-page}}
"""


def draft_page(draft: Draft, lang: str) -> str:
    """The page, complete in one file."""
    title = escape(draft.document.title or draft.ident)
    head = Text("草稿核对", "Draft to be checked").in_language(lang)
    counts = Text(
        f"{len(draft.targets)} 个目标，{len(draft.observed)} 项成绩，{len(draft.indicators)} 个新指标",
        f"{len(draft.targets)} targets, {len(draft.observed)} results, {len(draft.indicators)} new indicators",
    ).in_language(lang)
    legend = " ".join(
        f'<span><mark class="{name}">{escape(words.in_language(lang))}</mark></span>'
        for name, words in (
            ("target", ClaimType.TARGET.label),
            ("observed", ClaimType.OBSERVED.label),
            ("left", Text("数字，未作建议", "a figure without a proposal")),
        )
    )
    body = "\n".join(_sections(draft, lang))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style></head>\n<body>\n<h1>{escape(head)} · {title}</h1>\n"
        f'<p>{escape(counts)}</p>\n<p class="legend">{legend}</p>\n{body}\n</body>\n</html>\n'
    )


def _sections(draft: Draft, lang: str) -> Iterator[str]:
    """A row a section or box: its text, and what is proposed of it."""
    text = draft.text
    bounds = sorted({0, *(h.start for h in text.outline), len(text)})
    numbered = [(number, entry) for number, entry in enumerate(draft.entries, 1)]
    for start, end in pairwise(bounds):
        here = [(n, e) for n, e in numbered if start <= e.head.core < end]
        cards = "\n".join(_card(n, e, draft, lang) for n, e in here)
        yield f'<section>\n<div class="text">{_marked(draft, start, end, numbered)}</div>\n<div>{cards}</div>\n</section>'


def _marked(draft: Draft, start: int, end: int, numbered: list[tuple[int, DraftEntry]]) -> str:
    """The raw text of a span with its figures marked; each leads to its proposal."""
    text = draft.text
    raw, offsets = text.raw, text.offsets
    first: dict[int, tuple[int, DraftEntry]] = {}
    for number, entry in numbered:
        for statement in (entry.head, *entry.also):
            first.setdefault(statement.core, (number, entry))
    out = []
    at, stop = offsets[start], offsets[end] if end < len(text) else len(raw)
    for quantity in find_quantities(raw[at:stop]):
        begin, close = at_of(quantity.start, offsets[start]), at_of(quantity.end, offsets[start])
        inside = range(bisect_left(offsets, begin), bisect_left(offsets, close))
        found = next((first[core] for core in inside if core in first), None)
        if found is None and quantity.kind not in {"figure", "word"}:
            continue
        out.append(escape(raw[at:begin]))
        words = escape(raw[begin:close])
        if found:
            number, entry = found
            own = f' id="f{number}"' if entry.head.core in inside else ""
            out.append(f'<mark class="{entry.kind}"{own}><a href="#c{number}">{words}</a></mark>')
        else:
            out.append(f'<mark class="left">{words}</mark>')
        at = close
    out.append(escape(raw[at:stop]))
    return "".join(out).strip("\n")


def at_of(offset: int, base: int) -> int:
    """An offset of a piece as one of the whole text."""
    return base + offset


def _card(number: int, entry: DraftEntry, draft: Draft, lang: str) -> str:
    head = entry.head
    figure = head.figure
    value = f"{figure.value}" if figure.value is not None else f"{figure.low}–{figure.high}"
    unit = entry.unit or entry.definition.unit
    sign = COMPARATOR_SIGN[figure.comparator]
    years = f"{head.from_}–{head.year or ''}" if head.from_ else str(head.year or "")
    places = "、".join(draft.names.get(p, p) for p in head.places)
    details = [
        entry.kind.label.in_language(lang),
        (entry.basis or entry.definition.basis).label.in_language(lang),
        head.commitment.label.in_language(lang) if head.commitment is not Commitment.PLAIN else "",
        places,
        head.of or "",
        head.every.label.in_language(lang) if head.every else "",
        f"{Text('基期', 'from').in_language(lang)} {head.start.figure.value} ({head.start.year or '?'})"
        if head.start
        else "",
    ]
    lines = [
        f'<p><a href="#f{number}">{number}</a> <b>{escape(entry.definition.name.zh)}</b> <code>{escape(entry.match.ident)}</code></p>',
        f"<p><b>{escape(sign + value)} {escape(unit)}</b> {escape(years)}</p>",
        f"<p>{escape(' · '.join(d for d in details if d))}</p>",
        f"<p><small>{escape(make_remark(draft, entry).in_language(lang))}</small></p>",
        *(
            f"<p><small>{escape(name)}? {escape(why.in_language(lang))}</small></p>"
            for name, why in head.doubts.items()
        ),
    ]
    return f'<div class="card {entry.kind}" id="c{number}">{"".join(lines)}</div>'
