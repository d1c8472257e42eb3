"""What the plans print for a place and time: the inputs of every conversion, always named."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.formatting import bracket, format_equals, format_interval, format_standard_figure
from plancmp.compare.interval import Interval, bound_figure, make_point
from plancmp.model import Period
from plancmp.vocabulary import Basis, ClaimType, Every
from plancmp.words import Text

ABSOLUTE = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.TOTAL})
"""Bases that say where, not how far: a figure of them can be the base of a conversion."""


class Fact(NamedTuple):
    """A figure in its indicator's unit for one year or, where it is a total, for one span; `formula` where it was
    reckoned back.
    """

    claim: Claim
    basis: Basis
    interval: Interval
    when: Period | None
    formula: Text | None = None

    @property
    def year(self) -> int | None:
        """The last year of it."""
        return self.when.last if self.when is not None else None


def get_interval(claim: Claim) -> Interval:
    """Where a claim's figure lies, in its standard unit."""
    return bound_figure(claim.std.value, claim.std.low, claim.std.high, claim.comparator)


def get_span(claim: Claim) -> Period | None:
    """The time that a figure is for: its year, or the printed span of a total; None where none is printed."""
    if claim.year is None:
        return None
    if claim.basis is not Basis.TOTAL:
        return Period(claim.year, claim.year)
    return Period(claim.from_year, claim.year) if claim.from_year is not None else None


_LARGE = 100

Key = tuple[str, str, str | None, Every | None]


def _key(claim: Claim) -> Key:
    """What a fact must share with a claim to serve it: indicator, place, and whom the figure counts."""
    return claim.indicator, claim.place, claim.of, claim.every if claim.is_part else None


class Facts:
    """Results and baselines by indicator, place, whom they count, and time."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by: dict[Key, list[Fact]] = {}
        heads = [c for c in claims if c.variant_of is None]
        bases = {c.id: c.basis for c in heads if c.type is ClaimType.TARGET}
        printed = [c for c in heads if c.type is not ClaimType.TARGET]
        self._otherwise = {c.beside for c in printed if c.beside is not None and bases.get(c.beside) is not c.basis}
        for claim in printed:
            if claim.basis in {*ABSOLUTE, Basis.NOT_STATED} and claim.std.unit == claim.definition.unit:
                self._add(Fact(claim, claim.basis, get_interval(claim), get_span(claim)))
        reckoned = [fact for claim in printed if (fact := self._reckoned_back(claim)) is not None]
        for fact in reckoned:
            self._add(fact)

    def _add(self, fact: Fact) -> None:
        self._by.setdefault(_key(fact.claim), []).append(fact)

    def _reckoned_back(self, step: Claim) -> Fact | None:
        """A past figure from a printed step and its end: 0.78 - 0.15 = 0.63. A quotient of rounded figures is "about"."""
        basis = step.definition.basis
        if step.type is not ClaimType.OBSERVED or basis not in {Basis.LEVEL, Basis.PER_YEAR}:
            return None
        if step.base is None or step.base.first != step.base.last or step.year is None or step.base.last >= step.year:
            return None
        now = self.find(step, basis, Period(step.year, step.year))
        if now is None or now.formula is not None or now.claim.plan != step.plan:
            return None
        past = self.find(step, basis, step.base)
        if past is not None and past.claim.plan == step.plan:
            return None
        end, told = bracket(format_interval(now.interval, 4)), bracket(format_standard_figure(step))
        match step.basis:
            case Basis.CHANGE if is_step(step):
                result: Interval | None = now.interval - get_interval(step)
                words = f"{end} - {told}"
            case Basis.MULTIPLE if step.std.unit == "倍":
                result = now.interval.divide_by(get_interval(step))
                words = f"{end} / {told}"
            case Basis.GROWTH_TOTAL if step.std.unit == "percent":
                result = now.interval.divide_by(make_point(Decimal(1)) + get_interval(step) / 100)
                words = f"{end} / (1 + {told} %)"
            case _:
                return None
        if result is None or not result.determined:
            return None
        if step.basis is not Basis.CHANGE:
            result = replace(result, about=True)
        return Fact(step, basis, result, step.base, Text.same(f"{words} {format_result(result)}"))

    def find(self, like: Claim, basis: Basis, when: Period) -> Fact | None:
        """What is printed for that very time: beside `like` itself, else as a result of its plan, else in another."""
        found = [f for f in self._by.get(_key(like), ()) if f.basis is basis and f.when == when]
        return min(found, key=lambda f: _rank(f, like), default=None)

    def list_of_plan(self, like: Claim, basis: Basis, when: Period) -> tuple[Fact, ...]:
        """All different figures that `like`'s plan prints for that very time, results before baselines."""
        found = [
            f for f in self._by.get(_key(like), ()) if f.basis is basis and f.when == when and f.claim.plan == like.plan
        ]
        kept: list[Fact] = []
        for fact in sorted(
            found, key=lambda f: (f.formula is not None, f.claim.type is ClaimType.BASELINE, f.claim.id)
        ):
            if all(fact.interval != other.interval for other in kept) and (fact.formula is None or not kept):
                kept.append(fact)
        return tuple(kept)

    def find_start(self, like: Claim) -> Fact | None:
        """The figure that a target starts from: the one beside it, else the latest earlier one of its plan."""
        if like.year is None:
            return None
        found = [
            f
            for f in self._by.get(_key(like), ())
            if f.basis is like.basis
            and f.formula is None
            and f.year is not None
            and f.year < like.year
            and f.claim.plan == like.plan
        ]
        return min(found, key=lambda f: (f.claim.beside != like.id, -(f.year or 0), *_rank(f, like)), default=None)

    def has_other_start(self, target: Claim) -> bool:
        """Whether the baseline beside a target has another basis: one year's growth beside a five-year mean."""
        return target.id in self._otherwise

    def find_undated(self, like: Claim, basis: Basis) -> Fact | None:
        """The one result of `like`'s plan that carries no year, where there is just one."""
        found = [
            f
            for f in self._by.get(_key(like), ())
            if f.when is None and f.claim.year is None and f.claim.plan == like.plan
        ]
        return found[0] if len(found) == 1 and found[0].basis in {basis, Basis.NOT_STATED} else None


def _rank(fact: Fact, like: Claim) -> tuple[bool, bool, bool, bool, str]:
    claim = fact.claim
    return (
        claim.beside != like.id,
        claim.plan != like.plan,
        fact.formula is not None,
        claim.type is ClaimType.BASELINE,
        claim.id,
    )


def is_step(change: Claim) -> bool:
    """Whether a change is told in the unit of what changes: points of a percentage, else the unit itself."""
    printed, own = change.std.unit, change.definition.unit
    return printed == "points" if own == "percent" else printed == own


def format_result(interval: Interval) -> str:
    """ "= 0.63", "≈ 638", "≥ 28": a bound or an approximate result is its own sign."""
    return format_equals(format_interval(interval, count_decimals(interval)))


def count_decimals(interval: Interval) -> int:
    """How many decimals a reckoned figure is told with; one that is large and approximate has none."""
    large = any(edge is not None and abs(edge) >= _LARGE for edge in (interval.low, interval.high))
    return 0 if large and interval.about else 2
