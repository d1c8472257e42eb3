"""Cells that text takes on a terminal: the widths are rich's, which is loaded only for characters out of the ordinary.

Characters of ambiguous width (· — “ ” ≥ ≤ → ×, box lines) take one cell on most terminals, and two on some that are set up
for Chinese: PLANCMP_AMBIGUOUS_WIDTH=2 tells of those. Then they are measured by stand-ins.
"""

import os

_PLAIN = frozenset(
    {chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180))} | set("–—‘’“”…×→≥≤≈·²³└─│├")
)
"""Characters of one cell."""

_WIDE = ("\u3001", "\u3029"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uff01", "\uff60")
"""First and last of the runs of characters of two cells that Chinese text is written in."""


_SHIFT = 0x34000
"""From an ambiguous character to its stand-in: a code point that no character has, of two cells everywhere."""

_LAST = 0x3250
"""Where the ambiguous characters of print end."""


def cell_len(text: str) -> int:
    """How many cells `text` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    if ambiguous_are_wide():
        return _rich(widened(text))
    return sum(map(_cell, text)) if all(map(_ordinary, set(text))) else _rich(text)


def chop_cells(text: str, room: int) -> list[str]:
    """`text` in pieces of at most `room` cells."""
    from rich.cells import chop_cells as chop  # noqa: PLC0415 - slow to load, and only folding needs it

    return [narrowed(piece) for piece in chop(widened(text), room)] if ambiguous_are_wide() else chop(text, room)


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


def _ordinary(char: str) -> bool:
    return char in _PLAIN or any(first <= char <= last for first, last in _WIDE)


def _cell(char: str) -> int:
    return 1 if char in _PLAIN else 2


def _rich(text: str) -> int:
    from rich.cells import cell_len as measure  # noqa: PLC0415 - the same

    return measure(text)
