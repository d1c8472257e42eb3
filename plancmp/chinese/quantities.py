"""Every quantity in a text, with what the words around it say of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plancmp.chinese.amounts import Kind, Reading, read_count
from plancmp.chinese.bounds_and_bases import find_bound_after, find_bound_before, infer_basis
from plancmp.chinese.fixed_phrases import FIXED, TOKEN, read_ordinal
from plancmp.chinese.folding import fold
from plancmp.chinese.table_rows import Bracket, find_bracketed_units, settle
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
    found: list[Quantity] = []
    for reading in find_readings(folded):
        start, end = offsets[reading.begin], offsets[reading.end - 1] + 1
        if found and found[-1].end > start:
            continue  # two may come of one character, as of ¼
        quantity = Quantity(
            start,
            end,
            text[start:end],
            reading.value,
            reading.low,
            reading.high,
            reading.names[0] if reading.names else None,
            reading.comparator,
            reading.basis,
            reading.kind,
            offsets[reading.start],
        )
        found.append(quantity)
    return tuple(found)


def find_figures(text: str) -> tuple[Quantity, ...]:
    """The quantities in `text` that may be claims: no years, ordinals, names and list numbers."""
    return tuple(quantity for quantity in find_quantities(text) if quantity.kind in {"figure", "word", "unreadable"})


@lru_cache(maxsize=256)
def find_readings(folded: str) -> tuple[Reading, ...]:
    """The quantities of folded text, with offsets into it. Several questions are asked about each quotation."""
    brackets = find_bracketed_units(folded)
    found = _adjust_quoted(folded, _read_tokens(folded, brackets))
    return tuple(_add_basis(folded, reading) for reading in settle(folded, found, brackets))


def _read_tokens(folded: str, brackets: list[Bracket]) -> Iterator[Reading]:
    unit_ends = {at: hit.end for opening, hit in brackets for at in range(opening, hit.end)}
    at = floor = 0
    while match := TOKEN.search(folded, at):
        begin, end = match.span()
        if begin in unit_ends:
            at = unit_ends[begin]  # the 万 of (万元) is no figure
            continue
        reading, at = _read_token(folded, begin, end, str(match.lastgroup), floor)
        if reading is not None:
            yield reading
            floor = reading.end


def _read_token(folded: str, begin: int, end: int, name: str, floor: int) -> tuple[Reading | None, int]:
    """The reading of a token of that name, and where to read on."""
    if name == "numeral" and folded[begin] == "第":
        return read_ordinal(folded, begin)
    if name in {"digit", "numeral"}:
        return read_count(folded, begin, floor)
    reading = FIXED[name](folded, begin, end)
    if reading is None:
        return None, end
    if name in _BOUNDED:
        before, start = find_bound_before(folded, begin, floor)
        after, stop = find_bound_after(folded, reading.end)
        reading = reading._replace(begin=start, end=stop, comparator=after or before or reading.comparator)
    return reading, reading.end


def _adjust_quoted(folded: str, found: Iterable[Reading]) -> list[Reading]:
    """Inside quotation marks a Chinese numeral is part of a name, and so are Arabic digits in a short piece."""
    quoted = [match.span() for match in _QUOTED.finditer(folded)] if "“" in folded or "《" in folded else []
    starts = [start for start, _ in quoted]
    result = []
    for reading in found:
        inside = bisect_right(starts, reading.start) - 1
        is_name = inside >= 0 and reading.end <= quoted[inside][1] and _is_name(folded, reading, *quoted[inside])
        result.append(
            reading._replace(kind="name", begin=reading.start, comparator=Comparator.REACH) if is_name else reading
        )
    return result


def _is_name(folded: str, reading: Reading, start: int, end: int) -> bool:
    if reading.kind == "year" or (reading.kind == "word" and reading.value == 1):
        return False  # “零”的突破
    return not (folded[reading.start].isascii() and folded[start] == "“" and end - start > _SHORT_QUOTE)


def _add_basis(folded: str, reading: Reading) -> Reading:
    """The reading with what the words around say of its basis, where it has none."""
    if reading.basis or reading.kind not in {"figure", "unreadable"}:
        return reading
    basis = infer_basis(folded, reading.begin, reading.names[0] if reading.names else None)
    return reading if basis is None else reading._replace(basis=basis)
