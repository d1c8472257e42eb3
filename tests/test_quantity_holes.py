"""What mutation testing found untested in the reader of figures: each example fails for a program that is wrong by one operator."""

import time
from decimal import Decimal

import pytest

from plancmp.quantity import quantities, read_numeral
from plancmp.quantity.agreement import differs
from plancmp.quantity.fold import fold
from plancmp.vocab import Basis, Comparator


def disagreements(quote, value, unit, basis=None):
    """The fields in which the quote prints something else than `value` `unit`."""
    found = differs(
        quote, value=Decimal(value), low=None, high=None, unit=unit, comparator=Comparator.REACH, basis=basis
    )
    return [each.field for each in found]


@pytest.mark.parametrize("numeral", ["十百", "一千百", "一百二百", "零十", "一百千"])
def test_what_only_looks_like_a_numeral_has_no_value(numeral):
    """Sizes fall from left to right, and a zero counts nothing."""
    assert read_numeral(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "value"), [("一百十五", 115), ("一千零五", 1005), ("九千", 9000), ("七千九百", 7900)]
)
def test_numerals_as_they_are_said(numeral, value):
    """With 一百十五 for 一百一十五."""
    assert read_numeral(numeral) == value


def test_a_figure_of_a_list_keeps_its_own_unit():
    """Only one without takes that of the last."""
    assert [q.unit for q in quantities("5人、8项")] == ["人", "项"]
    assert [q.unit for q in quantities("5、8项")] == ["项", "项"]


def test_a_latin_unit_ends_where_its_word_ends():
    """mm is millimetres, mmol is not."""
    assert [q.unit for q in quantities("厚度5mm")] == ["毫米"]
    assert "毫米" not in [q.unit for q in quantities("浓度5mmol")]


def test_a_range_with_an_end_that_cannot_be_read_is_none():
    """A serial number of thirty digits is no figure."""
    assert all(q.low is None for q in quantities("2—" + "9" * 30 + "家"))


def test_a_year_in_the_quote_is_no_figure_for_another_unit():
    """It is one only where years are counted."""
    assert disagreements("到2020年高新技术企业", "5600", "家") == []


def test_doubling_is_told_in_each_of_its_units_and_in_no_other():
    """倍增 is 2 times, 1 番 or 100 percent more; 翻一番 is not 1 times."""
    for value, unit in (("2", "倍"), ("1", "番"), ("100", "percent")):
        assert disagreements("营业收入倍增", value, unit, Basis.MULTIPLE) == []
    for value, unit in (("0", "番"), ("101", "percent")):
        assert "value" in disagreements("营业收入倍增", value, unit, Basis.MULTIPLE)
    assert "value" in disagreements("营业收入翻一番", "1", "倍", Basis.MULTIPLE)


@pytest.mark.parametrize(("value", "digit"), list(enumerate("壹贰叁肆伍陆柒捌玖", 1)))
def test_numerals_of_accounts(value, digit):
    """壹 to 玖, as in contracts."""
    assert read_numeral(f"{digit}佰") == value * 100
    assert read_numeral(f"{digit}拾{digit}") == value * 11


@pytest.mark.parametrize("low", range(1, 9))
def test_two_digits_in_a_row_are_a_range(low):
    """两三家 is two or three."""
    digits = "一二三四五六七八九"
    (found,) = quantities(f"{digits[low - 1 : low + 1]}家企业")
    assert (found.low, found.high) == (low, low + 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("编码123456的", "figure"),
        ("编码1234567的", "name"),
        ("企业1234567家", "figure"),
        ("邮编:530022", "name"),
        ("代号007的", "name"),
        ("举办三场", "name"),
        ("举办三场以上", "figure"),
        ("12345678号-3个", "name"),
        ("约20余，", "figure"),
    ],
)
def test_serial_numbers_are_no_figures(text, kind):
    """Seven digits without a unit, a leading zero, a postcode, what is counted loosely."""
    assert [q.kind for q in quantities(text)] == [kind]


def test_a_multiple_behind_a_space_belongs_to_the_figure():
    """5 亿 is 500,000,000."""
    assert [q.value for q in quantities("投入5 亿")] == [500_000_000]


def test_what_breaks_through_a_number_of_things_is_bounded_by_it_where_a_noun_stands_before():
    """关键技术突破10项 bounds the figure, 突破10项关键技术 is a deed."""
    assert [q.comparator for q in quantities("关键技术突破10项")] == [Comparator.ABOVE]
    assert [q.comparator for q in quantities("着力突破10项关键技术")] == [Comparator.REACH]


def test_an_accent_is_folded_into_the_character_before_it_with_its_place():
    """The offset is that of the letter, not of the accent."""
    folded, offsets = fold("ae\u0301c")
    assert (folded, list(offsets)) == ("aéc", [0, 1, 3, 4])


def test_thousands_of_accents_are_folded_in_linear_time():
    """Putting them in order takes the square of their number, so they are taken in pieces."""
    began = time.process_time()
    fold("a" + "\u0300\u0316" * 50_000)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("value", "near"), [("56", "factor-of-ten"), ("6500", "transposed"), ("-5600", None), ("5700", None)]
)
def test_the_likely_slip_is_named(value, near):
    """A wrong sign is neither a transposition nor a factor."""
    (found,) = differs(
        "达到5600家", value=Decimal(value), low=None, high=None, unit="家", comparator=Comparator.REACH, basis=None
    )
    assert found.near == near
