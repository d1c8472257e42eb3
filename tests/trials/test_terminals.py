"""Terminals as people have them: old code pages, all widths, closed pipes, no home, no colour, CI logs, a full disk.

Run by name: `python -m pytest tests/trials/test_terminals.py`.
"""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
COMMANDS = [
    ("list",),
    ("list", "places"),
    ("show", "rd-share-of-gdp"),
    ("diff", "guilin", "nanning"),
    ("align",),
    ("audit",),
    ("check", "plans.yaml"),
]


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PLANCMP_", "LC_", "GITHUB_"))}
    return {**kept, "LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT), **more}


def run(*command, stdout=subprocess.PIPE, **more):
    return subprocess.run(
        [sys.executable, "-m", "plancmp", *command],
        cwd=ROOT,
        env=environment(**more),
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


def on_terminal(*command, columns, **more):
    """What a command prints on a terminal of that many columns."""
    main, other = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "plancmp", *command],
        cwd=ROOT,
        env=environment(COLUMNS=str(columns), **more),
        stdout=other,
        stderr=other,
        stdin=other,
    )
    os.close(other)
    told = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        told += piece
    os.close(main)
    return started.wait(), told.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [20, 30, 40, 60, 80, 120, 200, 400])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_width(command, columns):
    """Nothing is cut, no traceback; from 40 cells on no line is wider than the terminal."""
    for more in ({}, {"LANG": "zh_CN.UTF-8"}, {"PLANCMP_AMBIGUOUS_WIDTH": "2"}):
        status, told = on_terminal(*command, columns=columns, **more)
        assert status == 0
        assert "Traceback" not in told
        assert told.strip()
        if columns >= 40 and command[0] in {"diff", "align"}:
            assert max(map(cell_len, told.splitlines())) <= columns


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii", "cp437", "latin-1", "utf-16"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_code_page(command, encoding):
    """What the code page lacks becomes a question mark; the status stays. ASCII click takes for a locale that nobody set: UTF-8."""
    for lang in ("zh", "en"):
        done = run(*command, "--lang", lang, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode("utf-8" if encoding == "ascii" else encoding)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_pipe_that_closes_after_the_first_line(command):
    """`| head -1` ends without a word of complaint."""
    piped = " ".join([sys.executable, "-m", "plancmp", *command, "--lang", "en", "| head -1"])
    done = subprocess.run(["bash", "-c", piped], cwd=ROOT, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_home_no_terminal_type_no_streams(command):
    """A bare environment, TERM=dumb, NO_COLOR, closed streams, a CI log."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "plancmp", *command]
    assert subprocess.run(program, cwd=ROOT, env=bare, capture_output=True, check=False).returncode == 0
    assert (
        subprocess.run(
            program,
            cwd=ROOT,
            env={**bare, "HOME": "/nonexistent", "XDG_CACHE_HOME": "/dev/null"},
            capture_output=True,
            check=False,
        ).returncode
        == 0
    )
    for more in ({"TERM": "dumb"}, {"NO_COLOR": "1"}, {"CI": "true", "GITHUB_ACTIONS": "true"}, {"FORCE_COLOR": "1"}):
        status, told = on_terminal(*command, columns=80, **more)
        assert status == 0
        assert "Traceback" not in told
        if "NO_COLOR" in more or "TERM" in more:
            assert "\x1b[3" not in told
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            ["bash", "-c", f"{' '.join(program)} {closed}"],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, closed
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk(command):
    """Status 3 and one line of words."""
    with Path("/dev/full").open("wb") as full:
        done = run(*command, stdout=full)
    assert done.returncode == 3
    assert done.stderr.startswith(b"plancmp: the output cannot be written")
    assert done.stderr.count(b"\n") == 1
