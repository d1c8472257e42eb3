"""A collection that reads itself from the cache: entries when they are asked for, plans head first.

It is the whole collection, behind the same mappings; what is selected are the claims. A selection knows what it left out:
`Selection.left_out`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from plancmp.cache.cache import HEAD, LINKED, PARTS, Kept, opened
from plancmp.cache.rows import Reader, Readers
from plancmp.claim import Claim
from plancmp.model import Collection, Period, Place, Plan, Task
from plancmp.problems import Unkept
from plancmp.vocabulary import Level

if TYPE_CHECKING:
    from pathlib import Path  # slow to load, and a warm answer does without

T = TypeVar("T")


def _names(kind: Any) -> list[str]:
    return list(kind.__match_args__)  # `fields` would have to gather them first


class LazyPlan(Plan):
    """A plan whose lists are read when they are asked for."""

    def __getattr__(self, name: str) -> Any:
        """A list that was not asked for before; slots that hold nothing lead here."""
        if name not in PARTS:
            raise AttributeError(name)
        value = self._read(name)
        object.__setattr__(self, name, value)
        return value

    @property
    def linked(self) -> tuple[Task, ...]:
        """Its tasks that a curator linked to others."""
        found: tuple[Task, ...] = self._read(LINKED)
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plan) and all(getattr(self, f) == getattr(other, f) for f in (*HEAD, *PARTS))

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in HEAD))


class _Lazy(Mapping[str, T]):
    """Entries by id, each read once."""

    def __init__(self, ids: Callable[[], Iterable[str]], read: Callable[[str], T | None]) -> None:
        self._ids = ids
        self._read = read
        self._known: dict[str, T | None] = {}

    def __getitem__(self, ident: str) -> T:
        if ident not in self._known:
            self._known[ident] = self._read(ident) if isinstance(ident, str) else None
        found = self._known[ident]
        if found is None:
            raise KeyError(ident)
        return found

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and self.get(ident) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())

    def __len__(self) -> int:
        return len(list(self._ids()))


class _LookedUp(Collection):
    """A collection that asks the cache what there is."""

    kept: "KeptCollection"

    def list_places_called(self, name: str) -> list[str]:
        return list(self.kept.list_places_called(name))

    def list_places_in(self, place: str) -> list[str]:
        return list(self.kept.list_places_in(place))

    def list_plans_of(self, place: str) -> list[str]:
        return list(self.kept.list_plans_of(place))

    def list_plans_titled(self, title: str) -> list[str]:
        return list(self.kept.list_plans_titled(title))

    def list_plans_at(self, level: Level) -> list[str]:
        return list(self.kept.list_plans_at(level))


class KeptCollection:
    """The mappings of a collection over a cache, and the index that plancmp.lookup asks."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        classes: dict[str, Any] = {}
        for module in ("model", "vocabulary", "words", "claim"):
            classes.update(vars(import_module(f"plancmp.{module}")))
        self._readers = Readers(kept.head["shapes"], classes)
        self._heads = self._fields(HEAD)
        self._notes: dict[str, Any] = {}
        self._files: dict[str, str] = {}
        self.collection = _LookedUp(
            _Lazy(lambda: kept.got("places"), self._place),
            {ident: self._read("Indicator", values) for ident, values in kept.got("indicators").items()},
            _Lazy(lambda: [ident for idents in kept.got("plans").values() for ident in idents], self._plan),
        )
        self.collection.kept = self

    def _read(self, kind: str, values: Any) -> Any:
        return self._readers.of(kind)(values)

    def _fields(self, names: Sequence[str]) -> dict[str, Reader | None]:
        shape = dict(zip(_names(Plan), self._kept.head["shapes"]["Plan"], strict=True))
        return {name: self._readers.reader(shape[name]) for name in names}

    def _note(self, place: str) -> Any:
        """What is kept of a place: its row, the places in it, its plans, the plans that speak of it."""
        if place not in self._notes:
            self._notes[place] = self._kept.found(f"place/{place}")
        return self._notes[place]

    def _place(self, ident: str) -> Place | None:
        note = self._note(ident)
        return self._read("Place", list(note["row"])) if note else None

    def _plan(self, ident: str) -> Plan | None:
        told = self._kept.found(f"plan/{ident}")
        if told is None:
            return None
        self._kept.make_sure(told["file"])
        plan = LazyPlan.__new__(LazyPlan)
        for (name, read), value in zip(self._heads.items(), told["head"], strict=True):
            object.__setattr__(plan, name, value if value is None or read is None else read(value))

        def part(name: str) -> Any:
            self._kept.make_sure(told["file"])
            (read,) = self._fields(("tasks" if name == LINKED else name,)).values()
            value = self._kept.got(f"part/{ident}/{name}")
            return value if read is None else read(value)

        object.__setattr__(plan, "_read", part)
        return plan

    def list_places_called(self, name: str) -> tuple[str, ...]:
        return tuple(self._kept.found(f"name/{name}") or ())

    def list_places_in(self, place: str) -> tuple[str, ...]:
        note = self._note(place)
        return tuple(note["inside"]) if note else ()

    def list_plans_of(self, place: str) -> tuple[str, ...]:
        note = self._note(place)
        return tuple(note["plans"]) if note else ()

    def list_plans_titled(self, title: str) -> tuple[str, ...]:
        return tuple(self._kept.found(f"title/{title}") or ())

    def list_plans_at(self, level: Level) -> tuple[str, ...]:
        return tuple(self._kept.got(f"level/{level}"))

    def speaking(self, place: str) -> tuple[str, ...]:
        """The plans that say something of a place, their own or not."""
        note = self._note(place)
        return tuple(note["said"]) if note else ()

    def claims(self, plans: Iterable[str], places: Iterable[str] = ()) -> "Selection":
        """All claims of `plans`; all that any plan says of `places`; and the results and baselines that other plans print
        for the same indicator and place as one of these claims, which are what conversions start from.
        """
        chosen = dict.fromkeys(plans)
        wanted = {(ident, place): None for ident in chosen for place in self._kept.got(f"plan/{ident}")["places"]}
        for place in places:
            wanted.update(((ident, place), None) for ident in self.speaking(place))
        found = [told for ident, place in wanted for told in self._told(ident, self._all_values(ident, place))]
        concerned: dict[str, set[str]] = {}
        for _, claim in found:
            concerned.setdefault(claim.place, set()).add(claim.indicator)
        for place, indicators in concerned.items():
            note = self._note(place)
            stating: dict[str, list[str]] = {}
            for indicator in indicators & note["facts"].keys():
                for ident in note["facts"][indicator]:
                    if (ident, place) not in wanted:
                        stating.setdefault(ident, []).append(indicator)
            for ident, stated in stating.items():
                facts = self._kept_values("facts", ident, place)
                found.extend(told for indicator in stated for told in self._told(ident, facts[indicator]))
        found.sort(key=itemgetter(0))
        return Selection(self.collection, tuple(claim for _, claim in found), frozenset(chosen))

    def _all_values(self, plan: str, place: str) -> list[Any]:
        facts = self._kept_values("facts", plan, place)
        return [*self._kept_values("aims", plan, place), *(values for rows in facts.values() for values in rows)]

    def _kept_values(self, kind: str, plan: str, place: str) -> Any:
        """What is kept of a plan and place, after a look at the plan's file."""
        if plan not in self._files:
            self._files[plan] = self._kept.got(f"plan/{plan}")["file"]
        self._kept.make_sure(self._files[plan])
        return self._kept.got(f"{kind}/{plan}/{place}")

    def _told(self, plan: str, rows: list[Any]) -> Iterator[tuple[tuple[Period, str, int], Claim]]:
        """The claims in rows, each with its place in the order of all."""
        read = self._readers.of("Claim")
        for values in rows:
            number = values.pop()
            values[_DEFINITION] = self.collection.indicators[values[_INDICATOR]]
            claim = read(values)
            yield (claim.plan_period, plan, number), claim


class Selection(NamedTuple):
    """A whole collection of which only some claims were read."""

    collection: Collection
    claims: tuple[Claim, ...]
    """Of the selected plans all, of others what bears on them; in the order of claim.claims."""
    plans: frozenset[str]
    """The plans that were read in full."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The plans whose claims were not read in full, in the collection's order."""
        return tuple(ident for ident in self.collection.plans if ident not in self.plans)


_FIELDS = _names(Claim)
_DEFINITION, _INDICATOR = _FIELDS.index("definition"), _FIELDS.index("indicator")


def kept_collection(paths: "Sequence[Path | str]") -> KeptCollection:
    """The collection in the cache. Raises Unkept where there is none that holds."""
    kept = opened(paths)
    try:
        return KeptCollection(kept)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unkept from error
