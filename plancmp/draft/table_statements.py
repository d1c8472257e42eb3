"""Indicator tables (专栏) to statements: a target a row, with the starting value beside it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import dropwhile, takewhile, zip_longest
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import find_quantities
from plancmp.chinese.unit_names import normalize_unit
from plancmp.draft.quoting import LONGEST_LEAD, LONGEST_QUOTE
from plancmp.draft.result import Start, Statement, Value
from plancmp.draft.sentences import Span
from plancmp.draft.table_grids import PRINTED_YEAR, Cell, Grid, TableLine, find_grids
from plancmp.model import Period
from plancmp.scalars import YEAR
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Binding, ClaimType, Comparator
from plancmp.words import Text

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
