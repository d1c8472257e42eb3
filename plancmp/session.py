"""A collection opened and asked: the road that the command line and the notebooks share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancmp.cache.lazy import Selection
from plancmp.cache.selecting import Wanted, around, refused, selected
from plancmp.claim import Claim, claims
from plancmp.compare.facts import Facts
from plancmp.compare.measures import Ground
from plancmp.compare.relations import Relations
from plancmp.lookup import find_level, find_place, find_side, plans_of, unknown
from plancmp.model import Collection
from plancmp.problems import PlancmpError
from plancmp.reading.paths import default_path, plainly
from plancmp.vocabulary import Level, Theme, Verdict
from plancmp.words import Text, Word

if TYPE_CHECKING:
    from pathlib import Path  # slow to load, and a warm answer does without

    from plancmp.align.result import Alignment
    from plancmp.diff.result import Diff
    from plancmp.reading.loaded import Loaded

UPWARD = frozenset({Level.MUNICIPALITY, Level.COUNTY, Level.ZONE})
"""Levels whose view is turned round: what stands above them."""


def open_collection(plans: "str | Path | None", with_: "Sequence[str | Path]" = ()) -> "Loaded":
    """The collection in use, `with_` added to it. Raises PlancmpError with every problem where it is not sound."""
    from plancmp.reading.merging import collection  # noqa: PLC0415 - a warm answer needs no reader of YAML

    loaded = collection(named(plans, with_))
    errors = tuple(p for p in loaded.problems if p.level == "error")
    if errors:
        raise refused(errors)
    return loaded


def named(plans: "str | Path | None", with_: "Sequence[str | Path]") -> "list[str | Path]":
    """The files and folders of the collection in use. Raises PlancmpError (exit code 3) where there is none."""
    return [plainly(plans) if plans and plans != "-" else plans or default_path(), *with_]


def ground_of(loaded: "Loaded") -> tuple[tuple[Claim, ...], Ground]:
    """All claims of a collection, and what comparisons stand on."""
    every = claims(loaded.collection)
    return every, Ground(loaded.collection, Relations(loaded.collection.indicators), Facts(every))


def ground_for_definitions(
    plans: "str | Path | None", with_: "Sequence[str | Path]"
) -> tuple[tuple[Claim, ...], Ground]:
    """No claims, and the ground of places and indicators: of a large collection the plans are not read, where it is kept.

    Raises PlancmpError as `open_collection`.
    """
    return _ground(selected(named(plans, with_), lambda _held: ((), ())))


def ground_for_sides(
    plans: "str | Path | None", with_: "Sequence[str | Path]", names: Sequence[str]
) -> tuple[tuple[Claim, ...], Ground]:
    """The claims of the named places and plans, with all that is said of the places concerned, and their ground.

    Raises PlancmpError as `open_collection` and `difference`.
    """
    return _ground(
        selected(named(plans, with_), lambda held: ([p for name in names for p in find_side(name, held).plans], ()))
    )


def ground_for_level(
    plans: "str | Path | None",
    with_: "Sequence[str | Path]",
    level: str,
    frame: str | None = None,
    place: Sequence[str] = (),
) -> tuple[tuple[Claim, ...], Ground]:
    """The claims that `alignment` lays beside each other: of a frame and the plans inside its place, or of plans and
    those of the places above them. Raises PlancmpError as `open_collection` and `alignment`.
    """

    def choose(held: Collection) -> Wanted:
        wanted, chosen = _frames(held, level, frame, tuple(_place(name, held) for name in place))
        if wanted not in UPWARD:
            return around(held.plans[chosen[0]].place, held)
        own = {held.plans[ident].place for ident in chosen}
        higher = dict.fromkeys(above for each in sorted(own) for above in held.chain(each))
        return [*chosen, *(ident for each in higher for ident in plans_of(each, held))], [*own, *higher]

    return _ground(selected(named(plans, with_), choose))


def _ground(found: Selection) -> tuple[tuple[Claim, ...], Ground]:
    return found.claims, Ground(found.collection, Relations(found.collection.indicators), Facts(found.claims))


def difference(
    a: str,
    b: str,
    every: Sequence[Claim],
    ground: Ground,
    *,
    theme: Sequence[str] = (),
    verdict: Sequence[str] = (),
    results: bool = False,
) -> "Diff":
    """Two places or plans beside each other, by any of their names. Raises PlancmpError (exit code 2)."""
    from plancmp.diff.engine import diff  # noqa: PLC0415 - only what is asked for is loaded

    themes, verdicts = themes_of(theme), verdicts_of(verdict)
    first, second = find_side(a, ground.collection), find_side(b, ground.collection)
    return diff(first, second, every, ground, themes=themes, verdicts=verdicts, results=results)


def alignment(
    every: Sequence[Claim],
    ground: Ground,
    *,
    level: str = "region",
    frame: str | None = None,
    place: Sequence[str] = (),
    theme: Sequence[str] = (),
    verdict: Sequence[str] = (),
    only: str | None = None,
) -> "Alignment":
    """The plans below a frame, the latest of `level` unless one is named; or what stands above each target of a
    lower level. Raises PlancmpError (exit code 2) where a word or name leads nowhere.
    """
    from plancmp.align.downward import align_down, align_up  # noqa: PLC0415 - the same
    from plancmp.align.narrow import narrow  # noqa: PLC0415 - only what is asked for is loaded

    themes, verdicts = themes_of(theme), verdicts_of(verdict)
    held = ground.collection
    places = tuple(_place(name, held) for name in place)
    wanted, chosen = _frames(held, level, frame, places)
    upward = wanted in UPWARD
    found = align_up(chosen, every, ground) if upward else align_down(chosen[0], every, ground, places)
    return narrow(found, themes, verdicts, only)


def _frames(held: Collection, level: str, frame: str | None, places: Sequence[str]) -> tuple[Level, list[str]]:
    """The one plan that is the frame of a level; of a lower level the plans whose targets are the rows."""
    wanted = Level.read(word(Level, level).value)
    listed = find_level(wanted, held)
    if not listed:
        raise _no_level(wanted, held)
    if frame is not None and frame not in listed:
        raise unknown(frame, listed)
    if wanted not in UPWARD:
        return wanted, [frame or max(listed, key=lambda p: (held.plans[p].period.last, p))]
    chosen = [p for p in listed if (frame is None or p == frame) and (not places or held.plans[p].place in places)]
    if not chosen:
        raise PlancmpError(Text("这些地区没有收录规划", "there is no plan of these places in the collection"))
    return wanted, chosen


def _place(name: str, held: Collection) -> str:
    found = find_place(name, held)
    if found is None:
        raise unknown(name, held.places)
    return found


def _no_level(level: Level, held: Collection) -> PlancmpError:
    levels = sorted({held.places[p.place].level for p in held.plans.values()})
    return PlancmpError(
        Text(
            f"没有{level.label.zh}规划；已收录：{'、'.join(x.label.zh for x in levels)}",
            f"no plan of level {level}; there are plans of {', '.join(levels)}",
        )
    )


def word(kind: type[Word], text: str) -> Word:
    """The word of a vocabulary called `text`: its value or a label. Raises PlancmpError (exit code 2)."""
    for member in kind:
        if text.casefold() in {member.value, member.label.zh, member.label.en}:
            return member
    raise unknown(text, [member.value for member in kind])


def themes_of(texts: Sequence[str]) -> frozenset[Theme]:
    """The themes called so."""
    return frozenset(Theme.read(word(Theme, text).value) for text in texts)


def verdicts_of(texts: Sequence[str]) -> frozenset[Verdict]:
    """The verdicts called so."""
    return frozenset(Verdict.read(word(Verdict, text).value) for text in texts)
