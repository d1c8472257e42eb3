"""What is odd in the plans themselves: every check in turn, then what the encoding acknowledges is set aside."""

from collections.abc import Iterable, Mapping, Sequence

from plancmp.audit.acknowledged import weigh
from plancmp.audit.across import beside_other_plans
from plancmp.audit.ambition import weak_targets
from plancmp.audit.arithmetic import wrong_sums
from plancmp.audit.claim_index import Book, book_of
from plancmp.audit.contradictions import two_values
from plancmp.audit.coupled import implied_denominators
from plancmp.audit.coverage import short_coverage
from plancmp.audit.finding import SEVERITIES, Audit, Finding
from plancmp.audit.increase import unmet_increases
from plancmp.audit.listed import miscounted_lists
from plancmp.audit.parts import unfit_parts
from plancmp.audit.repeated import repeated_figures
from plancmp.chinese.plan_text import PlanText
from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.outcomes import Severity

__all__ = ["Audit", "Finding", "audit"]

CHECKS = (
    two_values,
    wrong_sums,
    unmet_increases,
    unfit_parts,
    weak_targets,
    implied_denominators,
    short_coverage,
    repeated_figures,
    beside_other_plans,
)


def audit(
    plans: Sequence[str],
    claims: Iterable[Claim],
    context: Context,
    *,
    texts: Mapping[str, PlanText] | None = None,
    severities: frozenset[Severity] = frozenset(),
    told: bool = False,
) -> Audit:
    """The findings of the plans, all severities unless some are named.

    `claims` are those of the whole collection, since a result can stand in another plan. `texts` are the plans' texts
    for the check that reads them; without it the lists of names are not counted. `told` shows the acknowledged too.
    """
    period = {ident: context.collection.plans[ident].period for ident in plans}
    ordered = tuple(sorted(dict.fromkeys(plans), key=lambda ident: (period[ident], ident)))
    book = book_of(claims, context)
    findings: list[Finding] = []
    silent: list[Finding] = []
    for plan in ordered:
        weighed = weigh(plan, _found(plan, book, (texts or {}).get(plan)), book)
        findings.extend(sorted(weighed.findings, key=_order))
        silent.extend(sorted(weighed.silent, key=_order))
    kept = tuple(f for f in findings if not severities or f.severity in severities)
    quiet = tuple(f for f in silent if not severities or f.severity in severities)
    unread = tuple(plan for plan in ordered if plan not in (texts or {}))
    return Audit(ordered, kept, context.collection, quiet, told, unread)


def _found(plan: str, book: Book, text: PlanText | None) -> list[Finding]:
    findings = [finding for check in CHECKS for finding in check(plan, book)]
    if text is not None:
        findings.extend(miscounted_lists(plan, book, text))
    return findings


def _order(finding: Finding) -> tuple[int, tuple[int, int, int]]:
    """The heaviest first, then the order of the text."""
    place = min((c.order for c in finding.claims if c.plan == finding.plan), default=(0, 0, 0))
    return SEVERITIES.index(finding.severity), place
