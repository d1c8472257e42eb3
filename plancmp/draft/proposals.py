"""Proposals of other programs, such as an extraction by a language model makes: each is found again in the text, and its
figure, unit, bound and years are held against what the reader of quantities and the rules of `draft` read there.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from plancmp.chinese.folding import normalize_piece
from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import find_quantities
from plancmp.chinese.unit_names import normalize_unit
from plancmp.draft.clauses import PrintedFigure
from plancmp.draft.result import Refusal, Statement
from plancmp.units import UnknownUnitError, convert, same_kind
from plancmp.vocabulary import MIRROR
from plancmp.words import Text, say

Fields = Mapping[str, object]

_LIKE = 0.7
"""Likeness from which a passage is named that the quote may have meant."""
_NO_OBJECT = Text("不是 JSON 对象", "no JSON object")
_NO_QUOTE = Text("没有 quote", "has no quote")
_NO_VALUE = Text("没有 value（或 low、high），或不是数", "has no value (or low and high), or one that is no number")
_NO_FIGURE = Text("引文里读不出数字，或截断了数字", "the quote holds no figure, or cuts one")
_NO_FALL = Text("写成负数，原文不是下降", "is negative, and the text tells of no fall")
_NOT_READ = Text("按起草规则看不出这个数字说的是什么", "the rules of draft cannot tell what the figure is a figure of")
_TWICE = Text(
    "这样的数字不止一处，读法不同：请写 offset 或更长的引文",
    "more than one figure is like this, and they read differently: give its offset or a longer quote",
)


class Proposal(NamedTuple):
    """A line of the file: where the figure is said to stand, its numbers, and all its fields as written."""

    line: int
    quote: str
    numbers: tuple[Decimal, ...]
    fields: Fields


class Proof(NamedTuple):
    """A proposal whose figure was found: the offset of its number in the normalised text, by which statements are known."""

    proposal: Proposal
    cores: tuple[int, ...]


def read_proposals(written: str) -> tuple[tuple[Proposal, ...], tuple[Refusal, ...]]:
    """The proposals of a file of JSON lines, and the lines that are none, each with the reason. Blank lines are passed over."""
    read = [_read_line(number, line) for number, line in enumerate(written.splitlines(), 1) if line.strip()]
    return tuple(r for r in read if isinstance(r, Proposal)), tuple(r for r in read if isinstance(r, Refusal))


def _read_line(number: int, line: str) -> Proposal | Refusal:
    try:
        fields = json.loads(line, parse_float=Decimal, parse_int=Decimal, parse_constant=str)
    except (ValueError, InvalidOperation, RecursionError):
        return Refusal(number, line.strip()[:40], _NO_OBJECT)
    if not isinstance(fields, dict):
        return Refusal(number, line.strip()[:40], _NO_OBJECT)
    quote = fields.get("quote")
    if not isinstance(quote, str) or not normalize_piece(quote):
        return Refusal(number, line.strip()[:40], _NO_QUOTE)
    written = [fields.get(name) for name in ("value", "low", "high") if fields.get(name) is not None]
    numbers = [found for each in written if (found := _read_number(each)) is not None]
    if not numbers or len(numbers) < len(written):
        return Refusal(number, quote, _NO_VALUE)
    return Proposal(number, quote, tuple(numbers), fields)


def _read_number(written: object) -> Decimal | None:
    """A number, also one that is written as a text with or without its unit (7.5, "7.5%")."""
    if isinstance(written, Decimal):
        return written if written.is_finite() else None
    found = find_quantities(written) if isinstance(written, str) else ()
    return found[0].value if len(found) == 1 and found[0].text == str(written).strip() else None


def locate(proposal: Proposal, text: PlanText, figures: Sequence[PrintedFigure]) -> Proof | Refusal:
    """Where the figure of a proposal stands. `figures` are those of the text, in order.

    The quote must stand in the text, at its `offset` (in characters of the text as read) and in its section (`at`) where it
    names them, and hold, whole, a figure of that value, and of that unit and bound where it names these.
    """
    found = text.find(proposal.quote)
    if not found:
        return _refuse(proposal, _tell_nearest(proposal.quote, text))
    starts = [start for start in found if _stands_there(proposal.fields, start, text)]
    if not starts:
        return _refuse(proposal, _tell_place(found[0], text))
    length = len(normalize_piece(proposal.quote))
    held = [figure for start in starts for figure in _find_held(proposal.quote, start, length, figures)]
    if not held:
        return _refuse(proposal, _NO_FIGURE)
    alike = [figure for figure in held if _is_printed(proposal, figure)]
    if not alike:
        return _refuse(proposal, _tell_figures(held))
    return Proof(proposal, tuple(figure.core for figure in alike))


def _refuse(proposal: Proposal, why: Text) -> Refusal:
    return Refusal(proposal.line, proposal.quote, why)


def _stands_there(fields: Fields, start: int, text: PlanText) -> bool:
    offset, section = fields.get("offset"), fields.get("at")
    if offset is not None and not _is_at(offset, start, text):
        return False
    own = text.find_section_at(start)
    return section is None or own == str(section) or own.startswith(f"{section}.")


def _is_at(offset: object, start: int, text: PlanText) -> bool:
    """Whether nothing but white space stands between an offset in the raw text and the quote."""
    if not isinstance(offset, Decimal) or offset != int(offset) or offset < 0:
        return False
    begin = text.offsets[start]
    return int(offset) <= begin and not text.raw[int(offset) : begin].strip()


def _find_held(quote: str, start: int, length: int, figures: Sequence[PrintedFigure]) -> Iterator[PrintedFigure]:
    """The figures of the text that stand in a quote and read the same there: a number that is cut short is another."""
    read = {(q.value, q.low, q.high) for q in find_quantities(quote)}
    for figure in figures:
        q = figure.quantity
        if start <= figure.core < start + length and (q.value, q.low, q.high) in read:
            yield figure


def _is_printed(proposal: Proposal, figure: PrintedFigure) -> bool:
    """Whether the numbers of a proposal are those of a printed figure; one of a table may have its unit elsewhere."""
    q = figure.quantity
    numbers = [number for number in (q.value, q.low, q.high) if number is not None]
    return _is_equal(proposal, numbers, q.unit) or (q.unit is None and _is_equal(proposal, numbers, None))


def _is_equal(proposal: Proposal, numbers: Iterable[Decimal], unit: str | None) -> bool:
    """Whether the proposal has these numbers, whatever their sign, in this unit or in one that it can be told in."""
    printed = sorted(map(abs, numbers))
    told = sorted(map(abs, proposal.numbers))
    named = proposal.fields.get("unit")
    if named is None or unit is None:
        return told == printed
    return any(_convert_all(told, name, unit) == printed for name in normalize_unit(str(named)))


def _convert_all(numbers: Sequence[Decimal], unit: str, printed: str) -> Sequence[Decimal]:
    """The numbers in the printed unit; none where the units are of two kinds."""
    try:
        is_alike = unit == printed or same_kind(unit, printed)
        return [convert(number, unit, printed) for number in numbers] if is_alike else ()
    except UnknownUnitError:
        return ()


def prove(proof: Proof, statements: Mapping[int, Sequence[Statement]]) -> Statement | Refusal:
    """The statement that a proposal rightly makes. `statements` are those that the rules read of each figure, by `core`.

    Its years must be those that the rules read. What it says otherwise of kind, basis and commitment is a note for a person:
    these are judgements, and the rules' own stand.
    """
    read = [statement for core in proof.cores for statement in statements.get(core, ())]
    if not read:
        return _refuse(proof.proposal, _NOT_READ)
    agreeing = [statement for statement in read if not _tell_contradiction(proof.proposal, statement)]
    if not agreeing:
        return _refuse(proof.proposal, _tell_contradiction(proof.proposal, read[0]) or _NOT_READ)
    if len({(s.kind, s.year, s.from_, s.basis) for s in agreeing}) > 1:
        return _refuse(proof.proposal, _TWICE)
    return agreeing[0]


_YEARS: Mapping[str, Callable[[Statement], int | None]] = {
    "year": lambda statement: statement.year,
    "by": lambda statement: statement.year,
    "from": lambda statement: statement.from_,
}
"""Field of a proposal → the year that the rules read for it."""


def _tell_contradiction(proposal: Proposal, statement: Statement) -> Text | None:
    """What the text says against a proposal: another unit, bound or year, or no fall where it writes one."""
    figure, fields = statement.figure, proposal.fields
    numbers = [number for number in (figure.value, figure.low, figure.high) if number is not None]
    falls = any(number < 0 for number in numbers)
    if not _is_equal(proposal, numbers, statement.unit) or (statement.unit is None and fields.get("unit") is not None):
        return say("原文的单位是 {unit}", "the text's unit is {unit}", unit=statement.unit or "—")
    if not falls and any(number < 0 for number in proposal.numbers):
        return _NO_FALL
    bound = fields.get("comparator")
    turned = MIRROR.get(figure.comparator, figure.comparator) if falls else figure.comparator
    if bound is not None and bound not in {str(figure.comparator), str(turned)}:
        return _tell_other("comparator", bound, figure.comparator)
    others = ((name, fields.get(name), get(statement)) for name, get in _YEARS.items())
    return next((_tell_other(*each) for each in others if each[1] is not None and str(each[1]) != str(each[2])), None)


def _tell_other(name: str, told: object, read: object) -> Text:
    if read is None:
        return say("{name} 写 {told}，原文没有写", "{name} is {told}, the text prints none", name=name, told=told)
    return say(
        "{name} 写 {told}，原文是 {read}", "{name} is {told}, the text says {read}", name=name, told=told, read=read
    )


_JUDGED: Mapping[str, Callable[[Statement], object]] = {
    "indicator": lambda _: None,
    "type": lambda statement: statement.kind,
    "basis": lambda statement: statement.basis,
    "commitment": lambda statement: statement.commitment,
}


def make_note(proposal: Proposal, statement: Statement) -> Text:
    """What stands beside the drafted entry: that it was proposed, and what was proposed otherwise or as its indicator."""
    told = {name: proposal.fields[name] for name in _JUDGED if isinstance(proposal.fields.get(name), str)}
    others = [f"{name}: {word}" for name, word in told.items() if word != str(_JUDGED[name](statement))]
    if not others:
        return say("另有程序提议（第 {line} 行）", "proposed by a program too (line {line})", line=proposal.line)
    return say(
        "另有程序提议（第 {line} 行）：{others}",
        "proposed by a program too (line {line}) as {others}",
        line=proposal.line,
        others=", ".join(others),
    )


def _tell_nearest(quote: str, text: PlanText) -> Text:
    near = text.find_nearest(quote)
    if near is None or near[2] < _LIKE:
        return Text("原文里没有这句引文", "the quote is not in the text")
    return say(
        "原文里没有这句引文；最近的是：{near}", "the quote is not in the text; the nearest is {near}", near=near[0][:40]
    )


def _tell_place(start: int, text: PlanText) -> Text:
    return say(
        "引文在第 {offset} 字、第 {section} 节，不在所写的位置",
        "the quote stands at {offset}, in section {section}, not where it is said to",
        offset=text.offsets[start],
        section=text.find_section_at(start),
    )


def _tell_figures(held: Iterable[PrintedFigure]) -> Text:
    printed = "、".join(dict.fromkeys(figure.quantity.text for figure in held))
    return say("原文写的是 {printed}", "the text prints {printed}", printed=printed)


class Settled(NamedTuple):
    """What came of the proposals: the statements with their notes, what is not proved, and how many are."""

    statements: tuple[Statement, ...]
    refused: tuple[Refusal, ...]
    proved: int


def settle(proofs: Iterable[Proof | Refusal], statements: Sequence[Statement], own: frozenset[int]) -> Settled:
    """The statements of a draft and its proposals. `own` are the cores of those that the rules take by themselves; a statement of
    another figure stays only where a proposal proves it.
    """
    by_core: dict[int, list[Statement]] = {}
    for statement in statements:
        by_core.setdefault(statement.core, []).append(statement)
    answers = [(proof, prove(proof, by_core) if isinstance(proof, Proof) else proof) for proof in proofs]
    notes: dict[int, list[Text]] = {}
    for proof, answer in answers:
        if isinstance(proof, Proof) and isinstance(answer, Statement):
            notes.setdefault(answer.core, []).append(make_note(proof.proposal, answer))
    chosen = (s for s in statements if s.core in own or s.core in notes)
    refused = tuple(answer for _, answer in answers if isinstance(answer, Refusal))
    noted = tuple(s._replace(notes=(*s.notes, *notes.get(s.core, ()))) for s in chosen)
    return Settled(noted, refused, len(answers) - len(refused))
