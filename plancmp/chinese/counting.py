"""A plain number in a sentence: its unit, its comparator, and whether it counts at all (一个 may, 一流 does not)."""

import re

from plancmp.chinese.context import comparator_after, comparator_before, is_deed
from plancmp.chinese.lexicon import match_unit
from plancmp.chinese.measure import Measure, Number, measure_at, number_at, pair_of, range_after
from plancmp.chinese.numerals import MULTIPLE
from plancmp.chinese.reading import Finding, Kind
from plancmp.vocabulary import Comparator

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


def count(folded: str, at: int, floor: int) -> tuple[Finding | None, int]:
    """What the number at `at` is, None where it counts nothing, and where to read on.

    `floor` is the end of the quantity before; a comparator in front lies behind it.
    """
    number = number_at(folded, at)
    if number is None:
        return None, at + 1
    return _arabic(folded, at, number, floor) if number.arabic else _chinese(folded, at, number, floor)


def _arabic(folded: str, at: int, number: Number, floor: int) -> tuple[Finding | None, int]:
    digits = number.text.partition(".")[0]
    measure = measure_at(folded, number)
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
        return Finding(at, at, end, "name", None if unread else number.value), end
    if measure.value is not None and folded[max(0, at - 1) : at] in {"-", "−"} and _SIGNED.search(folded, at - 2, at):
        measure = measure._replace(value=-measure.value)
        at -= 1
    return _told(folded, at, measure, floor)


def _chinese(folded: str, at: int, number: Number, floor: int) -> tuple[Finding | None, int]:
    if number.value is None:
        pair = pair_of(number)
        hit = match_unit(folded, number.end) if pair else None
        if not pair or not hit or hit.base in _LOOSE:
            return None, number.end
        kind: Kind = "year" if hit.base == "年" else "figure"
        return Finding(at, at, hit.end, kind, None, *pair, hit.names), hit.end
    whole = match_unit(folded, at)
    if whole and not whole.multiple and whole.end > number.end and len(number.text) == 1:
        return None, whole.end  # 千米, 千瓦时 without a figure
    measure = measure_at(folded, number)
    before, _ = comparator_before(folded, at, floor)
    after, _ = comparator_after(folded, measure.end)
    if range_after(folded, measure):
        return _told(folded, at, measure, floor)
    if number.text in MULTIPLE and measure.names and not before and not after and _of_heading(folded, at, measure):
        return None, measure.end
    if number.value == 0 or (number.value <= _DIGITS and measure.base in {"元", "分"} and measure.scale == 1):
        return None, measure.end  # 零部件, 三元材料, 十分重要
    if not measure.names:
        if folded.startswith("大", measure.end) and 1 < number.value <= _FEW:
            return Finding(at, at, measure.end, "name", number.value), measure.end
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
        return Finding(at, at, measure.end, "name", measure.value, names=measure.names), measure.end
    return _told(folded, at, measure, floor)


def _of_heading(folded: str, at: int, measure: Measure) -> bool:
    """Whether a multiple without a figure is only the unit of a heading: 产值(亿元,不变价), 单位:万元, 装机 万千瓦."""
    if folded.startswith("千", measure.number.end):
        return True
    return bool(_HEADING.search(folded[max(0, at - 5) : at]) and _HEADED.match(folded, measure.end))


def _told(folded: str, at: int, measure: Measure, floor: int) -> tuple[Finding, int]:
    """The finding for a measure: single or range, with its comparator and its kind."""
    span = range_after(folded, measure)
    low = high = None
    value = measure.value
    if span:
        low, high, measure = span
        value = None
    before, begin = comparator_before(folded, at, floor)
    after, end = comparator_after(folded, measure.end)
    if before and is_deed(folded, begin, end, measure.base):
        before, begin = None, at
    comparator = before or after or measure.many or Comparator.REACH
    if after and (measure.many or before in {Comparator.ABOUT, Comparator.ABOVE}):
        comparator = after
    kind = _kind(folded, at, measure)
    if kind == "year" or (kind == "name" and measure.base in _MONEY):
        comparator, begin, end = Comparator.REACH, at, measure.end
    return Finding(begin, at, end, kind, value, low, high, measure.names, comparator, unscaled=measure.unscaled), end


def _kind(folded: str, at: int, measure: Measure) -> Kind:
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
