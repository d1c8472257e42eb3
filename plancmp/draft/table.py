"""Indicator tables (专栏) to statements: a target a row, with the starting value beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import quantities
from plancmp.draft.cells import Cell, Grid, grids
from plancmp.draft.measures import MIRROR
from plancmp.draft.quoting import LONGEST_LEAD, LONGEST_QUOTE
from plancmp.draft.statement import Start, Statement, Value
from plancmp.draft.table_rows import NUMBER, Column, Row, columns_of, rows_of, unit_of
from plancmp.model import Period
from plancmp.vocabulary import Basis, ClaimType, Comparator
from plancmp.words import Text

_UNIT = re.compile(r"\(([^()]{1,12})\)$")
_STARRED = re.compile(r"\*(?:号)?(?:表示|代表|为|系|指|是)?(?:的?(?:是|为))?((?:19|20)[0-9]{2})年")
_BRACKETS_TOTAL = re.compile(r"[\[〔【(] ?[\])】〕][^。;\n]{0,12}累计")
_MEAN_NOTE = re.compile(r"年均增[长速幅]")
_GROWS = re.compile(r"(?:年均)?(?:增长|增速|增幅)(?:率)?$")
_FALLS = re.compile(r"(?:累计)?(?:降低|下降|减少|削减|降幅)(?:率|幅度|比例)?$")
_BOUNDS = {
    "以上": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "以下": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    ">": Comparator.ABOVE,
    "<": Comparator.BELOW,
    "左右": Comparator.ABOUT,
    "≈": Comparator.ABOUT,
    "约": Comparator.ABOUT,
}


class Tables(NamedTuple):
    """The statements of the tables, and the spans of the tables in the normalised text."""

    statements: tuple[Statement, ...]
    spans: tuple[tuple[int, int], ...]


def tables(text: PlanText, period: Period | None, body: int) -> Tables:
    """Every row of every indicator table as a statement; a table without a year in its header is left to be read as text."""
    found: list[Statement] = []
    spans = []
    for grid in grids(text):
        start, end = (bisect_left(text.offsets, at) for at in grid.span)
        if start < body:
            continue
        columns, rows = columns_of(grid), list(rows_of(grid))
        if not columns or not rows:
            continue
        made = [s for row in rows for s in _statements(text, row, columns, grid, period)]
        if made:
            found.extend(made)
            spans.append((start, end))
    return Tables(tuple(found), tuple(spans))


def _statements(
    text: PlanText, row: Row, columns: Sequence[Column], grid: Grid, period: Period | None
) -> Iterator[Statement]:
    name = "".join(cell.text for cell in row.name)
    printed = _UNIT.search(name)
    unit = (unit_of(printed[1]) if printed else None) or row.unit
    if printed and unit_of(printed[1]):
        name = name[: printed.start()]
    pairs = _paired(row.figures, columns)
    aims = [(c, f) for c, f in pairs if _is_aim(c, columns, period)]
    starts = [
        (c, f)
        for c, f in pairs
        if not _is_aim(c, columns, period) and not c.growth and not c.total and (c.year or not c.aim)
    ]
    notes = "".join(grid.notes.split())
    dated = any(c.year and _value(f) is not None for c, f in aims)
    for column, cell in aims:
        figure = _value(cell)
        if figure is None or (dated and (column.growth or column.total)):
            continue  # beside the value of a year the mean growth says nothing of its own
        yield _target(text, row, name, unit, column, cell, figure, starts, notes, period, columns)


def _target(
    text: PlanText,
    row: Row,
    name: str,
    unit: str | None,
    column: Column,
    cell: Cell,
    figure: Value,
    starts: Sequence[tuple[Column, Cell]],
    notes: str,
    period: Period | None,
    columns: Sequence[Column],
) -> Statement:
    grows = _GROWS.search(name) if unit == "percent" else None
    falls = _FALLS.search(name)
    if falls and falls.start() > 1:
        name, figure = name[: falls.start()], _negative(figure)
    basis: Basis | None = None
    first = None
    year = column.year
    remarks = []
    bracketed = bool(re.search(r"[\[〔【(]", cell.text))
    summed = column.total or (bracketed and bool(column.growth or _BRACKETS_TOTAL.search(notes)))
    if falls and unit == "percent" and (summed or not column.growth):
        basis = Basis.GROWTH_TOTAL if summed else Basis.GROWTH
        first = period.first if period and (summed or column.growth) else None
        year = year if year is not None else max((c.year for c in columns if c.year), default=None)
    elif (column.growth or grows) and not summed:
        basis = Basis.GROWTH
        unit = "percent"
        mean = column.growth or "年均" in name or (_MEAN_NOTE.search(notes) is not None)
        first = period.first if mean and period else None
        year = year if year is not None else max((c.year for c in columns if c.year), default=None)
        name = name[: grows.start()] if grows and grows.start() > 1 else name
    elif summed:
        basis = Basis.CHANGE if unit == "percent" else Basis.TOTAL
        unit = "points" if unit == "percent" else unit
        first = period.first if period else None
        year = year if year is not None else max((c.year for c in columns if c.year), default=None)
        remarks.append(
            Text("方括号或“累计”列，读作规划期合计", "in brackets or a column of sums: read as a total of the period")
        )
    elif unit == "percent":
        basis = Basis.LEVEL
    start = _start(starts, cell, notes, column)
    core = bisect_left(
        text.offsets, cell.start + (m.start() if (m := NUMBER.search(text.raw[cell.start : cell.end])) else 0)
    )
    end = bisect_left(text.offsets, cell.end)
    begin = bisect_left(text.offsets, row.name[0].start)
    leads = [column.head.text[:LONGEST_LEAD]] if column.head else []
    doubts = {}
    if year is None:
        doubts["by"] = Text("表头未印年份", "the table's head prints no year")
    if unit is None:
        doubts["unit"] = Text("表中未印单位", "the table prints no unit")
    return Statement(
        ClaimType.TARGET,
        core,
        end,
        text.section_of(begin),
        (name,),
        figure,
        unit,
        basis,
        _quote(text, row, cell),
        tuple(leads),
        from_=first,
        year=year,
        start=start,
        binding=row.binding,
        in_table=True,
        doubts=doubts,
        notes=tuple(remarks),
    )


def _paired(figures: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Column, Cell]]:
    """Figures under their columns; where some are missing without a dash, they belong to the last columns."""
    if len(figures) >= len(columns):
        return list(zip(columns, figures, strict=False))
    return list(zip(columns[len(columns) - len(figures) :], figures, strict=True))


def _is_aim(column: Column, columns: Sequence[Column], period: Period | None) -> bool:
    if column.growth or column.total or column.aim:
        return True
    years = [c.year for c in columns if c.year]
    if column.year is None:
        return False
    if period is not None:
        return column.year >= period.first and (
            column.year > period.first or len(years) == 1 or period.first == period.last
        )
    return column.year == max(years)


def _start(starts: Sequence[tuple[Column, Cell]], aim: Cell, notes: str, column: Column) -> Start | None:
    """The starting value: the last of the years before the target's."""
    del aim
    usable = [
        (c, f)
        for c, f in starts
        if _value(f) is not None and (c.year is None or column.year is None or c.year < column.year)
    ]
    if not usable:
        return None
    chosen, cell = usable[-1]
    figure = _value(cell)
    if figure is None:
        return None
    year = chosen.year
    starred = _STARRED.search(notes)
    if "*" in cell.text and starred:
        year = int(starred[1])
    return Start(year, figure)


def _negative(figure: Value) -> Value:
    def minus(number: Decimal | None) -> Decimal | None:
        return None if number is None else -number

    return Value(
        minus(figure.value), minus(figure.high), minus(figure.low), MIRROR.get(figure.comparator, figure.comparator)
    )


def _value(cell: Cell) -> Value | None:
    """The figure of a cell with its bound; None for a dash."""
    words = cell.text
    numbers = NUMBER.findall(
        re.sub(r"[-—–~至](?=[0-9])", " ", words) if re.search(r"[0-9][-—–~至][0-9]", words) else words
    )
    if not numbers:
        return None
    comparator = next((bound for sign, bound in _BOUNDS.items() if sign in words), Comparator.REACH)
    if comparator is Comparator.REACH:
        read = [q for q in quantities(words) if q.value is not None]
        comparator = read[0].comparator if read else comparator
    figures = [Decimal(n.replace(",", "")) for n in numbers[:2]]
    ranged = len(figures) > 1 and re.search(r"[0-9][-—–~至][0-9]", words) and figures[0] < figures[1]
    if ranged:
        return Value(None, figures[0], figures[1])
    return Value(figures[0], None, None, comparator)


def _quote(text: PlanText, row: Row, last: Cell) -> str:
    """Name and figures up to `last`, a space between cells, cut from the left to the length that the format allows."""
    start = bisect_left(text.offsets, row.name[0].start)
    stop = bisect_left(text.offsets, last.end)
    bounds = {bisect_left(text.offsets, c.start) for c in (*row.figures,)}
    begin = max(start, stop - LONGEST_QUOTE)
    out = []
    for at in range(begin, stop):
        if at in bounds and at > begin:
            out.append(" ")
        out.append(text.normal[at])
    return "".join(out)
