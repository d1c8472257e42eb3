"""A plan's text: outline, sections, quotations, the way back to line and column."""

import re
import time
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.chinese.plan_text import PlanText, normalize_text, read_plan_text

SOURCES = Path(__file__).parents[2] / "shared" / "sources"

CHAPTERS = (
    """\
某市人民政府关于印发规划的通知
一、请各单位照此执行。
附件：某市规划

　　为加快发展，制定本规划。

第一篇　总论

第一章　形势
　　　　　一、成就
　　五年来建成平台5个。
　　　　　二、挑战
　　问题仍多。
第二章　任务
　　本章写任务。
　　一、平台
　　（一）重点平台
　　到2020年，建成平台１５ 家。
　　（二）其他平台。推动共建，
建成3家以上。
　　1.高校平台。建成2个。
　　2.企业平台。建成4个。
专栏1　平台工程
　新建平台6个。
　1.不是标题
　注：含共建
　　以下仍是正文，建成7个。
　　二、人才
　　引进8名。
　　3.不接上文的编号
专栏：人才工程
培养9名。
第二篇　保障
第三章　保障
　　一、组织
　　落实。
附件：1.平台表
2.人才表
附件2
"""
    + "附件正文" * 60
)


@pytest.fixture(scope="module")
def plan() -> PlanText:
    return read_plan_text(CHAPTERS)


def outline_of(raw: str) -> list[tuple[str, str]]:
    return [(heading.key, heading.title) for heading in read_plan_text(raw).outline]


def test_outline_of_chapters(plan: PlanText) -> None:
    assert [(heading.key, heading.title) for heading in plan.outline] == [
        ("1", "形势"),
        ("1.1", "成就"),
        ("1.2", "挑战"),
        ("2", "任务"),
        ("2.1", "平台"),
        ("2.1.1", "重点平台"),
        ("2.1.2", "其他平台"),
        ("2.1.2.1", "高校平台"),
        ("2.1.2.2", "企业平台"),
        ("box1", "平台工程"),
        ("2.2", "人才"),
        ("box2", "人才工程"),
        ("3", "保障"),
        ("3.1", "组织"),
        ("a1", "平台表"),
        ("a2", ""),
    ]


def test_a_section_holds_what_is_below_it(plan: PlanText) -> None:
    assert plan.find("建成平台15家", "2.1.1")
    assert plan.find("建成平台15家", "2.1")
    assert plan.find("建成平台15家", "2")
    assert not plan.find("建成平台15家", "2.1.2")
    assert not plan.find("建成平台15家", "1")
    assert plan.find("新建平台6个", "box1")
    assert plan.find("新建平台6个", "2.1")
    assert plan.find("附件正文", "a2")
    assert not plan.find("附件正文", "3.1")


def test_a_box_ends_where_the_running_text_goes_on(plan: PlanText) -> None:
    assert plan.find("注：含共建", "box1")
    assert not plan.find("建成7个", "box1")
    (offset,) = plan.find("建成7个")
    assert plan.find_section_at(offset) == "2.1.2.2"


def test_a_box_without_deeper_text_runs_to_the_next_heading() -> None:
    plan = read_plan_text("第一章 甲\n一、乙\n正文。\n专栏 1 丙\n内容一。\n内容二。\n二、丁\n正文。")
    assert plan.find("内容二", "box1")
    assert not plan.find("正文", "box1")


def test_before_the_first_heading_is_0(plan: PlanText) -> None:
    start, end = plan.find_section("0") or (-1, -1)
    assert start == 0
    assert plan.normal[start:end].endswith("第一篇总论")
    assert plan.find_section_at(0) == "0"
    assert plan.find("制定本规划", "0")


def test_no_such_section(plan: PlanText) -> None:
    assert plan.find_section("9.9") is None
    assert plan.find("平台", "9.9") == ()
    assert plan.find_nearest("平台", "9.9") is None


def test_section_of_is_the_innermost(plan: PlanText) -> None:
    keys = [
        plan.find_section_at(plan.find(quote)[0])
        for quote in (
            "五年来",
            "本章写任务",
            "到2020年",
            "建成3家",
            "建成2个",
            "新建平台",
            "引进8名",
            "培养9名",
            "落实",
        )
    ]
    assert keys == ["1.1", "2", "2.1.1", "2.1.2", "2.1.2.1", "box1", "2.2", "box2", "3.1"]


def test_every_heading_stands_on_its_line(plan: PlanText) -> None:
    lines = CHAPTERS.split("\n")
    for heading in plan.outline:
        assert heading.title in lines[heading.line - 1]
        assert plan.position(heading.start)[0] == heading.line


def test_outline_without_chapters() -> None:
    raw = "规划\n一、形势\n正文\n（一）成就\n1.第一点成就。很多。\n2.第二点\n3.75个百分点\n(二)问题\n1、甲\n2、乙；\n二、目标\n（一）总体\n"
    assert outline_of(raw) == [
        ("1", "形势"),
        ("1.1", "成就"),
        ("1.1.1", "第一点成就"),
        ("1.1.2", "第二点"),
        ("1.2", "问题"),
        ("1.2.1", "甲"),
        ("2", "目标"),
        ("2.1", "总体"),
    ]


def test_chapters_with_bracketed_sections_directly_below() -> None:
    assert outline_of("第十章 甲\n（一）乙\n（二）丙\n第十一章 丁\n（一）戊\n") == [
        ("10", "甲"),
        ("10.1", "乙"),
        ("10.2", "丙"),
        ("11", "丁"),
        ("11.1", "戊"),
    ]


def test_a_table_of_contents_is_no_outline() -> None:
    raw = (
        "目录\n第一章 甲\n一、乙\n第二章 丙\n前言"
        + "很长的前言" * 20
        + "\n第一章 甲\n一、乙\n"
        + "正文" * 40
        + "\n第二章 丙\n正文\n"
    )
    plan = read_plan_text(raw)
    assert [heading.key for heading in plan.outline] == ["1", "1.1", "2"]
    assert plan.outline[0].line == 6
    assert outline_of("第一章 甲……3\n一、乙........4\n第一章 甲\n一、乙\n") == [("1", "甲"), ("1.1", "乙")]


def test_an_annex_that_is_only_named() -> None:
    raw = "一、甲\n正文\n附件：1.甲表\n2.乙表\n\n附件1：下载.pdf\n版权"
    plan = read_plan_text(raw)
    assert [(heading.key, heading.title) for heading in plan.outline] == [("1", "甲"), ("a1", "甲表"), ("a2", "乙表")]
    assert plan.find("乙表", "a2")


def test_titles_keep_the_printed_characters() -> None:
    assert outline_of("一、扩大合作，推进“共建”（试点）\n") == [("1", "扩大合作，推进“共建”（试点）")]


@pytest.mark.parametrize(
    "line",
    [
        "第一章的任务已完成。",
        "一是加快建设",
        "一、加快建设，",
        "3.5万人",
        "专栏内容见后。",
        "一、" + "很长" * 30,
        "专栏作家",
        "第一书记",
    ],
)
def test_no_heading(line: str) -> None:
    assert outline_of(f"{line}\n正文") == []


@pytest.mark.parametrize(
    ("line", "title"),
    [("专栏1 甲", "甲"), ("专栏 2：甲", "甲"), ("专栏：甲", "甲"), ("　专栏3  “甲”", "“甲”"), ("专栏一 甲", "甲")],
)
def test_boxes(line: str, title: str) -> None:
    assert outline_of(f"一、乙\n{line}\n正文") == [("1", "乙"), ("box1", title)]


def test_find_ignores_width_and_white_space(plan: PlanText) -> None:
    (offset,) = plan.find("到２０２０年，建成平台 15家")
    assert plan.normal.startswith("到2020年", offset)
    assert plan.position(offset) == (18, 3)
    assert len(plan.find("建成")) == len(re.findall("建成", CHAPTERS))
    assert plan.find("") == ()
    assert plan.find("没有这句") == ()


def test_position_counts_lines_as_editors_do() -> None:
    plan = read_plan_text("甲\r\n　乙\n\n丙\r丁")
    assert [plan.position(offset) for offset in range(4)] == [(1, 1), (2, 2), (4, 1), (5, 1)]
    assert plan.position(4) == (5, 2)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("到2020年，建成平台25家", "到2020年,建成平台15家"),
        ("到2020年建成平台15家", "到2020年,建成平台15家"),
        ("引进了8名", "引进8名"),
        ("五年来，建成平台5个", "五年来建成平台5个"),
    ],
)
def test_nearest(plan: PlanText, quote: str, passage: str) -> None:
    found = plan.find_nearest(quote)
    assert found is not None
    assert passage in found[0]
    assert plan.normal.startswith(found[0], found[1])
    assert 0.5 <= found[2] <= 1


def test_nearest_keeps_to_the_section(plan: PlanText) -> None:
    found = plan.find_nearest("建成平台15家", "1")
    assert found is None or "15" not in found[0]
    assert plan.find_nearest("完全无关的话语") is None
    assert plan.find_nearest("") is None


def test_nearest_is_fast_on_a_long_text() -> None:
    plan = read_plan_text("一、甲\n" + "推动科技创新平台建设，到2020年建成3个。" * 2000)
    start = time.perf_counter()
    assert plan.find_nearest("推动科技创新平台的建设，到2020年建成5个")
    assert time.perf_counter() - start < 1


def test_hash_is_that_of_the_normalised_text(plan: PlanText) -> None:
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", CHAPTERS))
    assert plan.normal == bare
    assert plan.compute_hash() == sha256(bare.encode()).hexdigest()
    assert len(plan) == len(bare)
    assert read_plan_text(CHAPTERS.replace("，", ", ").replace("\n", "\r\n\r\n")).compute_hash() == plan.compute_hash()


@pytest.mark.parametrize("raw", ["", " \n　\n", "没有标题"])
def test_text_without_outline(raw: str) -> None:
    plan = read_plan_text(raw)
    assert plan.outline == ()
    assert plan.find_section("0") == (0, len(plan))


@given(st.one_of(st.text(), st.text(alphabet="第一二章、（）()1.。专栏附件 \n　：甲乙¼ｶﾞé́", max_size=80)))
@settings(max_examples=300, deadline=None)
def test_any_text(raw: str) -> None:
    normal, offsets = normalize_text(raw)
    assert normal == re.sub(r"\s+", "", unicodedata.normalize("NFKC", raw))
    assert len(offsets) == len(normal) + 1
    assert list(offsets) == sorted(offsets)
    plan = read_plan_text(raw)
    keys = [heading.key for heading in plan.outline]
    assert len(keys) == len(set(keys))
    for heading in plan.outline:
        assert 0 <= heading.start < heading.end <= len(plan)
        assert plan.find_section(heading.key) == (heading.start, heading.end)
        assert plan.position(heading.start)[0] == heading.line


# What each text has: characters, chapters or top sections, all sections, boxes, annexes, and some headings of each.
REAL = {
    "guangxi-2021-2025": (
        35888,
        13,
        60,
        22,
        0,
        {"2.3": "发展目标", "10.1": "核心增长极", "box1": "主要指标", "box22": "技术转移"},
    ),
    "nanning-2016-2020": (
        24013,
        20,
        91,
        11,
        0,
        {"2.3": "发展目标", "6.7": "休闲农业", "box6": "大数据", "20.2": "创新创业文化"},
    ),
    "baise-2016-2020": (
        21316,
        9,
        61,
        4,
        0,
        {"2.2.4": "科技为民", "3.2.5": "孵化园", "box3": "传统产业", "9.3.2": "加大科技投入"},
    ),
    "guilin-2011-2015": (12308, 5, 39, 0, 0, {"4.1.1": "知识创新", "4.10": "科学技术普及", "5.4": "投融资"}),
    "guilin-2019-2021": (11394, 3, 48, 0, 5, {"1.3.4": "350", "2.4.2": "倍增", "a1": "100", "a5": "成果转化"}),
}


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts are not part of the repository")
@pytest.mark.parametrize("name", REAL)
def test_real_texts(name: str) -> None:
    plan = read_plan_text((SOURCES / f"{name}.txt").read_text(encoding="utf-8"))
    length, top, sections, boxes, annexes, some = REAL[name]
    keys = [heading.key for heading in plan.outline]
    numbered = [key for key in keys if key[0].isdigit()]
    counts = (
        len(plan),
        sum("." not in key for key in numbered),
        len(numbered),
        sum(key.startswith("box") for key in keys),
        sum(key[0] == "a" for key in keys),
    )
    assert counts == (length, top, sections, boxes, annexes)
    titles = {heading.key: heading.title for heading in plan.outline}
    assert {key: words for key, words in some.items() if words not in titles[key]} == {}
    assert len(set(keys)) == len(keys)
