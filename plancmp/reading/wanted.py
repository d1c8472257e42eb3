"""What is wanted where a value has the wrong form: by the kind that the model names, and by what stands there."""

import re

from plancmp.words import Text

_KINDS: dict[str, Text] = {
    "figure": Text(
        "数字：只写数字与小数点，如 12500 或 7.70（不写千位逗号、单位）",
        "a figure: digits and a point only, as 12500 or 7.70 (no thousands comma, no unit)",
    ),
    "year": Text("四位年份，如 2025", "a year of four digits, as 2025"),
    "period": Text("年份或起止年，如 2021-2025", "a year or first and last year, as 2021-2025"),
    "truth": Text("true 或 false", "true or false"),
    "whole": Text("整数", "a whole number"),
    "id": Text(
        "标识：小写字母、数字与连字符，如 rd-share-of-gdp",
        "an id: lower-case letters, digits and hyphens, as rd-share-of-gdp",
    ),
    "code": Text('加引号的六位区划代码，如 "450100"', 'a division code of six digits in quotes, as "450100"'),
    "day": Text("日期，如 2021-10-29", "a date, as 2021-10-29"),
    "at": Text('章.节，如 "4.1"，或 box1、a1、"0"', 'chapter.section as "4.1", or box1, a1, "0"'),
    "of": Text("简短文字，不含 / @ : . + ! ~ ^", "a short text without / @ : . + ! ~ ^"),
    "text": Text("文字，不为空", "a text, not empty"),
    "sha256": Text("64 位十六进制", "64 hexadecimal digits"),
    "format": Text("1", "1"),
}
"""What is wanted where a scalar has the wrong form, by the kind that the model names."""


SHAPES: dict[str, Text] = {
    "list": Text(
        "列表：每项一行，以 - 开头；或写在方括号里",
        "a list: an item a line, each after a hyphen, or in square brackets",
    ),
    "mapping": Text("缩进的键值", "indented keys and values"),
    "text": Text("文字", "a text"),
}

_SLIPS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (
        re.compile(r"[０-９．－]"),
        Text("数字用半角：5600 而不是 ５６００", "half-width digits: 5600, not ５６００"),
    ),
    (
        re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?"),
        Text("不写千位逗号", "write no thousands comma"),
    ),
    (
        re.compile(r"[>≥＞=<≤＜≈~约超过不低于至少突破]+\s*-?[\d.]+.*|-?[\d.]+\s*\S*(?:以上|以下|左右|余|多)"),
        Text(
            "这里只写数字；以上、超过、左右之类写在 comparator",
            "the number only; at-least, above, about and the like go to comparator",
        ),
    ),
    (
        re.compile(r"-?[\d.]+\s*[-~—–－至到]+\s*[\d.]+.*"),
        Text("区间写成 low: 与 high:", "a range is written low: and high:"),
    ),
    (
        re.compile(r"-?[\d.]+\s*[%％]"),
        Text("这里只写数字；百分号写成 unit: percent", "the number only; the sign goes to unit: percent"),
    ),
    (
        re.compile(r"-?\d+(?:\.\d+)?\s*[^\d\s.,]"),
        Text("这里只写数字；单位写在 unit", "the number only; its unit goes to unit"),
    ),
)
"""What people write for a figure, and where it belongs."""


_LONGEST = 100
"""Characters of a figure in which a slip is looked for; the patterns need time that grows faster than the figure."""


def wanted(kind: str) -> Text:
    """How a scalar of a kind is written."""
    return _KINDS[kind]


def figure_hint(given: str) -> Text | None:
    """The repair of a figure that is written with more than digits and a point, where the slip is a known one."""
    if len(given) > _LONGEST:
        return None
    return next((hint for pattern, hint in _SLIPS if pattern.match(given)), None)
