"""Printed units: which ones are the same kind, and exact conversion between them."""

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


_MULTIPLES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}
_MULTIPLE_EN = {
    "十": "ten",
    "百": "hundred",
    "千": "thousand",
    "万": "10,000",
    "十万": "100,000",
    "百万": "million",
    "千万": "10 million",
    "亿": "100 million",
    "十亿": "billion",
    "百亿": "10 billion",
    "千亿": "100 billion",
    "万亿": "trillion",
}

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

_BASE: dict[str, tuple[str, Decimal, str]] = {
    **{counter: ("count", Decimal(1), "") for counter in COUNTERS},
    "人次": ("person-times", Decimal(1), "person-times"),
    "批次": ("occasions", Decimal(1), "batches"),
    "次": ("occasions", Decimal(1), "times"),
    "场次": ("occasions", Decimal(1), "sessions"),
    "户次": ("household-times", Decimal(1), "household-times"),
    "人年": ("person-years", Decimal(1), "person-years"),
    "元": ("money", Decimal(1), "yuan"),
    "美元": ("us-dollars", Decimal(1), "US dollars"),
    "percent": ("percent", Decimal(1), "%"),
    "permille": ("percent", Decimal("0.1"), "‰"),
    "points": ("points", Decimal(1), "points"),
    "倍": ("multiple", Decimal(1), "times"),
    "番": ("doublings", Decimal(1), "doublings"),
    "比例": ("ratio", Decimal(1), "to 1"),
    "名次": ("rank", Decimal(1), "rank"),
    "亩": ("area", Decimal(2000) / 3, "mu"),
    "公顷": ("area", Decimal(10000), "hectares"),
    "平方米": ("area", Decimal(1), "sq m"),
    "平方公里": ("area", Decimal(10**6), "sq km"),
    "米": ("length", Decimal(1), "m"),
    "公里": ("length", Decimal(1000), "km"),
    "千米": ("length", Decimal(1000), "km"),
    "厘米": ("length", Decimal("0.01"), "cm"),
    "毫米": ("length", Decimal("0.001"), "mm"),
    "微米": ("length", Decimal("0.000001"), "micrometres"),
    "纳米": ("length", Decimal("0.000000001"), "nm"),
    "微克": ("mass", Decimal("0.000000001"), "micrograms"),
    "毫克": ("mass", Decimal("0.000001"), "mg"),
    "克": ("mass", Decimal("0.001"), "g"),
    "公斤": ("mass", Decimal(1), "kg"),
    "千克": ("mass", Decimal(1), "kg"),
    "斤": ("mass", Decimal("0.5"), "jin"),
    "吨": ("mass", Decimal(1000), "t"),
    "吨标准煤": ("coal-equivalent", Decimal(1), "tce"),
    "升": ("volume", Decimal("0.001"), "l"),
    "立方米": ("volume", Decimal(1), "cubic m"),
    "千瓦": ("power", Decimal(1), "kW"),
    "兆瓦": ("power", Decimal(1000), "MW"),
    "千瓦时": ("energy", Decimal(1), "kWh"),
    "分钟": ("time", Decimal(1) / 60, "minutes"),
    "小时": ("time", Decimal(1), "hours"),
    "天": ("time", Decimal(24), "days"),
    "日": ("time", Decimal(24), "days"),
    "个月": ("months", Decimal(1), "months"),
    "个工作日": ("working-days", Decimal(1), "working days"),
    "年": ("years", Decimal(1), "years"),
    "岁": ("age", Decimal(1), "years of age"),
    "℃": ("temperature", Decimal(1), "°C"),
    "分": ("score", Decimal(1), "points of a score"),
}
_LONGEST_FIRST = sorted(_MULTIPLES, key=len, reverse=True)
_DENOMINATOR_EN = {
    "万人": "10,000 people",
    "万家": "10,000",
    "亿元": "100 million yuan",
    "年": "year",
    "亩": "mu",
    "项": "item",
    "人": "person",
    "项目": "project",
    "户": "household",
    "吨": "t",
}


@lru_cache(maxsize=1024)
def unit(printed: str) -> Unit:
    """The unit of a printed name. Anything after a slash is a kind of its own. Raises UnknownUnitError."""
    numerator, slash, denominator = printed.partition("/")
    if slash and not denominator:
        raise UnknownUnitError(printed)
    found = _BASE.get(numerator)
    multiple = ""
    if found is None:
        multiple = next((m for m in _LONGEST_FIRST if numerator.startswith(m) and numerator != m), "")
        found = _BASE.get(numerator.removeprefix(multiple))
        if found is None:
            raise UnknownUnitError(printed)
    kind, factor, english = found
    factor *= _MULTIPLES.get(multiple, 1)
    scale = _MULTIPLE_EN.get(multiple, "")
    words = " ".join(word for word in (f"× {scale}" if scale else "", english) if word)
    chinese = {"percent": "%", "permille": "‰", "points": "个百分点"}.get(numerator, numerator)
    multiplied = _MULTIPLES.get(multiple, Decimal(1))
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


def trimmed(value: Decimal) -> Decimal:
    """The same value without trailing zeros after the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
