"""What the tests of two claims share: a pair among more indicators, one target alone, reasons as they are told."""

from small import INDICATORS, PLACES, collection_of, context_of, plan

from plancmp.claim import Claim
from plancmp.compare import Comparison, Context, compare
from plancmp.model import Collection, Indicator, Observed, Plan, Target
from plancmp.vocabulary import ClaimType

YEARS_16 = "2016-2020"


def reasons(pair: Comparison) -> list[tuple[str, str, str]]:
    """Field and both wordings of every reason."""
    return [(r.field, r.text.zh, r.text.en) for r in pair.reasons]


def with_indicators(more: dict[str, Indicator], **plans: Plan) -> Comparison | None:
    """The first claims of two plans, in a collection that has more indicators."""
    every, context = context_of(Collection(PLACES, {**INDICATORS, **more}, plans))
    first, second = (next(c for c in every if c.plan == name) for name in list(plans)[:2])
    return compare(first, second, context)


def target_of(*entries: Target | Observed) -> tuple[Claim, Context]:
    """The first target of a plan of alpha, and the context under it."""
    every, context = context_of(collection_of(a=plan("alpha", *entries)))
    return next(c for c in every if c.type is ClaimType.TARGET), context
