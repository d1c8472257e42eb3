"""Which documents are the frame that the plans below are laid under."""

from collections.abc import Sequence

from plancmp.lookup import Index, explain_unknown
from plancmp.model import Period
from plancmp.problems import PlancmpError
from plancmp.vocabulary import PLANNING, UPWARD, Level
from plancmp.words import Text, say


def choose_frames(
    index: Index, level: Level, named: Sequence[str], places: Sequence[str], period: Period | None
) -> list[str]:
    """The documents of one place that are the frame of a level, the chief one first; of a lower level the plans whose
    targets are the rows. Raises PlancmpError where there is none, or where several places have one and none is chosen.
    """
    listed = _list_documents(index, level, named)
    if level in UPWARD:
        return _choose_own(named or [p for p in listed if index.plans[p].kind in PLANNING], places, index)
    in_time = [p for p in named or listed if period is None or index.plans[p].period.lies_in(period)]
    telling = [p for p in in_time if not index.plans[p].is_only_named]
    plans = [p for p in telling if index.plans[p].kind in PLANNING]
    chosen = in_time if named else _list_around(places, plans or _list_with_aims(telling, index), index)
    tops = list(dict.fromkeys(index.plans[p].place for p in chosen))
    if len(tops) != 1:
        raise _explain_tops(tops, level, index)
    return chosen if named else _choose_documents(chosen, index)


def _list_around(places: Sequence[str], documents: Sequence[str], index: Index) -> list[str]:
    """The documents of places in which all of these lie."""
    return [ident for ident in documents if all(_lies_in(place, index.plans[ident].place, index) for place in places)]


def _list_documents(index: Index, level: Level, named: Sequence[str]) -> Sequence[str]:
    """The documents of all places of a level. Raises PlancmpError where there is none, or where one named is none of them."""
    listed = index.list_plans_at(level)
    if not listed:
        raise _explain_empty(level, index)
    for frame in named:
        if frame not in listed:
            raise _explain_frame(frame, listed, index)
    return listed


def _choose_own(plans: Sequence[str], places: Sequence[str], index: Index) -> list[str]:
    """Of some plans those of the places asked for. Raises PlancmpError where there is none."""
    chosen = [p for p in plans if not places or index.plans[p].place in places]
    if not chosen:
        raise PlancmpError(Text("这些地区没有收录规划", "there is no plan of these places in the collection"))
    return chosen


def _lies_in(place: str, top: str, index: Index) -> bool:
    return place == top or top in index.chain(place)


def _choose_documents(documents: Sequence[str], index: Index) -> list[str]:
    """Of one place's documents the latest of a time in which the places below have one too, with those inside its period."""
    below = [
        index.plans[ident].period
        for place in index.list_places_below(index.plans[documents[0]].place)
        for ident in index.list_plans_of(place)
        if index.plans[ident].kind in PLANNING
    ]

    def rank(ident: str) -> tuple[bool, int, int, str]:
        period = index.plans[ident].period
        return any(period.meets(other) for other in below), period.last, -period.first, ident

    chief = max(documents, key=rank)
    if index.plans[chief].kind not in PLANNING:
        return [chief]
    inside = [p for p in documents if p != chief and index.plans[p].period.lies_in(index.plans[chief].period)]
    return [chief, *sorted(inside, key=lambda p: (index.plans[p].period, p))]


def _explain_tops(tops: Sequence[str], level: Level, index: Index) -> PlancmpError:
    """That several places have a frame, or that none has one for what was asked."""
    if not tops:
        return PlancmpError(
            say(
                "没有可作框架的{level}规划涵盖所选的地区和时期",
                "no plan of level {level} is there for the places and the period asked for",
                level=str(level),
            )
        )
    names = [say("{name}（{ident}）", "{name} ({ident})", name=index.places[t].name, ident=t) for t in tops]
    return PlancmpError(
        say(
            "{n} 个地区有这一级的规划：{names}；请用 --place 指明下级地区，或用 --frame 指明规划",
            "{n} places of that level have a plan: {names}; choose with --place (a place below) or --frame (a plan)",
            n=len(tops),
            names=names,
        )
    )


def _explain_frame(frame: str, listed: Sequence[str], index: Index) -> PlancmpError:
    """Why a document cannot be the frame of a level: it is of another, or there is none called so."""
    if frame not in index.plans:
        return explain_unknown(frame, listed)
    level = index.places[index.plans[frame].place].level
    return PlancmpError(
        say(
            "{frame} 是 {level} 一级的文件：加 --level {level}",
            "{frame} is a document of level {level}: add --level {level}",
            frame=frame,
            level=str(level),
        )
    )


def _list_with_aims(reports: Sequence[str], index: Index) -> Sequence[str]:
    """Of a place's reports those that may read out five-year aims: of the first year of a five-year plan, if there are any."""
    from plancmp.chinese.dates import FIVE_YEAR_PLANS  # noqa: PLC0415 - hardly ever needed, and a warm answer does without

    first = [r for r in reports if index.plans[r].period.first in {period.first for period in FIVE_YEAR_PLANS.values()}]
    return first or reports


def _explain_empty(level: Level, index: Index) -> PlancmpError:
    levels = sorted({index.places[p.place].level for p in index.plans.values()})
    return PlancmpError(
        Text(
            f"没有{level.label.zh}规划；已收录：{'、'.join(x.label.zh for x in levels)}",
            f"no plan of level {level}; there are plans of {', '.join(levels)}",
        )
    )
