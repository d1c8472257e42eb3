"""Tasks and their links."""

from collections.abc import Iterator

from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Subject
from plancmp.claim import claims, parse_id
from plancmp.problems import Problem, suggest_name
from plancmp.reading.references import sound
from plancmp.words import Text


@rule("link-broken", "error", whole=True)
def link_broken(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A link leads to a task or target that is not there. A plan that is not in the collection is no fault.

    对应关系指向不存在的任务或目标；指向未收录的规划不算错。
    """
    loaded = subject.loaded
    plans = loaded.collection.plans
    known = {f"{ident}/task.{task.key}" for ident, plan in plans.items() for task in plan.tasks}
    linked = [
        (ident, number, position, link.to)
        for ident, plan in plans.items()
        for number, task in enumerate(plan.tasks)
        for position, link in enumerate(task.links)
        if link.to not in known and link.to.partition("/")[0] in plans
    ]
    if any(parse_id(to) for *_, to in linked):
        known |= {c.id for c in claims(sound(loaded.collection))}
    for ident, number, position, to in linked:
        if to in known:
            continue
        hint = suggest_name(to, sorted(known), Text("改正标识", "correct the id"), 0.7)
        mark = loaded.mark("plans", ident, "tasks", number, "links", position, "to")
        yield this.problem(mark, Text(f"没有 {to}", f"there is no {to}"), hint)


@rule("link-itself", "error")
def link_itself(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A task is linked to itself, or twice to one other.

    任务链接到它自己，或重复链接到同一项。
    """
    for ident, plan in subject.loaded.collection.plans.items():
        for number, task in enumerate(plan.tasks):
            seen = {f"{ident}/task.{task.key}"}
            for position, link in enumerate(task.links):
                if link.to in seen:
                    message = Text(f"重复或指向自己：{link.to}", f"repeated, or the task itself: {link.to}")
                    mark = subject.loaded.mark("plans", ident, "tasks", number, "links", position, "to")
                    yield this.problem(mark, message, Text("删去或改正", "remove or correct it"))
                seen.add(link.to)


RULES = (link_broken, link_itself)
