"""Values of the model and claims as rows of JSON, and back.

A row lists the fields of a value in their order. How each is read back stands in the annotations of its class.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from plancmp.claim import Claim
from plancmp.model import Indicator

Value = TypeVar("Value")
Reader = Callable[[Any], Any]


def encode(value: Any) -> bytes:
    """A value as a row; decimals as their text."""
    return _encode(value).encode("utf-8", "surrogatepass")


def _to_plain(value: Any) -> Any:
    """What JSON has no word for."""
    return dict(value) if isinstance(value, Mapping) else str(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_to_plain).encode


def decode(kind: type[Value], rows: Iterable[bytes]) -> list[Value]:
    """The values in rows of one class. Raises ValueError, KeyError or TypeError where they are none."""
    made: Any = kind
    read = _read_fields(made)
    return [read(values) for values in _parse(rows)]


def encode_claim(claim: Claim) -> bytes:
    """A claim as a row, without the definition of its indicator."""
    values: list[Any] = list(claim)
    values[_DEFINITION] = None
    return encode(values)


def decode_claims(rows: Iterable[bytes], indicators: Mapping[str, Indicator]) -> list[Claim]:
    """The claims in rows. Raises as `decode`."""
    read = _read_fields(Claim, without="definition")
    every = _parse(rows)
    for values in every:
        values[_DEFINITION] = indicators[values[_INDICATOR]]
    return [read(values) for values in every]


_DEFINITION, _INDICATOR = (Claim._fields.index(name) for name in ("definition", "indicator"))


def _parse(rows: Iterable[bytes]) -> list[Any]:
    found: list[Any] = json.loads(b"[%b]" % b",".join(rows))
    return found


@cache
def _make_reader(hint: Any) -> Reader | None:
    """What makes a value of plain data, None where it is one already."""
    if get_origin(hint) in {UnionType, Union}:
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        return _read_list(_make_reader(get_args(hint)[0]))
    if get_origin(hint) is not None:
        return _read_mapping(_make_reader(get_args(hint)[1]))
    if issubclass(hint, Enum):
        return {str(member.value): member for member in hint}.__getitem__
    if hint is Decimal:
        return Decimal
    return _read_fields(hint) if hasattr(hint, "_fields") else None


def _read_list(read: Reader | None) -> Reader:
    return tuple if read is None else lambda values: tuple([read(value) for value in values])


def _read_mapping(read: Reader | None) -> Reader | None:
    return read and (lambda values: {key: read(value) for key, value in values.items()})


@cache
def _read_fields(kind: Any, without: str = "") -> Reader:
    """What makes an instance of a class of the list of its fields; the field `without` stays as it is."""
    hints = kind.__annotations__
    readers = [(at, _make_reader(hints[name]), hints[name]) for at, name in enumerate(kind._fields) if name != without]
    changing = [(at, read, get_origin(hint) is tuple) for at, read, hint in readers if read is not None]

    def make(values: list[Any]) -> Any:
        for at, read, is_list in changing:
            if values[at]:
                values[at] = read(values[at])
            elif is_list:
                values[at] = ()  # most lists are empty
        return kind._make(values)

    return make
