"""What may be reckoned from a pair of figures: difference, ratio, share, and the facts of the very year."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import Claim, number
from plancmp.compare.conversions import Conversion, MissingInput, convert_claim, convert_pair
from plancmp.compare.facts import Fact, Facts, get_interval
from plancmp.compare.formatting import (
    attach_unit,
    count_decimals,
    format_equals,
    format_interval,
    format_operand,
    format_percent,
    format_ratio,
    format_signed,
    format_standard_figure,
    put_in_brackets,
    qualify_claim,
)
from plancmp.compare.interval import Interval, make_point
from plancmp.compare.relations import Relations
from plancmp.compare.spans import get_span
from plancmp.model import Collection
from plancmp.units import convert, has_ratios, unit
from plancmp.vocabulary import Basis, ClaimType, Verdict
from plancmp.words import Text, say


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
    brief: Text
    """What was reached in that year, without the plan's own figure."""


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
    if first.basis == second.basis:
        b = convert_interval(get_interval(second), second.std.unit, first.std.unit)
        return measure_figures(get_interval(first), b, first, second, context, sums=has_sums(first, second))
    one, two = convert_pair(first, second, context.facts)
    if isinstance(one, MissingInput) or isinstance(two, MissingInput):
        return NOTHING
    wanted = _get_unit(first, one)
    b = convert_interval(two.interval, _get_unit(second, two), wanted)
    sums = has_sums(first, second) and one.basis not in RATES
    return measure_figures(one.interval, b, first, second, context, sums=sums)


def _get_unit(claim: Claim, conversion: Conversion) -> str:
    """The unit that the figure of a conversion is told in."""
    if conversion.unit is not None:
        return conversion.unit
    return claim.std.unit if conversion.formula is None else claim.definition.unit


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
            return _measure_share(b, a)
        return _measure_share(a, b) if context.is_inside(first.place, second.place) else NOTHING
    difference, ratio = b - a, b.divide_by(a) if has_ratios(first.std.unit) else None
    one, two = format_operand(a), format_operand(b)
    formulas = [Text.same(f"{two} - {one} {format_equals(format_signed(difference))}")] if difference.determined else []
    if ratio is not None and ratio.determined:
        formulas.append(Text.same(f"{two} / {one} {format_equals(format_ratio(ratio))}"))
    return Measure(difference, ratio, None, tuple(formulas))


def _measure_share(part: Interval, whole: Interval) -> Measure:
    share = part.divide_by(whole)
    if share is None:
        return NOTHING
    if not share.determined:
        return Measure(share=share)
    words = f"{format_operand(part)} / {format_operand(whole)} {format_equals(format_percent(share))}"
    return Measure(share=share, formulas=(Text.same(words),))


def compare_at_year(first: Claim, second: Claim, context: Context) -> tuple[AtYear, ...]:
    """Each claim of a pair beside what the other's plan prints for that very year.

    Results and baselines only, never interpolated; a past figure may be reckoned back from a printed step.
    """
    return (
        *_set_beside_facts(second, first, context, fact_first=True),
        *_set_beside_facts(first, second, context, fact_first=False),
    )


def _set_beside_facts(claim: Claim, other: Claim, context: Context, *, fact_first: bool) -> Iterator[AtYear]:
    """`claim` beside the facts for `other`'s place and `claim`'s time that `other`'s plan prints, else, of another place, the
    best that another document does.
    """
    found = None if claim.is_part or other.is_part else convert_claim(claim, context.facts)
    if not isinstance(found, Conversion) or found.basis is Basis.NOT_STATED:
        return
    span = get_span(claim, found.basis)
    told, wanted = _get_unit(claim, found), other.definition.unit
    if span is None or unit(told).kind != unit(wanted).kind:
        return
    own = convert_interval(found.interval, told, wanted)
    sums = claim.definition.sums or other.definition.sums
    printed = context.facts.list_of_plan(other, found.basis, span)
    elsewhere = None if printed or claim.place == other.place else context.facts.find(other, found.basis, span)
    for fact in printed if elsewhere is None else (elsewhere,):
        if claim.id in {fact.claim.id, fact.claim.beside}:
            continue
        pair = (fact.interval, own, fact.claim, claim) if fact_first else (own, fact.interval, claim, fact.claim)
        measure = measure_figures(*pair, context, sums=sums)
        is_reckoned = found.formula is not None or fact.formula is not None
        verdict = Verdict.COMPARABLE_AFTER if is_reckoned else Verdict.COMPARABLE
        years = str(span).replace("-", "–")
        is_whole = context.is_inside(claim.place, fact.claim.place)
        brief = _phrase_fact(fact, years, measure, context, is_whole=is_whole, brief=True)
        reached = _phrase_fact(fact, years, measure, context, is_whole=is_whole, brief=False)
        text = _phrase_at_year(claim, own, found.text, fact, measure, reached, context)
        yield AtYear(fact.claim, verdict, measure, text, brief)


def _phrase_fact(fact: Fact, years: str, measure: Measure, context: Context, *, is_whole: bool, brief: bool) -> Text:
    """ "Guangxi reached 0.78 in 2020"; of what has a share in it "of 2,806 reached by Guangxi in 2020: 13.7 %", or where that
    stands alone "13.7 % of the 2,806 that Guangxi reached in 2020".
    """
    figure = phrase_fact(fact)
    place = context.collection.places[fact.claim.place].name
    reached = say(
        "{place} {years} 年实际 {figure}",
        "{place} reached {figure} in {years}",
        place=place,
        years=years,
        figure=figure,
    )
    if measure.share is None or not measure.share.determined:
        return reached
    if not is_whole:
        share = format_percent(measure.share)
        return say("{reached}，占对方的 {share}", "{reached}, {share} of the other", reached=reached, share=share)
    if brief:
        return say(
            "占{place} {years} 年实际 {figure} 的 {share}",
            "{share} of the {figure} that {place} reached in {years}",
            place=place,
            years=years,
            figure=figure,
            share=format_percent(measure.share),
        )
    return say(
        "{place} {years} 年实际 {figure}，占比 {share}",
        "of {figure} reached by {place} in {years}: {share}",
        place=place,
        years=years,
        figure=figure,
        share=format_percent(measure.share),
    )


def _phrase_at_year(
    claim: Claim, own: Interval, formula: Text, fact: Fact, measure: Measure, reached: Text, context: Context
) -> Text:
    """ "Nanning planned ≈ 2.2, Guangxi reached 0.78 in 2020: ≈ +1.42 points"."""
    words = say(
        "{place}{word} {figure}，{reached}",
        "{place} {word} {figure}, {reached}",
        place=context.collection.places[claim.place].name,
        word=Text("规划", "planned") if claim.type is ClaimType.TARGET else Text("实际", "reached"),
        figure=add_formula(format_interval(own), formula),
        reached=reached,
    )
    gap = measure.difference
    if gap is None or not gap.determined:
        return words
    printed = fact.claim.definition.unit
    told = attach_unit(format_signed(gap, count_decimals(gap)), "points" if printed == "percent" else printed)
    return say("{words}，相差 {gap}", "{words}: {gap}", words=words, gap=told)


def phrase_fact(fact: Fact) -> Text:
    """The figure of a fact, how it was reckoned where it was, and what sets it apart from a final one of an issuer."""
    if fact.formula is not None:
        return add_formula(format_interval(fact.interval, count_decimals(fact.interval)), fact.formula)
    return put_in_brackets(Text.same(format_standard_figure(fact.claim)), qualify_claim(fact.claim))


def add_formula(figure: str, formula: Text) -> Text:
    """A figure, and how it was reckoned where it was."""
    return (
        say("{figure}（{formula}）", "{figure} ({formula})", figure=figure, formula=formula)
        if formula.en
        else Text.same(figure)
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


def record_formulas(measure: Measure, inputs: Sequence[str], lang: str) -> list[dict[str, Any]]:
    """How each determined measure was reckoned: in words, from which claims, and what came out."""
    told = [(name, getattr(measure, name)) for name in ("difference", "ratio", "share")]
    found = [(name, interval) for name, interval in told if interval is not None and interval.determined]
    return [
        {"text": text.in_language(lang), "inputs": list(inputs), **record_interval("result", interval), "measure": name}
        for (name, interval), text in zip(found, measure.formulas, strict=True)
    ]


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
