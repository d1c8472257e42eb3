"""What every reader gives: text, with its bytes decoded and the rows of its tables written as lines."""

import codecs
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from plancmp.words import Text

Progress = Callable[[int, int], None]
"""Called with how many pages are read, and of how many."""


class ReadText(NamedTuple):
    """The text of a document, and what its reader could not carry over."""

    text: str
    remarks: tuple[Text, ...] = ()


class UnreadableError(Exception):
    """No text can be had of a document: why, in words that follow its name."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


_DECLARED = frozenset({"big5", "big5hkscs", "cp950", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1"})
"""What a page may say of itself. Others Python knows take hours (punycode) or run no text at all (undefined)."""


def decode_chinese(data: bytes, declared: str | None = None) -> str:
    """Bytes in UTF-8, UTF-16, or GBK in its widest form (GB 18030) as text, line ends as \\n.

    `declared` is what the document itself says of its encoding. Raises UnreadableError where they are in none.
    """
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "gb18030"]
    with suppress(LookupError):
        encodings += [declared] if declared and codecs.lookup(declared).name in _DECLARED else []
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableError(Text("既不是 UTF-8 也不是 GBK 编码的文字", "is text in neither UTF-8 nor GBK"))


LONGEST_LABEL = 200
"""Characters up to which a cell that spans rows is repeated in each, as the name of a group; what is longer is text."""

WIDEST_CELL = 50
"""Rows or columns that a cell may span."""

_SPACE = re.compile(r"\s+")
_JOINED = re.compile(r"(?<=[一-鿿（）()，、]) (?=[一-鿿（）()，、])")


def write_row(cells: Sequence[str | None]) -> str:
    """The line of a table row, its cells divided by tabs; a cell in several lines becomes one, an empty one stays empty."""
    return "\t".join(_JOINED.sub("", _SPACE.sub(" ", cell or "").strip()) for cell in cells)


def read_span(written: object) -> int:
    """How many rows or columns a cell spans; 1 where nothing sensible is written."""
    return min(WIDEST_CELL, max(1, int(written[:9]))) if isinstance(written, str) and written.isdecimal() else 1
