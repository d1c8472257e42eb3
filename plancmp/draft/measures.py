"""Value, unit and basis of a figure, and the base that it is compared with."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.quantities import Quantity
from plancmp.draft.clauses import Clause, Printed, is_right_before
from plancmp.draft.lexicon import FLOWS, SHARES, STOCKS, basis_of_verb
from plancmp.draft.statement import Value
from plancmp.draft.times import Time
from plancmp.model import Period
from plancmp.vocabulary import Basis, Comparator
from plancmp.words import Text

_REACHED = re.compile(r"(?:达到?|达到了|突破|超过)$")
_LINKED = re.compile(r"达到?|为|突破|超过")
MIRROR = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.BELOW: Comparator.ABOVE,
}
_YEARLY = re.compile(r"年均|年(?=增|递增|均)|每年|同比|比上年|增速|比去年")
_RISING = r"(?:增加|提高|提升|上升|扩大|增长|发展|壮大|下降|降低|减少|压减|缩小|缩短|增|升|降|压)"
_RISEN_TO = re.compile(rf"{_RISING}(?:到|至|为)(?:了|约)?$")
_RISES_FROM = re.compile(r"(?:由|从)$")
_RISES_TO = re.compile(rf"[^,;。]{{0,8}}?{_RISING}(?:到|至|为)")
_COMPARED = re.compile(r"^(?:是|为|比|较|与|同比|相当于|相比)")
_GROWTH_NOUN = re.compile(r"(?:涨幅|增幅|增速|增长率|增长速度)$")
_RATES = frozenset({"percent", "permille"})


class Measured(NamedTuple):
    """The figure with its basis. `compared`: it only compares the figure before it (比2015年提高…), whose noun it shares.

    `is_state`: a level or share, which a period that is over prints for its last year. `begins`: the value that a change
    starts from (从2300亿元增加到3645亿元).
    """

    figure: Value
    unit: str | None
    basis: Basis | None
    base: Period | None
    compared: bool
    is_state: bool
    begins: bool = False
    doubts: Mapping[str, Text] = {}
    notes: tuple[Text, ...] = ()


def measured(
    printed: Printed,
    clause: Clause,
    earlier_verb: str,
    time: Time | None,
    normal: str,
    times: Sequence[Time],
    *,
    yearly: bool,
) -> Measured:
    """Basis by the rules of CONTRIBUTING; a decrease is a negative change."""
    quantity = printed.quantity
    ahead = normal[clause.start : printed.start]
    dated = any(t.role == "base" and is_right_before(t, printed, normal) for t in times)
    base = None if dated else _base(times, clause.start, printed.start)
    compared = (dated and not clause.noun) or (
        bool(_COMPARED.match(ahead.lstrip("、,;")))
        and (base is not None or ahead.startswith(("同比", "比上年", "比去年")))
    )
    begins = bool(_RISES_FROM.search(ahead) and _RISES_TO.match(normal, printed.end))
    moves = begins or bool(_RISEN_TO.search(ahead))
    change = bool(clause.change) and not moves
    figure = Value(quantity.value, quantity.low, quantity.high, quantity.comparator)
    doubts: dict[str, Text] = {}
    basis: Basis | None
    if quantity.unit in {"倍", "番"} and quantity.kind != "figure":
        basis = Basis.MULTIPLE
    elif change:
        basis = _of_change(quantity, ahead, base, yearly=yearly)
        if clause.falls and basis is not Basis.MULTIPLE:
            figure = _negative(figure)
        if basis is Basis.GROWTH and not _YEARLY.search(ahead) and not yearly:
            doubts["basis"] = Text("原文未说明是年均还是期间累计", "the text does not tell yearly from total growth")
    else:
        basis = _of_value(quantity, clause, earlier_verb, ahead, time, moves=moves)
    if base is None and basis is Basis.MULTIPLE:
        doubts["base"] = Text("原文未载明以何时为基数", "the text does not say from what it is counted")
    rate = quantity.unit in _RATES and not change
    state = rate or moves or basis is Basis.LEVEL or (basis is None and not FLOWS.search(clause.noun))
    notes = (Text("动词不能说明是存量还是新增", "the verb does not tell a stock from an increase"),)
    return Measured(
        figure,
        quantity.unit,
        basis,
        base,
        compared,
        state,
        begins and not dated,
        doubts,
        notes if basis is Basis.NOT_STATED else (),
    )


def _of_change(quantity: Quantity, ahead: str, base: Period | None, *, yearly: bool) -> Basis:
    if quantity.unit in {"倍", "番"}:
        return Basis.MULTIPLE
    if quantity.unit not in _RATES:
        return Basis.CHANGE
    if _YEARLY.search(ahead):
        return Basis.GROWTH
    if (base is not None and not yearly) or "累计" in ahead:
        return Basis.GROWTH_TOTAL
    return Basis.GROWTH


def _of_value(
    quantity: Quantity, clause: Clause, earlier_verb: str, ahead: str, time: Time | None, *, moves: bool
) -> Basis | None:
    """The basis of a figure that is no change; None where nothing is said, which leaves the indicator's own."""
    if quantity.basis in {Basis.MULTIPLE, Basis.GROWTH, Basis.ADDED, Basis.TOTAL, Basis.CHANGE}:
        return quantity.basis
    if quantity.unit == "points":
        return Basis.CHANGE
    if quantity.unit in _RATES:
        return Basis.GROWTH if _GROWTH_NOUN.search(clause.noun) else Basis.LEVEL
    if quantity.basis is Basis.PER_YEAR:
        return Basis.PER_YEAR
    if moves:
        return Basis.PER_YEAR if FLOWS.search(clause.noun) and _is_money(quantity) else None
    if re.search(r"累计|累积", ahead):
        return Basis.TOTAL
    if quantity.basis is Basis.LEVEL or re.search(r"保有量|拥有量|存量|总数|在库", ahead):
        return Basis.LEVEL
    reached = bool(_REACHED.search(ahead)) or quantity.comparator is Comparator.ABOVE
    if FLOWS.search(clause.noun) and not STOCKS.search(clause.noun):
        return _of_flow(quantity, time, reached=reached)
    return _of_count(clause, earlier_verb, ahead, reached=reached)


def _of_flow(quantity: Quantity, time: Time | None, *, reached: bool) -> Basis | None:
    """A flow under 五年来 or “…”期间 is a total; an amount that is reached (达到) is that of the last year."""
    spanned = time is not None and time.span and time.last is not None and not time.ahead
    if spanned and not (reached and _is_money(quantity)):
        return Basis.TOTAL
    return Basis.PER_YEAR if _is_money(quantity) else None


def _of_count(clause: Clause, earlier_verb: str, ahead: str, *, reached: bool) -> Basis | None:
    """A count by its verb, or by the verb of the clause before where it has none of its own."""
    if clause.verb:
        by_verb = basis_of_verb(clause.verb)
        stands = reached and not clause.behind and "达" in ahead
        return Basis.LEVEL if by_verb is Basis.NOT_STATED and stands else by_verb
    if reached:
        return Basis.LEVEL
    if earlier_verb and not _LINKED.search(ahead):
        return basis_of_verb(earlier_verb)
    return Basis.LEVEL if SHARES.search(clause.noun) else None


def _is_money(quantity: Quantity) -> bool:
    return "元" in (quantity.unit or "")


def _negative(figure: Value) -> Value:
    def minus(number: Decimal | None) -> Decimal | None:
        return None if number is None else -number

    return figure._replace(
        value=minus(figure.value),
        low=minus(figure.high),
        high=minus(figure.low),
        comparator=MIRROR.get(figure.comparator, figure.comparator),
    )


def _base(times: Sequence[Time], start: int, end: int) -> Period | None:
    """The year or period that the clause compares with."""
    for time in reversed(times):
        if time.role == "base" and start <= time.start and time.end <= end:
            last = time.last if time.last is not None else time.first
            if last is not None:
                return Period(time.first if time.first is not None else last, last)
    return None
