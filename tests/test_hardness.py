"""Hostile and broken input through every command: words and an exit status, never a traceback, and data stays data.

The heavy part, fuzzing, killing and mutation, is in tests/trials.
"""

import csv
import io
import json
import os
import re
import sys
import time
from xml.etree import ElementTree as ET

import pytest
import yaml
from conftest import ROOT

from plancmp.chinese.plan_text import read_plan_text
from plancmp.cli import main
from plancmp.draft.desk import list_waiting, read_desk
from plancmp.files.reading import LARGEST_TEXT
from plancmp.files.writing import write_whole
from plancmp.model import Collection
from plancmp.problems import MOST_PROBLEMS
from plancmp.reading import yaml_reader
from plancmp.reading.document import read_document
from plancmp.reading.yaml_reader import read_yaml
from plancmp.render.escape import escape_markdown
from plancmp.render.plain import draw_blocks
from plancmp.render.width import cell_len
from plancmp.report.desk_page import record_waiting
from plancmp.words import Table

HEAD = "format: 1\n"
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def collection_saying(said):
    """A sound collection of two plans in which every name and text is `said`, a YAML scalar."""
    head = f"""format: 1
places:
  up:
    name: {{zh: {said}, en: {said}}}
    level: region
    parts: complete
  low:
    name: {{zh: {said}, en: {said}}}
    level: municipality
    within: up
    aka: [{said}]
indicators:
  x:
    name: {{zh: {said}, en: {said}}}
    unit: 家
    sums: true
plans:
"""
    return head + "".join(
        f"""  {place}-2021:
    title: {{zh: {said}, en: {said}}}
    place: {place}
    period: 2021-2025
    encoding: complete
    issuer: {said}
    outline:
      "1": {said}
    targets:
      - indicator: x
        by: 2025
        value: 999999999999999.9999999999
        at: "1"
        quote: {said}
        unclear: {{by: {said}}}
    tasks:
      - key: k
        kind: work
        at: "1"
        title: {said}
        lead: [{said}]
        quote: {said}
"""
        for place in ("up", "low")
    )


BROKEN = {
    "nothing": b"",
    "a billion laughs": LAUGHS.encode(),
    "deep brackets": b"[" * 50_000,
    "deep indentation": "".join(" " * depth + "a:\n" for depth in range(400)).encode(),
    "deep dashes": b"- " * 30_000,
    "huge figures": (HEAD + "places: 1e999\nindicators: .inf\nplans: .nan\n" + "9" * 90_000).encode(),
    "lone surrogate": HEAD.encode() + b'places:\n  a: "\\ud800"\n',
    "lone surrogate in bytes": HEAD.encode() + b"places: \xed\xa0\x80\n",
    "control characters": HEAD.encode() + b"places:\n  \x1b[31ma: \x07\x9b\x00\n",
    "mixed line ends": HEAD.encode() + b"places:\r\n  a:\r    level: citty\n",
    "hidden line ends": "format: 1\nplaces:\n  a: \u2028\x85b\n   c\n".encode(),
    "two marks of byte order": b"\xef\xbb\xbf\xef\xbb\xbfformat: 2\n",
    "UTF-16": HEAD.encode("utf-16"),
    "UTF-16 without mark": HEAD.encode("utf-16-le"),
    "UTF-32": HEAD.encode("utf-32"),
    "GBK": (HEAD + "places: 南宁市\n").encode("gbk"),
    "no text": bytes(range(256)),
    "a long line": HEAD.encode() + b"places: " + b"a" * 200_000,
    "a figure of a page": (collection_saying("a").replace("999999999999999.9999999999", "9" * 90_000)).encode(),
    "a line of brackets": HEAD.encode() + b"places:\n  a: b\n  c: d: " + b": [ " * 22_000 + b"]\n",
    "many problems": HEAD.encode() + b"places:\n" + b" k: a\n" * 5_000,
    "many wrong entries": HEAD.encode() + b"places:\n" + b"".join(b" k%d: a\n" % n for n in range(1_200)),
    "a tag that runs code": b'!!python/object/apply:os.system ["exit 1"]',
    "many documents": b"---\n" * 5_000,
    "keys that are lists": b"? [a]\n: {? b : c}\n" * 10,
    "an open quotation mark": HEAD.encode() + b"places: '" + b"\n'" * 5_000,
    "another format": b"format: 99999999999999999999999999\n",
}
COMMANDS = [
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("check", "--format", "junit"),
    ("list", "--plans"),
    ("show", "x", "--plans"),
    ("diff", "a", "b", "--plans"),
    ("align", "--plans"),
    ("audit", "--plans"),
    ("coverage", "--sources", str(ROOT), "--plans"),
    ("export", "claims", "--plans"),
    ("report", "--plans"),
    ("list", "--with"),
    ("changes", str(ROOT / "plans.yaml")),
]
NASTY = "\x1b]0;x\x07\x1b[2J<script>alert(1)</script>|`*=1+1[b]&amp;\u202e\"'"


@pytest.fixture
def call(monkeypatch):
    """The command line in this process: status, output and errors, as strings."""

    def run(*args, stdin=b""):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace") for _ in range(2))
        monkeypatch.setattr(sys, "argv", ["plancmp", *args])
        monkeypatch.delenv("PLANCMP_SOURCES", raising=False)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
        finally:
            monkeypatch.undo()
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())
        return status, *texts

    return run


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_in_words_by_every_command(data, call, tmp_path):
    """Status 1, 2 or 3 within two seconds, something said, and no escape sequence passed on."""
    path = tmp_path / "plans.yaml"
    path.write_bytes(data)
    for command in COMMANDS:
        began = time.process_time()
        status, out, err = call(*command, str(path))
        assert time.process_time() - began < 2, command
        assert status in {1, 2, 3} or (command[0] == "changes" and status == 0), command
        assert out + err, command
        assert "Traceback" not in out + err, command
        assert not set("\x1b\x07\x9b\x00") & set(out + err), command


CHARACTERS = {
    "NUL": "a: x\x00y",
    "NUL, escaped": 'a: "\\0"',
    "escape": "a: \x1b[2J",
    "delete": "a: \x7f",
    "a control character of eight bits": "a: x\x9by",
    "form feed": "a: x\x0cy",
    "U+FFFE": "a: \ufffe",
    "U+FFFF in Chinese": "a: 南\uffff宁",
    "a mark of byte order in a value": "a: x\ufeffy",
    "a mark of byte order in quotes": "a: 'x\ufeffy'",
    "NEL": "a: x\x85y",
    "NEL before a key": "a: x\x85  b: y",
    "NEL in quotes": "a: 'x\x85y'",
    "a line separator": "a: x\u2028y\n  b:",
    "mixed line ends": "a: x\r\n  b:\r  c: y\n  d:",
    "wide spaces": "　　a: x",
    "spaces that do not break": "\xa0\xa0a: x",
    "a tab for indentation": "\ta: x",
    "beyond the first plane": "a: 𠀀\n  b:",
    "half a character, escaped": 'a: "\\ud800"',
    "a pair of halves": 'a: "\\ud83d\\ude00"',
    "a character that does not exist": 'a: "\\U00110000"',
    "one far beyond": 'a: "\\UFFFFFFFF"',
    "a mark of byte order before a key": "\ufeffa: x",
    "a mark of byte order on a line of its own": "a: x\n\ufeff\n  b:",
    "an escape that is none": 'a: "\\q"',
    "half an escape": 'a: "\\x4"',
    "an anchor": "a: &甲 c",
    "a directive": "a: x\n%YAML 3.0",
    "an open bracket": "a: {b: [c",
    "a key without end": "k" * 2_000 + ": a",
    "thirty brackets": "a: " + "[" * 30,
}


@pytest.mark.parametrize("said", CHARACTERS.values(), ids=CHARACTERS)
def test_both_parsers_tell_odd_characters_alike(said, call, tmp_path, monkeypatch):
    """The one in C and PyYAML's own, which is used where libyaml is not: the same rules at the same lines, in words."""
    path = tmp_path / "plans.yaml"
    path.write_bytes(f"format: 1\nplaces:\n  {said}\n".encode())
    told = []
    for parser in (yaml.CSafeLoader, yaml_reader._SlowLoader):
        with monkeypatch.context() as with_parser:
            with_parser.setattr(yaml_reader, "_PARSER", parser)
            status, out, err = call("check", "--format", "json", str(path))
            assert (status, err) == (1, "")
            told.append([(p["rule"], p["line"]) for p in json.loads(out)])
            with_parser.setenv("PLANCMP_CACHE", str(tmp_path / parser.__name__))
            status, out, err = call("list", "--plans", str(path))
            assert (status, out) == (1, "")
            assert "Traceback" not in err
            assert not set("\x1b\x07\x9b\x00") & set(err)
    assert told[0] == told[1] != []


def test_what_is_no_file_is_told_in_words_by_every_command(call, tmp_path):
    """A folder in place of a file, a link to itself, a name that is none, a pipe that nobody fills."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "nested").mkdir()
    (tmp_path / "nested" / "plans.yaml").mkdir()
    for name in ("folder", "loop", "nowhere", "pipe.yaml", "nested", "a" * 5_000, "loop/deeper.yaml"):
        for command in (("check",), ("list", "--plans"), ("list", "--with"), ("coverage", "--sources"), COMMANDS[-1]):
            status, out, err = call(*command, str(tmp_path / name))
            assert status in {1, 2, 3}, (name, command)
            assert "Traceback" not in out + err


def test_names_that_lead_nowhere_cost_nothing(call, tmp_path):
    """Very long, of odd characters, of bytes that are no text."""
    path = tmp_path / "plans.yaml"
    path.write_text(collection_saying("甲"), encoding="utf-8")
    for name in ("a" * 100_000, "\udcff", "\x1b[2J", "-" * 9 + "x", "南" * 10_000, "%s{}", "[bold]x[/]"):
        for command in (
            ("show", "--"),
            ("diff", "low", "--"),
            ("align", "--frame"),
            ("align", "--place"),
            ("align", "--theme"),
        ):
            status, out, err = call(command[0], "--plans", str(path), *command[1:], name)
            assert status == 2, (name[:9], command)
            assert "Traceback" not in out + err


@pytest.fixture
def nasty_plans(tmp_path):
    """A sound collection in which every name and text is hostile."""
    path = tmp_path / "plans.yaml"
    path.write_text(collection_saying(json.dumps(NASTY)), encoding="utf-8")
    return str(path)


READING = [
    ("list",),
    ("list", "places"),
    ("list", "indicators"),
    ("show", "x"),
    ("show", "up"),
    ("show", "up-2021"),
    ("diff", "up", "low"),
    ("align",),
    ("align", "--level", "municipality"),
    ("audit",),
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_hostile_text_stays_text(command, call, nasty_plans):
    """No escape sequence on a terminal, no tag in HTML, no column more in Markdown, no formula in CSV; JSON has it all."""
    for format_ in ("plain", "table", "markdown", "html", "csv", "json"):
        status, out, err = call(*command, "--plans", nasty_plans, "--format", format_)
        assert (status, err) == (0, ""), format_
        assert not (STEERING if format_ != "json" else {"\x1b", "\x07"}) & set(out), format_
        if format_ == "html":
            assert "<script>alert" not in out
        if format_ == "markdown":
            assert "<script>" not in out
        if format_ == "csv":
            assert not [cell for row in csv.reader(io.StringIO(out)) for cell in row if cell[:1] in {"=", "@"}]
        if format_ == "json":
            json.loads(out)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("report",), "out.html"),
        (("export", "claims", "--format", "csv"), "out.csv"),
        (("export", "--format", "xlsx"), "out.xlsx"),
        (("show", "up", "--cite"), "out.bib"),
    ],
    ids=str,
)
def test_hostile_text_stays_text_in_files(command, name, call, nasty_plans, tmp_path):
    """Written whole, and nothing in it runs."""
    target = tmp_path / name
    status, out, err = call(*command, "--plans", nasty_plans, "-o", str(target))
    assert "Traceback" not in out + err
    assert status in {0, 2}
    if status == 0:
        written = target.read_bytes()
        assert b"\x1b" not in written or command[-1] == "xlsx"
        assert b"<script>alert" not in written or command[0] != "report"


STEERING = frozenset("\x1b\x07\x9b\x00\u2028\u202e\u2066")
"""What moves the cursor, ends a line, or turns the direction of writing round, so that a person reads another text."""


def unsound_saying(said):
    """A collection in which every name is `said`, and much is wrong with it."""
    sound = collection_saying(said)
    wrong = (
        sound.replace("by: 2025", "by: 20255")
        .replace("place: low", f"place: {said}")
        .replace("unit: 家", f"unit: {said}")
    )
    return wrong + f"        themes: [{said}]\n        {said}: {said}\n"


def test_hostile_text_stays_text_in_what_check_writes(call, tmp_path, monkeypatch):
    """Text, annotations, SARIF, JUnit, and the summary of the step, of problems that quote it."""
    path, summary = tmp_path / "plans.yaml", tmp_path / "summary.md"
    path.write_text(unsound_saying(json.dumps(NASTY + "\ufffe::error::x\n::add-mask::y")), encoding="utf-8")
    written = {}
    for format_ in ("text", "json", "github", "sarif", "junit"):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        status, out, err = call("check", "--format", format_, "--lang", "en", str(path))
        assert (status, err) == (1, "")
        written[format_] = out
    for format_ in ("text", "github", "junit"):
        assert not STEERING & set(written[format_]), format_
    quoting = [p for p in json.loads(written["json"]) if "alert" in p["message"]]
    assert quoting
    results = json.loads(written["sarif"])["runs"][0]["results"]
    assert len(results) == len(json.loads(written["json"]))
    commands = [line for line in written["github"].split("\n") if line.startswith("::")]
    assert len(commands) == len(results)
    assert {line.partition(" ")[0] for line in commands} <= {"::error", "::warning"}
    suites = ET.fromstring(written["junit"])  # noqa: S314 - what was just written
    assert len(list(suites.iter("failure"))) == len([r for r in results if r["level"] == "error"])
    told = summary.read_text(encoding="utf-8")
    assert not STEERING & set(told)
    assert "<script>" not in told
    rows = [line for line in told.split("\n") if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_hostile_text_stays_text_on_the_pages(call, tmp_path):
    """The page of coverage, the draft and what its desk shows, and the Markdown of changes."""
    plans, text = tmp_path / "plans.yaml", tmp_path / "low-2021.txt"
    plans.write_text(collection_saying(json.dumps(NASTY)), encoding="utf-8")
    body = f"第一章 总则{NASTY}\n到2025年，企业达到56家{NASTY}，</div></section><img src=x onerror=alert(2)>增长5%。\n"
    text.write_text(f"乙市{NASTY}“十四五”规划\n{body}", encoding="utf-8")
    status, out, _ = call("coverage", "low-2021", "--plans", str(plans), "--sources", str(tmp_path), "--format", "html")
    assert status == 0
    draft = ("draft", str(text), "--plans", str(plans), "--place", "low", "--period", "2021-2025")
    status, encoded, err = call(*draft)
    assert (status, err) == (0, "")
    waiting = list_waiting(
        encoded, read_desk(encoded, "d.yaml", Collection({}, {}, {})), read_plan_text(text.read_text("utf-8"))
    )
    shown = record_waiting(waiting, "zh")
    assert shown
    assert not STEERING - {"\n"} & {c for each in shown for words, _ in each["passages"] for c in words}
    assert not STEERING & set(encoded)
    assert yaml.safe_load(encoded)["format"] == 1
    assert not STEERING & set(out)
    tags = set(re.findall(r"<(\w+)", out))
    assert not tags & {"script", "img"}
    assert out.count("<section") == out.count("</section>")
    assert not re.findall(r"<[^>]* on\w+=", out)
    other = tmp_path / "new.yaml"
    other.write_text(collection_saying(json.dumps(NASTY + "2")).replace("9999999999", "88"), encoding="utf-8")
    for format_ in ("markdown", "plain", "html", "csv"):
        status, out, _ = call("changes", str(plans), str(other), "--format", format_)
        assert status == 0
        assert not STEERING & set(out)
        assert "<script>" not in out or format_ in {"plain", "csv"}
        if format_ == "markdown":
            rows = [line for line in out.split("\n") if line.startswith("|")]
            assert rows
            assert not [row for row in rows if re.search(r"(?<!\\)(?:\\\\)*`|<script", row)]


@pytest.mark.parametrize(
    "said", ["=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "＝1+1", "\t=1", "\r=1", "\u202e=1"]
)
def test_no_spreadsheet_runs_a_name(said, call, tmp_path):
    """A cell that begins like a formula is text, in CSV and in a workbook."""
    path = tmp_path / "plans.yaml"
    path.write_text(collection_saying(json.dumps(said, ensure_ascii=False)), encoding="utf-8")
    for command in (
        ("list", "indicators"),
        ("show", "x"),
        ("diff", "up", "low"),
        ("export", "claims"),
        ("export", "indicators"),
    ):
        status, out, _ = call(*command, "--plans", str(path), "--format", "csv")
        assert status == 0
        cells = [cell.strip("\ufeff") for row in csv.reader(io.StringIO(out)) for cell in row]
        assert any(said.strip("\t\r\u202e") in cell for cell in cells)
        assert not [cell for cell in cells if cell[:1] in set("=@＝") or cell[:2] in {"+1", "-2"}]
    openpyxl = pytest.importorskip("openpyxl", reason="needs plancmp[test]")
    pytest.importorskip("xlsxwriter", reason="needs plancmp[xlsx]")
    assert call("export", "--plans", str(path), "--format", "xlsx", "-o", str(tmp_path / "o.xlsx"))[0] == 0
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert not [cell.value for page in book for row in page for cell in row if cell.data_type == "f"]


def test_a_cell_of_markdown_stays_one_cell():
    """A backslash before a bar, an entity that is text, and what begins a link."""
    assert escape_markdown("a\\|b &lt; R&D [x](y) &#124;") == "a\\\\\\|b &amp;lt; R&D \\[x\\](y) &amp;#124;"


@pytest.mark.parametrize(
    "said", ["长" * 10_000, "w" * 10_000, "a b " * 2_500, "\u200b\u0301\U0001f468\u200d" * 2_500], ids=len
)
def test_a_name_of_ten_thousand_characters_costs_no_time(said, call, tmp_path):
    """On a terminal, in a pipe, in every format."""
    path = tmp_path / "plans.yaml"
    path.write_text(collection_saying(json.dumps(said, ensure_ascii=False)), encoding="utf-8")
    for command in READING:
        for format_ in ("plain", "table", "markdown", "html", "csv"):
            began = time.process_time()
            status, out, err = call(*command, "--plans", str(path), "--format", format_)
            assert (status, err) == (0, ""), command
            assert out
            assert time.process_time() - began < 2, (command, format_)


def test_quotes_of_ten_pages_are_told_as_such(call, tmp_path):
    """Their figures are not read one by one."""
    path = tmp_path / "plans.yaml"
    path.write_text(collection_saying("1家" * 15_000), encoding="utf-8")
    began = time.process_time()
    status, out, _ = call("check", str(path))
    assert (status, "quote-long" in out) == (1, True)
    assert time.process_time() - began < 2


def test_a_file_larger_than_any_collection_is_not_read(call, tmp_path):
    """Nor is standard input without end."""
    path = tmp_path / "plans.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST_TEXT + 1)
    assert "is larger than" in call("list", "--plans", str(path))[2]
    assert "is larger than" in call("check", "-", stdin=b"a" * (LARGEST_TEXT + 1))[1]


def test_problems_are_told_up_to_a_number():
    """A file with more is broken as a whole; the last problem says that there are more."""
    _, _, problems = read_yaml("a:\n" + " k: a\n" * (MOST_PROBLEMS + 500), "x")
    assert len(problems) == MOST_PROBLEMS + 1
    assert "more than" in problems[-1].message.en


def test_what_ends_too_early_is_told_in_the_last_line():
    """Not in a line that the file does not have."""
    _, _, problems = read_yaml("format: 1\nmunicipality", "x")
    assert [(p.rule, p.mark.line) for p in problems] == [("yaml-syntax", 2)]


def test_a_file_that_is_wrong_throughout_is_told_so_in_one_problem():
    """Twenty thousand wrong entries are no list that anybody reads."""
    data, marks, _ = read_yaml(HEAD + "places:\n" + "".join(f" k{n}: a\n" for n in range(20_001)), "x")
    (problem,) = read_document(data, marks).problems
    assert "this is no collection" in problem.message.en


@pytest.mark.parametrize("hidden", ["\u2028", "\u2029", "\x85"])
def test_a_line_break_that_no_editor_shows_does_not_shift_the_lines(hidden):
    """It is a problem at its own place, and what stands below keeps its line."""
    _, marks, problems = read_yaml(f"a: b{hidden}c\nd:\n  e: f\n", "x")
    assert [(p.rule, p.mark.line, p.mark.column) for p in problems] == [("yaml-trap", 1, 5)]
    assert marks.get_mark(("d", "e")).line == 3


def test_a_device_is_written_to_and_never_replaced(tmp_path):
    """`-o /dev/stdout` must not make a file of it; here a pipe stands for the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"x")
    assert os.read(reader, 9) == b"x"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_link_stays_a_link(tmp_path):
    """What it leads to is replaced, whole."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110 - a device
def test_a_full_disk_behind_standard_output_is_told_in_words():
    """Status 3 and one line."""
    import subprocess

    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "plancmp", "list"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("wide", ["1", "2"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_ambiguous_characters_may_be_wide(wide, width, monkeypatch):
    """PLANCMP_AMBIGUOUS_WIDTH=2 counts two cells for each; columns line up and tables keep to the width either way."""
    monkeypatch.setenv("PLANCMP_AMBIGUOUS_WIDTH", wide)
    table = Table("“十四五”", ("指标 ·", "值"), (("研发 ≥ 2.5 — “引号” " * 3, "≈ 5"), ("R&D", "1.6")), frozenset({1}))
    assert cell_len("≥·“→") == 4 * int(wide)
    lines = draw_blocks([table], 0).splitlines()[1:]
    assert len({cell_len(line) for line in lines}) == 1
    drawn = draw_blocks([table], width)
    assert max(cell_len(line) for line in drawn.splitlines()) <= width
    assert drawn.count("≥") == 3
