"""Making claims of a plan's entries: one a place and figure, variants and baselines beside their heads."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from plancmp.claim import Claim, Reference, Standard, find_usual_prices
from plancmp.claim_id import Identity, build_id, parse_id
from plancmp.model import Baseline, Collection, Observed, Plan, Printing, Target, Than
from plancmp.units import UnknownUnitError, convert, same_kind, trimmed, unit
from plancmp.vocabulary import Basis, ClaimType, Commitment, Comparator, Vintage
from plancmp.words import Text


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
        for place in entry.for_ or (plan.place,):
            found.extend(_entry_claims(ident, plan, entry, collection, place, order))
    return tuple(sorted(_with_short_ids(found), key=lambda c: c.order))


def leave_out_restated(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that only read out another one among them, so that each is shown once and summed once."""
    listed = list(claims)
    if not any(c.restates for c in listed):
        return listed
    known = {c.id for c in listed} | {(c.plan, *_name_subject(c)) for c in listed}
    return [
        c
        for c in listed
        if c.restates is None or (c.restates not in known and (c.restates, *_name_subject(c)) not in known)
    ]


def _name_subject(claim: Claim) -> tuple[object, ...]:
    return claim.type, claim.indicator, claim.place, claim.of, claim.basis, claim.year


def _with_short_ids(found: list[Claim]) -> list[Claim]:
    """The claims, scope and vintage left out of an id where the document tells that figure in one way only."""
    marked = [c for c in found if c.scope is not None or c.vintage not in {None, Vintage.FINAL}]
    if not marked:
        return found
    long = {c.id: identity for c in found if (identity := parse_id(c.id)) is not None}
    ways: dict[Identity, set[Identity]] = {}
    for identity in long.values():
        ways.setdefault(identity._replace(scope=None, vintage=None), set()).add(identity)
    short = {
        full: build_id(bare) for full, i in long.items() if len(ways[bare := i._replace(scope=None, vintage=None)]) == 1
    }
    return [
        c._replace(
            id=short.get(c.id, c.id),
            variant_of=short.get(c.variant_of or "", c.variant_of),
            beside=short.get(c.beside or "", c.beside),
        )
        for c in found
    ]


def years_of(plan: Plan, entry: Target | Observed, basis: Basis) -> tuple[int | None, int | None]:
    """First and last year of an entry: its own, else those of its section where the document's `spans` tell them, unless
    the entry says that its year is unclear. What does not run over a span has no first year.
    """
    year = entry.by if isinstance(entry, Target) else entry.year
    if year is not None or entry.from_ is not None or not plan.spans or "year" in entry.unclear:
        return entry.from_, year
    span = plan.span_of(entry.at)
    if span is None:
        return None, None
    return (span.first if basis in RUNNING and span.first < span.last else None), span.last


RUNNING = frozenset({Basis.ADDED, Basis.TOTAL, Basis.GROWTH, Basis.MEAN})
"""Bases that are told of a span of years."""


def _entry_claims(
    ident: str, plan: Plan, entry: Target | Observed, collection: Collection, place: str, order: tuple[int, int, int]
) -> Iterator[Claim]:
    plain = _make_claim(ident, plan, entry, collection, place, order)
    head = plain._replace(id=build_id(_identity(plain)))
    yield head
    for position, printing in enumerate(entry.also, 2):
        if _is_variant(printing, head):
            yield _variant(head, printing, position)
    if isinstance(entry, Target) and entry.baseline:
        yield _baseline(head, entry.baseline)


def _make_claim(
    ident: str, plan: Plan, entry: Target | Observed, collection: Collection, place: str, order: tuple[int, int, int]
) -> Claim:
    """What an entry says of one place, without an id."""
    target, result = (entry, None) if isinstance(entry, Target) else (None, entry)
    definition = collection.indicators[entry.indicator]
    basis = entry.basis or definition.basis
    from_year, year = years_of(plan, entry, basis)
    printed_unit = entry.unit or definition.unit
    return Claim(
        id="",
        type=ClaimType.TARGET if target else ClaimType.OBSERVED,
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
        from_year=from_year,
        base=entry.base,
        every=entry.every,
        of=entry.of,
        section=entry.at,
        quote=entry.quote,
        lead=entry.lead,
        also=entry.also,
        assigned=target is not None and place != plan.place,
        unclear={name: Text(entry.unclear_zh.get(name, why), why) for name, why in entry.unclear.items()},
        variant_of=None,
        std=standard(entry.value, entry.low, entry.high, printed_unit, definition.unit),
        order=order,
        key=entry.key,
        kind=plan.kind,
        standing=plan.standing,
        copy=plan.copy,
        vintage=result.vintage if result else None,
        scope=entry.scope,
        prices=entry.prices or find_usual_prices(definition, basis),
        count_=entry.count_,
        told=result.told if result else None,
        than=_reference(entry.than, entry.indicator, place, year, collection) if entry.than else None,
        restates=entry.restates,
        draft=entry.draft,
    )


def _reference(than: Than, indicator: str, place: str, year: int | None, collection: Collection) -> Reference:
    """The series that an entry is set against; what `than` leaves out is the entry's own."""
    there, what = than.place or place, than.indicator or indicator
    name = collection.places[there].name
    if what != indicator:
        of = collection.indicators[what].name
        name = of if there == place else Text(f"{name.zh}{of.zh}", f"{of.en} of {name.en}")
    return Reference(what, there, than.plan, than.by or year, name)


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
        claim.scope,
        None if claim.vintage is Vintage.FINAL else claim.vintage,
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
        vintage=printing.vintage or head.vintage,
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
    usual = find_usual_prices(head.definition, basis)
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
        from_year=baseline.from_,
        base=None,
        of=baseline.of or head.of,
        vintage=baseline.vintage or Vintage.FINAL,
        scope=baseline.scope or head.scope,
        prices=baseline.prices or (usual if head.prices == head.usual_prices else head.prices),
        count_=None,
        told=None,
        than=None,
        restates=None,
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
