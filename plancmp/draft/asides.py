"""Figures that are no claim, by general rules: counts of the plan's own parts, slogans, rules, sizes in names."""

import re
from collections.abc import Sequence

from plancmp.chinese.folding import fold
from plancmp.draft.clauses import Clause, PrintedFigure, ends_in_verb
from plancmp.draft.sentences import SentenceContext
from plancmp.draft.word_lists import OWN_PARTS
from plancmp.vocabulary import Comparator

_RANKED = re.compile(r"(?:进入|跻身|位居|保持|排名|列|稳居|进位|冲进|争进|迈入)[^,;。]{0,14}$")
_CLASS_BEHIND = re.compile(r"(?:级|规模)?[一-鿿]{2,12}?(?=[,;。、])")
_CLASS_BEFORE = re.compile(r"(?:争创|打造|建设|建成|培育|形成|力争|冲刺|迈向|发展成为?)[^,;。、批个家]{0,6}$")
_IN_NOUN = re.compile("的[^,;。:、]{2,}")


def choose_figures(context: SentenceContext, printed: Sequence[PrintedFigure]) -> list[PrintedFigure]:
    """The figures that stand for themselves: no ranks of others, no sizes in names, none that belong to the noun of the next."""
    counted = [figure for figure in printed if figure.quantity.kind != "name"]
    following = [next((f for f in counted if f.start >= figure.end), None) for figure in printed]
    return [figure for figure, then in zip(printed, following, strict=True) if _stands_alone(context, figure, then)]


def _stands_alone(context: SentenceContext, figure: PrintedFigure, following: PrintedFigure | None) -> bool:
    before = context.normal[context.sentence.start : figure.start]
    stop = min(following.start, context.sentence.end) if following else context.sentence.end
    if figure.quantity.kind == "name" and not _is_aimed_at(figure, before, context.normal[figure.end : stop + 1]):
        return False
    if figure.quantity.kind == "ordinal" and not _RANKED.search(before):
        return False
    return following is None or not _is_in_noun(figure, context.normal[figure.end : following.start])


def _is_aimed_at(figure: PrintedFigure, before: str, after: str) -> bool:
    """争创千亿元园区, 打造500亿级产业: a size that is aimed at, where no number of such things is."""
    is_sum = figure.quantity.value is not None and _is_money(figure)
    return bool(is_sum and _CLASS_BEHIND.match(after) and _CLASS_BEFORE.search(before))


def _is_in_noun(figure: PrintedFigure, between: str) -> bool:
    """Whether a figure belongs to the noun that the next one counts: 收入10万元以上的村达到138个, 其中10亿元以上30个."""
    return bool(_IN_NOUN.fullmatch(between)) if between else _is_money(figure)


def _is_money(figure: PrintedFigure) -> bool:
    return (figure.quantity.unit or "").endswith("元")


_NAMES_BEFORE = re.compile(r"[一-鿿]{2,6}、[一-鿿]{2,6}(?<!等)$")
_PLACES_BEHIND = re.compile(r"[^,;。、自社园]{0,3}(?:县|区|市|乡镇|镇|州)(?:\([^()]*\))?(?:$|的|、|和|,|为)")
_INDEX = re.compile(r"(?:指数|系数|得分|评分|分数|排名|位次|比)$|值$")
_GIVEN = re.compile(r"(?:奖励|补助|补贴|奖补|减免|扣除|资助|贴息)")
_FEW = 20
"""A plan has no more parts of its own."""
_SPELT = "[一二三四五六七八九十两]"
_SHAPES = tuple(
    (signs.split(), re.compile(shape))
    for signs, shape in (
        ("word all uncovered", ""),  # 所有 is 100 percent only of a coverage
        ("word", "⟧(?:专项|计划|工程|行动|工作|战略|基金|政策)"),
        ("word", "^(?!.*(?:实现|推动|达到).*⟦).*⟧式?的(?![一-鿿]{0,8}(?:目标|要求))"),
        ("figure unitless no_index", ""),
        ("figure plain few", f"⟧{OWN_PARTS}"),
        ("figure plain alone", "⟦一(?![百千万亿半成])"),
        ("figure", "(?:成熟|发展|启动|推广|验收)⟦一"),
        ("figure plain low", f"⟦{_SPELT}.*⟧(?:大|个到|类|化|高|新)"),
        ("figure plain unmade", "⟦(?:百|千|万|百万|千万|亿|数十|数百|上百|上千)(?![0-9一二三四五六七八九]).*⟧[一-鿿]"),
        ("figure session", f"⟦{_SPELT}.*⟧(?:会议|大会|全会|全体会|常委会|产业|分配|党代会|人代会)"),
        # Taxes, fines, terms; gifts only where they are said to be some.
        ("figure", "⟧的?(?:税率|比例(?:给予|减免|扣除|补助|奖励|征收)|标准给予|额度给予|罚款)"),
        ("figure", "(?:税率|罚款?|处以|减按|缴纳|征收|扣除|抵扣|贴息|离岗|保留|为期|任期|试用期?|聘期)[^,;。]{0,10}⟦"),
        ("figure gift", "(?:给予|最高|一次性|按照?|对每|每[家项人户个名])[^,;。]{0,16}⟦"),
        # Comparisons with other places.
        ("figure relative", "(?:为|是|占|相当于)(?:全国|全省|全区|全市|全州|西部|东部|中部)平均[^,;。、0-9]{0,6}⟦"),
        (
            "figure relative",
            "(?:高于|低于|快于|慢于|领先|高出)(?:全国|全省|全区|全市|全州|同期|西部|东部|中部|上年|预期)[^,;。、0-9]{0,10}⟦",
        ),
        ("plain named", ""),
        ("opened closed", ""),
    )
)
"""Signs of a figure, and the shape of the words around it, its number in ⟦ ⟧, that make it no claim. Never tuned to one plan."""


def is_aside(clause: Clause, *, every: bool) -> bool:
    """Whether a figure is no claim. `every`: a word like 每年 shares it out, so that one may be a count."""
    quantity, figure, normal = clause.quantity, clause.figure, clause.normal
    if quantity.kind not in {"figure", "word"}:
        return False
    number = fold(normal[figure.core : figure.end])[0]
    before, after = normal[max(0, figure.core - 24) : figure.core], normal[figure.end : figure.end + 16]
    value = _FEW if quantity.value is None else quantity.value
    signs = {
        quantity.kind: True,
        "all": "所" in quantity.text,
        "uncovered": "覆盖" not in clause.ahead,
        "unitless": quantity.unit is None,
        "no_index": clause.behind or not _INDEX.search(clause.noun),
        "plain": quantity.comparator is Comparator.REACH,
        "few": re.match(_SPELT, number) or value <= _FEW,
        "low": value < _FEW,
        "alone": not every,
        "unmade": not ends_in_verb(before),
        "session": quantity.unit in {"次", "届"},
        "gift": _GIVEN.search(before + after),
        "relative": quantity.unit in {"points", "percent", "倍"},
        "named": _is_number_of_names(clause, after),
        "opened": re.search("“[^”]*$", clause.before),
        "closed": "”" in clause.after,
    }
    line = f"{before}⟦{number}⟧{after}"
    return any(shape.search(line) for needs, shape in _SHAPES if all(signs.get(need) for need in needs))


def _is_number_of_names(clause: Clause, after: str) -> bool:
    """Whether the figure counts the places just named: 马山、上林、隆安4个贫困县, 平果、德保两县."""
    start, core = clause.context.sentence.start, clause.figure.core
    if clause.quantity.unit in {"个", "村"} and not _PLACES_BEHIND.match(after[:12]):
        return False
    before = clause.normal[max(start, core - 20) : core]
    return clause.quantity.unit in {"个", "村", "县", "镇"} and bool(_NAMES_BEFORE.search(before))
