"""A number with its unit and its bound in running text: 200多万元, 2—3家, 百分之十二点五; and whether it counts at all (一个 may, 一流 does not)."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from plancmp.chinese.bounds_and_bases import find_bound_after, find_bound_before, is_deed
from plancmp.chinese.numerals import MULTIPLE, MULTIPLES, NUMERAL_CHARACTERS, read_chinese
from plancmp.chinese.unit_names import UnitHit, match_unit
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Comparator

Kind = Literal["figure", "word", "year", "ordinal", "name", "list-number", "unreadable"]


class Reading(NamedTuple):
    """A quantity in folded text. `begin` counts the comparator in front, `start` is where the number begins.

    `names` are the units that it may be told in, the printed one first; `others` are values that say the same (翻一番 is
    also 1 番); `unscaled` is the figure before a multiple that has no unit behind it.
    """

    begin: int
    start: int
    end: int
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    names: tuple[str, ...] = ()
    comparator: Comparator = Comparator.REACH
    basis: Basis | None = None
    others: tuple[tuple[Decimal, str], ...] = ()
    unscaled: Decimal | None = None


DASH = re.compile(r" ?(?:[-‐-―─~〜−]{1,2}|至|到) ?")
"""What joins the ends of a range."""

_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9,])(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?")
_RUN = re.compile(rf"[{NUMERAL_CHARACTERS}]++(?:点[零〇一二三四五六七八九]++)?")
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


class Amount(NamedTuple):
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


def read_number(folded: str, at: int) -> Number | None:
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
    return Number(end, text, read_chinese(text), text[-1] if text[-1] in "万亿" else "")


def read_pair(number: Number) -> tuple[Decimal, Decimal] | None:
    """Two digits in a row that mean "two or three" (两三家), as a range."""
    low = _PAIRS.get(number.text)
    return (Decimal(low), Decimal(low + 1)) if low else None


def _unit_at(folded: str, at: int) -> UnitHit | None:
    gap = _GAP.match(folded, at) if folded.startswith(" ", at) else None
    return match_unit(folded, gap.end() if gap else at)


def read_amount(folded: str, number: Number) -> Amount:
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
        return Amount(number, end, full, (), "", scale, many, value if multiple else None)
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
        return Amount(
            number, hit.end, value, tuple(multiple + name for name in names), hit.base, MULTIPLE[multiple], many
        )
    if multiple and value is not None:
        value *= MULTIPLE[multiple]
    return Amount(number, hit.end, value, names, hit.base, MULTIPLE.get(hit.multiple, Decimal(1)), many)


def read_range(folded: str, first: Amount) -> tuple[Decimal, Decimal, Amount] | None:
    """Where a dash and a second, greater number follow `first`: both ends in the unit of the second, and the second."""
    dash = DASH.match(folded, first.end)
    number = read_number(folded, dash.end()) if dash else None
    if number is None or number.value is None or first.value is None:
        return None
    second = read_amount(folded, number)
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


_SERIAL = re.compile(r"[0-9A-Za-z]*+(?: ?号)?(?:[-/][0-9]++)*+")
_POSTCODE = re.compile(r"(?:邮编|电话|传真)[:]? ?$")
_NOT_A_FIGURE = re.compile(r"[A-Za-z]| ?(?:号|世纪)|(?:计划|工程|行动|专项)")
_CLASS = re.compile(r"(?:以上|级)?[^,。;、的()\s0-9]{0,12}?(?:园区|产业|基地|集群|企业|工程|项目|城|板块|县|镇)")
_CLASS_NEXT = re.compile(r"(?:以上|级)?的?(?:园区|产业|基地|集群|企业|工程|项目|板块|县|镇)")
_AFTER_YEARS = re.compile(r" ?(?:以?[内来间后]|行动|规划|计划|一次|期)")
_BEFORE_YEARS = re.compile(r"(?:近|未来|今后|每|这|前|后|连续|经过|过去|为期)$")
_AFTER_NO_ONE = re.compile(r"(?:[每同另任哪某这那唯统第万]|逐)$")
_ONE = frozenset("个家项次所名件座户处台人")
_LOOSE = frozenset("级层代版字点轮届单部对站组本场门期类分日片块头支张路品幅例宗款")
_GRADES = frozenset("级代版届层")
_MONEY = frozenset({"元", "美元"})
_LONG_SERIAL, _DAYS, _FEW, _DIGITS = 7, 31, 20, 10
_SIGNED = re.compile(r"(?:[为长率是幅速约降:(,; \t\n]|(?<!占)比)[-−]$")
_HEADING = re.compile(r"(?:[(\[【〔]|单位 ?:) ?$")
_HEADED = re.compile(r"[,;:、/)\]】〕\s]|$")


def read_count(folded: str, at: int, floor: int) -> tuple[Reading | None, int]:
    """What the number at `at` is, None where it counts nothing, and where to read on.

    `floor` is the end of the quantity before; a comparator in front lies behind it.
    """
    number = read_number(folded, at)
    if number is None:
        return None, at + 1
    return _arabic(folded, at, number, floor) if number.arabic else _chinese(folded, at, number, floor)


def _arabic(folded: str, at: int, number: Number, floor: int) -> tuple[Reading | None, int]:
    digits = number.text.partition(".")[0]
    measure = read_amount(folded, number)
    serial = len(digits) >= _LONG_SERIAL and "," not in digits and not measure.names
    unread = (
        number.value is None
        or serial
        or _POSTCODE.search(folded[max(0, at - 4) : at])
        or (len(digits) > 1 and digits[0] == "0")
    )
    if unread or (not measure.names and _NOT_A_FIGURE.match(folded, number.end)):
        tail = _SERIAL.match(folded, number.end)
        end = tail.end() if tail else number.end
        return Reading(at, at, end, "name", None if unread else number.value), end
    if measure.value is not None and folded[max(0, at - 1) : at] in {"-", "−"} and _SIGNED.search(folded, at - 2, at):
        measure = measure._replace(value=-measure.value)
        at -= 1
    return _told(folded, at, measure, floor)


def _chinese(folded: str, at: int, number: Number, floor: int) -> tuple[Reading | None, int]:
    if number.value is None:
        pair = read_pair(number)
        hit = match_unit(folded, number.end) if pair else None
        if not pair or not hit or hit.base in _LOOSE:
            return None, number.end
        kind: Kind = "year" if hit.base == "年" else "figure"
        return Reading(at, at, hit.end, kind, None, *pair, hit.names), hit.end
    whole = match_unit(folded, at)
    if whole and not whole.multiple and whole.end > number.end and len(number.text) == 1:
        return None, whole.end  # 千米, 千瓦时 without a figure
    measure = read_amount(folded, number)
    before, _ = find_bound_before(folded, at, floor)
    after, _ = find_bound_after(folded, measure.end)
    if read_range(folded, measure):
        return _told(folded, at, measure, floor)
    if number.text in MULTIPLE and measure.names and not before and not after and _of_heading(folded, at, measure):
        return None, measure.end
    if number.value == 0 or (number.value <= _DIGITS and measure.base in {"元", "分"} and measure.scale == 1):
        return None, measure.end  # 零部件, 三元材料, 十分重要
    if not measure.names:
        if folded.startswith("大", measure.end) and 1 < number.value <= _FEW:
            return Reading(at, at, measure.end, "name", number.value), measure.end
        if (before or after or measure.many) and len(number.text) + bool(measure.many) > 1:
            return _told(folded, at, measure, floor)
        lone = number.text in {"百", "千", "万"} and (before or after)
        return _told(folded, at, measure, floor) if lone else (None, measure.end)
    if (
        number.text == "一"
        and not after
        and (measure.base not in _ONE | {"年"} or (not before and _AFTER_NO_ONE.search(folded[max(0, at - 1) : at])))
    ):
        return None, measure.end
    if number.text == "二" and measure.base not in _MONEY | {"percent"}:
        return None, measure.end  # counts say 两; 二 stands in 二级, 二次, 二期
    if measure.base in _LOOSE and not after and not before:
        return Reading(at, at, measure.end, "name", measure.value, names=measure.names), measure.end
    return _told(folded, at, measure, floor)


def _of_heading(folded: str, at: int, measure: Amount) -> bool:
    """Whether a multiple without a figure is only the unit of a heading: 产值(亿元,不变价), 单位:万元, 装机 万千瓦."""
    if folded.startswith("千", measure.number.end):
        return True
    return bool(_HEADING.search(folded[max(0, at - 5) : at]) and _HEADED.match(folded, measure.end))


def _told(folded: str, at: int, measure: Amount, floor: int) -> tuple[Reading, int]:
    """The finding for a measure: single or range, with its comparator and its kind."""
    span = read_range(folded, measure)
    low = high = None
    value = measure.value
    if span:
        low, high, measure = span
        value = None
    before, begin = find_bound_before(folded, at, floor)
    after, end = find_bound_after(folded, measure.end)
    if before and is_deed(folded, begin, end, measure.base):
        before, begin = None, at
    comparator = before or after or measure.many or Comparator.REACH
    if after and (measure.many or before in {Comparator.ABOUT, Comparator.ABOVE}):
        comparator = after
    kind = _kind(folded, at, measure)
    if kind == "year" or (kind == "name" and measure.base in _MONEY):
        comparator, begin, end = Comparator.REACH, at, measure.end
    return Reading(begin, at, end, kind, value, low, high, measure.names, comparator, unscaled=measure.unscaled), end


def _kind(folded: str, at: int, measure: Amount) -> Kind:
    base, end = measure.base, measure.end
    if measure.value is None:
        return "unreadable"
    if base == "年":
        known = (
            not measure.number.arabic
            or _AFTER_YEARS.match(folded, end)
            or _BEFORE_YEARS.search(folded[max(0, at - 2) : at])
        )
        return "year" if known else "figure"
    if base == "日" and measure.value <= _DAYS:
        return "year"
    if base in _GRADES:
        return "name"
    if base in _MONEY and (
        (not measure.number.arabic and _CLASS.match(folded, end))
        or (
            _CLASS_NEXT.match(folded, end)
            and (folded.startswith("以上", end) or folded[max(0, at - 1) : at] in {"超", "过"})
        )
    ):
        return "name"  # 千亿元园区, 超10亿元企业: a class, and no bound
    return "figure"
