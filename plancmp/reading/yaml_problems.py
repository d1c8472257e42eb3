"""What can be wrong with the YAML itself: what stands there, and how it is mended."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from plancmp.problems import MOST_PROBLEMS, NO_HINT, Mark, Problem, make_error
from plancmp.reading.loaded import mark_offset
from plancmp.words import Text, say

FULL_WIDTH_COLON = Text(
    "全角冒号（：）：键后面用半角冒号加空格", "a full-width colon: after a key write an ASCII colon and a space"
)
NO_SIGN = Text(
    "值不能以 > 或 >= 开头：用 comparator: above 或 at-least",
    "a value cannot begin with > or >=: use comparator: above or at-least",
)
REMOVE_CHARACTER = Text("删去这个字符", "remove the character")


def _report_syntax(mark: Mark, message: Text, hint: Text = NO_HINT) -> Problem:
    return make_error(mark, "yaml-syntax", message, hint)


def _report_trap(mark: Mark, message: Text, hint: Text) -> Problem:
    return make_error(mark, "yaml-trap", message, hint)


def report_end(mark: Mark) -> Problem:
    """Where the reading of a file with too many problems ends."""
    message = say(
        "问题超过 {most} 个，后面的未读", "more than {most} problems; nothing after this was read", most=MOST_PROBLEMS
    )
    return _report_syntax(mark, message)


def report_size(mark: Mark, largest: int) -> Problem:
    """More keys and values than any file has that people write."""
    message = say(
        "一个文件的键与值超过 {largest:,} 个，后面的未读",
        "a file of more than {largest:,} keys and values; nothing after this was read",
        largest=largest,
    )
    return _report_syntax(
        mark, message, Text("分成几个文件，放进一个文件夹", "split it into several files in one folder")
    )


def report_depth(mark: Mark, deepest: int) -> Problem:
    """Nesting beyond `deepest` levels."""
    message = say("嵌套超过 {deepest} 层", "nested deeper than {deepest} levels", deepest=deepest)
    hint = Text("检查缩进与括号", "look at the indentation and the brackets")
    return make_error(mark, "yaml-too-deep", message, hint)


def report_long_line(mark: Mark, longest: int) -> Problem:
    """A line that the parser would need too long for."""
    message = say("这一行超过 {longest} 个字符", "the line is longer than {longest} characters", longest=longest)
    return _report_syntax(mark, message)


def report_character(mark: Mark, character: str) -> Problem:
    """A character that is none, or that may stand at the very beginning only."""
    code = f"U+{ord(character):04X}"
    message = say("这里不能有字符 {code}", "the character {code} cannot stand here", code=code)
    return _report_syntax(mark, message, REMOVE_CHARACTER)


def report_hidden_break(mark: Mark, character: str) -> Problem:
    """A line break to YAML and to no editor."""
    code = f"U+{ord(character):04X}"
    message = say("看不见的换行符 {code}", "an invisible line break, {code}", code=code)
    return _report_trap(mark, message, REMOVE_CHARACTER)


def report_second_document(mark: Mark) -> Problem:
    """A second YAML document in the file."""
    message = Text("一个文件只能有一个 YAML 文档", "a file holds one YAML document")
    return _report_trap(mark, message, Text("删去 ---", "remove the ---"))


def report_odd_key(mark: Mark) -> Problem:
    """A list or mapping where a key should be."""
    hint = Text("以 { 或 [ 开头的文字要加引号", "text that begins with { or [ needs quotes")
    return _report_trap(mark, Text("键不能是列表或映射", "a key cannot be a list or a mapping"), hint)


_SIGNS = {
    "*": Text("引用（*）", "an alias (*)"),
    "&": Text("锚点（&）", "an anchor (&)"),
    "!": Text("标签（!）", "a tag (!)"),
}


def report_sign(mark: Mark, sign: str) -> Problem:
    """An alias, an anchor or a tag, by its sign."""
    hint = Text(
        "写出内容本身；以 & * ! 开头的文字要加引号",
        "write the content itself; text that begins with & * ! needs quotes",
    )
    return _report_trap(mark, say("不使用{what}", "{what} is not used here", what=_SIGNS[sign]), hint)


def report_long_value(mark: Mark, last: int, *, quoted: bool) -> Problem:
    """A value that ends in another line, `last`."""
    hint = (
        Text("是不是漏了后一个引号？一个值写在一行里", "is the closing quote missing? a value stands on one line")
        if quoted
        else Text(
            "下一行缩进过深，或键后面不是半角冒号；一个值写在一行里",
            "the next line is indented too far, or has no ASCII colon after its key; a value stands on one line",
        )
    )
    return _report_trap(
        mark, say("这个值一直到第 {last} 行才结束", "this value ends in line {last} only", last=last), hint
    )


def report_blank_item(mark: Mark) -> Problem:
    """An item of a list without a value."""
    hint = Text("填写，或删去这个连字符", "fill it in, or remove the hyphen")
    return make_error(mark, "blank-key", Text("列表中的空项", "an empty item of a list"), hint)


def report_blank_key(mark: Mark, key: str, style: str | None, *, flow: bool) -> Problem:
    """A key without a value; `style` is how the empty value is written, `flow` whether in braces."""
    hint = Text("填写，或删去此键", "fill it in, or remove the key")
    if "：" in key:
        hint = FULL_WIDTH_COLON
    elif style == ">":
        hint = NO_SIGN
    elif flow:
        hint = Text(
            "花括号里的逗号会结束前一个值：值里有逗号就给它加引号，或分行写",
            "a comma inside braces ends the value before it: put that value in quotes, or on a line of its own",
        )
    return make_error(mark, "blank-key", say("键 {key} 没有值", "the key {key} has no value", key=key), hint)


def report_repeated_key(mark: Mark, key: str, first: int) -> Problem:
    """A key that stands in line `first` already."""
    message = say(
        "键 {key} 重复，第 {first} 行已有", "the key {key} stands twice, first in line {first}", key=key, first=first
    )
    return make_error(mark, "repeated-key", message, Text("删去其中一个", "remove one of the two"))


class Trap(NamedTuple):
    """A pattern of a source line, whether the slip shows only in the line after it, and the repair."""

    pattern: str
    before: bool
    hint: Text


_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
"""What YAML allows nowhere. The parser counts bytes, so its own position is of no use in Chinese."""

_LOOKED_AT = 1_000
"""Characters up to which a slip is looked for in a line; some patterns need time that grows faster than the line."""

_PLAIN_KEY = r"^\s*(?:- )*[\w-]+"
_TRAPS = (
    Trap(
        r"^(?P<slip>(?:<{7}|={7}|>{7}|\|{7}).*)",
        True,
        Text("合并冲突的标记：留下一方，删去标记", "a mark of a merge conflict: keep one side, remove the marks"),
    ),
    Trap(
        r"^ *(?P<slip>\t)|^[^#\"']*:[ ]*(?P<slip2>\t)",
        True,
        Text("制表符：缩进只用空格", "a tab: indent with spaces only"),
    ),
    Trap(rf"{_PLAIN_KEY}\s*(?P<slip>：)|[{{,]\s*[\w-]+(?P<slip2>：)", True, FULL_WIDTH_COLON),
    Trap(
        rf"{_PLAIN_KEY}(?P<slip>:)[^\s:]+$",
        True,
        Text("冒号后面要有空格", "a colon needs a space after it"),
    ),
    Trap(
        r":\s+(?P<slip>[%@`])",
        False,
        Text(
            "值以 % @ ` 开头要加引号；百分比的单位写 percent",
            "a value that begins with % @ ` needs quotes; the unit % is written percent",
        ),
    ),
    Trap(
        r":\s+(?P<slip>>\s*[=\d])",
        False,
        NO_SIGN,
    ),
    Trap(
        r":\s+(?P<slip>[\"“”][^\"]*$)|:\s+(?P<slip2>'[^']*$)",
        True,
        Text("引号没有成对", "a quotation mark without its partner"),
    ),
    Trap(
        r":\s+(?P<slip>\"[^\"]*\"|'[^']*')\s*[^\s#,}\]]",
        False,
        Text(
            "后一个引号之后还有文字：值里的引号用中文引号“”，或整个值改用单引号",
            "text after the closing quote: inside the value write “ ”, or put the whole value in single quotes",
        ),
    ),
    Trap(
        r":\s+(?P<slip>[\[{][^\]}]*$)",
        True,
        Text("括号没有合上", "a bracket that is not closed"),
    ),
    Trap(
        r":\s.*?(?P<slip>:)\s",
        False,
        Text("值里有半角冒号加空格：给整个值加引号", "the value holds a colon and a space: put the value in quotes"),
    ),
    Trap(
        rf"{_PLAIN_KEY}\s+(?P<slip>[^\s:：#]+)\s*$",
        True,
        Text("键后面漏了冒号", "the colon after the key is missing"),
    ),
)


def report_syntax(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """The parser's error at its place, with the repair where a known trap stands in the line."""
    control = re.search(_CONTROL, text) if isinstance(error, yaml.reader.ReaderError) else None
    if control:
        return _report_syntax(
            mark_offset(text, control.start(), path),
            Text("YAML 中不允许的控制字符", "a control character that YAML does not allow"),
            REMOVE_CHARACTER,
        )
    lines = text.split("\n")
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    found = next((mark for mark in marks if mark is not None), None)
    line, column = (found.line, found.column) if found else (0, 0)
    if line >= len(lines):  # the end of the text, told as a line after the last
        line, column = len(lines) - 1, len(lines[-1])
    words = str(getattr(error, "problem", None) or error).split("\n")[0]
    trapped = _find_trap(lines, line, marks[1].line if marks[1] is not None else line)
    if trapped is not None:
        number, at, hint = trapped  # the repair says in Chinese what the parser says in English
        return _report_syntax(Mark(path, number + 1, at + 1), Text("YAML 语法错误", f"YAML syntax: {words}"), hint)
    return _report_syntax(
        Mark(path, line + 1, column + 1),
        say("YAML 语法错误（{words}）", "YAML syntax: {words}", words=words),
        Text(
            "检查这一行及上一行的缩进、引号与冒号",
            "look at the indentation, quotes and colons of this line and the one before",
        ),
    )


def _find_trap(lines: Sequence[str], line: int, context: int) -> tuple[int, int, Text] | None:
    """Line, column (from 0) and repair of the slip that the parser stumbled over: in its line, in the last line with
    something on it before, or where it began to read what it could not finish.
    """
    before = line - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    for number in dict.fromkeys((line, before, context)):
        if not 0 <= number < len(lines) or len(lines[number]) > _LOOKED_AT:
            continue
        for trap in _TRAPS:
            match = re.search(trap.pattern, lines[number]) if number == line or trap.before else None
            if match:
                return number, match.start(str(match.lastgroup)), trap.hint
    return None
