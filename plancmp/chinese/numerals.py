"""Bare numerals, Arabic and Chinese, as decimals."""

import re
from decimal import Decimal

from plancmp.chinese.folding import fold

NUMERAL_CHARACTERS = "零〇○一二三四五六七八九两十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
"""The characters of Chinese numerals."""

_DIGIT = dict(
    zip(
        "零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖",
        (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 2, "卅": 3}

MULTIPLE = {
    word: Decimal(10) ** power
    for word, power in (
        ("万亿", 12),
        ("千亿", 11),
        ("百亿", 10),
        ("十亿", 9),
        ("亿", 8),
        ("千万", 7),
        ("百万", 6),
        ("十万", 5),
        ("万", 4),
        ("千", 3),
        ("百", 2),
    )
}
"""What may stand behind Arabic digits, and how much it is."""

MULTIPLES = "万亿|[十百千]?[万亿]|[百千]"
"""The keys of MULTIPLE as a pattern, longest first."""

_ARABIC = re.compile(rf"(?P<digits>-?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?) ?(?P<multiple>{MULTIPLES})?")
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
    if len(numeral) > _MAXIMUM:
        return None
    whole, point, places = numeral.partition("点")
    value = _whole(whole) if whole else None
    if value is None or not point:
        return None if value is None else Decimal(value)
    if not places or any(c not in _DIGIT or c == "两" for c in places):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGIT[c]) for c in places)}")


def _whole(numeral: str) -> int | None:
    """A whole number below 10^16; None where the characters do not make one (十二五, 一一, 十百)."""
    if len(numeral) > 2 and all(c in _DIGIT and c != "两" for c in numeral):  # noqa: PLR2004 - two digits in a row are "two or three"
        return int("".join(str(_DIGIT[c]) for c in numeral)) if set(numeral) & set("零〇○") else None
    hundred_millions, rest = _split(numeral, "亿")
    high: int | None = 0
    if hundred_millions is not None:
        thousands, few = _split(hundred_millions, "万")
        high = _myriad(thousands, few, bare=True)
    if high is None:
        return None
    if hundred_millions is not None and not rest:
        return high * 10**8
    if hundred_millions is not None and _DIGIT.get(rest):
        return high * 10**8 + _DIGIT[rest] * 10**7  # 一亿五 is 150,000,000
    thousands, few = _split(rest.removeprefix("零") if hundred_millions is not None else rest, "万")
    low = _myriad(thousands, few, bare=hundred_millions is None)
    return None if low is None else high * 10**8 + low


def _split(numeral: str, at: str) -> tuple[str | None, str]:
    head, sign, tail = numeral.partition(at)
    return (head, tail) if sign else (None, numeral)


def _myriad(thousands: str | None, few: str, *, bare: bool) -> int | None:
    """The value of `thousands`万`few`; `bare` allows 万 without a figure in front, which is 10,000."""
    if thousands is None:
        return 1 if bare and not few else _under_myriad(few)
    high = 1 if bare and not thousands else _under_myriad(thousands)
    if high is None:
        return None
    if not few:
        return high * 10**4
    if _DIGIT.get(few):
        return high * 10**4 + _DIGIT[few] * 1000  # 三万五 is 35,000
    low = _under_myriad(few.removeprefix("零"))
    return None if low is None else high * 10**4 + low


def _under_myriad(numeral: str) -> int | None:
    """A numeral without 万 and 亿: 十五, 一百零八, 三千五, 百, 廿五."""
    total, digit, last, zero = 0, -1, 10**4, False
    for index, c in enumerate(numeral):
        if c in _TENS:
            if digit >= 0 or last <= 10:  # noqa: PLR2004 - 廿 takes the place of 二十
                return None
            total, last = total + _TENS[c] * 10, 10
        elif c in _SMALL:
            size = _SMALL[c]
            if size >= last or (digit == 0) or (digit < 0 and index and size > 10):  # noqa: PLR2004 - 一百十五 is said, 一千百 is not
                return None
            total, last, digit, zero = total + (digit if digit > 0 else 1) * size, size, -1, False
        elif c in _DIGIT:
            if digit >= 0:
                return None
            if _DIGIT[c] == 0 and len(numeral) > 1:
                if zero or not index:
                    return None
                zero = True
            else:
                digit = _DIGIT[c]
        else:
            return None
    if digit >= 0:
        # 三千五 is 3500, 三千零五 is 3005
        total += digit * last // 10 if last in (100, 1000) and not zero else digit
    ends = digit >= 0 or not zero  # 一百零 does not
    return total if ends and (total or digit == 0) else None
