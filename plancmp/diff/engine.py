"""The engine of diff: which claims of two sides make a row, and which pair of them is compared."""

from collections.abc import Iterable, Mapping, Sequence

from plancmp.claim import Claim
from plancmp.compare import Absences, Comparison, Context, compare, compute_pace, rank_relation
from plancmp.compare.nearest import near_claims
from plancmp.diff.result import Alone, Diff, Row
from plancmp.diff.task_pairs import tasks_beside, tasks_of, theme_counts
from plancmp.lookup import Side
from plancmp.vocabulary import ClaimType, Relation, Theme, Verdict

PREFERRED = (
    Verdict.COMPARABLE,
    Verdict.COMPARABLE_AFTER,
    Verdict.OTHER_PERIOD,
    Verdict.NOT_COMPUTABLE,
    Verdict.UNIT_DIFFERS,
    Verdict.BASIS_DIFFERS,
    Verdict.ASSIGNED,
    Verdict.RELATED,
)
"""Of several pairs the most comparable is shown."""


def diff(
    a: Side,
    b: Side,
    claims: Iterable[Claim],
    ground: Context,
    *,
    themes: frozenset[Theme] = frozenset(),
    verdicts: frozenset[Verdict] = frozenset(),
    results: bool = False,
) -> Diff:
    """Compare the claims of `a` and `b`. Results join where the other side has a target of the indicator, or
    everywhere with `results`. `themes` and `verdicts` narrow the rows.
    """
    wanted = [c for c in claims if not themes or themes & set(c.definition.themes)]
    left, right = _by_indicator(wanted, a), _by_indicator(wanted, b)
    matched = _match(left, right, ground, results=results)
    rows: list[Row] = []
    for first, second in matched:
        xs, ys = _shown(left[first], results=results), _shown(right[second], results=results)
        pair = _best(xs, ys, ground)
        rows.append(
            Row(
                xs[0].definition,
                ys[0].definition,
                xs,
                ys,
                pair,
                compute_pace(pair.first, ground.facts),
                compute_pace(pair.second, ground.facts),
            )
        )
    used_a, used_b = {f for f, _ in matched}, {s for _, s in matched}
    chosen = tuple(row for row in rows if not verdicts or row.pair.verdict in verdicts)
    found = Diff(
        a,
        b,
        tuple(sorted(chosen, key=lambda row: _text_order(row.a, a))),
        _alone(left, used_a, right, a, b, ground, verdicts, results=results),
        _alone(right, used_b, left, b, a, ground, verdicts, results=results),
        ground.collection,
    )
    return found if verdicts else _with_tasks(found, left, right, themes)


def _with_tasks(
    found: Diff, left: Mapping[str, Sequence[Claim]], right: Mapping[str, Sequence[Claim]], themes: frozenset[Theme]
) -> Diff:
    """The comparison with fields of work and tasks beside each other."""
    collection = found.collection
    mine, theirs = (tasks_of(side.plans, collection, themes) for side in (found.a, found.b))
    targets = tuple(
        [c.definition.themes for claims in side.values() for c in claims if c.type is ClaimType.TARGET]
        for side in (left, right)
    )
    counts = theme_counts((targets[0], targets[1]), (mine, theirs))
    shown = tuple(count for count in counts if not themes or count.theme in themes)
    return found._replace(themes=shown, tasks=tasks_beside(mine, theirs, collection))


def _by_indicator(claims: Iterable[Claim], side: Side) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.plan in side.plans and claim.type is not ClaimType.BASELINE:
            found.setdefault(claim.indicator, []).append(claim)
    return found


def _has_target(claims: Sequence[Claim]) -> bool:
    return any(c.type is ClaimType.TARGET for c in claims)


def _shown(own: Sequence[Claim], *, results: bool) -> tuple[Claim, ...]:
    """The targets of a side; its results where it has no target, or all with `results`."""
    targets = tuple(c for c in own if c.type is ClaimType.TARGET)
    if results or not targets:
        return tuple(own)
    return targets


def _match(
    left: Mapping[str, Sequence[Claim]], right: Mapping[str, Sequence[Claim]], ground: Context, *, results: bool
) -> list[tuple[str, str]]:
    """Pairs of indicators, each used once: the same first, else the closest mapping. Symmetric in its sides."""
    candidates: list[tuple[int, int, tuple[str, str], str, str]] = []
    for first in left:
        for second in (first, *ground.relations.list_near(first)):
            if second not in right:
                continue
            related = ground.relations.relate(first, second)
            assert related is not None
            targets = _has_target(left[first]), _has_target(right[second])
            exact = related.relation is Relation.EXACT
            if all(targets) or (exact and (any(targets) or results)):
                rank = -1 if first == second else rank_relation(related.relation)
                far = ground.relations.count_grades(first, second)
                candidates.append((rank, far, (min(first, second), max(first, second)), first, second))
    used_left: set[str] = set()
    used_right: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for *_, first, second in sorted(candidates):
        if first not in used_left and second not in used_right:
            used_left.add(first)
            used_right.add(second)
            pairs.append((first, second))
    return pairs


def _best(xs: Sequence[Claim], ys: Sequence[Claim], ground: Context) -> Comparison:
    """The most comparable pair; of equals the nearest in time, the later, the first printing, by id. A figure for a
    place inside stands for its city only where the city has none.
    """
    found = [c for x in xs for y in ys if (c := compare(x, y, ground)) is not None]

    def rank(c: Comparison) -> tuple[int, int, int, int, int, int, tuple[str, str]]:
        x, y = c.first, c.second
        gap = abs(x.year - y.year) if x.year is not None and y.year is not None else 99
        later = -max(x.year or 0, y.year or 0)
        results = sum(claim.type is not ClaimType.TARGET for claim in (x, y))
        inner = x.place != y.place and sum(claim.place != claim.plan_place for claim in (x, y))
        again = sum(claim.variant_of is not None for claim in (x, y))
        return inner, PREFERRED.index(c.verdict), results, gap, later, again, (min(x.id, y.id), max(x.id, y.id))

    return min(found, key=rank)


def _alone(
    own: Mapping[str, Sequence[Claim]],
    used: set[str],
    theirs: Mapping[str, Sequence[Claim]],
    side: Side,
    other: Side,
    ground: Context,
    verdicts: frozenset[Verdict],
    *,
    results: bool,
) -> tuple[Alone, ...]:
    left = [
        c for ident, claims in own.items() if ident not in used for c in claims if results or c.type is ClaimType.TARGET
    ]
    named = other.plans if other.is_plan else ()
    others = [c for claims in theirs.values() for c in claims]
    absences, chosen = Absences(ground.collection), list[Alone]()
    for claim in left:
        near = near_claims(claim, others, ground)
        verdict, reason = absences.judge(claim, other.place, named, near)
        if not verdicts or verdict in verdicts:
            chosen.append(Alone(claim, verdict, reason, near[:1]))
    return tuple(sorted(chosen, key=lambda x: _text_order((x.claim,), side)))


def _text_order(claims: Sequence[Claim], side: Side) -> tuple[int, tuple[int, int, int], str]:
    return min((side.plans.index(c.plan), c.order, c.id) for c in claims)
