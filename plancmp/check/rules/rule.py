"""What a rule is."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from plancmp.check.rules.subject import Subject
from plancmp.problems import Level, Mark, Problem
from plancmp.words import Text

Check = Callable[[Subject], Iterator[Problem]]


class Rule(NamedTuple):
    """A check with a stable name. Its function's docstring is its manual: English, a blank line, Chinese.

    A rule that is `whole` calls something missing or unused; it is silent while a file cannot be read to its end.
    One that needs `texts` is silent without the plans' texts.
    """

    name: str
    level: Level
    check: Check
    whole: bool = False
    texts: bool = False

    @property
    def manual(self) -> str:
        """The docstring of the check."""
        return self.check.__doc__ or ""

    def problem(self, mark: Mark, message: Text, hint: Text) -> Problem:
        """A problem of this rule."""
        return Problem(mark, self.name, self.level, message, hint)


def rule(
    name: str, level: Level, *, whole: bool = False, texts: bool = False
) -> Callable[[Callable[[Rule, Subject], Iterator[Problem]]], Rule]:
    """Make a rule of a function of the rule itself and what it looks at."""

    def make(function: Callable[[Rule, Subject], Iterator[Problem]]) -> Rule:
        def check(subject: Subject) -> Iterator[Problem]:
            yield from function(made, subject)

        check.__doc__ = function.__doc__
        made = Rule(name, level, check, whole, texts)
        return made

    return make
