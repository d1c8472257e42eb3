"""The hook of .pre-commit-hooks.yaml, run by pre-commit itself from a clone of this repository.

Run by name: `pytest tests/trials/test_pre_commit.py`. Needs git, and pip with a registry.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GIT = shutil.which("git")
AUTHOR = ("-c", "user.name=trial", "-c", "user.email=trial@example.org", "-c", "commit.gpgsign=false")

pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed")


def git(folder, *arguments):
    done = subprocess.run([GIT, *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def committed(folder):
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "start")
    return folder


@pytest.fixture(scope="module")
def hook(tmp_path_factory):
    """A clone of the repository as it lies here, and a way to run its hook in a folder."""
    clone = tmp_path_factory.mktemp("clone")
    for name in filter(None, git(ROOT, "ls-files", "-z", "-co", "--exclude-standard").split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    committed(clone)
    tools = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    subprocess.run([str(tools / "bin" / "pip"), "install", "-q", "pre-commit"], check=True)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tools / "cache"), "PLANCMP_LANG": "en"}

    def run(folder):
        return subprocess.run(
            [str(tools / "bin" / "pre-commit"), "try-repo", str(clone), "plancmp-check", "--all-files"],
            cwd=folder, check=False, capture_output=True, text=True, env=environment,
        )  # fmt: skip

    return run


@pytest.fixture
def collection(tmp_path):
    """A repository with a new collection."""
    subprocess.run([sys.executable, "-m", "plancmp", "init", str(tmp_path / "hunan")],
                   check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    return committed(tmp_path / "hunan")


def test_the_hook_passes_a_sound_file_and_names_the_line_of_a_slip(hook, collection):
    """Passed; then a transposed figure fails it with file, line, rule and repair."""
    clean = hook(collection)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "plancmp check" in clean.stdout
    assert "Passed" in clean.stdout
    text = (collection / "plans.yaml").read_text(encoding="utf-8").replace("value: 2806", "value: 2860")
    (collection / "plans.yaml").write_text(text, encoding="utf-8")
    line = text[: text.index("value: 2860")].count("\n") + 1
    broken = hook(collection)
    assert broken.returncode == 1
    assert f"plans.yaml:{line}:" in broken.stdout
    assert "figure-differs" in broken.stdout
