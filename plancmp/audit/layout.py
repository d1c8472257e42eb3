"""The findings of an audit as text, behind the answer, and as a table."""

from collections.abc import Iterator

from plancmp.audit.claim_index import format_section
from plancmp.audit.result import Audit, Finding
from plancmp.outcomes import Severity
from plancmp.words import SEMICOLON, Line, Table, Text, View

_RECKONED = Text("核算", "reckoned")
_PERHAPS = Text("可能的解释", "perhaps")
_ACKNOWLEDGED = Text("已确认", "acknowledged")
_MORE = Text("提示也列出：--all", "what is for information too: --all")
_HEADS = {
    "zh": ("规划", "程度", "发现", "说明", "原文", "核算", "可能的解释", "条目"),
    "en": ("Plan", "Severity", "Finding", "What", "Quotes", "Reckoned", "Perhaps", "Claims"),
}


def lay_out_blocks(audit: Audit, lang: str, view: View) -> Iterator[Line]:
    """The answer, then the findings, the heaviest first; what is only for information is counted unless all is asked for."""
    for sentence in audit.summarize():
        yield Line(0, sentence.in_language(lang))
    shown = [f for f in audit.visible_findings if view.everything or f.severity is not Severity.INFORMATION]
    for severity in Severity:
        for finding in (f for f in shown if f.severity is severity):
            yield Line(0, "")
            title = audit.collection.plans[finding.plan].title.in_language(lang)
            yield from _draw_finding(finding, f"{title}  {finding.plan}", lang)
    if len(shown) < len(audit.visible_findings):
        yield Line(0, "")
        yield Line(0, _MORE.in_language(lang), "note")


def _draw_finding(finding: Finding, source: str, lang: str) -> Iterator[Line]:
    """The sentence, the quotations with the claims that make them, the reckoning, what may explain it."""
    colon = "：" if lang == "zh" else ": "
    opening, closing = "「」" if lang == "zh" else "“”"
    yield Line(0, f"{finding.severity.label.in_language(lang)}{colon}{finding.kind.label.in_language(lang)}", "head")
    yield Line(1, source, "note")
    yield Line(1, finding.text.in_language(lang))
    for section, quote in finding.list_quotations():
        yield Line(2, f"{format_section(section)}  {opening}{quote}{closing}")
        for claim in finding.claims:
            if (claim.section, claim.quote) == (section, quote):
                yield Line(4, claim.id)
    remarks = [(_RECKONED, formula) for formula in finding.formulas]
    remarks += [(_PERHAPS, candidate.text) for candidate in finding.candidates]
    remarks += [(_ACKNOWLEDGED, Text.same(finding.because))] if finding.because else []
    for label, words in remarks:
        yield Line(2, f"{label.in_language(lang)}{colon}{words.in_language(lang)}")


def lay_out_tables(audit: Audit, lang: str) -> list[Table]:
    """One row a finding, everything that the tree says in a cell of its own."""
    rows = tuple(_make_row(finding, lang) for finding in audit.visible_findings)
    title = (" " if lang == "en" else "").join(sentence.in_language(lang) for sentence in audit.summarize())
    return [Table(title, _HEADS[lang], rows)]


def _make_row(finding: Finding, lang: str) -> tuple[str, ...]:
    because = f" ({_ACKNOWLEDGED.in_language(lang)}: {finding.because})" if finding.because else ""
    return (
        finding.plan,
        finding.severity.label.in_language(lang),
        finding.kind.label.in_language(lang),
        finding.text.in_language(lang) + because,
        "; ".join(f"{format_section(section)} {quote}" for section, quote in finding.list_quotations()),
        SEMICOLON.join(finding.formulas).in_language(lang),
        SEMICOLON.join([c.text for c in finding.candidates]).in_language(lang),
        " ".join(c.id for c in finding.claims),
    )
