"""The cache of a sound collection: what is kept, under which keys, and when it still holds.

Keys: `head` what was read and by which program · `file/…` · `place/…` a place, the places in it, its plans, and the
plans that speak of it · `name/…` the places called so · `title/…` and `level/…` plans · `indicators` · `places`,
`plans` all of them · `plan/…` a plan's head · `part/plan/…` its lists · `claims/plan/place` what it says of a place ·
`facts/plan/place` the results and baselines among it, by indicator. A file is looked at again before anything from it is
used.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from plancmp.claim import Claim, plan_claims
from plancmp.frozen import frozen
from plancmp.model import Collection, Indicator, Period, Place, Plan
from plancmp.names import names_of
from plancmp.problems import Unkept
from plancmp.read.rows import row, shapes
from plancmp.read.stamps import digest, program, same, settled, stamp
from plancmp.read.store import Store, folder, write
from plancmp.vocab import ClaimType, Level
from plancmp.words import Text

FEW = 2000
"""Files that are all looked at before a warm answer. In a larger folder: the folder itself, the places and indicators,
and the plans that the answer is made of."""

PARTS = ("outline", "targets", "observed", "tasks", "aside", "known")
"""Lists of a plan that are read when they are asked for."""

HEAD = ("title", "place", "period", "encoding", "number", "issued", "issuer", "follows", "source", "partial")


@frozen
class Kept:
    """A cache that holds: where, what its head says, and which of its files are known to be unchanged."""

    store: Store
    head: Mapping[str, Any]
    sure: set[int]

    def make_sure(self, number: int) -> None:
        """Raises Unkept where the file of that number is no longer the one that was read."""
        if number in self.sure:
            return
        if not same(json.loads(self.store.get(f"file/{number}"))):
            raise Unkept
        self.sure.add(number)


def place_of(paths: Sequence[Path | str]) -> Path | None:
    """The cache file of a collection named so; None where there is none to be."""
    above = folder()
    if above is None or any(str(path) == "-" for path in paths):
        return None
    named = json.dumps(_full(paths))
    return above / f"plans-{crc32(named.encode()):08x}{crc32(named[::-1].encode()):08x}.sqlite"


def _full(paths: Sequence[Path | str]) -> list[list[str]]:
    return [[str(path), os.path.abspath(path)] for path in paths]  # noqa: PTH100 - links stay as they are


def opened(paths: Sequence[Path | str]) -> Kept:
    """The cache of a collection, if it holds. Raises Unkept."""
    place = place_of(paths)
    if place is None:
        raise Unkept
    store = Store(place)
    try:
        head = json.loads(store.get("head"))
        kept = Kept(store, head, set())
        _look(kept, paths)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        store.close()
        raise Unkept from error
    except Unkept:
        store.close()
        raise
    return kept


def _look(kept: Kept, paths: Sequence[Path | str]) -> None:
    """Look at the program, the folders and the files: all of them, or those that every answer needs. Raises Unkept."""
    head = kept.head
    if head["program"] != program() or head["paths"] != _full(paths):
        raise Unkept
    for path, then, names in head["folders"]:
        if (then is None or stamp(path) != then) and names_in(path) != names:
            raise Unkept
    for number in range(head["files"]) if head["files"] <= FEW else head["core"]:
        kept.make_sure(number)


def names_in(path: str) -> str:
    """The hash of the names of a folder's files. Raises Unkept where it cannot be listed."""
    try:
        names = sorted(name for name in os.listdir(path) if listed(name))  # noqa: PTH208 - thousands of names
    except OSError as error:
        raise Unkept from error
    return digest("\n".join(names).encode("utf-8", "surrogateescape"))


def folder_taken(path: str) -> list[Any]:
    """What is kept of a folder: its name, its stamp where that has settled, the hash of the names in it."""
    before = stamp(path)
    return [path, before if settled(before) else None, names_in(path)]


def listed(name: str) -> bool:
    """Whether a file of a folder belongs to the collection."""
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def keep(
    paths: Sequence[Path | str],
    folders: Sequence[list[Any]],
    files: Sequence[list[Any]],
    entries: Iterable[tuple[str, str]],
) -> bool:
    """Write the cache of a collection. False where that cannot be; nothing depends on it.

    `entries` ends with `core`, the numbers of the files with places and indicators; `files` need not be known before.
    """
    place = place_of(paths)
    if place is None:
        return False

    def everything() -> Iterator[tuple[str, str]]:
        core = "[]"
        for key, body in entries:
            if key == "core":
                core = body
            else:
                yield key, body
        for number, taken in enumerate(files):
            yield f"file/{number}", text(taken)
        told = shapes((Claim, Plan, Place, Indicator))
        told["Claim"][[f.name for f in fields(Claim)].index("definition")] = ""
        head = {
            "program": program(),
            "paths": _full(paths),
            "folders": folders,
            "files": len(files),
            "core": json.loads(core),
            "shapes": told,
        }
        yield "head", text(head)

    return write(place, everything())


class Index:
    """Gathers, plan by plan, what is kept of a collection besides the plans themselves."""

    def __init__(self, places: Mapping[str, Place], indicators: Mapping[str, Indicator]) -> None:
        self._places = places
        self._indicators = indicators
        self._plans: dict[str, tuple[str, Period]] = {}
        self._said: dict[str, list[str]] = {}
        self._titles: dict[str, list[str]] = {}

    def add(self, plan: "PlanEntries") -> None:
        """Take note of a plan, in the order of the collection."""
        self._plans[plan.ident] = plan.place, plan.period
        for place in plan.places:
            self._said.setdefault(place, []).append(plan.ident)
        for title in {title.casefold() for title in (plan.title.zh, plan.title.en)}:
            self._titles.setdefault(title, []).append(plan.ident)

    def entries(self, core: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Everything but the plans."""
        plans = sorted(self._plans, key=lambda ident: (self._plans[ident][1], ident))
        held: dict[str, list[str]] = {}
        for ident in plans:
            held.setdefault(self._plans[ident][0], []).append(ident)
        inside: dict[str, list[str]] = {}
        called: dict[str, list[str]] = {}
        for ident, place in self._places.items():
            inside.setdefault(place.within or "", []).append(ident)
            for name in {name.casefold() for name in names_of(place)}:
                called.setdefault(name, []).append(ident)
        for ident, place in self._places.items():
            told = {
                "row": row(place),
                "plans": held.get(ident, []),
                "said": sorted(self._said.get(ident, [])),
                "inside": inside.get(ident, []),
            }
            yield f"place/{ident}", text(told)
        for name, idents in called.items():
            yield f"name/{name}", text(sorted(idents))
        for title, idents in self._titles.items():
            yield f"title/{title}", text(sorted(idents))
        for level in Level:
            yield f"level/{level}", text(self._at(level))
        yield "indicators", text({ident: row(indicator) for ident, indicator in self._indicators.items()})
        yield "places", text(list(self._places))
        yield "plans", text([[ident, place] for ident, (place, _) in self._plans.items()])
        yield "core", text(sorted(set(core)))

    def _at(self, level: Level) -> list[str]:
        places = self._places
        own = [
            (places[place].code or "~", period, ident)
            for ident, (place, period) in self._plans.items()
            if places[place].level is level
        ]
        return [ident for _, _, ident in sorted(own)]


@frozen
class PlanEntries:
    """What is kept of one plan, and what the index must know of it."""

    ident: str
    place: str
    period: Period
    title: Text
    places: tuple[str, ...]
    """The places that it speaks of."""
    entries: tuple[tuple[str, str], ...]


def plan_entries(ident: str, plan: Plan, number: int, collection: Collection) -> PlanEntries:
    """What is kept of a plan that stands in file `number`."""
    by_place: dict[str, list[Any]] = {}
    facts: dict[str, dict[str, list[Any]]] = {}
    for number_in_plan, claim in enumerate(plan_claims(ident, plan, collection)):
        values = row(replace(claim, definition=None))  # type: ignore[arg-type]  # an indicator is kept once
        values.append(number_in_plan)
        by_place.setdefault(claim.place, []).append(values)
        if claim.type is not ClaimType.TARGET:
            facts.setdefault(claim.place, {}).setdefault(claim.indicator, []).append(values)
    head = {"file": number, "head": [row(getattr(plan, name)) for name in HEAD], "places": list(by_place)}
    entries = [(f"plan/{ident}", text(head))]
    entries += [(f"part/{ident}/{name}", text(row(getattr(plan, name)))) for name in PARTS]
    entries += [(f"claims/{ident}/{place}", text(values)) for place, values in by_place.items()]
    entries += [(f"facts/{ident}/{place}", text(facts.get(place, {}))) for place in by_place]
    return PlanEntries(ident, plan.place, plan.period, plan.title, tuple(by_place), tuple(entries))


def text(value: Any) -> str:
    """Plain data as the text that is kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def entries_of(collection: Collection, homes: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str]]:
    """Everything that is kept of a collection in memory. `homes` tells in which file each (kind, id) stands."""
    index = Index(collection.places, collection.indicators)
    for ident, plan in collection.plans.items():
        told = plan_entries(ident, plan, homes["plans", ident], collection)
        index.add(told)
        yield from told.entries
    yield from index.entries(number for (kind, _), number in homes.items() if kind != "plans")
