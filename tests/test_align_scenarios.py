"""What the remainder would ask of each place: four rules, whole parts that add up, and a refusal that names who lacks what."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import INDICATORS, PLACES, Basis, Comparator, context_of, plan, result, target

from plancmp.align.engine import add_scenarios, align_down
from plancmp.model import Collection, Indicator, Place
from plancmp.vocabulary import Level, ScenarioRule
from plancmp.words import Text

CITIES = {
    f"city{n}": Place(Text(f"市{n}", f"City {n}"), Level.MUNICIPALITY, "north", f"11{n:02}00") for n in range(1, 4)
}
MORE = {
    "gdp": Indicator(Text("生产总值", "GDP"), "亿元", Basis.PER_YEAR, sums=True),
    "population": Indicator(Text("人口", "Population"), "万人", sums=True),
}


def share(rule, above="100", told=(), comparator=Comparator.REACH):
    """The scenario of the region's aim of firms; city 1 has set itself 40, `told` are results of city 2, city 3, …"""
    plans = {
        "north-2021": plan("north", target("firms", above, comparator=comparator)),
        "city1-2021": plan("city1", target("firms", "40")),
        **{f"city{n}-2021": plan(f"city{n}", *results) for n, results in enumerate(told, 2)},
    }
    held = Collection({"north": PLACES["north"], **CITIES}, {**INDICATORS, **MORE}, plans)
    every, context = context_of(held)
    (row,) = add_scenarios(align_down(["north-2021"], every, context), rule, every).rows
    return row.scenario


def values(found):
    return {each.place: each.value for each in found.shares}


def test_equal_parts():
    assert values(share(ScenarioRule.EQUAL)) == {"city2": 30, "city3": 30}


@pytest.mark.parametrize(("rule", "indicator"), [(ScenarioRule.GDP, "gdp"), (ScenarioRule.POPULATION, "population")])
def test_by_the_latest_year_that_all_have(rule, indicator):
    """2020 for both, though city 2 tells 2021 too."""
    told = [[result(indicator, "20", 2020), result(indicator, "99", 2021)], [result(indicator, "10", 2020)]]
    found = share(rule, told=told)
    assert (values(found), found.year) == ({"city2": 40, "city3": 20}, 2020)


def test_by_the_last_figure_of_the_indicator_itself():
    """Each its latest, with the growth that it would need."""
    found = share(ScenarioRule.LAST, told=[[result("firms", "10", 2020)], [result("firms", "20", 2023)]])
    assert values(found) == {"city2": 20, "city3": 40}
    assert [round(each.growth, 1) for each in found.shares] == [Decimal("14.9"), Decimal("41.4")]


def test_who_lacks_a_figure_is_named_and_nothing_is_shared():
    found = share(ScenarioRule.GDP, told=[[result("gdp", "20", 2020)]])
    assert (found.shares, found.lacking) == ((), ("city3",))
    assert "computed, not planned" in found.describe(CITIES, "家").en
    assert "City 3" in found.describe(CITIES, "家").en


def test_it_is_always_called_computed():
    found = share(ScenarioRule.EQUAL)
    assert found.describe(CITIES, "家").zh.startswith("推算，不是规划")
    assert found.record()["computed"] is True


@pytest.mark.parametrize(
    ("above", "comparator"), [("40", Comparator.REACH), ("30", Comparator.REACH), ("100", Comparator.ABOVE)]
)
def test_nothing_is_shared_where_nothing_certain_is_left(above, comparator):
    """None left, less than none, or a floor whose remainder is a bound."""
    assert share(ScenarioRule.EQUAL, above=above, comparator=comparator) is None


@given(st.integers(41, 10**6), st.integers(1, 10**4), st.integers(1, 10**4))
def test_whole_parts_add_up(above, one, two):
    """To the remainder, whatever the weights, and none is off by one or more."""
    found = share(ScenarioRule.GDP, str(above), [[result("gdp", str(one), 2020)], [result("gdp", str(two), 2020)]])
    parts = values(found)
    assert sum(parts.values()) == above - 40
    assert all(part == int(part) for part in parts.values())
    assert abs(parts["city2"] - Decimal(above - 40) * one / (one + two)) < 1
