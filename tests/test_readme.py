"""The README's sessions are run as they stand there, on a terminal of 88 columns; stale output fails.

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
README = ROOT / "README.md"
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
    process = subprocess.Popen(["sh", "-c", command], stdout=writer, stderr=writer, cwd=ROOT, env=environment)  # noqa: S607 - the shell of the system
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


def sessions() -> list[re.Match[str]]:
    return list(SESSION.finditer(README.read_text(encoding="utf-8")))


def test_the_readme_has_a_session_of_each_command():
    """No command is left without one."""
    from plancmp.cli.group import COMMANDS

    commands = " ".join(match["command"] for match in sessions())
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"plancmp {name}" not in commands and f"plancmp {name}" not in text] == []


@pytest.mark.parametrize("number", range(len(sessions())))
def test_session(number: int, tmp_path: Path):
    """The output stands in the README as it is printed today."""
    match = sessions()[number]
    if "coverage" in match["command"] and not SOURCES.is_dir():
        pytest.skip(f"the plans' texts are not at {SOURCES}")
    output = terminal_output(match["command"], tmp_path)
    if os.environ.get("PLANCMP_REWRITE"):
        text = README.read_text(encoding="utf-8")
        fresh = sessions()[number]
        README.write_text(text[: fresh.start("output")] + output + text[fresh.end("output") :], encoding="utf-8")
        return
    assert output == match["output"]


def test_sessions_keep_to_the_width():
    """Nothing is wider than the terminal, and nothing is cut."""
    from rich.cells import cell_len

    for match in sessions():
        if "export" in match["command"] or "check" in match["command"]:  # one record, one problem a line
            continue
        for line in match["output"].splitlines():
            assert cell_len(line) <= int(COLUMNS), line
            assert "…" not in line
