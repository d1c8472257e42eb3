"""How a piece of text is compared with another: the characters that count, and their pairs."""

from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import normalize


@lru_cache(maxsize=4096)  # several rules ask for the same quotes
def normalize_piece(piece: str) -> str:
    """What of a piece counts when it is looked for in a text: NFKC, no white space. A plan's text keeps the way back too."""
    return "".join(normalize("NFKC", piece).split())


@cache
def pair_characters(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a name, by which two names are found alike."""
    return frozenset(a + b for a, b in pairwise(name))
