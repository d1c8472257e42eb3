"""The claims of the collection by what they measure, and how an audit speaks of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plancmp.audit.result import Candidate, Finding, record_figures
from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.compare.conversions import RELATIVE
from plancmp.compare.formatting import format_interval, format_rounded, format_with_unit, phrase_time
from plancmp.compare.interval import Interval
from plancmp.compare.relations import Relations
from plancmp.model import Period
from plancmp.outcomes import FindingKind, Severity
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import COMPARATOR_SIGN, Basis, ClaimType, Differs, Every, Relation
from plancmp.words import Text, say

CLAIM_SLOTS = ("name", "figure", "at", "year", "section", "plan")
"""What a sentence may say of a claim: what it measures, its figure with the section, its time, and so on."""
YEARLY = frozenset({None, Every.YEAR})


class Topic(NamedTuple):
    """Of what a figure speaks; exactly mapped indicators are one."""

    indicator: str
    place: str
    of: str | None
    every: Every | None
    scope: str | None = None
    prices: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimIndex:
    """Every claim of the collection, found by plan, by topic and by year."""

    context: Context
    by_plan: Mapping[str, tuple[Claim, ...]]
    same: Mapping[str, str]
    """Indicator to the first, by id, of those that are the same."""
    wider: Mapping[str, tuple[str, ...]]
    """Indicator to those that count all that it counts and more, at any number of steps."""
    by_topic: Mapping[tuple[str, Topic], tuple[Claim, ...]]
    """Plan and topic to the claims, in text order."""
    results: Mapping[tuple[Topic, int], tuple[Claim, ...]]
    """Topic and year to what the plans report for it."""

    def identify(self, claim: Claim) -> Topic:
        """What a claim measures."""
        every = None if claim.every in YEARLY else claim.every
        return Topic(self.same[claim.indicator], claim.place, claim.of, every, claim.scope, claim.prices)

    def find(self, topic: Topic, plan: str) -> tuple[Claim, ...]:
        """The claims of a plan on one thing, in text order."""
        return self.by_topic.get((plan, topic), ())

    def find_figures(self, topic: Topic, plan: str, span: Period) -> tuple[Claim, ...]:
        """What a plan prints for a year as level or yearly flow, or for several years as their total."""
        several = span.first != span.last
        return tuple(
            c
            for c in self.find(topic, plan)
            if c.year == span.last
            and c.basis not in RELATIVE
            and c.basis is not Basis.NOT_STATED
            and ((c.basis is Basis.TOTAL and c.from_year == span.first) if several else c.basis is not Basis.TOTAL)
        )

    def find_differing(self, indicator: str, differs: Differs) -> Iterator[str]:
        """The indicators that are related to one and differ from it in one way alone."""
        relations = self.context.relations
        for other in _find_by_relation(indicator, Relation.RELATED, relations):
            related = relations.relate(indicator, other)
            if related is not None and related.differs == (differs,):
                yield other

    def name(self, claim: Claim) -> Text:
        """What is measured in words: the place where it is not the plan's own, the part, the indicator."""
        place = self.context.collection.places[claim.place].name if claim.place != claim.plan_place else Text("", "")
        of, name = claim.of or "", claim.definition.name
        extras = ", ".join(filter(None, (of, place.en)))
        return Text(
            f"{place.zh}{of}{'的' if of else ''}{name.zh}",
            f"{name.en} {name.zh}{f' ({extras})' if extras else ''}",
        )

    def report(
        self,
        kind: FindingKind,
        severity: Severity,
        claims: Sequence[Claim],
        zh: str,
        en: str,
        computed: Mapping[str, object],
        formulas: Iterable[str | Text] = (),
        candidates: Iterable[Candidate] = (),
        **slots: object,
    ) -> Finding:
        """A finding in the plan of its first claim. Its sentence may say of the claims what CLAIM_SLOTS names, `{name}` of the
        first, `{name2}` of the second. A formula without words is the same in both languages.
        """
        for number, claim in enumerate(claims, 1):
            words = (
                self.name(claim),
                describe(claim),
                phrase_time(claim),
                claim.year,
                format_section(claim.section),
                claim.plan,
            )
            slots |= {
                f"{slot}{number if number > 1 else ''}": word for slot, word in zip(CLAIM_SLOTS, words, strict=True)
            }
        return Finding(
            claims[0].plan,
            kind,
            severity,
            tuple({id(claim): claim for claim in claims}.values()),  # none twice
            say(zh, en, **slots),
            record_figures(computed),
            tuple(step if isinstance(step, Text) else Text.same(step) for step in formulas),
            tuple(candidates),
        )


def for_each_claim(
    check: Callable[[Claim, ClaimIndex], Iterator[Finding]],
) -> Callable[[str, ClaimIndex], Iterator[Finding]]:
    """A check of a plan, made of one of each of its claims."""

    def check_plan(plan: str, index: ClaimIndex) -> Iterator[Finding]:
        for claim in index.by_plan.get(plan, ()):
            yield from check(claim, index)

    return check_plan


def index_claims(claims: Iterable[Claim], context: Context) -> ClaimIndex:
    """The claims laid out for an audit."""
    relations, indicators = context.relations, context.collection.indicators
    same = {ident: min([ident, *_find_by_relation(ident, Relation.EXACT, relations)]) for ident in indicators}
    wider = {ident: _find_wider(ident, relations) for ident in indicators}
    index = ClaimIndex(context, {}, same, wider, {}, {})
    by_plan: defaultdict[str, tuple[Claim, ...]] = defaultdict(tuple)
    by_topic: defaultdict[tuple[str, Topic], tuple[Claim, ...]] = defaultdict(tuple)
    results: defaultdict[tuple[Topic, int], tuple[Claim, ...]] = defaultdict(tuple)
    for claim in claims:
        if claim.than is not None:
            continue  # it says how far from another series, not where
        topic = index.identify(claim)
        by_plan[claim.plan] += (claim,)
        by_topic[claim.plan, topic] += (claim,)
        if claim.year is not None and not is_target(claim):
            results[topic, claim.year] += (claim,)
    return ClaimIndex(context, dict(by_plan), same, wider, dict(by_topic), dict(results))


def _find_by_relation(ident: str, relation: Relation, relations: Relations) -> Iterator[str]:
    """The indicators that stand in one relation to an indicator."""
    for other in relations.list_near(ident):
        related = relations.relate(ident, other)
        if related is not None and related.relation is relation:
            yield other


def _find_wider(ident: str, relations: Relations) -> tuple[str, ...]:
    found: list[str] = []
    waiting = [ident]
    while waiting:
        near = _find_by_relation(waiting.pop(), Relation.NARROWER, relations)
        new = [other for other in near if other != ident and other not in found]
        found += new
        waiting += new
    return tuple(found)


def format_section(section: str) -> str:
    """A section of the plan's text as people read it: §1.1, box1, a1."""
    return f"§{section}" if section[:1].isdigit() else section


def describe(claim: Claim) -> Text:
    """A claim in words, with where it stands: "≥ 3 亿元（box1）"."""
    return say(
        "{figure}（{section}）",
        "{figure} ({section})",
        figure=format_with_unit(claim),
        section=format_section(claim.section),
    )


def describe_span(span: Period) -> Text:
    """A year or span in a sentence."""
    return say(
        "{years} 年", "{years}", years=str(span.last) if span.first == span.last else f"{span.first}–{span.last}"
    )


def format_figure(claim: Claim) -> str:
    """The standard figure of a claim without its comparator, for a formula."""
    figures = [claim.std.low, claim.std.high] if claim.std.value is None else [claim.std.value]
    return "–".join(format_rounded(figure, 6) for figure in figures if figure is not None)


def format_bound(claim: Claim) -> str:
    """The standard figure of a claim with its comparator, for a formula of bounds: "≥ 8"."""
    return f"{COMPARATOR_SIGN[claim.comparator]}{format_figure(claim)}"


def bracket_bound(claim: Claim) -> str:
    """The same inside a longer formula."""
    bound = format_bound(claim)
    return f"({bound})" if " " in bound else bound


def count_places(interval: Interval) -> int:
    """How many decimals show where a computed range ends and the next begins."""
    if interval.low is None or interval.high is None or interval.low == interval.high:
        return 2
    return max(0, min(6, 1 - (interval.high - interval.low).adjusted()))


def format_range(interval: Interval) -> str:
    """A computed range with as many digits as it needs."""
    return format_interval(interval, count_places(interval))


def list_unclear(claim: Claim, *fields: str) -> Iterator[Candidate]:
    """What the text leaves open about a claim, as explanations."""
    for field in fields:
        if field in claim.unclear:
            yield Candidate(
                "left-open",
                say(
                    "{section} 原文未明：{why}",
                    "{section} leaves open: {why}",
                    section=format_section(claim.section),
                    why=claim.unclear[field],
                ),
            )


def is_target(claim: Claim) -> bool:
    """Whether the claim looks forward."""
    return claim.type is ClaimType.TARGET


def find_start(claim: Claim) -> int | None:
    """The year in which a span begins: a target without a start begins with its plan."""
    return claim.from_year or (claim.plan_period.first if is_target(claim) else None)


def has_same_kind_of_unit(a: Claim, b: Claim) -> bool:
    """Whether the standard figures of two claims are of one kind."""
    try:
        return unit(a.std.unit).kind == unit(b.std.unit).kind
    except UnknownUnitError:
        return a.std.unit == b.std.unit
