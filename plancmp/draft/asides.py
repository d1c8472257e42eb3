"""Figures that are no claim, by general rules: counts of the plan's own parts, slogans, rules, sizes in names."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

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


_FEW = 20
"""A plan has no more parts of its own."""
_DECIMAL_UNIT = re.compile(r"[一二三四五六七八九十两]{1,3}")
_ONE = re.compile("一(?![百千万亿半成])")
_RHYTHM = re.compile(r"(?:成熟|发展|启动|推广|验收)$")
_SLOGAN = re.compile(r"大|个到|类|化|高|新")
_RULES = re.compile(
    r"(?:税率|罚款?|处以|减按|缴纳|征收|扣除|抵扣|贴息|离岗|保留|为期|任期|试用期?|聘期)[^,;。]{0,10}$"
    r"|(?P<gift>(?:给予|最高|一次性|按照?|对每|每[家项人户个名])[^,;。]{0,16}$)"
)
_GIVEN = re.compile(r"(?:奖励|补助|补贴|奖补|减免|扣除|资助|贴息)")
_RULE_BEHIND = re.compile(r"的?(?:税率|比例(?:给予|减免|扣除|补助|奖励|征收)|标准给予|额度给予|罚款)")
_ADJECTIVE = re.compile(r"式?的(?![一-鿿]{0,8}(?:目标|要求))")
_BROUGHT_ABOUT = re.compile("实现|推动|达到")
_MEETING = re.compile(r"(?:会议|大会|全会|全体会|常委会|产业|分配|党代会|人代会)")
_OTHERS = re.compile(
    r"(?:高于|低于|快于|慢于|领先|高出)(?:全国|全省|全区|全市|全州|同期|西部|东部|中部|上年|预期)[^,;。、0-9]{0,10}$"
    r"|(?:为|是|占|相当于)(?:全国|全省|全区|全市|全州|西部|东部|中部)平均[^,;。、0-9]{0,6}$"
)
_PROGRAMME = re.compile(r"(?:专项|计划|工程|行动|工作|战略|基金|政策)")
_INDEX = re.compile(r"(?:指数|系数|得分|评分|分数|排名|位次|比)$|值$")
_ROUND = re.compile(r"(?:百|千|万|百万|千万|亿|数十|数百|上百|上千)(?![0-9一二三四五六七八九])")
_NAMES_BEFORE = re.compile(r"[一-鿿]{2,6}、[一-鿿]{2,6}$")
_PLACES_BEHIND = re.compile(r"[^,;。、自社园]{0,3}(?:县|区|市|乡镇|镇|州)(?:\([^()]*\))?(?:$|的|、|和|,|为)")


class _Look(NamedTuple):
    """A figure with the words right around it; `number` is as printed, `every` whether a word like 每年 shares it out."""

    clause: Clause
    number: str
    before: str
    after: str
    every: bool

    @property
    def unit(self) -> str | None:
        return self.clause.quantity.unit

    @property
    def is_bounded(self) -> bool:
        return self.clause.quantity.comparator is not Comparator.REACH

    @property
    def is_spelt(self) -> bool:
        return bool(_DECIMAL_UNIT.match(self.number))


def is_aside(clause: Clause, *, every: bool) -> bool:
    """Whether a figure is no claim. `every`: a word like 每年 shares it out, so that one may be a count."""
    normal, figure = clause.normal, clause.figure
    questions = _QUESTIONS.get(clause.quantity.kind, ())
    number = fold(normal[figure.core : figure.end])[0]
    before, after = normal[max(0, figure.core - 24) : figure.core], normal[figure.end : figure.end + 16]
    look = _Look(clause, number, before, after, every)
    return any(ask(look) for ask in questions)


def _is_every(look: _Look) -> bool:
    """所有 is 100 percent only of a coverage."""
    return "所" in look.clause.quantity.text and "覆盖" not in look.clause.ahead


def _is_programme(look: _Look) -> bool:
    return bool(_PROGRAMME.match(look.after))


def _is_adjective(look: _Look) -> bool:
    return bool(_ADJECTIVE.match(look.after)) and not _BROUGHT_ABOUT.search(look.before)


def _has_no_unit(look: _Look) -> bool:
    """A bare figure stands only for an index, a score, a rank."""
    return look.unit is None and (look.clause.behind or not _INDEX.search(look.clause.noun))


def _is_number_of_parts(look: _Look) -> bool:
    is_few = look.is_spelt or (look.clause.quantity.value or 0) <= _FEW
    return is_few and not look.is_bounded and bool(OWN_PARTS.match(look.after))


def _is_no_count(look: _Look) -> bool:
    """一 is none, but where it is shared out; 成熟一批、推广一批 is a slogan in any case."""
    if not look.number.startswith("一"):
        return False
    return bool(_RHYTHM.search(look.before) or (_ONE.match(look.number) and not look.is_bounded and not look.every))


def _is_rule(look: _Look) -> bool:
    """A tax, a fine, a term; a gift (给予…) only where it says so."""
    rule = _RULES.search(look.before)
    is_told = rule and (not rule["gift"] or _GIVEN.search(look.before + look.after))
    return bool(_RULE_BEHIND.match(look.after) or is_told)


def _is_slogan(look: _Look) -> bool:
    value = look.clause.quantity.value
    is_few = look.is_spelt and not look.is_bounded and value is not None and value < _FEW
    return is_few and bool(_SLOGAN.match(look.after))


def _is_size_in_name(look: _Look) -> bool:
    """百万亩芒果 names an industry by its size where no verb of making stands before it."""
    if look.is_bounded or not _ROUND.match(look.number):
        return False
    return bool(re.match("[一-鿿]", look.after)) and not ends_in_verb(look.before)


def _is_meeting(look: _Look) -> bool:
    return look.is_spelt and look.unit in {"次", "届"} and bool(_MEETING.match(look.after))


def _is_comparison(look: _Look) -> bool:
    """With another place."""
    return look.unit in {"points", "percent", "倍"} and bool(_OTHERS.search(look.before))


def _is_number_of_names(look: _Look) -> bool:
    """Whether the figure counts the places just named: 马山、上林、隆安4个贫困县, 平果、德保两县."""
    context, core = look.clause.context, look.clause.figure.core
    before = context.normal[max(context.sentence.start, core - 20) : core]
    if look.is_bounded or before.endswith("等") or not _NAMES_BEFORE.search(before):
        return False
    is_place = look.unit in {"个", "村"} and _PLACES_BEHIND.match(look.after[:12])
    return look.unit in {"县", "镇"} or bool(is_place)


def _is_quoted(look: _Look) -> bool:
    """Whether the figure stands inside a quoted name: “年产20万吨…板带型材”项目."""
    opened = "”" not in look.clause.before.rpartition("“")[2] and "“" in look.clause.before
    return opened and "”" in look.clause.after


_OF_ALL = (_is_number_of_names, _is_quoted)
_QUESTIONS: dict[str, tuple[Callable[[_Look], bool], ...]] = {
    "word": (_is_every, _is_programme, _is_adjective, *_OF_ALL),
    "figure": (
        _has_no_unit,
        _is_number_of_parts,
        _is_no_count,
        _is_rule,
        _is_slogan,
        _is_size_in_name,
        _is_meeting,
        _is_comparison,
        *_OF_ALL,
    ),
}
"""Kind of quantity → what makes one no claim. Never tuned to one plan: shapes only."""
