"""What edits of a workbook come to: the lists that they ask for, held against the files that were made of them."""

from collections.abc import Container, Iterator, Sequence

from plancmp.model import key_of
from plancmp.problems import Mark, PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.words import say
from plancmp.workbook.edits import Edits, NewEntry, Refused, name_cell
from plancmp.workbook.rows import EntryRow, list_rows

_Entry = dict[str, str] | NewEntry
_Lists = dict[tuple[str, str], list[_Entry]]


def _list_wanted(rows: Sequence[EntryRow], found: Edits) -> _Lists:
    """What each list is to hold, new entries in their places."""
    wanted: _Lists = {}
    for row in rows:
        wanted.setdefault((row.plan, row.section), []).append(dict(row.cells))
    for edit in found.edits:
        cells = wanted[edit.row.plan, edit.row.section][edit.row.number]
        if isinstance(cells, dict):
            cells[edit.field] = edit.new
    for entry in sorted(found.new, key=lambda each: -each.before):
        entries = wanted.setdefault((entry.plan, entry.section), [])
        earlier = sum(other.before == entry.before for other in entries[entry.before :] if isinstance(other, NewEntry))
        entries.insert(entry.before + earlier, entry)
    return wanted


def require_same(rows: Sequence[EntryRow], found: Edits, new: Loaded, own: Container[str]) -> None:
    """Raises PlancmpError (exit code 2) where the new files would not say exactly what was asked for."""
    made: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in list_rows(new, own):
        made.setdefault((row.plan, row.section), []).append(row.cells)
    wanted = {
        where: [entry.cells if isinstance(entry, NewEntry) else entry for entry in entries]
        for where, entries in _list_wanted(rows, found).items()
    }
    wrong = sorted(where for where in wanted.keys() | made.keys() if wanted.get(where) != made.get(where))
    if wrong:
        told = [f"{plan}/{section}" for plan, section in wrong]
        raise PlancmpError(
            say("写回后与工作簿不符：{told}", "the file would not say what the workbook does: {told}", told=told)
        )


def find_misfits(found: Edits, new: Loaded, heads: Sequence[str]) -> Iterator[Refused]:
    """What the new files could not be read for, at the cell that it came from."""
    homes = list(_list_homes(found, new, heads))
    for problem in new.problems:
        at = [cell for mark, cell in homes if (mark.path, mark.line) == (problem.mark.path, problem.mark.line)]
        yield Refused(at[0] if at else str(problem.mark), problem.message)


def _list_homes(found: Edits, new: Loaded, heads: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    """Where in the new files each edited cell stands."""
    for edit in found.edits:
        shift = sum(_is_before(entry, edit.row) for entry in found.new)
        path: tuple[str | int, ...] = (edit.row.section, edit.row.number + shift, *map(key_of, edit.field.split(".")))
        yield new.mark("plans", edit.row.plan, *path), edit.cell
    for number, entry in enumerate(found.new):
        earlier = [
            e.before <= entry.before if n < number else e.before < entry.before
            for n, e in enumerate(found.new)
            if (e.plan, e.section) == (entry.plan, entry.section) and n != number
        ]
        place = entry.before + sum(earlier)
        for column, head in enumerate(heads):
            if new.has("plans", entry.plan, entry.section, place, head):
                mark = new.mark("plans", entry.plan, entry.section, place, head)
                yield mark, name_cell(column, entry.line)


def _is_before(entry: NewEntry, row: EntryRow) -> bool:
    return (entry.plan, entry.section) == (row.plan, row.section) and entry.before <= row.number
