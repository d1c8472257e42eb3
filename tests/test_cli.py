"""The command line as scripts and people meet it: exit statuses, formats, languages, trouble in words."""

import csv
import json
import re
from io import StringIO

import pytest
from rich.cells import cell_len

READING = [
    ("list",),
    ("list", "places"),
    ("list", "indicators"),
    ("show", "rd-share-of-gdp"),
    ("show", "nanning-2016"),
    ("show", "桂林"),
    ("diff", "guilin", "nanning"),
    ("align", "--level", "region"),
    ("align", "--level", "municipality"),
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_reading_command_speaks_both_languages_and_cuts_nothing(command, plancmp):
    """Status 0, nothing on stderr, no ellipsis, in Chinese and English."""
    for lang in ("zh", "en"):
        run = plancmp(*command, "--lang", lang)
        assert (run.status, run.err) == (0, "")
        assert "…" not in run.out
        assert run.out.strip()


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_formats(command, plancmp):
    """json parses and keeps Chinese readable, csv has rows of one length a table, markdown and html are whole."""
    record = plancmp(*command, "--format", "json")
    assert json.loads(record.out) is not None
    assert "\\u" not in record.out
    html = plancmp(*command, "--format", "html").out
    assert html.count("<table") == html.count("</table>") > 0
    markdown = plancmp(*command, "--format", "markdown").out
    assert "|:" in markdown
    rows = list(csv.reader(StringIO(plancmp(*command, "--format", "csv").out)))
    assert len(rows[0]) == len(rows[1]) > 1


@pytest.mark.parametrize("width", ["40", "60", "80", "120"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_keeps_to_the_width_of_the_terminal(width, lang, plancmp):
    """Narrow terminals fold, never cut; Chinese counts two cells."""
    for command in (("diff", "guilin", "nanning"), ("align",), ("list",)):
        run = plancmp(*command, "--format", "table", "--lang", lang, COLUMNS=width)
        assert run.status == 0
        lines = run.out.splitlines()
        body = lines[1:] if command == ("list",) else lines
        assert max(cell_len(line) for line in body) <= int(width)
        assert "…" not in run.out


def test_columns_line_up_in_a_pipe(plancmp):
    """The second column of the list of plans starts at one display column on every line."""
    lines = [line for line in plancmp("list", "places", "--lang", "zh").out.splitlines() if line[:1].strip()]
    lines = lines[lines.index("地区") + 1 :]
    starts = {cell_len(line[: len(line) - len(line.split("  ", 1)[1].lstrip())]) for line in lines}
    assert len(starts) == 1


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        (("diff", "guilln", "nanning"), 2, "did you mean guilin"),
        (("diff", "guilin"), 2, "Missing argument"),
        (("diff", "guilin", "liuzhou"), 2, "no plan of Liuzhou"),
        (("show", "rd-share-of-gpd"), 2, "did you mean rd-share-of-gdp"),
        (("align", "--level", "county"), 2, "no plan of level county"),
        (("align", "--level", "regoin"), 2, "did you mean region"),
        (("align", "--theme", "investmant"), 2, "did you mean investment"),
        (("algin",), 2, "align"),
        (("list", "--plans", "nowhere.yaml"), 3, "there is no such file"),
        (("list", "--plans", "plancmp"), 3, "holds no YAML file"),
        (("check", "nowhere.yaml"), 3, "there is no such file"),
        (("check", "--select", "figure-difers"), 2, "did you mean figure-differs"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_trouble_is_told_in_words(command, status, words, plancmp):
    """Wrong usage is 2, no text is 3, a near name is offered, and there is never a traceback."""
    run = plancmp(*command)
    assert run.status == status
    assert words in run.err + run.out
    assert "Traceback" not in run.err + run.out
    assert command[0] == "check" or run.out == ""


def test_a_broken_file_is_answered_with_every_place_at_once(tmp_path, plancmp):
    """file:line:column, the rule and the repair, all problems in one run, in diff as in check."""
    broken = tmp_path / "plans.yaml"
    broken.write_text(
        "format: 1\nplaces:\n  a:\n    name: {zh: 甲, en: A}\n    level: citty\nindicators:\n  x:\n    nam: {zh: 乙, en: B}\n    unit: 家\n",
        encoding="utf-8",
    )
    for command in (("check", str(broken)), ("list", "--plans", str(broken))):
        run = plancmp(*command)
        assert run.status == 1
        told = run.out + run.err
        assert f"{broken}:5:12: error: bad-value" in told
        assert f"{broken}:8:5: error: unknown-key" in told
        assert "did you mean name?" in told
        assert "Traceback" not in told


def test_check_reads_standard_input_and_counts(plancmp):
    """`-` is standard input; the last line says what was looked at."""
    from conftest import ROOT

    run = plancmp("check", "-", stdin=(ROOT / "plans.yaml").read_bytes())
    assert run.status == 0
    assert re.match(r"no problems in 1 file \(\d+ plans, ", run.out)


def test_a_typed_slip_is_found_at_its_column(plancmp):
    """The example of the README: 6500 for 5600."""
    from conftest import ROOT

    text = (ROOT / "plans.yaml").read_text(encoding="utf-8")
    slipped = text.replace("        value: 5600\n", "        value: 6500\n")
    line = slipped[: slipped.index("value: 6500")].count("\n") + 1
    run = plancmp("check", "-", "--format", "json", stdin=slipped)
    assert run.status == 1
    assert [(p["rule"], p["line"], p["column"]) for p in run.json] == [("figure-differs", line, 16)]
    assert "5600" in run.json[0]["hint"]


def test_csv_files_begin_with_a_mark_for_excel(tmp_path, plancmp):
    """A byte order mark in files, none on standard output."""
    out = tmp_path / "claims.csv"
    assert plancmp("export", "claims", "--format", "csv", "-o", str(out)).status == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert not plancmp("export", "claims", "--format", "csv").out.startswith("\ufeff")


def test_the_language_follows_the_locale_and_the_variable(plancmp):
    """zh_CN speaks Chinese; PLANCMP_LANG overrides; --lang overrides both."""
    assert "年份不同" in plancmp("diff", "guilin", "nanning", LANG="zh_CN.UTF-8").out
    assert "other period" in plancmp("diff", "guilin", "nanning", LANG="zh_CN.UTF-8", PLANCMP_LANG="en").out
    assert "年份不同" in plancmp("diff", "guilin", "nanning", "--lang", "zh", PLANCMP_LANG="en").out


def test_a_working_directory_with_a_collection_is_used(tmp_path, plancmp):
    """./plans.yaml is taken where its first key is `format`, and only then."""
    (tmp_path / "plans.yaml").write_text("other: 1\n", encoding="utf-8")
    assert plancmp("list", cwd=tmp_path).out.splitlines()[0] != "plans.yaml"
    (tmp_path / "plans.yaml").write_text("# mine\nformat: 1\n", encoding="utf-8")
    assert plancmp("list", cwd=tmp_path).out.splitlines()[0] == "plans.yaml"


def test_a_draft_stands_beside_the_shipped_plans(tmp_path, plancmp):
    """--with adds an officer's own file, and its target for 2025 can be judged."""
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        "format: 1\nplans:\n  liuzhou-2021:\n    title: {zh: 柳州规划, en: Liuzhou plan}\n    place: liuzhou\n    period: 2021-2025\n"
        "    encoding: partial\n    follows:\n      - title: 广西规划\n        plan: guangxi-2021\n    targets:\n      - indicator: hightech-enterprises\n"
        '        by: 2025\n        value: 1200\n        at: "1"\n        quote: 高新技术企业达到1200家\n',
        encoding="utf-8",
    )
    run = plancmp("align", "--with", str(draft), "--place", "liuzhou", "--format", "json")
    assert run.status == 0
    row = next(r for r in run.json["rows"] if r["indicator"] == "hightech-enterprises")
    assert [(n["claim"]["place"], n["verdict"]) for n in row["under"]] == [("liuzhou", "comparable")]
    assert row["known_sum"] == 3700  # with the 2,500 that the frame assigns to Nanning, seen or not
    assert row["remainder"] == 1900
    assert "liuzhou" not in row["missing_places"]


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_no_console_makes_it_fail(encoding, plancmp):
    """An old code page prints what it can; nothing of ours is missing from GBK."""
    run = plancmp("align", "--lang", "zh", "--only", PYTHONIOENCODING=encoding)
    assert (run.status, run.err) == (0, "")


def test_what_is_printed_by_us_can_be_printed_in_gbk(plancmp):
    """Except for characters of the plans themselves."""
    for lang in ("zh", "en"):
        out = plancmp("align", "--lang", lang).out
        assert {c for c in out if c != "\u2022" and not _gbk(c)} == set()


def _gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True
