"""What a figure without a unit of its own takes from its row: the unit in brackets, or that of the last of a list."""

import re
from decimal import Decimal

from plancmp.chinese.amounts import Reading
from plancmp.chinese.bounds_and_bases import infer_basis
from plancmp.chinese.unit_names import UnitHit, match_bracket
from plancmp.vocabulary import Comparator

_LIST = re.compile(r" ?(?:、|和|与|及) ?")
_CELLS = re.compile(r"[\s*※—–―\-/|≥≤<>=~约无]{0,200}")
_EACH = re.compile(r"(?:分别|依次|[均各都])[^,。;]{0,6}$")
_CAPTION = re.compile(r"(?:附件|附表|附图|附录|专栏|表|图|编号|公式)[:]? ?$")
_NOTE = re.compile(r"(?:^|\n|注:)[ \t]*$")
_NOTE_TEXT = re.compile(r"[一-鿿*]")
_NUMBERED = re.compile(r"[.、)](?![0-9])|\s+(?=[一-鿿])")
_LABEL_LINE = re.compile(r"[ \t]*\n\s*(?=[一-鿿“(《])")
_YEAR_SIGN = re.compile(r"\s*年")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*\(?$")
_INDENT = 40
Bracket = tuple[int, UnitHit]
_YEARS = frozenset(range(1949, 2061))
_INDEX_MAX, _NOTE_MAX = 99, 20


def find_bracketed_units(folded: str) -> list[Bracket]:
    """Every unit in brackets, with the offset of its opening bracket."""
    hits = []
    at = folded.find("(")
    while at >= 0:
        hit = match_bracket(folded, at)
        if hit:
            hits.append((at, hit))
        at = folded.find("(", at + 1)
    return hits


def settle(folded: str, found: list[Reading], brackets: list[Bracket]) -> list[Reading]:
    """The readings with units from brackets and lists, comparators of lists, and the numbers of rows and lists told apart."""
    if sum(reading.kind != "year" for reading in found) < 2 and not any(map(_is_bare, found)):  # noqa: PLR2004 - a pair
        return found
    found = _apply_brackets(folded, _mark_numbers(folded, found), brackets)
    return [_mark_year(reading) for reading in _share_bounds(folded, _share_units(folded, found))]


def _is_unbounded(reading: Reading) -> bool:
    return _is_bare(reading) and reading.comparator is Comparator.REACH


def _is_bare(reading: Reading) -> bool:
    return reading.kind == "figure" and not reading.names


def _mark_numbers(folded: str, found: list[Reading]) -> list[Reading]:
    """Figures that number lines, rows, captions become list numbers. A row's number follows the one of the row before."""
    result, expected = [], 1
    for reading in found:
        value = reading.value
        if value is None or not (_is_unbounded(reading) and value == int(value) <= _INDEX_MAX):
            result.append(reading)
            continue
        alone = bool(_LINE_START.search(folded, max(0, reading.start - _INDENT), reading.start))
        label = alone and bool(_LABEL_LINE.match(folded, reading.end))
        is_row = label and value in {1, expected}
        if is_row:
            expected = int(value) + 1
        is_number = is_row or _numbers_something(folded, reading, value, begins_line=alone and not label)
        result.append(reading._replace(kind="list-number") if is_number else reading)
    return result


def _numbers_something(folded: str, reading: Reading, value: Decimal, *, begins_line: bool) -> bool:
    """Whether a figure is the number of a line, a caption or a note, or stands in brackets of its own."""
    start, end = reading.start, reading.end
    if begins_line and _NUMBERED.match(folded, end) and "\n" not in folded[end : end + 2]:
        return True
    if _CAPTION.search(folded[max(0, start - 5) : start]):
        return True
    if value <= _NOTE_MAX and _NOTE.search(folded, max(0, start - _INDENT), start) and _NOTE_TEXT.match(folded, end):
        return True
    return folded[start - 1 : start] == "(" and folded[end : end + 1] == ")"


def _apply_brackets(folded: str, found: list[Reading], brackets: list[Bracket]) -> list[Reading]:
    """Figures that stand alone in a row take the unit in brackets before them, and what the row's heading says."""
    result: list[Reading] = []
    row: Bracket | None = None
    last, position = 0, 0
    for reading in found:
        while position < len(brackets) and brackets[position][1].end <= reading.begin:
            row = brackets[position]
            last = row[1].end
            position += 1
        if row is None or not _is_bare(reading) or not _CELLS.fullmatch(folded, last, reading.begin):
            row = None
        else:
            last, names = reading.end, row[1].names
            if not (reading.value in _YEARS and _YEAR_SIGN.match(folded, last)):
                reading = reading._replace(names=names, basis=infer_basis(folded, row[0], names[0]))  # noqa: PLW2901 - the reading, better understood
        result.append(reading)
    return result


def _share_units(folded: str, found: list[Reading]) -> list[Reading]:
    """202、123、8项 share the unit of the last."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, there = result[index], result[index + 1]
        if _is_bare(here) and there.kind == "figure" and there.names and _LIST.fullmatch(folded, here.end, there.begin):
            comparator = there.comparator if here.comparator is Comparator.REACH else here.comparator
            result[index] = here._replace(names=there.names, comparator=comparator)
    return result


def _share_bounds(folded: str, found: list[Reading]) -> list[Reading]:
    """分别不低于1%、2% share the comparator of the first."""
    result, head = list(found), 0
    for index in range(1, len(result)):
        first, here = result[head], result[index]
        if here.kind != "figure" or not _LIST.fullmatch(folded, result[index - 1].end, here.begin):
            head = index
        elif here.comparator is Comparator.REACH and _is_for_each(folded, first):
            result[index] = here._replace(comparator=first.comparator)
    return result


def _is_for_each(folded: str, first: Reading) -> bool:
    """Whether a bounded figure stands behind 分别, 均 …"""
    return first.begin < first.start and bool(_EACH.search(folded[max(0, first.begin - 10) : first.begin]))


def _mark_year(reading: Reading) -> Reading:
    """A bare figure that may be a year is one."""
    is_year = _is_unbounded(reading) and reading.value in _YEARS and reading.end - reading.start == len("2020")
    return reading._replace(kind="year") if is_year else reading
