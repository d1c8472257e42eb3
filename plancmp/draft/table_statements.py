"""Indicator tables (专栏) to statements: a target a row, with the starting value beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import find_quantities
from plancmp.draft.quoting import LONGEST_LEAD, LONGEST_QUOTE
from plancmp.draft.result import Start, Statement, Value
from plancmp.draft.sentences import Span
from plancmp.draft.table_grids import Cell, Grid, find_grids
from plancmp.draft.table_rows import NUMBER, Column, Row, read_columns, read_rows, read_unit
from plancmp.model import Period
from plancmp.vocabulary import Basis, ClaimType, Comparator
from plancmp.words import Text

_UNIT = re.compile(r"\(([^()]{1,12})\)$")
_STARRED = re.compile(r"\*(?:号)?(?:表示|代表|为|系|指|是)?(?:的?(?:是|为))?((?:19|20)[0-9]{2})年")
_BRACKET = re.compile(r"[\[〔【(\])】〕]")
_BRACKETS_TOTAL = re.compile(r"[\[〔【(] ?[\])】〕][^。;\n]{0,12}累计")
_MEAN_NOTE = re.compile(r"年均增[长速幅]")
_GROWS = re.compile(r"(?:年均)?(?:增长|增速|增幅)(?:率)?$")
_FALLS = re.compile(r"(?:累计)?(?:降低|下降|减少|削减|降幅)(?:率|幅度|比例)?$")
_RANGE, _DASH = re.compile(r"[0-9][-—–~至][0-9]"), re.compile(r"[-—–~至](?=[0-9])")
_SUMMED = Text("方括号或“累计”列，读作规划期合计", "in brackets or a column of sums: read as a total of the period")
_NO_YEAR = Text("表头未印年份", "the table's head prints no year")
_NO_UNIT = Text("表中未印单位", "the table prints no unit")


class Tables(NamedTuple):
    """The statements of the tables, and the spans of the tables in the normalised text."""

    statements: tuple[Statement, ...]
    spans: tuple[Span, ...]


def read_tables(text: PlanText, period: Period, body: int) -> Tables:
    """Every row of every indicator table as a statement; a table without a year in its header is left to be read as text."""
    found: list[Statement] = []
    spans = []
    for grid in find_grids(text):
        start, end = (bisect_left(text.offsets, at) for at in (grid.start, grid.end))
        columns = read_columns(grid)
        made = (
            [] if start < body else [s for row in read_rows(grid) for s in _read_row(text, grid, row, columns, period)]
        )
        if made:
            found.extend(made)
            spans.append((start, end))
    return Tables(tuple(found), tuple(spans))


class _Figure(NamedTuple):
    """A figure of a row under its column."""

    column: Column
    cell: Cell
    value: Value


class _TableRow(NamedTuple):
    """A row with what it has from its table: the name without its unit, the notes behind the table, the last year of all."""

    row: Row
    name: str
    unit: str | None
    notes: str
    last_year: int | None
    period: Period


def _read_row(text: PlanText, grid: Grid, row: Row, columns: Sequence[Column], period: Period) -> Iterator[Statement]:
    name = "".join(cell.text for cell in row.name)
    printed = _UNIT.search(name)
    unit = read_unit(printed[1]) if printed else None
    if printed and unit:
        name = name[: printed.start()]
    years = [column.year for column in columns if column.year]
    notes = "".join(grid.notes.split())
    in_table = _TableRow(row, name, unit or row.unit, notes, max(years, default=None), period)
    pairs = _pair(row.figures, columns)
    figures = [_Figure(column, cell, value) for column, cell in pairs if (value := _read_value(cell.text))]
    aims = [figure for figure in figures if _is_aim(figure.column, years, period)]
    starts = [figure for figure in figures if figure not in aims]
    dated = any(aim.column.year for aim in aims)
    for aim in aims:
        if not dated or not (aim.column.growth or aim.column.total):
            yield _make_target(text, in_table, aim, _find_start(starts, aim.column, notes))
            # beside the value of a year the mean growth says nothing of its own


def _pair(figures: Sequence[Cell], columns: Sequence[Column]) -> Iterator[tuple[Column, Cell]]:
    """Figures under their columns; where some are missing without a dash, they belong to the last columns."""
    return zip(columns[max(0, len(columns) - len(figures)) :], figures, strict=False)


def _is_aim(column: Column, years: Sequence[int], period: Period) -> bool:
    if column.growth or column.total or column.aim:
        return True
    if column.year is None or column.year < period.first:
        return False
    return column.year > period.first or len(years) == 1 or period.first == period.last


def _find_start(starts: Sequence[_Figure], column: Column, notes: str) -> Start | None:
    """The starting value: the last of the years before the target's."""
    for start in reversed(starts):
        year = start.column.year
        if year is None or column.year is None or year < column.year:
            starred = _STARRED.search(notes) if "*" in start.cell.text else None
            return Start(int(starred[1]) if starred else year, start.value)
    return None


def _make_target(text: PlanText, table: _TableRow, aim: _Figure, start: Start | None) -> Statement:
    column, cell = aim.column, aim.cell
    name, value = table.name, aim.value
    falls = _FALLS.search(name)
    basis, has_span = _decide_basis(table, aim, falls=falls is not None)
    if falls and falls.start() > 1:
        name, value = name[: falls.start()], value.negate()
    grows = _GROWS.search(name) if basis is Basis.GROWTH and table.unit == "percent" else None
    if grows and grows.start() > 1:
        name = name[: grows.start()]
    unit = {Basis.GROWTH: "percent", Basis.CHANGE: "points"}.get(basis, table.unit) if basis else table.unit
    year = column.year
    if year is None and basis not in {None, Basis.LEVEL}:
        year = table.last_year
    number = NUMBER.search(text.raw, cell.start, cell.end)
    doubts = {"by": _NO_YEAR} if year is None else {}
    if unit is None:
        doubts["unit"] = _NO_UNIT
    return Statement(
        ClaimType.TARGET,
        bisect_left(text.offsets, number.start() if number else cell.start),
        bisect_left(text.offsets, cell.end),
        text.find_section_at(bisect_left(text.offsets, table.row.name[0].start)),
        (name,),
        value,
        unit,
        basis,
        _quote_row(text, table.row, cell),
        (column.head.text[:LONGEST_LEAD],),
        from_=table.period.first if has_span else None,
        year=year,
        start=start,
        binding=table.row.binding,
        in_table=True,
        doubts=doubts,
        notes=(_SUMMED,) if basis in {Basis.CHANGE, Basis.TOTAL} else (),
    )


def _decide_basis(table: _TableRow, aim: _Figure, *, falls: bool) -> tuple[Basis | None, bool]:
    """The basis of a target, and whether it has the first year of the period; None leaves the indicator's own."""
    column, is_percent = aim.column, table.unit == "percent"
    brackets_sum = column.growth or _BRACKETS_TOTAL.search(table.notes)
    is_sum = column.total or bool(brackets_sum and _BRACKET.search(aim.cell.text))
    if falls and is_percent and (is_sum or not column.growth):
        return (Basis.GROWTH_TOTAL if is_sum else Basis.GROWTH), is_sum
    if is_sum:
        return (Basis.CHANGE if is_percent else Basis.TOTAL), True
    if column.growth or (is_percent and _GROWS.search(table.name)):
        return Basis.GROWTH, bool(column.growth or "年均" in table.name or _MEAN_NOTE.search(table.notes))
    return (Basis.LEVEL if is_percent else None), False


def _read_value(words: str) -> Value | None:
    """The figure of a cell with its bound; None for a dash."""
    is_range = _RANGE.search(words)
    printed = NUMBER.findall(_DASH.sub(" ", words) if is_range else words)
    if not printed:
        return None
    low, high = (Decimal(number.replace(",", "")) for number in (printed[0], printed[:2][-1]))
    if is_range and low < high:
        return Value(None, low, high)
    bounds = (
        quantity.comparator for quantity in find_quantities(_BRACKET.sub("", words)) if quantity.value is not None
    )
    return Value(low, None, None, next(bounds, Comparator.REACH))


def _quote_row(text: PlanText, row: Row, last: Cell) -> str:
    """Name and figures up to `last`, a space between cells, cut from the left to the length that the format allows."""
    start, stop = (bisect_left(text.offsets, at) for at in (row.name[0].start, last.end))
    begin = max(start, stop - LONGEST_QUOTE)
    bounds = {bisect_left(text.offsets, cell.start) for cell in row.figures} - {begin}
    return "".join((" " if at in bounds else "") + text.normal[at] for at in range(begin, stop))
