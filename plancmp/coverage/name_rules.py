"""The figures of a plan's text, and the rules by which one is a name and no claim.

Each rule is a closed list of shapes: what fits none stays open, since a long list is read and a swallowed target is not.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from plancmp.chinese.numerals import NUMERAL_CHARACTERS
from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import Quantity, find_quantities
from plancmp.scalars import YEAR
from plancmp.words import Text

_AROUND = 60
_NUMBER = re.compile(r"[0-9０-９〇零○一二三四五六七八九十百千万亿两廿卅半翻倍]")


class TextFigure(NamedTuple):
    """One figure as printed. `core` is where its number begins in the raw text.

    `before` and `after` are the words around it without white space, as far as a rule may look.
    """

    quantity: Quantity
    core: int
    line: int
    column: int
    section: str
    text: str
    before: str
    after: str

    @property
    def start(self) -> int:
        """Where it begins in the raw text."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where it ends in the raw text."""
        return self.quantity.end

    @property
    def kind(self) -> str:
        """What sort of quantity it is read as."""
        return self.quantity.kind


def find_text_figures(text: PlanText) -> Iterator[TextFigure]:
    """Every figure of the text in order."""
    for quantity in find_quantities(text.raw):
        first, last = find_normal_offset(text, quantity.start), find_normal_offset(text, quantity.end)
        number = _NUMBER.search(quantity.text)
        line, column = text.position(first)
        yield TextFigure(
            quantity,
            quantity.start + (number.start() if number else 0),
            line,
            column,
            text.find_section_at(first),
            text.normal[first:last],
            text.normal[max(0, first - _AROUND) : first],
            text.normal[last : last + _AROUND],
        )


def find_normal_offset(text: PlanText, raw: int) -> int:
    """The offset in the normalised text of the first character at or behind `raw`."""
    return bisect_left(text.offsets, raw)


_N = rf"(?:[0-9]+|[{NUMERAL_CHARACTERS}]+)"
_TITLE = re.compile(r"《[^《》。]*$"), re.compile(r"^[^《》。]*》")
_QUOTED = re.compile(r"“([^“”]*)$"), re.compile(r"^([^“”]*)”")
_QUOTED_LENGTH = 12
_STATES = re.compile(r"达到|超过|突破|增长|新增|以上|以内|不低于|不少于|左右")
_DOCUMENT = re.compile(rf"^[〔\[(【]{YEAR}[〕\])】]第?[0-9]+号")
_CALENDAR = re.compile(YEAR + r"|[一二][〇零○一二三四五六七八九]{3}年|[0-9]{1,2}月|[0-9]{1,2}:[0-9]{2}|^[0-9]{1,2}日$")
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
Reader = Callable[[TextFigure], str | None]


class NameRule(NamedTuple):
    """A rule: its stable name, what it takes for no claim and why, and its reading of a figure: the name that the figure
    is part of, or None where it is none."""

    name: str
    manual: Text
    read: Reader


class NamedFigure(NamedTuple):
    """By which rule a figure is a name, and the name."""

    rule: str
    words: str


def read_name(figure: TextFigure) -> NamedFigure | None:
    """The name that a figure is part of, by the first rule that knows one; None where it may be a claim."""
    read = ((rule.name, rule.read(figure)) for rule in NAME_RULES)
    return next((NamedFigure(rule, words) for rule, words in read if words is not None), None)


def _match_own(pattern: re.Pattern[str], *kinds: str) -> Reader:
    """The reading of a figure of these kinds whose own words have a shape."""
    return lambda figure: figure.text if figure.kind in kinds and pattern.search(figure.text) else None


def _match_ahead(pattern: re.Pattern[str], *kinds: str) -> Reader:
    """The reading of a figure of these kinds whose own words and those behind it have a shape."""

    def read(figure: TextFigure) -> str | None:
        match = pattern.search(figure.text + figure.after) if figure.kind in kinds else None
        return match[0] if match else None

    return read


def _read_title(figure: TextFigure) -> str | None:
    return figure.text if _TITLE[0].search(figure.before) and _TITLE[1].search(figure.after) else None


def _read_imprint(figure: TextFigure) -> str | None:
    return figure.text if figure.kind in {"name", "year"} and _IMPRINT.search(figure.before) else None


def _read_span(figure: TextFigure) -> str | None:
    after, before = _SPAN_AFTER.search(figure.after), _SPAN_BEFORE.search(figure.before)
    if figure.kind != "year" or not _SPAN.search(figure.text) or not (after or before):
        return None
    return f"{before[0] if before else ''}{figure.text}{after[0] if after else ''}"


def _read_list_number(figure: TextFigure) -> str | None:
    item = _ITEM.search(figure.after)
    return f"{figure.text} {item[1] if item else ''}".strip() if figure.kind == "list-number" else None


def _read_congress(figure: TextFigure) -> str | None:
    if figure.kind in {"name", "ordinal"} and figure.before.endswith("党的") and figure.after.startswith("大"):
        return f"党的{figure.text}大"
    return _match_ahead(_CONGRESS, "name", "ordinal")(figure)


def _read_quoted_name(figure: TextFigure) -> str | None:
    opened, closed = _QUOTED[0].search(figure.before), _QUOTED[1].search(figure.after)
    if figure.kind != "name" or not opened or not closed or figure.text[0].isdigit():
        return None
    words = opened[1] + figure.text + closed[1]
    return f"“{words}”" if len(words) <= _QUOTED_LENGTH and not _STATES.search(words) else None


def _read_great(figure: TextFigure) -> str | None:
    return None if _MAKES.search(figure.before) else _match_ahead(_GREAT, "name")(figure)


NAME_RULES = (
    NameRule(
        "title",
        Text("书名号《》内的数字是文件名称的一部分", "A figure inside 《》 is part of a document's title"),
        _read_title,
    ),
    NameRule(
        "document-number",
        Text("文号，如〔2021〕39号", "The number of a document, such as 〔2021〕39号"),
        _match_own(_DOCUMENT, "name"),
    ),
    NameRule(
        "imprint",
        Text(
            "网页或版记中的地址、电话、邮编、备案号",
            "Address, telephone, postcode or registration number of the page or imprint",
        ),
        _read_imprint,
    ),
    NameRule(
        "calendar",
        Text("年份与日期；目标的年份写在 by 等字段里", "A year or date; the year of a target stands in its own field"),
        _match_own(_CALENDAR, "year"),
    ),
    NameRule(
        "span-of-years",
        Text(
            "规划或期间的长度：五年规划、三年行动、未来五年、五年内",
            "The length of a plan or span: 五年规划, 三年行动, 未来五年, 五年内",
        ),
        _read_span,
    ),
    NameRule(
        "heading",
        Text("章、篇、节的序号", "The number of a chapter, part or section"),
        _match_ahead(_HEADING, "ordinal", "name"),
    ),
    NameRule(
        "list-number",
        Text("列表、表格、专栏、注释的序号", "The number of a list item, table row, box or note"),
        _read_list_number,
    ),
    NameRule(
        "legal-reference",
        Text("法规的条款号，如第三条", "The number of an article of law, such as 第三条"),
        _match_ahead(_LEGAL, "ordinal", "name"),
    ),
    NameRule(
        "congress",
        Text(
            "党代会、届次、五年规划的序次：党的十九大、十九届五中、第十四个五年规划",
            "The number of a congress, a term or a five-year plan: 党的十九大, 十九届五中, 第十四个五年规划",
        ),
        _read_congress,
    ),
    NameRule(
        "ordinal-name",
        Text(
            "名称中的序数：第二届、第三方、第五代、第一书记、第四海洋研究所；名次与“第几个”不在内",
            "An ordinal in a name: 第二届, 第三方, 第五代, 第一书记, 第四海洋研究所; never a rank or place (第4个, 前10名)",
        ),
        _match_ahead(_ORDINAL, "ordinal", "name"),
    ),
    NameRule("century", Text("世纪", "A century"), _match_ahead(_CENTURY, "ordinal", "name")),
    NameRule(
        "code",
        Text("字母代号与公式：5G、3D、10+1、100+N", "A code or formula: 5G, 3D, 10+1, 100+N"),
        _match_own(_CODE, "name"),
    ),
    NameRule(
        "quoted-name",
        Text(
            "引号内 12 字以内的汉字数字，其中没有“达到”“以上”等词：“三农”“千人计划”",
            "A Chinese numeral in a quoted name of at most 12 characters without words such as 达到 or 以上: “三农”, “千人计划”",
        ),
        _read_quoted_name,
    ),
    NameRule(
        "n-great",
        Text(
            "并称：三大定位、五大理念；前面是打造、建设、培育等动词的不算",
            "A set with a name: 三大定位, 五大理念; not behind 打造, 建设, 培育 and the like",
        ),
        _read_great,
    ),
)
"""In order; the first that fits names the figure."""
