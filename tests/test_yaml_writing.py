"""YAML as it is written: whatever goes in comes back, in the shape that a curator writes."""

from decimal import Decimal

import pytest
import yaml

from plancmp.reading.yaml_writing import Noted, Raw, write_fields, write_inline, write_items, write_scalar


@pytest.mark.parametrize("text", [
    "yes", "No", "off", "null", "~", "y", "1,200", "2021-01-01", "0x1f", "0o17", "1e5", "1_000", "12:30:45", "450000", "-5",
    "1.5.2", "=", ".inf", "", " a", "a ", "a: b", "a:", ": a", "- x", "#x", "x #y", "[a]", "{a}", "*a", "&a", "!a", "|", "%x",
    "@x", "`x", '"q"', "a'b", "x\\y", "“十四五”", "（一）目标", "《甲》", "甲：乙", "甲:乙", "桂政发〔2021〕39号", "12亿元", "１２",
])  # fmt: skip
def test_a_text_is_read_back_as_it_was(text):
    """Quotes stand where another reader would see a number, a date, a truth value or a mark of YAML."""
    assert yaml.safe_load(f"- {write_scalar(text)}\n") == [text]


@pytest.mark.parametrize(
    "text", ["高新技术企业达到5600家", "“十三五”期间", "（一）目标", "12亿元", "at-least", "甲:乙"]
)
def test_a_text_that_needs_no_quotes_has_none(text):
    """A file reads well to a person."""
    assert write_scalar(text) == text


def test_what_no_yaml_can_hold_becomes_a_blank():
    """Control characters, and marks of a new line that no editor shows."""
    assert write_scalar("甲\t乙\x85丙\u2028丁") == "甲 乙 丙 丁"


def test_fields_stand_in_blocks_and_what_is_empty_is_left_out():
    """Lists and mappings are indented, tuples stand on one line, comments above what they are about."""
    entry = {
        "indicator": "rd-share",
        "for": ("nanning", "guilin"),
        "of": None,
        "value": Decimal("7.70"),
        "baseline": write_inline({"year": 2015, "value": Decimal("2.67"), "unit": None}),
        "at": "2.3",
        "lead": ["到2020年"],
        "also": [{"at": "box1", "quote": "12 人年"}],
    }
    fields = {
        "period": Raw("2021-2025"),
        "outline": {"1": Noted(("draft: look",), Raw("…"))},
        "targets": [Noted(("2.3",), entry)],
    }
    assert list(write_fields(fields, 2)) == [
        "  period: 2021-2025",
        "  outline:",
        "    # draft: look",
        '    "1": …',
        "  targets:",
        "    # 2.3",
        "    - indicator: rd-share",
        "      for: [nanning, guilin]",
        "      value: 7.70",
        "      baseline: {year: 2015, value: 2.67}",
        '      at: "2.3"',
        "      lead:",
        "        - 到2020年",
        "      also:",
        "        - at: box1",
        "          quote: 12 人年",
    ]
    assert list(write_items(["甲", "1"], 2)) == ["  - 甲", '  - "1"']
