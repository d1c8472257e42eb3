"""What a file that a person has begun still lacks, as lines put between its own."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import unified_diff
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText, normalise
from plancmp.chinese.quantities import quantities
from plancmp.draft import Draft
from plancmp.draft.entries import Entry
from plancmp.draft.write import entry_lines, indicator_lines, place_lines, plan_lines
from plancmp.model import Aside, Observed, Plan, Target
from plancmp.reading.loaded import Loaded
from plancmp.vocabulary import ClaimType
from plancmp.words import Text

_LISTS = ("targets", "observed", "tasks", "aside", "known")


class Patch(NamedTuple):
    """A unified diff of the file, "" where it lacks nothing, and how many entries it adds."""

    diff: str
    targets: int
    observed: int

    def summary(self) -> Text:
        """What the patch adds, in words."""
        if not self.diff:
            return Text("没有可补的条目", "nothing to add")
        return Text(
            f"补 {self.targets} 个目标、{self.observed} 项成绩",
            f"adds {self.targets} targets and {self.observed} results",
        )


def patch(draft: Draft, loaded: Loaded, path: str, content: str, lang: str, name: str | None = None) -> Patch:
    """The patch that adds to the file at `path` what of the draft it does not hold yet. Nothing of its own is changed.

    The plan is the one with the draft's source, else the one of its place and period; where the file has none, the whole
    plan is added. `name` is what the patch calls the file.
    """
    lines = content.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    ident = plan_in(draft, loaded, path)
    wanted = list(draft.entries) if ident is None else missing(draft, loaded.collection.plans[ident])
    put: dict[int, list[str]] = {}
    used = {e.match.ident for e in wanted}
    places = {i: p for i, p in draft.places.items() if i not in loaded.collection.places}
    indicators = {i: d for i, d in draft.indicators.items() if i in used}
    _block(put, lines, "places", place_lines(places, lang))
    _block(put, lines, "indicators", indicator_lines(indicators, lang))
    if ident is None:
        _block(put, lines, "plans", plan_lines(draft, lang))
    else:
        for listing, kind in (("targets", ClaimType.TARGET), ("observed", ClaimType.OBSERVED)):
            _list(put, draft, loaded, ident, listing, [e for e in wanted if e.kind is kind], lines, lang)
    after = []
    for number, line in enumerate([*lines, None]):
        after += put.get(number, [])
        if line is not None:
            after.append(line)
    name = name or path.rpartition("/")[2]
    diff = "\n".join(unified_diff(lines, after, f"a/{name}", f"b/{name}", lineterm=""))
    return Patch(
        diff + "\n" if diff else "",
        sum(e.kind is ClaimType.TARGET for e in wanted),
        sum(e.kind is ClaimType.OBSERVED for e in wanted),
    )


def plan_in(draft: Draft, loaded: Loaded, path: str) -> str | None:
    """The id of the drafted plan in the file, None where it is not there."""
    plans = {i: p for i, p in loaded.collection.plans.items() if loaded.homes.get(("plans", i)) == path}
    for ident, plan in plans.items():
        if plan.source.sha256 is not None and plan.source.sha256 == draft.source.sha256:
            return ident
    same = [i for i, p in plans.items() if (p.place, p.period) == (draft.place, draft.period)]
    return same[0] if len(same) == 1 else None


def missing(draft: Draft, plan: Plan) -> list[Entry]:
    """The entries of the draft whose figure no entry and no aside of the plan accounts for."""
    held = _held(draft.text, plan)
    return [e for e in draft.entries if not all(_is_held(core, values, held) for core, values in _figures(e))]


_Span = tuple[int, int, frozenset[Decimal] | None]
"""A quoted passage and the values that are encoded of it; None where all figures in it are accounted for."""


def _figures(entry: Entry) -> Iterator[tuple[int, set[Decimal]]]:
    figure = entry.head.figure
    yield entry.head.core, {abs(v) for v in (figure.value, figure.low, figure.high) if v is not None}


def _is_held(core: int, values: set[Decimal], held: Sequence[_Span]) -> bool:
    return any(start <= core < end and (known is None or known & values) for start, end, known in held)


def _held(text: PlanText, plan: Plan) -> list[_Span]:
    spans: list[_Span] = []
    items: list[Target | Observed] = [*plan.targets, *plan.observed]
    for item in items:
        values = _values(item)
        spans += _spans(text, item.quote, item.at, values)
        for printing in item.also:
            own = {abs(v) for v in (printing.value, printing.low, printing.high) if v is not None}
            spans += _spans(text, printing.quote, printing.at, values | own)
    for aside in plan.aside:
        spans += _aside(text, aside)
    return spans


def _values(item: Target | Observed) -> frozenset[Decimal]:
    found = {abs(v) for v in (item.value, item.low, item.high) if v is not None}
    if isinstance(item, Target) and item.baseline:
        found |= {abs(v) for v in (item.baseline.value, item.baseline.low, item.baseline.high) if v is not None}
    return frozenset(found)


def _spans(text: PlanText, quote: str, at: str, values: frozenset[Decimal]) -> Iterator[_Span]:
    length = len(normalise(quote)[0])
    alone = sum(q.kind in {"figure", "word"} for q in quantities(quote)) <= 1
    for offset in text.find(quote, at) or text.find(quote):
        yield offset, offset + length, None if alone else values


def _aside(text: PlanText, aside: Aside) -> Iterator[_Span]:
    length = len(normalise(aside.quote)[0])
    for offset in text.find(aside.quote, aside.at):
        yield offset, offset + length, None


def _put(put: dict[int, list[str]], at: int, lines: list[str]) -> None:
    put.setdefault(at, []).extend(lines)


def _block(put: dict[int, list[str]], lines: Sequence[str], key: str, added: list[str]) -> None:
    """Put lines at the end of a block of the file, which is begun where it is not there."""
    if not added:
        return
    if f"{key}:" in lines:
        _put(put, _end_of(lines, key), added)
    elif "plans:" in lines:
        _put(put, lines.index("plans:"), [f"{key}:", *added, ""])
    else:
        _put(put, len(lines), ["", f"{key}:", *added])


def _end_of(lines: Sequence[str], key: str) -> int:
    """The line behind the last one of a block at the left margin."""
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if start is None:
        return len(lines)
    return _end(lines, start, 0)


def _end(lines: Sequence[str], start: int, indent: int) -> int:
    """The line behind the last one that is indented deeper than `indent` after `start`; blank lines behind it stay behind."""
    last = start
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        if depth <= indent and not (depth == indent and line.lstrip().startswith("#")):
            break
        if depth > indent:
            last = number
    return last + 1


def _list(
    put: dict[int, list[str]],
    draft: Draft,
    loaded: Loaded,
    ident: str,
    listing: str,
    wanted: Sequence[Entry],
    lines: Sequence[str],
    lang: str,
) -> None:
    """Put entries into one list of the plan, in document order among those that are there."""
    if not wanted:
        return
    plan = loaded.collection.plans[ident]
    items: Sequence[Target | Observed] = getattr(plan, listing)
    if not items:
        at = _before_list(loaded, ident, listing, lines)
        head = [] if loaded.has("plans", ident, listing) else [f"    {listing}:"]
        _put(put, at, [*head, *(line for e in wanted for line in entry_lines(draft, e, lang))])
        return
    starts = [loaded.mark("plans", ident, listing, n) for n in range(len(items))]
    cores = _positions(draft.text, items)
    indent = max(0, starts[0].column - 3)
    rows = [_above(lines, mark.line - 1) for mark in starts]
    end = _end(lines, starts[-1].line - 1, indent)
    for entry in wanted:
        later = [row for row, core in zip(rows, cores, strict=True) if core is not None and core > entry.head.core]
        _put(put, min(later, default=end), entry_lines(draft, entry, lang, indent))


def _positions(text: PlanText, items: Sequence[Target | Observed]) -> list[int | None]:
    return [next(iter(text.find(item.quote, item.at) or text.find(item.quote)), None) for item in items]


def _above(lines: Sequence[str], row: int) -> int:
    """The first of the comment lines right above a row."""
    while row > 0 and lines[row - 1].lstrip().startswith("#"):
        row -= 1
    return row


def _before_list(loaded: Loaded, ident: str, listing: str, lines: Sequence[str]) -> int:
    """Where a list that the plan does not have belongs: before the first of those that come after it, else at the plan's end."""
    for later in _LISTS[_LISTS.index(listing) + 1 :]:
        if loaded.has("plans", ident, later):
            return _above(lines, loaded.key_mark("plans", ident, later).line - 1)
    start = loaded.key_mark("plans", ident).line - 1
    return _end(lines, start, 2)


__all__ = ["Patch", "missing", "patch", "plan_in"]
