"""层层加码: whether all places together set themselves more than the plan above them.

For sums the total of all places is set against the frame's figure. For shares, densities and growth the weighted
mean of all places would be; the weights are not printed, but whatever they are, the mean lies between the lowest
and the highest place. So the word is used only where even the lowest mean is above, and never for one place.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from plancmp.compare.formatting import format_interval, format_signed
from plancmp.compare.interval import Interval
from plancmp.compare.measures import record_interval
from plancmp.words import Text, say


class Amplification(NamedTuple):
    """All places of a level against the figure above: the ratio of their sum, or the range of their mean's difference."""

    ratio: Interval | None
    difference: Interval | None
    places: int

    @property
    def above(self) -> bool | None:
        """Whether the places together lie above the frame; None where that is not determined."""
        found, line = (self.ratio, 1) if self.ratio is not None else (self.difference, 0)
        if found is None:
            return None
        if found.low is not None and (found.low > line or (found.low == line and found.low_open)):
            return True
        return False if found.high is not None and found.high <= line else None

    def record(self) -> dict[str, Any]:
        """As in the machine-readable output."""
        return {
            "places": self.places,
            "amplified": self.above,
            **record_interval("ratio", self.ratio),
            **record_interval("difference", self.difference),
        }

    def describe(self, unit: Text) -> Text:
        """In words; the word 层层加码 only where it is certain."""
        head = {
            True: Text("层层加码：", "amplification (层层加码): "),
            False: Text("无层层加码：", "no amplification (层层加码): "),
            None: Text("是否层层加码不能定：", "amplification (层层加码) is not determined: "),
        }[self.above]
        if self.ratio is not None:
            return say(
                "{head}{places} 个地区合计为上级目标的 {times} 倍",
                "{head}the {places} places together come to {times} times the figure above",
                head=head,
                places=self.places,
                times=format_interval(self.ratio),
            )
        return say(
            "{head}{places} 个地区的加权平均与上级目标相差 {gap} {unit}（权数未载明，取各地差额的范围）",
            "{head}the weighted mean of the {places} places differs from the figure above by "
            "{gap} {unit} (no weights are printed: the range of the places' differences)",
            head=head,
            places=self.places,
            gap=format_signed(self.difference) if self.difference is not None else "",
            unit=unit,
        )


ONE_PLACE = Text(
    "个别地区高于全域目标不等于层层加码，须看全部地区的加权平均",
    "one place above the figure of the whole is no amplification (层层加码): only the weighted mean of all places tells",
)


def weigh_means(differences: Sequence[Interval]) -> Amplification:
    """From the difference of every place, each against the figure above."""
    return Amplification(None, reduce(Interval.cover, differences), len(differences))


def weigh_sum(total: Interval, frame: Interval, places: int) -> Amplification | None:
    """From the sum of all places; None where the frame's figure can be zero."""
    ratio = total.divide_by(frame)
    return Amplification(ratio, None, places) if ratio is not None and ratio.determined else None
