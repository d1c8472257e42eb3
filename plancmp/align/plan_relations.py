"""Which plans lie below a place, and how each stands to a frame."""

from collections.abc import Iterable, Sequence

from plancmp.align.parts import Standing
from plancmp.compare import Ground
from plancmp.lookup import places_below, plans_of
from plancmp.model import Collection


def plans_below(top: str, places: Sequence[str], ground: Ground) -> list[str]:
    """The plans of the places inside `top`, by code, first year and id; of `places` and what lies in them alone."""
    collection = ground.collection
    wanted = set(places)
    inside = [
        (collection.places[place].code or "~", collection.plans[ident].period, ident)
        for place in places_below(top, collection)
        if not wanted or place in wanted or wanted & set(collection.chain(place))
        for ident in plans_of(place, collection)
    ]
    return [ident for _, _, ident in sorted(inside)]


def standings(frame: str, lower: Iterable[str], collection: Collection) -> tuple[Standing, ...]:
    """How each of `lower` stands to the frame: by its own word, and by its period."""
    period = collection.plans[frame].period
    found: list[Standing] = []
    for ident in lower:
        plan = collection.plans[ident]
        declared = any(parent.plan == frame for parent in plan.follows)
        overlaps = plan.period.first <= period.last and period.first <= plan.period.last
        parents = tuple(
            parent.title for parent in plan.follows if parent.plan is None or parent.plan not in collection.plans
        )
        found.append(Standing(ident, declared, overlaps, parents, plan.period == period))
    return tuple(found)
