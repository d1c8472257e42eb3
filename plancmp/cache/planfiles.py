"""One file of plans read against the places and indicators of all, without the other plans."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from plancmp.cache.entries import PlanEntries, plan_entries
from plancmp.cache.stamps import Stamp, digest, settled, stamp
from plancmp.files import decode, read_bytes
from plancmp.model import Collection
from plancmp.problems import PlancmpError, Problem, sort_problems
from plancmp.reading.alone import plans_alone
from plancmp.reading.references import LEADING


class PlanFile(NamedTuple):
    """What is kept of a file of plans, or what is wrong with it."""

    path: str
    stamp: Stamp | None
    """From before it was read, where that has settled."""
    content: str
    """Its hash."""
    idents: tuple[str, ...]
    """The plans in it."""
    plans: tuple[PlanEntries, ...]
    """What is kept of them, where nothing is wrong."""
    problems: tuple[Problem, ...]

    @property
    def row(self) -> list[Any]:
        """What is kept of the file itself."""
        return [self.stamp, self.content, list(self.idents)]


@dataclass(frozen=True, slots=True)
class PlanReader:
    """Reads one file of plans against the places and indicators of all."""

    core: Collection

    def __call__(self, path: str) -> PlanFile | None:
        """None where the file is more than plans, or cannot be read at all."""
        before = stamp(path)
        try:
            data = read_bytes(path)
            content = decode(data, path)
        except PlancmpError:
            return None
        loaded = plans_alone(content, path, self.core)
        if loaded is None:
            return None
        idents = tuple(loaded.collection.plans)
        if loaded.problems or not loaded.whole:
            return PlanFile(path, None, "", idents, (), loaded.problems) if loaded.problems else None
        plans = [plan_entries(ident, plan, path, loaded.collection) for ident, plan in loaded.collection.plans.items()]
        return PlanFile(path, settled(before), digest(data), idents, tuple(plans), ())


def together(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems of files that were read one by one, as they are when the files are read together: what leads nowhere
    perhaps leads to what stands behind the place where a broken file could be read no further.
    """
    cut = any(problem.rule in {"yaml-syntax", "yaml-too-deep"} for problem in problems)
    return sort_problems(problem for problem in problems if not (cut and problem.rule in LEADING))
