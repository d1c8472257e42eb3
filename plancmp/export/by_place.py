"""One table as a folder of Parquet files, one a place, laid out as DuckDB, Spark and pyarrow read it: place=guilin/part-0.parquet.

The place stands in the folder's name and no longer in the file, as these programs write it themselves.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancmp.cache.selecting import refused
from plancmp.claim import plan_claims
from plancmp.compare import Context, Facts
from plancmp.compare.relations import Relations
from plancmp.export.parquet import parquet
from plancmp.export.records import BY_PLAN, TABLES, Extract, Records, extract
from plancmp.files import Spill, Where, read_text, taken_out
from plancmp.model import Collection, Period
from plancmp.problems import PlancmpError
from plancmp.reading.alone import plans_alone
from plancmp.reading.definitions import definitions
from plancmp.reading.merging import collection, files_of
from plancmp.reading.parallel import MANY, each

KEY = "place"
"""The column by which a table is cut; a place's id is made of letters, digits and hyphens, so any file system takes it."""

TABLES_BY_PLACE = tuple(name for name, (columns, _) in TABLES.items() if any(c.name == KEY for c in columns))

OURS = rf"{KEY}=[a-z0-9-]+(?:/part-0\.parquet)?"
"""What such a folder holds; one that holds anything else is never replaced."""

Files = Iterator[tuple[str, bytes]]
Told = Callable[[int, int], None]


def files_by_place(table: Extract) -> Files:
    """Path and bytes of each place's file, the places by id. Raises PlancmpError (exit code 2) where pyarrow is missing."""
    for place, records in sorted(_cut(table.records).items()):
        yield _file(table.name, place, records)


def _cut(records: Records) -> dict[str, Records]:
    found: dict[str, Records] = {}
    for record in records:
        found.setdefault(record[KEY], []).append(record)
    return found


def _file(name: str, place: str, records: Records) -> tuple[str, bytes]:
    columns = tuple(c for c in TABLES[name][0] if c.name != KEY)
    return f"{KEY}={place}/part-0.parquet", parquet(Extract(name, columns, records))


Piece = tuple[str, bytes]
"""What one plan adds to the table for one place: the place, and the packed records."""


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts the rows of one file's plans by place."""

    name: str
    core: Collection
    relations: Relations

    def __call__(self, path: str) -> list[tuple[Period, str, list[Piece]]] | None:
        """The pieces of each plan; None where the file is more than sound plans, or cannot be read at all."""
        try:
            content = read_text(path)
        except PlancmpError:
            return None
        loaded = plans_alone(content, path, self.core)
        if loaded is None or any(p.level == "error" for p in loaded.problems):
            return None
        held = loaded.collection
        found = []
        for ident, plan in held.plans.items():
            alone = Context(Collection(held.places, held.indicators, {ident: plan}), self.relations, Facts(()))
            table = extract(self.name, plan_claims(ident, plan, held), alone)
            pieces = [(place, _packed(records)) for place, records in _cut(table.records).items()]
            found.append((plan.period, ident, pieces))
        return found


def _packed(records: Records) -> bytes:
    return zlib.compress(json.dumps(records, ensure_ascii=False).encode(), 1)


def _unpacked(data: bytes) -> Records:
    records: Records = json.loads(zlib.decompress(data))
    return records


@dataclass(frozen=True, slots=True)
class _Joiner:
    """Makes the file of one place out of its pieces."""

    name: str
    spill: str

    def __call__(self, place: tuple[str, list[Where]]) -> tuple[str, bytes]:
        ident, pieces = place
        return _file(self.name, ident, [record for data in taken_out(self.spill, pieces) for record in _unpacked(data)])


Places = Sequence[tuple[str, list[Where]]]
"""Where the pieces of each place stand in a spill: the places by id, of each its plans by first year and id."""


def put_aside(name: str, paths: Sequence[Path | str], spill: Spill, told: Told) -> Places | None:
    """Read a folder with very many plans file by file, on all cores, and put its rows of a table of BY_PLAN into `spill`.
    None where the files are few, or cannot be read one by one. `told` hears how many of them are read.

    Raises PlancmpError: exit code 1 with every problem where the collection is not sound, 3 where no text can be had.
    """
    files = [str(file) for path in paths for file in files_of(path)]
    if name not in BY_PLAN or len(files) < MANY or "-" in files:
        return None
    core = definitions(files)
    if core is None:
        return None
    rest = [file for file in files if file not in core.lines]
    where: dict[str, list[tuple[Period, str, Where]]] = {}
    homes: dict[str, str] = {}
    unsound: set[str] = set()
    cutter = _Cutter(name, core.collection, Relations(core.collection.indicators))
    for number, (file, plans) in enumerate(zip(rest, each(cutter, rest), strict=True), 1):
        told(number, len(rest))
        if plans is None:
            unsound.add(file)
            continue
        for period, ident, pieces in plans:
            if ident in homes:
                unsound |= {homes[ident], file}
            homes[ident] = file
            for place, data in pieces:
                where.setdefault(place, []).append((period, ident, spill.put(data)))
    if unsound:
        _refuse([file for file in files if file in unsound or file in core.lines])
        return None
    return [(place, [piece for _, _, piece in sorted(pieces)]) for place, pieces in sorted(where.items())]


def _refuse(files: Sequence[str]) -> None:
    """Raises PlancmpError where something is wrong in these files; else they hold more than plans."""
    errors = [p for p in collection(files).problems if p.level == "error"]
    if errors:
        raise refused(errors)


def brought_together(name: str, places: Places, spill: Spill, told: Told) -> Files:
    """The files of `files_by_place` out of a spill. `told` hears how many places of how many are brought together."""
    for number, file in enumerate(each(_Joiner(name, spill.path), places), 1):
        yield file
        told(number, len(places))
