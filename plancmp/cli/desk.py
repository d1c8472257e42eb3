"""The desk of a draft, served to the browser of this machine alone until the terminal ends it."""

import json
import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.draft.desk import (
    LISTINGS,
    Place,
    accept,
    change,
    count_entries,
    find_new_problems,
    list_reasons,
    list_waiting,
    read_desk,
    reject,
)
from plancmp.files.reading import read_text
from plancmp.files.writing import write_whole
from plancmp.model import Collection
from plancmp.problems import PlancmpError, Problem
from plancmp.reading.loaded import Loaded
from plancmp.report.desk_page import make_desk_page, record_waiting
from plancmp.words import Text, say

_LONGEST = 100_000
"""Bytes of a request."""
_GONE = Text("文件刚在别处改过，请再看一遍", "the file was changed elsewhere: look again")


class Answer(NamedTuple):
    """The status of an answer and what it says."""

    status: int
    body: dict[str, Any]


class Desk:
    """A draft's file with its text, and the states that can be gone back to. Every step reads the file and writes it whole."""

    def __init__(self, file: str, text: PlanText, known: Collection, lang: str) -> None:
        self.file, self.text, self.known, self.lang = file, text, known, lang
        self._before: list[tuple[str, int]] = []
        self._lock = Lock()

    def describe(self, at: int | None = None) -> dict[str, Any]:
        """What the page shows; `at` is the entry to go to."""
        content = read_text(self.file)
        loaded = read_desk(content, self.file, self.known)
        waiting = list_waiting(content, loaded, self.text)
        return {
            "version": _name_version(content),
            "total": count_entries(loaded),
            "waiting": record_waiting(waiting, self.lang),
            "reasons": list_reasons(loaded),
            "undo": bool(self._before),
            "wrong": _tell_problems(loaded.problems, self.lang),
            "at": at,
        }

    def step(self, asked: dict[str, Any]) -> Answer:
        """Do one step and say what is shown then; or why it was not done."""
        with self._lock:
            content = read_text(self.file)
            if asked.get("version") != _name_version(content):
                self._before.clear()
                return Answer(409, {"wrong": _GONE.in_language(self.lang), "state": self.describe()})
            if asked.get("step") == "undo":
                return self._undo()
            return self._take(content, asked)

    def _undo(self) -> Answer:
        if not self._before:
            return Answer(200, self.describe())
        before, at = self._before.pop()
        write_whole(self.file, before.encode())
        return Answer(200, self.describe(at))

    def _take(self, content: str, asked: dict[str, Any]) -> Answer:
        loaded = read_desk(content, self.file, self.known)
        order = [each.place for each in list_waiting(content, loaded, self.text)]
        place = _read_place(asked.get("place"))
        if place not in order:
            return Answer(409, {"wrong": _GONE.in_language(self.lang), "state": self.describe()})
        made = _make_step(content, loaded, place, str(asked.get("step")), str(asked.get("text", "")))
        if made is None:
            return Answer(400, {"wrong": ""})
        wrong = find_new_problems(loaded, read_desk(made, self.file, self.known))
        if wrong:
            return Answer(422, {"wrong": _tell_problems(wrong, self.lang)})
        write_whole(self.file, made.encode())
        self._before.append((content, order.index(place)))
        return Answer(200, self.describe())


def _make_step(content: str, loaded: Loaded, place: Place, step: str, text: str) -> str | None:
    """The file after a step; None where there is no such step, or its words are lacking."""
    if step == "accept":
        return accept(content, loaded, place)
    if step in {"change", "reject"} and text.strip():
        return (change if step == "change" else reject)(content, loaded, place, text)
    return None


def _read_place(given: object) -> Place | None:
    match given:
        case [str(plan), str(listing), int(number)] if listing in LISTINGS:
            return Place(plan, listing, number)
    return None


def _tell_problems(problems: Sequence[Problem], lang: str) -> str:
    """The first problems, a line each."""
    return "\n".join(f"{p.mark.line}: {p.rule}: {p.message.in_language(lang)}" for p in problems[:5])


def _name_version(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:16]


def make_server(desk: Desk, title: str) -> tuple[ThreadingHTTPServer, str]:
    """A server on the loopback address alone, and the address of the page, in which a random word stands that nobody else knows."""
    token, nonce = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
    page = make_desk_page(title, desk.lang, nonce).encode()
    rules = f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    class Handler(BaseHTTPRequestHandler):
        """Answers for the page, its state and its steps, to whoever knows the token and calls this very host."""

        def do_GET(self) -> None:
            """The page, or what it shows."""
            if self._is_for("/"):
                self._answer(200, page, "text/html; charset=utf-8")
            elif self._is_for("/state"):
                self._tell(lambda: Answer(200, desk.describe()))
            else:
                self._refuse()

        def do_POST(self) -> None:
            """A step."""
            length = int(self.headers.get("Content-Length") or 0)
            origin = self.headers.get("Origin")
            is_ours = origin in {None, f"http://{self._host}"} and length <= _LONGEST
            if not (self._is_for("/step") and is_ours):
                self._refuse()
                return
            given = self.rfile.read(length)
            self._tell(lambda: desk.step(json.loads(given)))

        @property
        def _host(self) -> str:
            return f"127.0.0.1:{server.server_port}"

        def _is_for(self, path: str) -> bool:
            whole = f"/{token}{path}"
            return secrets.compare_digest(self.path.encode(), whole.encode()) and self.headers.get("Host") == self._host

        def _refuse(self) -> None:
            self._answer(404, b"", "text/plain")

        def _tell(self, ask: Callable[[], Answer]) -> None:
            try:
                answer = ask()
            except PlancmpError as error:
                answer = Answer(500, {"wrong": error.message.in_language(desk.lang)})
            except (ValueError, AttributeError):  # no JSON, or no object
                answer = Answer(400, {"wrong": ""})
            self._answer(answer.status, json.dumps(answer.body, ensure_ascii=False).encode(), "application/json")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            headers = {
                "Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": rules, "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
            }  # fmt: skip
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    return server, f"http://127.0.0.1:{server.server_port}/{token}/"


def serve(file: str, text: PlanText, known: Collection, lang: str, tell: Callable[[Text], None], open_page: Callable[[str], object]) -> None:  # fmt: skip
    """Serve the desk until Ctrl+C, then say how far it came."""
    desk = Desk(file, text, known, lang)
    server, address = make_server(desk, Path(file).name)
    tell(say("逐条核对：{address}（Ctrl+C 结束；每一步都已存入 {file}）", "the desk: {address} (Ctrl+C ends it; each step is written to {file})", address=address, file=file))  # fmt: skip
    open_page(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    found = desk.describe()
    waiting = len(found["waiting"])
    tell(say("看过 {n} 条，还有 {waiting} 条", "{n} looked at, {waiting} still to be", n=found["total"] - waiting, waiting=waiting))  # fmt: skip
