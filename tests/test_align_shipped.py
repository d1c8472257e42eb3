"""What the texts of nation, region and cities say of one period, found again on the shipped data."""

import pytest

from plancmp.align.engine import align_down, narrow
from plancmp.compare.formatting import format_figure
from plancmp.lookup import find_indicators
from plancmp.problems import PlancmpError
from plancmp.render import Style, render
from plancmp.session import Session

GROWTH = "guangxi-report-2021/gdp/2021-2025:growth"
PAIRS = [
    # frame, upper, lower, verdict
    ("guangxi-report-2021", GROWTH, "nanning-report-2021/gdp/2021-2025:growth", "comparable"),
    ("guangxi-report-2021", GROWTH, "beihai-report-2021/gdp/2021-2025:growth", "comparable"),
    ("guangxi-report-2021", GROWTH, "wuzhou-report-2021/gdp/2021-2025:growth", "comparable"),
    ("guangxi-report-2021", GROWTH, "guigang-report-2021/gdp/2021-2025:growth", "comparable"),
    ("guangxi-report-2021", GROWTH, "hezhou-report-2021/gdp/2021-2025:growth", "comparable"),
    ("guangxi-report-2021", GROWTH, "hezhou-report-2021/gdp/2021-2025:growth.striving", "comparable"),
    ("guangxi-report-2021", GROWTH, "fangchenggang-report-2021/gdp/2021-2025:growth", "comparable"),
    (
        "guangxi-report-2021",
        "guangxi-report-2021/fiscal-revenue/2021-2025:growth",
        "hezhou-report-2021/fiscal-revenue/2021-2025:growth",
        "comparable",
    ),
    (
        "guangxi-report-2021",
        "guangxi-report-2021/grain-capacity/2025",
        "nanning-report-2021/grain-capacity/2025",
        "comparable",
    ),
    (
        "china-outline-2021",
        "china-outline-2021/rd-expenditure/2021-2025:growth",
        "guangxi-2021/rd-expenditure/2021-2025:growth",
        "comparable",
    ),
    (
        "china-outline-2021",
        "guangxi-2021/rd-expenditure/2021-2025:growth",
        "guigang-report-2021/rd-expenditure/2021-2025:growth",
        "comparable",
    ),
    (
        "china-outline-2021",
        "china-outline-2021/high-value-patents-per-10k/2025",
        "guangxi-2021/high-value-patents-per-10k/2025",
        "comparable",
    ),
    (
        "china-outline-2021",
        "china-outline-2021/digital-core-share-of-gdp/2025",
        "guangxi-2021/digital-core-share-of-gdp/2025",
        "comparable",
    ),
    (
        "guangxi-2021",
        "guangxi-2021/hightech-enterprises/2025",
        "guangxi-2021/hightech-enterprises@nanning/2025",
        "assigned",
    ),
    (
        "guangxi-2021",
        "guangxi-2021/hightech-enterprises@nanning/2025",
        "nanning-action-2021/hightech-enterprises/2023",
        "other-period",
    ),
]
FIGURES = {
    "guangxi-report-2021/fiscal-revenue/2021-2025:growth": "5",
    "hezhou-report-2021/fiscal-revenue/2021-2025:growth": "≥ 14.5",
    "guangxi-report-2021/grain-capacity/2025": "1,370",
    "nanning-report-2021/grain-capacity/2025": "210",
    GROWTH: "≥ 6.5",
    "nanning-report-2021/gdp/2021-2025:growth": "≥ 7.5",
    "beihai-report-2021/gdp/2021-2025:growth": "12",
    "wuzhou-report-2021/gdp/2021-2025:growth": "≈ 9",
    "guigang-report-2021/gdp/2021-2025:growth": "8",
    "hezhou-report-2021/gdp/2021-2025:growth": "8–9",
    "fangchenggang-report-2021/gdp/2021-2025:growth": "8",
    "china-outline-2021/rd-expenditure/2021-2025:growth": "> 7",
    "guangxi-2021/rd-expenditure/2021-2025:growth": "22",
    "guigang-report-2021/rd-expenditure/2021-2025:growth": "≥ 10",
    "china-outline-2021/high-value-patents-per-10k/2025": "12",
    "guangxi-2021/high-value-patents-per-10k/2025": "2.5",
    "china-outline-2021/digital-core-share-of-gdp/2025": "10",
    "guangxi-2021/digital-core-share-of-gdp/2025": "≥ 6",
    "guangxi-2021/hightech-enterprises/2025": "5,600",
    "guangxi-2021/hightech-enterprises@nanning/2025": "2,500",
    "nanning-action-2021/hightech-enterprises/2023": "1,800",
}


@pytest.mark.parametrize(("frame", "upper", "lower", "verdict"), PAIRS)
def test_what_the_texts_set_side_by_side_is_found(frame, upper, lower, verdict, shipped):
    """Each pair stands in the tree of its frame, with its verdict."""
    found = align_down([frame], *shipped)
    verdicts = {(n.against, n.claim.id): str(n.verdict) for row in found.rows for n in row.walk()}
    assert verdicts[upper, lower] == verdict


@pytest.mark.parametrize("ident", FIGURES)
def test_the_figures_are_as_printed(ident, shipped):
    """With their signs."""
    (claim,) = (c for c in shipped[0] if c.id == ident)
    assert format_figure(claim) == FIGURES[ident]


def test_one_indicator_alone(shipped):
    """By id, name or another printed name; the row stays whole, the answer is that of what is left."""
    _, context = shipped
    found = align_down(["guangxi-2021"], *shipped)
    wanted = find_indicators(["高新技术企业数"], context.collection)
    narrowed = narrow(found, frozenset(), frozenset(), wanted)
    assert wanted == {"hightech-enterprises"}
    assert [row.indicator for row in narrowed.rows] == ["hightech-enterprises"]
    assert narrowed.rows[0] in found.rows
    assert narrowed.answer.counts["targets"] < found.answer.counts["targets"]


def test_an_unknown_indicator_is_answered_with_the_nearest():
    """As with plans and places."""
    with pytest.raises(PlancmpError, match="did you mean hightech-enterprises"):
        Session().align(indicator=["hightech-enterprise"])


def test_indicators_with_targets_at_all_three_levels(shipped):
    """As the outlines, the region's documents and those of its cities set them."""
    found = align_down(["china-outline-2021"], *shipped).chains
    assert {str(chains.period): chains.indicators for chains in found} == {
        "2016-2020": ("gdp", "rd-share-of-gdp", "urbanization-rate"),
        "2021-2025": (
            "grain-capacity",
            "household-income-per-capita",
            "rd-expenditure",
            "surveyed-unemployment-rate",
            "urbanization-rate",
        ),
        "2026-2030": (),
    }


def test_amounts_carry_their_unit(shipped):
    """6,124 亿元 beside 1.25 万亿 is no 6,124; a part of 13.7 million tonnes is not told as 14."""
    told = render(align_down(["guangxi-2021"], *shipped), "plain", Style("en"))
    assert "CNY 612.405 billion (2020)" in told
    told = render(align_down(["china-outline-2021"], *shipped), "plain", Style("en"))
    assert "13.7 million t" in told
    assert "1.39 trillion jin" in told


def test_two_floors_say_how_far_they_lie_apart(shipped):
    """Which of the two is reached higher is open; what is printed is not."""
    found = align_down(["guangxi-report-2021"], *shipped)
    told = {node.claim.id: node.comparison for row in found.rows for node in row.walk()}
    pair = told["nanning-report-2021/gdp/2021-2025:growth"]
    assert pair.reasons[0].text.en.endswith("the difference is not determined; the bounds are +1 point apart")
    pair = told["liuzhou-report-2021/fixed-asset-investment/2021-2025:growth"]
    assert pair.reasons[0].text.zh.endswith("差不能定，界限相同")
