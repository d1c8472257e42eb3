"""Some plans, or a level of plans, out of a collection: from the cache where one holds, else from what has changed in the
files, else from all of them.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from plancmp.cache.lazy import Selection, kept_collection
from plancmp.claim import claims
from plancmp.lookup import list_places_below
from plancmp.model import Collection
from plancmp.problems import PlancmpError, Problem, Unkept
from plancmp.vocabulary import Level
from plancmp.words import Text

if TYPE_CHECKING:
    from pathlib import Path  # slow to load, and a warm answer does without

Wanted = tuple[Iterable[str], Iterable[str]]
"""Plans to read in full, and places of which everything that is said is read."""


def selection(
    paths: "Path | str | Sequence[Path | str]", *, plans: Iterable[str] | None = None, level: Level | None = None
) -> Selection:
    """The collection with the claims of `plans`, or of the plans of a level; of all where neither is given.

    Raises PlancmpError: exit code 1 with every problem where the collection is not sound, 3 where no text can be had.
    """

    def choose(collection: Collection) -> Wanted:
        if plans is not None:
            return plans, ()
        return (collection.plans if level is None else collection.list_plans_at(level)), ()

    return selected(paths if isinstance(paths, Sequence) and not isinstance(paths, str) else [paths], choose)


def selected(paths: "Sequence[Path | str]", choose: Callable[[Collection], Wanted]) -> Selection:
    """The collection with the claims that `choose` asks for. Raises PlancmpError as `selection`."""
    with suppress(Unkept):
        kept = kept_collection(paths)
        return kept.claims(*choose(kept.collection))
    from plancmp.cache.keeping import kept_afresh  # noqa: PLC0415 - the road that reads YAML
    from plancmp.cache.renewing import renewed  # noqa: PLC0415 - the same

    with suppress(Unkept):
        kept = renewed(paths)
        return kept.claims(*choose(kept.collection))
    made = kept_afresh(paths)
    if isinstance(made, Collection):
        return _whole(made, choose)
    return made.claims(*choose(made.collection))


def _whole(collection: Collection, choose: Callable[[Collection], Wanted]) -> Selection:
    """Everything is at hand: nothing is left out."""
    choose(collection)
    return Selection(collection, claims(collection), frozenset(collection.plans))


def around(place: str, collection: Collection) -> Wanted:
    """The plans of a place and of all places in it, and these places."""
    places = (place, *list_places_below(place, collection))
    return [plan for each in places for plan in collection.list_plans_of(each)], places


def refused(problems: Sequence[Problem]) -> PlancmpError:
    """The error for a collection that is not sound."""
    count = len(problems)
    return PlancmpError(
        Text(
            f"数据有 {count} 个问题，未作比较",
            f"the data has {count} problem{'s' if count > 1 else ''}; nothing was compared",
        ),
        exit_code=1,
        problems=tuple(problems),
    )
