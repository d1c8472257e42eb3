"""Check of a folder with very many plans: file by file on all cores, then what looks from one plan to another.

The answer is that of `check` over the whole collection, at a fraction of its memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from plancmp.check.check_input import CheckInput
from plancmp.check.engine import choose_rules, drop_repeated, run_rules
from plancmp.check.result import CheckResult
from plancmp.claim_id import parse_id
from plancmp.files import AnyPath
from plancmp.files.reading import decode, read_text
from plancmp.model import Collection, Observed, Plan, Target
from plancmp.problems import Problem
from plancmp.reading.loaded import Loaded, Marks
from plancmp.reading.many_files import Answers, PlanFile, ReadTogetherError, join_problems, read_many
from plancmp.reading.merging import files_of, read_file
from plancmp.reading.yaml_reader import read_yaml


class FileCheck(NamedTuple):
    """What the rules say of one file, and what those across files must know of it."""

    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    """The file's lines, where there are problems to be shown."""
    plans: Mapping[str, Plan]
    """Its plans without their entries."""
    used: frozenset[str]
    """The indicators that it speaks of."""
    targets: int
    results: int
    whole: bool
    left_out: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FileChecker:
    """Runs on one file of plans the rules that need no other plan."""

    select: Sequence[str]
    ignore: Sequence[str]

    def __call__(self, file: PlanFile) -> FileCheck:
        """What they say."""
        lines = tuple(decode(file.data, file.path).split("\n"))
        given = CheckInput(file.loaded._replace(lines={file.path: lines}, whole=False))
        rules = [rule for rule in choose_rules(self.select, self.ignore) if not rule.across]
        problems = [*file.loaded.problems, *run_rules(given, rules)]
        plans = file.loaded.collection.plans
        return FileCheck(
            tuple(problems),
            lines if problems else (),
            {ident: _strip(plan) for ident, plan in plans.items()},
            frozenset(entry.indicator for plan in plans.values() for entry in _list_entries(plan)),
            sum(len(plan.targets) for plan in plans.values()),
            sum(len(plan.observed) for plan in plans.values()),
            file.loaded.whole,
            file.loaded.left_out,
        )


def _list_entries(plan: Plan) -> tuple[Target | Observed, ...]:
    return (*plan.targets, *plan.observed)


def _strip(plan: Plan) -> Plan:
    """A plan with only what rules across plans look at."""
    tasks = tuple(task._replace(lead=(), support=(), quote=None, themes=(), title="-") for task in plan.tasks)
    targets, observed = _keep_referring(plan.targets, NO_TARGET), _keep_referring(plan.observed, NO_RESULT)
    return plan._replace(targets=targets, observed=observed, aside=(), outline={}, tasks=tasks)


NO_TARGET, NO_RESULT = Target("", "0", ""), Observed("", "0", "")
"""Keep the place of entries that say nothing of other plans: the marks count them."""
_Entry = TypeVar("_Entry", Target, Observed)


def _keep_referring(entries: tuple[_Entry, ...], nothing: _Entry) -> tuple[_Entry, ...]:
    """The entries that refer to another series or document, each at its place; none where none does."""
    refer = [entry.than is not None or entry.restates is not None for entry in entries]
    if not any(refer):
        return ()
    return tuple(entry if refers else nothing for entry, refers in zip(entries, refer, strict=True))


class _MarksWhenNeeded(dict[str, Marks]):
    """The marks of files, read again when a problem is found there."""

    def get(self, path: str, default: object = None) -> Marks:
        del default
        if path not in self:
            self[path] = read_yaml(read_text(path), path)[1]
        return self[path]


def check_many(paths: Sequence[AnyPath], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> CheckResult | None:
    """Check files and folders; None where they are few, or cannot be read one by one. Whoever listens is told how far it is.

    Raises PlancmpError where a folder cannot be listed.
    """
    files = list(dict.fromkeys(str(file) for path in paths for file in files_of(path)))
    try:
        defined, answers = read_many(files, lambda _: FileChecker(select, ignore))
        found = _join(answers)
    except ReadTogetherError:
        return None
    homes = {**defined.homes, **{("plans", ident): path for ident, path in found.homes.items()}}
    loaded = Loaded(
        Collection(defined.collection.places, defined.collection.indicators, _complete_referred(found)),
        tuple(files),
        (),
        _MarksWhenNeeded(defined.marks),
        {},
        homes,
        frozenset(found.left_out),
        whole=found.whole,
    )
    across = [rule for rule in choose_rules(select, ignore) if rule.across]
    problems = list(run_rules(CheckInput(loaded, used=frozenset(found.used)), across))
    lines = {**defined.lines, **found.lines}
    for path in {p.mark.path for p in problems} - lines.keys():
        lines[path] = tuple(read_text(path).split("\n"))
    told = drop_repeated((*join_problems(found.problems), *problems))
    return CheckResult(told, tuple(files), len(found.plans), found.targets, found.results, lines)


@dataclass(slots=True)
class _Joined:
    """What is remembered of all files; most have nothing to tell."""

    plans: dict[str, Plan] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    targets: int = 0
    results: int = 0
    whole: bool = True


def _join(answers: Answers[FileCheck]) -> _Joined:
    found = _Joined()
    for answer in answers:
        made = answer.made
        found.plans.update(made.plans)
        found.homes.update(dict.fromkeys(made.plans, answer.path))
        found.problems += made.problems
        found.used |= made.used
        found.left_out |= made.left_out
        found.targets += made.targets
        found.results += made.results
        found.whole = found.whole and made.whole
        if made.lines:
            found.lines[answer.path] = made.lines
    return found


def _complete_referred(joined: _Joined) -> dict[str, Plan]:
    """The plans, those whole again to whose claims a task's link or a known finding refers."""
    plans = joined.plans
    found = dict(plans)
    names = {name for plan in plans.values() for name in _list_references(plan) if parse_id(name)}
    for ident in {name.partition("/")[0] for name in names} & plans.keys():
        document = read_file(read_text(joined.homes[ident]), joined.homes[ident])[0].document
        if document is not None:
            found[ident] = document.plans.get(ident, plans[ident])
    return found


def _list_references(plan: Plan) -> Iterator[str]:
    """The claims, tasks and plans that a plan refers to."""
    yield from (link.to for task in plan.tasks for link in task.links)
    yield from (name for known in plan.known for name in known.claims)
    yield from (entry.restates for entry in _list_entries(plan) if entry.restates is not None)
