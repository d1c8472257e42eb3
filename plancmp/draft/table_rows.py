"""The columns and rows of an indicator table: years and aims by the header, names and figures by their place or look."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancmp.chinese.lexicon import canonical
from plancmp.draft.cells import Cell, Grid, is_figure, is_header
from plancmp.units import is_unit
from plancmp.vocabulary import Binding

_YEAR = re.compile(r"((?:19|20)[0-9]{2})")
_INDEX = re.compile(r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}|\([0-9一二三四五六七八九十]{1,3}\)")
_GROWTH_COLUMN = re.compile(r"年均|增速|增长")
_TOTAL_COLUMN = re.compile(r"累计")
_BINDING = {"约束性": Binding.BINDING, "预期性": Binding.EXPECTED, "约束": Binding.BINDING, "预期": Binding.EXPECTED}
_AIM_HEAD = re.compile(r"目标|规划|预期(?!性)")
_PAST_HEAD = re.compile(r"基期|现状|基数|实际|完成")
NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


class Column(NamedTuple):
    """What the header says of a column of figures: its year, or that it holds growth or sums."""

    year: int | None
    head: Cell | None
    growth: bool = False
    total: bool = False
    aim: bool = False


class Row(NamedTuple):
    """The cells of a name, the figures in the order of the columns, the unit and whether the target is binding."""

    name: tuple[Cell, ...]
    figures: tuple[Cell, ...]
    unit: str | None
    binding: Binding | None


def columns_of(grid: Grid) -> tuple[Column, ...]:
    """The columns of figures by the header; none where the header names no year and no aim."""
    head = header_of(grid)
    columns = []
    for cell in head:
        year = _YEAR.search(cell.text)
        growth, total = bool(_GROWTH_COLUMN.search(cell.text)), bool(_TOTAL_COLUMN.search(cell.text))
        aim, past = bool(_AIM_HEAD.search(cell.text)), bool(_PAST_HEAD.search(cell.text))
        if growth or total:
            columns.append(Column(None, cell, growth, total and not growth))
        elif year:
            columns.append(Column(int(year[1]), cell, aim=aim))
        elif (aim or past) and not re.search(r"指标|名称|序号", cell.text):
            columns.append(Column(None, cell, aim=aim))
    if not any(column.year or column.aim for column in columns):
        return ()
    return tuple(columns)


def header_of(grid: Grid) -> list[Cell]:
    """The cells of the header; one repeated on the next page counts once."""
    if not grid.flat:
        rows = []
        for row in grid.rows:
            if sum(is_figure(c.text) and not _YEAR.fullmatch(c.text) for c in row[1:]):
                break
            rows.append(row)
        merged: list[Cell] = []
        for column in range(max((len(row) for row in rows), default=0)):
            cells = [row[column] for row in rows if column < len(row) and row[column].text]
            if cells:
                merged.append(next((c for c in cells if _YEAR.search(c.text)), cells[-1]))
        return merged
    cells = []
    for row in grid.rows:
        if cells and not is_header(row[0].text):
            break
        cells.append(row[0])
    return cells


def rows_of(grid: Grid) -> Iterator[Row]:
    """The rows that hold figures."""
    if grid.flat:
        yield from _flat_rows(grid)
        return
    heads = [cell.text for cell in header_of(grid)]
    started = False
    for row in grid.rows:
        if not started and not sum(is_figure(c.text) and not _YEAR.fullmatch(c.text) for c in row[1:]):
            continue
        started = True
        made = _by_head(row, heads) if len(row) == len(heads) else _by_look(row)
        if made:
            yield made


def _by_head(row: Sequence[Cell], heads: Sequence[str]) -> Row | None:
    """A row under its header: the last name before the figures, the unit, the figures in the order of their columns."""
    names = [
        c for c, h in zip(row, heads, strict=True) if _NAME_HEAD.search(h) and c.text and not _INDEX.fullmatch(c.text)
    ]
    named = [c for c, h in zip(row, heads, strict=True) if _NAME_HEAD.search(h) and "类" not in h and c.text]
    unit = next((unit_of(c.text) for c, h in zip(row, heads, strict=True) if _UNIT_HEAD.fullmatch(h)), None)
    figures = [c for c, h in zip(row, heads, strict=True) if _is_value_head(h)]
    binding = next((_BINDING[c.text] for c in row if c.text in _BINDING), None)
    name = named or names
    if not name or not any(NUMBER.search(c.text) for c in figures):
        return None
    return Row((name[-1],), tuple(figures), unit, binding)


_NAME_HEAD = re.compile(r"指标(?!属性|性质|值)|名称|类别|领域|项目|内容")
_UNIT_HEAD = re.compile(r"(?:计量)?单位")


def _is_value_head(head: str) -> bool:
    growth, total = _GROWTH_COLUMN.search(head), _TOTAL_COLUMN.search(head)
    return bool(
        growth
        or total
        or _YEAR.search(head)
        or ((_AIM_HEAD.search(head) or _PAST_HEAD.search(head)) and not _NAME_HEAD.search(head))
    )


def _by_look(row: Sequence[Cell]) -> Row | None:
    """A row whose cells do not fit the header, by what they hold: a number, names, perhaps a unit, figures, perhaps 约束性."""
    cells = [
        c
        for n, c in enumerate(row)
        if not (_INDEX.fullmatch(c.text) and any(re.search("[一-鿿]{2}", d.text) for d in row[n + 1 :]))
    ]
    unit = None
    names: list[Cell] = []
    figures: list[Cell] = []
    binding = None
    for cell in cells:
        if cell.text in _BINDING:
            binding = _BINDING[cell.text]
        elif names and not figures and unit_of(cell.text):
            unit = unit_of(cell.text)
        elif is_figure(cell.text) or (names and re.match(r"[<>≤≥约]?[0-9]", cell.text)) or (figures and not cell.text):
            figures.append(cell)
        elif cell.text and not figures:
            names.append(cell)
        elif unit is None and unit_of(cell.text):
            unit = unit_of(cell.text)
    if not names or not any(NUMBER.search(c.text) for c in figures):
        return None
    return Row((names[-1],), tuple(figures), unit, binding)


def _flat_rows(grid: Grid) -> Iterator[Row]:
    """A name of one or several lines, then its figures; row numbers count up and are no figures."""
    expected = 1
    names: list[Cell] = []
    figures: list[Cell] = []
    unit, binding = None, None
    cells = [row[0] for row in grid.rows]
    for number, cell in enumerate(cells):
        following = cells[number + 1].text if number + 1 < len(cells) else ""
        is_index = cell.text == str(expected) and bool(re.search(r"[一-鿿]", following)) and not is_header(following)
        if is_header(cell.text) and not (names and not figures):
            if figures and names:
                yield Row(tuple(names), tuple(figures), unit, binding)
                names, figures, unit, binding = [], [], None, None
            continue
        if is_index:
            expected += 1
        if is_index or (not is_figure(cell.text) and figures and cell.text not in _BINDING):
            if names and figures:
                yield Row(tuple(names), tuple(figures), unit, binding)
            names, figures, unit, binding = [], [], None, None
            if is_index:
                continue
        if is_figure(cell.text):
            figures.append(cell)
        elif cell.text in _BINDING:
            binding = _BINDING[cell.text]
        elif names and unit_of(cell.text) and not figures:
            unit = unit_of(cell.text)
        else:
            names.append(cell)
    if names and figures:
        yield Row(tuple(names), tuple(figures), unit, binding)


def unit_of(text: str) -> str | None:
    """The unit that a cell prints, None where it is none."""
    name = canonical(text.strip("()"))[0] if text else ""
    return name if name and is_unit(name) else None
