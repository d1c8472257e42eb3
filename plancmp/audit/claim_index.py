"""The claims of the collection by subject, and how an audit speaks of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeVar

from plancmp.audit.finding import Candidate, place_in
from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.compare.conversions import RELATIVE
from plancmp.compare.formatting import format_interval, format_rounded, format_time, format_with_unit, name_unit
from plancmp.compare.interval import Interval
from plancmp.compare.relations import Related, Relations
from plancmp.model import Period
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import COMPARATOR_SIGN, Basis, ClaimType, Every, Relation
from plancmp.words import Text

_YEARLY = frozenset({None, Every.YEAR})


class Subject(NamedTuple):
    """Of what a figure speaks; exactly mapped indicators are one."""

    indicator: str
    place: str
    of: str | None
    every: Every | None


@dataclass(frozen=True, slots=True)
class Book:
    """Every claim of the collection, found by plan, by subject and by year."""

    context: Context
    by_plan: Mapping[str, tuple[Claim, ...]]
    same: Mapping[str, str]
    """Indicator to the first, by id, of those that are the same."""
    wider: Mapping[str, tuple[str, ...]]
    """Indicator to those that count all that it counts and more, at any number of steps."""
    by_subject: Mapping[tuple[str, Subject], tuple[Claim, ...]]
    """Plan and subject to the claims, in text order."""
    results: Mapping[tuple[Subject, int], tuple[Claim, ...]]
    """Subject and year to what the plans report for it."""

    def subject(self, claim: Claim) -> Subject:
        """Of what a claim speaks."""
        return _subject(claim, self.same)

    def about(self, subject: Subject, plan: str) -> tuple[Claim, ...]:
        """The claims of a plan on one subject, in text order."""
        return self.by_subject.get((plan, subject), ())

    def figures(self, subject: Subject, plan: str, span: Period) -> tuple[Claim, ...]:
        """What a plan prints for a year as level or yearly flow, or for several years as their total."""
        several = span.first != span.last
        return tuple(
            c
            for c in self.about(subject, plan)
            if c.year == span.last
            and c.basis not in RELATIVE
            and c.basis is not Basis.NOT_STATED
            and ((c.basis is Basis.TOTAL and c.from_year == span.first) if several else c.basis is not Basis.TOTAL)
        )

    def name(self, claim: Claim) -> Text:
        """The subject in words: the place where it is not the plan's own, the part, the indicator."""
        place = self.context.collection.places[claim.place].name
        away = claim.place != claim.plan_place
        zh = (place.zh if away else "") + (f"{claim.of}的" if claim.of else "") + claim.definition.name.zh
        extras = [*([claim.of] if claim.of else []), *([place.en] if away else [])]
        en = f"{claim.definition.name.en} {claim.definition.name.zh}" + (f" ({', '.join(extras)})" if extras else "")
        return Text(zh, en)


def book_of(claims: Iterable[Claim], context: Context) -> Book:
    """The claims laid out for an audit."""
    relations, indicators = context.relations, context.collection.indicators
    same = {
        ident: min(
            [ident, *(other for other in relations.list_near(ident) if _is_exact(relations.relate(ident, other)))]
        )
        for ident in indicators
    }
    by_plan: dict[str, list[Claim]] = {}
    by_subject: dict[tuple[str, Subject], list[Claim]] = {}
    results: dict[tuple[Subject, int], list[Claim]] = {}
    for claim in claims:
        subject = _subject(claim, same)
        by_plan.setdefault(claim.plan, []).append(claim)
        by_subject.setdefault((claim.plan, subject), []).append(claim)
        if claim.year is not None and not is_target(claim):
            results.setdefault((subject, claim.year), []).append(claim)
    return Book(
        context,
        _frozen(by_plan),
        same,
        {ident: _wider(ident, relations) for ident in indicators},
        _frozen(by_subject),
        _frozen(results),
    )


Key = TypeVar("Key")


def _frozen(found: Mapping[Key, list[Claim]]) -> dict[Key, tuple[Claim, ...]]:
    return {key: tuple(claims) for key, claims in found.items()}


def _subject(claim: Claim, same: Mapping[str, str]) -> Subject:
    every = None if claim.every in _YEARLY else claim.every
    return Subject(same[claim.indicator], claim.place, claim.of, every)


def _wider(ident: str, relations: Relations) -> tuple[str, ...]:
    found: list[str] = []
    waiting = [ident]
    while waiting:
        here = waiting.pop()
        for other in relations.list_near(here):
            related = relations.relate(here, other)
            if related and related.relation is Relation.NARROWER and other not in found and other != ident:
                found.append(other)
                waiting.append(other)
    return tuple(found)


def _is_exact(related: Related | None) -> bool:
    return related is not None and related.relation is Relation.EXACT


def told(claim: Claim) -> Text:
    """A claim in words, with where it stands: "≥ 3 亿元（box1）"."""
    words, section = format_with_unit(claim), place_in(claim.section)
    return Text(f"{words.zh}（{section}）", f"{words.en} ({section})")


def dated(claim: Claim) -> Text:
    """The year or span of a claim in a sentence: "2020 年", "2020"."""
    words = format_time(claim)
    return Text(words.zh if claim.year is None else f"{words.zh} 年", words.en)


def span_text(span: Period) -> Text:
    """A year or span in a sentence."""
    years = f"{span.first}–{span.last}" if span.first != span.last else str(span.last)
    return Text(f"{years} 年", years)


def unit_words(claim: Claim) -> Text:
    """The unit of a claim's standard figure."""
    return name_unit(claim.std.unit)


def figure_text(claim: Claim) -> str:
    """The standard figure of a claim without its comparator, for a formula."""
    s = claim.std
    if s.value is not None:
        return format_rounded(s.value, 6)
    return "–".join(format_rounded(v, 6) for v in (s.low, s.high) if v is not None)


def signed_figure(claim: Claim) -> str:
    """The standard figure of a claim with its comparator, for a formula of bounds: "≥ 8"."""
    return f"{COMPARATOR_SIGN[claim.comparator]}{figure_text(claim)}"


def left_open(claim: Claim, *fields: str) -> tuple[Candidate, ...]:
    """What the text leaves open about a claim, as explanations."""
    return tuple(
        Candidate(
            "left-open",
            Text(
                f"{place_in(claim.section)} 原文未明：{claim.unclear[field].zh}",
                f"{place_in(claim.section)} leaves open: {claim.unclear[field].en}",
            ),
        )
        for field in fields
        if field in claim.unclear
    )


def number_of(value: Decimal | None) -> int | float | None:
    """A computed figure for the record: whole ones as int, six significant digits at most."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    return float(f"{value:.6g}")


def bounds_of(name: str, interval: Interval) -> dict[str, int | float | None]:
    """A computed range for the record."""
    return {f"{name}_low": number_of(interval.low), f"{name}_high": number_of(interval.high)}


def places_for(interval: Interval) -> int:
    """How many decimals show where a computed range ends and the next begins."""
    if interval.low is None or interval.high is None or interval.low == interval.high:
        return 2
    width = interval.high - interval.low
    return max(0, min(6, -width.adjusted() + 1))


def range_text(interval: Interval) -> str:
    """A computed range with as many digits as it needs."""
    return format_interval(interval, places_for(interval))


def is_target(claim: Claim) -> bool:
    """Whether the claim looks forward."""
    return claim.type is ClaimType.TARGET


def comparable_units(a: Claim, b: Claim) -> bool:
    """Whether the standard figures of two claims are of one kind."""
    try:
        return unit(a.std.unit).kind == unit(b.std.unit).kind
    except UnknownUnitError:
        return a.std.unit == b.std.unit


def unique(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order, none twice."""
    return tuple({c.id: c for c in claims}.values())
