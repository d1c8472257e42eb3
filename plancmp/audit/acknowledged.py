"""Findings that a curator has looked at (`known:`): silent while the expectation holds, findings again when not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from plancmp.audit.claim_index import Book
from plancmp.audit.finding import Finding
from plancmp.model import Known
from plancmp.outcomes import FindingKind, Severity
from plancmp.words import COMMA, Text


@dataclass(frozen=True, slots=True)
class Weighed:
    """The findings of a plan after its acknowledgements: those that speak, and those that are silent."""

    findings: tuple[Finding, ...]
    silent: tuple[Finding, ...]


def weigh(plan: str, findings: Sequence[Finding], book: Book) -> Weighed:
    """Set the acknowledged findings of a plan aside; an acknowledgement that no longer fits is a finding of its own.

    One fits a finding of its kind with the same claims. Its `expect` names fields of `computed`, or of the claims'
    records, the claims' values in the order of `claims` with " / " between.
    """
    speaking, silent, changed = list(findings), [], []
    for known in book.context.collection.plans[plan].known:
        matching = [f for f in speaking if f.kind == known.finding and _ids(f) == set(known.claims)]
        if not matching:
            changed.append(_changed(plan, known, None, (), book))
            continue
        found, broken = min(((f, _broken(known, f)) for f in matching), key=lambda item: len(item[1]))
        if broken:
            changed.append(_changed(plan, known, found, broken, book))
            continue
        speaking.remove(found)
        silent.append(replace(found, because=known.because))
    return Weighed((*speaking, *changed), tuple(silent))


def _broken(known: Known, finding: Finding) -> tuple[tuple[str, str, str], ...]:
    """The fields of an expectation that do not hold: name, expected, now."""
    now = {name: _now(name, known, finding) for name in known.expect}
    return tuple((name, wanted, now[name]) for name, wanted in known.expect.items() if not _equal(wanted, now[name]))


def _ids(finding: Finding) -> set[str]:
    return {c.id for c in finding.claims}


def _now(name: str, known: Known, finding: Finding) -> str:
    """The present value of an expected field."""
    if name in finding.computed:
        return _say(finding.computed[name])
    claims = {c.id: c.record() for c in finding.claims}
    return " / ".join(_say(claims[ident].get(name)) for ident in known.claims)


def _say(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(_say(v) for v in value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _equal(wanted: str, now: str) -> bool:
    a, b = ([part.strip() for part in text.split("/")] for text in (wanted, now))
    return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))


def _same(a: str, b: str) -> bool:
    try:
        return Decimal(a) == Decimal(b)
    except InvalidOperation:
        return a == b


def _changed(
    plan: str, known: Known, found: Finding | None, broken: tuple[tuple[str, str, str], ...], book: Book
) -> Finding:
    ids = {c.id: c for c in book.by_plan.get(plan, ())}
    claims = tuple(ids[i] for i in known.claims if i in ids)
    missing = [i for i in known.claims if i not in ids]
    label = FindingKind.read(known.finding).label if known.finding in set(FindingKind) else Text.same(known.finding)
    listed = ", ".join(known.claims)
    if found is None:
        why = Text(
            f"已不再出现（条目：{listed}）" + (f"，其中 {'、'.join(missing)} 已不存在" if missing else ""),
            f"is no longer found (claims: {listed})" + (f"; {', '.join(missing)} is gone" if missing else ""),
        )
    else:
        told = COMMA.join(
            [
                Text(f"{n} 应为 {w}，现为 {now or '无'}", f"{n} is expected to be {w} and is {now or 'absent'}")
                for n, w, now in broken
            ]
        )
        why = Text(f"与预期不符：{told.zh}", f"does not meet its expectation: {told.en}")
    return Finding(
        plan,
        FindingKind.KNOWN_CHANGED,
        found.severity if found is not None and found.severity is not Severity.INFORMATION else Severity.TENSION,
        claims,
        Text(
            f"收录中已确认的发现“{label.zh}”{why.zh}。",
            f"The acknowledged finding “{label.en}” {why.en}.",
        ),
        {
            "known": known.finding,
            "claims": list(known.claims),
            "expected": {n: w for n, w, _ in broken},
            "found": {n: now for n, _, now in broken},
        },
        (Text(f"确认的理由：{known.because}", f"acknowledged because: {known.because}"),),
    )
