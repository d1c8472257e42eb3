"""What the plans print for a place and time: the inputs of every conversion, always named."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.formatting import bracket, format_operand, format_result, format_standard_figure
from plancmp.compare.interval import Interval, bound_figure, make_point
from plancmp.compare.spans import SPANNED, get_base, get_span
from plancmp.model import Period
from plancmp.units import unit
from plancmp.vocabulary import PLANNING, Basis, ClaimType, Every, Standing, Vintage
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


Key = tuple[str, str, str | None, Every | None, str | None, str | None]


def _key(claim: Claim) -> Key:
    """What a fact must share with a claim to serve it: indicator, place, whom the figure counts, scope and prices."""
    return claim.indicator, claim.place, claim.of, claim.every if claim.is_part else None, claim.scope, claim.prices


class Facts:
    """Results and baselines by indicator, place, whom they count, and time."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        heads = [c for c in claims if c.variant_of is None]
        bases = {c.id: c.basis for c in heads if c.type is ClaimType.TARGET}
        printed = [c for c in heads if c.type is not ClaimType.TARGET]
        self._other_starts = {c.beside for c in printed if c.beside is not None and bases.get(c.beside) is not c.basis}
        self._steps: dict[Key, list[Claim]] = {}
        for claim in printed:
            if claim.basis in SPANNED and claim.year is not None:
                self._steps.setdefault(_key(claim), []).append(claim)
        self._facts: dict[Key, list[Fact]] = {}
        self._add(Fact(c, c.basis, get_interval(c), get_span(c, c.basis)) for c in printed if _is_fact(c))
        self._add([fact for c in printed if (fact := self._reckon_back(c)) is not None])

    def _add(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self._facts.setdefault(_key(fact.claim), []).append(fact)

    def _reckon_back(self, step: Claim) -> Fact | None:
        """A past figure from a printed step and its end: 0.78 - 0.15 = 0.63. A quotient of rounded figures is "about"."""
        basis, end = step.definition.basis, self._find_end(step)
        if end is None or step.base is None:
            return None
        past = self.find(step, basis, step.base)
        if past is not None and past.claim.plan == step.plan:
            return None
        undone = _undo(step, end.interval)
        if undone is None or not undone[0].determined:
            return None
        result, formula = undone
        return Fact(step, basis, result, step.base, Text.same(f"{formula} {format_result(result)}"))

    def _find_end(self, step: Claim) -> Fact | None:
        """What the step's plan prints for the year to which a step leads from an earlier one."""
        base, year = step.base, step.year
        if step.type is not ClaimType.OBSERVED or step.definition.basis not in {Basis.LEVEL, Basis.PER_YEAR}:
            return None
        if year is None or base is None or not base.first == base.last < year:
            return None
        end = self.find(step, step.definition.basis, Period(year, year))
        return end if end is not None and end.formula is None and end.claim.plan == step.plan else None

    def find(self, like: Claim, basis: Basis, when: Period) -> Fact | None:
        """What is printed for that very time: beside `like` itself, else as a result of its plan, else in another."""
        return min(self._list(like, basis, when), key=lambda fact: _rank(fact, like), default=None)

    def find_step(self, like: Claim) -> Fact | None:
        """What was reached over the very span of `like`, from its base: the best result in `like`'s own basis and unit."""
        found = [
            Fact(claim, claim.basis, get_interval(claim), get_span(claim, claim.basis))
            for claim in self._steps.get(_key(like), ())
            if (claim.basis, claim.year, claim.std.unit) == (like.basis, like.year, like.std.unit)
            and get_base(claim) == get_base(like)
            and not (claim.count_ and like.count_ and claim.count_ is not like.count_)
        ]
        return min(found, key=lambda fact: _rank(fact, like), default=None)

    def list_of_plan(self, like: Claim, basis: Basis, when: Period) -> tuple[Fact, ...]:
        """All different figures that `like`'s plan prints for that very time, results before baselines."""
        kept: list[Fact] = []
        for fact in sorted(self._list(like, basis, when), key=lambda fact: _rank(fact, like)[2:]):
            if fact.claim.plan != like.plan or any(fact.interval == other.interval for other in kept):
                continue
            if fact.formula is None or not kept:
                kept.append(fact)
        return tuple(kept)

    def _list(self, like: Claim, basis: Basis, when: Period) -> list[Fact]:
        return [fact for fact in self._facts.get(_key(like), ()) if fact.basis is basis and fact.when == when]

    def find_start(self, like: Claim) -> Fact | None:
        """The figure that a target starts from: the one beside it, else the latest earlier one of its plan."""
        found = [
            (fact.claim.beside != like.id, -fact.year, _rank(fact, like), fact)
            for fact in self._facts.get(_key(like), ())
            if fact.basis is like.basis
            and fact.formula is None
            and fact.claim.plan == like.plan
            and fact.year is not None
            and like.year is not None
            and fact.year < like.year
        ]
        return min(found, key=lambda ranked: ranked[:3])[3] if found else None

    def has_other_start(self, target: Claim) -> bool:
        """Whether the baseline beside a target has another basis: one year's growth beside a five-year mean."""
        return target.id in self._other_starts

    def find_undated(self, like: Claim, basis: Basis) -> Fact | None:
        """The one result of `like`'s plan that carries no year, where there is just one."""
        facts = self._facts.get(_key(like), ())
        found = [fact for fact in facts if fact.claim.year is None and fact.claim.plan == like.plan]
        return found[0] if len(found) == 1 and found[0].basis in {basis, Basis.NOT_STATED} else None


def _is_fact(claim: Claim) -> bool:
    """Whether a result may be an input: it says where its indicator stood, in the indicator's unit."""
    return (
        claim.than is None and claim.basis in {*ABSOLUTE, Basis.NOT_STATED} and claim.std.unit == claim.definition.unit
    )


def _undo(step: Claim, end: Interval) -> tuple[Interval, str] | None:
    """Where a step began that led to `end`, and the calculation; None where no rule leads back."""
    shown, told = format_operand(end), bracket(format_standard_figure(step))
    if step.basis is Basis.CHANGE:
        return (end - get_interval(step), f"{shown} - {told}") if is_step(step) else None
    match step.basis, step.std.unit:
        case Basis.MULTIPLE, "倍":
            quotient, formula = end.divide_by(get_interval(step)), f"{shown} / {told}"
        case Basis.GROWTH_TOTAL, "percent":
            quotient, formula = end.divide_by(get_growth_factor(step)), f"{shown} / (1 + {told} %)"
        case _:
            return None
    return (replace(quotient, about=True), formula) if quotient is not None else None


_STANDINGS, _VINTAGES = tuple(Standing), tuple(Vintage)


def _rank(fact: Fact, like: Claim) -> tuple[bool, bool, bool, bool, int, int, int, str]:
    """What stands nearest to `like` first; of other documents the best standing, the latest vintage, the latest report."""
    claim = fact.claim
    return (
        claim.beside != like.id,
        claim.plan != like.plan,
        fact.formula is not None,
        claim.type is ClaimType.BASELINE,
        _STANDINGS.index(claim.standing),
        _VINTAGES.index(claim.vintage or Vintage.FINAL),
        0 if claim.kind in PLANNING else -claim.plan_period.first,
        claim.id,
    )


def is_step(change: Claim) -> bool:
    """Whether a change is told in the unit of what changes: points of a percentage, else the unit itself."""
    printed, own = change.std.unit, change.definition.unit
    return printed == "points" if own == "percent" else printed == own


def get_growth_factor(claim: Claim) -> Interval:
    """1 + a printed rate."""
    return make_point(Decimal(1)) + get_interval(claim) * make_point(unit(claim.std.unit).factor / 100)
