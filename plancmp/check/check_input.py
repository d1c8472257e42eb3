"""What the rules look at: a collection with its marks, the entries in it, and the plans' texts where they are at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plancmp.chinese.agreement import Disagreement, find_disagreements
from plancmp.model import Baseline, Collection, Indicator, Observed, Plan, Printing, Target
from plancmp.problems import Mark
from plancmp.reading.loaded import Loaded, Marks, Path
from plancmp.vocabulary import Basis, Comparator

if TYPE_CHECKING:
    from plancmp.chinese.plan_text import PlanText  # slow to load, and only where texts are at hand


class CheckedEntry(NamedTuple):
    """A target or result with its definition and its place in the file."""

    loaded: Loaded
    plan_id: str
    plan: Plan
    listing: str
    number: int
    item: Target | Observed
    definition: Indicator
    marks: Marks | None
    """Where the keys of the entry stand."""

    def mark(self, *path: str | int) -> Mark:
        """Where the entry, or the part of it at `path`, stands."""
        return self.loaded.mark("plans", self.plan_id, self.listing, self.number, *path)

    def mark_first(self, path: Path, *keys: str) -> Mark:
        """Where the first of these keys stands that the part at `path` has; the part itself where it has none."""
        return next((self.mark(*path, key) for key in keys if self.has(*path, key)), self.mark(*path))

    def mark_key(self, *path: str | int) -> Mark:
        """Where the key that `path` ends in stands."""
        return self.loaded.key_mark("plans", self.plan_id, self.listing, self.number, *path)

    def has(self, *path: str | int) -> bool:
        """Whether the file has a value at `path`."""
        above = self.marks.find_part(path[:-1]) if self.marks else None
        return above is not None and path[-1] in above.parts

    @property
    def year(self) -> int | None:
        """The year of a target or of a result."""
        return self.item.by if isinstance(self.item, Target) else self.item.year

    @property
    def year_key(self) -> str:
        """What the file calls that year."""
        return "by" if isinstance(self.item, Target) else "year"

    @property
    def years(self) -> list[tuple[str, int]]:
        """The years of the entry by the keys that hold them."""
        given = ((self.year_key, self.year), ("from", self.item.from_))
        return [(key, year) for key, year in given if year is not None]

    @property
    def baseline(self) -> Baseline | None:
        """The starting value printed beside a target."""
        return self.item.baseline if isinstance(self.item, Target) else None

    @property
    def has_no_figure(self) -> bool:
        """Whether another series stands for the figure (不低于全国平均)."""
        return self.item.value is None and self.item.low is None and self.item.high is None

    @property
    def basis(self) -> Basis:
        """The entry's basis, by default its indicator's."""
        return self.item.basis or self.definition.basis

    @property
    def unit(self) -> str:
        """The entry's unit, by default its indicator's."""
        return self.item.unit or self.definition.unit

    @property
    def places(self) -> tuple[str, ...]:
        """Whom the figure is for: by default the plan's own place."""
        return self.item.for_ or (self.plan.place,)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The quote and its leads."""
        return (self.item.quote, *self.item.lead)

    @property
    def all_pieces(self) -> tuple[str, ...]:
        """The same, and those of the further printings."""
        also = self.item.also
        return (*self.pieces, *(p.quote for p in also), *(lead for p in also for lead in p.lead))


class QuotedPiece(NamedTuple):
    """A piece of a plan's text that the file quotes: where in the file, from which section, and as what."""

    loaded: Loaded
    plan_id: str
    path: Path
    at: str
    text: str
    kind: str
    """quote, lead, aside or task."""

    @property
    def mark(self) -> Mark:
        """Where it stands in the file."""
        return self.loaded.mark("plans", self.plan_id, *self.path)


@dataclass(frozen=True)
class CheckInput:
    """One run of the rules. What several rules need is found out once."""

    loaded: Loaded
    texts: "Mapping[str, PlanText]" = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    """The indicators that entries use, where the entries themselves are not at hand."""

    @property
    def collection(self) -> Collection:
        """The collection that is judged."""
        return self.loaded.collection

    def mark(self, *path: str | int) -> Mark:
        """Where the value at `path` stands, which begins with the kind and the id of an entry."""
        kind, ident, *rest = path
        return self.loaded.mark(str(kind), str(ident), *rest)

    def mark_key(self, *path: str | int) -> Mark:
        """Where the key that `path` ends in stands."""
        kind, ident, *rest = path
        return self.loaded.key_mark(str(kind), str(ident), *rest)

    def find_section(self, entry: CheckedEntry) -> str | None:
        """The text of an entry's section; None where it is not at hand."""
        text = self.texts.get(entry.plan_id)
        span = text.find_section(entry.item.at) if text else None
        return text.normal[slice(*span)] if text and span else None

    @cached_property
    def entries(self) -> tuple[CheckedEntry, ...]:
        """Every target and result of every plan whose indicator is defined, in the file's order."""
        loaded, indicators = self.loaded, self.collection.indicators
        return tuple(
            CheckedEntry(loaded, ident, plan, listing, number, item, indicators[item.indicator], marks)
            for ident, plan in self.collection.plans.items()
            for listing in ("targets", "observed")
            for number, (item, marks) in enumerate(_add_marks(loaded, ident, plan, listing))
            if item.indicator in indicators
        )

    @cached_property
    def disagreements(self) -> tuple[tuple[CheckedEntry, Path, str, Disagreement], ...]:
        """Every field that a quote prints otherwise: entry, path of the fields, quote, what disagrees."""
        return tuple(found for entry in self.entries for found in _find_disagreements(entry))

    @cached_property
    def quoted(self) -> tuple[QuotedPiece, ...]:
        """Every piece of text that the file quotes."""
        return tuple(
            QuotedPiece(self.loaded, ident, path, at, text, kind)
            for ident, plan in self.collection.plans.items()
            for kind, at, text, path in _list_quotations(plan)
        )


def _add_marks(
    loaded: Loaded, ident: str, plan: Plan, listing: str
) -> Iterator[tuple[Target | Observed, Marks | None]]:
    """The items of a list, each with its marks."""
    items = getattr(plan, listing)
    marks = loaded.marks.get(loaded.homes.get(("plans", ident), "")) if items else None  # where they may be read first
    parts = above.parts if marks and (above := marks.find_part(("plans", ident, listing))) else {}
    for number, item in enumerate(items):
        here = parts.get(number)
        yield item, here if isinstance(here, Marks) else None


_LONGEST = 400
"""Characters of a quote whose figures are read, ten times what one may have: `quote-long` tells of a longer one."""


def _find_disagreements(entry: CheckedEntry) -> Iterator[tuple[CheckedEntry, Path, str, Disagreement]]:
    def compare(
        path: Path,
        quote: str,
        figure: Target | Observed | Printing | Baseline,
        unit: str | None,
        comparator: Comparator | None,
        basis: Basis | None,
        lead: tuple[str, ...],
    ) -> Iterator[tuple[CheckedEntry, Path, str, Disagreement]]:
        for found in (
            ()
            if len(quote) > _LONGEST
            else find_disagreements(
                quote,
                value=figure.value,
                low=figure.low,
                high=figure.high,
                unit=unit or entry.unit,
                comparator=comparator or Comparator.REACH,
                basis=basis,
                lead=lead,
            )
        ):
            yield entry, path, quote, found

    item, baseline = entry.item, entry.baseline
    if entry.has_no_figure:
        return
    yield from compare((), item.quote, item, item.unit, item.comparator, entry.basis, item.lead)
    for number, p in enumerate(item.also):
        figure = item if p.value is None and p.low is None and p.high is None else p
        comparator, basis = p.comparator or item.comparator, p.basis or entry.basis
        yield from compare(("also", number), p.quote, figure, p.unit, comparator, basis, p.lead)
    if baseline is not None:
        quote = baseline.quote or item.quote
        yield from compare(("baseline",), quote, baseline, baseline.unit, baseline.comparator, None, item.lead)


def _list_quotations(plan: Plan) -> Iterator[tuple[str, str, str, Path]]:
    """Kind, section, text and path of every piece that a plan quotes."""
    for listing in ("targets", "observed"):
        for n, item in enumerate(getattr(plan, listing)):
            printings: list[tuple[Path, Target | Observed | Printing]] = [((listing, n), item)]
            printings += [((listing, n, "also", k), printing) for k, printing in enumerate(item.also)]
            for path, part in printings:
                yield "quote", part.at, part.quote, (*path, "quote")
                for k, lead in enumerate(part.lead):
                    yield "lead", part.at, lead, (*path, "lead", k)
            baseline = getattr(item, "baseline", None)
            if baseline is not None and baseline.quote is not None:
                yield "quote", baseline.at or item.at, baseline.quote, (listing, n, "baseline", "quote")
    yield from _list_quotations_without_figure(plan)


def _list_quotations_without_figure(plan: Plan) -> Iterator[tuple[str, str, str, Path]]:
    """The same of asides, tasks and their links."""
    for n, aside in enumerate(plan.aside):
        yield "aside", aside.at, aside.quote, ("aside", n, "quote")
    for n, task in enumerate(plan.tasks):
        if task.quote is not None:
            yield "task", task.at, task.quote, ("tasks", n, "quote")
        for k, link in enumerate(task.links):
            if link.quote is not None:
                yield "task", task.at, link.quote, ("tasks", n, "links", k, "quote")
