"""Where everything in a file stands: a tree of marks of the same shape as the data."""

from dataclasses import dataclass, field
from typing import NamedTuple

from plancmp.problems import Mark

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
