"""What can be wrong with the YAML itself, as problems: what stands there, and how it is mended."""

from collections.abc import Iterable, Iterator

from plancmp.problems import Mark, Problem
from plancmp.reading.hints import FULL_WIDTH_COLON, NO_SIGN
from plancmp.words import Text

MOST = 1_000
"""Problems of one file, or of one rule in it, that are told; a file with more is broken or hostile, and nobody reads on."""


def first(problems: Iterable[Problem], files: int) -> Iterator[Problem]:
    """The problems, MOST of them for each of so many files; a last one says that there are more."""
    for number, problem in enumerate(problems):
        if number == MOST * files:
            yield too_many(problem)
            return
        yield problem


def too_many(problem: Problem) -> Problem:
    """What is told in place of a problem when enough have been told."""
    message = Text("这样的问题太多，后面的未列出", "too many problems like these; the others are not listed")
    return Problem(problem.mark, problem.rule, problem.level, message)


def broken_off(mark: Mark) -> Problem:
    """Where the reading of a file with that many problems ends."""
    zh, en = f"问题超过 {MOST} 个，后面的未读", f"more than {MOST} problems; nothing after this was read"
    return Problem(mark, "yaml-syntax", "error", Text(zh, en))


def unreadable(mark: Mark, character: str) -> Problem:
    """A character that is none, or that may stand at the very beginning only."""
    code = f"U+{ord(character):04X}"
    message = Text(f"这里不能有字符 {code}", f"the character {code} cannot stand here")
    return Problem(mark, "yaml-syntax", "error", message, Text("删去这个字符", "remove the character"))


def _trap(mark: Mark, message: Text, hint: Text) -> Problem:
    return Problem(mark, "yaml-trap", "error", message, hint)


def hidden_break(mark: Mark, character: str) -> Problem:
    """A line break to YAML and to no editor."""
    code = f"U+{ord(character):04X}"
    message = Text(f"看不见的换行符 {code}", f"an invisible line break, {code}")
    return _trap(mark, message, Text("删去这个字符", "remove the character"))


def no_key(mark: Mark) -> Problem:
    """A list or mapping where a key should be."""
    hint = Text("以 { 或 [ 开头的文字要加引号", "text that begins with { or [ needs quotes")
    return _trap(mark, Text("键不能是列表或映射", "a key cannot be a list or a mapping"), hint)


_REFUSED = {
    "*": Text("引用（*）", "an alias (*)"),
    "&": Text("锚点（&）", "an anchor (&)"),
    "!": Text("标签（!）", "a tag (!)"),
}


def refused(mark: Mark, sign: str) -> Problem:
    """An alias, an anchor or a tag, by its sign."""
    what = _REFUSED[sign]
    hint = Text(
        "写出内容本身；以 & * ! 开头的文字要加引号",
        "write the content itself; text that begins with & * ! needs quotes",
    )
    return _trap(mark, Text(f"不使用{what.zh}", f"{what.en} is not used here"), hint)


def runs_on(mark: Mark, last: int, *, quoted: bool) -> Problem:
    """A value that ends in another line, `last`."""
    hint = Text(
        "下一行缩进过深，或键后面不是半角冒号；一个值写在一行里",
        "the next line is indented too far, or has no ASCII colon after its key; a value stands on one line",
    )
    if quoted:
        hint = Text(
            "是不是漏了后一个引号？一个值写在一行里", "is the closing quote missing? a value stands on one line"
        )
    return _trap(mark, Text(f"这个值一直到第 {last} 行才结束", f"this value ends in line {last} only"), hint)


def second_document(mark: Mark) -> Problem:
    """A second YAML document in the file."""
    message = Text("一个文件只能有一个 YAML 文档", "a file holds one YAML document")
    return _trap(mark, message, Text("删去 ---", "remove the ---"))


def blank_item(mark: Mark) -> Problem:
    """An item of a list without a value."""
    hint = Text("填写，或删去这个连字符", "fill it in, or remove the hyphen")
    return Problem(mark, "blank-key", "error", Text("列表中的空项", "an empty item of a list"), hint)


def blank_key(mark: Mark, key: str, style: str | None, *, flow: bool) -> Problem:
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
    return Problem(mark, "blank-key", "error", Text(f"键 {key} 没有值", f"the key {key} has no value"), hint)


def repeated_key(mark: Mark, key: str, first: int) -> Problem:
    """A key that stands in line `first` already."""
    message = Text(f"键 {key} 重复，第 {first} 行已有", f"the key {key} stands twice, first in line {first}")
    return Problem(mark, "repeated-key", "error", message, Text("删去其中一个", "remove one of the two"))


def too_deep(mark: Mark, deepest: int) -> Problem:
    """Nesting beyond `deepest` levels."""
    message = Text(f"嵌套超过 {deepest} 层", f"nested deeper than {deepest} levels")
    return Problem(
        mark, "yaml-too-deep", "error", message, Text("检查缩进与括号", "look at the indentation and the brackets")
    )


def too_large(mark: Mark, largest: int) -> Problem:
    """More keys and values than any file has that people write."""
    message = Text(
        f"一个文件的键与值超过 {largest:,} 个，后面的未读",
        f"a file of more than {largest:,} keys and values; nothing after this was read",
    )
    return Problem(
        mark,
        "yaml-syntax",
        "error",
        message,
        Text("分成几个文件，放进一个文件夹", "split it into several files in one folder"),
    )
