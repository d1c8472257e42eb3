"""What mutation testing found untested in the comparison of claims: the measure over all places."""

from decimal import Decimal

import pytest

from plancmp.compare.amplification import Amplification
from plancmp.compare.interval import Interval
from plancmp.words import Text

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
    said = measured.text(PERCENT).en
    assert said.startswith("amplification (层层加码): ") is (above is True)
    assert said.startswith("no amplification") is (above is False)


def test_the_range_of_the_differences_is_told_where_no_sum_can_be():
    """With its sign and unit."""
    said = Amplification(None, between("0.1", "0.5"), 3).text(PERCENT)
    assert "0.5 points" in said.en
    assert "0.5 个百分点" in said.zh
