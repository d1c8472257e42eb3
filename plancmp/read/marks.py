"""Where everything in a file stands: a tree of marks of the same shape as the data."""

from dataclasses import dataclass, field
from typing import Protocol

from plancmp.frozen import frozen
from plancmp.problems import Mark


class Spot(Protocol):
    """Line and column from 0: the parser's own mark, kept as it is, since a file has tens of thousands."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(slots=True)
class Marks:
    """Where a mapping or list and its parts stand. `keys` has each key of a mapping, `parts` each value.

    `plain`, of a whole file, has its scalars without quotes that begin like a number, a date or a truth value: the key
    whose value they are ("" where they are a key or an item), the text, the place.
    """

    path: str
    spot: Spot
    keys: dict[str | int, Spot] = field(default_factory=dict)
    parts: "dict[str | int, Marks | Spot]" = field(default_factory=dict)
    plain: tuple[tuple[str, str, Spot], ...] = ()

    def mark(self, spot: Spot | None = None) -> Mark:
        """The mark of a spot in this file; without one, of the whole mapping or list."""
        spot = spot or self.spot
        return Mark(self.path, spot.line + 1, spot.column + 1)

    def at(self, path: tuple[str | int, ...]) -> Mark:
        """The mark of the value at `path`, or of its nearest ancestor."""
        here = self
        for step in path:
            found = here.parts.get(step) or here.keys.get(step)
            if not isinstance(found, Marks):
                return here.mark(found)
            here = found
        return here.mark()

    def key(self, path: tuple[str | int, ...]) -> Mark:
        """The mark of the key that `path` ends in, or of its nearest ancestor."""
        above = self.below(path[:-1])
        if above is None or not path:
            return self.at(path)
        spot = above.keys.get(path[-1])
        return above.mark(spot) if spot else above.at(path[-1:])

    def below(self, path: tuple[str | int, ...]) -> "Marks | None":
        """The marks of the mapping or list at `path`, None where there is none."""
        here = self
        for step in path:
            found = here.parts.get(step)
            if not isinstance(found, Marks):
                return None
            here = found
        return here


@frozen
class Start:
    """The beginning of a file."""

    line: int = 0
    column: int = 0
