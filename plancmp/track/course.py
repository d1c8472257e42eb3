"""What a target is judged on: its start, the way that is wanted, and the steps that results make of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.facts import get_interval
from plancmp.compare.interval import Interval
from plancmp.compare.spans import get_base
from plancmp.track import path
from plancmp.track.path import Aim
from plancmp.track.results import Series, Step, has_base, list_steps
from plancmp.vocabulary import Basis, Better, Comparator, Every


class Course(NamedTuple):
    """What a target is judged on: its years, start, aim and the steps made."""

    target: Claim
    aim: Aim | None
    """None where neither words nor start nor indicator tell which way is wanted."""
    by: int
    start_year: int
    start: Claim | None
    steps: tuple[Step, ...]
    aside: tuple[tuple[Claim, str], ...]

    def is_reached(self, found: Interval) -> bool | None:
        """Whether a figure reaches the aim; None where bounds, or no known direction, leave it open."""
        return None if self.aim is None else self.aim.is_reached(found)


def lay_course(target: Claim, by: int, series: Series) -> Course:
    """Start, aim and steps of a target."""
    start = find_start(target, series)
    start_year = _find_start_year(target, start, by)
    value = _get_aimed_value(target)
    is_up = _is_upward(target, value, start)
    aim = None
    if value is not None and is_up is not None:
        aim = path.make_aim(target.comparator, value, path.measure_half_digit(value), is_up=is_up)
    steps = list_steps(target, series, start_year, by, start)
    aside = tuple((claim, field) for claim, field in series.aside if claim.year is None or claim.year > start_year)
    return Course(target, aim, by, start_year, start, tuple(steps), aside)


def find_start(target: Claim, series: Series) -> Claim | None:
    """Where a target starts: the baseline printed beside it, else the last result before its span, else the first in it."""
    if target.every is Every.YEAR:
        return None
    if target.basis in {Basis.CHANGE, Basis.MULTIPLE, Basis.GROWTH_TOTAL}:
        levels = series.flows if target.definition.basis is Basis.PER_YEAR else series.levels
        return levels.get(get_base(target).last) if has_base(target) else None
    if target.basis not in {Basis.LEVEL, Basis.PER_YEAR}:
        return None
    levels = series.levels if target.basis is Basis.LEVEL else series.flows
    beside = [c for c in [*levels.values(), *series.others] if c.beside == target.id and c.basis is target.basis]
    return beside[0] if beside else _find_result_at_start(target, levels)


def _find_result_at_start(target: Claim, levels: Mapping[int, Claim]) -> Claim | None:
    """The last result before a target's span, else the first of several in it."""
    first = _get_first_year(target)
    earlier = [year for year in levels if year < first]
    if earlier:
        return levels[max(earlier)]
    inside = [year for year in levels if target.year is None or year < target.year]
    return levels[min(inside)] if len(inside) > 1 else None


def _get_first_year(target: Claim) -> int:
    """The first year of a target's span: printed, else that of its document; of a yearly aim its own year."""
    if target.from_year is not None:
        return target.from_year
    if target.year is not None and target.year < target.plan_period.first:
        return target.year
    return target.plan_period.first


def _find_start_year(target: Claim, start: Claim | None, by: int) -> int:
    """The year from which time is counted."""
    if target.basis in {Basis.LEVEL, Basis.PER_YEAR} and start is not None and start.year is not None:
        return min(start.year, by - 1)
    if target.base is not None and target.basis in {Basis.CHANGE, Basis.MULTIPLE, Basis.GROWTH_TOTAL}:
        return target.base.last
    if target.basis in {Basis.GROWTH, Basis.ADDED, Basis.TOTAL} and target.from_year is None and _is_yearly(target):
        return by - 1
    return min(_get_first_year(target), by) - 1


def _is_yearly(target: Claim) -> bool:
    """Whether a target without a first year is for its own year alone, as those of a yearly report are."""
    return target.plan_period.first == target.plan_period.last


def _get_aimed_value(target: Claim) -> Decimal | None:
    """The figure to reach: of a range its lower end."""
    std = target.std
    return std.value if std.value is not None else std.low if std.low is not None else std.high


FROM_NOTHING = {
    Basis.CHANGE: Decimal(0),
    Basis.GROWTH: Decimal(0),
    Basis.GROWTH_TOTAL: Decimal(0),
    Basis.MULTIPLE: Decimal(1),
}
"""The figure that says that nothing changes, of the bases that say how far."""


def _is_upward(target: Claim, value: Decimal | None, start: Claim | None) -> bool | None:
    """Which way a target goes: by its comparator, else by which way is wanted (a goal of 61,000 new jobs after 65,700 is a
    floor), else by where it starts.
    """
    if target.comparator in {Comparator.AT_MOST, Comparator.BELOW}:
        return False
    if target.comparator in {Comparator.AT_LEAST, Comparator.ABOVE}:
        return True
    if target.basis in FROM_NOTHING and value is not None and value != FROM_NOTHING[target.basis]:
        return value > FROM_NOTHING[target.basis]
    if target.basis in {Basis.ADDED, Basis.TOTAL}:
        return target.definition.better is not Better.LOWER
    if target.definition.better is not None:
        return target.definition.better is Better.HIGHER
    first = get_interval(start) if start is not None and target.basis in {Basis.LEVEL, Basis.PER_YEAR} else None
    if first is not None and value is not None and first.low is not None and first.low != value:
        return first.low < value
    return None
