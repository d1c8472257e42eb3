"""What the rules look at: a collection with its marks, the entries in it, and the plans' texts where they are at hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from plancmp.chinese.agreement import Disagreement, find_disagreements
from plancmp.model import Indicator, Observed, Plan, Printing, Target
from plancmp.problems import Mark
from plancmp.reading.loaded import Loaded
from plancmp.reading.marks import Marks
from plancmp.vocabulary import Basis, Comparator

if TYPE_CHECKING:
    from plancmp.chinese.plan_text import PlanText  # only where texts are at hand

Path = tuple[str | int, ...]


class Entry(NamedTuple):
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

    def key_mark(self, *path: str | int) -> Mark:
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


class Quoted(NamedTuple):
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
class Subject:
    """One run of the rules. What several rules need is found out once."""

    loaded: Loaded
    texts: "Mapping[str, PlanText]" = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    """The indicators that entries use, where the entries themselves are not at hand."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every target and result of every plan whose indicator is defined, in the file's order."""
        loaded, indicators = self.loaded, self.loaded.collection.indicators
        return tuple(
            Entry(loaded, ident, plan, listing, number, item, indicators[item.indicator], marks)
            for ident, plan in loaded.collection.plans.items()
            for listing in ("targets", "observed")
            for number, (item, marks) in enumerate(_with_marks(loaded, ident, plan, listing))
            if item.indicator in indicators
        )

    @cached_property
    def disagreements(self) -> tuple[tuple[Entry, Path, str, Disagreement], ...]:
        """Every field that a quote prints otherwise: entry, path of the fields, quote, what disagrees."""
        return tuple(found for entry in self.entries for found in _disagreements(entry))

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """Every piece of text that the file quotes."""
        plans = self.loaded.collection.plans.items()
        return tuple(piece for ident, plan in plans for piece in _quoted(self.loaded, ident, plan))


def _with_marks(
    loaded: Loaded, ident: str, plan: Plan, listing: str
) -> Iterator[tuple[Target | Observed, Marks | None]]:
    """The items of a list, each with its marks."""
    items = getattr(plan, listing)
    marks = loaded.marks.get(loaded.homes.get(("plans", ident), "")) if items else None  # where they may be read first
    parts = above.parts if marks and (above := marks.find_part(("plans", ident, listing))) else {}
    for number, item in enumerate(items):
        here = parts.get(number)
        yield item, here if isinstance(here, Marks) else None


def _disagreements(entry: Entry) -> Iterator[tuple[Entry, Path, str, Disagreement]]:
    item = entry.item
    for found in _differing(
        item.quote,
        value=item.value,
        low=item.low,
        high=item.high,
        unit=entry.unit,
        comparator=item.comparator,
        basis=entry.basis,
        lead=item.lead,
    ):
        yield entry, (), item.quote, found
    for number, printing in enumerate(item.also):
        for found in _printing(printing, entry):
            yield entry, ("also", number), printing.quote, found
    baseline = item.baseline if isinstance(item, Target) else None
    if baseline is not None:
        quote = baseline.quote or item.quote
        for found in _differing(
            quote,
            value=baseline.value,
            low=baseline.low,
            high=baseline.high,
            unit=baseline.unit or entry.unit,
            comparator=baseline.comparator or Comparator.REACH,
            basis=None,
            lead=item.lead,
        ):
            yield entry, ("baseline",), quote, found


_LONGEST = 400
"""Characters of a quote whose figures are read, ten times what one may have: `quote-long` tells of a longer one."""


def _differing(quote: str, **printed: Any) -> tuple[Disagreement, ...]:
    return find_disagreements(quote, **printed) if len(quote) <= _LONGEST else ()


def _printing(printing: Printing, entry: Entry) -> tuple[Disagreement, ...]:
    own = printing.value is not None or printing.low is not None or printing.high is not None

    def pick(name: str) -> Decimal | None:
        value: Decimal | None = getattr(printing if own else entry.item, name)
        return value

    return _differing(
        printing.quote,
        value=pick("value"),
        low=pick("low"),
        high=pick("high"),
        unit=printing.unit or entry.unit,
        comparator=printing.comparator or entry.item.comparator,
        basis=printing.basis or entry.basis,
        lead=printing.lead,
    )


def _quoted(loaded: Loaded, ident: str, plan: Plan) -> Iterator[Quoted]:
    def piece(kind: str, at: str, text: str, *path: str | int) -> Quoted:
        return Quoted(loaded, ident, path, at, text, kind)

    for listing in ("targets", "observed"):
        for n, item in enumerate(getattr(plan, listing)):
            yield piece("quote", item.at, item.quote, listing, n, "quote")
            for i, lead in enumerate(item.lead):
                yield piece("lead", item.at, lead, listing, n, "lead", i)
            for k, printing in enumerate(item.also):
                yield piece("quote", printing.at, printing.quote, listing, n, "also", k, "quote")
                for i, lead in enumerate(printing.lead):
                    yield piece("lead", printing.at, lead, listing, n, "also", k, "lead", i)
            baseline = getattr(item, "baseline", None)
            if baseline is not None and baseline.quote is not None:
                yield piece("quote", baseline.at or item.at, baseline.quote, listing, n, "baseline", "quote")
    for n, aside in enumerate(plan.aside):
        yield piece("aside", aside.at, aside.quote, "aside", n, "quote")
    for n, task in enumerate(plan.tasks):
        if task.quote is not None:
            yield piece("task", task.at, task.quote, "tasks", n, "quote")
        for k, link in enumerate(task.links):
            if link.quote is not None:
                yield piece("task", task.at, link.quote, "tasks", n, "links", k, "quote")
