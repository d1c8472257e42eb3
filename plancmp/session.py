"""A collection in use and the questions that it answers: the road that the command line and the notebooks share."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from plancmp.cache.selection import Choose, Part, select
from plancmp.claim import Claim
from plancmp.compare.facts import Facts
from plancmp.compare.measures import Context
from plancmp.compare.relations import Relations
from plancmp.files import AnyPath
from plancmp.lookup import (
    Index,
    Side,
    explain_unknown,
    find_indicators,
    find_place,
    find_side,
    find_word,
    find_words,
    require_plans,
)
from plancmp.model import Collection, Period
from plancmp.plan_claims import claims
from plancmp.problems import PlancmpError, explain_unsound
from plancmp.reading.paths import default_path, plainly
from plancmp.vocabulary import UPWARD, Level, ScenarioRule, State, Theme, Verdict
from plancmp.words import Text, say

if TYPE_CHECKING:
    from plancmp.agree.result import Agreement
    from plancmp.align.result import Alignment
    from plancmp.chain.result import Chain
    from plancmp.diff.result import Diff
    from plancmp.opinion.parties import Parties
    from plancmp.opinion.result import Opinion
    from plancmp.reading.loaded import Loaded
    from plancmp.track.result import Track

Found = TypeVar("Found")


class Session:
    """A collection in use. Every answer is that of the files as they are when it is asked for, and reads what it needs;
    once `loaded` was asked for, all answers are made of what was read then.

    Every method raises PlancmpError: exit code 1 with every problem where the collection is not sound, 2 where a name or
    word leads nowhere, 3 where no text can be had.
    """

    def __init__(self, plans: AnyPath | None = None, with_: Sequence[AnyPath] = ()) -> None:
        """`plans` is a file or folder, by default the collection in use; `with_` is added to it."""
        first = plainly(plans) if plans and plans != "-" else plans or default_path()
        self.paths = [str(path) for path in (first, *with_)]

    @cached_property
    def loaded(self) -> "Loaded":
        """All of it, read from the files."""
        from plancmp.reading.merging import collection  # noqa: PLC0415 - a warm answer needs no reader of YAML

        loaded = collection(self.paths[:1], added=self.paths[1:])
        if loaded.problems:
            raise explain_unsound(loaded.problems)
        return loaded

    @property
    def collection(self) -> Collection:
        """All places, indicators and plans."""
        return self.loaded.collection

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims."""
        return claims(self.collection)

    @cached_property
    def context(self) -> Context:
        """What comparisons stand on, of all of it."""
        return _make_context(self.collection, self.claims)

    def read_definitions(self) -> Context:
        """The context of places and indicators, without claims: of a large collection the plans are not read."""
        return self._select(lambda _: (None, Part(all_places=True)))[2]

    def list_names(self) -> dict[str, dict[str, Text]]:
        """The ids of all places, plans and indicators with their names; "sides" are the places of which there are plans."""
        plans, _, context = self._select(lambda index: (dict(index.plans.items()), Part(all_places=True)))
        held = context.collection
        places = {ident: place.name for ident, place in held.places.items()}
        return {
            "places": places,
            "sides": {ident: places[ident] for ident in sorted({plan.place for plan in plans.values()})},
            "plans": {ident: plan.title for ident, plan in plans.items()},
            "indicators": {ident: indicator.name for ident, indicator in held.indicators.items()},
        }

    def diff(
        self,
        a: str,
        b: str,
        *,
        theme: Sequence[str] = (),
        verdict: Sequence[str] = (),
        results: bool = False,
        reports: bool = False,
    ) -> "Diff":
        """Two places or plans beside each other, by any of their names."""
        from plancmp.diff.engine import diff  # noqa: PLC0415 - only what is asked for is loaded

        themes, verdicts = find_words(Theme, theme), find_words(Verdict, verdict)

        def choose(index: Index) -> tuple[list[Side], Part]:
            sides = [find_side(name, index) for name in (a, b)]
            for side in sides if not reports else ():
                require_plans(side)
            plans = [plan for side in sides for plan in side.documents]
            return sides, Part(plans, tasks=plans)

        (first, second), every, context = self._select(choose)
        return diff(first, second, every, context, themes=themes, verdicts=verdicts, results=results, reports=reports)

    def align(
        self,
        *,
        level: str = "region",
        frame: str | Sequence[str] | None = None,
        place: Sequence[str] = (),
        period: str | None = None,
        theme: Sequence[str] = (),
        verdict: Sequence[str] = (),
        indicator: Sequence[str] = (),
        scenario: str | None = None,
    ) -> "Alignment":
        """The plans below a frame: the documents of the one place of `level` that the places lie in, of the latest period in
        which the places below have documents too, or of `period`, unless they are named; or what stands above each target
        of a lower level. `scenario` shares every remainder among the places that have no figure.
        """
        from plancmp.align.engine import add_scenarios, align_down, narrow  # noqa: PLC0415 - only what is asked for is loaded
        from plancmp.align.frames import choose_frames  # noqa: PLC0415 - the same
        from plancmp.align.upward import align_up  # noqa: PLC0415 - the same

        themes, verdicts = find_words(Theme, theme), find_words(Verdict, verdict)
        wanted, asked = find_word(Level, level), _read_period(period)
        named = [frame] if isinstance(frame, str) else list(frame or ())

        def choose(index: Index) -> tuple[tuple[list[str], list[str]], Part]:
            places = [resolve_place(name, index) for name in place]
            chosen = choose_frames(index, wanted, named, places, asked)
            part = _list_needed_above(chosen, index) if wanted in UPWARD else _list_needed_below(chosen, index)
            return (chosen, places), part

        (chosen, places), every, context = self._select(choose)
        upward = wanted in UPWARD
        found = align_up(chosen, every, context) if upward else align_down(chosen, every, context, places)
        if scenario is not None and not upward:
            found = add_scenarios(found, find_word(ScenarioRule, scenario), every)
        return narrow(found, themes, verdicts, find_indicators(indicator, context.collection))

    def chain(self, indicator: str, *, place: Sequence[str] = (), period: str | None = None) -> "Chain":
        """One indicator down all levels and along its periods, by any of its names; of some places, those in them and above."""
        from plancmp.chain.engine import build_chain  # noqa: PLC0415 - only what is asked for is loaded

        asked = _read_period(period)

        def choose(index: Index) -> tuple[list[str], Part]:
            return [resolve_place(name, index) for name in place], Part(list(index.plans), all_places=True)

        places, every, context = self._select(choose)
        named = find_indicators([indicator], context.collection)
        if len(named) > 1:
            listed = sorted(named)
            raise PlancmpError(
                say("{name} 有多个：{listed}", "{name} is several: {listed}", name=indicator, listed=listed)
            )
        (ident,) = named
        today = date.today().year  # noqa: DTZ011 - the year of the person who asks
        return build_chain(ident, every, context, today=today, places=places, period=asked)

    def opinion(self, draft: str, *, under: Sequence[str] = (), annex: bool = False) -> "Opinion":
        """The opinion on a draft (a file, a plan or a place) under some documents above it, by default those that it follows;
        with `annex` the targets of the place's other plans too.
        """
        from plancmp.opinion.engine import build_opinion  # noqa: PLC0415 - only what is asked for is loaded
        from plancmp.opinion.parties import choose_parties, find_draft_file, list_plans_in  # noqa: PLC0415 - the same

        file = find_draft_file(draft)
        if file is not None:
            asked = self if draft in self.paths else Session(self.paths[0], [*self.paths[1:], file])
            named = list_plans_in(file, asked.loaded)
        else:
            asked, named = self, [draft]

        def choose(index: Index) -> "tuple[Parties, Part]":
            parties = choose_parties(named, under, index)
            places = {p for ident in parties.frames for p in _list_needed_below([ident], index).places}
            return parties, Part(places=sorted(places), tasks=[*parties.frames, *parties.drafts])

        parties, every, context = asked._select(choose)
        return build_opinion(*parties, every, context, with_history=annex)

    def agree(self, a: str, b: str) -> "Agreement":
        """How far two files, two encodings of one text, agree; indicators and places that they do not define are those of the
        collection.
        """
        from plancmp.agree.engine import compare_encodings  # noqa: PLC0415 - only what is asked for is loaded

        return compare_encodings((a, b), *(self._read_encoding(path) for path in (a, b)))

    def _read_encoding(self, path: str) -> Collection:
        from plancmp.reading.merging import gathered  # noqa: PLC0415 - a warm answer needs no reader of YAML
        from plancmp.reading.references import sound  # noqa: PLC0415 - the same

        loaded = gathered([path])
        unread = [p for p in loaded.problems if p.rule in {"unreadable", "yaml-syntax", "unknown-format"}]
        if unread:
            raise explain_unsound(unread)
        own, held = loaded.collection, self.collection
        merged = Collection({**held.places, **own.places}, {**held.indicators, **own.indicators}, own.plans)
        if not own.plans:
            raise PlancmpError(say("{path} 里没有规划", "there is no plan in {path}", path=path))
        return sound(merged)

    def track(self, name: str, *, as_of: int | None = None, state: Sequence[str] = ()) -> "Track":
        """What became of the targets of a plan, a place or an indicator, by results to the year `as_of`."""
        from plancmp.track.engine import track  # noqa: PLC0415 - only what is asked for is loaded

        states = find_words(State, state)
        held = self.collection
        subject = name if name in held.indicators else find_side(name, held).ident
        today = date.today().year  # noqa: DTZ011 - the year of the person who asks
        return track(subject, self.claims, self.context, today=today, as_of=as_of, states=states)

    def _select(self, choose: Choose[Found]) -> tuple[Found, Sequence[Claim], Context]:
        """What was chosen, with the claims of the part that an answer needs, and their context."""
        if "loaded" in vars(self):
            return choose(self.collection)[0], self.claims, self.context
        chosen, selection = select(self.paths, choose)
        return chosen, selection.claims, _make_context(selection.collection, selection.claims)


def _make_context(held: Collection, every: Sequence[Claim]) -> Context:
    return Context(held, Relations(held.indicators), Facts(every))


def _list_needed_below(frames: Sequence[str], index: Index) -> Part:
    """The place of a frame and all places in it, with their plans."""
    top = index.plans[frames[0]].place
    return Part(places=[top, *index.list_places_below(top)], tasks=list(frames))


def _read_period(written: str | None) -> Period | None:
    """The period written as 2021-2025. Raises PlancmpError (exit code 2)."""
    if written is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:[-–](\d{4}))?", written)
    if match is None:
        raise PlancmpError(say("--period 写作 2021-2025", "write --period as 2021-2025"))
    return Period(int(match[1]), int(match[2] or match[1]))


def _list_needed_above(plans: Sequence[str], index: Index) -> Part:
    """Some plans, and those of the places above them."""
    own = {index.plans[ident].place for ident in plans}
    higher = dict.fromkeys(above for each in sorted(own) for above in index.chain(each))
    return Part(places=[*own, *higher])


def resolve_place(name: str, index: Index) -> str:
    """The id of the place called `name`. Raises PlancmpError (exit code 2) with the nearest names where there is none."""
    found = find_place(name, index)
    if found is None:
        raise explain_unknown(name, index.places)
    return found
