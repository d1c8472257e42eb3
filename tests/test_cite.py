"""Citing a plan: GB/T 7714 and BibTeX of what the collection holds, and nothing that it does not."""

import re
from pathlib import Path

import pytest
import yaml

import plancmp as package
from plancmp.cite import Citations, format_bibtex, format_gbt7714
from plancmp.model import Period, Plan
from plancmp.vocabulary import Completeness
from plancmp.words import Text

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "travelling.yaml"
FULL = Plan(
    Text("北省“十四五”规划", "North plan"),
    "north",
    Period(2021, 2025),
    Completeness.COMPLETE,
    "北政发〔2021〕1号",
    "2021-10-29",
    "北省人民政府",
)


def test_gbt7714_has_issuer_title_number_type_and_date():
    assert format_gbt7714(FULL) == "北省人民政府. 北省“十四五”规划：北政发〔2021〕1号[Z]. 2021-10-29."


@pytest.mark.parametrize(
    ("field", "left"),
    [
        ("issuer", "北省“十四五”规划：北政发〔2021〕1号[Z]. 2021-10-29."),
        ("number", "北省人民政府. 北省“十四五”规划[Z]. 2021-10-29."),
        ("issued", "北省人民政府. 北省“十四五”规划：北政发〔2021〕1号[Z]."),
    ],
)
def test_what_the_collection_does_not_hold_is_left_out_and_named(field, left):
    plan = FULL._replace(**{field: None})
    words = {"issuer": "the issuer", "number": "the number", "issued": "the date of issue"}[field]
    assert format_gbt7714(plan) == left
    missing = Citations((("north-2021", plan),)).explain_missing()
    assert missing is not None
    assert missing.en == f"incomplete: north-2021 lacks {words}"


def test_a_full_reference_lacks_nothing():
    assert Citations((("north-2021", FULL),)).explain_missing() is None


def test_bibtex_keeps_the_name_of_an_office_and_the_title_whole():
    assert format_bibtex("north-2021", FULL).splitlines() == [
        "@misc{north-2021,",
        "  author       = {{北省人民政府}},",
        "  title        = {{北省“十四五”规划}},",
        "  howpublished = {北政发〔2021〕1号},",
        "  year         = {2021},",
        "  month        = {10},",
        "  note         = {North plan},",
        "  langid       = {chinese},",
        "}",
    ]


def test_a_date_may_be_a_year_alone():
    assert "month" not in format_bibtex("x", FULL._replace(issued="2021"))
    assert format_gbt7714(FULL._replace(issued="2021")).endswith("[Z]. 2021.")


def test_characters_of_tex_are_harmless():
    entry = format_bibtex("x", FULL._replace(title=Text(r"100%的{规划}_\#", "")))
    assert r"title        = {{100\%的\{规划\}\_\textbackslash{}\#}}" in entry
    bare = re.sub(r"\\[{}]|\\textbackslash\{\}", "", entry)
    assert bare.count("{") == bare.count("}")


def test_the_command_prints_both_ready_to_paste(plancmp):
    done = plancmp("show", "北省", "--cite", "--plans", str(SMALL))
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{format_gbt7714(FULL)}\n\n{format_bibtex('north-2021', FULL)}\n"


def test_the_command_says_on_stderr_what_is_missing_and_cites_all_the_same(plancmp):
    done = plancmp("show", "east-2016", "--cite", "--plans", str(SMALL), "--format", "json")
    assert done.status == 0
    assert done.err == "plancmp: incomplete: east-2016 lacks the issuer, the number, the date of issue\n"
    assert done.json[0]["gbt7714"] == "东市“十三五”规划[Z]."


def test_what_is_no_plan_cannot_be_cited(plancmp):
    assert plancmp("show", "rd-share", "--cite", "--plans", str(SMALL)).status == 2


def test_the_program_is_cited_by_the_version_that_it_has():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == package.__version__
    assert {"cff-version", "message", "title", "authors", "type", "license"} <= set(cited)
