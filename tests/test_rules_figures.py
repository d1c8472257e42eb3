"""The printed figure against the encoded one, rule by rule, with the near case that must stay silent."""

import pytest
from rule_reports import INDICATORS, book, lines, plan, told

# What is printed and what is encoded


SLIPS = """
    - indicator: firms
      value: 6500
      at: "2.1"
      quote: 企业达到5600家
    - indicator: firms
      key: ten
      value: 560
      at: "2.1"
      quote: 企业达到5600家
    - indicator: firms
      key: other
      value: 777
      at: "2.1"
      quote: 企业达到5600家
    - indicator: firms
      key: right
      value: 5600
      at: "2.1"
      quote: 企业达到5600家
    """


def test_a_wrong_figure_is_told_with_the_likely_slip():
    assert told("figure-differs", book(plan(targets=SLIPS))) == [
        (
            "value: 6500",
            "value is 6500, the quote says 5600 (企业达到5600家)",
            "digits transposed? write 5600, or correct the quote if the text was misread",
        ),
        (
            "value: 560",
            "value is 560, the quote says 5600 (企业达到5600家)",
            "off by a power of ten? write 5600, or correct the quote if the text was misread",
        ),
        (
            "value: 777",
            "value is 777, the quote says 5600 (企业达到5600家)",
            "write 5600, or correct the quote if the text was misread",
        ),
    ]
    assert told("figure-differs", book(plan(targets=SLIPS)), "zh") == [
        (
            "value: 6500",
            "value 写作 6500，原文是 5600（企业达到5600家）",
            "数字次序颠倒？改为 5600；若引文有误，改引文",
        ),
        ("value: 560", "value 写作 560，原文是 5600（企业达到5600家）", "差十的倍数？改为 5600；若引文有误，改引文"),
        ("value: 777", "value 写作 777，原文是 5600（企业达到5600家）", "改为 5600；若引文有误，改引文"),
    ]


def test_both_ends_of_a_range_are_compared():
    entry = """
    - indicator: firms
      low: 7
      high: 9
      at: "2.1"
      quote: 企业达到6—8家
    """
    assert lines("figure-differs", book(plan(targets=entry))) == ["low: 7", "high: 9"]


def test_a_baseline_is_compared_with_its_own_quote_or_else_with_the_target_s():
    """Its comparator and unit are its own too; what it leaves out is reach, and the target's unit."""
    entries = """
    - indicator: spending
      by: 2025
      value: 9
      comparator: at-least
      at: "2.2"
      quote: 研发经费由3亿元增加到9亿元以上
      baseline: {year: 2020, value: 3}
    - indicator: spending
      key: wrong
      by: 2025
      value: 9
      at: "2.2"
      quote: 研发经费由3亿元增加到9亿元
      baseline:
        year: 2020
        value: 4
    - indicator: spending
      key: quoted
      by: 2025
      value: 9
      at: "2.2"
      quote: 研发经费增加到9亿元
      baseline:
        year: 2020
        value: 5
        quote: 研发经费超过3亿元
    - indicator: spending
      key: bounded
      by: 2025
      value: 9
      at: "2.2"
      quote: 研发经费增加到9亿元
      baseline:
        year: 2020
        low: 2
        high: 4
        quote: 研发经费2—3亿元
    - indicator: spending
      key: unit
      by: 2025
      value: 9
      at: "2.2"
      quote: 研发经费增加到9亿元
      baseline:
        year: 2020
        value: 3
        unit: 万元
        quote: 研发经费3亿元
    - indicator: spending
      key: above
      by: 2025
      value: 9
      at: "2.2"
      quote: 研发经费增加到9亿元
      baseline: {year: 2020, value: 3, comparator: above, quote: 研发经费超过3亿元}
    """
    content = book(plan(targets=entries))
    assert lines("figure-differs", content) == ["value: 4", "value: 5", "high: 4"]
    assert lines("comparator-differs", content) == ["quote: 研发经费超过3亿元"]
    assert lines("unit-differs", content) == ["unit: 万元"]


def test_a_further_printing_is_compared_with_what_it_says_otherwise():
    """It has the entry's figure, unit, comparator and basis, and for each its own where it gives one."""
    entries = """
    - indicator: firms
      value: 9
      at: "2.1"
      quote: 企业达到9家
      also:
        - at: "1"
          quote: 企业达到8家
        - at: "1"
          value: 6
          quote: 企业达到7家
        - at: "1"
          value: 5
          quote: 企业达到5家
        - at: "1"
          low: 2
          high: 4
          quote: 企业达到2—3家
        - at: "1"
          quote: 企业达到9家以上
        - at: "1"
          comparator: at-least
          quote: 企业达到9家以上
        - at: "1"
          quote: 新增9家企业
        - at: "1"
          basis: added
          quote: 新增企业9家
    """
    content = book(plan(targets=entries))
    assert lines("figure-differs", content) == ["quote: 企业达到8家", "value: 6", "high: 4"]
    assert lines("comparator-differs", content) == ["quote: 企业达到9家以上"]
    assert lines("basis-differs", content) == ["quote: 新增9家企业"]


def test_a_further_printing_with_one_bound_has_not_the_entry_s_figure():
    """That the other bound is missing is told, and no figure that nobody wrote."""
    entry = """
    - indicator: firms
      value: 9
      at: "2.1"
      quote: 企业达到9家
      also:
        - at: "1"
          {bound}: 7
          quote: 企业达到7家
    """
    for bound in ("low", "high"):
        assert lines("figure-differs", book(plan(targets=entry.format(bound=bound))), broken=True) == []


def test_a_missed_bound_is_told_and_one_too_many_is_removed():
    entries = """
    - indicator: firms
      value: 5600
      at: "2.1"
      quote: 企业达到5600家以上
    - indicator: firms
      key: bare
      value: 5600
      comparator: at-least
      at: "2.1"
      quote: 企业达到5600家
    - indicator: firms
      key: about
      value: 5600
      comparator: above
      at: "2.1"
      quote: 企业达到5600家左右
    """
    assert told("comparator-differs", book(plan(targets=entries))) == [
        (
            "quote: 企业达到5600家以上",
            "comparator is reach, the quote says at-least (企业达到5600家以上)",
            "was 以上, 超过 or the like missed? write at-least, or correct the quote if the text was misread",
        ),
        (
            "comparator: at-least",
            "comparator is at-least, the quote says reach (企业达到5600家)",
            "remove the comparator, or correct the quote",
        ),
        (
            "comparator: above",
            "comparator is above, the quote says about (企业达到5600家左右)",
            "write about, or correct the quote if the text was misread",
        ),
    ]
    assert [hint for *_, hint in told("comparator-differs", book(plan(targets=entries)), "zh")] == [
        "漏了“以上”“超过”之类的词？改为 at-least；若引文有误，改引文",
        "删去 comparator；若引文有误，改引文",
        "改为 about；若引文有误，改引文",
    ]


def test_a_basis_is_told_at_its_own_line_or_at_the_quote():
    entries = """
    - indicator: firms
      value: 5600
      at: "2.1"
      quote: 新增企业5600家
    - indicator: firms
      key: own
      basis: growth
      value: 5600
      at: "2.1"
      quote: 新增企业5600家
    - indicator: spending
      key: flow
      basis: added
      value: 5
      at: "2.2"
      quote: 新增研发经费5亿元
    """
    assert lines("basis-differs", book(plan(targets=entries))) == ["quote: 新增企业5600家", "basis: growth"]


# Units


def spending(*entries):
    """A plan with targets for spending, each as (unit or None, quote)."""
    listed = "".join(
        f'- {{indicator: spending, key: k{n}, at: "2.2", quote: {quote}, value: 5{f", unit: {unit}" if unit else ""}}}\n'
        for n, (unit, quote) in enumerate(entries)
    )
    return book(plan(targets=listed))


WAN, YI = "研发经费5万元", "研发经费5亿元"


def test_a_unit_that_all_quotes_contradict_is_told_once_at_the_indicator():
    (found,) = told("unit-differs", spending((None, WAN), (None, "达到5万元")))
    assert found[0].startswith("spending: ")
    assert found[1:] == ("the unit is 亿元, all quotes say 万元", "write 万元")
    (found,) = told("unit-differs", spending((None, WAN), (None, "达到5万元")), "zh")
    assert found[1:] == ("单位写作 亿元，引文都是 万元", "改为 万元")


@pytest.mark.parametrize(
    ("entries", "where"),
    [
        ([(None, WAN)], [WAN]),
        ([(None, WAN), (None, YI)], [WAN]),
        ([(None, WAN), (None, "达到5万元"), (None, YI)], [WAN, "达到5万元"]),
        ([(None, WAN), (None, "研发经费5元")], [WAN, "研发经费5元"]),
        ([("亿元", WAN), ("亿元", "达到5万元")], [WAN, "达到5万元"]),
        ([("万元", WAN), (None, YI)], []),
    ],
    ids=["one quote", "one of two", "two of three", "two units", "units of their own", "none"],
)
def test_units_are_told_at_the_entries_where_the_indicator_may_be_right(entries, where):
    content = spending(*entries)
    assert [line for line in lines("unit-differs", content) if line.startswith("spending")] == []
    assert [next(q for q in (*where, "?") if q in line) for line in lines("unit-differs", content)] == where


def test_an_entry_with_its_own_unit_is_told_beside_the_indicator():
    """It is no witness to the indicator's unit, and its own mistake is another."""
    found = lines("unit-differs", spending((None, WAN), (None, "达到5万元"), ("万元", YI)))
    assert [line.partition(":")[0] for line in found] == ["spending", "{indicator"]


def test_a_wrong_unit_says_where_it_comes_from():
    """At the entry's own unit, or, where it has that of its indicator, with the line of that."""
    entries = """
    - indicator: spending
      value: 5
      at: "2.2"
      quote: 研发经费5万元
    - indicator: spending
      key: own
      value: 5
      unit: 万元
      at: "2.2"
      quote: 研发经费5亿元
    - indicator: spending
      key: people
      value: 5
      unit: 人
      at: "2.2"
      quote: 研发经费5亿元
    """
    content = book(plan(targets=entries))
    line = 1 + next(n for n, text in enumerate(content.split("\n")) if text.startswith("  spending:"))
    assert told("unit-differs", content) == [
        (
            "quote: 研发经费5万元",
            "unit is 亿元, the quote says 万元 (研发经费5万元)",
            f"add unit: 万元, or correct the indicator's unit in line {line}",
        ),
        (
            "unit: 万元",
            "unit is 万元, the quote says 亿元 (研发经费5亿元)",
            "off by a power of ten? write 亿元, or correct the quote if the text was misread",
        ),
        (
            "unit: 人",
            "unit is 人, the quote says 亿元 (研发经费5亿元)",
            "write 亿元, or correct the quote if the text was misread",
        ),
    ]
    assert told("unit-differs", content, "zh")[0][1:] == (
        "unit 写作 亿元，原文是 万元（研发经费5万元）",
        f"补上 unit: 万元，或改第 {line} 行指标的单位",
    )


def test_the_unit_of_a_further_printing_is_its_own_or_the_entry_s():
    entry = """
    - indicator: spending
      value: 5
      at: "2.2"
      quote: 研发经费5亿元
      also:
        - at: "1"
          quote: 研发经费为5万元
        - at: "1"
          unit: 万元
          quote: 研发经费5万元
        - at: "1"
          unit: 元
          quote: 研发经费仅5万元
    - indicator: spending
      key: own
      value: 5
      unit: 万元
      at: "2.2"
      quote: 研发经费5万元
      also:
        - at: "1"
          quote: 研发经费有5亿元
    """
    found = told("unit-differs", book(plan(targets=entry)))
    assert [line for line, *_ in found] == ["quote: 研发经费为5万元", "unit: 元", "quote: 研发经费有5亿元"]
    assert [hint.startswith("add unit:") for *_, hint in found] == [True, False, False]


def test_printings_are_no_witnesses_to_the_indicator_s_unit():
    """Two wrong printings of right entries stay where they are; those of wrong entries are told with the indicator."""
    right = """
    - {indicator: spending, value: 5, at: "2.2", quote: 研发经费5亿元, also: [{at: "1", quote: 研发经费5万元}]}
    - {indicator: spending, key: b, value: 6, at: "2.2", quote: 研发经费6亿元, also: [{at: "1", quote: 研发经费6万元}]}
    """
    assert len(lines("unit-differs", book(plan(targets=right)))) == 2
    assert all(line.startswith("{indicator") for line in lines("unit-differs", book(plan(targets=right))))
    wrong = right.replace("亿元", "万元")
    assert [line[:9] for line in lines("unit-differs", book(plan(targets=wrong)))] == ["spending:"]


def test_wrong_figures_say_nothing_of_the_unit():
    entries = """
    - {indicator: spending, value: 6, at: "2.2", quote: 研发经费5亿元}
    - {indicator: spending, key: b, value: 7, at: "2.2", quote: 研发经费5亿元}
    """
    assert lines("unit-differs", book(plan(targets=entries))) == []
    assert len(lines("figure-differs", book(plan(targets=entries)))) == 2


def test_a_unit_that_is_none_is_told_as_such_and_not_as_another():
    """`unknown-unit` has told it."""
    unknown = INDICATORS.replace("unit: 亿元", "unit: 亿圆")
    content = spending((None, WAN), (None, "达到5万元")).replace(INDICATORS.split("\n")[1], unknown.split("\n")[1])
    assert "unit: 亿圆" in content
    assert lines("unit-differs", content, broken=True) == []
    assert lines("unit-differs", spending(("亿圆", WAN), ("亿圆", "达到5万元")), broken=True) == []


def test_a_quote_without_a_figure():
    """A year is none, a word such as 翻一番 or 第一 is one; further printings are looked at too."""
    entries = """
    - {indicator: firms, value: 5, at: "2.1", quote: 到2025年企业显著增加}
    - {indicator: firms, key: b, value: 2025, at: "2.1", quote: 企业达到2025家}
    - {indicator: firms, key: c, value: 2, basis: multiple, unit: 倍, at: "2.1", quote: 企业数翻一番}
    - {indicator: firms, key: d, value: 5, at: "2.1", quote: 企业达到五家}
    - indicator: firms
      key: e
      value: 5
      at: "2.1"
      quote: 企业达到5家
      also:
        - at: "1"
          quote: 企业达到5家
        - at: "1"
          quote: 企业显著增加
    """
    assert told("figure-unquoted", book(plan(targets=entries))) == [
        (
            '{indicator: firms, value: 5, at: "2.1", quote: 到2025年企业显著增加}',
            "no figure stands in the quote (到2025年企业显著增加)",
            "the quote holds the figure and its unit",
        ),
        (
            "quote: 企业显著增加",
            "no figure stands in the quote (企业显著增加)",
            "the quote holds the figure and its unit",
        ),
    ]


@pytest.mark.parametrize(
    ("basis", "unit", "hint"),
    [
        ("growth", "家", "write unit: percent or permille, or correct the basis"),
        ("growth", "points", "write unit: percent or permille, or correct the basis"),
        ("growth-total", "家", "write unit: percent or permille or 倍, or correct the basis"),
        ("multiple", "家", "write unit: percent or 倍 or 比例 or 番, or correct the basis"),
        ("level", "points", "write unit: percent, or correct the basis"),
    ],
)
def test_a_basis_with_a_unit_that_cannot_measure_it(basis, unit, hint):
    entry = f"""
    - indicator: firms
      basis: {basis}
      unit: {unit}
      value: 5
      at: "2.1"
      quote: 企业5家
    """
    content = book(plan(targets=entry))
    assert [(line, told_hint) for line, _, told_hint in told("basis-unit", content)] == [(f"unit: {unit}", hint)]
    assert told("basis-unit", content)[0][1] == f"basis {basis} is not measured in {unit}"


@pytest.mark.parametrize(
    ("basis", "unit"),
    [
        ("growth", "percent"),
        ("growth", "permille"),
        ("growth-total", "倍"),
        ("multiple", "番"),
        ("change", "points"),
        ("change", "家"),
        ("level", "percent"),
        ("added", "家"),
    ],
)
def test_a_basis_with_a_unit_that_measures_it(basis, unit):
    entry = f'- {{indicator: firms, basis: {basis}, unit: {unit}, value: 5, at: "2.1", quote: 企业5家}}'
    assert lines("basis-unit", book(plan(targets=entry))) == []


def test_a_basis_and_unit_that_do_not_fit_are_told_where_they_are_written():
    """At the unit, else at the basis, else at the indicator, from which both come."""
    growing = INDICATORS.replace("unit: 亿元, basis: per-year", "unit: 亿元, basis: growth")
    entries = """
    - indicator: spending
      value: 5
      at: "2.2"
      quote: 研发经费5亿元
    - key: b
      indicator: spending
      basis: multiple
      value: 5
      at: "2.2"
      quote: 研发经费5亿元
    """
    content = book(plan(targets=entries), indicators=growing)
    assert lines("basis-unit", content) == ["indicator: spending", "basis: multiple"]
    assert told("basis-unit", content, "zh")[0][1:] == (
        "口径 growth（年均增长率）不用单位 亿元",
        "写 unit: percent 或 permille，或改口径",
    )


def test_a_level_has_no_span():
    entries = """
    - indicator: firms
      from: 2021
      by: 2025
      value: 5
      at: "2.1"
      quote: 企业5家
    - indicator: firms
      basis: added
      from: 2022
      by: 2025
      value: 5
      at: "2.1"
      quote: 新增企业5家
    - indicator: firms
      from: 2023
      by: 2025
      value: 5
      at: "2.1"
      quote: 企业5家
      unclear: {basis: level or added}
    - indicator: firms
      from: 2024
      by: 2025
      value: 5
      at: "2.1"
      quote: 企业5家
      unclear: {value: the digit is blurred}
    - indicator: firms
      by: 2025
      value: 5
      at: "2.1"
      quote: 企业5家
    """
    assert told("level-span", book(plan(targets=entries))) == [
        ("from: 2021", "a level has no `from`", "correct the basis (added, total …), or remove `from`"),
        ("from: 2024", "a level has no `from`", "correct the basis (added, total …), or remove `from`"),
    ]


def test_defaults_are_left_out():
    entries = """
    - indicator: firms
      for: [lake]
      basis: level
      unit: 家
      comparator: reach
      commitment: plain
      value: 5
      at: "2.1"
      quote: 企业5家
    - indicator: firms
      for: [hill]
      basis: added
      unit: 人
      comparator: about
      commitment: firm
      value: 5
      at: "2.1"
      quote: 企业5家
    - indicator: firms
      for: [ford]
      basis: total
      unit: 项
      comparator: at-most
      commitment: supportive
      value: 5
      at: "2.1"
      quote: 企业5家
    - indicator: firms
      for: [lake, hill]
      key: both
      value: 5
      at: "2.1"
      quote: 企业5家
    """
    content = book(plan(targets=entries))
    assert lines("default-written", content) == [
        "for: [lake]",
        "basis: level",
        "unit: 家",
        "comparator: reach",
        "commitment: plain",
    ]
    assert told("default-written", content)[1][1:] == ("basis says what holds without it", "remove the line")
