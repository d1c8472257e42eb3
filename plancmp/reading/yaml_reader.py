"""YAML text to plain data with a tree of marks of the same shape, all problems in one run.

Built on the parser's events: `compose` with the C parser crashes the interpreter on deep nesting, and the
usual loaders keep the last of two equal keys without a word. Scalars stay text (the model decides what they
are); an empty value is None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml

from plancmp.problems import MOST_PROBLEMS, Mark, Problem
from plancmp.reading import yaml_problems
from plancmp.reading.loaded import Marks, PlainScalar, mark_offset

DEEPEST = 20
"""Nesting that no collection reaches; beyond it a file is broken or hostile."""

LONGEST = 100_000
"""Characters a line; the parser needs time that grows faster than the line."""

LARGEST = 800_000
"""Keys, values, beginnings and ends of one file; one of 10 MB, a hundred plans, has fewer."""

_HIDDEN_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line breaks to YAML and to no editor: every line after one would be counted wrongly."""

_TELLING = frozenset("0123456789+-.yYnNtToOfF")
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
_make_mark: Callable[[tuple[str, int, int]], Mark] = partial(
    tuple.__new__, Mark
)  # without a call of Python for each scalar


def read_yaml(text: str, path: str) -> tuple[Any, Marks, tuple[Problem, ...]]:
    """Data of str, None, list and dict, its marks, and every problem of the YAML itself.

    Where the YAML is broken, the data is what stood whole before the break, with a `yaml-syntax` or `yaml-too-deep`
    among the problems.
    """
    builder = _Builder(path)
    problem = _check_characters(text, path)
    if problem is not None:
        return None, builder.marks, (problem,)
    parser = None
    try:
        text = builder.replace_hidden_breaks(text)
        parser = _PARSER(text)
        builder.take_events(parser.get_event)
    except _Stop:
        pass
    except yaml.YAMLError as error:
        builder.add_syntax_problem(error, text)
    finally:
        if parser is not None:
            parser.dispose()
    builder.drop_unfinished()
    builder.marks.plain = tuple(builder.plain)
    return builder.root, builder.marks, tuple(builder.problems)


def _check_characters(text: str, path: str) -> Problem | None:
    """What keeps a text from the parser: a line that is too long, or a character that is none."""
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST:
        number = next(n for n, line in enumerate(lines, 1) if len(line) > LONGEST)
        return yaml_problems.report_long_line(Mark(path, number, 1), LONGEST)
    found = None if text.isascii() else _UNREADABLE.search(text)
    return yaml_problems.report_character(mark_offset(text, found.start(), path), found[0]) if found else None


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled. `key` waits for its value."""

    data: Any
    marks: Marks
    is_map: bool
    flow: bool
    key: str | None = None
    key_mark: Any = None


class _Stop(Exception):  # noqa: N818 - an answer, not an error: it never leaves this module
    """Nothing more of the file is read."""


class _Builder:
    """Takes events one by one; no recursion, so depth costs nothing."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.root: Any = None
        self.marks = Marks(Mark(path, 1, 1))
        self.stack: list[_Open] = []
        self.documents = 0
        self.plain: list[PlainScalar] = []

    def take_events(self, get_event: Callable[[], Any]) -> None:
        """Take events until there are none. Raises _Stop where nothing more can be read."""
        takers: dict[Any, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._take_scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._take_alias,
            yaml.DocumentStartEvent: self._begin_document,
        }
        taken = 0
        while (event := get_event()) is not None:
            taken += 1
            if taken > LARGEST:
                self.root, self.stack = None, []
                self._stop(yaml_problems.report_size(self._mark(event), LARGEST))
            take = takers.get(type(event))
            if take is not None:
                take(event)

    def _take_scalar(self, event: Any) -> None:
        value, style, mark = event.value, event.style, self._mark(event)
        top = self.stack[-1] if self.stack else None
        if event.end_mark.line >= mark.line:
            self._check_lines(event, mark)
        elif not style and value[:1] in _TELLING:
            self.plain.append(PlainScalar((top and top.key) or "", value, mark))
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        if top is None:
            self.root, self.marks = value, Marks(mark)
        else:
            self._place(top, value, style, mark)

    def _place(self, top: _Open, value: str, style: str | None, mark: Mark) -> None:
        """Take a scalar inside a mapping or list: a key, a value, or nothing where there should be one."""
        if top.is_map and top.key is None:
            top.key, top.key_mark = value, mark
        elif value and (style or value not in _NULL):
            self._put(top, value, mark)
        else:
            self._take_blank(top, style, mark)

    def _check_lines(self, event: Any, mark: Mark) -> None:
        """Tell of a value of several lines, which only a block of text is meant to have."""
        if event.style not in _BLOCK:
            last = event.end_mark.line + (1 if event.end_mark.column else 0)
            self._report(yaml_problems.report_long_value(mark, last, quoted=bool(event.style)))

    def _open(self, event: Any) -> None:
        if len(self.stack) >= DEEPEST:
            self._stop(yaml_problems.report_depth(self._mark(event), DEEPEST))
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        is_map = type(event) is yaml.MappingStartEvent
        data: Any = {} if is_map else []
        marks = Marks(self._mark(event))
        if self.stack:
            self._put(self.stack[-1], data, marks)
        else:
            self.root, self.marks = data, marks
        self.stack.append(_Open(data, marks, is_map, event.flow_style))

    def _close(self, _event: Any) -> None:
        self.stack.pop()

    def _take_alias(self, event: Any) -> None:
        """An alias holds the place of a key or a value, and is neither."""
        self._refuse(event)
        top = self.stack[-1] if self.stack else None
        if top and top.is_map and top.key is None:
            top.key, top.key_mark = "*", self._mark(event)
        elif top:
            top.key = None

    def _begin_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(yaml_problems.report_second_document(self._mark(event)))

    def _put(self, top: _Open, value: Any, there: Marks | Mark) -> None:
        """Put a value where it belongs: behind the last item of a list, or at the key that waits for it."""
        if not top.is_map:
            top.marks.parts[len(top.data)] = there
            top.data.append(value)
            return
        key = top.key
        if key is None:
            self._report(yaml_problems.report_odd_key(there.start if isinstance(there, Marks) else there))
            top.key, top.key_mark = "?", top.marks.start
            return
        top.key = None
        if key in top.data:
            self._report(yaml_problems.report_repeated_key(top.key_mark, key, top.marks.keys[key].line))
            return
        top.data[key] = value
        top.marks.keys[key] = top.key_mark
        top.marks.parts[key] = there

    def _take_blank(self, top: _Open, style: str | None, mark: Mark) -> None:
        key, top.key = top.key, None
        if not top.is_map or key is None:
            self._report(yaml_problems.report_blank_item(mark))
        elif key in top.data:
            self._report(yaml_problems.report_repeated_key(top.key_mark, key, top.marks.keys[key].line))
        else:
            self._report(yaml_problems.report_blank_key(top.key_mark, key, style, flow=top.flow))
            top.marks.keys.setdefault(key, top.key_mark)

    def replace_hidden_breaks(self, text: str) -> str:
        """The text with a space for each of _HIDDEN_BREAKS, which are problems."""
        for found in _HIDDEN_BREAKS.finditer(text):
            self._report(yaml_problems.report_hidden_break(mark_offset(text, found.start(), self.path), found[0]))
        return _HIDDEN_BREAKS.sub(" ", text)

    def add_syntax_problem(self, error: yaml.YAMLError, text: str) -> None:
        """Tell of the error that ended the reading; it takes the place of what was told of its line."""
        broken = yaml_problems.report_syntax(error, text, self.path)
        self.problems = [p for p in self.problems if (p.rule, p.mark.line) != ("yaml-trap", broken.mark.line)]
        self.problems.append(broken)

    def drop_unfinished(self) -> None:
        """Take out the entry that stood open when reading stopped: half of it would be judged as a wrong one."""
        kinds, listing = 1, 3  # places, indicators, plans; targets, tasks … of a plan
        if len(self.stack) > listing + 1 and isinstance(self.stack[listing].data, list):
            del self.stack[listing].data[-1:]
        elif len(self.stack) > kinds + 1 and isinstance(self.stack[kinds].data, dict):
            last = self.stack[listing].data if len(self.stack) > listing else None
            if self.stack[kinds].data and not isinstance(last, list):
                self.stack[kinds].data.popitem()

    def _refuse(self, event: Any) -> None:
        alias = isinstance(event, yaml.AliasEvent)
        sign = "*" if alias else "&" if event.anchor is not None else "!"
        self._report(yaml_problems.report_sign(self._mark(event), sign))

    def _mark(self, event: Any) -> Mark:
        start = event.start_mark
        return _make_mark((self.path, start.line + 1, start.column + 1))

    def _stop(self, problem: Problem) -> None:
        self._report(problem)
        raise _Stop

    def _report(self, problem: Problem) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(yaml_problems.report_end(problem.mark))
            raise _Stop
        self.problems.append(problem)
