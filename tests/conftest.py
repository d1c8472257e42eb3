"""What the tests share: the command line as a user runs it, and the shipped data."""

import atexit
import gc
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bad_plans import write_bad_plans

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run_plancmp(*args: str, cwd: Path = ROOT, stdin: str | bytes = "", **environment: str) -> Run:
    """Run `plancmp` in a process of its own, English unless told otherwise."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PLANCMP_", "LC_", "GITHUB_"))}
    env |= {"LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT), **environment}
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "plancmp", *args],
        cwd=cwd,
        input=data,
        capture_output=True,
        env=env,
        check=False,
        timeout=120,
    )
    return Run(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@pytest.fixture
def plancmp():
    """The command line."""
    return run_plancmp


@pytest.fixture(scope="session")
def bad(tmp_path_factory):
    """A folder with a bad plan for each rule, `<rule>.yaml`."""
    folder = tmp_path_factory.mktemp("bad")
    write_bad_plans(folder)
    return folder


@pytest.fixture(scope="session")
def shipped():
    """The shipped collection, its claims, and the context of comparison."""
    from plancmp.compare.facts import Facts
    from plancmp.compare.measures import Context
    from plancmp.compare.relations import Relations
    from plancmp.plan_claims import claims
    from plancmp.reading.merging import collection

    loaded = collection(ROOT / "plans.yaml")
    assert loaded.problems == ()
    every = claims(loaded.collection)
    return every, Context(loaded.collection, Relations(loaded.collection.indicators), Facts(every))


def pytest_sessionfinish() -> None:
    """Tests call the command line in this process, which holds libraries that want their objects collected at its end."""
    atexit.unregister(gc.freeze)
