"""Targets set against another series: faster than the region, in step with the economy, not below the average."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import Basis, Comparator, collection_of, context_of, plan, result, target

from plancmp.model import Than
from plancmp.track.engine import track
from plancmp.vocabulary import State

GROWTH = {"basis": Basis.GROWTH, "unit": "percent"}


def judge(aimed, own, other, today=2026):
    """The outcome of a target of Alpha; `own` and `other` are results of Alpha and of the region that it lies in."""
    held = collection_of(
        alpha_2021=plan("alpha", aimed, issued="2021"),
        alpha_report_2026=plan("alpha", *own, period="2026", issued="2026"),
        north_report_2026=plan("north", *other, period="2026", issued="2026"),
    )
    every, context = context_of(held)
    (outcome,) = track("alpha-2021", every, context, today=today).rows
    return outcome


def faster(comparator=Comparator.ABOVE, value=None, by=2025, than=None):
    """Growth of money above that of the region."""
    return target(
        "money", value, by, from_=2021, comparator=comparator, than=than or Than(place="north"), **GROWTH
    )  # fmt: skip


def rates(*values, first=2021):
    """Yearly growth of money."""
    return [result("money", value, year, **GROWTH) for year, value in enumerate(values, first)]


FIVE = rates("5", "5", "5", "5", "5")


@pytest.mark.parametrize(
    ("comparator", "own", "state"),
    [
        (Comparator.ABOVE, "5.1", State.MET),
        (Comparator.ABOVE, "5", State.MISSED),
        (Comparator.AT_LEAST, "5", State.MET),
        (Comparator.AT_LEAST, "4.9", State.MISSED),
        (Comparator.ABOUT, "4.8", State.MET),
        (Comparator.ABOUT, "4.7", State.MISSED),
        (Comparator.BELOW, "4.9", State.MET),
        (Comparator.AT_MOST, "5.1", State.MISSED),
    ],
)
def test_in_the_year_of_the_target_the_two_decide(comparator, own, state):
    """Both as means of the same years; about 5 is reached from 4.75."""
    outcome = judge(faster(comparator), rates(*[own] * 5), FIVE)
    assert (outcome.state, outcome.judged_at) == (state, 2025)


def test_a_margin_is_part_of_it():
    """Half a point above the region."""
    aimed = faster(Comparator.AT_LEAST, "0.5")
    assert judge(aimed, rates(*["5.5"] * 5), FIVE).state is State.MET
    assert judge(aimed, rates(*["5.4"] * 5), FIVE).state is State.MISSED


def test_before_its_year_it_is_as_last_seen():
    """The last year that both series reach."""
    outcome = judge(faster(), rates("6", "6", "6"), rates("5", "5"))
    assert (outcome.state, outcome.judged_at) == (State.ON_PATH, 2022)
    assert judge(faster(), rates("4", "6"), rates("5.5", "5.5")).state is State.BEHIND


def test_it_says_what_stood_beside_what():
    (why,) = judge(faster(), rates("6", "6"), rates("5", "5")).reasons
    assert why.en == "6 % beside 5 % of North"


def test_another_indicator_of_the_same_place():
    """Income in step with the economy."""
    aimed = target("money", None, from_=2021, comparator=Comparator.REACH, than=Than(indicator="firms"), **GROWTH)
    beside = [result("firms", "5", year, **GROWTH) for year in range(2021, 2026)]
    assert judge(aimed, [*rates(*["5"] * 5), *beside], []).state is State.MET
    assert judge(aimed, [*rates(*["4"] * 5), *beside], []).state is State.MISSED


def test_a_level_is_set_against_the_level_of_the_same_year():
    aimed = target("share", None, comparator=Comparator.AT_LEAST, than=Than(place="north"))
    own, other = [result("share", "31", 2025)], [result("share", "30", 2025), result("share", "40", 2026)]
    assert judge(aimed, own, other).state is State.MET
    assert judge(aimed, own, [result("share", "30", 2024)]).state is State.NOT_JUDGED


def test_nothing_is_judged_on_one_series_alone():
    """Without own results there is none; without the other's it says whose is lacking."""
    assert judge(faster(), [], FIVE).state is State.NO_RESULT
    outcome = judge(faster(), FIVE, [])
    assert outcome.state is State.NOT_JUDGED
    assert outcome.reasons[0].en == "there is no result of North for the same years"


def test_a_bound_leaves_it_open():
    """More than 5 and more than 4: which is more is not known."""
    own = result("money", "5", 2021, comparator=Comparator.ABOVE, **GROWTH)
    other = result("money", "4", 2021, comparator=Comparator.ABOVE, **GROWTH)
    assert judge(faster(), [own], [other]).state is State.NOT_JUDGED


@given(st.integers(-200, 200), st.integers(-200, 200))
def test_above_and_at_most_never_agree(own, other):
    """Of two known means one of the two holds and the other does not."""
    one, two = (
        judge(faster(comparator), rates(*[str(Decimal(own) / 10)] * 5), rates(*[str(Decimal(other) / 10)] * 5)).state
        for comparator in (Comparator.ABOVE, Comparator.AT_MOST)
    )
    assert {one, two} == {State.MET, State.MISSED}
