"""A number beside a list of names: "14家企业" and the fourteen names before it. Needs the plan's text.

等 after the names leaves the list open, so that it can only be too long. The last name may hold a 和 that joins two
names or belongs to one: the count of a list is then either, and only a number that is neither is a finding.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from plancmp.audit.claim_index import ClaimIndex, format_section
from plancmp.audit.result import Finding, Quotation
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.plan_text import PlanText
from plancmp.claim import Claim
from plancmp.outcomes import FindingKind, Severity
from plancmp.words import say

_NUMBER = re.compile(
    r"(?<![0-9.第前每近约超达过])(?P<number>[0-9]{1,3}|[两二三四五六七八九十]{1,3})"
    r"(?P<counter>大(?=[一-鿿])|[家个所项种名位](?![^,。;、]{0,2}(?:以上|左右)|[多余]))"
)
_PIECE = r"(?:[^、,。;:()0-9]|\([^()]{1,12}\))+"
_NAMES = re.compile(rf"{_PIECE}(?:、{_PIECE}?)+?(?P<open>等)?(?P<all>一?共|共计|合计)?")
_BRACKETED = re.compile(r"[^,。;:()0-9“”]{0,12}\((?P<names>[^,。;:()0-9]+)\)")
_JOINT = re.compile(r"以及|[和及与]")
_STOPS = ",。;:—“”"
_NOUN = re.compile(rf"[^、{_STOPS}()]{{0,8}}")
_LONGEST = 300
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class NameList:
    """A number of the text and the names printed beside it."""

    start: int
    end: int
    number: int
    names: tuple[str, ...]
    is_open: bool

    @property
    def most(self) -> int:
        """How many names there are when a joint in the last makes it two."""
        return len(self.names) + bool(_JOINT.search(self.names[-1]))

    @property
    def fits(self) -> bool:
        """Whether the number can be that of the names."""
        few = len(self.names)
        return few <= self.number if self.is_open else few <= self.number <= self.most


def find_miscounted_lists(plan: str, index: ClaimIndex, text: PlanText) -> Iterator[Finding]:
    """Numbers of a plan's text whose names beside them are more or fewer."""
    claims = [
        (at, at + len(c.quote), c) for c in index.by_plan.get(plan, ()) for at in text.find(c.quote, c.section)[:1]
    ]
    for found in find_name_lists(text):
        if not found.fits:
            around = [c for first, last, c in claims if first <= found.end and found.start <= last]
            yield _report_list(plan, found, tuple(c for c in around if c.value == found.number), text)


def find_name_lists(plan_text: PlanText) -> Iterator[NameList]:
    """Every number of a text that stands beside a list of names, in text order."""
    text, last = plan_text.normal, 0
    headings = [
        bisect_left(plan_text.offsets, plan_text.lines[h.line])
        for h in plan_text.outline
        if h.line < len(plan_text.lines)
    ]
    for match in _NUMBER.finditer(text):
        number = read_numeral(match["number"])
        if number is None or number != int(number):
            continue
        floor = max(last, *(end for end in (0, *headings) if end <= match.start()))
        found = _read_names_behind(text, match, int(number)) or _read_names_before(text, match, int(number), floor)
        if found is not None:
            yield found
        last = match.end()


def _read_names_behind(text: str, printed: re.Match[str], number: int) -> NameList | None:
    """3个县(甲、乙、丙)."""
    match = _BRACKETED.match(text, printed.end())
    names = _split_names(match["names"]) if match else ()
    if match is None or not names:
        return None
    return NameList(printed.start(), match.end(), number, names, match["names"].endswith("等"))


def _read_names_before(text: str, printed: re.Match[str], number: int, floor: int) -> NameList | None:
    """甲、乙、丙等3家: the names of the clause, not before `floor`, where 等, 共 or 大 says that they are counted."""
    end = printed.start()
    clause = max(text.rfind(stop, max(0, end - _LONGEST), end) for stop in _STOPS) + 1
    start = max(clause, floor)
    match = _NAMES.fullmatch(text, start, end)
    if match is None or not (match["open"] or match["all"] or printed["counter"] == "大"):
        return None
    ends = [match.start(group) for group in ("open", "all") if match[group]]
    names = _split_names(text[start : min(ends, default=end)])
    return NameList(start, printed.end(), number, names, bool(match["open"])) if names else None


def _split_names(names: str) -> tuple[str, ...]:
    """The names of a list; none where a piece is too short to be a name: 县(市、区)."""
    pieces = tuple(names.removesuffix("等").split("、"))
    return pieces if len(pieces) > 1 and all(len(p) >= _SHORTEST_NAME for p in pieces) else ()


def _report_list(plan: str, found: NameList, claims: tuple[Claim, ...], text: PlanText) -> Finding:
    section, noun = text.find_section_at(found.start), _NOUN.match(text.normal, found.end)
    passage = text.normal[found.start : noun.end() if noun else found.end]
    few, many = len(found.names), found.most
    sentence = say(
        "原文写 {number}，旁边列出的却是 {count} 个名称（{section}）。",
        "The plan prints {number} beside a list of {count} names ({section}).",
        number=found.number,
        count=str(few) if few == many else f"{few}–{many}",
        section=format_section(section),
    )
    formula = say(
        "{names}：{count} 个，写 {number}",
        "{names}: {count}, printed {number}",
        names="、".join(found.names),
        count=str(few) if few == many else f"{few}–{many}",
        number=found.number,
    )
    computed = {"printed": found.number, "names": list(found.names), "listed": few, "listed_at_most": many}
    return Finding(
        plan,
        FindingKind.NAMES_DIFFER,
        Severity.SLIP,
        claims,
        sentence,
        computed,
        (formula,),
        passages=(Quotation(section, passage),),
    )
