"""What the words around a figure say of it: how firmly, for whom, how often."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plancmp.check.rules.printed import matched
from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Subject
from plancmp.chinese.quantities import find_figures
from plancmp.model import Target
from plancmp.problems import Problem
from plancmp.vocabulary import Commitment, Every
from plancmp.words import Text

_SAYING = {
    Commitment.ASPIRATIONAL: re.compile(r"力争|争取|争创|争当|努力|奋力"),
    Commitment.FIRM: re.compile(
        r"确保|保证|必须|务必|务求|(?<![主需重必首纲])要(?![素求点件闻])|应当|(?<![响适供对反效相])应(?![用急对变力])|须"
    ),
    Commitment.SUPPORTIVE: re.compile(r"推动|支持|引导|鼓励|探索|扶持|倡导|促进"),
}
_CLEAR = {
    Commitment.ASPIRATIONAL: re.compile(r"力争|争取|争创"),
    Commitment.FIRM: re.compile(r"确保|必须|务必"),
}
"""Words that mean nothing else where they stand before a figure."""
_HINT = re.compile("[争确必务]")
"""A character of each of these words."""


@rule("commitment-differs", "warning")
def commitment_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote and its leads do not hold the word that makes the commitment (力争, 确保, 支持 …), or hold 力争 or 确保
    before the figure while the entry says otherwise. A word outside the quote that governs the figure is a `lead`.

    引文与 lead 里没有与 commitment 相应的词（力争、确保、支持……），或数字之前有“力争”“确保”而条目没有写。引文之外支配数字的词写进 lead。
    """
    for entry in subject.entries:
        if not isinstance(entry.item, Target):
            continue
        given = entry.item.commitment
        said = _SAYING.get(given)
        if said is not None and not any(said.search(piece) for piece in (entry.item.quote, *entry.item.lead)):
            message = Text(f"引文与 lead 里没有表示 {given} 的词", f"neither quote nor lead holds a word for {given}")
            hint = Text(
                "把支配数字的词写进 lead，或删去 commitment", "put the governing word into lead, or remove commitment"
            )
            yield this.problem(entry.mark("commitment"), message, hint)
            continue
        if said is not None:
            continue
        if not any(_HINT.search(piece) for piece in (entry.item.quote, *entry.item.lead)):
            continue
        for word, pattern in _CLEAR.items():
            found = _governing(pattern, entry.item)
            if found:
                message = Text(
                    f"“{found[0]}”在数字之前，commitment 却是 {given}",
                    f"{found[0]} stands before the figure, commitment is {given}",
                )
                hint = Text(f"写 commitment: {word}", f"write commitment: {word}")
                yield this.problem(entry.mark("commitment" if entry.has("commitment") else "quote"), message, hint)
                break


def _governing(word: re.Pattern[str], item: Target) -> re.Match[str] | None:
    """The word in a lead, or in the quote before its last figure."""
    lead = next((match for piece in item.lead if (match := word.search(piece))), None)
    match = lead or word.search(item.quote)
    if lead or match is None:
        return lead
    printed = find_figures(item.quote)
    return match if not printed or match.start() < printed[-1].start else None


_EACH = {
    Every.YEAR: re.compile(r"每一?年|各年|年年|逐年|每届"),
    Every.COUNTY: re.compile(r"(?:每一?个?|各)[^,。]{0,3}[县市区]"),
}
_ANY = re.compile(r"每|各|分别|逐")


@rule("every-differs", "warning")
def every_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """每年 stands in the quote or a lead and the entry has no `every: year`; or `every` is there and no 每 or 各 is.

    引文或 lead 里有“每年”，条目却没有 every: year；或写了 every，原文没有“每”“各”。
    """
    for entry in subject.entries:
        given = entry.item.every
        if given is None and not any("每" in piece for piece in (entry.item.quote, *entry.item.lead)):
            continue
        near = matched("|".join((entry.item.quote, *entry.item.lead)))
        if given is None and _EACH[Every.YEAR].search(near) and "每年" in near:
            message = Text("原文有“每年”，条目没有 every", "the text says 每年, the entry has no every")
            yield this.problem(entry.mark("quote"), message, Text("补上 every: year", "add every: year"))
        elif given is not None and not _EACH.get(given, _ANY).search(near):
            message = Text(
                f"every: {given}，原文没有相应的“每”“各”", f"every: {given}, but the text has no 每 or 各 for it"
            )
            hint = Text("改正 every，或把这个词写进 lead", "correct every, or put the word into lead")
            yield this.problem(entry.mark("every"), message, hint)


@rule("of-unprinted", "warning", texts=True)
def of_unprinted(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Hardly a character of `of`, whom or what the figure counts, stands in the section. Needs --sources.

    of（数字统计的对象）所写的文字在本节里几乎找不到。需要 --sources。
    """
    for entry in subject.entries:
        text = subject.texts.get(entry.plan_id)
        span = text.find_section(entry.item.at) if text else None
        if text is None or span is None or entry.item.of is None:
            continue
        named = _pairs(matched(entry.item.of))
        body = text.normal[slice(*span)]
        if sum(pair in body for pair in named) < len(named) / 2:
            message = Text(
                f"{entry.item.at} 里没有“{entry.item.of}”", f"{entry.item.at} does not speak of {entry.item.of}"
            )
            yield this.problem(entry.mark("of"), message, Text("照原文写", "write it as printed"))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(text))


RULES = (commitment_differs, every_differs, of_unprinted)
