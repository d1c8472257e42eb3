"""The whole text of each plan with its figures coloured, like a report of code coverage: one page, no script, no network."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.phrases import phrase_claim
from plancmp.coverage.name_rules import NAME_RULES
from plancmp.coverage.result import AccountedFigure, Coverage, Passage, PlanCoverage
from plancmp.outcomes import Cover
from plancmp.render.html import fill_template
from plancmp.words import Text

_MANUALS = {rule.name: rule.manual for rule in NAME_RULES}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


class MarkedFigure(NamedTuple):
    """A figure as the page marks it."""

    number: int
    accounted: AccountedFigure
    why: str
    entry: int | None
    """The number of the entry that it leads to."""


class Stretch(NamedTuple):
    """Some of the words of a line: a figure, or words that an entry quotes or does not."""

    words: str
    figure: int | None = None
    quoted: bool = False


class TextLine(NamedTuple):
    """A line of the text with print on it."""

    number: int
    stretches: tuple[Stretch, ...]


class PlanPage(NamedTuple):
    """A plan's text as the page shows it."""

    coverage: PlanCoverage
    file: str
    share: str
    figures: tuple[MarkedFigure, ...]
    lines: tuple[TextLine, ...]
    entries: tuple[tuple[Claim, Text, int | None], ...]
    """Each entry, its figure in words, and the number of the first figure that leads to it."""


def make_coverage_page(coverage: Coverage, lang: str) -> str:
    """A self-contained HTML page: summary, legend, and each plan's text with every figure linked to its entry."""
    plans = [_show_plan(plan, lang) for plan in coverage.plans]
    return fill_template("coverage.html.j2", (lang,), lang=lang, plans=plans, covers=list(Cover))


def _show_plan(plan: PlanCoverage, lang: str) -> PlanPage:
    claims = {claim.id: claim for claim in plan.claims}
    numbers = {ident: number for number, ident in enumerate(claims)}
    first: dict[str, int] = {}
    for number, each in enumerate(plan.figures):
        for ident in each.ids:
            first.setdefault(ident, number)
    return PlanPage(
        plan,
        plan.path.replace("\\", "/").rpartition("/")[2],
        plan.format_share(),
        tuple(
            MarkedFigure(n, f, _explain(f, lang), numbers[f.ids[0]] if f.ids else None)
            for n, f in enumerate(plan.figures)
        ),
        tuple(_cut_lines(plan)),
        tuple((claim, phrase_claim(claim), first.get(ident)) for ident, claim in claims.items()),
    )


def _explain(figure: AccountedFigure, lang: str) -> str:
    """The name rule, the reason of an aside or the claims by which a figure is accounted for."""
    if figure.cover is Cover.RULE and figure.name:
        return f"{figure.name.rule} · {_MANUALS[figure.name.rule].in_language(lang)}"
    if figure.cover is Cover.ASIDE and figure.aside:
        return figure.aside.because
    return ", ".join(figure.ids)


def _cut_lines(plan: PlanCoverage) -> Iterator[TextLine]:
    """The raw lines with print on them, each cut at its figures and at the ends of quoted passages."""
    raw, figures = plan.text.raw, list(enumerate(plan.figures))
    quoted = _merge([passage for printing in plan.printings for passage in printing.passages])
    for number, match in enumerate(_LINE.finditer(raw), 1):
        start, end = match.start(), match.start() + len(match[0].rstrip("\r\n"))
        if raw[start:end].strip():
            here = [
                (n, f.figure.start, f.figure.end) for n, f in figures if f.figure.start < end and f.figure.end > start
            ]
            yield TextLine(number, tuple(_cut_line(raw, start, end, here, quoted)))


def _merge(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The passages in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((p.start, p.end) for p in passages):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut_line(
    raw: str, start: int, end: int, figures: Sequence[tuple[int, int, int]], quoted: Sequence[tuple[int, int]]
) -> Iterator[Stretch]:
    at = start
    for number, first, last in figures:
        begin, stop = max(first, start), min(last, end)
        yield from _cut_words(raw, at, begin, quoted)
        yield Stretch(raw[begin:stop], figure=number)
        at = stop
    yield from _cut_words(raw, at, end, quoted)


def _cut_words(raw: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """The words from `start` to `end`, the parts of quoted passages by themselves."""
    at = start
    for passage_start, passage_end in quoted:
        first, last = max(passage_start, at), min(passage_end, end)
        if first < last:
            yield Stretch(raw[at:first])
            yield Stretch(raw[first:last], quoted=True)
            at = last
    yield Stretch(raw[at:end])
