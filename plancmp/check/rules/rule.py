"""What a rule is."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from plancmp.check.check_input import CheckInput
from plancmp.problems import Level, Mark, Problem
from plancmp.words import Text

Report = tuple[Mark, Text, Text]
"""Where a problem stands, what it is, and how it is mended."""
Finder = Callable[[CheckInput], Iterator[Report]]


class Rule(NamedTuple):
    """A check with a stable name. Its function's docstring is its manual: English, a blank line, Chinese.

    A rule that is `whole` calls something missing or unused; it is silent while a file cannot be read to its end.
    One that needs `texts` is silent without the plans' texts. One that goes `across` looks at places and indicators
    themselves, or from one plan to another; the rest take each plan alone, and can be run file by file.
    """

    name: str
    level: Level
    find: Finder
    whole: bool = False
    texts: bool = False
    across: bool = False

    @property
    def manual(self) -> Text:
        """What the rule says about itself."""
        english, _, chinese = (self.find.__doc__ or "").strip().partition("\n\n")
        return Text("".join(line.strip() for line in chinese.split("\n")), " ".join(english.split()))

    def check(self, given: CheckInput) -> Iterator[Problem]:
        """The problems that the rule finds."""
        for mark, message, hint in self.find(given):
            yield Problem(mark, self.name, self.level, message, hint)


def rule(
    name: str, level: Level, *, whole: bool = False, texts: bool = False, across: bool = False
) -> Callable[[Finder], Rule]:
    """Make a rule of a function that yields what it finds."""
    return lambda find: Rule(name, level, find, whole, texts, across)
