"""Diagnostics as values, and the one error that the program expects."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from plancmp.words import Text

Level = Literal["error", "warning"]


class Mark(NamedTuple):
    """A place in a file; line and column count characters from 1, 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


NO_HINT = Text("", "")


class Problem(NamedTuple):
    """Something that a curator must look at: where, which rule, what, and how to mend it."""

    mark: Mark
    rule: str
    level: Level
    message: Text
    hint: Text = NO_HINT


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place and rule; those that share both stay as they were found."""
    return tuple(sorted(problems, key=lambda p: (p.mark, p.rule)))


class PlancmpError(Exception):
    """Expected trouble, told in words. `exit_code`: 1 problems, 2 wrong usage, 3 no text could be had.

    `line` is where in a file it stands, 0 where that is not known.
    """

    def __init__(self, message: Text, *, exit_code: int = 2, problems: tuple[Problem, ...] = (), line: int = 0) -> None:
        super().__init__(message.en)
        self.message = message
        self.exit_code = exit_code
        self.problems = problems
        self.line = line


class Unkept(Exception):  # noqa: N818 - an answer, not an error: the collection is read afresh
    """The cache cannot answer: it is not there, not whole, or not of these files."""
