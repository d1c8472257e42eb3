"""Diagnostics as values, and the one error that the program expects."""

from dataclasses import field
from typing import Literal

from plancmp.frozen import frozen
from plancmp.words import Text

Level = Literal["error", "warning"]


@frozen(order=True)
class Mark:
    """A place in a file; line and column count characters from 1, 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@frozen(order=True)
class Problem:
    """Something that a curator must look at: where, which rule, what, and how to mend it."""

    mark: Mark
    rule: str
    level: Level = field(compare=False)
    message: Text = field(compare=False)
    hint: Text = field(compare=False, default=Text("", ""))


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
