"""What the YAML parser's own words do not tell a curator: the usual slips, each with its repair."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from plancmp.problems import Mark, Problem
from plancmp.reading.hints import FULL_WIDTH_COLON, NO_SIGN
from plancmp.words import Text


class Trap(NamedTuple):
    """A pattern of a source line, whether the slip shows only in the line after it, and the repair."""

    pattern: re.Pattern[str]
    before: bool
    hint: Text


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML allows nowhere. The parser counts bytes, so its own position is of no use in Chinese."""

_LOOKED_AT = 1_000
"""Characters up to which a slip is looked for in a line; some patterns need time that grows faster than the line."""

_PLAIN_KEY = r"^\s*(?:- )*[\w-]+"
_TRAPS = (
    Trap(
        re.compile(r"^(?P<slip>(?:<{7}|={7}|>{7}|\|{7}).*)"),
        True,
        Text("合并冲突的标记：留下一方，删去标记", "a mark of a merge conflict: keep one side, remove the marks"),
    ),
    Trap(
        re.compile(r"^ *(?P<slip>\t)|^[^#\"']*:[ ]*(?P<slip2>\t)"),
        True,
        Text("制表符：缩进只用空格", "a tab: indent with spaces only"),
    ),
    Trap(re.compile(rf"{_PLAIN_KEY}\s*(?P<slip>：)|[{{,]\s*[\w-]+(?P<slip2>：)"), True, FULL_WIDTH_COLON),
    Trap(
        re.compile(rf"{_PLAIN_KEY}(?P<slip>:)[^\s:]+$"),
        True,
        Text("冒号后面要有空格", "a colon needs a space after it"),
    ),
    Trap(
        re.compile(r":\s+(?P<slip>[%@`])"),
        False,
        Text(
            "值以 % @ ` 开头要加引号；百分比的单位写 percent",
            "a value that begins with % @ ` needs quotes; the unit % is written percent",
        ),
    ),
    Trap(
        re.compile(r":\s+(?P<slip>>\s*[=\d])"),
        False,
        NO_SIGN,
    ),
    Trap(
        re.compile(r":\s+(?P<slip>[\"“”][^\"]*$)|:\s+(?P<slip2>'[^']*$)"),
        True,
        Text("引号没有成对", "a quotation mark without its partner"),
    ),
    Trap(
        re.compile(r":\s+(?P<slip>\"[^\"]*\"|'[^']*')\s*[^\s#,}\]]"),
        False,
        Text(
            "后一个引号之后还有文字：值里的引号用中文引号“”，或整个值改用单引号",
            "text after the closing quote: inside the value write “ ”, or put the whole value in single quotes",
        ),
    ),
    Trap(
        re.compile(r":\s+(?P<slip>[\[{][^\]}]*$)"),
        True,
        Text("括号没有合上", "a bracket that is not closed"),
    ),
    Trap(
        re.compile(r":\s.*?(?P<slip>:)\s"),
        False,
        Text("值里有半角冒号加空格：给整个值加引号", "the value holds a colon and a space: put the value in quotes"),
    ),
    Trap(
        re.compile(rf"{_PLAIN_KEY}\s+(?P<slip>[^\s:：#]+)\s*$"),
        True,
        Text("键后面漏了冒号", "the colon after the key is missing"),
    ),
)


def syntax_problem(error: yaml.YAMLError, lines: Sequence[str], text: str, path: str) -> Problem:
    """The parser's error as a Problem at its place, with a hint where a known trap stands in the line."""
    control = _CONTROL.search(text) if isinstance(error, yaml.reader.ReaderError) else None
    if control:
        at = control.start()
        return Problem(
            Mark(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)),
            "yaml-syntax",
            "error",
            Text("YAML 中不允许的控制字符", "a control character that YAML does not allow"),
            Text("删去这个字符", "remove the character"),
        )
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    found = next((mark for mark in marks if mark is not None), None)
    line, column = (found.line, found.column) if found else (0, 0)
    if line >= len(lines):  # the end of the text, told as a line after the last
        line, column = len(lines) - 1, len(lines[-1])
    words = str(getattr(error, "problem", None) or error).split("\n")[0]
    message = Text(f"YAML 语法错误（{words}）", f"YAML syntax: {words}")
    trapped = _trapped(lines, line, marks[1].line if marks[1] is not None else line)
    if trapped is not None:
        number, at, hint = trapped
        message = Text("YAML 语法错误", message.en)  # the repair says in Chinese what the parser says in English
        return Problem(Mark(path, number + 1, at + 1), "yaml-syntax", "error", message, hint)
    return Problem(
        Mark(path, line + 1, column + 1),
        "yaml-syntax",
        "error",
        message,
        Text(
            "检查这一行及上一行的缩进、引号与冒号",
            "look at the indentation, quotes and colons of this line and the one before",
        ),
    )


def _trapped(lines: Sequence[str], line: int, context: int) -> tuple[int, int, Text] | None:
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
            if number == line or trap.before:
                match = trap.pattern.search(lines[number])
                if match:
                    return number, match.start(str(match.lastgroup)), trap.hint
    return None
