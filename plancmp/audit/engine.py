"""What is odd in the plans themselves: every check in turn, then what the encoding acknowledges is set aside."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from plancmp.audit.ambition import find_weak_targets
from plancmp.audit.arithmetic import find_unmet_increases, find_wrong_sums
from plancmp.audit.claim_index import ClaimIndex, index_claims
from plancmp.audit.contradictions import find_differing_plans, find_repeated_figures, find_two_values, find_two_years
from plancmp.audit.denominators import find_implied_denominators
from plancmp.audit.name_lists import find_miscounted_lists
from plancmp.audit.result import SEVERITIES, Audit, Finding
from plancmp.audit.totals import find_short_coverage, find_unfit_parts
from plancmp.chinese.plan_text import PlanText
from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.document_parts import Known
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import Completeness
from plancmp.words import Text, say

CHECKS = (
    find_two_values,
    find_two_years,
    find_wrong_sums,
    find_unmet_increases,
    find_unfit_parts,
    find_weak_targets,
    find_implied_denominators,
    find_short_coverage,
    find_repeated_figures,
    find_differing_plans,
)


def audit(
    plans: Sequence[str],
    claims: Iterable[Claim],
    context: Context,
    *,
    texts: Mapping[str, PlanText] | None = None,
    severities: frozenset[Severity] = frozenset(),
    show_acknowledged: bool = False,
) -> Audit:
    """The findings of the plans, all severities unless some are named.

    `claims` are those of the whole collection, since a result can stand in another plan. `texts` are the plans' texts
    for the check that reads them: without it the lists of names are not counted, nor are those of a document that is
    encoded in part, whose lists nobody has read.
    """
    period = {ident: context.collection.plans[ident].period for ident in plans}
    ordered = tuple(sorted(period, key=lambda ident: (period[ident], ident)))
    index, texts = index_claims(claims, context), texts or {}
    whole = [p for p in ordered if context.collection.plans[p].encoding is Completeness.COMPLETE]
    found = [
        finding
        for plan in ordered
        for finding in _audit_plan(plan, index, texts.get(plan) if plan in whole else None)
        if not severities or finding.severity in severities
    ]
    open_, acknowledged = (tuple(f for f in found if bool(f.because) is known) for known in (False, True))
    return Audit(
        ordered,
        open_,
        context.collection,
        acknowledged,
        show_acknowledged,
        tuple(plan for plan in whole if plan not in texts),
    )


def _audit_plan(plan: str, index: ClaimIndex, text: PlanText | None) -> list[Finding]:
    """The findings of one plan, the acknowledged ones among them."""
    found = [finding for check in CHECKS for finding in check(plan, index)]
    if text is not None:
        found += find_miscounted_lists(plan, index, text)
    return sorted(weigh_acknowledgements(plan, found, index), key=_rank)


def _rank(finding: Finding) -> tuple[int, tuple[int, int, int]]:
    """The heaviest first, then the order of the text."""
    place = min((c.order for c in finding.claims if c.plan == finding.plan), default=(0, 0, 0))
    return SEVERITIES.index(finding.severity), place


def weigh_acknowledgements(plan: str, findings: Sequence[Finding], index: ClaimIndex) -> list[Finding]:
    """The findings of a plan, an acknowledged one with its reason; an acknowledgement that no longer fits is one of its own.

    One fits a finding of its kind with the same claims. Its `expect` names fields of `computed`, or of the claims'
    records, the claims' values in the order of `claims` with " / " between.
    """
    speaking, silent, changed = list(findings), [], []
    for known in index.context.collection.plans[plan].known:
        fitting = [f for f in speaking if f.kind == known.finding and {c.id for c in f.claims} == set(known.claims)]
        broken = {number: _compare_with_expectation(known, finding) for number, finding in enumerate(fitting)}
        best = min(broken, key=lambda number: len(broken[number]), default=None)
        if best is None:
            changed.append(_report_change(plan, known, None, {}, index))
        elif broken[best]:
            changed.append(_report_change(plan, known, fitting[best], broken[best], index))
        else:
            speaking.remove(fitting[best])
            silent.append(fitting[best]._replace(because=known.because))
    return [*speaking, *changed, *silent]


def _compare_with_expectation(known: Known, finding: Finding) -> dict[str, str]:
    """The fields that an acknowledgement expects otherwise, as they are now."""
    now = {name: _read_field(name, known, finding) for name in known.expect}
    return {name: now[name] for name, expected in known.expect.items() if not _is_equal(expected, now[name])}


def _read_field(name: str, known: Known, finding: Finding) -> str:
    """The present value of a field of the computation, or of the claims."""
    if name in finding.computed:
        return _write_value(finding.computed[name])
    records = {c.id: c.record() for c in finding.claims}
    return _write_value([records[ident].get(name) for ident in known.claims])


def _write_value(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(map(_write_value, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _is_equal(expected: str, now: str) -> bool:
    a, b = ([_read_number(part.strip()) for part in text.split("/")] for text in (expected, now))
    return a == b


def _read_number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _report_change(
    plan: str, known: Known, finding: Finding | None, broken: Mapping[str, str], index: ClaimIndex
) -> Finding:
    """An acknowledgement whose finding is gone (None), or has other values than it expects."""
    ids = {c.id: c for c in index.by_plan.get(plan, ())}
    missing = [ident for ident in known.claims if ident not in ids]
    text = say(
        "收录中已确认的发现“{name}”{why}。",
        "The acknowledged finding “{name}” {why}.",
        name=FindingKind.read(known.finding) if known.finding in set(FindingKind) else known.finding,
        why=_explain_loss(known, missing) if finding is None else _explain_breach(known, broken),
    )
    severity = Severity.TENSION if finding is None else finding.severity
    computed = {
        "known": known.finding,
        "claims": list(known.claims),
        "expected": {name: known.expect[name] for name in broken},
        "found": dict(broken),
    }
    return Finding(
        plan,
        FindingKind.KNOWN_CHANGED,
        Severity.TENSION if severity is Severity.INFORMATION else severity,
        tuple(ids[ident] for ident in known.claims if ident in ids),
        text,
        computed,
        (say("确认的理由：{why}", "acknowledged because: {why}", why=known.because),),
    )


def _explain_loss(known: Known, missing: Sequence[str]) -> Text:
    gone = say("，其中 {ids} 已不存在", "; {ids} is gone", ids=list(missing)) if missing else ""
    return say(
        "已不再出现（条目：{claims}）{gone}",
        "is no longer found (claims: {claims}){gone}",
        claims=", ".join(known.claims),
        gone=gone,
    )


def _explain_breach(known: Known, broken: Mapping[str, str]) -> Text:
    fields = [
        say(
            "{name} 应为 {expected}，现为 {now}",
            "{name} is expected to be {expected} and is {now}",
            name=name,
            expected=known.expect[name],
            now=now or Text("无", "absent"),
        )
        for name, now in broken.items()
    ]
    return say("与预期不符：{fields}", "does not meet its expectation: {fields}", fields=fields)
