"""Printed units and the canonical names of `plancmp.units` that they stand for."""

import re
from functools import lru_cache

from plancmp.frozen import frozen
from plancmp.quantity.fold import fold
from plancmp.quantity.numerals import MULTIPLES
from plancmp.units import COUNTERS, is_unit

_AS_PRINTED = (
    *(
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
        "天",
        "日",
        "小时",
        "分钟",
        "个月",
        "个工作日",
        "年",
        "岁",
        "分",
        "℃",
    ),
    *(
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
        "升",
        "立方米",
        "千瓦",
        "兆瓦",
        "千瓦时",
    ),
    *("毫克", "微克", "克", "公斤", "千克", "斤", "吨", "吨标准煤"),
)
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
            "千克",
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


_NOT_BEFORE_WORDS = {"所": "以(?![上下内])"}
"""The same for what is longer: 所以 is a word, 2所以上 is two schools and more."""


def _alternatives(names: list[str]) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(
        re.escape(name)
        + (f"(?![{_NOT_BEFORE[name]}])" if _NOT_BEFORE.get(name) else "")
        + (f"(?!{_NOT_BEFORE_WORDS[name]})" if name in _NOT_BEFORE_WORDS else "")
        + ("(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in ordered
    )


_COUNTER = _alternatives(COUNTERS)
_BASE = _alternatives(list(_CANONICAL))
_UNIT = re.compile(
    rf"(?P<multiple>{MULTIPLES})?? ?(?:\((?P<inner>{_COUNTER})\) ?(?P<outer>{_COUNTER})|(?P<base>{_BASE})(?: ?\((?P<second>{_COUNTER})\))?)"
    rf"(?: ?/ ?每?(?P<per>(?:{MULTIPLES})?(?:{_BASE}|项目)))?",
)
_BRACKET = re.compile(r" ?\( ?(?:单位 ?:? ?)?")
_CLOSE = re.compile(r" ?\)")


@frozen
class UnitHit:
    """A printed unit: where it ends, the canonical names that it may be encoded by, and its multiple (万) apart."""

    end: int
    names: tuple[str, ...]
    multiple: str
    base: str


def match_unit(folded: str, at: int) -> UnitHit | None:
    """The unit that begins at `at` in folded text, or None. A form with two counters, 个(项), has two names."""
    match = _UNIT.match(folded, at)
    if match is None:
        return None
    bases = [
        _CANONICAL[printed] for printed in (match["outer"], match["inner"], match["base"], match["second"]) if printed
    ]
    multiple = match["multiple"] or ""
    per, end = match["per"] or "", match.end()
    if per:
        per = re.sub(rf"({_BASE})$", lambda found: _CANONICAL.get(found[0], found[0]), per)
        if not is_unit(f"{multiple}{bases[0]}/{per}"):
            per, end = "", match.start("per")
    names = tuple(f"{multiple}{base}{'/' if per else ''}{per}" for base in bases)
    return UnitHit(end, names, multiple, bases[0]) if all(map(is_unit, names)) else None


def match_bracket(folded: str, at: int) -> UnitHit | None:
    """The unit in brackets, (亿元) or (单位:亿元), that begins at `at` in folded text, or None."""
    opening = _BRACKET.match(folded, at)
    hit = match_unit(folded, opening.end()) if opening else None
    closing = _CLOSE.match(folded, hit.end) if hit else None
    return UnitHit(closing.end(), hit.names, hit.multiple, hit.base) if hit and closing else None


@lru_cache(maxsize=512)
def canonical(unit: str) -> tuple[str, ...]:
    """The canonical names of a unit as a person writes it (%, kwh, 个（项）); the unit itself where it is not printed so."""
    folded = fold(unit)[0].strip()
    hit = match_unit(folded, 0)
    return hit.names if hit and hit.end == len(folded) else (folded,)
