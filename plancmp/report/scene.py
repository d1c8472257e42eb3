"""What a chart shows: the claims of an indicator in panels of one basis and unit, and a point for each figure.

Figures of different bases never share a scale. A figure without a year stands in a column of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plancmp.claim import Claim
from plancmp.compare import get_interval
from plancmp.compare.formatting import format_figure, name_unit
from plancmp.compare.interval import Interval
from plancmp.lookup import sort_by_code
from plancmp.model import Collection, Indicator
from plancmp.report.items import Item, item_of
from plancmp.vocabulary import Basis, ClaimType, Comparator, Theme
from plancmp.words import Text

PATHS = frozenset({Basis.LEVEL, Basis.PER_YEAR})
"""Bases of which two figures make a path; rates and sums of different spans make none."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: when, where it lies, what is written beside it."""

    claim: Claim
    year: int | None
    interval: Interval
    label: Text
    reference: bool
    """Whether it belongs to the frame's place."""

    @property
    def planned(self) -> bool:
        """Whether it is a target."""
        return self.claim.type is ClaimType.TARGET

    @property
    def strict(self) -> bool:
        """Whether the bound leaves its own value out."""
        return self.claim.comparator in {Comparator.ABOVE, Comparator.BELOW}

    @property
    def edge(self) -> Decimal:
        """The value at which the point is drawn: the figure, the bound, or the middle of a range."""
        low, high = self.interval.low, self.interval.high
        if low is not None and high is not None:
            return (low + high) / 2
        edge = low if low is not None else high
        return edge if edge is not None else Decimal(0)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """All values that must lie on the scale."""
        return tuple(v for v in (self.interval.low, self.interval.high) if v is not None)


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures of one basis and unit, and the paths through those of one plan and place."""

    basis: Basis
    unit: Text
    points: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All figures of one indicator."""

    indicator: str
    definition: Indicator
    unit: Text
    panels: tuple[Panel, ...]
    items: tuple[Item, ...]
    """Every claim, drawn once or not, in order of place and year: the chart as a table."""
    places: tuple[str, ...]
    reference: bool
    """Whether the frame's place has a figure."""

    @property
    def single(self) -> bool:
        """Whether only one place has figures."""
        return len(self.places) < 2  # noqa: PLR2004 - two can be compared

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of the indicator."""
        return self.definition.themes


def charts_of(
    claims: Sequence[Claim], collection: Collection, top: str | None, first: Sequence[str] = ()
) -> tuple[Chart, ...]:
    """A chart for each indicator with more than one claim: those of `first` in front, then of several places, then
    in the order of the collection.
    """
    by: dict[str, list[Claim]] = {}
    for claim in claims:
        by.setdefault(claim.indicator, []).append(claim)
    rank = {ident: n for n, ident in enumerate(first)}
    listed = {ident: n for n, ident in enumerate(collection.indicators)}
    charts = [_chart(ident, own, collection, top) for ident, own in by.items() if len(own) > 1]
    charts.sort(key=lambda c: (c.single, rank.get(c.indicator, len(rank)), listed[c.indicator]))
    return tuple(charts)


def _chart(indicator: str, claims: Sequence[Claim], collection: Collection, top: str | None) -> Chart:
    definition = collection.indicators[indicator]
    order = {p: n for n, p in enumerate(sort_by_code({c.place for c in claims}, collection))}
    ordered = sorted(
        claims, key=lambda c: (c.place != top, order[c.place], c.year or 9999, c.type is ClaimType.TARGET, c.id)
    )
    groups: dict[tuple[Basis, str], list[Claim]] = {}
    for claim in ordered:
        groups.setdefault((claim.basis, claim.std.unit), []).append(claim)
    natural = definition.basis
    keys = sorted(groups, key=lambda k: (k[0] is not natural, -len(groups[k]), list(Basis).index(k[0]), k[1]))
    panels = tuple(_panel(basis, unit, groups[basis, unit], collection, top) for basis, unit in keys)
    return Chart(
        indicator,
        definition,
        name_unit(definition.unit),
        panels,
        tuple(item_of(c, collection, top=top) for c in ordered),
        tuple(order),
        top in order,
    )


def _panel(basis: Basis, unit: str, claims: Sequence[Claim], collection: Collection, top: str | None) -> Panel:
    kept: list[Claim] = []
    seen: set[tuple[object, ...]] = set()
    for claim in claims:
        what = (claim.place, claim.year, claim.of, claim.every, get_interval(claim), claim.type is ClaimType.TARGET)
        if what not in seen:
            seen.add(what)
            kept.append(claim)
    paths: dict[tuple[object, ...], list[Claim]] = {}
    for claim in kept if basis in PATHS else ():
        if claim.year is not None and claim.variant_of is None:
            paths.setdefault((claim.plan, claim.place, claim.of, claim.every), []).append(claim)
    last = {max(own, key=lambda c: c.year or 0).id for own in paths.values()}
    on_path = {c.id for own in paths.values() for c in own}
    points = {
        c.id: Point(
            c,
            c.year,
            get_interval(c),
            _label(c, unit, collection, named=c.id in last or c.id not in on_path),
            c.place == top,
        )
        for c in kept
    }
    return Panel(
        basis,
        name_unit(unit),
        tuple(points.values()),
        tuple(tuple(points[c.id] for c in own) for own in paths.values() if len(own) > 1),
    )


def _label(claim: Claim, unit: str, collection: Collection, *, named: bool) -> Text:
    """ "Nanning ≥ 8": the place where a path ends, the figure, the unit where it is not the panel's."""
    place = collection.places[claim.place].name if named else Text("", "")
    told = Text.same(format_figure(claim))
    if claim.unit != unit:
        words = name_unit(claim.unit)
        told = Text(f"{told.zh} {words.zh}".strip(), f"{told.en} {words.en}".strip())
    if claim.every is not None:
        told = Text(f"{claim.every.label.zh} {told.zh}", f"{told.en} {claim.every.label.en}")
    part = f"（{claim.of}）" if claim.of else ""
    return Text(f"{place.zh}{part} {told.zh}".strip(), f"{place.en}{part} {told.en}".strip())
