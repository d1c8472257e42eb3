"""The quotation of a figure: the shortest piece with figure, unit and noun that the format allows, and the leads beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.draft.clauses import Clause
from plancmp.draft.measures import Names
from plancmp.draft.places import Mention
from plancmp.draft.sentences import Span

LONGEST_QUOTE, LONGEST_LEAD = 40, 24
_SOFT = re.compile(r"[、,;:。)]")
_ALNUM = re.compile(r"[0-9A-Za-z.%]")
_CLOSING = frozenset(",;。:、)”》—–·")
_IN_WORD = re.compile(r"(?<=[0-9A-Za-z.%])[0-9A-Za-z.%]+")


class Governors(NamedTuple):
    """What governs a figure and must stand in its quote or in a lead: the span of its years, where its modal stands, the
    places that are its subject, the word that shares it out; `names` is None where each part of it has a noun of its own.
    """

    years: Span | None
    modal: int | None
    subjects: tuple[Mention, ...]
    each: str
    names: Names | None


def quote_figure(clause: Clause, governors: Governors) -> tuple[str, tuple[str, ...]]:
    """The quotation of a figure, and the leads for what governs it from outside."""
    text = clause.context.draft.text
    start, stop = _find_span(clause)
    leads = dict.fromkeys(lead for lead in _find_leads(clause, governors, start, stop) if lead)
    quote = quote_piece(text, start, stop)
    each = governors.each
    if each and each not in text.normal[start:stop] and not any(each in lead for lead in leads):
        leads[each] = None
    return quote, tuple(leads)


def _find_leads(clause: Clause, governors: Governors, start: int, stop: int) -> Iterator[str | None]:
    text = clause.context.draft.text
    years, modal, subjects, _, names = governors
    if years and not start <= years[0] <= years[1] <= stop:
        yield quote_lead(text, *years)
    spans = [(start, stop), years or (0, 0)]
    if modal is not None and not any(first <= modal < last for first, last in spans):
        yield quote_piece(text, modal, modal + 2)
    if subjects and not start <= subjects[0].start < stop:
        yield quote_lead(text, subjects[0].start, subjects[-1].end)
    if names:
        own = "" if clause.behind or clause.noun in text.normal[start:stop] else clause.noun
        yield find_lead(clause, names.inherited or own, start)


def find_lead(clause: Clause, words: str, before: int) -> str | None:
    """The last printing of `words` in the sentence before an offset, as a lead."""
    at = clause.normal.rfind(words, clause.context.sentence.start, before)
    return quote_lead(clause.context.draft.text, at, at + len(words)) if words and at >= 0 else None


def quote_lead(text: PlanText, start: int, end: int) -> str | None:
    """A lead for a span, cut to the length that the format allows; None where nothing is left."""
    return quote_piece(text, start, min(end, start + LONGEST_LEAD)).strip(",;。:、") or None


def quote_piece(text: PlanText, start: int, end: int) -> str:
    """The normalised text from `start` to `end`; where white space parts two figures or Latin words, one space stays."""
    return "".join((" " if at > start and _is_parted(text, at) else "") + text.normal[at] for at in range(start, end))


def _is_parted(text: PlanText, at: int) -> bool:
    raw, offsets = text.raw, text.offsets
    joined = offsets[at] - offsets[at - 1] <= 1 or not raw[offsets[at] - 1].isspace()
    return not joined and all(_ALNUM.match(text.normal[each]) for each in (at - 1, at))


def _find_span(clause: Clause) -> Span:
    """The span of a quotation: from the clause's beginning, or as much before the figure as fits, to the noun behind the
    figure, or as much as fits. The figure itself is never cut.
    """
    normal, core, end = clause.normal, clause.figure.core, clause.figure.end
    wanted = max(clause.start, clause.context.sentence.start)
    behind = max(clause.noun_end, end) if clause.behind else end
    stop = max(min(behind, core + LONGEST_QUOTE - 1), end)
    if stop < behind:
        stop = max((mark.start() for mark in _SOFT.finditer(normal, end, stop)), default=stop)
    start = max(wanted, stop - LONGEST_QUOTE)
    if start > wanted:
        start = _find_soft_start(normal, start, core)
    while start < core and normal[start] in _CLOSING:
        start += 1
    return start, stop


def _find_soft_start(normal: str, start: int, core: int) -> int:
    """Behind the first mark, else not in the middle of a number or Latin word."""
    soft = _SOFT.search(normal, start, max(start, core - 4))
    if soft and soft.end() - start <= LONGEST_QUOTE // 3:
        return soft.end()
    inside = _IN_WORD.match(normal, start, core)
    return inside.end() if inside else start
