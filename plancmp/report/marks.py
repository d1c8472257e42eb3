"""The marks of a chart: a result is solid, a target hollow, a bound an arrow with an open end, about is hatched."""

from html import escape

from plancmp.compare.interval import Interval
from plancmp.report.labels import HEIGHT, Box, folded
from plancmp.words import LANGUAGES, Text

RADIUS = 4.2
ARROW = 15.0


def number(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def mark(
    x: float, y: float, low: float, high: float, interval: Interval, *, planned: bool, strict: bool, reference: bool
) -> str:
    """The mark of a figure at (x, y); `low` and `high` are where the ends of a range lie."""
    kind = f"{'plan' if planned else 'real'}{' ref' if reference else ''}"
    if interval.low is not None and interval.high is None:
        return _arrow(x, y, -1, kind, strict=strict)
    if interval.high is not None and interval.low is None:
        return _arrow(x, y, 1, kind, strict=strict)
    if interval.low != interval.high:
        top, bottom = min(low, high), max(low, high)
        return (
            f'<rect class="{kind}" x="{number(x - 3.5)}" y="{number(top)}" width="7" '
            f'height="{number(max(bottom - top, 3))}"/>'
        )
    if interval.about:
        return (
            f'<circle class="{kind} about" cx="{number(x)}" cy="{number(y)}" r="8"/>'
            f'<circle class="{kind} core" cx="{number(x)}" cy="{number(y)}" r="2"/>'
        )
    return f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{RADIUS}"/>'


def _arrow(x: float, y: float, way: int, kind: str, *, strict: bool) -> str:
    """A bar at the bound and an arrow into the open side; a bound that leaves its own value out has a broken bar."""
    tip = y + way * ARROW
    neck = tip - way * 6
    bar = f'<path class="{kind} bar{" strict" if strict else ""}" d="M{number(x - 7)} {number(y)}H{number(x + 7)}"/>'
    stem = f'<path class="{kind} bar" d="M{number(x)} {number(y)}V{number(neck)}"/>'
    head = f'<path class="{kind}" d="M{number(x - 4)} {number(neck)}H{number(x + 4)}L{number(x)} {number(tip)}Z"/>'
    return bar + stem + head


def box_of(x: float, y: float, low: float, high: float, interval: Interval) -> Box:
    """The room that a mark takes."""
    if interval.low is not None and interval.high is None:
        return Box(x - 6, y - ARROW, x + 6, y + 2)
    if interval.high is not None and interval.low is None:
        return Box(x - 6, y - 2, x + 6, y + ARROW)
    if interval.about:
        return Box(x - 8, y - 8, x + 8, y + 8)
    return Box(x - 5, min(y - 5, low, high), x + 5, max(y + 5, low, high))


def words(text: Text, x: float, y: float, anchor: str = "start", kind: str = "") -> str:
    """A text of the chart, in each language where they differ; a long one in lines below each other."""
    place = f'x="{number(x)}" y="{number(y)}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    told = {lang: text.in_language(lang) for lang in LANGUAGES}
    if len(set(told.values())) == 1:
        return f"<text {place}{_class(kind)}>{_lines(text.zh, x)}</text>"
    return "".join(f'<text {place}{_class(kind)} lang="{lang}">{_lines(said, x)}</text>' for lang, said in told.items())


def _lines(text: str, x: float) -> str:
    first, *rest = folded(text)
    below = "".join(f'<tspan x="{number(x)}" dy="{HEIGHT}">{escape(line)}</tspan>' for line in rest)
    return escape(first) + below


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
