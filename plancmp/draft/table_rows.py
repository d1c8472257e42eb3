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
    rows: Iterator[Row]
    if grid.flat:
        rows = map(_read_flat, _split_flat([line[0] for line in grid.rows]))
    else:
        heads = [cell.text for cell in _read_header(grid)]
        lines = dropwhile(lambda line: not _holds_figures(line), grid.rows)
        rows = (_read_by_head(line, heads) if len(line) == len(heads) else _read_by_look(line) for line in lines)
    return (row for row in rows if row.name and any(NUMBER.search(cell.text) for cell in row.figures))


def _read_by_head(line: TableLine, heads: Sequence[str]) -> Row:
    """A row under its header: the last name before the figures, the unit, the figures in the order of their columns."""
    under = tuple(zip(line, heads, strict=True))
    names = [(cell, head) for cell, head in under if cell.text and _NAME_HEAD.search(head)]
    named = [cell for cell, head in names if "类" not in head]
    named = named or [cell for cell, _ in names if not _INDEX.fullmatch(cell.text)]
    units = (read_unit(cell.text) for cell, head in under if _UNIT_HEAD.fullmatch(head))
    figures = tuple(cell for cell, head in under if _VALUE_HEAD.search(head))
    return Row(tuple(named[-1:]), figures, next(units, None), _find_binding(line))


def _read_by_look(line: TableLine) -> Row:
    """A row whose cells do not fit the header, by what they hold: a number, names, perhaps a unit, figures, perhaps 约束性."""
    cells = list(_drop_numbers(line))
    begin = next((n for n, cell in enumerate(cells) if cell.is_figure or (n and _begins_figure(cell))), len(cells))
    names, unit = _read_names(cells[:begin])
    values = [cell for cell in cells[begin:] if not cell.text or _begins_figure(cell) or cell.is_figure]
    units = (read_unit(cell.text) for cell in cells[begin:] if cell not in values)
    return Row(tuple(names[-1:]), tuple(values), unit or next(filter(None, units), None), _find_binding(line))


def _drop_numbers(line: TableLine) -> Iterator[Cell]:
    """The cells without the row's number in front of names, and without 约束性."""
    last_name = max((n for n, cell in enumerate(line) if _TWO_CHARACTERS.search(cell.text)), default=0)
    for number, cell in enumerate(line):
        is_number = number < last_name and _INDEX.fullmatch(cell.text)
        if not is_number and cell.text not in _BINDING:
            yield cell


def _begins_figure(cell: Cell) -> bool:
    return bool(_BEGINS_FIGURE.match(cell.text))


def _read_names(cells: Sequence[Cell]) -> tuple[list[Cell], str | None]:
    """The names in front of the figures, and the unit behind the first of them."""
    words = [cell for cell in cells if cell.text]
    units = [cell for cell in words[1:] if read_unit(cell.text)]
    return [cell for cell in words if cell not in units], read_unit(units[-1].text) if units else None


def _split_flat(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The rows of a flattened table: a name of one or several lines, then its figures. Row numbers count up, and are left
    out as the words of a header are.
    """
    expected = 1
    row: list[Cell] = []
    for cell, following in zip_longest(cells, cells[1:], fillvalue=_NO_CELL):
        has_figures = any(each.is_figure for each in row)
        is_index = cell.text == str(expected) and _is_name(following)
        is_head = cell.is_header and (has_figures or not row)
        if is_index or is_head or (has_figures and not cell.is_figure and cell.text not in _BINDING):
            yield row
            row = []
        expected += is_index
        if not is_index and not is_head:
            row.append(cell)
    yield row


def _is_name(cell: Cell) -> bool:
    return bool(re.search(r"[一-鿿]", cell.text)) and not cell.is_header


def _read_flat(cells: Sequence[Cell]) -> Row:
    names, unit = _read_names([cell for cell in cells if not cell.is_figure and cell.text not in _BINDING])
    return Row(tuple(names), tuple(cell for cell in cells if cell.is_figure), unit, _find_binding(cells))


def _find_binding(cells: Sequence[Cell]) -> Binding | None:
    return next((_BINDING[cell.text] for cell in cells if cell.text in _BINDING), None)


def read_unit(text: str) -> str | None:
    """The unit that a cell prints, None where it is none."""
    name = normalize_unit(text.strip("()"))[0] if text else ""
    return name if name and is_unit(name) else None
