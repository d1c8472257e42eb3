"""The file against the plans' texts, with the near case that must stay silent."""

import pytest
from rule_reports import OUTLINE, book, lines, plan, told

from plancmp.check.engine import check
from plancmp.chinese.plan_text import read_plan_text
from plancmp.reading.merging import of_texts
from plancmp.reading.sources import read_sources

TEXT = """\
湖滨市规划
前言：企业3家，到2030年。

第一章 成就
2020年，企业2806家。经费11.2亿元，专利1234567件，项目9项（含）及以上。

第二章 目标
到2025年，能力显著提升。

一、企业
企业达到5600家以上。科技型企业达到1500 家（含）以上。占15%，平台2.5万个，园区3个百分点。
湖滨实验室30家。

二、投入
强度达到2.5%。每年举办3场。企业达到70家。

第三章 保障
企业达到70家。经费8亿元。
"""
CHAPTERS = OUTLINE + '"3": 保障\n'


def quoting(*pieces, at="2.1", outline=CHAPTERS, **more):
    """A plan whose targets quote these pieces of the text above."""
    listed = "".join(
        f'- indicator: firms\n  key: k{n}\n  value: 5\n  at: "{at}"\n  quote: {piece}\n'
        for n, piece in enumerate(pieces)
    )
    return book(plan(targets=listed, outline=outline, **more))


def test_a_quote_that_stands_elsewhere_or_nowhere():
    """Every section in which it stands is named, else what comes nearest, in the same section or else in any."""
    content = quoting("企业达到5600家", "企业达到70家", "2.5%", "企业达到5601家", "专利1234566件", "湖滨大学校园")
    number = 1 + TEXT.split("\n").index(
        "企业达到5600家以上。科技型企业达到1500 家（含）以上。占15%，平台2.5万个，园区3个百分点。"
    )
    other = 1 + TEXT.split("\n").index("2020年，企业2806家。经费11.2亿元，专利1234567件，项目9项（含）及以上。")
    assert told("quote-not-found", content, lake_2021=TEXT) == [
        ("quote: 企业达到70家", "2.1 does not hold “企业达到70家”", "it stands in 2.2, 3: correct `at`"),
        ("quote: 2.5%", "2.1 does not hold “2.5%”", "it stands in 2.2: correct `at`"),
        (
            "quote: 企业达到5601家",
            "2.1 does not hold “企业达到5601家”",
            f"nearest is “企业达到5600家” (2.1, line {number} of the text)",
        ),
        (
            "quote: 专利1234566件",
            "2.1 does not hold “专利1234566件”",
            f"nearest is “专利1234567件” (1, line {other} of the text)",
        ),
        (
            "quote: 湖滨大学校园",
            "2.1 does not hold “湖滨大学校园”",
            "nothing in the whole text is like it: is it of another plan?",
        ),
    ]
    chinese = [words for _, *words in told("quote-not-found", content, "zh", lake_2021=TEXT)]
    assert chinese[0] == ["2.1 里没有“企业达到70家”", "它在 2.2、3：改 at"]
    assert chinese[2] == ["2.1 里没有“企业达到5601家”", f"最相近的是“企业达到5600家”（2.1，原文第 {number} 行）"]
    assert chinese[4] == ["2.1 里没有“湖滨大学校园”", "全文没有相近的文字：核对是哪一项规划"]


def test_a_passage_that_is_like_it_in_the_same_section_comes_first():
    """Though one elsewhere is more like it."""
    text = TEXT.replace("企业达到70家。经费", "企业达到5601家吗。经费")
    ((*_, hint),) = told("quote-not-found", quoting("企业达到5601家呢"), lake_2021=text)
    assert "(2.1, " in hint


def test_what_a_quote_may_be_taken_from():
    """Its section with all below; for the front matter all before the first heading. A plan without its text is silent."""
    assert lines("quote-not-found", quoting("企业达到5600家", at="2"), lake_2021=TEXT) == []
    assert lines("quote-not-found", quoting("企业3家", at="0"), lake_2021=TEXT) == []
    assert lines("quote-not-found", quoting("经费8亿元", at="0"), lake_2021=TEXT) == ["quote: 经费8亿元"]
    other = plan("river-2021", place="river", targets='- {indicator: firms, value: 5, at: "1", quote: 没有5家}')
    assert lines("quote-not-found", book(plan(), other), lake_2021=TEXT) == []
    assert lines("quote-not-found", book(plan(), other)) == []


def test_everything_that_is_quoted_is_looked_up():
    """Entries, further printings, baselines (in their own section or the target's), asides, tasks, links."""
    targets = """
    - indicator: firms
      by: 2025
      value: 5600
      at: "2.1"
      quote: 企业达到5600家
      also:
        - at: "3"
          quote: 企业达到71家
      baseline:
        year: 2020
        value: 2806
        at: "1"
        quote: 企业2806家
    - indicator: firms
      key: b
      by: 2025
      value: 5600
      at: "2.1"
      quote: 企业达到5600家
      baseline:
        year: 2020
        value: 2806
        quote: 企业2806家了
    """
    observed = """
    - indicator: firms
      value: 2806
      at: "1"
      quote: 企业2807家
    """
    aside = """
    - at: "1"
      quote: 经费11.3亿元
      because: no goal
    """
    tasks = """
    - key: lab
      kind: work
      at: "2.1"
      title: 实验室
      quote: 湖滨实验所
    - key: park
      kind: work
      at: "2.1"
      title: 实验室
      quote: 湖滨实验室
      links:
        - to: elsewhere/task.lab
          is: supports
          because: so
        - to: elsewhere/task.park
          is: supports
          because: so
          quote: 湖滨实验园
    """
    content = book(plan(targets=targets, observed=observed, aside=aside, tasks=tasks, outline=CHAPTERS))
    assert lines("quote-not-found", content, lake_2021=TEXT) == [
        "quote: 企业达到71家",
        "quote: 企业2806家了",
        "quote: 企业2807家",
        "quote: 经费11.3亿元",
        "quote: 湖滨实验所",
        "quote: 湖滨实验园",
    ]


@pytest.mark.parametrize(
    ("at", "lead", "found"),
    [
        ("2.1", "科技型企业", True),
        ("2.1", "到2025年", True),
        ("2.1", "目标", True),
        ("2.1", "前言", True),
        ("2.1", "强度", False),
        ("2.1", "2020年", False),
        ("2", "强度", True),
        ("3", "到2025年", False),
        ("0", "能力", False),
    ],
)
def test_where_a_lead_may_stand(at, lead, found):
    """In the section, in the text that opens one above it, or before the first heading."""
    targets = f"""
    - indicator: firms
      value: 5
      at: "{at}"
      lead:
        - 企业
        - {lead}
      quote: 企业5家
      also:
        - at: "{at}"
          quote: 企业5家
          lead:
            - {lead}
    """
    content = book(plan(targets=targets, outline=CHAPTERS))
    reported = [(line, message) for line, message, _ in told("lead-not-found", content, lake_2021=TEXT)]
    assert reported == ([] if found else [(lead, f"{at} does not hold “{lead}”")] * 2)


@pytest.mark.parametrize(
    ("quote", "cut"),
    [
        ("企业达到5600家以上", None),
        ("企业达到5600家", "企业达到5600家[以上]"),
        ("企业达到5600", None),
        ("企业达到560", "企业达到560[0]"),
        ("企业达到1500家", "企业达到1500 家[（含）以上]"),
        ("企业达到1500家（含）以上", None),
        ("00家以上", "[56]00家以上"),
        ("占15", "占15[%]"),
        ("占15%", None),
        ("平台2", "平台2[.5]"),
        ("平台2.5", "平台2.5[万]"),
        ("5万个", "[2.]5万个"),
        ("平台2.5万个", None),
        ("园区3", "园区3[个百分点]"),
        ("园区3个", None),
        ("企业达到", None),
        ("项目9项", "项目9项[（含）及以上]"),
        ("湖滨实验室30家", None),
    ],
)
def test_a_quote_that_is_cut_off(quote, cut):
    """Within a figure, or before the word that bounds it."""
    words = (f"the quote is cut off within a figure: {cut}", "quote the whole figure with the word that bounds it")
    assert told("quote-cuts", quoting(quote, at="1" if quote == "项目9项" else "2.1"), lake_2021=TEXT) == (
        [(f"quote: {quote}", *words)] if cut else []
    )


def test_a_quote_at_the_beginning_and_at_the_end_of_the_text():
    text = "一、目标\n企业5家"
    content = book(plan(targets='- {indicator: firms, value: 5, at: "1", quote: 企业5家}', outline='"1": 目标\n'))
    assert lines("quote-cuts", content, lake_2021=text) == []
    front = book(plan(targets='- {indicator: firms, value: 5, at: "0", quote: 5家企业}', outline='"1": 目标\n'))
    assert lines("quote-cuts", front, lake_2021="5家企业\n一、目标\n") == []
    ((_, message, _),) = told("quote-cuts", front, lake_2021="15家企业\n一、目标\n")
    assert message == "the quote is cut off within a figure: [1]5家企业"


def test_a_quote_that_is_whole_in_one_place_is_whole():
    text = TEXT.replace("湖滨实验室30家。", "企业达到5600家。")
    assert lines("quote-cuts", quoting("企业达到5600家"), lake_2021=text) == []
    assert lines("quote-cuts", quoting("企业达到5600家", at="3"), lake_2021=TEXT) == []


def test_only_quotes_of_figures_can_be_cut_off():
    """A task, an aside or a lead states no figure."""
    lists = {
        "targets": '- {indicator: firms, value: 5, at: "2.1", quote: 企业达到5600家以上, lead: [企业达到560]}',
        "tasks": '- {key: a, kind: work, at: "2.1", title: 企业, quote: 企业达到5600家}',
        "aside": '- {at: "2.1", quote: 企业达到5600家, because: no goal}',
    }
    assert lines("quote-cuts", book(plan(outline=CHAPTERS, **lists)), lake_2021=TEXT) == []


@pytest.mark.parametrize(
    ("at", "fields", "unprinted"),
    [
        ("2.1", "by: 2025", []),
        ("2.1", "by: 2030", ["by: 2030"]),
        ("2.1", "from: 2021, by: 2025", ["from: 2021"]),
        ("2.1", "from: 2021, by: 2022", ["by: 2022", "from: 2021"]),
        ("2.1", "by: 2020", ["by: 2020"]),
        ("1", "by: 2020", []),
        ("1", "by: 2025", ["by: 2025"]),
        ("2", "by: 2025", []),
        ("3", "by: 2025", ["by: 2025"]),
        ("0", "by: 2030", []),
        ("2.1", "by: 2030, lead: [到2025年]", []),
        ("2.1", "", []),
        ("2.3", "by: 2030", []),
    ],
)
def test_a_year_that_the_section_does_not_print(at, fields, unprinted):
    """Nor the text that opens a section above it. Where quote or lead print one, `year-differs` looks at it."""
    body = "".join(f"  {field}\n" for field in fields.split(", ") if field)
    listed = f'- indicator: firms\n  value: 5\n  at: "{at}"\n  quote: 企业5家\n{body}'
    content = book(plan(targets=listed, outline=CHAPTERS + ('"2.3": 其他\n' if at == "2.3" else "")))
    words = {line: (f"{at} does not print {line[-4:]}", "correct the year, or remove it") for line in unprinted}
    found = told("year-unprinted", content, lake_2021=TEXT)
    assert sorted(found) == sorted((line, *words[line]) for line in unprinted)


def test_a_section_s_opening_ends_at_the_next_heading():
    """What a neighbour prints is no year of this one; a heading above counts."""
    text = "第一章 2026年目标\n开头。\n第一节 企业\n企业5家。\n第二节 投入\n到2027年，经费5亿元。\n"
    outline = '"1": 2026年目标\n"1.1": 企业\n"1.2": 投入\n'
    for year, lacking in (("2026", 0), ("2027", 1), ("2028", 1)):
        entry = f'- {{indicator: firms, by: {year}, value: 5, at: "1.1", quote: 企业5家}}'
        content = book(plan(targets=entry, outline=outline))
        assert len(lines("year-unprinted", content, lake_2021=text)) == lacking, year


def test_entries_before_that_print_their_year_do_not_hide_the_next():
    entries = """
    - {indicator: firms, by: 2025, value: 5, at: "2.9", quote: 企业5家}
    - {indicator: firms, key: b, by: 2025, value: 5, at: "3", quote: 到2025年企业5家}
    - {indicator: firms, key: c, value: 5, at: "3", quote: 企业5家}
    - {indicator: firms, key: d, by: 2031, value: 5, at: "3", quote: 企业5家}
    """
    content = book(
        plan("river-2021", place="river", targets=entries),
        plan(targets=entries, outline=CHAPTERS + '"2.9": 其他\n'),
    )
    found = told("year-unprinted", content, lake_2021=TEXT, broken=True)
    assert [message for _, message, _ in found] == ["3 does not print 2031"]


def test_the_outline_and_the_headings():
    """White space and width do not count; what is printed and not in the outline is told once."""
    outline = '"1": 成 就\n"2": 目标任务\n"2.1": 企业\n"2.5": 服务\n'
    content = book(plan(outline=outline))
    assert told("outline-differs", content, lake_2021=TEXT) == [
        ("outline:", "the outline lacks 2.2, 3", "add it"),
        ('"2": 目标任务', "the text's title of 2 is “目标”", "write it as printed"),
        ('"2.5": 服务', "the text has no 2.5", "remove or correct it"),
    ]
    assert told("outline-differs", content, "zh", lake_2021=TEXT)[0][1] == "outline 缺少 2.2、3"
    assert lines("outline-differs", book(plan(outline=CHAPTERS)), lake_2021=TEXT) == []


def test_a_plan_without_an_outline_does_not_hide_the_next():
    content = book(plan("river-2021", place="river", outline=""), plan(outline='"1": 成就\n'))
    found = told("outline-differs", content, river_2021=TEXT, lake_2021=TEXT)
    assert [message for _, message, _ in found] == ["the outline lacks 2, 2.1, 2.2, 3"]


def test_how_many_characters_a_text_can_have():
    """From those without white space to half as many again."""
    text = "企业 5 家，" * 20
    for given, right in ((99, False), (100, True), (140, True), (150, True), (151, False)):
        content = book(plan(more=f"source:\n  characters: {given}\n"))
        words = ("the text has 140 characters", "write characters: 140")
        expected = [] if right else [(f"characters: {given}", *words)]
        assert told("source-characters", content, lake_2021=text) == expected, given
    assert lines("source-characters", book(plan()), lake_2021=text) == []


@pytest.mark.parametrize("kind", ["targets", "tasks", "aside"])
def test_a_section_with_figures_of_which_nothing_is_encoded(kind):
    """Of a complete plan; the figures up to the next heading count, and years are none."""
    lists = {
        "targets": '- {indicator: firms, value: 5, at: "1", quote: 企业2806家}',
        "tasks": '- {key: a, kind: work, at: "1", title: 企业, quote: 企业2806家}',
        "aside": '- {at: "1", quote: 企业2806家, because: no goal}',
    }
    content = book(plan(more="encoding: complete\n", outline=CHAPTERS, **{kind: lists[kind]}))
    assert told("section-empty", content, lake_2021=TEXT) == [
        (
            '"2.1": 企业',
            "2.1 (企业) prints 6 figures, 5600家以上 among them; none is encoded",
            "encode them, or set them aside",
        ),
        (
            '"2.2": 投入',
            "2.2 (投入) prints 3 figures, 2.5% among them; none is encoded",
            "encode them, or set them aside",
        ),
        ('"3": 保障', "3 (保障) prints 2 figures, 70家 among them; none is encoded", "encode them, or set them aside"),
    ]
    assert told("section-empty", content, "zh", lake_2021=TEXT)[1][1] == "2.2（投入）印有 2.5% 等 3 个数字，没有条目"


def test_sections_are_not_empty_in_a_partial_plan_or_where_the_outline_lacks_them():
    """That it does is told as such; the entries of another plan do not count."""
    whole = plan(more="encoding: complete\n", outline='"1": 成就\n"2": 目标\n"2.1": 企业\n"3": 保障\n')
    other = plan("river-2021", place="river", targets='- {indicator: firms, value: 5, at: "1", quote: 企业2806家}')
    found = lines("section-empty", book(other, whole), river_2021=TEXT, lake_2021=TEXT)
    assert found == ['"1": 成就', '"2.1": 企业', '"3": 保障']


def test_no_section_is_called_empty_while_a_file_is_broken():
    """What is lacking may stand in the part that cannot be read."""
    content = book(plan(more="encoding: complete\n", outline=CHAPTERS))
    assert len(lines("section-empty", content, lake_2021=TEXT)) == 4
    assert lines("section-empty", content + "surely: so\n", lake_2021=TEXT, broken=True) == []


def test_of_is_spoken_of_in_the_section():
    """Half of its pairs of characters are enough; a plan or a section that is not at hand is silent."""
    entries = """
    - {indicator: firms, of: 科技型企业, value: 1, at: "2.1", quote: 企业1家}
    - {indicator: firms, of: 科技型某人, value: 2, at: "2.1", quote: 企业2家}
    - {indicator: firms, of: 科技某某人, value: 3, at: "2.1", quote: 企业3家}
    - {indicator: firms, of: 科技某人, value: 8, at: "2.1", quote: 企业8家}
    - {indicator: firms, of: 无, value: 4, at: "2.2", quote: 企业4家}
    - {indicator: firms, value: 5, at: "2.2", quote: 企业5家}
    - {indicator: firms, of: 高校学生, value: 6, at: "2.9", quote: 企业6家}
    - indicator: firms
      of: 高校教师
      value: 7
      at: "2.2"
      quote: 企业7家
    """
    outline = CHAPTERS + '"2.9": 其他\n'
    others = plan("river-2021", place="river", targets=entries, outline=outline)
    found = told("of-unprinted", book(others, plan(targets=entries, outline=outline)), lake_2021=TEXT)
    assert [message for _, message, _ in found] == [
        "2.1 does not speak of 科技某某人",
        "2.1 does not speak of 科技某人",
        "2.2 does not speak of 高校教师",
    ]
    assert found[2] == ("of: 高校教师", "2.2 does not speak of 高校教师", "write it as printed")


def check_sources(tmp_path, source):
    """A plan with this `source`, checked against the texts in a folder."""
    entry = "- indicator: firms\n  by: 2025\n  value: 70\n  at: box1\n  quote: 企业70家\n"
    outline = '"1": 目标\nbox1: 指标\n'
    content = book(plan(targets=entry, outline=outline, more=source))
    loaded = of_texts([("p.yaml", content)])
    assert not loaded.problems
    rules = {"source-missing", "source-differs", "quote-not-found", "year-unprinted", "outline-differs"}
    return check(loaded, rules, sources=read_sources(tmp_path, loaded.collection.plans))


def test_a_document_without_a_text_is_counted_and_no_fault(tmp_path):
    """Nobody can seek its quotes; a figure that the press told has no text of its issuer."""
    found = check_sources(tmp_path, "")
    assert found.problems == ()
    assert found.get_status(strict=True) == 0
    assert found.summarize().en.endswith("; 1 document has no text at hand, their quotes were not sought")


def test_what_was_typed_from_a_picture_is_read_behind_the_text(tmp_path):
    """By its hash, or where it names none by its file's name. A part with a hash that is not here is told at the source; one
    without has no text at hand, and what is quoted of its boxes is not sought.
    """
    main = "第一章 目标\n到2025年取得进展。\n"
    (tmp_path / "main.txt").write_text(main, encoding="utf-8")
    digest = read_plan_text(main).compute_hash()
    source = f"source:\n  sha256: {digest}\n  also:\n    - file: box.txt\n      transcribed: true\n"
    hashed = f"{source}      sha256: {'0' * 64}\n"
    missing = check_sources(tmp_path, hashed)
    assert [(p.rule, p.message.en) for p in missing.problems if p.rule == "source-missing"] == [
        ("source-missing", "box.txt, a part of lake-2021, is not here")
    ]
    assert [p.rule for p in check_sources(tmp_path, source).problems] == []
    (tmp_path / "box.txt").write_text("专栏1 指标\n企业70家，2025年\n", encoding="utf-8")
    assert [p.rule for p in check_sources(tmp_path, source).problems] == []
