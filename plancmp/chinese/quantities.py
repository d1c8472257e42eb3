"""Every quantity in a text, with what the words around it say of it."""

import re
from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plancmp.chinese.amounts import Kind, Reading, read_count
from plancmp.chinese.bounds_and_bases import find_bound_after, find_bound_before, infer_basis
from plancmp.chinese.fixed_phrases import FIXED, TOKEN, read_ordinal
from plancmp.chinese.folding import fold
from plancmp.chinese.table_rows import find_bracketed_units, settle
from plancmp.vocabulary import Basis, Comparator

_QUOTED = re.compile(r"“[^“”\n]{1,30}”|《[^《》\n]{1,80}》")
_SHORT_QUOTE = 12
_BOUNDED = frozenset({"word", "share", "ratio"})


class Quantity(NamedTuple):
    """A quantity as printed.

    `start` and `end` are offsets in the text as given, of the number with its unit and an adjacent comparator; `text` is that
    piece. A single figure is `value`; a range is `low` and `high`, and `value` is None. `unit` is a name that
    `plancmp.units.unit` knows, None where none is printed. `basis` is what the words around say, None where they are silent.
    `core` is the offset at which the number itself begins, behind a comparator.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    basis: Basis | None
    kind: Kind
    core: int


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order and without overlap; full width, half width and white space as they come."""
    folded, offsets = fold(text)
    told: list[Quantity] = []
    for finding in find_readings(folded):
        start = offsets[finding.begin]
        if not told or told[-1].end <= start:  # two may come of one character, as of ¼
            end, core = offsets[finding.end - 1] + 1, offsets[finding.start]
            told.append(_told(text, start, end, core, finding))
    return tuple(told)


def find_figures(text: str) -> tuple[Quantity, ...]:
    """The quantities in `text` that may be claims: no years, ordinals, names and list numbers."""
    return tuple(quantity for quantity in find_quantities(text) if quantity.kind in {"figure", "word", "unreadable"})


def _told(text: str, start: int, end: int, core: int, finding: Reading) -> Quantity:
    return Quantity(
        start,
        end,
        text[start:end],
        finding.value,
        finding.low,
        finding.high,
        finding.names[0] if finding.names else None,
        finding.comparator,
        finding.basis,
        finding.kind,
        core,
    )


@lru_cache(maxsize=256)
def find_readings(folded: str) -> tuple[Reading, ...]:
    """The quantities of folded text, with offsets into it. Several questions are asked about each quotation."""
    quoted = [match.span() for match in _QUOTED.finditer(folded)] if "“" in folded or "《" in folded else []
    starts = [start for start, _ in quoted]
    brackets = find_bracketed_units(folded)
    unit_ends = {at: hit.end for opening, hit in brackets for at in range(opening, hit.end)}
    found: list[Reading] = []
    at = floor = 0
    while match := TOKEN.search(folded, at):
        begin, end = match.span()
        if begin in unit_ends:
            at = unit_ends[begin]  # the 万 of (万元) is no figure
            continue
        finding, at = _read(folded, begin, end, str(match.lastgroup), floor)
        if finding is None:
            continue
        inside = bisect_right(starts, finding.start) - 1 if starts else -1
        if inside >= 0 and finding.end <= quoted[inside][1] and finding.kind != "year":
            finding = _in_quotes(folded, finding, *quoted[inside])
        found.append(finding)
        floor = finding.end
    return tuple(
        finding if finding.basis or (basis := _basis(folded, finding)) is None else finding._replace(basis=basis)
        for finding in settle(folded, found, brackets)
    )


def _read(folded: str, begin: int, end: int, name: str, floor: int) -> tuple[Reading | None, int]:
    """The finding for a token of that name, and where to read on."""
    if name == "digit":
        return read_count(folded, begin, floor)
    if name == "numeral":
        return read_ordinal(folded, begin) if folded[begin] == "第" else read_count(folded, begin, floor)
    finding = FIXED[name](folded, begin, end)
    if finding is None:
        return None, end
    if name in _BOUNDED:
        before, start = find_bound_before(folded, begin, floor)
        after, stop = find_bound_after(folded, finding.end)
        comparator = after or before or finding.comparator
        finding = finding._replace(begin=start, end=stop, comparator=comparator)
    return finding, finding.end


def _in_quotes(folded: str, finding: Reading, start: int, end: int) -> Reading:
    """Inside quotation marks a Chinese numeral is part of a name, and so are Arabic digits in a short piece."""
    arabic = folded[finding.start].isascii()
    if arabic and folded[start] == "“" and end - start > _SHORT_QUOTE:
        return finding
    if finding.kind == "word" and finding.value == 1:
        return finding  # “零”的突破
    return finding._replace(kind="name", begin=finding.start, comparator=Comparator.REACH)


def _basis(folded: str, finding: Reading) -> Basis | None:
    if finding.kind not in {"figure", "unreadable"}:
        return None
    return infer_basis(folded, finding.begin, finding.names[0] if finding.names else None)
