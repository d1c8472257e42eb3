"""A draft as a web page of its own: the text on the left with every figure marked, the proposals beside it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancmp.chinese.quantities import find_quantities
from plancmp.draft import Draft
from plancmp.draft.layout import make_remark
from plancmp.draft.result import DraftEntry
from plancmp.render.html import fill_template
from plancmp.vocabulary import COMPARATOR_SIGN, ClaimType, Commitment
from plancmp.words import Text, say


class Card(NamedTuple):
    """A proposal as the page shows it."""

    number: int
    entry: DraftEntry
    figure: str
    years: str
    details: tuple[str, ...]
    remark: Text


class MarkedWords(NamedTuple):
    """Some of the text: words, or a figure with the proposal that it led to."""

    words: str
    is_figure: bool = False
    card: Card | None = None
    is_head: bool = False
    """Whether the proposal's own link leads back to it."""


class PageSection(NamedTuple):
    """A section or box of the text, and what is proposed of it."""

    text: tuple[MarkedWords, ...]
    cards: tuple[Card, ...]


def make_draft_page(draft: Draft, lang: str) -> str:
    """The page, complete in one file."""
    counts = say(
        "{targets} 个目标，{results} 项成绩，{indicators} 个新指标",
        "{targets} targets, {results} results, {indicators} new indicators",
        targets=len(draft.targets), results=len(draft.observed), indicators=len(draft.indicators),
    )  # fmt: skip
    title = draft.document.title or draft.ident
    return fill_template(
        "draft.html.j2",
        (lang,),
        lang=lang,
        title=title,
        counts=counts,
        kinds=(ClaimType.TARGET, ClaimType.OBSERVED),
        sections=tuple(_cut_sections(draft, lang)),
    )


def _cut_sections(draft: Draft, lang: str) -> Iterator[PageSection]:
    """A row a section or box: its text, and what is proposed of it."""
    bounds = sorted({0, *(heading.start for heading in draft.text.outline), len(draft.text)})
    cards = [_make_card(number, entry, draft, lang) for number, entry in enumerate(draft.entries, 1)]
    by_core: dict[int, Card] = {}
    for card in cards:
        for statement in (card.entry.head, *card.entry.also):
            by_core.setdefault(statement.core, card)
    for start, end in pairwise(bounds):
        here = tuple(card for card in cards if start <= card.entry.head.core < end)
        yield PageSection(tuple(_mark_figures(draft, start, end, by_core)), here)


def _mark_figures(draft: Draft, start: int, end: int, by_core: Mapping[int, Card]) -> Iterator[MarkedWords]:
    """The raw text of a span cut at its figures; `by_core` are the proposals by where the number of a figure begins."""
    raw, offsets = draft.text.raw, draft.text.offsets
    base = at = offsets[start]
    stop = offsets[end] if end < len(draft.text) else len(raw)
    for quantity in find_quantities(raw[base:stop]):
        begin, close = base + quantity.start, base + quantity.end
        inside = range(bisect_left(offsets, begin), bisect_left(offsets, close))
        card = next((by_core[core] for core in inside if core in by_core), None)
        if card is None and quantity.kind not in {"figure", "word"}:
            continue
        yield MarkedWords(raw[at:begin])
        is_head = card is not None and card.entry.head.core in inside
        yield MarkedWords(raw[begin:close], is_figure=True, card=card, is_head=is_head)
        at = close
    yield MarkedWords(raw[at:stop])


def _make_card(number: int, entry: DraftEntry, draft: Draft, lang: str) -> Card:
    head = entry.head
    figure = head.figure
    value = f"{figure.value}" if figure.value is not None else f"{figure.low}–{figure.high}"
    return Card(
        number,
        entry,
        f"{COMPARATOR_SIGN[figure.comparator]}{value} {entry.unit or entry.definition.unit}",
        f"{head.from_}–{head.year or ''}" if head.from_ else str(head.year or ""),
        tuple(filter(None, (words.in_language(lang) for words in _describe(entry, draft.names)))),
        make_remark(draft, entry),
    )


def _describe(entry: DraftEntry, names: Mapping[str, str]) -> Sequence[Text]:
    """What a proposal says beside its figure, from its kind to where it starts."""
    head = entry.head
    parts = [entry.kind.label, (entry.basis or entry.definition.basis).label]
    if head.commitment is not Commitment.PLAIN:
        parts.append(head.commitment.label)
    parts += [Text.same("、".join(names.get(place, place) for place in head.places)), Text.same(head.of or "")]
    if head.every:
        parts.append(head.every.label)
    if head.start:
        parts.append(
            say("基期 {v} ({year})", "from {v} ({year})", v=head.start.figure.value, year=head.start.year or "?")
        )
    return parts
