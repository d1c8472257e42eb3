"""What an audit hands back: findings with their claims, the reckoning, and what may explain them."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.audit.rounding import Estimate
from plancmp.claim import Claim
from plancmp.compare.interval import Interval
from plancmp.model import Collection
from plancmp.outcomes import FindingKind, Severity
from plancmp.words import COMMA, Text, say

SEVERITIES = tuple(Severity)


class Candidate(NamedTuple):
    """What may explain a finding. It is a guess, and never part of the finding."""

    kind: str
    text: Text


class Quotation(NamedTuple):
    """A piece of a plan's text, and its section."""

    section: str
    quote: str


class Finding(NamedTuple):
    """Something odd in a plan: the claims, one sentence, the reckoning, and the figures it gave."""

    plan: str
    kind: FindingKind
    severity: Severity
    claims: tuple[Claim, ...]
    text: Text
    computed: Mapping[str, Any]
    """Figures, words and lists of them, the same in every language; what `expect` of an acknowledgement names."""
    formulas: tuple[Text, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    passages: tuple[Quotation, ...] = ()
    """Pieces of the text that no claim quotes."""
    because: str = ""
    """For an acknowledged finding, the curator's reason."""

    def record(self, lang: str) -> dict[str, Any]:
        """The finding as in the machine-readable output."""
        record: dict[str, Any] = {
            "plan": self.plan,
            "finding": str(self.kind),
            "severity": str(self.severity),
            "claims": [c.id for c in self.claims],
            "text": self.text.in_language(lang),
            "computed": {
                **self.computed,
                "formulas": [f.in_language(lang) for f in self.formulas],
                "candidates": [{"kind": c.kind, "text": c.text.in_language(lang)} for c in self.candidates],
            },
            "quotes": [q._asdict() for q in self.list_quotations()],
        }
        return {**record, "acknowledged": self.because} if self.because else record

    def list_quotations(self) -> tuple[Quotation, ...]:
        """Where the claims stand in the text and what is printed there, nothing twice."""
        return tuple(dict.fromkeys((*(Quotation(c.section, c.quote) for c in self.claims), *self.passages)))


def record_figures(computed: Mapping[str, object]) -> dict[str, Any]:
    """Computed figures as in the machine-readable output: whole ones as int, else six digits that count.

    A range has a number for each end (`<name>_low`, `<name>_high`), an estimate one more.
    """
    record: dict[str, Any] = {}
    for name, value in computed.items():
        if isinstance(value, Estimate):
            record[name] = _record_figure(value.exact)
        bounds = value.bounds if isinstance(value, Estimate) else value
        if isinstance(bounds, Interval):
            record |= {f"{name}_low": _record_figure(bounds.low), f"{name}_high": _record_figure(bounds.high)}
        elif isinstance(value, list):
            record[name] = [_record_figure(part) for part in value]
        else:
            record[name] = _record_figure(value)
    return record


def _record_figure(value: object) -> object:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(f"{value:.6g}")


_FEW = 4
"""Up to so many documents are named; more are counted."""


class Audit(NamedTuple):
    """The findings of the plans that were looked at, plans by first year, the heaviest first, then text order."""

    plans: tuple[str, ...]
    findings: tuple[Finding, ...]
    collection: Collection
    acknowledged: tuple[Finding, ...] = ()
    """Findings that the encoding acknowledges and whose expectation holds."""
    show_acknowledged: bool = False
    """Whether these are shown too."""
    unread: tuple[str, ...] = ()
    """The plans whose text was not at hand, so that their lists of names were not counted."""

    @property
    def visible_findings(self) -> tuple[Finding, ...]:
        """The findings to show."""
        return (*self.findings, *self.acknowledged) if self.show_acknowledged else self.findings

    @property
    def beyond_information(self) -> int:
        """How many findings are more than information."""
        return sum(f.severity is not Severity.INFORMATION for f in self.findings)

    def record(self, lang: str) -> list[dict[str, Any]]:
        """The machine-readable output."""
        return [f.record(lang) for f in self.visible_findings]

    def summarize(self) -> tuple[Text, ...]:
        """How many findings of which weight, in which plans; what is only for information; what was not looked at."""
        sentences = [self._count_findings()]
        information = len(self.findings) - self.beyond_information
        if information:
            sentences.append(say("另有提示 {n} 条。", "For information: {n}.", n=information))
        if self.acknowledged:
            sentences.append(say("已确认 {n} 处。", "Acknowledged: {n}.", n=len(self.acknowledged)))
        if self.unread:
            sentences.append(
                say(
                    "{documents}没有原文，未数名单（见 --sources）。",
                    "Lists of names were not counted, for want of the text of {documents} (--sources).",
                    documents=self._name_unread(),
                )
            )
        return tuple(sentences)

    def _name_unread(self) -> Text:
        """The documents without a text: all, a few by name, or how many."""
        if len(self.unread) == len(self.plans):
            return Text("各份文件", "any document")
        if len(self.unread) <= _FEW:
            return COMMA.join([Text.same(ident) for ident in self.unread])
        return say("{n} 份文件", "{n} documents", n=len(self.unread))

    def _count_findings(self) -> Text:
        heavy = [f for f in self.findings if f.severity is not Severity.INFORMATION]
        if not heavy:
            return say(
                "核查 {plans} 份文件，没有发现。",
                "{plans} {plans:document was|documents were} looked at: no findings.",
                plans=len(self.plans),
            )
        counts, places = Counter(f.severity for f in heavy), Counter(f.plan for f in heavy)
        return say(
            "核查 {plans} 份文件，{n} 处发现：{kinds}（{where}）。",
            "{plans} {plans:document was|documents were} looked at: {n} {n:finding|findings}, {kinds} ({where}).",
            plans=len(self.plans),
            n=len(heavy),
            kinds=[say("{word} {n} 处", "{n} {word}{n:|s}", word=s, n=counts[s]) for s in SEVERITIES if counts[s]],
            where=[Text.same(f"{plan} {n}") for plan, n in places.items()],
        )
