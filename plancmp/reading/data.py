"""YAML text to plain data with its marks, by the shortest road."""

from typing import Any

from plancmp.problems import Problem
from plancmp.reading.marks import Marks
from plancmp.reading.yaml_lines import read_lines


def read_data(text: str, path: str) -> tuple[Any, Marks, tuple[Problem, ...]]:
    """Data of str, None, list and dict, its marks, and every problem of the YAML itself, as `read_events`."""
    plain = read_lines(text, path)
    if plain is not None:
        return *plain, ()
    from plancmp.reading.yaml_events import read_events  # noqa: PLC0415 - the parser is slow to load, and hardly ever needed

    return read_events(text, path)
