"""Bytes of a Chinese text file to text: UTF-8, UTF-16, or GBK in its widest form, GB 18030."""

import codecs
from contextlib import suppress

from plancmp.documents import ReadText
from plancmp.problems import PlancmpError
from plancmp.words import Text

_DECLARED = frozenset({"big5", "big5hkscs", "cp950", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1"})
"""What a page may say of itself. Others Python knows take hours (punycode) or run no text at all (undefined)."""


def plain_text(data: bytes, name: str) -> ReadText:
    """The text of a file. Raises PlancmpError (exit code 3) where the bytes are in none of the encodings."""
    return ReadText(decoded(data, name))


def decoded(data: bytes, name: str, declared: str | None = None) -> str:
    """The bytes as text, line ends as \\n; `declared` is what the document itself says of its encoding."""
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "gb18030"]
    with suppress(LookupError):
        encodings += [declared] if declared and codecs.lookup(declared).name in _DECLARED else []
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise PlancmpError(
        Text(f"{name}：既不是 UTF-8 也不是 GBK 编码的文字", f"{name} is text in neither UTF-8 nor GBK"), exit_code=3
    )
