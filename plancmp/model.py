"""What the curator wrote: one class a shape of plans.yaml. The single source of its structure.

The names of the fields are the keys of the file; a trailing underscore steps out of the way of a Python
keyword and an inner one stands for a hyphen (`for_` is `for`, `to_quote` is `to-quote`). Absent is None or
empty, never zero. What stands below a class or field in quotes is its manual, "English | Chinese", which an editor shows
(see plancmp.reading.schema); a field without words of its own has those of the field of that name in Target.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from plancmp.chinese.place_names import strip_ending
from plancmp.document_parts import Aside, Known, Parent, Source, Task
from plancmp.scalars import At, Code, Day, Figure, Format, Id, Of, Prices, Span, Truth, Wording, Year
from plancmp.scalars import Period as Period  # noqa: PLC0414 - one of the shapes to everyone else
from plancmp.vocabulary import (
    Basis,
    Better,
    Binding,
    Commitment,
    Comparator,
    Completeness,
    Copy,
    Counting,
    Differs,
    DocumentKind,
    Every,
    Grade,
    Judgement,
    Level,
    Relation,
    Section,
    Standing,
    Theme,
    Vintage,
)
from plancmp.words import Text


def key_of(name: str) -> str:
    """The key in the file of a field of the model."""
    return name.rstrip("_").replace("_", "-")


class Place(NamedTuple):
    """A jurisdiction or a zone with a name. | 有名称的行政区或园区。"""

    name: Text
    """The name in Chinese and in English. | 中英文名称。"""
    level: Level
    """Level of government, or zone. | 层级：国家、省级、地级、县级，或园区。"""
    within: Id | None = None
    """Id of the place above. | 上级地区的标识。"""
    code: Code | None = None
    """Division code of GB/T 2260, six digits in quotes. | GB/T 2260 行政区划代码，六位，加引号。"""
    aka: tuple[Wording, ...] = ()
    """Other names as printed. | 原文中的其他名称。"""
    members: tuple[Id, ...] = ()
    """Ids of the places that this joint place stands for. | 合并地区所含各地的标识。"""
    parts: Completeness | None = None
    """`complete`: every place of its next level is listed in the file. | complete 表示其下一级地区在文件中已列全。"""

    @property
    def names(self) -> set[str]:
        """Every name that it answers to: in both languages, as printed elsewhere, its code, and without 市, 县 …."""
        return {self.name.zh, strip_ending(self.name.zh), self.name.en, *self.aka, *([self.code] if self.code else [])}


class IndicatorMapping(NamedTuple):
    """How this indicator stands to another: *this* `is` … `to`. | 本指标与另一指标的关系：本指标 is（……于）to。"""

    to: Id
    """Id of the other indicator. | 另一指标的标识。"""
    is_: Relation
    """What *this* indicator is to the other: `broader` means that this one is the broader. | 本指标相对于另一指标：broader 即本指标范围更宽。"""
    because: Wording
    """Why, in English. | 理由（英文）。"""
    because_zh: Wording | None = None
    """Why, in Chinese. | 理由（中文）。"""
    differs: tuple[Differs, ...] = ()
    """In what the two differ. | 两者不同之处。"""


class Indicator(NamedTuple):
    """What is measured, defined once and shared by all plans. | 所度量的事物；只定义一次，各规划共用。"""

    name: Text
    """The name in Chinese and in English. | 中英文名称。"""
    unit: Wording
    """Natural unit as printed: 家, 亿元, 件/万人; % is `percent`, 个百分点 is `points`. | 通常单位，照印：家、亿元、件/万人；% 写 percent，个百分点写 points。"""
    basis: Basis = Basis.LEVEL
    """Natural basis; a target may state another. Left out = level. | 通常口径，目标可另写；省略即存量 level。"""
    aka: tuple[Wording, ...] = ()
    """Names as printed elsewhere. | 别处印出的名称。"""
    thing: Id | None = None
    """What is counted, shared by the grades of one thing; goes with `grade`. | 所数之物，同一事物的各级别共用；与 grade 一起写。"""
    grade: Grade | None = None
    """Who recognises it; `-up` is that grade and above. | 认定级别；-up 表示该级以上。"""
    sums: Truth = False
    """true: the figures of the places below may be added up; never for shares and densities. | true 表示下级数字可以相加；占比、密度不可。"""
    better: Better | None = None
    """Which direction is wanted. | 期望的方向。"""
    themes: tuple[Theme, ...] = ()
    """Fields of work. | 所属领域。"""
    prices: Prices | None = None
    """In what prices it is measured where a figure does not say: current, real, or a year. | 未注明时所用的价格：current 现价、real 实际，或不变价的年份。"""
    growth_prices: Prices | None = None
    """In what prices its growth rates are told where a figure does not say: real for GDP and value added, whose amounts the statistical offices tell in current prices. | 未注明时增长率所用的价格：国内生产总值和增加值按不变价计算增速（real），绝对数按现价。"""
    code: Wording | None = None
    """Its code in an official list, as SDG 9.5.1. | 官方目录中的代码，如 SDG 9.5.1。"""
    definition: Text | None = None
    """What exactly is measured, and who says so. | 确切所指，以及出自何处。"""
    mappings: tuple[IndicatorMapping, ...] = ()
    """How it stands to other indicators. | 与其他指标的关系。"""


class Than(NamedTuple):
    """Another series that a target is set against in place of a number; what is left out is the target's. | 目标所比照的另一序列；未写的与目标相同。"""

    indicator: Id | None = None
    """Id of the other indicator (与经济增长同步). | 另一指标的标识（与经济增长同步）。"""
    place: Id | None = None
    """Id of the other place (高于全区, 不低于全国平均). | 另一地区的标识（高于全区、不低于全国平均）。"""
    plan: Id | None = None
    """Id of the document whose figure is meant. | 所指数字出自哪份文件。"""
    by: Year | None = None
    """Year of the other figure. | 另一数字的年份。"""


class Baseline(NamedTuple):
    """The starting value printed beside a target; what it leaves out is the target's. | 与目标并列印出的基期值；未写的与目标相同。"""

    year: Year | None = None
    """The year of the starting value; a * year is the true year. | 基期年份；带 * 的写真实年份。"""
    value: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    unit: Wording | None = None
    comparator: Comparator | None = None
    basis: Basis | None = None
    from_: Year | None = None
    of: Of | None = None
    vintage: Vintage | None = None
    """How final the starting value is. | 基期值的版本。"""
    prices: Prices | None = None
    scope: Of | None = None
    at: At | None = None
    quote: Wording | None = None


class Printing(NamedTuple):
    """The same figure printed again, with whatever that printing says otherwise. | 同一数字在别处再次印出；只写那一处不同的内容。"""

    at: At
    quote: Wording
    lead: tuple[Wording, ...] = ()
    basis: Basis | None = None
    from_: Year | None = None
    by: Year | None = None
    year: Year | None = None
    """The year, when the entry is a result. | 成绩的年份。"""
    value: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    unit: Wording | None = None
    comparator: Comparator | None = None
    commitment: Commitment | None = None
    vintage: Vintage | None = None
    """How final this printing is. | 此处数字的版本。"""


class Target(NamedTuple):
    """A forward-looking quantified statement. | 面向未来的定量表述；没有数字的目标写成 kind: goal 的任务。"""

    indicator: Id
    """Id of an indicator; another printed noun is another indicator. | 指标的标识；印的名词不同就是另一个指标。"""
    at: At
    """Where it stands: chapter.section as printed, box1, annex a1, or "0" for the notice in front; in quotes. | 所在位置：章.节（照印）、专栏 box1、附件 a1、正文前 "0"；加引号。"""
    quote: Wording
    """The shortest contiguous piece of the text with figure and unit, at most 40 characters. | 含数字与单位的最短连续原文，至多 40 字。"""
    key: Id | None = None
    """Only to tell apart two entries that are alike in all else. | 仅用于区分其他各项都相同的两条。"""
    for_: tuple[Id, ...] = ()
    """Ids of places inside the plan's own that carry the figure, one claim each. | 本地区内承担该数字的各地标识，每地一条。"""
    of: Of | None = None
    """Whom or what the figure counts when that is less than the indicator in the place. | 数字只计其中一部分时，所计的是哪一部分。"""
    basis: Basis | None = None
    """What the figure measures in time; only where it is not the indicator's own. | 口径；仅在与指标不同时写。"""
    base: Span | None = None
    """Year or period that growth, change or multiple starts from, unless the year before `from`. | 增长、增减或倍数的起点年份；即 from 前一年时不写。"""
    from_: Year | None = None
    """First year of the span: 五年内, “十三五”期间. | 起始年：五年内、“十三五”期间。"""
    by: Year | None = None
    """Target year as printed; never filled in from the plan's period. | 目标年份，照印；不从规划期推出。"""
    every: Every | None = None
    """Each year, each county …: a distributive figure. | 每年、每县……：分别计的数字。"""
    value: Figure | None = None
    """The figure with its digits as printed (7.70), no thousands comma, no unit. | 数值，照印（7.70），不写千位逗号与单位。"""
    low: Figure | None = None
    """Lower end of a range. | 区间下限。"""
    high: Figure | None = None
    """Upper end of a range. | 区间上限。"""
    unit: Wording | None = None
    """Printed unit; only where it is not the indicator's. | 印的单位；仅在与指标不同时写。"""
    than: Than | None = None
    """Another series that it is set against; `value` then is by how much, or is left out. | 所比照的另一序列；此时 value 是高出多少，或不写。"""
    comparator: Comparator = Comparator.REACH
    """How the words bound the figure; left out = reach (达到 or the bare figure). | 对数字的限定；省略即“达到”或只有数字。"""
    commitment: Commitment = Commitment.PLAIN
    """How firmly it is worded; left out = plain. | 措辞的力度；省略即一般。"""
    count_: Counting | None = None
    """Of new ones: net of those lost, or all that were recognised; only where the text tells. | 新增数：净增，或期间认定的全部；仅在原文说明时写。"""
    prices: Prices | None = None
    """Prices of an amount or of its growth, where they are not the indicator's: current, nominal, real, or a year. | 金额或其增长的价格，仅在与指标不同时写：current、nominal、real，或年份。"""
    scope: Of | None = None
    """Definition or coverage that the document names for the figure where it changed (扣除原料用能). | 口径有变时文件所说的定义或范围（扣除原料用能）。"""
    binding: Binding | None = None
    """Only where the plan itself says 约束性 or 预期性. | 仅在规划自己标明约束性、预期性时写。"""
    restates: Wording | None = None
    """Id of the plan or target that is read out here: shown once, summed once. | 此处转述的规划或目标的标识：只列一次，只计一次。"""
    baseline: Baseline | None = None
    """The starting value printed beside it; only what differs from the target. | 并列印出的基期值；只写与目标不同的。"""
    lead: tuple[Wording, ...] = ()
    """Pieces of the text outside the quote that govern the figure: year, modal, noun; at most 24 characters each. | 引文之外管住该数字的原文：年份、情态词、名词；每段至多 24 字。"""
    also: tuple[Printing, ...] = ()
    """The same figure printed again elsewhere. | 同一数字在别处再次印出。"""
    unclear: Mapping[str, Wording] = {}
    """Field → why the text leaves it open, in English. | 字段 → 原文为何不明（英文）。"""
    unclear_zh: Mapping[str, Wording] = {}
    """The same in Chinese. | 同上（中文）。"""
    draft: Truth = False
    """true: nobody has checked this entry; it stays out of the collection, and is marked in a draft. | true 表示尚未核对：不进数据集，在草稿里注明。"""


class Observed(NamedTuple):
    """A past result that a plan reports. | 规划报告的已有成绩。"""

    indicator: Id
    at: At
    quote: Wording
    key: Id | None = None
    for_: tuple[Id, ...] = ()
    of: Of | None = None
    basis: Basis | None = None
    base: Span | None = None
    from_: Year | None = None
    year: Year | None = None
    """The year of the result. | 成绩的年份。"""
    every: Every | None = None
    value: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    unit: Wording | None = None
    than: Than | None = None
    """Another series that it is told against (快于全区). | 所比照的另一序列（快于全区）。"""
    comparator: Comparator = Comparator.REACH
    count_: Counting | None = None
    prices: Prices | None = None
    vintage: Vintage = Vintage.FINAL
    """How final the figure is; left out = final as printed. | 数字的版本；省略即正式数。"""
    scope: Of | None = None
    told: Judgement | None = None
    """The document's own judgement of the result (完成预期目标, 未达预期). | 文件自己的判断（完成预期目标、未达预期）。"""
    restates: Wording | None = None
    lead: tuple[Wording, ...] = ()
    also: tuple[Printing, ...] = ()
    unclear: Mapping[str, Wording] = {}
    unclear_zh: Mapping[str, Wording] = {}
    draft: Truth = False


class Plan(NamedTuple):
    """One issued document with a period. | 一份印发的、有规划期的文件。"""

    title: Text
    """The title in Chinese and in English. | 中英文名称。"""
    place: Id
    """Id of the place whose plan it is. | 所属地区的标识。"""
    period: Span
    """First and last year, as 2021-2025. | 规划期，如 2021-2025。"""
    encoding: Completeness
    """`complete` when every figure and task is encoded, else `partial`. | 全部收录写 complete，否则写 partial。"""
    number: Wording | None = None
    """Document number. | 文号。"""
    issued: Day | None = None
    """Date of issue, as 2021-10-29. | 印发日期，如 2021-10-29。"""
    issuer: Wording | None = None
    """Who issued it. | 印发单位。"""
    kind: DocumentKind = DocumentKind.PLAN
    """What sort of document it is; left out = a plan (规划). | 文种；省略即规划。"""
    standing: Standing = Standing.ISSUER
    """Who vouches for its figures; left out = its issuer. | 数字由谁担保；省略即发文机关。"""
    copy: Copy | None = None
    """`mirror` where only a copy at an unrelated address was seen. | 只见到无关网址上的副本时写 mirror。"""
    follows: tuple[Parent, ...] = ()
    """Plans that it says it follows. | 自称依据的规划。"""
    source: Source = Source()
    """The text that was read. | 所读的原文。"""
    told_by: Id | None = None
    """Id of the release through which alone this document is known. | 本文件仅由哪份发布而知，写其标识。"""
    partial: tuple[Section, ...] = ()
    """Which lists are not whole. | 哪些部分尚未收全。"""
    whole: tuple[At, ...] = ()
    """With `encoding: partial`, the sections and boxes of which every figure is accounted for. | encoding: partial 时，每个数字都已交代的章节与专栏。"""
    read_for: tuple[Theme, ...] = ()
    """Outside of those: the fields of work of whose indicators every figure is a claim or an aside. | 其余部分：哪些领域的指标，其每个数字都已收录或列入 aside。"""
    spans: Mapping[At, Span] = {}
    """Section → the years that a report reviews or sets there; they hold where a figure prints none. | 章节 → 报告在该处回顾或部署的年份；数字未印年份时以此为准。"""
    outline: Mapping[str, Wording] = {}
    """Chapters, sections and boxes as printed: number → heading; the numbers in quotes. | 章、节、专栏：编号 → 标题；编号加引号。"""
    targets: tuple[Target, ...] = ()
    """What the plan aims at, with figures. | 定量目标。"""
    observed: tuple[Observed, ...] = ()
    """Past results that it reports. | 报告的已有成绩。"""
    tasks: tuple[Task, ...] = ()
    """Work, roles, duties, goals without figures. | 工作、定位、职责、无数字的目标。"""
    aside: tuple[Aside, ...] = ()
    """Figures of the text that are no claims. | 原文中不算目标或成绩的数字。"""
    known: tuple[Known, ...] = ()
    """Audit findings that a curator has looked at. | 已看过的核查发现。"""

    @property
    def is_only_named(self) -> bool:
        """Whether another document names it, and nothing of its text is here."""
        return self.told_by is not None and not self.outline

    @property
    def promises_parts(self) -> bool:
        """Whether it is encoded in part, and says of which parts every figure is accounted for."""
        return self.encoding is Completeness.PARTIAL and bool(self.whole or self.read_for)

    @property
    def lists_cited_sections(self) -> bool:
        """Whether its outline need not be whole: of anything but a plan that is encoded in part it names what is cited."""
        return self.kind is not DocumentKind.PLAN and self.encoding is Completeness.PARTIAL

    def span_of(self, at: str) -> Period | None:
        """The years of a section of a report, told of itself or of the nearest one above it; a communiqué is of its year
        throughout.
        """
        if self.kind is DocumentKind.COMMUNIQUE and not self.spans:
            return self.period
        here = at
        while here not in self.spans and "." in here:
            here = here.rpartition(".")[0]
        return self.spans.get(here)

    @property
    def linked(self) -> tuple[Task, ...]:
        """Its tasks that a curator linked to others."""
        return tuple(task for task in self.tasks if task.links)


class Document(NamedTuple):
    """One file of a collection. | 数据集中的一个文件。"""

    format: Format
    """The file format; always 1, always the first key. | 格式编号，总是 1，总是第一个键。"""
    places: Mapping[Id, Place] = {}
    """Places by id. | 地区，按标识。"""
    indicators: Mapping[Id, Indicator] = {}
    """Indicators by id. | 指标，按标识。"""
    plans: Mapping[Id, Plan] = {}
    """Plans by id. | 规划，按标识。"""


HIGHEST = 20
"""Places above a place; a chain that is longer leads nowhere."""


class _Entries(NamedTuple):
    places: Mapping[str, Place]
    indicators: Mapping[str, Indicator]
    plans: Mapping[str, Plan]


class Collection(_Entries):
    """Places, indicators and plans that are read together. It is its own Index."""

    def chain(self, place: str) -> tuple[str, ...]:
        """The places above `place`, nearest first, HIGHEST of them at most. A loop ends where it closes."""
        return list_places_above(place, self.places)

    def list_places_called(self, name: str) -> list[str]:
        """The ids of the places that answer to a name, folded; by id."""
        return sorted(ident for ident, place in self.places.items() if name in {n.casefold() for n in place.names})

    def list_places_in(self, place: str) -> list[str]:
        """The ids of the places directly in `place`, in the collection's order."""
        return self._inside.get(place, [])

    def list_places_below(self, place: str) -> list[str]:
        """The ids of all places in `place`, at any depth; a loop ends where it closes."""
        found: dict[str, None] = {}
        waiting = [place]
        while waiting:
            inside = [ident for ident in self.list_places_in(waiting.pop()) if ident not in found]
            found.update(dict.fromkeys(inside))
            waiting += inside
        return list(found)

    def list_plans_of(self, place: str) -> list[str]:
        """The ids of a place's plans, by first year, then id."""
        return self._plans_of.get(place, [])

    def list_plans_titled(self, title: str) -> list[str]:
        """The ids of the plans with a title, folded; by id."""
        return sorted(i for i, p in self.plans.items() if title in {p.title.zh.casefold(), p.title.en.casefold()})

    def list_plans_at(self, level: Level) -> list[str]:
        """The ids of the plans of all places of a level, by code, first year, id."""
        places = [(place.code or "~", ident) for ident, place in self.places.items() if place.level is level]
        found = ((code, self.plans[p].period, p) for code, place in places for p in self.list_plans_of(place))
        return [ident for *_, ident in sorted(found)]

    @cached_property
    def _inside(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ident, place in self.places.items():
            if place.within is not None:
                found.setdefault(place.within, []).append(ident)
        return found

    @cached_property
    def _plans_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ident, plan in sorted(self.plans.items(), key=lambda item: (item[1].period, item[0])):
            found.setdefault(plan.place, []).append(ident)
        return found


def list_places_above(place: str, places: Mapping[str, Place]) -> tuple[str, ...]:
    """The places above `place`, nearest first, HIGHEST of them at most. A loop ends where it closes."""
    above: list[str] = []
    here = places.get(place)
    while here and here.within and here.within not in above and len(above) < HIGHEST:
        above.append(here.within)
        here = places.get(here.within)
    return tuple(above)
