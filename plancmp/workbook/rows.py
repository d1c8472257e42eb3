"""The targets and results of a collection as rows of a workbook: each cell as it is written in the file, empty where it is left out."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from plancmp.changes.matching import list_entries
from plancmp.model import Observed, Target, key_of
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.references import sound
from plancmp.vocabulary import Basis, Binding, Commitment, Comparator, Counting, Every, Vintage
from plancmp.words import Word, say

SHEET = "entries"
LOCKED = ("id", "list")
"""Columns that name a row, and are no fields."""
FIELDS = (
    "quote", "value", "low", "high", "unit", "comparator", "commitment", "basis", "from_", "by", "year", "every", "of", "count_",
    "vintage", "scope", "binding", "at", "indicator",
)  # fmt: skip
"""The fields that a cell may hold, the quote beside the figure."""
WORDS: dict[str, type[Word]] = {
    "comparator": Comparator,
    "commitment": Commitment,
    "basis": Basis,
    "every": Every,
    "count_": Counting,
    "vintage": Vintage,
    "binding": Binding,
}
"""The closed words of a field."""
NUMBERS = frozenset({"value", "low", "high", "from_", "by", "year"})
HEADS = (*LOCKED, *map(key_of, FIELDS))


class EntryRow(NamedTuple):
    """One target or result: its id, where it stands, and what is written of it."""

    ident: str
    plan: str
    section: str
    """ "targets" or "observed"."""
    number: int
    cells: dict[str, str]

    @property
    def path(self) -> tuple[str, int]:
        """Its place within its plan."""
        return self.section, self.number


def list_rows(loaded: Loaded) -> list[EntryRow]:
    """Every entry in the order of the files. Raises PlancmpError (exit code 1) where a reference leads nowhere."""
    if not loaded.whole or sound(loaded.collection) != loaded.collection:
        raise PlancmpError(say("数据有误，先用 plancmp check 改正", "the data is not sound: mend what plancmp check tells first"), exit_code=1)  # fmt: skip
    return list(_make_rows(loaded))


def _make_rows(loaded: Loaded) -> Iterator[EntryRow]:
    counts: dict[tuple[str, str], int] = {}
    for entry in list_entries(loaded.collection):
        section = "targets" if isinstance(entry.item, Target) else "observed"
        index = counts.get((entry.plan, section), 0)
        counts[entry.plan, section] = index + 1
        yield EntryRow(entry.claim.id, entry.plan, section, index, _write_cells(entry.item))


def _write_cells(item: Target | Observed) -> dict[str, str]:
    defaults = item._field_defaults
    told = ((name, getattr(item, name, None), defaults.get(name)) for name in FIELDS)
    return {name: "" if value in {None, default} else _write(value) for name, value, default in told}


def _write(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
