"""Who is meant by the words of a command: the draft and its place, and the documents above that it is laid under."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from plancmp.lookup import Index, Side, find_place, find_side
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.vocabulary import PLANNING
from plancmp.words import say


class Parties(NamedTuple):
    """The place, its documents that are judged, and the documents above."""

    place: str
    drafts: tuple[str, ...]
    frames: tuple[str, ...]


def find_draft_file(draft: str) -> str | None:
    """The file that is named, if it is one."""
    return draft if draft.endswith((".yaml", ".yml")) or os.sep in draft or os.path.isfile(draft) else None  # noqa: PTH113 - pathlib is slow to load


def list_plans_in(file: str, loaded: Loaded) -> list[str]:
    """The documents of a file. Raises PlancmpError (exit code 2) where there is none."""
    found = [
        ident
        for (kind, ident), home in loaded.homes.items()
        if kind == "plans" and os.path.normpath(home) == os.path.normpath(file)
    ]
    if not found:
        raise PlancmpError(say("{file} 里没有规划", "there is no plan in {file}", file=file))
    return found


def choose_parties(named: Sequence[str], under: Sequence[str], index: Index) -> Parties:
    """Of a place that is named its plans of the time of the documents above; no upper document named, those that the draft
    says it follows. Raises PlancmpError (exit code 2) for names that lead nowhere or do not go together.
    """
    sides = [find_side(name, index) if name in index.plans else _find_place(name, index) for name in named]
    places = {side.place for side in sides}
    if len(places) > 1:
        raise PlancmpError(
            say("草案分属几个地区：{places}", "the drafts are of several places: {places}", places=sorted(places))
        )
    place = sides[0].place
    plans = [ident for side in sides for ident in side.plans]
    frames = _choose_frames(place, plans, under, index)
    return Parties(place, tuple(_choose_drafts(sides, plans, frames, index)), frames)


def _find_place(name: str, index: Index) -> Side:
    """A place, even one without a plan; else what the name leads to."""

    place = find_place(name, index)
    if place is None:
        return find_side(name, index)
    plans = tuple(ident for ident in index.list_plans_of(place) if index.plans[ident].kind in PLANNING)
    return Side(place, index.places[place].name, place, plans, is_plan=False, documents=plans)


def _choose_drafts(sides: Sequence[Side], plans: Sequence[str], frames: Sequence[str], index: Index) -> list[str]:
    periods = [index.plans[frame].period for frame in frames]
    named = {ident for side in sides if side.is_plan for ident in side.plans}
    return [p for p in plans if p in named or any(index.plans[p].period.meets(period) for period in periods)]


def _choose_frames(place: str, drafts: Sequence[str], under: Sequence[str], index: Index) -> tuple[str, ...]:
    above = index.chain(place)
    if not under:
        followed = dict.fromkeys(p.plan for ident in drafts for p in index.plans[ident].follows if p.plan is not None)
        known = [p for p in followed if p in index.plans and index.plans[p].place in above]
        frames = tuple(p for p in known if not index.plans[p].is_only_named)
        if not frames:
            raise _ask_for_frames(above, known, index)
        return frames
    frames = tuple(dict.fromkeys(ident for name in under for ident in find_side(name, index).plans))
    for ident in frames:
        if index.plans[ident].place not in above:
            raise PlancmpError(
                say(
                    "{plan} 不是{place}的上级规划（同级的两项规划用 plancmp diff）",
                    "{plan} is no plan of a place above {place} (two plans of one place: plancmp diff)",
                    plan=ident,
                    place=index.places[place].name,
                )
            )
    return frames


def _ask_for_frames(above: Sequence[str], named: Sequence[str], index: Index) -> PlancmpError:
    """That the plan above must be chosen; of those that the draft names nothing is here but the name."""
    listed = [ident for place in above for ident in index.list_plans_of(place)]
    plans = [ident for ident in listed if index.plans[ident].kind in PLANNING and ident not in named]
    if not plans:
        return PlancmpError(say("没有收录上级规划", "no plan of a place above is in the collection"))
    ask = say("用 --under 指明上级规划：{plans}", "name the plan above with --under: {plans}", plans=plans)
    if named:
        ask = say(
            "所依据的 {named} 没有原文；{ask}",
            "of {named}, which it follows, the text is not here; {ask}",
            named=named,
            ask=ask,
        )
    return PlancmpError(ask)
