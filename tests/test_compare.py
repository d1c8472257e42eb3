"""Two claims: the verdict, its reasons, and what may be reckoned, question by question."""

from decimal import Decimal

import pytest
from small import (
    Baseline,
    Basis,
    Comparator,
    Period,
    Source,
    collection_of,
    context_of,
    first_targets,
    plan,
    result,
    target,
)

from plancmp.compare import compare, compute_pace, judge_absence
from plancmp.compare.phrases import phrase_measure
from plancmp.compare.relations import Relations
from plancmp.model import Indicator, IndicatorMapping
from plancmp.vocabulary import ClaimType, Commitment, Completeness, Relation, Section, Verdict
from plancmp.words import Text


def fields(pair):
    return [r.field for r in pair.reasons]


def told(pair):
    return " | ".join(r.text.en for r in pair.reasons)


class TestOrderOfQuestions:
    """The first that answers names the verdict; every later obstacle is still listed."""

    def test_assigned_before_all(self):
        """One plan, one place inside the other."""
        held = plan("north", target("share", "1.6"), target("share", "2.5", for_=("alpha",), of="规上"))
        every, context = context_of(collection_of(north=held))
        pair = compare(every[0], every[1], context)
        assert (pair.verdict, fields(pair)) == (Verdict.ASSIGNED, ["place", "of"])
        assert pair.measure.difference is None

    def test_related_before_basis_unit_inputs_and_years(self):
        """A mapping that is not exact is named first, the rest after it."""
        pair = first_targets(
            a=plan("alpha", target("labs", "30", 2020), period="2016-2020"),
            b=plan("beta", target("labs-regional", "30", basis=Basis.ADDED, from_=2021)),
        )
        assert (pair.verdict, fields(pair)) == (Verdict.RELATED, ["grade", "basis", "year"])

    def test_basis_before_years(self):
        """Level against total: no rule leads from one to the other."""
        pair = first_targets(
            a=plan("alpha", target("patents", "500", from_=2021)),
            b=plan("beta", target("patents", "90", 2026, basis=Basis.PER_YEAR)),
        )
        assert (pair.verdict, fields(pair)) == (Verdict.BASIS_DIFFERS, ["basis", "year"])

    def test_unit_before_missing_inputs(self):
        """Another class of unit, and a basis that is not stated."""
        pair = first_targets(
            a=plan("alpha", target("firms", "500", basis=Basis.NOT_STATED)),
            b=plan("beta", target("firms", "500", unit="人次")),
        )
        assert (pair.verdict, fields(pair)) == (Verdict.UNIT_DIFFERS, ["unit", "basis"])

    def test_missing_inputs_before_years(self):
        """The input that no plan prints is named, with its year."""
        pair = first_targets(
            a=plan("alpha", target("firms", "500", 2024)),
            b=plan("beta", target("firms", "100", basis=Basis.ADDED, from_=2021)),
        )
        assert (pair.verdict, fields(pair)) == (Verdict.NOT_COMPUTABLE, ["basis", "year"])
        assert "no plan prints Firms for 2020" in told(pair)

    def test_years_before_conversions(self):
        """Other years stay other years, whatever the unit."""
        pair = first_targets(
            a=plan("alpha", target("money", "5", 2024)), b=plan("beta", target("money", "30000", unit="万元"))
        )
        assert (pair.verdict, fields(pair)) == (Verdict.OTHER_PERIOD, ["year", "unit"])


class TestComparable:
    """Same indicator, basis, unit and year."""

    def test_comparator_and_commitment_are_reasons_and_no_verdict(self):
        """They stand beside the figure."""
        pair = first_targets(
            a=plan("alpha", target("share", "2")),
            b=plan("beta", target("share", "3", comparator=Comparator.AT_LEAST, commitment=Commitment.FIRM)),
        )
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE, ["comparator", "commitment"])
        assert pair.measure.difference.low == 1
        assert pair.measure.difference.high is None

    def test_an_exact_mapping_counts_as_the_same(self):
        """Another name of one thing."""
        pair = first_targets(a=plan("alpha", target("firms", "500")), b=plan("beta", target("firms-too", "600")))
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE, 100)

    def test_counters_are_one_class(self):
        """家 against 个: the noun decides what is counted."""
        pair = first_targets(a=plan("alpha", target("firms", "500")), b=plan("beta", target("firms", "600", unit="个")))
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE, ["unit"])

    def test_one_printed_unit_on_both_sides_needs_no_conversion(self):
        """30,000 万元 and 40,000 万元, though the indicator is told in 亿元."""
        pair = first_targets(
            a=plan("alpha", target("money", "30000", unit="万元")),
            b=plan("beta", target("money", "40000", unit="万元")),
        )
        assert (pair.verdict, fields(pair), pair.measure.difference.exact) == (Verdict.COMPARABLE, [], 1)

    def test_exactly_mapped_indicators_may_be_told_in_two_units(self):
        """3 亿元 against 40,000 万元."""
        pair = first_targets(a=plan("alpha", target("money", "3")), b=plan("beta", target("money-too", "40000")))
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE_AFTER, 1)

    def test_two_units_need_one(self):
        """The formula stands in the reason."""
        pair = first_targets(
            a=plan("alpha", target("money", "5")), b=plan("beta", target("money", "30000", unit="万元"))
        )
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE_AFTER, ["unit"])
        assert pair.reasons[0].text.zh == "30,000 万元 = 3 亿元"
        assert pair.measure.difference.exact == -2

    def test_a_floor_against_a_floor_is_not_determined(self):
        """Both figures are printed in the reason."""
        floor = {"comparator": Comparator.AT_LEAST}
        pair = first_targets(
            a=plan("alpha", target("share", "2", **floor)), b=plan("beta", target("share", "3", **floor))
        )
        assert pair.verdict is Verdict.COMPARABLE
        assert not pair.measure.difference.determined
        assert told(pair) == (
            "≥ 2 % against ≥ 3 %: bound against bound, the difference is not determined; the bounds are +1 point apart"
        )

    def test_a_result_beside_a_target_is_said(self):
        """Planned beside reached."""
        pair = first_targets(a=plan("alpha", result("share", "2", 2025)), b=plan("beta", target("share", "3")))
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE, ["type"])


class TestUnits:
    """Each figure in the unit in which it enters the comparison."""

    def test_a_printed_level_keeps_its_own_unit_beside_a_reckoned_one(self):
        """500 person-times are not 234 + 150 firms, though both are told of one indicator."""
        pair = first_targets(
            a=plan("alpha", target("firms", "500", unit="人次")),
            b=plan("beta", target("firms", "150", basis=Basis.ADDED, from_=2021), result("firms", "234", 2020)),
        )
        assert (pair.verdict, fields(pair)) == (Verdict.UNIT_DIFFERS, ["unit", "basis"])
        assert pair.reasons[0].text == Text("单位 人次 / 家", "units person-times / a count (家)")
        assert pair.measure.difference is None

    def test_a_step_in_another_unit_is_converted_in_its_formula(self):
        """50,000 万元 and 30,000 万元 more are 8 亿元; no formula adds 5 and 30,000."""
        step = target("money", "30000", basis=Basis.CHANGE, base=Period(2020, 2020), unit="万元")
        pair = first_targets(
            a=plan("alpha", target("money", "5")), b=plan("beta", step, result("money", "50000", 2020, unit="万元"))
        )
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE_AFTER, ["basis", "unit"])
        assert pair.reasons[0].text.en == "5 + 3 = 8; base: 2020, reported by the same plan"
        assert pair.measure.difference.exact == 3

    def test_a_rate_in_thousandths_is_one_in_hundredths(self):
        """120 ‰ are 12 %, of a count and of a percentage."""
        for indicator, formula in (("money", "100 × (1 + 120 ‰) = 112"), ("share", "100 × (1 + 12 %) = 112")):
            rate = target(indicator, "120", basis=Basis.GROWTH_TOTAL, base=Period(2020, 2020), unit="permille")
            pair = first_targets(
                a=plan("alpha", target(indicator, "112")), b=plan("beta", rate, result(indicator, "100", 2020))
            )
            assert told(pair).startswith(formula)
            assert pair.measure.difference.exact == 0

    def test_planned_and_reached_are_told_in_one_unit(self):
        """5 planned beside 30,000 万元 reached: 3, or nobody could check the difference."""
        for indicator, value in (("money", "5"), ("money-too", "50000")):
            pair = first_targets(
                a=plan("alpha", target("money", "9"), result("money", "30000", 2020, unit="万元")),
                b=plan("beta", target(indicator, value, 2020), period="2016-2020"),
            )
            assert [x.text for x in pair.at_year] == [
                Text(
                    "乙市规划 5，甲市 2020 年实际 3，相差 +2 亿元",
                    "Beta planned 5, Alpha reached 3 in 2020: +CNY 200 million",
                )
            ]


class TestLikeAndLike:
    """A difference only between like and like."""

    def test_a_total_of_a_city_is_a_share_of_the_region(self):
        """Never a difference: region - city is a remainder."""
        pair = first_targets(a=plan("north", target("firms", "5600")), b=plan("alpha", target("firms", "2500")))
        assert (pair.verdict, pair.measure.difference, pair.measure.ratio) == (Verdict.COMPARABLE, None, None)
        assert round(pair.measure.share.exact, 3) == Decimal("0.446")

    def test_a_share_stands_between_any_levels(self):
        """Percentages of a region and of a city differ by points."""
        pair = first_targets(a=plan("north", target("share", "1.6")), b=plan("alpha", target("share", "2.5")))
        assert pair.measure.difference.exact == Decimal("0.9")

    def test_a_rate_of_a_total_stands_between_any_levels(self):
        """Growth of 10 % and of 12 %: two points, no share."""
        growth = {"basis": Basis.GROWTH, "from_": 2021, "unit": "percent"}
        pair = first_targets(
            a=plan("north", target("firms", "10", **growth)), b=plan("alpha", target("firms", "12", **growth))
        )
        assert (pair.measure.difference.exact, pair.measure.share) == (2, None)

    def test_levels_that_are_not_nested_have_no_difference_and_a_reason(self):
        """A zone of one city against another city."""
        held = collection_of(
            a=plan("alpha", target("firms", "9", for_=("zone",))), b=plan("beta", target("firms", "20"))
        )
        places = {
            **held.places,
            "zone": held.places["alpha"].__class__(Text("区", "Zone"), held.places["alpha"].level.ZONE, "alpha"),
        }
        every, context = context_of(held.__class__(places, held.indicators, held.plans))
        pair = compare(every[0], every[1], context)
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE, ["place"])
        assert pair.measure.difference is None


class TestConversions:
    """A closed list, each formula with the figures in it and its base named."""

    @pytest.mark.parametrize(
        ("entry", "base", "formula", "value"),
        [
            (
                target("firms", "150", basis=Basis.ADDED, from_=2021), result("firms", "234", 2020),
                "234 + 150 = 384 if none drops out, fewer if 150 is gross; base: 2020, reported by the same plan", 384,
            ),
            (
                target("firms", "2", basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍"), result("firms", "14", 2020),
                "14 × 2 = 28; base: 2020, reported by the same plan", 28,
            ),
            (
                target("money", "10", 2022, basis=Basis.GROWTH, from_=2021, unit="percent"), result("money", "100", 2020),
                "100 × (1 + 10 %)^2 = 121; base: 2020, reported by the same plan", 121,
            ),
            (
                target("money", "50", basis=Basis.GROWTH_TOTAL, base=Period(2020, 2020), unit="percent"),
                result("money", "100", 2020), "100 × (1 + 50 %) = 150; base: 2020, reported by the same plan", 150,
            ),
            (
                target("share", "0.5", basis=Basis.CHANGE, base=Period(2020, 2020), unit="points"),
                result("share", "2", 2020), "2 + 0.5 = 2.5; base: 2020, reported by the same plan", Decimal("2.5"),
            ),
            (
                target("share", "-0.5", basis=Basis.CHANGE, base=Period(2020, 2020), unit="points"),
                result("share", "2", 2020), "2 - 0.5 = 1.5; base: 2020, reported by the same plan", Decimal("1.5"),
            ),
            (
                target("patents", "2", basis=Basis.MULTIPLE, base=Period(2016, 2020), from_=2021, unit="倍"),
                result("patents", "400", 2020, from_=2016),
                "400 × 2 = 800; base: 2016-2020, reported by the same plan", 800,
            ),
        ],
        ids=["added", "multiple", "growth", "growth-total", "change", "fall", "multiple of a total"],
    )  # fmt: skip
    def test_a_step_and_its_base_give_a_figure(self, entry, base, formula, value):
        """Verdict, formula and difference follow from the printed figures."""
        level = target(entry.indicator, "1", entry.by, from_=2021 if entry.indicator == "patents" else None)
        pair = first_targets(a=plan("beta", level), b=plan("alpha", entry, base))
        assert pair.verdict is Verdict.COMPARABLE_AFTER
        assert pair.reasons[0].text.en == formula
        assert pair.measure.difference.exact == value - 1

    def test_the_base_beside_the_target_comes_first(self):
        """Then a result of the plan, then of another plan, each named."""
        step = {"basis": Basis.ADDED, "from_": 2021}
        beside = target("firms", "150", baseline=Baseline(2020, Decimal(230), basis=Basis.LEVEL), **step)
        level = plan("beta", target("firms", "1"))
        pair = first_targets(b=level, a=plan("alpha", beside, result("firms", "234", 2020)))
        assert "230 + 150 = 380" in told(pair)
        assert "printed beside the target" in told(pair)
        other = plan("alpha", result("firms", "240", 2020), period="2016-2020")
        pair = first_targets(b=level, a=plan("alpha", target("firms", "150", **step)), alpha_16=other)
        assert "240 + 150 = 390" in told(pair)
        assert "base: 2020, reported by alpha-16" in told(pair)

    def test_a_start_by_convention_is_said(self):
        """No start is printed: the year before the plan."""
        pair = first_targets(
            b=plan("beta", target("firms", "1")),
            a=plan("alpha", target("firms", "150", basis=Basis.ADDED), result("firms", "234", 2020)),
        )
        assert "by convention the year before the plan" in told(pair)

    def test_a_total_is_never_divided(self):
        """Five years together say nothing of one."""
        pair = first_targets(
            a=plan("alpha", target("patents", "500", from_=2021)),
            b=plan("beta", target("patents", "100", basis=Basis.PER_YEAR)),
        )
        assert pair.verdict is Verdict.BASIS_DIFFERS

    def test_an_increase_of_a_flow_leads_to_no_level(self):
        """Added + level stands only where the indicator is a level."""
        pair = first_targets(
            a=plan("alpha", target("money", "5")),
            b=plan("beta", target("money", "3", basis=Basis.ADDED), result("money", "4", 2020)),
        )
        assert pair.verdict is Verdict.BASIS_DIFFERS

    def test_a_unit_that_fits_no_rule_is_named(self):
        """An increase in person-times cannot be added to firms."""
        pair = first_targets(
            a=plan("alpha", target("firms", "5")),
            b=plan("beta", target("firms", "3", basis=Basis.ADDED, unit="人次"), result("firms", "4", 2020)),
        )
        assert pair.verdict is Verdict.NOT_COMPUTABLE
        assert "no rule for added in the unit 人次" in told(pair)


class TestYears:
    """Years as printed, and the convention for those that are not."""

    def test_both_ways_at_year(self):
        """Each claim beside what the other's plan prints for that very year."""
        pair = first_targets(
            a=plan("north", target("share", "1.6"), result("share", "0.78", 2020)),
            b=plan("alpha", target("share", "2.2", 2020), period="2016-2020"),
        )
        assert [x.text.en for x in pair.at_year] == ["Alpha planned 2.2, North reached 0.78 in 2020: +1.42 points"]
        pair = first_targets(
            a=plan("alpha", target("share", "2.2", 2020), period="2016-2020"),
            b=plan("north", target("share", "1.6"), result("share", "0.78", 2020)),
        )
        assert [x.measure.difference.exact for x in pair.at_year] == [Decimal("-1.42")]

    def test_backwards_to_a_past_level(self):
        """0.78 - 0.15 = 0.63 for 2015."""
        change = result("share", "0.15", 2020, basis=Basis.CHANGE, base=Period(2015, 2015), unit="points")
        pair = first_targets(
            a=plan("north", target("share", "1.6"), result("share", "0.78", 2020), change),
            b=plan("alpha", target("share", "2.2", 2015), period="2011-2015"),
        )
        assert (
            pair.at_year[0].text.en
            == "Alpha planned 2.2, North reached 0.63 (0.78 - 0.15 = 0.63) in 2015: +1.57 points"
        )
        assert pair.at_year[0].verdict is Verdict.COMPARABLE_AFTER

    def test_backwards_by_a_rounded_multiple_is_about(self):
        """2,806 is 4.4 times the count of 2015: about 638."""
        times = result("firms", "4.4", 2020, basis=Basis.MULTIPLE, base=Period(2015, 2015), unit="倍")
        pair = first_targets(
            a=plan("north", target("firms", "5600"), result("firms", "2806", 2020), times),
            b=plan("alpha", target("firms", "100", 2015), period="2011-2015"),
        )
        assert (
            pair.at_year[0].text.en
            == "Alpha planned 100, of ≈ 638 (2,806 / 4.4 ≈ 638) reached by North in 2015: ≈ 15.7 %"
        )

    @pytest.mark.parametrize(
        ("step", "fields_of", "formula"),
        [
            ("0.15", {"basis": Basis.CHANGE, "unit": "points"}, "0.63 (0.78 - 0.15 = 0.63)"),
            ("-0.15", {"basis": Basis.CHANGE, "unit": "points"}, "0.93 (0.78 - (-0.15) = 0.93)"),
            (
                "0.15", {"basis": Basis.CHANGE, "unit": "points", "comparator": Comparator.ABOVE},
                "< 0.63 (0.78 - (> 0.15) < 0.63)",
            ),
            ("30", {"basis": Basis.GROWTH_TOTAL, "unit": "percent"}, "≈ 0.6 (0.78 / (1 + 30 %) ≈ 0.6)"),
        ],
        ids=["rise", "fall", "at least so much", "rate"],
    )  # fmt: skip
    def test_a_past_figure_has_its_formula(self, step, fields_of, formula):
        """A fall was more before; a figure with a sign of its own stands in brackets."""
        printed = result("share", step, 2020, base=Period(2015, 2015), **fields_of)
        pair = first_targets(
            a=plan("north", target("share", "1.6"), result("share", "0.78", 2020), printed),
            b=plan("alpha", target("share", "2.2", 2015), period="2011-2015"),
        )
        assert formula in pair.at_year[0].text.en

    def test_nothing_is_interpolated(self):
        """Between 2020 and 2025 nothing is known of 2022."""
        pair = first_targets(
            a=plan("north", target("share", "1.6"), result("share", "0.78", 2020)),
            b=plan("alpha", target("share", "2.2", 2022)),
        )
        assert (pair.verdict, pair.at_year) == (Verdict.OTHER_PERIOD, ())

    def test_another_start_is_another_period(self):
        """For what is added or summed the start belongs to the figure."""
        pair = first_targets(
            a=plan("alpha", target("patents", "500", from_=2021)), b=plan("beta", target("patents", "400", from_=2019))
        )
        assert (pair.verdict, fields(pair)) == (Verdict.OTHER_PERIOD, ["from"])

    @pytest.mark.parametrize(
        ("first", "second", "texts"),
        [
            ({"base": Period(2015, 2015), "from_": 2021}, {"from_": 2021}, ["bases: 2015 / 2020"]),
            ({"from_": 2021}, {"base": Period(2016, 2020)}, ["bases: 2020 / 2016-2020"]),
            ({"base": Period(2020, 2020)}, {"from_": 2021}, []),
            ({"base": Period(2015, 2015)}, {"base": Period(2020, 2020)}, ["spans start in 2016 / 2021"]),
        ],
        ids=["another year", "five years", "the same said otherwise", "another start"],
    )
    def test_another_base_is_another_period(self, first, second, texts):
        """Three times 2015 and three times 2020 are told of the same years, and are not one goal."""
        pair = first_targets(
            a=plan("alpha", target("firms", "3", basis=Basis.MULTIPLE, unit="倍", **first)),
            b=plan("beta", target("firms", "3", basis=Basis.MULTIPLE, unit="倍", **second)),
        )
        assert [r.text.en for r in pair.reasons] == texts
        assert pair.verdict is (Verdict.OTHER_PERIOD if texts else Verdict.COMPARABLE)
        assert (pair.measure.difference is None) is bool(texts)

    @pytest.mark.parametrize(
        ("start", "verdict", "told_of"),
        [
            (2021, Verdict.COMPARABLE_AFTER, ["basis"]),
            (None, Verdict.COMPARABLE_AFTER, ["basis", "from"]),
            (2023, Verdict.OTHER_PERIOD, ["from", "basis"]),
        ],
        ids=["same start", "start by convention", "another start"],
    )
    def test_a_total_that_was_reckoned_has_a_start_too(self, start, verdict, told_of):
        """Twice what 2016-2020 brought is a total of 2021-2025, not of 2023-2025."""
        twice = target("patents", "2", basis=Basis.MULTIPLE, base=Period(2016, 2020), unit="倍")
        pair = first_targets(
            a=plan("alpha", target("patents", "500", from_=start)),
            b=plan("beta", twice, result("patents", "400", 2020, from_=2016)),
        )
        assert (pair.verdict, fields(pair)) == (verdict, told_of)
        assert (pair.measure.difference is None) is (verdict is Verdict.OTHER_PERIOD)

    def test_what_is_told_against_one_year_of_a_flow_is_one_years_flow(self):
        """Twice the patents of 2020 are the patents of one year, no total of five."""
        twice = target("patents", "2", basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍")
        beta = plan("beta", twice, result("patents", "90", 2020, basis=Basis.PER_YEAR))
        pair = first_targets(a=plan("alpha", target("patents", "200", basis=Basis.PER_YEAR)), b=beta)
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE_AFTER, -20)
        pair = first_targets(a=plan("alpha", target("patents", "500", from_=2021)), b=beta)
        assert (pair.verdict, fields(pair)) == (Verdict.BASIS_DIFFERS, ["basis"])

    def test_an_unprinted_start_is_the_plans_first_year_by_convention(self):
        """It may be compared, and the reason says on what ground."""
        pair = first_targets(
            a=plan("alpha", target("patents", "500", from_=2021)), b=plan("beta", target("patents", "400"))
        )
        assert (pair.verdict, fields(pair)) == (Verdict.COMPARABLE, ["from"])
        assert "by convention 2021" in told(pair)

    def test_no_year_inside_the_period_is_not_computable(self):
        """The convention is said."""
        pair = first_targets(a=plan("alpha", target("share", "2")), b=plan("beta", target("share", "3", None)))
        assert (pair.verdict, fields(pair)) == (Verdict.NOT_COMPUTABLE, ["year"])
        assert "taken to fall within the plan's period 2021-2025 by convention" in told(pair)

    def test_no_year_outside_the_period_is_another_one(self):
        """A plan that ended in 2015 cannot mean 2025."""
        pair = first_targets(
            a=plan("alpha", target("share", "2")), b=plan("beta", target("share", "3", None), period="2011-2015")
        )
        assert (pair.verdict, fields(pair)) == (Verdict.OTHER_PERIOD, ["year"])
        assert "2011-2015 by convention" in told(pair)

    def test_a_result_without_a_year_is_no_later_than_its_plan(self):
        """It is not taken to fall within the period."""
        pair = first_targets(a=plan("alpha", target("share", "2", 2030)), b=plan("beta", result("share", "3", None)))
        assert (pair.verdict, fields(pair)) == (Verdict.OTHER_PERIOD, ["year", "type"])
        assert "no later than 2025" in told(pair)
        pair = first_targets(a=plan("alpha", target("share", "2", 2018)), b=plan("beta", result("share", "3", None)))
        assert (pair.verdict, fields(pair)) == (Verdict.NOT_COMPUTABLE, ["year", "type"])


class TestPace:
    """The implied growth from the actual baseline year."""

    def pace_of(self, entry, *more):
        every, context = context_of(collection_of(a=plan("alpha", entry, *more)))
        found = compute_pace(next(c for c in every if c.type is ClaimType.TARGET), context.facts)
        return found and (found.start.year, found.describe(every[0]).en, found.formula.en)

    def test_levels_and_flows_grow_by_percent(self):
        """From a baseline of 2019 to 2025 it is six years."""
        entry = target("firms", "5600", baseline=Baseline(2019, Decimal(2806)))
        assert self.pace_of(entry) == (2019, "+12.2 % a year", "(5,600 / 2,806)^(1/6) - 1 = +12.2 %")

    def test_shares_grow_by_points(self):
        """A percentage is not grown by a percentage."""
        entry = target("share", "1.6", baseline=Baseline(2020, Decimal("0.78")))
        assert self.pace_of(entry) == (2020, "+0.16 points a year", "(1.6 - 0.78) / 5 = +0.16")

    def test_the_baseline_beside_comes_before_a_later_result(self):
        """What the plan itself sets beside the target is its start."""
        entry = target("share", "1.2", baseline=Baseline(2020, Decimal("0.45")))
        assert self.pace_of(entry, result("share", "0.12", 2020))[2] == "(1.2 - 0.45) / 5 = +0.15"

    def test_a_baseline_of_another_basis_is_not_passed_over_for_a_result(self):
        """3.65 beside 22 is one year's growth beside a five-year mean, whatever else the plan reports."""
        other = Baseline(2020, Decimal("3.65"), unit="percent", basis=Basis.GROWTH)
        assert self.pace_of(target("firms", "22", baseline=other), result("firms", "10", 2020)) is None
        assert self.pace_of(target("firms", "22"), result("firms", "10", 2020)) is not None

    @pytest.mark.parametrize(
        "entry",
        [
            target("firms", "5", baseline=Baseline(2020, Decimal(0))),
            target("firms", "22", basis=Basis.GROWTH, unit="percent", baseline=Baseline(2020, Decimal("3.65"))),
            target("firms", "22", baseline=Baseline(2020, Decimal("3.65"), unit="percent", basis=Basis.GROWTH)),
            target("patents", "500", from_=2021, baseline=Baseline(2020, Decimal(300))),
            target("firms", "22", None, baseline=Baseline(2020, Decimal(3))),
            target("firms", "22", of="规上", baseline=Baseline(2020, Decimal(3))),
        ],
        ids=["from nothing", "a rate", "a baseline of another basis", "a total", "no year", "a part"],
    )
    def test_none_where_it_would_mislead(self, entry):
        """Zero, another basis, a total over years, no year, a part."""
        assert self.pace_of(entry) is None


class TestAbsence:
    """No counterpart only where a whole plan that could have one is silent."""

    @pytest.mark.parametrize(
        ("beta", "verdict", "field"),
        [
            (plan("beta"), Verdict.NO_COUNTERPART, "indicator"),
            (plan("beta", encoding=Completeness.PARTIAL), Verdict.NOT_ENCODED, "encoding"),
            (
                plan("beta", encoding=Completeness.PARTIAL, partial=(Section.TASKS,)),
                Verdict.NO_COUNTERPART,
                "indicator",
            ),
            (plan("beta", source=Source(missing=("附件1",))), Verdict.NOT_ENCODED, "source"),
            (plan("beta", period="2016-2020"), Verdict.NOT_ENCODED, "period"),
            (None, Verdict.NOT_ENCODED, "plan"),
        ],
        ids=["silent", "partial", "tasks alone partial", "annex missing", "another period", "no plan"],
    )
    def test_why(self, beta, verdict, field):
        """The field says what is missing."""
        plans = {"a": plan("alpha", target("share", "2"))} | ({"b": beta} if beta else {})
        every, context = context_of(collection_of(**plans))
        found, reason = judge_absence(every[0], "beta", context.collection)
        assert (found, reason.field) == (verdict, field)

    def test_a_named_plan_is_asked_itself(self):
        """In a comparison of two documents the period does not excuse silence."""
        every, context = context_of(
            collection_of(a=plan("alpha", target("share", "2")), b=plan("beta", period="2016-2020"))
        )
        assert judge_absence(every[0], "beta", context.collection, ["b"])[0] is Verdict.NO_COUNTERPART

    def test_a_partial_plan_is_not_called_silent(self):
        """What is not encoded may say it."""
        every, context = context_of(
            collection_of(
                a=plan("alpha", target("share", "2")), b=plan("beta", period="2016-2020", encoding=Completeness.PARTIAL)
            )
        )
        assert "says nothing" not in judge_absence(every[0], "beta", context.collection)[1].text.en


class TestRelations:
    """The mappings of the curator, and what grades imply."""

    def test_two_statements_of_one_pair_do_not_depend_on_the_order(self):
        """The closest holds."""
        a = Indicator(Text("a", "a"), "家", mappings=(IndicatorMapping("b", Relation.RELATED, "x"),))
        b = Indicator(Text("b", "b"), "家", mappings=(IndicatorMapping("a", Relation.BROADER, "y"),))
        for held in ({"a": a, "b": b}, {"b": b, "a": a}):
            relations = Relations(held)
            assert relations.relate("a", "b").relation is Relation.NARROWER
            assert relations.relate("b", "a").relation is Relation.BROADER

    def test_equal_words(self):
        """Two equal figures are called equal."""
        pair = first_targets(a=plan("alpha", target("share", "2")), b=plan("beta", target("share", "2.0")))
        every, context = context_of(collection_of(a=plan("alpha", target("share", "2"))))
        del every
        assert phrase_measure(pair, context.collection).zh == "相等"
