"""The plans below a frame: which they are, how each stands to it, and which of their tasks are linked to its own."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancmp.align.result import FrameTask, LinkedTask, PlanStanding
from plancmp.document_parts import Link, Task
from plancmp.lookup import is_within
from plancmp.model import Collection, Period
from plancmp.vocabulary import PLANNING, DocumentKind
from plancmp.words import Text


class Links(NamedTuple):
    """What tasks below say of tasks of the frame, by the frame's; and the tasks below themselves, by id with their plan."""

    below: Mapping[str, Sequence[LinkedTask]]
    tasks: Mapping[str, tuple[str, Task]]


def list_plans_below(
    top: str, places: Sequence[str], collection: Collection, reports: Container[str] = ()
) -> list[str]:
    """The plans of the places inside `top`, by code, first year and id; of `places` and what lies in them alone. Of their
    reports those in `reports`.
    """
    inside = [
        (collection.places[place].code or "~", collection.plans[ident].period, ident)
        for place in collection.list_places_below(top)
        if not places or is_within(place, places, collection)
        for ident in collection.list_plans_of(place)
        if collection.plans[ident].kind in PLANNING or ident in reports
    ]
    return [ident for _, _, ident in sorted(inside)]


def list_outlines(place: str, period: Period, collection: Collection) -> list[str]:
    """The outlines of a place whose period meets another."""
    plans = ((ident, collection.plans[ident]) for ident in collection.list_plans_of(place))
    return [i for i, p in plans if p.kind is DocumentKind.OUTLINE and p.period.meets(period)]


def relate_plans(
    frames: Sequence[str], lower: Iterable[str], collection: Collection, period: Period | None = None
) -> tuple[PlanStanding, ...]:
    """How each of `lower` stands to the frame: by its own word, and by its period, which of a report is that of its aims."""
    period = period or collection.plans[frames[0]].period
    found: list[PlanStanding] = []
    for ident in lower:
        plan = collection.plans[ident]
        declared = any(parent.plan in frames for parent in plan.follows)
        overlaps = plan.period.meets(period)
        parents = tuple(p.title for p in plan.follows if p.plan is None or p.plan not in collection.plans)
        found.append(PlanStanding(ident, declared, overlaps, parents, plan.period == period))
    return tuple(found)


def link_tasks(
    frames: Iterable[str], lower: Iterable[str], collection: Collection, places: Sequence[str] = ()
) -> tuple[FrameTask, ...]:
    """Every task of the frame that is for a place below or linked to a task there, whichever of the two says so, document by
    document in text order.

    `lower` are the ids of the plans whose tasks count; `places` narrows both to these places.
    """
    linked = _list_links(list(lower), collection)
    return tuple(task for frame in frames for task in _list_tasks(frame, linked, collection, places))


def _list_links(lower: Sequence[str], collection: Collection) -> Links:
    """By task of the frame or of a plan below, what a task of the other side says of it."""
    below: dict[str, list[LinkedTask]] = {}
    for ident in lower:
        for task in collection.plans[ident].linked:
            for link in task.links:
                below.setdefault(link.to, []).append(_make_linked(ident, task, link, collection))
    tasks = {f"{ident}/task.{task.key}": (ident, task) for ident in lower for task in collection.plans[ident].tasks}
    return Links(below, tasks)


def _list_tasks(frame: str, links: Links, collection: Collection, places: Sequence[str]) -> Iterator[FrameTask]:
    plan = collection.plans[frame]
    sections = {key: number for number, key in enumerate(plan.outline)}
    for task in sorted(plan.tasks, key=lambda t: sections.get(t.at, len(sections))):
        ident = f"{frame}/task.{task.key}"
        said_above = [
            _make_linked(*links.tasks[link.to], link, collection, by_frame=True)
            for link in task.links
            if link.to in links.tasks
        ]
        under = (*links.below.get(ident, ()), *said_above)
        if under or _is_for(task, places, collection):
            names = tuple(collection.places[p].name for p in task.for_)
            yield FrameTask(ident, task.title, task.at, task.kind, task.for_, names, task.themes, under)


def _is_for(task: Task, places: Sequence[str], collection: Collection) -> bool:
    """Whether a task is for a place below, or for one of those asked for."""
    return any(is_within(p, places, collection) for p in task.for_) if places else bool(task.for_)


def _make_linked(plan: str, task: Task, link: Link, collection: Collection, *, by_frame: bool = False) -> LinkedTask:
    name = collection.places[collection.plans[plan].place].name
    because = Text(link.because_zh or link.because, link.because)
    return LinkedTask(f"{plan}/task.{task.key}", task.title, name, link.is_, because, by_frame)
