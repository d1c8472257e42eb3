"""Where the text holds a table, and its cells: rows with tabs, rows with spaces, and tables flattened to one cell a line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from plancmp.chinese.folding import fold
from plancmp.chinese.plan_text import PlanText
from plancmp.scalars import YEAR


class Cell(NamedTuple):
    """A cell with its offsets in the raw text; `text` is folded, without white space inside."""

    text: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, or a dash in place of one."""
        return bool(_FIGURE.fullmatch(self.text))

    @property
    def is_header(self) -> bool:
        """Whether it is one of a header."""
        return bool(_HEADER_WORD.match(self.text))


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
_SENTENCE = re.compile(r"[。;]|^注:|^专栏|^第.{1,4}章|.{61}")
_ROW = re.compile(
    r"\s*(?:[0-9]{1,2}[ 　.、]+)?(?P<name>[^0-9\s，。][^\t，。]{1,50}?)(?P<figures>(?:[ 　]+(?:[<>≤≥≈]?[\[〔]?-?[0-9][0-9,.]*[\]〕]?(?:%|\*)?(?:以上|以下|左右|以内)?|[-—–―/]{1,3})){1,5})(?:[ 　]+(?:约束性|预期性|引导性|[一-鿿/%]{1,5}))?\s*"
)
_TAB, _BLANKS, _WORD = re.compile("\t"), re.compile("[ \t　]+"), re.compile(r"\S+")
_LONGEST_HEAD = 60
_FEWEST_FLAT, _FEWEST_FIGURES, _FEWEST_ROWS, _FEWEST_CELLS = 8, 3, 2, 2
_NOTES = 300


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

    @property
    def cell(self) -> Cell:
        """The line as one cell."""
        return self.cut(0, len(self.text))

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


def _walk(lines: Sequence[_Line], at: int) -> Iterator[_Line]:
    """The lines from `at`."""
    return (lines[number] for number in range(at, len(lines)))


def _read_tabbed(lines: Sequence[_Line], at: int) -> _Found:
    """Rows whose cells are divided by tabs."""
    rows = list(takewhile(_is_row, (line.split(_TAB) for line in _walk(lines, at))))
    figures = sum(cell.is_figure for row in rows for cell in row[1:])
    return (rows, at + len(rows)) if min(len(rows), figures) >= _FEWEST_ROWS else ([], at)


def _is_row(row: TableLine) -> bool:
    """Whether a line has two cells at least, both with text where it has no more."""
    return len(row) > _FEWEST_CELLS or sum(bool(cell.text) for cell in row) == _FEWEST_CELLS


def _read_spaced(lines: Sequence[_Line], at: int) -> _Found:
    """Rows whose cells are divided by spaces, as a PDF without ruled lines gives them; the header line stands before."""
    rows = list(takewhile(bool, map(_split_spaced, _walk(lines, at))))
    if len(rows) < _FEWEST_FIGURES:
        return [], at
    header = [line.split(_BLANKS) for line in lines[max(0, at - 1) : at] if _is_head_line(line.text)]
    return [*header, *rows], at + len(rows)


def _split_spaced(line: _Line) -> TableLine:
    """The name and the figures of a line; none where it is no row."""
    match = _ROW.fullmatch(line.text)
    if match is None:
        return ()
    spans = [match.span("name"), *(word.span() for word in _WORD.finditer(line.text, match.start("figures")))]
    return tuple(line.cut(*span) for span in spans)


def _is_head_line(words: str) -> bool:
    return bool(PRINTED_YEAR.search(words)) and len(words) < _LONGEST_HEAD and "。" not in words


def _read_flattened(lines: Sequence[_Line], at: int) -> _Found:
    """A table with a cell a line: it begins with its header, which names years, and ends where a sentence stands."""
    if not lines[at].cell.is_header:
        return [], at
    cells = list(takewhile(lambda cell: not _SENTENCE.search(cell.text), (line.cell for line in _walk(lines, at))))
    years = any(PRINTED_YEAR.match(cell.text) and not cell.is_figure for cell in cells[:8])
    ends = [number for number, cell in enumerate(cells, 1) if cell.is_figure or _NATURE.fullmatch(cell.text)]
    figures = sum(cell.is_figure for cell in cells)
    if len(cells) < _FEWEST_FLAT or figures < _FEWEST_FIGURES or not years:
        return [], at
    return [(cell,) for cell in cells[: ends[-1]]], at + ends[-1]
