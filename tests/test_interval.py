"""Bounds in every calculation: a floor stays a floor, a range a range, "about" stays about."""

from decimal import Decimal

import pytest

from plancmp.compare.formatting import format_interval, format_signed
from plancmp.compare.interval import Interval, bound_figure, make_point
from plancmp.vocabulary import Comparator


def figure(text: str) -> Interval:
    """ "≥ 8", "> 8", "≈ 2.2", "≤ 8", "< 8", "2–3", "5600"."""
    signs = {
        "≥": Comparator.AT_LEAST, ">": Comparator.ABOVE, "≈": Comparator.ABOUT,
        "≤": Comparator.AT_MOST, "<": Comparator.BELOW,
    }  # fmt: skip
    sign, _, number = text.rpartition(" ")
    if "–" in number:
        low, high = number.split("–")
        return bound_figure(None, Decimal(low), Decimal(high), signs.get(sign, Comparator.REACH))
    return bound_figure(Decimal(number), None, None, signs.get(sign, Comparator.REACH))


@pytest.mark.parametrize(
    ("second", "first", "difference", "ratio"),
    [
        ("2.5", "1.6", "+0.9", "1.56"),
        ("12", "40", "-28", "0.3"),
        ("≈ 2.2", "0.78", "≈ +1.42", "≈ 2.82"),
        ("≥ 8", "5", "≥ +3", "≥ 1.6"),
        ("> 8", "5", "> +3", "> 1.6"),
        ("8", "≥ 5", "≤ +3", "≤ 1.6"),
        ("≤ 8", "5", "≤ +3", "≤ 1.6"),
        ("≥ 8", "≥ 5", "", ""),
        ("≥ 8", "≤ 5", "≥ +3", ""),
        ("2–3", "1", "+1–+2", "2–3"),
        ("2–3", "1–2", "0–+2", "1–3"),
        ("7", "0", "+7", ""),
    ],
)
def test_difference_and_ratio(second, first, difference, ratio):
    """Second minus first, second over first; a bound against a bound of the same side is not determined."""
    a, b = figure(first), figure(second)
    quotient = b.divide_by(a)
    assert format_signed(b - a) == difference
    assert (format_interval(quotient) if quotient is not None else "") == ratio


def test_one_exact_value_is_exact_and_about_is_not():
    """Only an exact figure becomes a number in JSON."""
    assert figure("2.50").exact == Decimal("2.50")
    assert figure("≈ 2.5").exact is None
    assert figure("2–3").exact is None
    assert not (figure("≥ 8") - figure("≥ 5")).determined


def test_products_of_negative_figures():
    """A fall of 15 % or more from 200 leaves at most 170."""
    factor = make_point(Decimal(1)) + figure("≤ -0.15")
    assert format_interval(make_point(Decimal(200)) * factor) == "≤ 170"
    assert format_interval(make_point(Decimal(-2)) * figure("3–4")) == "-8–-6"


def test_a_mean_lies_between_its_parts():
    """The hull of two differences holds every weighted mean of them."""
    assert format_interval(figure("0.1").cover(figure("0.9"))) == "0.1–0.9"
    assert format_interval(figure("≥ 0.1").cover(figure("0.9"))) == "≥ 0.1"
    assert format_interval(figure("> 0.1").cover(figure("0.9"))) == "> 0.1"
    assert format_interval(figure("0.1").cover(figure("> 0.9"))) == "≥ 0.1"
    assert format_interval(figure("> 0.1").cover(figure("≥ 0.1"))) == "≥ 0.1"
    assert format_interval(figure("≤ 0.1").cover(figure("0.9"))) == "≤ 0.9"
    assert format_interval(figure("< 0.9").cover(figure("0.1"))) == "< 0.9"
    assert format_interval(figure("< 0.9").cover(figure("≤ 0.9"))) == "≤ 0.9"
    assert format_interval(figure("≈ 0.1").cover(figure("0.9"))) == "≈ 0.1–0.9"


@pytest.mark.parametrize(
    ("first", "second", "total", "product"),
    [
        ("3", "> 2", "> 5", "> 6"),
        ("3", "< 8", "< 11", "< 24"),
        ("≥ 3", "> 2", "> 5", "> 6"),
        ("≤ 3", "≤ 2", "≤ 5", ""),
        ("≥ 3", "≤ 2", "", ""),
        ("≈ 3", "2", "≈ 5", "≈ 6"),
        ("3", "≈ 2", "≈ 5", "≈ 6"),
        ("-3", "≥ 2", "≥ -1", "≤ -6"),
        ("-3", "< 2", "< -1", "> -6"),
        ("0", "≥ 2", "≥ 2", "0"),
        ("2–3", "4–5", "6–8", "8–15"),
        ("-2–3", "4–5", "2–8", "-10–15"),
        ("-2–3", "-4–5", "-6–8", "-12–15"),
    ],
)
def test_sum_and_product(first, second, total, product):
    """Whichever comes first; an open end stays open, and nothing times no bound is nothing."""
    a, b = figure(first), figure(second)
    assert format_interval(a + b) == format_interval(b + a) == total
    assert format_interval(a * b) == format_interval(b * a) == product


def test_a_product_is_open_only_where_no_printed_end_reaches_it():
    """Above 2 and up to 3, by 2 or more up to 4: the lower end is never reached, the upper one is."""
    above = Interval(Decimal(2), Decimal(3), low_open=True)
    found = above * figure("2–4")
    assert (found.low, found.low_open, found.high, found.high_open) == (4, True, 12, False)
    assert (above * figure("≈ 1")).about


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        ("1", "4", "0.25"),
        ("1", "0", None),
        ("1", "≤ 4", None),
        ("1", "-4", None),
        ("1", "-0.5", None),
        ("-1", "4", None),
        ("≤ -1", "4", None),
        ("0", "4", "0"),
        ("1", "0–4", "≥ 0.25"),
        ("1", "> 4", "< 0.25"),
        ("> 1", "4", "> 0.25"),
        ("< 1", "4", "< 0.25"),
        ("≤ 0", "4", "≤ 0"),
        ("1–2", "4–5", "0.2–0.5"),
        ("1", "≈ 4", "≈ 0.25"),
        ("≈ 1", "4", "≈ 0.25"),
        ("1", "1", "1"),
    ],
)
def test_a_quotient_is_of_figures_that_cannot_be_negative(part, whole, share):
    """None where the divisor is nothing or has no floor, or where a side may lie below zero."""
    found = figure(part).divide_by(figure(whole))
    assert (None if found is None else format_interval(found)) == share


@pytest.mark.parametrize(
    ("whole", "fifth"), [("10", "2"), ("> 10", "> 2"), ("< 10", "< 2"), ("≈ 10", "≈ 2"), ("5–10", "1–2"), ("0", "0")]
)
def test_a_number_of_parts(whole, fifth):
    """A fifth of a bound is a bound."""
    assert format_interval(figure(whole) / 5) == fifth


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("12345.678", "12,345.68"),
        ("0.125", "0.12"),
        ("0.135", "0.14"),
        ("7.70", "7.7"),
        ("0.004", "0.004"),
        ("100", "100"),
        ("≈ 2–3", "≈ 2–3"),
    ],
)
def test_a_computed_figure_has_two_decimals_at_most(printed, told):
    """Thousands separated, no zeros at the end."""
    assert format_interval(figure(printed)) == told


@pytest.mark.parametrize(
    ("difference", "told"),
    [("0", "0"), ("≥ -2", "≥ -2"), ("> 0.5", "> +0.5"), ("≈ -3", "≈ -3"), ("≥ 0", "≥ 0"), ("-3–2", "-3–+2")],
)
def test_a_difference_has_its_sign(difference, told):
    """Nothing is neither more nor less."""
    assert format_signed(figure(difference)) == told
