"""Which figure of the text is which entry of the encoding."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from plancmp.chinese.agreement import find_disagreements
from plancmp.chinese.quantities import find_quantities
from plancmp.claim import Claim
from plancmp.coverage.pieces import Passage, Piece, Statement
from plancmp.vocabulary import ClaimType, Comparator

_Value = tuple[Decimal | None, Decimal | None, Decimal | None]
_BEFORE, _BEHIND = 14, 6
_MEANT = frozenset({"value", "low", "high", "unit"})
_CLAIMS = frozenset({"figure", "word", "ordinal", "name"})


def encoded(raw: str, pieces: Sequence[Piece], statements: Sequence[Statement]) -> Mapping[int, tuple[str, ...]]:
    """The figures that are encoded, by position in `pieces`, with the ids of their claims.

    A printing of an entry accounts for one figure of its quote, so that of two equal figures in one quote (国家级2家、自治区级2家)
    a single entry covers one; a range printed as two figures counts as both.
    """
    slots: list[list[int]] = []
    owners: list[Statement] = []
    for statement in statements:
        for passage in statement.passages:
            here = _agreeing(raw, pieces, passage, statement)
            if not here and statement.claim.type is ClaimType.BASELINE:
                here = [n for lead in statement.leads for n in _agreeing(raw, pieces, lead, statement)]
            ends = 2 if _is_range(statement.claim) and any(pieces[n].figure.value is not None for n in here) else 1
            slots.extend([here] * ends)
            owners.extend([statement] * ends)
    taken = _matched(slots)
    return {
        number: tuple(
            dict.fromkeys(
                ident for slot, owner in zip(slots, owners, strict=True) if number in slot for ident in owner.ids
            )
        )
        for number in sorted(taken)
    }


def _is_range(claim: Claim) -> bool:
    return claim.low is not None and claim.high is not None


def _agreeing(raw: str, pieces: Sequence[Piece], passage: Passage, statement: Statement) -> list[int]:
    """The positions of the figures in a passage that print the claim's value."""
    quoted = tuple(raw[each.start : each.end] for each in (*statement.passages[:1], *statement.leads))
    return [
        number
        for number, piece in enumerate(pieces)
        if passage.holds(piece) and _agrees(_words(raw, pieces, number), piece, statement.claim, quoted)
    ]


def _words(raw: str, pieces: Sequence[Piece], number: int) -> str:
    """A figure with the words before and behind it, as far as no other figure is among them."""
    piece = pieces[number]
    floor = pieces[number - 1].end if number else 0
    ceiling = pieces[number + 1].start if number + 1 < len(pieces) else len(raw)
    return raw[max(floor, piece.start - _BEFORE) : min(ceiling, piece.end + _BEHIND)]


def _agrees(words: str, piece: Piece, claim: Claim, quoted: tuple[str, ...]) -> bool:
    """Whether a figure prints the value of a claim, in its unit or one that it converts to."""
    figure = piece.figure
    if figure.kind not in _CLAIMS | ({"year"} if claim.unit == "年" else set()):
        return False
    if figure.value is None and figure.low is None:
        return False
    if not any(read.value is not None or read.low is not None for read in find_quantities(words)):
        return False
    bounds = [(bound, None, None) for bound in (claim.low, claim.high) if bound is not None]
    wanted: list[_Value] = (
        [*bounds] if figure.value is not None and claim.value is None else [(claim.value, claim.low, claim.high)]
    )
    return any(_prints(words, claim, each, quoted) for each in wanted)


def _prints(words: str, claim: Claim, wanted: _Value, quoted: tuple[str, ...]) -> bool:
    value, low, high = wanted
    found = find_disagreements(
        words,
        value=value,
        low=low,
        high=high,
        unit=claim.unit,
        comparator=Comparator.REACH,
        basis=claim.basis,
        lead=quoted,
    )
    return not any(each.field in _MEANT for each in found)


def _matched(slots: Sequence[Sequence[int]]) -> set[int]:
    """The figures that a greatest matching of slots to their candidates takes (augmenting paths)."""
    holder: dict[int, int] = {}

    def place(slot: int, seen: set[int]) -> bool:
        for candidate in slots[slot]:
            if candidate in seen:
                continue
            seen.add(candidate)
            if candidate not in holder or place(holder[candidate], seen):
                holder[candidate] = slot
                return True
        return False

    for slot in sorted(range(len(slots)), key=lambda s: len(slots[s])):
        place(slot, set())
    return set(holder)
