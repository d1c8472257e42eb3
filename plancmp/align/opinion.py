"""The lines of an opinion on the coordination of plans (衔接意见): what both plans say, and what only one says."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare import Comparison, Reason, judge_absence, reason_records, record_measure
from plancmp.lookup import sort_by_code
from plancmp.vocabulary import Verdict


class SilentPlace(NamedTuple):
    """A place whose plans have nothing beside a target, and why."""

    place: str
    verdict: Verdict
    reason: Reason

    def record(self, lang: str) -> dict[str, Any]:
        """The place as in the machine-readable output."""
        return {"place": self.place, "verdict": str(self.verdict), "reason": self.reason.text.in_language(lang)}


class OpinionLine(NamedTuple):
    """One line: what the upper plan says of an indicator, and what the own plan says."""

    upper: tuple[Claim, ...]
    """The target of the whole, its other years in the same plan, then what that plan sets for the place."""
    own: Claim | None
    comparison: Comparison | None
    silent: tuple[SilentPlace, ...] = ()

    def record(self, lang: str) -> dict[str, Any]:
        """The line as in the machine-readable output."""
        pair = self.comparison
        found: dict[str, Any] = {
            "upper": [c.id for c in self.upper],
            "own": self.own.id if self.own else None,
            "verdict": str(pair.verdict) if pair else None,
        }
        if pair is not None:
            found |= {
                "against": pair.first.id,
                "mapping": str(pair.related.relation),
                "reasons": reason_records(pair.reasons, lang),
                **record_measure(pair.measure),
            }
        if self.silent:
            found["silent"] = [each.record(lang) for each in self.silent]
        return found


class Opinion(NamedTuple):
    """An alignment told line by line: what both plans say, what only one says, and older plans for reference."""

    alignment: Alignment
    both: tuple[OpinionLine, ...]
    upper_only: tuple[OpinionLine, ...]
    own_only: tuple[OpinionLine, ...]
    history: tuple[OpinionLine, ...]

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "upper_plans": list(self.alignment.upper_plans),
            "own_plans": list(self.alignment.own_plans),
            "judged": self.alignment.conformity.in_language(lang),
            "both": [line.record(lang) for line in self.both],
            "upper_only": [line.record(lang) for line in self.upper_only],
            "own_only": [line.record(lang) for line in self.own_only],
            "history": [line.record(lang) for line in self.history],
        }


def build_opinion(alignment: Alignment) -> Opinion:
    """The alignment as lines for an opinion. The targets of plans that are not current stand apart, as history."""
    current = _find_current(alignment)
    pairs = [list(_pair_targets(row, alignment)) for row in alignment.rows]
    together = [line for lines in pairs for line in lines]
    lone_upper, lone_own = alignment.frame_only, alignment.lower_only
    if alignment.upward:
        lone_upper, lone_own = lone_own, lone_upper
    unfounded = [_explain_unfounded(lone.claim, alignment) for lone in lone_own]
    unanswered = [] if alignment.upward else _list_unanswered(alignment, pairs, current)
    upper = [*unanswered, *((lone.claim,) for lone in lone_upper)]
    places = alignment.places or _list_own_places(alignment)
    both, earlier = _part_by_plan(together, current)
    own_only, earlier_only = _part_by_plan(unfounded, current)
    upper_only = tuple(_explain_unanswered(claims, places, alignment) for claims in upper)
    return Opinion(alignment, both, upper_only, own_only, (*earlier, *earlier_only))


def _part_by_plan(
    lines: Sequence[OpinionLine], plans: set[str]
) -> tuple[tuple[OpinionLine, ...], tuple[OpinionLine, ...]]:
    """The lines of some plans, and the others."""
    return tuple(x for x in lines if _is_of(x, plans)), tuple(x for x in lines if not _is_of(x, plans))


def _find_current(alignment: Alignment) -> set[str]:
    """Of the own plans those that lie under the frame by their word or their period; where none does, all."""
    under = {s.plan for s in alignment.standings if s.declared or s.overlaps}
    return set(alignment.own_plans) if alignment.upward or not under else under


def _list_own_places(alignment: Alignment) -> tuple[str, ...]:
    plans = alignment.collection.plans
    return sort_by_code({plans[ident].place for ident in alignment.own_plans}, alignment.collection)


def _is_of(line: OpinionLine, plans: set[str]) -> bool:
    return line.own is not None and line.own.plan in plans


def _list_unanswered(
    alignment: Alignment, pairs: Sequence[Sequence[OpinionLine]], current: set[str]
) -> list[tuple[Claim, ...]]:
    """What the frame says in the rows to which no current plan has anything."""
    return [
        (*_list_whole(row), *(n.claim for n in row.walk() if n.claim.plan in alignment.frame))
        for row, lines in zip(alignment.rows, pairs, strict=True)
        if not any(_is_of(line, current) for line in lines)
    ]


def _pair_targets(row: AlignRow, alignment: Alignment) -> Iterator[OpinionLine]:
    """Every own target of a row beside what it is set against, in the row's order."""
    for node, above in _walk_with_hosts(row.under):
        pair = node.comparison
        if alignment.upward:
            if pair is not None:
                yield OpinionLine((node.claim,), pair.second, pair)
        elif node.claim.plan not in alignment.frame:
            set_above = (c for c in above if c.plan in alignment.frame)
            yield OpinionLine((*_list_whole(row), *set_above), node.claim, pair)


def _list_whole(row: AlignRow) -> tuple[Claim, ...]:
    return () if row.frame_claim is None else (row.frame_claim, *row.frame_also)


def _walk_with_hosts(nodes: Sequence[Node], above: tuple[Claim, ...] = ()) -> Iterator[tuple[Node, tuple[Claim, ...]]]:
    """Every node of a tree with the claims that it hangs under."""
    for node in nodes:
        yield node, above
        yield from _walk_with_hosts(node.under, (*above, node.claim))


def _explain_unanswered(upper: tuple[Claim, ...], places: Sequence[str], alignment: Alignment) -> OpinionLine:
    """An upper target with what each place that it is for says instead."""
    set_for = {c.place for c in upper if c.place != c.plan_place}
    asked = [p for p in places if p in set_for] or places
    silent = (SilentPlace(place, *judge_absence(upper[0], place, alignment.collection)) for place in asked)
    return OpinionLine(upper, None, None, tuple(silent))


def _explain_unfounded(own: Claim, alignment: Alignment) -> OpinionLine:
    """An own target with what the plans above say instead."""
    collection = alignment.collection
    plans: dict[str, list[str]] = {}
    for ident in alignment.upper_plans:
        plans.setdefault(collection.plans[ident].place, []).append(ident)
    for place in [] if plans else collection.chain(own.plan_place)[:1]:
        plans[place] = []
    silent = (SilentPlace(place, *judge_absence(own, place, collection, named)) for place, named in plans.items())
    return OpinionLine((), own, None, tuple(silent))
