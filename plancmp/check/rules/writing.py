"""How the YAML is written: what another reader would take for something else, or would not see at all."""

import re
from collections.abc import Iterator

from plancmp.check.check_input import CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.model import Document
from plancmp.problems import Mark
from plancmp.reading.structure import find_scalar_keys
from plancmp.words import Text

_OTHER = re.compile(
    r"[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9_]+|0x[0-9a-fA-F]+|[0-9]+(?::[0-9]{1,2})+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|[tT]rue|TRUE|[fF]alse|FALSE|[yYnN]"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""What YAML 1.1 or 1.2 reads as a number, a date or a truth value."""
_FIGURES = frozenset({"figure", "year", "period", "whole", "truth", "day", "format", "prices"})


@rule("quote-it", "error")
def find_unquoted_text(given: CheckInput) -> Iterator[Report]:
    """Text that other YAML readers take for a number, a date or a truth value stands without quotes: `at: 4.10` is
    4.1 to them, the code 450100 a number, `no` false.

    没有加引号的文字会被别的 YAML 读取程序当成数字、日期或真假值：at: 4.10 成了 4.1，代码成了数，no 成了假。
    """
    figures = find_scalar_keys(Document, _FIGURES)
    spans = {given.mark("plans", i, "spans", at) for i, plan in given.collection.plans.items() for at in plan.spans}
    for marks in given.loaded.marks.values():
        for key, value, mark in marks.plain:
            if key not in figures and mark not in spans and _OTHER.fullmatch(value):
                message = Text(f"{value} 没有加引号", f"{value} stands without quotes")
                yield mark, message, Text(f'写 "{value}"', f'write "{value}"')


_CUT = re.compile(
    r"^ *(?:- )*+(?:(?:[\w-]+|\"[^\"]*\"|'[^']*'): +)?+(?P<read>[^\s'\"#\[{|>&*!%@`][^#]*?)(?P<sign>(?<! ) #| +#(?! ))"
)


@rule("comment-cuts", "error")
def find_cutting_comments(given: CheckInput) -> Iterator[Report]:
    """A space and `#` inside unquoted text begin a comment, so the rest of the text is not read. A comment that is
    meant as one stands two spaces behind the value and has a space after its `#`.

    没有加引号的文字中，空格加 # 之后成了注释，后半截读不到。真正的注释前空两格，# 后空一格。
    """
    for path, lines in given.loaded.lines.items():
        for number, line in enumerate(lines):
            match = _CUT.match(line) if " #" in line else None
            if match and any("㐀" <= character <= "鿿" for character in match["read"]):
                read = match["read"]
                message = Text(f"# 之后成了注释，只读到“{read}”", f"what follows # is a comment; only {read} is read")
                hint = Text(
                    "给整个值加引号；若是注释，前空两格、后空一格",
                    "put the value in quotes; before a comment leave two spaces, after its # one",
                )
                yield Mark(path, number + 1, match.end()), message, hint
