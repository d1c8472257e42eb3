"""What the cache knows of a collection besides its plans: which there are, of whom, called what; and how that changes."""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from sys import intern
from typing import Any

from plancmp.cache.cache import Kept
from plancmp.cache.entries import Brief, brief_of
from plancmp.cache.rows import row
from plancmp.model import Indicator, Period, Place
from plancmp.vocabulary import Level


class Index:
    """Gathers, plan by plan, what is kept of a collection besides the plans themselves."""

    def __init__(self, places: Mapping[str, Place], indicators: Mapping[str, Indicator]) -> None:
        self._places = places
        self._indicators = indicators
        self._plans: dict[str, tuple[str, Period]] = {}
        self._files: dict[str, list[str]] = {}
        self._said: dict[str, list[tuple[str, list[str]]]] = {}
        self._titles: dict[str, list[str]] = {}

    def add(self, plan: Brief, file: str) -> None:
        """Take note of a plan, in the order of the collection."""
        self._plans[plan.ident] = plan.place, plan.period
        self._files.setdefault(file, []).append(plan.ident)
        for place, indicators in plan.places.items():
            self._said.setdefault(place, []).append((plan.ident, [intern(indicator) for indicator in indicators]))
        for title in plan.titles:
            self._titles.setdefault(title, []).append(plan.ident)

    def entries(self) -> Iterator[tuple[str, Any]]:
        """Everything but the plans."""
        plans = sorted(self._plans, key=lambda ident: (self._plans[ident][1], ident))
        held: dict[str, list[str]] = {}
        for ident in plans:
            held.setdefault(self._plans[ident][0], []).append(ident)
        inside: dict[str, list[str]] = {}
        called: dict[str, list[str]] = {}
        for ident, place in self._places.items():
            inside.setdefault(place.within or "", []).append(ident)
            for name in {name.casefold() for name in place.names}:
                called.setdefault(name, []).append(ident)
        for ident, place in self._places.items():
            said = sorted(self._said.get(ident, []))
            facts: dict[str, list[str]] = {}
            for plan, indicators in said:
                for indicator in indicators:
                    facts.setdefault(indicator, []).append(plan)
            told = {
                "row": row(place),
                "plans": held.get(ident, []),
                "said": [plan for plan, _ in said],
                "facts": facts,
                "inside": inside.get(ident, []),
            }
            yield f"place/{ident}", told
        for name, idents in called.items():
            yield f"name/{name}", sorted(idents)
        for title, idents in self._titles.items():
            yield f"title/{title}", sorted(idents)
        for level in Level:
            yield f"level/{level}", self._at(level)
        yield "indicators", {ident: row(indicator) for ident, indicator in self._indicators.items()}
        yield "places", list(self._places)
        yield "plans", self._files

    def _at(self, level: Level) -> list[str]:
        places = self._places
        own = [
            (places[place].code or "~", period, ident)
            for ident, (place, period) in self._plans.items()
            if places[place].level is level
        ]
        return [ident for _, _, ident in sorted(own)]


def index_changes(
    kept: Kept, places: Mapping[str, Place], gone: Mapping[str, Brief], new: Mapping[str, Brief]
) -> Iterator[tuple[str, Any]]:
    """What is kept otherwise once the plans `gone` are replaced by the plans `new`; None is kept no longer.

    All but `plans`, whose order is that of the files.
    """

    def known(ident: str) -> Brief:
        return new[ident] if ident in new else brief_of(ident, kept.got(f"plan/{ident}"))

    def by_period(ident: str) -> tuple[Period, str]:
        return known(ident).period, ident

    def by_code(ident: str) -> tuple[str, Period, str]:
        plan = known(ident)
        return places[plan.place].code or "~", plan.period, ident

    both = [*gone.values(), *new.values()]
    for place in sorted({place for plan in both for place in (plan.place, *plan.places)}):
        if _said_of(place, gone) == _said_of(place, new):
            continue
        note = kept.got(f"place/{place}")
        own = _replaced(note["plans"], gone, (plan for plan in new.values() if plan.place == place))
        said = _replaced(note["said"], gone, (plan for plan in new.values() if place in plan.places))
        facts = {**note["facts"]}
        for indicator in sorted({indicator for plan in both for indicator in plan.places.get(place, ())}):
            stating = (plan for plan in new.values() if indicator in plan.places.get(place, ()))
            facts[indicator] = sorted(_replaced(facts.get(indicator, ()), gone, stating))
            if not facts[indicator]:
                del facts[indicator]
        yield f"place/{place}", {**note, "plans": sorted(own, key=by_period), "said": sorted(said), "facts": facts}
    for title in sorted({title for plan in both for title in plan.titles}):
        titled = kept.found(f"title/{title}") or []
        now = sorted(_replaced(titled, gone, (plan for plan in new.values() if title in plan.titles)))
        if now != titled:
            yield f"title/{title}", now or None
    unmoved = {i for i in gone.keys() & new if (gone[i].place, gone[i].period) == (new[i].place, new[i].period)}
    for level in sorted({places[plan.place].level for plan in both}):
        listed = kept.got(f"level/{level}")
        now = [ident for ident in listed if ident not in gone or ident in unmoved]
        for ident in new.keys() - unmoved:
            if places[new[ident].place].level is level:
                insort(now, ident, key=by_code)
        if now != listed:
            yield f"level/{level}", now


def _said_of(place: str, plans: Mapping[str, Brief]) -> dict[str, Any]:
    """What of some plans is kept with a place."""
    return {
        ident: (plan.place == place and plan.period, plan.places.get(place))
        for ident, plan in plans.items()
        if plan.place == place or place in plan.places
    }


def _replaced(listed: Iterable[str], gone: Mapping[str, Brief], new: Iterable[Brief]) -> list[str]:
    return [*(ident for ident in listed if ident not in gone), *(plan.ident for plan in new)]
