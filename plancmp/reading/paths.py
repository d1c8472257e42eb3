"""Which collection is in use where none is named."""

import os

from plancmp.files import read_first_key
from plancmp.problems import PlancmpError
from plancmp.words import Text


def shipped() -> str:
    """The plans.yaml that comes with the program: in the wheel, or beside the package in a checkout."""
    package = os.path.dirname(os.path.dirname(__file__))
    inside = os.path.join(package, "plans.yaml")
    return inside if os.path.exists(inside) else os.path.join(os.path.dirname(package), "plans.yaml")


def default_path(environment: dict[str, str] | None = None, *, shipped_too: bool = True) -> str:
    """The collection in use where none is named: PLANCMP_PLANS, else ./plans.yaml if its first key is `format`,
    else the shipped one. Raises PlancmpError (exit code 3) where there is none.
    """
    environment = dict(os.environ) if environment is None else environment
    named = environment.get("PLANCMP_PLANS")
    if named:
        return plainly(named)
    here = "plans.yaml"
    if os.path.isfile(here) and read_first_key(here) == "format":
        return here
    if shipped_too:
        return shipped()
    raise PlancmpError(
        Text(
            "这里没有 plans.yaml；请写出文件名，或设 PLANCMP_PLANS",
            "there is no plans.yaml here; name a file, or set PLANCMP_PLANS",
        ),
        exit_code=3,
    )


def plainly(path: "str | os.PathLike[str]") -> str:
    """A path without idle dots and slashes, as it is told in problems."""
    from pathlib import Path  # noqa: PLC0415 - slow to load, and few answers name a path

    return str(Path(path))
