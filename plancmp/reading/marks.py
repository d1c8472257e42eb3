"""Where everything in a file stands: a tree of marks of the same shape as the data."""

from dataclasses import dataclass, field

from plancmp.problems import Mark

Spot = int
"""A line and a column from 0, as one number, since a file has tens of thousands; 0 is its beginning."""

COLUMNS = 1 << 20
"""One line further down."""


def spot_at(line: int, column: int) -> Spot:
    """The spot at a line and a column, both from 0."""
    return line * COLUMNS + column


def line_of(spot: Spot) -> int:
    """The line of a spot, from 0."""
    return spot // COLUMNS


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
        line, column = divmod(self.spot if spot is None else spot, COLUMNS)
        return Mark(self.path, line + 1, column + 1)

    def at(self, path: tuple[str | int, ...]) -> Mark:
        """The mark of the value at `path`, or of its nearest ancestor."""
        here = self
        for step in path:
            found = here.parts.get(step, here.keys.get(step))
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
        return above.mark(spot) if spot is not None else above.at(path[-1:])

    def below(self, path: tuple[str | int, ...]) -> "Marks | None":
        """The marks of the mapping or list at `path`, None where there is none."""
        here = self
        for step in path:
            found = here.parts.get(step)
            if not isinstance(found, Marks):
                return None
            here = found
        return here
