"""plancmp compares government plans target by target, and says what may be compared and why.

In a notebook:

    import plancmp

    plans = plancmp.load()            # the shipped plans; load("plans.yaml") for others
    plans.claims()                    # every target, baseline and result, one a row
    plans.diff("guilin", "nanning")   # what `plancmp diff guilin nanning` prints
    plans.align(place="nanning")      # what `plancmp align --place nanning` prints

The results are those of the command line, from the same functions.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import plancmp.align
import plancmp.diff  # noqa: F401 - before the functions of these names: a room imported later would hide them

if TYPE_CHECKING:
    from pandas import DataFrame

    from plancmp.notebook import Answer, Plans, load
    from plancmp.problems import PlancmpError

__version__ = "0.1.0"

__all__ = ["Answer", "PlancmpError", "Plans", "align", "claims", "diff", "load"]

_LAZY = frozenset({"Answer", "PlancmpError", "Plans", "load"})


def claims(path: Any = None) -> "DataFrame":
    """Every claim of a collection as a data frame: `load(path).claims()`."""
    return _load(path).claims()


def diff(a: str, b: str, **narrowed: Any) -> "Answer":
    """Two places or plans of the default collection beside each other: `load().diff(a, b, …)`."""
    return _load().diff(a, b, **narrowed)


def align(level: str = "region", **narrowed: Any) -> "Answer":
    """The default collection's plans under the plan of a level: `load().align(level, …)`."""
    return _load().align(level, **narrowed)


def _load(path: Any = None) -> "Plans":
    from plancmp.notebook import load  # noqa: PLC0415 - the command line starts without it

    return load(path)


def __getattr__(name: str) -> Any:
    """The other public names, from their room when they are first asked for, so that the command line starts fast."""
    if name not in _LAZY:
        raise AttributeError(f"module 'plancmp' has no attribute {name!r}")
    return getattr(import_module("plancmp.notebook"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
