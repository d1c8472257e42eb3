"""What was reached of a target in its very time, by its own place: planned about 2.2 for 2020, reached 1.5."""

from collections.abc import Sequence

from plancmp.claim import Claim
from plancmp.compare.conversions import Conversion, convert_claim
from plancmp.compare.facts import Fact, get_interval
from plancmp.compare.formatting import (
    attach_unit,
    count_decimals,
    format_equals,
    format_interval,
    format_operand,
    format_signed,
    format_with_unit,
    phrase_time,
    put_in_brackets,
    qualify_claim,
)
from plancmp.compare.measures import AtYear, Context, Measure, add_formula, phrase_fact
from plancmp.compare.spans import get_span
from plancmp.compare.verdict import Comparison
from plancmp.units import has_ratios, unit
from plancmp.vocabulary import Basis, ClaimType, Verdict
from plancmp.words import Text, say


def add_reached(pair: Comparison, targets: Sequence[Claim], context: Context) -> Comparison:
    """A pair with what was reached of `targets`, of each that is one of the two."""
    found = (find_reached(claim, context) for claim in targets)
    return pair._replace(reached=tuple(beside for beside in found if beside is not None))


def find_reached(target: Claim, context: Context) -> AtYear | None:
    """A target beside the best result of its own place, part, scope, prices and time, in whatever document it stands; what was
    reached less what was planned. None for a result, and where none is printed for that very time.
    """
    if target.type is not ClaimType.TARGET or target.than is not None or target.basis is Basis.NOT_STATED:
        return None
    planned = Conversion(get_interval(target), target.basis)
    fact = context.facts.find_step(target)
    if fact is None:
        found = convert_claim(target, context.facts)
        span = get_span(target, found.basis) if isinstance(found, Conversion) else None
        if not isinstance(found, Conversion) or span is None:
            return None
        planned, fact = found, context.facts.find(target, found.basis, span)
    if fact is None or target.id in {fact.claim.id, fact.claim.beside} or "year" in fact.claim.unclear:
        return None
    return _set_beside(target, planned, fact, context)


def _set_beside(target: Claim, planned: Conversion, fact: Fact, context: Context) -> AtYear:
    """The words and measures of a target, as it is told or as it was reckoned, and of what was reached."""
    is_reckoned = planned.formula is not None
    figure = format_with_unit(target)
    if is_reckoned:
        figure = add_formula(format_interval(planned.interval, count_decimals(planned.interval)), planned.text)
    told = short = phrase_fact(fact)
    if fact.formula is None:
        told = put_in_brackets(format_with_unit(fact.claim), qualify_claim(fact.claim))
        short = told if is_reckoned or unit(fact.claim.unit).scale > 1 else short  # 6.95 beside 650 million is misread
    place, time = context.collection.places[target.place].name, phrase_time(target)
    brief = say("{place}自身实际 {reached}", "{place} itself reached {reached}", place=place, reached=short)
    if is_reckoned:
        printed = planned.unit or target.definition.unit
        own = attach_unit(format_interval(planned.interval, count_decimals(planned.interval)), printed)
        brief = say(
            "{place}规划 {own}，实际 {reached}", "{place} planned {own}, reached {reached}",
            place=place, own=own, reached=short,
        )  # fmt: skip
    text = say(
        "{place}规划 {figure}，{time}实际 {reached}", "{place} planned {figure}, and reached {reached} in {time}",
        place=place, figure=figure, time=time, reached=told,
    )  # fmt: skip
    verdict = Verdict.COMPARABLE_AFTER if is_reckoned or fact.formula is not None else Verdict.COMPARABLE
    return AtYear(fact.claim, verdict, _measure(planned, fact, target), text, brief)


def _measure(planned: Conversion, fact: Fact, target: Claim) -> Measure:
    """What was reached less what was planned, and over it; nothing between two units."""
    own = planned.unit or (target.std.unit if planned.formula is None else target.definition.unit)
    if own != fact.claim.std.unit and fact.formula is None:
        return Measure()
    difference = fact.interval - planned.interval
    ratio = fact.interval.divide_by(planned.interval) if has_ratios(own) else None
    words = f"{format_operand(fact.interval)} - {format_operand(planned.interval)}"
    formula = Text.same(f"{words} {format_equals(format_signed(difference))}")
    return Measure(difference, ratio, None, (formula,) if difference.determined else ())
