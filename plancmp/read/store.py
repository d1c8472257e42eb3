"""One cache file: texts by key, each with its checksum, in sqlite.

Nothing here is ever fatal. What cannot be read raises Unkept, and the collection is read afresh; what cannot be written
is not written.
"""

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plancmp.problems import Unkept

KEPT_DAYS = 30
"""After so many days without use another collection's file is removed."""


def folder() -> Path | None:
    """Where caches lie: $PLANCMP_CACHE, else the user's cache directory of the platform; None where it is `off`."""
    named = os.environ.get("PLANCMP_CACHE")
    if named:
        return None if named == "off" else Path(named)
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        above = os.path.expanduser("~/Library/Caches")  # noqa: PTH111 - Path.expanduser raises without a home
    else:
        above = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - the same
    return Path(above) / "plancmp" if above and os.path.isabs(above) else None  # noqa: PTH117 - a relative one is none


def _sum(key: str, body: str) -> int:
    return zlib.crc32(f"{key}\n{body}".encode("utf-8", "surrogatepass"))


def _quoted(path: Path) -> str:
    """A path as sqlite reads it in an address."""
    named = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return named if named.startswith("/") else f"/{named}"


class Store:
    """A cache file opened for reading, as it was at that moment."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True, isolation_level=None)
            self._connection.execute("BEGIN")
        except (sqlite3.Error, OSError, ValueError) as error:
            raise Unkept from error

    def get(self, key: str) -> str:
        """The text kept under `key`. Raises Unkept where there is none, or another than was written."""
        found = self.find(key)
        if found is None:
            raise Unkept
        return found

    def find(self, key: str) -> str | None:
        """The text kept under `key`, None where there is none. Raises Unkept where it is another than was written."""
        try:
            found = self._connection.execute("SELECT body, sum FROM kept WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, UnicodeError) as error:
            raise Unkept from error
        if found is None:
            return None
        body, checksum = found
        if not isinstance(body, str) or _sum(key, body) != checksum:
            raise Unkept
        return body

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def write(path: Path, entries: Iterable[tuple[str, str]]) -> bool:
    """A new cache file with `entries`, put in place whole or not at all. False where that cannot be."""
    from tempfile import mkstemp  # noqa: PLC0415 - slow to load, and only a cold answer needs it

    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, body TEXT, sum INTEGER)")
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO kept VALUES (?, ?, ?)", ((k, b, _sum(k, b)) for k, b in entries))
            connection.execute("COMMIT")
        finally:
            connection.close()
        Path(temporary).replace(path)
    except (sqlite3.Error, OSError, UnicodeError):
        return False
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
    _tidy(path)
    return True


def _tidy(path: Path) -> None:
    """Remove what no run has written for long, and what killed runs left."""
    with suppress(OSError):
        for other in path.parent.iterdir():
            old = time.time() - other.stat().st_mtime > KEPT_DAYS * 86400
            if other != path and other.name.lstrip(".").startswith("plans-") and old:
                other.unlink(missing_ok=True)
