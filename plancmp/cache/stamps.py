"""Whether files are still the ones that were read: by stat where that can tell, else by content."""

import os
import time
from collections.abc import Iterable
from typing import Any

from plancmp.files import read_bytes
from plancmp.problems import PlancmpError, Unkept

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells a later change apart; younger ones are compared by content."""

Stamp = list[int]


def stamp(path: str) -> Stamp | None:
    """What stat tells of a file or folder, None where it is gone."""
    try:
        told = os.stat(path)  # noqa: PTH116 - called for thousands of files
    except (OSError, ValueError):
        return None
    return _numbers(told)


def _numbers(told: os.stat_result) -> Stamp:
    return [told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino]


def lines_in(folder: str) -> set[str]:
    """What stat tells of each file of a folder, a line each: its name and its stamp, between them what no name can hold.

    Raises Unkept where it cannot be had.
    """
    found = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(_ENDS) and name[0] != ".":
                    told = entry.stat()
                    if not told.st_ino:  # Windows tells less in a listing than of the file
                        told = os.stat(entry.path)  # noqa: PTH116 - called for thousands of files
                    found.add(f"{name}/{told.st_mtime_ns}/{told.st_ctime_ns}/{told.st_size}/{told.st_ino}")
    except OSError as error:
        raise Unkept from error
    return found


_ENDS = (".yaml", ".yml")


def line_read(line: str) -> tuple[str, Stamp | None]:
    """The name in a line, and its stamp where that has settled."""
    name, *numbers = line.split("/")
    return name, settled([int(number) for number in numbers]) if numbers[0] else None


def lines_kept(lines: Iterable[str], before: Iterable[str] = ()) -> bytes:
    """The lines as they are kept: without the stamps that have not settled. Those in `before` were kept already."""
    own = (line if line_read(line)[1] else line.partition("/")[0] + "/" for line in lines)
    return "\0".join((*own, *before)).encode(*_CODING)


def kept_lines(body: bytes) -> set[str]:
    """The lines that were kept so."""
    return set(body.decode(*_CODING).split("\0"))


_CODING = "utf-8", "surrogateescape"


def digest(data: bytes) -> str:
    """The hash of a file's content."""
    from hashlib import sha256  # noqa: PLC0415 - slow to load, and a warm answer seldom needs it

    return sha256(data).hexdigest()


def settled(then: Stamp | None) -> Stamp | None:
    """A stamp that is old enough for any later change to give another; else None."""
    return then if then is not None and max(then[:2]) < time.time_ns() - SETTLED else None


def same_content(path: str, content: str) -> bool:
    """Whether a file has the content of which this hash was kept."""
    try:
        return digest(read_bytes(path)) == content
    except PlancmpError:
        return False


def program() -> list[Any]:
    """What tells this program from another version, or from itself before an edit."""
    reading = os.path.dirname(__file__)  # noqa: PTH120 - pathlib is slow to load
    told = []
    for place in (os.path.dirname(reading), reading):  # noqa: PTH120 - the same
        with os.scandir(place) as entries:
            told += [(e.name, *_short(e.stat())) for e in entries if e.name.endswith(".py")]
    return [list(t) for t in sorted(told)]


def _short(told: os.stat_result) -> tuple[int, int]:
    return told.st_mtime_ns, told.st_size
