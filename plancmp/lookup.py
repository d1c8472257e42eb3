"""What people type for a place or a plan: 桂林市, 桂林, guilin, 450300, a plan's id, or a misspelling."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancmp.model import Collection, Place
from plancmp.problems import PlancmpError
from plancmp.vocabulary import Level
from plancmp.words import Text

_SUFFIXES = (
    "壮族自治区",
    "维吾尔自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "自治县",
    "省",
    "市",
    "州",
    "盟",
    "地区",
    "县",
    "区",
)


class Side(NamedTuple):
    """One side of a comparison: a place with all its plans, or one plan."""

    ident: str
    name: Text
    place: str
    plans: tuple[str, ...]
    is_plan: bool


def find_place(query: str, collection: Collection) -> str | None:
    """The id of the place called `query`, or None. Raises PlancmpError (exit code 2) where several are."""
    if query in collection.places:
        return query
    wanted = query.strip().casefold()
    found = places_called(wanted, collection)
    if len(found) > 1:
        listing = ", ".join(found)
        raise PlancmpError(
            Text(
                f"{query} 有多个：{listing}；请写标识",
                f"{query} is the name of several places: {listing}; write the id",
            )
        )
    return found[0] if found else None


def places_called(wanted: str, collection: Collection) -> Sequence[str]:
    """The ids of the places that answer to a folded name, in order."""
    if collection.index is not None:
        return collection.index.places_called(wanted)
    return sorted(
        ident for ident, place in collection.places.items() if wanted in {n.casefold() for n in names_of(place)}
    )


def find_side(query: str, collection: Collection) -> Side:
    """The place or plan called `query`. Raises PlancmpError (exit code 2) with the nearest names where there is none."""
    if query in collection.plans:
        return plan_side(query, collection)
    place = find_place(query, collection)
    if place is not None:
        plans = plans_of(place, collection)
        if not plans:
            held = ", ".join(sorted({p.place for p in collection.plans.values()}))
            name = collection.places[place].name
            raise PlancmpError(
                Text(
                    f"尚未收录{name.zh}的规划；已收录：{held}",
                    f"no plan of {name.en} is in the collection; there are plans of {held}",
                )
            )
        return Side(place, collection.places[place].name, place, plans, is_plan=False)
    wanted = query.strip().casefold().strip("《》")
    titled = _titled(wanted, collection)
    if len(titled) == 1:
        return plan_side(titled[0], collection)
    raise unknown(query, _all_names(collection))


def _titled(wanted: str, collection: Collection) -> Sequence[str]:
    if collection.index is not None:
        return collection.index.plans_titled(wanted)
    return sorted(i for i, p in collection.plans.items() if wanted in {p.title.zh.casefold(), p.title.en.casefold()})


def plan_side(ident: str, collection: Collection) -> Side:
    """One plan as a side."""
    plan = collection.plans[ident]
    return Side(ident, plan.title, plan.place, (ident,), is_plan=True)


def plans_of(place: str, collection: Collection) -> tuple[str, ...]:
    """The ids of a place's plans, by first year, then id."""
    if collection.index is not None:
        return collection.index.plans_of(place)
    own = [(plan.period, ident) for ident, plan in collection.plans.items() if plan.place == place]
    return tuple(ident for _, ident in sorted(own))


def find_level(level: Level, collection: Collection) -> tuple[str, ...]:
    """The ids of the plans of all places of a level, by code, first year, id."""
    if collection.index is not None:
        return collection.index.plans_at(level)
    places = collection.places
    own = [
        (places[plan.place].code or "~", plan.period, ident)
        for ident, plan in collection.plans.items()
        if places[plan.place].level is level
    ]
    return tuple(ident for _, _, ident in sorted(own))


def places_in(place: str, collection: Collection) -> tuple[str, ...]:
    """The ids of the places directly in `place`, in the collection's order."""
    if collection.index is not None:
        return collection.index.places_in(place)
    return tuple(ident for ident, other in collection.places.items() if other.within == place)


def places_below(place: str, collection: Collection) -> tuple[str, ...]:
    """The ids of all places in `place`, at any depth; a loop ends where it closes."""
    found: dict[str, None] = {}
    waiting = [place]
    while waiting:
        for ident in places_in(waiting.pop(), collection):
            if ident not in found:
                found[ident] = None
                waiting.append(ident)
    return tuple(found)


def is_within(place: str, places: Sequence[str], collection: Collection) -> bool:
    """Whether a place is one of `places`, or lies in one, at any depth."""
    return place in places or any(above in places for above in collection.chain(place))


def unknown(query: str, known: Iterable[str]) -> PlancmpError:
    """The error for a name that leads nowhere, with the nearest known ones."""
    from difflib import get_close_matches  # noqa: PLC0415 - only in trouble

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    close = [folded[c] for c in get_close_matches(query.casefold(), list(folded), 3, 0.6)]
    if close:
        shown = Text(" 或 ".join(close), " or ".join(close))
        return PlancmpError(
            Text(f"没有 {query}；是不是 {shown.zh}？", f"there is no {query}; did you mean {shown.en}?")
        )
    return PlancmpError(
        Text(f"没有 {query}；plancmp list 列出已有的名称", f"there is no {query}; plancmp list shows what there is")
    )


def by_code(places: Iterable[str], collection: Collection) -> tuple[str, ...]:
    """Places in order of their division code, those without one last, by id."""
    return tuple(sorted(places, key=lambda p: (collection.places[p].code or "~", p)))


def names_of(place: Place) -> set[str]:
    """Every name that a place answers to: in both languages, as printed elsewhere, its code, and without 市, 县 …."""
    names = {place.name.zh, place.name.en, *place.aka}
    if place.code:
        names.add(place.code)
    for suffix in _SUFFIXES:
        short = place.name.zh.removesuffix(suffix)
        if short != place.name.zh and len(short) > 1:
            names.add(short)
            break
    return names


def _all_names(collection: Collection) -> Iterable[str]:
    yield from collection.plans
    held = {plan.place for plan in collection.plans.values()}
    for ident, place in sorted(collection.places.items(), key=lambda item: item[0] not in held):
        yield ident
        yield from sorted(names_of(place))
    for plan in collection.plans.values():
        yield plan.title.zh
        yield plan.title.en
