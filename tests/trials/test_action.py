"""The steps of action.yml that are shell, run as plain shell in a scratch repository as a runner would.

Run by name: `pytest tests/trials/test_action.py`. Needs bash, git, and pip with a registry for the install step.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GIT = shutil.which("git")
AUTHOR = ("-c", "user.name=trial", "-c", "user.email=trial@example.org", "-c", "commit.gpgsign=false")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
EXPRESSION = re.compile(r"\$\{\{\s*(?P<name>[^}]+?)\s*\}\}")

pytestmark = pytest.mark.skipif(GIT is None or not shutil.which("bash"), reason="git or bash is not installed")


def git(folder, *arguments):
    done = subprocess.run([GIT, *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The folder of programs after the install step."""
    tools = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    environment = {**os.environ, "PATH": f"{tools / 'bin'}:{os.environ['PATH']}", "ACTION": str(ROOT)}
    subprocess.run(["bash", "-e", "-o", "pipefail", "-c", STEPS["Install"]["run"]], check=True, env=environment)
    return tools / "bin"


class Runner:
    """As much of GitHub's runner as shell steps see: inputs, outputs of steps, the step summary."""

    def __init__(self, folder, scratch, python, inputs):
        self.folder, self.scratch, self.python = folder, scratch, python
        defaults = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
        self.values = {f"inputs.{name}": value for name, value in {**defaults, **inputs}.items()}
        self.log = ""

    def step(self, name):
        """Run a step; its exit status."""
        step = STEPS[name]
        (self.scratch / "output").write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.folder, check=False, capture_output=True, text=True, env=self._environment(step),
        )  # fmt: skip
        self.log += done.stdout + done.stderr
        for line in (self.scratch / "output").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step.get('id')}.outputs.{key}"] = value
        return done.returncode

    def _environment(self, step):
        own = {k: EXPRESSION.sub(lambda m: self.values.get(m["name"], ""), v) for k, v in step.get("env", {}).items()}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "PLANCMP_", "PYTHONPATH"))}
        return {
            **kept,
            "PATH": f"{self.python}:{os.environ['PATH']}",
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(self.scratch / "output"),
            "GITHUB_STEP_SUMMARY": str(self.scratch / "summary.md"),
            "RUNNER_TEMP": str(self.scratch),
            **own,
        }

    def run(self):
        """Check, changes, verdict, in their order; the action's exit status."""
        assert [self.step("Check"), self.step("Changes")] == [0, 0], self.log
        return self.step("Verdict")

    @property
    def summary(self):
        path = self.scratch / "summary.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def repository(tmp_path):
    """A repository with a new collection, as one commit."""
    folder = tmp_path / "hunan"
    subprocess.run([sys.executable, "-m", "plancmp", "init", str(folder)],
                   check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "edit")


def edit(folder, old, new):
    text = (folder / "plans.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "plans.yaml").write_text(text.replace(old, new), encoding="utf-8")
    commit(folder)


@pytest.fixture
def runner(repository, tmp_path, python):
    """A runner for a checkout of the repository."""

    def make(folder=repository, **inputs):
        scratch = tmp_path / f"scratch{len(list(tmp_path.iterdir()))}"
        scratch.mkdir()
        return Runner(folder, scratch, python, inputs)

    return make


def test_a_slip_is_annotated_explained_and_fails(repository, runner):
    """The annotation names file and line, the summary tells what the edit means, the last step fails."""
    edit(repository, "value: 2806", "value: 2860")
    run = runner()
    assert run.run() == 1
    assert re.search(r"::error file=plans\.yaml,[^:]*line=\d+", run.log)
    assert "<!-- plancmp changes -->" in run.summary
    assert "2,806 → 2,860" in run.summary
    assert "a slip, most likely" in run.summary


def test_a_sound_edit_passes(repository, runner):
    """A figure changed together with its quote."""
    edit(repository, "1200", "1300")
    run = runner(lang="zh")
    assert run.run() == 0
    assert "数值提高：1,200 家 → 1,300 家" in run.summary


def test_a_shallow_clone_fetches_the_base_that_is_named(repository, runner, tmp_path):
    """A checkout of one commit, and the base by its full name."""
    base = git(repository, "rev-parse", "HEAD")
    edit(repository, "1200", "1300")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    run = runner(clone, base=base)
    assert run.run() == 0
    assert "1,200 → 1,300" in run.summary


def test_a_shallow_clone_without_a_base_goes_one_commit_back(repository, runner, tmp_path):
    """A checkout of one commit, no base named."""
    edit(repository, "1200", "1300")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    run = runner(clone)
    assert run.run() == 0
    assert "1,200 → 1,300" in run.summary


def test_the_first_commit_has_nothing_to_compare_with(runner):
    """The check runs all the same."""
    run = runner()
    assert run.run() == 0
    assert "no earlier commit" in run.summary


def test_hostile_inputs_are_only_text(repository, runner):
    """What stands in an input is never run."""
    run = runner(base='$(touch "pwned")', plans='plans.yaml"; touch pwned; "')
    run.step("Check")
    run.step("Changes")
    assert not (repository / "pwned").exists()
