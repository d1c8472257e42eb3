"""各 and 分别: one figure for several nouns, several figures for several nouns, and groups that share a noun."""

import re
from collections.abc import Iterator, Mapping, Sequence

from plancmp.draft.clauses import Clause

_BETWEEN = re.compile(r"[、和与及,]|以及")
_BETWEEN_RATES = re.compile(r"[、和与及]|以及")
_FEWEST_HEAD = 4

Part = tuple[str, str | None]
"""Noun and group (`of`) of one of the statements that a figure makes."""

Parts = tuple[Part, ...]


def share_out(clauses: Sequence[Clause]) -> Mapping[int, Parts]:
    """Number of a figure → the nouns or groups that it is shared out to; figures that stand for themselves are left out."""
    found: dict[int, Parts] = {}
    for number, count in _find_runs(clauses):
        clause = clauses[number]
        items = _split_items(clause.noun, count)
        if count == 1:
            if clause.each.startswith("各") and len(items) > 1 and not clause.behind:
                found[number] = tuple((item, None) for item in items)
        elif clause.each or "分别" in clause.ahead:
            shared = _group(items) if len(items) == count else _take_earlier(clauses[:number], found, clause, count)
            found |= {number + n: (part,) for n, part in enumerate(shared)}
    return found


def _find_runs(clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Where figures begin that are joined, and how many."""
    number = 0
    while number < len(clauses):
        end = number + 1
        while end < len(clauses) and _is_joined(clauses, end, _BETWEEN):
            end += 1
        yield number, end - number
        number = end


def _is_joined(clauses: Sequence[Clause], number: int, between: re.Pattern[str]) -> bool:
    """Whether nothing but a joining word stands between a figure and the one before it."""
    before, figure = clauses[number - 1].figure, clauses[number].figure
    return bool(between.fullmatch(clauses[number].normal[before.end : figure.start]))


def _take_earlier(before: Sequence[Clause], found: Mapping[int, Parts], clause: Clause, count: int) -> list[Part]:
    """The last nouns of the sentence, one for each figure, where the figures have none of their own."""
    nouns = [
        noun
        for number, earlier in enumerate(before)
        if not earlier.tied
        for noun, _ in found.get(number, ((earlier.noun, None),))
        if noun
    ]
    has_own = clause.noun not in {"", "分别"}
    return [] if has_own or len(nouns) < count else [(noun, None) for noun in nouns[-count:]]


def take_run_change(number: int, clauses: Sequence[Clause]) -> Clause:
    """分别增长8%、9%: the verb of change before the first figure goes for all that are joined to it."""
    first, clause = number, clauses[number]
    while first and _is_joined(clauses, first, _BETWEEN_RATES):
        first -= 1
    head = clauses[first]
    if first == number or "分别" not in head.ahead:
        return clause
    return clause._replace(start=head.start, change=clause.change or head.change, verb=clause.verb or head.verb)


def _split_items(noun: str, count: int) -> list[str]:
    """What 、 and 和 join, brackets left whole; 城乡 stands for two."""
    if count == len("城乡") and noun.startswith("城乡"):
        rest = noun.removeprefix("城乡")
        return [f"城镇{rest}", f"农村{rest}"]
    pieces, depth = [""], 0
    for c in noun:
        depth += (c in "(“") - (c in ")”")
        if not depth and c in "、和与":
            pieces.append("")
        else:
            pieces[-1] += c
    return pieces if all(pieces) else [noun]


def _group(items: list[str]) -> list[Part]:
    """规模以上企业、中小企业、高新技术企业每年用于… are groups of one noun; 国家、行业、地方技术标准 have one head."""
    *others, last = items
    common = _find_common_end(others)
    end = last.find(common) + len(common) if common in last else 0
    if common and end and len(last) - end >= _FEWEST_HEAD:
        return [*((last[end:], item) for item in others), (last[end:], last[:end])]
    longest = max(map(len, others))
    is_headed = len(last) > longest + 1 and not (common and last.endswith(common))
    return [*((item + last[longest:] if is_headed else item, None) for item in others), (last, None)]


def _find_common_end(items: list[str]) -> str:
    """What several items end in."""
    end = items[0] if len(items) > 1 else ""
    while not all(item.endswith(end) for item in items):
        end = end[1:]
    return end
