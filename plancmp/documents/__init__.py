"""A plan as it is issued (.txt, .html, .docx, .pdf) to plain text: a paragraph a line, a table row a line with tabs."""

import re
from pathlib import Path

from plancmp.documents.plain_text import Progress, ReadText, UnreadableError, decode_chinese
from plancmp.documents.reader_process import Kind, read_apart
from plancmp.files.reading import LARGEST_TEXT, read_bytes
from plancmp.problems import PlancmpError, write_install
from plancmp.words import Text, say

__all__ = ["Progress", "ReadText", "read_document"]

LONGEST = 500_000
"""Characters of a document; the longest plans have a hundred thousand."""


def read_document(path: str | Path, progress: Progress | None = None) -> ReadText:
    """The text of a document, by its first bytes, else by the ending of its name ("-" and unknown endings are plain text).

    Word, PDF and web pages are read in a process of their own, which is ended where it takes too much time or memory.
    Raises PlancmpError: exit code 3 where no text can be had (a scan, a damaged file, one too large), 2 where a library
    is missing.
    """
    name, data = str(path), read_bytes(path)
    try:
        return _read_text(data, Path(name).suffix.lower(), progress)
    except UnreadableError as error:
        raise PlancmpError(
            say("{name}：{what}", "{name} {what}", name=name, what=error.message), exit_code=3
        ) from error
    except ImportError as error:
        raise PlancmpError(
            say(
                "读 {name} 需要 {library}：{command}",
                "reading {name} needs {library}: {command}",
                name=name,
                library=error.name,
                command=write_install(error.name or ""),
            )
        ) from error


def _read_text(data: bytes, suffix: str, progress: Progress | None) -> ReadText:
    kind = _detect_kind(data, suffix)
    if kind in {"html", None} and len(data) > LARGEST_TEXT:
        raise UnreadableError(say("超过 {most} 字节", "is larger than {most} bytes", most=LARGEST_TEXT))
    found = read_apart(kind, data, progress) if kind else ReadText(decode_chinese(data))
    text = _CONTROLS.sub("", _BREAKS.sub("\n", found.text))
    if not text.strip():
        raise UnreadableError(Text("里面没有文字", "holds no text"))
    if len(text) > LONGEST:
        raise UnreadableError(
            say("超过 {most} 个字；请分成几个文件", "has more than {most} characters; split it", most=LONGEST)
        )
    return found._replace(text=text)


_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Other marks of a new line."""
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What prints nothing and no YAML can quote."""

_OLE = b"\xd0\xcf\x11\xe0"
_RTF = b"{\\rtf"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FIRST_BYTES: dict[bytes, Kind] = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"PK\x05\x06": "docx"}
_WEB_PAGE = re.compile(rb"[\xef\xbb\xbf \t\r\n]*<(?:!doctype html|html|head)|.*<html", re.DOTALL)
_WEB_SUFFIXES = frozenset({".html", ".htm", ".shtml"})


def _detect_kind(data: bytes, suffix: str) -> Kind | None:
    """What the first bytes say, and the name's ending where they leave it open; None is plain text."""
    if data.startswith(_OLE) and _LOCKED in data:
        raise UnreadableError(Text("文件有密码；请另存为不带密码的", "is locked with a password; save it without"))
    if data.startswith((_OLE, _RTF)):
        raise UnreadableError(Text("是旧版 Word 或 WPS 文件；请另存为 .docx", "is an old Word file; save it as .docx"))
    for beginning, kind in _FIRST_BYTES.items():
        if data.startswith(beginning):
            return kind
    if _WEB_PAGE.match(data[:2048].lower()):
        return "html"
    if suffix in {".docx", ".pdf"}:
        raise UnreadableError(
            say("内容不是 {suffix} 文件，可能已损坏", "is no {suffix} file inside; it may be damaged", suffix=suffix)
        )
    return "html" if suffix in _WEB_SUFFIXES else None
