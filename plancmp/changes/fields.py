"""What changed between an entry and its older self, field by field, and what that means."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from plancmp.changes.matching import Entry
from plancmp.changes.wording import NOTHING, FieldChange, amount, field_change, told
from plancmp.chinese.agreement import find_disagreements
from plancmp.chinese.folding import normalize_piece
from plancmp.claim import Claim, number, standard
from plancmp.compare.formatting import format_time, format_with_unit
from plancmp.model import key_of
from plancmp.outcomes import Change
from plancmp.words import Text


def entry_changes(old: Entry, new: Entry) -> tuple[FieldChange, ...]:
    """What differs between two stands of an entry, resolved: what only restates the indicator's own is no change."""
    return tuple(_entry_changes(old, new))


def _entry_changes(old: Entry, new: Entry) -> Iterator[FieldChange]:
    same_quote = old.quote == new.quote
    yield from _figure("value", old.claim, new.claim, same_quote=same_quote)
    yield from _year(old.claim, new.claim, same_quote=same_quote)
    yield from _baseline(old, new)
    a, b = old.item, new.item
    resolved = (
        ("type", old.type, new.type),
        ("indicator", a.indicator, b.indicator),
        ("for", a.for_, b.for_),
        ("of", a.of, b.of),
        ("basis", old.claim.basis, new.claim.basis),
        ("base", a.base, b.base),
        ("every", a.every, b.every),
        ("comparator", a.comparator, b.comparator),
        ("commitment", old.claim.commitment, new.claim.commitment),
        ("binding", old.claim.binding, new.claim.binding),
    )
    yield from (field_change(Change.REDEFINED, *x) for x in resolved if x[1] != x[2])
    if a.quote != b.quote:
        yield field_change(Change.RESPELLED if same_quote else Change.REQUOTED, "quote", a.quote, b.quote)
    for name in ("key", "at", "lead", "unclear", "unclear_zh"):
        x, y = getattr(a, name), getattr(b, name)
        if x != y:
            yield field_change(Change.NOTED, key_of(name), x, y)
    yield from _also(old, new)


def _figure(field: str, old: Claim, new: Claim, *, same_quote: bool) -> Iterator[FieldChange]:
    """The figure with its unit: raised, lowered, changed otherwise, or respelled."""
    printed = [(str(c.value), str(c.low), str(c.high), c.unit) for c in (old, new)]
    if printed[0] == printed[1]:
        return
    wanted = new.definition.unit
    a, b = (standard(c.value, c.low, c.high, c.unit, wanted) for c in (old, new))
    kind = _direction(a.unit == b.unit and old.basis is new.basis, _ends(a), _ends(b))
    suspect = same_quote and kind is not Change.RESPELLED
    raw = [{"value": number(c.value), "low": number(c.low), "high": number(c.high), "unit": c.unit} for c in (old, new)]
    note = _judged(new.quote, old, new) if suspect else NOTHING
    yield FieldChange(kind, field, raw[0], raw[1], format_with_unit(old), format_with_unit(new), suspect, note)


def _ends(figure: Any) -> tuple[Decimal | None, Decimal | None]:
    return (figure.value, figure.value) if figure.value is not None else (figure.low, figure.high)


def _direction(
    same_kind: bool, old: tuple[Decimal | None, Decimal | None], new: tuple[Decimal | None, Decimal | None]
) -> Change:
    if not same_kind:
        return Change.REFIGURED
    if old == new:
        return Change.RESPELLED
    steps = set()
    for a, b in zip(old, new, strict=True):
        if (a is None) != (b is None):
            return Change.REFIGURED
        if a is not None and b is not None and a != b:
            steps.add(b > a)
    if len(steps) != 1:
        return Change.REFIGURED
    return Change.RAISED if steps.pop() else Change.LOWERED


def _judged(quote: str, old: Claim, new: Claim) -> Text:
    """Which of two figures the unchanged quote bears out, as far as it can be read."""
    was, now = (
        bool(
            find_disagreements(
                quote, value=c.value, low=c.low, high=c.high, unit=c.unit, comparator=c.comparator, basis=None, lead=c.lead
            )
        )
        for c in (old, new)
    )  # fmt: skip
    if now and not was:
        return Text(
            f"引文“{quote}”与旧值相符：多半是笔误", f"the quote “{quote}” bears out the old figure: a slip, most likely"
        )
    if was and not now:
        return Text(f"引文“{quote}”与新值相符：是更正", f"the quote “{quote}” bears out the new figure: a correction")
    return Text(
        f"笔误，或更正了转录错误；引文“{quote}”不能断定，请对照原文",
        f"a slip, or the correction of one; the quote “{quote}” does not decide: look at the text",
    )


def _year(old: Claim, new: Claim, *, same_quote: bool) -> Iterator[FieldChange]:
    if (old.from_year, old.year) == (new.from_year, new.year):
        return
    note = NOTHING
    words = " ".join((new.quote, *new.lead))
    stale = [str(y) for y in (old.year, old.from_year) if y and y not in {new.year, new.from_year} and str(y) in words]
    if same_quote and stale:
        note = Text(f"引文与前文仍写 {stale[0]}", f"the quote or its lead still says {stale[0]}")
    raw = [{"from": c.from_year, "year": c.year} for c in (old, new)]
    yield FieldChange(
        Change.MOVED, "year", raw[0], raw[1], format_time(old), format_time(new), suspect=False, note=note
    )


def _baseline(old: Entry, new: Entry) -> Iterator[FieldChange]:
    a, b = old.baseline, new.baseline
    if a is None or b is None:
        if a is not b:
            before, after = (_baseline_text(c) for c in (a, b))
            raw = [None if c is None else {"year": c.year, "value": number(c.value)} for c in (a, b)]
            yield FieldChange(Change.REDEFINED, "baseline", raw[0], raw[1], before, after)
        return
    same_quote = normalize_piece(a.quote) == normalize_piece(b.quote)
    yield from _figure("baseline", a, b, same_quote=same_quote)
    for change in _year(a, b, same_quote=same_quote):
        yield change._replace(field="baseline", before=_baseline_text(a), after=_baseline_text(b))
    if a.basis is not b.basis and (a.basis is not old.claim.basis or b.basis is not new.claim.basis):
        yield field_change(Change.REDEFINED, "baseline", a.basis, b.basis)


def _baseline_text(claim: Claim | None) -> Text:
    if claim is None:
        return told(None)
    figure, year = format_with_unit(claim), format_time(claim)
    return Text(f"{figure.zh}（{year.zh}）", f"{figure.en} ({year.en})")


def _also(old: Entry, new: Entry) -> Iterator[FieldChange]:
    before = {normalize_piece(p.quote): p for p in old.item.also}
    after = {normalize_piece(p.quote): p for p in new.item.also}
    for quote in dict.fromkeys((*before, *after)):
        a, b = before.get(quote), after.get(quote)
        if a == b and repr(a) == repr(b):  # 7.7 equals 7.70, and yet is another printing
            continue
        change = field_change(Change.NOTED, "also", a, b)
        if a is not None and b is not None and amount(a) != amount(b):
            note = Text("引文未改：笔误，或更正", "its quote is unchanged: a slip, or the correction of one")
            change = change._replace(kind=Change.REFIGURED, suspect=True, note=note)
        yield change


def definition_changes(old: Any, new: Any, leave: Sequence[str] = ()) -> tuple[FieldChange, ...]:
    """What differs between two stands of a place, indicator, plan or task, but for the fields in `leave`."""
    found = []
    for name in new._fields:
        a, b = getattr(old, name), getattr(new, name)
        if a != b and name not in leave:
            found.append(field_change(Change.CHANGED, key_of(name), a, b))
    return tuple(found)
