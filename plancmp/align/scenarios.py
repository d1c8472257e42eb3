"""What the remainder of a total would ask of each place that has no figure yet, by one stated rule. Computed, never planned.

The remainder (the target above less what is set for or by places) is shared among the missing places in equal parts, by
population, by GDP, or by each place's own last figure. Weights are printed results, one a place, of the latest year that all
the places have (for `last` each place's latest); where one place lacks its own nothing is shared, and the lacking places are
named. Shares are whole in the last printed digit of the remainder and add up to it (largest remainder method). Beside each
stands the yearly growth that it would need from its latest result, (share / last)^(1/years) - 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from plancmp.claim import Claim, number
from plancmp.compare import get_interval
from plancmp.compare.formatting import attach_unit, format_number
from plancmp.model import Place
from plancmp.vocabulary import ClaimType, ScenarioRule
from plancmp.words import COMMA, NOTHING, SEMICOLON, Text, say

HUNDRED = Decimal(100)


class PlaceShare(NamedTuple):
    """What a scenario asks of one place; the result that it starts from, where there is one, and the growth a year in percent."""

    place: str
    value: Decimal
    last: Claim | None
    growth: Decimal | None

    def record(self) -> dict[str, Any]:
        """As in the machine-readable output."""
        return {
            "place": self.place,
            "value": number(self.value),
            "last": self.last.id if self.last else None,
            "growth_per_year": None if self.growth is None else number(round(self.growth, 4)),
        }


class Scenario(NamedTuple):
    """A remainder shared by a rule, or the places that lack what the rule needs."""

    rule: ScenarioRule
    year: int | None
    """The year of the weights; None of equal parts and of each place's own last figure."""
    shares: tuple[PlaceShare, ...]
    lacking: tuple[str, ...]

    def describe(self, places: Mapping[str, Place], unit: str) -> Text:
        """In words, always as computed: each place with its share and the growth that it would need; or who lacks what."""
        if self.lacking:
            names = COMMA.join([places[place].name for place in self.lacking])
            return say(
                "推算，不是规划（{rule}）：不能分摊，库中缺{names}的数据",
                "computed, not planned ({rule}): not shared, the collection lacks figures of {names}",
                rule=self.rule, names=names,
            )  # fmt: skip
        told = [
            say("{name} {value}{growth}", "{name} {value}{growth}", name=places[s.place].name,
                value=attach_unit(format_number(s.value), unit), growth=_phrase_growth(s))
            for s in self.shares
        ]  # fmt: skip
        year = "" if self.year is None else f" {self.year}"
        return say(
            "推算，不是规划（{rule}{year}）：{told}",
            "computed, not planned ({rule}{year}): {told}",
            rule=self.rule, year=year, told=SEMICOLON.join(told),
        )  # fmt: skip

    def record(self) -> dict[str, Any]:
        """As in the machine-readable output."""
        return {
            "rule": str(self.rule),
            "computed": True,
            "year": self.year,
            "shares": [share.record() for share in self.shares],
            "lacking": list(self.lacking),
        }


def _phrase_growth(share: PlaceShare) -> Text:
    if share.growth is None or share.last is None:
        return NOTHING
    return say(
        "（较 {year} 年每年 {growth} %）", " ({growth} % a year from {year})",
        growth=f"{round(share.growth, 1):+f}", year=str(share.last.year),
    )  # fmt: skip


class _Weights(NamedTuple):
    year: int | None
    by_place: Mapping[str, Decimal]


def share_remainder(
    rule: ScenarioRule, chosen: Claim, remainder: Decimal, missing: Sequence[str], claims: Iterable[Claim]
) -> Scenario:
    """The remainder of the target `chosen`, above zero and in its standard unit, shared among the `missing` places."""
    results = [c for c in claims if c.type is not ClaimType.TARGET and _is_usable(c)]
    latest = _find_latest([c for c in results if c.indicator == chosen.indicator and c.basis is chosen.basis])
    weights = _weigh(rule, missing, results, latest)
    lacking = tuple(place for place in missing if weights.by_place.get(place, Decimal(0)) <= 0)
    if lacking:
        return Scenario(rule, weights.year, (), lacking)
    parts = _split(remainder, [weights.by_place[place] for place in missing])
    shares = tuple(
        PlaceShare(place, part, latest.get(place), _find_growth(part, latest.get(place), chosen.year))
        for place, part in zip(missing, parts, strict=True)
    )
    return Scenario(rule, weights.year, shares, ())


def _is_usable(claim: Claim) -> bool:
    """Whether a result can weigh its place: a printed figure of the whole place and of a known year."""
    return claim.year is not None and "year" not in claim.unclear and not claim.is_part


def _find_latest(results: Iterable[Claim]) -> dict[str, Claim]:
    """The latest exact result of each place."""
    found: dict[str, Claim] = {}
    for claim in sorted(results, key=lambda c: (c.year or 0, c.plan_period, c.id)):
        if get_interval(claim).exact is not None:
            found[claim.place] = claim
    return found


def _weigh(
    rule: ScenarioRule, missing: Sequence[str], results: Sequence[Claim], latest: Mapping[str, Claim]
) -> _Weights:
    if rule is ScenarioRule.EQUAL:
        return _Weights(None, dict.fromkeys(missing, Decimal(1)))
    if rule is ScenarioRule.LAST:
        return _Weights(None, {place: get_interval(c).exact or Decimal(0) for place, c in latest.items()})
    by_year: dict[int, dict[str, Decimal]] = {}
    for claim in results:
        value = get_interval(claim).exact
        if claim.indicator == rule.value and claim.basis is claim.definition.basis and value is not None:
            by_year.setdefault(claim.year or 0, {}).setdefault(claim.place, value)
    most = max(by_year, key=lambda year: (len(by_year[year].keys() & set(missing)), year), default=None)
    return _Weights(most, by_year.get(most or 0, {}))


def _split(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Parts of a total by weights, whole in its last printed digit, which add up to it."""
    exponent = total.as_tuple().exponent
    assert isinstance(exponent, int)
    quantum = Decimal(1).scaleb(min(exponent, 0))
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [part.quantize(quantum, rounding=ROUND_FLOOR) for part in exact]
    left = int((total - sum(parts)) / quantum)
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[:left]:
        parts[n] += quantum
    return parts


def _find_growth(share: Decimal, last: Claim | None, year: int | None) -> Decimal | None:
    """The growth a year from the latest result to the share; None without one, or where it is no earlier or no more than nothing."""
    value = get_interval(last).exact if last is not None else None
    if (
        last is None
        or value is None
        or year is None
        or last.year is None
        or last.year >= year
        or min(value, share) <= 0
    ):
        return None
    return ((share / value) ** (Decimal(1) / (year - last.year)) - 1) * HUNDRED
