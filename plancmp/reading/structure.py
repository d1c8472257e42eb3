"""Plain data to the model: what is sound is built, every fault is found in one run.

A reader is made of each annotation of the model. On the usual road it only builds. Where something does not fit, it goes
over the parts again, one by one, and raises all that is wrong with them.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from plancmp.model import Document, key_of
from plancmp.reading.loaded import Path
from plancmp.scalars import Scalar

Reader = Callable[[Any], Any]

LISTS = ("targets", "observed", "tasks", "aside", "known")
"""The lists of a plan whose items are left out one by one."""
STAND_INS = {"title": {"zh": "-", "en": "-"}, "encoding": "partial"}
"""For a plan that lacks them, so that its hundreds of entries are still looked at."""


class Fault(NamedTuple):
    """One thing that does not fit: where, what sort of fault, what stands there, and what may."""

    path: Path
    sort: Literal["shape", "scalar", "word", "key", "unknown", "missing"]
    given: Any
    expected: Any = None
    """The shape or the kind of scalar; the words or keys that may stand there."""

    @property
    def part(self) -> Path:
        """The smallest part that can be left out to be rid of the fault.

        An entry of a plan goes as a whole, since half of it would be judged as a wrong one; so does a place or an
        indicator, unless the key is one that the model does not know. Of a plan's head, only the key.
        """
        path, unknown = self.path, self.sort == "unknown"
        match path:
            case ("plans", _, listing, _, *_) if listing in LISTS:
                return path[:4]
            case ("plans", _, "place" | "period", *_):
                return path[:2]
            case ("plans", _, _, *_):
                return path if unknown else path[:3]
            case ("places" | "indicators", _, _, *_):
                return path if unknown else path[:2]
            case ("plans" | "places" | "indicators", _, *_):
                return path[:2]
        return path[:1]


class Misfit(Exception):  # noqa: N818 - an answer, not an error: it never leaves this module
    """A value that does not fit, with all its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = list(faults)


def build_document(data: Any) -> tuple[Document | None, list[Fault]]:
    """The document in `data`, or all that is wrong with it."""
    try:
        return read_value(Document, data), []
    except Misfit as misfit:
        return None, misfit.faults


def leave_out(data: Any, parts: set[Path], path: Path = ()) -> Any:
    """`data` without the parts at these paths, and with stand-ins for what each plan must have."""
    if isinstance(data, dict):
        kept = {k: leave_out(v, parts, (*path, k)) for k, v in data.items() if (*path, k) not in parts}
        return {**STAND_INS, **kept} if len(path) == len(("plans", "id")) and path[0] == "plans" else kept
    if isinstance(data, list):
        return [leave_out(v, parts, (*path, i)) for i, v in enumerate(data) if (*path, i) not in parts]
    return data


def read_value(hint: Any, data: Any) -> Any:
    """`data` as a value of an annotation of the model. Raises Misfit."""
    return _make_reader(hint)(data)


class Field(NamedTuple):
    """A field of a class of the model: its name there, its key in the file, its annotation."""

    name: str
    key: str
    hint: Any
    is_required: bool
    """Whether its key may not be left out."""
    default: Any


@cache
def list_fields(kind: Any) -> tuple[Field, ...]:
    """The fields of a class of the model."""
    hints, defaults = get_type_hints(kind, include_extras=True), kind._field_defaults
    return tuple(
        Field(name, key_of(name), strip_none(hints[name]), name not in defaults, defaults.get(name))
        for name in kind._fields
    )


def strip_none(hint: Any) -> Any:
    """The annotation without `| None`."""
    if get_origin(hint) in {UnionType, Union}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def find_scalar(hint: Any) -> Scalar | None:
    """How a single value is written; None where the annotation is not of one."""
    if get_origin(hint) is Annotated:
        return next((part for part in get_args(hint)[1:] if isinstance(part, Scalar)), None)
    return None


def is_entry(hint: Any) -> bool:
    """Whether the annotation is a class of the model: a mapping of fixed keys in the file."""
    return isinstance(hint, type) and hasattr(hint, "_fields")


@cache
def find_scalar_keys(kind: Any, kinds: frozenset[str]) -> frozenset[str]:
    """The keys, anywhere under a class of the model, whose value is a scalar of one of these kinds."""
    found: set[str] = set()
    for field in list_fields(kind):
        hint = field.hint
        if get_origin(hint) in {tuple, Mapping}:
            hint = strip_none(next(part for part in reversed(get_args(hint)) if part is not Ellipsis))
        scalar = find_scalar(hint)
        if scalar is not None and scalar.kind in kinds:
            found.add(field.key)
        if is_entry(hint):
            found |= find_scalar_keys(hint, kinds)
    return frozenset(found)


@cache
def _make_reader(hint: Any) -> Reader:
    """What builds the values of an annotation; it raises Misfit."""
    scalar = find_scalar(hint)
    if scalar is not None:
        return _make_scalar_reader(scalar)
    if is_entry(hint):
        return _make_entry_reader(hint)
    if get_origin(hint) is tuple:
        return _make_list_reader(_make_reader(get_args(hint)[0]))
    if get_origin(hint) is Mapping:
        return _make_mapping_reader(*map(_make_reader, get_args(hint)))
    if issubclass(hint, Enum):
        return _make_word_reader({str(member.value): member for member in hint})
    return _read_text


def _read_text(value: Any) -> str:
    if type(value) is not str:
        raise Misfit([Fault((), "shape", value, "text")])
    return value


def _make_scalar_reader(scalar: Scalar) -> Reader:
    matches, make = re.compile(scalar.pattern).fullmatch, scalar.make

    def read(value: Any) -> Any:
        if type(value) is not str or not matches(value):
            raise Misfit([Fault((), "scalar", value, scalar.kind)])
        return make(value)

    return read


def _make_word_reader(members: dict[str, Any]) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not str:
            raise Misfit([Fault((), "shape", value, "text")])
        if value not in members:
            raise Misfit([Fault((), "word", value, list(members))])
        return members[value]

    return read


def _make_list_reader(read_item: Reader) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise Misfit([Fault((), "shape", value, "list")])
        try:
            return tuple([read_item(item) for item in value])
        except Misfit:
            raise Misfit(_find_faults((n, read_item, item) for n, item in enumerate(value))) from None

    return read


def _make_mapping_reader(read_key: Reader, read_part: Reader) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise Misfit([Fault((), "shape", value, "mapping")])
        try:
            return {read_key(key): read_part(part) for key, part in value.items()}
        except Misfit:
            keys = [fault._replace(sort="key") for fault in _find_faults((key, read_key, key) for key in value)]
            parts = _find_faults((key, read_part, part) for key, part in value.items())
            raise Misfit([*keys, *parts]) from None

    return read


def _make_entry_reader(kind: Any) -> Reader:
    fields = list_fields(kind)
    names = {field.key: field.name for field in fields}
    readers = {field.key: _make_reader(field.hint) for field in fields}
    required = {field.key for field in fields if field.is_required}

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise Misfit([Fault((), "shape", value, "mapping")])
        try:
            entry = {names[key]: readers[key](part) for key, part in value.items()}
        except (Misfit, KeyError):
            raise Misfit(_find_entry_faults(value, readers, required)) from None
        if not required <= value.keys():
            raise Misfit(_find_entry_faults(value, readers, required))
        return kind(**entry)

    return read


def _find_entry_faults(
    value: Mapping[str, Any], readers: Mapping[str, Reader], required: Container[str]
) -> Iterator[Fault]:
    """What is wrong with an entry: its parts, keys that it lacks, keys that nobody knows."""
    yield from _find_faults((key, readers[key], part) for key, part in value.items() if key in readers)
    yield from (Fault((key,), "missing", value) for key in readers if key in required and key not in value)
    yield from (Fault((key,), "unknown", value, list(readers)) for key in value if key not in readers)


def _find_faults(parts: Iterable[tuple[str | int, Reader, Any]]) -> Iterator[Fault]:
    """The faults of the parts of a value, each given as its step, its reader, and what stands there."""
    for step, read, part in parts:
        try:
            read(part)
        except Misfit as misfit:
            yield from (fault._replace(path=(step, *fault.path)) for fault in misfit.faults)
