"""`plancmp check` as curators, CI services and editors meet it."""

import json
import os
import re
import shutil
import sys
from xml.etree import ElementTree as ET

import pytest
from bad_plans import GOOD, PLANS
from conftest import ROOT, Run, run_plancmp

from plancmp.check.engine import list_rule_names
from plancmp.check.result import CheckResult
from plancmp.cli import main
from plancmp.problems import Mark, Problem, sort_problems
from plancmp.render import Style
from plancmp.render.continuous_integration import (
    LARGEST,
    write_annotations,
    write_junit,
    write_sarif,
    write_summary,
)
from plancmp.render.problems import format_problem
from plancmp.words import Text


@pytest.fixture
def plancmp(monkeypatch, capsys):
    """The command line in this process, which is quicker than one of its own."""

    def run(*args, cwd=None, **environment):
        with monkeypatch.context() as patch:
            for name in [n for n in os.environ if n.startswith(("PLANCMP_", "LC_", "GITHUB_"))]:
                patch.delenv(name)
            for name, value in {"LANG": "en_GB.UTF-8", **environment}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["plancmp", *args])
            if cwd is not None:
                patch.chdir(cwd)
            with pytest.raises(SystemExit) as ended:
                main()
        return Run(ended.value.code or 0, *capsys.readouterr())

    return run


def checked(*problems, lines=None):
    return CheckResult(sort_problems(problems), ("p.yaml",), 1, 2, 3, lines or {})


def problem(line, column=1, *, rule="figure-differs", level="error", message="m", hint="h", path="p.yaml"):
    return Problem(Mark(path, line, column), rule, level, Text.same(message), Text.same(hint))


# Exit status


def test_clean_is_0(plancmp):
    run = plancmp("check", str(GOOD))
    assert (run.status, run.out, run.err) == (0, "no problems in 1 file (1 plan, 3 targets, 1 result)\n", "")


def test_problems_are_1_and_warnings_with_strict(plancmp, bad):
    assert plancmp("check", str(bad / "figure-differs.yaml")).status == 1
    assert plancmp("check", str(bad / "default-written.yaml")).status == 0
    assert plancmp("check", str(bad / "default-written.yaml"), "--strict").status == 1


def test_wrong_usage_is_2(plancmp):
    for args in (("--select", "figure-difers"), ("--explain", "nothing"), ("--format", "xml"), ("--no-such",)):
        assert plancmp("check", str(GOOD), *args).status == 2
    assert "did you mean figure-differs" in plancmp("check", str(GOOD), "--select", "figure-difers").err


def test_no_text_is_3_and_the_readable_files_are_judged_all_the_same(plancmp, tmp_path, bad):
    run = plancmp("check", str(bad / "figure-differs.yaml"), "nowhere.yaml", str(tmp_path))
    assert run.status == 3
    assert run.out.count("unreadable") == 2
    assert run.out.count("figure-differs:") == 2


def test_a_gbk_file_is_told_with_its_line(plancmp, bad):
    run = plancmp("check", str(bad / "unreadable.yaml"))
    assert run.status == 3
    assert re.search(
        r"unreadable\.yaml:4:1: error: unreadable: is not UTF-8 .line 4., it looks like GBK; save it as UTF-8", run.out
    )


def test_without_a_file_the_working_directory_is_asked(plancmp, tmp_path):
    run = plancmp("check", cwd=tmp_path)
    assert (run.status, "there is no plans.yaml here" in run.out) == (3, True)
    shutil.copy(GOOD, tmp_path / "plans.yaml")
    assert plancmp("check", cwd=tmp_path).status == 0
    assert plancmp("check", cwd=tmp_path.parent, PLANCMP_PLANS=str(GOOD)).status == 0


def test_standard_input(bad):
    run = run_plancmp("check", "-", stdin=(bad / "basis-unit.yaml").read_bytes())
    assert run.status == 1
    assert run.out.startswith("<stdin>:")


# Several files


def test_several_files_and_a_folder_are_one_collection(plancmp, tmp_path):
    text = GOOD.read_text(encoding="utf-8")
    head, plans = text.split("plans:\n")
    (tmp_path / "indicators.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "lake-2021.yaml").write_text("format: 1\nplans:\n" + plans, encoding="utf-8")
    assert plancmp("check", str(tmp_path)).out.startswith("no problems in 2 files (1 plan, 3 targets")
    both = plancmp("check", str(tmp_path / "lake-2021.yaml"), str(tmp_path / "indicators.yaml"))
    assert both.status == 0
    alone = plancmp("check", str(tmp_path / "lake-2021.yaml"))
    assert (alone.status, "unknown-indicator" in alone.out) == (1, True)


def test_a_file_that_is_named_twice_is_read_once(plancmp):
    assert plancmp("check", str(GOOD), str(GOOD)).out.startswith("no problems in 1 file")


# Sources


def test_a_quote_that_is_not_there_is_told_with_the_nearest_passage(plancmp, bad):
    run = plancmp("check", str(bad / "quote-not-found.yaml"), "--sources", str(PLANS / "texts"))
    assert run.status == 1
    assert "nearest is “力争新增科技型中小企业1500家” (2.1, line 10 of the text)" in run.out
    assert "it stands in 2.2: correct `at`" in run.out


def test_the_environment_names_the_sources(plancmp, bad):
    run = plancmp("check", str(bad / "quote-not-found.yaml"), PLANCMP_SOURCES=str(PLANS / "texts"))
    assert "quote-not-found" in run.out
    assert "quote-not-found" not in plancmp("check", str(bad / "quote-not-found.yaml")).out


def test_without_the_folder_of_sources(plancmp):
    run = plancmp("check", str(GOOD), "--sources", "nowhere")
    assert (run.status, "no such folder" in run.err) == (3, True)


def test_the_shipped_file_is_silent_with_its_texts(plancmp):
    """Every quote and lead in its section, every heading in the outline, every year printed."""
    texts = ROOT.parent / "shared" / "sources"
    if not texts.is_dir():
        pytest.skip("the plans' texts are not beside the checkout")
    run = plancmp("check", str(ROOT / "plans.yaml"), "--sources", str(texts), "--strict")
    assert (run.status, run.out[:11]) == (0, "no problems")


# What people read


def test_text_has_the_source_line_and_a_caret_under_the_value(plancmp, bad):
    run = plancmp("check", str(bad / "figure-differs.yaml"))
    path = bad / "figure-differs.yaml"
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if "6500" in text)
    assert run.out.startswith(
        f"{path}:{line}:16: error: figure-differs: value is 6500, the quote says 5600 (高新技术企业数达到5600家以上)\n"
        f"{line:>7} |         value: 6500  # ! figure-differs\n"
        "        |                ^^^^\n"
        "        | digits transposed? write 5600, or correct the quote if the text was misread\n"
    )


def test_chinese(plancmp, bad):
    run = plancmp("check", str(bad / "figure-differs.yaml"), "--lang", "zh")
    assert "错误: figure-differs: value 写作 6500，原文是 5600（高新技术企业数达到5600家以上）" in run.out
    assert run.out.endswith("1 个文件 2 个问题（1 项规划，3 个目标，1 项成绩）\n")


@pytest.mark.parametrize(
    ("line", "column", "under"),
    [
        ('        at: "4.1"  # x', 13, '"4.1"'),
        ("        value: 5,600  # x", 16, "5,600"),
        ("        value：5600", 14, "：5600"),
        ("        baseline: {year: 2020, value: 6,1}", 39, "6"),
        ("        quote: 到2025年 达到", 16, "到2025年 达到"),
        ("    name: {zh: 甲市, en: A}", 11, "{"),
        ("    name: {zh: 甲市, en: A}", 16, "甲市"),
        ("        valu: 3", 9, "valu"),
        ("        for: [a-b, c]", 15, "a-b"),
        ("", 1, ""),
    ],
)
def test_the_caret_underlines_what_is_meant(line, column, under):
    from rich.cells import cell_len

    text = format_problem(problem(1, column), [line], "en").split("\n")
    assert text[2].count("^") == max(1, cell_len(under))
    margin = len("      1 | ")
    assert text[2].index("^") == margin + cell_len(line[: column - 1])


def test_a_long_line_is_shown_around_the_caret_and_control_characters_are_not_printed():
    text = format_problem(problem(1, 301, message="a\x1b[31mb"), ["x" * 300 + "!" + "y" * 300], "en")
    assert "!" in text
    assert max(map(len, text.split("\n"))) < 130
    assert "\x1b" not in text


def test_rules_are_listed_and_explained(plancmp):
    listed = plancmp("check", "--list-rules").out
    assert re.findall(r"^([a-z0-9-]+)  (?:error|warning)$", listed, re.MULTILINE) == list_rule_names()
    run = plancmp("check", "--explain", "quote-it", "--lang", "zh")
    assert run.out.startswith("quote-it  错误\n    没有加引号的文字")


# What programs read


def test_json_has_one_shape_in_every_case(plancmp, bad):
    run = plancmp("check", str(bad / "basis-unit.yaml"), "--format", "json")
    (found,) = run.json
    assert list(found) == ["path", "line", "column", "rule", "level", "message", "hint"]
    assert (found["line"], found["rule"], found["level"]) == (56, "basis-unit", "error")
    assert plancmp("check", str(GOOD), "--format", "json").json == []
    assert [p["rule"] for p in plancmp("check", str(bad / "yaml-syntax.yaml"), "--format", "json").json] == [
        "yaml-syntax"
    ]
    for args, status in ((("nowhere.yaml",), 3), ((str(bad / "unreadable.yaml"),), 3)):
        run = plancmp("check", *args, "--format", "json")
        assert (run.status, [p["rule"] for p in run.json]) == (status, ["unreadable"])
    run = plancmp("check", str(GOOD), "--select", "x", "--format", "json")
    assert (run.status, run.json) == (2, [])
    run = plancmp("check", str(GOOD), "--sources", "nowhere", "--format", "json")
    assert (run.status, run.json) == (3, [])


def test_json_keeps_chinese_readable(plancmp, bad):
    run = plancmp("check", str(bad / "figure-differs.yaml"), "--format", "json", "--lang", "zh")
    assert "原文是 5600" in run.out


def test_github_escapes_and_tells_the_sort_by_level():
    found = checked(
        problem(1, rule="default-written", level="warning", message="100%\r\nwarn: a, b", path="a:b,c%.yaml"),
        problem(9, 4, message="x", hint=""),
    )
    assert write_annotations(found, Style("en")).split("\n")[:2] == [
        "::error file=p.yaml,title=figure-differs,line=9,col=4::x",
        "::warning file=a%3Ab%2Cc%25.yaml,title=default-written,line=1,col=1::100%25%0D%0Awarn: a, b%0Ah",
    ]


def test_github_is_the_default_in_an_action_and_everything_is_in_the_summary(plancmp, tmp_path, bad):
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    run = plancmp(
        "check", str(bad / "unknown-key.yaml"), GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary),
        GITHUB_SERVER_URL="https://example.org", GITHUB_REPOSITORY="a/b", GITHUB_SHA="abc",
    )  # fmt: skip
    assert run.status == 1
    assert run.out.count("::error file=") == 2
    assert run.out.rstrip().endswith("(1 plan, 2 targets, 1 result)")
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("before\n## plancmp check\n")
    assert written.count("| error | unknown-key | ") == 2
    assert "https://example.org/a/b/blob/abc/" in written
    assert plancmp("check", str(GOOD), "--format", "text", GITHUB_ACTIONS="true").out.startswith("no problems")


def test_a_summary_neither_breaks_its_table_nor_grows_too_large():
    one = write_summary(checked(problem(3, message="a|b\n<script>*x*")), "en")
    row = one.rstrip().split("\n")[-1]
    assert row.count(" | ") == 4
    assert "<" not in row
    many = write_summary(checked(*(problem(n, message="x" * 1000) for n in range(1, 3000))), "en")
    assert len(many.encode()) < LARGEST + 2000
    assert re.search(r"\d+ more: see the log\n$", many)


def test_sarif():
    record = json.loads(
        write_sarif(
            checked(problem(3, 5), problem(0, 0, rule="unreadable", path="a b.yaml")), Style("en", version="1.2")
        )
    )
    (run,) = record["runs"]
    assert record["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["figure-differs", "unreadable"]
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [
        r["ruleId"] for r in run["results"]
    ]
    places = [r["locations"][0]["physicalLocation"] for r in run["results"]]
    assert places == [
        {"artifactLocation": {"uri": "a%20b.yaml"}},
        {"artifactLocation": {"uri": "p.yaml"}, "region": {"startLine": 3, "startColumn": 5}},
    ]


def test_junit_counts_files_and_problems():
    clean = ET.fromstring(write_junit(checked(), Style("en")))  # noqa: S314 - our own text
    assert (clean.get("tests"), clean.get("failures"), len(clean.findall(".//failure"))) == ("1", "0", 0)
    found = checked(
        problem(3, message='<&"\x07'), problem(4, level="warning", rule="default-written"), problem(1, path="q.yaml")
    )
    root = ET.fromstring(write_junit(found, Style("en")))  # noqa: S314 - our own text
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert [suite.get("name") for suite in root] == ["p.yaml", "q.yaml"]
    assert root.find(".//failure").get("message") == '<&" '
    assert len(root.findall(".//system-out")) == 1


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif", "junit"])
def test_every_format_goes_to_a_file(format_, plancmp, tmp_path, bad):
    out = tmp_path / "out"
    shown = plancmp("check", str(bad / "basis-unit.yaml"), "--format", format_)
    run = plancmp("check", str(bad / "basis-unit.yaml"), "--format", format_, "--output", str(out))
    assert (run.status, run.out) == (1, "")
    assert out.read_text(encoding="utf-8") == shown.out


def test_services_are_told_paths_of_the_repository(tmp_path, plancmp):
    """Wherever the step runs: below the checkout; a file elsewhere keeps its path."""
    (tmp_path / "data" / "deep").mkdir(parents=True)
    path = tmp_path / "data" / "plans.yaml"
    path.write_text("format: 1\nplaces:\n  lake: {name: 湖}\n", encoding="utf-8")
    settings = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(tmp_path)}
    told = plancmp("check", "../plans.yaml", cwd=tmp_path / "data" / "deep", **settings).out
    assert told.startswith("::error file=data/plans.yaml,")
    sarif = plancmp("check", str(path), "-f", "sarif", cwd=tmp_path, **settings).json
    found = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["runs"][0]["results"]}
    assert found == {"data/plans.yaml"}
    outside = plancmp(
        "check", str(path), cwd=tmp_path, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(tmp_path / "other")
    ).out
    assert outside.startswith(f"::error file={path},")


def test_a_file_in_capitals_is_read_too(tmp_path, plancmp):
    """PLANS.YAML is as good as plans.yaml, in a folder as by name."""
    (tmp_path / "PLANS.YAML").write_text("format: 1\nplaces:\n  lake: {name: 湖}\n", encoding="utf-8")
    assert "PLANS.YAML:3" in plancmp("check", str(tmp_path)).out


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\nplaces:\n  ? - a\n    b: c\n",
        "format: 1\nplaces:\n  ? [a\n",
        "format: 1\nplaces:\n  {[a",
        "format: 1\nplans:\n  a:\n    targets:\n      - ? [a\n",
    ],
    ids=["a list as key", "an open list as key", "an open list in braces", "an open key in an entry"],
)
def test_what_breaks_off_at_a_key_is_told_at_its_line(text, tmp_path, plancmp):
    """Never a traceback: a key that is a list, or that never ends, in places as in an entry."""
    path = tmp_path / "plans.yaml"
    path.write_text(text, encoding="utf-8")
    run = plancmp("check", str(path))
    assert (run.status, run.err) == (1, "")
    assert "plans.yaml:" in run.out


def test_a_heading_as_key_of_the_outline_is_no_number(tmp_path, plancmp):
    """第一章 in place of "1": told, not a traceback."""
    path = tmp_path / "plans.yaml"
    path.write_text(
        "format: 1\nplaces:\n  river: {name: {zh: 江河省, en: River}, level: region, code: '450000'}\nplans:\n  river-2021:\n"
        "    title: {zh: 规划, en: Plan}\n    place: river\n    period: 2021-2025\n    encoding: partial\n"
        "    outline:\n      第一章: 发展目标\n",
        encoding="utf-8",
    )
    run = plancmp("check", str(path))
    assert run.err == ""
    assert "plans.yaml:11:7: warning: outline-gap: 第一章 is no number of a section" in run.out
