"""What an audit hands back: findings with claims, computation and candidate explanations, as record, table and text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plancmp.claim import Claim
from plancmp.model import Collection
from plancmp.outcomes import FindingKind, Severity
from plancmp.words import COMMA, SEMICOLON, Line, Table, Text

SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may explain a finding. It is a guess, and never part of the finding."""

    kind: str
    text: Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text that no claim quotes, and its section."""

    section: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
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
    passages: tuple[Passage, ...] = ()
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
            "quotes": [{"section": section, "quote": quote} for section, quote in self.quotes()],
        }
        return {**record, "acknowledged": self.because} if self.because else record

    def quotes(self) -> tuple[tuple[str, str], ...]:
        """Where the claims stand in the text and what is printed there, nothing twice."""
        printed = [*((c.section, c.quote) for c in self.claims), *((p.section, p.quote) for p in self.passages)]
        return tuple(dict.fromkeys(printed))

    def lines(self, lang: str) -> Iterator[Line]:
        """The finding for a reader: the sentence, the quotations, the reckoning, what may explain it."""
        yield Line(
            0, f"{self.severity.label.in_language(lang)}{_colon(lang)}{self.kind.label.in_language(lang)}", "head"
        )
        yield Line(1, self.text.in_language(lang))
        for section, quote in self.quotes():
            ids = [c.id for c in self.claims if (c.section, c.quote) == (section, quote)]
            marks = "「」" if lang == "zh" else "“”"
            yield Line(2, f"{place_in(section)}  {marks[0]}{quote}{marks[1]}")
            for ident in ids:
                yield Line(4, ident)
        for formula in self.formulas:
            yield Line(2, f"{_RECKONED.in_language(lang)}{_colon(lang)}{formula.in_language(lang)}")
        for candidate in self.candidates:
            yield Line(2, f"{_PERHAPS.in_language(lang)}{_colon(lang)}{candidate.text.in_language(lang)}")
        if self.because:
            yield Line(2, f"{_ACKNOWLEDGED.in_language(lang)}{_colon(lang)}{self.because}")


_RECKONED = Text("核算", "reckoned")
_PERHAPS = Text("可能的解释", "perhaps")
_ACKNOWLEDGED = Text("已确认", "acknowledged")


def place_in(section: str) -> str:
    """A section of the plan's text as people read it: §1.1, box1, a1."""
    return f"§{section}" if section[:1].isdigit() else section


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of the plans that were looked at, plans by first year, the heaviest first, then text order."""

    plans: tuple[str, ...]
    findings: tuple[Finding, ...]
    collection: Collection
    acknowledged: tuple[Finding, ...] = ()
    """Findings that the encoding acknowledges and whose expectation holds; told only where asked for."""
    told: bool = False
    """Whether the acknowledged findings are shown."""
    unread: tuple[str, ...] = ()
    """The plans whose text was not at hand, so that their lists of names were not counted."""

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings to show."""
        return (*self.findings, *self.acknowledged) if self.told else self.findings

    @property
    def beyond_information(self) -> int:
        """How many findings are more than information."""
        return sum(f.severity is not Severity.INFORMATION for f in self.findings)

    def record(self, lang: str) -> list[dict[str, Any]]:
        """The machine-readable output."""
        return [f.record(lang) for f in self.shown]

    def summary(self) -> Text:
        """ "3 plans, 7 findings: 2 contradictions, 1 slip, 4 tensions; beside them 3 pieces of information" """
        counts = Counter(f.severity for f in self.findings)
        n, plans = self.beyond_information, len(self.plans)
        parts = [
            Text(f"{s.label.zh} {counts[s]}", f"{counts[s]} {s.label.en}{'s' if counts[s] > 1 else ''}")
            for s in SEVERITIES
            if counts[s] and s is not Severity.INFORMATION
        ]
        listed = COMMA.join(parts)
        told = [
            Text(
                f"{plans} 项规划，{n} 处发现" + (f"（{listed.zh}）" if parts else ""),
                f"{plans} plan{'s' if plans > 1 else ''}, {n or 'no'} finding{'' if n == 1 else 's'}"
                + (f" ({listed.en})" if parts else ""),
            )
        ]
        if counts[Severity.INFORMATION]:
            told.append(
                Text(f"另有提示 {counts[Severity.INFORMATION]} 条", f"for information: {counts[Severity.INFORMATION]}")
            )
        if self.acknowledged:
            told.append(Text(f"已确认 {len(self.acknowledged)} 处", f"acknowledged: {len(self.acknowledged)}"))
        if self.unread:
            which = "" if len(self.unread) == plans else " " + ", ".join(self.unread)
            told.append(
                Text(
                    f"未数名单（没有原文{which}，见 --sources）",
                    f"lists of names not counted (no text{which}; --sources)",
                )
            )
        return SEMICOLON.join(told)

    def lines(self, lang: str, *, explain: bool = False) -> Iterator[Line]:
        """The summary, then each plan's findings."""
        del explain  # the reckoning is the point of a finding, and always shown
        yield Line(0, self.summary().in_language(lang))
        for plan in self.plans:
            found = [f for f in self.shown if f.plan == plan]
            if not found:
                continue
            yield Line(0, "")
            yield Line(0, f"{self.collection.plans[plan].title.in_language(lang)}  {plan}", "frame")
            for finding in found:
                yield Line(0, "")
                yield from finding.lines(lang)

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """One row a finding, everything that the tree says in a cell of its own."""
        del explain
        heads = {
            "zh": ("规划", "程度", "发现", "说明", "原文", "核算", "可能的解释", "条目"),
            "en": ("Plan", "Severity", "Finding", "What", "Quotes", "Reckoned", "Perhaps", "Claims"),
        }[lang]
        rows = tuple(
            (
                f.plan,
                f.severity.label.in_language(lang),
                f.kind.label.in_language(lang),
                f.text.in_language(lang) + (f" ({_ACKNOWLEDGED.in_language(lang)}: {f.because})" if f.because else ""),
                "; ".join(f"{place_in(section)} {quote}" for section, quote in f.quotes()),
                SEMICOLON.join(f.formulas).in_language(lang),
                SEMICOLON.join([c.text for c in f.candidates]).in_language(lang),
                " ".join(c.id for c in f.claims),
            )
            for f in self.shown
        )
        return [Table(self.summary().in_language(lang), heads, rows)]
