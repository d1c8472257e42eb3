"""A number beside a list of names: "14家企业" and the fourteen names before it. Needs the plan's text.

等 after the names leaves the list open, so that it can only be too long. The last name may hold a 和 that joins two
names or belongs to one: the count of a list is then either, and only a number that is neither is a finding.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from plancmp.audit.claim_index import Book
from plancmp.audit.finding import Finding, Passage, place_in
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.plan_text import PlanText
from plancmp.claim import Claim
from plancmp.outcomes import FindingKind, Severity
from plancmp.words import Text

_NUMBER = re.compile(
    r"(?<![0-9.第前每近约超达过])(?P<number>[0-9]{1,3}|[两二三四五六七八九十]{1,3})"
    r"(?P<counter>大(?=[一-鿿])|[家个所项种名位](?![^,。;、]{0,2}(?:以上|左右)|[多余]))"
)
_PIECE = r"(?:[^、,。;:()0-9]|\([^()]{1,12}\))+"
_NAMES = re.compile(rf"{_PIECE}(?:、{_PIECE}?)+?(?P<open>等)?(?P<all>一?共|共计|合计)?")
_BRACKETED = re.compile(r"[^,。;:()0-9“”]{0,12}\((?P<names>[^,。;:()0-9]+)\)")
_JOINT = re.compile(r"以及|[和及与]")
_STOPS = ",。;:—“”"
_LONGEST = 300
_SHORTEST_NAME = 2
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Listing:
    """A number of the text and the names printed beside it; `most` counts a joint in the last name as two names."""

    start: int
    end: int
    number: int
    names: tuple[str, ...]
    most: int
    is_open: bool

    @property
    def fits(self) -> bool:
        """Whether the number can be that of the names."""
        few = len(self.names)
        return few <= self.number if self.is_open else few <= self.number <= self.most


def miscounted_lists(plan: str, book: Book, text: PlanText) -> Iterator[Finding]:
    """Numbers of a plan's text whose names beside them are more or fewer."""
    claims = [
        (at, at + len(c.quote), c) for c in book.by_plan.get(plan, ()) for at in text.find(c.quote, c.section)[:1]
    ]
    for found in listings(text):
        if not found.fits:
            around = [c for first, last, c in claims if first <= found.end and found.start <= last]
            stated = tuple(c for c in around if c.value == found.number)
            yield _finding(plan, found, stated, text)


def listings(plan_text: PlanText) -> Iterator[Listing]:
    """Every number of a text that stands beside a list of names, in text order."""
    text, last = plan_text.normal, 0
    headings = [
        bisect_left(plan_text.offsets, plan_text.lines[h.line])
        for h in plan_text.outline
        if h.line < len(plan_text.lines)
    ]
    for match in _NUMBER.finditer(text):
        value = read_numeral(match["number"])
        if value is None or value != int(value):
            continue
        number, begin = int(value), last
        last = match.end()
        after = _BRACKETED.match(text, match.end())
        if after and (names := _split(after["names"])):
            is_open = after["names"].endswith("等")
            yield Listing(match.start(), after.end(), number, names, _most(names), is_open)
            continue
        clause = max(text.rfind(c, max(0, match.start() - _LONGEST), match.start()) for c in _STOPS) + 1
        head = max(clause, begin, *(end for end in headings if end <= match.start()))
        before = _NAMES.fullmatch(text, head, match.start())
        if before and (before["open"] or before["all"] or match["counter"] == "大"):
            ends = [before.start(group) for group in ("open", "all") if before[group]]
            names = _split(text[head : min(ends, default=match.start())])
            if names:
                yield Listing(head, match.end(), number, names, _most(names), bool(before["open"]))


def _split(names: str) -> tuple[str, ...]:
    """The names of a list; none where a piece is too short to be a name: 县(市、区)."""
    pieces = tuple(names.removesuffix("等").split("、"))
    return pieces if len(pieces) > 1 and all(len(p) >= _SHORTEST_NAME for p in pieces) else ()


def _most(names: tuple[str, ...]) -> int:
    return len(names) + bool(_JOINT.search(names[-1]))


def _finding(plan: str, found: Listing, claims: tuple[Claim, ...], text: PlanText) -> Finding:
    section = text.section_of(found.start)
    noun = re.compile(rf"[^、{_STOPS}()]{{0,{_SHOWN}}}").match(text.normal, found.end)
    passage = text.normal[found.start : noun.end() if noun else found.end]
    few, many = len(found.names), found.most
    count = str(few) if few == many else f"{few}–{many}"
    listed_zh = "、".join(found.names)
    return Finding(
        plan,
        FindingKind.NAMES_DIFFER,
        Severity.SLIP,
        claims,
        Text(
            f"原文写 {found.number}，旁边列出的却是 {count} 个名称（{place_in(section)}）。",
            f"The plan prints {found.number} beside a list of {count} names ({place_in(section)}).",
        ),
        {"printed": found.number, "names": list(found.names), "listed": few, "listed_at_most": many},
        (Text(f"{listed_zh}：{count} 个，写 {found.number}", f"{listed_zh}: {count}, printed {found.number}"),),
        passages=(Passage(section, passage),),
    )
