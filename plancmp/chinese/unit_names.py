"""Printed units and the canonical names of `plancmp.units` that they stand for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import MULTIPLES
from plancmp.units import COUNTERS, is_unit

_OTHER = {
    "%": "percent",
    "‰": "permille",
    "个百分点": "points",
    "百分点": "points",
    **{
        name: name
        for name in [
            "人次",
            "人年",
            "批次",
            "场次",
            "户次",
            "次",
            "元",
            "美元",
            "倍",
            "番",
            "名次",
            "亩",
            "公顷",
            "平方米",
            "平方公里",
            "米",
            "公里",
            "毫米",
            "厘米",
            "微米",
            "纳米",
        ]
    },
    **{
        name: name
        for name in [
            "毫克",
            "微克",
            "克",
            "公斤",
            "斤",
            "吨",
            "吨标准煤",
            "升",
            "立方米",
            "千瓦",
            "兆瓦",
            "千瓦时",
            "小时",
            "分钟",
            "天",
            "日",
            "个月",
            "个工作日",
            "年",
            "岁",
            "℃",
            "分",
        ]
    },
    "人(次)": "人次",
    "场(次)": "场次",
    "人·年": "人年",
    "元人民币": "元",
    "平方千米": "平方公里",
    "千米": "公里",
    "千克": "公斤",
    "吨标煤": "吨标准煤",
    "°C": "℃",
    "摄氏度": "℃",
    "kwh": "千瓦时",
    "kWh": "千瓦时",
    "KWh": "千瓦时",
    "kW·h": "千瓦时",
    "度电": "千瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
    "μm": "微米",
    "um": "微米",
    "nm": "纳米",
    "mm": "毫米",
    "cm": "厘米",
    "km": "公里",
    "km2": "平方公里",
    "m2": "平方米",
    "m3": "立方米",
    "mg": "毫克",
    "μg": "微克",
    "kg": "公斤",
}
_CANONICAL = {counter: counter for counter in COUNTERS} | _OTHER

# Where the character is the beginning of a longer word it is no unit: 20项目, 3000人才, 100种植, 5条件.
_NOT_BEFORE = {
    "项": "目",
    "人": "才员民均类工智力物事机生社大体身士选格文道们为",
    "个": "体性别",
    "家": "庭具电居族长乡禽畜园",
    "所": "有在需得谓属",
    "户": "籍外",
    "名": "牌单录优医师校称誉",
    "位": "居于置列一",
    "只": "有要能",
    "台": "账风湾阶",
    "场": "地所景",
    "条": "件例",
    "批": "准发",
    "次": "生级数性能",
    "期": "间末刊货",
    "本": "地市级科土区省规身",
    "门": "类槛店",
    "种": "植业子养质苗猪源群公",
    "类": "型别似",
    "村": "级民屯",
    "县": "级城域区",
    "元": "素件宵旦",
    "米": "粉线面",
    "克": "隆服",
    "天": "然津文气地",
    "日": "本常",
    "年": "轻龄",
    "分": "别布类行校中子公支步批享之工析",
    "吨": "位",
    "升": "级至到高幅",
    "倍": "增数",
    "亩": "产均",
    "部": "门委署分",
    "点": "击位",
    "组": "织建成",
    "站": "点位",
    "层": "次面级",
    "版": "权",
    "对": "外口于接应",
    "单": "位",
    "片": "区",
    "块": "链",
    "份": "额",
    "处": "理置",
    "头": "部",
    "轮": "胎驱",
    "字": "号",
    "支": "持撑行付",
    "张": "力",
    "品": "种牌质",
    "代": "表码",
    "级": "别以及",
    "间": "接",
    "款": "项",
    "路": "径线由",
}


_NOT_BEFORE_WORDS = {"所": "以(?![上下内])|示(?!范)|列(?!入|为)|述"}
"""The same for what is longer: 所以 is a word, 2所以上 is two schools and more; 图5所示 is a figure, 5所示范校 are schools."""


def _alternatives(names: list[str]) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(name)
        + (f"(?![{_NOT_BEFORE[name]}])" if _NOT_BEFORE.get(name) else "")
        + (f"(?!{_NOT_BEFORE_WORDS[name]})" if name in _NOT_BEFORE_WORDS else "")
        + ("(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in ordered
    )


# Each list is compiled once: one pattern of the whole form would hold them five times, and be slower to make than to use.
_COUNTER = re.compile(_alternatives(COUNTERS))
_FIRSTS = frozenset(name[0] for name in _CANONICAL)
_MULTIPLE = re.compile(MULTIPLES)
_PER = re.compile(" ?/ ?每?")
_BRACKET = re.compile(r" ?\( ?(?:单位 ?:? ?)?")
_CLOSE = re.compile(r" ?\)")
_BEFORE_UNIT = _FIRSTS | frozenset(" (万亿千百十")
"""How a unit begins, counting what may stand in front of it."""


@cache
def _beginning(character: str) -> re.Pattern[str]:
    """The printed units that begin so: one pattern of all would be tried name by name."""
    return re.compile(_alternatives([name for name in _CANONICAL if name[0] == character]))


def _base(folded: str, at: int) -> re.Match[str] | None:
    """The printed unit at `at`."""
    first = folded[at : at + 1]
    return _beginning(first).match(folded, at) if first in _FIRSTS else None


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
    multiple, found = "", _counted(folded, _blank(folded, at))
    if found is None:
        match = _MULTIPLE.match(folded, at)
        found = _counted(folded, _blank(folded, match.end())) if match else None
        if match is None or found is None:
            return None
        multiple = match[0]
    printed, end = found
    base = _CANONICAL[printed[0]]
    per, start, after = _denominator(folded, end)
    if per and is_unit(f"{multiple}{base}/{per}"):
        end = after
    else:
        per, end = "", start
    names = _names(multiple, printed, per)
    return UnitHit(end, names, multiple, base) if names else None


@lru_cache(maxsize=512)
def _names(multiple: str, printed: tuple[str, ...], per: str) -> tuple[str, ...]:
    """The canonical names of a unit; none where one of them is no unit."""
    names = tuple(f"{multiple}{_CANONICAL[name]}{'/' if per else ''}{per}" for name in printed)
    return names if all(map(is_unit, names)) else ()


def _blank(folded: str, at: int) -> int:
    """Where reading goes on behind one blank, if there is one."""
    return at + folded.startswith(" ", at)


def _bracketed(folded: str, at: int) -> tuple[str, int] | None:
    """The counter in brackets at `at`, and where it ends: (项)."""
    match = _COUNTER.match(folded, at + 1) if folded.startswith("(", at) else None
    return (match[0], match.end() + 1) if match and folded.startswith(")", match.end()) else None


def _counted(folded: str, at: int) -> tuple[tuple[str, ...], int] | None:
    """The printed names of the unit at `at`, and where it ends: 家, 个(项), (项)个, the last with 个 first."""
    if folded.startswith("(", at):
        first = _bracketed(folded, at)
        if first is None:
            return None
        outer = _COUNTER.match(folded, _blank(folded, first[1]))
        return ((outer[0], first[0]), outer.end()) if outer else None
    base = _base(folded, at)
    if base is None:
        return None
    second = _bracketed(folded, _blank(folded, base.end())) if "(" in folded[base.end() : base.end() + 2] else None
    return ((base[0], second[0]), second[1]) if second else ((base[0],), base.end())


def _denominator(folded: str, at: int) -> tuple[str, int, int]:
    """What is printed behind a slash, its name canonical, where it begins and ends; "" where there is nothing."""
    slash = _PER.match(folded, at) if "/" in folded[at : at + 2] else None
    if slash is None:
        return "", at, at
    multiple = _MULTIPLE.match(folded, slash.end())
    for start in (slash.end(), multiple.end()) if multiple else (slash.end(),):
        base = _base(folded, start)
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
