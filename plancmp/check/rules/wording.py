"""What the words around a figure say of it: how firmly, for whom, how often."""

import re
from collections.abc import Iterator

from plancmp.check.check_input import CheckedEntry, CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.folding import normalize_piece, pair_characters
from plancmp.chinese.quantities import find_figures
from plancmp.model import Target
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
_CLEAR_BEGINS = re.compile("[争确必务]")
"""A character of each of these words."""


@rule("commitment-differs", "warning")
def find_differing_commitments(given: CheckInput) -> Iterator[Report]:
    """The quote and its leads do not hold the word that makes the commitment (力争, 确保, 支持 …), or hold 力争 or 确保
    before the figure while the entry says otherwise. A word outside the quote that governs the figure is a `lead`.

    引文与 lead 里没有与 commitment 相应的词（力争、确保、支持……），或数字之前有“力争”“确保”而条目没有写。引文之外支配数字的词写进 lead。
    """
    for entry in given.entries:
        if not isinstance(entry.item, Target):
            continue
        written = entry.item.commitment
        saying = _SAYING.get(written)
        if saying is not None and not any(map(saying.search, entry.pieces)):
            message = Text(
                f"引文与 lead 里没有表示 {written} 的词", f"neither quote nor lead holds a word for {written}"
            )
            hint = Text(
                "把支配数字的词写进 lead，或删去 commitment", "put the governing word into lead, or remove commitment"
            )
            yield entry.mark("commitment"), message, hint
        governing = None if saying is not None else _find_governing(entry)
        if governing is not None:
            word, printed = governing
            message = Text(
                f"“{printed}”在数字之前，commitment 却是 {written}",
                f"{printed} stands before the figure, commitment is {written}",
            )
            hint = Text(f"写 commitment: {word}", f"write commitment: {word}")
            yield entry.mark_first((), "commitment", "quote"), message, hint


def _find_governing(entry: CheckedEntry) -> tuple[Commitment, str] | None:
    """The commitment that a word in a lead makes, or in the quote before its last figure, with the word."""
    if not any(map(_CLEAR_BEGINS.search, entry.pieces)):
        return None
    quote, *leads = entry.pieces
    for commitment, pattern in _CLEAR.items():
        lead = next(filter(None, map(pattern.search, leads)), None)
        match = lead or pattern.search(quote)
        printed = find_figures(quote) if match and not lead else ()
        if match and (not printed or match.start() < printed[-1].start):
            return commitment, match[0]
    return None


_EACH = {
    Every.YEAR: re.compile(r"每一?年|各年|年年|逐年|每届"),
    Every.COUNTY: re.compile(r"(?:每一?个?|各)[^,。]{0,3}[县市区]"),
}
_ANY = re.compile(r"每|各|分别|逐")


@rule("every-differs", "warning")
def find_differing_every(given: CheckInput) -> Iterator[Report]:
    """每年 stands in the quote or a lead and the entry has no `every: year`; or `every` is there and no 每 or 各 is.

    引文或 lead 里有“每年”，条目却没有 every: year；或写了 every，原文没有“每”“各”。
    """
    for entry in given.entries:
        every = entry.item.every
        if every is None and not any("每" in piece for piece in entry.pieces):
            continue
        near = normalize_piece("|".join(entry.pieces))
        if every is None and "每年" in near:
            message = Text("原文有“每年”，条目没有 every", "the text says 每年, the entry has no every")
            yield entry.mark("quote"), message, Text("补上 every: year", "add every: year")
        elif every is not None and not _EACH.get(every, _ANY).search(near):
            message = Text(
                f"every: {every}，原文没有相应的“每”“各”", f"every: {every}, but the text has no 每 or 各 for it"
            )
            hint = Text("改正 every，或把这个词写进 lead", "correct every, or put the word into lead")
            yield entry.mark("every"), message, hint


@rule("of-unprinted", "warning", texts=True)
def find_unprinted_of(given: CheckInput) -> Iterator[Report]:
    """Hardly a character of `of`, whom or what the figure counts, stands in the section. Needs --sources.

    of（数字统计的对象）所写的文字在本节里几乎找不到。需要 --sources。
    """
    for entry in given.entries:
        of, at = entry.item.of, entry.item.at
        body = given.find_section(entry) if of is not None else None
        pairs = pair_characters(normalize_piece(of or ""))
        if body is not None and sum(pair in body for pair in pairs) < len(pairs) / 2:
            message = Text(f"{at} 里没有“{of}”", f"{at} does not speak of {of}")
            yield entry.mark("of"), message, Text("照原文写", "write it as printed")
