"""Bounds in every calculation: a floor stays a floor, a range a range, "about" stays about."""

from decimal import Decimal

import pytest

from plancmp.compare.interval import Interval, bounds, point
from plancmp.compare.say import interval_text, signed_text
from plancmp.vocab import Comparator


def figure(text: str) -> Interval:
    """ "≥ 8", "> 8", "≈ 2.2", "≤ 8", "< 8", "2–3", "5600"."""
    signs = {
        "≥": Comparator.AT_LEAST, ">": Comparator.ABOVE, "≈": Comparator.ABOUT,
        "≤": Comparator.AT_MOST, "<": Comparator.BELOW,
    }  # fmt: skip
    sign, _, number = text.rpartition(" ")
    if "–" in number:
        low, high = number.split("–")
        return bounds(None, Decimal(low), Decimal(high), signs.get(sign, Comparator.REACH))
    return bounds(Decimal(number), None, None, signs.get(sign, Comparator.REACH))


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
    quotient = b.over(a)
    assert signed_text(b - a) == difference
    assert (interval_text(quotient) if quotient is not None else "") == ratio


def test_one_exact_value_is_exact_and_about_is_not():
    """Only an exact figure becomes a number in JSON."""
    assert figure("2.50").exact == Decimal("2.50")
    assert figure("≈ 2.5").exact is None
    assert figure("2–3").exact is None
    assert not (figure("≥ 8") - figure("≥ 5")).determined


def test_products_of_negative_figures():
    """A fall of 15 % or more from 200 leaves at most 170."""
    factor = point(Decimal(1)) + figure("≤ -0.15")
    assert interval_text(point(Decimal(200)).times(factor)) == "≤ 170"
    assert interval_text(point(Decimal(-2)).times(figure("3–4"))) == "-8–-6"


def test_a_mean_lies_between_its_parts():
    """The hull of two differences holds every weighted mean of them."""
    assert interval_text(figure("0.1").hull(figure("0.9"))) == "0.1–0.9"
    assert interval_text(figure("≥ 0.1").hull(figure("0.9"))) == "≥ 0.1"
