"""One table of formats for all commands: each writer exists, and a file gets what the ending of its name says, or nothing."""

import json

import pytest

from plancmp.problems import PlancmpError
from plancmp.render.formats import FORMATS, choose_format, load_function

ALL = [(what, name) for what, formats in FORMATS.items() for name in formats]


@pytest.mark.parametrize(("what", "name"), ALL)
def test_every_writer_in_the_table_is_a_function(what, name):
    """A misspelt "module:function" would be found by the reader of that format only."""
    writer = FORMATS[what][name].writer
    assert not writer or callable(load_function(writer))


@pytest.mark.parametrize(("what", "name"), ALL)
def test_every_ending_is_served(what, name):
    """Asked for by name, a format is written to each of its endings; by the ending alone, a format that names it."""
    for suffix in FORMATS[what][name].suffixes:
        assert choose_format(what, name, f"a{suffix.upper()}", "") == name
        assert suffix in FORMATS[what][choose_format(what, None, f"a{suffix}", "")].suffixes


@pytest.mark.parametrize("what", FORMATS)
@pytest.mark.parametrize("file", ["d.pdf", "op.doc", "x.json.bak", "book.xls", "数据.bin"])
def test_an_ending_that_no_writer_serves_is_refused(what, file):
    """With the endings that are served."""
    with pytest.raises(PlancmpError) as caught:
        choose_format(what, None, file, "")
    assert caught.value.exit_code == 2
    for form in FORMATS[what].values():
        assert all(suffix in caught.value.message.zh for suffix in form.suffixes)


@pytest.mark.parametrize(
    ("what", "name", "file"),
    [
        ("answer", "plain", "d.json"),
        ("answer", "json", "d.pdf"),
        ("check", "sarif", "c.csv"),
        ("export", "xlsx", "x.txt"),
    ],
)
def test_a_format_is_not_written_under_the_ending_of_another(what, name, file):
    """What is in a file is what its name says."""
    with pytest.raises(PlancmpError) as caught:
        choose_format(what, name, file, "")
    assert (caught.value.exit_code, name in caught.value.message.en) == (2, True)


def test_a_name_without_an_ending_asks_for_nothing():
    """A device, a pipe, a bare name."""
    for file in (None, "out", "/dev/stdout", "a.d/out"):
        assert choose_format("answer", None, file, "plain") == "plain"
        assert choose_format("answer", "csv", file, "plain") == "csv"


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "guilin", "nanning", "-o", "d.pdf"),
        ("align", "--place", "nanning", "-o", "op.docx"),
        ("opinion", "nanning-2016", "--under", "guangxi-2021", "-o", "op.pdf"),
        ("check", "-o", "c.pdf"),
        ("show", "guilin", "-o", "s.bib"),
        ("export", "-o", "e.docx"),
        ("report", "-o", "r.pdf"),
        ("schema", "-o", "s.yaml"),
        ("draft", "plan.txt", "-o", "d.json"),
        ("draft", "plan.txt", "--into", "plans.yaml", "-o", "d.yaml"),
        ("draft", "plan.txt", "--review", "-o", "r.pdf"),
    ],
    ids=" ".join,
)
def test_no_command_writes_what_the_name_does_not_say(arguments, plancmp, tmp_path):
    """Refused before anything is read, and nothing is there."""
    run = plancmp(*arguments, cwd=tmp_path)
    assert (run.status, run.out) == (2, "")
    assert arguments[-1].rpartition(".")[2] in run.err
    assert list(tmp_path.iterdir()) == []


def test_the_ending_chooses_the_format_of_a_check(plancmp, tmp_path):
    """A list for programs, though nobody asked for it by name."""
    (tmp_path / "p.yaml").write_text("format: 1\nplacez: {}\n", encoding="utf-8")
    run = plancmp("check", "p.yaml", "-o", "c.json", cwd=tmp_path)
    assert (run.status, run.out) == (1, "")
    assert [p["rule"] for p in json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))] == ["unknown-key"]
