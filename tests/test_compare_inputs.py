"""What enters a comparison beside two figures: the base of a conversion, a past figure, what was reached that very year."""

from decimal import Decimal

import pytest
from compared import YEARS_16, target_of
from small import (
    Baseline,
    Basis,
    Comparator,
    Period,
    collection_of,
    context_of,
    first_targets,
    plan,
    result,
    target,
)

from plancmp.compare import compare
from plancmp.compare.conversions import convert_claim
from plancmp.model import Printing
from plancmp.vocabulary import ClaimType, Every, Verdict
from plancmp.words import Text


class TestInputs:
    """Each conversion takes the figure that stands nearest, and names it."""

    @pytest.mark.parametrize(
        ("entry", "base", "formula", "ends"),
        [
            (
                target("firms", "10", basis=Basis.ADDED, from_=2021, comparator=Comparator.AT_LEAST),
                result("firms", "4", 2020), "4 + (≥ 10) ≥ 14 if none drops out, fewer if (≥ 10) is gross", (14, None),
            ),
            (
                target("firms", "2", basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍"),
                result("firms", "40", 2020, comparator=Comparator.ABOVE), "(> 40) × 2 > 80", (80, None),
            ),
            (
                target("money", "-10", 2022, basis=Basis.GROWTH, from_=2021, unit="percent"),
                result("money", "100", 2020), "100 × (1 + (-10) %)^2 = 81", (81, 81),
            ),
            (
                target("money", "10", 2022, basis=Basis.GROWTH, base=Period(2020, 2020), unit="percent"),
                result("money", "100", 2020), "100 × (1 + 10 %)^2 = 121", (121, 121),
            ),
            (
                target("money", "1", 2021, basis=Basis.GROWTH, from_=2021, unit="percent", comparator=Comparator.ABOUT),
                result("money", "12345", 2020), "12,345 × (1 + (≈ 1) %)^1 ≈ 12,468", (Decimal("12468.45"),) * 2,
            ),
            (
                target("money", None, 2021, low=Decimal(1), high=Decimal(2), basis=Basis.ADDED),
                result("money", "3", 2020, basis=Basis.LEVEL), "3 + (1–2) = 4–5", (4, 5),
            ),
            (
                target("money", "1", 2021, basis=Basis.CHANGE, base=Period(2020, 2020)),
                result("money", "12345.67891", 2020, unit="万元"), "1.2346 + 1 = 2.23", (Decimal("2.234567891"),) * 2,
            ),
        ],
        ids=["floor", "floor of the base", "fall", "rate from a base", "about", "range", "other unit"],
    )  # fmt: skip
    def test_bounds_go_through_every_formula(self, entry, base, formula, ends):
        """A bound stays one, a figure with a sign of its own stands in brackets."""
        claim, context = target_of(entry, base)
        found = convert_claim(claim, context.facts)
        assert found.formula.en.startswith(formula)
        assert (found.interval.low, found.interval.high) == ends
        assert len(found.inputs) == 1

    def test_in_chinese_too(self):
        """The formula with the source of its base, and what it takes for granted."""
        claim, context = target_of(target("firms", "150", basis=Basis.ADDED), result("firms", "234", 2020))
        assert convert_claim(claim, context.facts).text.zh == (
            "234 + 150 = 384，以原有的不减少为前提，150 若为毛增数则不足此数；"
            "基数为本规划所报 2020 年数，起始年未注明，按惯例取规划期前一年"
        )

    def test_a_figure_that_is_printed_needs_no_formula(self):
        """Nor does it have a caveat."""
        claim, context = target_of(target("firms", "150"))
        found = convert_claim(claim, context.facts)
        assert (found.interval.exact, found.formula, found.text) == (150, None, Text("", ""))
        pair = first_targets(a=plan("alpha", target("firms", "1")), b=plan("beta", target("firms", "2")))
        assert pair.conversion is None

    def source_of(self, entry, *more, **others):
        every, context = context_of(collection_of(a=plan("alpha", entry, *more), **others))
        claim = next(c for c in every if c.plan == "a" and c.type is ClaimType.TARGET)
        found = convert_claim(claim, context.facts)
        return (found.inputs[0], found.caveats[0].en) if hasattr(found, "inputs") else found.text.en

    def test_which_base_is_taken(self):
        """The one beside the target, a result of its plan, a baseline beside another target of it, then other plans."""
        step = {"basis": Basis.ADDED, "from_": 2021}
        beside = target("firms", "150", baseline=Baseline(2020, Decimal(230), basis=Basis.LEVEL), **step)
        other = plan("alpha", result("firms", "240", 2020), period=YEARS_16)
        assert self.source_of(beside, result("firms", "234", 2020), b=other) == (
            "a/firms/2020!baseline",
            "base: 2020, printed beside the target",
        )
        bare = target("firms", "150", **step)
        with_baseline = target("firms", "400", 2030, baseline=Baseline(2020, Decimal(231)))
        assert self.source_of(bare, with_baseline, result("firms", "234", 2020), b=other) == (
            "a/firms/2020!observed",
            "base: 2020, reported by the same plan",
        )
        assert self.source_of(bare, with_baseline, b=other)[0] == "a/firms/2020!baseline"
        assert self.source_of(bare, b=other) == ("b/firms/2020!observed", "base: 2020, reported by b")
        again = plan("alpha", result("firms", "250", 2020), period="2011-2015")
        assert self.source_of(bare, c=again, b=other)[0] == "b/firms/2020!observed"

    @pytest.mark.parametrize(
        "other",
        [
            result("firms", "4", 2019),
            result("firms", "4", 2020, of="规上"),
            result("firms", "4", 2020, basis=Basis.NOT_STATED),
            result("firms", "4", 2020, unit="人次"),
            result("firms", "4", 2020, every=Every.COUNTY),
            result("firms-too", "4", 2020),
            result("firms", "4", 2020, for_=("beta",)),
        ],
        ids=["year", "part", "basis", "unit", "each", "indicator", "place"],
    )
    def test_another_figure_is_no_base(self, other):
        """Another year, group, basis, unit or place: the base is missing, and named."""
        assert (
            self.source_of(target("firms", "5", basis=Basis.ADDED, from_=2021), other)
            == "no plan prints Firms for 2020"
        )

    def test_a_part_starts_from_the_same_part(self):
        """Among the large firms."""
        step = target("firms", "5", basis=Basis.ADDED, from_=2021, of="规上")
        assert self.source_of(step, result("firms", "4", 2020, of="规上"), result("firms", "40", 2020)) == (
            "a/firms~规上/2020!observed",
            "base: 2020, reported by the same plan",
        )

    def test_a_flow_of_each_year_starts_from_the_flow_of_one(self):
        """Every year makes no part of the whole."""
        step = target("money", "5", basis=Basis.GROWTH, from_=2021, unit="percent", every=Every.YEAR)
        assert self.source_of(step, result("money", "4", 2020))[0] == "a/money/2020!observed"

    def test_the_one_count_without_a_year_is_a_start_where_none_is_printed(self):
        """ "The 14 that there are": the plan's own, and just one; a printed start is looked for in its own year."""
        now = result("firms", "14", None)
        step = {"basis": Basis.ADDED}
        assert self.source_of(target("firms", "5", **step), now) == (
            "a/firms/undated!observed",
            "base: the count that the plan itself reports, without a year",
        )
        unclear = result("firms", "14", None, basis=Basis.NOT_STATED)
        assert self.source_of(target("firms", "5", **step), unclear)[0] == "a/firms/undated:not-stated!observed"
        missing = "no plan prints Firms for 2020"
        assert self.source_of(target("firms", "5", **step), now, result("firms", "15", None, key="again")) == missing
        assert self.source_of(target("firms", "5", from_=2021, **step), now) == missing
        assert self.source_of(target("firms", "5", base=Period(2020, 2020), **step), now) == missing
        for other in ("0", "b"):
            assert self.source_of(target("firms", "5", **step), **{other: plan("alpha", now)}) == missing
        per_year = result("firms", "14", None, basis=Basis.PER_YEAR)
        assert self.source_of(target("firms", "5", **step), per_year) == missing

    def test_a_total_whose_span_is_not_printed_is_not_without_a_year(self):
        """It has the year in which it ends, and is no count of what there is; beside it the count without one is the only one."""
        step = target("firms", "5", basis=Basis.ADDED)
        total = result("firms", "99", 2019, basis=Basis.TOTAL)
        assert self.source_of(step, total) == "no plan prints Firms for 2020"
        assert self.source_of(step, total, result("firms", "14", None))[0] == "a/firms/undated!observed"
        assert (
            self.source_of(step, result("firms", "12", 2018), result("firms", "14", None))[0]
            == "a/firms/undated!observed"
        )

    def test_a_further_printing_is_no_second_fact(self):
        """The first printing of a result is the one that enters a formula."""
        twice = result("firms", "234", 2020, also=(Printing("1", "又 200 家", value=Decimal(200)),))
        claim, context = target_of(target("firms", "5", basis=Basis.ADDED, from_=2021), twice)
        assert convert_claim(claim, context.facts).interval.exact == 239


NOW = result("firms", "2806", 2020)
STEP = {"basis": Basis.MULTIPLE, "base": Period(2015, 2015), "unit": "倍"}


class TestReckonedBack:
    """A past figure from a printed step and its end, of one plan."""

    def past(self, *printed, year=2015, **others):
        """What stands beside a target of 2015 of another city."""
        held = {
            "a": plan("alpha", target("firms", "9999"), *printed),
            "z": plan("beta", target("firms", "100", year), period="2011-2015"),
            **others,
        }
        pair = first_targets(**held)
        return [x.text.en.split("reached ", 1)[1] for x in pair.at_year]

    def test_from_a_step_and_its_end(self):
        """4.4 times what it was."""
        times = result("firms", "4.4", 2020, **STEP)
        assert self.past(NOW, times) == ["≈ 638 (2,806 / 4.4 ≈ 638) in 2015: ≈ -538"]

    def test_from_a_rate(self):
        """A third of what is there now was added."""
        rate = result("firms", "50", 2020, basis=Basis.GROWTH_TOTAL, base=Period(2015, 2015), unit="percent")
        assert self.past(result("firms", "30000", 2020), rate) == [
            "≈ 20,000 (30,000 / (1 + 50 %) ≈ 20,000) in 2015: ≈ -19,900"
        ]

    def test_a_fall_by_a_count(self):
        """A change in the unit of what changes is exact; its verdict is comparable only after that."""
        change = result("firms", "-6", 2020, basis=Basis.CHANGE, base=Period(2015, 2015))
        assert self.past(NOW, change) == ["2,812 (2,806 - (-6) = 2,812) in 2015: -2,712"]

    def test_a_formula_has_four_decimals_at_most(self):
        """Its result two; the figure that is reckoned with keeps all of them."""
        change = result("share", "0.5", 2020, basis=Basis.CHANGE, base=Period(2015, 2015), unit="points")
        pair = first_targets(
            a=plan("alpha", target("share", "9"), result("share", "0.67891", 2020), change),
            b=plan("beta", target("share", "1", 2015), period="2011-2015"),
        )
        assert "reached 0.18 (0.6789 - 0.5 = 0.18) in 2015" in pair.at_year[0].text.en
        assert pair.at_year[0].measure.difference.exact == Decimal("0.82109")

    @pytest.mark.parametrize(
        "printed",
        [
            (result("firms", "4.4", 2020, **STEP),),
            (NOW, target("firms", "4.4", 2020, **STEP)),
            (NOW, result("firms", "4.4", None, **STEP)),
            (NOW, result("firms", "4.4", 2020, basis=Basis.MULTIPLE, unit="倍")),
            (NOW, result("firms", "4.4", 2020, basis=Basis.MULTIPLE, base=Period(2011, 2015), unit="倍")),
            (NOW, result("firms", "4.4", 2020, basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍")),
            (NOW, result("firms", "4.4", 2020, basis=Basis.MULTIPLE, base=Period(2015, 2015), unit="番")),
            (NOW, result("firms", "4.4", 2020, basis=Basis.CHANGE, base=Period(2015, 2015), unit="points")),
            (NOW, result("firms", "4.4", 2020, basis=Basis.GROWTH_TOTAL, base=Period(2015, 2015), unit="倍")),
            (NOW, result("firms", "4.4", 2020, basis=Basis.GROWTH, base=Period(2015, 2015), unit="percent")),
            (result("firms", "2806", 2019), result("firms", "4.4", 2020, **STEP)),
            (
                result("firms", "9", 2020, comparator=Comparator.AT_LEAST),
                result("firms", "4", 2020, comparator=Comparator.AT_LEAST, **STEP),
            ),
        ],
        ids=[
            "no end", "a target", "no year", "no base", "five years", "its own year", "another unit", "points of a count",
            "a rate in times", "a yearly rate", "an end of another year", "floor by floor",
        ],
    )  # fmt: skip
    def test_nothing_where_an_input_is_not_printed(self, printed):
        """Result, step, base and unit must all be there, and bounds must leave something."""
        assert self.past(*printed) == []

    def test_the_end_is_the_same_plans(self):
        """A step of one plan is not undone from the result of another."""
        other = plan("alpha", NOW, period=YEARS_16)
        assert self.past(result("firms", "4.4", 2020, **STEP), b=other) == []

    def test_a_printed_figure_comes_before_a_reckoned_one(self):
        """638 is printed by the plan itself: no 637.7."""
        times = result("firms", "4.4", 2020, **STEP)
        assert self.past(NOW, times, result("firms", "638", 2015)) == ["638 in 2015: -538"]
        other = plan("alpha", result("firms", "640", 2015), period=YEARS_16)
        assert self.past(NOW, times, b=other) == ["≈ 638 (2,806 / 4.4 ≈ 638) in 2015: ≈ -538"]

    def test_two_steps_do_not_stand_on_each_other(self):
        """638 of 2015 is reckoned; what it is twice of in 2010 is not reckoned from that."""
        steps = (
            result("firms", "4.4", 2020, **STEP),
            result("firms", "2", 2015, basis=Basis.MULTIPLE, base=Period(2010, 2010), unit="倍"),
        )
        assert self.past(NOW, *steps, year=2010) == []


class TestAtYear:
    """A claim of another year beside what the other's plan prints for that very year."""

    def beside(self, first, second, *facts, **fields):
        """The texts beside a target of alpha in 2025 with these facts, and one of beta."""
        pair = first_targets(
            a=plan("alpha", first, *facts), b=plan("beta", second, period=fields.pop("period", YEARS_16), **fields)
        )
        assert pair.measure.difference is None
        return [x.text.en for x in pair.at_year]

    def test_different_figures_of_one_year_are_all_told(self):
        """Results before baselines, each figure once."""
        entry = target("share", "5", baseline=Baseline(2020, Decimal(2)))
        facts = (result("share", "3", 2020), result("share", "3.0", 2020, key="again"))
        assert self.beside(entry, target("share", "4", 2020), *facts) == [
            "Beta planned 4, Alpha reached 3 in 2020: +1 point",
            "Beta planned 4, Alpha reached 2 in 2020: +2 points",
        ]

    def test_its_own_baseline_is_not_set_beside_a_target(self):
        """Two targets of one plan: the baseline beside the one is nothing new beside it."""
        late = target("share", "5")
        early = target("share", "3", 2023, baseline=Baseline(2023, Decimal(1)))
        every, context = context_of(collection_of(a=plan("alpha", late, early, result("share", "2", 2023))))
        first, second = (next(c for c in every if c.year == y and c.type is ClaimType.TARGET) for y in (2025, 2023))
        assert [x.claim.std.value for x in compare(first, second, context).at_year] == [2]
        assert [x.claim.std.value for x in compare(second, first, context).at_year] == [2]
        reached = next(c for c in every if c.type is ClaimType.OBSERVED)
        assert [x.claim.std.value for x in compare(first, reached, context).at_year] == [1]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (target("firms", "9"), target("firms", "4", 2020, of="规上")),
            (target("firms", "9", of="规上"), target("firms", "4", 2020)),
            (target("firms", "9"), target("firms", "4", 2020, every=Every.COUNTY)),
            (target("firms", "9"), target("firms", "4", 2020, basis=Basis.NOT_STATED)),
            (target("firms", "9"), target("firms", "4", 2020, unit="人次")),
            (target("firms", "9"), target("firms", "4", 2020, basis=Basis.ADDED)),
            (target("firms", "9"), target("firms", "4", 2019)),
            (target("firms", "9"), target("firms", "4", None)),
        ],
        ids=[
            "a part",
            "of a part",
            "of each",
            "no basis",
            "another unit",
            "a step without a base",
            "another year",
            "none",
        ],
    )
    def test_nothing_that_is_not_like(self, first, second):
        """A part, another unit, a basis that is not stated, a year that nobody printed."""
        facts = (result("firms", "3", 2020), result("firms", "2", 2020, of="规上"))
        assert self.beside(first, second, *facts) == []

    def test_a_step_is_converted_before_it_is_set_beside(self):
        """Added to its base, with the formula."""
        pair = first_targets(
            a=plan("north", target("firms", "90"), result("firms", "40", 2020)),
            b=plan(
                "alpha",
                target("firms", "6", 2020, basis=Basis.ADDED, from_=2016),
                result("firms", "4", 2015),
                period=YEARS_16,
            ),
        )
        assert [x.verdict for x in pair.at_year] == [Verdict.COMPARABLE_AFTER]
        assert pair.at_year[0].text == Text(
            "甲市规划 10（4 + 6 = 10，以原有的不减少为前提，6 若为毛增数则不足此数；基数为本规划所报 2015 年数），"
            "北省 2020 年实际 40，占比 25 %",
            "Alpha planned 10 (4 + 6 = 10 if none drops out, fewer if 6 is gross; base: 2015, reported by the same plan), "
            "of 40 reached by North in 2020: 25 %",
        )
        assert pair.at_year[0].measure.share.exact == Decimal("0.25")

    def test_a_total_stands_beside_the_total_of_the_same_years(self):
        """And beside no other; a total without its first year beside none."""
        facts = (result("patents", "300", 2020, from_=2016), result("patents", "70", 2020, basis=Basis.PER_YEAR))
        late = target("patents", "900", from_=2021)
        assert self.beside(late, target("patents", "400", 2020, from_=2016), *facts) == [
            "Beta planned 400, Alpha reached 300 in 2016–2020: +100"
        ]
        assert self.beside(late, target("patents", "400", 2020, from_=2018), *facts) == []
        assert self.beside(late, target("patents", "400", 2020), *facts, result("patents", "5", 2020, key="bare")) == []

    def test_what_was_reached_beside_what_was_reached(self):
        """A result is no plan; in points, and in both languages."""
        pair = first_targets(
            a=plan("alpha", target("share", "5"), result("share", "3", 2020)),
            b=plan("beta", result("share", "2", 2020)),
        )
        assert [(x.text, x.verdict) for x in pair.at_year] == [
            (
                Text(
                    "乙市实际 2，甲市 2020 年实际 3，相差 -1 个百分点",
                    "Beta reached 2, Alpha reached 3 in 2020: -1 point",
                ),
                Verdict.COMPARABLE,
            )
        ]

    def test_bound_against_bound_has_no_difference(self):
        """Both are told, and nothing after them."""
        floor = {"comparator": Comparator.AT_LEAST}
        assert self.beside(
            target("share", "5"), target("share", "4", 2020, **floor), result("share", "3", 2020, **floor)
        ) == ["Beta planned ≥ 4, Alpha reached ≥ 3 in 2020"]

    def test_zero_has_no_share(self):
        """Of nothing reached there is no part."""
        pair = first_targets(
            a=plan("north", target("firms", "9"), result("firms", "0", 2020)),
            b=plan("alpha", target("firms", "4", 2020), period=YEARS_16),
        )
        assert [x.text.en for x in pair.at_year] == ["Alpha planned 4, North reached 0 in 2020"]

    def test_only_for_one_indicator(self):
        """Laboratories of another grade are not set beside, in whatever year."""
        assert self.beside(target("labs", "9"), target("labs-regional", "4", 2020), result("labs", "3", 2020)) == []

    def test_both_ways(self):
        """The first claim, too, beside what the second's plan prints, with the sign of the pair."""
        pair = first_targets(
            a=plan("alpha", target("share", "5", 2020), period=YEARS_16),
            b=plan("beta", target("share", "9"), result("share", "3", 2020)),
        )
        assert [(x.text.en, x.measure.difference.exact) for x in pair.at_year] == [
            ("Alpha planned 5, Beta reached 3 in 2020: -2 points", -2)
        ]
