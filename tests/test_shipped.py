"""The shipped data, tested as data: clean, complete, as printed; and what was settled between two readers."""

import re
from decimal import Decimal

import pytest

from plancmp.check.engine import check
from plancmp.reading.merging import collection
from plancmp.vocabulary import ClaimType

HEADLINE = [
    # plan, indicator, place, year, printed figure, comparator, baseline
    ("guangxi-2021", "rd-expenditure", "guangxi", 2025, "22", "reach", "3.65"),
    ("guangxi-2021", "rd-share-of-gdp", "guangxi", 2025, "1.6", "reach", "0.78"),
    ("guangxi-2021", "hightech-enterprises", "guangxi", 2025, "5600", "reach", None),
    ("guangxi-2021", "hightech-enterprises-per-10k-enterprises", "guangxi", 2025, "54", "reach", "48"),
    ("guangxi-2021", "rd-staff-per-10k-employed", "guangxi", 2025, "25", "reach", "16.62"),
    ("guangxi-2021", "high-value-patents-per-10k", "guangxi", 2025, "2.5", "reach", "1.42"),
    ("guangxi-2021", "rd-share-of-gdp", "nanning", 2025, "2.5", "reach", None),
    ("guangxi-2021", "hightech-enterprises", "nanning", 2025, "2500", "reach", None),
    ("guangxi-2021", "rd-share-of-gdp", "guangxi", 2035, "2.5", "above", None),
    ("nanning-2016", "rd-share-of-gdp", "nanning", 2020, "2.2", "about", None),
    ("nanning-2016", "invention-patents-per-10k", "nanning", 2020, "8", "at-least", None),
    ("nanning-2016", "st-progress-contribution", "nanning", 2020, "60", "reach", None),
    ("nanning-2016", "hightech-enterprises", "nanning", 2020, "150", "reach", None),
    ("baise-2016", "rd-share-of-gdp", "baise", 2020, "1.2", "reach", "0.45"),
    ("baise-2016", "rd-staff-per-10k-employed", "baise", 2020, "12", "reach", "2.67"),
    ("baise-2016", "technology-contracts", "baise", 2020, "3", "at-least", None),
    ("baise-2016", "invention-patents-per-10k", "baise", 2020, "1.3", "reach", "0.41"),
    ("guilin-2011", "rd-share-of-gdp", "guilin", 2015, "2.2", "at-least", None),
    ("guilin-2011", "hightech-enterprises", "guilin", 2015, "100", "at-least", None),
    ("guilin-2019", "hightech-enterprises", "guilin", 2021, "350", "above", None),
    ("guilin-2019", "hightech-enterprises", "guilin-hightech-zone", 2021, "180", "above", None),
]


@pytest.mark.parametrize("row", HEADLINE, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}-{row[3]}")
def test_headline_figures_are_as_printed(row, shipped):
    """Value, year, comparator and baseline of what a reader looks up first."""
    plan, indicator, place, year, value, comparator, baseline = row
    found = [
        c
        for c in shipped[0]
        if (c.plan, c.indicator, c.place, c.year, c.type) == (plan, indicator, place, year, ClaimType.TARGET)
        and not c.variant_of
    ]
    assert [(str(c.value), str(c.comparator)) for c in found] == [(value, comparator)]
    beside = [str(c.value) for c in shipped[0] if c.beside == found[0].id]
    assert beside == ([baseline] if baseline else [])


def test_a_starred_baseline_has_its_true_year(shipped):
    """The regional table marks 2019 data with an asterisk."""
    years = {c.indicator: c.year for c in shipped[0] if c.plan == "guangxi-2021" and c.type is ClaimType.BASELINE}
    assert years["hightech-enterprises-per-10k-enterprises"] == 2019
    assert years["rd-staff-per-10k-employed"] == 2019
    assert years["rd-share-of-gdp"] == 2020


def test_check_finds_nothing():
    """Every quote holds its figure, unit and comparator; every reference leads somewhere."""
    from conftest import ROOT

    assert check(collection(ROOT / "plans.yaml")).problems == ()


SETTLED = [
    # quote, plan, field, settled answer: where two readers differed
    ("引育高层次创新人才和团队126个", "guangxi-2021", "basis", "added"),
    ("技术合同成交额达8亿元以上", "nanning-2016", "basis", "not-stated"),
    ("引进、推广农业新技术59项", "guilin-2011", "basis", "total"),
    ("2人入选国家“千人计划”", "guilin-2011", "basis", "total"),
    ("3次蝉联“全国科技进步先进市”", "guilin-2011", "year", None),
    ("14家企业获得高新技术企业认定", "baise-2016", "year", None),
    ("市级以上产业技术创新战略联盟各15家以上", "baise-2016", "basis", "not-stated"),
    ("年新增产值10％以上", "nanning-2016", "every", "project"),
    ("已建设年处理75万吨赤泥的生产线并稳定运行", "baise-2016", "basis", "level"),
    ("奖补经费与企业研发经费投入比例接近1:21", "guangxi-2021", "value", 21),
]


@pytest.mark.parametrize("row", SETTLED, ids=lambda row: row[0])
def test_what_two_readers_settled_stays_settled(row, shipped):
    """A change here is a change of a decision, not of a typing slip."""
    quote, plan, field, answer = row
    found = [c.record() for c in shipped[0] if c.plan == plan and c.quote == quote]
    assert found
    assert {r[field] for r in found} == {answer}


def test_contradicting_printings_are_both_kept(shipped):
    """Baise prints 3 亿元 in the table and 3000 万元 in the text; neither is repaired."""
    found = {c.id: c for c in shipped[0] if c.plan == "baise-2016" and c.indicator == "technology-contracts"}
    assert {i: (c.value, c.unit, c.std.value) for i, c in found.items()} == {
        "baise-2016/technology-contracts/2020": (Decimal(3), "亿元", Decimal(3)),
        "baise-2016/technology-contracts/2020+2": (Decimal(3000), "万元", Decimal("0.3")),
    }


def test_nobody_is_called_binding(shipped):
    """None of the five texts uses 约束性 or 预期性, so no claim has it."""
    assert {c.binding for c in shipped[0]} == {None}


def test_every_place_of_the_region_is_there(shipped):
    """Fourteen municipalities with their GB/T 2260 codes, the region listed in full."""
    places = shipped[1].collection.places
    codes = sorted(p.code or "" for p in places.values() if p.within == "guangxi" and str(p.level) == "municipality")
    assert codes == [f"45{n:02}00" for n in range(1, 15)]
    assert str(places["guangxi"].parts) == "complete"


def test_quotes_are_pieces_not_sentences(shipped):
    """Facts and figures carry over, sentences do not: 40 characters at most."""
    for claim in shipped[0]:
        for quote in (claim.quote, *(p.quote for p in claim.also)):
            assert len(re.sub(r"\s", "", quote)) <= 40, claim.id


def test_each_plan_declares_its_parents(shipped):
    """As printed in its preamble."""
    follows = {i: [p.plan for p in plan.follows if p.plan] for i, plan in shipped[1].collection.plans.items()}
    assert follows == {
        "guangxi-2021": [],
        "nanning-2016": ["guangxi-2016"],
        "baise-2016": ["guangxi-2016"],
        "guilin-2011": [],
        "guilin-2019": ["guangxi-2018"],
    }


def test_each_of_the_fourteen_cities_has_a_role_in_the_regional_plan(shipped):
    """Not only in the chapter on space."""
    collection = shipped[1].collection
    cities = {i for i, p in collection.places.items() if p.within == "guangxi" and str(p.level) == "municipality"}
    tasks = collection.plans["guangxi-2021"].tasks
    named = {place for task in tasks for place in task.for_}
    assert cities <= named
    assert {task.at.split(".")[0] for task in tasks if task.for_} >= {"7", "8", "9", "10", "11", "12"}
