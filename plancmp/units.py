"""Printed units: which ones are the same kind, and exact conversion between them."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plancmp.words import Text


class Unit(NamedTuple):
    """A printed unit: `kind` says what it may be converted to, `factor` how many of the kind's base it holds."""

    printed: str
    kind: str
    factor: Decimal
    label: Text
    scale: Decimal
    """The 万, 亿 … in front of it, which English readers want multiplied out."""
    english: str
    """What stands behind such a figure: 3 万人次 are 30,000 person-times."""


class UnknownUnitError(ValueError):
    """The unit is in no table."""


_MULTIPLES_EN = {
    "十": (1, "ten"),
    "百": (2, "hundred"),
    "千": (3, "thousand"),
    "万": (4, "10,000"),
    "十万": (5, "100,000"),
    "百万": (6, "million"),
    "千万": (7, "10 million"),
    "亿": (8, "100 million"),
    "十亿": (9, "billion"),
    "百亿": (10, "10 billion"),
    "千亿": (11, "100 billion"),
    "万亿": (12, "trillion"),
}
MULTIPLES = {word: Decimal(10) ** power for word, (power, _) in _MULTIPLES_EN.items()}
"""What may stand in front of a unit, and how much it is."""

COUNTERS = [
    "家",
    "个",
    "所",
    "项",
    "件",
    "种",
    "户",
    "名",
    "人",
    "位",
    "只",
    "头",
    "套",
    "台",
    "座",
    "处",
    "条",
    "块",
    "批",
    "份",
    "篇",
    "部",
    "辆",
    "期",
    "场",
    "本",
    "间",
    "支",
    "张",
    "片",
    "棵",
    "株",
    "品",
    "届",
    "门",
    "对",
    "单",
    "宗",
    "例",
    "类",
    "册",
    "幅",
    "点",
    "款",
    "艘",
    "路",
    "盏",
    "尾",
    "羽",
    "村",
    "县",
    "字",
    "轮",
    "级",
    "层",
    "版",
    "站",
    "组",
    "代",
    "颗",
    "枚",
    "架",
    "栋",
    "镇",
]
"""Counters of things: one kind, because the noun decides what is counted, not the counter."""

_TABLE = """\
人次 person-times 1 person-times
批次 occasions 1 batches
次 occasions 1 times
场次 occasions 1 sessions
户次 household-times 1 household-times
人年 person-years 1 person-years
元 money 1 yuan
美元 us-dollars 1 US dollars
percent percent 1 %
permille percent 0.1 ‰
points points 1 points
倍 multiple 1 times
番 doublings 1 doublings
比例 ratio 1 to 1
名次 rank 1 rank
亩 area 2000/3 mu
公顷 area 10000 hectares
平方米 area 1 sq m
平方公里 area 1000000 sq km
米 length 1 m
公里 length 1000 km
千米 length 1000 km
厘米 length 0.01 cm
毫米 length 0.001 mm
微米 length 0.000001 micrometres
纳米 length 0.000000001 nm
微克 mass 0.000000001 micrograms
毫克 mass 0.000001 mg
克 mass 0.001 g
公斤 mass 1 kg
千克 mass 1 kg
斤 mass 0.5 jin
吨 mass 1000 t
吨标准煤 coal-equivalent 1 tce
升 volume 0.001 l
立方米 volume 1 cubic m
千瓦 power 1 kW
兆瓦 power 1000 MW
千瓦时 energy 1 kWh
分钟 time 1 minutes
小时 time 60 hours
天 time 1440 days
日 time 1440 days
个月 months 1 months
个工作日 working-days 1 working days
年 years 1 years
岁 age 1 years of age
℃ temperature 1 °C
分 score 1 points of a score
"""
"""A unit a line: its name, its kind, how many of the kind's base it holds, and its name in English."""


def _read_table() -> Iterator[tuple[str, tuple[str, Decimal, str]]]:
    for line in _TABLE.splitlines():
        name, kind, factor, english = line.split(" ", 3)
        numerator, _, denominator = factor.partition("/")
        yield name, (kind, Decimal(numerator) / Decimal(denominator or 1), english)


_UNITS = {counter: ("count", Decimal(1), "") for counter in COUNTERS} | dict(_read_table())
UNIT_NAMES = tuple(_UNITS)
"""Every unit without a multiple and a denominator."""
_LONGEST_FIRST = sorted(MULTIPLES, key=len, reverse=True)
_DENOMINATOR_EN = {
    "万人": "10,000 people",
    "万家": "10,000",
    "亿元": "100 million yuan",
    "年": "year",
    "亩": "mu",
    "项": "item",
    "人": "person",
    "项目": "project",
    "千人": "1,000 people",
    "万元": "10,000 yuan",
    "立方米": "cubic m",
    "户": "household",
    "吨": "t",
}


@lru_cache(maxsize=1024)
def unit(printed: str) -> Unit:
    """The unit of a printed name. Anything after a slash is a kind of its own. Raises UnknownUnitError."""
    numerator, slash, denominator = printed.partition("/")
    if slash and not denominator:
        raise UnknownUnitError(printed)
    found = _UNITS.get(numerator)
    multiple = ""
    if found is None:
        multiple = next((m for m in _LONGEST_FIRST if numerator.startswith(m) and numerator != m), "")
        found = _UNITS.get(numerator.removeprefix(multiple))
        if found is None:
            raise UnknownUnitError(printed)
    kind, factor, english = found
    factor *= MULTIPLES.get(multiple, 1)
    scale = f"× {_MULTIPLES_EN[multiple][1]}" if multiple else ""
    words = " ".join(word for word in (scale, english) if word)
    chinese = {"percent": "%", "permille": "‰", "points": "个百分点"}.get(numerator, numerator)
    multiplied = MULTIPLES.get(multiple, Decimal(1))
    if denominator:
        per = f" per {_DENOMINATOR_EN.get(denominator, denominator)}"
        label = Text(f"{chinese}/{denominator}", f"{words}{per}".strip())
        return Unit(printed, f"{kind}/{denominator}", factor, label, multiplied, f"{english}{per}".strip())
    return Unit(printed, kind, factor, Text(chinese, words), multiplied, english)


@lru_cache(maxsize=4096)
def is_unit(printed: str) -> bool:
    """Whether the unit is known."""
    try:
        unit(printed)
    except UnknownUnitError:
        return False
    return True


def same_kind(a: str, b: str) -> bool:
    """Whether a figure in unit `a` can be told in unit `b`. Raises UnknownUnitError."""
    return unit(a).kind == unit(b).kind


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """`value` in unit `source`, told in unit `target`; exact where the factors divide.

    Raises UnknownUnitError, and ValueError where the units are of different kinds.
    """
    a, b = unit(source), unit(target)
    if a.kind != b.kind:
        raise ValueError(f"{source} is {a.kind}, {target} is {b.kind}")
    if a.factor == b.factor:
        return value
    return value * a.factor / b.factor


WITHOUT_RATIOS = frozenset({"rank", "temperature"})
"""Kinds of units that count from no zero: twice a rank is no rank."""


def has_ratios(printed: str) -> bool:
    """Whether one figure in this unit may be told as so many times another."""
    return unit(printed).kind not in WITHOUT_RATIOS


def trimmed(value: Decimal) -> Decimal:
    """The same value without trailing zeros after the point."""
    whole = value.to_integral_value()
    return whole + 0 if value == whole else value.normalize()
