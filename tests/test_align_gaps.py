"""层层加码 as it is measured: signed gaps of the places' own targets, their distribution, their weighted mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import INDICATORS, PLACES, Basis, Comparator, context_of, plan, result, target

from plancmp.align.engine import align_down
from plancmp.model import Collection, Indicator, Place, Target
from plancmp.vocabulary import Commitment, Level
from plancmp.words import Text

FIVE = {f"city{n}": Place(Text(f"市{n}", f"City {n}"), Level.MUNICIPALITY, "north", f"11{n:02}00") for n in range(1, 6)}
MORE = {"gdp": Indicator(Text("生产总值", "GDP"), "亿元", Basis.PER_YEAR, sums=True)}
GROWTH = {"basis": Basis.GROWTH, "unit": "percent", "from_": 2021}


def grow(value, by=2025, **fields):
    """An aim for the growth of money."""
    return target("money", value, by, **GROWTH, **fields)


def gaps_of(above, *own, results=()):
    """The gaps under the region's target of the targets of its cities, each by number; `results` are of all of them."""
    plans = {"north-2021": plan("north", above)}
    for n, aims in enumerate(own, 1):
        told = [result("gdp", str(size), 2020) for size in results[n - 1 : n]]
        plans[f"city{n}-2021"] = plan(f"city{n}", *([aims] if isinstance(aims, Target) else aims), *told)
    held = Collection({"north": PLACES["north"], **FIVE}, {**INDICATORS, **MORE}, plans)
    every, context = context_of(held)
    (row,) = (row for row in align_down(["north-2021"], every, context).rows if row.indicator == above.indicator)
    return row.gaps


def test_each_place_less_the_level_above():
    """Signed, in points, the smallest first."""
    found = gaps_of(grow("6"), grow("7"), grow("5.5"), grow("6"))
    assert [(gap.place, gap.gap) for gap in found.gaps] == [
        ("city2", Decimal("-0.5")), ("city3", Decimal(0)), ("city1", Decimal(1)),
    ]  # fmt: skip
    assert found.signs == (1, 1, 1)


def test_the_distribution():
    """Quartiles with both ends taken in."""
    found = gaps_of(grow("6"), *(grow(str(6 + n)) for n in range(5)))
    assert found.quartiles == (1, 2, 3)
    record = found.record()
    assert (record["lowest"], record["median"], record["highest"], record["mean"]) == (0, 2, 4, 2)


def test_bounds_are_taken_at_their_bound_and_counted_apart():
    """At least 7.5 less at least 6.5 is +1 of what is printed, and says so."""
    floor = {"comparator": Comparator.AT_LEAST}
    found = gaps_of(grow("6.5", **floor), grow("7.5", **floor), grow("8"))
    assert [(gap.gap, gap.is_of_bounds) for gap in found.gaps] == [(Decimal(1), True), (Decimal("1.5"), True)]
    assert "2 of them bound less bound" in found.describe(Text("北省", "North"), Text("百分点", "points")).en


def test_what_is_strived_for_stands_back():
    """8, striving for 10."""
    two = (grow("8"), grow("10", commitment=Commitment.ASPIRATIONAL))
    assert [gap.gap for gap in gaps_of(grow("6"), two, grow("7")).gaps] == [1, 2]


def test_the_weighted_mean():
    """By the latest result that all have: (1 × 300 + 3 × 100) / 400."""
    found = gaps_of(grow("6"), grow("7"), grow("9"), results=(300, 100))
    (weighed,) = found.weighed
    assert (weighed.by, weighed.year, weighed.mean) == ("gdp", 2020, Decimal("1.5"))
    assert found.unweighed == (("population", ("city1", "city2")),)


def test_a_weight_that_one_lacks_weighs_nothing():
    found = gaps_of(grow("6"), grow("7"), grow("9"), results=(300,))
    assert found.weighed == ()
    assert found.unweighed[0] == ("gdp", ("city2",))
    assert "not weighed" in found.describe(Text("北省", "North"), Text("百分点", "points")).en


@pytest.mark.parametrize(
    ("above", "own"),
    [
        (grow("6"), [grow("7")]),  # one place alone
        (grow("6"), [grow("7"), grow("8", by=2024)]),  # another year
        (grow("6"), [grow("7"), target("money", "8", 2025, basis=Basis.GROWTH_TOTAL, unit="percent", from_=2021)]),
        (target("firms", "100"), [target("firms", "60"), target("firms", "70")]),  # they add up
    ],
)
def test_where_nothing_is_said(above, own):
    assert gaps_of(above, *own) is None


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=5), st.integers(1, 9))
def test_moving_all_targets_moves_no_gap(values, by):
    """What counts is the difference alone; turned round, every sign turns."""
    above, own = grow("10"), [grow(str(10 + value)) for value in values]
    found = gaps_of(above, *own)
    assert gaps_of(grow(str(10 + by)), *(grow(str(10 + by + value)) for value in values)).values == found.values
    assert tuple(-gap for gap in reversed(gaps_of(above, *(grow(str(10 - v)) for v in values)).values)) == found.values


def test_a_result_above_is_no_target_above():
    """What the region reached sets nobody a target."""
    above = result("share", "6", 2025)
    plans = {
        "north-2021": plan("north", above),
        "city1-2021": plan("city1", target("share", "7")),
        "city2-2021": plan("city2", target("share", "8")),
    }
    every, context = context_of(Collection({"north": PLACES["north"], **FIVE}, {**INDICATORS, **MORE}, plans))
    (row,) = align_down(["north-2021"], every, context).rows
    assert [str(node.verdict) for node in row.under] == ["comparable", "comparable"]
    assert row.gaps is None
