"""The same work on many files, on all cores; the answers come in the order of the files, whoever did the work."""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

MANY = 200
"""Files from which on several processes are worth their start."""

CHUNK = 8
"""Files that a process is given at a time."""

_held: list[Any] = []


def processes() -> int:
    """How many processes may run: PLANCMP_PROCESSES, else the cores that this one may use."""
    told = os.environ.get("PLANCMP_PROCESSES", "")
    if told.isdigit() and int(told) > 0:
        return int(told)
    able = getattr(os, "sched_getaffinity", None)
    return len(able(0)) if able else os.cpu_count() or 1


def _begin(work: Callable[[Item], Answer]) -> None:
    gc.freeze()  # what all share is not looked through again
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts is answered by the process that asked
    _held[:] = [work]


def _do(item: Any) -> Any:
    return _held[0](item)


def each(work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
    """`work` done on each item, in the order of the items. It must be picklable, and is sent to each process once."""
    count = min(processes(), -(-len(items) // CHUNK))
    if count < 2:  # noqa: PLR2004 - alone
        yield from map(work, items)
        return
    from multiprocessing import get_context  # noqa: PLC0415 - slow to load, and only large folders need it

    with get_context().Pool(count, _begin, (work,)) as pool:
        yield from pool.imap(_do, items, CHUNK)
