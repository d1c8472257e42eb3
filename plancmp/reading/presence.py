"""Whether an entry has a figure, and one only."""

from collections.abc import Callable, Iterator

from plancmp.model import Baseline, Observed, Printing, Target
from plancmp.problems import Mark, Problem
from plancmp.words import Text


def figure_problems(mark: Callable[..., Mark], entry: Target | Observed | Printing | Baseline) -> Iterator[Problem]:
    """What is wrong with the value or range of an entry; `mark` gives the place of a key of it, or its own."""
    low, high = entry.low, entry.high
    if entry.value is None and low is None and high is None:
        yield Problem(
            mark(),
            "figure-missing",
            "error",
            Text("没有数值", "there is no figure"),
            Text("补上 value:，或 low: 与 high:", "add value:, or low: and high:"),
        )
    elif entry.value is not None and (low is not None or high is not None):
        yield Problem(
            mark("low" if low is not None else "high"),
            "figure-doubled",
            "error",
            Text("同时有 value 与 low/high", "there is both a value and a range"),
            Text("单一数值用 value，区间用 low 与 high", "one figure is value, a range is low and high"),
        )
    elif low is not None and high is not None and low >= high:
        yield Problem(
            mark("low"),
            "range-reversed",
            "error",
            Text(f"low {low} 不小于 high {high}", f"low {low} is not below high {high}"),
            Text("对调", "swap them"),
        )
    elif entry.value is None and (low is None or high is None):
        there, lacking = ("low", "high") if high is None else ("high", "low")
        yield Problem(
            mark(there),
            "missing-key",
            "error",
            Text(f"只有 {there}，缺少 {lacking}", f"there is {there} without {lacking}"),
            Text(
                "区间要有两端；只有下限写 value 与 comparator: at-least，只有上限写 at-most",
                "a range has both ends; a floor alone is value with comparator: at-least, a cap alone at-most",
            ),
        )
