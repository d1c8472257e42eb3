"""A collection together with where everything in it stands."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from plancmp.model import Collection
from plancmp.problems import Mark, Problem
from plancmp.reading.marks import Marks


class Loaded(NamedTuple):
    """A collection, the files it came from with their marks and lines, and every problem of reading them.

    `marks` and `lines` are for `check` alone; frozen objects carry none.
    """

    collection: Collection
    paths: tuple[str, ...]
    problems: tuple[Problem, ...]
    marks: dict[str, Marks]
    lines: dict[str, tuple[str, ...]]
    homes: dict[tuple[str, str], str]
    """In which file each ("places" | "indicators" | "plans", id) stands."""
    left_out: frozenset[tuple[str, str]] = frozenset()
    """Entries, as kind and id, that are in the files but cannot be read."""
    whole: bool = True
    """False where a file is broken or something was left out: then nothing can be called missing or unused."""
    added: Mapping[tuple[str, str, str], str] = MappingProxyType({})
    """The fields that an added file gave to an entry of another file, as kind, id and key, and which file that was."""

    def _find_home(self, kind: str, ident: str, path: tuple[str | int, ...]) -> str:
        home = self.homes.get((kind, ident), self.paths[0] if self.paths else "")
        return self.added.get((kind, ident, str(path[0])), home) if path and self.added else home

    def has(self, kind: str, ident: str, *path: str | int) -> bool:
        """Whether the file has a value at `path`."""
        marks = self.marks.get(self._find_home(kind, ident, path))
        above = marks.find_part((kind, ident, *path)[:-1]) if marks else None
        return above is not None and (kind, ident, *path)[-1] in above.parts

    def mark(self, kind: str, ident: str, *path: str | int) -> Mark:
        """Where an entry, or the part of it at `path`, stands."""
        home = self._find_home(kind, ident, path)
        marks = self.marks.get(home)
        return marks.get_mark((kind, ident, *path)) if marks else Mark(home)

    def key_mark(self, kind: str, ident: str, *path: str | int) -> Mark:
        """Where the key that `path` ends in stands."""
        home = self._find_home(kind, ident, path)
        marks = self.marks.get(home)
        return marks.get_key_mark((kind, ident, *path)) if marks else Mark(home)
