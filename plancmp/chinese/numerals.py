"""Numerals, Arabic and Chinese, as decimals: bare, or at a place of a text."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.folding import fold
from plancmp.units import MULTIPLES

NUMERAL_CHARACTERS = "零〇○一二三四五六七八九两十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
"""The characters of Chinese numerals."""

_PLAIN = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟", "零零一二三四五六七八九十百千")
_VALUE = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"廿": 20, "卅": 30}
_DIGIT, _ZERO = "[一二三四五六七八九两]", "(?<=.)零"
_BELOW_MYRIAD = re.compile(  # 百 alone is 100, and 十 also behind others: 一百十五
    f"(?:({_DIGIT}?)千)?(?:(?:{_ZERO})?({_DIGIT}|^)百)?(?:(?:{_ZERO})?(?:({_DIGIT}?)十|([廿卅])))?(?:({_ZERO})?({_DIGIT}))?"
)

MULTIPLE = {word: size for word, size in MULTIPLES.items() if word != "十"}
"""What may stand behind Arabic digits, and how much it is."""

MULTIPLE_PATTERN = "万亿|[十百千]?[万亿]|[百千]"
"""The keys of MULTIPLE, longest first."""

_ARABIC = re.compile(
    rf"(?P<digits>-?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?) ?(?P<multiple>{MULTIPLE_PATTERN})?"
)
_MAXIMUM = 40  # no plan prints longer figures; a longer run is a serial number, or hostile


def read_numeral(text: str) -> Decimal | None:
    """The value of a bare numeral (12,500, 1.5万, 一百二十, 三万五千, 廿五, 百), or None where it is none.

    A decimal keeps the places as printed.
    """
    folded = fold(text)[0].strip()
    if len(folded) > _MAXIMUM:
        return None
    arabic = _ARABIC.fullmatch(folded)
    if arabic:
        value = Decimal(arabic["digits"].replace(",", ""))
        return value * MULTIPLE[arabic["multiple"]] if arabic["multiple"] else value
    return read_chinese(folded)


def read_chinese(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral, with or without decimals (十二点五), or None where it is none."""
    whole, point, places = numeral.translate(_PLAIN).partition("点")
    if not whole or len(numeral) > _MAXIMUM:
        return None
    value = _read_spelt(whole) if len(whole) > 2 and _is_digits(whole) else _read_whole(whole, _SIZES)  # noqa: PLR2004 - two digits in a row are "two or three"
    if value is None or not point:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{_spell(places)}") if _is_digits(places) else None


_SIZES = (("亿", 10**8), ("万", 10**4))


def _is_digits(numeral: str) -> bool:
    return bool(numeral) and all(character in _VALUE and character != "两" for character in numeral)


def _spell(digits: str) -> str:
    return "".join(str(_VALUE[digit]) for digit in digits)


def _read_spelt(digits: str) -> int | None:
    """二〇一六; digits without a zero among them are no number."""
    return int(_spell(digits)) if "零" in digits else None


def _read_whole(numeral: str, sizes: Sequence[tuple[str, int]], *, behind: bool = False) -> int | None:
    """A whole number below 10^16, read from its greatest size down; None where the characters do not make one (十二五, 一一,
    十百). `behind` another size there is no 万 without a figure in front.
    """
    for index, (sign, size) in enumerate(sizes):
        head, found, rest = numeral.partition(sign)
        if found:
            many = 1 if not head and not behind else _read_whole(head, sizes[index + 1 :])
            few = _read_rest(rest, size, sizes[index + 1 :])
            return None if many is None or few is None else many * size + few
    return _read_below_myriad(numeral)


def _read_rest(rest: str, size: int, sizes: Sequence[tuple[str, int]]) -> int | None:
    """What stands behind 亿 or 万: a single digit counts tenths of it, as in 三万五 for 35,000."""
    if not rest:
        return 0
    if digit := _VALUE.get(rest):
        return digit * size // 10
    return _read_whole(rest.removeprefix("零"), sizes, behind=True)


def _read_below_myriad(numeral: str) -> int | None:
    """A numeral without 万 and 亿: 十五, 一百零八, 三千五, 百, 廿五."""
    match = _BELOW_MYRIAD.fullmatch(numeral)
    if match is None or not numeral:
        return 0 if numeral == "零" else None
    thousands, hundreds, tens, score, zero, ones = match.groups()
    parts = [(digit, size) for digit, size in ((thousands, 1000), (hundreds, 100), (tens, 10)) if digit is not None]
    total = sum(_VALUE.get(digit, 1) * size for digit, size in parts) + _TENS.get(score, 0)
    if ones:
        last = parts[-1][1] if parts and not zero and not score else 10
        total += _VALUE[ones] * last // 10  # 三千五 is 3500, 三千零五 is 3005
    return total


class Number(NamedTuple):
    """Digits at a place: `value` is None where they cannot be read; `tail` is a closing 万 or 亿 of a Chinese numeral."""

    end: int
    text: str
    value: Decimal | None
    tail: str = ""

    @property
    def is_arabic(self) -> bool:
        return self.text[0].isascii()


_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9,])(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?")
_RUN = re.compile(rf"[{NUMERAL_CHARACTERS}]++(?:点[零〇一二三四五六七八九]++)?")
_KILO = re.compile("[\\s\\S]千瓦|[十百千万亿]千[米克]")
"""Where 千 is of the unit and not of the numeral: 两千瓦时, 五万千克. 三千米 may be told either way."""
_LONGEST = 20
_PAIRS = {"一两": 1, "一二": 1, "两三": 2, "二三": 2, "三四": 3, "四五": 4, "五六": 5, "六七": 6, "七八": 7, "八九": 8}


def read_number(folded: str, at: int) -> Number | None:
    """The digits that begin at `at`, Arabic or Chinese, or None."""
    arabic = _DIGITS.match(folded, at)
    if arabic:
        text = arabic[0]
        return Number(arabic.end(), text, Decimal(text.replace(",", "")) if len(text) <= _LONGEST else None)
    run = _RUN.match(folded, at)
    if run is None:
        return None
    text, end = run[0], run.end()
    if text[-1] == "千" and len(text) > 1 and _KILO.match(folded, end - 2):
        text, end = text[:-1], end - 1
    return Number(end, text, read_chinese(text), text[-1] if text[-1] in "万亿" else "")


def read_pair(number: Number) -> tuple[Decimal, Decimal] | None:
    """Two digits in a row that mean "two or three" (两三家), as a range."""
    low = _PAIRS.get(number.text)
    return (Decimal(low), Decimal(low + 1)) if low else None
