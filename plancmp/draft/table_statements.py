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
from plancmp.scalars import YEAR
from plancmp.vocabulary import Basis, ClaimType, Comparator
from plancmp.words import Text

_UNIT = re.compile(r"\(([^()]{1,12})\)$")
_STARRED = re.compile(rf"\*(?:号)?(?:表示|代表|为|系|指|是)?(?:的?(?:是|为))?({YEAR})年")
_BRACKET = re.compile(r"[\[〔【(\])】〕]")
_BRACKETS_TOTAL = re.compile(r"[\[〔【(] ?[\])】〕][^。;\n]{0,12}累计")
_MEAN_NOTE = re.compile(r"年均增[长速幅]")
_GROWS = re.compile(r"(?:年均)?(?:增长|增速|增幅)(?:率)?$")
_FALLS = re.compile(r"(?:累计)?(?:降低|下降|减少|削减|降幅)(?:率|幅度|比例)?$")
_RANGE, _DASH = re.compile(r"[0-9][-—–~至][0-9]"), re.compile(r"[-—–~至](?=[0-9])")
_UNITS: dict[Basis | None, str | None] = {Basis.GROWTH: "percent", Basis.CHANGE: "points"}
"""Units of a basis, whatever is printed."""
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
        made = list(_read_grid(text, grid, period)) if start >= body else []
        if made:
            found += made
            spans.append((start, end))
    return Tables(tuple(found), tuple(spans))


class _TableRow(NamedTuple):
    """A row with what it has from its table: the name without its unit, the notes behind the table, the last year of all."""

    row: Row
    name: str
    unit: str | None
    notes: str
    last_year: int | None
    period: Period


class _Figure(NamedTuple):
    """A figure of a row under its column."""

    column: Column
    cell: Cell
    value: Value


def _read_grid(text: PlanText, grid: Grid, period: Period) -> Iterator[Statement]:
    columns = read_columns(grid)
    years = [column.year for column in columns if column.year]
    for row in read_rows(grid) if columns else ():
        name, unit = _read_name(row)
        table = _TableRow(row, name, unit, "".join(grid.notes.split()), max(years, default=None), period)
        figures = list(_read_figures(row, columns))
        aims = [figure for figure in figures if _is_aim(figure.column, years, period)]
        starts = [figure for figure in figures if figure not in aims]
        for aim in _choose_aims(aims):
            yield _make_target(text, table, aim, _find_start(starts, aim.column, table.notes))


def _read_name(row: Row) -> tuple[str, str | None]:
    """The name of a row without the unit in brackets behind it, and the unit."""
    name = "".join(cell.text for cell in row.name)
    printed = _UNIT.search(name)
    unit = read_unit(printed[1]) if printed else None
    return (_UNIT.sub("", name), unit) if unit else (name, row.unit)


def _read_figures(row: Row, columns: Sequence[Column]) -> Iterator[_Figure]:
    """The figures under their columns; where some are missing without a dash, they belong to the last columns."""
    for column, cell in zip(columns[max(0, len(columns) - len(row.figures)) :], row.figures, strict=False):
        value = _read_value(cell.text)
        if value:
            yield _Figure(column, cell, value)


def _is_aim(column: Column, years: Sequence[int], period: Period) -> bool:
    if column.growth or column.total or column.aim:
        return True
    if column.year is None or column.year < period.first:
        return False
    return column.year > period.first or len(years) == 1 or period.first == period.last


def _choose_aims(aims: Sequence[_Figure]) -> Sequence[_Figure]:
    """Beside the value of a year the mean growth says nothing of its own."""
    if not any(aim.column.year for aim in aims):
        return aims
    return [aim for aim in aims if not aim.column.growth and not aim.column.total]


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
    basis, has_span = _decide_basis(table, aim)
    name = _cut_ending(table.name, _FALLS)
    value = aim.value if name == table.name else aim.value.negate()
    if basis is Basis.GROWTH and table.unit == "percent":
        name = _cut_ending(name, _GROWS)
    unit = _UNITS.get(basis, table.unit)
    year = table.last_year if column.year is None and basis not in {None, Basis.LEVEL} else column.year
    number = NUMBER.search(text.raw, cell.start, cell.end)
    doubts = {"by": _NO_YEAR if year is None else None, "unit": _NO_UNIT if unit is None else None}
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
        doubts={field: why for field, why in doubts.items() if why},
        notes=(_SUMMED,) if basis in {Basis.CHANGE, Basis.TOTAL} else (),
    )


def _cut_ending(name: str, ending: re.Pattern[str]) -> str:
    """A name without its ending, where more than one character is left."""
    match = ending.search(name)
    return name[: match.start()] if match and match.start() > 1 else name


def _decide_basis(table: _TableRow, aim: _Figure) -> tuple[Basis | None, bool]:
    """The basis of a target, and whether it has the first year of the period; None leaves the indicator's own."""
    growth, is_sum = aim.column.growth, _is_sum(table, aim)
    if table.unit != "percent":
        return (Basis.TOTAL if is_sum else Basis.GROWTH if growth else None), is_sum or growth
    falls = _FALLS.search(table.name)
    if is_sum:
        return (Basis.GROWTH_TOTAL if falls else Basis.CHANGE), True
    if growth or falls:
        return Basis.GROWTH, growth
    is_mean = "年均" in table.name or bool(_MEAN_NOTE.search(table.notes))
    return (Basis.GROWTH, is_mean) if _GROWS.search(table.name) else (Basis.LEVEL, False)


def _is_sum(table: _TableRow, aim: _Figure) -> bool:
    """Whether a figure is the sum of a period: by its column, or in brackets where the notes or a column of growth say so."""
    in_brackets = _BRACKET.search(aim.cell.text) and (aim.column.growth or _BRACKETS_TOTAL.search(table.notes))
    return aim.column.total or bool(in_brackets)


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
