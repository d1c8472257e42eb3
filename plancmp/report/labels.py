"""Where the labels of a chart stand: beside their points, off each other and off the marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

SIZE = 11.5
"""Of the letters, in units of the chart."""
HEIGHT = 13.5
LONGEST = 330.0
"""Of a line of a label."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A label's place: the side of its anchor, the point of its base line, and whether a leader leads to it."""

    x: float
    y: float
    anchor: str
    box: Box
    clear: bool
    leader: bool


def width_of(text: str) -> float:
    """About how wide a text is: a Chinese character one em, others somewhat over half."""
    return sum(SIZE if east_asian_width(c) in "WFA" else SIZE * 0.57 for c in text)


def folded(text: str) -> tuple[str, ...]:
    """A label in lines that fit the chart, broken before a bracket where there is one."""
    if width_of(text) <= LONGEST:
        return (text,)
    head, bracket, tail = text.partition("（")
    if head and bracket and width_of(head) <= LONGEST:
        return (head, *folded(bracket + tail))
    cut = next(n for n in range(len(text), 0, -1) if width_of(text[:n]) <= LONGEST)
    space = text.rfind(" ", 1, cut)
    cut = space if space > 0 else cut
    return (text[:cut].rstrip(), *folded(text[cut:].lstrip()))


def place(
    points: Sequence[tuple[float, float, float, int]],
    marks: Sequence[Box],
    lines: Sequence[Box],
    field: Box,
    gap: float = 8,
) -> tuple[Placed, ...]:
    """A place for the label of each (x, y, width, rows), in turn.

    `marks` and earlier labels are kept free where possible, `lines` where it costs little.
    """
    taken = list(marks)
    found: list[Placed] = []
    for x, y, width, rows in points:
        chosen = min(
            (_scored(candidate, taken, lines, field) for candidate in _candidates(x, y, width, rows, gap, field)),
            key=lambda pair: pair[0],
        )[1]
        taken.append(chosen.box)
        found.append(chosen)
    return tuple(found)


_STEPS = (0.0, -11.0, 11.0, -17.0, 17.0, -26.0, 26.0, -36.0, 36.0, -48.0, 48.0, -62.0, 62.0, -78.0, 78.0, -96.0, 96.0)


def _candidates(x: float, y: float, width: float, rows: int, gap: float, field: Box) -> list[tuple[float, Placed]]:
    found: list[tuple[float, Placed]] = []
    for step in _STEPS:
        cost = abs(step)
        sides = (("start", x + gap, 0.0), ("end", x - gap, 4.0), ("middle", x, 2.0 if abs(step) > 10 else 1e6))  # noqa: PLR2004 - a label over its own mark
        for anchor, at, extra in sides:
            left = {"start": at, "end": at - width, "middle": at - width / 2}[anchor]
            shift = max(field.left - left, 0.0) - max(left + width - field.right, 0.0)
            if shift and anchor != "middle":
                continue
            half = rows * HEIGHT / 2
            box = Box(left + shift, y + step - half, left + shift + width, y + step + half)
            baseline = box.top + HEIGHT / 2 + SIZE * 0.35
            label = Placed(at + shift, baseline, anchor, box, True, abs(step) - half > 12)  # noqa: PLR2004 - near enough without
            found.append((cost + extra + abs(shift) * 0.5, label))
    return found


def _scored(
    candidate: tuple[float, Placed], taken: Sequence[Box], lines: Sequence[Box], field: Box
) -> tuple[float, Placed]:
    cost, label = candidate
    covered = sum(label.box.overlap(other) for other in taken)
    outside = max(field.top - label.box.top, 0.0) + max(label.box.bottom - field.bottom, 0.0)
    crossed = sum(label.box.overlap(other) for other in lines)
    clear = covered < 1 and outside < 1
    return cost + covered * 20 + crossed + outside * 200, Placed(
        label.x, label.y, label.anchor, label.box, clear, label.leader
    )
