"""The quotation of a figure: the shortest piece with figure, unit and noun that the format allows, and the leads beside it."""

import re

from plancmp.chinese.plan_text import PlanText

LONGEST_QUOTE, LONGEST_LEAD = 40, 24
_SOFT = re.compile(r"[、,;:。)]")
_ALNUM = re.compile(r"[0-9A-Za-z.%]")


def piece(text: PlanText, start: int, end: int) -> str:
    """The normalised text from `start` to `end`; where white space parts two figures or Latin words, one space stays."""
    normal, offsets = text.normal, text.offsets
    out = []
    for at in range(start, end):
        if (
            at > start
            and offsets[at] - offsets[at - 1] > 1
            and _ALNUM.match(normal[at])
            and _ALNUM.match(normal[at - 1])
            and text.raw[offsets[at] - 1].isspace()
        ):
            out.append(" ")
        out.append(normal[at])
    return "".join(out)


def quote_span(text: PlanText, wanted: int, core: int, end: int, behind: int) -> tuple[int, int]:
    """The span of a quotation: from `wanted`, or as much before the figure as fits, to `behind`, or as much as fits.

    `core` and `end` are those of the figure, which is never cut.
    """
    stop = min(max(end, behind), core + LONGEST_QUOTE - 1)
    stop = max(stop, end)
    if stop < behind:
        stop = _closed(text.normal, end, stop)
    start = max(wanted, stop - LONGEST_QUOTE)
    if start > wanted:
        soft = [m.end() for m in _SOFT.finditer(text.normal, start, max(start, core - 4))]
        inside = [at for at in soft if at - start <= LONGEST_QUOTE // 3]
        start = inside[0] if inside else _whole(text.normal, start, core)
    start = _balanced(text.normal, start, core)
    return start, stop


def _whole(normal: str, start: int, core: int) -> int:
    """Not in the middle of a number or Latin word."""
    while start < core and _ALNUM.match(normal[start]) and _ALNUM.match(normal[start - 1]):
        start += 1
    return start


def _balanced(normal: str, start: int, core: int) -> int:
    """Not with a closing mark in front."""
    while start < core and normal[start] in ",;。:、)”》—–·":
        start += 1
    return start


def _closed(normal: str, end: int, stop: int) -> int:
    marks = [m.start() for m in _SOFT.finditer(normal, end, stop)]
    return marks[-1] if marks else stop


def lead(text: PlanText, start: int, end: int) -> str | None:
    """A lead for a span, cut to the length that the format allows; None where nothing is left."""
    end = min(end, start + LONGEST_LEAD)
    words = piece(text, start, end).strip(",;。:、")
    return words or None
