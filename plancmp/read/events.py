"""YAML text to plain data with a tree of marks of the same shape, all problems in one run.

Built on the parser's events: `compose` with the C parser crashes the interpreter on deep nesting, and the
usual loaders keep the last of two equal keys without a word. Scalars stay text (the model decides what they
are); an empty value is None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from plancmp.problems import Mark, Problem
from plancmp.read.hints import FULL_WIDTH_COLON, NO_SIGN
from plancmp.read.marks import Marks, Spot, Start
from plancmp.words import Text

DEEPEST = 20
"""Nesting that no collection reaches; beyond it a file is broken or hostile."""

LONGEST = 100_000
"""Characters a line; the parser needs time that grows faster than the line."""

MOST = 1_000
"""Problems of one file that are told; a file with more is broken or hostile, and nobody reads on."""

_HIDDEN = re.compile("[\x85\u2028\u2029]")
_HIDDEN_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Line breaks to YAML and to no editor: every line after one would be counted wrongly."""

_FIRST = frozenset("0123456789+-.yYnNtToOfF")
"""How a number, a date or a truth value begins."""
_BLOCK = frozenset({"|", ">"})
_NULL = frozenset({"~", "null"})
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_events(text: str, path: str) -> tuple[Any, Marks, tuple[Problem, ...]]:
    """Data of str, None, list and dict, its marks, and every problem of the YAML itself.

    Where the YAML is broken, the data is what stood whole before the break, with a `yaml-syntax` or `yaml-too-deep`
    among the problems.
    """
    root = Marks(path, Start())
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST:
        number = next(n for n, line in enumerate(lines, 1) if len(line) > LONGEST)
        zh, en = f"这一行超过 {LONGEST} 个字符", f"the line is longer than {LONGEST} characters"
        return None, root, (Problem(Mark(path, number, 1), "yaml-syntax", "error", Text(zh, en)),)
    builder = _Builder(path)
    parser = None
    try:
        if not text.isascii():
            text, lines = builder.without_hidden_breaks(text, lines)
        parser = _PARSER(text)
        builder.read(parser.get_event)
    except _TooManyError:
        pass
    except yaml.YAMLError as error:
        from plancmp.read.traps import syntax_problem  # noqa: PLC0415 - only for broken files

        broken = syntax_problem(error, lines, text, path)
        there = broken.mark.line
        builder.problems = [p for p in builder.problems if (p.rule, p.mark.line) != ("yaml-trap", there)] + [broken]
    finally:
        if parser is not None:
            parser.dispose()
    if builder.stack:
        builder.drop_unfinished()
    marks = builder.marks or root
    marks.plain = tuple(builder.plain)
    return builder.root, marks, tuple(builder.problems)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled. `key` waits for its value."""

    data: Any
    marks: Marks
    is_map: bool
    flow: bool
    key: str | None = None
    spot: Any = None


class _TooManyError(Exception):
    """More problems than are told."""


class _Builder:
    """Takes events one by one; no recursion, so depth costs nothing."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.root: Any = None
        self.marks: Marks | None = None
        self.stack: list[_Open] = []
        self.documents = 0
        self.plain: list[tuple[str, str, Spot]] = []

    def read(self, get_event: Callable[[], Any]) -> None:  # noqa: PLR0912 - one list of cases, in one frame for its speed
        """Take events until there are none, or until nothing more can be read.

        The loop is the program's busiest: a plain key or value is taken here, anything else in a method of its own.
        """
        stack, plain = self.stack, self.plain
        scalar: Any = yaml.ScalarEvent
        top: Any = None
        while (event := get_event()) is not None:
            if type(event) is not scalar:
                if not self._structure(event):
                    return
                top = stack[-1] if stack else None
                continue
            value, spot = event.value, event.start_mark
            if event.style:
                if event.end_mark.line != spot.line and event.style not in _BLOCK:
                    self._runs_on(event)
            elif event.end_mark.line != spot.line:
                self._runs_on(event)
            elif value[:1] in _FIRST:
                plain.append((top.key or "" if top else "", value, spot))
            if event.anchor is not None or event.tag is not None:
                self._refuse(event)
            if top is None:
                self.root, self.marks = value, Marks(self.path, spot)
            elif top.key is None and top.is_map:
                top.key, top.spot = value, spot
            elif not value or (value in _NULL and not event.style):
                self._blank(top, event)
            elif not top.is_map:
                top.marks.parts[len(top.data)] = spot
                top.data.append(value)
            elif top.key in top.data:
                self._place(top, value, spot)
            else:
                key, top.key = top.key, None
                top.data[key] = value
                top.marks.keys[key] = top.spot
                top.marks.parts[key] = spot

    def _structure(self, event: Any) -> bool:
        """Take an event that opens, closes or refers; False stops the reading."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if len(self.stack) >= DEEPEST:
                self._too_deep(event)
                return False
            self._open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._second_document(event)
                return False
        return True

    def _open(self, event: Any, data: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        marks = Marks(self.path, event.start_mark)
        if self.stack:
            self._place(self.stack[-1], data, marks)
        else:
            self.root, self.marks = data, marks
        self.stack.append(_Open(data, marks, type(data) is dict, event.flow_style))

    def _alias(self, event: Any) -> None:
        """An alias holds the place of a key or a value, and is neither."""
        self._refuse(event)
        top = self.stack[-1] if self.stack else None
        if top and top.key is None and top.is_map:
            top.key, top.spot = "*", event.start_mark
        elif top:
            top.key = None

    def without_hidden_breaks(self, text: str, lines: list[str]) -> tuple[str, list[str]]:
        """The text and its lines with a space for each of _HIDDEN_BREAKS, which are problems."""
        if not _HIDDEN.search(text):
            return text, lines
        plain = text.translate(_HIDDEN_BREAKS)
        for number, line in enumerate(lines, 1):
            for column, character in enumerate(line, 1):
                if ord(character) in _HIDDEN_BREAKS:
                    self._report(
                        Mark(self.path, number, column),
                        "yaml-trap",
                        Text(
                            f"看不见的换行符 U+{ord(character):04X}", f"an invisible line break, U+{ord(character):04X}"
                        ),
                        Text("删去这个字符", "remove the character"),
                    )
        return plain, plain.split("\n")

    def drop_unfinished(self) -> None:
        """Take out the entry that stood open when reading stopped: half of it would be judged as a wrong one."""
        kinds, listing = 1, 3  # places, indicators, plans; targets, tasks … of a plan
        if len(self.stack) > listing + 1 and isinstance(self.stack[listing].data, list):
            self.stack[listing].data.pop()
        elif len(self.stack) > kinds + 1 and isinstance(self.stack[kinds].data, dict):
            last = self.stack[listing].data if len(self.stack) > listing else None
            if not isinstance(last, list):
                self.stack[kinds].data.popitem()

    def _place(self, top: _Open, value: Any, marks: Marks | Spot) -> None:
        if not top.is_map:
            top.marks.parts[len(top.data)] = marks
            top.data.append(value)
            return
        key, spot = top.key, top.spot
        if key is None or spot is None:
            mark = marks.mark() if isinstance(marks, Marks) else top.marks.mark(marks)
            self._report(
                mark,
                "yaml-trap",
                Text("键不能是列表或映射", "a key cannot be a list or a mapping"),
                Text("以 { 或 [ 开头的文字要加引号", "text that begins with { or [ needs quotes"),
            )
            top.key, top.spot = "?", top.marks.spot
            return
        top.key = None
        if key in top.data:
            self._repeated(top, key, spot)
            return
        top.data[key] = value
        top.marks.keys[key] = spot
        top.marks.parts[key] = marks

    def _blank(self, top: _Open, event: Any) -> None:
        if not top.is_map:
            self._report(
                self._mark(event),
                "blank-key",
                Text("列表中的空项", "an empty item of a list"),
                Text("填写，或删去这个连字符", "fill it in, or remove the hyphen"),
            )
            return
        key, at = top.key, top.spot
        assert key is not None and at is not None  # noqa: PT018 - both narrow, and are set together
        top.key = None
        if key in top.data:
            self._repeated(top, key, at)
            return
        hint = Text("填写，或删去此键", "fill it in, or remove the key")
        if "：" in key:
            hint = FULL_WIDTH_COLON
        elif event.style == ">":
            hint = NO_SIGN
        elif top.flow:
            hint = Text(
                "花括号里的逗号会结束前一个值：值里有逗号就给它加引号，或分行写",
                "a comma inside braces ends the value before it: put that value in quotes, or on a line of its own",
            )
        self._report(top.marks.mark(at), "blank-key", Text(f"键 {key} 没有值", f"the key {key} has no value"), hint)
        top.marks.keys.setdefault(key, at)

    def _repeated(self, top: _Open, key: str, spot: Spot) -> None:
        first = top.marks.keys[key].line + 1
        self._report(
            top.marks.mark(spot),
            "repeated-key",
            Text(f"键 {key} 重复，第 {first} 行已有", f"the key {key} stands twice, first in line {first}"),
            Text("删去其中一个", "remove one of the two"),
        )

    def _refuse(self, event: Any) -> None:
        what = Text("引用（*）", "an alias (*)")
        if not isinstance(event, yaml.AliasEvent):
            what = Text("锚点（&）", "an anchor (&)") if event.anchor is not None else Text("标签（!）", "a tag (!)")
        self._report(
            self._mark(event),
            "yaml-trap",
            Text(f"不使用{what.zh}", f"{what.en} is not used here"),
            Text(
                "写出内容本身；以 & * ! 开头的文字要加引号",
                "write the content itself; text that begins with & * ! needs quotes",
            ),
        )

    def _runs_on(self, event: Any) -> None:
        last = event.end_mark.line + (1 if event.end_mark.column else 0)
        quoted = bool(event.style)
        self._report(
            self._mark(event),
            "yaml-trap",
            Text(f"这个值一直到第 {last} 行才结束", f"this value ends in line {last} only"),
            Text("是不是漏了后一个引号？一个值写在一行里", "is the closing quote missing? a value stands on one line")
            if quoted
            else Text(
                "下一行缩进过深，或键后面不是半角冒号；一个值写在一行里",
                "the next line is indented too far, or has no ASCII colon after its key; a value stands on one line",
            ),
        )

    def _too_deep(self, event: Any) -> None:
        self._report(
            self._mark(event),
            "yaml-too-deep",
            Text(f"嵌套超过 {DEEPEST} 层", f"nested deeper than {DEEPEST} levels"),
            Text("检查缩进与括号", "look at the indentation and the brackets"),
        )

    def _second_document(self, event: Any) -> None:
        self._report(
            self._mark(event),
            "yaml-trap",
            Text("一个文件只能有一个 YAML 文档", "a file holds one YAML document"),
            Text("删去 ---", "remove the ---"),
        )

    def _mark(self, event: Any) -> Mark:
        return Mark(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _report(self, mark: Mark, rule: str, message: Text, hint: Text) -> None:
        if len(self.problems) == MOST:
            zh, en = f"问题超过 {MOST} 个，后面的未读", f"more than {MOST} problems; nothing after this was read"
            self.problems.append(Problem(mark, "yaml-syntax", "error", Text(zh, en)))
            raise _TooManyError
        self.problems.append(Problem(mark, rule, "error", message, hint))
