"""Objects of the model and claims as rows of JSON, and back: what the cache keeps.

A row lists the fields of a dataclass in their order. `shapes` tells from the annotations how each field is read back; it
is kept beside the rows, so that reading needs neither the annotations nor a check of every value.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

_SAME, _DECIMAL, _WORD, _ROW, _LIST, _MAPPING = "", "decimal", "word:", "row:", "list:", "mapping:"


def row(value: Any) -> list[Any]:
    """A dataclass as plain data for JSON: the list of its fields, decimals as their text."""
    kind: Any = type(value)
    return row_writer(kind)(value)


@cache
def row_writer(kind: Any, without: str | None = None) -> Callable[[Any], list[Any]]:
    """What makes a row of each instance of a dataclass; the field `without` is left empty."""
    writers = field_writers(kind)
    values_of = attrgetter(*writers)
    told = [(place, write) for place, (name, write) in enumerate(writers.items()) if write and name != without]
    empty = list(writers).index(without) if without else None

    def write_row(value: Any) -> list[Any]:
        values = list(values_of(value))
        for place, write in told:
            if values[place] is not None:
                values[place] = write(values[place])
        if empty is not None:
            values[empty] = None
        return values

    return write_row


@cache
def field_writers(kind: Any) -> dict[str, Writer | None]:
    """What makes plain data of each field of a class, None where the value is plain already."""
    hints = get_type_hints(kind)
    return {name: _writer(hints[name]) for name in kind.__match_args__}


def _writer(annotation: Any) -> Writer | None:
    hint: Any = _bare(annotation)
    if get_origin(hint) is not None:
        several = get_origin(hint) is tuple
        part = _writer(get_args(hint)[0 if several else 1])
        return part and (_list_writer(part) if several else _mapping_writer(part))
    if hasattr(hint, "__match_args__"):
        kind: Any = hint
        return row_writer(kind)
    return str if hint is Decimal else None


def _list_writer(write: Writer) -> Writer:
    return lambda values: [write(value) for value in values]


def _mapping_writer(write: Writer) -> Writer:
    return lambda values: {key: write(value) for key, value in values.items()}


def _bare(hint: Any) -> Any:
    """The hint without `| None` and without its annotation."""
    if get_origin(hint) in {UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def shapes(kinds: Iterable[Any]) -> dict[str, list[str]]:
    """How the fields of each class, and of the classes in them, are read back."""
    found: dict[str, list[str]] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind.__name__ in found:
            continue
        hints = get_type_hints(kind, include_extras=False)
        found[kind.__name__] = [_shape(hints[name], waiting) for name in kind.__match_args__]
    return found


def _shape(hint: Any, waiting: list[Any]) -> str:
    hint = _bare(hint)
    if get_origin(hint) is tuple:
        return _LIST + _shape(get_args(hint)[0], waiting)
    if get_origin(hint) is not None:
        inner = _shape(get_args(hint)[1], waiting)
        return _MAPPING + inner if inner else _SAME
    if hasattr(hint, "__match_args__"):
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
            return _object(self._classes[inner], [(part, self.reader(part)) for part in self._shapes[inner]])
        part = self.reader(inner)
        if kind == "list":
            return tuple if part is None else lambda values: tuple([part(v) for v in values])
        assert part is not None
        return lambda values: {key: part(v) for key, v in values.items()}


def _object(made: Any, parts: list[tuple[str, Reader | None]]) -> Reader:
    told = [(at, part, shape.startswith(_LIST)) for at, (shape, part) in enumerate(parts) if part is not None]

    def read(values: list[Any]) -> Any:
        for at, part, listed in told:
            value = values[at]
            if value:
                values[at] = part(value)
            elif listed and value is not None:
                values[at] = ()  # most lists are empty; nothing else is
        return made(*values)

    return read
