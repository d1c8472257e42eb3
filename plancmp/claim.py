"""A plan's entries as claims: one flat, resolved statement a place and figure, with an id that never moves."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.model import Indicator, Period, Printing
from plancmp.vocabulary import (
    Basis,
    Binding,
    ClaimType,
    Commitment,
    Comparator,
    Copy,
    Counting,
    DocumentKind,
    Every,
    Judgement,
    Standing,
    Vintage,
)
from plancmp.words import Text, Word


class Standard(NamedTuple):
    """A figure told in its indicator's unit, or in its own where the two are of different kinds."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str


class Reference(NamedTuple):
    """The series that a claim is set against: an indicator in a place, where it is told from which document and year."""

    indicator: str
    place: str
    plan: str | None
    year: int | None
    name: Text
    """What people call it: the place, the indicator too where it is another."""

    def record(self) -> dict[str, Any]:
        """The machine-readable output."""
        return {"indicator": self.indicator, "place": self.place, "plan": self.plan, "by": self.year}


RATES_OF_GROWTH = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL})


def find_usual_prices(indicator: Indicator, basis: Basis) -> str | None:
    """In what prices a figure of an indicator is told where the text does not say; of a rate of growth, those of rates."""
    growth = indicator.growth_prices if basis in RATES_OF_GROWTH else None
    return growth or indicator.prices


class Claim(NamedTuple):
    """One statement of a plan: a target, the baseline beside it, or a result. Absent is None."""

    id: str
    type: ClaimType
    plan: str
    plan_place: str
    plan_period: Period
    place: str
    indicator: str
    definition: Indicator
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    comparator: Comparator
    commitment: Commitment
    basis: Basis
    binding: Binding | None
    year: int | None
    from_year: int | None
    base: Period | None
    every: Every | None
    of: str | None
    section: str
    quote: str
    lead: tuple[str, ...]
    also: tuple[Printing, ...]
    assigned: bool
    unclear: Mapping[str, Text]
    """Field to why the text leaves it open."""
    variant_of: str | None
    std: Standard
    order: tuple[int, int, int]
    """Place in the text: position of the section in the outline, of the entry in its list, of the printing."""
    beside: str | None = None
    """For a baseline, the id of the target that it is printed beside."""
    key: str | None = None
    kind: DocumentKind = DocumentKind.PLAN
    """The kind of its document, and who vouches for it there."""
    standing: Standing = Standing.ISSUER
    copy: Copy | None = None
    vintage: Vintage | None = None
    """How final a result is; a target has none."""
    scope: str | None = None
    prices: str | None = None
    """In what prices it is measured, by default its indicator's."""
    count_: Counting | None = None
    told: Judgement | None = None
    than: Reference | None = None
    restates: str | None = None
    draft: bool = False

    @property
    def usual_prices(self) -> str | None:
        """In what prices a figure of this kind is told where the text does not say."""
        return find_usual_prices(self.definition, self.basis)

    @property
    def is_part(self) -> bool:
        """Whether the figure counts less than the whole of its indicator in the place."""
        return self.of is not None or self.every not in {None, Every.YEAR}

    def record(self) -> dict[str, Any]:
        """The claim as in the machine-readable output; unknown is None, never "" or 0."""
        return {
            "id": self.id,
            "type": str(self.type),
            "plan": self.plan,
            "plan_place": self.plan_place,
            "place": self.place,
            "indicator": self.indicator,
            "indicator_zh": self.definition.name.zh,
            "indicator_en": self.definition.name.en,
            "value": number(self.value),
            "low": number(self.low),
            "high": number(self.high),
            "unit": self.unit,
            "comparator": str(self.comparator),
            "commitment": str(self.commitment) if self.type is ClaimType.TARGET else None,
            "basis": str(self.basis),
            "binding": _written(self.binding),
            "year": self.year,
            "from_year": self.from_year,
            "section": self.section,
            "quote": self.quote,
            "also": [_printing_record(p) for p in self.also],
            "assigned": self.assigned,
            "of": self.of,
            "every": _written(self.every),
            "base_from": self.base.first if self.base else None,
            "base_year": self.base.last if self.base else None,
            "plan_from": self.plan_period.first,
            "plan_by": self.plan_period.last,
            "lead": list(self.lead),
            "unclear": {name: why.en for name, why in self.unclear.items()},
            "variant_of": self.variant_of,
            "std": {
                "value": number(self.std.value),
                "low": number(self.std.low),
                "high": number(self.std.high),
                "unit": self.std.unit,
            },
            "kind": str(self.kind),
            "standing": str(self.standing),
            "copy": _written(self.copy),
            "vintage": _written(self.vintage),
            "scope": self.scope,
            "prices": self.prices,
            "count": _written(self.count_),
            "told": _written(self.told),
            "than": self.than.record() if self.than else None,
            "restates": self.restates,
            "draft": self.draft,
        }


def _written(word: Word | None) -> str | None:
    return None if word is None else str(word)


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: whole ones as int."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _printing_record(printing: Printing) -> dict[str, Any]:
    record: dict[str, Any] = {"section": printing.at, "quote": printing.quote}
    if printing.lead:
        record["lead"] = list(printing.lead)
    for name in ("value", "low", "high"):
        if getattr(printing, name) is not None:
            record[name] = number(getattr(printing, name))
    for name in ("unit", "comparator", "commitment", "basis", "vintage"):
        if getattr(printing, name) is not None:
            record[name] = str(getattr(printing, name))
    year = printing.by or printing.year
    if year is not None:
        record["year"] = year
    if printing.from_ is not None:
        record["from_year"] = printing.from_
    return record
