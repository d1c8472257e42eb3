"""Where everything in a file stands, and a collection together with the marks of its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from plancmp.model import Collection
from plancmp.problems import Mark, Problem

Path = tuple[str | int, ...]


def mark_offset(text: str, offset: int, path: str) -> Mark:
    """The mark of a character of a file's text."""
    return Mark(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


class PlainScalar(NamedTuple):
    """A scalar without quotes that begins like a number, a date or a truth value."""

    key: str
    """The key whose value it is; "" where it is a key itself, or an item of a list."""
    text: str
    mark: Mark


@dataclass(slots=True)
class Marks:
    """Where a mapping or list begins, and where its parts stand. `keys` has each key of a mapping, `parts` each value.

    `plain`, of a whole file, has its scalars that other readers may take for something else than text.
    """

    start: Mark
    keys: dict[str | int, Mark] = field(default_factory=dict)
    parts: "dict[str | int, Marks | Mark]" = field(default_factory=dict)
    plain: tuple[PlainScalar, ...] = ()

    def get_mark(self, path: Path) -> Mark:
        """The mark of the value at `path`, or of its nearest ancestor."""
        here = self
        for step in path:
            found = here.parts.get(step, here.keys.get(step))
            if not isinstance(found, Marks):
                return here.start if found is None else found
            here = found
        return here.start

    def get_key_mark(self, path: Path) -> Mark:
        """The mark of the key that `path` ends in, or of its nearest ancestor."""
        above = self.find_part(path[:-1])
        if above is None or not path:
            return self.get_mark(path)
        return above.keys.get(path[-1]) or above.get_mark(path[-1:])

    def find_part(self, path: Path) -> "Marks | None":
        """The marks of the mapping or list at `path`, None where there is none."""
        here = self
        for step in path:
            found = here.parts.get(step)
            if not isinstance(found, Marks):
                return None
            here = found
        return here


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
