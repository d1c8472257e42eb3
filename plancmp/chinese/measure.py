"""A number with its unit at one place of folded text: 200多万元, 2—3家, 百分之十二点五, 十来家."""

import re
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.lexicon import UnitHit, match_unit
from plancmp.chinese.numerals import CHINESE, MULTIPLE, MULTIPLES, chinese
from plancmp.units import is_unit
from plancmp.vocabulary import Comparator

DASH = re.compile(r" ?(?:[-‐-―─~〜−]{1,2}|至|到) ?")
"""What joins the ends of a range."""

_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9,])(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?")
_RUN = re.compile(rf"[{CHINESE}]++(?:点[零〇一二三四五六七八九]++)?")
_KILO = re.compile("[\\s\\S]千瓦|[十百千万亿]千[米克]")
"""Where 千 is of the unit and not of the numeral: 两千瓦时, 五万千克. 三千米 may be told either way."""
_MULTIPLE = re.compile(f" ?({MULTIPLES})")
_REST = re.compile("([0-9]{1,4})万")
_MANY = re.compile(r" ?([多余来])")
_GAP = re.compile(r" {0,3}")
_LONGEST = 20
_FIRST_YEAR = 1900
_PAIRS = {"一两": 1, "一二": 1, "两三": 2, "二三": 2, "三四": 3, "四五": 4, "五六": 5, "六七": 6, "七八": 7, "八九": 8}


class Number(NamedTuple):
    """Digits at a place: `value` is None where they cannot be read; `tail` is a closing 万 or 亿 of a Chinese numeral."""

    end: int
    text: str
    value: Decimal | None
    tail: str = ""

    @property
    def arabic(self) -> bool:
        return self.text[0].isascii()


class Measure(NamedTuple):
    """A number and its unit. `names` are the units that it may be told in, the printed one first; none is printed where empty.

    `scale` is how much the multiple in front of the unit is (10,000 for 万元), so that ends of a range can be brought together;
    `unscaled` is the figure without a multiple that has no unit behind it (5 of 5亿).
    """

    number: Number
    end: int
    value: Decimal | None
    names: tuple[str, ...]
    base: str
    scale: Decimal
    many: Comparator | None
    unscaled: Decimal | None = None


def number_at(folded: str, at: int) -> Number | None:
    """The digits that begin at `at`, Arabic or Chinese, or None."""
    arabic = _ARABIC.match(folded, at)
    if arabic:
        text = arabic[0]
        return Number(arabic.end(), text, Decimal(text.replace(",", "")) if len(text) <= _LONGEST else None)
    run = _RUN.match(folded, at)
    if run is None:
        return None
    text, end = run[0], run.end()
    if text[-1] == "千" and len(text) > 1 and _KILO.match(folded, end - 2):
        text, end = text[:-1], end - 1
    return Number(end, text, chinese(text), text[-1] if text[-1] in "万亿" else "")


def pair_of(number: Number) -> tuple[Decimal, Decimal] | None:
    """Two digits in a row that mean "two or three" (两三家), as a range."""
    low = _PAIRS.get(number.text)
    return (Decimal(low), Decimal(low + 1)) if low else None


def _unit_at(folded: str, at: int) -> UnitHit | None:
    gap = _GAP.match(folded, at) if folded.startswith(" ", at) else None
    return match_unit(folded, gap.end() if gap else at)


def measure_at(folded: str, number: Number) -> Measure:
    """The number with what follows it: 多 or 余, multiple, unit."""
    value, end, many, multiple = number.value, number.end, None, ""
    hit = _unit_at(folded, end)
    if hit is None and number.arabic:
        bare = _MULTIPLE.match(folded, end)
        if bare:
            multiple, end = bare[1], bare.end()
            rest = _REST.match(folded, end) if multiple == "亿" else None
            if rest and value is not None:
                value, multiple, end = value * 10**4 + Decimal(rest[1]), "万", rest.end()  # 1亿5000万
            hit = _unit_at(folded, end) if rest else None
    if hit is None:
        word = _MANY.match(folded, end)
        if word and (word[1] != "来" or (not number.arabic and number.text[-1] in "十百千万")):
            hit = _unit_at(folded, word.end())
            if hit or (word[1] == "余" and not number.arabic):
                many = Comparator.ABOUT if word[1] == "来" else Comparator.ABOVE
                end = word.end()
    if hit is None:
        scale = MULTIPLE.get(multiple, Decimal(1))
        full = value * scale if value is not None and multiple else value
        return Measure(number, end, full, (), "", scale, many, value if multiple else None)
    names = hit.names
    if (
        number.tail
        and not multiple
        and not hit.multiple
        and value is not None
        and (number.text != number.tail or hit.base in {"元", "美元"})
    ):
        # 三万人 is told as 3 万人, as Arabic digits would be; 万种 alone stays 10,000 种.
        multiple, value = number.tail, value / MULTIPLE[number.tail]
    if multiple and not hit.multiple and all(is_unit(multiple + name) for name in names):
        return Measure(
            number, hit.end, value, tuple(multiple + name for name in names), hit.base, MULTIPLE[multiple], many
        )
    if multiple and value is not None:
        value *= MULTIPLE[multiple]
    return Measure(number, hit.end, value, names, hit.base, MULTIPLE.get(hit.multiple, Decimal(1)), many)


def range_after(folded: str, first: Measure) -> tuple[Decimal, Decimal, Measure] | None:
    """Where a dash and a second, greater number follow `first`: both ends in the unit of the second, and the second."""
    dash = DASH.match(folded, first.end)
    number = number_at(folded, dash.end()) if dash else None
    if number is None or number.value is None or first.value is None:
        return None
    second = measure_at(folded, number)
    if second.value is None or (second.base == "年" and second.value >= _FIRST_YEAR):
        return None
    if first.base and second.base and first.base != second.base:
        return None
    low = first.value
    if first.base or first.unscaled is not None:
        own = first.scale if first.base else Decimal(1)
        low = low * own / (second.scale if second.base else Decimal(1))
    elif second.unscaled is not None:
        low *= second.scale
    high = second.value
    if not low < high:
        return None
    if first.names and not second.names:
        second = second._replace(names=first.names, base=first.base, scale=first.scale)
    return low, high, second
