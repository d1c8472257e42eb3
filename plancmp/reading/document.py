"""Data to the document of one file: each fault a problem at its line and column, with its repair."""

import re
from typing import Any, NamedTuple

from plancmp.model import Document
from plancmp.problems import MOST_PROBLEMS, Mark, Problem, make_error, sort_problems, suggest_name
from plancmp.reading.loaded import Marks, Path
from plancmp.reading.structure import Fault, build_document, leave_out
from plancmp.reading.yaml_problems import FULL_WIDTH_COLON
from plancmp.words import Text, say

FORMAT = "1"

_HOPELESS = 20_000
"""Faults of one file that no collection has; to tell them one by one takes minutes."""


class FileContent(NamedTuple):
    """The document of one file, the problems of reading it, and what was left out because of them.

    `left_out` names entries of places, indicators and plans, as (kind, id): they are in the file, but cannot be read.
    `whole` is False where anything at all was left out.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    left_out: frozenset[tuple[str, str]] = frozenset()
    whole: bool = True
    added: tuple[Any, ...] = ()
    """What it adds to what is known (see reading.additions)."""


def read_document(data: Any, marks: Marks) -> FileContent:
    """The document in `data`, and every problem of its structure.

    What has a problem is left out entry by entry, of the marks too, so that one fault does not hide the rest of the file.
    There is no document where the file as a whole is none of ours.
    """
    problem = _check_format(data, marks)
    if problem is not None:
        return FileContent(None, (problem,), whole=False)
    document, faults = build_document(data)
    if document is not None:
        return FileContent(document, ())
    if len(faults) > _HOPELESS:
        words = say(
            "有 {n} 处不合格式；这不是规划数据",
            "{n} entries are not as the format wants; this is no collection",
            n=len(faults),
        )
        return FileContent(None, (make_error(marks.start, "bad-value", words),), whole=False)
    parts = {fault.part for fault in faults}
    problems = _list_problems(faults, marks)
    _leave_out_of_marks(marks, parts)
    left_out = frozenset((str(part[0]), str(part[1])) for part in parts if len(part) == len(("plans", "id")))
    return FileContent(build_document(leave_out(data, parts))[0], problems, left_out, whole=False)


def _check_format(data: Any, marks: Marks) -> Problem | None:
    """What shows that the file as a whole is no collection."""
    mark, hint = marks.start, Text("文件以 format: 1 开头", "a file begins with format: 1")
    if not isinstance(data, dict):
        message = Text("文件不是键值结构", "the file is no mapping of keys")
        if isinstance(data, str) and "：" in data:
            hint = Text("键后面用半角冒号加空格", "after a key write an ASCII colon and a space")
    elif "format" not in data:
        message = Text("缺少第一个键 format", "the first key, format, is missing")
    elif data["format"] != FORMAT:
        mark = marks.get_mark(("format",))
        message = say("不认识的格式 {given}", "unknown format {given}", given=str(data["format"]))
        hint = Text("写 format: 1，或升级 plancmp", "write format: 1, or upgrade plancmp")
    else:
        return None
    return make_error(mark, "unknown-format", message, hint)


def _list_problems(faults: list[Fault], marks: Marks) -> tuple[Problem, ...]:
    told = (describe_fault(fault, marks) for fault in faults[:MOST_PROBLEMS])
    problems = sort_problems(problem for problem in told if problem is not None)
    rest = len(faults) - MOST_PROBLEMS
    if rest > 0:
        more = say("还有 {n} 个这样的问题未列出", "{n} more problems like these are not listed", n=rest)
        problems = (*problems, make_error(problems[-1].mark if problems else marks.start, "bad-value", more))
    return problems


def _leave_out_of_marks(marks: Marks, parts: set[Path]) -> None:
    """Take the items of lists that are left out from the marks, so that these count as the document does."""
    gone: dict[Path, set[str | int]] = {}
    for part in parts:
        gone.setdefault(part[:-1], set()).add(part[-1])
    for path, steps in gone.items():
        there = marks.find_part(path)
        if there is not None and any(isinstance(step, int) for step in steps):
            there.parts = dict(enumerate(part for step, part in there.parts.items() if step not in steps))


def describe_fault(fault: Fault, marks: Marks) -> Problem | None:
    """The problem to tell; None for what the reader of YAML has told already."""
    path, given = fault.path, fault.given
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "…")
    match fault.sort:
        case "unknown":
            return _describe_unknown_key(fault, marks)
        case "missing":
            return _describe_missing_key(fault, marks)
        case "word":
            message = say("{name} 不能是 {given}", "{name} cannot be {given}", name=name, given=given)
            return make_error(marks.get_mark(path), "bad-value", message, _propose(given, fault.expected, _WORDS))
        case "key":
            message = say("键 {given} 写法不对", "the key {given} is badly written", given=given)
            return make_error(marks.get_key_mark(path), "bad-value", message, _ask_for(_SCALARS[fault.expected]))
        case "scalar" if isinstance(given, str):
            message = say("{name} 的值 {given} 写法不对", "{name}: {given} is badly written", name=name, given=given)
            return make_error(marks.get_mark(path), "bad-value", message, _hint_at_scalar(given, fault.expected))
        case "scalar":
            mark, expected = marks.get_mark(path), _SCALARS[fault.expected]
        case "shape":
            mark, expected = _find_line(path, marks), _SHAPES[fault.expected]
    message = say("{name} 的形式不对", "{name} has the wrong form", name=name)
    return make_error(mark, "bad-value", message, _ask_for(expected))


def _describe_unknown_key(fault: Fault, marks: Marks) -> Problem:
    key, above = str(fault.path[-1]), marks.find_part(fault.path[:-1])
    free = [name for name in fault.expected if above is None or name not in above.keys]
    hint = FULL_WIDTH_COLON if "：" in key else _propose(key, free, _KEYS, fault.expected)
    return make_error(
        marks.get_key_mark(fault.path), "unknown-key", say("不认识的键 {key}", "unknown key {key}", key=key), hint
    )


def _describe_missing_key(fault: Fault, marks: Marks) -> Problem | None:
    key, above = str(fault.path[-1]), marks.find_part(fault.path[:-1])
    if above is not None and key in above.keys:  # there without a value, which is told as blank
        return None
    message = say("缺少键 {key}", "the key {key} is missing", key=key)
    return make_error(
        _find_line(fault.path[:-1], marks), "missing-key", message, say("补上 {key}:", "add {key}:", key=key)
    )


def _find_line(path: Path, marks: Marks) -> Mark:
    """The line that a mapping belongs to: its key, or its own beginning in a list."""
    return marks.get_key_mark(path) if path and isinstance(path[-1], str) else marks.get_mark(path)


_WORDS, _KEYS = Text("可用的词", "words that may stand here"), Text("可用的键", "keys that may stand here")


def _propose(given: str, free: list[str], what: Text, every: list[str] | None = None) -> Text:
    """The word or key that is most like the one given, else all that may stand there."""
    names = free if every is None else every
    rest = Text(f"{what.zh}：" + "、".join(names), f"{what.en}: " + ", ".join(names))
    return suggest_name(given, free, rest)


def _ask_for(form: Text) -> Text:
    return say("要写{form}", "write {form}", form=form)


_SCALARS: dict[str, Text] = {
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
    "prices": Text("current、nominal、real，或年份，如 2020", "current, nominal, real, or a year, as 2020"),
    "text": Text("文字，不为空", "a text, not empty"),
    "sha256": Text("64 位十六进制", "64 hexadecimal digits"),
    "format": Text("1", "1"),
}
"""How a scalar is written, by its kind."""


_SHAPES: dict[str, Text] = {
    "list": Text(
        "列表：每项一行，以 - 开头；或写在方括号里",
        "a list: an item a line, each after a hyphen, or in square brackets",
    ),
    "mapping": Text("缩进的键值", "indented keys and values"),
    "text": Text("文字", "a text"),
}

_FIGURE_HINTS: tuple[tuple[str, Text], ...] = (
    (
        r"[０-９．－]",
        Text("数字用半角：5600 而不是 ５６００", "half-width digits: 5600, not ５６００"),
    ),
    (
        r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?",
        Text("不写千位逗号", "write no thousands comma"),
    ),
    (
        r"[>≥＞=<≤＜≈~约超过不低于至少突破]+\s*-?[\d.]+.*|-?[\d.]+\s*\S*(?:以上|以下|左右|余|多)",
        Text(
            "这里只写数字；以上、超过、左右之类写在 comparator",
            "the number only; at-least, above, about and the like go to comparator",
        ),
    ),
    (
        r"-?[\d.]+\s*[-~—–－至到]+\s*[\d.]+.*",
        Text("区间写成 low: 与 high:", "a range is written low: and high:"),
    ),
    (
        r"-?[\d.]+\s*[%％]",
        Text("这里只写数字；百分号写成 unit: percent", "the number only; the sign goes to unit: percent"),
    ),
    (
        r"-?\d+(?:\.\d+)?\s*[^\d\s.,]",
        Text("这里只写数字；单位写在 unit", "the number only; its unit goes to unit"),
    ),
)
"""What people write for a figure, and where it belongs."""


_LONGEST_FIGURE = 100
"""Characters of a figure in which a slip is looked for; the patterns need time that grows faster than the figure."""


def _hint_at_scalar(given: str, kind: str) -> Text:
    """The repair of a scalar; of a figure that is written with more than digits and a point, where its slip is a known one."""
    if kind == "figure" and len(given) <= _LONGEST_FIGURE:
        known = next((hint for pattern, hint in _FIGURE_HINTS if re.match(pattern, given)), None)
        if known is not None:
            return known
    return _ask_for(_SCALARS[kind])
