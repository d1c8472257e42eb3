"""A bar on stderr for what takes over a second; only on a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from plancmp.language import language
from plancmp.words import Text

PATIENCE = 1.0
"""Seconds before a bar is shown."""


@contextmanager
def progress(what: Text) -> Iterator[Callable[[int, int], None]]:
    """A function that hears how much of how many is done."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to load, and only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - the same

    begun = time.monotonic()
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(what.say(language()), total=None)
    started = False

    def told(done: int, total: int) -> None:
        nonlocal started
        if not started and time.monotonic() - begun > PATIENCE:
            bar.start()
            started = True
        bar.update(task, completed=done, total=total)

    try:
        yield told
    finally:
        if started:
            bar.stop()
