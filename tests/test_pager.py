"""At a terminal: long answers go through a pager, colour says nothing that the words do not say, a pipe gets neither."""

import os
import pty
import re
import subprocess
import sys

import pytest
from conftest import ROOT

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
PAGER = "sed s/^/paged:/"


def see(*arguments, **environment):
    """What a terminal of 100 × 40 shows of a command."""
    reader, writer = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "LESS", "PLANCMP_LANG"}}
    settings = {
        "PAGER": PAGER,
        "COLUMNS": "100",
        "LINES": "40",
        "LANG": "C.UTF-8",
        "LC_ALL": "",
        "TERM": "xterm",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "plancmp", *arguments],
        stdin=writer, stdout=writer, stderr=subprocess.DEVNULL, cwd=ROOT, env={**kept, **settings, **environment},
    )  # fmt: skip
    os.close(writer)
    shown = b""
    while True:
        try:
            piece = os.read(reader, 65536)
        except OSError:  # the terminal is closed
            break
        if not piece:
            break
        shown += piece
    os.close(reader)
    assert process.wait(timeout=60) == 0
    return shown.decode().replace("\r", "")


LONG, SHORT = ("align",), ("diff", "guilin", "nanning", "--theme", "investment")


def test_a_long_answer_goes_through_the_pager():
    """PAGER shows what is longer than the terminal; a short answer is printed as it is."""
    lines = see(*LONG).splitlines()
    assert len(lines) > 40
    assert all(line.startswith("paged:") for line in lines)
    assert "paged:" not in see(*SHORT)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_screen_holds_the_answer(language):
    """Every pair of Guilin and Nanning stands on one screen, the prompt's own line left free, so that no pager opens."""
    shown = see("--lang", language, "diff", "guilin", "nanning")
    assert "paged:" not in shown
    assert len(shown.splitlines()) < 40


@pytest.mark.parametrize("arguments", [(*LONG, "--no-pager"), (*LONG, "-f", "json"), ("--help",)])
def test_what_is_not_paged(arguments):
    """On request, and what programs read."""
    assert "paged:" not in see(*arguments)


def test_less_is_told_to_keep_colours_and_to_leave_short_texts():
    """LESS and LESSCHARSET are set unless the reader set them."""
    shown = see(*LONG, PAGER="env")
    assert "LESSCHARSET=utf-8" in shown
    assert "LESS=FRX" in shown
    assert "LESS=S" in see(*LONG, PAGER="env", LESS="S")


@pytest.mark.parametrize(
    "command", [LONG, SHORT, ("audit",), ("track", "nanning"), ("list", "themes"), ("search", "研发")]
)
def test_colour_carries_no_meaning_alone(command):
    """Without its escapes a coloured answer is the uncoloured one; NO_COLOR and --color never leave them out."""
    coloured = see(*command, "--no-pager")
    plain = see(*command, "--no-pager", "--color", "never")
    assert ESCAPES.search(coloured)
    assert not ESCAPES.search(plain)
    assert ESCAPES.sub("", coloured) == plain
    assert see(*command, "--no-pager", NO_COLOR="1") == plain


def test_a_pipe_gets_the_words_alone(plancmp):
    """No escapes unless they are asked for, and the lines of a terminal of 100 columns."""
    assert not ESCAPES.search(plancmp(*LONG).out)
    assert ESCAPES.search(plancmp(*LONG, "--color", "always").out)
    assert plancmp(*LONG).out == see(*LONG, "--no-pager", "--color", "never")
