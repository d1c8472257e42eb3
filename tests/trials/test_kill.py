"""kill -9 in the middle of writing: the old file or the new one, whole, and nothing else outside a temporary file.

Run by name: `python -m pytest tests/trials/test_kill.py`. PLANCMP_KILLS sets how often (default 60).
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("PLANCMP_KILLS", "60"))
WRITING = [
    (("export", "claims", "--format", "json"), "claims.json", json.loads),
    (("export", "--format", "xlsx"), "all.xlsx", None),
    (("align", "--format", "html"), "align.html", None),
    (("diff", "guilin", "nanning", "--format", "csv"), "diff.csv", None),
]


@pytest.mark.parametrize(("command", "name", "parse"), WRITING, ids=[w[1] for w in WRITING])
def test_the_file_is_old_or_new_and_never_half(command, name, parse, tmp_path):
    """Killed at moments spread over the whole run, most of them at its end, where the file is written."""
    if name.endswith(".xlsx"):
        pytest.importorskip("xlsxwriter")
    target, fresh = tmp_path / "out" / name, tmp_path / "fresh" / name
    target.parent.mkdir()
    fresh.parent.mkdir()
    run = [sys.executable, "-m", "plancmp", *command, "-o"]
    began = time.monotonic()
    subprocess.run([*run, str(fresh)], cwd=ROOT, check=True)
    whole = time.monotonic() - began
    old = b"old" * 100_000
    drawn, killed, told = random.Random(9), 0, set()
    for _ in range(KILLS):
        target.write_bytes(old)
        started = subprocess.Popen([*run, str(target)], cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(whole * drawn.triangular(0.1, 1.15, 0.95))
        started.send_signal(signal.SIGKILL)
        killed += started.wait() == -signal.SIGKILL
        data = target.read_bytes()
        told.add(data == old)
        if data != old:
            assert len(data) > 100
            if parse:
                parse(data)
            elif name.endswith(".xlsx"):
                assert zipfile.ZipFile(target).testzip() is None
            else:
                assert data == fresh.read_bytes()
        others = [p.name for p in target.parent.iterdir() if p != target]
        assert all(other.startswith(f".{name}.") for other in others), others
        for other in others:
            (target.parent / other).unlink()
    print(
        f"{name}: {killed} of {KILLS} killed before the end; the file stayed old in some: {True in told}, was new in some: {False in told}"
    )
    assert killed
