"""The targets and results of a collection as rows of a workbook: each cell as it is written in the file, empty where it is left out."""

from collections.abc import Container, Iterator
from decimal import Decimal
from typing import NamedTuple

from plancmp.changes.matching import list_entries
from plancmp.model import Baseline, Observed, Target, key_of
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.references import sound
from plancmp.vocabulary import Basis, Binding, Commitment, Comparator, Counting, Every, Judgement, Vintage
from plancmp.words import say

SHEET = "entries"
LOCKED = ("id", "plan", "list")
"""Columns that name a row, and are no fields."""
BASELINE = "baseline."
"""What the fields of a baseline begin with."""
LISTED = frozenset({"for_", "lead"})
"""Fields that hold several, with SEPARATOR between them."""
SEPARATOR = "; "
FIELDS = (
    "quote", "value", "low", "high", "unit", "comparator", "commitment", "basis", "from_", "by", "year", "every", "of", "count_",
    "vintage", "scope", "binding", "at", "indicator", "for_", "lead", "key", "base", "prices", "told", "restates", "draft",
    *(BASELINE + name for name in Baseline._fields),
)  # fmt: skip
"""The fields that a cell may hold, the quote beside the figure."""
_WORDS = {
    "comparator": Comparator, "commitment": Commitment, "basis": Basis, "every": Every, "count_": Counting, "vintage": Vintage,
    "binding": Binding, "told": Judgement,
}  # fmt: skip
WORDS: dict[str, tuple[str, ...]] = {
    **{name: tuple(map(str, words)) for name, words in _WORDS.items()},
    **{f"{BASELINE}{name}": tuple(map(str, _WORDS[name])) for name in ("comparator", "basis", "vintage")},
    "draft": ("true",),
}
"""The closed words of a field."""
_FIGURES = ("value", "low", "high")
_YEARS = ("from_", "by", "year")
FIGURES = frozenset((*_FIGURES, *(BASELINE + name for name in _FIGURES)))
NUMBERS = FIGURES | frozenset((*_YEARS, *(BASELINE + name for name in _YEARS)))
HEADS = (*LOCKED, *map(key_of, FIELDS))
REQUIRED = ("indicator", "at", "quote")


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


def list_fields_of(section: str) -> tuple[str, ...]:
    """The fields of an entry of a list, in the order of the format."""
    names = (Target if section == "targets" else Observed)._fields
    first, last = ("indicator", "key", "for_"), ("at", "lead", "quote", "also", "unclear", "unclear_zh", "draft")
    return (*first, *(name for name in names if name not in {*first, *last}), *last)


def list_rows(loaded: Loaded, own: Container[str] | None = None) -> list[EntryRow]:
    """Every entry in the order of the files, of `own` alone where they stand beside others. Raises PlancmpError (exit code 1)
    where a reference leads nowhere.
    """
    if not loaded.whole or sound(loaded.collection) != loaded.collection:
        raise PlancmpError(say("数据有误，先用 plancmp check 改正；数据集旁的草案用 --with 指明", "the data is not sound: mend what plancmp check tells first; name a draft that stands beside the collection with --with"), exit_code=1)  # fmt: skip
    return [row for row in _make_rows(loaded) if own is None or loaded.homes["plans", row.plan] in own]


def _make_rows(loaded: Loaded) -> Iterator[EntryRow]:
    counts: dict[tuple[str, str], int] = {}
    for entry in list_entries(loaded.collection):
        section = "targets" if isinstance(entry.item, Target) else "observed"
        index = counts.get((entry.plan, section), 0)
        counts[entry.plan, section] = index + 1
        yield EntryRow(entry.claim.id, entry.plan, section, index, _write_cells(entry.item))


def _write_cells(item: Target | Observed) -> dict[str, str]:
    defaults = item._field_defaults
    baseline = getattr(item, "baseline", None) or Baseline()
    told = {name: (getattr(item, name, None), defaults.get(name)) for name in FIELDS if not name.startswith(BASELINE)}
    told |= {BASELINE + name: (value, None) for name, value in zip(Baseline._fields, baseline, strict=True)}
    return {name: "" if value in {None, default} else _write(value) for name, (value, default) in told.items()}


def _write(value: object) -> str:
    if isinstance(value, tuple):
        return SEPARATOR.join(value) if all(isinstance(part, str) for part in value) else str(value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
