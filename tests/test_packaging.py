"""What stands around the program: one version, one name for who made it, actions that cannot move, no address that is none."""

import re
import tomllib

import pytest
import yaml
from conftest import ROOT

import plancmp

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
GITHUB = [*sorted(p for p in (ROOT / ".github").rglob("*.yml")), ROOT / "action.yml"]
USES = re.compile(r"uses: (\S+)(?: # (\S+))?")


def test_the_version_has_one_source():
    """The package's own; the project file reads it, citation and changelog name the latest that was released."""
    assert "version" in PROJECT["dynamic"]
    latest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", CHANGELOG, re.MULTILINE)
    assert latest is not None
    assert (CITATION["version"], str(CITATION["date-released"])) == latest.groups()
    assert plancmp.__version__.split(".") >= CITATION["version"].split(".")


def test_the_changelog_keeps_its_form():
    """Keep a Changelog: unreleased changes first, every release with its day."""
    heads = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", head) for head in heads[1:])


def test_makers_and_licences_are_told_alike():
    assert PROJECT["authors"] == [{"name": author["name"]} for author in CITATION["authors"]]
    assert [*CITATION["license"]] == [PROJECT["license"], "CC-BY-4.0"]
    assert "Creative Commons Attribution 4.0" in (ROOT / "docs" / "licence.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_action_is_pinned(file):
    """By the hash of a commit, its version beside it; what lies in this repository needs none."""
    for action, version in USES.findall(file.read_text(encoding="utf-8")):
        assert action == "./" or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
        assert action == "./" or re.fullmatch(r"v\d+\.\d+\.\d+", version), action


@pytest.mark.parametrize("file", [f for f in GITHUB if "workflows" in f.parts], ids=lambda file: file.name)
def test_no_workflow_may_more_than_it_needs(file):
    """Reading alone, unless a job says for what."""
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert told["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in told["jobs"].values())


def test_the_hook_takes_the_files_that_people_name():
    """plans.yaml anywhere, and drafts of any name with the ending."""
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    taken = ["plans.yaml", "data/plans.yaml", "nanning.plancmp.yaml", "drafts/a-b.plancmp.yaml"]
    left = ["myplans.yaml", "plans.yml", "plancmp.yaml.txt", "other.yaml"]
    assert [name for name in (*taken, *left) if re.search(hook["files"], name)] == taken


def test_nobody_is_sent_to_an_index_where_it_is_not():
    """From a clone it is installed from the clone; extras are told as what they need."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"pip install '?plancmp", text), page.name
