"""The command line. Its start stands alone, so that the garbage collector is told before anything else is loaded."""

import atexit
import gc
import sys

from plancmp.language import listen


def main() -> None:
    """Run the command line."""
    gc.set_threshold(50_000, 20, 100)  # what is read is kept to the end; looking through it again and again is idle
    atexit.register(gc.freeze)  # nor is there a need, a moment before all of it goes, to look for what may go
    listen(sys.argv[1:])
    from plancmp.cli.group import run  # noqa: PLC0415 - a tenth of a warm answer's time lies in these two lines

    run()
