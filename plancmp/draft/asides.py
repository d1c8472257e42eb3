"""Figures that are no claim, by general rules: counts of the plan's own parts, slogans, rules, sizes in names."""

import re

from plancmp.chinese.fold import fold
from plancmp.chinese.quantities import Quantity
from plancmp.draft.clauses import Clause, Printed, ends_in_verb
from plancmp.draft.context import Context
from plancmp.vocabulary import Comparator

_OWN_PARTS = re.compile(
    r"^(?:大|项|个|方面的?|民生|惠民|重大|重点|主要|优先|核心|关键|基本|专项|战略|标志性|突出)*(?:任务|实事|主题|方面|举措|措施|原则|环节|体系|维度|层面|关键|抓手|关系|问题|阶段|步骤|方向|要素|意识|自信|维护|文明|战略|工程|行动|理念|坚持|"
    r"领域|板块|思维|定位|目标|转变|提升|优势|结合|统一|统筹|环境|能力|攻坚战?|支柱产业链|重点|短板|清单|机制|转型|专题|类别|层次|级|类|种模式|模式|步|篇章|文章|要求|导向|动力|带|轴|圈|极|核|翼|廊道?|屏障)(?=[,;。:、的工)”]|$|和|及|与)"
)
_DECIMAL_UNIT = re.compile(r"^[一二三四五六七八九十两]{1,3}")
_RULES = re.compile(
    r"(?:税率|罚款?|处以|减按|缴纳|征收|扣除|抵扣|贴息|离岗|保留|为期|任期|试用期?|聘期)[^,;。]{0,10}$"
    r"|(?:给予|最高|一次性|按照?|对每|每[家项人户个名])[^,;。]{0,16}$"
)
_GIVEN = re.compile(r"(?:奖励|补助|补贴|奖补|减免|扣除|资助|贴息)")
_RULE_BEHIND = re.compile(r"^的?(?:税率|比例(?:给予|减免|扣除|补助|奖励|征收)|标准给予|额度给予|罚款)")
_ADJECTIVE = re.compile(r"^式?的(?![一-鿿]{0,8}(?:目标|要求))")
_MEETING = re.compile(r"(?:会议|大会|全会|全体会|常委会|产业|分配|党代会|人代会)")
_OTHERS = re.compile(
    r"(?:高于|低于|快于|慢于|领先|高出)(?:全国|全省|全区|全市|全州|同期|西部|东部|中部|上年|预期)[^,;。、0-9]{0,10}$"
    r"|(?:为|是|占|相当于)(?:全国|全省|全区|全市|全州|西部|东部|中部)平均[^,;。、0-9]{0,6}$"
)
_PROGRAMME = re.compile(r"(?:专项|计划|工程|行动|工作|战略|基金|政策)")
_INDEX = re.compile(r"(?:指数|系数|得分|评分|分数|排名|位次|比)$|值$")
_ONE_THING = re.compile(r"^(?:重要|主要|关键|基础|根本|重大|系统|长期|综合|全新|新的|崭新|突出)")
_RHYTHM = re.compile(r"(?:成熟|发展|启动|推广|验收)$")


def is_aside(context: Context, figure: Printed, clause: Clause, *, every: bool) -> bool:
    """Whether a figure is no claim. `every`: a word like 每年 shares it out, so that one may be a count."""
    quantity, normal = figure.quantity, context.normal
    if quantity.kind not in {"figure", "word"}:
        return False
    if quantity.kind == "word" and "所" in quantity.text and "覆盖" not in normal[clause.start : figure.start]:
        return True
    return bool(
        aside_reason(quantity, clause, normal, figure.core, figure.end, every=every)
        or counts_names(quantity, normal, figure.core, figure.end, context.sentence.start)
        or _is_quoted(context, figure)
    )


def _is_quoted(context: Context, figure: Printed) -> bool:
    """Whether the figure stands inside a quoted name: “年产20万吨…板带型材”项目."""
    left = context.until(figure.start).rfind("“")
    if left < 0 or "”" in context.until(figure.start)[left:]:
        return False
    return "”" in context.normal[figure.end : context.sentence.end]


def aside_reason(quantity: Quantity, clause: Clause, normal: str, core: int, end: int, *, every: bool) -> str | None:
    """Why the figure is no claim, in one English word group; None where it may be one. Never tuned to one plan: shapes only."""
    number = fold(normal[core:end])[0]
    spelt = _DECIMAL_UNIT.match(number)
    before, after = normal[max(0, core - 24) : core], normal[end : end + 16]
    bounded = quantity.comparator is not Comparator.REACH
    if quantity.kind == "word":
        if _PROGRAMME.match(after):
            return "name of a programme"
        return "adjective" if _ADJECTIVE.match(after) and not re.search(r"实现|推动|达到", before) else None
    if quantity.unit is None and not clause_is_index(clause):
        return "no unit"
    if _OWN_PARTS.match(after) and not bounded and (spelt or (quantity.value or 0) <= _FEW):
        return "counts the plan's own parts"
    if (
        number.startswith("一")
        and not number.startswith(("一百", "一千", "一万", "一亿", "一半", "一成"))
        and not bounded
        and not every
    ):
        return "一 is no count"
    if _RHYTHM.search(before) and number.startswith("一"):
        return "slogan"
    rule = _RULES.search(before)
    if _RULE_BEHIND.match(after) or (rule and (rule[0][0] not in "给最一按对每" or _GIVEN.search(before + after))):
        return "rule"
    if (
        spelt
        and not bounded
        and quantity.value is not None
        and quantity.value < _FEW
        and re.match(r"^(?:大|个到|类|化|高|新)", after)
    ):
        return "slogan"
    if _is_class(number, before, after) and not bounded:
        return "size in a name"
    if spelt and quantity.unit in {"次", "届"} and _MEETING.match(after):
        return "name of a meeting or term"
    if _OTHERS.search(before) and quantity.unit in {"points", "percent", "倍"}:
        return "comparison with another place"
    return None


def clause_is_index(clause: Clause) -> bool:
    """Whether a bare figure may stand without a unit: an index, a score, a rank."""
    return bool(_INDEX.search(clause.noun)) and not clause.behind


_FEW = 20
"""A plan has no more parts of its own."""
_ROUND = re.compile(r"^(?:百|千|万|百万|千万|亿|数十|数百|上百|上千)(?![0-9一二三四五六七八九])")


def _is_class(number: str, before: str, after: str) -> bool:
    """百万亩芒果 names an industry by its size where no verb of making stands before it."""
    return bool(_ROUND.match(number)) and bool(re.match("[一-鿿]", after)) and not ends_in_verb(before)


_ENUMERATED = re.compile(r"[一-鿿]{2,6}、[一-鿿]{2,6}$")
_UNITS_OF_PLACES = frozenset({"个", "县", "村", "镇"})


def counts_names(quantity: Quantity, normal: str, core: int, end: int, section_start: int) -> bool:
    """Whether the figure counts the places just named: 马山、上林、隆安4个贫困县, 平果、德保两县."""
    if quantity.unit not in _UNITS_OF_PLACES or quantity.comparator is not Comparator.REACH:
        return False
    before, after = normal[max(section_start, core - 20) : core], normal[end : end + 12]
    places = quantity.unit in {"县", "镇"} or re.match(
        r"[^,;。、自社园]{0,3}(?:县|区|市|乡镇|镇|州)(?:\([^()]*\))?(?:$|的|、|和|,|为)", after
    )
    return bool(_ENUMERATED.search(before)) and bool(places) and not before.endswith("等")
