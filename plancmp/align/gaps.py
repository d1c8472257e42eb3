"""How far the places set themselves above or below the level above: the gap of each, and what the gaps come to."""

from decimal import Decimal
from statistics import mean, quantiles
from typing import Any, NamedTuple

from plancmp.claim import number
from plancmp.words import COMMA, NOTHING, SEMICOLON, Text, say

WEIGHTS = ("gdp", "population")
"""Indicators by whose latest results the places are weighed."""


class PlaceGap(NamedTuple):
    """The gap of one place."""

    place: str
    claim: str
    gap: Decimal
    is_of_bounds: bool
    """Whether one of the two is a bound or a range."""


class WeighedGap(NamedTuple):
    """The mean of the gaps, each place weighed by a result of one year."""

    by: str
    year: int
    mean: Decimal


class Gaps(NamedTuple):
    """The gaps of a row, by size, and what they come to."""

    gaps: tuple[PlaceGap, ...]
    weighed: tuple[WeighedGap, ...]
    unweighed: tuple[tuple[str, tuple[str, ...]], ...]
    """Weights that are not in the collection for all these places: the indicator, and the places that lack it."""

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The gaps alone, the smallest first."""
        return tuple(each.gap for each in self.gaps)

    @property
    def signs(self) -> tuple[int, int, int]:
        """How many lie above the target of the level above, at it, below it."""
        values = self.values
        return sum(v > 0 for v in values), sum(v == 0 for v in values), sum(v < 0 for v in values)

    @property
    def quartiles(self) -> tuple[Decimal, Decimal, Decimal]:
        """The quartiles, both ends taken in."""
        first, median, third = quantiles(self.values, n=4, method="inclusive")
        return first, median, third

    def describe(self, above: Text, unit: Text) -> Text:
        """In words: how many places lie above, at and below the target of `above`, and how far, in `unit`."""
        more, equal, less = self.signs
        values = self.values
        first, median, third = self.quartiles
        middle = [
            say("四分位 {first}、{third}", "quartiles {first} and {third}", first=_show(first), third=_show(third))
        ] if len(values) >= _FEW else []  # fmt: skip
        weighed = [_weigh_words(each) for each in self.weighed]
        bounds = sum(gap.is_of_bounds for gap in self.gaps)
        remarks = [say("其中 {n} 个是界限减界限", "{n} of them bound less bound", n=bounds)] if bounds else []
        remarks += [] if weighed else [_NO_WEIGHTS]
        told = [
            say("最低 {low}", "lowest {low}", low=_show(values[0])),
            say("中位 {median}", "median {median}", median=_show(median)),
            *middle,
            say("最高 {high}", "highest {high}", high=_show(values[-1])),
            *weighed,
        ]
        return say(
            "与{above}之差（{n} 个地区自定目标减上级目标，{unit}）：{told}；高于 {more}、等于 {equal}、低于 {less}{bounds}",
            "less {above}'s ({n} places' own targets less the one above, {unit}): {told}; above {more}, equal {equal}, below {less}{bounds}",
            above=above, n=len(values), unit=unit, told=COMMA.join(told), more=more, equal=equal, less=less,
            bounds=SEMICOLON.join([NOTHING, *remarks]) if remarks else NOTHING,
        )  # fmt: skip

    def record(self) -> dict[str, Any]:
        """As in the machine-readable output."""
        above, equal, below = self.signs
        first, median, third = self.quartiles
        told = {
            "lowest": self.values[0],
            "first_quartile": first,
            "median": median,
            "third_quartile": third,
            "highest": self.values[-1],
            "mean": mean(self.values),
        }
        return {
            "places": [
                {"place": g.place, "claim": g.claim, "gap": number(g.gap), "of_bounds": g.is_of_bounds}
                for g in self.gaps
            ],
            "above": above,
            "equal": equal,
            "below": below,
            **{name: _round(value) for name, value in told.items()},
            "weighed": [{"by": w.by, "year": w.year, "mean": _round(w.mean)} for w in self.weighed],
            "unweighed": [{"by": by, "lacking": list(places)} for by, places in self.unweighed],
        }


def _round(value: Decimal) -> int | float | None:
    return number(round(value, 6))


def _show(value: Decimal) -> str:
    return f"{round(value, 2):+f}".rstrip("0").rstrip(".") if value else "0"


def _weigh_words(each: WeighedGap) -> Text:
    return say(
        "按 {year} 年{by}加权 {mean}", "weighed by {by} of {year} {mean}",
        by=_WEIGHT_NAMES[each.by], year=str(each.year), mean=_show(each.mean),
    )  # fmt: skip


_NO_WEIGHTS = Text(
    "未加权：库中没有这些地区同一年的生产总值或人口",
    "not weighed: the collection lacks GDP and population of one year for all of them",
)
_WEIGHT_NAMES = {"gdp": Text("生产总值", "GDP"), "population": Text("人口", "population")}
_FEW = 4
"""Of fewer gaps than these no quartiles are told."""
