"""A plan's entries as claims: one flat, resolved statement a place and figure, with an id that never moves."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.model import Baseline, Collection, Indicator, Observed, Period, Plan, Printing, Target
from plancmp.units import UnknownUnitError, convert, same_kind, trimmed, unit
from plancmp.vocabulary import Basis, Binding, ClaimType, Commitment, Comparator, Every
from plancmp.words import Text


class Identity(NamedTuple):
    """What tells one claim from another; whatever equals the default is None."""

    plan: str
    indicator: str
    type: ClaimType = ClaimType.TARGET
    place: str | None = None
    of: str | None = None
    span: str = "undated"
    basis: Basis | None = None
    base: str | None = None
    key: str | None = None
    printing: int | None = None


_ID = (
    r"(?P<plan>[a-z0-9-]+)/(?P<indicator>[a-z0-9-]+)(?:@(?P<place>[a-z0-9-]+))?(?:~(?P<of>[^/@:.+!~^]+))?"
    r"/(?P<span>undated|\d{4}(?:-\d{4})?)(?::(?P<basis>[a-z-]+))?(?:\^(?P<base>\d{4}(?:-\d{4})?))?"
    r"(?:\.(?P<key>[a-z0-9-]+))?(?:\+(?P<printing>\d+))?(?:!(?P<type>observed|baseline))?"
)


def build_id(identity: Identity) -> str:
    """`plan/indicator@place~of/2016-2020:basis^base.key+2!observed`, what equals the default left out."""
    i = identity
    parts = (
        f"{i.plan}/{i.indicator}",
        f"@{i.place}" if i.place else "",
        f"~{i.of}" if i.of else "",
        f"/{i.span}",
        f":{i.basis}" if i.basis else "",
        f"^{i.base}" if i.base else "",
        f".{i.key}" if i.key else "",
        f"+{i.printing}" if i.printing else "",
        "" if i.type is ClaimType.TARGET else f"!{i.type}",
    )
    return "".join(parts)


def parse_id(text: str) -> Identity | None:
    """The identity that `build_id` made `text` of, or None where it is no claim's id."""
    match = re.fullmatch(_ID, text)
    if match is None:
        return None
    basis = match["basis"]
    if basis is not None and basis not in set(Basis):
        return None
    return Identity(
        match["plan"],
        match["indicator"],
        ClaimType.read(match["type"] or "target"),
        match["place"],
        match["of"],
        match["span"],
        Basis.read(basis) if basis else None,
        match["base"],
        match["key"],
        int(match["printing"]) if match["printing"] else None,
    )


class Standard(NamedTuple):
    """A figure told in its indicator's unit, or in its own where the two are of different kinds."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str


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
            "binding": str(self.binding) if self.binding else None,
            "year": self.year,
            "from_year": self.from_year,
            "section": self.section,
            "quote": self.quote,
            "also": [_printing_record(p) for p in self.also],
            "assigned": self.assigned,
            "of": self.of,
            "every": str(self.every) if self.every else None,
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
        }


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
    for name in ("unit", "comparator", "commitment", "basis"):
        if getattr(printing, name) is not None:
            record[name] = str(getattr(printing, name))
    year = printing.by or printing.year
    if year is not None:
        record["year"] = year
    if printing.from_ is not None:
        record["from_year"] = printing.from_
    return record


def claims(collection: Collection, plans: Mapping[str, Plan] | None = None) -> tuple[Claim, ...]:
    """Every claim of `plans` (all of the collection by default), plans by first year then id, then text order.

    The collection's references must be sound (see plancmp.reading.references).
    """
    chosen = collection.plans if plans is None else plans
    ordered = sorted(chosen.items(), key=lambda item: (item[1].period, item[0]))
    return tuple(c for ident, plan in ordered for c in plan_claims(ident, plan, collection))


def plan_claims(ident: str, plan: Plan, collection: Collection) -> tuple[Claim, ...]:
    """The claims of one plan in text order: each target with its further printings and its baseline, each result."""
    sections = {key: number for number, key in enumerate(plan.outline)}
    found: list[Claim] = []
    entries: tuple[Target | Observed, ...] = (*plan.targets, *plan.observed)
    for listed, entry in enumerate(entries):
        order = (sections.get(entry.at, len(sections)), listed, 0)
        definition = collection.indicators[entry.indicator]
        for place in entry.for_ or (plan.place,):
            found.extend(_entry_claims(ident, plan, entry, definition, place, order))
    return tuple(sorted(found, key=lambda c: c.order))


def _entry_claims(
    ident: str, plan: Plan, entry: Target | Observed, definition: Indicator, place: str, order: tuple[int, int, int]
) -> Iterator[Claim]:
    target = entry if isinstance(entry, Target) else None
    kind = ClaimType.TARGET if target else ClaimType.OBSERVED
    year = target.by if target else entry.year  # type: ignore[union-attr]  # an Observed has a year
    basis = entry.basis or definition.basis
    printed_unit = entry.unit or definition.unit
    identity = Identity(
        ident,
        entry.indicator,
        kind,
        None if place == plan.place else place,
        entry.of,
        _span(entry.from_, year),
        None if basis is definition.basis else basis,
        str(entry.base) if entry.base else None,
        entry.key,
    )
    head = Claim(
        id=build_id(identity),
        type=kind,
        plan=ident,
        plan_place=plan.place,
        plan_period=plan.period,
        place=place,
        indicator=entry.indicator,
        definition=definition,
        value=entry.value,
        low=entry.low,
        high=entry.high,
        unit=printed_unit,
        comparator=entry.comparator,
        commitment=target.commitment if target else Commitment.PLAIN,
        basis=basis,
        binding=target.binding if target else None,
        year=year,
        from_year=entry.from_,
        base=entry.base,
        every=entry.every,
        of=entry.of,
        section=entry.at,
        quote=entry.quote,
        lead=entry.lead,
        also=entry.also,
        assigned=kind is ClaimType.TARGET and place != plan.place,
        unclear={name: Text(entry.unclear_zh.get(name, why), why) for name, why in entry.unclear.items()},
        variant_of=None,
        std=standard(entry.value, entry.low, entry.high, printed_unit, definition.unit),
        order=order,
        key=entry.key,
    )
    yield head
    for position, printing in enumerate(entry.also, 2):
        if _is_variant(printing, head):
            yield _variant(head, printing, position)
    if target and target.baseline:
        yield _baseline(head, target.baseline)


def _identity(claim: Claim) -> Identity:
    return Identity(
        claim.plan,
        claim.indicator,
        claim.type,
        None if claim.place == claim.plan_place else claim.place,
        claim.of,
        _span(claim.from_year, claim.year),
        None if claim.basis is claim.definition.basis else claim.basis,
        str(claim.base) if claim.base else None,
        claim.key,
    )


def _span(first: int | None, last: int | None) -> str:
    if last is None:
        return "undated"
    return f"{first}-{last}" if first else str(last)


def _is_variant(printing: Printing, head: Claim) -> bool:
    """Whether a further printing says another value or year, and so is a claim of its own."""
    if printing.by is not None and printing.by != head.year:
        return True
    if printing.value is None and printing.low is None and printing.high is None:
        return False
    return (printing.value, printing.low, printing.high, printing.unit or head.unit) != (
        head.value,
        head.low,
        head.high,
        head.unit,
    )


def _variant(head: Claim, printing: Printing, position: int) -> Claim:
    ranged = printing.low is not None or printing.high is not None
    value = printing.value if printing.value is not None or ranged else head.value
    low, high = (printing.low, printing.high) if ranged or printing.value is not None else (head.low, head.high)
    printed_unit = printing.unit or head.unit
    identity = parse_id(head.id)
    assert identity is not None
    return head._replace(
        id=build_id(identity._replace(printing=position)),
        value=value,
        low=low,
        high=high,
        unit=printed_unit,
        comparator=printing.comparator or head.comparator,
        commitment=printing.commitment or head.commitment,
        basis=printing.basis or head.basis,
        year=printing.by or printing.year or head.year,
        from_year=printing.from_ or head.from_year,
        section=printing.at,
        quote=printing.quote,
        lead=printing.lead,
        also=(),
        variant_of=head.id,
        std=standard(value, low, high, printed_unit, head.definition.unit),
        order=(head.order[0], head.order[1], position),
    )


def _baseline(head: Claim, baseline: Baseline) -> Claim:
    printed_unit = baseline.unit or head.unit
    basis = baseline.basis or head.basis
    claim = head._replace(
        type=ClaimType.BASELINE,
        value=baseline.value,
        low=baseline.low,
        high=baseline.high,
        unit=printed_unit,
        comparator=baseline.comparator or Comparator.REACH,
        commitment=Commitment.PLAIN,
        basis=basis,
        binding=None,
        year=baseline.year,
        from_year=None,
        base=None,
        section=baseline.at or head.section,
        quote=baseline.quote or head.quote,
        lead=() if baseline.quote else head.lead,
        also=(),
        assigned=False,
        unclear={},
        std=standard(baseline.value, baseline.low, baseline.high, printed_unit, head.definition.unit),
        order=(head.order[0], head.order[1], 100),
        beside=head.id,
    )
    return claim._replace(id=build_id(_identity(claim)))


def standard(value: Decimal | None, low: Decimal | None, high: Decimal | None, printed: str, wanted: str) -> Standard:
    """The figures in unit `printed` told in unit `wanted`, or as they are where the kinds differ."""
    try:
        convertible = same_kind(printed, wanted) and unit(printed).factor != unit(wanted).factor
    except UnknownUnitError:
        convertible = False
    if not convertible:
        return Standard(value, low, high, wanted if _same_kind(printed, wanted) else printed)

    def told(figure: Decimal | None) -> Decimal | None:
        return None if figure is None else trimmed(convert(figure, printed, wanted))

    return Standard(told(value), told(low), told(high), wanted)


def _same_kind(a: str, b: str) -> bool:
    try:
        return same_kind(a, b)
    except UnknownUnitError:
        return False
