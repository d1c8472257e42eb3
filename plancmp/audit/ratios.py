"""Which indicators are ratios of which: read from the curator's mappings and from how a ratio is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plancmp.audit.claim_index import Book
from plancmp.compare.relations import Relations
from plancmp.model import Indicator
from plancmp.units import convert, same_kind
from plancmp.vocabulary import Differs, Relation
from plancmp.words import Text

_OF_A_WHOLE = re.compile(r"占(?:全市|全区|全省|全国|当年|年度)?(?P<whole>.+?)的?(?:比重|比例|份额|比率)?")
_PER = re.compile(r"每[百千万亿]?[名家个]?(?P<whole>人口|[^中]{1,12}(?=中)).+")
_EN_WHOLE = re.compile(r".+? (?:as a share of|share of|per [0-9,]+|per) (?P<whole>.+)")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio, its numerator, and what it is taken of."""

    ratio: str
    numerator: str
    whole: Text
    unit: str
    """What the denominator is told in: the numerator's unit for a share, else what stands after the slash."""
    in_percent: bool


def ratios(book: Book) -> Iterator[Ratio]:
    """The ratios whose numerator is an indicator: a related mapping that differs in the denominator alone.

    A ratio whose name does not tell what it is taken of implies nothing that could be checked.
    """
    indicators, relations = book.context.collection.indicators, book.context.relations
    for ident, indicator in indicators.items():
        percent, slash = indicator.unit == "percent", "/" in indicator.unit
        if indicator.sums or not (percent or slash):
            continue
        for other in _numerators(ident, relations):
            numerator = indicators[other]
            upper, _, lower = indicator.unit.partition("/")
            whole = whole_of(indicator)
            if whole.zh and numerator.sums and (percent or same_kind(numerator.unit, upper)):
                yield Ratio(ident, other, whole, numerator.unit if percent else lower, percent)


def _numerators(ident: str, relations: Relations) -> Iterator[str]:
    for other in relations.list_near(ident):
        related = relations.relate(ident, other)
        if related and related.relation is Relation.RELATED and related.differs == (Differs.DENOMINATOR,):
            yield other


def whole_of(ratio: Indicator) -> Text:
    """What a ratio is taken of, as its name says: 地区生产总值 of 研发经费支出占地区生产总值比重; empty where it does not."""
    zh = next((m["whole"] for p in (_OF_A_WHOLE, _PER) if (m := _searched(p, ratio.name.zh))), "")
    en = _EN_WHOLE.fullmatch(ratio.name.en)
    return Text(zh, f"{en['whole']} {zh}" if en else zh)


def _searched(pattern: re.Pattern[str], name: str) -> re.Match[str] | None:
    start = name.find("占") if pattern is _OF_A_WHOLE else name.find("每")
    return pattern.fullmatch(name, start) if start >= 0 else None


def in_unit_of(value: Decimal, source: str, ratio: Indicator) -> Decimal:
    """A numerator's figure in the unit before the ratio's slash."""
    upper, slash, _ = ratio.unit.partition("/")
    return convert(value, source, upper) if slash else value
