"""Cells that text takes on a terminal: the widths are rich's, which is loaded only for characters out of the ordinary.
Measured: with rich alone a warm `diff` in a pipe takes a tenth longer, most of it for measuring Chinese character by character.

Characters of ambiguous width (· — “ ” ≥ ≤ → ×, box lines) take one cell on most terminals, and two on some that are set up
for Chinese: PLANCMP_AMBIGUOUS_WIDTH=2 tells of those. Then they are measured by stand-ins.
"""

import os

_NARROW = frozenset(
    {chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180), *range(0x2012, 0x2020))}
    | set("…×→≥≤≈·²³└─│├")
)
"""Characters of one cell."""

_WIDE = ("\u3001", "\u3029"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uff01", "\uff60")
"""First and last of the runs of characters of two cells that Chinese text is written in."""

_PERHAPS, _UNKNOWN = 1 << 40, 1 << 80
"""More cells than any text has: they mark a character that some terminals show wider, and one out of the ordinary."""


class _Cells(dict[str, int]):
    """Cells by character, found out when it is first met."""

    def __missing__(self, char: str) -> int:
        if char in _NARROW:
            cells = 1 if char.isascii() else 1 + _PERHAPS
        else:
            cells = 2 if any(first <= char <= last for first, last in _WIDE) else _UNKNOWN
        return self.setdefault(char, cells)


_cells = _Cells().__getitem__


_SHIFT = 0x34000
"""From an ambiguous character to its stand-in: a code point that no character has, of two cells everywhere."""

_LAST = 0x3250
"""Where the ambiguous characters of print end."""


def cell_len(text: str) -> int:
    """How many cells `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    cells = sum(map(_cells, text))
    if cells < _PERHAPS:
        return cells
    if ambiguous_are_wide():
        return _rich(widened(text))
    return cells % _PERHAPS if cells < _UNKNOWN else _rich(text)


def chop_cells(text: str, room: int) -> list[str]:
    """`text` in pieces of at most `room` cells."""
    if ambiguous_are_wide():
        return [narrowed(piece) for piece in _rich_pieces(widened(text), room)]
    if sum(map(_cells, text)) >= _UNKNOWN:
        return _rich_pieces(text, room)
    pieces, start, taken = [], 0, 0
    for place, char in enumerate(text):
        cells = _cells(char) % _PERHAPS
        if taken + cells > room:
            pieces.append(text[start:place])
            start, taken = place, 0
        taken += cells
    return [*pieces, text[start:]] if taken else pieces


def ambiguous_are_wide() -> bool:
    """Whether characters of ambiguous width take two cells here."""
    return os.environ.get("PLANCMP_AMBIGUOUS_WIDTH") == "2"


def widened(text: str) -> str:
    """The text with a wide stand-in for each ambiguous character."""
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - few terminals need it

    return "".join(
        chr(ord(c) + _SHIFT) if ord(c) < _LAST and east_asian_width(c) == "A" and category(c) not in {"Mn", "Cf"} else c
        for c in text
    )


def narrowed(text: str) -> str:
    """The text of which `widened` made this."""
    return "".join(chr(ord(c) - _SHIFT) if _SHIFT <= ord(c) < _SHIFT + _LAST else c for c in text)


def _rich(text: str) -> int:
    from rich.cells import cell_len as measure  # noqa: PLC0415 - slow to load, and few texts need it

    return measure(text)


def _rich_pieces(text: str, room: int) -> list[str]:
    from rich.cells import chop_cells as chop  # noqa: PLC0415 - the same

    return chop(text, room)
