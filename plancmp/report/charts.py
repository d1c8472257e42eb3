"""A chart as SVG, drawn by hand: years from left to right, each panel on a scale of its own from zero. A result is solid,
a target hollow, a bound an arrow with an open end, about is hatched.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from plancmp.compare.interval import Interval
from plancmp.render.html import mark_safe
from plancmp.report.chart_data import Chart, Panel, Point
from plancmp.report.chart_labels import HEIGHT, Box, LabelPlace, Unplaced, fold_label, measure_width, place_labels
from plancmp.words import LANGUAGES, Text

WIDTH = 400.0
LEFT, RIGHT = 48.0, 78.0
"""Room beside the years, for labels."""
UNDATED = 70.0
"""Width of the column for figures without a year."""
HEAD = 20.0
FOOT = 20.0
CLOSEST = 30.0
"""Between two years written on the axis."""
RADIUS = 4.2
ARROW = 15.0
TRIES = 8
"""How often a panel is made higher so that its labels find room."""
NO_YEAR = Text("无年份", "no year")


class Spot(NamedTuple):
    """Where a figure is drawn, and where the ends of its range lie."""

    x: float
    y: float
    low: float
    high: float


class PlacedPoint(NamedTuple):
    """A figure with its mark's spot, and its label's words and place."""

    point: Point
    spot: Spot
    label: Text
    place: LabelPlace | None
    """None where its label is not written."""


def draw_chart(chart: Chart, ident: str) -> Markup:
    """The chart; `ident` is the id of the element that names it."""
    axis = _Axis(chart)
    parts: list[str] = []
    top = 0.0
    for panel in chart.panels:
        drawn, height = _draw_panel(panel, axis, top)
        parts.append(drawn)
        top += height
    parts.append(axis.draw_years(top))
    box = f"0 0 {format_number(WIDTH)} {format_number(top + FOOT)}"
    return mark_safe(f'<svg class="chart" role="img" aria-labelledby="{ident}" viewBox="{box}">{"".join(parts)}</svg>')


class _Axis:
    """Where a year lies, and which years are written."""

    def __init__(self, chart: Chart) -> None:
        points = [p for panel in chart.panels for p in panel.points]
        years = {y for p in points for y in (p.year, p.claim.from_year if p.year else None) if y is not None}
        self.years = sorted(years)
        self.undated = any(p.year is None for p in points)
        self.right = WIDTH - RIGHT - (UNDATED if self.undated and years else 0.0)
        self.written = self._choose_written({p.year for p in points if p.year is not None})

    def find_x(self, year: int | None) -> float:
        """Where a year lies from left to right; None is the column for figures without a year."""
        if year is None:
            return WIDTH - RIGHT if self.years else LEFT + (WIDTH - LEFT - RIGHT) / 2
        first, last = self.years[0], self.years[-1]
        if first == last:
            return LEFT + (self.right - LEFT) / 2
        return LEFT + (self.right - LEFT) * (year - first) / (last - first)

    def _choose_written(self, years: set[int]) -> tuple[int, ...]:
        """The years that a plan ends with, then the later ones, as far as they leave room between each other."""
        chosen: list[int] = []
        for year in sorted(years, key=lambda y: (y % 5 != 0, -y)):
            if all(abs(self.find_x(year) - self.find_x(other)) >= CLOSEST for other in chosen):
                chosen.append(year)
        return tuple(sorted(chosen))

    def draw_years(self, top: float) -> str:
        """The years below the panels."""
        columns: list[tuple[Text, int | None]] = [(Text.same(str(year)), year) for year in self.written]
        if self.undated:
            columns.append((NO_YEAR, None))
        return "".join(draw_text(words, self.find_x(year), top + 13, "middle", "year") for words, year in columns)


def _draw_panel(panel: Panel, axis: _Axis, top: float) -> tuple[str, float]:
    """A panel at `top`, and its height: as low as its labels allow."""
    height = max(46.0, 24.0 + 15.0 * len(panel.labelled))
    for _ in range(TRIES):
        plot = Box(2, top + HEAD, WIDTH - 2, top + HEAD + height)
        placed = _place_points(panel, axis, plot)
        if all(each.place.clear for each in placed if each.place is not None):
            break
        height += 22.0
    base = f"M{format_number(LEFT - 14)} {format_number(plot.bottom)}H{format_number(WIDTH - 14)}"
    parts = (
        f'<path class="base" d="{base}"/>',
        draw_text(panel.title, 2, top + 13, kind="panel"),
        *_draw_paths(panel, placed),
        *_draw_marks(placed, axis),
        *_draw_labels(placed),
    )
    return "".join(parts), HEAD + height + 6.0


def _place_points(panel: Panel, axis: _Axis, plot: Box) -> list[PlacedPoint]:
    """The figures with their labels: the frame's placed first and the topmost first, each as wide as in the wider language."""
    points, spots = panel.points, _find_spots(panel, axis, plot)
    labels = [_add_year(point, axis) for point in points]
    written = [n for n, point in enumerate(points) if point.is_labelled]
    order = sorted(written, key=lambda n: (not points[n].reference, spots[n].y, spots[n].x))
    places = place_labels(
        [Unplaced(spots[n].x, spots[n].y, *_measure_label(labels[n])) for n in order],
        [_box_mark(spot, point.interval) for point, spot in zip(points, spots, strict=True)],
        _box_lines(panel, spots, axis),
        Box(plot.left, plot.top - 2, plot.right, plot.bottom - 1),
        gap=10.0,
    )
    by_point = dict(zip(order, places, strict=True))
    return [PlacedPoint(p, spots[n], labels[n], by_point.get(n)) for n, p in enumerate(points)]


def _find_spots(panel: Panel, axis: _Axis, plot: Box) -> list[Spot]:
    """Where the figures lie: from zero at the bottom to the largest near the top."""
    ends = [float(v) for p in panel.points for v in p.ends] or [0.0]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if low == high:
        high = low + 1
    has_arrow_down = any(p.interval.low is None for p in panel.points)
    floor = plot.bottom - (18.0 if has_arrow_down else 5.0 if low < 0 else 0.0)
    ceiling = plot.top + 20.0

    def find_y(value: Decimal) -> float:
        return floor - (floor - ceiling) * (float(value) - low) / (high - low)

    zero = Decimal(0)
    return [
        Spot(axis.find_x(p.year), find_y(p.edge), find_y(min(p.ends, default=zero)), find_y(max(p.ends, default=zero)))
        for p in panel.points
    ]


def _add_year(point: Point, axis: _Axis) -> Text:
    """The label, with the year where the axis has no room for it."""
    if point.year is None or point.year in axis.written:
        return point.label
    return Text(f"{point.label.zh} · {point.year}", f"{point.label.en} · {point.year}")


def _measure_label(label: Text) -> tuple[float, int]:
    """Width and number of lines of a label, the larger of both languages."""
    folded = [fold_label(label.in_language(lang)) for lang in LANGUAGES]
    return max(measure_width(line) for lines in folded for line in lines), max(len(lines) for lines in folded)


def _box_lines(panel: Panel, spots: Sequence[Spot], axis: _Axis) -> list[Box]:
    """Small boxes along the lines, so that labels keep off them where they can."""
    where = {p.claim.id: spot for p, spot in zip(panel.points, spots, strict=True)}
    joined = [pair for path in panel.paths for pair in pairwise(path)]
    lines = [(where[a.claim.id][:2], where[b.claim.id][:2]) for a, b in (*joined, *panel.aims)]
    lines.extend(
        ((axis.find_x(p.claim.from_year), spot.y), (spot.x, spot.y))
        for p, spot in zip(panel.points, spots, strict=True)
        if p.has_span
    )
    found = []
    for (x1, y1), (x2, y2) in lines:
        steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) / 9), 1)
        for n in range(1, steps):
            x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
            found.append(Box(x - 1, y - 1, x + 1, y + 1))
    return found


def _draw_paths(panel: Panel, placed: Sequence[PlacedPoint]) -> Iterator[str]:
    """The lines through what each place reached, and those that lead to what it aims at."""
    where = {each.point.claim.id: each.spot for each in placed}
    for start, aim in panel.aims:
        ends = "L".join(
            f"{format_number(x)} {format_number(y)}" for x, y, *_ in (where[start.claim.id], where[aim.claim.id])
        )
        yield f'<path class="aim{_get_reference(aim)}" d="M{ends}"/>'
    for path in panel.paths:
        spots = [where[point.claim.id] for point in path]
        line = "L".join(f"{format_number(spot.x)} {format_number(spot.y)}" for spot in spots)
        yield f'<path class="path{_get_reference(path[0])}" d="M{line}"/>'


def _get_reference(point: Point) -> str:
    return " ref" if point.reference else ""


def _draw_marks(placed: Sequence[PlacedPoint], axis: _Axis) -> Iterator[str]:
    """The marks, each over the line of the years that its figure spans."""
    for point, spot, _, _ in placed:
        if point.has_span:
            start = format_number(axis.find_x(point.claim.from_year))
            line = f"M{start} {format_number(spot.y)}H{format_number(spot.x)}"
            yield f'<path class="span{_get_reference(point)}" d="{line}"/>'
        kind = f"{'plan' if point.planned else 'real'}{_get_reference(point)}"
        yield draw_mark(spot, point.interval, kind, strict=point.strict)


def _draw_labels(placed: Sequence[PlacedPoint]) -> Iterator[str]:
    for point, spot, label, place in placed:
        if place is None:
            continue
        if place.leader:
            edge = place.box.bottom if place.y < spot.y else place.box.top
            line = f"M{format_number(spot.x)} {format_number(spot.y)}L{format_number(place.x)} {format_number(edge)}"
            yield f'<path class="leader" d="{line}"/>'
        yield draw_text(label, place.x, place.y, place.anchor, "ref" if point.reference else "")


def format_number(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def draw_mark(spot: Spot, interval: Interval, kind: str, *, strict: bool = False) -> str:
    """The mark of a figure; `strict` is a bound that leaves its own value out."""
    x, y = format_number(spot.x), format_number(spot.y)
    if (interval.low is None) != (interval.high is None):
        return _draw_arrow(spot, -1 if interval.high is None else 1, kind, strict=strict)
    if interval.low != interval.high:
        top, bottom = min(spot.low, spot.high), max(spot.low, spot.high)
        return (
            f'<rect class="{kind}" x="{format_number(spot.x - 3.5)}" y="{format_number(top)}" width="7" '
            f'height="{format_number(max(bottom - top, 3))}"/>'
        )
    if interval.about:
        return f'<circle class="{kind} about" cx="{x}" cy="{y}" r="8"/><circle class="{kind} core" cx="{x}" cy="{y}" r="2"/>'
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{RADIUS}"/>'


def _draw_arrow(spot: Spot, way: int, kind: str, *, strict: bool) -> str:
    """A bar at the bound and an arrow into the open side; a bound that leaves its own value out has a broken bar."""
    tip = spot.y + way * ARROW
    neck = tip - way * 6
    x, y, at_neck, at_tip = (format_number(value) for value in (spot.x, spot.y, neck, tip))
    left, right = format_number(spot.x - 7), format_number(spot.x + 7)
    wings = f"M{format_number(spot.x - 4)} {at_neck}H{format_number(spot.x + 4)}L{x} {at_tip}Z"
    return (
        f'<path class="{kind} bar{" strict" if strict else ""}" d="M{left} {y}H{right}"/>'
        f'<path class="{kind} bar" d="M{x} {y}V{at_neck}"/>'
        f'<path class="{kind}" d="{wings}"/>'
    )


def _box_mark(spot: Spot, interval: Interval) -> Box:
    """The room that a mark takes."""
    x, y = spot.x, spot.y
    if interval.low is not None and interval.high is None:
        return Box(x - 6, y - ARROW, x + 6, y + 2)
    if interval.high is not None and interval.low is None:
        return Box(x - 6, y - 2, x + 6, y + ARROW)
    if interval.about:
        return Box(x - 8, y - 8, x + 8, y + 8)
    return Box(x - 5, min(y - 5, spot.low, spot.high), x + 5, max(y + 5, spot.low, spot.high))


def draw_text(text: Text, x: float, y: float, anchor: str = "start", kind: str = "") -> str:
    """A text of the chart, in each language where they differ; a long one in lines below each other."""
    place = f'x="{format_number(x)}" y="{format_number(y)}"'
    if anchor != "start":
        place += f' text-anchor="{anchor}"'
    if kind:
        place += f' class="{kind}"'
    if text.zh == text.en:
        return f"<text {place}>{_fold_lines(text.zh, x)}</text>"
    return "".join(f'<text {place} lang="{lang}">{_fold_lines(text.in_language(lang), x)}</text>' for lang in LANGUAGES)


def _fold_lines(text: str, x: float) -> str:
    first, *rest = fold_label(text)
    below = "".join(f'<tspan x="{format_number(x)}" dy="{HEIGHT}">{escape(line)}</tspan>' for line in rest)
    return escape(first) + below


def draw_legend() -> tuple[tuple[Markup, Text], ...]:
    """Every mark with what it means."""
    one = Decimal(1)
    exact, least, most = Interval(one, one), Interval(one, None), Interval(None, one)
    about, span = Interval(one, one, about=True), Interval(one, Decimal(2))
    centre, low, high = Spot(14, 12, 12, 12), Spot(14, 19, 19, 19), Spot(14, 4, 4, 4)
    entries = (
        (draw_mark(centre, exact, "real"), Text("已有成绩、基期", "result or baseline")),
        (draw_mark(centre, exact, "plan"), Text("目标", "target")),
        (draw_mark(low, least, "plan"), Text("不低于", "at least")),
        (draw_mark(low, least, "plan", strict=True), Text("超过", "more than")),
        (draw_mark(high, most, "plan"), Text("不超过", "at most")),
        (draw_mark(centre, about, "plan"), Text("左右", "about")),
        (draw_mark(Spot(14, 12, 18, 5), span, "plan"), Text("区间", "range")),
        ('<path class="path" d="M2 12H26"/>', Text("历年实际", "reached year by year")),
        ('<path class="aim" d="M2 12H26"/>', Text("起点到目标的直线", "even line from start to target")),
        ('<path class="path ref" d="M2 12H26"/>', Text("上级规划所在地区", "place of the upper plan")),
        ('<path class="span" d="M2 12H26"/>', Text("起止年份", "from year to year")),
    )
    return tuple(
        (mark_safe(f'<svg class="mark" viewBox="0 0 28 24" aria-hidden="true">{drawn}</svg>'), words)
        for drawn, words in entries
    )
