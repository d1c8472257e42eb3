"""A plan as it is issued (.txt, .html, .docx, .pdf) to plain text: a paragraph a line, a table row a line with tabs."""

from collections.abc import Callable
from pathlib import Path

from plancmp.files import read_bytes
from plancmp.frozen import frozen
from plancmp.problems import PlancmpError
from plancmp.words import Text

__all__ = ["Progress", "ReadText", "document_text"]

Progress = Callable[[int, int], None]
"""Called with how many pages are read, and of how many."""


@frozen
class ReadText:
    """The text of a document, and what its reader could not carry over."""

    text: str
    remarks: tuple[Text, ...] = ()


def document_text(path: str | Path, progress: Progress | None = None) -> ReadText:
    """The text of a document, by the ending of its name ("-" and unknown endings are plain text or HTML).

    Raises PlancmpError: exit code 3 where no text can be had (a scan, a damaged file), 2 where a library is missing.
    """
    name, data = str(path), read_bytes(path)
    kind = _kind(name, data)
    if kind == "docx":
        from plancmp.read.documents.docx import docx_text  # noqa: PLC0415 - only what is asked for is loaded

        found = docx_text(data, name)
    elif kind == "pdf":
        from plancmp.read.documents.pdf import pdf_text  # noqa: PLC0415 - only what is asked for is loaded

        found = pdf_text(data, name, progress)
    elif kind == "html":
        from plancmp.read.documents.html import html_text  # noqa: PLC0415 - only what is asked for is loaded

        found = html_text(data, name)
    else:
        from plancmp.read.documents.plain import plain_text  # noqa: PLC0415 - only what is asked for is loaded

        found = plain_text(data, name)
    if not found.text.strip():
        raise PlancmpError(Text(f"{name}：里面没有文字", f"{name} holds no text"), exit_code=3)
    return found


_OLD_WORD = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


def _kind(name: str, data: bytes) -> str:
    """What the first bytes say, and the name where they leave it open."""
    if data[:4] == _OLD_WORD:
        raise PlancmpError(
            Text(f"{name}：是旧版 Word 或 WPS 文件；请另存为 .docx", f"{name} is an old Word file; save it as .docx"),
            exit_code=3,
        )
    if data[:5] == b"%PDF-":
        return "pdf"
    if data[:4] == _ZIP:
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
