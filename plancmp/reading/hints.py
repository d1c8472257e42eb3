"""Repairs that more than one reader of a file tells."""

from collections.abc import Iterable

from plancmp.words import Text

FULL_WIDTH_COLON = Text(
    "全角冒号（：）：键后面用半角冒号加空格", "a full-width colon: after a key write an ASCII colon and a space"
)

NO_SIGN = Text(
    "值不能以 > 或 >= 开头：用 comparator: above 或 at-least",
    "a value cannot begin with > or >=: use comparator: above or at-least",
)

_MANY = 1_000
"""Names that are all compared with a misspelt one."""


def meant(given: str, known: Iterable[str], otherwise: Text, likeness: float = 0.6) -> Text:
    """ "did you mean …?" with the known name that is most like the one given, else the other hint."""
    from difflib import get_close_matches  # noqa: PLC0415 - only in trouble

    names = list(known)
    if len(names) > _MANY:  # then only those that begin or end alike, for comparing takes long
        names = [name for name in names if name[:2] == given[:2] or name[-3:] == given[-3:]][:_MANY]
    close = get_close_matches(given, names, 1, likeness)
    return Text(f"是不是 {close[0]}？", f"did you mean {close[0]}?") if close else otherwise
