"""What a figure measures: its value, unit and basis, the base that it is compared with, and the names of its indicator."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from plancmp.draft.clauses import Clause
from plancmp.draft.result import Value
from plancmp.draft.times import Time
from plancmp.draft.word_lists import FLOWS, SHARES, STOCKS, read_verb_basis
from plancmp.model import Period
from plancmp.vocabulary import Basis, Comparator
from plancmp.words import Text

_REACHED = re.compile(r"(?:达到?|达到了|突破|超过)$")
_LINKED = re.compile(r"达到?|为|突破|超过")
_YEARLY = re.compile(r"年均|年(?=增|递增|均)|每年|同比|比上年|增速|比去年")
_RISING = r"(?:增加|提高|提升|上升|扩大|增长|发展|壮大|下降|降低|减少|压减|缩小|缩短|增|升|降|压)"
_RISEN_TO = re.compile(rf"{_RISING}(?:到|至|为)(?:了|约)?$")
_RISES_FROM = re.compile(r"(?:由|从)$")
_RISES_TO = re.compile(rf"[^,;。]{{0,8}}?{_RISING}(?:到|至|为)")
_COMPARED = re.compile(r"[、,;]*(?:是|为|比|较|与|同比|相当于|相比)")
_WITH_LAST_YEAR = re.compile("同比|比上年|比去年")
_SUMMED = re.compile("累计|累积")
_STANDING = re.compile("保有量|拥有量|存量|总数|在库")
_GROWTH_NOUN = re.compile(r"(?:涨幅|增幅|增速|增长率|增长速度)$")
_RATES = frozenset({"percent", "permille"})
_TIMES = frozenset({"倍", "番"})
_BASIS_OF_UNIT = {"points": Basis.CHANGE, "percent": Basis.LEVEL, "permille": Basis.LEVEL}
_TOLD_OUTRIGHT = frozenset({Basis.MULTIPLE, Basis.GROWTH, Basis.ADDED, Basis.TOTAL, Basis.CHANGE})
_UNSAID_GROWTH = Text("原文未说明是年均还是期间累计", "the text does not tell yearly from total growth")
_UNSAID_BASE = Text("原文未载明以何时为基数", "the text does not say from what it is counted")
_UNSAID_VERB = Text("动词不能说明是存量还是新增", "the verb does not tell a stock from an increase")


class Measured(NamedTuple):
    """The figure with its basis. `compared`: it only compares the figure before it (比2015年提高…), whose noun it shares.

    `is_state`: a level or share, which a period that is over prints for its last year. `begins`: the value that a change
    starts from (从2300亿元增加到3645亿元).
    """

    figure: Value
    basis: Basis | None
    base: Period | None
    compared: bool
    is_state: bool
    begins: bool
    doubts: Mapping[str, Text]
    notes: tuple[Text, ...]


def measure(clause: Clause, earlier_verb: str, time: Time | None) -> Measured:
    """What a figure measures, by the reading rules; a decrease is a negative change.

    `earlier_verb` is the verb of the clause before it, `time` what governs it.
    """
    quantity = clause.quantity
    base = _find_base(clause)
    basis = _decide_basis(clause, earlier_verb, time, base)
    figure = Value(quantity.value, quantity.low, quantity.high, quantity.comparator)
    is_fall = clause.falls and _is_change(clause) and basis is not Basis.MULTIPLE
    return Measured(
        figure.negate() if is_fall else figure,
        basis,
        base,
        compared=_is_compared(clause, base),
        is_state=_is_state(clause, basis),
        begins=_begins_change(clause) and not clause.date,
        doubts=dict(_find_doubts(clause, basis, base)),
        notes=(_UNSAID_VERB,) if basis is Basis.NOT_STATED else (),
    )


def _begins_change(clause: Clause) -> bool:
    """从2300亿元增加到3645亿元."""
    return bool(_RISES_FROM.search(clause.ahead) and _RISES_TO.match(clause.normal, clause.figure.end))


def _moves(clause: Clause) -> bool:
    """Whether the figure is an end of a change, and no change itself."""
    return _begins_change(clause) or bool(_RISEN_TO.search(clause.ahead))


def _is_change(clause: Clause) -> bool:
    return bool(clause.change) and not _moves(clause)


def _is_state(clause: Clause, basis: Basis | None) -> bool:
    if basis is Basis.LEVEL or _moves(clause):
        return True
    if clause.quantity.unit in _RATES and not clause.change:
        return True
    return basis is None and not FLOWS.search(clause.noun)


def _find_base(clause: Clause) -> Period | None:
    """The year or period that the clause compares with."""
    bases = [time for time in clause.times if time.is_base and clause.start <= time.start and time.final]
    if not bases or clause.date:
        return None
    first, last = bases[-1].first, bases[-1].final or 0
    return Period(first or last, last)


def _is_compared(clause: Clause, base: Period | None) -> bool:
    """Whether the figure only compares the one before it with a base, or with the year before."""
    if clause.date and not clause.noun:
        return True
    return bool(_COMPARED.match(clause.ahead) and (base or _WITH_LAST_YEAR.match(clause.ahead)))


def _find_doubts(clause: Clause, basis: Basis | None, base: Period | None) -> Iterator[tuple[str, Text]]:
    if basis is Basis.GROWTH and _is_change(clause) and not _is_yearly(clause):
        yield "basis", _UNSAID_GROWTH
    if basis is Basis.MULTIPLE and base is None:
        yield "base", _UNSAID_BASE


def _is_yearly(clause: Clause) -> bool:
    """Whether a change is one of each year: the clause says so, or the document is a yearly report."""
    return clause.context.draft.clock.year is not None or bool(_YEARLY.search(clause.ahead))


def _decide_basis(clause: Clause, earlier_verb: str, time: Time | None, base: Period | None) -> Basis | None:
    """The basis of a figure; None where nothing is said, which leaves the indicator's own."""
    quantity, is_change = clause.quantity, _is_change(clause)
    if quantity.unit in _TIMES and (is_change or quantity.kind != "figure"):
        return Basis.MULTIPLE
    if is_change:
        return _decide_change_basis(clause, base)
    if quantity.basis in _TOLD_OUTRIGHT:
        return quantity.basis
    if quantity.unit in _BASIS_OF_UNIT:
        is_growth = quantity.unit in _RATES and _GROWTH_NOUN.search(clause.noun)
        return Basis.GROWTH if is_growth else _BASIS_OF_UNIT[quantity.unit]
    if quantity.basis is Basis.PER_YEAR:
        return Basis.PER_YEAR
    return _decide_moved_basis(clause) if _moves(clause) else _decide_basis_by_words(clause, earlier_verb, time)


def _decide_change_basis(clause: Clause, base: Period | None) -> Basis:
    if clause.quantity.unit not in _RATES:
        return Basis.CHANGE
    is_total = "累计" in clause.ahead or (base is not None and not _is_yearly(clause))
    return Basis.GROWTH_TOTAL if is_total and not _YEARLY.search(clause.ahead) else Basis.GROWTH


def _decide_moved_basis(clause: Clause) -> Basis | None:
    return Basis.PER_YEAR if _is_money(clause) and FLOWS.search(clause.noun) else None


def _decide_basis_by_words(clause: Clause, earlier_verb: str, time: Time | None) -> Basis | None:
    if _SUMMED.search(clause.ahead):
        return Basis.TOTAL
    if clause.quantity.basis is Basis.LEVEL or _STANDING.search(clause.ahead):
        return Basis.LEVEL
    reached = clause.quantity.comparator is Comparator.ABOVE or bool(_REACHED.search(clause.ahead))
    if FLOWS.search(clause.noun) and not STOCKS.search(clause.noun):
        return _decide_flow_basis(clause, time, reached=reached)
    return _decide_count_basis(clause, earlier_verb, reached=reached)


def _decide_flow_basis(clause: Clause, time: Time | None, *, reached: bool) -> Basis | None:
    """A flow under 五年来 or “…”期间 is a total; an amount that is reached (达到) is that of the last year."""
    spanned = time is not None and time.span and time.last is not None and not time.ahead
    if spanned and not (reached and _is_money(clause)):
        return Basis.TOTAL
    return Basis.PER_YEAR if _is_money(clause) else None


def _decide_count_basis(clause: Clause, earlier_verb: str, *, reached: bool) -> Basis | None:
    """A count by its verb, or by the verb of the clause before where it has none of its own."""
    if clause.verb:
        by_verb = read_verb_basis(clause.verb)
        stands = reached and not clause.behind and "达" in clause.ahead
        return Basis.LEVEL if by_verb is Basis.NOT_STATED and stands else by_verb
    if reached:
        return Basis.LEVEL
    if earlier_verb and not _LINKED.search(clause.ahead):
        return read_verb_basis(earlier_verb)
    return Basis.LEVEL if SHARES.search(clause.noun) else None


def _is_money(clause: Clause) -> bool:
    return "元" in (clause.quantity.unit or "")


_GENERIC = re.compile(
    r"(?:企业|项目|人才|人员|产品|技术|平台|基地|学校|课题|活动|机构|资金|投资|面积|人数|群众|村|县|乡镇|农户|岗位|设备|主体)"
)
"""Nouns that say too little without their verb: 孵化企业, 引进项目."""
_PRONOUN = re.compile(
    r"(?:其中|同比|分别|累计|合计|总计|总|实现|达到?|比重|占比|增长|增速|增幅|数量|总数|总量|规模|[一二三四五六七八九十]等奖)?"
)
_BOUND = re.compile(r"(?:投资|产值)?[0-9.]+[万亿]*元(?:以上|以下)?")
_KIND = re.compile(r"(?:项目|企业|村|园区|平台)$")
_TIER = re.compile(r"市本级|县级|区级|省级|乡镇级?|城镇|农村|城市|市级|自治区本级|县本级|县\(市、区\)级?")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST = 20


class Names(NamedTuple):
    """Names of an indicator, the likeliest first; `inherited` is the noun that the figure shares with the one before it, `of`
    the tier it is for.
    """

    nouns: tuple[str, ...]
    inherited: str = ""
    of: str | None = None


def name_indicator(clause: Clause, last: str, *, compared: bool) -> Names:
    """The names for a figure; `last` is the noun of the statement before it in the sentence, "" where there is none.

    `compared`: the figure only compares the one before it.
    """
    noun, kind = clause.noun, _KIND.search(last)
    tier = _TIER.fullmatch(noun)
    if last and (compared or tier or _PRONOUN.fullmatch(noun)):
        return Names((last,), last, noun if tier else None)
    if kind and _BOUND.fullmatch(noun):
        return Names((noun + kind[0],))
    nouns = [last + noun if noun.startswith(("占", "所占")) else noun]
    if clause.verb and noun:
        nouns.insert(0 if _GENERIC.fullmatch(noun) else 1, clause.verb + noun)
    told = dict.fromkeys(each for each in nouns if len(each) > 1)
    return Names(tuple(told) or tuple(_find_words_around(clause)))


def _find_words_around(clause: Clause) -> Iterator[str]:
    """What is told of a figure without a noun: the rest of its clause, else what stands before it."""
    rest = re.split("[,;。:]", _BRACKETS.sub("", clause.after))[0][:_LONGEST]
    said = (words for words in (rest, clause.ahead[-_LONGEST:]) if re.search("[一-鿿]{2}", words))
    return islice(said, 1)
