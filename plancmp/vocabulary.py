"""The closed words of plans.yaml and of the output, each with its Chinese and English label. The only copy."""

from plancmp.words import Word


class Level(Word):
    """Level of a place, from the top down. | 地区的层级，自上而下。"""

    NATION = "nation", "国家", "nation"
    REGION = "region", "省级", "region"
    MUNICIPALITY = "municipality", "地级", "municipality"
    COUNTY = "county", "县级", "county"
    ZONE = "zone", "园区", "zone"


LEVELS_DOWN = (Level.NATION, Level.REGION, Level.MUNICIPALITY, Level.COUNTY)
"""The levels of government. A zone lies inside any of them and is none."""
UPWARD = frozenset({Level.MUNICIPALITY, Level.COUNTY, Level.ZONE})
"""Levels whose view in `align` is turned round: what stands above them."""


class DocumentKind(Word):
    """What sort of document an entry under `plans:` is. | plans: 之下一份文件的文种。"""

    PLAN = "plan", "规划", "plan"
    """A plan for a field of work (规划). Left out means this. | 专项规划；省略即此。"""
    OUTLINE = "outline", "规划纲要", "outline"
    """The five-year outline of a place (五年规划纲要). | 五年规划纲要。"""
    ACTION = "action", "行动计划", "action plan"
    """Action or implementation plan (行动计划, 实施方案). | 行动计划、实施方案。"""
    REPORT = "report", "政府工作报告", "government work report"
    """Reports a year past and sets the year to come, some years also five. | 回顾上一年，部署当年，有的年份还提出五年目标。"""
    COMMUNIQUE = "communique", "统计公报", "statistical communiqué"
    """The statistics office's account of a year. | 统计部门对一年的公报。"""
    RELEASE = "release", "发布", "release"
    """A figure told by an office or the press. | 部门或媒体发布的数字。"""


PLANNING = frozenset({DocumentKind.PLAN, DocumentKind.OUTLINE, DocumentKind.ACTION})
"""Documents that can be silent: what they do not set, their place has not planned. The silence of others says nothing."""


class Standing(Word):
    """Who vouches for a document's figures, the best first. | 数字由谁担保，最可靠的在前。"""

    STATISTICS = "statistics", "统计部门", "statistics office"
    """The statistics office's own figures. | 统计部门自己的数字。"""
    ISSUER = "issuer", "发文机关", "the issuer's own text"
    """The text as its issuer printed it. Left out means this. | 发文机关的原文；省略即此。"""
    PRESS = "press", "媒体报道", "press"
    """Told by the press, or seen only there. | 媒体所说，或仅见于媒体。"""


class Copy(Word):
    """Where only a copy of the text was seen. | 只见到副本时。"""

    MIRROR = "mirror", "转载副本", "unofficial copy"
    """A copy at an address that is not the issuer's. | 与发文机关无关的网址上的副本。"""


class Vintage(Word):
    """How final a result is, the latest first. | 数字的版本，最后的在前。"""

    REVISED = "revised", "修订数", "revised"
    """Put right later (修订, 经济普查后). | 事后修订。"""
    FINAL = "final", "正式数", "final"
    """As printed. Left out means this. | 照印；省略即此。"""
    PRELIMINARY = "preliminary", "初步核算", "preliminary"
    """初步核算, 快报. | 初步核算、快报。"""
    ESTIMATE = "estimate", "预计", "estimate"
    """预计, told before the year was over. | 预计，当年未结束时所说。"""


class Counting(Word):
    """What a count of new ones leaves in (`count`). | 新增数如何计。"""

    NET = "net", "净增", "net"
    """What was lost is taken off (净增). | 已扣除减少的（净增）。"""
    GROSS = "gross", "毛增", "gross"
    """All that were recognised in the time (认定, 备案, 年度新增). | 期间认定、备案的全部。"""


class Judgement(Word):
    """The document's own judgement of a result (`told`). | 文件自己对成绩的判断。"""

    MET = "met", "完成", "met"
    """完成预期目标, 在目标范围内. | 完成预期目标、在目标范围内。"""
    MISSED = "missed", "未完成", "missed"
    """未达预期. | 未达预期。"""
    EXCEEDED = "exceeded", "超额完成", "exceeded"
    """超额完成, 高于预期目标. | 超额完成、高于预期目标。"""


class Comparator(Word):
    """How the printed figure bounds the value. | 文字对数值的限定。"""

    REACH = "reach", "达到", "reach"
    """达到, 为, or the bare figure. | “达到”“为”，或只有数字。"""
    AT_LEAST = "at-least", "不低于", "at least"
    """以上, 不低于, 不少于. | “以上”“不低于”“不少于”。"""
    ABOVE = "above", "超过", "above"
    """突破, 超过, 余, 多. | “突破”“超过”“余”“多”。"""
    ABOUT = "about", "左右", "about"
    """左右, 接近. | “左右”“接近”。"""
    AT_MOST = "at-most", "不超过", "at most"
    """以内, 不超过. | “以内”“不超过”。"""
    BELOW = "below", "低于", "below"
    """低于, 小于. | “低于”“小于”。"""


COMPARATOR_SIGN = {
    Comparator.REACH: "",
    Comparator.AT_LEAST: "≥ ",
    Comparator.ABOVE: "> ",
    Comparator.ABOUT: "≈ ",
    Comparator.AT_MOST: "≤ ",
    Comparator.BELOW: "< ",
}

MIRROR = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.BELOW: Comparator.ABOVE,
}
"""How a figure is bounded that is told with the other sign: 减少15%以上 is at most -15 percent."""


class Commitment(Word):
    """How firmly the plan words a target. | 目标措辞的力度。"""

    FIRM = "firm", "确保", "firm"
    """确保, 必须, 要. | “确保”“必须”“要”。"""
    PLAIN = "plain", "一般", "plain"
    """No modal word. | 没有情态词。"""
    ASPIRATIONAL = "aspirational", "力争", "aspirational"
    """力争, 争取, 争创. | “力争”“争取”“争创”。"""
    SUPPORTIVE = "supportive", "支持引导", "supportive"
    """推动, 支持, 引导, 鼓励, 探索. | “推动”“支持”“引导”“鼓励”“探索”。"""


class Basis(Word):
    """What a figure measures in time (存量, 增量, …). | 数字在时间上度量什么（存量、增量……）。"""

    LEVEL = "level", "存量", "level"
    """Stock, share or density in or at the end of the year (达到, 保有量, 占比). | 当年或年末的存量、占比、密度（达到、保有量、占比）。"""
    ADDED = "added", "新增", "added"
    """New in from–by (新增, 净增, 申报). | from 至 by 之间新增（新增、净增、申报）。"""
    TOTAL = "total", "期间累计", "total over the period"
    """A flow summed over from–by (累计). | from 至 by 期间流量之和（累计）。"""
    PER_YEAR = "per-year", "年流量", "flow of one year"
    """The flow of the year `by`; with `every: year`, of each year (年…额). | by 当年的流量；加 every: year 即每年（年……额）。"""
    GROWTH = "growth", "年均增长率", "yearly growth"
    """Yearly rate; the mean over from–by. | 年增长率；from 至 by 的年均。"""
    GROWTH_TOTAL = "growth-total", "期间增长率", "growth over the period"
    """Rate against `base` over the whole span. | 整个期间相对于 base 的增长率。"""
    CHANGE = "change", "增减量", "change"
    """Difference against `base`: points, pieces; a decrease is negative. | 相对于 base 的增减：百分点、个数；减少为负。"""
    MULTIPLE = "multiple", "倍数", "multiple"
    """Times `base` (翻一番 is 2). | base 的几倍（翻一番为 2）。"""
    MEAN = "mean", "期间平均", "mean over the period"
    """A level averaged over from–by (年均5.5%左右的失业率). | from 至 by 各年存量的平均。"""
    NOT_STATED = "not-stated", "口径未注明", "basis not stated"
    """The text does not tell which (建成, 打造, 培育 N 个). | 原文未说明（建成、打造、培育 N 个）。"""


class Binding(Word):
    """Whether the plan calls a target binding; absent means that it does not say. | 规划是否标明约束性；没有即规划未说。"""

    BINDING = "binding", "约束性", "binding"
    EXPECTED = "expected", "预期性", "expected"


class ScenarioRule(Word):
    """How a remainder is shared among places in `align --scenario`. | align --scenario 按什么分摊其余。"""

    EQUAL = "equal", "等分", "equal parts"
    """Each the same. | 各地相同。"""
    POPULATION = "population", "按人口", "population"
    """By the latest population that all have. | 按各地都有的最近一年人口。"""
    GDP = "gdp", "按生产总值", "GDP"
    """By the latest GDP that all have. | 按各地都有的最近一年生产总值。"""
    LAST = "last", "按最近实绩", "the last figure"
    """By the latest figure of each for the indicator itself. | 按各地该指标最近的实际数。"""


class Better(Word):
    """Which direction of an indicator is wanted. | 指标期望的方向。"""

    HIGHER = "higher", "越高越好", "higher"
    LOWER = "lower", "越低越好", "lower"


class Relation(Word):
    """How an indicator stands to another, read as a sentence: *this* is broader than *to*. | 本指标相对于另一指标：范围更宽等。"""

    EXACT = "exact", "相同", "the same as"
    """The same thing under two names. | 同一事物的两个名称。"""
    CLOSE = "close", "相近", "close to"
    """Nearly the same; side by side, not subtracted. | 大体相同；并列，不相减。"""
    BROADER = "broader", "范围更宽", "broader than"
    """This one holds the other and more. | 本指标包含对方且更宽。"""
    NARROWER = "narrower", "范围更窄", "narrower than"
    """This one is a part of the other. | 本指标是对方的一部分。"""
    RELATED = "related", "相关", "related to"
    """Connected in another way. | 另有关联。"""


INVERSE = {
    Relation.EXACT: Relation.EXACT,
    Relation.CLOSE: Relation.CLOSE,
    Relation.BROADER: Relation.NARROWER,
    Relation.NARROWER: Relation.BROADER,
    Relation.RELATED: Relation.RELATED,
}


class Differs(Word):
    """In what two mapped indicators differ. | 两个指标不同之处。"""

    GRADE = "grade", "级别", "grade"
    POPULATION = "population", "统计对象", "population"
    NUMERATOR = "numerator", "分子", "numerator"
    DENOMINATOR = "denominator", "分母", "denominator"
    TERRITORY = "territory", "地域范围", "territory"
    WORDING = "wording", "措辞", "wording"


class Grade(Word):
    """Grade of a platform, firm or title: who recognises it. `-up` means that grade and above. | 平台、企业、称号的认定级别；-up 表示该级以上。"""

    NATIONAL = "national", "国家级", "national"
    REGIONAL = "regional", "自治区级", "regional"
    REGIONAL_UP = "regional-up", "自治区级以上", "regional and above"
    MUNICIPAL = "municipal", "市级", "municipal"
    MUNICIPAL_UP = "municipal-up", "市级以上", "municipal and above"
    ANY = "any", "不限级别", "any grade"


GRADES_COVERED = {
    Grade.NATIONAL: frozenset({Grade.NATIONAL}),
    Grade.REGIONAL: frozenset({Grade.REGIONAL}),
    Grade.MUNICIPAL: frozenset({Grade.MUNICIPAL}),
    Grade.REGIONAL_UP: frozenset({Grade.NATIONAL, Grade.REGIONAL}),
    Grade.MUNICIPAL_UP: frozenset({Grade.NATIONAL, Grade.REGIONAL, Grade.MUNICIPAL}),
    Grade.ANY: frozenset(Grade),
}


class Completeness(Word):
    """How much of a plan is encoded, or of a place's next level listed. | 规划收录了多少，或下一级地区列了多少。"""

    COMPLETE = "complete", "完整", "complete"
    """Nothing is left out. | 没有遗漏。"""
    PARTIAL = "partial", "部分", "partial"
    """Some is still to come; `partial:` says what. | 尚未收全；partial 写明哪些。"""


class Section(Word):
    """The lists of a plan that may be less than whole. | 规划中可能尚未收全的部分。"""

    TARGETS = "targets", "目标", "targets"
    OBSERVED = "observed", "已有成绩", "results"
    TASKS = "tasks", "任务", "tasks"


class TaskKind(Word):
    """What a task is. | 任务的类型。"""

    GOAL = "goal", "目标（无数字）", "goal without a figure"
    """A goal without a figure (前列, 逐年只增不减). | 没有数字的目标（前列、逐年只增不减）。"""
    WORK = "work", "工作", "work"
    """Something to be done or built. | 要做或要建的事。"""
    DUTY = "duty", "职责", "duty"
    """What an agency or place must see to. | 部门或地方的职责。"""
    ROLE = "role", "定位", "role"
    """What a place is to be for the whole. | 一地在全局中的定位。"""


class LinkKind(Word):
    """How a task stands to another task or to a target. | 任务与另一任务或目标的关系。"""

    PART_OF = "part-of", "属于", "part of"
    CONTINUES = "continues", "延续", "continues"
    SUPPORTS = "supports", "支撑", "supports"
    SAME_SUBJECT = "same-subject", "同一主题", "same subject"


class Every(Word):
    """Whom a distributive figure is for. | 分别计的数字是给谁的。"""

    YEAR = "year", "每年", "each year"
    COUNTY = "county", "每县", "each county"
    TOWNSHIP = "township", "每乡镇", "each township"
    VILLAGE = "village", "每村", "each village"
    ZONE = "zone", "每园区", "each zone"
    ENTERPRISE = "enterprise", "每企业", "each enterprise"
    PROJECT = "project", "每项目", "each project"
    HOUSEHOLD = "household", "每户", "each household"
    UNIT = "unit", "每单位", "each unit"


class Theme(Word):
    """Field of work; an indicator or a task may have several. | 工作领域；一个指标或任务可有几个。"""

    INVESTMENT = "investment", "研发投入", "investment"
    ENTERPRISES = "enterprises", "创新企业", "enterprises"
    INDUSTRY = "industry", "产业发展", "industry"
    PATENTS = "patents", "知识产权", "intellectual property"
    PLATFORMS = "platforms", "创新平台", "platforms"
    TALENT = "talent", "人才", "talent"
    TECHNOLOGY = "technology", "技术攻关", "technology"
    TRANSFER = "transfer", "成果转化", "transfer"
    AGRICULTURE = "agriculture", "农业农村", "agriculture"
    LIVELIHOOD = "livelihood", "民生科技", "livelihood"
    ENVIRONMENT = "environment", "生态环境", "environment"
    DIGITAL = "digital", "数字化", "digital"
    PARKS = "parks", "园区与空间", "parks and space"
    COOPERATION = "cooperation", "开放合作", "cooperation"
    LITERACY = "literacy", "科学普及", "science literacy"
    GOVERNANCE = "governance", "体制与保障", "governance"


class ClaimType(Word):
    """What a claim is."""

    TARGET = "target", "目标", "target"
    BASELINE = "baseline", "基期", "baseline"
    OBSERVED = "observed", "已有成绩", "result"


class Verdict(Word):
    """Whether two claims may be compared."""

    COMPARABLE = "comparable", "可直接比", "comparable"
    """Same indicator, basis, unit and year. | 指标、口径、单位、年份都相同。"""
    COMPARABLE_AFTER = "comparable-after", "换算后可比", "comparable after conversion"
    """Valid after a conversion, whose formula stands in the reasons. | 换算之后可比，公式写在理由里。"""
    OTHER_PERIOD = "other-period", "年份不同", "other period"
    """Comparable in kind, but of other years: both stand as printed, and nothing is subtracted. | 可比，只是年份不同：两数照印，不相减。"""
    ASSIGNED = "assigned", "规划指定", "assigned"
    """One plan sets the figure for a place inside its own. | 同一规划为所辖地方所定。"""
    RELATED = "related", "相关不可减", "only related"
    """Close, broader or narrower indicators, or a part and its whole: side by side, no difference. | 指标相近或有宽窄，或为部分与整体：并列，不相减。"""
    BASIS_DIFFERS = "basis-differs", "口径不同", "basis differs"
    """No rule leads from one basis to the other, as from a stock to an addition. | 口径之间无从换算，如存量与增量。"""
    UNIT_DIFFERS = "unit-differs", "单位不同", "unit differs"
    """The units are of different kinds. | 单位不同类。"""
    NOT_COMPUTABLE = "not-computable", "缺数据不能算", "not computable"
    """A rule exists, but an input is not printed; the reason names it. | 有算法而缺数据；理由写明缺什么。"""
    NO_COUNTERPART = "no-counterpart", "对方未提出", "no counterpart"
    """A plan for that year is in the collection whole, and sets no figure for it. | 涵盖该年的规划已完整收录，没有为其定数。"""
    NOT_ENCODED = "not-encoded", "尚未收录", "not encoded"
    """No plan for that year is in the collection, or its text is not whole: it can't be told. | 未收录涵盖该年的规划，或原文不全：无从判断。"""


BY_WEIGHT = (
    Verdict.COMPARABLE,
    Verdict.COMPARABLE_AFTER,
    Verdict.ASSIGNED,
    Verdict.OTHER_PERIOD,
    Verdict.RELATED,
    Verdict.BASIS_DIFFERS,
    Verdict.UNIT_DIFFERS,
    Verdict.NOT_COMPUTABLE,
    Verdict.NO_COUNTERPART,
    Verdict.NOT_ENCODED,
)
"""The order in which rows are told: what may be compared first, what nothing stands beside last."""


class Conclusion(Word):
    """What an opinion on coordination says of a target (衔接审核意见的结论)."""

    EQUAL = "equal", "一致", "equal"
    """Both may be compared and are equal. | 可比且相等。"""
    HIGHER = "higher", "高于", "higher"
    """Both may be compared; the plan's own is above. | 可比，本规划高于上级。"""
    LOWER = "lower", "低于", "lower"
    """Both may be compared; the plan's own is below. | 可比，本规划低于上级。"""
    OTHER_TIME = "other-time", "时间不同", "other years"
    """Comparable in kind, of other years. | 可比，只是年份不同。"""
    OTHER_BASIS = "other-basis", "口径不同", "another basis"
    """Another basis or unit, a related indicator, or a part against a whole. | 口径、单位不同，指标只是相关，或部分对整体。"""
    SET_ABOVE = "set-above", "上级指定", "set by the plan above"
    """The upper plan sets it for this place, and nothing of the plan's own stands beside it. | 上级规划为本地指定，本规划没有与之对应的目标。"""
    NOT_ABOVE = "not-above", "上级未提出", "not in the plan above"
    """The upper plan is encoded whole, and sets no target for it. | 上级规划已完整收录，没有提出。"""
    NOT_HERE = "not-here", "本规划未提出", "not in this plan"
    """This plan is encoded whole, and sets no target for it. | 本规划已完整收录，没有提出。"""
    NOT_JUDGED = "not-judged", "不作判断", "not judged"
    """An input is missing, a text is not whole, or bounds leave it open; the reason names it. | 缺数据、原文或收录不全，或限定词使高低不能定；理由写明。"""


class Dimension(Word):
    """What is to agree between plans by 国家发展规划法 24, in its order."""

    TARGETS = "targets", "主要目标", "main targets"
    DIRECTION = "direction", "发展方向", "direction of development"
    LAYOUT = "layout", "总体布局", "overall layout"
    TASKS = "tasks", "重大战略任务", "strategic tasks"
    POLICIES = "policies", "重大政策举措", "policy measures"
    PROJECTS = "projects", "重大工程项目", "engineering projects"
    RISKS = "risks", "风险防控", "prevention of risks"


class State(Word):
    """What became of a target, as far as the collection tells."""

    MET = "met", "完成", "met"
    """Reached in its year, as a result of that year or later shows. | 到期时已达到，有当年或以后的结果为证。"""
    MISSED = "missed", "未完成", "missed"
    """Not reached in its year. | 到期时未达到。"""
    MET_EARLY = "met-early", "提前实现", "met early"
    """Reached before its year, and still held. | 提前达到并保持。"""
    AHEAD = "ahead", "快于预期", "ahead of its path"
    """105 % or more of the way that the time gone asks for. | 进度达到时间进度的 105% 以上。"""
    ON_PATH = "on-path", "符合预期", "on its path"
    """From 95 to 105 % of it. | 进度为时间进度的 95%—105%。"""
    BEHIND = "behind", "滞后", "behind"
    """Below 95 % of it. | 进度不到时间进度的 95%。"""
    NO_RESULT = "no-result", "尚无结果", "no result"
    """No usable result after the start is in the collection. | 库中没有起点之后可用的结果。"""
    NOT_JUDGED = "not-judged", "不作判断", "not judged"
    """The target or its results leave open what a judgement needs; the reason names it. | 目标或结果未写明判断所需；理由写明缺什么。"""


class PathRule(Word):
    """How the way of a target is measured."""

    LINEAR = "linear", "线性", "linear from start to target"
    COMPOUND = "compound", "复合增长", "compound growth"
    SUM = "sum", "累计占比", "the sum so far over the target"
    MEAN = "mean", "至今均值", "the mean so far over the rate"
    HELD = "held", "守住界限", "a bound that held at the start"
    EACH_YEAR = "each-year", "逐年", "each year for itself"
