"""A new collection: sound at once, understood in five minutes, and never over what is there."""

import json
import re
import time
from pathlib import Path

import pytest
import yaml

from plancmp.changes.engine import changes
from plancmp.check.engine import check
from plancmp.new_collection import SCHEMA, TEMPLATES, starter_files
from plancmp.problems import Mark
from plancmp.reading.merging import of_texts
from plancmp.reading.revisions import Stand
from plancmp.reading.schema import make_json_schema
from plancmp.words import LANGUAGES, Text

CHINESE = re.compile(r"[一-鿿]")
WRITTEN = {
    "plans.yaml",
    SCHEMA,
    ".vscode/settings.json",
    ".vscode/extensions.json",
    ".vscode/plancmp.code-snippets",
    ".github/workflows/plans.yml",
    ".pre-commit-config.yaml",
}
FILES = {lang: {name: data.decode() for name, data in starter_files(lang).items()} for lang in LANGUAGES}


def read(text):
    return of_texts([("plans.yaml", text)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_new_collection_is_sound(lang, plancmp, tmp_path):
    """Every file is written; `check --strict` is silent; list, align and diff have something to show."""
    started = time.perf_counter()
    made = plancmp("init", "hunan", "--lang", lang, cwd=tmp_path)
    assert (made.status, made.err) == (0, "")
    folder = tmp_path / "hunan"
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} == WRITTEN
    checked = plancmp("check", "--strict", cwd=folder)
    assert checked.status == 0, checked.out
    assert "Example City" in plancmp("align", "--level", "region", cwd=folder).out
    assert time.perf_counter() - started < 60


def test_nothing_is_written_over_what_is_there(plancmp, tmp_path):
    """One file of the lot is enough: it keeps its bytes, and none of the others is written."""
    folder = tmp_path / "hunan"
    (folder / ".vscode").mkdir(parents=True)
    (folder / ".vscode" / "settings.json").write_bytes(b"mine")
    run = plancmp("init", "hunan", cwd=tmp_path)
    assert run.status == 2
    assert "settings.json is there already; nothing was written" in run.err
    assert [p.name for p in folder.rglob("*") if p.is_file()] == ["settings.json"]
    assert (folder / ".vscode" / "settings.json").read_bytes() == b"mine"


def test_it_may_join_what_is_there(plancmp, tmp_path):
    """A repository that was made first."""
    (tmp_path / "README.md").write_text("ours", encoding="utf-8")
    assert plancmp("init", ".", cwd=tmp_path).status == 0
    assert plancmp("check", cwd=tmp_path).status == 0


def test_where_nothing_can_be_written(plancmp, tmp_path):
    """A file where the folder should be."""
    (tmp_path / "hunan").write_text("a file", encoding="utf-8")
    run = plancmp("init", "hunan", cwd=tmp_path)
    assert run.status == 3
    assert "Traceback" not in run.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_comments_are_in_one_language(lang):
    """No mark of the templates is left, and English comments keep to English but for the terms they explain."""
    for name, text in FILES[lang].items():
        assert not re.search(r"#(?:zh|en)\b", text), name
    comments = [line for line in FILES[lang]["plans.yaml"].splitlines()[1:] if line.lstrip().startswith("#")]
    assert len(comments) > 10
    assert all(bool(CHINESE.search(c)) for c in comments) == (lang == "zh")


def test_both_languages_hold_the_same_data():
    """Only comments differ."""
    assert read(FILES["zh"]["plans.yaml"]).collection == read(FILES["en"]["plans.yaml"]).collection


def test_the_modeline_and_the_settings_lead_to_the_schema():
    """The editor finds it either way, and it is the one of this program."""
    files = FILES["zh"]
    assert files["plans.yaml"].splitlines()[0] == f"# yaml-language-server: $schema={SCHEMA}"
    assert f"./{SCHEMA}" in json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert json.loads(files[SCHEMA]) == json.loads(json.dumps(make_json_schema()))


SNIPPETS = json.loads(FILES["zh"][".vscode/plancmp.code-snippets"])
BELOW = {
    "place": ("places:\n", "  "),
    "indicator": ("indicators:\n", "  "),
    "plan": ("plans:\n", "  "),
    "target": ("    targets:\n", "      "),
    "result": ("    observed:\n", "      "),
    "task": ("    tasks:\n", "      "),
}
FILLED = {
    "place-above": "example-province",
    "indicator-id": "hightech-enterprises",
    "place": "example-city",
    "2020": "2019",  # the example has a result of 2020, and a target and a plan of these years
    "2025": "2030",
    "2021": "2026",
    "原文": "高新技术企业0家",
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_fits_where_it_belongs(name):
    """Put in with its proposals, and ids of what is there, it is sound in structure and references."""
    body = "\n".join(SNIPPETS[name]["body"]).replace("\n    $0", " []")
    body = re.sub(r"\$\{\d\|([^,|]*)[^}]*\}", r"\1", body)
    proposed = re.findall(r"\$\{(?:\d):([^}]*)\}", body)
    assert proposed
    keep = name in {"place", "indicator"}  # these bring an id of their own
    own = {proposed[0]: f"new-{name}"} if keep else {}
    body = re.sub(r"\$\{\d:([^}]*)\}", lambda m: {**FILLED, **own}.get(m[1], m[1]), body)
    after, indent = BELOW[name]
    text = FILES["zh"]["plans.yaml"]
    new = text.replace(after, after + "".join(f"{indent}{line}\n" for line in body.splitlines()), 1)
    loaded = read(new)
    assert [p for p in loaded.problems if p.level == "error"] == []
    assert changes(stand(text), Stand(Text.same("new"), loaded)).has_meaning


def stand(text):
    return Stand(Text.same("old"), read(text))


def test_a_first_edit_is_understood():
    """Overwrite a figure of the example: with its quote it is an edit, without it a slip at its line."""
    text = FILES["zh"]["plans.yaml"]
    sound = text.replace("1200", "1300")
    assert check(read(sound)).problems == ()
    (change,) = changes(stand(text), stand(sound)).entries
    assert str(change.kinds[0]) == "raised"
    slip = text.replace("value: 1200", "value: 2100")
    (problem,) = check(read(slip)).problems
    line = slip[: slip.index("value: 2100")].count("\n") + 1
    assert problem.mark == Mark("plans.yaml", line, 16)


def test_workflow_and_hook_name_what_there_is():
    """The files that they watch, minimal rights, actions by major version."""
    workflow = yaml.safe_load(FILES["zh"][".github/workflows/plans.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["env"] == {"PLANCMP_LANG": "zh"}
    steps = workflow["jobs"]["check"]["steps"]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", s["uses"]) for s in steps if "uses" in s)
    (hook,) = yaml.safe_load(FILES["zh"][".pre-commit-config.yaml"])["repos"][0]["hooks"]
    assert re.search(hook["files"], "plans.yaml")
    assert not re.search(hook["files"], ".github/workflows/plans.yml")


def test_nothing_is_taken_from_an_index_where_it_is_not():
    """The workflow is told where plancmp is to be had from; the hook takes the one that is installed."""
    for files in FILES.values():
        assert not any(re.search(r"pip install (?:-\S+ )*plancmp", text) for text in files.values())
        (hook,) = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"][0]["hooks"]
        assert (hook["language"], hook.get("additional_dependencies")) == ("system", None)


def test_our_own_hook_and_action():
    """The hook leaves workflows alone; the action's inputs reach its scripts through the environment only."""
    root = Path(__file__).parents[1]
    hook, _ = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert re.search(hook["files"], "data/plans.yaml")
    assert not re.search(hook["files"], ".github/workflows/plans.yml")
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    assert all("${{" not in step.get("run", "") for step in action["runs"]["steps"])


def test_templates_lie_inside_the_package():
    """So that the wheel holds them."""
    assert TEMPLATES.is_dir()
    assert TEMPLATES.parent.name == "plancmp"


def test_the_example_of_the_help_runs(plancmp, tmp_path):
    """As it stands there."""
    example = plancmp("init", "--help").out.partition("Example: plancmp ")[2].split("\n")[0]
    run = plancmp(*example.split(), cwd=tmp_path)
    assert (run.status, run.err) == (0, "")
    assert list(tmp_path.iterdir())
