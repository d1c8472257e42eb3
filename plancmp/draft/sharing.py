"""各 and 分别: one figure for several nouns, several figures for several nouns, and groups that share a noun."""

import re
from collections.abc import Mapping, Sequence

from plancmp.draft.clauses import Clause, Printed

_BETWEEN = re.compile(r"[、和与及,]|以及")
_ITEMS = re.compile(r"[、和与]|以及")
_FEWEST_HEAD = 4

Parts = tuple[tuple[str, str | None], ...]
"""Noun and group (`of`) of each statement that a figure makes."""


def shares(figures: Sequence[Printed], clauses: Sequence[Clause], normal: str) -> Mapping[int, Parts]:
    """Number of a figure → the nouns or groups that it is shared out to; figures that stand for themselves are left out."""
    found: dict[int, Parts] = {}
    number = 0
    while number < len(figures):
        run = number + 1
        while run < len(figures) and _BETWEEN.fullmatch(normal[figures[run - 1].end : figures[run].start]):
            run += 1
        count = run - number
        clause = clauses[number]
        items = _items(clause.noun, count)
        if count == 1 and clause.each.startswith("各") and len(items) > 1 and not clause.behind:
            found[number] = tuple((item, None) for item in items)
        elif count > 1 and (clause.each or "分别" in normal[clause.start : figures[number].start]):
            earlier = [
                part[0]
                for n in range(number)
                if not clauses[n].tied
                for part in found.get(n, ((clauses[n].noun, None),))
            ]
            found |= _run(number, count, clause, items, [noun for noun in earlier if noun])
        number = run
    return found


def _run(number: int, count: int, clause: Clause, items: list[str], earlier: list[str]) -> dict[int, Parts]:
    if len(items) == count:
        return {number + i: (part,) for i, part in enumerate(_groups(items))}
    if len(earlier) >= count and (not clause.noun or clause.noun == "分别"):
        return {number + i: ((noun, None),) for i, noun in enumerate(earlier[-count:])}
    return {}


def _items(noun: str, count: int) -> list[str]:
    """What 、 and 和 join, brackets left whole; 城乡 stands for two."""
    if count == len("城乡") and noun.startswith("城乡"):
        rest = noun.removeprefix("城乡")
        return [f"城镇{rest}", f"农村{rest}"]
    pieces, depth, current = [], 0, ""
    for c in noun:
        depth += (c in "(“") - (c in ")”")
        if not depth and c in "、和与":
            pieces.append(current)
            current = ""
        else:
            current += c
    pieces.append(current)
    return [p for p in pieces if p] if all(pieces) else [noun]


def _groups(items: list[str]) -> Sequence[tuple[str, str | None]]:
    """规模以上企业、中小企业、高新技术企业每年用于… are groups of one noun; 国家、行业、地方技术标准 have one head."""
    last = items[-1]
    common = _common_end(items[:-1])
    at = last.find(common) if common else -1
    if at >= 0 and len(last) - at - len(common) >= _FEWEST_HEAD:
        noun = last[at + len(common) :]
        return [(noun, item) for item in items[:-1]] + [(noun, last[: at + len(common)])]
    if common and last.endswith(common):
        return [(item, None) for item in items]
    longest = max(len(item) for item in items[:-1])
    if len(last) > longest + 1:
        head = last[longest:]
        return [(item + head, None) for item in items[:-1]] + [(last, None)]
    return [(item, None) for item in items]


def _common_end(items: list[str]) -> str:
    if not items[1:]:
        return ""
    end = items[0]
    while end and not all(item.endswith(end) for item in items):
        end = end[1:]
    return end
