"""A foreign document read in a process of its own, with so much time and memory and no more.

The libraries that read Word, PDF and web pages expand whatever a hostile file tells them to: a bomb of zeros, a font of four
billion characters, a page that draws itself. No list of such tricks is complete; a process that may be ended needs none.
"""

import signal
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from plancmp.documents import Kind, Progress, ReadText
from plancmp.problems import PlancmpError
from plancmp.words import Text

MEMORY = 1_000_000_000
"""Bytes that the reader may use, where the system can be told so (not on Windows)."""

SECONDS: dict[Kind, tuple[float, float]] = {"docx": (4.0, 0.05), "html": (2.5, 2.0), "pdf": (3.0, 0.1)}
"""Of the processor: to load the library and open the file, and for each megabyte. A usual plan takes a tenth."""

A_PAGE = 1.0
"""Seconds more for each page that is read; what is left over, up to `SAVED`, a later one with maps on it may use."""

SAVED = 20.0

_SILENT = None if hasattr(signal, "setitimer") else 60.0
"""Seconds without a sign of life after which the reader is ended, where the system does not count the processor's time."""


def read_apart(kind: Kind, data: bytes, name: str, progress: Progress | None = None) -> ReadText:
    """The text of a document of this kind.

    Raises PlancmpError: what the kind's reader raises, or, with exit code 3, that the document takes too much.
    """
    begin, a_megabyte = SECONDS[kind]
    context = get_context("spawn")  # not a copy of this process, with all that it holds
    pipe, far = context.Pipe()
    process = context.Process(
        target=_child, args=(far, kind, name, begin + a_megabyte * len(data) / 1_000_000), daemon=True
    )
    process.start()
    far.close()
    page = 0
    try:
        pipe.send_bytes(data)
        while pipe.poll(_SILENT):
            what, content = pipe.recv()
            if what == "page":
                page = content[0]
                if progress:
                    progress(*content)
            elif what == "text":
                return ReadText(*content)
            else:
                raise _told(what, content, name)
        raise _too_long(name, page)
    except (EOFError, OSError) as error:
        process.join(_SILENT)
        if process.exitcode in {-getattr(signal, each, 0) for each in ("SIGPROF", "SIGXCPU")}:
            raise _too_long(name, page) from error
        raise _too_much(name) from error
    finally:
        process.kill()
        process.join()
        pipe.close()


def _told(what: str, content: Any, name: str) -> PlancmpError:
    if what == "error":
        message, exit_code = content
        return PlancmpError(message, exit_code=exit_code)
    return _too_much(name)


def _too_long(name: str, page: int) -> PlancmpError:
    where = Text(f"（读到第 {page + 1} 页）", f" (at page {page + 1})") if page else Text("", "")
    return PlancmpError(
        Text(
            f"{name}：读它太费时间{where.zh}，内容过于复杂或已损坏；请另存为 .txt 再试",
            f"{name} takes too long to read{where.en}: too much is in it, or it is damaged; save it as .txt",
        ),
        exit_code=3,
    )


def _too_much(name: str) -> PlancmpError:
    return PlancmpError(
        Text(
            f"{name}：读它太费内存，内容过大或已损坏；请另存为 .txt 再试",
            f"{name} takes too much memory to read: too much is in it, or it is damaged; save it as .txt",
        ),
        exit_code=3,
    )


def _read(kind: Kind, data: bytes, name: str, progress: Progress) -> ReadText:
    if kind == "docx":
        from plancmp.documents.docx import docx_text  # noqa: PLC0415 - only what is asked for is loaded

        return docx_text(data, name)
    if kind == "pdf":
        from plancmp.documents.pdf import pdf_text  # noqa: PLC0415 - only what is asked for is loaded

        return pdf_text(data, name, progress)
    from plancmp.documents.html import html_text  # noqa: PLC0415 - only what is asked for is loaded

    return html_text(data, name)


def _child(pipe: Connection, kind: Kind, name: str, seconds: float) -> None:
    """Read one document and send its text, or what is wrong with it; the system ends this process where it takes too much."""
    import logging  # noqa: PLC0415 - only here

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends this one
    logging.disable()  # the libraries' remarks on a document are none for its reader
    data = pipe.recv_bytes()
    _limit_memory()
    _allow(seconds)

    def told(page: int, pages: int) -> None:
        pipe.send(("page", (page, pages)))
        _allow(min(SAVED, _left() + A_PAGE))

    try:
        found = _read(kind, data, name, told)
        pipe.send(("text", (found.text, found.remarks)))
    except PlancmpError as error:
        pipe.send(("error", (error.message, error.exit_code)))
    except MemoryError:
        pipe.send(("memory", None))


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has none, macOS may refuse
        import resource  # noqa: PLC0415 - not on every system

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))


def _allow(seconds: float) -> None:
    """End this process after so much more of the processor's time."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _left() -> float:
    return signal.getitimer(signal.ITIMER_PROF)[0] if hasattr(signal, "setitimer") else 0.0
