"""What became of a target: states, by small plans and the reports that came after them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import Baseline, Basis, Comparator, Period, collection_of, context_of, plan, result, target

from plancmp.track.engine import track
from plancmp.track.path import Figure, class_progress, make_aim, measure_compound, measure_linear
from plancmp.track.result import measure_pace
from plancmp.vocabulary import Commitment, Every, Judgement, State, Vintage

TODAY = 2026


def judge(aimed, *results, today=TODAY, as_of=None, period="2021-2025"):
    """The outcome of one target of Alpha, whose later reports tell `results`."""
    reports = {
        f"alpha_report_{year}": plan(
            "alpha", *[r for r in results if r.year == year], period=str(year + 1), issued=str(year + 1)
        )
        for year in sorted({r.year for r in results})
    }
    held = collection_of(alpha_2021=plan("alpha", aimed, period=period, issued="2021"), **reports)
    every, context = context_of(held)
    (outcome,) = track("alpha-2021", every, context, today=today, as_of=as_of).rows
    return outcome


def firms(value="200", by=2025, **fields):
    """A target of firms that starts from 100 in 2020."""
    return target("firms", value, by, baseline=Baseline(year=2020, value=Decimal(100)), **fields)


class TestWhatTheDocumentCallsIt:
    """A result's own judgement stands beside the state, and decides only where the figure leaves it open."""

    def test_the_figure_decides(self):
        outcome = judge(firms(), result("firms", "199", 2025, told=Judgement.MET))
        assert (outcome.state, [reason.en for reason in outcome.reasons]) == (
            State.MISSED,
            ["called met by its document"],
        )

    @pytest.mark.parametrize(
        ("told", "state"),
        [(Judgement.MET, State.MET), (Judgement.EXCEEDED, State.MET), (Judgement.MISSED, State.MISSED)],
    )
    def test_a_bound_leaves_it_to_the_document(self, told, state):
        outcome = judge(firms(), result("firms", "180", 2025, comparator=Comparator.ABOVE, told=told))
        assert outcome.state is state
        assert outcome.reasons[-1].en == "the figure is only a bound, so that this decides"


def test_a_figure_from_before_the_start_is_no_reason():
    """That the last plan's end was told in other prices says nothing of this one's results."""
    aimed = target("money", "6", basis=Basis.GROWTH, unit="percent", from_=2021)
    assert judge(aimed, result("money", "90", 2020, prices="current")).reasons == ()
    later = judge(aimed, result("money", "95", 2022, prices="current"))
    assert [reason.en for reason in later.reasons] == ["there is a result in other prices"]


class TestRevisedSeries:
    """What is told after a revision is held against the printed target; no way leads to it from a start of before."""

    def test_on_the_way_it_is_not_judged(self):
        outcome = judge(firms(), result("firms", "140", 2022, vintage=Vintage.REVISED))
        assert outcome.state is State.NOT_JUDGED
        assert [reason.en for reason in outcome.reasons] == [
            "the series was revised, and does not go on from the start"
        ]
        assert (outcome.latest.way, measure_pace(outcome)) == (None, None)

    def test_what_reaches_the_target_has_reached_it(self):
        assert judge(firms(), result("firms", "210", 2022, vintage=Vintage.REVISED)).state is State.MET_EARLY

    def test_in_the_year_of_the_target_it_is_flagged(self):
        outcome = judge(firms(), result("firms", "190", 2025, vintage=Vintage.REVISED))
        assert (outcome.state, len(outcome.reasons)) == (State.MISSED, 1)


class TestGrowthOfTwoLevels:
    """Where neither a mean nor the rate of every year is printed, two levels tell how fast it grew."""

    AIM = target("money", "10", basis=Basis.GROWTH, unit="percent", from_=2021)

    def test_the_level_before_the_span_and_that_of_the_year(self):
        """100 to 161.051 in five years are 10 % a year; a little less is missed."""
        start = result("money", "100", 2020)
        assert judge(self.AIM, start, result("money", "161.051", 2025)).state is State.MET
        outcome = judge(self.AIM, start, result("money", "161", 2025))
        assert (outcome.state, outcome.latest.step.formula.en) == (State.MISSED, "(161 / 100)^(1/5) - 1 = 9.99 %")

    def test_a_printed_mean_goes_before(self):
        printed = result("money", "9", 2025, basis=Basis.GROWTH, unit="percent", from_=2021)
        assert (
            judge(self.AIM, result("money", "100", 2020), result("money", "200", 2025), printed).state is State.MISSED
        )

    def test_without_the_level_before_there_is_none(self):
        assert judge(self.AIM, result("money", "100", 2021), result("money", "200", 2025)).state is State.NO_RESULT


class TestCeilings:
    """What is not to be passed is kept so far, or passed; it is never ahead, nor met before its year."""

    @pytest.mark.parametrize(
        ("basis", "value", "first", "state"),
        [
            (Basis.GROWTH, "7", "2", State.ON_PATH),
            (Basis.GROWTH, "7", "8", State.BEHIND),
            (Basis.MEAN, "5.5", "3", State.ON_PATH),
            (Basis.MEAN, "5.5", "6", State.BEHIND),
            (Basis.TOTAL, "100", "15", State.ON_PATH),
            (Basis.TOTAL, "100", "21", State.ON_PATH),
            (Basis.TOTAL, "100", "22", State.BEHIND),
        ],
    )
    def test_below(self, basis, value, first, state):
        """Of a mean the mean so far; of a total no more than its share of the time, 105 % of it at most."""
        unit = None if basis is Basis.TOTAL else "percent"
        aimed = target("money", value, basis=basis, unit=unit, from_=2021, comparator=Comparator.BELOW)
        told = Basis.PER_YEAR if basis is Basis.TOTAL else basis
        outcome = judge(aimed, result("money", first, 2021, basis=told, unit=unit))
        assert (outcome.state, outcome.judged_at) == (state, 2021)

    def test_a_fall_that_is_aimed_at_is_no_ceiling(self):
        """A cut by 16 % is ahead where it is reached sooner, and met early where all of it is."""
        cut = {"basis": Basis.GROWTH_TOTAL, "unit": "percent", "from_": 2021}
        aimed = target("money", "-16", comparator=Comparator.AT_MOST, **cut)
        assert judge(aimed, result("money", "-9", 2022, **cut)).state is State.AHEAD
        assert judge(aimed, result("money", "-17", 2022, **cut)).state is State.MET_EARLY


class TestTheYearOfTheTarget:
    def test_reached_is_met(self):
        outcome = judge(firms(), result("firms", "200", 2025))
        assert (outcome.state, outcome.judged_at, outcome.is_final) == (State.MET, 2025, True)

    def test_not_reached_is_missed(self):
        assert judge(firms(), result("firms", "199", 2025)).state is State.MISSED

    def test_a_bound_below_leaves_it_open(self):
        assert judge(firms(), result("firms", "180", 2025, comparator=Comparator.ABOVE)).state is State.NOT_JUDGED

    def test_a_bound_at_the_target_meets_it(self):
        assert judge(firms(), result("firms", "200", 2025, comparator=Comparator.ABOVE)).state is State.MET

    def test_above_is_strict(self):
        above = firms(comparator=Comparator.ABOVE)
        assert judge(above, result("firms", "200", 2025)).state is State.MISSED
        assert judge(above, result("firms", "200", 2025, comparator=Comparator.ABOVE)).state is State.MET

    def test_about_leaves_five_per_cent(self):
        about = firms(comparator=Comparator.ABOUT)
        assert judge(about, result("firms", "190", 2025)).state is State.MET
        assert judge(about, result("firms", "189", 2025)).state is State.MISSED


class TestAfterTheYear:
    def test_not_reached_by_then_is_missed(self):
        outcome = judge(firms(by=2021), result("firms", "150", 2022))
        assert (outcome.state, outcome.judged_at) == (State.MISSED, 2022)

    def test_reached_by_then_is_not_judged(self):
        """1,300 for 2021 is not judged by the 1,581 of 2022."""
        assert judge(firms(by=2021), result("firms", "250", 2022)).state is State.NOT_JUDGED

    def test_a_later_flow_decides_nothing(self):
        aimed = target("money", "200", 2021)
        assert judge(aimed, result("money", "90", 2022)).state is State.NO_RESULT


class TestOnTheWay:
    @pytest.mark.parametrize(
        ("value", "state"),
        [("142", State.AHEAD), ("140", State.ON_PATH), ("138", State.ON_PATH), ("137", State.BEHIND)],
    )
    def test_progress_is_set_against_time(self, value, state):
        """Two of five years gone: 40 of 100 are expected, 42 are ahead of it, 38 still on it."""
        assert judge(firms(), result("firms", value, 2022)).state is state

    def test_met_early(self):
        outcome = judge(firms(), result("firms", "210", 2023))
        assert (outcome.state, outcome.is_final) == (State.MET_EARLY, False)

    def test_a_bound_is_taken_at_its_bound_and_said(self):
        outcome = judge(firms(), result("firms", "140", 2022, comparator=Comparator.ABOVE))
        assert outcome.state is State.ON_PATH
        assert [reason.en for reason in outcome.reasons] == ["taken at its bound"]

    def test_a_floor_that_held_at_the_start_is_held_or_not(self):
        floor = target(
            "share", "5", 2025, comparator=Comparator.AT_LEAST, baseline=Baseline(year=2020, value=Decimal(6))
        )
        assert judge(floor, result("share", "5.5", 2023)).state is State.ON_PATH
        assert judge(floor, result("share", "4.5", 2023)).state is State.BEHIND

    def test_no_start_is_no_path(self):
        aimed = target("firms", "200", comparator=Comparator.AT_LEAST)
        assert judge(aimed, result("firms", "150", 2022)).state is State.NOT_JUDGED
        assert judge(aimed, result("firms", "250", 2022)).state is State.MET_EARLY

    def test_no_start_and_no_direction(self):
        assert judge(target("firms", "200"), result("firms", "150", 2022)).state is State.NOT_JUDGED

    def test_the_first_result_inside_is_a_start_too(self):
        outcome = judge(target("firms", "200"), result("firms", "100", 2021), result("firms", "150", 2023))
        assert (outcome.start.year, outcome.state) == (2021, State.ON_PATH)

    def test_falling(self):
        falling = target("share", "2", 2025, baseline=Baseline(year=2020, value=Decimal(4)))
        assert judge(falling, result("share", "3", 2022)).state is State.AHEAD
        assert judge(falling, result("share", "2", 2025)).state is State.MET
        assert judge(falling, result("share", "2.1", 2025)).state is State.MISSED


class TestBases:
    def test_a_mean_rate_is_judged_by_the_mean_so_far_and_never_met_early(self):
        mean = target(
            "money", "6.5", 2025, basis=Basis.GROWTH, from_=2021, unit="percent", comparator=Comparator.AT_LEAST
        )
        rates = [
            result("money", rate, year, basis=Basis.GROWTH, unit="percent")
            for year, rate in ((2021, "7.5"), (2022, "2.9"))
        ]
        assert judge(mean, rates[0]).state is State.AHEAD
        assert judge(mean, *rates).state is State.BEHIND

    def test_a_printed_mean_outranks_the_chain(self):
        mean = target(
            "money", "6.5", 2025, basis=Basis.GROWTH, from_=2021, unit="percent", comparator=Comparator.AT_LEAST
        )
        printed = result("money", "4.8", 2025, basis=Basis.GROWTH, from_=2021, unit="percent")
        outcome = judge(mean, printed)
        assert (outcome.state, outcome.latest.step.claim.quote) == (State.MISSED, "money 4.8")

    def test_a_gap_ends_a_chain(self):
        mean = target("money", "6", 2025, basis=Basis.GROWTH, from_=2021, unit="percent")
        rates = [result("money", "6", year, basis=Basis.GROWTH, unit="percent") for year in (2021, 2023)]
        assert judge(mean, *rates).judged_at == 2021

    def test_a_goal_below_the_start_is_a_floor_where_more_is_better(self):
        """61 jobs wanted after 65: 60 are too few, 62 enough; it is never a way down."""
        floor = target("jobs", "61", 2025, baseline=Baseline(year=2020, value=Decimal(65)))
        assert judge(floor, result("jobs", "60", 2025)).state is State.MISSED
        assert judge(floor, result("jobs", "62", 2025)).state is State.MET
        assert judge(floor, result("jobs", "60", 2023)).state is State.BEHIND
        assert judge(floor, result("jobs", "64", 2023)).state is State.ON_PATH

    def test_the_growth_of_a_stock_is_a_floor_for_what_was_added(self):
        """234 + 150 planned, 1,151 reached: met; less than planned decides nothing."""
        added = target("firms", "150", 2020, basis=Basis.ADDED)
        before, after = result("firms", "234", 2015), result("firms", "1151", 2020)
        assert judge(added, before, after, period="2016-2020").state is State.MET
        assert judge(added, before, result("firms", "300", 2019), period="2016-2020").state is State.NOT_JUDGED

    def test_totals_are_added_up_while_no_year_is_missing(self):
        total = target("money", "100", 2025, basis=Basis.TOTAL, from_=2021)
        flows = [result("money", "25", year) for year in (2021, 2022)]
        outcome = judge(total, *flows)
        assert (outcome.state, outcome.latest.step.interval.exact) == (State.AHEAD, Decimal(50))

    def test_a_multiple_goes_compound(self):
        doubled = target("firms", "2", 2025, basis=Basis.MULTIPLE, base=Period(2020, 2020), unit="倍")
        outcome = judge(doubled, result("firms", "100", 2020), result("firms", "132", 2022))
        assert outcome.state is State.ON_PATH

    @pytest.mark.parametrize(
        ("starts", "state"),
        [
            ({"from_": 2021}, State.MISSED),
            ({"base": Period(2020, 2020)}, State.MISSED),
            ({"from_": 2020}, State.NO_RESULT),
            ({}, State.NO_RESULT),
        ],
    )
    def test_a_printed_cut_serves_a_cut_from_the_same_base(self, starts, state):
        """A first year of 2021 and a base of 2020 are one start; where none is printed, nothing is assumed."""
        cut = target("firms", "-18", 2025, basis=Basis.GROWTH_TOTAL, from_=2021, unit="percent")
        reached = result("firms", "-17.7", 2025, basis=Basis.GROWTH_TOTAL, unit="percent", **starts)
        assert judge(cut, reached).state is state

    def test_a_change_starts_from_the_level_of_the_year_before_its_span(self):
        more = target("firms", "10", 2025, basis=Basis.CHANGE, from_=2021)
        assert judge(more, result("firms", "100", 2020), result("firms", "111", 2025)).state is State.MET

    def test_a_constant_price_target_grows_from_its_start_by_the_real_rates(self):
        """67.7 in prices of 2015 and five rates make 89.3, less than 92.7, whatever 101.6 in current prices look like."""
        aimed = target(
            "money", "92.7", 2025, comparator=Comparator.ABOVE, prices="2020",
            baseline=Baseline(year=2020, value=Decimal("67.7")),
        )  # fmt: skip
        rates = [
            result("money", rate, year, basis=Basis.GROWTH, unit="percent", prices="real")
            for year, rate in enumerate(("6.7", "6.9", "6.6", "6.1", "2.3"), 2021)
        ]
        current = result("money", "101.6", 2025, prices="current")
        outcome = judge(aimed, *rates, current)
        assert (outcome.state, round(outcome.latest.step.interval.exact, 1)) == (State.MISSED, Decimal("89.3"))
        assert outcome.aside[0][1] == "prices"
        assert judge(aimed, *rates[1:], current).state is State.NO_RESULT

    def test_a_mean_over_years_is_of_the_means_of_the_years_where_they_are_told(self):
        """The average of each year, not what it was at the end of each."""
        aimed = target("share", "5.5", 2025, basis=Basis.MEAN, from_=2021, comparator=Comparator.BELOW)
        ends = [result("share", "6", year) for year in range(2021, 2026)]
        means = [result("share", "5", year, basis=Basis.MEAN, from_=year) for year in range(2021, 2026)]
        assert judge(aimed, *ends, *means).state is State.MET
        assert judge(aimed, *ends).state is State.MISSED

    def test_both_readings_of_an_open_basis(self):
        """At least 15 read as a stock or as an addition: one state where both agree, none where they do not."""
        open_ = target("firms", "15", 2025, basis=Basis.NOT_STATED, comparator=Comparator.AT_LEAST)
        assert judge(open_, result("firms", "1", 2020), result("firms", "40", 2025)).state is State.MET
        assert judge(open_, result("firms", "6", 2020), result("firms", "16", 2025)).state is State.NOT_JUDGED

    def test_a_yearly_duty_that_fails_once_is_missed(self):
        duty = target("money", "10", 2025, every=Every.YEAR, comparator=Comparator.AT_LEAST)
        assert judge(duty, result("money", "11", 2021)).state is State.ON_PATH
        assert judge(duty, result("money", "11", 2021), result("money", "9", 2022)).state is State.MISSED


class TestWhatServes:
    def test_no_result(self):
        assert judge(firms()).state is State.NO_RESULT

    def test_another_part_does_not(self):
        assert judge(firms(), result("firms", "200", 2025, of="市属")).state is State.NO_RESULT

    def test_a_result_whose_year_is_open_does_not(self):
        open_ = result("firms", "200", 2025, unclear={"year": "told in spring"})
        outcome = judge(firms(), open_)
        assert outcome.state is State.NO_RESULT
        assert [reason.en for reason in outcome.reasons] == ["there is a result whose year is open"]

    def test_another_name_for_the_same_does(self):
        assert judge(firms(), result("firms-too", "200", 2025)).state is State.MET

    def test_a_target_without_a_year_waits_for_the_end_of_its_plan(self):
        aimed = firms(by=None)
        assert judge(aimed, result("firms", "200", 2025), today=2025).state is State.NOT_JUDGED
        assert judge(aimed, result("firms", "200", 2025), today=2026).state is State.MET

    def test_as_of_leaves_out_what_was_not_yet_known(self):
        results = result("firms", "150", 2023), result("firms", "200", 2025)
        outcome = judge(firms(), *results, as_of=2023)
        assert (outcome.state, outcome.judged_at) == (State.BEHIND, 2023)

    def test_an_earlier_aim_of_another_document_is_intermediate(self):
        held = collection_of(
            alpha_2021=plan("alpha", target("firms", "200", 2025)),
            alpha_2023=plan("alpha", target("firms", "150", 2023, commitment=Commitment.ASPIRATIONAL), period="2023"),
        )
        every, context = context_of(held)
        outcome = track("alpha-2021", every, context, today=TODAY).rows[0]
        assert [claim.id for claim in outcome.intermediate] == ["alpha-2023/firms/2023"]


class TestThePath:
    def test_a_cut_goes_as_the_state_planners_reckon(self):
        """13.4 of 16 % after four of five years is 82.5 % of the way."""
        one = Decimal(1)
        way = measure_compound(Figure(2010, one), Figure(2014, one - Decimal("0.134")), one - Decimal("0.16"), 2015)
        assert round(way.progress, 3) == Decimal("0.825")
        assert way.expected == Decimal("0.8")

    @given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 9))
    def test_turning_all_figures_round_changes_no_state(self, start, latest, aimed, year):
        """A path downwards is the mirror of the path upwards."""
        first, last = Figure(0, Decimal(start)), Figure(year, Decimal(latest))
        up = measure_linear(first, last, Decimal(aimed), 10)
        down = measure_linear(Figure(0, Decimal(-start)), Figure(year, Decimal(-latest)), Decimal(-aimed), 10)
        assert (up is None) == (down is None)
        if up is not None and down is not None:
            assert up.state is down.state

    @given(st.decimals(0, 2, places=4), st.decimals("0.1", 1, places=2))
    def test_more_progress_is_never_a_harder_state(self, progress, expected):
        order = (State.BEHIND, State.ON_PATH, State.AHEAD)
        lesser, more = class_progress(progress, expected), class_progress(progress + Decimal("0.05"), expected)
        assert order.index(more) >= order.index(lesser)

    def test_an_aim_from_above(self):
        aim = make_aim(Comparator.AT_MOST, Decimal(5), Decimal("0.5"), is_up=True)
        assert aim == (Decimal(5), False, False)
