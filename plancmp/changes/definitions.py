"""What an edit did to the places, indicators, plans and tasks of a collection, in short."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from plancmp.changes.fields import definition_changes
from plancmp.changes.matching import Renamed, paired_tasks
from plancmp.changes.wording import NOTHING, FieldChange, field_change
from plancmp.model import Collection
from plancmp.outcomes import Change
from plancmp.words import SEMICOLON, Text


class DefinitionChange(NamedTuple):
    """A place, indicator, plan or task that the edit touched, in short."""

    part: str
    ident: str
    name: Text
    kind: Change
    fields: tuple[FieldChange, ...]
    size: Text = NOTHING
    """How much came or went with it."""

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {"change": str(self.kind), "id": self.ident, "fields": [f.record(lang) for f in self.fields]}

    def details(self) -> Text:
        """Its name, how much it held, and what changed."""
        return SEMICOLON.join([self.name, *([self.size] if self.size.en else []), *(f.text for f in self.fields)])


def definition_edits(old: Collection, new: Collection, ids: Renamed) -> Iterator[DefinitionChange]:
    """Every definition that was added, removed, renamed or changed."""
    yield from _defined("indicators", old.indicators, new.indicators, ids.indicators)
    yield from _defined("places", old.places, new.places, ids.places)
    yield from _defined("plans", old.plans, new.plans, ids.plans)
    back = {b: a for a, b in ids.plans.items()}
    for ident in dict.fromkeys((*new.plans, *(ids.plans.get(i, i) for i in old.plans))):
        was, now = old.plans.get(back.get(ident, ident)), new.plans.get(ident)
        for a, b in paired_tasks(was.tasks if was else (), now.tasks if now else ()):
            task = b or a
            assert task is not None
            name, full = Text.same(task.title), f"{ident}/task.{task.key}"
            if a is None or b is None:
                yield DefinitionChange("tasks", full, name, Change.ADDED if a is None else Change.REMOVED, ())
            elif found := definition_changes(a, b):
                yield DefinitionChange("tasks", full, name, Change.CHANGED, found)


def _defined(
    part: str, old: Mapping[str, Any], new: Mapping[str, Any], moved: Mapping[str, str]
) -> Iterator[DefinitionChange]:
    back = {b: a for a, b in moved.items()}
    leave = ("targets", "observed", "tasks")
    for ident, entry in new.items():
        was = old.get(back.get(ident, ident))
        name = entry.title if part == "plans" else entry.name
        if was is None:
            yield DefinitionChange(part, ident, name, Change.ADDED, (), _size(part, entry))
            continue
        found = definition_changes(was, entry, leave)
        if ident in back:
            found = (field_change(Change.RENAMED, "id", back[ident], ident), *found)
        if found:
            yield DefinitionChange(part, ident, name, found[0].kind, found)
    for ident, entry in old.items():
        if ident not in new and ident not in moved:
            name = entry.title if part == "plans" else entry.name
            yield DefinitionChange(part, ident, name, Change.REMOVED, (), _size(part, entry))


def _size(part: str, entry: Any) -> Text:
    if part != "plans":
        return NOTHING
    a, b, c = len(entry.targets), len(entry.observed), len(entry.tasks)
    return Text(f"目标 {a}、成绩 {b}、任务 {c}", f"{a} targets, {b} results, {c} tasks")
