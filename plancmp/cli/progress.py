"""A bar on stderr for what takes over a second; only on a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plancmp.language import language
from plancmp.reading.progress import report_progress
from plancmp.words import Text

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds before a bar is shown."""

READING = Text("读取", "reading")


@contextmanager
def show_progress(what: Text) -> Iterator[None]:
    """Within this, a bar tells how much is done. It is gone once all is, before anything is printed."""
    if not sys.stderr.isatty():
        yield
        return
    bar = _Bar(what)
    try:
        with report_progress(bar.update):
            yield
    finally:
        bar.stop()


class _Bar:
    """Drawn by a library that is loaded only for those who wait."""

    def __init__(self, what: Text) -> None:
        self._what = what
        self._begun = time.monotonic()
        self._shown: Progress | None = None

    def update(self, done: int, total: int) -> None:
        """So much of so many is done."""
        if self._shown is None and done < total and time.monotonic() - self._begun > PATIENCE:
            from rich.console import Console  # noqa: PLC0415 - slow to load
            from rich.progress import Progress  # noqa: PLC0415 - the same

            self._shown = Progress(console=Console(stderr=True), transient=True)
            self._shown.add_task(self._what.in_language(language()), total=None)
            self._shown.start()
        if self._shown is not None:
            self._shown.update(self._shown.task_ids[0], completed=done, total=total)
        if done >= total:
            self.stop()

    def stop(self) -> None:
        """Take the bar away; what comes next has its own second."""
        if self._shown is not None:
            self._shown.stop()
        self._shown = None
        self._begun = time.monotonic()
