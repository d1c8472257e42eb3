"""Which year governs a figure: one in its sentence, else in the opening of its paragraph or section, else in a heading."""

from typing import NamedTuple

from plancmp.draft.clauses import Printed, is_right_before
from plancmp.draft.context import Context
from plancmp.draft.times import Time
from plancmp.vocabulary import ClaimType
from plancmp.words import Text

_OPENING = 40
"""Characters; a year further inside an opening sentence governs that sentence, not the section."""
_HEADING = 60
_FROM = {
    "paragraph": Text("年份取自本段首句", "year from the opening sentence of the paragraph"),
    "section": Text("年份取自本节首句", "year from the opening sentence of the section"),
    "above": Text("年份取自上一级标题下的首句，请核对", "year from the opening sentence of the section above; check"),
    "reckoned": Text("年份由“今后几年”推算，请核对", "years reckoned from 今后…年; check"),
    "heading": Text("年份取自标题", "year from the heading"),
}


class When(NamedTuple):
    """The governing time, None where the text prints none. `own`: it stands in the figure's sentence; `note` says where else."""

    time: Time | None
    own: bool
    note: Text | None = None


class Years(NamedTuple):
    """First year and year of a statement, and the span of the words that print them."""

    first: int | None = None
    year: int | None = None
    span: tuple[int, int] | None = None


def when_of(context: Context, figure: Printed) -> When:
    """The time that governs a figure. 五年内 in an opening sentence governs that sentence alone."""
    before = [t for t in context.times if t.end <= figure.start]
    dated = [t for t in before if t.role == "base" and is_right_before(t, figure, context.normal)]
    if dated:
        return When(dated[-1]._replace(role="governs"), own=True)
    own = [t for t in before if t.role == "governs"]
    if own:
        time = _widened(context, own[-1])
        return When(time, own=True, note=None if time.sure else _FROM["reckoned"])
    sentence = context.sentence
    openings = (
        (sentence.paragraph, "paragraph"),
        (sentence.opening, "section"),
        *((s, "above") for s in sentence.above),
    )
    for span, where in openings:
        if span == (sentence.start, sentence.end) or span[0] > figure.start:
            continue
        found = [t for t in _governing(context, *span, within=_OPENING) if not (t.ahead and t.span and t.sure)]
        if found:
            return When(found[0], own=False, note=_FROM[where])
    return _of_heading(context, figure)


def _governing(context: Context, start: int, end: int, within: int | None = None) -> list[Time]:
    limit = end if within is None else start + within
    return [t for t in context.ground.times(start, end) if t.role == "governs" and t.start <= limit]


def _widened(context: Context, last: Time) -> Time:
    """五年来 counts the years of the period that opens the paragraph: “十二五”期间… 五年来…."""
    if not (last.back and last.span and last.last is not None):
        return last
    for time in context.ground.times(*context.sentence.paragraph):
        if time.span and not time.back and time.first is not None and time.last is not None:
            return last._replace(first=time.first, last=time.last)
    return last


def _of_heading(context: Context, figure: Printed) -> When:
    """A year in a heading over the figure, the innermost first; a period only where the headings speak of results."""
    holding = [h for h in context.ground.text.outline if h.start <= figure.core < h.end]
    for heading in sorted(holding, key=lambda h: -h.start):
        title = "".join(heading.title.split())
        line = context.normal[heading.start : min(heading.end, heading.start + _HEADING)]
        stop = heading.start + max(line.find(title[:4]), 0) + len(title)
        found = _governing(context, heading.start, stop)
        usable = [t for t in found if not t.span or context.heading is ClaimType.OBSERVED]
        if usable:
            return When(usable[0], own=False, note=_FROM["heading"])
    return When(None, own=False)


def years_of(context: Context, when: When, kind: ClaimType, *, is_state: bool) -> Years:
    """The years of a statement. A state that a past or distant period prints is that of its last year, and has no first."""
    time = when.time
    if time is None:
        return Years()
    first, last = (time.first if time.span else None), time.last
    if (
        time.span
        and is_state
        and ((kind is ClaimType.OBSERVED and last is not None) or (kind is ClaimType.TARGET and not when.own))
    ):
        first = None
    until = context.normal[time.start - 1 : time.start] in {"到", "至", "在"}
    return Years(first, last, (time.start - until, time.end) if time.sure else None)
