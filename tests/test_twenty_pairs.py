"""Pairs of the shipped plans as two planners would sign them: the verdict, the fields that decided, the measure.

Each line reads: what it is about, the first figure, the second, the verdict, the fields of the reasons in their order,
and what may be reckoned. A difference is second minus first.
"""

import pytest

from plancmp.align.engine import align_down
from plancmp.compare import compare
from plancmp.compare.phrases import phrase_measure
from plancmp.diff.engine import diff
from plancmp.lookup import find_side, make_plan_side

R, N, B, G11, G19 = "guangxi-2021", "nanning-2016", "baise-2016", "guilin-2011", "guilin-2019"

IMPLIED = (
    "234 + 150 = 384 if none drops out, fewer if 150 is gross; base: 2015, reported by the same plan, "
    "the start is not stated, by convention the year before the plan"
)
DOUBLED = "14 × (≥ 2) ≥ 28; base: the count that the plan itself reports, without a year"

PAIRS = {
    "a share that the region sets for its capital: points above the mean, but no amplification": (
        f"{R}/rd-share-of-gdp/2025", f"{R}/rd-share-of-gdp@nanning/2025",
        "assigned", ["place"], "Nanning 0.9 points above Guangxi, 1.56 times",
    ),
    "a total that the region sets for its capital: a share of the whole": (
        f"{R}/hightech-enterprises/2025", f"{R}/hightech-enterprises@nanning/2025",
        "assigned", ["place"], "44.6 % of Guangxi",
    ),
    "five years apart: not 2.2 - 1.6, but 2.2 beside what the region reached in that very year": (
        f"{R}/rd-share-of-gdp/2025", f"{N}/rd-share-of-gdp/2020",
        "other-period", ["year", "comparator"],
        "Nanning planned ≈ 2.2, Guangxi reached 0.78 in 2020: ≈ +1.42 points",
    ),
    "ten years apart: the region's past level is reckoned back from a printed change": (
        f"{R}/rd-share-of-gdp/2025", f"{G11}/rd-share-of-gdp/2015",
        "other-period", ["year", "comparator"],
        "Guilin planned ≥ 2.2, Guangxi reached 0.63 (0.78 - 0.15 = 0.63) in 2015: ≥ +1.57 points",
    ),
    "an increase and a printed baseline give a level, and the direction in which it may be wrong": (
        f"{R}/hightech-enterprises/2025", f"{N}/hightech-enterprises/2020:added",
        "other-period", ["year", "basis"],
        f"Nanning planned 384 ({IMPLIED}), of 2,806 reached by Guangxi in 2020: 13.7 %",
    ),
    "a doubling of a printed count": (
        f"{R}/hightech-enterprises/2025", f"{B}/hightech-enterprises/2020:multiple",
        "other-period", ["year", "basis", "comparator", "base"],
        f"Baise planned ≥ 28 ({DOUBLED}), of 2,806 reached by Guangxi in 2020: ≥ 1 %",
    ),
    "two cities that print another step each, an increase and a multiple, for one year": (
        f"{B}/hightech-enterprises/2020:multiple", f"{N}/hightech-enterprises/2020:added",
        "comparable-after", ["basis", "basis", "comparator", "base"], "Nanning at most 356 above Baise, or below it, ≤ 13.71 times",
    ),
    "equal figures, three differences: grade, basis and years": (
        f"{R}/regional-key-laboratories/2025:added", f"{N}/regional-up-key-laboratories/2020",
        "related", ["grade", "basis", "year", "comparator", "commitment"], "",
    ),
    "patents of high value against all: 8 - 2.5 means nothing": (
        f"{R}/high-value-patents-per-10k/2025", f"{N}/invention-patents-per-10k/2020",
        "related", ["numerator", "year", "comparator"], "",
    ),
    "research money of everyone against that of one tier of the budget": (
        f"{R}/rd-expenditure/2021-2025:growth", f"{G11}/fiscal-rd-funding~市本级/2015",
        "related", ["population", "of", "year", "from", "comparator"], "",
    ),
    "家 against 个: counters of one class, the noun decides, and the grade": (
        f"{R}/regional-incubators/2025", f"{N}/incubators/2020",
        "related", ["grade", "year", "comparator", "commitment", "unit", "basis"], "",
    ),
    "person-times against persons": (
        f"{R}/st-commissioners-dispatched/2025:total", f"{B}/st-commissioners-dispatched/2016-2020:total",
        "unit-differs", ["unit", "year", "from", "comparator", "commitment", "basis"], "",
    ),
    "a basis that one text does not state": (
        f"{N}/technology-contracts/2020:not-stated", f"{B}/technology-contracts/2020",
        "not-computable", ["basis"], "",
    ),
    "a multiple of a five-year total that no plan prints": (
        f"{G11}/invention-patents-granted/2011-2015:total",
        f"{N}/invention-patents-granted/2016-2020:multiple^2011-2015",
        "not-computable", ["basis", "year", "from", "comparator", "value"], "",
    ),
    "a missing base, and an undated target whose plan ended before the year": (
        f"{R}/national-key-laboratories/2025:added", f"{G11}/national-key-laboratories/undated",
        "not-computable", ["basis", "year", "comparator", "unit", "commitment"], "",
    ),
    "a flow of one year against a total of five": (
        f"{B}/invention-patents-granted/2015!observed", f"{G11}/invention-patents-granted/2011-2015:total",
        "basis-differs", ["basis", "type", "comparator"], "",
    ),
    "a floor against a floor, a zone inside its city: no share": (
        f"{G19}/hightech-enterprises/2021", f"{G19}/hightech-enterprises@guilin-hightech-zone/2021",
        "assigned", ["place", "comparator"], "",
    ),
    "a floor against a floor, one target printed twice in two units": (
        f"{B}/technology-contracts/2020", f"{B}/technology-contracts/2020+2",
        "comparable-after", ["unit", "comparator"], "",
    ),
    "a plain comparison: the sign is second minus first": (
        f"{N}/rd-staff-per-10k-employed/2020", f"{B}/rd-staff-per-10k-employed/2020",
        "comparable", [], "Baise 28 person-years per 10,000 people below Nanning, 0.3 times",
    ),
    "a floor against a figure: the difference is a bound": (
        f"{N}/invention-patents-per-10k/2020", f"{B}/invention-patents-per-10k/2020",
        "comparable", ["comparator"], "Baise ≥ 6.7 per 10,000 people below Nanning, ≤ 0.16 times",
    ),
    "a result without a target: planned 60 beside reached 55.52": (
        f"{R}/st-progress-contribution/2020!observed", f"{N}/st-progress-contribution/2020",
        "comparable", ["type"], "Nanning 4.48 points above Guangxi, 1.08 times",
    ),
}  # fmt: skip


@pytest.mark.parametrize("about", PAIRS)
def test_pair(about, shipped):
    """Two people who know planning would sign this line."""
    first, second, verdict, fields, measure = PAIRS[about]
    every, context = shipped
    by_id = {claim.id: claim for claim in every}
    pair = compare(by_id[first], by_id[second], context)
    told = [phrase_measure(pair, context.collection).en, *(found.text.en for found in pair.at_year)]
    assert (pair.verdict, [r.field for r in pair.reasons], "; ".join(t for t in told if t)) == (
        verdict,
        fields,
        measure,
    )


ABSENT = {
    "a city with reports only": (
        "liuzhou", "hightech-enterprises", "not-encoded",
        "liuzhou-report-2016, liuzhou-report-2020, liuzhou-report-2021, liuzhou-report-2023: no plan, so that silence there proves nothing; nearest: High-tech enterprises > 600 (2020, reached, liuzhou-report-2021)",
    ),
    "a city whose plans end before": (
        "guilin", "hightech-enterprises", "other-period", "2025 / 2021: 4 years apart, not subtracted",
    ),
    "a city whose plan ended before, and says something near": (
        "baise", "hightech-output", "not-encoded",
        "no plan of Baise for 2025 is in the collection (there is 2016-2020), and what is there sets no figure for it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("about", ABSENT)
def test_place_that_put_nothing_into_the_sum(about, shipped):
    """Each missing place says why."""
    place, indicator, verdict, reason = ABSENT[about]
    every, context = shipped
    row = next(r for r in align_down([R], every, context).rows if r.indicator == indicator)
    missing = next(m for m in row.missing if m.place == place)
    assert (missing.verdict, missing.reason.text.en) == (verdict, reason)


def test_the_remainder_is_for_thirteen_named_places(shipped):
    """Nanning's 2,500 of 5,600 leave 3,100 for the others together; a zone and an earlier target are in no sum."""
    every, context = shipped
    row = next(r for r in align_down([R], every, context).rows if r.indicator == "hightech-enterprises")
    assert (row.known_sum.exact, row.remainder.exact, len(row.missing)) == (2500, 3100, 13)
    zone = next(n for top in row.under for n in top.walk() if n.claim.place == "guilin-hightech-zone")
    assert zone.against == f"{G19}/hightech-enterprises/2021"


def test_of_two_frame_years_the_other_is_listed(shipped):
    """More than 2.5 in 2035 and 2.5 for Nanning in 2025 look alike and are no pair."""
    every, context = shipped
    row = next(r for r in align_down([R], every, context).rows if r.indicator == "rd-share-of-gdp")
    assert row.frame_claim.id == f"{R}/rd-share-of-gdp/2025"
    assert [c.id for c in row.frame_also] == [f"{R}/rd-share-of-gdp/2035"]
    assert {n.against for n in row.under} == {row.frame_claim.id}
    assert row.amplification is None


@pytest.mark.parametrize(
    ("a", "b", "indicator", "verdict", "field"),
    [
        ("guilin-2019", N, "matchmaking-events", "no-counterpart", "indicator"),
        (N, "guilin-2019", "incubators", "not-encoded", "source"),
        ("guilin", "nanning", "patents-granted", "not-encoded", "period"),
    ],
    ids=["a whole plan that is silent", "a plan whose annexes are missing", "a city without a plan for the year"],
)
def test_what_only_one_side_has(a, b, indicator, verdict, field, shipped):
    """No counterpart only where the other plan could have had one and is encoded whole."""
    every, context = shipped
    sides = (
        make_plan_side(x, context.collection) if x in context.collection.plans else find_side(x, context.collection)
        for x in (a, b)
    )
    found = diff(*sides, every, context)
    alone = next(x for x in found.only_a if x.claim.indicator == indicator)
    assert (alone.verdict, alone.reasons[0].field) == (verdict, field)
