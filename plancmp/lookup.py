"""What people type for a place, a plan or a closed word: 桂林市, 桂林, guilin, 450300, a plan's id, or a misspelling."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from plancmp.model import Collection, Place, Plan
from plancmp.problems import PlancmpError
from plancmp.vocabulary import PLANNING, Level
from plancmp.words import COMMA, NOTHING, Text, Word, say


class Index(Protocol):
    """What places and plans are looked up in: a collection, or one of which only what is asked for is read."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Places by id."""

    @property
    def plans(self) -> Mapping[str, Plan]:
        """Plans by id."""

    def chain(self, place: str) -> tuple[str, ...]:
        """The places above `place`, nearest first."""

    def list_places_called(self, name: str) -> Sequence[str]:
        """The ids of the places that answer to a name, folded; by id."""

    def list_places_in(self, place: str) -> Sequence[str]:
        """The ids of the places directly in `place`, in the collection's order."""

    def list_places_below(self, place: str) -> Sequence[str]:
        """The ids of all places in `place`, at any depth; a loop ends where it closes."""

    def list_plans_of(self, place: str) -> Sequence[str]:
        """The ids of a place's plans, by first year, then id."""

    def list_plans_titled(self, title: str) -> Sequence[str]:
        """The ids of the plans with a title, folded; by id."""

    def list_plans_at(self, level: Level) -> Sequence[str]:
        """The ids of the plans of all places of a level, by code, first year, id."""


class Side(NamedTuple):
    """One side of a comparison: a place with all its plans, or one document."""

    ident: str
    name: Text
    place: str
    plans: tuple[str, ...]
    """Its plans, outlines and action plans; or the one document that was named."""
    is_plan: bool
    documents: tuple[str, ...] = ()
    """All its documents in order, its reports and the like among them."""

    @property
    def order(self) -> tuple[str, ...]:
        """The documents in the order in which they are read."""
        return self.documents or self.plans

    @property
    def reports(self) -> tuple[str, ...]:
        """The documents that are no plans: what a place reports."""
        return tuple(ident for ident in self.documents if ident not in self.plans)


def find_place(query: str, index: Index) -> str | None:
    """The id of the place called `query`, or None. Raises PlancmpError (exit code 2) where several are."""
    if query in index.places:
        return query
    found = index.list_places_called(query.strip().casefold())
    if len(found) > 1:
        listing = ", ".join(found)
        raise PlancmpError(
            Text(
                f"{query} 有多个：{listing}；请写标识",
                f"{query} is the name of several places: {listing}; write the id",
            )
        )
    return found[0] if found else None


def find_titled(title: str, collection: Collection) -> str | None:
    """The id of the one plan that a title as printed is of: white space, 《》 and the long or short name of the place do not
    count. None where there is none, or more than one.
    """
    wanted = _fold_title(title)
    found = [ident for ident, plan in collection.plans.items() if wanted in _list_titles(plan, collection)]
    return found[0] if len(found) == 1 else None


def _fold_title(title: str) -> str:
    return "".join(title.split()).strip("《》").casefold()


def _list_titles(plan: Plan, collection: Collection) -> set[str]:
    """The title of a plan, with each of the names of its place that it may begin with."""
    title = _fold_title(plan.title.zh)
    place = collection.places.get(plan.place)
    names = [] if place is None else [_fold_title(name) for name in (place.name.zh, *place.aka)]
    rests = [title[len(name) :] for name in names if title.startswith(name)]
    return {title, *(name + rest for rest in rests for name in names)}


def find_side(query: str, index: Index) -> Side:
    """The place or plan called `query`. Raises PlancmpError (exit code 2) with the nearest names where there is none."""
    if query in index.plans:
        return make_plan_side(query, index)
    place = find_place(query, index)
    if place is not None:
        return _make_place_side(place, index)
    titled = index.list_plans_titled(query.strip().casefold().strip("《》"))
    if len(titled) == 1:
        return make_plan_side(titled[0], index)
    raise explain_unknown(query, _list_names(index), Text("地区或文件", "place or document called"))


def _make_place_side(place: str, index: Index) -> Side:
    documents, name = index.list_plans_of(place), index.places[place].name
    if not documents:
        held = ", ".join(sorted({p.place for p in index.plans.values()}))
        raise PlancmpError(
            Text(
                f"尚未收录{name.zh}的规划；已收录：{held}",
                f"no plan of {name.en} is in the collection; there are plans of {held}",
            )
        )
    plans = tuple(ident for ident in documents if index.plans[ident].kind in PLANNING)
    return Side(place, name, place, plans, is_plan=False, documents=tuple(documents))


def make_plan_side(ident: str, index: Index) -> Side:
    """One plan as a side."""
    plan = index.plans[ident]
    return Side(ident, plan.title, plan.place, (ident,), is_plan=True, documents=(ident,))


def require_plans(side: Side) -> None:
    """Raises PlancmpError (exit code 2) where a place has reports and the like, and no plan."""
    if not side.plans:
        listed, name = ", ".join(side.documents), side.name
        raise PlancmpError(
            Text(
                f"尚未收录{name.zh}的规划，只有 {listed}；加 --reports 即用其中的目标",
                f"no plan of {name.en} is in the collection, only {listed}; --reports takes their targets",
            )
        )


def is_within(place: str, places: Sequence[str], index: Index) -> bool:
    """Whether a place is one of `places`, or lies in one, at any depth."""
    return place in places or any(above in places for above in index.chain(place))


def find_indicators(queries: Iterable[str], held: Collection) -> frozenset[str]:
    """The ids of the indicators called so, each by its id, its names or an `aka`. Raises PlancmpError (exit code 2)."""
    return frozenset(found for query in queries for found in _list_indicators_called(query.strip(), held))


def _list_indicators_called(query: str, held: Collection) -> list[str]:
    if query in held.indicators:
        return [query]
    names = {i: {d.name.zh, d.name.en, *d.aka} for i, d in held.indicators.items()}
    found = [i for i, called in names.items() if query in called]
    if not found:
        raise explain_unknown(query, [*names, *sorted({name for called in names.values() for name in called})])
    return found


W = TypeVar("W", bound=Word)
_SEPARATORS = str.maketrans("，、", ",,")


def find_words(kind: type[W], texts: Iterable[str]) -> frozenset[W]:
    """The words called so, several of them with commas between. Raises PlancmpError (exit code 2)."""
    parts = [part.strip() for text in texts for part in text.translate(_SEPARATORS).split(",")]
    return frozenset(find_word(kind, part) for part in parts if part)


def find_word(kind: type[W], text: str) -> W:
    """The word of a vocabulary called `text`: its value or a label. Raises PlancmpError (exit code 2) with the words that
    there are.
    """
    for member in kind:
        if text.casefold() in {member.value, member.label.zh, member.label.en.casefold()}:
            return member
    near = find_near(text, [name for member in kind for name in (member.value, member.label.zh)])
    if near:
        raise _offer(Text.same(text), near)
    words = COMMA.join([Text(member.label.zh, member.value) for member in kind])
    raise PlancmpError(
        say("没有 {text}；可用的词：{words}", "there is no {text}; the words are {words}", text=text, words=words)
    )


def explain_unknown(query: str, known: Iterable[str], what: Text = NOTHING) -> PlancmpError:
    """The error for a name that leads nowhere, with the nearest known ones; `what` says what was looked for."""
    named = Text.same(" ").join([what, Text.same(query)]) if what.en else Text.same(query)
    near = find_near(query, known)
    if near:
        return _offer(named, near)
    return PlancmpError(
        say(
            "没有 {named}；plancmp list 列出已有的名称，plancmp search 按部分名称查找",
            "there is no {named}; plancmp list shows what there is, plancmp search finds parts of names",
            named=named,
        )
    )


def _offer(named: Text, near: Sequence[str]) -> PlancmpError:
    shown = Text(" 或 ".join(near), " or ".join(near))
    return PlancmpError(
        say("没有 {named}；是不是 {shown}？", "there is no {named}; did you mean {shown}?", named=named, shown=shown)
    )


def find_near(query: str, known: Iterable[str]) -> list[str]:
    """The nearest of the known names, three at most."""
    from difflib import get_close_matches  # noqa: PLC0415 - only in trouble

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    return [folded[c] for c in get_close_matches(query.casefold(), list(folded), 3, 0.6)]


def sort_by_code(places: Iterable[str], index: Index) -> tuple[str, ...]:
    """Places in order of their division code, those without one last, by id."""
    return tuple(sorted(places, key=lambda p: (index.places[p].code or "~", p)))


def _list_names(index: Index) -> Iterable[str]:
    """Everything that a place or plan may be called, places with plans first."""
    yield from index.plans
    held = {plan.place for plan in index.plans.values()}
    for ident, place in sorted(index.places.items(), key=lambda item: item[0] not in held):
        yield ident
        yield from sorted(place.names)
    for plan in index.plans.values():
        yield plan.title.zh
        yield plan.title.en
