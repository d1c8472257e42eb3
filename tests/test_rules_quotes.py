"""The rules of years, wording and quotations and of how the YAML is written, with the near case that must stay silent."""

import pytest
from rules_told import INDICATORS, book, lines, plan, problems, told

# Years


def test_a_span_that_runs_backwards():
    """One year is a span; the year of a result counts as that of a target."""
    targets = """
    - {indicator: spending, basis: total, from: 2025, by: 2025, value: 5, at: "1", quote: 5亿元}
    - indicator: spending
      key: b
      basis: total
      from: 2026
      by: 2025
      value: 5
      at: "1"
      quote: 5亿元
    - {indicator: spending, key: c, basis: total, from: 2030, value: 5, at: "1", quote: 5亿元}
    """
    observed = """
    - indicator: spending
      basis: total
      from: 2020
      year: 2019
      value: 5
      at: "1"
      quote: 5亿元
    """
    assert told("span-reversed", book(plan(targets=targets, observed=observed))) == [
        ("from: 2026", "from 2026 is after 2025", "swap or correct them"),
        ("from: 2020", "from 2020 is after 2019", "swap or correct them"),
    ]


def test_a_baseline_stands_before_its_target():
    """A target or baseline without a year, or a target without a baseline, does not hide the next."""
    targets = """
    - {indicator: firms, by: 2025, value: 5, at: "1", quote: 5家}
    - {indicator: firms, key: b, by: 2025, value: 5, at: "1", quote: 5家, baseline: {value: 5}}
    - {indicator: firms, key: c, value: 5, at: "1", quote: 5家, baseline: {year: 2030, value: 5}}
    - {indicator: firms, key: d, by: 2025, value: 5, at: "1", quote: 5家, baseline: {year: 2024, value: 5}}
    - indicator: firms
      key: e
      by: 2025
      value: 5
      at: "1"
      quote: 5家
      baseline:
        value: 5
        year: 2025
    - indicator: firms
      key: f
      by: 2025
      value: 5
      at: "1"
      quote: 5家
      baseline:
        value: 5
        year: 2026
    """
    observed = '- {indicator: firms, year: 2020, value: 5, at: "1", quote: 5家}'
    assert told("baseline-late", book(plan(targets=targets, observed=observed))) == [
        ("year: 2025", "the baseline's year 2025 is not before 2025", "correct the year"),
        ("year: 2026", "the baseline's year 2026 is not before 2025", "correct the year"),
    ]


@pytest.mark.parametrize(
    ("year", "issued", "far"),
    [
        ("by: 2020", None, True),
        ("by: 2021", None, False),
        ("by: 2055", None, False),
        ("by: 2056", None, True),
        ("year: 2005", None, True),
        ("year: 2006", None, False),
        ("year: 2025", None, False),
        ("year: 2026", None, True),
        ("year: 2021", "2021-05", False),
        ("year: 2022", "2021-05", True),
        ("by: 2022", "2021-05", False),
    ],
)
def test_how_far_a_plan_looks_ahead_and_back(year, issued, far):
    """A target 30 years beyond the period, a result from 15 years before it until the plan was issued."""
    entry = f"""
    - {{indicator: firms, value: 6, at: "1", quote: 6家}}
    - indicator: firms
      key: b
      {year}
      value: 5
      at: "1"
      quote: 5家
    """
    lists = {"targets" if year.startswith("by") else "observed": entry}
    content = book(plan(more=f"issued: {issued}\n" if issued else "", **lists))
    message = f"{year[-4:]} does not fit the plan (2021-2025, issued {issued or 'unknown'})"
    chinese = f"{year[-4:]} 与规划（2021-2025，印发 {issued or '未知'}）不合"
    assert told("year-far", content) == [(year, message, "check the year in the text")] * far
    assert told("year-far", content, "zh") == [(year, chinese, "核对原文年份")] * far


@pytest.mark.parametrize(
    ("issued", "possible"),
    [
        ("2017-12-31", False), ("2018-01-01", True), ("2018", True), ("2026-12-31", True), ("2027", False),
        ("2021-02-28", True), ("2021-02-29", False), ("2024-02-29", True), ("2021-13", False), ("2021-12", True),
        ("2021-04-31", False), ("2021-01-00", False),
    ],
)  # fmt: skip
def test_the_day_on_which_a_plan_was_issued(issued, possible):
    """A day of the calendar, from three years before the period to one after it; a plan without does not hide the next."""
    more = f"issued: {issued}\n"
    content = book(plan("river-2021", place="river"), plan(more=more))
    words = (f"the plan cannot have been issued on {issued}", "check the date; the plan's period is 2021-2025")
    assert told("date-impossible", content) == ([] if possible else [(more.strip(), *words)])


@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ("by: 2025, quote: 到2025年企业5家", []),
        ("by: 2030, quote: 到2025年企业5家", ["by is 2030, the text says 2025"]),
        ("by: 2030, quote: 企业5家, lead: [到2025年]", ["by is 2030, the text says 2025"]),
        ("by: 2030, quote: 2020年至2025年企业5家", ["by is 2030, the text says 2020, 2025"]),
        ("by: 2030, quote: 企业5家", []),
        ("quote: 到2025年企业5家", []),
        ("from: 2021, by: 2025, quote: “十四五”期间企业5家", []),
        ("from: 2021, by: 2025, quote: 到2025年企业5家", ["from is 2021, the text says 2025"]),
        ("from: 2016, by: 2020, quote: “十四五”期间企业5家", ["from is 2016, the text says 2021, 2025", "by is 2020, the text says 2021, 2025"]),
        ("by: 2025, quote: 五年内企业5家", []),
        ("by: 2024, quote: 五年内企业5家", ["by is 2024, the text says 2021, 2025"]),
        ("by: 2024, quote: 到2024年的五年内企业5家", []),
        ("by: 2025, base: 2020, quote: 比2020年增加5家", []),
        ("by: 2025, base: 2019, quote: 比2020年增加5家", ["by is 2025, the text says 2020"]),
        ("by: 2025, base: 2016-2020, quote: 比2016—2020年增加5家", []),
        ("by: 2025, quote: 由2020年的3家增加到5家, baseline: {year: 2020, value: 3}", []),
        ("by: 2025, quote: 由2020年的3家增加到5家, baseline: {year: 2019, value: 3}", ["by is 2025, the text says 2020"]),
        ("by: 2025, quote: 由2020年的3家增加到5家, baseline: {value: 3}", ["by is 2025, the text says 2020"]),
        ("by: 2025, quote: 由2020年的3家到2030年5家, baseline: {year: 2020, value: 3}", ["by is 2025, the text says 2020, 2030"]),
    ],
)  # fmt: skip
def test_the_years_that_a_quote_prints(fields, reported):
    """Those of a period by name, those of the plan itself for 五年内; where something starts from says nothing of its end."""
    content = book(plan(targets=f'- {{indicator: firms, value: 5, at: "1", {fields}}}'))
    assert [message for _, message, _ in told("year-differs", content)] == reported


def test_each_wrong_year_is_told_at_its_line():
    entries = """
    - indicator: firms
      from: 2016
      by: 2020
      value: 5
      at: "1"
      quote: “十四五”期间企业5家
    """
    observed = '- {indicator: firms, value: 5, at: "1", quote: 2020年企业5家, year: 2019}'
    hint = "correct the year; if another year governs the figure, put it under lead"
    content = book(plan(targets=entries, observed=observed))
    assert told("year-differs", content)[:2] == [
        ("from: 2016", "from is 2016, the text says 2021, 2025", hint),
        ("by: 2020", "by is 2020, the text says 2021, 2025", hint),
    ]
    assert told("year-differs", content)[2][1] == "year is 2019, the text says 2020"
    assert told("year-differs", content, "zh")[0][1] == "from 写作 2016，原文是 2021、2025"


@pytest.mark.parametrize(
    ("piece", "first", "last"),
    [
        ("“九五”", 1996, 2000), ("“十五”", 2001, 2005), ("十一五", 2006, 2010), ("十二五期间", 2011, 2015),
        ("“十三五”", 2016, 2020), ("十四五", 2021, 2025), ("“十五五”", 2026, 2030), ("十五时期", 2001, 2005),
        ("2016—2020年", 2016, 2020), ("2016年至2020年", 2016, 2020), ("2016-20", 2016, 2020), ("1996～2000年", 1996, 2000),
        ("２０１６年—２０２０年", 2016, 2020), ("未来五年", 2021, 2025), ("今后5年", 2021, 2025), ("规划期内", 2021, 2025),
        ("规划期末", 2021, 2025), ("5年内", 2021, 2025),
    ],
)  # fmt: skip
def test_the_periods_that_a_piece_of_text_names(piece, first, last):
    """Right with its first and last year, wrong with the years beside them."""
    for years, wrong in (
        ((first, last), 0),
        ((first - 1, last), 1),
        ((first, last + 1), 1),
        ((first + 1, last - 1), 2),
    ):
        entry = f'- {{indicator: spending, basis: total, from: {years[0]}, by: {years[1]}, value: 5, at: "1", quote: {piece}投入5亿元}}'
        assert len(lines("year-differs", book(plan(targets=entry)))) == wrong, years


@pytest.mark.parametrize("piece", ["十五家", "九五折", "2016年以来", "120201年", "2025家", "五年计划", "第五"])
def test_what_only_looks_like_a_period(piece):
    entry = f'- {{indicator: spending, basis: total, from: 2016, by: 2019, value: 5, at: "1", quote: {piece}}}'
    assert len(lines("year-differs", book(plan(targets=entry)))) == (piece == "2016年以来")


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("quote: 到2025年企业5家", 2025),
        ("quote: 2025年底企业5家", 2025),
        ("quote: 企业5家, lead: [至2025年]", 2025),
        ("quote: 企业5家, lead: [2025年]", 2025),
        ("quote: 企业5家, lead: [2025]", None),
        ("quote: 2025年企业5家", None),
        ("quote: 企业5家", None),
        ("quote: 到2025年5家、到2030年6家", None),
        ("quote: 到2025年5家, lead: [到2025年]", 2025),
        ("by: 2030, quote: 到2025年企业5家", None),
        ("from: 2021, quote: 到2025年企业5家", None),
    ],
)
def test_a_year_that_was_left_out(fields, year):
    """The one year by the end of which something shall be, also as the head of a column."""
    fields = fields.replace("[2025]", '["2025"]')
    year = 2025 if '["2025"]' in fields else year
    content = book(plan(targets=f'- {{indicator: firms, value: 5, at: "1", {fields}}}'))
    words = (f"the text prints {year}, the entry has no year", f"add by: {year}")
    assert [found[1:] for found in told("year-left-out", content)] == ([words] if year else [])


def test_a_year_left_out_is_told_at_the_quote():
    """An entry with a year does not hide the next; a result's is called `year`."""
    observed = """
    - {indicator: firms, year: 2019, value: 6, at: "1", quote: 到2019年企业6家}
    - indicator: firms
      value: 5
      at: "1"
      quote: 到2020年企业5家
    """
    assert told("year-left-out", book(plan(observed=observed))) == [
        ("quote: 到2020年企业5家", "the text prints 2020, the entry has no year", "add year: 2020")
    ]


# Wording


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ({"quote": "力争企业5家", "commitment": "aspirational"}, None, None),
        ({"quote": "企业5家", "commitment": "aspirational"}, "commitment: aspirational", "neither quote nor lead holds a word for aspirational"),
        ({"quote": "企业5家", "commitment": "supportive", "lead": "[支持]"}, None, None),
        ({"quote": "企业5家", "commitment": "firm", "lead": "[支持]"}, "commitment: firm", "neither quote nor lead holds a word for firm"),
        ({"quote": "力争企业5家"}, "quote: 力争企业5家", "力争 stands before the figure, commitment is plain"),
        ({"quote": "力争企业5家", "commitment": "plain"}, "commitment: plain", "力争 stands before the figure, commitment is plain"),
        ({"quote": "企业5家", "lead": "[确保]"}, "quote: 企业5家", "确保 stands before the figure, commitment is plain"),
        ({"quote": "确保力争企业5家"}, "quote: 确保力争企业5家", "力争 stands before the figure, commitment is plain"),
        ({"quote": "确保力争企业5家", "commitment": "firm"}, None, None),
        ({"quote": "企业5家，力争更多"}, None, None),
        ({"quote": "企业5家，力争6家"}, "quote: 企业5家，力争6家", "力争 stands before the figure, commitment is plain"),
        ({"quote": "企业6家，力争更多", "lead": "[确保]"}, "quote: 企业6家，力争更多", "确保 stands before the figure, commitment is plain"),
        ({"quote": "力争企业有所增加"}, "quote: 力争企业有所增加", "力争 stands before the figure, commitment is plain"),
        ({"quote": "企业5家"}, None, None),
    ],
)  # fmt: skip
def test_how_firmly_a_figure_is_worded(fields, line, message):
    """力争 and 确保 count in a lead, or in the quote before its last figure. A result has no commitment."""
    body = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    entries = f'- indicator: firms\n  value: 5\n  at: "1"\n{body}'
    found = told("commitment-differs", book(plan(targets=entries)))
    assert [found[:2] for found in found] == ([(line, message)] if line else [])
    observed = '- {indicator: firms, value: 5, at: "1", quote: 力争企业5家}'
    assert len(lines("commitment-differs", book(plan(targets=entries, observed=observed)))) == len(found)


def test_what_to_do_about_a_commitment_and_that_one_does_not_hide_the_next():
    targets = """
    - indicator: firms
      value: 5
      at: "1"
      commitment: firm
      quote: 企业5家
    - {indicator: firms, key: b, value: 5, at: "1", commitment: firm, quote: 确保企业5家}
    - indicator: firms
      key: c
      value: 5
      at: "1"
      quote: 企业5家
    - indicator: firms
      key: d
      value: 5
      at: "1"
      quote: 确保企业5家
    """
    assert [(line, hint) for line, _, hint in told("commitment-differs", book(plan(targets=targets)))] == [
        ("commitment: firm", "put the governing word into lead, or remove commitment"),
        ("quote: 确保企业5家", "write commitment: firm"),
    ]


@pytest.mark.parametrize(
    ("word", "firm"),
    [
        ("要达到", True), ("主要有", False), ("要素达", False), ("应达到", True), ("效应达", False), ("应用达", False),
        ("须达到", True), ("务求达到", True),
    ],
)  # fmt: skip
def test_words_that_make_a_commitment_firm(word, firm):
    entry = f'- {{indicator: firms, value: 5, at: "1", commitment: firm, quote: {word}5家}}'
    assert len(lines("commitment-differs", book(plan(targets=entry)))) == (not firm)


@pytest.mark.parametrize(
    ("fields", "line", "message", "hint"),
    [
        ({"quote": "每年举办5场"}, "quote: 每年举办5场", "the text says 每年, the entry has no every", "add every: year"),
        ({"quote": "举办5场", "lead": "[每年]"}, "quote: 举办5场", "the text says 每年, the entry has no every", "add every: year"),
        ({"quote": "每年举办5场", "every": "year"}, None, None, None),
        ({"quote": "逐年举办5场"}, None, None, None),
        ({"quote": "逐年举办5场", "every": "year"}, None, None, None),
        ({"quote": "每县举办5场"}, None, None, None),
        ({"quote": "每个县举办5场", "every": "county"}, None, None, None),
        ({"quote": "每村举办5场", "every": "village"}, None, None, None),
        ({"quote": "每村举办5场", "every": "county"}, "every: county", "every: county, but the text has no 每 or 各 for it", "correct every, or put the word into lead"),
        ({"quote": "举办5场", "every": "village"}, "every: village", "every: village, but the text has no 每 or 各 for it", "correct every, or put the word into lead"),
        ({"quote": "每县举办5场", "every": "year"}, "every: year", "every: year, but the text has no 每 or 各 for it", "correct every, or put the word into lead"),
        ({"quote": "举办5场"}, None, None, None),
    ],
)  # fmt: skip
def test_whom_a_figure_is_for_each(fields, line, message, hint):
    body = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    entries = f'- indicator: firms\n  value: 5\n  at: "1"\n{body}'
    assert told("every-differs", book(plan(targets=entries))) == ([(line, message, hint)] if line else [])


# Quotes


@pytest.mark.parametrize(
    ("rule", "most", "lists"),
    [
        ("quote-long", 40, {"targets": '- {{indicator: firms, value: 5, at: "1", quote: {}}}'}),
        ("quote-long", 40, {"observed": '- {{indicator: firms, value: 5, at: "1", quote: {}}}'}),
        ("quote-long", 40, {"targets": '- {{indicator: firms, value: 5, at: "1", quote: 5家, also: [{{at: "1", quote: {}}}]}}'}),
        ("quote-long", 40, {"targets": '- {{indicator: firms, by: 2025, value: 5, at: "1", quote: 5家, baseline: {{year: 2020, value: 4, quote: {}}}}}'}),
        ("quote-long", 40, {"aside": '- {{at: "1", quote: {}, because: no goal}}'}),
        ("quote-long", 40, {"tasks": '- {{key: a, kind: work, at: "1", title: 建设, quote: {}}}'}),
        ("quote-long", 40, {"tasks": '- {{key: a, kind: work, at: "1", title: 建设, links: [{{to: x, is: supports, because: so, quote: {}}}]}}'}),
        ("lead-long", 24, {"targets": '- {{indicator: firms, value: 5, at: "1", quote: 5家, lead: [{}]}}'}),
        ("lead-long", 24, {"targets": '- {{indicator: firms, value: 5, at: "1", quote: 5家, also: [{{at: "1", quote: 5家, lead: [{}]}}]}}'}),
    ],
)  # fmt: skip
def test_how_long_a_quotation_may_be(rule, most, lists):
    """White space does not count."""
    ((key, item),) = lists.items()
    whole = "长" * (most - 1) + " 5"
    assert lines(rule, book(plan(**{key: item.format(whole)}))) == []
    content = book(plan(**{key: item.format("长" + whole)}))
    ((line, *words),) = told(rule, content)
    assert "长" in line
    assert words == [f"{most + 1} characters, at most {most}", f"shorten it to {most}"]
    other = {"quote-long": "lead-long", "lead-long": "quote-long"}[rule]
    assert lines(other, content) == []


@pytest.mark.parametrize("dots", ["…", "……", "...", "。。", "⋯", "[ … ]", "[]"])
def test_a_quotation_with_something_left_out(dots):
    """An aside may."""
    targets = f"""
    - indicator: firms
      value: 5
      at: "1"
      lead:
        - "企业{dots}达到"
      quote: "企业{dots}5家"
    """
    aside = f'- {{at: "1", quote: "企业{dots}5家", because: no goal}}'
    tasks = f'- {{key: a, kind: work, at: "1", title: 建设, quote: "企业{dots}5家"}}'
    content = book(plan(targets=targets, aside=aside, tasks=tasks))
    words = ("something is left out of the quote", "take the piece with the figure; what governs it goes to lead")
    assert [found[1:] for found in told("quote-elided", content)] == [words] * 3
    assert lines("quote-elided", book(plan(aside=aside))) == []
    assert lines("quote-elided", content.replace(dots, "。")) == []


# How the YAML is written


@pytest.mark.parametrize("text", ["no", "4.10", "2021-01-05", "1:30", "0x1F", ".inf", "1e3", "1_000", "TRUE"])
def test_text_that_others_read_as_something_else(text):
    """In quotes it is text, and as a figure it is a figure."""
    task = 'key: a, kind: work, at: "1", title: '
    assert told("quote-it", book(plan(tasks=f"- {{{task}{text}}}"))) == [
        (f"{{{task}{text}}}", f"{text} stands without quotes", f'write "{text}"')
    ]
    assert lines("quote-it", book(plan(tasks=f'- {{{task}"{text}"}}'))) == []
    assert lines("quote-it", book(plan(tasks=f"- {{{task}{text} 项}}"))) == []


def test_figures_years_and_truths_stand_without_quotes():
    targets = '- {indicator: firms, by: 2025, value: 5, at: "1", quote: 企业5家}'
    indicators = INDICATORS.replace("unit: 家", "unit: 家, sums: true")
    assert lines("quote-it", book(plan(targets=targets, more="issued: 2021-05-06\n"), indicators=indicators)) == []


@pytest.mark.parametrize(
    ("line", "cuts"),
    [
        ("title: 建设 # 一号实验室", True),
        ("title: 建设 #一号实验室", True),
        ("title: 建设  #一号实验室", True),
        ("title: 建设  # a comment", False),
        ("title: 建设#一号", False),
        ("title: build # one", False),
        ('title: "建设 # 一号"', False),
        ("title: 㐀 # 一号", True),
        ("title: 鿿 # 一号", True),
        ("title: 가 # 一号", False),
        ("title: 〇 # 一号", False),
    ],
)
def test_a_comment_that_cuts_a_text(line, cuts):
    task = f"""
    - key: a
      kind: work
      at: "1"
      {line}
    """
    read = line.removeprefix("title: ").split(" ")[0]
    assert (
        told("comment-cuts", book(plan(tasks=task)))
        == [
            (
                line,
                f"what follows # is a comment; only {read} is read",
                "put the value in quotes; before a comment leave two spaces, after its # one",
            )
        ]
        * cuts
    )


def test_the_comment_itself_is_marked():
    task = """
    - key: a
      kind: work
      at: "1"
      title: 建设 # 一号
    """
    content = book(plan(tasks=task))
    (found,) = problems("comment-cuts", content)
    assert content.split("\n")[found.mark.line - 1][found.mark.column - 1 :] == "# 一号"


@pytest.mark.parametrize(
    ("years", "quote", "printed"),
    [
        ("year: 2021", "去年企业5家", None),
        ("year: 2022", "去年企业5家", "2021"),
        ("year: 2021", "今年企业5家", "2022"),
        ("year: 2022", "企业5家, lead: [本年]", None),
        ("year: 2021, from: 2017", "过去五年企业5家", None),
        ("year: 2021, from: 2016", "五年来企业5家", "2017, 2021"),
        ("year: 2019", "比去年增加5家", None),
        ("year: 2019", "企业5家", None),
    ],
)
def test_what_this_year_and_last_year_mean_in_a_report(years, quote, printed):
    """今年 is the year of its period, 去年 the one before, 过去五年 the five before; 比去年 says what a figure starts from."""
    result = f'- {{indicator: spending, basis: total, value: 5, at: "1", {years}, quote: {quote}}}'
    report = plan("lake-report-2022", period="2022", more="kind: report\nissued: 2022\n", observed=result)
    told_years = [message.partition("the text says ")[2] for _, message, _ in told("year-differs", book(report))]
    assert told_years == ([printed] if printed else [])


def test_the_span_of_a_section_settles_its_years():
    """五年来 of a term of office: what `spans` says of the section is as good as the words."""
    result = '- {indicator: spending, basis: total, from: 2018, year: 2022, value: 5, at: "1", quote: 五年来投入5亿元}'
    head = 'kind: report\nissued: 2022\nspans: {"1": 2018-2022}\n'
    assert not lines("year-differs", book(plan("lake-report-2022", period="2022", more=head, observed=result)))
    assert lines("year-differs", book(plan("lake-report-2022", period="2022", more="kind: report\n", observed=result)))
