"""Data to YAML as a curator writes it: block style, a line for each field, quotes only where YAML needs them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

_NUMBER_LIKE = re.compile(r"[-+]?[0-9][0-9_.,:eE+-]*|0[xo].*|[~]|(?i:true|false|yes|no|on|off|null|y|n)")
_PLAIN = re.compile(r"[0-9A-Za-z一-鿿“《（(](?:[^\n\t#:]|:(?! |$))*(?<! )")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Raw(str):
    """YAML that stands as it is written."""

    __slots__ = ()


class Noted(NamedTuple):
    """A value with lines of comment above it."""

    comments: tuple[str, ...]
    value: object


def write_scalar(value: object) -> str:
    """A value that YAML reads back as this very text or number."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str) or isinstance(value, Raw):
        return str(value)
    text = _CONTROL.sub(" ", value)
    is_plain = _PLAIN.fullmatch(text) and not _NUMBER_LIKE.fullmatch(text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def write_inline(fields: Mapping[str, object]) -> Raw:
    """A mapping of ids and figures on one line."""
    return Raw(f"{{{', '.join(f'{name}: {write_scalar(value)}' for name, value in _drop_empty(fields))}}}")


def write_fields(fields: Mapping[str, object], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping; what is None or empty is left out, a tuple stands on one line."""
    pad = " " * indent
    for name, given in _drop_empty(fields):
        comments, value = given if isinstance(given, Noted) else ((), given)
        yield from (f"{pad}# {comment}" for comment in comments)
        key = f"{pad}{write_scalar(name)}:"
        if isinstance(value, Mapping):
            yield key
            yield from write_fields(value, indent + 2)
        elif isinstance(value, list):
            yield key
            yield from write_items(value, indent + 2)
        elif isinstance(value, tuple):
            yield f"{key} [{', '.join(map(write_scalar, value))}]"
        else:
            yield f"{key} {write_scalar(value)}"


def write_items(items: Iterable[object], indent: int = 0) -> Iterator[str]:
    """The lines of a list of mappings or scalars."""
    pad = " " * indent
    for given in items:
        comments, value = given if isinstance(given, Noted) else ((), given)
        yield from (f"{pad}# {comment}" for comment in comments)
        lines = write_fields(value) if isinstance(value, Mapping) else (write_scalar(value),)
        yield from (f"{pad}{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _drop_empty(fields: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in fields.items() if value not in (None, "", (), [], {}))
