"""Units: kinds, exact conversion, labels in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.units import COUNTERS, UnknownUnitError, convert, is_unit, same_kind, unit


@pytest.mark.parametrize(
    ("value", "source", "target", "told"),
    [
        ("3000", "万元", "亿元", "0.3"),
        ("70782", "万元", "亿元", "7.0782"),
        ("1.5", "万人次", "人次", "15000"),
        ("4", "万件", "件", "40000"),
        ("12", "家", "个", "12"),
        ("1", "平方公里", "公顷", "100"),
        ("2", "万件/万人", "件/万人", "20000"),
        ("7.5", "permille", "percent", "0.75"),
        ("3", "千亿元", "亿元", "3000"),
        ("3", "百亿元", "万亿元", "0.03"),
        ("3", "十亿元", "亿元", "30"),
        ("5", "千克", "公斤", "5"),
    ],
)
def test_conversion(value: str, source: str, target: str, told: str):
    """万 and 亿 are factors; counters of things are one kind."""
    assert convert(Decimal(value), source, target) == Decimal(told)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("人", "人次"),
        ("人年", "人"),
        ("percent", "points"),
        ("亿元", "家"),
        ("件/万人", "件"),
        ("亩", "吨"),
        ("家", "percent"),
        ("倍", "percent"),
    ],
)
def test_kinds_that_are_never_mixed(a: str, b: str):
    """人次, 人年, money, area, shares, points, and anything after a slash are kinds of their own."""
    assert not same_kind(a, b)
    with pytest.raises(ValueError, match=" is "):
        convert(Decimal(1), a, b)


@given(
    st.decimals("-1e9", "1e9", places=3),
    st.sampled_from(["万元", "亿元", "元", "百万元"]),
    st.sampled_from(["万元", "亿元", "元"]),
)
def test_there_and_back_changes_nothing(value: Decimal, a: str, b: str):
    """Conversion is exact."""
    assert convert(convert(value, a, b), b, a) == value


@pytest.mark.parametrize("name", ["", "%", "万", "杯子", "件/", "/万人", "亿"])
def test_what_is_no_unit(name: str):
    """An unknown unit says so; a bare % is written percent."""
    assert not is_unit(name)
    with pytest.raises(UnknownUnitError):
        unit(name)


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("千亿元", "千亿元", "× 100 billion yuan"),
        ("百亿元", "百亿元", "× 10 billion yuan"),
        ("十亿元", "十亿元", "× billion yuan"),
    ],
)
def test_labels_of_great_multiples(name: str, zh: str, en: str):
    """As a person would say them."""
    assert (unit(name).label.zh, unit(name).label.en) == (zh, en)


def test_every_unit_has_a_label_that_a_gbk_console_prints():
    """Both labels are printable everywhere."""
    for name in [*COUNTERS, "percent", "points", "亿元", "万亩", "人年/万人", "微米", "平方米", "比例", "场次"]:
        label = unit(name).label
        (label.zh + label.en).encode("gbk")
        assert label.zh
