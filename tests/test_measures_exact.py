"""Arithmetic that a reader can follow: as many digits as tell two figures apart, exact units, scales without a ratio."""

from decimal import Decimal

import pytest
from small import Basis, collection_of, first_targets, plan, target

from plancmp.compare.formatting import format_ratio, format_rounded
from plancmp.compare.interval import make_point
from plancmp.compare.phrases import phrase_measure
from plancmp.units import convert, trimmed
from plancmp.vocabulary import Comparator, Verdict


@pytest.mark.parametrize(
    ("value", "told"),
    [("0.003", "0.003"), ("-0.0018", "-0.0018"), ("0.00012", "0.00012"), ("0.789", "0.79"), ("0", "0"), ("-0.0", "0")],
)
def test_what_is_not_nothing_is_never_told_as_nothing(value, told):
    """Two decimals, or two digits that count; nothing has no sign."""
    assert format_rounded(Decimal(value), 2) == told


@pytest.mark.parametrize(("ratio", "told"), [("0.9962", "0.996"), ("1.0004", "1.0004"), ("1", "1"), ("1.562", "1.56")])
def test_a_ratio_that_is_not_one_is_told_apart_from_one(ratio, told):
    assert format_ratio(make_point(Decimal(ratio))) == told


def test_minutes_and_hours_convert_without_a_rest():
    assert trimmed(convert(Decimal(30), "分钟", "小时")) == Decimal("0.5")
    assert trimmed(convert(Decimal(1), "天", "小时")) == Decimal(24)


def test_a_figure_of_forty_digits_is_told():
    assert trimmed(Decimal(10) ** 40) == Decimal(10) ** 40


@pytest.mark.parametrize(
    ("one", "two", "ratio"),
    [
        ((Basis.MULTIPLE, "2", "倍"), (Basis.GROWTH_TOTAL, "100", "percent"), "1"),
        ((Basis.MULTIPLE, "2", "倍"), (Basis.GROWTH_TOTAL, "80", "percent"), "0.9"),
        ((Basis.GROWTH_TOTAL, "21", "percent"), (Basis.GROWTH, "10", "percent"), "1"),
    ],
)
def test_rates_from_one_start_need_no_base(one, two, ratio):
    """A doubling is +100 %, and g a year over n years (1 + g)^n - 1."""
    sides = [
        plan(name, target("money", value, 2022, basis=basis, unit=unit, base=None, from_=2021), period="2021-2022")
        for name, (basis, value, unit) in zip(("alpha", "beta"), (one, two), strict=True)
    ]
    pair = first_targets(alpha_2021=sides[0], beta_2021=sides[1])
    assert pair.verdict is Verdict.COMPARABLE_AFTER
    assert pair.measure.ratio is not None
    assert pair.measure.ratio.exact == Decimal(ratio)


@pytest.mark.parametrize(
    ("comparator", "words"), [(Comparator.ABOVE, "less than 15 points"), (Comparator.AT_LEAST, "at most 15 points")]
)
def test_a_bound_that_is_not_reached_is_no_most(comparator, words):
    """30 beside above 15 is less than 15 higher; beside at least 15 it is at most that."""
    one = plan("alpha", target("share", "15", 2025, comparator=comparator))
    held = collection_of(alpha_2021=one, beta_2021=plan("beta", target("share", "30", 2025)))
    pair = first_targets(alpha_2021=one, beta_2021=held.plans["beta-2021"])
    assert words in phrase_measure(pair, held).en
