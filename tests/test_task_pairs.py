"""The tasks of two sides beside each other: which two meet."""

import time

from hypothesis import given
from hypothesis import strategies as st

from plancmp.diff.engine import pair_tasks
from plancmp.diff.result import SideTask
from plancmp.document_parts import Link, Task
from plancmp.model import Collection, Period, Plan
from plancmp.vocabulary import Completeness, LinkKind, TaskKind
from plancmp.words import Text

PLANS = ("a-21", "b-21", "up-21")
KEYS = ("k0", "k1", "k2")
IDS = [*(f"{plan}/task.{key}" for plan in PLANS for key in KEYS), "up-21/firms", "gone-21/task.k0"]


def task(key: str, *to: str) -> Task:
    """A task that is linked to others."""
    return Task(
        key, TaskKind.WORK, "1", f"title of {key}", links=tuple(Link(t, LinkKind.PART_OF, f"as {t}") for t in to)
    )


def collection(tasks: dict[str, list[Task]]) -> Collection:
    """A plan for each side, and one above both."""
    plans = {
        ident: Plan(
            Text(ident, ident), "p", Period(2021, 2025), encoding=Completeness.COMPLETE, tasks=tuple(tasks[ident])
        )
        for ident in PLANS
    }
    return Collection({}, {}, plans)


def side(plan: str, held: Collection) -> list[SideTask]:
    """A plan's tasks with their ids."""
    return [SideTask(f"{plan}/task.{t.key}", t) for t in held.plans[plan].tasks]


collections = st.fixed_dictionaries(
    {
        plan: st.tuples(
            *(st.lists(st.sampled_from(IDS), max_size=3).map(lambda to, key=key: task(key, *to)) for key in KEYS)
        ).map(list)
        for plan in PLANS
    }
).map(collection)


@given(collections, st.sampled_from(PLANS), st.sampled_from(PLANS))
def test_two_tasks_are_a_pair_where_one_leads_to_the_other_or_both_to_a_third(held, one, other):
    """Each pair once, in the order of both sides; whoever is in none stands alone."""
    a, b = side(one, held), side(other, held)
    known = {f"{plan}/task.{t.key}" for plan in PLANS for t in held.plans[plan].tasks}

    def meet(x: SideTask, y: SideTask) -> bool:
        of_x, of_y = ({link.to for link in each.task.links} for each in (x, y))
        return x.ident == y.ident or y.ident in of_x or x.ident in of_y or bool(of_x & of_y & known)

    found = pair_tasks(a, b, held)
    wanted = [(x.ident, y.ident) for x in a for y in b if meet(x, y)]
    assert [(p.a.ident, p.b.ident) for p in found.pairs] == wanted
    assert [x.ident for x in found.only_a] == [x.ident for x in a if not any(meet(x, y) for y in b)]
    assert [y.ident for y in found.only_b] == [y.ident for y in b if not any(meet(x, y) for x in a)]
    for pair in found.pairs:
        assert pair.through is None or (pair.through in known and pair.says is None)


def test_thousands_of_tasks_a_side_are_no_millions_of_questions():
    """Each is asked only about those that it is linked to, here all to one target and two by two to each other."""
    many = range(4_000)
    tasks = {plan: [task(f"k{n}", "up-21/firms") for n in many] for plan in PLANS}
    tasks["b-21"] = [task(f"k{n}", "up-21/firms", f"a-21/task.k{n}") for n in many]
    held = collection(tasks)
    a, b = side("a-21", held), side("b-21", held)
    began = time.process_time()
    assert len(pair_tasks(a, b, held).pairs) == len(many)
    assert time.process_time() - began < 1
