"""A target beside what its own place reached in its very time, in whatever document that stands: planned 2.2, reached 1.5."""

from decimal import Decimal

import pytest
from small import Basis, Comparator, Period, collection_of, context_of, plan, result, target

from plancmp.compare.reached import find_reached
from plancmp.diff.engine import diff
from plancmp.lookup import find_side
from plancmp.vocabulary import ClaimType, DocumentKind, Standing, Verdict, Vintage

MEAN = {"basis": Basis.GROWTH, "unit": "percent", "from_": 2021}
DOUBLED = {"basis": Basis.MULTIPLE, "unit": "倍"}


def reach(aim, *facts, place="alpha", **fields):
    """What is told beside a target of Alpha's plan, by a later report of `place` with these facts."""
    report = plan(place, *facts, kind=DocumentKind.REPORT, period="2026", **fields)
    every, context = context_of(collection_of(alpha_2021=plan("alpha", aim), alpha_report_2026=report))
    claim = next(c for c in every if c.type is ClaimType.TARGET)
    return find_reached(claim, context)


@pytest.mark.parametrize(
    ("aim", "facts", "gap", "words"),
    [
        (
            target("share", "2.2", comparator=Comparator.ABOUT),
            [result("share", "1.5", 2025)],
            "-0.7",
            "甲市规划 ≈ 2.2 %，2025 年实际 1.5 %",
        ),
        (
            target("firms", "150", basis=Basis.ADDED, from_=2021),
            [result("firms", "234", 2020), result("firms", "900", 2025)],
            "516",
            "甲市规划 384（",
        ),
        (
            target("money", "6.5", **MEAN),
            [result("money", "4.8", 2025, **MEAN)],
            "-1.7",
            "甲市规划 年均增长 6.5 %，2021–2025 年实际 年均增长 4.8 %",
        ),
        (
            target("patents", "40", from_=2021),
            [result("patents", "41", 2025, from_=2021)],
            "1",
            "甲市规划 累计 40 件，2021–2025 年实际 累计 41 件",
        ),
    ],
)
def test_the_result_of_the_very_time_stands_beside_a_target(aim, facts, gap, words):
    """In its own basis, or after the conversion that leads to a level; reached less planned."""
    found = reach(aim, *facts)
    assert found.measure.difference.low == Decimal(gap)
    assert found.text.zh.startswith(words)


@pytest.mark.parametrize(
    "fact",
    [
        result("share", "1.5", 2024),
        result("share", "1.5", 2025, of="中小企业"),
        result("share", "1.5", 2025, scope="新口径"),
        result("share", "1.5", 2025, unclear={"year": "two years could be meant"}),
        result("firms", "1.5", 2025),
        result("share", "1.5", 2025, basis=Basis.GROWTH),
    ],
)
def test_nothing_else_stands_beside_it(fact):
    """No other year, part, scope or indicator, and nothing whose year is open."""
    assert reach(target("share", "2.2"), fact) is None


def test_a_rate_of_one_year_is_no_mean():
    """Nor does a result of another base serve a growth over the whole span."""
    assert reach(target("money", "6.5", **MEAN), result("money", "5", 2025, **{**MEAN, "from_": None})) is None
    twice = target("money", "2", base=Period(2010, 2010), **DOUBLED)
    assert reach(twice, result("money", "1.6", 2025, base=Period(2020, 2020), **DOUBLED)) is None


def test_the_result_of_another_place_is_not_its_own():
    assert reach(target("share", "2.2"), result("share", "1.5", 2025), place="beta") is None


def test_what_is_not_final_or_not_the_issuers_is_marked():
    """Standing and vintage are shown beside the figure."""
    found = reach(
        target("share", "2.2"), result("share", "1.5", 2025, vintage=Vintage.ESTIMATE), standing=Standing.PRESS
    )
    assert found.brief.en == "Alpha itself reached 1.5 (estimate, press)"


def test_diff_tells_it_in_text_and_record():
    """Also of a figure that another document prints, beside the target of another year."""
    held = collection_of(
        alpha_2016=plan("alpha", target("share", "2.2", 2020), period="2016-2020"),
        alpha_report_2021=plan("alpha", result("share", "1.1", 2020), kind=DocumentKind.REPORT, period="2021"),
        beta_2021=plan("beta", target("share", "3")),
        beta_report_2021=plan("beta", result("share", "1.4", 2020), kind=DocumentKind.REPORT, period="2021"),
    )
    every, context = context_of(held)
    (row,) = diff(find_side("alpha", held), find_side("beta", held), every, context).rows
    assert row.pair.verdict is Verdict.OTHER_PERIOD
    assert [(beside["claim"]["id"], beside["difference"]) for beside in row.record("en")["at_year"]] == [
        ("beta-report-2021/share/2020!observed", -0.8),
        ("alpha-report-2021/share/2020!observed", -1.1),
    ]
