"""The files of a collection as they were at one moment, before any of them was read."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plancmp.cache.cache import full
from plancmp.cache.stamps import Stamp, lines_in, program, settled, stamp
from plancmp.reading.merging import files_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen. `since` is when, in nanoseconds."""

    paths: Sequence[Path | str]
    since: int
    folders: Mapping[str, Stamp | None]
    """Each folder's stamp, where it has settled."""
    lines: Mapping[str, set[str]]
    """What was seen of each folder's files: stamps.lines_in."""
    named: tuple[str, ...]
    """The files that were named one by one."""

    def files(self) -> list[str]:
        """All files in the order of the collection."""
        found: list[str] = []
        for path in map(str, self.paths):
            if path in self.lines:
                found += in_folder(path, [line.partition("/")[0] for line in self.lines[path]])
            else:
                found += map(str, files_of(path))
        return found

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self.named) + sum(map(len, self.lines.values()))

    def head(self, core: Sequence[str], token: str, shapes: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """The head of a cache of these files. `core` has places or indicators; `token` tells this cache from others."""
        return {
            "token": token,
            "program": program(),
            "paths": full(self.paths),
            "folders": [[path, then] for path, then in self.folders.items()],
            "named": self.named,
            "core": core,
            "always": list(dict.fromkeys((*core, *self.named))),
            "files": self.count,
            "shapes": shapes,
        }


def seen(paths: Sequence[Path | str]) -> Seen:
    """The files that `paths` stand for, and their stamps.

    Raises PlancmpError (exit code 3) where a folder holds none, Unkept where it cannot be listed.
    """
    since = time.time_ns()
    folders, lines = {}, {}
    named: list[str] = []
    for path in map(str, paths):
        if path == "-" or not os.path.isdir(path):  # noqa: PTH112 - as it is named
            named += map(str, files_of(path))
            continue
        folders[path] = settled(stamp(path))
        lines[path] = lines_in(path)
        if not lines[path]:
            files_of(path)
    return Seen(paths, since, folders, lines, tuple(named))


def in_folder(path: str, names: Iterable[str]) -> list[str]:
    """The files of a folder in the order of the collection, named as merging.files_of does."""
    before = str(Path(path) / "x")[:-1]
    return [before + name for name in (sorted(names) if os.name == "posix" else sorted(names, key=os.path.normcase))]
