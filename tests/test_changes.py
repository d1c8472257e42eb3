"""What an edit means, target by target: what was raised, moved, requoted; what is the same entry; what check now says."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.changes.engine import changes
from plancmp.changes.layout import lay_out_tables, write_headline
from plancmp.problems import Mark, PlancmpError, Problem
from plancmp.reading.merging import of_texts
from plancmp.reading.revisions import Stand, read_stands
from plancmp.render import Style, render
from plancmp.render.markdown import FOLDED, LARGEST, MARKER, format_comment
from plancmp.words import Table, Text

GOLDEN = Path(__file__).parent / "goldens"

HEAD = """\
format: 1
places:
  hunan:
    name: {zh: 湖南省, en: Hunan}
    level: region
    code: "430000"
  changsha:
    name: {zh: 长沙市, en: Changsha}
    level: municipality
    within: hunan
    code: "430100"
indicators:
  output:
    name: {zh: 高新技术产业产值, en: High-tech output}
    unit: 亿元
    basis: per-year
  firms:
    name: {zh: 高新技术企业数, en: High-tech enterprises}
    unit: 家
  literacy:
    name: {zh: 公民具备科学素质比例, en: Science literacy}
    unit: percent
plans:
  hunan-2021:
    title: {zh: 湖南省科技规划, en: Plan of Hunan}
    place: hunan
    period: 2021-2025
    encoding: partial
    partial: [observed]
    outline:
      "1": 目标
      "2": 任务
      box1: 指标
"""
OUTPUT = """\
      - indicator: output
        by: 2025
        value: 12500
        at: box1
        quote: 高新技术产业产值(亿元) 6124 12500
"""
FIRMS = """\
      - indicator: firms
        by: 2025
        value: 5600
        at: "1"
        lead:
          - 到2025年
        quote: 高新技术企业达到5600家
"""
LITERACY = """\
      - indicator: literacy
        by: 2025
        value: 11.5
        baseline: {year: 2020, value: 7.70}
        at: box1
        quote: 公民具备科学素质比例(%) 7.70 11.5
"""
ENTRIES = (OUTPUT, FIRMS, LITERACY)
TASKS = """\
    tasks:
      - key: rank
        kind: goal
        at: "2"
        title: 进入全国前列
"""


def text_of(*entries, head=HEAD, tasks=TASKS):
    return f"{head}    targets:\n{''.join(entries)}{tasks}" if entries else f"{head}{tasks}"


def stand(text, name="plans.yaml"):
    return Stand(Text.same(name), of_texts([("plans.yaml", text)]))


def edited(old, new):
    return changes(stand(old, "old"), stand(new, "new"))


def one(*replacements, text=None):
    """The one entry that an edit of the small collection touches."""
    old = text or text_of(*ENTRIES)
    new = old
    for a, b in replacements:
        assert a in new, a
        new = new.replace(a, b)
    (found,) = edited(old, new).entries
    return found


@pytest.mark.parametrize(
    ("replacements", "kinds", "told"),
    [
        ([("5600", "6000")], ["raised", "requoted"], "figure raised: 5,600 → 6,000"),
        ([("5600", "5000")], ["lowered", "requoted"], "figure lowered: 5,600 → 5,000"),
        ([("by: 2025\n        value: 5600", "by: 2030\n        value: 5600")], ["moved"], "year: 2025 → 2030"),
        ([("高新技术企业达到", "全省高新技术企业达到")], ["requoted"], "quote: 高新技术企业达到5600家 → 全省高新技术企业达到5600家"),
        ([("高新技术企业达到5600家", "高新技术企业 达到５６００家")], ["respelled"], "quote respelled"),
        ([("value: 12500\n", "value: 125000000\n        unit: 万元\n")], ["respelled"], "with the same value: 12,500 亿元 → 125,000,000 万元"),
        ([("value: 11.5\n", "value: 11.50\n")], ["respelled"], "11.5 % → 11.50 %"),
        ([("value: 5600\n", "value: 5600\n        comparator: at-least\n")], ["redefined"], "comparator: reach → at least"),
        ([("value: 5600\n", "value: 5600\n        commitment: aspirational\n")], ["redefined"], "commitment: plain → aspirational"),
        ([("by: 2025\n        value: 5600", "basis: not-stated\n        by: 2025\n        value: 5600")], ["redefined"], "basis: level → basis not stated"),
        ([("by: 2025\n        value: 5600", "for: [changsha]\n        by: 2025\n        value: 5600")], ["redefined"], "for: none → changsha"),
        ([("value: 5600\n", "low: 5600\n        high: 6000\n"), ("5600家", "5600—6000家")], ["raised", "requoted"], "5,600 → 5,600–6,000"),
        ([("value: 5600\n", "low: 5000\n        high: 6000\n"), ("5600家", "5000—6000家")], ["figure-changed", "requoted"], "figure: 5,600 → 5,000–6,000"),
        ([('value: 5600\n        at: "1"', 'value: 5600\n        at: "2"')], ["noted"], "section: 1 → 2"),
        ([("          - 到2025年\n", "          - 到2025年，力争\n")], ["noted"], "lead: 到2025年 → 到2025年，力争"),
    ],
)  # fmt: skip
def test_what_an_edit_does_to_a_target(replacements, kinds, told):
    """Each kind of edit has its own name, and words that show both sides."""
    change = one(*replacements)
    assert [str(k) for k in change.kinds] == kinds
    assert told in "; ".join(f.text.en for f in change.fields)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("5600", "6500", "bears out the old figure: a slip"),
        ("6500", "5600", "bears out the new figure: a correction"),
        ("6500", "6050", "does not decide: look at the text"),
    ],
)
def test_a_value_changed_under_an_unchanged_quote_stands_out(before, after, words):
    """The quote itself says whether it is a slip or the correction of one, where it can be read."""
    text = text_of(*ENTRIES).replace("value: 5600", f"value: {before}")
    change = one((f"value: {before}", f"value: {after}"), text=text)
    assert change.kinds[0] == "value-changed-quote-unchanged"
    assert words in change.fields[0].note.en


def test_a_changed_baseline_under_an_unchanged_quote_stands_out_too():
    """7.70 → 7.07."""
    change = one(("value: 7.70", "value: 7.07"))
    assert change.kinds[0] == "value-changed-quote-unchanged"
    assert change.fields[0].field == "baseline"


def test_a_year_that_the_words_contradict_is_remarked():
    """The lead still says 2025."""
    assert (
        "still says 2025" in one(("by: 2025\n        value: 5600", "by: 2026\n        value: 5600")).fields[0].note.en
    )


def test_a_corrected_basis_is_no_removal():
    """The id changes with the basis, the entry stays the same; so it does with another year or indicator."""
    change = one(
        ("by: 2025\n        value: 5600", "basis: added\n        from: 2021\n        by: 2025\n        value: 5600")
    )
    assert change.record("en")["old_id"] == "hunan-2021/firms/2025"
    assert change.record("en")["id"] == "hunan-2021/firms/2021-2025:added"


def test_entries_that_share_a_quote_keep_to_their_own():
    """各 5 家: two indicators, one quote; the one that is edited is the one that changed."""
    shared = [
        f'      - indicator: {i}\n        by: 2025\n        value: 5\n        at: "1"\n        quote: 企业和产值各达到5家\n'
        for i in ("firms", "output")
    ]  # fmt: skip
    change = one(("indicator: output\n        by: 2025", "indicator: output\n        by: 2024"), text=text_of(*shared))
    assert change.record("en")["id"] == "hunan-2021/output/2024"


def test_an_entry_moved_to_the_results_is_the_same_entry():
    """A target that was a past result all along."""
    result = FIRMS.replace("by: 2025", "year: 2020")
    found = edited(text_of(OUTPUT, FIRMS), text_of(OUTPUT).replace(TASKS, f"    observed:\n{result}{TASKS}"))
    (change,) = found.entries
    assert "type: target → result" in [f.text.en for f in change.fields]


@settings(max_examples=30, deadline=None)
@given(st.permutations(ENTRIES))
def test_the_order_of_entries_means_nothing(order):
    """Neither does putting lines between them."""
    spaced = "\n# a remark\n".join(order)
    assert not edited(text_of(*ENTRIES), text_of(spaced)).has_meaning


_EDITS = st.tuples(
    st.sampled_from(["5600", "5000", "6500"]),
    st.sampled_from(["2025", "2030"]),
    st.sampled_from(["12500\n", "125000000\n        unit: 万元\n", "13000\n"]),
    st.lists(st.sampled_from(ENTRIES), unique=True),
)


@settings(max_examples=40, deadline=None)
@given(_EDITS, _EDITS)
def test_an_edit_undone_is_its_mirror(a, b):
    """Raised becomes lowered, added removed; an edit and the same edit are nothing."""
    texts = []
    for value, year, output, kept in (a, b):
        text = text_of(*kept)
        text = text.replace("by: 2025\n        value: 5600", f"by: {year}\n        value: {value}")
        texts.append(text.replace("value: 12500\n", f"value: {output}"))
    there, back = edited(*texts), edited(*reversed(texts))
    mirror = {"raised": "lowered", "lowered": "raised", "added": "removed", "removed": "added"}
    flipped = sorted(sorted(mirror.get(str(k), str(k)) for k in c.kinds) for c in back.entries)
    assert sorted(sorted(str(k) for k in c.kinds) for c in there.entries) == flipped
    assert (len(there.found), len(there.gone)) == (len(back.gone), len(back.found))
    assert not edited(texts[0], texts[0]).has_meaning


def test_a_changed_unit_of_an_indicator_reaches_the_targets_that_inherit_it():
    """亿元 → 万元 makes every target without a unit of its own a ten-thousandth."""
    text = text_of(*ENTRIES)
    found = edited(text, text.replace("unit: 亿元", "unit: 万元"))
    (change,) = found.entries
    assert [str(k) for k in change.kinds] == ["value-changed-quote-unchanged", "lowered"]
    assert [d.ident for d in found.definitions] == ["output"]


def test_a_renamed_indicator_is_one_line():
    """Not a removal and an addition, nor a change of all its targets."""
    text = text_of(*ENTRIES)
    found = edited(text, text.replace("firms", "enterprises"))
    assert found.entries == ()
    assert [(d.ident, str(d.kind), d.fields[0].text.en) for d in found.definitions] == [
        ("enterprises", "renamed", "id: firms → enterprises")
    ]


def test_what_is_no_target_is_told_in_short():
    """A place, a plan, a task: what changed in them; what was added and removed."""
    text = text_of(*ENTRIES)
    new = (
        text.replace("en: Changsha}", "en: Changsha City}")
        .replace("encoding: partial\n    partial: [observed]", "encoding: complete")
        .replace("kind: goal", "kind: work")
        .replace("tasks:\n", 'tasks:\n      - key: centre\n        kind: work\n        at: "2"\n        title: 建设中心\n')
    )  # fmt: skip
    found = edited(text, new)
    assert [(d.part, d.ident, str(d.kind)) for d in found.definitions] == [
        ("tasks", "hunan-2021/task.rank", "changed"),
        ("places", "changsha", "changed"),
        ("plans", "hunan-2021", "changed"),
        ("tasks", "hunan-2021/task.centre", "added"),
    ]
    assert "encoding: partial → complete" in found.definitions[2].describe().en


def test_check_results_that_appear_and_disappear():
    """A slip is newly found, its repair gone; a problem whose line only moved is neither."""
    sound, slip = text_of(*ENTRIES), text_of(*ENTRIES).replace("value: 5600", "value: 6500")
    found = edited(sound, slip)
    assert [p.rule for p in found.found] == ["figure-differs"]
    assert found.gone == ()
    assert [p.rule for p in edited(slip, sound).gone] == ["figure-differs"]
    moved = edited(slip, slip.replace("format: 1\n", "format: 1\n# a line more\n"))
    assert not moved.has_meaning


def test_a_file_that_cannot_be_read_to_its_end_is_not_called_a_removal():
    """Broken YAML: nothing is compared, and the headline says so."""
    text = text_of(*ENTRIES)
    found = edited(text, text.replace("      - indicator: firms", "      - indicator: [firms"))
    assert found.entries == ()
    assert "cannot be read to its end" in write_headline(found).en
    assert found.found


def test_an_entry_left_out_for_an_error_is_not_plainly_called_removed():
    """A misspelt key or indicator takes the entry out of the reckoning."""
    for a, b in (("value: 5600", "valeu: 5600"), ("indicator: firms\n", "indicator: frims\n")):
        found = edited(text_of(*ENTRIES), text_of(*ENTRIES).replace(a, b))
        titles = [t.title for t in lay_out_tables(found, "en")]
        assert "Removed, or left out because of an error (1)" in titles


EDIT = (
    ("value: 5600", "value: 6500"),
    ("12500\n        at", "13000\n        at"),
    ("6124 12500", "6124 13000"),
    ("en: Changsha}", "en: Changsha City}"),
    (LITERACY, ""),
)


@pytest.mark.parametrize(("name", "form", "lang"), [
    ("changes.en.txt", "plain", "en"), ("changes.zh.txt", "plain", "zh"), ("changes.zh.md", "markdown", "zh"),
])  # fmt: skip
def test_what_people_see(name, form, lang):
    """The output for a pipe and for a review. PLANCMP_REWRITE=1 rewrites the goldens."""
    old = new = text_of(*ENTRIES)
    for a, b in EDIT:
        assert a in new
        new = new.replace(a, b)
    found = edited(old, new)
    assert found.found
    problem = Problem(  # one of our own: the words of the rules are no business of this golden
        Mark("plans.yaml", 42, 16), "figure-differs", "error", Text("数值是 6500", "value is 6500"), Text("改为 5600", "write 5600")
    )  # fmt: skip
    shown = render(found._replace(found=(problem,)), form, Style(lang))
    if os.environ.get("PLANCMP_REWRITE"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(shown, encoding="utf-8")
    assert shown == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_comment_fits_and_counts_what_it_leaves_out():
    """Worst first, whole rows, never more bytes than a comment takes."""
    rows = tuple((f"plan/firms/{n}", "高新技术企业数" * 10, "5,600 → 6,500", "") for n in range(1000))
    tables = [Table("Suspect (1)", ("Id",), (("plan/a@b/2020",),)), Table("Raised (1000)", ("Id", "", "", ""), rows),
              Table("Added (3)", ("Id",), (("x",),) * 3)]  # fmt: skip
    text = format_comment("the headline", tables, "en")
    assert len(text.encode()) <= LARGEST
    assert text.startswith(MARKER)
    shown = text.count("plan/firms/")
    assert 100 < shown < 1000
    assert f"and {1000 - shown} more" in text
    assert "Left out for length: Added (3)" in text
    assert text.index("Suspect") < text.index("Raised")
    assert "<details><summary>Raised" in text


def test_a_comment_calls_nobody_and_holds_no_markup():
    """A name after @, a tag, a pipe: all are text."""
    text = format_comment("@octocat", [Table("t", ("a",), (("<img src=x> | @octocat [x](y)",),))], "en")
    assert "@octocat" not in text
    assert "<img" not in text
    assert text.count("\n|") == 3
    assert "<details>" not in format_comment("h", [Table("t", ("a",), (("x",),) * FOLDED)], "en")


def git(folder, *arguments):
    author = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        [shutil.which("git") or "git", *author, *arguments], cwd=folder, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Three commits: without the collection, with it (tag first), with 6000 firms on a branch; 6500 in the working tree."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "nothing")
    plans = tmp_path / "plans.yaml"
    plans.write_text(text_of(*ENTRIES), encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "start")
    git(tmp_path, "tag", "first")
    git(tmp_path, "checkout", "-q", "-b", "edit")
    plans.write_text(text_of(*ENTRIES).replace("5600", "6000"), encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "6000")
    plans.write_text(text_of(*ENTRIES).replace("5600", "6500"), encoding="utf-8")
    return tmp_path


def figures(old, new, path="plans.yaml"):
    """The figures before and after, of the one target that two stands tell apart."""
    found = changes(*read_stands(old, new, Path(path)))
    (change,) = found.entries
    return change.fields[0].old["value"], change.fields[0].new["value"]


@needs_git
def test_git_revisions(repository):
    """HEAD against the working tree by default; a revision; a range; two revisions; a file against a revision."""
    assert figures(None, None) == (6000, 6500)
    assert figures("first", None) == (5600, 6500)
    assert figures("HEAD~1", None) == (5600, 6500)
    assert figures("main..HEAD", None) == (5600, 6000)
    assert figures("main..", None) == (5600, 6000)
    assert figures("edit", "main") == (6000, 5600)
    assert figures("main", "plans.yaml") == (5600, 6500)
    assert figures("main", None, str(repository / "plans.yaml")) == (5600, 6500)


@needs_git
def test_three_dots_start_where_the_two_parted(repository):
    """What main did since does not count."""
    git(repository, "stash", "-q")
    git(repository, "checkout", "-q", "main")
    (repository / "plans.yaml").write_text(text_of(*ENTRIES).replace("12500", "99999"), encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "main went on")
    assert figures("main...edit", None) == (5600, 6000)
    assert len(changes(*read_stands("main..edit", None, Path("plans.yaml"))).entries) == 2


@needs_git
def test_a_revision_without_the_collection_makes_everything_new(repository):
    """The pull request that brings the file; a file that neither has is an error."""
    found = changes(*read_stands("first~1..first", None, Path("plans.yaml")))
    assert [str(c.kinds[0]) for c in found.entries] == ["added"] * 3
    assert "does not hold the collection" in write_headline(found).en
    with pytest.raises(PlancmpError) as trouble:
        read_stands("first~1..first", None, repository / "other.yaml")
    assert trouble.value.exit_code == 3


@needs_git
def test_a_folder_in_git(repository):
    """Every YAML file of the folder, and nothing else; the places and plans may stand apart."""
    folder = repository / "data" / "plans"
    folder.mkdir(parents=True)
    head, plans = text_of(*ENTRIES).split("plans:\n")
    (folder / "places.yaml").write_text(head, encoding="utf-8")
    (folder / "hunan-2021.yaml").write_text(f"format: 1\nplans:\n{plans}", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("nonsense", encoding="utf-8")
    (folder / "notes.txt").write_text("nonsense", encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "folder")
    (folder / "hunan-2021.yaml").write_text(f"format: 1\nplans:\n{plans.replace('5600', '6000')}", encoding="utf-8")
    found = changes(*read_stands(None, None, Path("data/plans")))
    assert [c.fields[0].text.en for c in found.entries] == ["figure raised: 5,600 → 6,000"]
    assert (found.found, found.gone) == ((), ())


@needs_git
@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("nowhere",), 2, "git knows no revision nowhere, and no such file"),
        (("main..nowhere",), 2, "git knows no revision nowhere"),
        (("../nowhere.yaml",), 2, "git knows no revision ../nowhere.yaml"),
        (("--", "--output=pwned"), 2, "git knows no revision --output=pwned"),
        (("HEAD", "nowhere.yaml"), 2, "git knows no revision nowhere.yaml"),
        (("--exit-code",), 1, ""),
        (("plans.yaml", "plans.yaml", "--exit-code"), 0, ""),
    ],
)
def test_exit_statuses_and_trouble(arguments, status, words, repository, plancmp):
    """Trouble is told in words, and a change is no trouble unless asked."""
    run = plancmp("changes", *arguments, cwd=repository)
    assert run.status == status
    assert words in run.err
    assert "Traceback" not in run.err
    assert not (repository / "pwned").exists()


@needs_git
def test_the_example_of_the_help_runs(repository, plancmp):
    """As it stands there."""
    example = plancmp("changes", "--help").out.partition("Example: plancmp ")[2].split("\n")[0]
    run = plancmp(*example.split(), cwd=repository)
    assert (run.status, run.err) == (0, "")
    assert "5,600 → 6,000" in run.out


@needs_git
def test_without_a_repository_or_without_git(tmp_path, plancmp):
    """Two files can be compared all the same, and the message says so."""
    (tmp_path / "plans.yaml").write_text(text_of(*ENTRIES), encoding="utf-8")
    outside = plancmp("changes", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (outside.status, "in no git repository; name two files" in outside.err) == (3, True)
    without = plancmp("changes", cwd=tmp_path, PATH="")
    assert (without.status, "git is not installed" in without.err) == (3, True)
    assert plancmp("changes", "plans.yaml", "plans.yaml", cwd=tmp_path, PATH="").status == 0


def test_the_machine_readable_output(tmp_path, plancmp):
    """The summary counts each entry once, under the worst; fields carry both sides."""
    (tmp_path / "old.yaml").write_text(text_of(*ENTRIES), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(text_of(*ENTRIES).replace("value: 5600", "value: 6500"), encoding="utf-8")
    record = plancmp("changes", "old.yaml", "new.yaml", "--format", "json", cwd=tmp_path).json
    assert record["summary"]["targets"] == {"value-changed-quote-unchanged": 1}
    assert record["summary"]["found"] == 1
    (target,) = record["targets"]
    assert target["changes"] == ["value-changed-quote-unchanged", "raised"]
    assert target["fields"][0]["old"]["value"], target["fields"][0]["new"]["value"] == (5600, 6500)
    assert target["new"]["id"] == target["id"]
    assert record["schema"] == "plancmp/1"
    assert set(record) - {"schema"} == {"old", "new", "summary", "targets", "results", "tasks", "indicators", "places", "plans",
                           "found", "gone"}  # fmt: skip
    assert json.loads(json.dumps(record)) == record


def test_the_shipped_data_against_itself_is_nothing(shipped_stand):
    """And a stand without it brings everything."""
    empty = shipped_stand._replace(loaded=of_texts([]), missing=True)
    assert not changes(shipped_stand, shipped_stand).has_meaning
    found = changes(empty, shipped_stand)
    counts = {part: dict(counted) for part, counted in found.count_changes().items()}
    assert set(counts["targets"]) == {"added"}
    assert sum(counts["plans"].values()) == len(shipped_stand.loaded.collection.plans)
    assert len(format_comment(write_headline(found).zh, lay_out_tables(found, "zh"), "zh").encode()) <= LARGEST


@pytest.fixture(scope="module")
def shipped_stand():
    """The shipped collection as it lies here."""
    path = Path(__file__).parents[1] / "plans.yaml"
    return Stand(Text.same("plans.yaml"), of_texts([("plans.yaml", path.read_text(encoding="utf-8"))]))


def test_two_tasks_of_one_title_are_two(tmp_path, plancmp):
    """In one section, both gone; and the order of what is set aside says nothing."""
    task = "      - {key: %s, kind: work, at: '1', title: 建设实验室}\n"
    aside = "      - {at: '1', quote: %s所高校, because: a count}\n"
    head = (
        "format: 1\nplaces:\n  lake: {name: {zh: 湖滨市, en: Lake}, level: municipality, code: '990100'}\nplans:\n"
        "  lake-2021:\n    title: {zh: 规划, en: Plan}\n    place: lake\n    period: 2021-2025\n    encoding: partial\n"
        "    outline: {'1': 目标}\n"
    )
    asides = [aside % n for n in (3, 4)]
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(head + "    tasks:\n" + task % "a" + task % "b" + "    aside:\n" + "".join(asides), encoding="utf-8")
    new.write_text(head + "    aside:\n" + "".join(reversed(asides)), encoding="utf-8")
    told = plancmp("changes", str(old), str(new), "-f", "json").json
    assert [each["id"] for each in told["tasks"]] == ["lake-2021/task.a", "lake-2021/task.b"]
    assert told["indicators"] == told["plans"] == []
