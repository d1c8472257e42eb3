"""What the cache keeps of one plan, as finished bodies: made where the plan is read, whichever process that is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from plancmp.cache.cache import HEAD, LINKED, PARTS, packed
from plancmp.cache.rows import field_writers, row_writer, shapes
from plancmp.cache.store import Entry, entry
from plancmp.claim import Claim, plan_claims
from plancmp.model import Collection, Indicator, Period, Place, Plan
from plancmp.vocabulary import ClaimType
from plancmp.words import Text


class Brief(NamedTuple):
    """What the index must know of a plan."""

    ident: str
    place: str
    period: Period
    title: Text
    places: Mapping[str, Sequence[str]]
    """The places that it speaks of, with the indicators of which it prints results or baselines there."""

    @property
    def titles(self) -> set[str]:
        """What it is called, folded."""
        return {self.title.zh.casefold(), self.title.en.casefold()}


class PlanEntries(NamedTuple):
    """What is kept of one plan."""

    brief: Brief
    entries: tuple[Entry, ...]


def plan_entries(ident: str, plan: Plan, file: str, collection: Collection) -> PlanEntries:
    """What is kept of a plan that stands in `file`."""
    written = row_writer(Claim, "definition")  # an indicator is kept once
    by_place: dict[str, tuple[list[Any], dict[str, list[Any]]]] = {}
    for number, claim in enumerate(plan_claims(ident, plan, collection)):
        values = written(claim)
        values.append(number)
        aims, known = by_place.setdefault(claim.place, ([], {}))
        (aims if claim.type is ClaimType.TARGET else known.setdefault(claim.indicator, [])).append(values)
    places = {place: list(facts) for place, (_, facts) in by_place.items()}
    bodies = [
        {"file": file, "head": _fields(plan, HEAD), "places": places},
        *_fields(plan, PARTS),
        *_fields(replace(plan, tasks=plan.linked), ("tasks",)),
        *(aims for aims, _ in by_place.values()),
        *(facts for _, facts in by_place.values()),
    ]
    keys = keys_of(ident, places)
    entries = tuple([entry(key, packed(body)) for key, body in zip(keys, bodies, strict=True)])
    return PlanEntries(Brief(ident, plan.place, plan.period, plan.title, places), entries)


def keys_of(ident: str, places: Iterable[str]) -> list[str]:
    """The keys under which a plan is kept that speaks of `places`."""
    lists = [f"part/{ident}/{name}" for name in (*PARTS, LINKED)]
    places = tuple(places)
    return [f"plan/{ident}", *lists, *(f"{kind}/{ident}/{place}" for kind in ("aims", "facts") for place in places)]


def _fields(plan: Plan, names: Sequence[str]) -> list[Any]:
    found = []
    for name in names:
        value, write = getattr(plan, name), field_writers(Plan)[name]
        found.append(value if value is None or write is None else write(value))
    return found


def kept_shapes() -> dict[str, list[str]]:
    """How what is kept is read back."""
    told = shapes((Claim, Plan, Place, Indicator))
    told["Claim"][Claim._fields.index("definition")] = ""
    return told


def brief_of(ident: str, told: dict[str, Any]) -> Brief:
    """What the index knows of a plan, from what is kept as its head."""
    head = dict(zip(HEAD, told["head"], strict=True))
    return Brief(ident, head["place"], Period(*head["period"]), Text(*head["title"]), told["places"])
