"""What was edited in a workbook: cell by cell, and what cannot be taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from plancmp.model import Observed, Target, key_of
from plancmp.problems import PlancmpError
from plancmp.scalars import YEAR
from plancmp.words import Text, say
from plancmp.workbook.rows import FIELDS, NUMBERS, SHEET, WORDS, EntryRow

_FIGURE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_YEAR = re.compile(YEAR)
_REQUIRED = frozenset({"quote", "at", "indicator"})


class Edit(NamedTuple):
    """A field of an entry with what it is to hold; "" takes it out."""

    row: EntryRow
    field: str
    new: str


class Refused(NamedTuple):
    """A cell that cannot be taken, and why."""

    cell: str
    """As entries!D7."""
    why: Text


class Edits(NamedTuple):
    """What the workbook asks for."""

    edits: tuple[Edit, ...]
    refused: tuple[Refused, ...]


def find_edits(table: Sequence[Sequence[Any]], rows: Sequence[EntryRow]) -> Edits:
    """The cells that differ from what is written. Raises PlancmpError (exit code 2) where the sheet is none of ours."""
    heads = [str(cell) for cell in table[0]] if table else []
    columns = {name: heads.index(key_of(name)) for name in FIELDS if key_of(name) in heads}
    if "id" not in heads or not columns:
        raise PlancmpError(say("不是 plancmp export claims --edit 写出的工作簿", "no workbook that plancmp export claims --edit wrote"))  # fmt: skip
    known = {row.ident: row for row in rows}
    edits: list[Edit] = []
    refused: list[Refused] = []
    for number, cells in enumerate(table[1:], 2):
        ident = str(cells[heads.index("id")]).strip()
        if ident not in known:
            if any(str(cell).strip() for cell in cells):
                refused.append(Refused(_name_cell(heads.index("id"), number), say("没有这一条：{id}；新条目请写在 YAML 里", "there is no entry {id}; a new one is written in the YAML", id=ident)))  # fmt: skip
            continue
        for found, column in _compare_row(known[ident], cells, columns):
            if isinstance(found, Edit):
                edits.append(found)
            else:
                refused.append(Refused(_name_cell(column, number), found))
    return Edits(tuple(edits), tuple(refused))


def _compare_row(row: EntryRow, cells: Sequence[Any], columns: Mapping[str, int]) -> Iterator[tuple[Edit | Text, int]]:
    for name, column in columns.items():
        new, old = _read_cell(cells[column] if column < len(cells) else ""), row.cells[name]
        if _is_same(name, old, new):
            continue
        why = _find_fault(row, name, new)
        yield (why or Edit(row, name, new)), column


def _read_cell(cell: Any) -> str:
    """A cell as text; a number as its shortest digits."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{Decimal(repr(cell)):f}"
    return str(cell).strip()


def _is_same(name: str, old: str, new: str) -> bool:
    if old == new or name not in NUMBERS or not old or not new:
        return old == new
    try:
        return Decimal(old) == Decimal(new)
    except InvalidOperation:
        return False


def _find_fault(row: EntryRow, name: str, new: str) -> Text | None:
    """Why a cell cannot be taken."""
    shape = Target if row.section == "targets" else Observed
    if name not in shape._fields:
        return say(
            "{list} 的条目没有 {field} 字段", "an entry of {list} has no {field}", field=key_of(name), list=row.section
        )
    if not new:
        return say("{field} 不能空", "{field} must not be empty", field=key_of(name)) if name in _REQUIRED else None
    if name in WORDS and new not in {str(word) for word in WORDS[name]}:
        return say(
            "{new} 不在可用的词中：{words}", "{new} is none of {words}", new=new, words=[str(w) for w in WORDS[name]]
        )
    pattern = _FIGURE if name in {"value", "low", "high"} else _YEAR
    if name in NUMBERS and not pattern.fullmatch(new):
        return say("{new} 不是数字或年份", "{new} is no figure or year", new=new)
    return say("单元格里有换行", "there is a line end in the cell") if "\n" in new else None


def _name_cell(column: int, row: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{SHEET}!{letters}{row}"
