"""Who hears how far the reading of many files is: the command line shows it, a library call tells no one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

Told = Callable[[int, int], None]
"""Hears how many files of how many are read."""


def _no_one(_done: int, _all: int) -> None:
    pass


_listener: ContextVar[Told] = ContextVar("listener", default=_no_one)


@contextmanager
def heard_by(listener: Told) -> Iterator[None]:
    """Within this, `listener` hears how far the reading is."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def heard(items: Sequence[T]) -> Iterator[T]:
    """The items one by one, each told of when the next is asked for."""
    for done, item in enumerate(items, 1):
        yield item
        tell(done, len(items))


def tell(done: int, total: int) -> None:
    """Say how many files of how many are read."""
    _listener.get()(done, total)
