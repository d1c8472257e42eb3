"""The state of a target that is set against another series: faster than the nation, in step with the economy.

Both series are reckoned over the target's own years in the same way, and the last year that both reach decides: own figure less
the other's, against the margin that the target prints (none printed: nothing). "About" leaves open what it leaves of a
figure, 5 % of the other's. In the target's year that is met or missed, before it on its path or behind, as last seen.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim, Reference, find_usual_prices
from plancmp.compare.formatting import attach_unit, format_interval
from plancmp.compare.relations import Relations
from plancmp.model import Indicator
from plancmp.track.course import lay_course
from plancmp.track.judge import Outcome, Progress, find_year, refuse
from plancmp.track.path import Aim, make_aim, measure_half_digit
from plancmp.track.results import Step, gather_results
from plancmp.vocabulary import Better, Comparator, State
from plancmp.words import Text, say


class Rival(NamedTuple):
    """The series that a target is set against: its results, and what its indicator is."""

    reference: Reference
    definition: Indicator
    claims: Sequence[Claim]


def judge_against(target: Claim, claims: Sequence[Claim], rival: Rival, relations: Relations, today: int) -> Outcome:
    """The state of `target`; `claims` are the results of its own place and indicator, `today` the year of the question."""
    by = find_year(target, today)
    if by is None:
        return refuse(target, say("未注明年份，规划期未满", "no year is stated and the plan's period is not over"))
    course = lay_course(target, by, gather_results(target, claims, relations))
    steps = [step for step in course.steps if step.year <= by]
    if not steps:
        return refuse(target, Text("", ""), by)._replace(state=State.NO_RESULT, reasons=(), aside=course.aside)
    others = {step.year: step for step in _list_rival_steps(target, by, rival, relations)}
    progress = tuple(Progress(step, None) for step in steps)
    common = [step for step in steps if step.year in others]
    name = rival.reference.name
    if not common:
        why = say("没有{name}同一时期的结果", "there is no result of {name} for the same years", name=name)
        return refuse(target, why, by)._replace(progress=progress)
    own = common[-1]
    reached = _is_reached(target, own, others[own.year])
    why = say(
        "{own}，{name}为 {other}",
        "{own} beside {other} of {name}",
        own=_phrase(own, target), other=_phrase(others[own.year], target), name=name,
    )  # fmt: skip
    state = _choose_state(reached, is_final=own.year == by)
    told = progress[: steps.index(own) + 1]
    return refuse(target, why, by)._replace(
        state=state, progress=told, judged_at=own.year, start_year=course.start_year
    )


def _list_rival_steps(target: Claim, by: int, rival: Rival, relations: Relations) -> Sequence[Step]:
    """What the other series says over the same years, reckoned as the target's own."""
    same = target._replace(
        indicator=rival.reference.indicator,
        place=rival.reference.place,
        definition=rival.definition,
        prices=find_usual_prices(rival.definition, target.basis),
    )
    return lay_course(same, by, gather_results(same, rival.claims, relations)).steps


def _is_reached(target: Claim, own: Step, other: Step) -> bool | None:
    """Whether the own figure stands to the other's as the target asks; None where bounds leave it open."""
    margin = target.std.value or Decimal(0)
    is_up = target.comparator not in {Comparator.AT_MOST, Comparator.BELOW} and (
        target.definition.better is not Better.LOWER or target.comparator in {Comparator.AT_LEAST, Comparator.ABOVE}
    )
    point = other.interval.exact
    if point is None:
        return make_aim(target.comparator, margin, Decimal(0), is_up=is_up).is_reached(own.interval - other.interval)
    aim: Aim = make_aim(target.comparator, point + margin, measure_half_digit(point), is_up=is_up)
    return aim.is_reached(own.interval)


def _phrase(step: Step, target: Claim) -> Text:
    return attach_unit(format_interval(step.interval, 2), target.std.unit)


def _choose_state(reached: bool | None, *, is_final: bool) -> State:
    if reached is None:
        return State.NOT_JUDGED
    if is_final:
        return State.MET if reached else State.MISSED
    return State.ON_PATH if reached else State.BEHIND
