"""A file beside the collection (--with): what it may say of what is there, and entries that nobody has checked."""

from pathlib import Path

import pytest

from plancmp.cache.selection import Part, select
from plancmp.plan_claims import claims
from plancmp.reading.merging import collection

BASE = """\
format: 1
places:
  north:
    name: {zh: 北省, en: North}
    level: region
  alpha:
    name: {zh: 甲市, en: Alpha}
    level: municipality
    within: north
indicators:
  firms:
    name: {zh: 企业数, en: Firms}
    unit: 家
plans:
  north-2021:
    title: {zh: 北省规划, en: North plan}
    place: north
    period: 2021-2025
    encoding: partial
    targets:
      - indicator: firms
        by: 2025
        value: 100
        at: "0"
        quote: 企业100家
      - indicator: firms
        by: 2023
        value: 70
        at: "0"
        quote: 企业70家
        draft: true
"""
LAND = """\
format: 1
places:
  land:
    name: {zh: 中土, en: Middle Land}
    level: nation
  north:
    within: land
"""
DRAFT = """\
format: 1
plans:
  alpha-2021:
    title: {zh: 甲市规划, en: Alpha plan}
    place: alpha
    period: 2021-2025
    encoding: partial
    targets:
      - indicator: firms
        by: 2025
        value: 40
        at: "0"
        quote: 企业40家
        draft: true
"""


@pytest.fixture
def base(tmp_path):
    return write(tmp_path / "plans.yaml", BASE)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def read(base, *added):
    return collection([base], added=added)


def test_an_added_file_fills_what_is_lacking_and_says_so(base, plancmp):
    """The collection's own fields stay; an equal value is no matter."""
    land = write(base.parent / "land.yaml", LAND + "    level: region\n")
    loaded = read(base, land)
    assert loaded.problems == ()
    assert loaded.collection.chain("alpha") == ("north", "land")
    assert loaded.collection.places["north"].name.en == "North"
    listed = plancmp("list", "places", "--plans", str(base), "--with", str(land), "-f", "json").json
    assert listed["added"] == [{"file": str(land), "kind": "places", "id": "north", "field": "within"}]
    assert "Filled by added files" in plancmp("list", "--plans", str(base), "--with", str(land)).out


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("level: county", "contradicts"),
        ("name: {zh: 南省, en: North}", "contradicts"),
        ("within: nowhere", "unknown-place"),
        ("levels: county", "unknown-key"),
        ("code: six", "bad-value"),
    ],
)
def test_nothing_is_overridden(base, field, rule):
    """What is wrong stands at its line of the added file."""
    added = write(base.parent / "land.yaml", LAND.replace("within: land", field))
    problems = read(base, added).problems
    assert [(p.mark.path, p.mark.line, p.rule) for p in problems] == [(str(added), 7, rule)]


def test_two_files_of_one_collection_are_no_additions(base):
    """A place that two of its files define is a slip, whatever they say."""
    whole = LAND.replace("    within: land", "    name: {zh: 北省, en: North}\n    level: region\n    within: land")
    other = write(base.parent / "more.yaml", whole)
    assert [p.rule for p in collection([base, other]).problems] == ["repeated-id"]


def test_what_nobody_has_checked_stays_out_of_the_collection_and_is_marked_in_a_draft(base, plancmp):
    """In the collection it is no claim; in an added file it is one, and each row says so."""
    draft = write(base.parent / "draft.yaml", DRAFT)
    held = read(base, draft).collection
    assert [(c.id, c.draft) for c in claims(held)] == [
        ("alpha-2021/firms/2025", True),
        ("north-2021/firms/2025", False),
    ]
    shown = plancmp("align", "--plans", str(base), "--with", str(draft), "--lang", "zh").out
    assert "40 家（2025 年，草稿）" in shown
    assert len(collection([base]).collection.plans["north-2021"].targets) == 2  # a check looks at all


@pytest.mark.parametrize("texts", [(LAND,), (DRAFT,), (LAND, DRAFT)], ids=["fields", "draft", "both"])
def test_the_cache_answers_as_the_files_do(base, texts, tmp_path, monkeypatch):
    """Also warm, and after either file has changed."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    added = [write(tmp_path / f"added{n}.yaml", text) for n, text in enumerate(texts)]
    paths = [str(base), *map(str, added)]

    def answer():
        _, found = select(paths, lambda index: (None, Part(places=list(index.places), all_places=True)))
        return found.claims, found.collection.chain("alpha")

    def expected():
        held = read(base, *added).collection
        return claims(held), held.chain("alpha")

    for _ in range(2):
        assert tuple(map(tuple, answer())) == expected()
    write(base, BASE.replace("value: 100", "value: 120"))
    assert tuple(map(tuple, answer())) == expected()
    write(added[-1], texts[-1].replace("value: 40", "value: 50").replace("Middle Land", "Land"))
    assert tuple(map(tuple, answer())) == expected()
