"""A text as it is read (full width becomes half width) and as it is matched (no white space), with a way back to its characters."""

import re
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import is_normalized, normalize

# Characters that NFKC leaves alone, nearly all of a Chinese text; a run of them is copied as it stands.
# Anything else is folded with what follows up to the next character that cannot combine with the one before it, though
# never more than 200 at a time: the time for putting accents in order grows with the square of their number.
_PIECE = re.compile(
    r"(?P<plain>[\x00-\x9f一-鿿、。“”‘’《》〈〉〔〕—―–]+)"
    r"|[\s\S][^\x00-\u02ff\u2000-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u303f\u3200-\u33ff\u4e00-\u9fff\uff01-\uff60\uffe0-\uffe6]{0,199}"
)

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_ONE_TO_ONE = re.compile(r"[\x00-\x9f一-鿿、。“”‘’《》〈〉〔〕—―–！-～　]+")
"""Text in which each character becomes one, whatever stands beside it: nearly every quotation."""


def fold(text: str) -> tuple[str, Sequence[int]]:
    """NFKC of `text`, and for each of its characters the offset in `text` that it came from.

    The offsets have one entry more than the text: the length of `text`, for spans that end there.
    """
    if is_normalized("NFKC", text):
        return text, range(len(text) + 1)
    if _ONE_TO_ONE.fullmatch(text):
        return text.translate(_WIDE), range(len(text) + 1)
    parts: list[str] = []
    offsets: array[int] = array("L")
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece.lastgroup:
            parts.append(piece[0])
            offsets.extend(range(start, end))
            continue
        given = piece[0]
        folded = normalize("NFKC", given)
        last = parts[-1][-1:] if parts else ""
        if last and normalize("NFKC", last + given) != last + folded:
            # An accent combines with the plain character before it: fold the two together.
            given, start = last + given, start - 1
            parts[-1] = parts[-1][:-1]
            offsets.pop()
            folded = normalize("NFKC", given)
        parts.append(folded)
        offsets.extend(range(start, start + len(folded)) if len(folded) == len(given) else [start] * len(folded))
    offsets.append(len(text))
    return "".join(parts), offsets


def normalize_text(raw: str) -> tuple[str, Sequence[int]]:
    """The text in which quotations are matched: NFKC of `raw` without white space, and for each of its characters the offset in
    `raw`.

    The offsets have one entry more than the text: the length of `raw`, for spans that end there.
    """
    folded, given = fold(raw)
    offsets = array("L")
    parts = []
    for word in re.finditer(r"\S+", folded):
        parts.append(word[0])
        offsets.extend(given[word.start() : word.end()])
    offsets.append(len(raw))
    return "".join(parts), offsets


@lru_cache(maxsize=4096)  # several rules ask for the same quotes
def normalize_piece(piece: str) -> str:
    """The same of a quotation, without the way back."""
    return "".join(normalize("NFKC", piece).split())


@cache
def pair_characters(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a name, by which two names are found alike."""
    return frozenset(a + b for a, b in pairwise(name))
