"""The state of one target: its start, its path, the year in which it is judged.

The questions are asked in a fixed order, and the first that answers names the state: is the target itself open (no year, a
basis that is not stated)? is there a result? is there one of its own year, or a later one? Only then the path to it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.facts import get_interval
from plancmp.compare.interval import Interval
from plancmp.compare.relations import Relations
from plancmp.track import path
from plancmp.track.course import FROM_NOTHING, Course, lay_course
from plancmp.track.path import Figure, Way
from plancmp.track.results import Step, gather_results
from plancmp.vocabulary import Basis, ClaimType, Comparator, Every, Judgement, PathRule, State, Vintage
from plancmp.words import Text, say

LASTING = frozenset({Basis.LEVEL, Basis.TOTAL, Basis.ADDED, Basis.CHANGE, Basis.MULTIPLE, Basis.GROWTH_TOTAL})
"""Bases of which a target can be met before its year: what they count does not begin anew."""

STOCKS = frozenset({Basis.LEVEL, Basis.CHANGE, Basis.MULTIPLE, Basis.GROWTH_TOTAL})
"""Bases of which a later year tells something of an earlier one."""


class Progress(NamedTuple):
    """A step on the way, and how much of way and time are gone by then where that can be reckoned."""

    step: Step
    way: Way | None


class Outcome(NamedTuple):
    """What became of one target, and how that was found."""

    target: Claim
    by: int | None
    start: Claim | None
    start_year: int | None
    rule: PathRule | None
    progress: tuple[Progress, ...]
    state: State
    judged_at: int | None
    reasons: tuple[Text, ...]
    reached_in: Step | None = None
    aside: tuple[tuple[Claim, str], ...] = ()
    intermediate: tuple[Claim, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether the state is that of the target's own year and no longer one as last seen."""
        return self.state in {State.MET, State.MISSED}

    @property
    def latest(self) -> Progress | None:
        """The last step."""
        return self.progress[-1] if self.progress else None

    def phrase(self) -> Text:
        """The state in a word, and where it is not final as of which year: behind (2022)."""
        if self.is_final or self.judged_at is None:
            return self.state.label
        return say("{state}（{year} 年）", "{state} ({year})", state=self.state, year=str(self.judged_at))


def judge_target(target: Claim, claims: Sequence[Claim], relations: Relations, today: int) -> Outcome:
    """The state of `target`; `claims` are those of its place and indicator, `today` is the year of the question."""
    if target.basis is Basis.NOT_STATED:
        return _judge_both_readings(target, claims, relations, today)
    by = find_year(target, today)
    if by is None:
        return refuse(target, say("未注明年份，规划期未满", "no year is stated and the plan's period is not over"))
    found = _judge_course(lay_course(target, by, gather_results(target, claims, relations)))
    if target.year is None:
        convention = say(
            "未注明年份，按规划期末 {by} 年", "no year stated: by convention the plan's last, {by}", by=str(by)
        )
        return found._replace(reasons=(*found.reasons, convention))
    return found


def find_year(target: Claim, today: int) -> int | None:
    """The year of a target; of one without, the last of its plan once that is over."""
    if target.year is not None:
        return target.year
    last = target.plan_period.last
    return last if last < today else None


def _judge_both_readings(target: Claim, claims: Sequence[Claim], relations: Relations, today: int) -> Outcome:
    """A target whose basis is not stated, read as a stock and as an addition: judged where both lead to one state."""
    readings = [
        judge_target(target._replace(basis=basis), claims, relations, today) for basis in (Basis.LEVEL, Basis.ADDED)
    ]
    stock, added = readings
    if stock.state is added.state:
        both = say(
            "口径未注明，两种读法结论相同", "the basis is not stated; read as stock or as addition the state is one"
        )
        return stock._replace(target=target, reasons=(*stock.reasons, both))
    if State.NO_RESULT in {stock.state, added.state} and not stock.progress and not added.progress:
        return stock._replace(target=target)
    why = say(
        "口径未注明：按存量为“{stock}”，按新增为“{added}”",
        "the basis is not stated: read as a stock it is {stock}, as an addition {added}",
        stock=stock.state,
        added=added.state,
    )
    return refuse(target, why, stock.by)._replace(progress=stock.progress)


def refuse(target: Claim, why: Text, by: int | None = None) -> Outcome:
    """The outcome of a target that cannot be judged, and why."""
    return Outcome(target, by, None, None, None, (), State.NOT_JUDGED, None, (why,))


def _judge_course(course: Course) -> Outcome:
    """The state of a target whose year, direction and steps are known."""
    steps = [step for step in course.steps if step.year <= course.by]
    later = [step for step in course.steps if step.year > course.by] if course.target.basis in STOCKS else []
    progress = tuple(Progress(step, measure_way(course, step)) for step in steps)
    blank = Outcome(
        course.target,
        course.by,
        course.start,
        course.start_year,
        _find_rule(course),
        progress,
        State.NO_RESULT,
        None,
        (),
        next((step for step in course.steps if course.is_reached(step.interval)), None),
        course.aside,
    )
    if course.aim is None and progress:
        why = say("没有起点，方向不明", "there is no start, nor is it told which way is wanted")
        return blank._replace(state=State.NOT_JUDGED, reasons=(why,))
    return _judge_steps(course, blank, steps, later)


def _judge_steps(course: Course, blank: Outcome, steps: Sequence[Step], later: Sequence[Step]) -> Outcome:
    """The state by the steps to the target's year, and of a stock by those after it."""
    if course.target.every is Every.YEAR:
        return _judge_each_year(course, blank)
    if steps and steps[-1].year == course.by:
        return _judge_at_end(course, blank, steps[-1])
    if later:
        return _judge_by_later(course, blank, later[0])
    if not steps:
        return blank._replace(reasons=_tell_aside(course))
    return _judge_on_way(course, blank)


def _judge_at_end(course: Course, blank: Outcome, step: Step) -> Outcome:
    """Met or missed, by a result of the target's own year; what its document calls it stands beside, and decides only where the
    figure leaves it open.
    """
    reached = course.is_reached(step.interval)
    told = step.claim.told if len(step.claims) == 1 else None
    reasons: tuple[Text, ...] = (
        () if told is None else (say("文件自评：{told}", "called {told} by its document", told=told),)
    )
    if is_of_revised_series(course.start, step):
        reasons = (*reasons, _REVISED)
    if reached is None and told is None:
        why = say("该年结果只给出界限，不足以判断", "the result of that year is only a bound, which leaves it open")
        return blank._replace(state=State.NOT_JUDGED, judged_at=step.year, reasons=(why,))
    if reached is None:
        reached = told is not Judgement.MISSED
        reasons = (*reasons, say("数字只给出界限，以自评为准", "the figure is only a bound, so that this decides"))
    return blank._replace(state=State.MET if reached else State.MISSED, judged_at=step.year, reasons=reasons)


_REVISED = say("该序列已修订，与起点不可比", "the series was revised, and does not go on from the start")


def is_of_revised_series(start: Claim | None, step: Step) -> bool:
    """Whether a result is told after a revision, and the start was not: it may be held against the target, but no way leads to
    it.
    """
    is_revised = any(claim.vintage is Vintage.REVISED for claim in step.claims)
    return is_revised and start is not None and start.vintage is not Vintage.REVISED


def _judge_by_later(course: Course, blank: Outcome, step: Step) -> Outcome:
    """Without a result of the target's year: not reached in the first later one is missed, reached then leaves it open."""
    reached = course.is_reached(step.interval)
    year, by = str(step.year), str(course.by)
    progress = (*blank.progress, Progress(step, None))
    if reached is False:
        why = say("{year} 年仍未达到", "not yet reached in {year}", year=year)
        return blank._replace(state=State.MISSED, judged_at=step.year, reasons=(why,), progress=progress)
    why = say(
        "{year} 年前已达到，是否在 {by} 年如期达到不详",
        "reached by {year}; whether in {by} is not known",
        year=year,
        by=by,
    )
    return blank._replace(state=State.NOT_JUDGED, judged_at=step.year, reasons=(why,), progress=progress)


def _judge_each_year(course: Course, blank: Outcome) -> Outcome:
    """A yearly duty: one year that fails is missed for good, all years to the last make it met."""
    for item in blank.progress:
        if course.is_reached(item.step.interval) is False:
            return blank._replace(state=State.MISSED, judged_at=item.step.year)
    if not blank.progress:
        return blank._replace(reasons=_tell_aside(course))
    last = blank.progress[-1].step.year
    whole = len(blank.progress) == course.by - course.start_year
    return blank._replace(state=State.MET if whole else State.ON_PATH, judged_at=last)


def _judge_on_way(course: Course, blank: Outcome) -> Outcome:
    """A state of the path, as last seen."""
    last = blank.progress[-1]
    reached = course.is_reached(last.step.interval)
    judged = blank._replace(judged_at=last.step.year)
    if blank.rule is PathRule.HELD:
        return judged._replace(state=State.BEHIND if reached is False else State.ON_PATH)
    if last.step.is_floor and not reached:
        why = say("存量增加只是新增数的下限", "the growth of the stock is only a floor of what was added")
        return judged._replace(state=State.NOT_JUDGED, reasons=(why,))
    if reached and course.target.basis in LASTING and not _is_ceiling(course):
        return judged._replace(state=State.MET_EARLY)
    if last.way is not None and course.target.basis not in {Basis.LEVEL, Basis.PER_YEAR} and _is_ceiling(course):
        is_kept = reached is not False and last.way.progress <= path.AHEAD * last.way.expected
        return judged._replace(state=State.ON_PATH if is_kept else State.BEHIND)
    if is_of_revised_series(course.start, last.step):
        return judged._replace(state=State.NOT_JUDGED, reasons=(_REVISED,))
    if last.way is None:
        why = say("路径无法测算：没有起点数值", "no path can be reckoned: the start has no figure")
        return judged._replace(state=State.NOT_JUDGED, reasons=(why,))
    reasons = []
    if get_point(last.step.interval) is not None and last.step.interval.low != last.step.interval.high:
        reasons.append(say("按界限值取", "taken at its bound"))
    if last.way.is_split:
        reasons.append(
            say("印出的位数容许两种状态，取较宽者", "the printed digits allow two states; the milder is told")
        )
    return judged._replace(state=last.way.state, reasons=tuple(reasons))


def _is_ceiling(course: Course) -> bool:
    """Whether a target is not to be passed: kept for now, it may still be. A fall that is aimed at is none."""
    target = course.target
    if target.basis in {Basis.LEVEL, Basis.PER_YEAR}:
        return target.comparator in {Comparator.AT_MOST, Comparator.BELOW}
    return course.aim is not None and not course.aim.is_up and course.aim.value >= FROM_NOTHING.get(target.basis, 0)


def _tell_aside(course: Course) -> tuple[Text, ...]:
    """Why results that are there do not serve."""
    fields = sorted({field for _, field in course.aside if field in _ASIDE})
    return tuple(_ASIDE[field] for field in fields)


_ASIDE = {
    "year": say("有结果但年份不明", "there is a result whose year is open"),
    "of": say("有结果但统计对象不同", "there is a result for another part"),
    "scope": say("有结果但统计范围不同", "there is a result in another scope"),
    "prices": say("有结果但价格口径不同", "there is a result in other prices"),
}


def _find_rule(course: Course) -> PathRule | None:
    """How the way is measured."""
    if course.target.every is Every.YEAR:
        return PathRule.EACH_YEAR
    if course.start is not None and course.target.basis in {Basis.LEVEL, Basis.PER_YEAR}:
        start = get_interval(course.start)
        value = get_point(start)
        if course.aim is not None and (value == course.aim.value or course.is_reached(start)):
            return PathRule.HELD
    rule = _RULES.get(course.target.basis)
    return PathRule.HELD if rule is PathRule.MEAN and _is_ceiling(course) else rule


_RULES = {
    Basis.LEVEL: PathRule.LINEAR,
    Basis.PER_YEAR: PathRule.LINEAR,
    Basis.CHANGE: PathRule.SUM,
    Basis.ADDED: PathRule.SUM,
    Basis.TOTAL: PathRule.SUM,
    Basis.MULTIPLE: PathRule.COMPOUND,
    Basis.GROWTH_TOTAL: PathRule.COMPOUND,
    Basis.GROWTH: PathRule.MEAN,
    Basis.MEAN: PathRule.MEAN,
}


def measure_way(course: Course, step: Step) -> Way | None:
    """How much of way and time are gone at a step; None where that cannot be reckoned."""
    value = get_point(step.interval)
    if value is None or course.aim is None or step.year > course.by or is_of_revised_series(course.start, step):
        return None
    latest = Figure(step.year, value, path.measure_half_digit(value) if step.formula is None else Decimal(0))
    aimed, by = course.aim.value, course.by
    match _find_rule(course):
        case PathRule.LINEAR if course.start is not None and course.start.year is not None:
            first = get_point(get_interval(course.start))
            if first is None or course.start_year >= by:
                return None
            start = Figure(course.start_year, first, path.measure_half_digit(first))
            return path.measure_linear(start, latest, aimed, by)
        case PathRule.COMPOUND:
            return _measure_compound(course, latest, aimed)
        case PathRule.SUM:
            return path.measure_sum(course.start_year, latest, aimed, by)
        case PathRule.MEAN:
            return path.measure_mean(latest, aimed)
        case _:
            return None


def _measure_compound(course: Course, latest: Figure, aimed: Decimal) -> Way | None:
    """The way of a multiple, or of growth over the span told as a multiple of one."""
    one = Decimal(1)
    if course.target.basis is Basis.MULTIPLE:
        return path.measure_compound(Figure(course.start_year, one), latest, aimed, course.by)
    so_far = latest._replace(value=one + latest.value / 100, half=latest.half / 100)
    return path.measure_compound(Figure(course.start_year, one), so_far, one + aimed / 100, course.by)


def get_point(interval: Interval) -> Decimal | None:
    """The end of a range that is told, the lower one where both are."""
    """The value at which a figure is taken on the path: itself, or its bound."""
    return interval.low if interval.low is not None else interval.high


def find_intermediate(target: Claim, targets: Iterable[Claim]) -> tuple[Claim, ...]:
    """Targets for an earlier year of the same place, indicator, basis and part, which other documents set."""
    return tuple(
        other
        for other in targets
        if other.id != target.id
        and other.type is ClaimType.TARGET
        and other.variant_of is None
        and (other.place, other.indicator, other.basis, other.of)
        == (target.place, target.indicator, target.basis, target.of)
        and other.year is not None
        and target.year is not None
        and target.plan_period.first <= other.year < target.year
        and not (target.basis is Basis.GROWTH and other.from_year is None)
    )
