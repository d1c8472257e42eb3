"""The passage that a misquoted piece of text was taken from."""

from collections import Counter
from difflib import SequenceMatcher

_ALIKE = 0.5
_TRIED = 24
_COMMON = 400
_SLACK = 4


def nearest(wanted: str, text: str, span: tuple[int, int]) -> tuple[str, int, float] | None:
    """The passage of `text` within `span` that is most like `wanted`, its offset, and its likeness up to 1.

    None where nothing is half alike.
    """
    best: tuple[str, int, float] | None = None
    for start in _candidates(wanted, text, *span):
        passage = _trimmed(wanted, text, start, span)
        if passage and (best is None or passage[2] > best[2]):
            best = passage
    return best if best and best[2] >= _ALIKE else None


def _candidates(wanted: str, text: str, start: int, end: int) -> list[int]:
    """Offsets where the passage may begin: those that most pairs of characters point to. Pairs with a digit count double."""
    votes: Counter[int] = Counter()
    for index in range(len(wanted) - 1):
        pair = wanted[index : index + 2]
        weight = 2 if any(c.isdigit() for c in pair) else 1
        offset, seen = text.find(pair, start, end), 0
        while offset >= 0 and seen < _COMMON:
            votes[(offset - index) // _SLACK] += weight
            offset, seen = text.find(pair, offset + 1, end), seen + 1
    return [bucket * _SLACK for bucket, _ in votes.most_common(_TRIED)]


def _trimmed(wanted: str, text: str, start: int, span: tuple[int, int]) -> tuple[str, int, float] | None:
    """The passage around `start` from its first to its last character in common with the wanted one, and its likeness."""
    low = max(span[0], start - _SLACK)
    window = text[low : min(span[1], start + len(wanted) + 3 * _SLACK)]
    matcher = SequenceMatcher(None, wanted, window, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(window), blocks[-1].b + blocks[-1].size + len(wanted) - blocks[-1].a - blocks[-1].size)
    passage = window[first:last]
    return passage, low + first, SequenceMatcher(None, wanted, passage, autojunk=False).ratio()
