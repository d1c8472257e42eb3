"""One table as a folder of Parquet files, one a place, laid out as DuckDB, Spark and pyarrow read it: place=guilin/part-0.parquet.

The place stands in the folder's name and no longer in the file, as these programs write it themselves.
"""

import errno
import json
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from plancmp.compare import Context, Facts
from plancmp.compare.relations import Relations
from plancmp.export.pairs import Records
from plancmp.export.parquet import write_parquet
from plancmp.export.records import BY_PLAN, TABLES, Extract, extract
from plancmp.files import AnyPath
from plancmp.model import Collection
from plancmp.plan_claims import plan_claims
from plancmp.problems import Problem, explain_unsound
from plancmp.reading.many_files import PlanFile, ReadTogetherError, join_problems, map_on_all_cores, read_many
from plancmp.reading.merging import files_of
from plancmp.reading.progress import tell_progress

KEY = "place"
"""The column by which a table is cut; a place's id is made of letters, digits and hyphens, so any file system takes it."""

TABLES_BY_PLACE = tuple(name for name, (columns, _) in TABLES.items() if any(c.name == KEY for c in columns))

OURS = rf"{KEY}=[a-z0-9-]+(?:/part-0\.parquet)?"
"""What such a folder holds; one that holds anything else is never replaced."""

Files = Iterator[tuple[str, bytes]]


def split_by_place(table: Extract) -> Files:
    """Path and bytes of each place's file, the places by id. Raises PlancmpError (exit code 2) where pyarrow is missing."""
    for place, records in sorted(_group_by_place(table.records).items()):
        yield _make_file(table.name, place, records)


def _group_by_place(records: Records) -> dict[str, Records]:
    found: dict[str, Records] = {}
    for record in records:
        found.setdefault(record[KEY], []).append(record)
    return found


def _make_file(name: str, place: str, records: Records) -> tuple[str, bytes]:
    columns = tuple(c for c in TABLES[name][0] if c.name != KEY)
    return f"{KEY}={place}/part-0.parquet", write_parquet([Extract(name, columns, records)])


Piece = tuple[str, int, int, str, bytes]
"""What one plan adds to the table for one place: the place, the plan's first and last year and id, the packed records."""


@dataclass(frozen=True, slots=True)
class _PieceCutter:
    """Cuts the rows of one file's plans by place."""

    name: str
    relations: Relations

    def __call__(self, file: PlanFile) -> list[Piece]:
        """None where something is wrong with the file."""
        held = file.loaded.collection
        found: list[Piece] = []
        for ident, plan in held.plans.items() if not file.loaded.problems else ():
            alone = Context(Collection(held.places, held.indicators, {ident: plan}), self.relations, Facts(()))
            table = extract(self.name, plan_claims(ident, plan, held), alone)
            for place, records in _group_by_place(table.records).items():
                packed = zlib.compress(json.dumps(records, ensure_ascii=False).encode(), 1)
                found.append((place, plan.period.first, plan.period.last, ident, packed))
        return found


class Pieces(NamedTuple):
    """The rows of a table in pieces, put aside in a database so that memory need not hold them."""

    name: str
    database: str
    places: list[str]
    """The places that have rows, by id."""


@contextmanager
def gather_pieces(name: str, paths: Sequence[AnyPath], beside: AnyPath) -> Iterator[Pieces]:
    """The rows of a table out of a folder with very many plans, read file by file on all cores, and put aside on the disk of
    `beside` until the end. Whoever listens is told how many files are read.

    Raises ReadTogetherError where the files are few or cannot be read one by one, PlancmpError (exit code 1) with every
    problem where the collection is not sound, OSError where the disk is full.
    """
    files = [str(file) for path in paths for file in files_of(path)]
    if name not in BY_PLAN:
        raise ReadTogetherError
    _, answers = read_many(files, lambda defined: _PieceCutter(name, Relations(defined.collection.indicators)))
    home = Path(os.path.realpath(beside))
    handle, database = tempfile.mkstemp(dir=home.parent, prefix=f".{home.name}.")
    os.close(handle)
    try:
        problems: list[Problem] = []
        with _open_pieces(database) as connection:
            connection.execute("CREATE TABLE pieces (place, first, last, plan, packed)")
            for answer in answers:
                problems += answer.problems
                connection.executemany("INSERT INTO pieces VALUES (?, ?, ?, ?, ?)", answer.made)
            connection.execute("CREATE INDEX pieces_for ON pieces (place, first, last, plan)")
            places = [place for (place,) in connection.execute("SELECT DISTINCT place FROM pieces ORDER BY place")]
            connection.commit()
        if problems:
            raise explain_unsound(join_problems(problems))
        yield Pieces(name, database, places)
    finally:
        Path(database).unlink(missing_ok=True)


@contextmanager
def _open_pieces(database: str) -> Iterator[sqlite3.Connection]:
    """The database of pieces; its errors are those of any file."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        try:
            yield connection
        except sqlite3.Error as error:
            raise OSError(errno.EIO, str(error)) from error


def join_pieces(pieces: Pieces) -> Files:
    """The files of `split_by_place` out of the pieces. Whoever listens is told how many places are written."""
    for done, file in enumerate(map_on_all_cores(_PieceJoiner(pieces.name, pieces.database), pieces.places), 1):
        yield file
        tell_progress(done, len(pieces.places))


@dataclass(frozen=True, slots=True)
class _PieceJoiner:
    """Makes the file of one place out of its pieces."""

    name: str
    database: str

    def __call__(self, place: str) -> tuple[str, bytes]:
        """Its path and bytes."""
        with _open_pieces(self.database) as connection:
            found = connection.execute("SELECT packed FROM pieces WHERE place = ? ORDER BY first, last, plan", (place,))
            records = [record for (packed,) in found for record in json.loads(zlib.decompress(packed))]
        return _make_file(self.name, place, records)
