"""How many indicators have a target at three levels of government for one five-year period."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.compare.spans import find_five_years, is_yearly_goal
from plancmp.model import Period
from plancmp.vocabulary import LEVELS_DOWN, PLANNING, ClaimType, Level
from plancmp.words import NOTHING, SEMICOLON, Text, say

_DEPTH = 3


class WholeChains(NamedTuple):
    """The indicators of which three levels have a target for a period: nation, region and city, or those from the frame's down."""

    period: Period
    levels: tuple[Level, ...]
    indicators: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """As in the machine-readable output."""
        return {
            "period": str(self.period),
            "levels": [str(level) for level in self.levels],
            "indicators": list(self.indicators),
        }


def find_whole_chains(top: str, claims: Iterable[Claim], context: Context) -> tuple[WholeChains, ...]:
    """By five-year period the indicators with a target at the level of `top` and at both below it, those mapped as exact being
    one; of every period for which `top` has a plan. None where it has no two levels below.
    """
    collection = context.collection
    level = collection.places[top].level
    first = LEVELS_DOWN.index(level) if level in LEVELS_DOWN else len(LEVELS_DOWN)
    levels = LEVELS_DOWN[first : first + _DEPTH]
    if len(levels) < _DEPTH:
        return ()
    found: dict[Period, dict[frozenset[str], set[Level]]] = {}
    inside = {top, *collection.list_places_below(top)}
    for claim in claims:
        if claim.type is not ClaimType.TARGET or is_yearly_goal(claim) or claim.place not in inside:
            continue
        years = find_five_years(claim)
        by_indicator = found.setdefault(years, {})
        family = context.relations.find_same(claim.indicator)
        by_indicator.setdefault(family, set()).add(collection.places[claim.place].level)
        if claim.place == top and claim.kind in PLANNING and claim.plan_period.meets(years):
            by_indicator.setdefault(frozenset(), set())
    return tuple(
        WholeChains(
            period,
            levels,
            tuple(sorted(min(family) for family, held in by_indicator.items() if set(levels) <= held)),
        )
        for period, by_indicator in sorted(found.items())
        if frozenset() in by_indicator
    )


def phrase_whole_chains(chains: Iterable[WholeChains]) -> Text:
    """How many indicators have targets at all three levels, period by period; nothing where none has in any."""
    listed = list(chains)
    if not any(chain.indicators for chain in listed):
        return NOTHING
    parts = [
        say("{period} 年 {n} 个", "{n} for {period}", period=str(c.period).replace("-", "–"), n=len(c.indicators))
        for c in listed
    ]
    return say(
        "{levels}都有目标的指标：{parts}。",
        "Indicators with targets at all three levels ({levels}): {parts}.",
        levels=list(listed[0].levels),
        parts=SEMICOLON.join(parts),
    )
