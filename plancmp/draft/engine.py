"""A plan's text to the draft of its encoding: text, statements, entries, each with its indicator and an id of its own."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import TypeVar

from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.unit_names import normalize_unit
from plancmp.claim_id import Identity, build_id
from plancmp.document_parts import Source
from plancmp.draft.clauses import find_figures
from plancmp.draft.document import read_head
from plancmp.draft.indicators import IndicatorRegister, add_denominator
from plancmp.draft.places import Gazetteer
from plancmp.draft.proposals import Proof, Settled, locate, read_proposals, settle
from plancmp.draft.reports import find_spans
from plancmp.draft.result import Draft, DraftEntry, Statement
from plancmp.draft.sentences import DraftContext
from plancmp.draft.statements import find_statements
from plancmp.draft.table_statements import read_tables
from plancmp.draft.times import Clock
from plancmp.lookup import find_titled
from plancmp.model import Collection, Indicator, Period
from plancmp.problems import PlancmpError
from plancmp.units import UnknownUnitError, convert, same_kind
from plancmp.vocabulary import Basis, ClaimType, DocumentKind, Every, Level
from plancmp.words import Text, say

_MOST = 3_000
"""Headings, and figures of indicators, in one document, ten times what a plan states; nobody looks through more."""
_NO_PLACE = Text(
    "看不出是哪个地区的规划：请用 --place 写出",
    "the text does not tell whose plan it is: name the place with --place",
)
_NO_PERIOD = Text(
    "看不出规划期：请用 --period 写出，如 2021-2025",
    "the text does not tell the period: give it with --period, as 2021-2025",
)
Found = TypeVar("Found")


def draft(
    text: PlanText,
    collection: Collection,
    *,
    place: str | None = None,
    period: Period | None = None,
    ident: str | None = None,
    proposals: str = "",
) -> Draft:
    """The draft of a plan whose indicators and places are looked for in `collection`.

    `place`, `period` and `ident` are what the user says; what is None is read from the text. `proposals` are those of other
    programs, JSON lines. Raises PlancmpError: exit
    code 2 where place or period can be found in neither, 3 for more than any plan states.
    """
    _refuse_more(len(text.outline))
    document = read_head(text, collection, place)
    guess, span = _require(document.place, _NO_PLACE), _require(period or document.period, _NO_PERIOD)
    own, places = guess.ident, dict(guess.above or {})
    if guess.place is not None:
        own = _find_free(own, collection.places)
        places[own] = guess.place
    known = Collection({**collection.places, **places}, collection.indicators, collection.plans)
    tables = read_tables(text, span, document.body)
    clock = Clock(span, span.last if document.is_report else None)
    spans = find_spans(text.outline, span.first) if document.kind is DocumentKind.REPORT else {}
    context = DraftContext(text, clock, Gazetteer(own, known), document.body, tables.spans, spans=spans)
    statements = tuple(islice(chain(tables.statements, find_statements(context)), _MOST + 1))
    _refuse_more(len(statements))
    settled = _settle_proposals(proposals, context, statements)
    plan = ident or _make_plan_id(own, span, document.kind, collection)
    register = IndicatorRegister(collection.indicators)
    entries = make_entries(settled.statements, register, plan, own)
    used = {entry.match.ident for entry in entries}
    return Draft(
        plan,
        text,
        document,
        own,
        span,
        places,
        {i: definition for i, definition in register.new.items() if i in used},
        entries,
        Source(sha256=text.compute_hash(), characters=len(text)),
        (*document.doubts, *((guess.doubt,) if guess.doubt else ())),
        {i: p.name.zh for i, p in known.places.items() if p.level is not Level.NATION},
        settled.refused,
        settled.proved,
        spans,
        {title: found for title in document.follows if (found := find_titled(title, collection)) and found != plan},
    )


def _settle_proposals(written: str, context: DraftContext, statements: tuple[Statement, ...]) -> Settled:
    """The statements with what the proposals add to them. What the rules pass over is read again where one names it."""
    if not written.strip():
        return Settled(statements, (), 0)
    proposals, refused = read_proposals(written)
    figures = tuple(find_figures(context.text))
    proofs = [locate(proposal, context.text, figures) for proposal in proposals]
    own = frozenset(statement.core for statement in statements)
    wanted = frozenset(core for proof in proofs if isinstance(proof, Proof) for core in proof.cores) - own
    added = [s for s in find_statements(context._replace(wanted=wanted)) if s.core in wanted] if wanted else []
    return settle([*refused, *proofs], (*statements, *added), own)


def _require(found: Found | None, message: Text) -> Found:
    """What must be found. Raises PlancmpError with the message where it is not."""
    if found is None:
        raise PlancmpError(message)
    return found


def _refuse_more(number: int) -> None:
    """Raise PlancmpError for more headings or figures than a plan has."""
    if number > _MOST:
        raise PlancmpError(
            say(
                "原文里的标题或指标数字超过 {most} 个，不像一份规划；请分成几个文件",
                "the text has more than {most} headings or figures of indicators, which is no single plan: split it",
                most=_MOST,
            ),
            exit_code=3,
        )


def _make_plan_id(place: str, period: Period, kind: DocumentKind, collection: Collection) -> str:
    """An id as the collection's are, not one of theirs."""
    base = f"{place}-{period.first}" if kind is DocumentKind.PLAN else f"{place}-{kind}-{period.first}"
    return _find_free(f"{base}-draft" if base in collection.plans else base, collection.plans)


def _find_free(ident: str, taken: Mapping[str, object]) -> str:
    number, found = 2, ident
    while found in taken:
        found, number = f"{ident}-{number}", number + 1
    return found


_FLOWS = frozenset({Basis.TOTAL, Basis.ADDED, Basis.PER_YEAR})
_CHANGES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.CHANGE, Basis.MULTIPLE})
_APART = ({Basis.ADDED, Basis.LEVEL}, {Basis.TOTAL, Basis.LEVEL})
_LIKE_A_LEVEL = Text("原文写的是期间，数字却像存量", "the text prints a span, but the figure reads like a level")
_TWICE = Text(
    "与前面一条指标、年份、口径相同：合并，或说明区别",
    "like an entry above in indicator, year and basis: join them, or tell them apart",
)


def make_entries(
    statements: Iterable[Statement], register: IndicatorRegister, plan: str, place: str
) -> tuple[DraftEntry, ...]:
    """The entries of a plan in document order; tables come before the prose that prints the same figure."""
    made: list[DraftEntry] = []
    of_indicator: dict[str, list[int]] = {}
    for statement in sorted(statements, key=lambda s: (not s.in_table, s.core)):
        entry = _make_entry(statement, register)
        numbers = of_indicator.setdefault(entry.match.ident, [])
        same = next((number for number in numbers if _is_same(made[number].head, entry.head)), None)
        if same is None:
            numbers.append(len(made))
            made.append(entry)
        else:
            made[same] = made[same]._replace(also=(*made[same].also, statement))
    return _add_keys(sorted(made, key=lambda entry: (entry.head.core, entry.head.end)), plan, place)


def _make_entry(statement: Statement, register: IndicatorRegister) -> DraftEntry:
    match = register.match(statement.nouns, statement.unit, statement.basis)
    definition = register.get(match.ident)
    notes = statement.notes
    if not match.sure:
        near = say("指标按近似名称匹配：{name}", "indicator matched by a near name: {name}", name=definition.name.zh)
        notes = (*notes, near)
    unit = _choose_unit(statement, definition)
    basis = _choose_basis(statement, definition.basis)
    if statement.from_ is not None and (basis or definition.basis) is Basis.LEVEL:
        statement, basis = _drop_span(statement, basis)
    return DraftEntry(statement, match, definition, unit, basis, notes)


def _drop_span(statement: Statement, basis: Basis | None) -> tuple[Statement, Basis | None]:
    """A level is the state of one year: beside a span it is doubtful, or the text does not tell what it is."""
    if statement.basis is None:
        return statement, Basis.NOT_STATED
    if statement.kind is ClaimType.OBSERVED:
        return statement._replace(from_=None), basis
    return statement._replace(doubts={**statement.doubts, "basis": _LIKE_A_LEVEL}), basis


def _choose_unit(statement: Statement, definition: Indicator) -> str | None:
    """The unit to write: none where it is the indicator's own, or its numerator where the noun names the denominator."""
    printed, own = statement.unit, definition.unit
    if printed is None or printed == own:
        return None
    if "/" not in printed:
        if statement.every is Every.PROJECT:
            return f"{printed}/项目"
        numerator, per, _ = own.partition("/")
        if per and numerator in normalize_unit(printed):
            return None
    whole = add_denominator(statement.nouns[0] if statement.nouns else "", printed)
    return None if whole == own else whole


def _choose_basis(statement: Statement, own: Basis) -> Basis | None:
    """The basis to write: none where it is the indicator's own or where the text says nothing against that."""
    if statement.basis is Basis.NOT_STATED and own in _FLOWS and (statement.from_ or statement.every):
        return None
    return None if statement.basis is own else statement.basis


def _is_same(a: Statement, b: Statement) -> bool:
    """Whether the other is the same statement printed again."""
    if a.core == b.core or (a.kind, a.places, a.of, a.every) != (b.kind, b.places, b.of, b.every):
        return False
    if a.year is not None and b.year is not None and (a.year, a.from_) != (b.year, b.from_):
        return False
    if a.basis is not b.basis and (_CHANGES & {a.basis, b.basis} or {a.basis, b.basis} in _APART):
        return False
    return _has_same_value(a, b)


def _has_same_value(a: Statement, b: Statement) -> bool:
    if a.figure.value is None or b.figure.value is None:
        return (*a.figure[:3], a.unit) == (*b.figure[:3], b.unit)
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return a.figure.value == b.figure.value
    try:
        return same_kind(a.unit, b.unit) and convert(b.figure.value, b.unit, a.unit) == a.figure.value
    except UnknownUnitError:
        return False


def _add_keys(found: Sequence[DraftEntry], plan: str, place: str) -> tuple[DraftEntry, ...]:
    """The entries with a key where two would bear one id."""
    seen: dict[str, int] = {}
    keyed = []
    for entry in found:
        idents = [_make_id(entry, plan, None if each == place else each) for each in entry.head.places or (place,)]
        number = 1 + max(seen.get(ident, 0) for ident in idents)
        seen |= dict.fromkeys(idents, number)
        keyed.append(entry if number == 1 else entry._replace(key=f"n{number}", notes=(*entry.notes, _TWICE)))
    return tuple(keyed)


def _make_id(entry: DraftEntry, plan: str, place: str | None) -> str:
    head = entry.head
    span = "undated" if head.year is None else f"{head.from_}-{head.year}" if head.from_ else str(head.year)
    base = str(head.base) if head.base else None
    return build_id(Identity(plan, entry.match.ident, head.kind, place, head.of, span, entry.basis, base))
