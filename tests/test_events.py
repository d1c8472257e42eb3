"""YAML to data and marks: every slip in one run, at its place, with a hint that a curator understands."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plancmp.reading.yaml_reader import DEEPEST, LONGEST, read_yaml


def only(text):
    """The one problem of a text, as line, column, rule, and the words of message and hint."""
    _, _, problems = read_yaml(text, "f.yaml")
    (problem,) = problems
    return problem.mark.line, problem.mark.column, problem.rule, f"{problem.message.en} | {problem.hint.en}"


def test_scalars_stay_text_and_blanks_are_told():
    data, _, problems = read_yaml('a: 7.70\nb: no\nc: "007"\nd:\ne: ~\nf: [1, {g: h}]\n', "f.yaml")
    assert data == {"a": "7.70", "b": "no", "c": "007", "f": ["1", {"g": "h"}]}
    assert [(p.mark.line, p.rule) for p in problems] == [(4, "blank-key"), (5, "blank-key")]


def test_marks_have_the_shape_of_the_data():
    _, marks, _ = read_yaml("a:\n  - b: 1\n    c: {d: 2}\n", "f.yaml")
    assert str(marks.get_mark(("a",))) == "f.yaml:2:3"
    assert str(marks.get_key_mark(("a",))) == "f.yaml:1:1"
    assert str(marks.get_mark(("a", 0))) == "f.yaml:2:5"
    assert str(marks.get_mark(("a", 0, "c", "d"))) == "f.yaml:3:12"
    assert str(marks.get_key_mark(("a", 0, "c", "d"))) == "f.yaml:3:9"


def test_what_is_not_there_is_marked_at_its_parent():
    _, marks, _ = read_yaml("a:\n  - b: 1\n", "f.yaml")
    assert str(marks.get_mark(("a", 0, "x"))) == "f.yaml:2:5"
    assert str(marks.get_mark(("a", 0, "b", "x"))) == "f.yaml:2:8"
    assert str(marks.get_key_mark(("a", 0, "x"))) == "f.yaml:2:5"
    assert str(marks.get_mark(("x", "y"))) == "f.yaml:1:1"


TRAPS = {
    "full-width colon": ("a: 1\nvalue：5600\nb: 2\n", 2, 6, "yaml-syntax", "full-width colon"),
    "full-width colon at the end": ("a:\n  - b: 1\n    value：5600\n", 3, 10, "yaml-syntax", "full-width colon"),
    "full-width colon in braces": ("a: {year：2020, value: 1}\n", 1, 5, "blank-key", "full-width colon"),
    "tab": ("a:\n\tb: 1\n", 2, 1, "yaml-syntax", "tab"),
    "percent": ("a: 1\nunit: %\n", 2, 7, "yaml-syntax", "percent"),
    "at sign": ("a: @home\n", 1, 4, "yaml-syntax", "needs quotes"),
    "greater or equal": ("a: 1\nvalue: >=5\n", 2, 8, "yaml-syntax", "comparator"),
    "greater": ("value: >5\n", 1, 1, "blank-key", "comparator"),
    "colon and blank": ("a: 到2015年: 达到\n", 1, 10, "yaml-syntax", "in quotes"),
    "no blank after the colon": ("a: 1\nvalue:5600\nb: 2\n", 2, 6, "yaml-syntax", "needs a space"),
    "no colon": ("a: 1\nvalue 5600\nb: 2\n", 2, 7, "yaml-syntax", "colon after the key is missing"),
    "comma in braces": ("name: {zh: 甲, en: Firms, large}\n", 1, 26, "blank-key", "comma inside braces"),
    "quotation mark not closed to the end": ('a: "4.1\nb: 1\n', 1, 4, "yaml-syntax", "without its partner"),
    "quoted text over lines": ('a: "4.1\n  b"\n', 1, 4, "yaml-trap", "closing quote missing"),
    "text over lines": ("a: 4.1\n  b c\n", 1, 4, "yaml-trap", "indented too far"),
    "quotes inside": ('a: "甲"等\n', 1, 4, "yaml-syntax", "after the closing quote"),
    "brace not closed": ("a: {b: 1, c: 3\nd:\n  - 2\n", 1, 4, "yaml-syntax", "not closed"),
    "merge conflict": ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, 1, "yaml-syntax", "merge conflict"),
    "merge conflict, one mark": ("a: 1\n=======\nb: 2\n", 2, 1, "yaml-syntax", "merge conflict"),
    "anchor": ("a: &x 1\n", 1, 4, "yaml-trap", "anchor"),
    "alias": ("a: *x\n", 1, 4, "yaml-trap", "alias"),
    "tag": ("a: !!int 1\n", 1, 4, "yaml-trap", "tag"),
    "repeated key": ("a: 1\nb: 2\na: 3\n", 3, 1, "repeated-key", "first in line 1"),
    "blank item": ("a:\n  - 1\n  -\n", 3, 4, "blank-key", "hyphen"),
    "second document": ("a: 1\n---\nb: 1\n", 2, 1, "yaml-trap", "one YAML document"),
    "control character after Chinese": ("a: 甲乙丙\nb: 甲\x08\n", 2, 5, "yaml-syntax", "control character"),
    "key that is a list": ("? [a]\n: b\n", 1, 3, "yaml-trap", "key cannot be"),
}


@pytest.mark.parametrize(("text", "line", "column", "rule", "words"), TRAPS.values(), ids=TRAPS)
def test_traps_have_their_own_hint(text, line, column, rule, words):
    found = only(text)
    assert found[:3] == (line, column, rule)
    assert words in found[3]


def test_a_quotation_mark_that_is_missing_is_told_where_the_text_begins():
    """The parser itself stumbles lines later."""
    _, _, problems = read_yaml('a: "4.1\nb: "x"\n', "f.yaml")
    assert [(p.mark.line, p.mark.column, p.rule) for p in problems] == [(1, 4, "yaml-syntax")]


def test_a_broken_file_keeps_what_stood_whole_before():
    """The entry that stood open is dropped, not judged as a wrong one."""
    text = "plans:\n  p:\n    title: x\n    targets:\n      - a: 1\n        b: 2\n      - a: 3\n        b：4\n        c: 5\n"
    data, _, problems = read_yaml(text, "f.yaml")
    assert data == {"plans": {"p": {"title": "x", "targets": [{"a": "1", "b": "2"}]}}}
    assert [(p.mark.line, p.rule) for p in problems] == [(8, "yaml-syntax")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_and_costs_nothing(opening):
    _, _, problems = read_yaml(opening * 50_000 if opening != "- " else "- " * 40_000, "f.yaml")
    assert {p.rule for p in problems} <= {"yaml-too-deep", "yaml-syntax"}
    _, _, problems = read_yaml("a: " + "[" * DEEPEST + "]" * DEEPEST, "f.yaml")
    assert [p.rule for p in problems] == ["yaml-too-deep"]


def test_a_line_without_end_is_refused():
    assert only("a: " + "x" * LONGEST)[2] == "yaml-syntax"


plain = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
trees = st.recursive(
    plain,
    lambda below: st.lists(below, min_size=1, max_size=4) | st.dictionaries(plain, below, min_size=1, max_size=4),
    max_leaves=12,
)


def paths(value, path=()):
    yield path
    for step, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(part, (*path, step))


@given(st.dictionaries(plain, trees, min_size=1, max_size=5))
def test_data_is_what_other_readers_read(data):
    """For text that needs no guessing, the data is that of PyYAML, and every part has its mark."""
    text = yaml.safe_dump(data, allow_unicode=True, width=10_000, default_style='"')
    read, marks, problems = read_yaml(text, "f.yaml")
    assert (read, problems) == (data, ())
    for path in paths(data):
        mark = marks.get_mark(path)
        assert text.split("\n")[mark.line - 1][mark.column - 1].strip()


@given(st.text(max_size=200))
def test_no_text_raises(text):
    read_yaml(text.replace("\r", "\n"), "f.yaml")


def test_a_file_beyond_all_measure_is_read_no_further(monkeypatch):
    monkeypatch.setattr("plancmp.reading.yaml_reader.LARGEST", 30)
    text = "a:\n" + "  - b: 1\n" * 20
    line, column, rule, words = only(text)
    assert (line, column, rule) == (8, 5, "yaml-syntax")
    assert "split it into several files" in words
    assert read_yaml("a:\n" + "  - b: 1\n" * 5, "f.yaml")[2] == ()
