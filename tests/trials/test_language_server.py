"""The editor's own server, yaml-language-server from npm, driven over stdio with our schema.

Run by name: `pytest tests/trials/test_language_server.py`. Needs node and npm with a registry.
PLANCMP_YAML_SERVER may name a folder in which `npm install yaml-language-server` has been run.
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed")


class Server:
    """A language server's client: requests, notifications, and the diagnostics of each file."""

    def __init__(self, command, folder):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.numbers = itertools.count(1)
        self.answers = {}
        self.diagnostics = {}
        self.files = itertools.count(1)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        root = folder.as_uri()
        self.ask("initialize", processId=os.getpid(), rootUri=root, capabilities=CAPABILITIES,
                 workspaceFolders=[{"uri": root, "name": "plans"}])  # fmt: skip
        self.tell("initialized")

    def close(self):
        """End the server, and what listens to it."""
        self.process.kill()
        self.reader.join()
        with self.process:
            pass

    def _read(self):
        while head := self.process.stdout.readline():
            length = int(head.split(b":")[1])
            while self.process.stdout.readline().strip():
                pass
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:  # the server asks for settings
                items = message.get("params", {}).get("items", [])
                found = [SETTINGS.get(item.get("section")) for item in items]
                self._send({"id": message["id"], "result": found})
            elif message.get("method") == "textDocument/publishDiagnostics":
                self._queue(message["params"]["uri"]).put(message["params"]["diagnostics"])
            elif "id" in message:
                self.answers[message["id"]].put(message)

    def _queue(self, uri):
        return self.diagnostics.setdefault(uri, Queue())

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, **params):
        self._send({"method": method, "params": params})

    def ask(self, method, **params):
        number = next(self.numbers)
        self.answers[number] = Queue()
        self._send({"id": number, "method": method, "params": params})
        answer = self.answers[number].get(timeout=60)
        assert "error" not in answer, answer
        return answer["result"]

    def show(self, folder, text):
        """Open a text as a file of its own in the folder; its name for the server."""
        uri = (folder / f"plans-{next(self.files)}.yaml").as_uri()
        self._queue(uri)
        self.tell("textDocument/didOpen",
                  textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})  # fmt: skip
        return uri

    def problems(self, folder, text):
        """The diagnostics of a text."""
        return self._queue(self.show(folder, text)).get(timeout=120)

    def at(self, method, folder, text, line, character):
        """Ask about a place in a text."""
        position = {"line": line, "character": character}
        return self.ask(method, textDocument={"uri": self.show(folder, text)}, position=position)


SETTINGS = {
    "yaml": {"validate": True, "completion": True, "hover": True, "schemas": {}, "schemaStore": {"enable": False}}
}
CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
    },
}


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """The folder that `init` makes, and the server looking at it."""
    folder = tmp_path_factory.mktemp("editor") / "hunan"
    subprocess.run([sys.executable, "-m", "plancmp", "init", str(folder), "--lang", "zh"],
                   check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    installed = Path(os.environ.get("PLANCMP_YAML_SERVER") or tmp_path_factory.mktemp("npm"))
    program = installed / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if not program.exists():
        npm = shutil.which("npm")
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(installed), "yaml-language-server"],
                       check=True, capture_output=True)  # fmt: skip
    server = Server([shutil.which("node"), str(program), "--stdio"], folder)
    yield folder, server
    server.close()


def with_line(folder, after, added):
    """The folder's plans.yaml with a line put in after the first that holds `after`; text and the line's number."""
    lines = (folder / "plans.yaml").read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if after in line) + 1
    lines.insert(number, added)
    return "\n".join(lines), number


def offered(started, after, added):
    """What the editor proposes at the end of a new line: label → documentation."""
    folder, server = started
    text, line = with_line(folder, after, added)
    found = server.at("textDocument/completion", folder, text, line, len(added))
    return {item["label"]: _markdown(item.get("documentation", "")) for item in found["items"]}


def _markdown(text):
    return text["value"] if isinstance(text, dict) else text


def test_the_new_collection_is_clean(started):
    """The editor finds nothing wrong with what init wrote."""
    folder, server = started
    assert server.problems(folder, (folder / "plans.yaml").read_text(encoding="utf-8")) == []


def test_the_shipped_collection_is_clean(started):
    """Nor with the shipped data, opened with the same modeline."""
    folder, server = started
    text = "# yaml-language-server: $schema=plancmp.schema.json\n" + (ROOT / "plans.yaml").read_text(encoding="utf-8")
    assert server.problems(folder, text) == []


def test_a_wrong_key_is_marked_at_its_line(started):
    """`comparater` in a target; `valu` in an indicator; a word that is none."""
    folder, server = started
    for after, added, words in (
        ("value: 5000", "        comparater: at-least", "comparater"),
        ("unit: percent", "    valu: 1", "valu"),
        ("        value: 2806", "        comparator: atleast", "at-least"),
    ):
        text, line = with_line(folder, after, added)
        (found, *_) = [d for d in server.problems(folder, text) if d["range"]["start"]["line"] == line]
        assert words in found["message"]


def test_fields_of_an_indicator_are_offered(started):
    """What is there already is not offered again; each has its manual in both languages."""
    found = offered(started, "    unit: percent", "    ")
    assert {"aka", "basis", "thing", "grade", "sums", "mappings"} <= set(found)
    assert "unit" not in found
    assert "下级数字可以相加" in found["sums"]
    assert "never for shares" in found["sums"]


def test_fields_of_a_target_are_offered(started):
    """In a target those of a target, without a result's `year`."""
    found = offered(started, "        value: 5000", "        ")
    assert {"basis", "from", "unit", "baseline", "also", "unclear", "binding"} <= set(found)
    assert "year" not in found


def test_words_are_offered_with_their_manual(started):
    """The words of a vocabulary, each with what it means."""
    found = offered(started, "        value: 1200", "        basis: ")
    assert set(found) >= {"level", "added", "total", "per-year", "not-stated"}
    assert "新增" in found["added"]


def test_a_field_explains_itself(started):
    """Hovering over a key shows its manual."""
    folder, server = started
    text, line = with_line(folder, "        value: 1200", "        commitment: firm")
    shown = server.at("textDocument/hover", folder, text, line, 12)
    assert "措辞的力度" in _markdown(shown["contents"])
