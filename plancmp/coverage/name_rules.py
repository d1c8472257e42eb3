"""The rules by which a figure is a name and no claim. Each is a closed list of shapes: what fits none stays open, since a
long list is read and a swallowed target is not."""

import re
from collections.abc import Callable
from typing import NamedTuple

from plancmp.chinese.numerals import NUMERAL_CHARACTERS
from plancmp.coverage.pieces import Piece
from plancmp.words import Text

_N = rf"(?:[0-9]+|[{NUMERAL_CHARACTERS}]+)"
_TITLE = re.compile(r"《[^《》。]*$"), re.compile(r"^[^《》。]*》")
_QUOTED = re.compile(r"“([^“”]*)$"), re.compile(r"^([^“”]*)”")
_QUOTED_LENGTH = 12
_STATES = re.compile(r"达到|超过|突破|增长|新增|以上|以内|不低于|不少于|左右")
_DOCUMENT = re.compile(r"^[〔\[(【](?:19|20)[0-9]{2}[〕\])】]第?[0-9]+号")
_CALENDAR = re.compile(
    r"(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3}年|[0-9]{1,2}月|[0-9]{1,2}:[0-9]{2}|^[0-9]{1,2}日$"
)
_SPAN = re.compile(rf"^{_N}年$")
_SPAN_AFTER = re.compile(r"^(?:规划|计划|行动|纲要|来|内|间)")
_SPAN_BEFORE = re.compile(r"(?:未来|今后|过去|近|经过)$")
_HEADING = re.compile(rf"^第{_N}[章篇节编]")
_LEGAL = re.compile(rf"^第{_N}[条款](?!件)")
_ORDINAL = re.compile(
    rf"^第{_N}(?:届|代(?!表)|方(?![面向案法])|次[一-鿿]{{0,4}}会议|批(?=[^、,。;]{{0,12}}(?:单位|企业|基地|城市|试点|示范))"
    r"|[一-鿿]{0,4}(?:研究所|研究院|设计院|医院|中学|小学)"
    r"|书记|资源|动力|生产力|要务|责任人)"
)
_CONGRESS = re.compile(rf"^(?:{_N}|第{_N})届(?:[一二三四五六七八九十]中|人民政府|人大|政协)|^第{_N}个五年(?:规划|计划)")
_CENTURY = re.compile(rf"^{_N}世纪")
_CODE = re.compile(r"^[A-Za-z]+-?[0-9][0-9A-Za-z.\-]*$|^[0-9]+[A-Z]$|^[0-9]+\+(?:[0-9]+|[A-Z])$")
_GREAT = re.compile(rf"^[{NUMERAL_CHARACTERS}]+大(?![于约概型量中小])[一-鿿]{{1,4}}")
_MAKES = re.compile(r"(?:打造|建设|建成|建立|培育|形成|组建|新建|创建|引进|新增|突破|实现|达到|超过)$")
_IMPRINT = re.compile(
    r"(?:(?:电话|传真|邮编)[:]?|电话[:]?[0-9\-/]*|ICP备|公网安备|Copyright©?[0-9.\-]*|地址:[一-鿿]{2,24})$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^[.、)]?([一-鿿]{0,4})")
_Reading = Callable[[Piece], str | None]


class NameRule(NamedTuple):
    """A rule: its stable name, what it takes for no claim and why, and its reading of a figure: the name that the figure
    is part of, or None where it is none."""

    name: str
    manual: Text
    read: _Reading


class Named(NamedTuple):
    """A figure that is a name, by which rule, and the name."""

    rule: str
    words: str


def named(piece: Piece) -> Named | None:
    """The name that a figure is part of, by the first rule that knows one; None where it may be a claim."""
    for rule in NAME_RULES:
        words = rule.read(piece)
        if words is not None:
            return Named(rule.name, words)
    return None


def _title(piece: Piece) -> str | None:
    return piece.text if _TITLE[0].search(piece.before) and _TITLE[1].search(piece.after) else None


def _document(piece: Piece) -> str | None:
    return piece.text if piece.figure.kind == "name" and _DOCUMENT.search(piece.text) else None


def _imprint(piece: Piece) -> str | None:
    return piece.text if piece.figure.kind in {"name", "year"} and _IMPRINT.search(piece.before) else None


def _calendar(piece: Piece) -> str | None:
    return piece.text if piece.figure.kind == "year" and _CALENDAR.search(piece.text) else None


def _span(piece: Piece) -> str | None:
    if piece.figure.kind != "year" or not _SPAN.search(piece.text):
        return None
    after, before = _SPAN_AFTER.search(piece.after), _SPAN_BEFORE.search(piece.before)
    if not (after or before):
        return None
    return (before[0] if before else "") + piece.text + (after[0] if after else "")


def _list_number(piece: Piece) -> str | None:
    item = _ITEM.search(piece.after)
    return f"{piece.text} {item[1] if item else ''}".strip() if piece.figure.kind == "list-number" else None


def _congress(piece: Piece) -> str | None:
    if piece.figure.kind not in {"name", "ordinal"}:
        return None
    if piece.before.endswith("党的") and piece.after.startswith("大"):
        return f"党的{piece.text}大"
    match = _CONGRESS.search(piece.text + piece.after)
    return match[0] if match else None


def _quoted_name(piece: Piece) -> str | None:
    opened, closed = _QUOTED[0].search(piece.before), _QUOTED[1].search(piece.after)
    if piece.figure.kind != "name" or not opened or not closed or piece.text[0].isdigit():
        return None
    words = opened[1] + piece.text + closed[1]
    return f"“{words}”" if len(words) <= _QUOTED_LENGTH and not _STATES.search(words) else None


def _great(piece: Piece) -> str | None:
    if piece.figure.kind != "name" or _MAKES.search(piece.before):
        return None
    match = _GREAT.search(piece.text + piece.after)
    return match[0] if match else None


def _code(piece: Piece) -> str | None:
    return piece.text if piece.figure.kind == "name" and _CODE.search(piece.text) else None


def _shaped(pattern: re.Pattern[str]) -> _Reading:
    """The reading of an ordinal or name whose own words and those behind it have a shape."""

    def read(piece: Piece) -> str | None:
        match = pattern.search(piece.text + piece.after) if piece.figure.kind in {"ordinal", "name"} else None
        return match[0] if match else None

    return read


NAME_RULES = (
    NameRule(
        "title",
        Text("书名号《》内的数字是文件名称的一部分", "A figure inside 《》 is part of a document's title"),
        _title,
    ),
    NameRule(
        "document-number",
        Text("文号，如〔2021〕39号", "The number of a document, such as 〔2021〕39号"),
        _document,
    ),
    NameRule(
        "imprint",
        Text(
            "网页或版记中的地址、电话、邮编、备案号",
            "Address, telephone, postcode or registration number of the page or imprint",
        ),
        _imprint,
    ),
    NameRule(
        "calendar",
        Text("年份与日期；目标的年份写在 by 等字段里", "A year or date; the year of a target stands in its own field"),
        _calendar,
    ),
    NameRule(
        "span-of-years",
        Text(
            "规划或期间的长度：五年规划、三年行动、未来五年、五年内",
            "The length of a plan or span: 五年规划, 三年行动, 未来五年, 五年内",
        ),
        _span,
    ),
    NameRule("heading", Text("章、篇、节的序号", "The number of a chapter, part or section"), _shaped(_HEADING)),
    NameRule(
        "list-number",
        Text("列表、表格、专栏、注释的序号", "The number of a list item, table row, box or note"),
        _list_number,
    ),
    NameRule(
        "legal-reference",
        Text("法规的条款号，如第三条", "The number of an article of law, such as 第三条"),
        _shaped(_LEGAL),
    ),
    NameRule(
        "congress",
        Text(
            "党代会、届次、五年规划的序次：党的十九大、十九届五中、第十四个五年规划",
            "The number of a congress, a term or a five-year plan: 党的十九大, 十九届五中, 第十四个五年规划",
        ),
        _congress,
    ),
    NameRule(
        "ordinal-name",
        Text(
            "名称中的序数：第二届、第三方、第五代、第一书记、第四海洋研究所；名次与“第几个”不在内",
            "An ordinal in a name: 第二届, 第三方, 第五代, 第一书记, 第四海洋研究所; never a rank or place (第4个, 前10名)",
        ),
        _shaped(_ORDINAL),
    ),
    NameRule("century", Text("世纪", "A century"), _shaped(_CENTURY)),
    NameRule(
        "code",
        Text("字母代号与公式：5G、3D、10+1、100+N", "A code or formula: 5G, 3D, 10+1, 100+N"),
        _code,
    ),
    NameRule(
        "quoted-name",
        Text(
            "引号内 12 字以内的汉字数字，其中没有“达到”“以上”等词：“三农”“千人计划”",
            "A Chinese numeral in a quoted name of at most 12 characters without words such as 达到 or 以上: “三农”, “千人计划”",
        ),
        _quoted_name,
    ),
    NameRule(
        "n-great",
        Text(
            "并称：三大定位、五大理念；前面是打造、建设、培育等动词的不算",
            "A set with a name: 三大定位, 五大理念; not behind 打造, 建设, 培育 and the like",
        ),
        _great,
    ),
)
"""In order; the first that fits names the figure."""
