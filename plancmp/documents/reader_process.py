"""A foreign document read in a process of its own, with so much time and memory and no more.

The libraries that read Word, PDF and web pages expand whatever a hostile file tells them to: a bomb of zeros, a font of four
billion characters, a page that draws itself. No list of such tricks is complete; a process that may be ended needs none.
"""

import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Literal

from plancmp.documents.plain_text import Progress, ReadText, UnreadableError
from plancmp.words import Text, say

if sys.platform != "win32":
    import resource

Kind = Literal["docx", "pdf", "html"]
Reader = Callable[..., ReadText]
"""Takes the bytes, and whom to tell of pages read."""

READERS: dict[Kind, str] = {
    "docx": "plancmp.documents.docx:read_docx",
    "html": "plancmp.documents.html:read_html",
    "pdf": "plancmp.documents.pdf:read_pdf",
}
"""Module and function of each kind; its library is loaded in the process that reads."""

MEMORY = 1_000_000_000
"""Bytes that the reader may use, where the system can be told so (not on Windows)."""

SECONDS: dict[Kind, tuple[float, float]] = {"docx": (4.0, 0.05), "html": (2.5, 2.0), "pdf": (3.0, 0.1)}
"""Of the processor: to load the library and open the file, and for each megabyte. A usual plan takes a tenth."""

A_PAGE = 1.0
"""Seconds more for each page that is read; what is left over, up to `SAVED`, a later one with maps on it may use."""

SAVED = 20.0

_COUNTS_TIME = hasattr(signal, "setitimer")
_SILENT = None if _COUNTS_TIME else 60.0
"""Seconds without a sign of life after which the reader is ended, where the system does not count the processor's time."""

_OUT_OF_TIME = {-getattr(signal, name, 0) for name in ("SIGPROF", "SIGXCPU")}


def load_reader(where: str) -> Reader:
    """A reader by its module and function. Raises ImportError where its library is not installed."""
    module, _, function = where.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def read_apart(kind: Kind, data: bytes, progress: Progress | None = None) -> ReadText:
    """The text of a document of this kind.

    Raises UnreadableError: what the kind's reader raises, or that the document takes too much; and ImportError.
    """
    begin, a_megabyte = SECONDS[kind]
    context = get_context("spawn")  # not a copy of this process, with all that it holds
    pipe, far = context.Pipe()
    seconds = begin + a_megabyte * len(data) / 1_000_000
    process = context.Process(target=_run_reader, args=(far, READERS[kind], seconds), daemon=True)
    process.start()
    far.close()
    try:
        return _receive_text(pipe, process, data, progress)
    finally:
        process.kill()
        process.join()
        pipe.close()


def _receive_text(pipe: Connection, process: SpawnProcess, data: bytes, progress: Progress | None) -> ReadText:
    """What the reader sends: pages counted, at last the text, or what is wrong with the document."""
    page = 0
    try:
        pipe.send_bytes(data)
        while pipe.poll(_SILENT):
            found = pipe.recv()
            if isinstance(found, Exception):
                raise found
            if isinstance(found, ReadText):
                return found
            page, _ = found
            if progress:
                progress(*found)
    except (EOFError, OSError) as error:
        process.join(_SILENT)
        raise (_refuse_time(page) if process.exitcode in _OUT_OF_TIME else _refuse_memory()) from error
    except MemoryError as error:
        raise _refuse_memory() from error
    raise _refuse_time(page)


def _refuse_time(page: int) -> UnreadableError:
    return UnreadableError(
        say(
            "读它太费时间{where}，内容过于复杂或已损坏；请另存为 .txt 再试",
            "takes too long to read{where}: too much is in it, or it is damaged; save it as .txt",
            where=say("（读到第 {page} 页）", " (at page {page})", page=page + 1) if page else "",
        )
    )


def _refuse_memory() -> UnreadableError:
    return UnreadableError(
        Text(
            "读它太费内存，内容过大或已损坏；请另存为 .txt 再试",
            "takes too much memory to read: too much is in it, or it is damaged; save it as .txt",
        )
    )


def _run_reader(pipe: Connection, where: str, seconds: float) -> None:
    """Read one document and send its text, or what is wrong with it; the system ends this process where it takes too much."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends this one
    logging.disable()  # the libraries' remarks on a document are none for its reader
    data = pipe.recv_bytes()
    _limit_memory()
    _limit_time(seconds)

    def send_page(page: int, pages: int) -> None:
        pipe.send((page, pages))
        _limit_time(min(SAVED, _measure_time_left() + A_PAGE))

    try:
        pipe.send(load_reader(where)(data, send_page))
    except UnreadableError as error:
        pipe.send(error)
    except ImportError as error:
        pipe.send(ImportError(error.msg, name=error.name))
    except MemoryError:
        pipe.send(MemoryError())


def _limit_memory() -> None:
    if sys.platform != "win32":
        with suppress(ValueError, OSError):  # macOS may refuse
            most = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))


def _limit_time(seconds: float) -> None:
    """End this process after so much more of the processor's time."""
    if _COUNTS_TIME:
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _measure_time_left() -> float:
    return signal.getitimer(signal.ITIMER_PROF)[0] if _COUNTS_TIME else 0.0
