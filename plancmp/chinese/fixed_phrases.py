"""Phrases of a fixed shape: years, names and numbers of documents, ratios, 翻一番, 全覆盖, 百分之…, 第…, and what cannot be read."""

import re
from collections.abc import Callable
from decimal import Decimal

from plancmp.chinese.amounts import DASH, Kind, Reading, read_amount
from plancmp.chinese.numerals import NUMERAL_CHARACTERS, read_chinese, read_number
from plancmp.chinese.unit_names import match_unit
from plancmp.scalars import YEAR
from plancmp.vocabulary import Basis, Comparator

_N = rf"(?:[0-9]+|[{NUMERAL_CHARACTERS}]+)"
_JOIN = r"[-‐-―─~〜−至到]"
_PIECES = {
    "skip": (
        r"千家万户|百家争鸣|千方百计|成百上千|三位一体|五位一体|一心一意|四个(?:自信|意识|全面|面向|革命)|三个(?:代表|面向)|两个(?:维护|确立|一百年)"
        rf"|每{_N}(?:个|名|人|家|户|元|亩|年|件|公里|平方公里|吨)?"
        r"|[百千万]年(?!以上)|[一二三四五六七八九十]{1,2}月|十五(?=”|规划|期间|时期|计划)"
        r"|(?<![0-9])万(?:名|人|元|家)(?=就业|人口|从业|劳动|中|拥有|有效|发明|专利|研发|R&D|GDP|地区|国内|工业|增加值|生产总值|产值|企业法人)"
    ),
    "year": (
        rf"(?<![0-9.])(?<![0-9],){YEAR}(?:\.[0-9]{{1,2}}-{YEAR}\.[0-9]{{1,2}}"
        r"|[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])(?: {1,3}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
        rf"| ?年? ?{_JOIN}{{1,2}} ?{YEAR}(?: ?年(?:[度末底初])?|(?![0-9.,]| ?[个家项人名件万亿元%吨亩]))| ?年(?:[代度末底初])?)"
        r"|[一二][〇零○一二三四五六七八九]{3}年"
        r"|(?<![0-9.])(?<![0-9],)[0-9]{1,2} ?(?:[-—至] ?[0-9]{1,2} ?)?月(?: ?[0-9]{1,2} ?日)?|[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
    ),
    "name": (
        rf"[〔\[(【] ?{YEAR} ?[〕\])】] ?第? ?[0-9]{{1,6}} ?号"
        r"|(?<![A-Za-z&])(?!GDP[0-9])[A-Za-z]++-?[0-9][0-9A-Za-z.\-]*+"
        r"|[0-9]++(?:\.[0-9]++){2,}+|[0-9]++\+(?:[0-9]++|[A-Za-z])|[0-9]++(?:-[0-9]++){2,}+"
    ),
    "ratio": r"(?<![0-9.:])[0-9]++(?:\.[0-9]++)?[:∶][0-9]++(?:\.[0-9]++)?(?![:0-9])",
    "word": (
        r"[一二三四五六七八九]成(?=以[上内下]|左右|多|的|[,。;、]|$)|翻(?:[一两二三]?番|一?倍|一翻)|双?倍增长?|全(?:面|域)?覆盖|“零”的?突破|零的?突破|一半|半数|过半"
        r"|(?<!不求)所有(?=的?(?:县|市|区|乡|镇|村|设区|行政村|贫困|建制|社区|街道|企业|高校|园区|学校|中小学|医院|单位|部门|家庭))"
    ),
    "share": r"[百千万]分之",
    "fraction": (
        rf"[{NUMERAL_CHARACTERS}]+分之[{NUMERAL_CHARACTERS}]+|(?<![0-9./])[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9./])"
        r"|[0-9]++(?:,[0-9]{3,}){0,6}+(?:\.[0-9]++)?⁄[0-9]++"  # 123¼, which is folded to 1231⁄4
    ),
    "rank": r"前 ?(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,3}) ?(?:名|位|强|列)",
    "vague": r"(?<![指总人件家户个系函参整次倍])数[十百千万亿]++(?!分)|几[十百千万亿]++|[十廿卅百千]几(?=[个家项名人件所种万亿年])",
    "digit": "[0-9]",
    "numeral": f"[{NUMERAL_CHARACTERS}第]",
}
_BEGINS = rf"[0-9A-Za-z〔\[(【“{NUMERAL_CHARACTERS}第成每翻双倍全的突过所前数几半]"
"""How a piece begins: looking at one character first spares eleven trials at nearly all of them."""
TOKEN = re.compile(f"(?={_BEGINS})(?:" + "|".join(f"(?P<{name}>{piece})" for name, piece in _PIECES.items()) + ")")
"""The beginning of every quantity; the group says what it is. The first piece that fits is taken."""

_DOUBLINGS = {"一": 1, "": 1, "两": 2, "二": 2, "三": 3}
_PROGRAMME = re.compile(r" ?(?:计划|工程|行动|工作|目标|效应|器)")
_LONGEST = 7


def _read_word(folded: str, begin: int, end: int) -> Reading:
    text = folded[begin:end]
    read = Reading(begin, begin, end, "word", Decimal(100), names=("percent",))
    if text.endswith("成"):
        return read._replace(kind="figure", value=(read_chinese(text[0]) or Decimal(0)) * 10)
    if text.startswith("翻"):
        return _read_doublings(read, _DOUBLINGS[text[1:-1]])
    if "倍增" in text:
        return _read_doublings(read._replace(kind="name" if _PROGRAMME.match(folded, end) else "word"), 1)
    if text.endswith("突破"):
        return read._replace(value=Decimal(1), names=(), comparator=Comparator.AT_LEAST)
    if "半" in text:
        bound = Comparator.ABOVE if text[0] == "过" else Comparator.REACH
        return read._replace(value=Decimal(50), comparator=bound)
    return read


def _read_doublings(read: Reading, doublings: int) -> Reading:
    """翻两番 is 4 times, 2 番, and a growth by 300 percent."""
    times = Decimal(2**doublings)
    others = ((Decimal(doublings), "番"), ((times - 1) * 100, "percent"))
    return read._replace(value=times, names=("倍",), basis=Basis.MULTIPLE, others=others)


def _read_share(folded: str, begin: int, end: int) -> Reading:
    unit = {"百": "percent", "千": "permille"}.get(folded[begin])
    number = read_number(folded, end)
    if number is None or number.value is None or unit is None:
        return Reading(begin, begin, number.end if number else end, "unreadable")
    dash = DASH.match(folded, number.end)
    other = dash and read_number(folded, dash.end() + (3 if folded.startswith(folded[begin:end], dash.end()) else 0))
    if other and other.value is not None and number.value < other.value:
        return Reading(begin, begin, other.end, "figure", None, number.value, other.value, (unit,))
    return Reading(begin, begin, number.end, "figure", number.value, names=(unit,))


def _read_ratio(folded: str, begin: int, end: int) -> Reading:
    one, _, many = folded[begin:end].replace("∶", ":").partition(":")
    if one.startswith("0") and "." not in one:
        return Reading(begin, begin, end, "year")  # the time of day
    if one != "1" or len(many) > _LONGEST:
        return Reading(begin, begin, end, "unreadable")
    return Reading(begin, begin, end, "figure", Decimal(many), names=("比例", "倍"))


def _read_rank(folded: str, begin: int, end: int) -> Reading:
    number = read_number(folded, begin + 1 + (folded[begin + 1] == " "))
    unit = folded[end - 1]
    names = (unit,) if unit in "名位" else ("位",)
    return Reading(
        begin, begin, end, "ordinal", number.value if number else None, names=names, comparator=Comparator.AT_MOST
    )


def _read_vague(folded: str, begin: int, end: int) -> Reading:
    hit = match_unit(folded, end + (folded[end : end + 1] in ("多", "余")))
    return Reading(begin, begin, hit.end if hit else end, "unreadable", names=hit.names if hit else ())


def _read_as(kind: Kind) -> Callable[[str, int, int], Reading]:
    return lambda _, begin, end: Reading(begin, begin, end, kind)


FIXED: dict[str, Callable[[str, int, int], Reading | None]] = {
    "skip": lambda _folded, _begin, _end: None,
    "year": _read_as("year"),
    "name": _read_as("name"),
    "fraction": _read_as("unreadable"),
    "word": _read_word,
    "share": _read_share,
    "ratio": _read_ratio,
    "rank": _read_rank,
    "vague": _read_vague,
}
"""Group of TOKEN → what reads it; None where it is no quantity."""


def read_ordinal(folded: str, at: int) -> tuple[Reading | None, int]:
    number = read_number(folded, at + 1 + (folded[at + 1 : at + 2] == " "))
    if number is None:
        return None, at + 1
    if number.value is None:
        return None, number.end
    measure = read_amount(folded, number)
    return Reading(at, at, measure.end, "ordinal", measure.value, names=measure.names), measure.end
