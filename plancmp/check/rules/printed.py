"""How a text prints: the characters that count in matching, years and periods."""

import re
from functools import lru_cache
from unicodedata import normalize

from plancmp.model import Period

_TIMELY = re.compile(r"[年五期0-9０-９]")
"""Without any of these a piece tells of no time."""
_CENTURY = r"(?:19|20)[0-9]{2}"
_YEAR = re.compile(rf"(?<![0-9])({_CENTURY})(?=年)")
_SPAN = re.compile(rf"(?<![0-9])({_CENTURY})年?[-—–―~至到]+(?:19|20)?([0-9]{{2}})(?![0-9])")
_FIVE_YEARS = re.compile(r"(?:“(十|九)五”|(十|九)五(?=时期|期间|规划|以来|末)|(十[一二三四五六七八九])五)")
_OWN = re.compile(r"[五5]年内|(?:未来|今后)[五5]年|规划期[内末]")
_UNTIL = re.compile(rf"(?:到|至|截至|截止)({_CENTURY})年|({_CENTURY})年[末底]")
_ALONE = re.compile(rf"({_CENTURY})年?")
_FIRST = {"九": 1996, "十": 2001} | {f"十{digit}": 2006 + 5 * n for n, digit in enumerate("一二三四五六七八九")}


@lru_cache(maxsize=4096)  # several rules ask for the same quotes
def matched(piece: str) -> str:
    """What of a piece counts when it is looked for in a text: NFKC, no white space. As plancmp.chinese.plan_text.normalise, which
    finds the way back too.
    """
    return "".join(normalize("NFKC", piece).split())


def years_in(piece: str, period: Period) -> frozenset[int]:
    """Every year that a piece of text prints, and the first and last year of every period that it names.

    五年内 and the like stand for the plan's own `period`. Empty where the piece tells of no time.
    """
    if not _TIMELY.search(piece):
        return frozenset()
    text = matched(piece)
    found = {int(year) for year in _YEAR.findall(text)}
    for first, last in _SPAN.findall(text):
        found |= {int(first), int(first[:2] + last)}
    for names in _FIVE_YEARS.findall(text) if "五" in text else ():
        first_year = _FIRST["".join(names)]
        found |= {first_year, first_year + 4}
    if not found and _OWN.search(text):
        found = {period.first, period.last}
    return frozenset(found)


def until(piece: str) -> frozenset[int]:
    """The years by the end of which something shall be: 到2025年, 2025年底, or 2025年 as the head of a column."""
    text = matched(piece)
    alone = _ALONE.fullmatch(text)
    return frozenset({int(alone[1])} if alone else {int("".join(years)) for years in _UNTIL.findall(text)})
