"""How well `draft` reads plans that people have encoded: precision and recall, field by field.

python tests/benchmarks/draft_accuracy.py --sources DIR [--plans plans.yaml] [--misses] [--reports]

An entry of the curated encoding and one of the draft belong together where they quote the same figure of the text, by its
place there; names and ids are not compared in finding them. A table on stdout; no threshold is enforced here. With --reports
the work reports, which are encoded in part: what is drafted beside the encoding is then neither right nor wrong.
"""

import argparse
import sys
import time
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from plancmp.chinese.plan_text import PlanText, read_plan_text
from plancmp.chinese.quantities import Quantity, find_quantities
from plancmp.draft import Draft, DraftEntry, draft
from plancmp.model import Collection, Observed, Plan, Target
from plancmp.reading.merging import collection
from plancmp.units import UnknownUnitError, convert, same_kind
from plancmp.vocabulary import ClaimType, Completeness, DocumentKind

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    quantity: Quantity
    core: int
    end: int


@dataclass(frozen=True)
class Curated:
    """One curated entry with the offsets of the figures that it quotes."""

    kind: ClaimType
    item: Target | Observed
    cores: frozenset[int]


def figures_of(text: PlanText) -> list[Figure]:
    """Every quantity of a text with the offset of its number."""
    return [
        Figure(q, bisect_left(text.offsets, q.core), bisect_left(text.offsets, q.end))
        for q in find_quantities(text.raw)
    ]


def located(
    text: PlanText, figures: Sequence[Figure], at: str, quote: str, value: Decimal | None, low: Decimal | None
) -> set[int]:
    """The offsets of the figures in a quotation that have its value; all figures of it where none has."""
    found: set[int] = set()
    everything: set[int] = set()
    length = len("".join(quote.split()))
    for offset in text.find(quote, at) or text.find(quote):
        inside = [
            f for f in figures if offset <= f.core < offset + length and f.quantity.kind not in {"year", "list-number"}
        ]
        everything |= {f.core for f in inside}
        wanted = {abs(v) for v in (value, low) if v is not None}
        found |= {
            f.core for f in inside if {abs(v) for v in (f.quantity.value, f.quantity.low) if v is not None} & wanted
        }
    return found or everything


def curated_entries(plan: Plan, text: PlanText) -> list[Curated]:
    """The targets and results of a plan with their places in the text."""
    figures = figures_of(text)
    entries = []
    for kind, items in ((ClaimType.TARGET, plan.targets), (ClaimType.OBSERVED, plan.observed)):
        for item in items:
            cores = located(text, figures, item.at, item.quote, item.value, item.low)
            for printing in item.also:
                value = printing.value if printing.value is not None else item.value
                cores |= located(text, figures, printing.at, printing.quote, value, printing.low or item.low)
            entries.append(Curated(kind, item, frozenset(cores)))
    return entries


def cores_of(entry: DraftEntry) -> set[int]:
    """The offsets of the figures that a drafted entry quotes."""
    return {entry.head.core, *(s.core for s in entry.also)}


def paired(curated: Iterable[Curated], drafted: Sequence[DraftEntry]) -> list[tuple[Curated, DraftEntry | None]]:
    """Each curated entry with the drafted one that quotes the same figure and is most like it."""
    left = list(drafted)
    pairs: list[tuple[Curated, DraftEntry | None]] = []
    for each in curated:
        candidates = [e for e in left if cores_of(e) & each.cores]
        best = max(
            candidates,
            key=lambda e: (
                e.match.ident == each.item.indicator,
                e.kind is each.kind,
                set(e.head.places) == set(each.item.for_),
                e.head.figure.value == each.item.value,
                (e.head.of or "") == (each.item.of or ""),
            ),
            default=None,
        )
        if best is not None:
            left.remove(best)
        pairs.append((each, best))
    return pairs


def same_figure(each: Curated, entry: DraftEntry, known: Collection) -> bool:
    """Whether value and unit agree, one multiple told in another counting as the same."""
    item = each.item
    wanted = item.unit or known.indicators[item.indicator].unit
    unit = entry.unit or entry.definition.unit
    for figure, printed in [(entry.head.figure, unit), *((s.figure, s.unit or unit) for s in entry.also)]:
        ours, theirs = (item.value, item.low, item.high), (figure.value, figure.low, figure.high)
        if ours == theirs and (printed == wanted or _alike(printed, wanted)):
            return True
        try:
            if (
                item.value is not None
                and figure.value is not None
                and same_kind(printed, wanted)
                and convert(figure.value, printed, wanted) == item.value
            ):
                return True
        except UnknownUnitError:
            continue
    return False


def _alike(a: str, b: str) -> bool:
    """Counters are one class (个 for 家); 件 stands for 件/万人 where the noun names the denominator."""
    try:
        if same_kind(a, b):
            return convert(Decimal(1), a, b) == 1
    except UnknownUnitError:
        return False
    return a.partition("/")[0] == b.partition("/")[0] and ("/" in a) != ("/" in b)


class Tally:
    """Right and asked, by name."""

    def __init__(self) -> None:
        self.right: dict[str, int] = {}
        self.asked: dict[str, int] = {}

    def add(self, name: str, *, right: bool) -> None:
        """Count one answer."""
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right

    def told(self, name: str) -> str:
        """ "95.0 % (38/40)"."""
        asked = self.asked.get(name, 0)
        return f"{100 * self.right.get(name, 0) / asked:5.1f} % ({self.right.get(name, 0)}/{asked})" if asked else "-"


FIELDS = {
    "place told": "of the documents",
    "period told": "of the documents",
    "kind told": "of the documents",
    "day told": "of the documents whose day is encoded",
    "targets proposed": "recall of targets",
    "results proposed": "recall of results",
    "value and unit": "of the targets proposed",
    "year": "of the targets proposed",
    "place": "of the targets proposed",
    "year and place": "of the targets proposed",
    "told apart": "target or result, of all proposed; baselines of tables",
    "baseline": "value and year beside targets",
    "comparator": "of the targets proposed",
    "commitment": "of the targets proposed",
    "basis": "of the targets proposed",
    "indicator": "id found again (the collection knows these plans)",
    "target precision": "proposed targets that quote a figure of a curated target",
    "claim precision": "proposed entries that quote a figure of a curated entry",
    "printings joined": "proposed targets that are an entry of their own, and no second printing",
}


def measure(plan: Plan, text: PlanText, made: Draft, known: Collection, misses: list[str], name: str) -> Tally:
    """The tally of one plan; `misses` is added to."""
    tally = Tally()
    tally.add("place told", right=made.place == plan.place)
    tally.add("period told", right=made.period == plan.period)
    tally.add("kind told", right=made.document.kind is plan.kind)
    if plan.issued and len(plan.issued) == len("2021-01-16"):
        tally.add("day told", right=made.document.issued == plan.issued)
    curated = curated_entries(plan, text)
    pairs = paired(curated, made.entries)
    for each, entry in pairs:
        is_target = each.kind is ClaimType.TARGET
        label = f"{name} {each.kind} {each.item.at} {each.item.indicator} {each.item.quote}"
        tally.add("targets proposed" if is_target else "results proposed", right=entry is not None)
        if entry is None:
            misses.append(f"missed      {label}")
            continue
        tally.add("told apart", right=entry.kind is each.kind)
        if entry.kind is not each.kind:
            misses.append(f"told apart  {label} -> {entry.kind}")
        if is_target:
            _fields(tally, each, entry, known, misses, label)
    if plan.encoding is Completeness.COMPLETE:
        _precision(tally, curated, pairs, made, misses, name)
    return tally


def _fields(tally: Tally, each: Curated, entry: DraftEntry, known: Collection, misses: list[str], label: str) -> None:
    """Field by field, for a target that was proposed."""
    item, head = each.item, entry.head
    assert isinstance(item, Target)
    years = {head.year, *(s.year for s in entry.also)}
    basis = item.basis or known.indicators[item.indicator].basis
    drafted = entry.basis or entry.definition.basis
    year = item.by in years if item.by else head.year is None
    place = set(item.for_) == set(head.places)
    answers = {
        "value and unit": (same_figure(each, entry, known), item.value, head.figure.value),
        "year": (year, item.by, head.year),
        "place": (place, item.for_, head.places),
        "comparator": (head.figure.comparator is item.comparator, item.comparator, head.figure.comparator),
        "commitment": (head.commitment is item.commitment, item.commitment, head.commitment),
        "basis": (basis is drafted, basis, drafted),
        "indicator": (entry.match.ident == item.indicator, item.indicator, entry.match.ident),
    }
    for field, (right, ours, theirs) in answers.items():
        tally.add(field, right=right)
        if not right:
            misses.append(f"{field:<11} {label} {ours} -> {theirs}")
    tally.add("year and place", right=year and place)
    if item.baseline is not None:
        start = head.start
        right = start is not None and (start.figure.value, start.year) == (item.baseline.value, item.baseline.year)
        tally.add("baseline", right=right)
        tally.add("told apart", right=right)


def _precision(
    tally: Tally,
    curated: Sequence[Curated],
    pairs: Sequence[tuple[Curated, DraftEntry | None]],
    made: Draft,
    misses: list[str],
    name: str,
) -> None:
    """How many of the proposals quote a figure that a person took for a target, or for a claim at all."""
    aimed = frozenset[int]().union(*(each.cores for each in curated if each.kind is ClaimType.TARGET))
    every = frozenset[int]().union(*(each.cores for each in curated))
    own = {id(entry) for _, entry in pairs if entry is not None}
    for entry in made.entries:
        tally.add("claim precision", right=bool(cores_of(entry) & every))
        if entry.kind is not ClaimType.TARGET:
            continue
        right = bool(cores_of(entry) & aimed)
        tally.add("target precision", right=right)
        tally.add("printings joined", right=id(entry) in own)
        if not right or id(entry) not in own:
            misses.append(
                f"{'apart' if right else 'false':<11} {name} {entry.head.section} {entry.match.ident} {entry.head.quote}"
            )


def tallies_of(
    known: Collection, sources: Path, misses: list[str], *, blind: bool = False, reports: bool = False
) -> dict[str, tuple[Tally, float]]:
    """Plan → its tally and the seconds that drafting took, for every plan encoded whole, or every report, whose text is in
    the folder.
    """
    texts = {
        t.compute_hash(): t
        for t in (read_plan_text(p.read_text(encoding="utf-8")) for p in sorted(sources.glob("*.txt")))
    }
    found = {}
    for ident, plan in known.plans.items():
        text = texts.get(plan.source.sha256 or "")
        is_asked = plan.kind is DocumentKind.REPORT if reports else plan.encoding is Completeness.COMPLETE
        if text is None or not is_asked:
            continue
        start = time.perf_counter()
        made = draft(text, _without(known, ident) if blind else known)
        seconds = time.perf_counter() - start
        found[ident] = (measure(plan, text, made, known, misses, ident), seconds)
    return found


def total(tallies: Iterable[Tally]) -> Tally:
    """All plans together."""
    whole = Tally()
    for tally in tallies:
        for name, asked in tally.asked.items():
            whole.asked[name] = whole.asked.get(name, 0) + asked
            whole.right[name] = whole.right.get(name, 0) + tally.right[name]
    return whole


def main() -> None:
    """Draft every plan whose text is in the folder, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder with the plans' texts")
    parser.add_argument("--plans", type=Path, default=ROOT / "plans.yaml", help="the curated encodings")
    parser.add_argument("--misses", action="store_true", help="list what was missed or read otherwise")
    parser.add_argument(
        "--blind", action="store_true", help="without the plan itself and the indicators that it alone uses"
    )
    parser.add_argument("--reports", action="store_true", help="the work reports instead of the plans encoded whole")
    options = parser.parse_args()
    misses: list[str] = []
    found = tallies_of(
        collection(options.plans).collection, options.sources, misses, blind=options.blind, reports=options.reports
    )
    columns = {
        **({} if options.reports else {ident: tally for ident, (tally, _) in found.items()}),
        "all": total(tally for tally, _ in found.values()),
    }
    width = max(map(len, FIELDS))
    lines = [" " * width + "  " + "  ".join(f"{name:>18}" for name in columns)]
    for name, note in FIELDS.items():
        lines.append(f"{name:<{width}}  " + "  ".join(f"{t.told(name):>18}" for t in columns.values()) + f"  {note}")
    lines.append(f"{'seconds':<{width}}  " + "  ".join(f"{seconds:>18.2f}" for _, seconds in found.values()))
    if options.misses:
        lines += ["", *sorted(misses)]
    sys.stdout.write("\n".join(lines) + "\n")


def _without(known: Collection, ident: str) -> Collection:
    """The collection as it was before the plan: without it and without the indicators that it alone uses."""
    others = [p for i, p in known.plans.items() if i != ident]
    used = {entry.indicator for p in others for entry in (*p.targets, *p.observed)}
    return Collection(
        known.places,
        {i: d for i, d in known.indicators.items() if i in used},
        {i: p for i, p in known.plans.items() if i != ident},
    )


if __name__ == "__main__":
    main()
