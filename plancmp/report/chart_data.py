"""What a chart shows: the claims of an indicator in panels of one basis and unit, and a point for each figure.

Figures of different bases never share a scale. A figure without a year stands in a column of its own. What a place reached is
joined year by year over all documents, the best result of each year; from where `track` sees a target start an even line
leads to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare import get_interval
from plancmp.compare.formatting import format_figure, name_unit
from plancmp.compare.interval import Interval
from plancmp.compare.spans import is_yearly_goal
from plancmp.lookup import sort_by_code
from plancmp.model import Collection, Indicator
from plancmp.report.report_rows import ClaimRow, RowMaker
from plancmp.track.judge import Outcome
from plancmp.track.results import rank_result
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
    is_labelled: bool = True
    """Whether its label is written in the chart; all figures stand in the table below it."""

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
    """The figures of one basis and unit."""

    basis: Basis
    unit: Text
    points: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]
    """The results of each place, year by year."""
    aims: tuple[tuple[Point, Point], ...] = ()
    """Each target behind the result that it starts from."""

    @property
    def labelled(self) -> tuple[Point, ...]:
        """The points whose labels are written."""
        return tuple(point for point in self.points if point.is_labelled)

    @property
    def title(self) -> Text:
        """The basis and the unit."""
        label, unit = self.basis.label, self.unit
        return Text(f"{label.zh}，{unit.zh}", ", ".join(filter(None, (label.en, unit.en))))


class Chart(NamedTuple):
    """All figures of one indicator; what is set against another series has none, and stands in the table alone."""

    indicator: str
    definition: Indicator
    panels: tuple[Panel, ...]
    rows: tuple[ClaimRow, ...]
    """Every claim, drawn once or not, in order of place and year: the chart as a table."""
    places: tuple[str, ...]
    states: Mapping[str, Text]
    """What became of each target, by the id of its claim."""

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


Outcomes = Mapping[str, Outcome]
"""What became of targets, by the ids of their claims."""


def make_charts(
    claims: Sequence[Claim],
    collection: Collection,
    top: str | None,
    outcomes: Outcomes,
    first: Sequence[str] = (),
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
    charts = [_make_chart(ident, own, maker, outcomes) for ident, own in by_indicator.items() if len(own) > 1]
    charts = [chart for chart in charts if chart.panels]
    charts.sort(key=lambda c: (c.single, rank.get(c.indicator, len(rank)), listed[c.indicator]))
    return tuple(charts)


def _make_chart(indicator: str, claims: Sequence[Claim], maker: RowMaker, outcomes: Outcomes) -> Chart:
    definition = maker.collection.indicators[indicator]
    order = {p: n for n, p in enumerate(sort_by_code({c.place for c in claims}, maker.collection))}
    ordered = sorted(
        claims, key=lambda c: (c.place != maker.top, order[c.place], c.year or 9999, c.type is ClaimType.TARGET, c.id)
    )
    groups: dict[tuple[Basis, str], list[Claim]] = {}
    for claim in ordered:
        if claim.than is None:
            groups.setdefault((claim.basis, claim.std.unit), []).append(claim)
    natural = definition.basis
    keys = sorted(groups, key=lambda k: (k[0] is not natural, -len(groups[k]), list(Basis).index(k[0]), k[1]))
    panels = tuple(_make_panel(basis, unit, groups[basis, unit], maker, outcomes) for basis, unit in keys)
    states = {claim.id: outcomes[claim.id].phrase() for claim in claims if claim.id in outcomes}
    return Chart(indicator, definition, panels, tuple(map(maker.make_row, ordered)), tuple(order), states)


def _make_panel(basis: Basis, unit: str, claims: Sequence[Claim], maker: RowMaker, outcomes: Outcomes) -> Panel:
    drawn = _drop_repeated(claims)
    lines = _list_results(drawn)
    ends = {line[-1].id for line in lines}
    inner = {claim.id for line in lines for claim in line} - ends
    is_full = len(drawn) > _FEW
    points = {
        _identify(claim): Point(
            claim,
            _label_point(claim, unit, maker.collection, named=claim.id not in inner),
            claim.place == maker.top,
            not is_full or claim.id in ends or (claim.type is ClaimType.TARGET and not is_yearly_goal(claim)),
        )
        for claim in drawn
    }
    paths = [tuple(points[_identify(claim)] for claim in line) for line in lines if len(line) > 1 and basis in JOINED]
    starts = [(outcomes[c.id].start, c) for c in drawn if c.id in outcomes and not (is_full and is_yearly_goal(c))]
    aims = [
        (points[_identify(start)], points[_identify(claim)])
        for start, claim in starts
        if start is not None and claim.year is not None and _identify(start) in points
    ]
    return Panel(basis, name_unit(unit), tuple(points.values()), tuple(paths), tuple(aims))


_FEW = 8
"""Of so many figures each is labelled; of more the targets of plans, and what was last reached."""


def _identify(claim: Claim) -> tuple[object, ...]:
    """What two claims have in common that would be drawn alike."""
    return claim.place, claim.year, claim.of, claim.every, get_interval(claim), claim.type is ClaimType.TARGET


def _drop_repeated(claims: Iterable[Claim]) -> list[Claim]:
    """Of claims that would be drawn alike the first."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        first.setdefault(_identify(claim), claim)
    return list(first.values())


def _list_results(claims: Iterable[Claim]) -> list[list[Claim]]:
    """What each place, or part of it, reached in one scope and in one sort of prices: of each year the best result."""
    best: dict[tuple[object, ...], dict[int, Claim]] = {}
    for claim in sorted((c for c in claims if c.type is not ClaimType.TARGET), key=rank_result):
        if claim.year is not None and claim.variant_of is None:
            series = (claim.place, claim.of, claim.every, claim.scope, claim.prices)
            best.setdefault(series, {}).setdefault(claim.year, claim)
    return [[years[year] for year in sorted(years)] for years in best.values()]


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
