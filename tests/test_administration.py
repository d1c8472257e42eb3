"""Five-year plans, years and kinds of places: each fact stands once, and every room that asks gets the same answer."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from rule_reports import PLACES, book, lines, plan

from plancmp.chinese.dates import FIVE_YEAR_PLAN, FIVE_YEAR_PLANS, find_deadlines, find_years
from plancmp.chinese.numerals import MULTIPLE, MULTIPLE_PATTERN
from plancmp.chinese.place_names import ENDINGS, guess_level, strip_ending
from plancmp.chinese.plan_text import read_plan_text
from plancmp.coverage.engine import coverage
from plancmp.draft.document import read_head
from plancmp.draft.times import Clock, find_times
from plancmp.model import Collection, Period, Place
from plancmp.reading.merging import of_texts
from plancmp.reading.sources import SourceText
from plancmp.vocabulary import Level
from plancmp.words import Text

PACKAGE = Path(__file__).parents[1] / "plancmp"
NAMES = list(FIVE_YEAR_PLANS)


def test_five_year_plans_follow_each_other():
    """From the ninth on, five years each."""
    spans = list(FIVE_YEAR_PLANS.values())
    assert spans[0] == Period(1996, 2000)
    assert all(b.first == a.last + 1 == b.last - 4 for a, b in pairwise(spans))
    assert FIVE_YEAR_PLANS["十四五"] == Period(2021, 2025)
    assert FIVE_YEAR_PLANS["十六五"] == Period(2031, 2035)
    assert all(re.fullmatch(FIVE_YEAR_PLAN, name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_room_knows_a_five_year_plan(name: str):
    """`check` looks for its years, `draft` reads them in a title and in a sentence, `coverage` proposes them."""
    span = FIVE_YEAR_PLANS[name]
    sentence = f"“{name}”期间，企业达到7家。"
    assert find_years(sentence, Period(2051, 2055)) == {span.first, span.last}
    (time,) = find_times(f"“{name}”期间,", 0, Clock(Period(2051, 2055), None))
    assert (time.first, time.last) == (span.first, span.last)
    title = f"湖滨市科技创新“{name}”规划"
    text = read_plan_text(f"{title}\n\n一、目标\n企业达到7家。\n")
    lake = Collection({"lake": Place(Text("湖滨市", "Lake"), Level.MUNICIPALITY)}, {}, {})
    assert read_head(text, lake).period == span
    loaded = of_texts([("p.yaml", book(plan(period="2051-2055", outline='"1": 目标\n')))])
    source = SourceText("lake.txt", read_plan_text(f"第一章 目标\n{sentence}\n"), exact=True)
    found = coverage(("lake-2021",), loaded.collection, {"lake-2021": source}).plans[0]
    assert [f"from: {span.first}" in each.suggestion for each in found.open] == [True]


@pytest.mark.parametrize(
    ("ordinal", "name"),
    [("十", "十五"), ("十一", "十一五"), ("十四", "十四五"), ("十五", "十五五"), ("十六", "十六五")],
)
def test_the_title_may_count_the_five_years(ordinal: str, name: str):
    """第十四个五年规划 is the “十四五”."""
    text = read_plan_text(f"湖滨市国民经济和社会发展第{ordinal}个五年规划纲要\n\n一、目标\n企业达到7家。\n")
    lake = Collection({"lake": Place(Text("湖滨市", "Lake"), Level.MUNICIPALITY)}, {}, {})
    assert read_head(text, lake).period == FIVE_YEAR_PLANS[name]


def test_fifteen_is_no_plan():
    """十五 alone is a number; 年内 counts from the plan at hand."""
    own = Period(2016, 2020)
    assert find_years("建成十五家", own) == frozenset()
    assert find_years("十五期间建成", own) == {2001, 2005}
    assert find_years("五年内建成", own) == {2016, 2020}
    assert find_deadlines("到2018年底") == {2018}
    assert find_deadlines("2020年") == {2020}


def test_the_pattern_of_a_year_is_written_once():
    """Every other place takes it from there."""
    written = [
        path for path in PACKAGE.rglob("*.py") if re.search(r"\(\?:19\|20\)(?:\[0-9\]|\\d)", path.read_text("utf-8"))
    ]
    assert [path.name for path in written] == ["scalars.py"]


@pytest.mark.parametrize(
    ("printed", "short", "level"),
    [
        ("桂林市", "桂林", Level.MUNICIPALITY),
        ("锡林郭勒盟", "锡林郭勒", Level.MUNICIPALITY),
        ("阿里地区", "阿里", Level.MUNICIPALITY),
        ("延边朝鲜族自治州", "延边朝鲜族", Level.MUNICIPALITY),
        ("新疆维吾尔自治区", "新疆", Level.REGION),
        ("宁夏回族自治区", "宁夏", Level.REGION),
        ("广西壮族自治区", "广西", Level.REGION),
        ("西藏自治区", "西藏", Level.REGION),
        ("香港特别行政区", "香港", Level.REGION),
        ("上海市", "上海", Level.REGION),
        ("鄂伦春自治旗", "鄂伦春", Level.COUNTY),
        ("苏尼特左旗", "苏尼特左", Level.COUNTY),
        ("恭城瑶族自治县", "恭城瑶族", Level.COUNTY),
        ("七星区", "七星", Level.COUNTY),
        ("沙县", "沙县", Level.COUNTY),
        ("高新技术产业园", "高新技术产业园", Level.MUNICIPALITY),
    ],
)
def test_the_ending_of_a_place_name(printed: str, short: str, level: Level):
    """It tells the level, and is left out in speech."""
    assert (strip_ending(printed), guess_level(printed)) == (short, level)


def test_a_longer_ending_stands_before_the_one_it_holds():
    """Else 自治区 would be taken for 区."""
    endings = list(ENDINGS)
    assert not [(a, b) for n, a in enumerate(endings) for b in endings[n + 1 :] if b.endswith(a)]


@pytest.mark.parametrize("name", ["锡林郭勒盟", "阿里地区", "苏尼特左旗", "鄂伦春自治旗", "白渡自治州", "白渡县"])
def test_a_figure_for_a_place_named_in_short(name: str):
    """The rule on places that a quote does not name knows the same endings as everybody."""
    places = PLACES + f'far: {{name: {{zh: {name}, en: Far}}, level: county, within: lake, code: "450124"}}\n'
    entry = '- {{indicator: firms, for: [far], value: 5, at: "2.1", quote: {quote}}}'
    for quote, silent in ((f"{strip_ending(name)}企业5家", True), ("企业5家", False)):
        content = book(plan(targets=entry.format(quote=quote)), places=places)
        assert (lines("place-unnamed", content) == []) == silent, (name, quote)


def test_the_pattern_of_multiples_finds_each_whole():
    """万亿 before 万, and 十 is no multiple behind Arabic digits."""
    assert all(re.match(MULTIPLE_PATTERN, word)[0] == word for word in MULTIPLE)  # type: ignore[index]
    assert not re.match(MULTIPLE_PATTERN, "十")
