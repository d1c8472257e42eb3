"""Thousands of files by one road: the places and indicators of all first, then each file of plans by itself, on all cores.

A file of plans is sound or not by what all files define and by itself: no other plan has a part in that. So memory need
hold only one file for each core, and what is done with a file (`Work`) is done where it is read. Where files cannot be
read so, because one is more than plans, defines badly, cannot be read at all, or has a plan that stands in another one
too, they must be read together, which also tells what is wrong: ReadTogetherError.
"""

import gc
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from plancmp.files.reading import decode, read_bytes, read_text
from plancmp.model import Collection
from plancmp.problems import PlancmpError, Problem, sort_problems
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import of_texts, read_file
from plancmp.reading.progress import tell_progress
from plancmp.reading.references import LEADING, reference_problems

Item = TypeVar("Item")
Answer = TypeVar("Answer")

MANY = 200
"""Files from which on they are read one by one."""

CHUNK = 8
"""Files that a process is given at a time."""


class ReadTogetherError(Exception):
    """These files must be read together."""


class PlanFile(NamedTuple):
    """A file of plans as it was read."""

    path: str
    status: os.stat_result
    """From before it was read."""
    data: bytes
    loaded: Loaded
    """Its plans with the places and indicators of all files, and its problems of syntax, structure and references."""


Work = Callable[[PlanFile], Answer]
"""What is done with a file in the process that reads it; it and what it gives are sent between processes."""


class FileAnswer(NamedTuple, Generic[Answer]):
    """What was made of a file."""

    path: str
    plans: tuple[str, ...]
    problems: tuple[Problem, ...]
    made: Answer


def read_many(files: Sequence[str], prepare: Callable[[Loaded], Work[Answer]]) -> "tuple[Loaded, Answers[Answer]]":
    """What all files define, and what the work that `prepare` makes of that gives for each of the others, in their order.

    Raises ReadTogetherError, also while the answers are taken: where the files are few, and for the reasons above.
    """
    if len(files) < MANY or len(set(files)) < len(files) or "-" in files:
        raise ReadTogetherError
    defined = read_definitions(files)
    rest = [file for file in files if file not in defined.lines]
    return defined, read_each(rest, defined.collection, prepare(defined))


def read_definitions(files: Iterable[str]) -> Loaded:
    """The places and indicators of all files. A file that hides them from a glance is found out when it is read as one of plans.

    Raises ReadTogetherError where they are not sound, or stand together with plans.
    """
    try:
        defined = of_texts([(file, text) for file in files if _DEFINES.search("\n" + (text := read_text(file)))])
    except PlancmpError as error:
        raise ReadTogetherError from error
    if defined.problems or not defined.whole or defined.collection.plans:
        raise ReadTogetherError
    return defined


_DEFINES = re.compile(r"\n(?:---\s*)?(?:[\"']?(?:places|indicators)\b|[{?])")
"""What a file looks like, with a line end before it, that may hold places or indicators. It begins with one character, which
is quick to look for.
"""

Answers = Iterator[FileAnswer[Answer]]


def read_each(files: Sequence[str], core: Collection, work: Work[Answer]) -> Answers[Answer]:
    """What `work` makes of each file of plans, read against the places and indicators of `core`, in the order of the files.

    Whoever listens is told how far the reading is. Raises ReadTogetherError.
    """
    seen: set[str] = set()
    for done, answer in enumerate(map_on_all_cores(_FileReader(core, work), files), 1):
        if answer is None or not seen.isdisjoint(answer.plans):
            raise ReadTogetherError
        seen.update(answer.plans)
        yield answer
        tell_progress(done, len(files))


@dataclass(frozen=True, slots=True)
class _FileReader(Generic[Answer]):
    core: Collection
    work: Work[Answer]

    def __call__(self, path: str) -> FileAnswer[Answer] | None:
        """None where the file must be read together with the others."""
        try:
            status = os.stat(path)
            data = read_bytes(path)
            loaded = read_plans_alone(decode(data, path), path, self.core)
        except (PlancmpError, OSError):
            return None
        if loaded is None:
            return None
        made = self.work(PlanFile(path, status, data, loaded))
        return FileAnswer(path, tuple(loaded.collection.plans), loaded.problems, made)


def read_plans_alone(content: str, path: str, core: Collection) -> Loaded | None:
    """The plans in a file's content, with its problems of syntax, structure and references; None where it is more than
    plans, or no file of ours at all.
    """
    shaped, marks = read_file(content, path)
    document = shaped.document
    if document is None or document.places or document.indicators or {k for k, _ in shaped.left_out} - {"plans"}:
        return None
    if not (shaped.whole or shaped.problems):
        return None
    loaded = Loaded(
        Collection(core.places, core.indicators, document.plans),
        (path,),
        shaped.problems,
        {path: marks},
        {},
        {("plans", ident): path for ident in document.plans},
        shaped.left_out,
        shaped.whole,
    )
    return loaded._replace(problems=(*shaped.problems, *reference_problems(loaded, definitions=False)))


def join_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of files that were read one by one, as they are when the files are read together: what leads nowhere
    perhaps leads to what stands behind the place where a broken file could be read no further.
    """
    every = tuple(problems)
    cut = any(problem.rule in {"yaml-syntax", "yaml-too-deep"} for problem in every)
    return sort_problems(problem for problem in every if not (cut and problem.rule in LEADING))


def count_processes() -> int:
    """How many processes may run: PLANCMP_PROCESSES, else the cores that this one may use."""
    named = os.environ.get("PLANCMP_PROCESSES", "")
    if named.isdigit() and int(named) > 0:
        return int(named)
    able = getattr(os, "sched_getaffinity", None)
    return len(able(0)) if able else os.cpu_count() or 1


def map_on_all_cores(work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
    """`work` done on each item, in the order of the items. It must be picklable, and is sent to each process once."""
    count = min(count_processes(), -(-len(items) // CHUNK))
    if count < 2:  # noqa: PLR2004 - alone
        yield from map(work, items)
        return
    from multiprocessing import get_context  # noqa: PLC0415 - slow to load, and only large folders need it

    with get_context().Pool(count, _begin, (work,)) as pool:
        yield from pool.imap(_do, items, CHUNK)


_work: list[Any] = []
"""What this process does with each item."""


def _begin(work: Callable[[Item], Answer]) -> None:
    gc.freeze()  # what all share is not looked through again
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts is answered by the process that asked
    _work[:] = [work]


def _do(item: Any) -> Any:
    return _work[0](item)
