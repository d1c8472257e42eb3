"""The shipped data, tested as data: clean, complete, as printed; and what was settled between two readers."""

import re
from decimal import Decimal

import pytest

from plancmp.align.engine import align_down
from plancmp.check.engine import check
from plancmp.reading.merging import collection
from plancmp.vocabulary import PLANNING, Binding, ClaimType, DocumentKind

HEADLINE = [
    # plan, indicator, place, year, printed figure, comparator, baseline
    ("guangxi-2021", "rd-expenditure", "guangxi", 2025, "22", "reach", "3.65"),
    ("guangxi-2021", "rd-share-of-gdp", "guangxi", 2025, "1.6", "reach", "0.78"),
    ("guangxi-2021", "hightech-enterprises", "guangxi", 2025, "5600", "reach", None),
    ("guangxi-2021", "hightech-enterprises-per-10k-enterprises", "guangxi", 2025, "54", "reach", "48"),
    ("guangxi-2021", "rd-staff-per-10k-employed", "guangxi", 2025, "25", "reach", "16.62"),
    ("guangxi-2021", "high-value-patents-per-10k", "guangxi", 2025, "2.5", "reach", "1.42"),
    ("guangxi-2021", "rd-share-of-gdp", "nanning", 2025, "2.5", "reach", None),
    ("guangxi-2021", "hightech-enterprises", "nanning", 2025, "2500", "reach", None),
    ("guangxi-2021", "rd-share-of-gdp", "guangxi", 2035, "2.5", "above", None),
    ("nanning-2016", "rd-share-of-gdp", "nanning", 2020, "2.2", "about", None),
    ("nanning-2016", "invention-patents-per-10k", "nanning", 2020, "8", "at-least", None),
    ("nanning-2016", "st-progress-contribution", "nanning", 2020, "60", "reach", None),
    ("nanning-2016", "hightech-enterprises", "nanning", 2020, "150", "reach", None),
    ("baise-2016", "rd-share-of-gdp", "baise", 2020, "1.2", "reach", "0.45"),
    ("baise-2016", "rd-staff-per-10k-employed", "baise", 2020, "12", "reach", "2.67"),
    ("baise-2016", "technology-contracts", "baise", 2020, "3", "at-least", None),
    ("baise-2016", "invention-patents-per-10k", "baise", 2020, "1.3", "reach", "0.41"),
    ("guilin-2011", "rd-share-of-gdp", "guilin", 2015, "2.2", "at-least", None),
    ("guilin-2011", "hightech-enterprises", "guilin", 2015, "100", "at-least", None),
    ("guilin-2019", "hightech-enterprises", "guilin", 2021, "350", "above", None),
    ("guilin-2019", "hightech-enterprises", "guilin-hightech-zone", 2021, "180", "above", None),
]


@pytest.mark.parametrize("row", HEADLINE, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}-{row[3]}")
def test_headline_figures_are_as_printed(row, shipped):
    """Value, year, comparator and baseline of what a reader looks up first."""
    plan, indicator, place, year, value, comparator, baseline = row
    found = [
        c
        for c in shipped[0]
        if (c.plan, c.indicator, c.place, c.year, c.type) == (plan, indicator, place, year, ClaimType.TARGET)
        and not c.variant_of
    ]
    assert [(str(c.value), str(c.comparator)) for c in found] == [(value, comparator)]
    beside = [str(c.value) for c in shipped[0] if c.beside == found[0].id]
    assert beside == ([baseline] if baseline else [])


def test_a_starred_baseline_has_its_true_year(shipped):
    """The regional table marks 2019 data with an asterisk."""
    years = {c.indicator: c.year for c in shipped[0] if c.plan == "guangxi-2021" and c.type is ClaimType.BASELINE}
    assert years["hightech-enterprises-per-10k-enterprises"] == 2019
    assert years["rd-staff-per-10k-employed"] == 2019
    assert years["rd-share-of-gdp"] == 2020


def test_check_finds_nothing():
    """Every quote holds its figure, unit and comparator; every reference leads somewhere."""
    from conftest import ROOT

    assert check(collection(ROOT / "plans.yaml")).problems == ()


SETTLED = [
    # quote, plan, field, settled answer: where two readers differed
    ("引育高层次创新人才和团队126个", "guangxi-2021", "basis", "added"),
    ("技术合同成交额达8亿元以上", "nanning-2016", "basis", "not-stated"),
    ("引进、推广农业新技术59项", "guilin-2011", "basis", "total"),
    ("2人入选国家“千人计划”", "guilin-2011", "basis", "total"),
    ("3次蝉联“全国科技进步先进市”", "guilin-2011", "year", None),
    ("14家企业获得高新技术企业认定", "baise-2016", "year", None),
    ("市级以上产业技术创新战略联盟各15家以上", "baise-2016", "basis", "not-stated"),
    ("年新增产值10％以上", "nanning-2016", "every", "project"),
    ("已建设年处理75万吨赤泥的生产线并稳定运行", "baise-2016", "basis", "level"),
    ("奖补经费与企业研发经费投入比例接近1:21", "guangxi-2021", "value", 21),
    # a programme has its own span and counts the whole region
    ("突破重大技术132项", "guangxi-2021", "from_year", 2018),
    ("创建国家级创新平台118个", "guangxi-2021", "of", None),
    ("创建国家级创新平台118个", "guangxi-2021", "basis", "added"),
    ("新增高新技术企业1618家", "guangxi-2021", "from_year", 2018),
    # likelier readings, told by figures of the same text
    ("自治区级高新技术产业开发区,总数达到14家", "guangxi-2021", "indicator", "hightech-zones"),
    ("众创空间达到150家", "guangxi-2021", "indicator", "regional-maker-spaces"),
    ("实现新产品产值294亿元", "guilin-2011", "basis", "per-year"),
    ("实现新产品产值294亿元", "guilin-2011", "year", 2010),
    ("建设12个县区职教中心和中等职业学校", "baise-2016", "indicator", "counties-with-vocational-schools"),
    ("占当年销售收入的比重分别不低于1.1%、2%、5%", "guilin-2011", "year", None),
    # 共, 已建立 are stocks; what stands on existing ones is new
    ("2015年，全市共建成科技企业孵化器15家", "nanning-2016", "basis", "level"),
    ("2015年，已建立了9家国际科技合作示范基地", "nanning-2016", "basis", "level"),
    ("在海外建立国际科技合作基地3家", "nanning-2016", "basis", "level"),
    ("创建70个自治区级以上创新平台", "guilin-2019", "basis", "added"),
    ("其中:力争创建国家级创新平台10个", "guilin-2019", "basis", "added"),
    ("创建自治区级创新平台60个以上", "guilin-2019", "basis", "added"),
    # a flow is a total in a result and in a target alike
    ("到2021年,突破100项重大技术", "guilin-2019", "basis", "total"),
    ("转化200项重大科技成果", "guilin-2019", "basis", "total"),
    ("力争审定(登记)农林牧渔新品种500个以上", "guangxi-2021", "basis", "total"),
    ("选派科技特派员1.5万人次", "guangxi-2021", "basis", "total"),
    ("先后引进、开发工业新产品、新技术675（项）个", "nanning-2016", "basis", "total"),
    ("7个县获广西首批农业产业科技重点示范县", "guilin-2011", "basis", "total"),
    ("培养和引进专业技术拔尖人才100名以上", "baise-2016", "basis", "not-stated"),
    # 力争, 争取 right behind the time govern the whole sentence
    ("突破特色优势农业关键核心技术100项以上", "guangxi-2021", "commitment", "aspirational"),
    ("打造高层次的科技创新团队30个", "baise-2016", "commitment", "aspirational"),
    # numbers of poor counties and sizes that are there are results
    ("在马山、上林、隆安、邕宁4个贫困县(区)", "nanning-2016", "value", 4),
    ("国家高新区千亿元园区领先地位", "guangxi-2021", "value", 1000),
]


@pytest.mark.parametrize("row", SETTLED, ids=lambda row: row[0])
def test_what_two_readers_settled_stays_settled(row, shipped):
    """A change here is a change of a decision, not of a typing slip."""
    quote, plan, field, answer = row
    found = [c.record() for c in shipped[0] if c.plan == plan and c.quote == quote]
    assert found
    assert {r[field] for r in found} == {answer}


PRINTED_TWICE = [
    ("baise-2016", "municipal-up-industry-alliances", "5年内，建成15个产业技术创新战略联盟"),
    ("guilin-2011", "industry-and-above-standards", "制（修）订行业以上标准60件"),
]


@pytest.mark.parametrize("row", PRINTED_TWICE, ids=lambda row: row[1])
def test_one_target_printed_twice_is_one_target(row, shipped):
    """The second printing stands under the first, with what it says otherwise."""
    plan, indicator, again = row
    found = [c for c in shipped[0] if (c.plan, c.indicator, c.variant_of) == (plan, indicator, None)]
    assert [[p.quote for p in c.also] for c in found] == [[again]]


SLOGANS = [
    ("nanning-2016", "促进发明专利倍增"),
    ("guangxi-2021", "推进高新技术企业倍增工作"),
    ("guilin-2019", "实施高新技术企业倍增计划"),
    ("baise-2016", "百万亩芒果、百万亩柑桔、百万亩桑蚕、百万亩油茶"),
]


@pytest.mark.parametrize("row", SLOGANS, ids=lambda row: row[1])
def test_a_slogan_or_the_name_of_a_programme_is_no_claim(row, shipped):
    """The figure aimed at is printed elsewhere in the plan, or nowhere."""
    plan, slogan = row
    assert slogan in {aside.quote for aside in shipped[1].collection.plans[plan].aside}
    assert slogan not in {c.quote for c in shipped[0] if c.plan == plan}


GOALS = [
    ("guangxi-2021", "确保财政科技投入逐年只增不减"),
    ("guangxi-2021", "确保国有工业企业研发经费支出年增长率超过全国平均水平"),
    ("guangxi-2021", "在国家高新区评价排名提升"),
    ("nanning-2016", "项目所辐射地区的贫困农民实现脱贫"),
    ("baise-2016", "科技进步综合实力进入全区中等行列"),
    ("baise-2016", "2030年跻身创新型地市行列、2050年步入创新型地市前列"),
    ("baise-2016", "确保经费足额到位"),
    ("baise-2016", "建成百色国家农业高新技术产业开发区"),
    ("guilin-2011", "广西最大的LED产业生产基地"),
    ("guilin-2019", "全市综合科技创新水平在全区排名前列"),
    ("guilin-2019", "保持财政科技支出稳定增长"),
]


@pytest.mark.parametrize("row", GOALS, ids=lambda row: row[1])
def test_a_goal_without_a_figure_is_a_task_of_that_kind(row, shipped):
    """前列, 逐年只增不减, 最大, 确保."""
    plan, quote = row
    assert [str(t.kind) for t in shipped[1].collection.plans[plan].tasks if t.quote == quote] == ["goal"]


def test_links_say_what_time_allows(shipped):
    """A part, or a support, only of a plan that is followed or whose years hold one's own; only the later continues."""
    plans = shipped[1].collection.plans
    linked = [(i, plan, link) for i, plan in plans.items() for task in plan.tasks for link in task.links]
    assert len(linked) == 225
    for ident, plan, link in linked:
        other = link.to.partition("/")[0]
        upper = plans[other]
        if str(link.is_) in {"part-of", "supports"}:
            followed = other in {parent.plan for parent in plan.follows}
            assert followed or {plan.period.first, plan.period.last} <= set(_years(upper)), (ident, link.to)
        elif str(link.is_) == "continues":
            assert upper.period.first < plan.period.first, (ident, link.to)


def _years(plan):
    return range(plan.period.first, plan.period.last + 1)


def test_titles_of_tasks_can_be_told_apart(shipped):
    """Within a plan few tasks share a title, and none is a garbled name."""
    for ident, plan in shipped[1].collection.plans.items():
        titles = [task.title for task in plan.tasks]
        assert not [title for title in titles if "?" in title]
        assert not {"协调配合", "工作机制", "信息化建设", "具体实施方案", "相应的领导机构"} & set(titles), ident


def test_no_body_leads_its_own_founding(shipped):
    """A task that sets up a body has another to lead it, or none."""
    for plan in shipped[1].collection.plans.values():
        for task in plan.tasks:
            founded = (task.quote or "").startswith(("成立", "调整充实"))
            assert not founded or not any(body in task.title for body in task.lead), task.key


def test_what_is_held_jointly_is_not_added_up(shipped):
    """Standards and prizes with several holders, agreements, techniques brought into use in several cities."""
    indicators = shipped[1].collection.indicators
    for ident in (
        "national-standards",
        "industry-standards",
        "national-st-awards",
        "strategic-partner-institutions",
        "technology-market-contracts",
        "new-varieties-introduced",
    ):
        assert not indicators[ident].sums, ident


def test_contradicting_printings_are_both_kept(shipped):
    """Baise prints 3 亿元 in the table and 3000 万元 in the text; neither is repaired."""
    found = {c.id: c for c in shipped[0] if c.plan == "baise-2016" and c.indicator == "technology-contracts"}
    assert {i: (c.value, c.unit, c.std.value) for i, c in found.items()} == {
        "baise-2016/technology-contracts/2020": (Decimal(3), "亿元", Decimal(3)),
        "baise-2016/technology-contracts/2020+2": (Decimal(3000), "万元", Decimal("0.3")),
    }


def test_only_the_outlines_call_a_target_expected_or_binding(shipped):
    """Their boxes print 预期性 or 约束性 in every row; none of the five plans' texts uses either word."""
    assert {c.binding for c in shipped[0] if c.kind is not DocumentKind.OUTLINE} == {None}
    boxed = [c for c in shipped[0] if c.section.startswith("box") and c.type is ClaimType.TARGET and c.place == "china"]
    assert {c.binding for c in boxed} == {Binding.EXPECTED, Binding.BINDING}
    assert not any(c.binding is Binding.BINDING for c in boxed if "patents" in c.indicator or "rd-" in c.indicator)


NATION = [
    # nation, region, verdict: R&D above 7 % a year beside 22 %, patents 12 beside 2.5, as the two texts print
    (
        "china-outline-2021/rd-expenditure/2021-2025:growth",
        "guangxi-2021/rd-expenditure/2021-2025:growth",
        "comparable",
    ),
    (
        "china-outline-2021/high-value-patents-per-10k/2025",
        "guangxi-2021/high-value-patents-per-10k/2025",
        "comparable",
    ),
    ("china-outline-2021/urbanization-rate/2025", "guangxi-report-2021/urbanization-rate/2025", "comparable"),
]


def test_the_region_stands_under_the_nation(shipped):
    """What the outline of 2021 sets and what the region sets for the same years are compared."""
    found = align_down(["china-outline-2021"], *shipped)
    pairs = {(n.against, n.claim.id): str(n.verdict) for row in found.rows for n in row.walk()}
    ids = {c.id for c in shipped[0]}
    for upper, lower, verdict in NATION:
        assert {upper, lower} <= ids
        assert pairs[upper, lower] == verdict


def test_every_place_of_the_region_is_there(shipped):
    """Fourteen municipalities with their GB/T 2260 codes, the region listed in full."""
    places = shipped[1].collection.places
    codes = sorted(p.code or "" for p in places.values() if p.within == "guangxi" and str(p.level) == "municipality")
    assert codes == [f"45{n:02}00" for n in range(1, 15)]
    assert str(places["guangxi"].parts) == "complete"


def test_quotes_are_pieces_not_sentences(shipped):
    """Facts and figures carry over, sentences do not: 40 characters at most."""
    for claim in shipped[0]:
        for quote in (claim.quote, *(p.quote for p in claim.also)):
            assert len(re.sub(r"\s", "", quote)) <= 40, claim.id


def test_each_plan_declares_its_parents(shipped):
    """As printed in its preamble."""
    plans = {i: plan for i, plan in shipped[1].collection.plans.items() if plan.kind in PLANNING}
    follows = {i: [p.plan for p in plan.follows if p.plan] for i, plan in plans.items()}
    assert follows == {
        "guangxi-2021": ["china-outline-2021"],
        "nanning-2016": ["guangxi-2016"],
        "baise-2016": ["guangxi-2016"],
        "guilin-2011": [],
        "guilin-2019": ["guangxi-action-2018"],
        "guangxi-2016": [],
        "guangxi-action-2018": [],
        "guangxi-action-2021": [],
        "china-outline-2016": [],
        "china-outline-2021": [],
        "china-outline-2026": [],
        "nanning-action-2021": ["guangxi-action-2021"],
    }


def test_each_of_the_fourteen_cities_has_a_role_in_the_regional_plan(shipped):
    """Not only in the chapter on space."""
    collection = shipped[1].collection
    cities = {i for i, p in collection.places.items() if p.within == "guangxi" and str(p.level) == "municipality"}
    tasks = collection.plans["guangxi-2021"].tasks
    named = {place for task in tasks for place in task.for_}
    assert cities <= named
    assert {task.at.split(".")[0] for task in tasks if task.for_} >= {"7", "8", "9", "10", "11", "12"}
