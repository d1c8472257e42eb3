"""Plain data to the model where nothing is wrong with it, straight from the model's dataclasses.

The common case needs no error messages, and importing the library that tells them takes longer than reading the file.
What does not fit raises Unsound, and `shape` tells in full what is wrong; a test holds the two to the same judgement.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from plancmp.model import Written, key_of

Maker = Callable[[Any], Any]


class Unsound(Exception):  # noqa: N818 - an answer, not an error: it never leaves this room
    """The data is not as the dataclasses say."""


def built(kind: Any, data: Any) -> Any:
    """`data` as a `kind`, a dataclass of the model. Raises Unsound where it does not fit."""
    return _maker(kind)(data)


def fields_at(kind: Any, path: tuple[Any, ...]) -> list[str]:
    """The keys that may stand in the mapping at `path` of a `kind`; none where a key may have any name."""
    for step in path:
        kind = _bare(kind)
        if isinstance(kind, type) and is_dataclass(kind):
            kind = {key_of(name): hint for name, hint in _hints(kind).items()}.get(step)
        else:
            given = get_args(kind)
            kind = given[1] if get_origin(kind) is Mapping else given[0] if given else None
    kind = _bare(kind)
    return [key_of(f.name) for f in fields(kind)] if is_dataclass(kind) else []


@cache
def scalar_keys(kind: Any, kinds: frozenset[str]) -> frozenset[str]:
    """The keys, anywhere under `kind`, whose value is a scalar of one of these kinds of Written."""
    found: set[str] = set()
    seen: set[Any] = set()
    waiting = [kind]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for name, hint in _hints(here).items():
            bare = _bare(hint)
            if get_origin(bare) is tuple or get_origin(bare) is Mapping:
                bare = _bare(get_args(bare)[-1 if get_origin(bare) is Mapping else 0])
            written = _written(bare)
            if written is not None and written.kind in kinds:
                found.add(key_of(name))
            if is_dataclass(bare):
                waiting.append(bare)
    return frozenset(found)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return {
        name: hint for name, hint in get_type_hints(kind, include_extras=True).items() if name != "__pydantic_config__"
    }


def _bare(hint: Any) -> Any:
    """The hint without `| None`."""
    if get_origin(hint) in {UnionType, Union}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _written(hint: Any) -> Written | None:
    if get_origin(hint) is Annotated:
        return next((part for part in get_args(hint)[1:] if isinstance(part, Written)), None)
    return None


@cache
def _maker(hint: Any) -> Maker:
    hint = _bare(hint)
    written = _written(hint)
    if written is not None:
        return _scalar(re.compile(written.pattern).fullmatch, written.make)
    if is_dataclass(hint):
        return _entry(hint)
    if get_origin(hint) is tuple:
        return _list(_maker(get_args(hint)[0]))
    if get_origin(hint) is Mapping:
        return _mapping(*(_maker(part) for part in get_args(hint)))
    if issubclass(hint, Enum):
        return _word({str(member.value): member for member in hint})
    return _text


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Unsound
    return value


def _scalar(matches: Callable[[str], object], make: Maker) -> Maker:
    def read(value: Any) -> Any:
        if type(value) is not str or not matches(value):
            raise Unsound
        return make(value)

    return read


def _word(members: dict[str, Any]) -> Maker:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in members:
            raise Unsound
        return members[value]

    return read


def _list(item: Maker) -> Maker:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise Unsound
        return tuple([item(part) for part in value])

    return read


def _mapping(key: Maker, part: Maker) -> Maker:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise Unsound
        return {key(name): part(given) for name, given in value.items()}

    return read


def _entry(kind: Any) -> Maker:
    hints = _hints(kind)
    makers = {key_of(f.name): (f.name, _maker(hints[f.name])) for f in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise Unsound
        given = {}
        for key, part in value.items():
            if key not in makers:
                raise Unsound
            name, maker = makers[key]
            given[name] = maker(part)
        if not needed <= given.keys():
            raise Unsound
        return kind(**given)

    return read
