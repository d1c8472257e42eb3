"""Data to the model: all problems, each exactly where it stands, and what is sound read all the same."""

import copy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.document_parts import Source
from plancmp.model import Document
from plancmp.reading.document import read_document
from plancmp.reading.merging import of_texts
from plancmp.reading.structure import build_document, find_scalar_keys, leave_out, list_fields
from plancmp.reading.yaml_reader import read_yaml
from plancmp.vocabulary import Comparator

PLANS = Path(__file__).parent / "plans"
FULL = (PLANS / "good" / "every-field.yaml").read_text(encoding="utf-8")
BASE = (PLANS / "good" / "with-text.yaml").read_text(encoding="utf-8")
DATA = read_yaml(FULL, "f.yaml")[0]


def problems_of(text, *changes):
    """Line, column, rule, message and hint of every problem after the changes to `text`."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    data, marks, _ = read_yaml(text, "f.yaml")
    return [(p.mark.line, p.mark.column, p.rule, p.message.en, p.hint.en) for p in read_document(data, marks).problems]


def line_of(text, words):
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def test_every_field_of_the_model_is_in_the_example():
    """So that every reader of a field is tried."""
    seen: dict[type, set[str]] = {}

    def walk(value):
        if hasattr(value, "_fields"):
            given = {name for name in value._fields if getattr(value, name) not in (None, (), {})}
            seen.setdefault(type(value), set()).update(given)
            for name in given:
                walk(getattr(value, name))
        elif isinstance(value, dict | tuple):
            for part in value.values() if isinstance(value, dict) else value:
                walk(part)

    document, faults = build_document(DATA)
    assert faults == []
    walk(document)
    assert {"Document", "Plan", "Target", "Observed", "Printing", "Link"} <= {shape.__name__ for shape in seen}
    assert {
        shape.__name__: set(shape._fields) - given
        for shape, given in seen.items()
        if shape.__name__ not in {"Text", "Period"} and set(shape._fields) - given
    } == {}


def paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from paths(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from paths(part, (*path, number))


JUNK = st.sampled_from(
    ["", "x", "-1", "1.5", "2025", "2021-2025", "true", "no", "４", "450100", "a b", "home.x", "增"]
) | st.sampled_from([[], {}, ["x"], {"x": "y"}, {"zh": "甲", "en": "A"}])


@given(st.sampled_from(sorted(filter(None, paths(DATA)), key=str)), JUNK, st.sampled_from(["replace", "remove", "add"]))
def test_every_fault_is_found_where_it_was_made(path, junk, deed):
    """And the file is sound again without the part that is proposed to be left out."""
    data = copy.deepcopy(DATA)
    here = data
    for step in path[:-1]:
        here = here[step]
    if deed == "replace":
        here[path[-1]] = junk
    elif deed == "remove":
        del here[path[-1]]
    elif isinstance(here, dict):
        here["zzz"] = junk
    else:
        here.append(junk)
    document, faults = build_document(data)
    assert (document is None) is bool(faults)
    made = path[:-1] if deed == "add" else path
    for fault in faults:
        assert fault.path[: len(made)] == made or fault.path == path[: len(fault.path)]
    if path[0] != "format":
        rest, again = build_document(leave_out(data, {fault.part for fault in faults}))
        assert rest is not None, again


def test_an_unknown_key_is_told_at_its_own_line():
    (found,) = problems_of(BASE, ("        comparator: at-least\n", "        comparater: at-least\n"))
    assert found[:3] == (line_of(BASE, "comparator"), 9, "unknown-key")
    assert found[4] == "did you mean comparator?"


def test_a_key_that_is_there_already_is_not_proposed():
    line = "        comparator: at-least\n"
    (found,) = problems_of(BASE, (line, f"{line}        values: 3\n"))
    assert found[4] != "did you mean value?"
    (found,) = problems_of(BASE, (line, f"{line}        数值: 3\n"))
    assert found[4].startswith("keys that may stand here: indicator, ")


def test_a_missing_key_is_told_at_the_parent():
    (found,) = problems_of(
        BASE, ('        value: 1500\n        commitment: aspirational\n        at: "2.1"\n', "        value: 1500\n")
    )
    assert found[:4] == (line_of(BASE, "indicator: small-firms"), 9, "missing-key", "the key at is missing")
    (found,) = problems_of(BASE, ("{zh: 青山县, en: Green Hill}", "{zh: 青山县}"))
    assert found[:4] == (line_of(BASE, "青山县"), 5, "missing-key", "the key en is missing")


def test_all_problems_come_in_one_run_and_hide_nothing_else():
    text = (
        BASE.replace("value: 5600", "value: 5,600")
        .replace("basis: added", "basis: aded")
        .replace("value: 2806", "value: 2608")
    )
    loaded = of_texts([("f.yaml", text)])
    assert [(p.mark.line, p.rule) for p in loaded.problems] == [
        (line_of(text, "5,600"), "bad-value"),
        (line_of(text, "aded"), "bad-value"),
    ]
    plan = loaded.collection.plans["lake-2021"]
    assert [t.indicator for t in plan.targets] == ["intensity"]
    from plancmp.check.engine import check

    (found,) = [p for p in check(loaded).problems if p.rule == "figure-differs"]
    assert found.mark.line == line_of(text, "2608")


def test_marks_count_as_the_document_does_after_an_entry_is_left_out():
    text = BASE.replace("        value: 5600\n", "        valu: 5600\n").replace("value: 2.5", "value: 5.2")
    loaded = of_texts([("f.yaml", text)])
    mark = loaded.mark("plans", "lake-2021", "targets", 1, "value")
    assert mark.line == line_of(text, "5.2")


def test_an_entry_that_cannot_be_read_is_not_called_missing():
    """An indicator with a slip does not make every target that uses it wrong."""
    text = BASE.replace("    unit: percent\n", "    unit: percent\n    better: hihger\n")
    assert [p.rule for p in of_texts([("f.yaml", text)]).problems] == ["bad-value"]
    text = BASE.replace("    level: municipality\n", "    level: city\n")
    assert [p.rule for p in of_texts([("f.yaml", text)]).problems] == ["bad-value"]


def test_a_slip_in_the_head_of_a_plan_does_not_hide_its_entries():
    text = BASE.replace("    encoding: partial\n", "    encoding: partly\n").replace("value: 2806", "value: 28,06")
    assert [(p.mark.line, p.rule) for p in of_texts([("f.yaml", text)]).problems] == [
        (line_of(text, "partly"), "bad-value"),
        (line_of(text, "28,06"), "bad-value"),
    ]


FIGURES = {
    "5,600": "no thousands comma",
    "5，600": "no thousands comma",
    "５６００": "half-width digits",
    ">=5600": "comparator",
    "≥5600": "comparator",
    "5600以上": "comparator",
    "5600-6000": "low: and high:",
    "5600—6000": "low: and high:",
    "2.5%": "unit: percent",
    "5600家": "its unit goes to unit",
    "many": "digits and a point only",
    "1.": "digits and a point only",
}


@pytest.mark.parametrize(("written", "words"), FIGURES.items())
def test_a_figure_that_is_no_figure_gets_the_repair(written, words):
    quoted = f'"{written}"'
    (found,) = problems_of(BASE, ("        value: 5600\n", f"        value: {quoted}\n"))
    assert found[:3] == (line_of(BASE, "value: 5600"), 16, "bad-value")
    assert words in found[4]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no mapping"),
        ("- a\n", "no mapping"),
        ("format：1\n", "no mapping"),
        ("places: {}\n", "first key, format, is missing"),
        ("format: 2\n", "unknown format 2"),
    ],
)
def test_a_file_of_another_kind_is_one_problem(content, words):
    (found,) = problems_of(content)
    assert found[2] == "unknown-format"
    assert words in found[3]


def test_what_is_read_keeps_the_printed_figure():
    document, _ = build_document(DATA)
    target = document.plans["lake-2021"].targets[4]
    assert str(target.value) == "60.50"
    assert document.plans["lake-2021"].targets[0].also[1].comparator is Comparator.REACH


def test_keys_of_the_model():
    assert [field.key for field in list_fields(Document)] == ["format", "places", "indicators", "plans"]
    assert [field.key for field in list_fields(Source)] == [
        "sha256", "characters", "missing", "cut", "from", "url", "publisher", "retrieved", "also",
    ]  # fmt: skip
    assert "by" in find_scalar_keys(Document, frozenset({"year"}))
