"""What became of the figures of the plans' texts."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.claim import Claim
from plancmp.coverage.name_rules import NAME_RULES, NamedFigure, TextFigure
from plancmp.document_parts import Aside
from plancmp.model import Plan
from plancmp.outcomes import Cover
from plancmp.problems import Problem
from plancmp.words import Text


class Passage(NamedTuple):
    """A quoted piece of the text, in raw offsets."""

    start: int
    end: int

    def holds(self, figure: TextFigure) -> bool:
        """Whether the number of a figure stands in the passage."""
        return self.start <= figure.core < self.end


class EncodedPrinting(NamedTuple):
    """What one printing of one entry says: the claims that it makes (one a place), where it is quoted, its leads."""

    ids: tuple[str, ...]
    claim: Claim
    passages: tuple[Passage, ...]
    leads: tuple[Passage, ...]


class PlacedAside(NamedTuple):
    """An aside and where it stands in the text; no passages where its quote is not found."""

    aside: Aside
    passages: tuple[Passage, ...]


class AccountedFigure(NamedTuple):
    """A figure and what became of it: the claims that it is encoded as or quoted by, the name, or the aside."""

    figure: TextFigure
    cover: Cover
    ids: tuple[str, ...] = ()
    name: NamedFigure | None = None
    aside: Aside | None = None
    clause: str = ""
    """Of an open figure, the words around it."""
    suggestion: str = ""
    """Of an open figure, an entry ready to paste."""

    @property
    def disagrees(self) -> bool:
        """Whether it is open though it stands in a quote: no entry there has this value."""
        return self.cover is Cover.OPEN and bool(self.ids)

    def record(self) -> dict[str, Any]:
        """The figure as in the machine-readable output."""
        record: dict[str, Any] = {
            "line": self.figure.line,
            "column": self.figure.column,
            "section": self.figure.section,
            "text": self.figure.text,
            "cover": self.cover.value,
            "claims": list(self.ids),
            "rule": self.name.rule if self.name else None,
            "name": self.name.words if self.name else None,
            "because": self.aside.because if self.aside else None,
        }
        is_open = self.cover is Cover.OPEN
        return {**record, "context": self.clause, "suggestion": self.suggestion} if is_open else record


@dataclass(frozen=True, slots=True)
class PlanCoverage:
    """One plan: every figure of its text with what became of it."""

    ident: str
    plan: Plan
    path: str
    exact: bool
    text: PlanText = field(repr=False)
    figures: tuple[AccountedFigure, ...]
    claims: tuple[Claim, ...] = field(repr=False)
    printings: tuple[EncodedPrinting, ...] = field(repr=False)
    needless: tuple[PlacedAside, ...]
    """Asides that account for nothing: their quote is not in its section, or every figure in it is accounted for without them."""

    def count(self, cover: Cover) -> int:
        """How many figures are accounted for so."""
        return sum(each.cover is cover for each in self.figures)

    @property
    def open(self) -> tuple[AccountedFigure, ...]:
        """The figures that are not accounted for."""
        return tuple(each for each in self.figures if each.cover is Cover.OPEN)

    @property
    def share(self) -> Decimal:
        """Percent of the figures that are accounted for; 100 where there is none. Rounded down, so that 100 is all."""
        if not self.figures:
            return Decimal(100)
        whole = Decimal(100 * (len(self.figures) - len(self.open))) / len(self.figures)
        return whole.quantize(Decimal("0.1"), ROUND_FLOOR)

    def format_share(self) -> str:
        """The share that is accounted for: 100 % only where nothing is open."""
        return f"{self.share.normalize():f} %"

    @property
    def unfound(self) -> tuple[str, ...]:
        """Ids of claims whose quote does not stand in its section; `check --sources` tells more."""
        return tuple(printing.ids[0] for printing in self.printings if not printing.passages)

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        by_rule = Counter(each.name.rule for each in self.figures if each.cover is Cover.RULE and each.name)
        return {
            "plan": self.ident,
            "title": self.plan.title.in_language(lang),
            "source": self.path,
            "source_exact": self.exact,
            "share": float(self.share),
            "count": len(self.figures),
            "by_cover": {cover.value: self.count(cover) for cover in Cover},
            "by_rule": {rule.name: by_rule[rule.name] for rule in NAME_RULES if by_rule[rule.name]},
            "figures": [each.record() for each in self.figures],
            "asides_needless": [{"section": a.aside.at, "quote": a.aside.quote} for a in self.needless],
            "quotes_not_found": list(self.unfound),
        }


class Coverage(NamedTuple):
    """The coverage of several plans. `listing` says which list follows the summary: open, rules or asides."""

    plans: tuple[PlanCoverage, ...]
    problems: tuple[Problem, ...] = ()
    listing: str = "open"

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "plans": [plan.record(lang) for plan in self.plans],
            "problems": [
                {"path": p.mark.path, "rule": p.rule, "message": p.message.in_language(lang)} for p in self.problems
            ],
        }

    def list_suggestions(self, lang: str) -> str:
        """The suggested entry of every open figure, each under its place in the text; "" where nothing is open."""
        parts = [
            f"# {plan.ident} {plan.path}:{each.figure.line}:{each.figure.column}\n{each.suggestion}\n"
            for plan in self.plans
            for each in plan.open
        ]
        heading = Text(
            "建议写法（INDICATOR、REASON 等大写词须改成实际内容；不是目标或成绩的，写进 aside）",
            "Suggested entries (replace words in capitals such as INDICATOR; what is no claim goes to `aside:` with a reason)",
        )
        return "\n".join([heading.in_language(lang), *parts]) if parts else ""
