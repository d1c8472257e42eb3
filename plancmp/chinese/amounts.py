"""A number with its unit and its bound in running text: 200多万元, 2—3家, 十来家; and whether it counts at all (一个 may, 一流 does
not).
"""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from plancmp.chinese.bounds_and_bases import find_bound_after, find_bound_before, is_deed
from plancmp.chinese.numerals import MULTIPLE, MULTIPLE_PATTERN, Number, read_number, read_pair
from plancmp.chinese.unit_names import UnitHit, match_unit
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Comparator

Kind = Literal["figure", "word", "year", "ordinal", "name", "list-number", "unreadable"]
CLAIMED: frozenset[Kind] = frozenset({"figure", "word", "ordinal", "name"})
"""The kinds of quantities that an entry may be about."""


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


class Amount(NamedTuple):
    """A number and its unit. `names` are the units that it may be told in, the printed one first; none is printed where empty.

    `scale` is how much the multiple in front of the unit is (10,000 for 万元), so that ends of a range can be brought together;
    `unscaled` is the figure without a multiple that has no unit behind it (5 of 5亿).
    """

    number: Number
    end: int
    value: Decimal | None
    names: tuple[str, ...] = ()
    base: str = ""
    scale: Decimal = Decimal(1)
    many: Comparator | None = None
    unscaled: Decimal | None = None


DASH = re.compile(r" ?(?:[-‐-―─~〜−]{1,2}|至|到) ?")
"""What joins the ends of a range."""

_MULTIPLE = re.compile(f" ?({MULTIPLE_PATTERN})")
_REST = re.compile("([0-9]{1,4})万")
_MANY = re.compile(r" ?([多余来])")
_GAP = re.compile(r" {0,3}")
_FIRST_YEAR = 1900
_MONEY = frozenset({"元", "美元"})


def _find_unit(folded: str, at: int) -> UnitHit | None:
    gap = _GAP.match(folded, at) if folded.startswith(" ", at) else None
    return match_unit(folded, gap.end() if gap else at)


def read_amount(folded: str, number: Number) -> Amount:
    """The number with what follows it: 多 or 余, multiple, unit."""
    value, multiple, end, hit = _read_multiple(folded, number)
    many = None
    if hit is None:
        many, end, hit = _read_many(folded, number, end)
    if hit is not None:
        return _count_units(number, value, multiple, hit, many)
    scale = MULTIPLE.get(multiple, Decimal(1))
    if not multiple or value is None:
        return Amount(number, end, value, scale=scale, many=many)
    return Amount(number, end, value * scale, scale=scale, many=many, unscaled=value)


def _read_multiple(folded: str, number: Number) -> tuple[Decimal | None, str, int, UnitHit | None]:
    """The number in a multiple behind its Arabic digits (1亿5000万 is 15000, 万), where reading goes on, and the unit there."""
    hit = _find_unit(folded, number.end)
    bare = _MULTIPLE.match(folded, number.end) if hit is None and number.is_arabic else None
    if bare is None:
        return number.value, "", number.end, hit
    rest = _REST.match(folded, bare.end()) if bare[1] == "亿" else None
    if rest is None or number.value is None:
        return number.value, bare[1], bare.end(), None
    return number.value * 10**4 + Decimal(rest[1]), "万", rest.end(), _find_unit(folded, rest.end())


def _count_units(number: Number, value: Decimal | None, multiple: str, hit: UnitHit, many: Comparator | None) -> Amount:
    """The amount in the unit found; a multiple in front goes to the unit where that is one (万元), else into the value."""
    if not multiple and _is_tail_of_unit(number, hit):
        multiple, value = number.tail, value and value / MULTIPLE[number.tail]
    names = tuple(multiple + name for name in hit.names)
    if multiple and not hit.multiple and all(map(is_unit, names)):
        return Amount(number, hit.end, value, names, hit.base, MULTIPLE[multiple], many)
    if multiple and value is not None:
        value *= MULTIPLE[multiple]
    return Amount(number, hit.end, value, hit.names, hit.base, MULTIPLE.get(hit.multiple, Decimal(1)), many)


def _read_many(folded: str, number: Number, end: int) -> tuple[Comparator | None, int, UnitHit | None]:
    """What 多, 余 or 来 behind a number says of it, where reading goes on, and the unit there."""
    word = _MANY.match(folded, end)
    if word is None or (word[1] == "来" and (number.is_arabic or number.text[-1] not in "十百千万")):
        return None, end, None
    hit = _find_unit(folded, word.end())
    if hit is None and (word[1] != "余" or number.is_arabic):
        return None, end, None
    return Comparator.ABOUT if word[1] == "来" else Comparator.ABOVE, word.end(), hit


def _is_tail_of_unit(number: Number, hit: UnitHit) -> bool:
    """Whether a closing 万 is told with the unit: 三万人 is 3 万人, as Arabic digits would be; 万种 alone stays 10,000 种."""
    if not number.tail or hit.multiple or number.value is None:
        return False
    return number.text != number.tail or hit.base in _MONEY


def read_range(folded: str, first: Amount) -> tuple[Decimal, Decimal, Amount] | None:
    """Where a dash and a second, greater number follow `first`: both ends in the unit of the second, and the second."""
    dash = DASH.match(folded, first.end)
    number = read_number(folded, dash.end()) if dash else None
    if number is None or number.value is None or first.value is None:
        return None
    second = read_amount(folded, number)
    high = second.value
    if high is None or not _may_be_ends(first, second):
        return None
    low = _scale_low(first.value, first, second)
    if not low < high:
        return None
    if first.names and not second.names:
        second = second._replace(names=first.names, base=first.base, scale=first.scale)
    return low, high, second


def _may_be_ends(first: Amount, second: Amount) -> bool:
    """Whether two amounts may be the ends of one range: no year behind, and not of two units."""
    is_year = second.base == "年" and second.value is not None and second.value >= _FIRST_YEAR
    return not is_year and (not first.base or not second.base or first.base == second.base)


def _scale_low(low: Decimal, first: Amount, second: Amount) -> Decimal:
    """The lower end of a range as a number of the upper end's units."""
    if first.base or first.unscaled is not None:
        return low * (first.scale if first.base else 1) / (second.scale if second.base else 1)
    return low * second.scale if second.unscaled is not None else low


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
    return (_read_arabic if number.is_arabic else _read_chinese)(folded, at, number, floor)


def _read_arabic(folded: str, at: int, number: Number, floor: int) -> tuple[Reading, int]:
    amount = read_amount(folded, number)
    is_serial = _is_serial(folded, at, amount)
    if is_serial or (not amount.names and _NOT_A_FIGURE.match(folded, number.end)):
        tail = _SERIAL.match(folded, number.end)
        end = tail.end() if tail else number.end
        return Reading(at, at, end, "name", None if is_serial else number.value), end
    if amount.value is not None and folded[max(0, at - 1) : at] in {"-", "−"} and _SIGNED.search(folded, at - 2, at):
        amount = amount._replace(value=-amount.value)
        at -= 1
    return _read_bounded(folded, at, amount, floor)


def _is_serial(folded: str, at: int, amount: Amount) -> bool:
    """Whether digits are no number: too many of them without a comma or a unit, a post code, 007."""
    digits = amount.number.text.partition(".")[0]
    if amount.number.value is None or (len(digits) > 1 and digits[0] == "0"):
        return True
    if len(digits) >= _LONG_SERIAL and "," not in digits and not amount.names:
        return True
    return bool(_POSTCODE.search(folded[max(0, at - 4) : at]))


def _read_chinese(folded: str, at: int, number: Number, floor: int) -> tuple[Reading | None, int]:
    if number.value is None:
        return _read_two_or_three(folded, at, number)
    whole = match_unit(folded, at)
    if whole and not whole.multiple and whole.end > number.end and len(number.text) == 1:
        return None, whole.end  # 千米, 千瓦时 without a figure
    amount = read_amount(folded, number)
    return (_read_bounded if read_range(folded, amount) else _read_single)(folded, at, amount, floor)


def _read_single(folded: str, at: int, amount: Amount, floor: int) -> tuple[Reading | None, int]:
    """A Chinese numeral that begins no range; None where it is a part of a word."""
    before = find_bound_before(folded, at, floor)[0] is not None
    after = find_bound_after(folded, amount.end)[0] is not None
    bounded = before or after
    if _is_word(folded, at, amount, before=before, after=after):
        return None, amount.end
    if _is_name(folded, amount, bounded=bounded):
        return Reading(at, at, amount.end, "name", amount.value, names=amount.names), amount.end
    if amount.names or _is_bare_figure(amount, bounded=bounded):
        return _read_bounded(folded, at, amount, floor)
    return None, amount.end


def _read_two_or_three(folded: str, at: int, number: Number) -> tuple[Reading | None, int]:
    pair = read_pair(number)
    hit = match_unit(folded, number.end) if pair else None
    if not pair or not hit or hit.base in _LOOSE:
        return None, number.end
    kind: Kind = "year" if hit.base == "年" else "figure"
    return Reading(at, at, hit.end, kind, None, *pair, hit.names), hit.end


def _is_word(folded: str, at: int, amount: Amount, *, before: bool, after: bool) -> bool:
    """Whether a Chinese numeral is a part of a word: 零部件, 三元材料, 十分重要, 一流, 二级, the 万元 of a heading.

    `before` and `after` say whether a bound stands there.
    """
    text, value, base = amount.number.text, amount.number.value, amount.base
    if not value or (value <= _DIGITS and base in {"元", "分"} and amount.scale == 1):
        return True
    if not amount.names:
        return False
    if text in MULTIPLE and not before and not after:
        return _is_of_heading(folded, at, amount)
    if text == "一":
        return not after and not _is_one_thing(folded, at, base, bounded=before)
    return text == "二" and base not in _MONEY | {"percent"}  # counts say 两; 二 stands in 二级, 二次, 二期


def _is_one_thing(folded: str, at: int, base: str, *, bounded: bool) -> bool:
    """Whether 一 counts: 一个, 一年; not 一流, 每一个, 第一个."""
    return base in _ONE | {"年"} and (bounded or not _AFTER_NO_ONE.search(folded[max(0, at - 1) : at]))


def _is_name(folded: str, amount: Amount, *, bounded: bool) -> bool:
    """Whether what is counted is a name, not a number of things: 十大, 三期, 二十版."""
    if amount.names:
        return amount.base in _LOOSE and not bounded
    return amount.value is not None and folded.startswith("大", amount.end) and 1 < amount.value <= _FEW


def _is_bare_figure(amount: Amount, *, bounded: bool) -> bool:
    """Whether a Chinese numeral without a unit is a figure: it is bounded, and more than one digit."""
    text, many = amount.number.text, amount.many is not None
    if (bounded or many) and len(text) + many > 1:
        return True
    return bounded and text in {"百", "千", "万"}


def _is_of_heading(folded: str, at: int, amount: Amount) -> bool:
    """Whether a multiple without a figure is only the unit of a heading: 产值(亿元,不变价), 单位:万元, 装机 万千瓦."""
    if folded.startswith("千", amount.number.end):
        return True
    return bool(_HEADING.search(folded[max(0, at - 5) : at]) and _HEADED.match(folded, amount.end))


def _read_bounded(folded: str, at: int, amount: Amount, floor: int) -> tuple[Reading, int]:
    """The reading of an amount: single or range, with its comparator and its kind."""
    low = high = None
    value = amount.value
    if span := read_range(folded, amount):
        value = None
        low, high, amount = span
    kind = _find_kind(folded, at, amount)
    comparator, begin, end = Comparator.REACH, at, amount.end
    if kind != "year" and not (kind == "name" and amount.base in _MONEY):
        comparator, begin, end = _find_bounds(folded, at, amount, floor)
    return Reading(begin, at, end, kind, value, low, high, amount.names, comparator, unscaled=amount.unscaled), end


def _find_bounds(folded: str, at: int, amount: Amount, floor: int) -> tuple[Comparator, int, int]:
    """What the words before, behind and in an amount make of it, where they begin and where they end."""
    before, begin = find_bound_before(folded, at, floor)
    after, end = find_bound_after(folded, amount.end)
    if before and is_deed(folded, begin, end, amount.base):
        before, begin = None, at
    if after and (amount.many or before in {Comparator.ABOVE, Comparator.ABOUT}):
        return after, begin, end
    return before or after or amount.many or Comparator.REACH, begin, end


def _find_kind(folded: str, at: int, amount: Amount) -> Kind:
    if amount.value is None:
        return "unreadable"
    if amount.base == "年":
        return "figure" if _counts_years(folded, at, amount) else "year"
    if amount.base == "日" and amount.value <= _DAYS:
        return "year"
    if amount.base in _GRADES or (amount.base in _MONEY and _is_class(folded, at, amount)):
        return "name"
    return "figure"


def _counts_years(folded: str, at: int, amount: Amount) -> bool:
    """Whether years are counted, and no time told: not 3年内, 近5年, 三年."""
    if not amount.number.is_arabic or _AFTER_YEARS.match(folded, amount.end):
        return False
    return not _BEFORE_YEARS.search(folded[max(0, at - 2) : at])


def _is_class(folded: str, at: int, amount: Amount) -> bool:
    """Whether money names a class of what stands behind, and no amount: 千亿元园区, 超10亿元企业."""
    if not amount.number.is_arabic and _CLASS.match(folded, amount.end):
        return True
    is_bounded = folded.startswith("以上", amount.end) or folded[max(0, at - 1) : at] in {"超", "过"}
    return is_bounded and _CLASS_NEXT.match(folded, amount.end) is not None
