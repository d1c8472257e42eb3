"""What became of the targets of a place, a plan or an indicator."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from plancmp.claim import Claim
from plancmp.compare.measures import Context
from plancmp.model import Collection
from plancmp.track.against import Rival, judge_against
from plancmp.track.answer import sum_up
from plancmp.track.judge import Outcome, find_intermediate, judge_target
from plancmp.track.result import Track
from plancmp.vocabulary import ClaimType, State

ANSWER_AFTER = 1
"""Years after its last result in which a document of an evaluation may be issued."""


def track(
    of: str,
    claims: Sequence[Claim],
    context: Context,
    *,
    today: int,
    as_of: int | None = None,
    states: frozenset[State] = frozenset(),
) -> Track:
    """Every target of `of`, the id of a plan, place or indicator, with its results and state.

    `as_of` takes results of years to that one, in documents issued by the end of the year after, so that an evaluation can
    be repeated; `today` is the year of the question; `states` narrows the rows.
    """
    collection = context.collection
    known = [claim for claim in claims if as_of is None or _is_known(claim, as_of, collection)]
    targets = [claim for claim in claims if claim.type is ClaimType.TARGET and claim.variant_of is None]
    year = today if as_of is None else min(today, as_of + ANSWER_AFTER)
    asked = [target for target in targets if of in {target.plan, target.place, target.indicator}]
    rows = list(_judge_targets(asked, targets, _sort_results(known, context), context, year))
    others = [ident for ident in _list_plans_of({row.target.place for row in rows}, collection) if ident != of]
    shown = tuple(row for row in rows if not states or row.state in states)
    found = Track(of, as_of, shown, tuple(rows), tuple(others), collection)
    return found._replace(answer=sum_up(found))


def _is_known(claim: Claim, as_of: int, collection: Collection) -> bool:
    """Whether a claim could be seen by an evaluator of that year: its year, and when its document was issued."""
    issued = collection.plans[claim.plan].issued
    year = int(issued[:4]) if issued else claim.plan_period.first
    return (claim.year is None or claim.year <= as_of) and year <= as_of + ANSWER_AFTER


Subject = tuple[str, frozenset[str]]
"""A place, and the indicators that are one."""


def _get_subject(claim: Claim, context: Context) -> Subject:
    return claim.place, context.relations.find_same(claim.indicator)


def _sort_results(claims: Iterable[Claim], context: Context) -> dict[Subject, list[Claim]]:
    """The results by place and indicator, indicators mapped as exact together."""
    found: dict[Subject, list[Claim]] = {}
    for claim in claims:
        if claim.type is not ClaimType.TARGET:
            found.setdefault(_get_subject(claim, context), []).append(claim)
    return found


def track_all(claims: Sequence[Claim], context: Context, today: int) -> list[Outcome]:
    """Every target of a collection with its results and state, as known in the year `today`."""
    targets = [claim for claim in claims if claim.type is ClaimType.TARGET and claim.variant_of is None]
    return list(_judge_targets(targets, targets, _sort_results(claims, context), context, today))


def find_latest_year(collection: Collection) -> int:
    """The year of issue of the latest document, or of its period where it tells none; 0 of an empty collection."""
    years = (int(p.issued[:4]) if p.issued else p.period.first for p in collection.plans.values())
    return max(years, default=0)


def _judge_targets(
    asked: Sequence[Claim],
    targets: Sequence[Claim],
    results: Mapping[Subject, Sequence[Claim]],
    context: Context,
    year: int,
) -> Iterator[Outcome]:
    for target in asked:
        outcome = _judge(target, results, context, year)
        yield outcome._replace(intermediate=find_intermediate(target, targets))


def _judge(target: Claim, results: Mapping[Subject, Sequence[Claim]], context: Context, year: int) -> Outcome:
    """The state of a target by its own results, or by them and those of the series that it is set against."""
    own = results.get(_get_subject(target, context), ())
    other = target.than
    if other is None:
        return judge_target(target, own, context.relations, year)
    beside = results.get((other.place, context.relations.find_same(other.indicator)), ())
    rival = Rival(other, context.collection.indicators[other.indicator], beside)
    return judge_against(target, own, rival, context.relations, year)


def _list_plans_of(places: Container[str], collection: Collection) -> list[str]:
    """The plans of some places, by id."""
    return sorted(ident for ident, plan in collection.plans.items() if plan.place in places)
