"""What a figure measures: its value, unit and basis, the base that it is compared with, and the names of its indicator."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from plancmp.draft.clauses import Clause, find_case
from plancmp.draft.result import Value
from plancmp.draft.times import NO_TIME, Time
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
    quantity, ahead = clause.quantity, clause.ahead
    base = _find_base(clause)
    begins = _RISES_FROM.search(ahead) and _RISES_TO.match(clause.normal, clause.figure.end)
    moves = bool(begins or _RISEN_TO.search(ahead))
    is_change = bool(clause.change) and not moves
    basis = _decide_basis(clause, earlier_verb, time, base, moves=moves)
    figure = Value(quantity.value, quantity.low, quantity.high, quantity.comparator)
    is_rate = quantity.unit in _RATES and not is_change
    return Measured(
        figure.negate() if is_change and clause.falls and basis is not Basis.MULTIPLE else figure,
        basis,
        base,
        compared=_is_compared(clause, base),
        is_state=is_rate or moves or basis is Basis.LEVEL or (basis is None and not FLOWS.search(clause.noun)),
        begins=bool(begins) and not clause.date,
        doubts=dict(_find_doubts(clause, basis, base, is_change=is_change)),
        notes=(_UNSAID_VERB,) if basis is Basis.NOT_STATED else (),
    )


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


def _find_doubts(
    clause: Clause, basis: Basis | None, base: Period | None, *, is_change: bool
) -> Iterator[tuple[str, Text]]:
    is_yearly = clause.context.draft.clock.year is not None or _YEARLY.search(clause.ahead)
    if basis is Basis.GROWTH and is_change and not is_yearly:
        yield "basis", _UNSAID_GROWTH
    if basis is Basis.MULTIPLE and base is None:
        yield "base", _UNSAID_BASE


def _decide_basis(
    clause: Clause, earlier_verb: str, time: Time | None, base: Period | None, *, moves: bool
) -> Basis | None:
    """The basis of a figure; None where nothing is said, which leaves the indicator's own.

    A flow under 五年来 or “…”期间 is a total; an amount that is reached (达到) is that of the last year. A count goes by its
    verb, or by the verb of the clause before where it has none of its own.
    """
    quantity, ahead, noun = clause.quantity, clause.ahead, clause.noun
    reached = bool(_REACHED.search(ahead)) or quantity.comparator is Comparator.ABOVE
    is_money = "元" in str(quantity.unit)
    by_verb = read_verb_basis(clause.verb)
    time = time or NO_TIME
    signs = {
        "moves": moves,
        "still": not moves,
        "change": clause.change,
        "multiple": quantity.unit in {"倍", "番"},
        "in_words": quantity.kind != "figure",
        "absolute": quantity.unit not in _RATES,
        "yearly": _YEARLY.search(ahead),
        "accumulated": "累计" in ahead,
        "since": base,
        "in_plan": clause.context.draft.clock.year is None,
        "told": quantity.basis in _TOLD_OUTRIGHT,
        "points": quantity.unit == "points",
        "rate": quantity.unit in _RATES,
        "growing": _GROWTH_NOUN.search(noun),
        "each_year": quantity.basis is Basis.PER_YEAR,
        "money": is_money,
        "count": not is_money,
        "flow": FLOWS.search(noun),
        "no_stock": not STOCKS.search(noun),
        "summed": _SUMMED.search(ahead),
        "is_level": quantity.basis is Basis.LEVEL,
        "standing": _STANDING.search(ahead),
        "spanned": time.span,
        "ended": time.last,
        "now": not time.ahead,
        "reached": reached,
        "unreached": not reached,
        "verb": clause.verb,
        "no_word": by_verb is Basis.NOT_STATED,
        "in_front": not clause.behind,
        "comes_to": "达" in ahead,
        "led": earlier_verb,
        "unlinked": not _LINKED.search(ahead),
        "share": SHARES.search(noun),
    }
    cases = {
        "multiple change still": Basis.MULTIPLE,
        "multiple in_words": Basis.MULTIPLE,
        "change still absolute": Basis.CHANGE,
        "change still yearly": Basis.GROWTH,
        "change still accumulated": Basis.GROWTH_TOTAL,
        "change still since in_plan": Basis.GROWTH_TOTAL,
        "change still": Basis.GROWTH,
        "told": quantity.basis,
        "points": Basis.CHANGE,
        "rate growing": Basis.GROWTH,
        "rate": Basis.LEVEL,
        "each_year": Basis.PER_YEAR,
        "moves money flow": Basis.PER_YEAR,
        "moves": None,
        "summed": Basis.TOTAL,
        "is_level": Basis.LEVEL,
        "standing": Basis.LEVEL,
        "flow no_stock spanned ended now unreached": Basis.TOTAL,
        "flow no_stock spanned ended now count": Basis.TOTAL,
        "flow no_stock money": Basis.PER_YEAR,
        "flow no_stock": None,
        "verb no_word reached in_front comes_to": Basis.LEVEL,
        "verb": by_verb,
        "reached": Basis.LEVEL,
        "led unlinked": read_verb_basis(earlier_verb),
        "share": Basis.LEVEL,
        "": None,
    }
    return find_case(cases, signs)


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
    return Names(tuple(_list_nouns(clause, last)) or tuple(_find_words_around(clause)))


def _list_nouns(clause: Clause, last: str) -> Iterable[str]:
    """The noun of a clause, and with its verb in front; that one first where the noun alone says little."""
    noun = clause.noun
    told = last + noun if noun.startswith(("占", "所占")) else noun
    nouns = [told, clause.verb + noun if clause.verb and noun else told]
    if _GENERIC.fullmatch(noun):
        nouns.reverse()
    return dict.fromkeys(each for each in nouns if len(each) > 1)


def _find_words_around(clause: Clause) -> Iterator[str]:
    """What is told of a figure without a noun: the rest of its clause, else what stands before it."""
    rest = re.split("[,;。:]", _BRACKETS.sub("", clause.after))[0][:_LONGEST]
    said = (words for words in (rest, clause.ahead[-_LONGEST:]) if re.search("[一-鿿]{2}", words))
    return islice(said, 1)
