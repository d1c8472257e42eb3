"""Why two figures that may be compared have no difference, and how far their printed bounds lie apart."""

from collections.abc import Iterator

from plancmp.claim import Claim
from plancmp.compare.facts import get_interval
from plancmp.compare.formatting import attach_unit, format_signed, format_with_unit
from plancmp.compare.interval import make_point
from plancmp.compare.measures import Context, Measure
from plancmp.compare.reason import Reason
from plancmp.units import convert
from plancmp.words import Text, say


def explain_no_figure(measure: Measure, first: Claim, second: Claim, context: Context) -> Iterator[Reason]:
    """Why a valid pair has no figure: bound against bound, or sums of places of different levels."""
    chosen = measure.share if measure.share is not None else measure.difference
    if chosen is None:
        a, b = (context.collection.places[claim.place] for claim in (first, second))
        text = say(
            "{a}（{a_level}）与{b}（{b_level}）层级不同，总量不相减",
            "{a} ({a_level}) and {b} ({b_level}): totals of different levels are not subtracted",
            a=a.name,
            a_level=a.level,
            b=b.name,
            b_level=b.level,
        )
        yield Reason("place", text)
    elif not chosen.determined:
        text = say(
            "{a} 与 {b}：界限对界限，{what}不能定{gap}",
            "{a} against {b}: bound against bound, {what} is not determined{gap}",
            a=format_with_unit(first),
            b=format_with_unit(second),
            what=Text("占比", "the share") if measure.share is not None else Text("差", "the difference"),
            gap=Text("", "") if measure.share is not None else _phrase_bounds(first, second),
        )
        yield Reason("comparator", text)


def _phrase_bounds(first: Claim, second: Claim) -> Text:
    """How far two bounds lie apart, second less first; nothing where the two are told in different bases."""
    one, two = get_interval(first), get_interval(second)
    ends = (one.low, two.low) if one.low is not None else (one.high, two.high)
    if first.basis is not second.basis or ends[0] is None or ends[1] is None:
        return Text("", "")
    apart = make_point(convert(ends[1], second.std.unit, first.std.unit) - ends[0])
    if apart.low == 0:
        return Text("，界限相同", "; the bounds are equal")
    size = attach_unit(format_signed(apart), "points" if first.std.unit == "percent" else first.std.unit)
    return say("，界限相差 {size}", "; the bounds are {size} apart", size=size)
