"""YAML text to plain data with a tree of marks of the same shape, all problems in one run.

Built on the parser's events: `compose` with the C parser crashes the interpreter on deep nesting, and the
usual loaders keep the last of two equal keys without a word. Scalars stay text (the model decides what they
are); an empty value is None.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from plancmp.problems import Mark, Problem
from plancmp.read.traps import FULL_WIDTH_COLON, syntax_problem
from plancmp.words import Text

DEEPEST = 20
"""Nesting that no collection reaches; beyond it a file is broken or hostile."""

LONGEST = 100_000
"""Characters a line; the parser needs time that grows faster than the line."""

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Spot(Protocol):
    """Line and column from 0: the parser's own mark, kept as it is, since a file has tens of thousands."""

    line: int
    column: int


@dataclass(slots=True)
class Marks:
    """Where a mapping or list and its parts stand. `keys` has each key of a mapping, `parts` each value."""

    path: str
    spot: Spot
    keys: dict[str | int, Spot] = field(default_factory=dict)
    parts: "dict[str | int, Marks | Spot]" = field(default_factory=dict)

    def mark(self, spot: Spot | None = None) -> Mark:
        """The mark of a spot in this file; without one, of the whole mapping or list."""
        spot = spot or self.spot
        return Mark(self.path, spot.line + 1, spot.column + 1)

    def at(self, path: tuple[str | int, ...]) -> Mark:
        """The mark of the value at `path`, or of its nearest ancestor."""
        here = self
        for step in path:
            found = here.parts.get(step) or here.keys.get(step)
            if not isinstance(found, Marks):
                return here.mark(found)
            here = found
        return here.mark()

    def key(self, path: tuple[str | int, ...]) -> Mark:
        """The mark of the key that `path` ends in, or of its nearest ancestor."""
        above = self.below(path[:-1])
        if above is None or not path:
            return self.at(path)
        spot = above.keys.get(path[-1])
        return above.mark(spot) if spot else above.at(path[-1:])

    def below(self, path: tuple[str | int, ...]) -> "Marks | None":
        """The marks of the mapping or list at `path`, None where there is none."""
        here = self
        for step in path:
            found = here.parts.get(step)
            if not isinstance(found, Marks):
                return None
            here = found
        return here

    def spots(self) -> Iterator[tuple[int, int]]:
        """Line and column, from 0, of every key and value."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            for spot in here.keys.values():
                yield spot.line, spot.column
            for part in here.parts.values():
                if isinstance(part, Marks):
                    waiting.append(part)
                else:
                    yield part.line, part.column


@dataclass(frozen=True, slots=True)
class _Start:
    line: int = 0
    column: int = 0


def read_events(text: str, path: str) -> tuple[Any, Marks, tuple[Problem, ...]]:
    """Data of str, None, list and dict, its marks, and every problem of the YAML itself.

    Where the YAML is broken, the data is what stood whole before the break, with a `yaml-syntax` or `yaml-too-deep`
    among the problems.
    """
    root = Marks(path, _Start())
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST:
        number = next(n for n, line in enumerate(lines, 1) if len(line) > LONGEST)
        zh, en = f"这一行超过 {LONGEST} 个字符", f"the line is longer than {LONGEST} characters"
        return None, root, (Problem(Mark(path, number, 1), "yaml-syntax", "error", Text(zh, en)),)
    builder = _Builder(path)
    parser = None
    try:
        parser = _PARSER(text)
        builder.read(parser.get_event)
    except yaml.YAMLError as error:
        builder.problems.append(syntax_problem(error, lines, text, path))
    finally:
        if parser is not None:
            parser.dispose()
    if builder.stack:
        builder.drop_unfinished()
    return builder.root, builder.marks or root, tuple(builder.problems)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled. `key` waits for its value."""

    data: Any
    marks: Marks
    flow: bool
    key: str | None = None
    spot: Spot | None = None


class _Builder:
    """Takes events one by one; no recursion, so depth costs nothing."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.root: Any = None
        self.marks: Marks | None = None
        self.stack: list[_Open] = []

    def read(self, get_event: Callable[[], yaml.Event | None]) -> None:
        """Take events until there are none, or until nothing more can be read. The loop is the program's busiest."""
        documents = 0
        stack = self.stack
        while (event := get_event()) is not None:
            kind = type(event)
            spot: Any = event.start_mark
            if kind is yaml.ScalarEvent:
                value: Any = event.value
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event)
                if event.style != "|" and event.style != ">" and event.end_mark.line != spot.line:
                    self._runs_on(event)
                top = stack[-1] if stack else None
                if top is None:
                    self.root, self.marks = value, Marks(self.path, spot)
                elif top.key is None and type(top.data) is dict:
                    top.key, top.spot = value, spot
                elif not value or (not event.style and (value == "~" or value == "null")):
                    self._blank(top, spot)
                else:
                    self._place(top, value, spot)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event)
                if len(stack) >= DEEPEST:
                    self._too_deep(event)
                    return
                data: Any = {} if kind is yaml.MappingStartEvent else []
                marks = Marks(self.path, spot)
                if stack:
                    self._place(stack[-1], data, marks)
                else:
                    self.root, self.marks = data, marks
                stack.append(_Open(data, marks, event.flow_style))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
            elif kind is yaml.AliasEvent:
                self._refuse(event)
                top = stack[-1] if stack else None
                if top and top.key is None and type(top.data) is dict:
                    top.key, top.spot = "*", spot
                elif top:
                    top.key = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._second_document(event)
                    return

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
        if type(top.data) is list:
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

    def _blank(self, top: _Open, spot: Spot) -> None:
        if type(top.data) is list:
            self._report(
                top.marks.mark(spot),
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
        elif top.flow:
            hint = Text(
                "花括号里的逗号会结束前一个值：值里有逗号就给它加引号，或分行写",
                "a comma inside braces ends the value before it: put that value in quotes, or on a line of its own",
            )
        self._report(
            top.marks.mark(at), "blank-key", Text(f"键 {key} 没有值", f"the key {key} has no value"), hint
        )
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
        self.problems.append(Problem(mark, rule, "error", message, hint))
