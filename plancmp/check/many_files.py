"""Check of a folder with very many plans: file by file on all cores, then what looks from one plan to another.

The answer is that of `check` over the whole collection, at a fraction of its memory. Where that cannot be had file by file
(the places and indicators are not sound, an id stands twice, a file cannot be read) there is none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from plancmp.check.engine import Checked
from plancmp.check.rules import ACROSS, RULES, Subject, run
from plancmp.claim import parse_id
from plancmp.files import read_text
from plancmp.model import Collection, Observed, Plan, Target
from plancmp.problems import PlancmpError, Problem, sort_problems
from plancmp.reading.alone import plans_alone
from plancmp.reading.definitions import definitions
from plancmp.reading.loaded import Loaded
from plancmp.reading.marks import Marks
from plancmp.reading.merging import files_of, read_file
from plancmp.reading.parallel import MANY, each
from plancmp.reading.references import LEADING
from plancmp.reading.yaml_reader import read_yaml


class Judged(NamedTuple):
    """What one file says of itself, and what the others must know of it."""

    path: str
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    """The file's lines, where there are problems to be shown."""
    plans: tuple[tuple[str, Plan], ...]
    """Its plans without their entries."""
    used: frozenset[str]
    targets: int
    results: int
    whole: bool
    left_out: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges one file of plans against the places and indicators of all."""

    core: Loaded
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def __call__(self, path: str) -> Judged | None:
        """None where the file is more than plans, or cannot be read at all."""
        try:
            content = read_text(path)
        except PlancmpError:
            return None
        alone = plans_alone(content, path, self.core.collection)
        if alone is None:
            return None
        problems = [*alone.problems]
        loaded = alone._replace(lines={path: tuple(content.split("\n"))}, whole=False)
        if not self.select or set(self.select) - ACROSS:
            problems += run(Subject(loaded), self.select, {*self.ignore, *ACROSS})
        plans = loaded.collection.plans
        return Judged(
            path,
            tuple(problems),
            loaded.lines[path] if problems else (),
            tuple((ident, _brief(plan)) for ident, plan in plans.items()),
            frozenset(entry.indicator for plan in plans.values() for entry in _entries(plan)),
            sum(len(plan.targets) for plan in plans.values()),
            sum(len(plan.observed) for plan in plans.values()),
            alone.whole,
            alone.left_out,
        )


def _entries(plan: Plan) -> tuple[Target | Observed, ...]:
    return (*plan.targets, *plan.observed)


def _brief(plan: Plan) -> Plan:
    """What rules across plans look at."""
    tasks = tuple(task._replace(lead=(), support=(), quote=None, themes=(), title="-") for task in plan.tasks)
    return replace(plan, targets=(), observed=(), aside=(), outline={}, tasks=tasks)


class _Marks(dict[str, Marks]):
    """The marks of files, read again when a problem is found there."""

    def get(self, path: str, default: object = None) -> Marks:
        del default
        if path not in self:
            self[path] = read_yaml(read_text(path), path)[1]
        return self[path]


def check_many(
    paths: Sequence[Path | str],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Checked | None:
    """Judge files and folders; None where they are few, or cannot be judged one by one. `told` hears how far it is.

    Raises PlancmpError where a folder cannot be listed.
    """
    files = list(dict.fromkeys(str(file) for path in paths for file in files_of(path)))
    if len(files) < MANY or "-" in files:
        return None
    core = definitions(files)
    if core is None:
        return None
    rest = [file for file in files if file not in core.lines]
    plans: dict[str, Plan] = {}
    homes = dict(core.homes)
    sum_ = _Sum(set(), [], {}, set())
    judge = Judge(_bare(core), tuple(select), tuple(ignore))
    for number, one in enumerate(each(judge, rest), 1):
        if one is None or any(ident in plans for ident, _ in one.plans):
            return None
        plans.update(one.plans)
        homes.update({("plans", ident): one.path for ident, _ in one.plans})
        sum_.add(one)
        told(number, len(rest))
    return _together(core, sum_, plans, homes, files, select, ignore)


@dataclass
class _Sum:
    """What is remembered of the files; most have nothing to tell."""

    used: set[str]
    problems: list[Problem]
    lines: dict[str, tuple[str, ...]]
    left_out: set[tuple[str, str]]
    targets: int = 0
    results: int = 0
    whole: bool = True

    def add(self, one: Judged) -> None:
        """Remember one more file."""
        self.used |= one.used
        self.problems += one.problems
        self.left_out |= one.left_out
        self.targets += one.targets
        self.results += one.results
        self.whole = self.whole and one.whole
        if one.lines:
            self.lines[one.path] = one.lines


def _bare(core: Loaded) -> Loaded:
    """Without what only problems need: it is sent to every process."""
    return core._replace(marks={}, lines={})


def _together(
    core: Loaded,
    gathered: _Sum,
    plans: Mapping[str, Plan],
    homes: dict[tuple[str, str], str],
    files: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
) -> Checked:
    """The problems of the files with those across them."""
    problems = gathered.problems
    if any(p.rule in {"yaml-syntax", "yaml-too-deep"} for p in problems):
        problems = [p for p in problems if p.rule not in LEADING]
    loaded = Loaded(
        Collection(core.collection.places, core.collection.indicators, _with_referred(plans, homes)),
        tuple(files),
        (),
        _Marks(core.marks),
        {},
        homes,
        frozenset(gathered.left_out),
        whole=gathered.whole,
    )
    chosen = [name for name in RULES if name in ACROSS and (not select or name in select) and name not in ignore]
    found = list(run(Subject(loaded, used=frozenset(gathered.used)), chosen)) if chosen else []
    lines = {**core.lines, **gathered.lines}
    for path in {p.mark.path for p in found} - lines.keys():
        lines[path] = tuple(read_text(path).split("\n"))
    told = {(p.mark, p.rule, p.message.en): p for p in (*problems, *found)}
    return Checked(sort_problems(told.values()), tuple(files), len(plans), gathered.targets, gathered.results, lines)


def _with_referred(plans: Mapping[str, Plan], homes: Mapping[tuple[str, str], str]) -> dict[str, Plan]:
    """The plans, those whole again to whose claims a task's link or a known finding refers."""
    names = {link.to for plan in plans.values() for task in plan.tasks for link in task.links}
    names |= {name for plan in plans.values() for known in plan.known for name in known.claims}
    found = dict(plans)
    for ident in {name.partition("/")[0] for name in names if parse_id(name)} & plans.keys():
        document = read_file(read_text(homes["plans", ident]), homes["plans", ident])[0].document
        if document is not None:
            found[ident] = document.plans.get(ident, plans[ident])
    return found
