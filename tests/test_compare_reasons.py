"""The reasons of a verdict in both languages: each obstacle with what decides it, each note beside a figure."""

from decimal import Decimal

import pytest
from compared import YEARS_16, reasons, target_of, with_indicators
from small import (
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

from plancmp.compare import ReasonKind, compare
from plancmp.compare.conversions import convert_claim
from plancmp.compare.formatting import format_with_unit
from plancmp.compare.phrases import list_reasons
from plancmp.model import Indicator, IndicatorMapping
from plancmp.vocabulary import Commitment, Differs, Every, Relation, Verdict
from plancmp.words import Text


class TestRelated:
    """Close, broader, narrower or related, or part against whole: side by side, and why."""

    @pytest.mark.parametrize(
        ("differs", "told"),
        [
            ((), [("indicator", "子集", "a subset")]),
            ((Differs.NUMERATOR,), [("numerator", "子集（分子不同）", "a subset (numerator differs)")]),
            (
                (Differs.NUMERATOR, Differs.POPULATION),
                [
                    ("numerator", "子集（分子、统计对象不同）", "a subset (numerator, population differ)"),
                    ("population", "统计对象不同", "population differs"),
                ],
            ),
        ],
        ids=["nothing named", "one thing", "two things"],
    )
    def test_in_what_two_mapped_indicators_differ(self, differs, told):
        """Each difference is a field for programs; people read them all in the first sentence."""
        mapping = IndicatorMapping("share", Relation.NARROWER, "a subset", because_zh="子集", differs=differs)
        pair = with_indicators(
            {"part": Indicator(Text("部分占比", "Part"), "percent", mappings=(mapping,))},
            a=plan("alpha", target("part", "2")),
            b=plan("beta", target("share", "3")),
        )
        assert (pair.verdict, pair.related.relation) == (Verdict.RELATED, Relation.NARROWER)
        assert reasons(pair) == told
        assert list_reasons(pair, explain=True) == [Text(told[0][1], told[0][2])]
        assert pair.measure.difference is None

    def test_grades_are_named_and_nothing_is_added_to_that(self):
        """The sentence says already that the grade differs."""
        pair = first_targets(a=plan("alpha", target("labs", "3")), b=plan("beta", target("labs-regional", "3")))
        assert reasons(pair) == [
            ("grade", "级别不同：不限级别 / 自治区级", "two grades of one thing: any grade / regional")
        ]

    @pytest.mark.parametrize(
        ("first", "second", "told"),
        [
            ("规上", None, ("of", "部分与整体：一方只计规上", "part against whole: one counts only 规上")),
            (None, "规上", ("of", "部分与整体：一方只计规上", "part against whole: one counts only 规上")),
            ("规上", "民营", ("of", "所计部分不同：规上 / 民营", "two different parts: 规上 / 民营")),
        ],
    )
    def test_part_against_whole(self, first, second, told):
        """A part is set beside the whole, never subtracted from it."""
        pair = first_targets(
            a=plan("alpha", target("firms", "3", of=first)), b=plan("beta", target("firms", "9", of=second))
        )
        assert (pair.verdict, reasons(pair)) == (Verdict.RELATED, [told])
        assert pair.measure.difference is None

    def test_two_equal_parts_are_like_and_like(self):
        """Both count the same group."""
        pair = first_targets(
            a=plan("alpha", target("firms", "3", of="规上")), b=plan("beta", target("firms", "9", of="规上"))
        )
        assert (pair.verdict, reasons(pair), pair.measure.difference.exact) == (Verdict.COMPARABLE, [], 6)

    def test_the_duty_of_each_against_the_whole(self):
        """At least one in each county is no count of the city's."""
        pair = first_targets(
            a=plan("alpha", target("firms", "1", every=Every.COUNTY)), b=plan("beta", target("firms", "9"))
        )
        assert (pair.verdict, reasons(pair)) == (
            Verdict.RELATED,
            [("every", "每县 / 合计", "each county / all together")],
        )
        pair = first_targets(
            a=plan("alpha", target("firms", "1", every=Every.COUNTY)),
            b=plan("beta", target("firms", "2", every=Every.COUNTY)),
        )
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE, 1)

    def test_each_year_up_to_a_year_is_compared_in_that_year(self):
        """A figure for each year holds in the last one too; a note says so."""
        pair = first_targets(
            a=plan("alpha", target("money", "3")), b=plan("beta", target("money", "4", every=Every.YEAR))
        )
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE, 1)
        assert reasons(pair) == [("every", "一方为至 2025 年每年之数", "one is for each year to 2025")]
        assert pair.reasons[0].kind is ReasonKind.NOTE


class TestAssigned:
    """One plan sets a figure for a place inside its own."""

    @pytest.mark.parametrize("turned", [False, True])
    def test_the_place_that_is_set_something_is_named(self, turned):
        """Whichever of the two comes first."""
        pieces = [target("share", "1.6"), target("share", "2.5", for_=("alpha",))]
        every, context = context_of(collection_of(a=plan("north", *(reversed(pieces) if turned else pieces))))
        pair = compare(every[0], every[1], context)
        assert (pair.verdict, reasons(pair)) == (
            Verdict.ASSIGNED,
            [("place", "同一规划为甲市所定", "set for Alpha by the same plan")],
        )
        assert pair.measure.difference.exact == (Decimal("-0.9") if turned else Decimal("0.9"))

    def test_two_places_side_by_side_in_one_plan_are_only_comparable(self):
        """Neither lies in the other: nothing is assigned by one to the other."""
        held = plan("north", target("share", "1", for_=("alpha",)), target("share", "3", for_=("beta",)))
        every, context = context_of(collection_of(a=held))
        pair = compare(every[0], every[1], context)
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE, 2)

    def test_what_another_plan_says_of_the_place_is_not_assigned(self):
        """The city's own target under the region's."""
        pair = first_targets(a=plan("north", target("share", "1.6")), b=plan("alpha", target("share", "2.5")))
        assert (pair.verdict, reasons(pair)) == (Verdict.COMPARABLE, [])

    def test_a_converted_figure_may_be_assigned(self):
        """The region tells its own figure as a step, the city's as a level: a share of what is reached."""
        held = plan(
            "north",
            target("firms", "100", basis=Basis.ADDED, from_=2021),
            target("firms", "50", for_=("alpha",)),
            result("firms", "100", 2020),
        )
        every, context = context_of(collection_of(a=held))
        pair = compare(every[0], every[1], context)
        assert (pair.verdict, pair.valid, pair.measure.share.exact) == (Verdict.ASSIGNED, True, Decimal("0.25"))

    def test_other_years_allow_no_measure(self):
        """What is assigned for 2023 is no share of 2025."""
        held = plan("north", target("firms", "100"), target("firms", "50", 2023, for_=("alpha",)))
        every, context = context_of(collection_of(a=held))
        pair = compare(every[0], every[1], context)
        assert (pair.verdict, [r.field for r in pair.reasons]) == (Verdict.ASSIGNED, ["place", "year"])
        assert (pair.valid, pair.measure.share) == (False, None)


class TestObstacles:
    """Each obstacle in both languages, with the figures and the years that decide."""

    def test_a_basis_that_is_not_stated_says_why(self):
        """The curator's reason stands in the reason, once."""
        silent = target(
            "firms", "9", basis=Basis.NOT_STATED, unclear={"basis": "built or held"}, unclear_zh={"basis": "建成或保有"}
        )
        pair = first_targets(a=plan("alpha", target("firms", "3")), b=plan("beta", silent))
        assert (pair.verdict, reasons(pair)) == (
            Verdict.NOT_COMPUTABLE,
            [("basis", "「firms 9」口径未注明：建成或保有", "basis not stated in 「firms 9」: built or held")],
        )
        bare = target("firms", "9", basis=Basis.NOT_STATED)
        pair = first_targets(a=plan("alpha", bare), b=plan("beta", bare))
        assert reasons(pair) == [("basis", "「firms 9」口径未注明", "basis not stated in 「firms 9」")] * 2

    def test_what_is_unclear_stands_beside_the_figure(self):
        """The likelier reading is compared; why it is one is a note."""
        doubtful = target("firms", "9", unclear={"basis": "or added"}, unclear_zh={"basis": "或为新增"})
        pair = first_targets(a=plan("alpha", target("firms", "3")), b=plan("beta", doubtful))
        assert (pair.verdict, reasons(pair)) == (
            Verdict.COMPARABLE,
            [("basis", "「firms 9」原文未明：或为新增", "unclear in 「firms 9」: or added")],
        )
        assert pair.reasons[0].kind is ReasonKind.NOTE
        silent = target("firms", "9", basis=Basis.NOT_STATED, unclear={"basis": "x", "year": "y"})
        pair = first_targets(a=plan("alpha", target("firms", "3")), b=plan("beta", silent))
        assert [r.field for r in pair.reasons] == ["basis", "year"]

    @pytest.mark.parametrize(
        ("first", "second", "zh", "en"),
        [
            (2025, 2024, "2025 / 2024 年，相隔 1 年，不相减", "2025 / 2024: 1 year apart, not subtracted"),
            (2023, 2025, "2023 / 2025 年，相隔 2 年，不相减", "2023 / 2025: 2 years apart, not subtracted"),
            (2020, 2025, "2020 / 2025 年，相隔 5 年，不相减", "2020 / 2025: 5 years apart, not subtracted"),
        ],
    )
    def test_years_apart(self, first, second, zh, en):
        """One year, and more."""
        pair = first_targets(a=plan("alpha", target("share", "2", first)), b=plan("beta", target("share", "3", second)))
        assert (pair.verdict, reasons(pair)) == (Verdict.OTHER_PERIOD, [("year", zh, en)])

    @pytest.mark.parametrize(
        ("year", "verdict"),
        [
            (2015, Verdict.OTHER_PERIOD),
            (2016, Verdict.NOT_COMPUTABLE),
            (2020, Verdict.NOT_COMPUTABLE),
            (2021, Verdict.OTHER_PERIOD),
        ],
    )
    @pytest.mark.parametrize("turned", [False, True])
    def test_a_target_without_a_year_falls_within_its_plans_period(self, year, verdict, turned):
        """First and last year included."""
        plans = {
            "a": plan("alpha", target("share", "2", None), period=YEARS_16),
            "b": plan("beta", target("share", "3", year)),
        }
        pair = first_targets(**dict(reversed(plans.items())) if turned else plans)
        assert (pair.verdict, [r.field for r in pair.reasons]) == (verdict, ["year"])
        assert pair.measure.difference is None

    def test_without_years_the_periods_decide(self):
        """Both are told; periods that do not meet cannot mean one year."""
        undated = target("share", "2", None)
        pair = first_targets(a=plan("alpha", undated), b=plan("beta", undated))
        convention = "no year stated, taken to fall within the plan's period 2021-2025 by convention"
        assert (pair.verdict, [r.text.en for r in pair.reasons]) == (
            Verdict.NOT_COMPUTABLE,
            [f"「share 2」: {convention}"] * 2,
        )
        pair = first_targets(a=plan("alpha", undated), b=plan("beta", target("share", "2", 2020)))
        assert (pair.verdict, reasons(pair)) == (
            Verdict.OTHER_PERIOD,
            [
                (
                    "year",
                    "原文未注明年份，按惯例视为在规划期 2021-2025 年之内 / 2020 年，不相减",
                    f"{convention} / 2020: not subtracted",
                )
            ],
        )

    def test_a_result_without_a_year_is_later_than_where_it_starts(self):
        """Counted since 2018: it cannot be the figure of 2017, and may be that of 2019 or 2025, not of 2026."""
        for year, verdict in (
            (2017, Verdict.OTHER_PERIOD),
            (2018, Verdict.NOT_COMPUTABLE),
            (2025, Verdict.NOT_COMPUTABLE),
            (2026, Verdict.OTHER_PERIOD),
        ):
            pair = first_targets(
                a=plan("alpha", result("share", "2", None, from_=2018)), b=plan("beta", target("share", "3", year))
            )
            assert (pair.verdict, year) == (verdict, year)
        assert pair.reasons[0].text == Text(
            "已有成绩未注明年份（不晚于 2025 年） / 2026 年，不相减",
            "a result without a year (no later than 2025) / 2026: not subtracted",
        )

    def test_another_start_says_which_and_by_what_convention(self):
        """Only where a start is not printed."""
        pair = first_targets(
            a=plan("alpha", target("patents", "500", from_=2021)), b=plan("beta", target("patents", "400", from_=2019))
        )
        assert reasons(pair) == [("from", "起始年 2021 / 2019", "spans start in 2021 / 2019")]
        pair = first_targets(
            a=plan("alpha", target("patents", "500")), b=plan("beta", target("patents", "400", from_=2019))
        )
        assert reasons(pair) == [
            (
                "from",
                "起始年 2021 / 2019（未注明者按惯例取规划期首年）",
                "spans start in 2021 / 2019 (where none is stated, the plan's first year by convention)",
            )
        ]

    def test_one_start_by_convention_is_said_and_none_where_both_are_printed(self):
        """Whichever side it is that does not print it."""
        note = (
            "from",
            "起始年未注明，按惯例取规划期首年 2021",
            "start not stated; by convention 2021, the plan's first year",
        )
        for first, second, told in ((None, 2021, [note]), (2021, None, [note]), (None, None, [note]), (2021, 2021, [])):
            pair = first_targets(
                a=plan("alpha", target("patents", "5", from_=first)),
                b=plan("beta", target("patents", "4", from_=second)),
            )
            assert (pair.verdict, reasons(pair)) == (Verdict.COMPARABLE, told)

    def test_a_level_has_no_start(self):
        """A stock at the end of a year does not run from anywhere."""
        pair = first_targets(
            a=plan("alpha", target("firms", "5", from_=2021)), b=plan("beta", target("firms", "4", from_=2023))
        )
        assert (pair.verdict, reasons(pair)) == (Verdict.COMPARABLE, [])

    @pytest.mark.parametrize(
        ("entry", "zh", "en"),
        [
            (
                target("firms", "5", basis=Basis.ADDED, from_=2021),
                "口径 存量 / 新增，缺 2020 年的基数（企业数）",
                "level / added: no plan prints Firms for 2020",
            ),
            (
                target("firms", "5", 2020, basis=Basis.GROWTH, base=Period(2020, 2020), unit="percent"),
                "口径 存量 / 年均增长率，起止年不成区间",
                "level / yearly growth: the years make no span",
            ),
            (
                target("firms", "5", None, basis=Basis.GROWTH, base=Period(2020, 2020), unit="percent"),
                "口径 存量 / 年均增长率，止年未注明",
                "level / yearly growth: the last year is not stated",
            ),
            (
                target("firms", "5", basis=Basis.GROWTH, base=Period(2020, 2020)),
                "口径 存量 / 年均增长率，年均增长率的单位 家 无从换算",
                "level / yearly growth: no rule for yearly growth in the unit 家",
            ),
            (
                target("firms", "5", basis=Basis.GROWTH_TOTAL, base=Period(2020, 2020), unit="某"),
                "口径 存量 / 期间增长率，期间增长率的单位 某 无从换算",
                "level / growth over the period: no rule for growth over the period in the unit 某",
            ),
        ],
        ids=["no base", "no span", "no last year", "no rate", "an unknown unit"],
    )
    def test_the_missing_input_is_named(self, entry, zh, en):
        """A rule exists, and what it lacks is said; the base of 2020 alone is not enough for each."""
        base = () if entry.basis is Basis.ADDED else (result("firms", "4", 2020),)
        claim, context = target_of(entry, *base)
        missing = convert_claim(claim, context.facts)
        assert zh.endswith(missing.text.zh)
        assert en.endswith(missing.text.en)
        if entry.unit != "某":
            pair = first_targets(a=plan("beta", target("firms", "1", entry.by)), b=plan("alpha", entry, *base))
            assert (pair.verdict, reasons(pair)[0]) == (Verdict.NOT_COMPUTABLE, ("basis", zh, en))

    def test_a_base_that_is_not_printed_is_no_total(self):
        """Twice, against whatever came before: of a total nobody can say which years."""
        pair = first_targets(
            a=plan("alpha", target("patents", "5", from_=2021)),
            b=plan("beta", target("patents", "2", from_=2021, basis=Basis.MULTIPLE, unit="倍")),
        )
        assert (pair.verdict, reasons(pair)) == (
            Verdict.NOT_COMPUTABLE,
            [("basis", "口径 期间累计 / 倍数，基期未注明", "total over the period / multiple: the base is not stated")],
        )

    def test_bases_without_a_rule_in_words(self):
        """A yearly rate of a total, or against five years, leads to no figure of one year."""
        for growth in (
            target("patents", "5", basis=Basis.GROWTH, from_=2021, unit="percent"),
            target("money", "5", basis=Basis.GROWTH, base=Period(2016, 2020), unit="percent"),
        ):
            pair = first_targets(
                a=plan("alpha", target(growth.indicator, "5", basis=Basis.PER_YEAR)), b=plan("beta", growth)
            )
            assert (pair.verdict, reasons(pair)[0]) == (
                Verdict.BASIS_DIFFERS,
                (
                    "basis",
                    "口径 年流量 / 年均增长率，不能互换",
                    "flow of one year / yearly growth: no rule leads from one to the other",
                ),
            )

    def test_where_a_basis_is_not_stated_the_printed_units_are_set_side_by_side(self):
        """9 firms of whatever kind are not twice anything; the open basis is listed after that."""
        twice = target("firms", "2", basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍")
        pair = first_targets(
            a=plan("alpha", target("firms", "9", basis=Basis.NOT_STATED)),
            b=plan("beta", twice, result("firms", "3", 2020)),
        )
        assert (pair.verdict, [r.field for r in pair.reasons]) == (Verdict.UNIT_DIFFERS, ["unit", "basis"])

    def test_units_of_another_class_in_words(self):
        """Counters have no English name of their own."""
        pair = first_targets(a=plan("alpha", target("firms", "5")), b=plan("beta", target("firms", "4", unit="人次")))
        assert reasons(pair) == [("unit", "单位 家 / 人次", "units a count (家) / person-times")]


class TestNotes:
    """What is no obstacle, and worth knowing beside a reckoned figure."""

    def test_a_result_or_a_baseline_is_told_from_a_target(self):
        """And its wording commits nobody."""
        firm = target("share", "3", commitment=Commitment.FIRM)
        pair = first_targets(a=plan("alpha", result("share", "2", 2025)), b=plan("beta", firm))
        assert reasons(pair) == [("type", "实际数与规划目标相比", "a result beside a target")]
        assert pair.reasons[0].kind is ReasonKind.OBSTACLE

    def test_bounds_and_wording(self):
        """As printed on either side."""
        pair = first_targets(
            a=plan("alpha", target("share", "2", commitment=Commitment.ASPIRATIONAL)),
            b=plan("beta", target("share", "3", comparator=Comparator.ABOUT)),
        )
        assert reasons(pair) == [
            ("comparator", "限定词 达到 / 左右", "bounds: reach / about"),
            ("commitment", "措辞 力争 / 一般", "wording: aspirational / plain"),
        ]
        assert [r.kind for r in pair.reasons] == [ReasonKind.FINE_PRINT, ReasonKind.NOTE]

    def test_two_names_of_one_unit(self):
        """Counters are of one kind; 公里 and 千米 are the same; 家 and 家 need no word."""
        pair = first_targets(a=plan("alpha", target("firms", "5")), b=plan("beta", target("firms", "6", unit="个")))
        assert reasons(pair) == [("unit", "量词 家 / 个，同为计数", "counters 家 / 个: counts of one kind")]
        roads = {"roads": Indicator(Text("里程", "Roads"), "公里", sums=True)}
        pair = with_indicators(
            roads, a=plan("alpha", target("roads", "5")), b=plan("beta", target("roads", "6", unit="千米"))
        )
        assert reasons(pair) == [
            ("unit", "单位 公里 / 千米，实为同一单位", "the units 公里 / 千米 are one and the same")
        ]
        assert (pair.verdict, pair.measure.difference.exact) == (Verdict.COMPARABLE, 1)

    def test_nothing_is_said_of_units_that_a_rule_leads_apart(self):
        """A level in 家 beside a multiple in 倍."""
        twice = target("firms", "2", basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍")
        pair = first_targets(a=plan("alpha", target("firms", "5")), b=plan("beta", twice, result("firms", "3", 2020)))
        assert [r.field for r in pair.reasons] == ["basis"]

    def test_the_same_statement(self):
        """Compared with itself it is comparable, whatever it leaves open."""
        every, context = context_of(collection_of(a=plan("alpha", target("firms", "5", None, basis=Basis.NOT_STATED))))
        pair = compare(every[0], every[0], context)
        assert (pair.verdict, pair.valid, reasons(pair)) == (
            Verdict.COMPARABLE,
            True,
            [("id", "同一条", "the same statement")],
        )
        assert pair.measure.difference.exact == 0

    def test_no_mapping_no_comparison(self):
        """Firms and a share of something have nothing to do with each other."""
        every, context = context_of(
            collection_of(a=plan("alpha", target("firms", "5")), b=plan("beta", target("share", "5")))
        )
        assert compare(every[0], every[1], context) is None


@pytest.mark.parametrize(
    ("entry", "zh", "en"),
    [
        (target("firms", "1500"), "1,500 家", "1,500"),
        (target("share", "7.70", comparator=Comparator.ABOUT), "≈ 7.70 %", "≈ 7.70 %"),
        (target("share", None, low=Decimal(2), high=Decimal(3)), "2–3 %", "2–3 %"),
        (target("firms", "150", basis=Basis.ADDED), "+150 家", "+150"),
        (target("firms", "150", basis=Basis.ADDED, comparator=Comparator.ABOVE), "> +150 家", "> +150"),
        (target("share", "-0.5", basis=Basis.CHANGE, unit="points"), "-0.5 个百分点", "-0.5 points"),
        (target("share", "0.5", basis=Basis.CHANGE, unit="points"), "+0.5 个百分点", "+0.5 points"),
        (target("firms", "2", basis=Basis.MULTIPLE, unit="倍"), "2 倍", "doubled"),
        (target("firms", "9", basis=Basis.GROWTH, unit="percent"), "年均增长 9 %", "9 % a year"),
        (target("firms", "9", basis=Basis.GROWTH_TOTAL, unit="percent"), "期间增长 9 %", "9 % over the period"),
        (target("patents", "900"), "累计 900 件", "900 in total"),
        (target("firms", "9", basis=Basis.NOT_STATED), "9 家（口径未注明）", "9 (basis not stated)"),
        (target("money", "9", every=Every.YEAR), "每年 9 亿元", "CNY 900 million each year"),
        (target("firms", "9", unit="某"), "9 某", "9 某"),
    ],
)
def test_a_figure_says_what_its_basis_adds(entry, zh, en):
    """With its sign, its unit, and each of whom."""
    claim, _ = target_of(entry)
    assert format_with_unit(claim) == Text(zh, en)
