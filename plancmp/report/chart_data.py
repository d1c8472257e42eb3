"""What a chart shows: the claims of an indicator in panels of one basis and unit, and a point for each figure.

Figures of different bases never share a scale. A figure without a year stands in a column of its own.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare import get_interval
from plancmp.compare.formatting import format_figure, name_unit
from plancmp.compare.interval import Interval
from plancmp.lookup import sort_by_code
from plancmp.model import Collection, Indicator
from plancmp.report.report_rows import ClaimRow, RowMaker
from plancmp.vocabulary import Basis, ClaimType, Comparator, Theme
from plancmp.words import Text, say

JOINED = frozenset({Basis.LEVEL, Basis.PER_YEAR})
"""Bases of which two figures make a path; rates and sums of different spans make none."""


class Point(NamedTuple):
    """One figure: when, where it lies, what is written beside it."""

    claim: Claim
    label: Text
    reference: bool
    """Whether it belongs to the frame's place."""

    @property
    def year(self) -> int | None:
        """The year that it is drawn at."""
        return self.claim.year

    @property
    def interval(self) -> Interval:
        """Where the figure lies."""
        return get_interval(self.claim)

    @property
    def planned(self) -> bool:
        """Whether it is a target."""
        return self.claim.type is ClaimType.TARGET

    @property
    def strict(self) -> bool:
        """Whether the bound leaves its own value out."""
        return self.claim.comparator in {Comparator.ABOVE, Comparator.BELOW}

    @property
    def has_span(self) -> bool:
        """Whether a line leads to it from the first of its years."""
        return self.claim.from_year is not None and self.year is not None

    @property
    def edge(self) -> Decimal:
        """The value at which the point is drawn: the figure, the bound, or the middle of a range."""
        return sum(self.ends, Decimal(0)) / max(len(self.ends), 1)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """All values that must lie on the scale."""
        return tuple(v for v in (self.interval.low, self.interval.high) if v is not None)


class Panel(NamedTuple):
    """The figures of one basis and unit, and the paths through those of one plan and place."""

    basis: Basis
    unit: Text
    points: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]

    @property
    def title(self) -> Text:
        """The basis and the unit."""
        label, unit = self.basis.label, self.unit
        return Text(f"{label.zh}，{unit.zh}", ", ".join(filter(None, (label.en, unit.en))))


class Chart(NamedTuple):
    """All figures of one indicator."""

    indicator: str
    definition: Indicator
    panels: tuple[Panel, ...]
    rows: tuple[ClaimRow, ...]
    """Every claim, drawn once or not, in order of place and year: the chart as a table."""
    places: tuple[str, ...]

    @property
    def unit(self) -> Text:
        """The indicator's unit."""
        return name_unit(self.definition.unit)

    @property
    def single(self) -> bool:
        """Whether only one place has figures."""
        return len(self.places) < 2  # noqa: PLR2004 - two can be compared

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of the indicator."""
        return self.definition.themes


def make_charts(
    claims: Sequence[Claim], collection: Collection, top: str | None, first: Sequence[str] = ()
) -> tuple[Chart, ...]:
    """A chart for each indicator with more than one claim: those of `first` in front, then of several places, then
    in the order of the collection. `top` is the frame's place.
    """
    by_indicator: dict[str, list[Claim]] = {}
    for claim in claims:
        by_indicator.setdefault(claim.indicator, []).append(claim)
    maker = RowMaker(collection, top)
    rank = {ident: n for n, ident in enumerate(first)}
    listed = {ident: n for n, ident in enumerate(collection.indicators)}
    charts = [_make_chart(ident, own, maker) for ident, own in by_indicator.items() if len(own) > 1]
    charts.sort(key=lambda c: (c.single, rank.get(c.indicator, len(rank)), listed[c.indicator]))
    return tuple(charts)


def _make_chart(indicator: str, claims: Sequence[Claim], maker: RowMaker) -> Chart:
    definition = maker.collection.indicators[indicator]
    order = {p: n for n, p in enumerate(sort_by_code({c.place for c in claims}, maker.collection))}
    ordered = sorted(
        claims, key=lambda c: (c.place != maker.top, order[c.place], c.year or 9999, c.type is ClaimType.TARGET, c.id)
    )
    groups: dict[tuple[Basis, str], list[Claim]] = {}
    for claim in ordered:
        groups.setdefault((claim.basis, claim.std.unit), []).append(claim)
    natural = definition.basis
    keys = sorted(groups, key=lambda k: (k[0] is not natural, -len(groups[k]), list(Basis).index(k[0]), k[1]))
    panels = tuple(_make_panel(basis, unit, groups[basis, unit], maker) for basis, unit in keys)
    return Chart(indicator, definition, panels, tuple(map(maker.make_row, ordered)), tuple(order))


def _make_panel(basis: Basis, unit: str, claims: Sequence[Claim], maker: RowMaker) -> Panel:
    drawn = _drop_repeated(claims)
    paths = _join_claims(drawn) if basis in JOINED else []
    unnamed = {claim.id for path in paths for claim in path} - {max(p, key=lambda c: c.year or 0).id for p in paths}
    points = {
        claim.id: Point(
            claim, _label_point(claim, unit, maker.collection, named=claim.id not in unnamed), claim.place == maker.top
        )
        for claim in drawn
    }
    joined = tuple(tuple(points[claim.id] for claim in path) for path in paths if len(path) > 1)
    return Panel(basis, name_unit(unit), tuple(points.values()), joined)


def _drop_repeated(claims: Iterable[Claim]) -> list[Claim]:
    """Of claims that would be drawn alike the first."""
    first: dict[tuple[object, ...], Claim] = {}
    for c in claims:
        first.setdefault((c.place, c.year, c.of, c.every, get_interval(c), c.type is ClaimType.TARGET), c)
    return list(first.values())


def _join_claims(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The figures of one plan and place, year by year."""
    paths: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.year is not None and claim.variant_of is None:
            paths.setdefault((claim.plan, claim.place, claim.of, claim.every), []).append(claim)
    return list(paths.values())


def _label_point(claim: Claim, unit: str, collection: Collection, *, named: bool) -> Text:
    """ "Nanning ≥ 8": the place where a path ends, the figure, the unit where it is not the panel's."""
    place = collection.places[claim.place].name if named else Text("", "")
    figure = Text.same(format_figure(claim))
    if claim.unit != unit:
        words = name_unit(claim.unit)
        figure = Text(f"{figure.zh} {words.zh}".strip(), f"{figure.en} {words.en}".strip())
    if claim.every is not None:
        figure = say("{every} {figure}", "{figure} {every}", every=claim.every, figure=figure)
    part = f"（{claim.of}）" if claim.of else ""
    return Text(f"{place.zh}{part} {figure.zh}".strip(), f"{place.en}{part} {figure.en}".strip())
