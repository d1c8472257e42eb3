"""Years and five-year plans as a text names them."""

import re

from plancmp.chinese.pieces import normalize_piece
from plancmp.scalars import Period

FIVE_YEAR_PLANS = {
    "九五": Period(1996, 2000),
    "十五": Period(2001, 2005),
    **{f"十{digit}五": Period(2001 + 5 * n, 2005 + 5 * n) for n, digit in enumerate("一二三四五六七八九", 1)},
}
"""Five-year plan to its years."""

_TIMELY = re.compile(r"[年五期0-9０-９]")
"""Without any of these a piece tells of no time."""
_CENTURY = r"(?:19|20)[0-9]{2}"
_YEAR = re.compile(rf"(?<![0-9])({_CENTURY})(?=年)")
_SPAN = re.compile(rf"(?<![0-9])({_CENTURY})年?[-—–―~至到]+(?:19|20)?([0-9]{{2}})(?![0-9])")
_FIVE_YEARS = re.compile(r"(?:“(十|九)五”|(十|九)五(?=时期|期间|规划|以来|末)|(十[一二三四五六七八九])五)")
_OWN = re.compile(r"[五5]年内|(?:未来|今后)[五5]年|规划期[内末]")
_UNTIL = re.compile(rf"(?:到|至|截至|截止)({_CENTURY})年|({_CENTURY})年[末底]")
_ALONE = re.compile(rf"({_CENTURY})年?")


def find_years(piece: str, period: Period) -> frozenset[int]:
    """Every year that a piece of text prints, and the first and last year of every period that it names.

    五年内 and the like stand for the plan's own `period`. Empty where the piece tells of no time.
    """
    if not _TIMELY.search(piece):
        return frozenset()
    text = normalize_piece(piece)
    found = {int(year) for year in _YEAR.findall(text)}
    for first, last in _SPAN.findall(text):
        found |= {int(first), int(first[:2] + last)}
    for names in _FIVE_YEARS.findall(text) if "五" in text else ():
        found.update(FIVE_YEAR_PLANS["".join(names) + "五"])
    return frozenset(found or (period if _OWN.search(text) else ()))


def find_deadlines(piece: str) -> frozenset[int]:
    """The years by the end of which something shall be: 到2025年, 2025年底, or 2025年 as the head of a column."""
    text = normalize_piece(piece)
    alone = _ALONE.fullmatch(text)
    return frozenset({int(alone[1])} if alone else {int("".join(years)) for years in _UNTIL.findall(text)})
