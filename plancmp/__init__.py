"""plancmp compares government plans target by target, and says what may be compared and why.

In a notebook:

    import plancmp

    plans = plancmp.load()            # the shipped plans; load("plans.yaml") for others
    plans.claims()                    # every target, baseline and result, one a row
    plans.diff("guilin", "nanning")   # what `plancmp diff guilin nanning` prints
    plans.align(place="nanning")      # what `plancmp align --place nanning` prints

The results are those of the command line, from the same functions.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancmp.notebook import Answer, Plans, align, claims, diff, load
    from plancmp.problems import PlancmpError

__version__ = "0.1.0"

__all__ = ["Answer", "PlancmpError", "Plans", "align", "claims", "diff", "load"]


def __getattr__(name: str) -> Any:
    """The public names, from their rooms when they are first asked for, so that the command line starts fast."""
    if name not in __all__:
        raise AttributeError(f"module 'plancmp' has no attribute {name!r}")
    from plancmp import notebook  # noqa: PLC0415 - the point of this function

    return getattr(notebook, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
