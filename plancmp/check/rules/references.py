"""What tasks and notes refer to: other tasks, targets, fields."""

from collections.abc import Iterator

from plancmp.check.check_input import CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.claim_id import parse_id
from plancmp.model import Observed, Target, key_of
from plancmp.plan_claims import claims
from plancmp.problems import Mark, suggest_name
from plancmp.reading.loaded import Path
from plancmp.reading.references import sound
from plancmp.words import Text

_FIELDS = {kind: [key_of(name) for name in kind._fields] for kind in (Target, Observed)}


def _list_task_ids(given: CheckInput) -> set[str]:
    return {f"{ident}/task.{task.key}" for ident, plan in given.collection.plans.items() for task in plan.tasks}


def list_claim_ids(given: CheckInput) -> set[str]:
    """The ids of all claims of the collection."""
    return {claim.id for claim in claims(sound(given.collection))}


def report_unknown(mark: Mark, name: str, known: set[str]) -> Report:
    """That there is nothing called so, with the nearest of the known names."""
    hint = suggest_name(name, sorted(known), Text("改正标识", "correct the id"), 0.7)
    return mark, Text(f"没有 {name}", f"there is no {name}"), hint


def _list_links(given: CheckInput) -> Iterator[tuple[str, str, Path]]:
    """Task, target and path of every link of a task."""
    for ident, plan in given.collection.plans.items():
        for number, task in enumerate(plan.tasks):
            for position, link in enumerate(task.links):
                path = ("plans", ident, "tasks", number, "links", position, "to")
                yield f"{ident}/task.{task.key}", link.to, path


@rule("link-broken", "error", whole=True, across=True)
def find_broken_links(given: CheckInput) -> Iterator[Report]:
    """A link leads to a task or target that is not there. A plan that is not in the collection is no fault.

    对应关系指向不存在的任务或目标；指向未收录的规划不算错。
    """
    plans, known = given.collection.plans, _list_task_ids(given)
    links = [(to, path) for _, to, path in _list_links(given) if to not in known and to.partition("/")[0] in plans]
    if any(parse_id(to) for to, _ in links):
        known |= list_claim_ids(given)
    for to, path in links:
        if to not in known:
            yield report_unknown(given.mark(*path), to, known)


@rule("link-itself", "error")
def find_links_to_themselves(given: CheckInput) -> Iterator[Report]:
    """A task is linked to itself, or twice to one other.

    任务链接到它自己，或重复链接到同一项。
    """
    seen: set[tuple[str, str]] = set()
    for task, to, path in _list_links(given):
        if to == task or (task, to) in seen:
            message = Text(f"重复或指向自己：{to}", f"repeated, or the task itself: {to}")
            yield given.mark(*path), message, Text("删去或改正", "remove or correct it")
        seen.add((task, to))


@rule("unclear-field", "error")
def find_unknown_fields(given: CheckInput) -> Iterator[Report]:
    """`unclear` names a field that entries do not have, or `unclear-zh` one that `unclear` does not name.

    unclear 的键不是条目的字段，或 unclear-zh 的键在 unclear 里没有。
    """
    for entry in given.entries:
        item = entry.item
        for key, names, known in (
            ("unclear", item.unclear, _FIELDS[type(item)]),
            ("unclear-zh", item.unclear_zh, list(item.unclear)),
        ):
            for name in names:
                if name not in known:
                    message = Text(f"{key}：没有字段 {name}", f"{key}: there is no field {name}")
                    fields = Text("可用的字段：" + "、".join(known), "fields: " + ", ".join(known))
                    yield entry.mark_key(key, name), message, suggest_name(name, known, fields)


@rule("known-broken", "error", whole=True, across=True)
def find_broken_acknowledgements(given: CheckInput) -> Iterator[Report]:
    """`known` names a claim that is not in the collection.

    known 里的目标标识在库中不存在。
    """
    plans = given.collection.plans
    ids = list_claim_ids(given) | _list_task_ids(given) if any(plan.known for plan in plans.values()) else set()
    for ident, plan in plans.items():
        for number, known in enumerate(plan.known):
            for position, name in enumerate(known.claims):
                if name not in ids:
                    yield report_unknown(given.mark("plans", ident, "known", number, "claims", position), name, ids)
