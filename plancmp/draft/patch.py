"""What a file that a person has begun still lacks, as lines put between its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import unified_diff
from typing import NamedTuple

from plancmp.chinese.folding import normalize_piece
from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import find_quantities
from plancmp.draft.layout import entry_item, indicator_fields, place_fields, plan_fields
from plancmp.draft.result import Draft, DraftEntry, Value
from plancmp.model import Baseline, Observed, Plan, Printing, Target
from plancmp.reading.loaded import Loaded
from plancmp.reading.yaml_editing import EditedFile, find_list_place
from plancmp.reading.yaml_writing import write_items
from plancmp.vocabulary import ClaimType
from plancmp.words import Text, say


class Patch(NamedTuple):
    """A unified diff of the file, "" where it lacks nothing, and how many entries it adds."""

    diff: str
    targets: int
    observed: int

    def summary(self) -> Text:
        """What the patch adds, in words."""
        if not self.diff:
            return Text("没有可补的条目", "nothing to add")
        return say(
            "补 {targets} 个目标、{results} 项成绩",
            "adds {targets} targets and {results} results",
            targets=self.targets,
            results=self.observed,
        )


def make_patch(draft: Draft, loaded: Loaded, path: str, content: str, lang: str, name: str | None = None) -> Patch:
    """The patch that adds to the file at `path` what of the draft it does not hold yet. Nothing of its own is changed.

    The plan is the one with the draft's source, else the one of its place and period; where the file has none, the whole
    plan is added. `name` is what the patch calls the file.
    """
    known = loaded.collection
    ident = find_plan(draft, loaded, path)
    lacking = draft.entries if ident is None else find_missing(draft, known.plans[ident])
    used = {entry.match.ident for entry in lacking}
    file = EditedFile(content)
    file.add_block("places", place_fields({i: p for i, p in draft.places.items() if i not in known.places}, lang))
    file.add_block("indicators", indicator_fields({i: d for i, d in draft.indicators.items() if i in used}, lang))
    if ident is None:
        file.add_block("plans", plan_fields(draft, lang))
    else:
        _add_entries(file, draft, loaded, ident, lacking, lang)
    name = name or path.rpartition("/")[2]
    diff = "".join(f"{line}\n" for line in unified_diff(file.lines, file.edit(), f"a/{name}", f"b/{name}", lineterm=""))
    counts = Counter(entry.kind for entry in lacking)
    return Patch(diff, counts[ClaimType.TARGET], counts[ClaimType.OBSERVED])


def find_plan(draft: Draft, loaded: Loaded, path: str) -> str | None:
    """The id of the drafted plan in the file, None where it is not there."""
    plans = {i: p for i, p in loaded.collection.plans.items() if loaded.homes.get(("plans", i)) == path}
    for ident, plan in plans.items():
        if plan.source.sha256 is not None and plan.source.sha256 == draft.source.sha256:
            return ident
    same = [i for i, p in plans.items() if (p.place, p.period) == (draft.place, draft.period)]
    return same[0] if len(same) == 1 else None


_Held = tuple[int, int, frozenset[Decimal] | None]
"""A quoted passage and the values that are encoded of it; None where all figures in it are accounted for."""


def find_missing(draft: Draft, plan: Plan) -> tuple[DraftEntry, ...]:
    """The entries of the draft whose figure no entry and no aside of the plan accounts for."""
    held = list(_find_held(draft.text, plan))
    return tuple(entry for entry in draft.entries if not _is_held(entry, held))


def _is_held(entry: DraftEntry, held: Iterable[_Held]) -> bool:
    core, values = entry.head.core, entry.head.figure.magnitudes()
    return any(start <= core < end and (known is None or known & values) for start, end, known in held)


def _find_held(text: PlanText, plan: Plan) -> Iterator[_Held]:
    items: list[Target | Observed] = [*plan.targets, *plan.observed]
    for item in items:
        values = _read_values(item)
        if isinstance(item, Target) and item.baseline:
            values |= _read_values(item.baseline)
        yield from _find_spans(text, item.quote, item.at, values)
        for printing in item.also:
            yield from _find_spans(text, printing.quote, printing.at, values | _read_values(printing))
    for aside in plan.aside:
        for offset in text.find(aside.quote, aside.at):
            yield offset, offset + len(normalize_piece(aside.quote)), None


def _read_values(item: Target | Observed | Baseline | Printing) -> frozenset[Decimal]:
    return Value(item.value, item.low, item.high).magnitudes()


def _find_spans(text: PlanText, quote: str, at: str, values: frozenset[Decimal]) -> Iterator[_Held]:
    length = len(normalize_piece(quote))
    alone = sum(q.kind in {"figure", "word"} for q in find_quantities(quote)) <= 1
    for offset in text.find(quote, at) or text.find(quote):
        yield offset, offset + length, None if alone else values


def _add_entries(
    file: EditedFile, draft: Draft, loaded: Loaded, ident: str, lacking: Sequence[DraftEntry], lang: str
) -> None:
    """Put entries into the lists of the plan, in document order among those that are there."""
    plan = loaded.collection.plans[ident]
    lists: list[tuple[str, ClaimType, Sequence[Target | Observed]]] = [
        ("targets", ClaimType.TARGET, plan.targets),
        ("observed", ClaimType.OBSERVED, plan.observed),
    ]
    for listing, kind, items in lists:
        entries = [entry for entry in lacking if entry.kind is kind]
        if items:
            place = _find_places(file, draft.text, loaded, ident, listing, items)
        else:
            at = find_list_place(file, loaded, ident, listing)
            place = [], at, 6
            if entries and not loaded.has("plans", ident, listing):
                file.put(at, [f"    {listing}:"])
        starts, end, indent = place
        for entry in entries:
            later = (row for row, core in starts if core > entry.head.core)
            file.put(min(later, default=end), write_items([entry_item(draft, entry, lang)], indent))


_Places = tuple[list[tuple[int, int]], int, int]
"""Of a list: the row of each item and where its quote stands in the text, the row behind the last, the indent."""


def _find_places(
    file: EditedFile, text: PlanText, loaded: Loaded, ident: str, listing: str, items: Sequence[Target | Observed]
) -> _Places:
    marks = [loaded.mark("plans", ident, listing, number) for number in range(len(items))]
    rows = [file.find_above(mark.line - 1) for mark in marks]
    cores = [next(iter(text.find(item.quote, item.at) or text.find(item.quote)), -1) for item in items]
    indent = max(0, marks[0].column - 3)
    return list(zip(rows, cores, strict=True)), file.find_end(marks[-1].line - 1, indent), indent
