"""What an edit of a collection means: target by target, and which results of `check` changed."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from plancmp.changes.matching import EditedEntry, NewIds, find_new_ids, list_entries, pair_entries, pair_tasks
from plancmp.changes.result import (
    NOTHING,
    PARTS,
    Changes,
    DefinitionChange,
    EntryChange,
    FieldChange,
    get_amount,
    make_field_change,
    phrase_value,
    rank_change,
)
from plancmp.check.engine import check
from plancmp.chinese.agreement import find_disagreements
from plancmp.chinese.folding import normalize_piece
from plancmp.claim import Claim, Standard, number
from plancmp.compare.formatting import format_time, format_with_unit
from plancmp.model import Collection, Plan, key_of
from plancmp.outcomes import Change
from plancmp.plan_claims import standard
from plancmp.problems import Problem, sort_problems
from plancmp.reading.loaded import Loaded
from plancmp.reading.references import sound
from plancmp.reading.revisions import Stand
from plancmp.words import Text, say

_FATAL = frozenset({"yaml-syntax", "yaml-too-deep", "unknown-format"})
_LISTS = frozenset({"targets", "observed", "tasks"})
_UNORDERED = frozenset({"aside", "known"})
"""Lists whose order says nothing."""


def changes(old: Stand, new: Stand) -> Changes:
    """Compare two stands of a collection. What is broken in either is left out, and told among the problems."""
    found, gone = compare_checks(old.loaded, new.loaded)
    collections = (sound(old.loaded.collection), sound(new.loaded.collection))
    made = Changes(old, new, found, gone, collections)
    broken = tuple(s for s in (old, new) if any(p.rule in _FATAL for p in s.loaded.problems))
    if broken:
        return made._replace(broken=broken)
    ids = find_new_ids(*collections)
    definitions = _compare_definitions(*collections, ids)
    parts = list(PARTS)
    unsure = collections != (old.loaded.collection, new.loaded.collection)
    return made._replace(
        entries=_compare_entries(*collections, ids),
        definitions=tuple(sorted(definitions, key=lambda d: (rank_change(d.kind), parts.index(d.part)))),
        unsure=unsure or not (old.loaded.whole and new.loaded.whole),
    )


def compare_checks(old: Loaded, new: Loaded) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems of `check` newly found, and problems gone; errors first, then in order of place.

    A problem is known again by its rule, message and source line, then without the line: it moves when lines
    are put in above it.
    """
    before, after = check(old).problems, check(new).problems
    for with_line in (True, False):
        was, now = (
            [_identify_problem(p, loaded, with_line=with_line) for p in problems]
            for problems, loaded in ((before, old), (after, new))
        )
        before, after = _drop_known(before, was, now), _drop_known(after, now, was)
    return _sort_by_level(after), _sort_by_level(before)


def _drop_known(
    problems: Sequence[Problem], keys: Sequence[Hashable], known: Sequence[Hashable]
) -> tuple[Problem, ...]:
    """The problems whose keys are not among the known ones; of several that are alike, the later ones."""
    left = Counter(known)
    found = []
    for problem, key in zip(problems, keys, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _identify_problem(problem: Problem, loaded: Loaded, *, with_line: bool) -> tuple[str, ...]:
    """Rule and message, without the numbers of lines and the names of files that stand in it; its source line too."""
    message = problem.message.en
    for path in loaded.paths:
        message = message.replace(path, "")
    lines, at = loaded.lines.get(problem.mark.path, ()), problem.mark.line
    line = lines[at - 1].strip() if with_line and 0 < at <= len(lines) else ""
    return problem.rule, re.sub(r":\d+(?::\d+)?|\bline \d+", "", message), line


def _sort_by_level(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(sort_problems(problems), key=lambda p: p.level != "error"))


def _compare_entries(old: Collection, new: Collection, ids: NewIds) -> tuple[EntryChange, ...]:
    """The targets and results that the edit touched, worst first, then plan by plan in text order."""
    pairs = pair_entries(list_entries(old, ids), list_entries(new))
    touched = [EntryChange(a, b, tuple(compare_fields(a, b)) if a and b else ()) for a, b in pairs]
    plans = {ident: number for number, ident in enumerate((*new.plans, *old.plans))}
    return tuple(
        sorted(
            (change for change in touched if change.fields or change.old is None or change.new is None),
            key=lambda e: (rank_change(e.kinds[0]), plans.get(e.entry.plan, 0), e.entry.claim.order),
        )
    )


def compare_fields(old: EditedEntry, new: EditedEntry) -> Iterator[FieldChange]:
    """What differs between two stands of an entry, resolved: what only restates the indicator's own is no change."""
    same_quote = old.quote == new.quote
    yield from _compare_figures("value", old.claim, new.claim, same_quote=same_quote)
    yield from _compare_years(old.claim, new.claim, same_quote=same_quote)
    yield from _compare_baselines(old, new)
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
    yield from (make_field_change(Change.REDEFINED, *x) for x in resolved if x[1] != x[2])
    if a.quote != b.quote:
        yield make_field_change(Change.RESPELLED if same_quote else Change.REQUOTED, "quote", a.quote, b.quote)
    yield from _compare_plain_fields(Change.REDEFINED, a, b, ("than", "count_", "prices", "scope", "vintage"))
    yield from _compare_plain_fields(Change.CHANGED, a, b, ("told", "restates", "draft"))
    yield from _compare_plain_fields(Change.NOTED, a, b, ("key", "at", "lead", "unclear", "unclear_zh"))
    yield from _compare_printings(old, new)


def _compare_plain_fields(kind: Change, old: Any, new: Any, names: Sequence[str]) -> Iterator[FieldChange]:
    """The fields of these names that differ."""
    for name in names:
        a: Any = getattr(old, name, None)
        b: Any = getattr(new, name, None)
        if a != b and not (name in _UNORDERED and sorted(a, key=repr) == sorted(b, key=repr)):
            yield make_field_change(kind, key_of(name), a, b)


def _compare_figures(field: str, old: Claim, new: Claim, *, same_quote: bool) -> Iterator[FieldChange]:
    """The figure with its unit: raised, lowered, changed otherwise, or respelled."""
    printed = [(str(c.value), str(c.low), str(c.high), c.unit) for c in (old, new)]
    if printed[0] == printed[1]:
        return
    a, b = (standard(c.value, c.low, c.high, c.unit, new.definition.unit) for c in (old, new))
    kind = Change.REFIGURED
    if a.unit == b.unit and old.basis is new.basis:
        kind = _find_direction(_get_ends(a), _get_ends(b))
    suspect = same_quote and kind is not Change.RESPELLED
    was, now = (
        {"value": number(c.value), "low": number(c.low), "high": number(c.high), "unit": c.unit} for c in (old, new)
    )
    note = _judge_by_quote(new.quote, old, new) if suspect else NOTHING
    yield FieldChange(kind, field, was, now, *_format_figures(old, new), suspect, note)


def _format_figures(old: Claim, new: Claim) -> tuple[Text, Text]:
    """Both figures; as they are printed in Chinese where English would not tell them apart."""
    before, after = format_with_unit(old), format_with_unit(new)
    return (Text.same(before.zh), Text.same(after.zh)) if before.en == after.en else (before, after)


_Ends = tuple[Decimal | None, Decimal | None]


def _get_ends(figure: Standard) -> _Ends:
    return (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)


def _find_direction(old: _Ends, new: _Ends) -> Change:
    """Whether a figure of one kind rose at both ends, fell at both, stayed the same, or did otherwise."""
    if old == new:
        return Change.RESPELLED
    if [end is None for end in old] != [end is None for end in new]:
        return Change.REFIGURED
    rises = {b > a for a, b in zip(old, new, strict=True) if a is not None and b is not None and a != b}
    if len(rises) != 1:
        return Change.REFIGURED
    return Change.RAISED if rises.pop() else Change.LOWERED


def _judge_by_quote(quote: str, old: Claim, new: Claim) -> Text:
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


def _compare_years(old: Claim, new: Claim, *, same_quote: bool) -> Iterator[FieldChange]:
    if (old.from_year, old.year) == (new.from_year, new.year):
        return
    words, years = " ".join((new.quote, *new.lead)), {new.year, new.from_year}
    stale = [str(y) for y in (old.year, old.from_year) if y and y not in years and str(y) in words]
    note = NOTHING
    if same_quote and stale:
        note = Text(f"引文与前文仍写 {stale[0]}", f"the quote or its lead still says {stale[0]}")
    was, now = ({"from": c.from_year, "year": c.year} for c in (old, new))
    yield FieldChange(Change.MOVED, "year", was, now, format_time(old), format_time(new), note=note)


def _compare_baselines(old: EditedEntry, new: EditedEntry) -> Iterator[FieldChange]:
    a, b = old.baseline, new.baseline
    before, after = _phrase_baseline(a), _phrase_baseline(b)
    if a is None or b is None:
        was, now = (None if c is None else {"year": c.year, "value": number(c.value)} for c in (a, b))
        if a is not b:
            yield FieldChange(Change.REDEFINED, "baseline", was, now, before, after)
        return
    same_quote = normalize_piece(a.quote) == normalize_piece(b.quote)
    yield from _compare_figures("baseline", a, b, same_quote=same_quote)
    for change in _compare_years(a, b, same_quote=same_quote):
        yield change._replace(field="baseline", before=before, after=after)
    if a.basis is not b.basis and (a.basis is not old.claim.basis or b.basis is not new.claim.basis):
        yield make_field_change(Change.REDEFINED, "baseline", a.basis, b.basis)


def _phrase_baseline(claim: Claim | None) -> Text:
    if claim is None:
        return phrase_value(None)
    return say("{figure}（{year}）", "{figure} ({year})", figure=format_with_unit(claim), year=format_time(claim))


def _compare_printings(old: EditedEntry, new: EditedEntry) -> Iterator[FieldChange]:
    before, after = ({normalize_piece(p.quote): p for p in entry.item.also} for entry in (old, new))
    for quote in dict.fromkeys((*before, *after)):
        a, b = before.get(quote), after.get(quote)
        if a == b and repr(a) == repr(b):  # 7.7 equals 7.70, and yet is another printing
            continue
        change = make_field_change(Change.NOTED, "also", a, b)
        if a is not None and b is not None and get_amount(a) != get_amount(b):
            note = Text("引文未改：笔误，或更正", "its quote is unchanged: a slip, or the correction of one")
            change = change._replace(kind=Change.REFIGURED, suspect=True, note=note)
        yield change


def _compare_definitions(old: Collection, new: Collection, ids: NewIds) -> Iterator[DefinitionChange]:
    """Every place, indicator, plan and task that was added, removed, renamed or changed."""
    for part in ("indicators", "places", "plans"):
        yield from _compare_part(part, getattr(old, part), getattr(new, part), getattr(ids, part))
    back = {b: a for a, b in ids.plans.items()}
    for ident in dict.fromkeys((*new.plans, *(ids.plans.get(i, i) for i in old.plans))):
        yield from _compare_tasks(ident, old.plans.get(back.get(ident, ident)), new.plans.get(ident))


def _compare_tasks(ident: str, old: Plan | None, new: Plan | None) -> Iterator[DefinitionChange]:
    for a, b in pair_tasks(old.tasks if old else (), new.tasks if new else ()):
        task = b or a
        assert task is not None
        found = tuple(_compare_plain_fields(Change.CHANGED, a, b, task._fields)) if a and b else ()
        if found or a is None or b is None:
            kind = Change.ADDED if a is None else Change.REMOVED if b is None else Change.CHANGED
            yield DefinitionChange("tasks", f"{ident}/task.{task.key}", Text.same(task.title), kind, found)


def _compare_part(
    part: str, old: Mapping[str, Any], new: Mapping[str, Any], moved: Mapping[str, str]
) -> Iterator[DefinitionChange]:
    back = {b: a for a, b in moved.items()}
    for ident, entry in new.items():
        was = old.get(back.get(ident, ident))
        if was is None:
            yield _tell_whole(Change.ADDED, part, ident, entry)
            continue
        names = [field for field in entry._fields if field not in _LISTS]
        found = tuple(_compare_plain_fields(Change.CHANGED, was, entry, names))
        if ident in back:
            found = (make_field_change(Change.RENAMED, "id", back[ident], ident), *found)
        if found:
            yield DefinitionChange(part, ident, _get_name(entry), found[0].kind, found)
    for ident, entry in old.items():
        if ident not in new and ident not in moved:
            yield _tell_whole(Change.REMOVED, part, ident, entry)


def _tell_whole(kind: Change, part: str, ident: str, entry: Any) -> DefinitionChange:
    """That an entry has come or gone."""
    return DefinitionChange(part, ident, _get_name(entry), kind, size=_measure(part, entry))


def _get_name(entry: Any) -> Text:
    name: Text = entry.title if isinstance(entry, Plan) else entry.name
    return name


def _measure(part: str, entry: Any) -> Text:
    """How much a plan holds."""
    if part != "plans":
        return NOTHING
    a, b, c = len(entry.targets), len(entry.observed), len(entry.tasks)
    return Text(f"目标 {a}、成绩 {b}、任务 {c}", f"{a} targets, {b} results, {c} tasks")
