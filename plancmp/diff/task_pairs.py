"""The tasks of two sides beside each other: linked ones, and what only one side sets itself, by theme."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from plancmp.model import Collection, Task
from plancmp.vocabulary import LinkKind, Theme
from plancmp.words import Text

_TASK = "/task."
"""What divides plan and key in the id of a task."""


class SideTask(NamedTuple):
    """A task with its id."""

    ident: str
    task: Task


class TaskPair(NamedTuple):
    """Two tasks that a curator linked, or that lead to one third task."""

    a: SideTask
    b: SideTask
    because: Text
    link: LinkKind | None = None
    """None where the two are one, or meet in a third task."""
    says: str | None = None
    """The id of the task whose plan links it to the other, read as a sentence: it *continues* the other."""
    through: str | None = None

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "a": self.a.ident,
            "b": self.b.ident,
            "link": str(self.link) if self.link else None,
            "from": self.says,
            "through": self.through,
            "because": self.because.in_language(lang),
        }


class TasksBeside(NamedTuple):
    """The tasks of two sides: pairs, and what each has for itself alone."""

    pairs: tuple[TaskPair, ...] = ()
    only_a: tuple[SideTask, ...] = ()
    only_b: tuple[SideTask, ...] = ()


class ThemeCount(NamedTuple):
    """How many targets and tasks each side has in a field of work."""

    theme: Theme
    targets: tuple[int, int]
    tasks: tuple[int, int]

    def record(self) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "theme": str(self.theme),
            "targets_a": self.targets[0],
            "targets_b": self.targets[1],
            "tasks_a": self.tasks[0],
            "tasks_b": self.tasks[1],
        }


def tasks_of(plans: Sequence[str], collection: Collection, themes: frozenset[Theme]) -> tuple[SideTask, ...]:
    """The tasks of some plans in text order, of all themes or of some."""
    found: list[SideTask] = []
    for ident in plans:
        plan = collection.plans[ident]
        place = {key: number for number, key in enumerate(plan.outline)}
        ordered = sorted(plan.tasks, key=lambda t: place.get(t.at, len(place)))
        found.extend(SideTask(f"{ident}{_TASK}{t.key}", t) for t in ordered if not themes or themes & set(t.themes))
    return tuple(found)


def tasks_beside(a: Sequence[SideTask], b: Sequence[SideTask], collection: Collection) -> TasksBeside:
    """Tasks that are one and the same, linked directly either way, or linked to one third task; the rest of each side."""
    meeting: dict[str, list[int]] = {}
    for number, y in enumerate(b):
        for ident in _meets_at(y):
            meeting.setdefault(ident, []).append(number)
    titles = _Titles(collection)
    pairs: list[TaskPair] = []
    for x in a:
        near = sorted({number for ident in _meets_at(x) for number in meeting.get(ident, ())})
        found = (_pair(x, b[number], titles) for number in near)
        pairs.extend(pair for pair in found if pair is not None)
    used_a, used_b = {p.a.ident for p in pairs}, {p.b.ident for p in pairs}
    return TasksBeside(
        tuple(pairs),
        tuple(x for x in a if x.ident not in used_a),
        tuple(y for y in b if y.ident not in used_b),
    )


def _meets_at(side: SideTask) -> set[str]:
    """The tasks where a task meets another: itself, and those that it is linked to. Two that meet nowhere are no pair."""
    return {side.ident, *(link.to for link in side.task.links if _TASK in link.to)}


def _pair(x: SideTask, y: SideTask, titles: "_Titles") -> TaskPair | None:
    if x.ident == y.ident:
        return TaskPair(x, y, Text("同一条", "the same statement"))
    direct = sorted(
        ((one.ident, link) for one, other in ((x, y), (y, x)) for link in one.task.links if link.to == other.ident),
        key=lambda found: found[0],
    )
    if direct:
        says, link = direct[0]
        return TaskPair(x, y, Text(link.because_zh or link.because, link.because), link.is_, says)
    for through in sorted({link.to for link in x.task.links} & {link.to for link in y.task.links}):
        title = titles[through]
        if title is not None:
            words = Text(f"均与「{title}」相连", f"both are linked to 「{title}」")
            return TaskPair(x, y, words, through=through)
    return None


class _Titles(dict[str, str | None]):
    """The title of a task by its id; None where the id is no task's (a target's, or one that is not in the collection)."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection

    def __missing__(self, ident: str) -> str | None:
        plan = ident.partition(_TASK)[0]
        found = self._collection.plans.get(plan)
        for task in reversed(found.tasks) if found is not None else ():  # the first of two with one key comes last
            self[f"{plan}{_TASK}{task.key}"] = task.title
        return self.setdefault(ident, None)


def theme_counts(
    targets: tuple[Iterable[Iterable[Theme]], Iterable[Iterable[Theme]]],
    tasks: tuple[Sequence[SideTask], Sequence[SideTask]],
) -> tuple[ThemeCount, ...]:
    """By theme, in the order of the vocabulary; a field that neither side names is left out. What has two themes
    counts in both.
    """
    named = [[set(themes) for themes in side] for side in targets]
    found = (
        ThemeCount(
            theme,
            (sum(theme in t for t in named[0]), sum(theme in t for t in named[1])),
            (sum(theme in t.task.themes for t in tasks[0]), sum(theme in t.task.themes for t in tasks[1])),
        )
        for theme in Theme
    )
    return tuple(count for count in found if any((*count.targets, *count.tasks)))
