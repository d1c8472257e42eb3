"""Printed units and the canonical names of `plancmp.units` that they stand for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import MULTIPLE_PATTERN
from plancmp.units import COUNTERS, UNIT_NAMES, is_unit

_ALIASES = {
    "percent": "%",
    "permille": "‰",
    "points": "个百分点 百分点",
    "人次": "人(次)",
    "场次": "场(次)",
    "人年": "人·年",
    "元": "元人民币",
    "平方公里": "平方千米 km2",
    "平方米": "m2",
    "立方米": "m3",
    "公里": "千米 km",
    "厘米": "cm",
    "毫米": "mm",
    "微米": "μm um",
    "纳米": "nm",
    "公斤": "千克 kg",
    "毫克": "mg",
    "微克": "μg",
    "吨标准煤": "吨标煤",
    "℃": "°C 摄氏度",
    "千瓦时": "kwh kWh KWh kW·h 度电",
    "千瓦": "kW",
    "兆瓦": "MW",
}
"""Unit → how else it is printed."""
_CANONICAL = {name: name for name in UNIT_NAMES if name not in {"percent", "permille", "points", "比例"}} | {
    printed: name for name, aliases in _ALIASES.items() for printed in aliases.split()
}
"""Printed name → unit."""

_NOT_BEFORE = {
    word[0]: word[1:]
    for word in [
        "项目",
        "人才员民均类工智力物事机生社大体身士选格文道们为",
        "个体性别",
        "家庭具电居族长乡禽畜园",
        "所有在需得谓属",
        "户籍外",
        "名牌单录优医师校称誉",
        "位居于置列一",
        "只有要能",
        "台账风湾阶",
        "场地所景",
        "条件例",
        "批准发",
        "次生级数性能",
        "期间末刊货",
        "本地市级科土区省规身",
        "门类槛店",
        "种植业子养质苗猪源群公",
        "类型别似",
        "村级民屯",
        "县级城域区",
        "元素件宵旦",
        "米粉线面",
        "克隆服",
        "天然津文气地",
        "日本常",
        "年轻龄",
        "分别布类行校中子公支步批享之工析",
        "吨位",
        "升级至到高幅",
        "倍增数",
        "亩产均",
        "部门委署分",
        "点击位",
        "组织建成",
        "站点位",
        "层次面级",
        "版权",
        "对外口于接应",
        "单位",
        "片区",
        "块链",
        "份额",
        "处理置",
        "头部",
        "轮胎驱",
        "字号",
        "支持撑行付",
        "张力",
        "品种牌质",
        "代表码",
        "级别以及",
        "间接",
        "款项",
        "路径线由",
    ]
}
"""Unit → the characters before which it is no unit, but begins a longer word: 20项目, 3000人才, 100种植, 5条件."""
_NOT_BEFORE_WORDS = {"所": "以(?![上下内])|示(?!范)|列(?!入|为)|述"}
"""The same for what is longer: 所以 is a word, 2所以上 is two schools and more; 图5所示 is a figure, 5所示范校 are schools."""


def _join_names(names: list[str]) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(name)
        + (f"(?![{_NOT_BEFORE[name]}])" if _NOT_BEFORE.get(name) else "")
        + (f"(?!{_NOT_BEFORE_WORDS[name]})" if name in _NOT_BEFORE_WORDS else "")
        + ("(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in ordered
    )


_FIRSTS = frozenset(name[0] for name in _CANONICAL)
_MULTIPLE = re.compile(MULTIPLE_PATTERN)
_PER = re.compile(" ?/ ?每?")
_BRACKET = re.compile(r" ?\( ?(?:单位 ?:? ?)?")
_CLOSE = re.compile(r" ?\)")
_BEFORE_UNIT = _FIRSTS | frozenset(" (万亿千百十")
"""How a unit begins, counting what may stand in front of it."""


# Each list is compiled once, when it is first needed: one pattern of the whole form would hold them five times, and be
# slower to make than to use.
@cache
def _compile_counters() -> re.Pattern[str]:
    return re.compile(_join_names(COUNTERS))


@cache
def _compile_names(character: str) -> re.Pattern[str]:
    """The printed units that begin so: one pattern of all would be tried name by name."""
    return re.compile(_join_names([name for name in _CANONICAL if name[0] == character]))


def _match_name(folded: str, at: int) -> re.Match[str] | None:
    """The printed unit at `at`."""
    first = folded[at : at + 1]
    return _compile_names(first).match(folded, at) if first in _FIRSTS else None


class UnitHit(NamedTuple):
    """A printed unit: where it ends, the canonical names that it may be encoded by, and its multiple (万) apart."""

    end: int
    names: tuple[str, ...]
    multiple: str
    base: str


def match_unit(folded: str, at: int) -> UnitHit | None:
    """The unit that begins at `at` in folded text, or None. A form with two counters, 个(项), has two names."""
    if folded[at : at + 1] not in _BEFORE_UNIT:
        return None
    multiple, found = "", _match_counted(folded, _skip_blank(folded, at))
    if found is None:
        match = _MULTIPLE.match(folded, at)
        found = _match_counted(folded, _skip_blank(folded, match.end())) if match else None
        if match is None or found is None:
            return None
        multiple = match[0]
    printed, end = found
    base = _CANONICAL[printed[0]]
    per, start, after = _match_denominator(folded, end)
    if per and is_unit(f"{multiple}{base}/{per}"):
        end = after
    else:
        per, end = "", start
    names = _name_unit(multiple, printed, per)
    return UnitHit(end, names, multiple, base) if names else None


@lru_cache(maxsize=512)
def _name_unit(multiple: str, printed: tuple[str, ...], per: str) -> tuple[str, ...]:
    """The canonical names of a unit; none where one of them is no unit."""
    names = tuple(f"{multiple}{_CANONICAL[name]}{'/' if per else ''}{per}" for name in printed)
    return names if all(map(is_unit, names)) else ()


def _skip_blank(folded: str, at: int) -> int:
    """Where reading goes on behind one blank, if there is one."""
    return at + folded.startswith(" ", at)


def _match_bracketed(folded: str, at: int) -> tuple[str, int] | None:
    """The counter in brackets at `at`, and where it ends: (项)."""
    match = _compile_counters().match(folded, at + 1) if folded.startswith("(", at) else None
    return (match[0], match.end() + 1) if match and folded.startswith(")", match.end()) else None


def _match_counted(folded: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """The printed names of the unit at `at`, and where it ends: 家, 个(项), (项)个, the last with 个 first."""
    if folded.startswith("(", at):
        first = _match_bracketed(folded, at)
        if first is None:
            return None
        outer = _compile_counters().match(folded, _skip_blank(folded, first[1]))
        return ((outer[0], first[0]), outer.end()) if outer else None
    base = _match_name(folded, at)
    if base is None:
        return None
    second = (
        _match_bracketed(folded, _skip_blank(folded, base.end()))
        if "(" in folded[base.end() : base.end() + 2]
        else None
    )
    return ((base[0], second[0]), second[1]) if second else ((base[0],), base.end())


def _match_denominator(folded: str, at: int) -> tuple[str, int, int]:
    """What is printed behind a slash, its name canonical, where it begins and ends; "" where there is nothing."""
    slash = _PER.match(folded, at) if "/" in folded[at : at + 2] else None
    if slash is None:
        return "", at, at
    multiple = _MULTIPLE.match(folded, slash.end())
    for start in (slash.end(), multiple.end()) if multiple else (slash.end(),):
        base = _match_name(folded, start)
        end = base.end() if base else start + len("项目") if folded.startswith("项目", start) else None
        if end is not None:
            printed = folded[start:end]
            return folded[slash.end() : start] + _CANONICAL.get(printed, printed), slash.end(), end
    return "", at, at


def match_bracket(folded: str, at: int) -> UnitHit | None:
    """The unit in brackets, (亿元) or (单位:亿元), that begins at `at` in folded text, or None."""
    opening = _BRACKET.match(folded, at)
    hit = match_unit(folded, opening.end()) if opening else None
    closing = _CLOSE.match(folded, hit.end) if hit else None
    return UnitHit(closing.end(), hit.names, hit.multiple, hit.base) if hit and closing else None


@lru_cache(maxsize=512)
def normalize_unit(unit: str) -> tuple[str, ...]:
    """The canonical names of a unit as a person writes it (%, kwh, 个（项）); the unit itself where it is not printed so."""
    folded = fold(unit)[0].strip()
    hit = match_unit(folded, 0)
    return hit.names if hit and hit.end == len(folded) else (folded,)
