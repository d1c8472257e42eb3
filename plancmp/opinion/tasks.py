"""The tasks of the upper documents under the heading that their titles name, with those of the draft that are linked to them."""

from collections.abc import Iterator, Sequence

from plancmp.align.plans import link_tasks
from plancmp.align.result import FrameTask
from plancmp.chinese.task_names import names_policy, names_project
from plancmp.lookup import is_within
from plancmp.model import Collection, Plan
from plancmp.opinion.result import TaskRow
from plancmp.vocabulary import Completeness, Conclusion, Dimension, Section


def list_task_rows(
    place: str, drafts: Sequence[str], frames: Sequence[str], collection: Collection
) -> dict[Dimension, tuple[TaskRow, ...]]:
    """Every task of the upper documents that is for all of their place or for the draft's, by heading, those that name the
    place first, then those with a counterpart, in the order of the texts.
    """
    found: dict[Dimension, list[TaskRow]] = {Dimension.TASKS: [], Dimension.POLICIES: [], Dimension.PROJECTS: []}
    for frame in frames:
        for row in _list_of_frame(place, drafts, frame, collection):
            found[_choose_heading(row.task.title)].append(row)
    return {
        head: tuple(sorted(rows, key=lambda row: (not row.is_for_place, not row.task.under)))
        for head, rows in found.items()
    }


def _list_of_frame(place: str, drafts: Sequence[str], frame: str, collection: Collection) -> Iterator[TaskRow]:
    plan = collection.plans[frame]
    linked = {task.ident: task for task in link_tasks([frame], drafts, collection, [place])}
    is_linked = any(task.under for task in linked.values())
    is_judged = can_judge_tasks(drafts, frame, collection, is_linked=is_linked)
    sections = {key: number for number, key in enumerate(plan.outline)}
    for task in sorted(plan.tasks, key=lambda t: sections.get(t.at, len(sections))):
        is_for_place = any(is_within(p, [place], collection) for p in task.for_)
        if task.for_ and not is_for_place:
            continue
        ident = f"{frame}/task.{task.key}"
        names = tuple(collection.places[p].name for p in task.for_)
        bare = FrameTask(ident, task.title, task.at, task.kind, task.for_, names, task.themes, ())
        shown = linked.get(ident, bare)
        silent = Conclusion.NOT_HERE if is_judged else Conclusion.NOT_JUDGED
        yield TaskRow(frame, shown, None if shown.under else silent, is_for_place)


def can_judge_tasks(drafts: Sequence[str], frame: str, collection: Collection, *, is_linked: bool) -> bool:
    """Whether a task without a link has no counterpart: the draft is of the time of this document, its tasks are all there,
    and somebody has linked any to those of this document (`is_linked`).
    """
    plans = [collection.plans[ident] for ident in drafts]
    period = collection.plans[frame].period
    if not plans or not all(_has_whole_tasks(plan) and plan.period.meets(period) for plan in plans):
        return False
    return is_linked or not any(plan.tasks for plan in plans)


def _has_whole_tasks(plan: Plan) -> bool:
    if plan.source.missing:
        return False
    return Section.TASKS not in plan.partial if plan.partial else plan.encoding is Completeness.COMPLETE


def _choose_heading(title: str) -> Dimension:
    if names_policy(title):
        return Dimension.POLICIES
    return Dimension.PROJECTS if names_project(title) else Dimension.TASKS
