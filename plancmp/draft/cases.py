"""Tables of cases: what follows from the signs around a figure."""

from collections.abc import Mapping
from typing import TypeVar

Answer = TypeVar("Answer")


def find_case(cases: Mapping[str, Answer], signs: Mapping[str, object]) -> Answer:
    """The answer of the first case whose signs all hold; the last case needs none.

    A case is written as the names of its signs with blanks between; `signs` tells of each whether it holds.
    """
    return next(answer for case, answer in cases.items() if all(signs[name] for name in case.split()))
