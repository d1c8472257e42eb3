"""Tasks of the frame with the places they are for, and the lower tasks that a curator linked to them."""

from collections.abc import Sequence

from plancmp.align.result import FrameTask, TaskUnder
from plancmp.model import Collection, Link, Task
from plancmp.words import Text


def nested_tasks(
    frame: str, lower: Sequence[str], collection: Collection, places: Sequence[str] = ()
) -> tuple[FrameTask, ...]:
    """Every frame task that is for a place below or that a lower task is linked to, in text order.

    `lower` are the ids of the plans whose links count; `places` narrows both to these places.
    """
    plan = collection.plans[frame]
    linked: dict[str, list[tuple[str, Task, Link]]] = {}
    for ident in lower:
        for task in collection.plans[ident].linked:
            for link in task.links:
                linked.setdefault(link.to, []).append((ident, task, link))
    sections = {key: number for number, key in enumerate(plan.outline)}
    found: list[FrameTask] = []
    for task in sorted(plan.tasks, key=lambda t: sections.get(t.at, len(sections))):
        ident = f"{frame}/task.{task.key}"
        under = tuple(_under(*entry, collection) for entry in linked.get(ident, ()))
        own = tuple(p for p in task.for_ if not places or _concerns(p, places, collection))
        if under or own:
            names = tuple(collection.places[p].name for p in task.for_)
            found.append(FrameTask(ident, task.title, task.at, task.kind, task.for_, names, task.themes, under))
    return tuple(found)


def _concerns(place: str, wanted: Sequence[str], collection: Collection) -> bool:
    return place in wanted or any(above in wanted for above in collection.chain(place))


def _under(plan: str, task: Task, link: Link, collection: Collection) -> TaskUnder:
    name = collection.places[collection.plans[plan].place].name
    because = Text(link.because_zh or link.because, link.because)
    return TaskUnder(f"{plan}/task.{task.key}", task.title, name, link.is_, because)
