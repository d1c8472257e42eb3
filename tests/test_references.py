"""Ids that stand twice are found as if every id were made."""

from pathlib import Path

import pytest

from plancmp.plan_claims import claims
from plancmp.reading.merging import of_texts

BASE = (Path(__file__).parent / "plans" / "good" / "with-text.yaml").read_text(encoding="utf-8")
ENTRY = """      - indicator: firms
        by: 2025
        value: 5600
        comparator: at-least
        at: "2.1"
        lead:
          - 到2025年
        quote: 高新技术企业数达到5600家以上
"""
OTHER = {
    "nothing": ("", ""),
    "value": ("5600", "7200"),
    "year": ("by: 2025", "by: 2024"),
    "no year": ("        by: 2025\n", ""),
    "span": ("by: 2025", "from: 2021\n        by: 2025"),
    "key": ("        by", "        key: two\n        by"),
    "place": ("        by", "        for: [hill]\n        by"),
    "own place": ("        by", "        for: [lake]\n        by"),
    "of": ("        by", "        of: 规上\n        by"),
    "basis": ("        by", "        basis: added\n        by"),
    "own basis": ("        by", "        basis: level\n        by"),
    "base": ("        by", "        base: 2020\n        by"),
    "unit": ("value: 5600", "value: 0.56\n        unit: 万家"),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
@pytest.mark.parametrize("both", ["", "        baseline: {year: 2020, value: 2806}\n"], ids=["", "with baseline"])
def test_an_id_that_stands_twice_is_told(change, both):
    """The quick look at the entries says what the ids say."""
    first = ENTRY.replace("        at:", f"{both}        at:")
    again = first.replace(*change, 1) if change[0] else first
    assert ENTRY in BASE
    text = BASE.replace(ENTRY, first + again)
    loaded = of_texts([("f.yaml", text)])
    ids = [claim.id for claim in claims(loaded.collection)]
    told = [p.mark.line for p in loaded.problems if p.rule == "repeated-claim"]
    assert bool(told) is (len(set(ids)) < len(ids))
    if told:
        assert told == [text[: text.index(first) + len(first)].count("\n") + 1]


def test_a_span_without_a_last_year_tells_nothing_apart():
    """`from` alone is no part of an id."""
    undated = ENTRY.replace("        by: 2025\n", "")
    text = BASE.replace(ENTRY, undated + undated.replace("        value", "        from: 2021\n        value"))
    assert [p.rule for p in of_texts([("f.yaml", text)]).problems] == ["repeated-claim"]
