"""Two claims: may they be compared, why, and with what result. Pure; the heart of the program.

The questions are asked in a fixed order. The first that answers names the verdict, every later obstacle is
still listed, and each reason names the field that decided.
"""

from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.conversions import Conversion, convert_claim
from plancmp.compare.formatting import format_with_unit
from plancmp.compare.measures import NOTHING, AtYear, Context, Measure, compare_at_year, measure_pair
from plancmp.compare.questions import QUESTIONS, Answer, note_differences
from plancmp.compare.reason import Reason
from plancmp.compare.relations import SAME, Related
from plancmp.vocabulary import Relation, Verdict
from plancmp.words import Text


class Comparison(NamedTuple):
    """First and second claim, whether they may be compared, all reasons, and what follows."""

    first: Claim
    second: Claim
    verdict: Verdict
    reasons: tuple[Reason, ...]
    related: Related
    measure: Measure = NOTHING
    conversion: Conversion | None = None
    """The second figure in an absolute basis, where it had to be converted."""
    at_year: tuple[AtYear, ...] = ()
    valid: bool = False
    """Whether measures may follow: nothing stands between the two but conversions, or that one plan assigns it."""


COMPUTABLE = frozenset({Verdict.COMPARABLE, Verdict.COMPARABLE_AFTER})


def compare(first: Claim, second: Claim, context: Context) -> Comparison | None:
    """The verdict on a pair, or None where no mapping leads from one indicator to the other."""
    related = context.relations.relate(first.indicator, second.indicator)
    if related is None:
        return None
    if first.id == second.id:
        reason = Reason("id", Text("同一条", "the same statement"))
        measure = measure_pair(first, second, context)
        return Comparison(first, second, Verdict.COMPARABLE, (reason,), SAME, measure, valid=True)
    answers = [answer for question in QUESTIONS for answer in question(first, second, related, context)]
    verdict = answers[0][0] if answers else Verdict.COMPARABLE
    reasons = (*(reason for _, reason in answers), *note_differences(first, second))
    return _with_measures(Comparison(first, second, verdict, reasons, related), answers, context)


def _with_measures(comparison: Comparison, answers: list[Answer], context: Context) -> Comparison:
    first, second = comparison.first, comparison.second
    found = convert_claim(second, context.facts)
    own = found if isinstance(found, Conversion) and found.formula is not None else None
    verdicts = {verdict for verdict, _ in answers}
    if verdicts <= {Verdict.ASSIGNED, *COMPUTABLE}:
        measure = measure_pair(first, second, context)
        reasons = (*comparison.reasons, *_not_reckoned(measure, first, second, context))
        return comparison._replace(measure=measure, conversion=own, reasons=reasons, valid=True)
    if Verdict.OTHER_PERIOD in verdicts and comparison.related.relation is Relation.EXACT:
        return comparison._replace(conversion=own, at_year=compare_at_year(first, second, context))
    return comparison._replace(conversion=own)


def _not_reckoned(measure: Measure, first: Claim, second: Claim, context: Context) -> tuple[Reason, ...]:
    """Why a valid pair has no figure: bound against bound, or sums of places of different levels."""
    chosen = measure.share if measure.share is not None else measure.difference
    if chosen is not None and chosen.determined:
        return ()
    if chosen is None:
        a, b = (context.collection.places[c.place] for c in (first, second))
        text = Text(
            f"{a.name.zh}（{a.level.label.zh}）与{b.name.zh}（{b.level.label.zh}）层级不同，总量不相减",
            f"{a.name.en} ({a.level.label.en}) and {b.name.en} ({b.level.label.en}): "
            "totals of different levels are not subtracted",
        )
        return (Reason("place", text),)
    what = Text("占比", "the share") if measure.share is not None else Text("差", "the difference")
    a_text, b_text = format_with_unit(first), format_with_unit(second)
    zh = f"{a_text.zh} 与 {b_text.zh}：界限对界限，{what.zh}不能定"
    en = f"{a_text.en} against {b_text.en}: bound against bound, {what.en} is not determined"
    return (Reason("comparator", Text(zh, en)),)
