"""Coverage: every figure of a plan's text is encoded, quoted, a name by rule, set aside, or listed as open."""

import json
import os
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.chinese.plan_text import read_plan_text
from plancmp.chinese.quantities import find_quantities
from plancmp.cli.coverage_ import command
from plancmp.coverage.engine import coverage
from plancmp.coverage.name_rules import NAME_RULES
from plancmp.coverage.result import Coverage, PlanCoverage
from plancmp.outcomes import Cover
from plancmp.problems import PlancmpError
from plancmp.reading.merging import of_texts
from plancmp.reading.sources import SourceText, read_sources
from plancmp.report.coverage_page import make_coverage_page
from plancmp.vocabulary import Completeness

ROOT = Path(__file__).parents[1]
SOURCES = Path(os.environ.get("PLANCMP_SOURCES", ROOT.parent / "shared" / "sources"))
GOLDEN = Path(__file__).parent / "goldens" / "coverage-rules.txt"

HEAD = """\
format: 1
places:
  lakeside:
    name: {zh: 湖滨市, en: Lakeside}
    level: municipality
indicators:
  firms:
    name: {zh: 高新技术企业, en: High-tech enterprises}
    unit: 家
  share:
    name: {zh: 研发经费占比, en: R&D share}
    unit: percent
  patents:
    name: {zh: 每万人口发明专利, en: "Patents per 10,000"}
    unit: 件/万人
  output:
    name: {zh: 工业总产值, en: Output}
    unit: 亿元
    basis: per-year
  staff:
    name: {zh: 研发人员, en: Staff}
    unit: 人
plans:
  lakeside-2021:
    title: {zh: 湖滨市科技创新“十四五”规划, en: Lakeside plan}
    place: lakeside
    period: 2021-2025
    encoding: partial
    outline:
      "1": 发展成就
      "2": 目标
      "2.1": 主要目标
"""
OUTLINE = "第一章 发展成就\n{past}\n第二章 目标\n一、主要目标\n{aims}\n"


def covered(aims: str, entries: str = "", past: str = "") -> PlanCoverage:
    """The coverage of a text of two chapters, with lists of entries as they stand in a plan."""
    loaded = of_texts([("plans.yaml", HEAD + entries)])
    assert loaded.problems == ()
    source = SourceText("lakeside.txt", read_plan_text(OUTLINE.format(past=past, aims=aims)), exact=True)
    return coverage(("lakeside-2021",), loaded.collection, {"lakeside-2021": source}).plans[0]


def figures(plan: PlanCoverage) -> dict[str, str]:
    """Each figure of the text but the headings, and what became of it; equal ones are numbered."""
    found: dict[str, str] = {}
    for each in plan.figures:
        if each.name and each.name.rule == "heading":
            continue
        text = each.figure.text
        found[text if text not in found else f"{text}#{sum(k.startswith(text) for k in found) + 1}"] = each.cover.value
    return found


def target(quote: str, value: str, indicator: str = "firms", more: str = "", at: str = '"2.1"') -> str:
    """A target as it stands in plans.yaml."""
    return f"      - indicator: {indicator}\n{more}        value: {value}\n        at: {at}\n        quote: {quote}\n"


def test_each_class_once():
    """One figure of each kind, and the one that nobody has looked at."""
    plan = covered(
        "到2025年,高新技术企业达到300家以上,实施3个优先主题,面向5G应用,新建平台12家。",
        "    targets:\n"
        + target("到2025年,高新技术企业达到300家以上", "300", more="        by: 2025\n").replace(
            "        at:", "        comparator: at-least\n        at:"
        )
        + '    aside:\n      - at: "2.1"\n        quote: 实施3个优先主题\n        because: counts the themes\n',
    )
    assert figures(plan) == {"2025年": "quote", "300家以上": "encoded", "3个": "aside", "5G": "rule", "12家": "open"}
    assert plan.share == Decimal("85.7")
    assert [each.figure.text for each in plan.open] == ["12家"]


@pytest.mark.parametrize(
    ("aims", "entry"),
    [
        ("工业总产值达到 3000 万元", target("工业总产值达到3000万元", "0.3", "output")),
        ("工业总产值(亿元)\n6124.05\n12500", target("工业总产值(亿元) 6124.05 12500", "12500", "output")),
        ("每万人口发明专利达到8件", target("每万人口发明专利达到8件", "8", "patents")),
        ("研发人员翻一番", target("研发人员翻一番", "2", "staff", "        basis: multiple\n        unit: 倍\n")),
        ("力争企业全覆盖", target("力争企业全覆盖", "100", more="        unit: percent\n")),
        ("能耗下降15%", target("能耗下降15%", "-15", "share", "        basis: change\n")),
        (
            "建设中试基地8—10家",
            target("建设中试基地8—10家", "8", more="").replace("value: 8", "low: 8\n        high: 10"),
        ),
        ("高新技术企业百家", target("高新技术企业百家", "100")),
        ("高新技术企业达到５００家", target("高新技术企业达到500家", "500")),
    ],
)
def test_a_figure_is_encoded_when_its_value_agrees(aims, entry):
    """Conversions, tables, words, falls, ranges and full-width digits are all read as printed."""
    plan = covered(aims, "    targets:\n" + entry)
    assert list(figures(plan).values()).count("encoded") == 1


@pytest.mark.parametrize(
    ("aims", "entry", "open_"),
    [
        ("科技进步贡献率达到60%", target("科技进步贡献率达到60%", "61", "share"), "60%"),
        ("高新技术企业达到5600家", target("高新技术企业达到5600家", "6500"), "5600家"),
        ("工业总产值达到60亿元", target("工业总产值达到60亿元", "60", "share"), "60亿元"),
    ],
)
def test_another_value_or_unit_in_the_quote_stays_open(aims, entry, open_):
    """A slip in the YAML is not hidden by its quote; the list says which entry stands there."""
    (each,) = covered(aims, "    targets:\n" + entry).open
    assert (each.figure.text, each.disagrees, len(each.ids)) == (open_, True, 1)


def test_an_entry_accounts_for_one_figure_of_its_quote():
    """国家级2家、自治区级2家: one entry covers one of two equal figures, two entries cover both."""
    one = target("国家级平台2家、自治区级平台2家", "2")
    two = one.replace("indicator: firms", "indicator: firms\n        key: second")
    aims = "新增国家级平台2家、自治区级平台2家"
    assert sorted(figures(covered(aims, "    targets:\n" + one)).values()) == ["encoded", "open"]
    assert sorted(figures(covered(aims, "    targets:\n" + one + two)).values()) == ["encoded", "encoded"]


def test_a_figure_encoded_twice_counts_once_and_names_both():
    """各15家 is one figure and two targets."""
    lists = "    targets:\n" + target("平台各15家", "15") + target("平台各15家", "15", "staff", "        unit: 家\n")
    (each,) = [f for f in covered("国家级和自治区级平台各15家", lists).figures if f.cover is Cover.ENCODED]
    assert each.ids == ("lakeside-2021/firms/undated", "lakeside-2021/staff/undated")


def test_baselines_results_and_other_printings_are_encoded():
    """The figure beside the target, the one in its lead, a past result, and the same target printed again."""
    lists = (
        "    targets:\n"
        + target("到300家", "300", more="        baseline: {year: 2020, value: 120}\n").replace(
            "        quote:", "        lead:\n          - 由2020年的120家\n        quote:"
        )
        + '        also:\n          - at: "2"\n            quote: 总数突破310家\n            value: 310\n'
        + '    observed:\n      - indicator: firms\n        year: 2020\n        value: 120\n        at: "1"\n        quote: 达到120家\n'
    )
    plan = covered("高新技术企业由2020年的120家增加到300家,总数突破310家。", lists, past="高新技术企业达到120家。")
    assert figures(plan) == {
        "120家": "encoded",
        "2020年": "quote",
        "120家#2": "encoded",
        "300家": "encoded",
        "突破310家": "encoded",
    }
    assert plan.unfound == ()


def test_a_quote_holds_only_in_its_own_section():
    """The same words in another section are another printing, and open until they stand under `also`."""
    plan = covered("达到120家。", "    targets:\n" + target("达到120家", "120"), past="达到120家。")
    assert [(e.figure.section, e.cover.value) for e in plan.figures if e.figure.text == "120家"] == [
        ("1", "open"),
        ("2.1", "encoded"),
    ]


def test_a_quote_that_stands_directly_in_its_section_does_not_reach_below():
    """The figure is printed in 2.1 and again in 2.1.1: the entry of 2.1 accounts for the first."""
    plan = covered("达到120家。\n(一)具体目标\n达到120家。", "    targets:\n" + target("达到120家", "120"))
    assert [(e.figure.section, e.cover.value) for e in plan.figures if e.figure.text == "120家"] == [
        ("2.1", "encoded"),
        ("2.1.1", "open"),
    ]


def test_a_printing_with_another_year_is_the_claim_of_that_year():
    """The figure leads to the claim that it is, not to the first printing."""
    also = '        also:\n          - at: "2.1"\n            by: 2030\n            quote: 2030年达到300家\n'
    plan = covered(
        "2025年达到300家,2030年达到300家。",
        "    targets:\n" + target("2025年达到300家", "300", more="        by: 2025\n") + also,
    )
    assert [e.ids for e in plan.figures if e.cover is Cover.ENCODED] == [
        ("lakeside-2021/firms/2025",),
        ("lakeside-2021/firms/2025+2",),
    ]


NAMES = [
    ("印发《中国制造2025》的通知", "2025", "title", "2025"),
    ("湖政发〔2021〕7号文件", "〔2021〕7号", "document-number", "〔2021〕7号"),
    ("电话:0776-5680888", "0776-5680888", "imprint", "0776-5680888"),
    ("自2021年10月29日起", "2021年", "calendar", "2021年"),
    ("在2016—2020年期间", "2016—2020年", "calendar", "2016—2020年"),
    ("未来五年是关键时期", "五年", "span-of-years", "未来五年"),
    ("实施三年行动", "三年", "span-of-years", "三年行动"),
    ("见第三章所列", "第三", "heading", "第三章"),
    ("依照条例第三条办理", "第三条", "legal-reference", "第三条"),
    ("贯彻党的十九大精神", "十九", "congress", "党的十九大"),
    ("十九届五中全会", "十九届", "congress", "十九届五中"),
    ("第十四个五年规划", "第十四个", "congress", "第十四个五年规划"),
    ("市四届人民政府", "四届", "congress", "四届人民政府"),
    ("委托第三方评估", "第三", "ordinal-name", "第三方"),
    ("第五代移动通信", "第五代", "ordinal-name", "第五代"),
    ("共建第四海洋研究所", "第四", "ordinal-name", "第四海洋研究所"),
    ("市政府第9次常务会议", "第9次", "ordinal-name", "第9次常务会议"),
    ("人才是第一资源", "第一", "ordinal-name", "第一资源"),
    ("21世纪海上丝绸之路", "21", "century", "21世纪"),
    ("面向5G应用", "5G", "code", "5G"),
    ("参加“100+N”体系", "100+N", "code", "100+N"),
    ("入选“千人计划”", "千人", "quoted-name", "“千人计划”"),
    ("落实三大定位要求", "三", "n-great", "三大定位要求"),
]


@pytest.mark.parametrize(("words", "figure", "rule", "name"), NAMES, ids=[f"{r[2]}-{r[1]}" for r in NAMES])
def test_a_rule_takes_a_name(words, figure, rule, name):
    """What each rule is for, and the name by which it can be read aloud."""
    found = {e.figure.text: e for e in covered(words).figures}
    assert found[figure].name is not None
    assert (found[figure].cover, found[figure].name.rule, found[figure].name.words) == (Cover.RULE, rule, name)


def test_every_rule_is_shown_above_and_told_in_both_languages():
    """No rule without an example, a Chinese and an English explanation."""
    assert {r.name for r in NAME_RULES} == {row[2] for row in NAMES} | {"list-number"}
    assert all(re.search("[一-鿿]", r.manual.zh) and re.search("[a-z]", r.manual.en) for r in NAME_RULES)


def test_a_list_number_is_no_figure_but_the_one_behind_it_is():
    """1.突破100项重大技术: the first is a number of the list, the second a target."""
    assert figures(covered("1.突破100项重大技术。\n2.创建70个平台。")) == {
        "1": "rule",
        "100项": "open",
        "2": "rule",
        "70个": "open",
    }


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("成为广西第4个通过考核的城市", "第4个"),
        ("创新能力排名第3位", "第3位"),
        ("进入全国前10名", "前10名"),
        ("打造五大千亿产业", "五"),
        ("培育三大产业集群", "三"),
        ("实现“新增企业一百家”目标", "一百家"),
        ("实施“力争三年内高新技术企业数量突破一千家”工程", "一千家"),
        ("落实“培育100家企业”工作", "100家"),
        ("研究院达到第二批标准", "第二批"),
        ("审批时间缩短到2年", "2年"),
        ("打造千亿元产业", "千亿元"),
        ("实施发明专利倍增计划", "倍增"),
        ("企业研发投入倍增", "倍增"),
        ("建成网上技术市场2.0版", "2.0版"),
        ("实现市县两级覆盖", "两级"),
        ("建设两个中心", "两个"),
        ("新建园区一个", "一个"),
    ],
)
def test_what_may_be_a_target_is_taken_by_no_rule(words, figure):
    """A rank, a creation of several great things, a target in slogan form: they stay on the list."""
    found = {e.figure.text: e.cover for e in covered(words).figures}
    assert found[figure] is Cover.OPEN


def test_needless_and_lost_asides_are_told():
    """An aside over a name or an encoded figure, and one whose quote is not there."""
    plan = covered(
        "面向5G应用,建设平台12家。",
        "    targets:\n"
        + target("建设平台12家", "12")
        + "".join(
            f'{"    aside:" + chr(10) if not n else ""}      - at: "2.1"\n        quote: {q}\n        because: why\n'
            for n, q in enumerate(("面向5G应用", "建设平台12家", "并非原文3家"))
        ),
    )
    assert [a.aside.quote for a in plan.needless] == ["面向5G应用", "建设平台12家", "并非原文3家"]
    assert [bool(a.passages) for a in plan.needless] == [True, True, False]
    assert plan.count(Cover.ASIDE) == 0


AIMS = "高新技术企业达到300家,平台达到12家,其中国家级2家、自治区级2家,研发经费占比2.5%,面向5G应用。"
TARGETS = (
    target("高新技术企业达到300家", "300"),
    target("平台达到12家", "12", more="        key: platforms\n"),
    target("国家级2家、自治区级2家", "2", more="        key: national\n"),
    target("国家级2家、自治区级2家", "2", more="        key: regional\n"),
    target("研发经费占比2.5%", "2.5", "share"),
)


@cache
def with_targets(numbers: frozenset[int]) -> PlanCoverage:
    """The coverage with some of the targets."""
    listed = "".join(TARGETS[n] for n in sorted(numbers))
    return covered(AIMS, f"    targets:\n{listed}" if listed else "")


@settings(deadline=None)
@given(st.frozensets(st.integers(0, len(TARGETS) - 1)), st.integers(0, len(TARGETS) - 1))
def test_more_entries_never_account_for_less(chosen, another):
    """Every figure has one class, and an entry more never opens a figure."""

    fewer, more = with_targets(chosen), with_targets(chosen | {another})
    for plan in (fewer, more):
        assert sum(plan.count(cover) for cover in Cover) == len(plan.figures) == len(find_quantities(plan.text.raw))
        assert (plan.share == 100) == (not plan.open)
    assert fewer.count(Cover.ENCODED) == len(chosen)
    assert {e.figure.start for e in more.open} <= {e.figure.start for e in fewer.open}


def test_a_share_is_never_rounded_up_to_all():
    """2 of 2001 open is not 100 %."""
    plan = covered("、".join(["2020年"] * 2000) + "。平台12家。")
    assert plan.count(Cover.OPEN) == 1
    assert plan.share == Decimal("99.9")


def test_suggestions_can_be_pasted():
    """Every suggested entry, its words in capitals replaced, goes into the file as it is, and then nothing is open."""
    past = "“十三五”期间,高新技术企业达到120家。"
    aims = "到2025年,力争高新技术企业达到300家以上,研发人员翻一番。\n指标:一号\n研发经费占比(%)\n1.2\n2.5\n建设基地8—10家,进入全区前5名,打造五大产业。"
    plan = covered(aims, past=past)
    lists: dict[str, list[str]] = {}
    for number, each in enumerate(plan.open):
        listing, _, entry = each.suggestion.partition("\n")
        entry = re.sub("INDICATOR", "firms", entry).replace("REASON", "a name")
        if listing != "    aside:":
            entry = re.sub(r"(- indicator: .*)", rf"\1\n        key: k{number}", entry)
        lists.setdefault(listing, []).append(entry)
    written = "".join(f"{listing}\n" + "".join(f"{e}\n" for e in entries) for listing, entries in lists.items())
    assert "    observed:" in lists
    assert "        commitment: aspirational" in written
    assert "        quote: 研发经费占比(%) 1.2 2.5" in written
    again = covered(aims, written, past=past)
    assert (again.share, again.needless, again.unfound) == (100, (), ())


class _Page(HTMLParser):
    """Ids, links, tags and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"}:
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_stands_alone_and_every_link_leads_somewhere(lang):
    """No script, nothing from the network; each figure leads to its entry and each entry back; the text is whole."""
    aims = "平台达到12家,<script>alert(1)</script>还有3家。"
    plan = covered(aims, "    targets:\n" + target("平台达到12家", "12"))
    html = make_coverage_page(Coverage((plan,)), lang)
    page = _Page(html)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe"})
    assert "http" not in html
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert '<a class="f encoded"' in html
    assert 'title="' + ("已收录" if lang == "zh" else "encoded") + ': lakeside-2021/firms/undated"' in html
    told = re.sub(r"\s", "", "".join(page.words))
    assert all(re.sub(r"\s", "", line) in told for line in plan.text.raw.splitlines())
    assert all(cover.label.in_language(lang) in html for cover in Cover)
    assert "print-color-adjust" in html


TEXT = OUTLINE.format(past="高新技术企业达到120家。", aims="平台达到12家。")


@pytest.fixture
def lakeside(tmp_path):
    """A folder with a collection of one plan and its text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lakeside-2021.txt").write_text(TEXT, encoding="utf-8")
    sha = read_plan_text(TEXT).compute_hash()
    head = HEAD.replace("    encoding: partial\n", f"    encoding: partial\n    source: {{sha256: {sha}}}\n")
    (tmp_path / "plans.yaml").write_text(head + "    targets:\n" + target("平台达到12家", "12"), encoding="utf-8")
    return tmp_path


@dataclass(frozen=True)
class Done:
    """What the command did, run in this process."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(lakeside, monkeypatch):
    """The command in the folder of the collection, in English unless told otherwise."""
    monkeypatch.chdir(lakeside)
    monkeypatch.delenv("PLANCMP_SOURCES", raising=False)

    def invoke(*args: str) -> Done:
        lang = () if "--lang" in args else ("--lang", "en")
        done = CliRunner().invoke(command, ["--plans", "plans.yaml", *lang, *args])
        if isinstance(done.exception, PlancmpError):
            told = [p.message.en for p in done.exception.problems] + [done.exception.message.en]
            return Done(done.exception.exit_code, done.stdout, done.stderr + "\n".join(told))
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return Done(done.exit_code, done.stdout, done.stderr)

    return invoke


def test_the_command_lists_and_suggests(lakeside, plancmp):
    """Figures by class, the open one with its place, and an entry for it."""
    run = plancmp("coverage", "lakeside-2021", "--plans", "plans.yaml", "--sources", "texts", cwd=lakeside)
    assert (run.status, run.err) == (0, "")
    assert re.search(r"lakeside-2021 +4 +1 +0 +2 +0 +1 +75 %", run.out)
    assert "2:9 (1)" in run.out
    assert "        quote: 高新技术企业达到120家\n" in run.out
    chinese = plancmp("coverage", "--plans", "plans.yaml", "--sources", "texts", "--lang", "zh", cwd=lakeside)
    assert "未交代的数字" in chinese.out


def test_fail_under(run):
    """Status 1 below the share that is asked for, and the plan is named."""
    given_ = ("--sources", "texts", "--fail-under")
    assert run(*given_, "75").status == 0
    done = run(*given_, "75.1")
    assert done.status == 1
    assert done.err == "lakeside-2021: 75.0 % accounted for, below 75.1 %\n"


def test_the_record(run):
    """json has every figure with its place and class, and for an open one the words around it and an entry."""
    done = run("--sources", "texts", "-f", "json")
    (plan,) = json.loads(done.out)["plans"]
    assert plan["share"] == 75
    assert plan["by_cover"] == {"encoded": 1, "quote": 0, "rule": 2, "aside": 0, "open": 1}
    assert plan["by_rule"] == {"heading": 2}
    assert plan["figures"][1] | {"suggestion": ""} == {
        "line": 2,
        "column": 9,
        "section": "1",
        "text": "120家",
        "cover": "open",
        "claims": [],
        "rule": None,
        "name": None,
        "because": None,
        "context": "高新技术企业达到120家",
        "suggestion": "",
    }


@pytest.mark.parametrize("format_", ["table", "plain", "csv", "markdown", "html"])
def test_formats(format_, run):
    """Every format of a reading command; html is the page."""
    done = run("--sources", "texts", "-f", format_)
    assert done.status == 0
    assert "120家" in done.out
    assert done.out.startswith("<!DOCTYPE html>") == (format_ == "html")


def test_by_rule_and_asides(run):
    """What each rule took is listed under its name and explanation; the set-aside list is empty here."""
    done = run("--sources", "texts", "--by-rule")
    assert "heading (2): The number of a chapter, part or section" in done.out
    assert "第一章" in done.out
    both = run("--sources", "texts", "--by-rule", "--asides")
    assert both.status == 2


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        ((), 2, "PLANCMP_SOURCES"),
        (("--sources", "nowhere"), 3, "no such folder"),
        (("--sources", "empty"), 3, "no text of lakeside-2021"),
        (("lakesid-2021", "--sources", "texts"), 2, "did you mean lakeside-2021"),
    ],
)
def test_trouble_is_told_in_words(args, status, words, lakeside, run):
    """Wrong usage is 2, a text that is not to be had is 3."""
    (lakeside / "empty").mkdir()
    done = run(*args)
    assert done.status == status
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_resaved_text_is_known_by_its_characters(lakeside):
    """Full-width digits, other line ends and any file name: the hash is of the normalised text."""
    resaved = TEXT.replace("120", "１２０").replace("\n", "\r\n  ")
    (lakeside / "texts" / "lakeside-2021.txt").unlink()
    (lakeside / "texts" / "scan 7.txt").write_text(resaved, encoding="utf-8-sig", newline="")
    plans = of_texts([("p", (lakeside / "plans.yaml").read_text(encoding="utf-8"))]).collection.plans
    found = read_sources(lakeside / "texts", plans)
    assert found.problems == ()
    assert found.texts["lakeside-2021"].exact


def test_another_text_is_taken_by_name_with_a_warning(lakeside, run):
    """The exact text wins over the name; without it the file that begins with the plan's id is read."""
    changed = lakeside / "texts" / "lakeside-2021-draft.txt"
    changed.write_text(TEXT.replace("12家", "13家"), encoding="utf-8")
    (lakeside / "texts" / "gbk.txt").write_bytes("乱码".encode("gbk"))
    plans = of_texts([("p", (lakeside / "plans.yaml").read_text(encoding="utf-8"))]).collection.plans
    assert read_sources(lakeside / "texts", plans).texts["lakeside-2021"].path.endswith("lakeside-2021.txt")
    (lakeside / "texts" / "lakeside-2021.txt").unlink()
    found = read_sources(lakeside / "texts", plans)
    assert (found.texts["lakeside-2021"].exact, [p.rule for p in found.problems]) == (False, ["source-differs"])
    done = run("--sources", "texts")
    assert done.status == 0
    assert "source-differs" in done.err
    assert "lakeside-2021/firms/undated" in done.out  # its quote is not found in that text


def test_a_text_that_cannot_be_read_says_so(lakeside):
    """The plan's file is there, in another encoding."""
    (lakeside / "texts" / "lakeside-2021.txt").write_bytes(TEXT.encode("gbk"))
    plans = of_texts([("p", (lakeside / "plans.yaml").read_text(encoding="utf-8"))]).collection.plans
    (problem,) = read_sources(lakeside / "texts", plans).problems
    assert problem.rule == "source-missing"
    assert "GBK" in problem.message.en


needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the plans' texts are no part of the repository")


@pytest.fixture(scope="module")
def shipped_coverage():
    """The coverage of the shipped plans over their texts."""
    loaded = of_texts([("plans.yaml", (ROOT / "plans.yaml").read_text(encoding="utf-8"))])
    assert loaded.problems == ()
    plans = {i: p for i, p in loaded.collection.plans.items() if p.encoding is Completeness.COMPLETE}
    sources = read_sources(SOURCES, plans)
    assert sources.problems == ()
    return coverage(tuple(plans), loaded.collection, sources.texts).plans


@needs_sources
def test_every_figure_of_the_shipped_plans_is_accounted_for(shipped_coverage):
    """100 % for all, every quote in its section, no aside without need and none so long that nobody reads it."""
    open_ = [f"{p.ident}:{e.figure.line} {e.clause}" for p in shipped_coverage for e in p.open]
    assert open_ == []
    assert [p.share for p in shipped_coverage] == [100] * 5
    assert [ident for p in shipped_coverage for ident in p.unfound] == []
    assert [(p.ident, a.aside.quote) for p in shipped_coverage for a in p.needless] == []
    asides = [a for p in shipped_coverage for a in p.plan.aside]
    assert max(len(re.sub(r"\s", "", a.quote)) for a in asides) <= 40


@needs_sources
def test_what_the_rules_swallow_is_what_was_read_and_agreed(shipped_coverage):
    """Golden of rule and name with the number of times, encoded figures apart; then the names that pass only inside a
    quote, and the numerals that are read as no figure at all. PLANCMP_REWRITE=1 writes it anew: read the difference aloud.
    """
    swallowed: dict[str, dict[str, int]] = {rule.name: {} for rule in NAME_RULES}
    swallowed |= {"in a quote only": {}, "no figure": {}}
    for plan in shipped_coverage:
        for each in plan.figures:
            if each.cover in {Cover.RULE, Cover.QUOTE}:
                rule, words = (each.name.rule, each.name.words) if each.name else ("in a quote only", each.figure.text)
                swallowed[rule][words] = swallowed[rule].get(words, 0) + 1
        for words in _unread(plan):
            swallowed["no figure"][words] = swallowed["no figure"].get(words, 0) + 1
    text = "".join(
        f"{rule} ({sum(found.values())})\n" + "".join(f"  {words} {n}\n" for words, n in sorted(found.items()))
        for rule, found in swallowed.items()
    )
    if os.environ.get("PLANCMP_REWRITE"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text


def _unread(plan: PlanCoverage) -> list[str]:
    """Numerals outside every figure, with the character behind them: 一批, 统一, 百色."""
    taken = {n for each in plan.figures for n in range(each.figure.start, each.figure.end)}
    numerals = re.finditer(r"[0-9０-９〇零一二三四五六七八九十百千万亿两廿]+", plan.text.raw)
    return [
        re.sub(r"\s", "", plan.text.raw[m.start() : m.end() + 1])
        for m in numerals
        if taken.isdisjoint(range(m.start(), m.end()))
    ]


PARTLY = """
places:
  lakeside: {name: {zh: 湖滨市, en: Lakeside}, level: municipality, code: "990100"}
indicators:
  firms:
    name: {zh: 高新技术企业, en: High-tech firms}
    unit: 家
    basis: level
    themes: [enterprises]
plans:
  lakeside-report-2022:
    kind: report
    title: {zh: 湖滨市2022年政府工作报告, en: Lakeside report 2022}
    place: lakeside
    period: 2022
    issued: 2022-01-24
    encoding: partial
    outline: {"1": 工作回顾, "2": 主要任务}
"""
PARTLY_TEXT = "一、工作回顾\n新建学校12所。高新技术企业30家，园区5个。\n二、主要任务\n新建医院7所。\n"


@pytest.mark.parametrize(
    ("promise", "counted"),
    [
        ("", ["12", "30", "5", "7"]),
        ('    whole: ["2"]\n', ["7"]),
        ("    read-for: [enterprises]\n", ["30", "5"]),
        ('    whole: ["2"]\n    read-for: [enterprises]\n', ["30", "5", "7"]),
    ],
)
def test_a_document_encoded_in_part_accounts_for_what_it_promises(promise, counted):
    """Its whole sections, and the sentences that name an indicator of the themes that it was read for; else all."""
    loaded = of_texts([("plans.yaml", "format: 1" + PARTLY + promise)])
    source = SourceText("t.txt", read_plan_text(PARTLY_TEXT), exact=True)
    (plan,) = coverage(("lakeside-report-2022",), loaded.collection, {"lakeside-report-2022": source}).plans
    assert [re.sub(r"\D", "", each.figure.text) for each in plan.figures] == counted
