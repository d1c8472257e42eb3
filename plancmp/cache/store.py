"""Cache files: bodies by key, each with its checksum, in sqlite.

A file is never changed once it has its name: it is written beside it and put in its place by a rename. So a reader has
what it opened until it closes it, whoever writes meanwhile, and whoever is killed in the middle leaves the old file. (A
transaction in place would need the journal beside it to be found by every later reader, one that may not write too, and
locks that network disks do not keep.) What changes a little of a large file is therefore a second, small file above it,
which names the one that it belongs to; where it has grown it is worked into a copy.

Nothing here is ever fatal. What cannot be read raises Unkept, and the collection is read afresh; what cannot be written
is not written.
"""

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from plancmp.problems import Unkept

if TYPE_CHECKING:
    pass  # slow to load, and a warm answer does without

KEPT_DAYS = 30
"""After so many days without use another collection's file is removed."""

ABANDONED_DAYS = 1
"""After so many days an unfinished file is one whose writer was killed."""

Entry = tuple[str, bytes, int]
"""A key, its body and the checksum of both."""

GONE = b""
"""The body of a key that was removed."""

Find = Callable[[str], bytes | None]


def folder() -> str | None:
    """Where caches lie: $PLANCMP_CACHE, else the user's cache directory of the platform; None where it is `off`."""
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


def entry(key: str, body: bytes) -> Entry:
    """A body with its checksum."""
    return key, body, _sum(key, body)


def _sum(key: str, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(key.encode()))


def _quoted(path: str) -> str:
    """A path as sqlite reads it in an address."""
    whole = path if os.path.isabs(path) else os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH117, PTH118 - see above
    named = whole.replace(os.sep, "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return named if named.startswith("/") else f"/{named}"


class File:
    """A cache file opened for reading. Where it proves damaged, the file `lowest` is removed, without which it is none."""

    def __init__(self, path: str, lowest: str) -> None:
        self._lowest = lowest
        if not os.path.isfile(path):  # noqa: PTH113 - pathlib is slow to load
            raise Unkept
        try:
            self._connection = sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True, isolation_level=None)
            self._connection.execute("BEGIN")
        except (sqlite3.Error, OSError, ValueError) as error:
            raise Unkept from error

    def find(self, key: str) -> bytes | None:
        """The body kept under `key`, None where there is none. Raises Unkept where it is another than was written."""
        try:
            found = self._connection.execute("SELECT body, sum FROM kept WHERE key = ?", (key,)).fetchone()
        except UnicodeError as error:
            raise Unkept from error
        except sqlite3.Error as error:
            remove(self._lowest)
            raise Unkept from error
        return None if found is None else self._checked(key, *found)

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """All keys with their bodies. Raises Unkept."""
        try:
            for key, body, checksum in self._connection.execute("SELECT key, body, sum FROM kept"):
                yield key, self._checked(key, body, checksum)
        except (sqlite3.Error, UnicodeError) as error:
            raise Unkept from error

    def _checked(self, key: object, body: object, checksum: object) -> bytes:
        if not isinstance(key, str) or not isinstance(body, bytes) or _sum(key, body) != checksum:
            remove(self._lowest)
            raise Unkept
        return body

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __del__(self) -> None:
        """Let go of the file, whoever forgot; Python 3.13 warns of a connection that was not closed."""
        connection = getattr(self, "_connection", None)
        if connection is not None:
            connection.close()


class Store:
    """What is kept under each key, the upper layers hiding the lower ones."""

    def __init__(self, *layers: Find) -> None:
        self._layers = layers

    def find(self, key: str) -> bytes | None:
        """The body kept under `key`, None where there is none. Raises Unkept where it cannot be read."""
        for find in self._layers:
            body = find(key)
            if body is not None:
                return body or None
        return None

    def get(self, key: str) -> bytes:
        """The body kept under `key`. Raises Unkept where there is none."""
        body = self.find(key)
        if body is None:
            raise Unkept
        return body


def write(path: str, entries: Iterable[Entry], since: int, copy: Callable[[Find], bool] | None = None) -> bool:
    """A new cache file with `entries`, put in place whole or not at all. False where that cannot be.

    `since` becomes its time: the moment, in nanoseconds, from which on changes are not in it. With `copy` it begins as a
    copy of the file that is there, if that is the one looked for.
    """
    from pathlib import Path  # noqa: PLC0415 - slow to load, and only a cold answer needs it
    from shutil import copyfile  # noqa: PLC0415 - the same
    from tempfile import mkstemp  # noqa: PLC0415 - the same

    temporary = ""
    try:
        place = Path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=place.parent, prefix=f".{place.name}.")
        os.close(handle)
        if copy is not None:
            copyfile(path, temporary)
            if not _is(copy, temporary):
                return False
        _fill(temporary, entries)
        os.utime(temporary, ns=(since, since))
        Path(temporary).replace(place)
    except (sqlite3.Error, OSError, UnicodeError):
        return False
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
    return True


def _is(looked_for: Callable[[Find], bool], path: str) -> bool:
    opened = File(path, path)
    try:
        return looked_for(opened.find)
    finally:
        opened.close()


def _fill(path: str, entries: Iterable[Entry]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, body BLOB, sum INTEGER)")
        connection.execute("BEGIN")
        connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", entries)
        connection.execute("COMMIT")
    finally:
        connection.close()


def new_token() -> str:
    """What no other cache file is called."""
    return os.urandom(8).hex()


def size(path: str) -> int:
    """The bytes of a cache file, 0 where it is gone."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 - pathlib is slow to load
    except OSError:
        return 0


def touch(paths: Iterable[str], since: int) -> None:
    """Make `since` the time of cache files, if that can be."""
    for path in paths:
        with suppress(OSError):
            os.utime(path, ns=(since, since))


def remove(path: str) -> None:
    """Do without a cache file."""
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108 - see above


def tidy(own: Iterable[str]) -> None:
    """Remove what no run has used for long, and what killed runs left."""
    from pathlib import Path  # noqa: PLC0415 - slow to load, and only a cold answer needs it

    kept = {Path(path) for path in own}
    with suppress(OSError):
        for other in next(iter(kept)).parent.iterdir():
            days = ABANDONED_DAYS if other.name.startswith(".") else KEPT_DAYS
            old = time.time() - other.stat().st_mtime > days * 86400
            if other not in kept and other.name.lstrip(".").startswith("plans-") and old:
                other.unlink(missing_ok=True)
