"""What may be reckoned from a pair of figures: difference, ratio, share, and the facts of the very year."""

from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import Claim, number
from plancmp.compare.facts import Fact, Facts, decimals, interval_of
from plancmp.compare.implied import Missing, implied, percent
from plancmp.compare.interval import Interval, point
from plancmp.compare.relations import Relations
from plancmp.compare.say import bracketed, interval_text, relation, signed_text, standard_figure, unit_text
from plancmp.model import Collection, Period
from plancmp.units import convert, unit
from plancmp.vocabulary import Basis, ClaimType, Verdict
from plancmp.words import Text


class Measure(NamedTuple):
    """What may be reckoned from a valid pair; None is not defined, an unbounded interval is not determined."""

    difference: Interval | None = None
    ratio: Interval | None = None
    share: Interval | None = None
    formulas: tuple[Text, ...] = ()


NOTHING = Measure()


class AtYear(NamedTuple):
    """One claim of a pair beside what the other's plan prints for that very year."""

    claim: Claim
    verdict: Verdict
    measure: Measure
    text: Text


class Ground(NamedTuple):
    """What comparisons stand on: the places, the relations between indicators, the printed facts."""

    collection: Collection
    relations: Relations
    facts: Facts

    def inside(self, lower: str, upper: str) -> bool:
        """Whether `lower` lies within `upper` (at any depth)."""
        return upper in self.collection.chain(lower)


RATES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE})
"""Bases whose figures do not add up, whatever they are rates of."""


def adds_up(first: Claim, second: Claim) -> bool:
    """Whether the figures of a pair, told in one basis, are sums: parts of them add up to the whole."""
    rates = first.basis == second.basis and first.basis in RATES
    return (first.definition.sums or second.definition.sums) and not rates


def pair_measure(first: Claim, second: Claim, ground: Ground) -> Measure:
    """Difference second - first, ratio second / first, or the share of a part in its whole."""
    a, b = _in_shared_basis(first, second, ground.facts), _in_shared_basis(second, first, ground.facts)
    if a is None or b is None:
        return NOTHING
    return measure_of(a[0], told_in(*b, a[1]), first, second, ground, sums=adds_up(first, second))


def _in_shared_basis(claim: Claim, other: Claim, facts: Facts) -> tuple[Interval, str] | None:
    """The figure that enters a measure, and its unit: as it is where the bases agree, else converted."""
    if claim.basis == other.basis:
        return interval_of(claim), claim.std.unit
    found = implied(claim, facts)
    if isinstance(found, Missing):
        return None
    return found.interval, claim.std.unit if found.formula is None else claim.definition.unit


def told_in(interval: Interval, source: str, target: str) -> Interval:
    """An interval in unit `source`, told in `target`; as it is where no factor lies between them."""
    if source == target or unit(source).factor == unit(target).factor:
        return interval
    return interval.times(point(convert(Decimal(1), source, target)))


def measure_of(a: Interval, b: Interval, first: Claim, second: Claim, ground: Ground, *, sums: bool) -> Measure:
    """The measures of two figures in one basis and unit; `sums` says whether parts of them add up.

    Difference and ratio stand between like and like: shares, densities and rates between any levels, sums only
    between places of one level. A sum inside another has a share in it.
    """
    places = ground.collection.places
    if sums and places[first.place].level is not places[second.place].level:
        if ground.inside(second.place, first.place):
            return _share(b, a)
        return _share(a, b) if ground.inside(first.place, second.place) else NOTHING
    difference, ratio = b - a, b.over(a)
    one, two = bracketed(interval_text(a, 4)), bracketed(interval_text(b, 4))
    formulas = [Text.same(f"{two} - {one} {relation(signed_text(difference))}")] if difference.determined else []
    if ratio is not None and ratio.determined:
        formulas.append(Text.same(f"{two} / {one} {relation(interval_text(ratio))}"))
    return Measure(difference, ratio, None, tuple(formulas))


def _share(part: Interval, whole: Interval) -> Measure:
    share = part.over(whole)
    if share is None:
        return NOTHING
    if not share.determined:
        return Measure(share=share)
    words = f"{bracketed(interval_text(part, 4))} / {bracketed(interval_text(whole, 4))} {relation(percent(share))}"
    return Measure(share=share, formulas=(Text.same(words),))


def at_year(first: Claim, second: Claim, ground: Ground) -> tuple[AtYear, ...]:
    """Each claim of a pair beside what the other's plan prints for that very year.

    Results and baselines only, never interpolated; a past figure may be reckoned back from a printed step.
    """
    return (
        *_beside_facts(second, first, ground, fact_first=True),
        *_beside_facts(first, second, ground, fact_first=False),
    )


def _beside_facts(claim: Claim, other: Claim, ground: Ground, *, fact_first: bool) -> tuple[AtYear, ...]:
    """`claim` beside the facts that `other`'s plan prints for `other`'s place and `claim`'s time."""
    if claim.year is None or claim.is_part or other.is_part:
        return ()
    found = implied(claim, ground.facts)
    if isinstance(found, Missing) or found.basis is Basis.NOT_STATED:
        return ()
    unit_told = claim.definition.unit if found.formula is not None else claim.std.unit
    if unit(unit_told).kind != unit(other.definition.unit).kind:
        return ()
    when = Period(claim.year, claim.year)
    if found.basis is Basis.TOTAL:
        if claim.from_year is None:
            return ()
        when = Period(claim.from_year, claim.year)
    own = told_in(found.interval, unit_told, other.definition.unit)
    result: list[AtYear] = []
    for fact in ground.facts.of_plan(other, found.basis, when):
        if claim.id in {fact.claim.id, fact.claim.beside}:
            continue
        pair = (fact.interval, own, fact.claim, claim) if fact_first else (own, fact.interval, claim, fact.claim)
        sums = claim.definition.sums or other.definition.sums
        measure = measure_of(*pair, ground, sums=sums)
        reckoned = found.formula is not None or fact.formula is not None
        result.append(
            AtYear(
                fact.claim,
                Verdict.COMPARABLE_AFTER if reckoned else Verdict.COMPARABLE,
                measure,
                _at_year_text(claim, own, found.text, fact, measure, ground),
            )
        )
    return tuple(result)


def _at_year_text(claim: Claim, own: Interval, formula: Text, fact: Fact, measure: Measure, ground: Ground) -> Text:
    """ "planned ≈ 2.2, Guangxi reached 0.78 in 2020"."""
    name = ground.collection.places[fact.claim.place].name
    planned = Text.same(interval_text(own))
    if formula.en:
        planned = Text(f"{planned.zh}（{formula.zh}）", f"{planned.en} ({formula.en})")
    reached = Text.same(standard_figure(fact.claim))
    if fact.formula is not None:
        shown = interval_text(fact.interval, decimals(fact.interval))
        reached = Text(f"{shown}（{fact.formula.zh}）", f"{shown} ({fact.formula.en})")
    years = str(claim.year) if fact.basis is not Basis.TOTAL else f"{claim.from_year}–{claim.year}"
    who = ground.collection.places[claim.place].name
    word = Text(f"{who.zh}实际", f"{who.en} reached")
    if claim.type is ClaimType.TARGET:
        word = Text(f"{who.zh}规划", f"{who.en} planned")
    if measure.share is not None and measure.share.determined:
        share = percent(measure.share)
        return Text(
            f"{word.zh} {planned.zh}，{name.zh} {years} 年实际 {reached.zh}，占比 {share}",
            f"{word.en} {planned.en}, of {reached.en} reached by {name.en} in {years}: {share}",
        )
    gap = measure.difference
    told_zh = told_en = ""
    if gap is not None and gap.determined:
        printed = fact.claim.definition.unit
        words = unit_text("points" if printed == "percent" else printed)
        shown = signed_text(gap, decimals(gap))
        told_zh, told_en = f"，相差 {shown} {words.zh}", f": {shown} {words.en}".rstrip()
    return Text(
        f"{word.zh} {planned.zh}，{name.zh} {years} 年实际 {reached.zh}{told_zh}",
        f"{word.en} {planned.en}, {name.en} reached {reached.en} in {years}{told_en}",
    )


def interval_record(name: str, interval: Interval | None) -> dict[str, Any]:
    """A measure as in the machine-readable output: a number when exact, else null beside its bounds."""
    exact = interval.exact if interval is not None else None
    record: dict[str, Any] = {name: _round(exact)}
    if interval is not None and exact is None:
        record[f"{name}_low"] = _round(interval.low)
        record[f"{name}_high"] = _round(interval.high)
    return record


def _round(value: Decimal | None) -> int | float | None:
    return None if value is None else number(round(value, 10))


def measure_record(measure: Measure) -> dict[str, Any]:
    """Difference, ratio and share as in the machine-readable output."""
    return {
        **interval_record("difference", measure.difference),
        **interval_record("ratio", measure.ratio),
        **interval_record("share", measure.share),
    }


def at_year_records(found: tuple[AtYear, ...], lang: str) -> list[dict[str, Any]]:
    """`at_year` as in the machine-readable output."""
    return [
        {
            "claim": a.claim.record(),
            "verdict": str(a.verdict),
            "text": a.text.in_language(lang),
            **measure_record(a.measure),
        }
        for a in found
    ]
