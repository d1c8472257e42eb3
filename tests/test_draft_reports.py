"""Whose work report it is and of which year: the forms in which reports lie about, each with what is right."""

import pytest

from plancmp.chinese.plan_text import read_plan_text
from plancmp.draft import draft
from plancmp.draft.document import read_head
from plancmp.draft.reports import find_spans
from plancmp.model import Collection, Period, Place
from plancmp.vocabulary import ClaimType, DocumentKind, Level
from plancmp.words import Text

NOTHING = Collection({}, {}, {})
BODY = "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n一、{past}年工作回顾\n全市实现生产总值100亿元，增长6%。\n"


def head(front, past=2020, collection=NOTHING):
    """The particulars of a report with these lines over its text."""
    return read_head(read_plan_text(f"{front}\n{BODY.format(past=past)}"), collection)


def tell(found):
    """Place, year and day."""
    name = found.place and found.place.place and found.place.place.name.zh
    return name, found.period and found.period.first, found.issued


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("云溪市2021年政府工作报告", ("云溪市", 2021, None)),
        ("2021年云溪市人民政府工作报告", ("云溪市", 2021, None)),
        ("政府工作报告\n——2021年1月16日在云溪市第十八届人民代表大会第四次会议上", ("云溪市", 2021, "2021-01-16")),
        ("政府工作报告\n（2021年1月16日在云溪市第十八届人民代表大会第四次会议上）", ("云溪市", 2021, "2021-01-16")),
        ("**政府工作报告**\n**——二〇二一年一月十六日在云溪市第十八届人民代表大会第四次会议上**", ("云溪市", 2021, "2021-01-16")),
        ("政府工作报告\n——2021年1月16日在云溪市\n第十八届人民代表大会第四次会议上", ("云溪市", 2021, "2021-01-16")),
        ("政府工作报告\n在云溪市第十八届人民代表大会第四次会议上（2021年1月16日）", ("云溪市", 2021, "2021-01-16")),
        ("政府工作报告\n——2021年1月16日云溪市十八届人大四次会议通过", ("云溪市", 2021, "2021-01-16")),
        ("政府工作报告\n云溪市人民政府代市长 王小溪", ("云溪市", 2021, None)),
        ("云溪市第十八届人民代表大会第四次会议政府工作报告\n**（2021年1月16日）**", ("云溪市", 2021, "2021-01-16")),
        ("---\ntitle: 云溪市政府工作报告（2021年1月16日 王小溪）\n---\n——2021年1月16日在云溪市第十八届人民代表大会第四次会议上", ("云溪市", 2021, "2021-01-16")),
        ("---\nsource: https://www.yunxi.gov.cn/a/b.html\ntitle: 2021年政府工作报告\n---\n云溪的发展", ("云溪市", 2021, None)),
        ("王小溪市长在云溪市第十八届人民代表大会第四次会议的政府工作报告（2021年）", ("云溪市", 2021, None)),
        ("2021年《政府工作报告》\n——在云溪市第十八届人民代表大会第四次会议上", ("云溪市", 2021, None)),
        ("政府工作报告\n——2021年1月16日在市第十八届人民代表大会第四次会议上\n云溪市市长 王小溪", ("云溪市", 2021, "2021-01-16")),
    ],
)  # fmt: skip
def test_place_year_and_day(front, told):
    found = head(front)
    assert found.kind is DocumentKind.REPORT
    assert tell(found) == told


def test_given_in_winter_it_is_of_the_next_year():
    """December 2020 reviews 2020 and sets 2021."""
    found = head("政府工作报告\n——2020年12月26日在云溪市第十八届人民代表大会第四次会议上", past=2020)
    assert (found.period, found.issued, found.doubts) == (Period(2021, 2021), "2020-12-26", ())


def test_a_title_of_the_year_that_is_reviewed_is_a_doubt():
    """The day and what is reviewed tell the year; the title's is told as what it is."""
    found = head("2020年云溪市政府工作报告\n——2021年1月16日在云溪市第十八届人民代表大会第四次会议上", past=2020)
    assert found.period == Period(2021, 2021)
    assert [doubt.en for doubt in found.doubts] == ["the title tells of 2020; 2021 is taken"]


def test_two_places_are_a_doubt():
    """The congress is taken, the other place told."""
    found = head("临湖市政府工作报告\n——2021年1月16日在云溪市第十八届人民代表大会第四次会议上")
    assert tell(found)[0] == "云溪市"
    assert [doubt.en for doubt in found.doubts] == ["临湖市 is named too; 云溪市 is taken"]


def test_a_place_by_its_address_alone_is_a_doubt():
    found = head("---\nsource: https://www.yunxi.gov.cn/a.html\ntitle: 2021年政府工作报告\n---\n云溪的发展")
    assert [doubt.en for doubt in found.doubts] == ["the place is only told by the page's address"]


def test_a_short_name_is_the_same_place():
    """海北州 of the title and 海北藏族自治州 of the congress."""
    found = head("海北州政府工作报告\n——2021年2月5日在海北藏族自治州第十四届人民代表大会第七次会议上")
    assert (tell(found)[0], found.doubts) == ("海北藏族自治州", ())


def test_the_nation():
    held = Collection({"china": Place(Text("中国", "China"), Level.NATION)}, {}, {})
    found = head("政府工作报告\n——2021年3月5日在第十三届全国人民代表大会第四次会议上", collection=held)
    assert (found.place.ident, found.period) == ("china", Period(2021, 2021))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云溪市“十四五”科技创新规划", DocumentKind.PLAN),
        ("云溪市国民经济和社会发展第十四个五年规划纲要", DocumentKind.OUTLINE),
        ("云溪市科技创新三年行动计划（2021—2023年）", DocumentKind.ACTION),
        ("云溪市2021年国民经济和社会发展统计公报", DocumentKind.COMMUNIQUE),
    ],
)
def test_other_kinds(title, kind):
    """A plan that speaks of work reports is none."""
    text = f"{title}\n政府工作报告提出的任务全部完成。\n第一章 发展基础\n企业达到100家。\n"
    assert read_head(read_plan_text(text), NOTHING).kind is kind


def test_the_chapters_tell_the_years_of_their_figures():
    """What a chapter reviews are results, what it sets are targets, whatever its verbs."""
    text = read_plan_text(
        "政府工作报告\n——2021年1月16日在云溪市第十八届人民代表大会第四次会议上\n各位代表：\n现在报告工作。\n"
        "一、过去五年工作回顾\n高新技术企业达到100家。\n二、今后五年奋斗目标\n高新技术企业达到300家。\n"
        "三、2021年重点工作\n高新技术企业达到120家。\n"
    )
    assert find_spans(text.outline, 2021) == {
        "1": Period(2016, 2020), "2": Period(2021, 2025), "3": Period(2021, 2021),
    }  # fmt: skip
    made = draft(text, NOTHING)
    assert made.ident == "yunxi-report-2021"
    assert [(entry.kind, entry.head.figure.value) for entry in made.entries] == [
        (ClaimType.OBSERVED, 100), (ClaimType.TARGET, 300), (ClaimType.TARGET, 120),
    ]  # fmt: skip
