"""The text in which quotations are matched: NFKC, no white space, with a way back."""

import re
from array import array
from collections.abc import Sequence
from functools import lru_cache

from plancmp.chinese.fold import fold


def normalise(raw: str) -> tuple[str, Sequence[int]]:
    """NFKC of `raw` without white space, and for each of its characters the offset in `raw`.

    The offsets have one entry more than the text: the length of `raw`, for spans that end there.
    """
    return _remembered(raw) if len(raw) <= _SHORT else _normal(raw)


_SHORT = 80
"""Characters; quotes are shorter, and several rules look at each."""


@lru_cache(maxsize=4096)
def _remembered(raw: str) -> tuple[str, Sequence[int]]:
    return _normal(raw)


def _normal(raw: str) -> tuple[str, Sequence[int]]:
    folded, given = fold(raw)
    offsets = array("L")
    parts = []
    for word in re.finditer(r"\S+", folded):
        parts.append(word[0])
        offsets.extend(given[word.start() : word.end()])
    offsets.append(len(raw))
    return "".join(parts), offsets
