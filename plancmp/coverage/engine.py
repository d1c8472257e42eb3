"""What became of every figure of one plan's text: encoded, part of a quote, a name by rule, set aside, or open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.claim import Claim, plan_claims
from plancmp.coverage.matching import encoded
from plancmp.coverage.name_rules import NAME_RULES, Named, named
from plancmp.coverage.pieces import Piece, SetAside, Statement, pieces, set_aside, statements
from plancmp.coverage.suggest import clause, suggestion
from plancmp.model import Aside, Collection, Indicator, Plan
from plancmp.outcomes import Cover
from plancmp.reading.sources import SourceText

_NAMES = frozenset({"name", "year", "list-number"})


class Accounted(NamedTuple):
    """A figure and what became of it: the claims that it is encoded as or quoted by, the name, or the aside."""

    piece: Piece
    cover: Cover
    ids: tuple[str, ...] = ()
    name: Named | None = None
    aside: Aside | None = None
    disagrees: bool = False
    """Whether it is open though it stands in a quote: no entry there has this value."""


@dataclass(frozen=True, slots=True)
class PlanCoverage:
    """One plan: every figure of its text with what became of it."""

    ident: str
    plan: Plan
    path: str
    exact: bool
    text: PlanText = field(repr=False)
    figures: tuple[Accounted, ...]
    claims: tuple[Claim, ...] = field(repr=False)
    statements: tuple[Statement, ...] = field(repr=False)
    needless: tuple[SetAside, ...]
    """Asides that account for nothing: their quote is not in its section, or every figure in it is accounted for without them."""
    indicators: Mapping[str, Indicator] = field(repr=False)

    def count(self, cover: Cover) -> int:
        """How many figures are accounted for so."""
        return sum(each.cover is cover for each in self.figures)

    @property
    def open(self) -> tuple[Accounted, ...]:
        """The figures that are not accounted for."""
        return tuple(each for each in self.figures if each.cover is Cover.OPEN)

    @property
    def share(self) -> Decimal:
        """Percent of the figures that are accounted for; 100 where there is none. Rounded down, so that 100 is all."""
        if not self.figures:
            return Decimal(100)
        whole = Decimal(100 * (len(self.figures) - len(self.open))) / len(self.figures)
        return whole.quantize(Decimal("0.1"), ROUND_FLOOR)

    @property
    def unfound(self) -> tuple[str, ...]:
        """Ids of claims whose quote does not stand in its section; `check --sources` tells more."""
        return tuple(s.ids[0] for s in self.statements if not s.passages)

    def suggestion(self, piece: Piece) -> str:
        """An entry for a figure, ready to paste."""
        return suggestion(self.text, piece, self.plan, self.indicators)

    def clause(self, piece: Piece) -> str:
        """The words around a figure."""
        return clause(self.text, piece)

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "plan": self.ident,
            "title": self.plan.title.in_language(lang),
            "source": self.path,
            "source_exact": self.exact,
            "share": float(self.share),
            "count": len(self.figures),
            "by_cover": {cover.value: self.count(cover) for cover in Cover},
            "by_rule": {
                rule.name: n
                for rule in NAME_RULES
                if (
                    n := sum(
                        each.cover is Cover.RULE and each.name is not None and each.name.rule == rule.name
                        for each in self.figures
                    )
                )
            },
            "figures": [self._figure(each) for each in self.figures],
            "asides_needless": [{"section": a.aside.at, "quote": a.aside.quote} for a in self.needless],
            "quotes_not_found": list(self.unfound),
        }

    def _figure(self, each: Accounted) -> dict[str, Any]:
        piece = each.piece
        record: dict[str, Any] = {
            "line": piece.line,
            "column": piece.column,
            "section": piece.section,
            "text": piece.text,
            "cover": each.cover.value,
            "claims": list(each.ids),
            "rule": each.name.rule if each.name else None,
            "name": each.name.words if each.name else None,
            "because": each.aside.because if each.aside else None,
        }
        if each.cover is Cover.OPEN:
            record |= {"context": self.clause(piece), "suggestion": self.suggestion(piece)}
        return record


def plan_coverage(ident: str, collection: Collection, source: SourceText) -> PlanCoverage:
    """Every figure of one plan's text with what became of it."""
    plan, text = collection.plans[ident], source.text
    claims = plan_claims(ident, plan, collection)
    found, stated = pieces(text), statements(text, claims)
    matched = encoded(text.raw, found, stated)
    asides = tuple(set_aside(text, plan.aside))
    used: set[int] = set()
    figures = []
    for number, piece in enumerate(found):
        each = _accounted(piece, matched.get(number), stated, asides)
        if each.cover is Cover.ASIDE:
            used.add(next(a.number for a in asides if _holds(a, piece)))
        figures.append(each)
    needless = tuple(a for a in asides if a.number not in used)
    return PlanCoverage(
        ident, plan, source.path, source.exact, text, tuple(figures), claims, stated, needless, collection.indicators
    )


def _accounted(
    piece: Piece, ids: tuple[str, ...] | None, stated: Sequence[Statement], asides: Sequence[SetAside]
) -> Accounted:
    """What became of one figure. An aside comes last, so that one that a rule or entry makes needless is told."""
    if ids is not None:
        return Accounted(piece, Cover.ENCODED, ids)
    quoted_by = tuple(dict.fromkeys(s.ids[0] for s in stated if any(p.holds(piece) for p in (*s.passages, *s.leads))))
    name = named(piece)
    # A figure in a quote that no entry there states may be a claim that was missed: only names pass as part of the quote.
    if quoted_by and (name or piece.figure.kind in _NAMES):
        return Accounted(piece, Cover.QUOTE, quoted_by, name)
    if name:
        return Accounted(piece, Cover.RULE, (), name)
    aside = next((a for a in asides if _holds(a, piece)), None)
    if aside:
        return Accounted(piece, Cover.ASIDE, quoted_by, aside=aside.aside)
    return Accounted(piece, Cover.OPEN, quoted_by, disagrees=bool(quoted_by))


def _holds(aside: SetAside, piece: Piece) -> bool:
    return any(passage.holds(piece) for passage in aside.passages)
