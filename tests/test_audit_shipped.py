"""The audit of the five shipped plans, against what careful readers of their texts wrote down before it was run."""

import os
from pathlib import Path

import pytest

from plancmp.audit.engine import audit
from plancmp.reading.sources import read_sources

ROOT = Path(__file__).parents[1]
SOURCES = Path(os.environ.get("PLANCMP_SOURCES") or ROOT.parent / "shared" / "sources")

FOUND_BY_READING = {
    # two figures for one thing, wrong differences, targets below what exists
    ("values-differ", "baise-2016/rd-share-of-gdp/2015!observed"),
    ("values-differ", "baise-2016/technology-contracts/2020"),
    ("difference-differs", "baise-2016/rd-share-of-gdp/2015:change^2010!observed"),
    ("target-below-result", "guilin-2011/industry-and-above-standards/2015"),
    # what readers noted as open, or as odd only together
    ("basis-open", "nanning-2016/technology-contracts/2020:not-stated"),
    ("implied-denominator", "nanning-2016/invention-patents-per-10k/2020"),
    ("implied-denominator", "guangxi-2021/rd-share-of-gdp/2025"),
    ("implied-denominator", "guangxi-2021/hightech-enterprises-per-10k-enterprises/2025"),
    ("coverage-needs-more", "guangxi-2021/cities-with-regional-hightech-zone/undated"),
    ("same-figure", "guilin-2011/regional-st-awards/2006-2010:total!observed"),
    ("target-at-result", "guilin-2011/state-key-lab-incubation-bases/undated:not-stated"),
    ("target-at-result", "guilin-2011/state-key-lab-incubation-bases/undated:not-stated.two-named"),
}
TRUE_STATEMENTS = {
    "baise-2016/invention-patent-applications/2015:growth-total^2010!observed",  # 2847.22 % = (1061 - 36) / 36
    "baise-2016/invention-patents-granted/2015:growth-total^2010!observed",  # 333.33 % = (39 - 9) / 9
    "baise-2016/industrial-rd-expenditure/2015:growth-total^2010!observed",  # 130.6 % = (12140 - 5265) / 5265
    "baise-2016/strategic-industries-share-of-gdp/2020",  # 15 and about 15
    "guilin-2019/regional-up-innovation-platforms/2021:added",  # 70 = 10 + at least 60
    "guilin-2019/major-technology-breakthroughs/2021",  # 100 and at least 100
    "guangxi-2021/hightech-output/2025",  # 12500 and above 12500
    "nanning-2016/regional-registered-achievements/2011-2015:total!observed",  # 18 and 341 of 505
}


@pytest.fixture(scope="module")
def findings(shipped):
    every, context = shipped
    return audit(list(context.collection.plans), every, context, show_acknowledged=True).record("en")


def test_what_readers_found_is_found(findings):
    """Every contradiction and slip, and what is odd only when two figures are seen together."""
    told = {(f["finding"], claim) for f in findings for claim in f["claims"]}
    assert FOUND_BY_READING - told == set()


def _is_partial(plan):
    return any(kind in plan for kind in ("report", "outline", "communique"))


def test_nothing_else_is_found(findings):
    """No false alarm in what is encoded whole: each finding is one that a reader wrote down."""
    alone = [
        f
        for f in findings
        if not _is_partial(f["plan"]) and not any((f["finding"], claim) in FOUND_BY_READING for claim in f["claims"])
    ]
    assert alone == []


def test_of_what_is_encoded_in_part_only_weak_flows_are_told(findings):
    """A target for the year's flow that the year before already passed; a tension only where a person has looked at it."""
    for found in (f for f in findings if _is_partial(f["plan"]) and not f.get("acknowledged")):
        assert (found["finding"], found["severity"]) == ("target-below-result", "information")
        assert found["computed"]["target"] < found["computed"]["result"]


def test_true_statements_are_silent(findings):
    """No finding names them."""
    assert {claim for f in findings for claim in f["claims"]} & TRUE_STATEMENTS == set()


def test_every_finding_can_be_checked_by_hand(findings):
    """It has a sentence, quotations, and the computation wherever something is reckoned."""
    for found in findings:
        assert found["text"]
        assert found["quotes"]
        assert found["computed"]["formulas"] or found["finding"] == "same-figure"


def test_a_power_of_ten_is_an_explanation_and_no_part_of_the_finding(findings):
    """3 亿元 and 3000 万元."""
    one = next(f for f in findings if "baise-2016/technology-contracts/2020" in f["claims"])
    assert one["computed"]["ratio"] == 10
    assert [c["kind"] for c in one["computed"]["candidates"]] == ["power-of-ten"]


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the plans' texts are no part of the repository")
def test_of_all_lists_of_names_one_is_miscounted(shipped):
    """Six basic works are announced and five named; fourteen firms and all other lists are right."""
    every, context = shipped
    sources = read_sources(SOURCES, context.collection.plans)
    texts = {ident: source.text for ident, source in sources.texts.items()}
    found = audit(list(texts), every, context, texts=texts).record("en")
    lists = [
        (f["plan"], f["computed"]["printed"], f["computed"]["listed"]) for f in found if f["finding"] == "names-differ"
    ]
    assert lists == [("guilin-2011", 6, 4)]
