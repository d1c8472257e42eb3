"""The engine of diff: which claims of two sides make a row, which pair of them is compared, and how their tasks are linked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from plancmp.claim import Claim
from plancmp.compare import Absences, Comparison, Context, LoneClaim, compare, compute_pace, near_claims, rank_relation
from plancmp.compare.counts import rank_pair
from plancmp.compare.reached import add_reached
from plancmp.compare.spans import count_years_between
from plancmp.diff.answer import sum_up
from plancmp.diff.result import Diff, DiffRow, SideTask, TaskDiff, TaskPair, ThemeCount
from plancmp.lookup import Side
from plancmp.model import Collection
from plancmp.plan_claims import leave_out_restated
from plancmp.vocabulary import ClaimType, Relation, Theme, Verdict
from plancmp.words import Text, say

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

ByIndicator = Mapping[str, Sequence[Claim]]
"""The claims of a side by indicator."""


def diff(
    a: Side,
    b: Side,
    claims: Iterable[Claim],
    context: Context,
    *,
    themes: frozenset[Theme] = frozenset(),
    verdicts: frozenset[Verdict] = frozenset(),
    results: bool = False,
    reports: bool = False,
) -> Diff:
    """Compare the claims of `a` and `b`. Results join where the other side has a target of the indicator, or
    everywhere with `results`. With `reports` the targets of a place's reports join those of its plans. `themes` and
    `verdicts` narrow the rows.
    """
    asked = [c for c in leave_out_restated(claims) if not themes or themes & set(c.definition.themes)]
    left, right = (_group_by_indicator(asked, s, results=results, reports=reports) for s in (a, b))
    matched = _match_indicators(left, right, context, results=results)
    rows = [
        _build_row(_select(left[first], results=results), _select(right[second], results=results), context)
        for first, second in matched
    ]
    alone_a = _list_unpaired(left, {first for first, _ in matched}, results=results)
    alone_b = _list_unpaired(right, {second for _, second in matched}, results=results)
    found = Diff(
        a,
        b,
        tuple(sorted(rows, key=lambda row: (rank_pair(row.pair), _find_order(row.a, a)))),
        _explain_lone(alone_a, a, b, right, context),
        _explain_lone(alone_b, b, a, left, context),
        context.collection,
        left_out=(0, 0) if reports else (_count_reported(asked, a), _count_reported(asked, b)),
        results=results,
    )
    found = _add_tasks(found, left, right, themes)
    found = found._replace(answer=sum_up(found))
    return _keep_verdicts(found, verdicts) if verdicts else found


def _group_by_indicator(claims: Iterable[Claim], side: Side, *, results: bool, reports: bool) -> ByIndicator:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        joins = reports and claim.plan in side.reports and (results or claim.type is ClaimType.TARGET)
        if (claim.plan in side.plans or joins) and claim.type is not ClaimType.BASELINE:
            found.setdefault(claim.indicator, []).append(claim)
    return found


def _count_reported(claims: Iterable[Claim], side: Side) -> int:
    """How many targets the reports of a side set."""
    return sum(c.plan in side.reports and c.type is ClaimType.TARGET and c.variant_of is None for c in claims)


def _has_target(claims: Sequence[Claim]) -> bool:
    return any(c.type is ClaimType.TARGET for c in claims)


def _select(own: Sequence[Claim], *, results: bool) -> tuple[Claim, ...]:
    """The targets of a side; its results where it has no target, or all with `results`."""
    return tuple(c for c in own if results or not _has_target(own) or c.type is ClaimType.TARGET)


def _match_indicators(
    left: ByIndicator, right: ByIndicator, context: Context, *, results: bool
) -> list[tuple[str, str]]:
    """Pairs of indicators, each used once: the same first, else the closest mapping. Symmetric in its sides."""

    def rank(pair: tuple[str, str]) -> tuple[int, int, tuple[str, ...], str]:
        first, second = pair
        related = context.relations.relate(first, second)
        assert related is not None
        close = -1 if first == second else rank_relation(related.relation)
        return close, context.relations.count_grades(first, second), tuple(sorted(pair)), first

    used_left: set[str] = set()
    used_right: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for first, second in sorted(_list_candidates(left, right, context, results=results), key=rank):
        if first not in used_left and second not in used_right:
            used_left.add(first)
            used_right.add(second)
            pairs.append((first, second))
    return pairs


def _list_candidates(
    left: ByIndicator, right: ByIndicator, context: Context, *, results: bool
) -> Iterator[tuple[str, str]]:
    """The related indicators of two sides of which both have targets; of one and the same, or one mapped as exact, it is
    enough that one side has, or with `results` none.
    """
    for first in left:
        for second in (first, *context.relations.list_near(first)):
            if second in right:
                related = context.relations.relate(first, second)
                exact = related is not None and related.relation is Relation.EXACT
                targets = _has_target(left[first]), _has_target(right[second])
                a, b = (_select(own, results=results) for own in (left[first], right[second]))
                concern = any(_do_concern(x, y, context) for x in a for y in b)
                if concern and (all(targets) or (exact and (any(targets) or results))):
                    yield first, second


def _do_concern(x: Claim, y: Claim, context: Context) -> bool:
    """Whether two claims may stand beside each other: a figure for a zone or city inside concerns only those that it lies in
    or that lie in it.
    """
    return _is_for(x, y.plan_place, context) and _is_for(y, x.plan_place, context)


def _is_for(claim: Claim, place: str, context: Context) -> bool:
    here = claim.place
    return here in {claim.plan_place, place} or context.is_inside(here, place) or context.is_inside(place, here)


def _build_row(a: tuple[Claim, ...], b: tuple[Claim, ...], context: Context) -> DiffRow:
    chosen = _choose_pair(a, b, context)
    pair = add_reached(chosen, (chosen.first, chosen.second), context)
    paces = compute_pace(pair.first, context.facts), compute_pace(pair.second, context.facts)
    return DiffRow(a[0].definition, b[0].definition, a, b, pair, *paces)


def _choose_pair(a: Sequence[Claim], b: Sequence[Claim], context: Context) -> Comparison:
    """The most comparable pair; of equals the nearest in time, the later, the first printing, by id; a figure for the side's
    own place before one for a place inside.
    """

    def rank(pair: Comparison) -> tuple[int, int, int, int, int, int, tuple[str, str]]:
        x, y = pair.first, pair.second
        later = -max(x.year or 0, y.year or 0)
        results = sum(claim.type is not ClaimType.TARGET for claim in (x, y))
        inner = x.place != y.place and sum(claim.place != claim.plan_place for claim in (x, y))
        again = sum(claim.variant_of is not None for claim in (x, y))
        ids = min(x.id, y.id), max(x.id, y.id)
        return inner, PREFERRED.index(pair.verdict), results, count_years_between(x, y), later, again, ids

    found = (compare(x, y, context) for x in a for y in b if _do_concern(x, y, context))
    return min((pair for pair in found if pair is not None), key=rank)


def _list_unpaired(own: ByIndicator, paired: set[str], *, results: bool) -> list[Claim]:
    """The targets of one side whose indicator is not paired; with `results` its results too."""
    unpaired = (c for indicator, claims in own.items() if indicator not in paired for c in claims)
    return [c for c in unpaired if results or c.type is ClaimType.TARGET]


def _explain_lone(
    alone: Iterable[Claim], side: Side, other: Side, theirs: ByIndicator, context: Context
) -> tuple[LoneClaim, ...]:
    """Why the other side has nothing beside some claims, and what of `theirs` comes nearest; in the order of the text."""
    asked = other.plans if other.is_plan else ()
    others = [c for claims in theirs.values() for c in claims]
    absences = Absences(context.collection)
    found = []
    for claim in sorted(alone, key=lambda c: _find_order((c,), side)):
        near = near_claims(claim, others, context)
        verdict, reason = absences.judge(claim, other.place, asked, near)
        found.append(LoneClaim(claim, verdict, (reason,), near[:1]))
    return tuple(found)


def _find_order(claims: Sequence[Claim], side: Side) -> tuple[int, tuple[int, int, int], str]:
    """Where the texts of a side first speak of some claims."""
    return min((side.order.index(c.plan), c.order, c.id) for c in claims)


def _keep_verdicts(found: Diff, verdicts: frozenset[Verdict]) -> Diff:
    return found._replace(
        rows=tuple(row for row in found.rows if row.pair.verdict in verdicts),
        only_a=tuple(lone for lone in found.only_a if lone.verdict in verdicts),
        only_b=tuple(lone for lone in found.only_b if lone.verdict in verdicts),
        themes=(),
        tasks=TaskDiff(),
    )


def _add_tasks(found: Diff, left: ByIndicator, right: ByIndicator, themes: frozenset[Theme]) -> Diff:
    """The comparison with fields of work and tasks beside each other."""
    collection = found.collection
    tasks = list_tasks(found.a.plans, collection, themes), list_tasks(found.b.plans, collection, themes)
    targets = (
        [c.definition.themes for claims in left.values() for c in claims if c.type is ClaimType.TARGET],
        [c.definition.themes for claims in right.values() for c in claims if c.type is ClaimType.TARGET],
    )
    counts = count_themes(targets, tasks)
    return found._replace(
        themes=tuple(count for count in counts if not themes or count.theme in themes),
        tasks=pair_tasks(*tasks, collection),
    )


_TASK = "/task."
"""What divides plan and key in the id of a task."""

TitleFinder = Callable[[str], str | None]


def list_tasks(plans: Sequence[str], collection: Collection, themes: frozenset[Theme]) -> tuple[SideTask, ...]:
    """The tasks of some plans in text order, of all themes or of some."""
    found: list[SideTask] = []
    for ident in plans:
        plan = collection.plans[ident]
        place = {key: number for number, key in enumerate(plan.outline)}
        ordered = sorted(plan.tasks, key=lambda t: place.get(t.at, len(place)))
        found.extend(SideTask(f"{ident}{_TASK}{t.key}", t) for t in ordered if not themes or themes & set(t.themes))
    return tuple(found)


def pair_tasks(a: Sequence[SideTask], b: Sequence[SideTask], collection: Collection) -> TaskDiff:
    """Tasks that are one and the same, linked directly either way, or linked to one third task; the rest of each side."""
    meeting = _index_meeting_points(b)
    find_title = _make_title_finder(collection)
    pairs: list[TaskPair] = []
    for x in a:
        near = sorted({number for ident in _list_meeting_points(x) for number in meeting.get(ident, ())})
        found = (_pair_same(x, b[n]) or _pair_linked(x, b[n]) or _pair_through(x, b[n], find_title) for n in near)
        pairs.extend(pair for pair in found if pair is not None)
    used_a, used_b = {p.a.ident for p in pairs}, {p.b.ident for p in pairs}
    return TaskDiff(
        tuple(pairs),
        tuple(x for x in a if x.ident not in used_a),
        tuple(y for y in b if y.ident not in used_b),
    )


def _index_meeting_points(tasks: Sequence[SideTask]) -> Mapping[str, Sequence[int]]:
    """By meeting point the numbers of the tasks that meet others there."""
    found: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        for ident in _list_meeting_points(task):
            found.setdefault(ident, []).append(number)
    return found


def _list_meeting_points(side: SideTask) -> set[str]:
    """The tasks where a task meets another: itself, and those that it is linked to. Two that meet nowhere are no pair."""
    return {side.ident, *(link.to for link in side.task.links if _TASK in link.to)}


def _pair_same(x: SideTask, y: SideTask) -> TaskPair | None:
    return TaskPair(x, y, Text("同一条", "the same statement")) if x.ident == y.ident else None


def _pair_linked(x: SideTask, y: SideTask) -> TaskPair | None:
    """The pair where one of the two is linked to the other; of two links that of the first id."""
    links = [(one.ident, link) for one, other in ((x, y), (y, x)) for link in one.task.links if link.to == other.ident]
    if not links:
        return None
    says, link = min(links, key=lambda found: found[0])
    return TaskPair(x, y, Text(link.because_zh or link.because, link.because), link.is_, says)


def _pair_through(x: SideTask, y: SideTask, find_title: TitleFinder) -> TaskPair | None:
    """The pair where both are linked to one third task of the collection."""
    for through in sorted({link.to for link in x.task.links} & {link.to for link in y.task.links}):
        title = find_title(through)
        if title is not None:
            words = say("均与「{title}」相连", "both are linked to 「{title}」", title=title)
            return TaskPair(x, y, words, through=through)
    return None


def _make_title_finder(collection: Collection) -> TitleFinder:
    """What finds the title of a task by its id; None where the id is no task's (a target's, or one that is not in the
    collection). A plan is read when it is first asked for.
    """

    @cache
    def read_titles(plan: str) -> Mapping[str, str]:
        found = collection.plans.get(plan)
        tasks = reversed(found.tasks) if found is not None else ()  # of two with one key the first comes last and stays
        return {f"{plan}{_TASK}{task.key}": task.title for task in tasks}

    return lambda ident: read_titles(ident.partition(_TASK)[0]).get(ident)


def count_themes(
    targets: tuple[Iterable[Iterable[Theme]], Iterable[Iterable[Theme]]],
    tasks: tuple[Sequence[SideTask], Sequence[SideTask]],
) -> tuple[ThemeCount, ...]:
    """By theme, in the order of the vocabulary; a field that neither side names is left out. What has two themes
    counts in both.
    """
    of_targets = [Counter(theme for themes in side for theme in set(themes)) for side in targets]
    of_tasks = [Counter(theme for each in side for theme in set(each.task.themes)) for side in tasks]
    return tuple(
        ThemeCount(theme, (of_targets[0][theme], of_targets[1][theme]), (of_tasks[0][theme], of_tasks[1][theme]))
        for theme in Theme
        if any(counts[theme] for counts in (*of_targets, *of_tasks))
    )
