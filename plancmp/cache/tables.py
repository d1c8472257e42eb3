"""The tables that a collection is kept in, and every sentence of SQL about them."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from plancmp.cache.rows import decode, decode_claims, encode, encode_claim
from plancmp.claim import Claim
from plancmp.document_parts import Task
from plancmp.model import Collection, Indicator, Place, Plan, list_places_above
from plancmp.plan_claims import plan_claims
from plancmp.vocabulary import ClaimType, Level

DAMAGE = (sqlite3.Error, ValueError, KeyError, TypeError, IndexError, RecursionError)
"""What is raised where tables are not what was written. (A UnicodeError is a ValueError.)"""

SCHEMA = """
CREATE TABLE head (row BLOB, sum INTEGER);
CREATE TABLE files (number INTEGER PRIMARY KEY, path INTEGER, name BLOB, stamp TEXT, content TEXT, defines INTEGER, UNIQUE (path, name));
CREATE TABLE places (id TEXT PRIMARY KEY, number INTEGER, within TEXT, level TEXT, code TEXT, row BLOB, sum INTEGER);
CREATE TABLE place_names (name TEXT, place TEXT, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE indicators (id TEXT PRIMARY KEY, number INTEGER, row BLOB, sum INTEGER);
CREATE TABLE plans (id TEXT PRIMARY KEY, file INTEGER, place TEXT, first INTEGER, last INTEGER, title_zh TEXT, title_en TEXT,
    claims INTEGER, row BLOB, sum INTEGER);
CREATE TABLE claims (plan TEXT, number INTEGER, place TEXT, indicator TEXT, target INTEGER, row BLOB, sum INTEGER);
CREATE TABLE tasks (id TEXT, plan TEXT, number INTEGER, linked INTEGER, row BLOB, sum INTEGER);
"""

INDEXES = """
CREATE INDEX places_within ON places (within);
CREATE INDEX plans_of ON plans (place);
CREATE INDEX plans_in ON plans (file);
CREATE INDEX plans_titled_zh ON plans (title_zh);
CREATE INDEX plans_titled_en ON plans (title_en);
CREATE INDEX claims_of ON claims (plan, place, indicator);
CREATE INDEX claims_for ON claims (place, indicator, target);
CREATE INDEX tasks_of ON tasks (plan, linked);
CREATE INDEX tasks_by_id ON tasks (id);
"""
"""Made once the tables are filled, which is faster."""

CLAIMS = """
WITH said AS (
    SELECT rowid AS id, place, indicator FROM claims WHERE plan IN (
        SELECT value FROM json_each(?1) UNION SELECT id FROM plans WHERE place IN (SELECT value FROM json_each(?2)))
    OR place IN (SELECT value FROM json_each(?2)))
SELECT claims.row, claims.sum FROM claims JOIN plans ON plans.id = claims.plan
WHERE claims.rowid IN (
    SELECT id FROM said
    UNION SELECT printed.rowid FROM (SELECT DISTINCT place, indicator FROM said) AS asked JOIN claims AS printed
        ON printed.place = asked.place AND printed.indicator = asked.indicator AND printed.target = 0)
ORDER BY plans.first, plans.last, claims.plan, claims.number
"""
"""All claims of some plans; all of the plans of some places, and all that any other plan says of these; and the results and baselines that other plans print for
the same indicator and place as one of these, which are what conversions start from.
"""

PLANS = """
SELECT id, row, sum FROM plans WHERE id IN (SELECT value FROM json_each(?1)) OR place IN (SELECT value FROM json_each(?2))
    OR place IN (SELECT place FROM plans WHERE id IN (SELECT value FROM json_each(?3)))
ORDER BY id
"""
"""Plans by id, all plans of some places, and all of the places whose plans some others are."""

COUNTS = """
SELECT id, claims FROM plans WHERE id IN (SELECT value FROM json_each(?1)) OR place IN (SELECT value FROM json_each(?2))
"""
"""How many claims each of these plans has."""

TASKS = """
SELECT id, row, sum FROM tasks WHERE rowid IN (
    SELECT rowid FROM tasks WHERE plan IN (SELECT value FROM json_each(?1))
    UNION SELECT rowid FROM tasks WHERE linked AND plan IN (SELECT value FROM json_each(?2))
    UNION SELECT rowid FROM tasks WHERE id IN (SELECT value FROM json_each(?3)))
ORDER BY plan, number
"""
"""All tasks of some plans, the linked ones of others, and some by id."""

PLACES = """
WITH RECURSIVE wanted (id) AS (
    SELECT value FROM json_each(?) UNION SELECT within FROM wanted JOIN places USING (id) WHERE within IS NOT NULL)
SELECT id, row, sum FROM wanted JOIN places USING (id) ORDER BY number
"""
"""Places with all places above them."""

Value = TypeVar("Value")


class Part(NamedTuple):
    """What of a collection an answer needs."""

    plans: Sequence[str] = ()
    """Plans of which all claims are read."""
    places: Sequence[str] = ()
    """Places of which everything is read that any plan says; and all claims of their plans."""
    tasks: Sequence[str] = ()
    """Plans of which all tasks are read; of the others those that a curator linked."""
    all_places: bool = False
    """Whether places that nothing else leads to are read too."""


class Selection(NamedTuple):
    """A part of a collection: what was asked for, and whatever that stands on.

    Its plans have their particulars, outline and tasks as asked for; what they aim at and report are the claims.
    """

    collection: Collection
    claims: Sequence[Claim]
    """Of the plans asked for all, of others what bears on them; in the order of claim.claims."""


class PlanRows(NamedTuple):
    """What is kept of a plan."""

    plan: tuple[Any, ...]
    claims: list[tuple[Any, ...]]
    tasks: list[tuple[Any, ...]]


def make_plan_rows(ident: str, plan: Plan, held: Collection) -> PlanRows:
    """What is kept of a plan; made in whichever process reads it."""
    claims = plan_claims(ident, plan, held)
    head = plan._replace(targets=(), observed=(), tasks=(), aside=(), known=())
    titles = _fold(plan.title.zh), _fold(plan.title.en)
    return PlanRows(
        (ident, plan.place, *plan.period, *titles, len(claims), *_seal(encode(head))),
        [
            (ident, number, c.place, c.indicator, c.type is ClaimType.TARGET, *_seal(encode_claim(c)))
            for number, c in enumerate(claims)
        ],
        [
            (f"{ident}/task.{task.key}", ident, number, bool(task.links), *_seal(encode(task)))
            for number, task in enumerate(plan.tasks)
        ],
    )


_DAMAGED = "the tables are not what was written"


def _seal(row: bytes) -> tuple[bytes, int]:
    return row, crc32(row)


def _open_sealed(rows: Iterable[tuple[bytes, int]]) -> Iterator[bytes]:
    """The rows that were sealed. Raises ValueError where one is another than was written."""
    for row, checksum in rows:
        if crc32(row) != checksum:
            raise ValueError(_DAMAGED)
        yield row


def _fold(name: str) -> str:
    return name.casefold().encode("utf-8", "replace").decode()


class File(NamedTuple):
    """A file as it was read."""

    path: int
    """The number, among the paths of the collection, of its folder or of itself."""
    name: str
    """In its folder; empty where the path is the file itself."""
    stamp: str | None
    content: str
    """The hash of what it held."""
    defines: bool = False
    """Whether it has places or indicators."""


class Tables:
    """A collection kept in a database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def create(self) -> None:
        """Make the tables, empty."""
        for sentence in SCHEMA.split(";"):
            self.connection.execute(sentence)

    def add_indexes(self) -> None:
        """Make it quick to look things up, once the tables are filled."""
        for sentence in INDEXES.split(";"):
            self.connection.execute(sentence)

    def write_head(self, head: Mapping[str, Any]) -> None:
        """Keep what was read, and by which program."""
        self.connection.execute("DELETE FROM head")
        self.connection.execute("INSERT INTO head VALUES (?, ?)", _seal(encode(head)))

    def read_head(self) -> dict[str, Any]:
        """What was read, and by which program."""
        (row,) = _open_sealed(self.connection.execute("SELECT row, sum FROM head"))
        found: dict[str, Any] = json.loads(row)
        return found

    def add_definitions(self, held: Collection) -> None:
        """Keep the places and indicators."""
        self.connection.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (ident, number, p.within, p.level, p.code or "~", *_seal(encode(p)))
                for number, (ident, p) in enumerate(held.places.items())
            ),
        )
        names = {(_fold(name), ident) for ident, place in held.places.items() for name in place.names}
        self.connection.executemany("INSERT INTO place_names VALUES (?, ?)", sorted(names))
        self.connection.executemany(
            "INSERT INTO indicators VALUES (?, ?, ?, ?)",
            ((ident, number, *_seal(encode(i))) for number, (ident, i) in enumerate(held.indicators.items())),
        )

    def add_file(self, file: File, plans: Iterable[PlanRows] = ()) -> None:
        """Keep a file and its plans. Raises sqlite3.IntegrityError where a plan is kept already, of another file."""
        number = self.connection.execute(
            "INSERT INTO files (path, name, stamp, content, defines) VALUES (?, ?, ?, ?, ?)",
            (file.path, os.fsencode(file.name), file.stamp, file.content, file.defines),
        ).lastrowid
        for rows in plans:
            ident, *others = rows.plan
            self.connection.execute("INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (ident, number, *others))
            self.connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)", rows.claims)
            self.connection.executemany("INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?)", rows.tasks)

    def remove_file(self, file: int) -> None:
        """Forget a file and its plans."""
        for sentence in (
            "DELETE FROM claims WHERE plan IN (SELECT id FROM plans WHERE file = ?)",
            "DELETE FROM tasks WHERE plan IN (SELECT id FROM plans WHERE file = ?)",
            "DELETE FROM plans WHERE file = ?",
            "DELETE FROM files WHERE number = ?",
        ):
            self.connection.execute(sentence, (file,))

    def set_stamp(self, file: int, stamp: str | None) -> None:
        """Keep that a file has another stamp, and the same content."""
        self.connection.execute("UPDATE files SET stamp = ? WHERE number = ?", (stamp, file))

    def count_files(self) -> int:
        """How many files there are."""
        (count,) = self.connection.execute("SELECT count(*) FROM files").fetchone()
        return int(count)

    def read_files_below(self, path: int) -> dict[int, File]:
        """The files of a path of the collection, by number."""
        return self._read_files("SELECT * FROM files WHERE path = ?", path)

    def read_files_needed(self, plans: Iterable[str] = ()) -> dict[int, File]:
        """The files that define places or indicators, are named themselves, or hold one of `plans`; by number."""
        return self._read_files(
            "SELECT * FROM files WHERE defines OR name = x'' OR number IN ("
            "SELECT file FROM plans WHERE id IN (SELECT value FROM json_each(?)))",
            _list(plans),
        )

    def _read_files(self, sentence: str, given: str | int) -> dict[int, File]:
        found = self.connection.execute(sentence, (given,))
        return {number: File(path, os.fsdecode(name), *others) for number, path, name, *others in found}

    def read_part(self, part: Part) -> Selection:
        """The part of the collection that an answer needs. Raises one of DAMAGE."""
        indicators = self.read_values(Indicator, "SELECT id, row, sum FROM indicators ORDER BY number")
        claims = decode_claims(
            _open_sealed(self.connection.execute(CLAIMS, (_list(part.plans), _list(part.places)))), indicators
        )
        self._check_counts(part, claims)
        wanted = {*part.plans, *part.tasks, *(claim.plan for claim in claims)}
        plans = self.read_values(Plan, PLANS, _list(wanted), _list(part.places), _list(part.plans))
        tasks = self._read_tasks(part, plans)
        named = {parent.plan for plan in plans.values() for parent in plan.follows if parent.plan} | tasks.keys()
        plans |= self.read_values(Plan, PLANS, _list(named - plans.keys()), "[]", "[]")
        plans = {ident: plan._replace(tasks=tuple(tasks.get(ident, ()))) for ident, plan in plans.items()}
        places = {place for c in claims for place in (c.place, c.plan_place)} | {plan.place for plan in plans.values()}
        places.update(part.places, (place for listed in tasks.values() for task in listed for place in task.for_))
        return Selection(Collection(self._read_places(part, places), indicators, plans), claims)

    def _read_tasks(self, part: Part, plans: Iterable[str]) -> dict[str, list[Task]]:
        """By plan the tasks that were asked for, those of `plans` that are linked, and those that a link leads to."""
        tasks = self.read_values(Task, TASKS, _list(part.tasks), _list(plans), "[]")
        linked = {link.to for task in tasks.values() for link in task.links} - tasks.keys()
        tasks |= self.read_values(Task, TASKS, "[]", "[]", _list(linked))
        found: dict[str, list[Task]] = {}
        for ident, task in tasks.items():
            found.setdefault(ident.partition("/")[0], []).append(task)
        return found

    def _check_counts(self, part: Part, claims: Iterable[Claim]) -> None:
        """Raises ValueError where a plan has not as many claims as were written."""
        counts = Counter(claim.plan for claim in claims)
        found = self.connection.execute(COUNTS, (_list(part.plans), _list(part.places)))
        if any(counts[plan] != count for plan, count in found):
            raise ValueError(_DAMAGED)

    def _read_places(self, part: Part, wanted: Iterable[str]) -> dict[str, Place]:
        if part.all_places:
            return self.read_values(Place, "SELECT id, row, sum FROM places ORDER BY number")
        return self.read_values(Place, PLACES, _list(wanted))

    def read_values(self, kind: type[Value], sentence: str, *given: str) -> dict[str, Value]:
        """The values of a class that a sentence asks for, by id."""
        found = self.connection.execute(sentence, given).fetchall()
        values = decode(kind, _open_sealed((row, checksum) for _, row, checksum in found))
        return {ident: value for (ident, *_), value in zip(found, values, strict=True)}

    def list_idents(self, sentence: str, *given: str) -> list[str]:
        """The first column of what a sentence asks for."""
        return [ident for ident, *_ in self.connection.execute(sentence, given)]


def _list(idents: Iterable[str]) -> str:
    return json.dumps(list(idents))


class TableIndex:
    """What a kept collection answers before any of it is read: an Index over its tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.places: _Entries[Place] = _Entries(
            Place, tables, "SELECT id, row, sum FROM places WHERE id = ?", "SELECT id FROM places ORDER BY number"
        )
        self.plans: _Entries[Plan] = _Entries(
            Plan, tables, "SELECT id, row, sum FROM plans WHERE id = ?", "SELECT id FROM plans ORDER BY id"
        )

    def chain(self, place: str) -> tuple[str, ...]:
        """The places above `place`, nearest first."""
        return list_places_above(place, self.places)

    def list_places_called(self, name: str) -> list[str]:
        """The ids of the places that answer to a name, folded; by id."""
        return self.tables.list_idents("SELECT place FROM place_names WHERE name = ? ORDER BY place", _fold(name))

    def list_places_in(self, place: str) -> list[str]:
        """The ids of the places directly in `place`, in the collection's order."""
        return self.tables.list_idents("SELECT id FROM places WHERE within = ? ORDER BY number", place)

    def list_places_below(self, place: str) -> list[str]:
        """The ids of all places in `place`, at any depth; a loop ends where it closes."""
        return self.tables.list_idents(
            "WITH RECURSIVE below (id) AS (SELECT id FROM places WHERE within = ?"
            " UNION SELECT places.id FROM below JOIN places ON places.within = below.id)"
            " SELECT id FROM below JOIN places USING (id) ORDER BY number",
            place,
        )

    def list_plans_of(self, place: str) -> list[str]:
        """The ids of a place's plans, by first year, then id."""
        return self.tables.list_idents("SELECT id FROM plans WHERE place = ? ORDER BY first, last, id", place)

    def list_plans_titled(self, title: str) -> list[str]:
        """The ids of the plans with a title, folded; by id."""
        name = _fold(title)
        sentence = "SELECT id FROM plans WHERE title_zh = ? OR title_en = ? ORDER BY id"
        return self.tables.list_idents(sentence, name, name)

    def list_plans_at(self, level: Level) -> list[str]:
        """The ids of the plans of all places of a level, by code, first year, id."""
        return self.tables.list_idents(
            "SELECT plans.id FROM plans JOIN places ON places.id = plans.place WHERE level = ?"
            " ORDER BY code, first, last, plans.id",
            level,
        )


class _Entries(Mapping[str, Value]):
    """Places or plans by id, each read by the sentence `one` when it is asked for. Plans are without their lists."""

    def __init__(self, kind: type[Value], tables: Tables, one: str, every: str) -> None:
        self._kind, self._tables, self._one, self._every = kind, tables, one, every
        self.known: dict[str, Value | None] = {}

    def __getitem__(self, ident: str) -> Value:
        if not ident.isascii():  # no id is; what a person types need not even be text
            raise KeyError(ident)
        if ident not in self.known:
            self.known[ident] = self._tables.read_values(self._kind, self._one, ident).get(ident)
        found = self.known[ident]
        if found is None:
            raise KeyError(ident)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables.list_idents(self._every))

    def __len__(self) -> int:
        return len(list(iter(self)))
