"""A chart as SVG, drawn by hand: years from left to right, each panel on a scale of its own from zero."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from plancmp.compare.interval import Interval
from plancmp.render.html import mark_safe
from plancmp.report.labels import Box, Placed, folded, place, width_of
from plancmp.report.marks import box_of, mark, number, words
from plancmp.report.scene import Chart, Panel, Point
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
NO_YEAR = Text("无年份", "no year")


def svg_of(chart: Chart, ident: str) -> Markup:
    """The chart; `ident` is the id of the element that names it."""
    axis = _Axis(chart)
    parts: list[str] = []
    top = 0.0
    for panel in chart.panels:
        drawn, height = _drawn(panel, axis, top)
        parts.append(drawn)
        top += height
    years, height = axis.drawn(top)
    parts.append(years)
    body = "".join(parts)
    return mark_safe(
        f'<svg class="chart" role="img" aria-labelledby="{ident}" viewBox="0 0 {number(WIDTH)} {number(top + height)}">'
        f"{body}</svg>"
    )


class _Axis:
    """Where a year lies, and which years are written."""

    def __init__(self, chart: Chart) -> None:
        points = [p for panel in chart.panels for p in panel.points]
        years = sorted({y for p in points for y in (p.year, p.claim.from_year if p.year else None) if y is not None})
        self.undated = any(p.year is None for p in points)
        self.years = years
        self.right = WIDTH - RIGHT - (UNDATED if self.undated and years else 0.0)
        self.written = self._thinned({p.year for p in points if p.year is not None})

    def x(self, year: int | None) -> float:
        if year is None:
            return WIDTH - RIGHT if self.years else LEFT + (WIDTH - LEFT - RIGHT) / 2
        first, last = self.years[0], self.years[-1]
        if first == last:
            return LEFT + (self.right - LEFT) / 2
        return LEFT + (self.right - LEFT) * (year - first) / (last - first)

    def _thinned(self, years: set[int]) -> tuple[int, ...]:
        """The last year, and before it whichever leave room."""
        kept: list[int] = []
        for year in sorted(years, key=lambda y: (y % 5 != 0, -y)):
            if all(abs(self.x(year) - self.x(other)) >= CLOSEST for other in kept):
                kept.append(year)
        return tuple(sorted(kept))

    def drawn(self, top: float) -> tuple[str, float]:
        """The years below the panels."""
        parts = [words(Text.same(str(y)), self.x(y), top + 13, "middle", "year") for y in self.written]
        if self.undated:
            parts.append(words(NO_YEAR, self.x(None), top + 13, "middle", "year"))
        return "".join(parts), FOOT


def _drawn(panel: Panel, axis: _Axis, top: float) -> tuple[str, float]:
    """A panel at `top`, and its height: as low as its labels allow."""
    labels = [_labelled(p, axis) for p in panel.points]
    low_arrow = any(p.interval.low is None for p in panel.points)
    height = max(46.0, 24.0 + 15.0 * len(panel.points))
    for _ in range(8):
        plot = Box(2, top + HEAD, WIDTH - 2, top + HEAD + height)
        spots = _spots(panel, axis, plot, low_arrow=low_arrow)
        boxes = [box_of(*spot, p.interval) for p, spot in zip(panel.points, spots, strict=True)]
        placed = _placed(panel.points, spots, labels, boxes, _along(panel, spots, axis), plot)
        if all(label.clear for label in placed):
            break
        height += 22.0
    base = number(plot.bottom)
    parts = [f'<path class="base" d="M{number(LEFT - 14)} {base}H{number(WIDTH - 14)}"/>']
    title = Text(
        f"{panel.basis.label.zh}，{panel.unit.zh}", ", ".join(filter(None, (panel.basis.label.en, panel.unit.en)))
    )
    parts.append(words(title, 2, top + 13, kind="panel"))
    where = {p.claim.id: spot for p, spot in zip(panel.points, spots, strict=True)}
    for path in panel.paths:
        line = "L".join(f"{number(where[p.claim.id][0])} {number(where[p.claim.id][1])}" for p in path)
        parts.append(f'<path class="path{" ref" if path[0].reference else ""}" d="M{line}"/>')
    for p, (x, y, low, high) in zip(panel.points, spots, strict=True):
        if p.claim.from_year is not None and p.year is not None:
            start = number(axis.x(p.claim.from_year))
            parts.append(f'<path class="span{" ref" if p.reference else ""}" d="M{start} {number(y)}H{number(x)}"/>')
        parts.append(mark(x, y, low, high, p.interval, planned=p.planned, strict=p.strict, reference=p.reference))
    for p, (x, y, _, _), text, label in zip(panel.points, spots, labels, placed, strict=True):
        if label.leader:
            edge = label.box.bottom if label.y < y else label.box.top
            parts.append(f'<path class="leader" d="M{number(x)} {number(y)}L{number(label.x)} {number(edge)}"/>')
        parts.append(words(text, label.x, label.y, label.anchor, "ref" if p.reference else ""))
    return "".join(parts), HEAD + height + 6.0


Spot = tuple[float, float, float, float]


def _spots(panel: Panel, axis: _Axis, plot: Box, *, low_arrow: bool) -> list[Spot]:
    """x, y, and y of both ends of every point: from zero at the bottom to the largest figure near the top."""
    ends = [float(v) for p in panel.points for v in p.ends] or [0.0]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if low == high:
        high = low + 1
    floor = plot.bottom - (18.0 if low_arrow else 5.0 if low < 0 else 0.0)
    ceiling = plot.top + 20.0

    def at(value: float) -> float:
        return floor - (floor - ceiling) * (value - low) / (high - low)

    return [
        (axis.x(p.year), at(float(p.edge)), at(float(min(p.ends, default=0))), at(float(max(p.ends, default=0))))
        for p in panel.points
    ]


def _along(panel: Panel, spots: Sequence[Spot], axis: _Axis) -> list[Box]:
    """Small boxes along the lines, so that labels keep off them where they can."""
    where = {p.claim.id: spot for p, spot in zip(panel.points, spots, strict=True)}
    lines = [(where[a.claim.id][:2], where[b.claim.id][:2]) for path in panel.paths for a, b in pairwise(path)]
    lines.extend(
        ((axis.x(p.claim.from_year), spot[1]), spot[:2])
        for p, spot in zip(panel.points, spots, strict=True)
        if p.claim.from_year is not None and p.year is not None
    )
    found = []
    for (x1, y1), (x2, y2) in lines:
        steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) / 9), 1)
        for n in range(1, steps):
            x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
            found.append(Box(x - 1, y - 1, x + 1, y + 1))
    return found


def _labelled(point: Point, axis: _Axis) -> Text:
    """The label, with the year where the axis has no room for it."""
    if point.year is None or point.year in axis.written:
        return point.label
    return Text(f"{point.label.zh} · {point.year}", f"{point.label.en} · {point.year}")


def _placed(
    points: Sequence[Point],
    spots: Sequence[Spot],
    labels: Sequence[Text],
    boxes: Sequence[Box],
    lines: Sequence[Box],
    plot: Box,
) -> list[Placed]:
    """The labels' places, the frame's first and the topmost first; each as wide as in the wider language."""
    order = sorted(range(len(points)), key=lambda n: (not points[n].reference, spots[n][1], spots[n][0]))
    wanted = [(spots[n][0], spots[n][1], *_size(labels[n])) for n in order]
    field = Box(plot.left, plot.top - 2, plot.right, plot.bottom - 1)
    found = place(wanted, boxes, lines, field, gap=10.0)
    back = dict(zip(order, found, strict=True))
    return [back[n] for n in range(len(points))]


def _size(label: Text) -> tuple[float, int]:
    """Width and number of lines of a label, the larger of both languages."""
    told = [folded(label.in_language(lang)) for lang in LANGUAGES]
    return max(width_of(line) for lines in told for line in lines), max(len(lines) for lines in told)


def legend() -> tuple[tuple[Markup, Text], ...]:
    """Every mark with what it means."""
    exact, least = Interval(Decimal(1), Decimal(1)), Interval(Decimal(1), None)
    most, about = Interval(None, Decimal(1)), Interval(Decimal(1), Decimal(1), about=True)
    span = Interval(Decimal(1), Decimal(2))
    entries = (
        (
            mark(14, 12, 12, 12, exact, planned=False, strict=False, reference=False),
            Text("已有成绩、基期", "result or baseline"),
        ),
        (mark(14, 12, 12, 12, exact, planned=True, strict=False, reference=False), Text("目标", "target")),
        (mark(14, 19, 19, 19, least, planned=True, strict=False, reference=False), Text("不低于", "at least")),
        (mark(14, 19, 19, 19, least, planned=True, strict=True, reference=False), Text("超过", "more than")),
        (mark(14, 4, 4, 4, most, planned=True, strict=False, reference=False), Text("不超过", "at most")),
        (mark(14, 12, 12, 12, about, planned=True, strict=False, reference=False), Text("左右", "about")),
        (mark(14, 12, 18, 5, span, planned=True, strict=False, reference=False), Text("区间", "range")),
        ('<path class="path ref" d="M2 12H26"/>', Text("上级规划所在地区", "place of the upper plan")),
        ('<path class="span" d="M2 12H26"/>', Text("起止年份", "from year to year")),
    )
    return tuple(
        (mark_safe(f'<svg class="mark" viewBox="0 0 28 24" aria-hidden="true">{drawn}</svg>'), told)
        for drawn, told in entries
    )
