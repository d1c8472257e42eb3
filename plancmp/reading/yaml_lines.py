"""The plain form of YAML, read line by line; whatever it does not understand is left to the parser.

A collection is nearly always written with one key or item a line, values without escapes, and lists or mappings in
brackets that end on their line. Read so, it takes half of the parser's time, and the parser need not be imported. There
is no second opinion here: either the answer is the parser's own, marks and all, or there is none. Tests hold the two to it.
"""

import re
from typing import Any

from plancmp.reading.marks import COLUMNS, Marks, Spot

LONGEST = 100_000
"""Characters a line, as with the parser."""
_LINES, _COMMAS = 400_000, 800_000
"""More of these than any file of 10 MB has that a person wrote: the parser tells it."""
_DEEPEST = 15
_STRANGE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What the parser refuses, takes for a line break, or reads as blank."""
_NULL = frozenset({"~", "null"})
_NUMERIC = frozenset("0123456789+-.yYnNtToOfF")
"""How a number, a date or a truth value begins."""
_TELLING = _NUMERIC | {"~"}

_FIRST = r"(?:[^\s\-,\[\]{}#&*!|>'\"%@`?:]|-[^\s\-,\[\]{}:#?])"
_QUOTED = r""""[^"\\\n]+"|'[^'\n]+'"""
_KEY = r"\w[\w.-]{0,200}"
_LINE = re.compile(
    rf"( *)(?:(- +)?(?:({_KEY}|{_QUOTED}):(?: +|(?=\n)))?"
    rf"(?:({_FIRST}[^:#\n]*(?:(?::(?=\S)|(?<=\S)#)[^:#\n]*)*)|({_QUOTED}) *|([\[{{][^#\n]*))?(?:(?<= )#.*)?"
    r"|#.*|(.+))\n"
)
"""Indentation, dash, key, value: as it stands, in quotes, in brackets; or a line that is none of these."""
_MEMBER = re.compile(rf" *(?:({_KEY}): +)?(?:({_FIRST}[^,\[\]{{}}:#?\n]*)|({_QUOTED}) *)([,\]}}])")
"""A member of a list or mapping in brackets, and the sign behind it."""


class _Odd(Exception):  # noqa: N818 - an answer, not an error: it never leaves this module
    """Not the plain form."""


def read_lines(text: str, path: str) -> tuple[Any, Marks] | None:
    """The data and marks of a text in the plain form, as `read_events` tells them; None for any other text."""
    if _STRANGE.search(text) or (len(text) > LONGEST and _too_large(text)):
        return None
    reader = _Reader(path)
    try:
        reader.read(text if text.endswith("\n") else f"{text}\n")
    except _Odd:
        return None
    reader.marks.plain = tuple(reader.plain)
    return reader.root, reader.marks


def _too_large(text: str) -> bool:
    longest = max(map(len, text.split("\n")))
    return longest > LONGEST or text.count("\n") > _LINES or text.count(",") > _COMMAS


class _Reader:
    """The containers that stand open: the innermost in `read`, those around it on the stack, each with its column."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.plain: list[tuple[str, str, Spot]] = []
        self.root: Any = None
        self.marks: Any = None
        self.stack: list[tuple[int, Any, Any]] = []

    def read(self, text: str) -> None:  # noqa: PLR0912, PLR0915 - one list of cases, in one frame for its speed
        """Take the lines one by one. Raises _Odd where the text is not in the plain form."""
        stack = self.stack
        column = -1
        data: Any = None
        marks: Any = None
        waiting, waits_at = "", 0  # a key without a value on its line
        for number, line in enumerate(_LINE.finditer(text)):
            indent, dash, key, value, quoted, flow, odd = line.groups()
            if key is None and dash is None:
                if value or quoted or flow or odd:
                    raise _Odd
                continue
            here, row = len(indent), number * COLUMNS
            begun = line.start() - row
            if dash is not None:
                if waiting and here >= column:
                    data, marks = self.begin([], (column, data, marks), waiting, waits_at, row + here)
                    column, waiting = here, ""
                while column > here:
                    column, data, marks = stack.pop()
                if waiting or column != here or type(data) is not list:
                    raise _Odd
                if key is not None:
                    here = line.start(3) - begun - row
                    data, marks = self.begin({}, (column, data, marks), len(data), 0, row + here)
                    column = here
            elif waiting:
                if here <= column:
                    raise _Odd
                data, marks = self.begin({}, (column, data, marks), waiting, waits_at, row + here)
                column, waiting = here, ""
            elif here != column or type(data) is list:
                while column > here or (column == here and type(data) is list):
                    column, data, marks = stack.pop()
                if column != here:
                    if self.root is not None:
                        raise _Odd
                    data, marks = self.begin({}, (column, data, marks), "", 0, row + here)
                    column = here
            if key is not None:
                if key[0] in "\"'":
                    key = key[1:-1]
                elif key[0] in _NUMERIC:
                    self.plain.append(("", key, row + here))
                if key in data:
                    raise _Odd
            item: Any
            there: Marks | Spot
            if value is not None:
                item, spot = value if value[-1] != " " else value.rstrip(" "), line.start(4) - begun
                there = spot
                if item[0] in _TELLING:
                    self.judge(key or "", item, spot)
            elif quoted is not None:
                item, there = quoted[1:-1], line.start(5) - begun
            elif flow is not None:
                item, there = self.flow(flow, line.start(6) - begun)
            elif key is not None:
                waiting, waits_at = key, row + here
                continue
            else:
                raise _Odd
            if key is None:
                marks.parts[len(data)] = there
                data.append(item)
            else:
                data[key] = item
                marks.keys[key] = row + here
                marks.parts[key] = there
        if waiting or self.root is None:
            raise _Odd

    def judge(self, key: str, item: str, there: Spot) -> None:
        """Take note of a scalar without quotes that is more than a word. Raises _Odd for one that says nothing."""
        if item in _NULL:
            raise _Odd
        if item[0] in _NUMERIC:
            self.plain.append((key, item, there))

    def begin(
        self, made: Any, above: tuple[int, Any, Any], at: str | int, waits_at: Spot, spot: Spot
    ) -> tuple[Any, Marks]:
        """Begin a mapping or list in the one that stands open, `above`, at that key or place."""
        _, data, around = above
        marks = Marks(self.path, spot)
        if around is None:
            self.root, self.marks = made, marks
        elif type(data) is list:
            around.parts[at] = marks
            data.append(made)
        else:
            data[at] = made
            around.keys[at] = waits_at
            around.parts[at] = marks
        self.stack.append(above)
        if len(self.stack) > _DEEPEST:
            raise _Odd
        return made, marks

    def flow(self, text: str, start: Spot) -> tuple[Any, Marks]:
        """A list or mapping in brackets, whole on its line."""
        marks = Marks(self.path, start)
        listed = text[0] == "["
        found: Any = [] if listed else {}
        end, sign = 1, ","
        while sign == ",":
            member = _MEMBER.match(text, end)
            if member is None:
                raise _Odd
            key, value, quoted, sign = member.groups()
            end = member.end()
            if (key is None) is not listed or (not listed and key in found):
                raise _Odd
            if key is not None:
                if key[0] in _NUMERIC:
                    self.plain.append(("", key, start + member.start(1)))
                marks.keys[key] = start + member.start(1)
            if value is not None:
                item, there = value.rstrip(" "), start + member.start(2)
                if item[0] in _TELLING:
                    self.judge(key or "", item, there)
            else:
                item, there = quoted[1:-1], start + member.start(3)
            if listed:
                marks.parts[len(found)] = there
                found.append(item)
            else:
                marks.parts[key] = there
                found[key] = item
        if sign != ("]" if listed else "}") or text[end:].strip(" "):
            raise _Odd
        return found, marks
