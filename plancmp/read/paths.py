"""Which collection is in use where none is named."""

import os
from pathlib import Path

from plancmp.files import first_key
from plancmp.problems import PlancmpError
from plancmp.words import Text


def shipped() -> Path:
    """The plans.yaml that comes with the program: in the wheel, or beside the package in a checkout."""
    inside = Path(__file__).parents[1] / "plans.yaml"
    return inside if inside.exists() else inside.parents[1] / "plans.yaml"


def default_path(environment: dict[str, str] | None = None, *, shipped_too: bool = True) -> Path:
    """The collection in use where none is named: PLANCMP_PLANS, else ./plans.yaml if its first key is `format`,
    else the shipped one. Raises PlancmpError (exit code 3) where there is none.
    """
    environment = dict(os.environ) if environment is None else environment
    named = environment.get("PLANCMP_PLANS")
    if named:
        return Path(named)
    here = Path("plans.yaml")
    if here.is_file() and first_key(here) == "format":
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
