"""Whether files are still the ones that were read: by stat where that can tell, else by content."""

import os
import time
from pathlib import Path
from typing import Any

from plancmp.files import read_bytes
from plancmp.problems import PlancmpError

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells a later change apart; younger ones are compared by content."""


def stamp(path: str) -> list[int] | None:
    """What stat tells of a file or folder, None where it is gone."""
    try:
        told = os.stat(path)  # noqa: PTH116 - called for thousands of files
    except (OSError, ValueError):
        return None
    return [told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino]


def digest(data: bytes) -> str:
    """The hash of a file's content."""
    from hashlib import sha256  # noqa: PLC0415 - slow to load, and a warm answer seldom needs it

    return sha256(data).hexdigest()


def taken(path: str, data: bytes, before: list[int] | None) -> list[Any]:
    """What is kept of a file: its name, its stamp from before it was read where that has settled, its hash."""
    return [path, before if settled(before) else None, digest(data)]


def settled(then: list[int] | None) -> bool:
    """Whether a stamp is old enough that any later change gives another."""
    return then is not None and max(then[:2]) < time.time_ns() - SETTLED


def same(kept: list[Any]) -> bool:
    """Whether a file is the one that `taken` told of."""
    path, then, content = kept
    now = stamp(path)
    if now is None:
        return False
    if then is not None and now == then:
        return True
    try:
        return digest(read_bytes(path)) == str(content)
    except PlancmpError:
        return False


def program() -> list[Any]:
    """What tells this program from another version, or from itself before an edit."""
    package = Path(__file__).parents[1]
    told = []
    for place in (package, package / "read"):
        with os.scandir(place) as entries:
            told += [(e.name, *_short(e.stat())) for e in entries if e.name.endswith(".py")]
    return [list(t) for t in sorted(told)]


def _short(told: os.stat_result) -> tuple[int, int]:
    return told.st_mtime_ns, told.st_size
