"""The engine of diff for tasks: linked ones of two sides, what only one side sets itself, and counts by theme."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from plancmp.diff.result import SideTask, TaskDiff, TaskPair, ThemeCount
from plancmp.model import Collection
from plancmp.vocabulary import Theme
from plancmp.words import Text, say

_TASK = "/task."
"""What divides plan and key in the id of a task."""

TitleFinder = Callable[[str], str | None]


def list_tasks(plans: Sequence[str], collection: Collection, themes: frozenset[Theme]) -> tuple[SideTask, ...]:
    """The tasks of some plans in text order, of all themes or of some."""
    found: list[SideTask] = []
    for ident in plans:
        plan = collection.plans[ident]
        place = {key: number for number, key in enumerate(plan.outline)}
        ordered = sorted(plan.tasks, key=lambda t: place.get(t.at, len(place)))
        found.extend(SideTask(f"{ident}{_TASK}{t.key}", t) for t in ordered if not themes or themes & set(t.themes))
    return tuple(found)


def pair_tasks(a: Sequence[SideTask], b: Sequence[SideTask], collection: Collection) -> TaskDiff:
    """Tasks that are one and the same, linked directly either way, or linked to one third task; the rest of each side."""
    meeting = _index_meeting_points(b)
    find_title = _make_title_finder(collection)
    pairs: list[TaskPair] = []
    for x in a:
        near = sorted({number for ident in _list_meeting_points(x) for number in meeting.get(ident, ())})
        found = (_pair_same(x, b[n]) or _pair_linked(x, b[n]) or _pair_through(x, b[n], find_title) for n in near)
        pairs.extend(pair for pair in found if pair is not None)
    used_a, used_b = {p.a.ident for p in pairs}, {p.b.ident for p in pairs}
    return TaskDiff(
        tuple(pairs),
        tuple(x for x in a if x.ident not in used_a),
        tuple(y for y in b if y.ident not in used_b),
    )


def _index_meeting_points(tasks: Sequence[SideTask]) -> Mapping[str, Sequence[int]]:
    """By meeting point the numbers of the tasks that meet others there."""
    found: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        for ident in _list_meeting_points(task):
            found.setdefault(ident, []).append(number)
    return found


def _list_meeting_points(side: SideTask) -> set[str]:
    """The tasks where a task meets another: itself, and those that it is linked to. Two that meet nowhere are no pair."""
    return {side.ident, *(link.to for link in side.task.links if _TASK in link.to)}


def _pair_same(x: SideTask, y: SideTask) -> TaskPair | None:
    return TaskPair(x, y, Text("同一条", "the same statement")) if x.ident == y.ident else None


def _pair_linked(x: SideTask, y: SideTask) -> TaskPair | None:
    """The pair where one of the two is linked to the other; of two links that of the first id."""
    links = [(one.ident, link) for one, other in ((x, y), (y, x)) for link in one.task.links if link.to == other.ident]
    if not links:
        return None
    says, link = min(links, key=lambda found: found[0])
    return TaskPair(x, y, Text(link.because_zh or link.because, link.because), link.is_, says)


def _pair_through(x: SideTask, y: SideTask, find_title: TitleFinder) -> TaskPair | None:
    """The pair where both are linked to one third task of the collection."""
    for through in sorted({link.to for link in x.task.links} & {link.to for link in y.task.links}):
        title = find_title(through)
        if title is not None:
            words = say("均与「{title}」相连", "both are linked to 「{title}」", title=title)
            return TaskPair(x, y, words, through=through)
    return None


def _make_title_finder(collection: Collection) -> TitleFinder:
    """What finds the title of a task by its id; None where the id is no task's (a target's, or one that is not in the
    collection). A plan is read when it is first asked for.
    """

    @cache
    def read_titles(plan: str) -> Mapping[str, str]:
        found = collection.plans.get(plan)
        tasks = reversed(found.tasks) if found is not None else ()  # of two with one key the first comes last and stays
        return {f"{plan}{_TASK}{task.key}": task.title for task in tasks}

    return lambda ident: read_titles(ident.partition(_TASK)[0]).get(ident)


def count_themes(
    targets: tuple[Iterable[Iterable[Theme]], Iterable[Iterable[Theme]]],
    tasks: tuple[Sequence[SideTask], Sequence[SideTask]],
) -> tuple[ThemeCount, ...]:
    """By theme, in the order of the vocabulary; a field that neither side names is left out. What has two themes
    counts in both.
    """
    of_targets = [Counter(theme for themes in side for theme in set(themes)) for side in targets]
    of_tasks = [Counter(theme for each in side for theme in set(each.task.themes)) for side in tasks]
    return tuple(
        ThemeCount(theme, (of_targets[0][theme], of_targets[1][theme]), (of_tasks[0][theme], of_tasks[1][theme]))
        for theme in Theme
        if any(counts[theme] for counts in (*of_targets, *of_tasks))
    )
