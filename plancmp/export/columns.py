"""What each column of the exported tables is: its type, its meaning, its words, what it points to, where it is read from. The
only copy.
"""

from typing import NamedTuple

from plancmp.vocabulary import (
    Basis,
    Better,
    Binding,
    ClaimType,
    Commitment,
    Comparator,
    Completeness,
    Copy,
    Counting,
    DocumentKind,
    Every,
    Grade,
    Judgement,
    Level,
    Relation,
    Standing,
    State,
    TaskKind,
    Verdict,
    Vintage,
)
from plancmp.words import Text, Word

STRING, INTEGER, NUMBER, BOOLEAN, STRINGS = "string", "integer", "number", "boolean", "strings"
"""Types of a column; `strings` is a list of texts."""
OBJECT, OBJECTS, REASONS = "object", "objects", "reasons"
"""What only JSON can hold: one structure, a list of such, and a reason for each of some fields."""


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: str
    about: Text
    words: type[Word] | None = None
    """The closed words that it holds."""
    unit_in: str | None = None
    """The column that names the unit of this figure."""
    points_to: str | None = None
    """The table whose `id` it holds."""
    always: bool = False
    """Whether it is never empty."""
    path: str = ""
    """The attribute that it is read from, as "name.zh"; "" is that of its name."""
    members: tuple[tuple[str, str], ...] = ()
    """Of structures: the name and type of each member."""


def _text(name: str, zh: str, en: str, points_to: str | None = None, *, always: bool = False, path: str = "") -> Column:
    return Column(name, STRING, Text(zh, en), points_to=points_to, always=always, path=path)


def _word(name: str, words: type[Word], zh: str, en: str, *, always: bool = False, path: str = "") -> Column:
    return Column(name, STRING, Text(zh, en), words=words, always=always, path=path)


def _figure(name: str, unit_in: str, zh: str, en: str) -> Column:
    return Column(name, NUMBER, Text(zh, en), unit_in=unit_in)


def _year(name: str, zh: str, en: str, *, always: bool = False, path: str = "") -> Column:
    return Column(name, INTEGER, Text(zh, en), always=always, path=path)


def _list(name: str, zh: str, en: str, path: str = "") -> Column:
    return Column(name, STRINGS, Text(zh, en), path=path)


_PRINTING = (
    ("section", STRING), ("quote", STRING), ("lead", STRINGS), ("value", NUMBER), ("low", NUMBER), ("high", NUMBER), ("unit", STRING),
    ("comparator", STRING), ("commitment", STRING), ("basis", STRING), ("year", INTEGER), ("from_year", INTEGER),
)  # fmt: skip
_SERIES = (("indicator", STRING), ("place", STRING), ("plan", STRING), ("by", INTEGER))
_LINK = (("to", STRING), ("is", STRING), ("because", STRING))
_REASON = (("field", STRING), ("because", STRING))

CLAIMS = (
    _text("id", "标识", "Identity; never moves", always=True),
    _word(
        "type",
        ClaimType,
        "类型：目标、基期、已有成绩",
        "Target, baseline beside a target, or reported result",
        always=True,
    ),
    _text("plan", "规划", "Plan that says so", "plans", always=True),
    _text("plan_place", "规划所属地区", "Place whose plan it is", "places", always=True),
    _text("place", "所指地区", "Place that the figure is for", "places", always=True),
    _text("indicator", "指标", "Indicator", "indicators", always=True),
    _text("indicator_zh", "指标中文名", "Indicator in Chinese", always=True),
    _text("indicator_en", "指标英文名", "Indicator in English", always=True),
    _figure("value", "unit", "数值（照录）；区间为空", "Figure as printed; empty for a range"),
    _figure("low", "unit", "区间下限", "Lower end of a printed range"),
    _figure("high", "unit", "区间上限", "Upper end of a printed range"),
    _text("unit", "单位（照录）", "Unit as printed", always=True),
    _word("comparator", Comparator, "界限：达到、不低于、超过……", "How the figure bounds the value", always=True),
    _word("commitment", Commitment, "措辞力度（仅目标）", "How firmly a target is worded; targets only"),
    _word("basis", Basis, "口径：存量、新增、累计……", "What the figure measures in time", always=True),
    _word("binding", Binding, "约束性或预期性；空为未注明", "Binding or expected; empty where the plan does not say"),
    _year("year", "年份；空为未注明", "Year; empty where none is stated"),
    _year("from_year", "起始年", "First year of the span"),
    _text("section", "章节", "Section of the plan", always=True),
    _text("quote", "原文", "Words of the plan", always=True),
    Column(
        "also",
        OBJECTS,
        Text("同一数字另见之处", "The same figure printed again, with what is printed otherwise"),
        members=_PRINTING,
    ),
    Column(
        "assigned",
        BOOLEAN,
        Text("是否上级为下级所定", "Whether the plan sets it for a place inside its own"),
        always=True,
    ),
    _text("of", "所指部分；空为全体", "Part of the whole that is counted; empty is all"),
    _word("every", Every, "每年、每县……", "Whom a distributive figure is for"),
    _year("base_from", "基期首年", "First year of the base of growth, change or multiple"),
    _year("base_year", "基期末年", "Last year of that base"),
    _year("plan_from", "规划期首年", "First year of the plan", always=True),
    _year("plan_by", "规划期末年", "Last year of the plan", always=True),
    _list("lead", "原文中管辖该数字的词语", "Pieces of the text that govern the figure from outside the quote"),
    Column(
        "unclear", REASONS, Text("原文未明之处：字段与缘由", "Field and why the text leaves it open"), members=_REASON
    ),
    _text("variant_of", "同一目标另一印法的主条", "The claim of which this is another printing", "claims"),
    _figure("std_value", "std_unit", "换算为指标单位的数值", "Figure in the indicator's unit"),
    _figure("std_low", "std_unit", "换算后的下限", "Lower end in the indicator's unit"),
    _figure("std_high", "std_unit", "换算后的上限", "Upper end in the indicator's unit"),
    _text("std_unit", "指标单位", "The indicator's unit, or the printed one where the kinds differ", always=True),
    _word("kind", DocumentKind, "文种", "Kind of its document", always=True),
    _word("standing", Standing, "由谁担保", "Who vouches for the document's figures", always=True),
    _word("copy", Copy, "只见到副本时的来源", "Where only a copy of the document was seen"),
    _word("vintage", Vintage, "版本（目标没有）", "How final a result is; targets have none"),
    _text("scope", "文件所说的定义或范围", "Definition or coverage that the document names for the figure"),
    _text("prices", "价格：现价、名义、实际，或年份", "Prices: current, nominal, real, or a year"),
    _word("count", Counting, "新增数如何计", "Whether new ones are counted net or gross"),
    _word("told", Judgement, "文件自己的判断", "The document's own judgement of a result"),
    Column(
        "than", OBJECT, Text("所比照的另一序列", "The other series that the figure is set against"), members=_SERIES
    ),
    _text("restates", "所转述的规划或目标", "The plan or target that is read out here"),
    Column("draft", BOOLEAN, Text("是否尚未核对", "Whether nobody has checked the entry"), always=True),
)

INDICATORS = (
    _text("id", "标识", "Identity", always=True),
    _text("name_zh", "中文名", "Name in Chinese", always=True, path="name.zh"),
    _text("name_en", "英文名", "Name in English", always=True, path="name.en"),
    _list("aka", "别名", "Names as printed elsewhere"),
    _text("unit", "单位", "Unit", always=True),
    _word("basis", Basis, "本来的口径", "Natural basis", always=True),
    _text("thing", "所计之物（分级指标共有）", "The thing that indicators of several grades count"),
    _word("grade", Grade, "级别", "Grade"),
    Column("sums", BOOLEAN, Text("下级可否加总", "Whether places may be added up"), always=True),
    _word("better", Better, "期望方向", "Wanted direction"),
    _list("themes", "领域", "Themes"),
    _text("prices", "未注明时的价格", "Prices where a figure does not say"),
    _text("growth_prices", "未注明时增长率的价格", "Prices of growth rates where a figure does not say"),
    _text("code", "官方目录中的代码", "Code in an official list"),
    _text("definition_zh", "定义（中文）", "What exactly is measured, in Chinese", path="definition.zh"),
    _text("definition_en", "定义（英文）", "What exactly is measured, in English", path="definition.en"),
)

PLACES = (
    _text("id", "标识", "Identity", always=True),
    _text("name_zh", "中文名", "Name in Chinese", always=True, path="name.zh"),
    _text("name_en", "英文名", "Name in English", always=True, path="name.en"),
    _word("level", Level, "层级", "Level", always=True),
    _text("code", "行政区划代码", "Division code, GB/T 2260"),
    _text("within", "上级地区", "Place above", "places"),
    _list("members", "联合地区的成员", "Members of a joint place"),
)

MAPPINGS = (
    _text("indicator", "指标", "Indicator", "indicators", always=True),
    _word(
        "is",
        Relation,
        "前者与后者的关系",
        "How *indicator* stands to *to*: it is broader than it, narrower, …",
        always=True,
        path="is_",
    ),
    _text("to", "另一指标", "The other indicator", "indicators", always=True),
    _list("differs", "何处不同", "In what the two differ"),
    _text("because", "理由（英文）", "Why, in English", always=True),
    _text("because_zh", "理由（中文）", "Why, in Chinese"),
)

TASKS = (
    _text("id", "标识", "Identity", always=True),
    _text("plan", "规划", "Plan", "plans", always=True),
    _word("kind", TaskKind, "类型", "Kind", always=True),
    _text("section", "章节", "Section of the plan", always=True, path="at"),
    _text("title", "任务", "Title", always=True),
    _list("for", "所指地区", "Places that it is for", "for_"),
    _list("lead", "牵头", "Leading agencies, in printed order"),
    _list("support", "配合", "Supporting agencies, in printed order"),
    _list("themes", "领域", "Themes"),
    _text("quote", "原文", "Words of the plan"),
    Column(
        "links", OBJECTS, Text("与其他任务或目标的关系", "How it stands to other tasks and to targets"), members=_LINK
    ),
)

_MEASURES = {
    "difference": ("差：下级减上级，以指标单位计", "Lower minus upper, in the indicator's unit"),
    "ratio": ("比：下级除以上级", "Lower over upper"),
    "share": ("占比：部分除以全体", "Part over whole"),
}

ALIGNMENTS = (
    _text("frame", "框架规划", "Plan under which the others are laid", "plans", always=True),
    _text("indicator", "框架的指标", "Indicator of the row", "indicators", always=True),
    _text(
        "upper", "上级的一条", "The claim above; empty where the frame says nothing of it for its own place", "claims"
    ),
    _text("lower", "下级的一条", "The claim below; empty where the place has none", "claims"),
    _text("place", "下级地区", "Place below", "places", always=True),
    _word("verdict", Verdict, "能否比较的结论", "Whether and how the two may be compared", always=True),
    _word("relation", Relation, "上级指标与下级指标的关系", "How the upper indicator stands to the lower"),
    _list("decided_by", "依据的字段", "Fields that decided, the first one the verdict"),
    _text("why_zh", "说明（中文）", "Reasons in Chinese"),
    _text("why_en", "说明（英文）", "Reasons in English"),
    *(
        Column(f"{name}{end}", NUMBER, Text(f"{zh}{tail[0]}", f"{en}{tail[1]}"))
        for name, (zh, en) in _MEASURES.items()
        for end, tail in (
            ("", ("（确定时）", "; where exact")),
            ("_low", ("，下界", "; lower bound")),
            ("_high", ("，上界", "; upper bound")),
        )
    ),
)

TRACKS = (
    _text("target", "目标", "The target", "claims", always=True),
    _text("plan", "规划", "Its document", "plans", always=True),
    _text("place", "地区", "Place that it is for", "places", always=True),
    _text("indicator", "指标", "Indicator", "indicators", always=True),
    _year(
        "by", "目标年份（未注明者为规划期末年，期满后）", "Its year; of one without, its plan's last once that is over"
    ),
    _word("state", State, "状态", "What became of it", always=True),
    Column("final", BOOLEAN, Text("是否为目标年份的结论", "Whether that is the state of its own year"), always=True),
    _year("judged_at", "据以判断的结果年份", "Year of the result that decided"),
    _year("reached_in", "首次达到的年份", "First year in which it was reached"),
    _text("start", "起点", "Where it starts", "claims"),
    _list("latest", "最新结果所据", "The claims that the latest figure stands on"),
    _year("latest_year", "最新结果的年份", "Year of the latest figure"),
    _figure("latest_value", "unit", "最新结果（确定时）", "The latest figure, where exact"),
    _figure("latest_low", "unit", "最新结果，下界", "The latest figure, lower bound"),
    _figure("latest_high", "unit", "最新结果，上界", "The latest figure, upper bound"),
    _text("unit", "单位", "Unit of the figures", always=True),
    Column("progress", NUMBER, Text("已走完的路程，占全程", "Share of the way that is gone, 1 for all of it")),
    Column("expected", NUMBER, Text("已过去的时间，占全期", "Share of the time that is gone, 1 for all of it")),
    Column("made_per_year", NUMBER, Text("至今每年", "Pace made a year: per cent of what adds up, else units")),
    Column("needed_per_year", NUMBER, Text("还需每年", "Pace needed a year from the latest figure on")),
    _figure("gap", "unit", "最新结果减目标", "The latest figure less the target"),
    _text("why_zh", "说明（中文）", "Reasons in Chinese"),
    _text("why_en", "说明（英文）", "Reasons in English"),
)

PLANS = (
    _text("id", "标识", "Identity", always=True),
    _text("title_zh", "中文题名", "Title in Chinese", always=True, path="title.zh"),
    _text("title_en", "英文题名", "Title in English", always=True, path="title.en"),
    _text("place", "地区", "Place", "places", always=True),
    _year("plan_from", "规划期首年", "First year", always=True, path="period.first"),
    _year("plan_by", "规划期末年", "Last year", always=True, path="period.last"),
    _text("number", "文号", "Document number"),
    _text("issued", "印发日期", "Date of issue"),
    _text("issuer", "印发机关", "Issuing body"),
    _list("follows", "自述依据的规划", "Plans that it says it follows"),
    _word("encoding", Completeness, "收录程度", "How complete the encoding is", always=True),
    _list("partial", "尚未收录完的部分", "Lists that are less than whole"),
    _list("source_missing", "原文缺失的部分", "Parts that the text at hand lacks", "source.missing"),
    _list("source_cut", "原文残缺的片段", "Pieces that are cut and can hold no figure", "source.cut"),
    _text("source_sha256", "原文的散列值", "Hash of the text (NFKC, no white space)", path="source.sha256"),
    _text("source_url", "原文网址", "Address of the text", path="source.url"),
    _text("source_publisher", "发布单位", "Who published the text there", path="source.publisher"),
    _text("source_retrieved", "取得日期", "When the text was taken from there", path="source.retrieved"),
    _word("kind", DocumentKind, "文种", "Kind of document", always=True),
    _word("standing", Standing, "由谁担保", "Who vouches for its figures", always=True),
    _word("copy", Copy, "只见到副本时的来源", "Where only a copy was seen"),
    _text("told_by", "仅由哪份发布而知", "The release through which alone it is known"),
    _list("whole", "部分收录时已收全的章节", "Sections of a partial encoding that are whole"),
    _list("read_for", "其余部分通读过的领域", "Themes for which the rest was read"),
)
