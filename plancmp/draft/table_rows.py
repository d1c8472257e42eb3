"""The columns and rows of an indicator table: years and aims by the header, names and figures by their place or look."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile, zip_longest
from typing import NamedTuple

from plancmp.chinese.unit_names import normalize_unit
from plancmp.draft.table_grids import PRINTED_YEAR, Cell, Grid, TableLine
from plancmp.units import is_unit
from plancmp.vocabulary import Binding

_INDEX = re.compile(r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}|\([0-9一二三四五六七八九十]{1,3}\)")
_GROWTH_COLUMN = re.compile(r"年均|增速|增长")
_TOTAL_COLUMN = re.compile(r"累计")
_BINDING = {"约束性": Binding.BINDING, "预期性": Binding.EXPECTED, "约束": Binding.BINDING, "预期": Binding.EXPECTED}
_AIM_HEAD = re.compile(r"目标|规划|预期(?!性)")
_PAST_HEAD = re.compile(r"基期|现状|基数|实际|完成")
_NAME_HEAD = re.compile(r"指标(?!属性|性质|值)|名称|类别|领域|项目|内容")
_NO_VALUE_HEAD = re.compile("指标|名称|序号")
_VALUE_HEAD = re.compile(
    rf"年均|增速|增长|累计|{PRINTED_YEAR.pattern}|^(?!.*(?:{_NAME_HEAD.pattern})).*(?:{_AIM_HEAD.pattern}|{_PAST_HEAD.pattern})"
)
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
_BEGINS_FIGURE = re.compile(r"[<>≤≥约]?[0-9]")
_TWO_CHARACTERS = re.compile("[一-鿿]{2}")
_NO_CELL = Cell("", 0, 0)
NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


class Column(NamedTuple):
    """What the header says of a column of figures: its year, or that it holds growth or sums, or aims."""

    head: Cell
    year: int | None = None
    growth: bool = False
    total: bool = False
    aim: bool = False


class Row(NamedTuple):
    """The cells of a name, the figures in the order of the columns, the unit and whether the target is binding."""

    name: tuple[Cell, ...]
    figures: tuple[Cell, ...]
    unit: str | None = None
    binding: Binding | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it has a name and a figure."""
        return bool(self.name) and any(NUMBER.search(cell.text) for cell in self.figures)


def read_columns(grid: Grid) -> tuple[Column, ...]:
    """The columns of figures by the header; none where the header names no year and no aim."""
    columns = tuple(column for column in map(_read_column, _read_header(grid)) if column)
    return columns if any(column.year or column.aim for column in columns) else ()


def _read_column(cell: Cell) -> Column | None:
    """What a cell of the header says; None where no figures stand below it."""
    if _GROWTH_COLUMN.search(cell.text):
        return Column(cell, growth=True)
    if _TOTAL_COLUMN.search(cell.text):
        return Column(cell, total=True)
    year, aim = PRINTED_YEAR.search(cell.text), bool(_AIM_HEAD.search(cell.text))
    if year:
        return Column(cell, int(year[0]), aim=aim)
    holds = (aim or _PAST_HEAD.search(cell.text)) and not _NO_VALUE_HEAD.search(cell.text)
    return Column(cell, aim=aim) if holds else None


def _read_header(grid: Grid) -> list[Cell]:
    """The cells of the header; of several lines, each column's year, else its last."""
    if grid.flat:
        first, *others = (row[0] for row in grid.rows)
        return [first, *takewhile(lambda cell: cell.is_header, others)]
    lines = takewhile(lambda row: not _holds_figures(row), grid.rows)
    columns = ([cell for cell in cells if cell.text] for cells in zip_longest(*lines, fillvalue=_NO_CELL))
    return [next((cell for cell in cells if PRINTED_YEAR.search(cell.text)), cells[-1]) for cells in columns if cells]


def _holds_figures(row: TableLine) -> bool:
    return any(cell.is_figure and not PRINTED_YEAR.fullmatch(cell.text) for cell in row[1:])


def read_rows(grid: Grid) -> Iterator[Row]:
    """The rows that hold figures."""
    if grid.flat:
        return _read_flat([row[0] for row in grid.rows])
    heads = [cell.text for cell in _read_header(grid)]
    lines = dropwhile(lambda row: not _holds_figures(row), grid.rows)
    rows = (_read_by_head(line, heads) if len(line) == len(heads) else _read_by_look(line) for line in lines)
    return (row for row in rows if row.is_whole)


def _read_by_head(line: TableLine, heads: Sequence[str]) -> Row:
    """A row under its header: the last name before the figures, the unit, the figures in the order of their columns."""
    under = tuple(zip(line, heads, strict=True))
    names = [(cell, head) for cell, head in under if cell.text and _NAME_HEAD.search(head)]
    named = [cell for cell, head in names if "类" not in head]
    named = named or [cell for cell, _ in names if not _INDEX.fullmatch(cell.text)]
    units = (read_unit(cell.text) for cell, head in under if _UNIT_HEAD.fullmatch(head))
    bindings = (_BINDING[cell.text] for cell in line if cell.text in _BINDING)
    figures = tuple(cell for cell, head in under if _VALUE_HEAD.search(head))
    return Row(tuple(named[-1:]), figures, next(units, None), next(bindings, None))


class _RowParts:
    """What of a row is found so far."""

    def __init__(self) -> None:
        self.names: list[Cell] = []
        self.figures: list[Cell] = []
        self.unit: str | None = None
        self.binding: Binding | None = None

    @property
    def is_complete(self) -> bool:
        return bool(self.names and self.figures)

    def make_row(self) -> Row:
        return Row(tuple(self.names), tuple(self.figures), self.unit, self.binding)

    def add_word(self, cell: Cell) -> bool:
        """Take a cell that says 约束性, or the unit between name and figures; whether it was one."""
        unit = read_unit(cell.text) if self.names and not self.figures else None
        self.unit, self.binding = unit or self.unit, _BINDING.get(cell.text, self.binding)
        return unit is not None or cell.text in _BINDING


def _read_by_look(line: TableLine) -> Row:
    """A row whose cells do not fit the header, by what they hold: a number, names, perhaps a unit, figures, perhaps 约束性."""
    parts = _RowParts()
    last_name = max((n for n, cell in enumerate(line) if _TWO_CHARACTERS.search(cell.text)), default=0)
    for number, cell in enumerate(line):
        if (number < last_name and _INDEX.fullmatch(cell.text)) or parts.add_word(cell):
            continue
        if cell.is_figure or (parts.names and _BEGINS_FIGURE.match(cell.text)) or (parts.figures and not cell.text):
            parts.figures.append(cell)
        elif cell.text and not parts.figures:
            parts.names.append(cell)
        else:
            parts.unit = parts.unit or read_unit(cell.text)
    return parts.make_row()._replace(name=tuple(parts.names[-1:]))


def _read_flat(cells: Sequence[Cell]) -> Iterator[Row]:
    """A name of one or several lines, then its figures; row numbers count up and are no figures."""
    expected = 1
    parts = _RowParts()
    for number, cell in enumerate(cells):
        in_name = parts.names and not parts.figures
        is_index = cell.text == str(expected) and _is_name(cells[number + 1 : number + 2])
        is_end = cell.is_header and not in_name
        expected += is_index
        if (is_end and parts.is_complete) or is_index or _begins_row(parts, cell, is_end=is_end):
            if parts.is_complete:
                yield parts.make_row()
            parts = _RowParts()
        if is_index or is_end:
            continue
        if cell.is_figure:
            parts.figures.append(cell)
        elif not parts.add_word(cell):
            parts.names.append(cell)
    if parts.is_complete:
        yield parts.make_row()


def _is_name(following: Sequence[Cell]) -> bool:
    return any(re.search(r"[一-鿿]", cell.text) and not cell.is_header for cell in following)


def _begins_row(parts: _RowParts, cell: Cell, *, is_end: bool) -> bool:
    """Whether a cell behind figures begins the next row."""
    return bool(parts.figures) and not (is_end or cell.is_figure or cell.text in _BINDING)


def read_unit(text: str) -> str | None:
    """The unit that a cell prints, None where it is none."""
    name = normalize_unit(text.strip("()"))[0] if text else ""
    return name if name and is_unit(name) else None
