"""How a table row is written in text: its cells divided by tabs, each on one line."""

import re
from collections.abc import Sequence

LABEL = 200
"""Characters up to which a cell that spans rows is told again in each, as the name of a group; what is longer is text."""

_SPACE = re.compile(r"\s+")
_JOINED = re.compile(r"(?<=[一-鿿（）()，、]) (?=[一-鿿（）()，、])")


def row(cells: Sequence[str | None]) -> str:
    """The line of a row; a cell in several lines becomes one, an empty one stays empty."""
    return "\t".join(_JOINED.sub("", _SPACE.sub(" ", cell or "").strip()) for cell in cells)
