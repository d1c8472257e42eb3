"""Results to strings. The only room with rich, tabulate, jinja2 and escapes; what it can write stands in `formats`."""

from typing import Any, NamedTuple, Protocol

from plancmp.render.formats import FORMATS, load_function
from plancmp.words import ROWS, View

__all__ = ["SCHEMA", "Result", "Style", "make_record", "render"]


class Result(Protocol):
    """What every question is answered with; what draws it for people stands in `layouts.LAYOUTS`."""

    def record(self, lang: str) -> Any:
        """The machine-readable output."""


class Style(NamedTuple):
    """How to write: language, width of the terminal (0 for none), what of the answer, colour, and the program's version
    where it is named.
    """

    lang: str
    width: int = 0
    view: View = ROWS
    colour: bool = False
    version: str = ""


SCHEMA = "plancmp/1"
"""What every JSON object begins with, so that a script knows which fields it may ask for; lists stay lists."""


def make_record(result: Result, lang: str) -> Any:
    """The machine-readable output of a result, as every program gets it."""
    record = result.record(lang)
    return {"schema": SCHEMA, **record} if isinstance(record, dict) else record


def render(result: Result, name: str, style: Style) -> str:
    """`result` in the format `name`, one of those of an answer that are text."""
    text: str = load_function(FORMATS["answer"][name].writer)(result, style)
    return text
