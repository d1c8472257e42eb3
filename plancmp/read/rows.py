"""Objects of the model and claims as rows of JSON, and back: what the cache keeps.

A row lists the fields of a dataclass in their order. `shapes` tells from the annotations how each field is read back; it
is kept beside the rows, so that reading needs neither the annotations nor a check of every value.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]

_SAME, _DECIMAL, _WORD, _ROW, _LIST, _MAPPING = "", "decimal", "word:", "row:", "list:", "mapping:"


def row(value: Any) -> Any:
    """`value` as plain data: a dataclass as the list of its fields, a decimal as its text."""
    if is_dataclass(value):
        return [row(getattr(value, f.name)) for f in fields(value)]
    if isinstance(value, Decimal | Enum):
        return str(value)
    if isinstance(value, tuple):
        return [row(part) for part in value]
    if isinstance(value, Mapping):
        return {key: row(part) for key, part in value.items()}
    return value


def shapes(kinds: Iterable[Any]) -> dict[str, list[str]]:
    """How the fields of each class, and of the classes in them, are read back."""
    found: dict[str, list[str]] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ in found:
            continue
        hints = get_type_hints(kind, include_extras=False)
        found[kind.__name__] = [_shape(hints[f.name], waiting) for f in fields(kind)]
    return found


def _shape(hint: Any, waiting: list[Any]) -> str:
    if get_origin(hint) in {UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        return _LIST + _shape(get_args(hint)[0], waiting)
    if get_origin(hint) is not None:
        inner = _shape(get_args(hint)[1], waiting)
        return _MAPPING + inner if inner else _SAME
    if is_dataclass(hint):
        waiting.append(hint)
        return _ROW + getattr(hint, "__name__", "")
    if issubclass(hint, Enum):
        return _WORD + str(hint.__name__)
    return _DECIMAL if hint is Decimal else _SAME


class Readers:
    """What reads rows back, by the name of the class. `classes` has every class and vocabulary by name."""

    def __init__(self, kept: Mapping[str, list[str]], classes: Mapping[str, Any]) -> None:
        self._shapes = kept
        self._classes = classes
        self._made: dict[str, Reader | None] = {_SAME: None, _DECIMAL: Decimal}

    def of(self, name: str) -> Reader:
        """The reader of rows of the class."""
        made = self.reader(_ROW + name)
        assert made is not None
        return made

    def reader(self, shape: str) -> Reader | None:
        """The reader of one shape, None where the value stays as it is."""
        if shape not in self._made:
            self._made[shape] = self._make(shape)
        return self._made[shape]

    def _make(self, shape: str) -> Reader:
        kind, _, inner = shape.partition(":")
        if kind == "word":
            return {str(member.value): member for member in self._classes[inner]}.__getitem__
        if kind == "row":
            return _object(self._classes[inner], [self.reader(part) for part in self._shapes[inner]])
        part = self.reader(inner)
        if kind == "list":
            return tuple if part is None else lambda values: tuple([part(v) for v in values])
        assert part is not None
        return lambda values: {key: part(v) for key, v in values.items()}


def _object(made: Any, parts: list[Reader | None]) -> Reader:
    told = [(place, part) for place, part in enumerate(parts) if part is not None]

    def read(values: list[Any]) -> Any:
        for place, part in told:
            value = values[place]
            if value is not None:
                values[place] = part(value)
        return made(*values)

    return read
