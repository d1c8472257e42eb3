"""A new database of a collection: how it comes to its place whole or not at all, and what is cleared away.

It is written beside its place under a name of its own, and no other ever gets that name: whoever has an older one open, to
read or to write, keeps it.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from tempfile import mkstemp

from plancmp.cache.database import Database, name_databases, open_file
from plancmp.files import AnyPath

KEPT_DAYS = 30
"""After so many days without use another collection's database is removed."""

ABANDONED_DAYS = 1
"""After so many days an unfinished database is one whose writer was killed."""


def create_database(paths: Sequence[AnyPath]) -> Database:
    """A database with empty tables, whose file nobody looks for until it is published; in memory where there can be none."""
    name = name_databases(paths)
    if name is None:
        return create_in_memory()
    folder, beginning = os.path.split(name)
    path = ""
    try:
        os.makedirs(folder, exist_ok=True)
        handle, path = mkstemp(dir=folder, prefix=f".{beginning}")
        os.close(handle)
        made = open_file(path)
        made.connection.execute("PRAGMA journal_mode = OFF")
        made.connection.execute("PRAGMA synchronous = OFF")
        made.connection.execute("BEGIN")
        made.tables.create()
    except (OSError, sqlite3.Error, ValueError):
        _remove(path)
        return create_in_memory()
    return made


def create_in_memory() -> Database:
    """A database with empty tables, of which nothing is kept."""
    made = Database("file::memory:")
    made.tables.create()
    return made


def copy_to_memory(kept: Database) -> Database:
    """The same tables where they can be written in any case; lets go of the others."""
    copy = Database("file::memory:")
    kept.connection.rollback()
    kept.connection.backup(copy.connection)
    kept.close()
    return copy


def publish_database(made: Database, paths: Sequence[AnyPath]) -> None:
    """Let go of a new database, and put it where it is looked for if that can be."""
    saved, name = made.save(), name_databases(paths)
    made.close()
    if saved and made.path and name is not None:
        place = f"{name}{time.time_ns():020d}.sqlite"
        with suppress(OSError):
            os.replace(made.path, place)
            _tidy(place, name)
    _remove(made.path or "")


def discard_database(made: Database) -> None:
    """Do without a new database."""
    made.close()
    _remove(made.path or "")


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _tidy(own: str, beginning: str) -> None:
    """Remove older databases of a collection, what no run has used for long, and what killed runs left."""
    folder = os.path.dirname(own)
    for name in os.listdir(folder):
        other = os.path.join(folder, name)
        if other.startswith(own) or not name.lstrip(".").startswith("plans-"):
            continue
        with suppress(OSError):
            days = ABANDONED_DAYS if name.startswith(".") else KEPT_DAYS
            is_old = time.time() - os.stat(other).st_mtime > days * 86400
            if is_old or other.startswith(beginning):
                os.unlink(other)
