"""What the audit finds, and on what it stays silent; on small plans written for it."""

import json
import os
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.audit.engine import audit
from plancmp.chinese.plan_text import read_plan_text
from plancmp.compare.facts import Facts
from plancmp.compare.measures import Context
from plancmp.compare.relations import Relations
from plancmp.model import Collection, Indicator, Observed, Period, Place, Plan
from plancmp.outcomes import Severity
from plancmp.plan_claims import claims
from plancmp.render import Style, render
from plancmp.session import Session
from plancmp.vocabulary import Basis, Completeness, Level
from plancmp.words import Text

HERE = Path(__file__).parent

HEAD = """\
format: 1
places:
  north:
    name: {zh: 北省, en: North}
    level: region
    parts: complete
  east:
    name: {zh: 东市, en: East}
    level: municipality
    within: north
  west:
    name: {zh: 西市, en: West}
    level: municipality
    within: north
indicators:
  firms:
    name: {zh: 科技企业数, en: Technology firms}
    unit: 家
    sums: true
    better: higher
    mappings:
      - to: firms-per-10k
        is: related
        differs: [denominator]
        because: the count and its density
  firms-per-10k:
    name: {zh: 每万人口科技企业数, en: "Technology firms per 10,000 people"}
    unit: 家/万人
    better: higher
  research:
    name: {zh: 研发经费, en: Research spending}
    unit: 亿元
    basis: per-year
    sums: true
    better: higher
    mappings:
      - to: research-share
        is: related
        differs: [denominator]
        because: the money and its share
  research-share:
    name: {zh: 研发经费占地区生产总值比重, en: Research as a share of GDP}
    unit: percent
    better: higher
  gdp:
    name: {zh: 地区生产总值, en: GDP}
    unit: 亿元
    basis: per-year
    sums: true
    growth-prices: real
  contracts:
    name: {zh: 合同成交额, en: Contracts}
    unit: 亿元
    basis: per-year
    sums: true
    better: higher
  loss:
    name: {zh: 单位能耗, en: Energy use}
    unit: 吨
    better: lower
  labs-national:
    name: {zh: 国家级实验室, en: National laboratories}
    unit: 个
    thing: labs
    grade: national
    sums: true
    better: higher
  labs-regional:
    name: {zh: 省级实验室, en: Regional laboratories}
    unit: 个
    thing: labs
    grade: regional
    sums: true
    better: higher
  labs:
    name: {zh: 省级以上实验室, en: Laboratories of regional grade and above}
    unit: 个
    thing: labs
    grade: regional-up
    sums: true
    better: higher
  zones:
    name: {zh: 高新区, en: Zones}
    unit: 个
    sums: true
    better: higher
    mappings:
      - to: cities-with-zone
        is: related
        differs: [numerator]
        because: counts the zones
  cities-with-zone:
    name: {zh: 高新区设区市覆盖率, en: Share of cities with a zone}
    unit: percent
    better: higher
plans:
"""
PLAN = """\
  {ident}:
    title: {{zh: 北省规划, en: North plan}}
    place: {place}
    period: {period}
    encoding: complete
"""


def entry(line, at="1"):
    """ "firms 2020 value=5 basis=added": an entry of targets or observed, its quote made of the line itself."""
    indicator, year, *fields = line.split()
    pairs = dict(f.split("=", 1) for f in fields)
    at = pairs.pop("at", at)
    baseline = pairs.pop("baseline", None)
    lines = [f"indicator: {indicator}"]
    lines += [f"{k}: {pairs[k]}" for k in ("key", "for", "of", "basis", "base", "from") if k in pairs]
    lines += [f"{year.partition(':')[0]}: {year.partition(':')[2]}"] if year != "-" else []
    lines += [f"{k}: {pairs[k]}" for k in ("value", "low", "high", "unit", "comparator", "commitment") if k in pairs]
    if baseline:
        lines.append(f"baseline: {{year: {baseline.split(':')[0]}, value: {baseline.split(':')[1]}}}")
    return "- " + "\n  ".join([*lines, f'at: "{at}"', f"quote: {line.replace(':', '')}"])


def plan(targets=(), observed=(), *, ident="north-2021", period="2021-2025", place="north", more=""):
    parts = [PLAN.format(ident=ident, period=period, place=place)]
    for name, lines in (("targets", targets), ("observed", observed)):
        if lines:
            found = "\n".join(entry(x.replace(" 2", f" {'by' if name == 'targets' else 'year'}:2", 1)) for x in lines)
            parts.append(f"    {name}:\n{indent(found, '      ')}\n")
    return "".join(parts) + indent(more, "    ")


@pytest.fixture
def found(tmp_path):
    """The findings of plans, as the machine-readable output."""

    def run(*plans, text=None, told=False):
        path = tmp_path / "plans.yaml"
        path.write_text(HEAD + "".join(plans), encoding="utf-8")
        session = Session(path)
        plans = list(session.collection.plans)
        texts = {ident: read_plan_text(text) for ident in plans} if text else None
        return audit(plans, session.claims, session.context, texts=texts, show_acknowledged=told).record("en")

    return run


def kinds(records):
    return [(r["finding"], r["severity"]) for r in records]


def candidates(record):
    return {c["kind"] for c in record["computed"]["candidates"]}


# contradictions


def test_one_thing_with_two_values_is_a_contradiction(found):
    """The ratio is reckoned in one unit, and a power of ten is told apart as what may explain it."""
    (one,) = found(plan(["contracts 2025 value=3 at=1", "contracts 2025 value=3000 unit=万元 key=again at=2"]))
    assert one["finding"] == "values-differ"
    assert one["computed"]["values"] == [3, 0.3]
    assert one["computed"]["ratio"] == 10
    assert candidates(one) == {"power-of-ten", "another-scope"}
    assert "factor" not in one["text"]


def test_another_printing_with_another_value_is_a_contradiction(found):
    """A printing under `also` that says another value."""
    again = 'targets:\n  - indicator: firms\n    by: 2025\n    value: 5600\n    at: "1"\n    quote: 达5600家\n    also:\n      - at: "2"\n        quote: 达6500家\n        value: 6500\n'
    (one,) = found(plan(more=again))
    assert kinds([one]) == [("values-differ", "contradiction")]
    assert candidates(one) == {"transposed"}
    assert one["claims"] == ["north-2021/firms/2025", "north-2021/firms/2025+2"]


def test_another_year_for_one_target_is_a_contradiction(found):
    """The same figure due in two years."""
    again = 'targets:\n  - indicator: firms\n    by: 2025\n    value: 5600\n    at: "1"\n    quote: 达5600家\n    also:\n      - at: "2"\n        quote: 2024年达5600家\n        by: 2024\n'
    (one,) = found(plan(more=again))
    assert one["finding"] == "years-differ"
    assert one["computed"]["years"] == [2025, 2024]


@pytest.mark.parametrize(
    "lines",
    [
        ["research-share 2025 value=1.2 at=1", "research-share 2025 value=1.2 comparator=at-least key=b at=2"],
        ["research-share 2025 value=1.24 at=1", "research-share 2025 value=1.2 key=b at=2"],
        ["contracts 2025 value=3 at=1", "contracts 2025 value=30000 unit=万元 key=b at=2"],
        ["firms 2025 value=100 at=1", "firms 2025 low=100 high=120 key=b at=2"],
        ["firms 2025 value=100 at=1", "firms 2024 value=90 key=b at=2"],
        ["firms 2025 value=100 at=1", "firms 2025 value=20 of=国有企业 at=2"],
        ["firms 2025 value=100 at=1", "firms 2025 value=20 basis=added at=2"],
    ],
    ids=["bound", "rounded", "unit", "range", "year", "part", "basis"],
)
def test_another_wording_or_another_thing_is_none(lines, found):
    """Bound against bare figure, fewer digits, another unit of the same value, another year, part or basis."""
    assert found(plan(lines)) == []


def test_the_next_printed_figure_is_another_one(found):
    """3 and 4 share the half between them, and are not alike."""
    assert kinds(found(plan(["contracts 2025 value=3 at=1", "contracts 2025 value=4 key=b at=2"]))) == [
        ("values-differ", "tension")
    ]


def test_what_is_left_open_is_a_tension_and_not_a_contradiction(found):
    """Two figures without a basis may each count something of its own."""
    lines = ["firms 2025 value=10 basis=not-stated", "firms 2025 value=20 basis=not-stated from=2021 at=2"]
    (one,) = found(plan(lines))
    assert kinds([one]) == [("values-differ", "tension")]
    assert candidates(one) == {"left-open"}


# arithmetic


@pytest.mark.parametrize(
    ("basis", "value", "start", "end"),
    [
        ("growth-total", "2847.22", "36", "1061"),
        ("growth-total", "333.33", "9", "39"),
        ("multiple", "4.4", "638", "2806"),
        ("multiple", "4.4", "645", "2806"),
        ("growth-total", "-15", "100", "85"),
    ],
)
def test_a_printed_rate_that_follows_from_its_figures_is_silent(basis, value, start, end, found):
    """Rounding of every printed digit is allowed for: 4.4 may be anything from 4.35 to 4.45."""
    lines = [
        f"firms 2015 value={start}",
        f"firms 2020 value={end}",
        f"firms 2020 value={value} basis={basis} base=2015 unit={'倍' if basis == 'multiple' else 'percent'}",
    ]
    assert found(plan(observed=lines)) == []


@pytest.mark.parametrize(
    ("basis", "value", "kind", "why"),
    [
        ("growth-total", "25", "growth-differs", set()),
        ("growth-total", "240", "growth-differs", {"multiple-as-growth"}),
        ("growth-total", "14", "growth-differs", {"power-of-ten"}),
        ("multiple", "1.4", "multiple-differs", {"growth-as-multiple"}),
    ],
)
def test_a_printed_rate_that_does_not_follow_is_a_slip(basis, value, kind, why, found):
    """100 to 240 is a growth of 140 %, or 2.4 times; what may have gone wrong stands apart."""
    unit = "倍" if basis == "multiple" else "percent"
    lines = [
        "firms 2015 value=100",
        "firms 2020 value=240",
        f"firms 2020 value={value} basis={basis} base=2015 unit={unit}",
    ]
    (one,) = found(plan(observed=lines))
    assert kinds([one]) == [(kind, "slip")]
    assert candidates(one) == why
    assert one["computed"]["recomputed"] == (2.4 if basis == "multiple" else 140)
    assert len(one["claims"]) == 3


def test_growth_in_constant_prices_does_not_follow_from_amounts_in_current_ones(found):
    """GDP grows 7 % in constant prices while its amount, in those of each year, grows by more: no slip."""
    lines = ["gdp 2019 value=1000", "gdp 2020 value=1120", "gdp 2020 value=7 basis=growth unit=percent"]
    assert found(plan(observed=lines)) == []
    nominal = [*lines[:2], "contracts 2019 value=1000", "contracts 2020 value=1120"]
    slip = "contracts 2020 value=7 basis=growth unit=percent"
    assert kinds(found(plan(observed=[*nominal, slip]))) == [("growth-differs", "slip")]


@pytest.mark.parametrize(
    ("striving", "told"), [("150 commitment=aspirational", []), ("50 commitment=aspirational", ["values-differ"])]
)
def test_what_a_plan_strives_for_beyond_what_it_sets_is_no_second_value(striving, told, found):
    """At least 100 firms, striving for 150: two strengths. Striving for 50 where 100 are set: two values."""
    lines = ["firms 2025 value=100", f"firms 2025 value={striving} key=striving"]
    assert [kind for kind, _ in kinds(found(plan(lines)))] == told


def test_a_difference_of_shares_called_percentage_points(found):
    """0.12 - 0.09 is 0.03 points, not 3; 0.78 - 0.63 is 0.15."""
    wrong = [
        "research-share 2010 value=0.09",
        "research-share 2015 value=0.12",
        "research-share 2015 value=3 unit=points basis=change base=2010",
    ]
    (one,) = found(plan(observed=wrong))
    assert kinds([one]) == [("difference-differs", "slip")]
    assert one["computed"]["recomputed"] == 0.03
    assert candidates(one) == {"power-of-ten"}
    right = [
        "research-share 2015 value=0.63",
        "research-share 2020 value=0.78",
        "research-share 2020 value=0.15 unit=points basis=change base=2015",
    ]
    assert found(plan(observed=right)) == []


def test_a_relative_growth_printed_as_points_is_recognised(found):
    """From 0.09 to 0.12 is 33.3 % more, and 0.03 points."""
    lines = [
        "research-share 2010 value=0.09",
        "research-share 2015 value=0.12",
        "research-share 2015 value=33.3 unit=points basis=change base=2010",
    ]
    (one,) = found(plan(observed=lines))
    assert candidates(one) == {"relative-growth"}


def test_digits_cut_off_are_information(found):
    """3 firms to 20 is 6.67 times: 6.6 is cut off, not rounded."""
    lines = [
        "firms 2015 value=3",
        "firms 2020 value=20",
        "firms 2020 value=6.6 basis=multiple base=2015 unit=倍",
    ]
    assert kinds(found(plan(observed=lines))) == [("multiple-differs", "information")]


def test_a_yearly_target_is_set_against_the_level_targets(found):
    """100 growing 20 % a year for five years is 249; a floor above it asks for more, a bare 200 for less."""
    yearly = "firms 2025 value=20 basis=growth from=2021 unit=percent"
    start = ["firms 2020 value=100"]
    assert found(plan([yearly, "firms 2025 value=249"], start)) == []
    assert found(plan([yearly, "firms 2025 value=150 comparator=at-least"], start)) == []
    assert kinds(found(plan([yearly, "firms 2025 value=200"], start))) == [("growth-differs", "slip")]


@given(
    start=st.integers(1, 10**6),
    end=st.integers(1, 10**6),
    places=st.integers(0, 3),
)
def test_a_rate_rounded_to_any_number_of_digits_is_silent(start, end, places):
    """Law: what is printed by rounding the true rate is never a finding; ten units of its last digit off always is one."""
    step = Decimal(1).scaleb(-places)
    rate = ((Decimal(end) / start - 1) * 100).quantize(step, ROUND_HALF_UP)
    assert _rate_findings(start, end, rate) == []
    assert len(_rate_findings(start, end, rate + 10 * step)) == 1


def _rate_findings(start, end, rate):
    def stated(year, value, basis=None):
        return Observed(
            "firms",
            "1",
            f"q{year}{basis}",
            year=year,
            value=value,
            basis=basis,
            unit="percent" if basis else None,
            base=Period(2015, 2015) if basis else None,
        )

    held = Collection(
        {"north": Place(Text("北省", "North"), Level.REGION)},
        {"firms": Indicator(Text("企业", "Firms"), "家", sums=True)},
        {
            "p": Plan(
                Text("规划", "Plan"),
                "north",
                Period(2021, 2025),
                Completeness.COMPLETE,
                observed=(
                    stated(2015, Decimal(start)),
                    stated(2020, Decimal(end)),
                    stated(2020, rate, Basis.GROWTH_TOTAL),
                ),
            )
        },
    )
    every = claims(held)
    return audit(["p"], every, Context(held, Relations(held.indicators), Facts(every))).record("en")


# what was added, and the stock before and after


@pytest.mark.parametrize(
    ("added", "of", "severity"),
    [
        ("50", "", None),
        ("40", "", "slip"),
        ("70", "", "tension"),
        ("40", "国有企业", "information"),
        ("70", "国有企业", "tension"),
    ],
)
def test_an_increase_beside_the_stock_before_and_after(added, of, severity, found):
    """100 and 150 make 50. Less cannot be, more may be gross; a part that is less is told as information."""
    part = f" of={of}" if of else ""
    lines = ["firms 2015 value=100", "firms 2020 value=150", f"firms 2020 value={added} basis=added from=2016{part}"]
    expected = [("added-differs", severity)] if severity else []
    assert kinds(found(plan(observed=lines))) == expected


def test_the_stock_before_may_be_reckoned_from_a_multiple(found):
    """2,806 and 4.4 times make 638 before, so 2,168 more, between 2,161 and 2,175 with rounding."""
    lines = [
        "firms 2020 value=2806",
        "firms 2020 value=4.4 basis=multiple base=2015 unit=倍",
        "firms 2020 value=1618 basis=added from=2016",
    ]
    (one,) = found(plan(observed=lines))
    assert kinds([one]) == [("added-differs", "slip")]
    assert round(one["computed"]["rise"]) == 2168
    assert (round(one["computed"]["rise_low"]), round(one["computed"]["rise_high"])) == (2161, 2175)


# totals and parts


def test_grades_add_up_with_bounds(found):
    """70 is 10 and 60; 10 and at least 60 too; 10 and at least 65 exceed it; 10 and 50 fall short of it."""
    whole, national = "labs 2025 value=70", "labs-national 2025 value=10"
    assert found(plan([whole, national, "labs-regional 2025 value=60"])) == []
    assert found(plan([whole, national, "labs-regional 2025 value=60 comparator=at-least"])) == []
    more = found(plan([whole, national, "labs-regional 2025 value=65 comparator=at-least"]))
    assert kinds(more) == [("parts-exceed-whole", "slip")]
    assert more[0]["computed"]["sum_low"] == 75
    assert kinds(found(plan([whole, national, "labs-regional 2025 value=50"]))) == [("parts-do-not-add", "slip")]


def test_a_floor_overtaken_by_its_parts_is_a_tension(found):
    """At least 70 is no lie where the parts make 75, only weaker than they are."""
    lines = ["labs 2025 value=70 comparator=at-least", "labs-national 2025 value=10", "labs-regional 2025 value=65"]
    assert kinds(found(plan(lines))) == [("parts-exceed-whole", "tension")]


def test_groups_need_not_add_up_but_none_exceeds_the_whole(found):
    """Two groups of one indicator may overlap, or leave others out."""
    assert (
        found(plan(observed=["firms 2020 value=100", "firms 2020 value=60 of=甲", "firms 2020 value=60 of=乙"])) == []
    )
    one = found(plan(observed=["firms 2020 value=100", "firms 2020 value=120 of=甲"]))
    assert kinds(one) == [("parts-exceed-whole", "slip")]


def test_places_add_up_where_all_are_listed(found):
    """The region's figure is that of its cities once every city has one."""

    def cities(east, west):
        return ["firms 2025 value=100", f"firms 2025 value={east} for=[east]", f"firms 2025 value={west} for=[west]"]

    assert found(plan(cities(60, 40))) == []
    assert kinds(found(plan(cities(60, 30)))) == [("parts-do-not-add", "slip")]
    assert kinds(found(plan(cities(60, 50)))) == [("parts-exceed-whole", "slip")]
    assert found(plan(cities(60, 30)[:2])) == []


# ambition


@pytest.mark.parametrize(
    ("target", "result", "expected"),
    [
        ("firms 2025 value=13 comparator=at-least", "firms 2020 value=14", ("target-below-result", "tension")),
        ("firms 2025 value=14", "firms 2020 value=14", ("target-at-result", "tension")),
        ("firms 2025 low=14 high=16", "firms 2020 value=14", ("target-at-result", "tension")),
        ("firms 2025 value=14 comparator=above", "firms 2020 value=14", None),
        ("firms 2025 value=15", "firms 2020 value=14", None),
        ("firms 2025 value=10 basis=added", "firms 2020 value=14", None),
        ("firms 2025 value=14 basis=not-stated", "firms 2020 value=14", ("target-at-result", "information")),
        ("firms 2025 value=9 basis=not-stated", "firms 2020 value=14", ("target-below-result", "information")),
        ("loss 2025 value=9", "loss 2020 value=10", None),
        ("loss 2025 value=11", "loss 2020 value=10", ("target-below-result", "tension")),
        ("labs 2025 value=9", "labs-national 2020 value=10", ("target-below-result", "tension")),
        ("firms 2020 value=9", "firms 2020 value=14", None),
        ("research-share 2025 value=5", "research-share 2020 value=4.6", None),
        ("research-share 2025 value=5 comparator=about", "research-share 2020 value=4.6", None),
        ("contracts 2025 value=5", "contracts 2020 value=6", ("target-below-result", "information")),
    ],
)
def test_a_target_beside_what_exists(target, result, expected, found):
    """Below or at what exists; a better that is lower is read so; a narrower result counts; one of the same year is none."""
    assert kinds(found(plan([target], [result]))) == ([expected] if expected else [])


def test_a_baseline_counts_as_what_exists(found):
    """The starting value beside the target."""
    assert kinds(found(plan(["research-share 2025 value=1.0 baseline=2020:1.2"]))) == [
        ("target-below-result", "tension")
    ]


def test_a_later_target_below_an_earlier_one(found):
    """2035 asks for less than 2025."""
    one = found(plan(["firms 2025 value=500", "firms 2035 value=400"]))
    assert kinds(one) == [("target-falls", "tension")]
    assert found(plan(["firms 2025 value=500", "firms 2035 value=600"])) == []


def test_a_flow_without_a_basis_beside_a_total(found):
    """8 for the year 2025, or for five years, beside 7 for the five before."""
    one = found(plan(["contracts 2025 value=8 basis=not-stated"], ["contracts 2020 value=7 basis=total from=2016"]))
    assert kinds(one) == [("basis-open", "information")]
    assert found(plan(["contracts 2025 value=8"], ["contracts 2020 value=7 basis=total from=2016"])) == []


# coupled figures


def test_a_ratio_and_its_numerator_imply_the_growth_of_the_denominator(found):
    """Research growing 22 % a year and a share from 0.78 to 1.6 leave 5.7 % a year for GDP."""
    lines = [
        "research 2025 value=22 basis=growth from=2021 unit=percent",
        "research-share 2025 value=1.6 baseline=2020:0.78",
    ]
    (one,) = found(plan(lines))
    assert kinds([one]) == [("implied-denominator", "information")]
    assert one["computed"]["growth"] == pytest.approx(5.67, abs=0.01)
    assert one["computed"]["denominator"] == "地区生产总值"
    assert "(1 + 22 %) / (1.6 / 0.78)^(1/5)" in one["computed"]["formulas"][0]


def test_what_nobody_would_believe_is_a_tension(found):
    """Research growing 60 % a year for the same share would need GDP to grow 60 % a year."""
    lines = [
        "research 2025 value=60 basis=growth from=2021 unit=percent",
        "research-share 2025 value=1.6 baseline=2020:1.6",
    ]
    found_kinds = kinds(found(plan(lines)))
    assert ("implied-denominator", "tension") in found_kinds


def test_a_count_and_a_density_imply_a_population(found):
    """9,600 at 8 or more per 10,000 are at most 12 million people."""
    (one,) = found(plan(["firms 2025 value=9600", "firms-per-10k 2025 value=8 comparator=at-least"]))
    assert kinds([one]) == [("implied-denominator", "information")]
    assert (one["computed"]["denominator_2025_low"], one["computed"]["denominator_2025_high"]) == (None, 1200)


def test_a_printed_denominator_must_be_the_implied_one(found):
    """10 at 2 % is 500, give or take the rounding; 600 is a slip, and of 500 nothing is to be told."""
    shares = ["research 2020 value=10", "research-share 2020 value=2.0"]
    slip = found(plan(observed=[*shares, "gdp 2020 value=600"]))
    assert kinds(slip) == [("ratio-differs", "slip")]
    assert kinds(found(plan(observed=[*shares, "gdp 2020 value=500"]))) == []


def test_full_coverage_needs_one_in_each_place(found):
    """Two cities, all with a zone, and a target of one zone."""
    one = found(plan(["cities-with-zone 2025 value=100", "zones 2025 value=1 comparator=at-least"]))
    assert kinds(one) == [("coverage-needs-more", "information")]
    assert found(plan(["cities-with-zone 2025 value=100", "zones 2025 value=2"])) == []


# across plans

LATER = {"ident": "north-2026", "period": "2026-2030"}


def test_two_plans_that_report_one_year_differently(found):
    """The earlier plan's figure may have been revised."""
    one = found(plan(observed=["firms 2020 value=100"]), plan(observed=["firms 2020 value=110"], **LATER))
    assert kinds(one) == [("plans-differ", "contradiction")]
    assert candidates(one[0]) == {"revised"}


def test_plans_of_other_places_have_nothing_to_do_with_each_other(found):
    """East's result is not North's."""
    east = plan(observed=["firms 2025 value=80"], ident="east-2026", period="2026-2030", place="east")
    assert found(plan(["firms 2025 value=100"]), east) == []


# lists of names


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("全市有甲甲公司、乙乙公司、丙丙公司等3家企业", None),
        ("全市有甲甲公司、乙乙公司等3家企业", None),
        ("全市有甲甲公司、乙乙公司、丙丙公司、丁丁公司等3家企业", 4),
        ("全市有甲甲公司、乙乙公司共3家企业", 2),
        ("全市有甲甲公司、乙乙公司和丙丙公司共3家企业", None),
        ("全市有甲甲公司、乙乙公司和丙丙公司共2家企业", None),
        ("3个县（甲甲、乙乙）通过考核", 2),
        ("3个县（甲甲、乙乙、丙丙）通过考核", None),
        ("3个县（甲甲、乙乙等）通过考核", None),
        ("全市12个县（市、区）", None),
        ("抓好甲甲工程、乙乙工程、丙丙工程、丁丁工程和戊戊工程六大工程", 4),
        ("新建甲甲中心、乙乙中心3个以上", None),
        ("甲级特派员275名、乙级特派员55名", None),
    ],
)
def test_names_beside_a_number(text, listed, found):
    """等 leaves a list open; a joint in the last name may make two; what is no list of names is left alone."""
    records = found(plan(["firms 2025 value=1"]), text=text)
    assert [r["computed"]["listed"] for r in records if r["finding"] == "names-differ"] == ([listed] if listed else [])


def test_a_miscounted_list_shows_its_passage(found):
    """No claim need quote it."""
    (one,) = found(plan(["firms 2025 value=1"]), text="一、企业\n全市有甲甲公司、乙乙公司共3家企业。")
    assert one["claims"] == []
    assert one["quotes"][0]["quote"] == "全市有甲甲公司、乙乙公司共3家企业"
    assert one["computed"]["names"] == ["全市有甲甲公司", "乙乙公司"]


# acknowledged findings

KNOWN = """\
known:
  - finding: target-below-result
    claims:
      - north-2021/firms/2025
      - north-2021/firms/2020!observed
    because: four zones count twice
    expect:
      target: {target}
      value: 13 / 14
"""
SHORT = (["firms 2025 value=13"], ["firms 2020 value=14"])


def test_an_acknowledged_finding_is_silent_while_its_expectation_holds(found):
    """Figures of the computation and values of the claims; it can be shown with its reason."""
    known = plan(*SHORT, more=KNOWN.format(target=13))
    assert found(known) == []
    (one,) = found(known, told=True)
    assert one["acknowledged"] == "four zones count twice"


def test_an_expectation_that_fails_is_a_finding_of_its_own(found):
    """Beside the finding that is no longer acknowledged."""
    records = found(plan(*SHORT, more=KNOWN.format(target=12)))
    assert kinds(records) == [("target-below-result", "tension"), ("known-changed", "tension")]
    assert records[1]["computed"]["expected"] == {"target": "12"}
    assert records[1]["computed"]["found"] == {"target": "13"}


def test_an_acknowledged_finding_that_is_gone_is_told(found):
    """The encoding or the text has changed."""
    records = found(plan(["firms 2025 value=15"], ["firms 2020 value=14"], more=KNOWN.format(target=13)))
    assert kinds(records) == [("known-changed", "tension")]
    assert "no longer found" in records[0]["text"]


# for a reader


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_reads_like_this(lang, tmp_path):
    """Golden; PLANCMP_REWRITE=1 writes it anew."""
    path = tmp_path / "plans.yaml"
    shares = [
        "research-share 2010 value=0.09",
        "research-share 2015 value=0.12",
        "research-share 2015 value=3 unit=points basis=change base=2010",
        "firms 2020 value=2806",
        "firms 2020 value=4.4 basis=multiple base=2015 unit=倍",
        "firms 2020 value=1618 basis=added from=2016 of=甲工程",
    ]
    targets = [
        "contracts 2025 value=3",
        "contracts 2025 value=3000 unit=万元 key=again at=2",
        "labs 2025 value=70",
        "labs-national 2025 value=10",
        "labs-regional 2025 value=65 comparator=at-least",
        "research 2025 value=22 basis=growth from=2021 unit=percent",
        "research-share 2025 value=1.6 baseline=2020:0.78",
    ]
    path.write_text(HEAD + plan(targets, shares), encoding="utf-8")
    session = Session(path)
    result = audit(["north-2021"], session.claims, session.context)
    text = render(result, "table", Style(lang, 80)) + "\n" + render(result, "markdown", Style(lang))
    golden = HERE / "goldens" / f"audit.{lang}.txt"
    if os.environ.get("PLANCMP_REWRITE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


# the command


def test_formats_and_exit_status(plancmp):
    """json is the list of the design; findings set the exit status only with --exit-code, information never."""
    run = plancmp("audit", "baise", "--format", "json")
    assert run.status == 0
    records = json.loads(run.out)
    assert {"plan", "finding", "severity", "claims", "text", "computed"} <= set(records[0])
    assert {r["plan"] for r in records} == {"baise-2016"}
    narrowed = plancmp("audit", "--severity", "contradiction", "-f", "json", "--exit-code")
    assert narrowed.status == 1
    assert {r["severity"] for r in narrowed.json} == {"contradiction"}
    assert plancmp("audit", "nanning", "--exit-code").status == 0
    assert plancmp("audit", "--severity", "grave").status == 2
    assert plancmp("audit", "--sources", "nowhere").status == 3


@pytest.mark.parametrize(
    ("name", "lang"),
    [("table", "zh"), ("table", "en"), ("plain", "en"), ("csv", "zh"), ("markdown", "en"), ("html", "zh")],
)
def test_every_format_speaks_both_languages_and_cuts_nothing(name, lang, plancmp):
    """Status 0, nothing on stderr, every quotation whole."""
    run = plancmp("audit", "baise", "--format", name, "--lang", lang, COLUMNS="80")
    assert (run.status, run.err) == (0, "")
    assert "…" not in run.out
    assert "年技术合同成交额3000万元以上" in run.out


def test_the_severities_are_those_of_the_design():
    """Scripts depend on the words."""
    assert [str(s) for s in Severity] == ["contradiction", "slip", "tension", "information"]
