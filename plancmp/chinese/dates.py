"""Years, spans of years and five-year plans as texts print them."""

import re

from plancmp.chinese.folding import normalize_piece
from plancmp.scalars import YEAR, Period

FIVE_YEAR_PLANS = {"九五": Period(1996, 2000), "十五": Period(2001, 2005)} | {
    f"十{digit}五": Period(2006 + 5 * count, 2010 + 5 * count) for count, digit in enumerate("一二三四五六七八九")
}
"""The names of the five-year plans that a text of today may speak of, and their years."""

FIVE_YEAR_PLAN = "|".join(sorted(FIVE_YEAR_PLANS, key=len, reverse=True))
"""The pattern of those names. 十五 is fifteen too, unless quotation marks or a word behind it tell."""

_TIMELY = re.compile(r"[年五期0-9０-９]")
"""Without any of these a piece tells of no time."""
_YEAR = re.compile(rf"(?<![0-9])({YEAR})(?=年)")
_SPAN = re.compile(rf"(?<![0-9])({YEAR})年?[-—–―~至到]+(?:19|20)?([0-9]{{2}})(?![0-9])")
_FIVE_YEARS = re.compile(r"“([十九]五)”|([十九]五)(?=时期|期间|规划|以来|末)|(十[一二三四五六七八九]五)")
_OWN = re.compile(r"[五5]年内|(?:未来|今后)[五5]年|规划期[内末]")
_THIS, _LAST = re.compile(r"[今本]年"), re.compile(r"(?<![比较])(?:去年|过去一年)")
_PAST_FIVE, _NEXT_FIVE = re.compile(r"过去[五5]年|[五5]年来"), re.compile(r"(?:今后|未来)[五5]年")
_UNTIL = re.compile(rf"(?:到|至|截至|截止)({YEAR})年|({YEAR})年[末底]")
_ALONE = re.compile(rf"({YEAR})年?")


def find_years(piece: str, period: Period) -> frozenset[int]:
    """Every year that a piece of text prints, and the first and last year of every period that it names.

    五年内 and the like stand for the plan's own `period`. In a document of one year, as a report, 今年 is that year, 去年 the
    one before, 过去五年 the five before it, 今后五年 the five from it. Empty where the piece tells of no time.
    """
    if not _TIMELY.search(piece):
        return frozenset()
    text = normalize_piece(piece)
    found = {int(year) for year in _YEAR.findall(text)}
    for first, last in _SPAN.findall(text):
        found |= {int(first), int(first[:2] + last)}
    for names in _FIVE_YEARS.findall(text) if "五" in text else ():
        plan = FIVE_YEAR_PLANS["".join(names)]
        found |= {plan.first, plan.last}
    if period.first == period.last:
        found |= _find_relative_years(text, period.first)
    elif not found and _OWN.search(text):
        found = {period.first, period.last}
    return frozenset(found)


def _find_relative_years(text: str, year: int) -> set[int]:
    """The years that words as 今年 stand for in a document of one year."""
    told = ((_THIS, (year,)), (_LAST, (year - 1,)), (_PAST_FIVE, (year - 5, year - 1)), (_NEXT_FIVE, (year, year + 4)))
    return {each for pattern, years in told if pattern.search(text) for each in years}


def find_deadlines(piece: str) -> frozenset[int]:
    """The years by the end of which something shall be: 到2025年, 2025年底, or 2025年 as the head of a column."""
    text = normalize_piece(piece)
    alone = _ALONE.fullmatch(text)
    return frozenset({int(alone[1])} if alone else {int("".join(years)) for years in _UNTIL.findall(text)})
