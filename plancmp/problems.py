"""Diagnostics as values, and the one error that the program expects."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from plancmp.words import Text, say

Level = Literal["error", "warning"]
LEVELS: dict[Level, Text] = {"error": Text("错误", "error"), "warning": Text("警告", "warning")}


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


def make_error(mark: Mark, rule: str, message: Text, hint: Text = NO_HINT) -> Problem:
    """A problem that keeps the file from being used as it stands."""
    return Problem(mark, rule, "error", message, hint)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place and rule; those that share both stay as they were found."""
    return tuple(sorted(problems, key=lambda p: (p.mark, p.rule)))


MOST_PROBLEMS = 1_000
"""Problems of one file, or of one rule in it, that are told; a file with more is broken or hostile, and nobody reads on."""


def limit_problems(problems: Iterable[Problem], files: int) -> Iterator[Problem]:
    """The problems, MOST_PROBLEMS of them for each of so many files; a last one says that there are more."""
    for number, problem in enumerate(problems):
        if number == MOST_PROBLEMS * files:
            message = Text("这样的问题太多，后面的未列出", "too many problems like these; the others are not listed")
            yield Problem(problem.mark, problem.rule, problem.level, message)
            return
        yield problem


_COMPARED = 1_000
"""Names that are all compared with a misspelt one."""


def suggest_name(given: str, known: Iterable[str], otherwise: Text, likeness: float = 0.6) -> Text:
    """ "did you mean …?" with the known name that is most like the one given, else the other hint."""
    from difflib import get_close_matches  # noqa: PLC0415 - only in trouble

    names = list(known)
    if len(names) > _COMPARED:  # then only those that begin or end alike, for comparing takes long
        names = [name for name in names if name[:2] == given[:2] or name[-3:] == given[-3:]][:_COMPARED]
    close = get_close_matches(given, names, 1, likeness)
    return say("是不是 {name}？", "did you mean {name}?", name=close[0]) if close else otherwise


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


def explain_unsound(problems: Iterable[Problem]) -> PlancmpError:
    """The error (exit code 1) for a collection that has errors."""
    every = tuple(problems)
    return PlancmpError(
        say(
            "数据有 {count} 个问题，未作比较",
            "the data has {count} {count:problem|problems}; nothing was compared",
            count=len(every),
        ),
        exit_code=1,
        problems=every,
    )


_DISTRIBUTIONS = {"docx": "python-docx", "bs4": "beautifulsoup4", "python_calamine": "python-calamine"}
"""The names under which an index has what is imported by another name."""


def write_install(module: str) -> str:
    """The command that installs the library of a module: itself, since plancmp may have been installed from anywhere."""
    library = module.partition(".")[0]
    return f"pip install {_DISTRIBUTIONS.get(library, library)}"
