"""What was edited in a workbook: cell by cell, new rows, and what cannot be taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from plancmp.model import Collection, key_of
from plancmp.problems import PlancmpError
from plancmp.scalars import YEAR
from plancmp.words import Text, say
from plancmp.workbook.rows import (
    FIELDS,
    FIGURES,
    LISTED,
    LOCKED,
    NUMBERS,
    REQUIRED,
    SEPARATOR,
    SHEET,
    WORDS,
    EntryRow,
    list_fields_of,
)

_FIGURE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_YEAR = re.compile(YEAR)


class Edit(NamedTuple):
    """A field of an entry with what it is to hold; "" takes it out."""

    row: EntryRow
    field: str
    new: str
    cell: str = ""
    """As entries!D7."""


class NewEntry(NamedTuple):
    """A row without an id: an entry to be added behind the first `before` of its list."""

    plan: str
    section: str
    before: int
    cells: dict[str, str]
    line: int
    """The number of its row in the sheet."""


class Refused(NamedTuple):
    """A cell that cannot be taken, and why."""

    cell: str
    why: Text


class Edits(NamedTuple):
    """What the workbook asks for."""

    edits: tuple[Edit, ...]
    new: tuple[NewEntry, ...]
    refused: tuple[Refused, ...]
    lacking: int = 0
    """How many entries have no row: they stay as they are."""


class _Sheet(NamedTuple):
    """The table with the columns of its fields, and the entries that its rows may be of."""

    columns: Mapping[str, int]
    known: Mapping[str, EntryRow]
    lists: Mapping[tuple[str, str], Sequence[EntryRow]]
    collection: Collection


def find_edits(table: Sequence[Sequence[Any]], rows: Sequence[EntryRow], collection: Collection) -> Edits:
    """The cells that differ from what is written, and the rows of new entries. Raises PlancmpError (exit code 2) where the
    sheet is none of ours.
    """
    heads = [str(cell) for cell in table[0]] if table else []
    columns = {name: heads.index(key_of(name)) for name in (*LOCKED, *FIELDS) if key_of(name) in heads}
    if not {"id", "quote"} <= columns.keys():
        raise PlancmpError(say("不是 plancmp export claims --edit 写出的工作簿", "no workbook that plancmp export claims --edit wrote"))  # fmt: skip
    lists: dict[tuple[str, str], list[EntryRow]] = {}
    for row in rows:
        lists.setdefault((row.plan, row.section), []).append(row)
    sheet = _Sheet(columns, {row.ident: row for row in rows}, lists, collection)
    found: list[Edit | NewEntry | Refused] = []
    seen: set[str] = set()
    for number, given in enumerate(table[1:], 2):
        cells = {
            name: _read_cell(name, given[column] if column < len(given) else "") for name, column in columns.items()
        }
        if any(cells.values()):
            found.extend(_read_row(sheet, cells, number, seen))
    return Edits(
        tuple(each for each in found if isinstance(each, Edit)),
        tuple(each for each in found if isinstance(each, NewEntry)),
        tuple(each for each in found if isinstance(each, Refused)),
        len(sheet.known.keys() - seen),
    )


def _read_row(
    sheet: _Sheet, cells: Mapping[str, str], number: int, seen: set[str]
) -> Iterator[Edit | NewEntry | Refused]:
    ident = cells["id"]
    at_id = name_cell(sheet.columns["id"], number)
    if not ident:
        yield from _read_new(sheet, cells, number)
    elif ident not in sheet.known:
        yield Refused(at_id, say("没有这一条：{id}；新条目的 id 留空", "there is no entry {id}; of a new one leave the id empty", id=ident))  # fmt: skip
    elif ident in seen:
        yield Refused(at_id, say("{id} 出现两次；新条目的 id 留空", "{id} stands twice; of a new one leave the id empty", id=ident))  # fmt: skip
    else:
        seen.add(ident)
        row = sheet.known[ident]
        for name in FIELDS:
            if name in cells and not _is_same(name, row.cells[name], cells[name]):
                cell = name_cell(sheet.columns[name], number)
                why = _find_fault(row.section, name, cells[name])
                yield Refused(cell, why) if why else Edit(row, name, cells[name], cell)


def _read_new(sheet: _Sheet, cells: Mapping[str, str], number: int) -> Iterator[NewEntry | Refused]:
    """A new entry, or each of its cells that cannot be taken."""
    plan, section = cells.get("plan", ""), cells.get("list", "")
    written = {name: cells.get(name, "") for name in FIELDS}
    faults = {
        "plan": None if plan in sheet.collection.plans else say("没有规划 {plan}", "there is no plan {plan}", plan=plan or "—"),
        "list": None if section in {"targets", "observed"} else Text("写 targets 或 observed", "write targets or observed"),
    }  # fmt: skip
    if faults["list"] is None:
        faults |= {name: _find_fault(section, name, text) for name, text in written.items() if text or name in REQUIRED}
    refused = [Refused(name_cell(sheet.columns.get(name, 0), number), why) for name, why in faults.items() if why]
    yield from refused
    if not refused:
        before = _find_place(sheet, plan, section, written["at"])
        yield NewEntry(plan, section, before, written, number)


def _find_place(sheet: _Sheet, plan: str, section: str, at: str) -> int:
    """Behind how many entries of its list one of a section belongs, in the order of the outline."""
    order = {key: number for number, key in enumerate(sheet.collection.plans[plan].outline)}
    here = order.get(at, len(order))
    rows = sheet.lists.get((plan, section), ())
    return max((row.number + 1 for row in rows if order.get(row.cells["at"], len(order)) <= here), default=0)


def _read_cell(name: str, cell: Any) -> str:
    """A cell as text; a number as its shortest digits, a list with one kind of separator."""
    if isinstance(cell, bool):
        return str(cell).lower() if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{Decimal(repr(cell)):f}"
    text = str(cell).strip()
    if name in LISTED:
        return SEPARATOR.join(part.strip() for part in text.split(SEPARATOR.strip()) if part.strip())
    return text


def _is_same(name: str, old: str, new: str) -> bool:
    if old == new or name not in NUMBERS or not old or not new:
        return old == new
    try:
        return Decimal(old) == Decimal(new)
    except InvalidOperation:
        return False


def _find_fault(section: str, name: str, new: str) -> Text | None:
    """Why a cell cannot be taken."""
    if name.partition(".")[0] not in list_fields_of(section):
        return say(
            "{list} 的条目没有 {field} 字段", "an entry of {list} has no {field}", field=key_of(name), list=section
        )
    if not new:
        return say("{field} 不能空", "{field} must not be empty", field=key_of(name)) if name in REQUIRED else None
    if name in WORDS and new not in WORDS[name]:
        return say("{new} 不在可用的词中：{words}", "{new} is none of {words}", new=new, words=list(WORDS[name]))
    pattern = _FIGURE if name in FIGURES else _YEAR
    if name in NUMBERS and not pattern.fullmatch(new):
        return say("{new} 不是数字或年份", "{new} is no figure or year", new=new)
    return say("单元格里有换行", "there is a line end in the cell") if "\n" in new else None


def name_cell(column: int, row: int) -> str:
    """A cell as people call it, by its column from 0 and its row from 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{SHEET}!{letters}{row}"
