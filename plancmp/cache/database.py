"""Where the tables of a collection lie, and how they are opened."""

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


def find_folder() -> str | None:
    """Where databases lie: $PLANCMP_CACHE, else the user's cache directory of the platform; None where it is `off`."""
    named = os.environ.get("PLANCMP_CACHE")
    if named:
        return None if named == "off" else named
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        above = os.path.expanduser("~/Library/Caches")
    else:
        above = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(above, "plancmp") if above and os.path.isabs(above) else None


class Database:
    """The tables of a collection, in a file or, without a `path`, only in memory."""

    def __init__(self, address: str, path: str | None = None) -> None:
        self.connection = sqlite3.connect(address, uri=True, isolation_level=None)
        self.tables = Tables(self.connection)
        self.path = path
        self.since = time.time_ns()
        """What is read of the files from now on is of now or later."""

    def read_time(self) -> int:
        """When all files were last looked at, in nanoseconds."""
        return os.stat(self.path).st_mtime_ns if self.path else 0

    def set_time(self, since: int) -> None:
        """Keep when all files were looked at, if that can be."""
        if self.path is not None:
            with suppress(OSError):
                os.utime(self.path, ns=(since, since))

    def lock(self) -> None:
        """Let no one else write until this is saved or closed. Raises sqlite3.OperationalError where that cannot be."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("UPDATE head SET sum = sum")  # what may not be written says so only now

    def save(self) -> bool:
        """Keep what was written and when all files were looked at. False where that cannot be."""
        try:
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError:
            return False
        self.set_time(self.since)
        return True

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()


def open_database(paths: Sequence[AnyPath]) -> Database | None:
    """The newest database of a collection named so, None where there is none."""
    name = name_databases(paths)
    if name is None:
        return None
    folder, beginning = os.path.split(name)
    try:
        found = [other for other in os.listdir(folder) if other.startswith(beginning) and other.endswith(".sqlite")]
        return open_file(os.path.join(folder, max(found))) if found else None
    except (OSError, sqlite3.Error, ValueError):
        return None


def open_file(path: str) -> Database:
    """The database in a file. Raises sqlite3.Error."""
    named = os.path.abspath(path).replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return Database(f"file:{named if named.startswith('/') else f'/{named}'}?mode=rw", path)


def name_databases(paths: Sequence[AnyPath]) -> str | None:
    """What the name of each database of a collection begins with, told as a path; None where there is none to be."""
    within = find_folder()
    if within is None or any(str(path) == "-" for path in paths):
        return None
    named = json.dumps(describe_paths(paths))
    return os.path.join(within, f"plans-{crc32(named.encode()):08x}{crc32(named[::-1].encode()):08x}-")
