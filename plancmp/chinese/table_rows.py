"""What a figure without a unit of its own takes from its row: the unit in brackets, or that of the last of a list."""

import re

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
    """The findings with units from brackets and lists, comparators of lists, and the numbers of rows and lists told apart."""
    if sum(finding.kind != "year" for finding in found) < 2 and not any(map(_is_bare, found)):  # noqa: PLR2004 - a pair
        return found
    found = _indices(folded, found)
    found = _brackets(folded, found, brackets)
    found = _lists(folded, found)
    return [_bare_year(finding) for finding in found]


def _is_bare(finding: Reading) -> bool:
    return finding.kind == "figure" and not finding.names


def _indices(folded: str, found: list[Reading]) -> list[Reading]:
    """Figures that number lines, rows, captions become list numbers. A row's number follows the one of the row before."""
    result, expected = [], 1
    for finding in found:
        value = finding.value
        if (
            _is_bare(finding)
            and value is not None
            and finding.comparator is Comparator.REACH
            and value == int(value) <= _INDEX_MAX
        ):
            start, end = finding.start, finding.end
            indent = max(0, start - _INDENT)
            alone = bool(_LINE_START.search(folded, indent, start))  # ^ is the beginning of the text, not of the indent
            label = alone and _LABEL_LINE.match(folded, end)
            if label and value in {1, expected}:
                expected = int(value) + 1
                finding = finding._replace(kind="list-number")  # noqa: PLW2901 - the finding, better understood
            elif (
                (alone and not label and _NUMBERED.match(folded, end) and "\n" not in folded[end : end + 2])
                or _CAPTION.search(folded[max(0, start - 5) : start])
                or (value <= _NOTE_MAX and _NOTE.search(folded, indent, start) and _NOTE_TEXT.match(folded, end))
                or (folded[start - 1 : start] == "(" and folded[end : end + 1] == ")")
            ):
                finding = finding._replace(kind="list-number")  # noqa: PLW2901
        result.append(finding)
    return result


def _brackets(folded: str, found: list[Reading], brackets: list[Bracket]) -> list[Reading]:
    """Figures that stand alone in a row take the unit in brackets before them, and what the row's heading says."""
    result: list[Reading] = []
    row: Bracket | None = None
    last, position = 0, 0
    for finding in found:
        while position < len(brackets) and brackets[position][1].end <= finding.begin:
            row = brackets[position]
            last = row[1].end
            position += 1
        if row and _is_bare(finding) and _CELLS.fullmatch(folded, last, finding.begin):
            last = finding.end
            names = row[1].names
            heading = finding.value in _YEARS and _YEAR_SIGN.match(folded, finding.end)
            result.append(
                finding if heading else finding._replace(names=names, basis=infer_basis(folded, row[0], names[0]))
            )
            continue
        result.append(finding)
        row = None
    return result


def _lists(folded: str, found: list[Reading]) -> list[Reading]:
    """202、123、8项 share the unit of the last; 分别不低于1%、2% share the comparator of the first."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, there = result[index], result[index + 1]
        if _is_bare(here) and there.kind == "figure" and there.names and _LIST.fullmatch(folded, here.end, there.begin):
            result[index] = here._replace(
                names=there.names,
                comparator=there.comparator if here.comparator is Comparator.REACH else here.comparator,
            )
    head = 0
    for index in range(1, len(result)):
        first, here = result[head], result[index]
        if here.kind != "figure" or not _LIST.fullmatch(folded, result[index - 1].end, here.begin):
            head = index
        elif (
            here.comparator is Comparator.REACH
            and first.begin < first.start
            and _EACH.search(folded[max(0, first.begin - 10) : first.begin])
        ):
            result[index] = here._replace(comparator=first.comparator)
    return result


def _bare_year(finding: Reading) -> Reading:
    if (
        _is_bare(finding)
        and finding.value in _YEARS
        and finding.end - finding.start == len("2020")
        and finding.comparator is Comparator.REACH
    ):
        return finding._replace(kind="year")
    return finding
