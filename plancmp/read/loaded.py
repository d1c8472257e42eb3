"""A collection together with where everything in it stands."""

from dataclasses import dataclass

from plancmp.model import Collection
from plancmp.problems import Mark, Problem
from plancmp.read.events import Marks


@dataclass(frozen=True, slots=True)
class Loaded:
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

    def mark(self, kind: str, ident: str, *path: str | int) -> Mark:
        """Where an entry, or the part of it at `path`, stands."""
        home = self.homes.get((kind, ident), self.paths[0] if self.paths else "")
        marks = self.marks.get(home)
        return marks.at((kind, ident, *path)) if marks else Mark(home)

    def key_mark(self, kind: str, ident: str, *path: str | int) -> Mark:
        """Where the key that `path` ends in stands."""
        home = self.homes.get((kind, ident), self.paths[0] if self.paths else "")
        marks = self.marks.get(home)
        return marks.key((kind, ident, *path)) if marks else Mark(home)
