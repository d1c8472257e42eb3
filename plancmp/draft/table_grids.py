"""Where the text holds a table, and its cells: rows with tabs, rows with spaces, and tables flattened to one cell a line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancmp.chinese.folding import fold
from plancmp.chinese.plan_text import PlanText
from plancmp.scalars import YEAR


class Cell(NamedTuple):
    """A cell with its offsets in the raw text; `text` is folded, without white space inside."""

    text: str
    start: int
    end: int


TableLine = tuple[Cell, ...]


class Grid(NamedTuple):
    """A table as found. In a flattened one every cell is a row of its own (`flat`). `notes` is the text right behind it."""

    rows: tuple[TableLine, ...]
    flat: bool
    notes: str

    @property
    def start(self) -> int:
        """Where its first cell begins, in the raw text."""
        return self.rows[0][0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.rows[-1][-1].end


_FIGURE = re.compile(
    r"[<>≤≥≈~约]?[\[〔【(]?-?[0-9][0-9,]*(?:\.[0-9]+)?(?:[-—–~至][0-9.]+)?[\])】〕]?(?:%|‰|[*①-⑩])?(?:以上|以下|左右|以内)?(?:\[[0-9.]+\])?[*①-⑩]?"
    r"|[-—–―/]{1,4}|无|…|·"
)
PRINTED_YEAR = re.compile(YEAR)
_HEADER_WORD = re.compile(
    rf"^(?:序号|指标(?:名称|类别|属性|性质)?|主要指标|名称|单位|计量单位|属性|性质|类型|类别|领域|基期值?|现状值?|目标值?|规划值?|备注|累计|年均增[长速].*|.{{0,6}}(?<![0-9]){YEAR}(?![0-9.]).{{0,10}})$"
)
_NATURE = re.compile("约束性|预期性|引导性")
_SENTENCE = re.compile(r"[。;]|^注:|^专栏|^第.{1,4}章")
_ROW = re.compile(
    r"(?:(?P<index>[0-9]{1,2})[ 　.、]+)?(?P<name>[^0-9\s][^\t]{1,50}?)(?P<figures>(?:[ 　]+(?:[<>≤≥≈]?[\[〔]?-?[0-9][0-9,.]*[\]〕]?(?:%|\*)?(?:以上|以下|左右|以内)?|[-—–―/]{1,3})){1,5})(?P<rest>[ 　]+(?:约束性|预期性|引导性|[一-鿿/%]{1,5}))?[ 　]*"
)
_TAB, _BLANKS = re.compile("\t"), re.compile("[ \t　]+")
_LONGEST_CELL = 60
_FEWEST_FLAT, _FEWEST_FIGURES, _FEWEST_ROWS = 8, 3, 2
_NOTES = 300


def is_figure(text: str) -> bool:
    """Whether a cell is a figure, or a dash in place of one."""
    return bool(_FIGURE.fullmatch(text))


def is_header(text: str) -> bool:
    """Whether a cell is one of a header."""
    return bool(_HEADER_WORD.match(text))


class _Line(NamedTuple):
    """A printed line, with where it starts in the raw text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> Cell:
        """A cell of the line, without the white space around it."""
        piece = self.text[start:end]
        first = self.start + start + len(piece) - len(piece.lstrip())
        return Cell("".join(fold(piece)[0].split()), first, max(first, self.start + start + len(piece.rstrip())))

    def split(self, divider: re.Pattern[str]) -> TableLine:
        """The cells of the line."""
        bounds = [0, *(edge for match in divider.finditer(self.text) for edge in match.span()), len(self.text)]
        return tuple(self.cut(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def find_grids(text: PlanText) -> Iterator[Grid]:
    """The tables of the text in order, those of figures only."""
    lines = list(_find_lines(text))
    at = 0
    while at < len(lines):
        for reader in (_read_tabbed, _read_spaced, _read_flattened):
            rows, stop = reader(lines, at)
            if rows:
                end = lines[stop - 1].end
                yield Grid(tuple(rows), reader is _read_flattened, text.raw[end : end + _NOTES])
                at = stop
                break
        else:
            at += 1


def _find_lines(text: PlanText) -> Iterator[_Line]:
    for start, end in pairwise((*text.lines, len(text.raw))):
        line = text.raw[start:end].rstrip("\r\n")
        if line.strip():
            yield _Line(start, line)


_Found = tuple[list[TableLine], int]
"""The rows that begin at a line, none where there is no table, and the line behind them."""


def _read_tabbed(lines: Sequence[_Line], at: int) -> _Found:
    """Rows whose cells are divided by tabs."""
    rows: list[TableLine] = []
    for line in _walk(lines, at):
        row = line.split(_TAB)
        is_cut_off = len(row) <= _FEWEST_ROWS and sum(bool(cell.text) for cell in row) < _FEWEST_ROWS
        if is_cut_off or "\t" not in line.text.strip(" \r\n"):
            break
        rows.append(row)
    figures = sum(is_figure(cell.text) for row in rows for cell in row[1:])
    return (rows, at + len(rows)) if min(len(rows), figures) >= _FEWEST_ROWS else ([], at)


def _walk(lines: Sequence[_Line], at: int) -> Iterator[_Line]:
    """The lines from `at`."""
    return (lines[number] for number in range(at, len(lines)))


def _read_spaced(lines: Sequence[_Line], at: int) -> _Found:
    """Rows whose cells are divided by spaces, as a PDF without ruled lines gives them; the header line stands before."""
    rows: list[TableLine] = []
    for line in _walk(lines, at):
        match = _ROW.fullmatch(line.text.strip())
        if match is None or "。" in line.text or "，" in match["name"]:
            break
        shift = len(line.text) - len(line.text.lstrip())
        name = line.cut(shift + match.start("name"), shift + match.end("name"))
        first = shift + match.start("figures")
        figures = re.finditer(r"\S+", match["figures"] + (match["rest"] or ""))
        rows.append((name, *(line.cut(first + part.start(), first + part.end()) for part in figures)))
    if len(rows) < _FEWEST_FIGURES:
        return [], at
    header = [line.split(_BLANKS) for line in lines[max(0, at - 1) : at] if _is_head_line(line.text)]
    return [*header, *rows], at + len(rows)


def _is_head_line(words: str) -> bool:
    return bool(PRINTED_YEAR.search(words)) and len(words) < _LONGEST_CELL and "。" not in words


def _read_flattened(lines: Sequence[_Line], at: int) -> _Found:
    """A table with a cell a line: it begins with its header, which names years, and ends where a sentence stands."""
    if not is_header(fold(lines[at].text.strip())[0].replace(" ", "")):
        return [], at
    cells: list[Cell] = []
    for line in _walk(lines, at):
        cell = line.cut(0, len(line.text))
        if len(cell.text) > _LONGEST_CELL or _SENTENCE.search(cell.text):
            break
        cells.append(cell)
    years = any(PRINTED_YEAR.match(cell.text) and not is_figure(cell.text) for cell in cells[:8])
    ends = [number for number, cell in enumerate(cells, 1) if is_figure(cell.text) or _NATURE.fullmatch(cell.text)]
    figures = sum(is_figure(cell.text) for cell in cells)
    if len(cells) < _FEWEST_FLAT or figures < _FEWEST_FIGURES or not years:
        return [], at
    return [(cell,) for cell in cells[: ends[-1]]], at + ends[-1]
