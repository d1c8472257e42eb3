"""Where the labels of a chart stand: beside their points, off each other and off the marks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

SIZE = 11.5
"""Of the letters, in units of the chart."""
HEIGHT = 13.5
LONGEST = 330.0
"""Of a line of a label."""
OVER_ITS_MARK = 1e6
"""What it costs a label to stand on its own mark."""
HALF_A_LINE = 10
"""From here on a label above or below its mark is off it."""
FAR = 12
"""From here on a leader leads from the mark to its label."""
DISTANCES = (11.0, 17.0, 26.0, 36.0, 48.0, 62.0, 78.0, 96.0, 116.0, 138.0, 162.0, 188.0)
STEPS = (0.0, *(way * distance for distance in DISTANCES for way in (-1, 1)))
"""How far above or below its mark a label may stand."""


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def measure_overlap(self, other: "Box") -> float:
        """The area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


class LabelPlace(NamedTuple):
    """A label's place: the side of its anchor, the point of its base line, and whether a leader leads to it."""

    x: float
    y: float
    anchor: str
    box: Box
    clear: bool
    leader: bool


class Unplaced(NamedTuple):
    """A label to be placed: where its point lies, its width, its lines."""

    x: float
    y: float
    width: float
    rows: int


def measure_width(text: str) -> float:
    """About how wide a text is: a Chinese character one em, others somewhat over half."""
    return sum(SIZE if east_asian_width(c) in "WFA" else SIZE * 0.57 for c in text)


def fold_label(text: str) -> tuple[str, ...]:
    """A label in lines that fit the chart, broken before a bracket where there is one."""
    if measure_width(text) <= LONGEST:
        return (text,)
    head, bracket, tail = text.partition("（")
    if head and bracket and measure_width(head) <= LONGEST:
        return (head, *fold_label(bracket + tail))
    cut = next(n for n in range(len(text), 0, -1) if measure_width(text[:n]) <= LONGEST)
    space = text.rfind(" ", 1, cut)
    cut = space if space > 0 else cut
    return (text[:cut].rstrip(), *fold_label(text[cut:].lstrip()))


def place_labels(
    labels: Sequence[Unplaced], marks: Sequence[Box], lines: Sequence[Box], field: Box, gap: float = 8
) -> tuple[LabelPlace, ...]:
    """A place for each label, in turn. `marks` and earlier labels are kept free where possible, `lines` where it costs
    little.
    """
    taken = list(marks)
    found: list[LabelPlace] = []
    for label in labels:
        scored = (_score_place(cost, place, taken, lines, field) for cost, place in _list_places(label, gap, field))
        chosen = min(scored, key=lambda pair: pair[0])[1]
        taken.append(chosen.box)
        found.append(chosen)
    return tuple(found)


def _list_places(label: Unplaced, gap: float, field: Box) -> Iterator[tuple[float, LabelPlace]]:
    """Where a label may stand, with what the distance costs: right, left, or over or under its mark."""
    half = label.rows * HEIGHT / 2
    for step in STEPS:
        over = 2.0 if abs(step) > HALF_A_LINE else OVER_ITS_MARK
        sides = (
            ("start", label.x + gap, 0.0, 0.0),
            ("end", label.x - gap, label.width, 4.0),
            ("middle", label.x, label.width / 2, over),
        )
        for anchor, at, before, cost in sides:
            left = at - before
            shift = max(field.left - left, 0.0) - max(left + label.width - field.right, 0.0)
            if shift and anchor != "middle":
                continue
            box = Box(left + shift, label.y + step - half, left + shift + label.width, label.y + step + half)
            baseline = box.top + HEIGHT / 2 + SIZE * 0.35
            place = LabelPlace(at + shift, baseline, anchor, box, clear=True, leader=abs(step) - half > FAR)
            yield abs(step) + cost + abs(shift) * 0.5, place


def _score_place(
    cost: float, place: LabelPlace, taken: Sequence[Box], lines: Sequence[Box], field: Box
) -> tuple[float, LabelPlace]:
    """What a place costs, and the place with whether it covers nothing."""
    covered = sum(place.box.measure_overlap(other) for other in taken)
    outside = max(field.top - place.box.top, 0.0) + max(place.box.bottom - field.bottom, 0.0)
    crossed = sum(place.box.measure_overlap(other) for other in lines)
    return cost + covered * 20 + crossed + outside * 200, place._replace(clear=covered < 1 and outside < 1)
