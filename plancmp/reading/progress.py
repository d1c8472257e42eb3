"""Who hears how far the reading of many files is: the command line shows it, a library call tells no one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

Listener = Callable[[int, int], None]
"""Hears how much of how much is done."""


def _ignore(_done: int, _all: int) -> None:
    pass


_listener: ContextVar[Listener] = ContextVar("listener", default=_ignore)


@contextmanager
def report_progress(listener: Listener) -> Iterator[None]:
    """Within this, `listener` hears how far the work is."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def count_progress(items: Sequence[T]) -> Iterator[T]:
    """The items one by one, each told of when the next is asked for."""
    for done, item in enumerate(items, 1):
        yield item
        tell_progress(done, len(items))


def tell_progress(done: int, total: int) -> None:
    """Say how much of how much is done."""
    _listener.get()(done, total)
