"""Which entry of an edited collection is which entry of the old one."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.chinese.folding import normalize_piece
from plancmp.claim import Claim
from plancmp.document_parts import Task
from plancmp.model import Collection, Observed, Target
from plancmp.plan_claims import plan_claims
from plancmp.vocabulary import ClaimType


class EditedEntry(NamedTuple):
    """A target or result with the claims that it makes: its own (the first place's), and its baseline's."""

    plan: str
    item: Target | Observed
    claim: Claim
    baseline: Claim | None
    quote: str
    """As it is matched: white space and width do not count."""

    @property
    def type(self) -> ClaimType:
        """Target or result."""
        return self.claim.type


class NewIds(NamedTuple):
    """Old ids of what bears another id now."""

    places: Mapping[str, str]
    indicators: Mapping[str, str]
    plans: Mapping[str, str]


def find_new_ids(old: Collection, new: Collection) -> NewIds:
    """What has lost its id and stands again under another one: the same Chinese name, for a plan the same text."""
    return NewIds(
        _find_moved(old.places, new.places, lambda p: (p.name.zh, p.level)),
        _find_moved(old.indicators, new.indicators, lambda i: (i.name.zh, i.grade)),
        _find_moved(old.plans, new.plans, lambda p: p.source.sha256 or (p.title.zh, p.period)),
    )


def _find_moved(old: Mapping[str, Any], new: Mapping[str, Any], key: Callable[[Any], Hashable]) -> dict[str, str]:
    gone = {key(old[i]): i for i in old if i not in new}
    come = {key(new[i]): i for i in new if i not in old}
    return {gone[k]: come[k] for k in gone if k in come}


def list_entries(collection: Collection, ids: NewIds | None = None) -> list[EditedEntry]:
    """Every target and result, plans in the file's order; `ids` tells them in the new ids.

    The references of the collection must be sound.
    """
    found = []
    for ident, plan in collection.plans.items():
        heads: dict[int, Claim] = {}
        baselines: dict[int, Claim] = {}
        for claim in plan_claims(ident, plan, collection):
            if claim.beside is not None:
                baselines.setdefault(claim.order[1], claim)
            elif claim.variant_of is None:
                heads.setdefault(claim.order[1], claim)
        items: tuple[Target | Observed, ...] = (*plan.targets, *plan.observed)
        for number, item in enumerate(items):
            entry = EditedEntry(ident, item, heads[number], baselines.get(number), normalize_piece(item.quote))
            found.append(_translate(entry, ids) if ids else entry)
    return found


def _translate(entry: EditedEntry, ids: NewIds) -> EditedEntry:
    item = entry.item._replace(
        indicator=ids.indicators.get(entry.item.indicator, entry.item.indicator),
        for_=tuple(ids.places.get(p, p) for p in entry.item.for_),
    )
    return entry._replace(plan=ids.plans.get(entry.plan, entry.plan), item=item)


def _identify(e: EditedEntry) -> tuple[Hashable, ...]:
    """What an id is made of, told in the new ids."""
    i = e.item
    return (e.type, i.indicator, i.for_, i.of, e.claim.year, i.from_, e.claim.basis, i.base, i.key)


_PASSES: tuple[Callable[[EditedEntry], tuple[Hashable, ...]], ...] = (
    lambda e: (e.quote, *_identify(e)),
    lambda e: (e.quote, e.type, e.item.indicator),
    lambda e: (e.quote, e.type),
    _identify,
    lambda e: (e.quote, e.item.indicator),
    lambda e: (e.type, e.item.indicator, e.item.for_, e.item.of, e.item.key, e.item.at),
)
"""Quote first, then id, so that a corrected basis is no removal; last what fills the same place in the same section."""


def pair_entries(
    old: Sequence[EditedEntry], new: Sequence[EditedEntry]
) -> Iterator[tuple[EditedEntry | None, EditedEntry | None]]:
    """Old and new entries together: pairs in the new order, then what is gone, in the old order."""
    partner: dict[int, EditedEntry] = {}
    free_old, free_new = dict(enumerate(old)), dict(enumerate(new))
    for key in _PASSES:
        groups: dict[Hashable, list[int]] = {}
        for number, entry in free_old.items():
            groups.setdefault((entry.plan, *key(entry)), []).append(number)
        for number, entry in list(free_new.items()):
            candidates = groups.get((entry.plan, *key(entry)))
            if candidates:
                best = max(candidates, key=lambda n: (_count_likeness(old[n], entry), -n))
                candidates.remove(best)
                partner[number] = free_old.pop(best)
                del free_new[number]
    yield from ((partner.get(number), entry) for number, entry in enumerate(new))
    yield from ((entry, None) for entry in free_old.values())


def _count_likeness(a: EditedEntry, b: EditedEntry) -> int:
    """How many parts of the two are the same."""
    pairs = zip(_list_parts(a), _list_parts(b), strict=True)
    return sum(x == y for x, y in pairs)


def _list_parts(e: EditedEntry) -> tuple[object, ...]:
    c = e.claim
    return (*_identify(e), c.value, c.low, c.high, c.unit, c.section, e.item.lead)


def pair_tasks(old: Sequence[Task], new: Sequence[Task]) -> Iterator[tuple[Task | None, Task | None]]:
    """Old and new tasks of a plan together, by key, then by title in the same section."""
    by_key = {t.key: t for t in old}
    kept = {t.key for t in new if t.key in by_key}
    by_title: dict[tuple[str, str], list[Task]] = {}
    for task in old:
        if task.key not in kept:
            by_title.setdefault((task.at, task.title), []).append(task)
    for task in new:
        called = by_title.get((task.at, task.title))
        yield (by_key[task.key] if task.key in kept else called.pop(0) if called else None), task
    yield from ((task, None) for left in by_title.values() for task in left)
