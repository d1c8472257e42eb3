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
from plancmp.reading import yaml_slips as slips
from plancmp.reading.marks import Marks, Spot, line_of, spot_at
from plancmp.words import Text

DEEPEST = 20
"""Nesting that no collection reaches; beyond it a file is broken or hostile."""

LONGEST = 100_000
"""Characters a line; the parser needs time that grows faster than the line."""

LARGEST = 800_000
"""Keys, values, beginnings and ends of one file; one of 10 MB, a hundred plans, has fewer."""

_HIDDEN = re.compile("[\x85\u2028\u2029]")
_HIDDEN_BREAKS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""Line breaks to YAML and to no editor: every line after one would be counted wrongly."""

_FIRST = frozenset("0123456789+-.yYnNtToOfF")
"""How a number, a date or a truth value begins."""
_BLOCK = frozenset({"|", ">"})
_NULL = frozenset({"~", "null"})
_UNREADABLE = re.compile("[\ufeff\ud800-\udfff]")
"""A mark of byte order inside the text, half a character: one parser reads over it, another stumbles."""


class _SlowLoader(yaml.SafeLoader):
    """The parser of a PyYAML without libyaml, which lets halves of characters pass and stumbles over escapes of none."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            chunks = ["\ud800"]
        if any(_UNREADABLE.search(chunk.replace("\ufeff", "")) for chunk in chunks):
            message = "found invalid Unicode character escape code"
            raise yaml.scanner.ScannerError(
                "while scanning a double-quoted scalar", start_mark, message, self.get_mark()
            )
        return chunks


_PARSER = getattr(yaml, "CSafeLoader", _SlowLoader)


def read_events(text: str, path: str) -> tuple[Any, Marks, tuple[Problem, ...]]:
    """Data of str, None, list and dict, its marks, and every problem of the YAML itself.

    Where the YAML is broken, the data is what stood whole before the break, with a `yaml-syntax` or `yaml-too-deep`
    among the problems.
    """
    root = Marks(path, 0)
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST:
        number = next(n for n, line in enumerate(lines, 1) if len(line) > LONGEST)
        zh, en = f"这一行超过 {LONGEST} 个字符", f"the line is longer than {LONGEST} characters"
        return None, root, (Problem(Mark(path, number, 1), "yaml-syntax", "error", Text(zh, en)),)
    unreadable = None if text.isascii() else _UNREADABLE.search(text)
    if unreadable:
        before = text[: unreadable.start()]
        mark = Mark(path, before.count("\n") + 1, unreadable.start() - before.rfind("\n"))
        return None, root, (slips.unreadable(mark, unreadable[0]),)
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
        from plancmp.reading.yaml_traps import syntax_problem  # noqa: PLC0415 - only for broken files

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


def _spot(event: Any) -> Spot:
    return spot_at(event.start_mark.line, event.start_mark.column)


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
        taken = 0
        while (event := get_event()) is not None:
            taken += 1
            if taken > LARGEST:
                self._report(slips.too_large(self._mark(event), LARGEST))
                self.root, self.stack = None, []
                return
            if type(event) is not scalar:
                if not self._structure(event):
                    return
                top = stack[-1] if stack else None
                continue
            value, start = event.value, event.start_mark
            spot = spot_at(start.line, start.column)
            if event.style:
                if event.end_mark.line != start.line and event.style not in _BLOCK:
                    self._runs_on(event)
            elif event.end_mark.line != start.line:
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
                self._report(slips.too_deep(self._mark(event), DEEPEST))
                return False
            self._open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._report(slips.second_document(self._mark(event)))
                return False
        return True

    def _open(self, event: Any, data: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        marks = Marks(self.path, _spot(event))
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
            top.key, top.spot = "*", _spot(event)
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
                    self._report(slips.hidden_break(Mark(self.path, number, column), character))
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
            self._report(slips.no_key(mark))
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
            self._report(slips.blank_item(self._mark(event)))
            return
        key, at = top.key, top.spot
        assert key is not None and at is not None  # noqa: PT018 - both narrow, and are set together
        top.key = None
        if key in top.data:
            self._repeated(top, key, at)
            return
        self._report(slips.blank_key(top.marks.mark(at), key, event.style, flow=top.flow))
        top.marks.keys.setdefault(key, at)

    def _repeated(self, top: _Open, key: str, spot: Spot) -> None:
        self._report(slips.repeated_key(top.marks.mark(spot), key, line_of(top.marks.keys[key]) + 1))

    def _refuse(self, event: Any) -> None:
        alias = isinstance(event, yaml.AliasEvent)
        self._report(slips.refused(self._mark(event), "*" if alias else "&" if event.anchor is not None else "!"))

    def _runs_on(self, event: Any) -> None:
        last = event.end_mark.line + (1 if event.end_mark.column else 0)
        self._report(slips.runs_on(self._mark(event), last, quoted=bool(event.style)))

    def _mark(self, event: Any) -> Mark:
        return Mark(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _report(self, problem: Problem) -> None:
        if len(self.problems) == slips.MOST:
            self.problems.append(slips.broken_off(problem.mark))
            raise _TooManyError
        self.problems.append(problem)
