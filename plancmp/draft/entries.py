"""Statements to entries: each with its indicator, what is printed twice under `also`, and an id of its own."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancmp.chinese.lexicon import canonical as canonical_unit
from plancmp.claim import Identity, build_id
from plancmp.draft.indicators import Match, Register, per_unit
from plancmp.draft.statement import Statement
from plancmp.model import Indicator
from plancmp.units import UnknownUnitError, convert, same_kind
from plancmp.vocabulary import Basis, ClaimType, Every
from plancmp.words import Text


class Entry(NamedTuple):
    """A target or result to be written. `unit` and `basis` are None where they are the indicator's own."""

    head: Statement
    match: Match
    definition: Indicator
    unit: str | None
    basis: Basis | None
    also: tuple[Statement, ...] = ()
    key: str | None = None
    notes: tuple[Text, ...] = ()

    @property
    def kind(self) -> ClaimType:
        """Target or result."""
        return self.head.kind

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return (self.head.core, self.head.end)


def entries_of(statements: Iterable[Statement], register: Register, plan: str, place: str) -> tuple[Entry, ...]:
    """The entries of a plan in document order; tables come before the prose that prints the same figure."""
    ordered = sorted(statements, key=lambda s: (not s.in_table, s.core))
    made: list[Entry] = []
    of_indicator: dict[str, list[int]] = {}
    for statement in ordered:
        entry = _entry(statement, register, place)
        same = [n for n in of_indicator.get(entry.match.ident, ()) if _is_same(made[n], entry)]
        if same:
            made[same[0]] = made[same[0]]._replace(also=(*made[same[0]].also, statement))
            continue
        of_indicator.setdefault(entry.match.ident, []).append(len(made))
        made.append(entry)
    return _keyed(sorted(made, key=lambda e: e.order), plan, place)


def _entry(statement: Statement, register: Register, place: str) -> Entry:
    match = register.match(statement.nouns, statement.unit, statement.basis, place)
    definition = register.of(match.ident)
    notes = list(statement.notes)
    if not match.sure:
        notes.append(
            Text(f"指标按近似名称匹配：{definition.name.zh}", f"indicator matched by a near name: {definition.name.zh}")
        )
    unit = _unit(statement, definition)
    basis = _basis(statement, definition)
    if statement.from_ is not None and (basis or definition.basis) is Basis.LEVEL:
        statement, basis = _without_span(statement, basis)
    return Entry(statement, match, definition, unit, basis, notes=tuple(notes))


def _without_span(statement: Statement, basis: Basis | None) -> tuple[Statement, Basis | None]:
    """A level is the state of one year: beside a span it is doubtful, or the text does not tell what it is."""
    if statement.basis is None:
        return statement, Basis.NOT_STATED
    if statement.kind is ClaimType.OBSERVED:
        return statement._replace(from_=None), basis
    why = Text("原文写的是期间，数字却像存量", "the text prints a span, but the figure reads like a level")
    return statement._replace(doubts={**statement.doubts, "basis": why}), basis


def _unit(statement: Statement, definition: Indicator) -> str | None:
    """The unit to write: none where it is the indicator's own, or its numerator where the noun names the denominator."""
    printed = statement.unit
    if printed is None or printed == definition.unit:
        return None
    own = definition.unit
    if statement.every is Every.PROJECT and "/" not in printed:
        return f"{printed}/项目"
    if "/" in own and own.partition("/")[0] in canonical_unit(printed) and "/" not in printed:
        return None
    per = per_unit(statement.nouns[0] if statement.nouns else "", printed)
    return None if per == own else per


def _basis(statement: Statement, definition: Indicator) -> Basis | None:
    """The basis to write: none where it is the indicator's own or where the text says nothing against that."""
    basis, own = statement.basis, definition.basis
    if basis is None or basis is own:
        return None
    if (
        basis is Basis.NOT_STATED
        and own in {Basis.TOTAL, Basis.ADDED, Basis.PER_YEAR}
        and (statement.from_ or statement.every)
    ):
        return None
    if (
        basis is Basis.PER_YEAR
        and own is Basis.LEVEL
        and statement.kind is ClaimType.TARGET
        and statement.from_ is None
    ):
        return basis
    return basis


def _is_same(head: Entry, other: Entry) -> bool:
    """Whether the other is the same statement printed again."""
    a, b = head.head, other.head
    if (a.kind, a.places, a.of, a.every) != (b.kind, b.places, b.of, b.every) or a.core == b.core:
        return False
    if a.year is not None and b.year is not None and a.year != b.year:
        return False
    if a.year is not None and b.year is not None and a.from_ != b.from_:
        return False
    change = {Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.CHANGE, Basis.MULTIPLE}
    if ((a.basis in change) or (b.basis in change)) and a.basis is not b.basis:
        return False
    if {a.basis, b.basis} in ({Basis.ADDED, Basis.LEVEL}, {Basis.TOTAL, Basis.LEVEL}):
        return False
    return _values(a, b)


def _values(a: Statement, b: Statement) -> bool:
    if (
        (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high)
        and a.figure.value is None
        and b.figure.value is None
    ):
        return a.unit == b.unit
    if a.figure.value is None or b.figure.value is None:
        return False
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return a.figure.value == b.figure.value
    try:
        if same_kind(a.unit, b.unit):
            return convert(b.figure.value, b.unit, a.unit) == a.figure.value
    except UnknownUnitError:
        return False
    return False


def _keyed(found: Sequence[Entry], plan: str, place: str) -> tuple[Entry, ...]:
    """The entries with a key where two would bear one id."""
    seen: dict[str, int] = {}
    keyed = []
    for entry in found:
        idents = [_ident(entry, plan, place, each) for each in entry.head.places or (place,)]
        number = 1 + max((seen.get(ident, 0) for ident in idents), default=0)
        for ident in idents:
            seen[ident] = number
        if number == 1:
            keyed.append(entry)
            continue
        note = Text(
            "与前面一条指标、年份、口径相同：合并，或说明区别",
            "like an entry above in indicator, year and basis: join them, or tell them apart",
        )
        keyed.append(entry._replace(key=f"n{number}", notes=(*entry.notes, note)))
    return tuple(keyed)


def _ident(entry: Entry, plan: str, place: str, where: str) -> str:
    head = entry.head
    span = "undated"
    if head.year is not None:
        span = f"{head.from_}-{head.year}" if head.from_ else str(head.year)
    return build_id(
        Identity(
            plan,
            entry.match.ident,
            head.kind,
            None if where == place else where,
            head.of,
            span,
            entry.basis,
            str(head.base) if head.base else None,
        )
    )
