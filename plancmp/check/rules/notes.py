"""What the curator noted of an entry: `unclear`, `known`."""

from collections.abc import Iterator

from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Subject
from plancmp.claim import claims
from plancmp.model import Observed, Target, key_of
from plancmp.problems import Problem, suggest_name
from plancmp.reading.references import sound
from plancmp.words import Text

_FIELDS = {kind: [key_of(name) for name in kind._fields] for kind in (Target, Observed)}


@rule("unclear-field", "error")
def unclear_field(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`unclear` names a field that entries do not have, or `unclear-zh` one that `unclear` does not name.

    unclear 的键不是条目的字段，或 unclear-zh 的键在 unclear 里没有。
    """
    for entry in subject.entries:
        known = _FIELDS[type(entry.item)]
        for key, told in (("unclear", known), ("unclear-zh", list(entry.item.unclear))):
            for name in getattr(entry.item, key.replace("-", "_")):
                if name in told:
                    continue
                message = Text(f"{key}：没有字段 {name}", f"{key}: there is no field {name}")
                hint = suggest_name(name, told, Text("可用的字段：" + "、".join(told), "fields: " + ", ".join(told)))
                yield this.problem(entry.key_mark(key, name), message, hint)


@rule("known-broken", "error", whole=True)
def known_broken(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`known` names a claim that is not in the collection.

    known 里的目标标识在库中不存在。
    """
    plans = subject.loaded.collection.plans
    if not any(plan.known for plan in plans.values()):
        return
    ids = {claim.id for claim in claims(sound(subject.loaded.collection))}
    ids |= {f"{ident}/task.{task.key}" for ident, plan in plans.items() for task in plan.tasks}
    for ident, plan in plans.items():
        for number, known in enumerate(plan.known):
            for position, name in enumerate(known.claims):
                if name not in ids:
                    hint = suggest_name(name, sorted(ids), Text("改正标识", "correct the id"), 0.7)
                    mark = subject.loaded.mark("plans", ident, "known", number, "claims", position)
                    yield this.problem(mark, Text(f"没有 {name}", f"there is no {name}"), hint)


RULES = (unclear_field, known_broken)
