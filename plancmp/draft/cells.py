"""Where the text holds a table, and its cells: rows with tabs, rows with spaces, and tables flattened to one cell a line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancmp.chinese.fold import fold
from plancmp.chinese.plan_text import PlanText


class Cell(NamedTuple):
    """A cell with its offsets in the raw text; `text` is folded, without white space inside."""

    text: str
    start: int
    end: int


class Grid(NamedTuple):
    """A table as found. In a flattened one every cell is a row of its own (`flat`). `notes` is the text right behind it."""

    rows: tuple[tuple[Cell, ...], ...]
    flat: bool
    notes: str

    @property
    def span(self) -> tuple[int, int]:
        """From its first to its last cell, in raw offsets."""
        cells = [cell for row in self.rows for cell in row]
        return cells[0].start, cells[-1].end


_FIGURE = re.compile(
    r"[<>≤≥≈~约]?[\[〔【(]?-?[0-9][0-9,]*(?:\.[0-9]+)?(?:[-—–~至][0-9.]+)?[\])】〕]?(?:%|‰|[*①-⑩])?(?:以上|以下|左右|以内)?(?:\[[0-9.]+\])?[*①-⑩]?"
)
_NO_FIGURE = re.compile(r"[-—–―/]{1,4}|无|…|·")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_HEADER_WORD = re.compile(
    r"^(?:序号|指标(?:名称|类别|属性|性质)?|主要指标|名称|单位|计量单位|属性|性质|类型|类别|领域|基期值?|现状值?|目标值?|规划值?|备注|累计|年均增[长速].*|.{0,6}(?<![0-9])(?:19|20)[0-9]{2}(?![0-9.]).{0,10})$"
)
_SPACED = re.compile(r"[ \t　]{1,}")
_LONGEST_CELL = 60
_FEWEST_FLAT, _FEWEST_FIGURES, _FEWEST_ROWS = 8, 3, 2
_NOTES = 300


def is_figure(text: str) -> bool:
    """Whether a cell is a figure, or a dash in place of one."""
    return bool(_FIGURE.fullmatch(text) or _NO_FIGURE.fullmatch(text))


def grids(text: PlanText) -> tuple[Grid, ...]:
    """The tables of the text in order, those of figures only."""
    lines = list(_lines(text))
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        for reader in (_tabbed, _spaced, _flattened):
            rows, stop = reader(lines, at)
            if rows:
                grid = Grid(
                    tuple(rows), reader is _flattened, text.raw[lines[stop - 1][1] : lines[stop - 1][1] + _NOTES]
                )
                found.append(grid)
                at = stop
                break
        else:
            at += 1
    return tuple(found)


_Lined = tuple[int, int, str]


def _lines(text: PlanText) -> Iterator[_Lined]:
    """The printed lines: where they start and end in the raw text, and what they print."""
    bounds = (*text.lines, len(text.raw))
    for start, end in pairwise(bounds):
        line = text.raw[start:end].rstrip("\r\n")
        if line.strip():
            yield start, start + len(line), line


def _cell(line: str, offset: int, start: int, end: int) -> Cell:
    piece = line[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Cell("".join(fold(piece)[0].split()), offset + start + left, offset + start + max(left, right))


def _split(line: _Lined, pattern: re.Pattern[str]) -> tuple[Cell, ...]:
    start, _, words = line
    cells, at = [], 0
    for match in pattern.finditer(words):
        cells.append(_cell(words, start, at, match.start()))
        at = match.end()
    cells.append(_cell(words, start, at, len(words)))
    return tuple(cells)


_TAB = re.compile("\t")


def _tabbed(lines: Sequence[_Lined], at: int) -> tuple[list[tuple[Cell, ...]], int]:
    """Rows whose cells are divided by tabs."""
    rows = []
    stop = at
    while stop < len(lines) and "\t" in lines[stop][2].strip(" \r\n"):
        row = _split(lines[stop], _TAB)
        if sum(bool(cell.text) for cell in row) < _FEWEST_ROWS and len(row) <= _FEWEST_ROWS:
            break
        rows.append(row)
        stop += 1
    figures = sum(is_figure(cell.text) for row in rows for cell in row[1:])
    return (rows, stop) if len(rows) >= _FEWEST_ROWS and figures >= _FEWEST_ROWS else ([], at)


_ROW = re.compile(
    r"(?:(?P<index>[0-9]{1,2})[ 　.、]+)?(?P<name>[^0-9\s][^\t]{1,50}?)(?P<figures>(?:[ 　]+(?:[<>≤≥≈]?[\[〔]?-?[0-9][0-9,.]*[\]〕]?(?:%|\*)?(?:以上|以下|左右|以内)?|[-—–―/]{1,3})){1,5})(?P<rest>[ 　]+(?:约束性|预期性|引导性|[一-鿿/%]{1,5}))?[ 　]*"
)
_NAMED = re.compile(r"[一-鿿A-Za-z)%）]$")


def _spaced(lines: Sequence[_Lined], at: int) -> tuple[list[tuple[Cell, ...]], int]:
    """Rows whose cells are divided by spaces, as a PDF without ruled lines gives them; the header line stands before."""
    rows: list[tuple[Cell, ...]] = []
    stop = at
    while stop < len(lines):
        start, _, words = lines[stop]
        match = _ROW.fullmatch(words.strip())
        if match is None or "。" in words or "，" in match["name"]:
            break
        shift = len(words) - len(words.lstrip())
        cells = [_cell(words, start, shift + match.start("name"), shift + match.end("name"))]
        for part in re.finditer(r"\S+", match["figures"] + (match["rest"] or "")):
            base = shift + match.start("figures")
            cells.append(_cell(words, start, base + part.start(), base + part.end()))
        rows.append(tuple(cells))
        stop += 1
    if len(rows) < _FEWEST_FIGURES:
        return [], at
    header = []
    if at and _YEAR.search(lines[at - 1][2]) and len(lines[at - 1][2]) < _LONGEST_CELL and "。" not in lines[at - 1][2]:
        header = [_split(lines[at - 1], _SPACED)]
    return [*header, *rows], stop


def _flattened(lines: Sequence[_Lined], at: int) -> tuple[list[tuple[Cell, ...]], int]:
    """A table with a cell a line: it begins with its header, which names years, and ends where a sentence stands."""
    first = lines[at][2].strip()
    if not _HEADER_WORD.match(fold(first)[0].replace(" ", "")):
        return [], at
    cells: list[Cell] = []
    stop = at
    while stop < len(lines):
        start, _, words = lines[stop]
        cell = _cell(words, start, 0, len(words))
        if len(cell.text) > _LONGEST_CELL or re.search(r"[。;]|^注:|^专栏|^第.{1,4}章", cell.text):
            break
        cells.append(cell)
        stop += 1
    years = sum(bool(_YEAR.match(cell.text)) and not is_figure(cell.text) for cell in cells[:8])
    figures = sum(is_figure(cell.text) for cell in cells)
    if len(cells) < _FEWEST_FLAT or figures < _FEWEST_FIGURES or not years:
        return [], at
    last = max(
        n for n, cell in enumerate(cells) if is_figure(cell.text) or re.fullmatch(r"约束性|预期性|引导性", cell.text)
    )
    return [(cell,) for cell in cells[: last + 1]], at + last + 1


def is_header(text: str) -> bool:
    """Whether a cell is one of a header."""
    return bool(_HEADER_WORD.match(text))
