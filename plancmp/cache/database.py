"""Where the tables of a collection lie, how they come there whole or not at all, and what is cleared away.

A new database is written beside its place under a name of its own, and no other ever gets that name: whoever has an older
one open, to read or to write, keeps it. What has changed in some files is written into the database in one transaction.
"""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from zlib import crc32

from plancmp.cache.freshness import describe_paths
from plancmp.cache.tables import Tables
from plancmp.files import AnyPath

KEPT_DAYS = 30
"""After so many days without use another collection's database is removed."""

ABANDONED_DAYS = 1
"""After so many days an unfinished database is one whose writer was killed."""


def find_folder() -> str | None:
    """Where databases lie: $PLANCMP_CACHE, else the user's cache directory of the platform; None where it is `off`."""
    named = os.environ.get("PLANCMP_CACHE")
    if named:
        return None if named == "off" else named
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        above = os.path.expanduser("~/Library/Caches")  # noqa: PTH111 - Path.expanduser raises without a home
    else:
        above = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - the same
    return os.path.join(above, "plancmp") if above and os.path.isabs(above) else None  # noqa: PTH117, PTH118 - a relative one is none


class Database:
    """The tables of a collection, in a file or, without a `path`, only in memory."""

    def __init__(self, connection: sqlite3.Connection, path: str | None = None) -> None:
        self.connection = connection
        self.tables = Tables(connection)
        self.path = path
        self.since = time.time_ns()
        """What is read for it from now on is of now or later."""

    def read_time(self) -> int:
        """When all files were last looked at, in nanoseconds."""
        return os.stat(self.path).st_mtime_ns if self.path else 0  # noqa: PTH116 - pathlib is slow to load

    def lock(self) -> None:
        """Let no one else write until this is saved or closed. Raises sqlite3.OperationalError where that cannot be."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("UPDATE head SET sum = sum")  # what may not be written says so only now

    def save(self) -> None:
        """Keep what was written and when all files were looked at, if that can be."""
        with suppress(sqlite3.OperationalError):
            self.connection.execute("COMMIT")
            self.set_time(self.since)

    def set_time(self, since: int) -> None:
        """Keep when all files were looked at, if that can be."""
        if self.path is not None:
            with suppress(OSError):
                os.utime(self.path, ns=(since, since))

    def copy_to_memory(self) -> "Database":
        """The same tables where they can be written in any case."""
        copy = _open_memory()
        self.connection.rollback()
        self.connection.backup(copy.connection)
        self.close()
        return copy

    def discard(self) -> None:
        """Do without this database, here and later."""
        self.close()
        if self.path is not None:
            with suppress(OSError):
                os.unlink(self.path)  # noqa: PTH108 - see above

    def publish(self, paths: Sequence[AnyPath]) -> None:
        """Let go of a new database and put it where it is looked for, if that can be."""
        self.save()
        self.close()
        name = _name_database(paths)
        if self.path is None or name is None:
            return
        place = f"{name}{time.time_ns():020d}.sqlite"
        with suppress(OSError):
            os.replace(self.path, place)  # noqa: PTH105 - see above
            _tidy(place, name)
        with suppress(OSError):
            os.unlink(self.path)  # noqa: PTH108 - see above

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()


def open_database(paths: Sequence[AnyPath]) -> Database | None:
    """The database of a collection named so, None where there is none."""
    name = _name_database(paths)
    if name is None:
        return None
    folder, beginning = os.path.split(name)
    try:
        found = max(
            (other for other in os.listdir(folder) if other.startswith(beginning) and other.endswith(".sqlite")),  # noqa: PTH208 - see above
            default=None,
        )
        if found is None:
            return None
        path = os.path.join(folder, found)  # noqa: PTH118 - see above
        return Database(_connect(f"file:{_quote(path)}?mode=rw"), path)
    except (OSError, sqlite3.Error, ValueError):
        return None


def create_database(paths: Sequence[AnyPath]) -> Database:
    """A new database with empty tables, whose file nobody looks for until it is published; in memory where there can be none."""
    name = _name_database(paths)
    if name is None:
        return create_in_memory()
    from tempfile import mkstemp  # noqa: PLC0415 - slow to load, and only a cold answer needs it

    path = None
    try:
        os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120 - see above
        handle, path = mkstemp(dir=os.path.dirname(name), prefix=f".{os.path.basename(name)}")  # noqa: PTH119, PTH120 - the same
        os.close(handle)
        made = Database(_connect(f"file:{_quote(path)}?mode=rw"), path)
        made.connection.execute("PRAGMA journal_mode = OFF")
        made.connection.execute("PRAGMA synchronous = OFF")
        made.connection.execute("BEGIN")
        made.tables.create()
    except (OSError, sqlite3.Error, ValueError):
        if path is not None:
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - see above
        return create_in_memory()
    return made


def create_in_memory() -> Database:
    """A new database with empty tables, of which nothing is kept."""
    made = _open_memory()
    made.tables.create()
    return made


def _open_memory() -> Database:
    return Database(_connect("file::memory:"))


def _connect(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _quote(path: str) -> str:
    """A path as sqlite reads it in an address."""
    named = os.path.abspath(path).replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100 - see above
    return named if named.startswith("/") else f"/{named}"


def _name_database(paths: Sequence[AnyPath]) -> str | None:
    """What the name of each database of a collection begins with, told as a path; None where there is none to be."""
    within = find_folder()
    if within is None or any(str(path) == "-" for path in paths):
        return None
    named = json.dumps(describe_paths(paths))
    return os.path.join(within, f"plans-{crc32(named.encode()):08x}{crc32(named[::-1].encode()):08x}-")  # noqa: PTH118 - see above


def _tidy(own: str, beginning: str) -> None:
    """Remove older databases of a collection, what no run has used for long, and what killed runs left."""
    folder = os.path.dirname(own)  # noqa: PTH120 - see above
    for name in os.listdir(folder):  # noqa: PTH208 - see above
        other = os.path.join(folder, name)  # noqa: PTH118 - see above
        if other.startswith(own) or not name.lstrip(".").startswith("plans-"):
            continue
        with suppress(OSError):
            days = ABANDONED_DAYS if name.startswith(".") else KEPT_DAYS
            is_old = time.time() - os.stat(other).st_mtime > days * 86400  # noqa: PTH116 - see above
            if is_old or other.startswith(beginning):
                os.unlink(other)  # noqa: PTH108 - see above
