"""What mutation testing found untested in the measures of a comparison: pace, like and like, all places together."""

from decimal import Decimal

import pytest
from compared import YEARS_16, reasons, target_of, with_indicators
from small import (
    INDICATORS,
    PLACES,
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

from plancmp.compare import compute_pace, record_at_year, record_measure
from plancmp.compare.amplification import Amplification, weigh_means, weigh_sum
from plancmp.compare.interval import Interval
from plancmp.model import Collection, Indicator
from plancmp.vocabulary import Every, Verdict
from plancmp.words import Text


class TestPace:
    """From which figure a target starts, and how fast it goes."""

    def test_levels_and_shares_in_both_languages(self):
        """Percent a year, or units a year, with one decimal or two; the record names the start."""
        claim, context = target_of(target("firms", "200", baseline=Baseline(2020, Decimal(100))))
        found = compute_pace(claim, context.facts)
        assert found.describe(claim) == Text("年均增长 14.9 %", "+14.9 % a year")
        record = found.record()
        assert (record["from_claim"], record["from_year"], record["unit"]) == (
            "a/firms/2020!baseline",
            2020,
            "percent a year",
        )
        assert round(record["yearly"], 4) == 14.8698
        claim, context = target_of(target("share", "1.5", baseline=Baseline(2021, Decimal(2))))
        found = compute_pace(claim, context.facts)
        assert found.describe(claim) == Text("年均 -0.12 个百分点", "-0.12 points a year")
        assert (found.record()["unit"], found.record()["yearly"]) == ("units a year", -0.125)

    def test_a_density_goes_by_its_own_unit(self):
        """Patents per 10,000 people a year."""
        density = {"density": Indicator(Text("密度", "Density"), "件/万人")}
        entry = target("density", "8", baseline=Baseline(2020, Decimal(3)))
        every, context = context_of(Collection(PLACES, {**INDICATORS, **density}, {"a": plan("alpha", entry)}))
        assert compute_pace(every[0], context.facts).describe(every[0]) == Text(
            "年均 +1 件/万人", "+1 per 10,000 people a year"
        )

    @pytest.mark.parametrize(
        ("entry", "formula", "told"),
        [
            (
                target("firms", "200", 2021, comparator=Comparator.AT_LEAST, baseline=Baseline(2020, Decimal(100))),
                "((≥ 200) / 100)^(1/1) - 1 ≥ +100 %", "≥ +100 % a year",
            ),
            (
                target("firms", "50", 2021, baseline=Baseline(2020, Decimal(100))),
                "(50 / 100)^(1/1) - 1 = -50 %", "-50 % a year",
            ),
            (
                target("share", "3", 2022, baseline=Baseline(2020, Decimal(1), comparator=Comparator.ABOUT)),
                "(3 - (≈ 1)) / 2 ≈ +1", "≈ +1 point a year",
            ),
            (
                target("money", "1", 2021, baseline=Baseline(2020, Decimal("0.5"))),
                "(1 / 0.5)^(1/1) - 1 = +100 %", "+100 % a year",
            ),
        ],
        ids=["floor", "fall", "about", "from less than one"],
    )  # fmt: skip
    def test_bounds_go_through(self, entry, formula, told):
        """A floor grows by a floor."""
        claim, context = target_of(entry)
        found = compute_pace(claim, context.facts)
        assert (found.formula.en, found.describe(claim).en) == (formula, told)

    @pytest.mark.parametrize(
        ("entry", "start"),
        [
            (target("firms", "9", comparator=Comparator.AT_LEAST), result("firms", "3", 2020, comparator=Comparator.AT_LEAST)),
            (target("share", "9", comparator=Comparator.AT_LEAST), result("share", "3", 2020, comparator=Comparator.AT_LEAST)),
            (target("firms", "9"), result("firms", "3", 2020, comparator=Comparator.AT_MOST)),
            (target("firms", "9"), result("firms", "-3", 2020)),
            (target("firms", "-9"), result("firms", "3", 2020)),
            (target("firms", "9", unit="人次"), result("firms", "3", 2020)),
            (target("firms", "9", unit="美元"), result("firms", "3", 2020)),
            (target("firms", "9", every=Every.COUNTY), result("firms", "3", 2020, every=Every.COUNTY)),
            (target("firms", "9", basis=Basis.NOT_STATED), result("firms", "3", 2020)),
            (target("money", "9", basis=Basis.LEVEL), result("money", "3", 2020, basis=Basis.LEVEL)),
            (target("firms", "9"), result("firms", "3", 2025)),
            (target("firms", "9"), result("firms", "3", 2026)),
            (target("firms", "9"), result("firms", "3", None)),
            (target("firms", "9"), result("firms", "3", 2020, basis=Basis.PER_YEAR)),
        ],
        ids=[
            "floor from floor", "points from floor to floor", "a start without a floor", "a negative start", "a negative end",
            "another unit", "money", "of each", "no basis", "a basis that is not its own", "the same year", "a later year", "no year",
            "a start of another basis",
        ],
    )  # fmt: skip
    def test_none_without_a_start_that_is_like_it(self, entry, start):
        """Nothing is said rather than something doubtful."""
        claim, context = target_of(entry, start)
        assert compute_pace(claim, context.facts) is None

    def test_a_result_has_no_pace(self):
        """It is no aim."""
        every, context = context_of(
            collection_of(a=plan("alpha", result("firms", "3", 2020), result("firms", "2", 2015)))
        )
        assert [compute_pace(claim, context.facts) for claim in every] == [None, None]

    def test_where_it_starts(self):
        """Beside it, else the latest earlier figure of its own plan, and no reckoned one."""
        early, late = result("firms", "50", 2015), result("firms", "100", 2020)
        beside = target("firms", "200", baseline=Baseline(2015, Decimal(60)))
        for entries, start in (
            ((beside, early, late), "a/firms/2015!baseline"),
            ((target("firms", "200"), early, late), "a/firms/2020!observed"),
            ((target("firms", "200"), late, early), "a/firms/2020!observed"),
            ((target("firms", "200", 2018), late, early), "a/firms/2015!observed"),
            ((target("firms", "200", 2020), late, early), "a/firms/2015!observed"),
            (
                (target("firms", "200"), early, result("firms", "2", 2020, basis=Basis.MULTIPLE, unit="倍")),
                "a/firms/2015!observed",
            ),
        ):
            claim, context = target_of(*entries)
            assert compute_pace(claim, context.facts).start.claim.id == start
        step = result("firms", "2", 2020, basis=Basis.MULTIPLE, base=Period(2015, 2015), unit="倍")
        claim, context = target_of(target("firms", "200", 2018), late, step)
        assert compute_pace(claim, context.facts) is None
        every, context = context_of(
            collection_of(a=plan("alpha", target("firms", "200")), b=plan("alpha", late, period=YEARS_16))
        )
        assert compute_pace(next(c for c in every if c.plan == "a"), context.facts) is None


class TestLikeAndLike:
    """A difference between like and like, a share of a sum in its whole, nothing else."""

    def test_a_share_whichever_comes_first(self):
        """The city's 25 of the region's 100; a ratio with its formula, a difference with its own."""
        city, region = plan("alpha", target("firms", "25")), plan("north", target("firms", "100"))
        for plans in ({"a": city, "b": region}, {"b": region, "a": city}):
            measure = first_targets(**plans).measure
            assert (measure.share.exact, measure.difference, measure.ratio) == (Decimal("0.25"), None, None)
            assert [f.en for f in measure.formulas] == ["25 / 100 = 25 %"]
        measure = first_targets(a=city, b=plan("beta", target("firms", "30"))).measure
        assert [f.en for f in measure.formulas] == ["30 - 25 = +5", "30 / 25 = 1.2"]

    def test_a_formula_shows_four_decimals_and_reckons_with_all(self):
        """Its result shows two, or one of a percentage."""
        pair = first_targets(a=plan("alpha", target("share", "1.23456")), b=plan("beta", target("share", "2.34567")))
        assert [f.en for f in pair.measure.formulas] == ["2.3457 - 1.2346 = +1.11", "2.3457 / 1.2346 = 1.9"]
        assert pair.measure.difference.exact == Decimal("1.11111")
        pair = first_targets(a=plan("north", target("money", "9.87654")), b=plan("alpha", target("money", "1.23456")))
        assert [f.en for f in pair.measure.formulas] == ["1.2346 / 9.8765 = 12.5 %"]

    def test_a_floor_in_a_floor_has_no_share_and_says_so(self):
        """Both figures, in both languages."""
        floor = {"comparator": Comparator.AT_LEAST}
        pair = first_targets(
            a=plan("north", target("firms", "9", **floor)), b=plan("alpha", target("firms", "3", **floor))
        )
        assert (pair.measure.share.determined, pair.measure.formulas) == (False, ())
        assert reasons(pair) == [
            (
                "comparator",
                "≥ 9 家 与 ≥ 3 家：界限对界限，占比不能定",
                "≥ 9 against ≥ 3: bound against bound, the share is not determined",
            )
        ]

    def test_totals_of_two_levels_that_have_no_share(self):
        """Of nothing there is no part; the reason names both places."""
        pair = first_targets(a=plan("north", target("firms", "0")), b=plan("alpha", target("firms", "3")))
        assert (pair.measure.share, pair.measure.difference) == (None, None)
        assert reasons(pair) == [
            (
                "place",
                "北省（省级）与甲市（地级）层级不同，总量不相减",
                "North (region) and Alpha (municipality): totals of different levels are not subtracted",
            )
        ]

    def test_a_rate_and_a_level_of_one_indicator_are_sums_once_converted(self):
        """Growth of the city told as a level is a share of the region's level."""
        growth = target("firms", "100", 2021, basis=Basis.GROWTH, from_=2021, unit="percent")
        pair = first_targets(
            a=plan("north", target("firms", "100", 2021)), b=plan("alpha", growth, result("firms", "10", 2020))
        )
        assert (pair.verdict, pair.measure.share.exact) == (Verdict.COMPARABLE_AFTER, Decimal("0.2"))

    def test_two_steps_to_one_level(self):
        """An increase here, a multiple there: 384 beside 28."""
        pair = first_targets(
            a=plan("alpha", target("firms", "150", basis=Basis.ADDED, from_=2021), result("firms", "234", 2020)),
            b=plan(
                "beta",
                target("firms", "2", basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍"),
                result("firms", "14", 2020),
            ),
        )
        assert (pair.verdict, [r.field for r in pair.reasons]) == (Verdict.COMPARABLE_AFTER, ["basis", "basis"])
        assert pair.measure.difference.exact == 28 - 384

    def test_one_step_on_both_sides_is_compared_as_printed(self):
        """+150 beside +100, whatever they start from; no formula is needed."""
        step = {"basis": Basis.ADDED, "from_": 2021}
        pair = first_targets(
            a=plan("alpha", target("firms", "150", **step), result("firms", "234", 2020)),
            b=plan("beta", target("firms", "100", **step)),
        )
        assert (pair.verdict, reasons(pair), pair.measure.difference.exact) == (Verdict.COMPARABLE, [], -50)

    def test_what_is_exactly_mapped_is_told_in_the_firsts_unit(self):
        """4,000 万元 beside 3 亿元 and the other way round."""
        a, b = plan("alpha", target("money", "3")), plan("beta", target("money-too", "40000"))
        assert first_targets(a=a, b=b).measure.difference.exact == 1
        turned = first_targets(b=b, a=a)
        assert turned.measure.difference.exact == -10000
        assert reasons(turned) == [("unit", "3 亿元 = 30,000 万元", "CNY 300 million (3 亿元 = 30,000 万元)")]

    def test_a_density_in_hundreds_is_converted(self):
        """8 百件/万人 are 800 件/万人: what stands after the slash is the same."""
        pair = with_indicators(
            {"density": Indicator(Text("密度", "Density"), "件/万人")},
            a=plan("alpha", target("density", "500")),
            b=plan("beta", target("density", "8", unit="百件/万人")),
        )
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE_AFTER, 300)
        assert reasons(pair) == [
            ("unit", "8 百件/万人 = 800 件/万人", "800 per 10,000 people (8 百件/万人 = 800 件/万人)")
        ]

    def test_records(self):
        """A number where exact, else null beside its bounds; nothing where nothing is defined."""
        pair = first_targets(
            a=plan("alpha", target("share", "3")), b=plan("beta", target("share", "4", comparator=Comparator.AT_LEAST))
        )
        assert record_measure(pair.measure) == {
            "difference": None, "difference_low": 1, "difference_high": None,
            "ratio": None, "ratio_low": 1.3333333333, "ratio_high": None, "share": None,
        }  # fmt: skip
        pair = first_targets(
            a=plan("alpha", target("share", "5"), result("share", "3", 2020)),
            b=plan("beta", target("share", "4.5", 2020), period=YEARS_16),
        )
        assert record_measure(pair.measure) == {"difference": None, "ratio": None, "share": None}
        (record,) = record_at_year(pair.at_year, "zh")
        assert (record["claim"]["id"], record["verdict"], record["difference"], record["ratio"]) == (
            "a/share/2020!observed",
            "comparable",
            1.5,
            1.5,
        )
        assert record["text"] == "乙市规划 4.5，甲市 2020 年实际 3，相差 +1.5 个百分点"


PERCENT = Text("个百分点", "points")


def between(low, high, **more):
    """An interval of two figures; None is no bound."""
    return Interval(*(None if end is None else Decimal(end) for end in (low, high)), **more)


@pytest.mark.parametrize(
    ("ratio", "difference", "above"),
    [
        (between("1.2", "1.2"), None, True),
        (between("1", "1"), None, False),
        (between("0.8", "0.9"), None, False),
        (between("1", "1.1", low_open=True), None, True),
        (between("1", None), None, None),
        (between("0.9", "1.1"), None, None),
        (between(None, None), None, None),
        (None, between("0.1", "0.5"), True),
        (None, between("-0.5", "0"), False),
        (None, between("-0.1", "0.5"), None),
        (None, None, None),
        (between("1.2", "1.2"), between("-1", "-1"), True),
    ],
)
def test_only_what_is_certain_is_called_an_amplification(ratio, difference, above):
    """Sums against 1, means against 0; a bound that may lie on either side decides nothing."""
    measured = Amplification(ratio, difference, 3)
    assert measured.above is above
    assert measured.record()["amplified"] is above
    told = measured.describe(PERCENT).en
    assert told.startswith("amplification (层层加码): ") is (above is True)
    assert told.startswith("no amplification") is (above is False)


def test_the_range_of_the_differences_is_told_where_no_sum_can_be():
    """With its sign and unit."""
    measured = Amplification(None, between("0.1", "0.5"), 3)
    assert measured.describe(PERCENT) == Text(
        "层层加码：3 个地区的加权平均与上级目标相差 +0.1–+0.5 个百分点（权数未载明，取各地差额的范围）",
        "amplification (层层加码): the weighted mean of the 3 places differs from the figure above by "
        "+0.1–+0.5 points (no weights are printed: the range of the places' differences)",
    )
    assert measured.record() == {
        "places": 3, "amplified": True, "ratio": None, "difference": None, "difference_low": 0.1, "difference_high": 0.5,
    }  # fmt: skip


def test_all_places_together():
    """Their sum against the figure above; of means the range that holds each place."""
    found = weigh_sum(between("120", "120"), between("100", "100"), 2)
    assert found.describe(PERCENT) == Text(
        "层层加码：2 个地区合计为上级目标的 1.2 倍",
        "amplification (层层加码): the 2 places together come to 1.2 times the figure above",
    )
    assert weigh_sum(between("120", "120"), between("0", "0"), 2) is None
    assert weigh_sum(between("120", None), between("100", None), 2) is None
    found = weigh_means([between("0.3", "0.3"), between("-0.1", "-0.1"), between("0.2", "0.2")])
    assert (found.difference, found.places, found.above) == (between("-0.1", "0.3"), 3, None)
    assert weigh_means([between("0", None, low_open=True), between("0.3", "0.3")]).above is True
