"""What may be reckoned from a pair of figures: difference, ratio, share, and the facts of the very year."""

from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import Claim, number
from plancmp.compare.conversions import MissingInput, convert_claim, format_percent
from plancmp.compare.facts import Fact, Facts, count_decimals, get_interval
from plancmp.compare.formatting import (
    bracket,
    format_equals,
    format_interval,
    format_signed,
    format_standard_figure,
    name_unit,
)
from plancmp.compare.interval import Interval, make_point
from plancmp.compare.relations import Relations
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


class Context(NamedTuple):
    """What comparisons stand on: the places, the relations between indicators, the printed facts."""

    collection: Collection
    relations: Relations
    facts: Facts

    def is_inside(self, lower: str, upper: str) -> bool:
        """Whether `lower` lies within `upper` (at any depth)."""
        return upper in self.collection.chain(lower)


RATES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE})
"""Bases whose figures do not add up, whatever they are rates of."""


def has_sums(first: Claim, second: Claim) -> bool:
    """Whether the figures of a pair, told in one basis, are sums: parts of them add up to the whole."""
    rates = first.basis == second.basis and first.basis in RATES
    return (first.definition.sums or second.definition.sums) and not rates


def measure_pair(first: Claim, second: Claim, context: Context) -> Measure:
    """Difference second - first, ratio second / first, or the share of a part in its whole."""
    a, b = _in_shared_basis(first, second, context.facts), _in_shared_basis(second, first, context.facts)
    if a is None or b is None:
        return NOTHING
    return measure_figures(a[0], convert_interval(*b, a[1]), first, second, context, sums=has_sums(first, second))


def _in_shared_basis(claim: Claim, other: Claim, facts: Facts) -> tuple[Interval, str] | None:
    """The figure that enters a measure, and its unit: as it is where the bases agree, else converted."""
    if claim.basis == other.basis:
        return get_interval(claim), claim.std.unit
    found = convert_claim(claim, facts)
    if isinstance(found, MissingInput):
        return None
    return found.interval, claim.std.unit if found.formula is None else claim.definition.unit


def convert_interval(interval: Interval, source: str, target: str) -> Interval:
    """An interval in unit `source`, told in `target`; as it is where no factor lies between them."""
    if source == target or unit(source).factor == unit(target).factor:
        return interval
    return interval * make_point(convert(Decimal(1), source, target))


def measure_figures(a: Interval, b: Interval, first: Claim, second: Claim, context: Context, *, sums: bool) -> Measure:
    """The measures of two figures in one basis and unit; `sums` says whether parts of them add up.

    Difference and ratio stand between like and like: shares, densities and rates between any levels, sums only
    between places of one level. A sum inside another has a share in it.
    """
    places = context.collection.places
    if sums and places[first.place].level is not places[second.place].level:
        if context.is_inside(second.place, first.place):
            return _share(b, a)
        return _share(a, b) if context.is_inside(first.place, second.place) else NOTHING
    difference, ratio = b - a, b.divide_by(a)
    one, two = bracket(format_interval(a, 4)), bracket(format_interval(b, 4))
    formulas = [Text.same(f"{two} - {one} {format_equals(format_signed(difference))}")] if difference.determined else []
    if ratio is not None and ratio.determined:
        formulas.append(Text.same(f"{two} / {one} {format_equals(format_interval(ratio))}"))
    return Measure(difference, ratio, None, tuple(formulas))


def _share(part: Interval, whole: Interval) -> Measure:
    share = part.divide_by(whole)
    if share is None:
        return NOTHING
    if not share.determined:
        return Measure(share=share)
    words = f"{bracket(format_interval(part, 4))} / {bracket(format_interval(whole, 4))} {format_equals(format_percent(share))}"
    return Measure(share=share, formulas=(Text.same(words),))


def compare_at_year(first: Claim, second: Claim, context: Context) -> tuple[AtYear, ...]:
    """Each claim of a pair beside what the other's plan prints for that very year.

    Results and baselines only, never interpolated; a past figure may be reckoned back from a printed step.
    """
    return (
        *_beside_facts(second, first, context, fact_first=True),
        *_beside_facts(first, second, context, fact_first=False),
    )


def _beside_facts(claim: Claim, other: Claim, context: Context, *, fact_first: bool) -> tuple[AtYear, ...]:
    """`claim` beside the facts that `other`'s plan prints for `other`'s place and `claim`'s time."""
    if claim.year is None or claim.is_part or other.is_part:
        return ()
    found = convert_claim(claim, context.facts)
    if isinstance(found, MissingInput) or found.basis is Basis.NOT_STATED:
        return ()
    unit_told = claim.definition.unit if found.formula is not None else claim.std.unit
    if unit(unit_told).kind != unit(other.definition.unit).kind:
        return ()
    when = Period(claim.year, claim.year)
    if found.basis is Basis.TOTAL:
        if claim.from_year is None:
            return ()
        when = Period(claim.from_year, claim.year)
    own = convert_interval(found.interval, unit_told, other.definition.unit)
    result: list[AtYear] = []
    for fact in context.facts.list_of_plan(other, found.basis, when):
        if claim.id in {fact.claim.id, fact.claim.beside}:
            continue
        pair = (fact.interval, own, fact.claim, claim) if fact_first else (own, fact.interval, claim, fact.claim)
        sums = claim.definition.sums or other.definition.sums
        measure = measure_figures(*pair, context, sums=sums)
        reckoned = found.formula is not None or fact.formula is not None
        result.append(
            AtYear(
                fact.claim,
                Verdict.COMPARABLE_AFTER if reckoned else Verdict.COMPARABLE,
                measure,
                _at_year_text(claim, own, found.text, fact, measure, context),
            )
        )
    return tuple(result)


def _at_year_text(claim: Claim, own: Interval, formula: Text, fact: Fact, measure: Measure, context: Context) -> Text:
    """ "planned ≈ 2.2, Guangxi reached 0.78 in 2020"."""
    name = context.collection.places[fact.claim.place].name
    planned = Text.same(format_interval(own))
    if formula.en:
        planned = Text(f"{planned.zh}（{formula.zh}）", f"{planned.en} ({formula.en})")
    reached = Text.same(format_standard_figure(fact.claim))
    if fact.formula is not None:
        shown = format_interval(fact.interval, count_decimals(fact.interval))
        reached = Text(f"{shown}（{fact.formula.zh}）", f"{shown} ({fact.formula.en})")
    years = str(claim.year) if fact.basis is not Basis.TOTAL else f"{claim.from_year}–{claim.year}"
    who = context.collection.places[claim.place].name
    word = Text(f"{who.zh}实际", f"{who.en} reached")
    if claim.type is ClaimType.TARGET:
        word = Text(f"{who.zh}规划", f"{who.en} planned")
    if measure.share is not None and measure.share.determined:
        share = format_percent(measure.share)
        return Text(
            f"{word.zh} {planned.zh}，{name.zh} {years} 年实际 {reached.zh}，占比 {share}",
            f"{word.en} {planned.en}, of {reached.en} reached by {name.en} in {years}: {share}",
        )
    gap = measure.difference
    told_zh = told_en = ""
    if gap is not None and gap.determined:
        printed = fact.claim.definition.unit
        words = name_unit("points" if printed == "percent" else printed)
        shown = format_signed(gap, count_decimals(gap))
        told_zh, told_en = f"，相差 {shown} {words.zh}", f": {shown} {words.en}".rstrip()
    return Text(
        f"{word.zh} {planned.zh}，{name.zh} {years} 年实际 {reached.zh}{told_zh}",
        f"{word.en} {planned.en}, {name.en} reached {reached.en} in {years}{told_en}",
    )


def record_interval(name: str, interval: Interval | None) -> dict[str, Any]:
    """A measure as in the machine-readable output: a number when exact, else null beside its bounds."""
    exact = interval.exact if interval is not None else None
    record: dict[str, Any] = {name: _round(exact)}
    if interval is not None and exact is None:
        record[f"{name}_low"] = _round(interval.low)
        record[f"{name}_high"] = _round(interval.high)
    return record


def _round(value: Decimal | None) -> int | float | None:
    return None if value is None else number(round(value, 10))


def record_measure(measure: Measure) -> dict[str, Any]:
    """Difference, ratio and share as in the machine-readable output."""
    return {
        **record_interval("difference", measure.difference),
        **record_interval("ratio", measure.ratio),
        **record_interval("share", measure.share),
    }


def record_at_year(found: tuple[AtYear, ...], lang: str) -> list[dict[str, Any]]:
    """`at_year` as in the machine-readable output."""
    return [
        {
            "claim": a.claim.record(),
            "verdict": str(a.verdict),
            "text": a.text.in_language(lang),
            **record_measure(a.measure),
        }
        for a in found
    ]
