"""The sessions of README and docs are run as they stand there, on a terminal of 88 columns; stale output fails.

PLANCMP_REWRITE=1 rewrites them.
"""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SESSION = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
COLUMNS = "88"
SOURCES = Path(os.environ.get("PLANCMP_SOURCES") or ROOT.parent / "shared" / "sources")


def terminal_output(command: str, tmp_path: Path) -> str:
    """What the command prints on a terminal, with `plancmp` meaning the package under test."""
    shim = tmp_path / "plancmp"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plancmp "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("PLANCMP_")},
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "COLUMNS": COLUMNS,
        "LANG": "en_GB.UTF-8",
        "LC_ALL": "",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "TERM": "xterm",
        "PYTHONPATH": str(ROOT),
        **({"PLANCMP_SOURCES": str(SOURCES)} if "coverage" in command else {}),
    }
    reader, writer = pty.openpty()
    call = ["sh", "-c", command]
    process = subprocess.Popen(call, stdout=writer, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment)
    os.close(writer)
    chunks = []
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(reader)
    process.wait(timeout=60)
    return b"".join(chunks).decode("utf-8").replace("\r", "")


def read_sessions(page: Path) -> list[re.Match[str]]:
    return list(SESSION.finditer(page.read_text(encoding="utf-8")))


SESSIONS = [(page, number) for page in PAGES for number in range(len(read_sessions(page)))]


def test_every_command_is_documented():
    """No command is left without a session or at least a line that says how to call it."""
    from plancmp.cli.group import COMMANDS

    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in COMMANDS if f"plancmp {name}" not in text] == []


@pytest.mark.parametrize(("page", "number"), SESSIONS, ids=[f"{page.stem}-{number}" for page, number in SESSIONS])
def test_session(page: Path, number: int, tmp_path: Path):
    """The output stands on the page as it is printed today."""
    match = read_sessions(page)[number]
    if "coverage" in match["command"] and not SOURCES.is_dir():
        pytest.skip(f"the plans' texts are not at {SOURCES}")
    output = terminal_output(match["command"], tmp_path)
    if os.environ.get("PLANCMP_REWRITE"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text[: match.start("output")] + output + text[match.end("output") :], encoding="utf-8")
        return
    assert output == match["output"]


def test_sessions_keep_to_the_width():
    """Nothing is wider than the terminal, and nothing is cut."""
    from rich.cells import cell_len

    for match in [match for page in PAGES for match in read_sessions(page)]:
        if "export" in match["command"] or "check" in match["command"]:  # one record, one problem a line
            continue
        for line in match["output"].splitlines():
            assert cell_len(line) <= int(COLUMNS), line
            assert "…" not in line


def test_links_between_pages_lead_somewhere():
    """A link to a file of the repository names one that is there."""
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_is_short():
    """The manual stands in docs."""
    assert len(PAGES[0].read_text(encoding="utf-8").splitlines()) <= 150
