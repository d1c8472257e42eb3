"""Whether files are still the ones that were read: by what the system tells of them where that suffices, else by content."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.cache.tables import File, Tables
from plancmp.files import AnyPath

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells a later change apart; younger ones are compared by content."""

FEW = 2000
"""Files that are all looked at before every warm answer."""

WATCH = 60 * 10**9
"""Nanoseconds after which also the other files of a larger folder are looked at again."""


class PathState(NamedTuple):
    """A folder or file of a collection, as it is at one moment."""

    path: str
    is_folder: bool
    stamp: str | None
    """The folder's own; None for a file, and where it may be that of two states."""
    files: Mapping[str, str]
    """The stamp of each file of a folder by name; of the file itself by ""."""


def make_stamp(status: os.stat_result) -> str:
    """What tells a state of a file or folder from another."""
    return f"{status.st_mtime_ns}/{status.st_ctime_ns}/{status.st_size}/{status.st_ino}"


def read_stamp(path: str) -> str:
    """The stamp of a file or folder, empty where there is none."""
    try:
        return make_stamp(os.stat(path))
    except (OSError, ValueError):
        return ""


def settle(stamp: str) -> str | None:
    """A stamp that is old enough for any later change to give another; else None."""
    if not stamp:
        return None
    changed, created, *_ = map(int, stamp.split("/"))
    return stamp if max(changed, created) < time.time_ns() - SETTLED else None


def list_stamps(folder: str) -> dict[str, str]:
    """The stamps of a folder's files by name. Raises OSError where they cannot be had."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.lower().endswith((".yaml", ".yml")) and name[0] != ".":
                status = entry.stat()
                if not status.st_ino:  # Windows tells less in a listing than of the file
                    status = os.stat(entry.path)
                found[name] = make_stamp(status)
    return found


def join_name(path: str, name: str) -> str:
    """The path of a file of a folder, or of the path itself."""
    return os.path.join(path, name) if name else path


def make_head(states: Sequence[PathState], paths: Sequence[AnyPath]) -> dict[str, Any]:
    """What is kept of a collection as a whole: the program, and its paths with where they lead and what they are."""
    named = zip(describe_paths(paths), states, strict=True)
    return {
        "program": describe_program(),
        "paths": [[*described, state.is_folder, state.stamp] for described, state in named],
    }


def describe_paths(paths: Sequence[AnyPath]) -> list[list[str]]:
    """Paths as they are named, and where they lead."""
    return [[str(path), os.path.abspath(path)] for path in paths]  # links stay as they are


def describe_program() -> list[list[Any]]:
    """What tells this program from another version, or from itself before an edit."""
    package = os.path.dirname(os.path.dirname(__file__))
    found = []
    for room in ("", "cache", "reading"):
        with os.scandir(join_name(package, room)) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append([room, entry.name, status.st_mtime_ns, status.st_size])
    return sorted(found)


def is_of_program(head: Mapping[str, Any], paths: Sequence[AnyPath]) -> bool:
    """Whether tables were made by this program, of a collection named so."""
    return head["program"] == describe_program() and [p[:2] for p in head["paths"]] == describe_paths(paths)


def is_fresh(tables: Tables, head: Mapping[str, Any], *, everywhere: bool) -> bool:
    """Whether the folders are as they were read, and the files that every answer needs; with `everywhere` all files."""
    paths = [path for path, *_ in head["paths"]]
    for path, _, is_folder, stamp in head["paths"]:
        if is_folder and (stamp is None or read_stamp(path) != stamp):
            return False
    if not are_unchanged(tables.read_files_needed().values(), paths):
        return False
    for at, (path, _, is_folder, _) in enumerate(head["paths"] if everywhere else ()):
        kept = {file.name: file.stamp for file in tables.read_files_below(at).values()}
        if is_folder and list_stamps(path) != kept:
            return False
    return True


def are_unchanged(files: Iterable[File], paths: Sequence[str]) -> bool:
    """Whether files are the ones that were read."""
    return all(
        file.stamp is not None and read_stamp(join_name(paths[file.path], file.name)) == file.stamp for file in files
    )
