"""A plan as it is issued (.txt, .html, .docx, .pdf) to plain text: a paragraph a line, a table row a line with tabs."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from plancmp.files import LARGEST_TEXT, read_bytes
from plancmp.problems import PlancmpError
from plancmp.words import Text

__all__ = ["Kind", "Progress", "ReadText", "document_text"]

Kind = Literal["docx", "pdf", "html", "plain"]

LONGEST = 500_000
"""Characters of a document; the longest plans have a hundred thousand."""

Progress = Callable[[int, int], None]
"""Called with how many pages are read, and of how many."""


class ReadText(NamedTuple):
    """The text of a document, and what its reader could not carry over."""

    text: str
    remarks: tuple[Text, ...] = ()


def document_text(path: str | Path, progress: Progress | None = None) -> ReadText:
    """The text of a document, by its first bytes, else by the ending of its name ("-" and unknown endings are plain text).

    Word, PDF and web pages are read in a process of their own, which is ended where it takes too much time or memory.
    Raises PlancmpError: exit code 3 where no text can be had (a scan, a damaged file, one too large), 2 where a library
    is missing.
    """
    name, data = str(path), read_bytes(path)
    kind = _kind(name, data)
    if kind in {"html", "plain"} and len(data) > LARGEST_TEXT:
        raise PlancmpError(
            Text(f"{name}：超过 {LARGEST_TEXT} 字节", f"{name} is larger than {LARGEST_TEXT} bytes"), exit_code=3
        )
    if kind == "plain":
        from plancmp.documents.plain import plain_text  # noqa: PLC0415 - only what is asked for is loaded

        found = plain_text(data, name)
    else:
        from plancmp.documents.apart import read_apart  # noqa: PLC0415 - only what is asked for is loaded

        found = read_apart(kind, data, name, progress)
    found = ReadText(_without_controls(found.text), found.remarks)
    if not found.text.strip():
        raise PlancmpError(Text(f"{name}：里面没有文字", f"{name} holds no text"), exit_code=3)
    if len(found.text) > LONGEST:
        raise PlancmpError(
            Text(
                f"{name}：超过 {LONGEST} 个字；请分成几个文件", f"{name} has more than {LONGEST} characters; split it"
            ),
            exit_code=3,
        )
    return found


_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def _without_controls(text: str) -> str:
    """The text without characters that print nothing, which no YAML can quote; other marks of a new line become one."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RTF = b"{\\rtf"


def _kind(name: str, data: bytes) -> Kind:
    """What the first bytes say, and the name where they leave it open."""
    if data[:4] == _OLE and _LOCKED in data:
        raise PlancmpError(
            Text(f"{name}：文件有密码；请另存为不带密码的", f"{name} is locked with a password; save it without"),
            exit_code=3,
        )
    if data[:4] == _OLE or data[:5] == _RTF:
        raise PlancmpError(
            Text(f"{name}：是旧版 Word 或 WPS 文件；请另存为 .docx", f"{name} is an old Word file; save it as .docx"),
            exit_code=3,
        )
    if data[:5] == b"%PDF-":
        return "pdf"
    if data[:4] in _ZIP:
        return "docx"
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head")) or b"<html" in head:
        return "html"
    suffix = Path(name).suffix.lower()
    if suffix in {".docx", ".pdf"}:
        raise PlancmpError(
            Text(
                f"{name}：内容不是 {suffix} 文件，可能已损坏", f"{name} is no {suffix} file inside; it may be damaged"
            ),
            exit_code=3,
        )
    return "html" if suffix in {".html", ".htm", ".shtml"} else "plain"


def missing_library(name: str, error: ImportError) -> PlancmpError:
    """What to say where a reader's library is not installed."""
    return PlancmpError(
        Text(
            f"读 {name} 需要 {error.name}：pip install 'plancmp[documents]'",
            f"reading {name} needs {error.name}: pip install 'plancmp[documents]'",
        )
    )
