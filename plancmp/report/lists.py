"""The tables of the page: every target in one register, themes by plan, and how complete each plan is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancmp.audit.result import Audit, Finding
from plancmp.claim import Claim
from plancmp.listing import describe_encoding
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.report.items import Item, item_of, places_of
from plancmp.vocabulary import ClaimType, Theme
from plancmp.words import Text


def register_of(
    claims: Sequence[Claim], told: Mapping[str, Item], collection: Collection, top: str | None
) -> tuple[Item, ...]:
    """Every target once, plans by the division code of their place, first year and id, then text order.

    `told` are the items that the tree and its lists show, by id; a target that is in none has no verdict.
    """
    places = {place: n for n, place in enumerate(sort_by_code(collection.places, collection))}
    targets = [c for c in claims if c.type is ClaimType.TARGET]
    targets.sort(key=lambda c: (places[c.plan_place], c.plan_period, c.plan, c.order))
    return tuple(told.get(c.id) or item_of(c, collection, top=top) for c in targets)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, and what each plan has of it."""

    theme: Theme
    cells: tuple[tuple[int, int], ...]
    """Targets and tasks, plan by plan."""


def themes_of(claims: Sequence[Claim], plans: Sequence[str], collection: Collection) -> tuple[ThemeRow, ...]:
    """The matrix of themes by plan; a target or task of several themes counts in each."""
    targets: Counter[tuple[str, Theme]] = Counter()
    for claim in claims:
        if claim.type is ClaimType.TARGET:
            targets.update((claim.plan, theme) for theme in claim.definition.themes)
    tasks: Counter[tuple[str, Theme]] = Counter()
    for ident in plans:
        tasks.update((ident, theme) for task in collection.plans[ident].tasks for theme in task.themes)
    rows = (ThemeRow(t, tuple((targets[p, t], tasks[p, t]) for p in plans)) for t in Theme)
    return tuple(row for row in rows if any(a or b for a, b in row.cells))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with what is encoded of it."""

    ident: str
    title: Text
    short: Text
    """Place and period."""
    places: tuple[str, ...]
    period: str
    number: str
    issued: str
    encoding: Text
    characters: int | None
    targets: int
    results: int
    tasks: int
    share: Text
    """Share of the text's figures that are accounted for; empty where the text was not at hand."""


def plans_of(
    claims: Sequence[Claim], plans: Sequence[str], collection: Collection, shares: Mapping[str, Text]
) -> tuple[PlanRow, ...]:
    """The plans with their counts; `shares` is what coverage says of a plan."""
    counts = Counter((c.plan, c.type) for c in claims)
    found = []
    for ident in plans:
        plan = collection.plans[ident]
        period = str(plan.period).replace("-", "–")
        found.append(
            PlanRow(
                ident,
                plan.title,
                Text(
                    f"{collection.places[plan.place].name.zh} {period}",
                    f"{collection.places[plan.place].name.en} {period}",
                ),
                (plan.place,),
                period,
                plan.number or "",
                plan.issued or "",
                describe_encoding(plan),
                plan.source.characters,
                counts[ident, ClaimType.TARGET],
                counts[ident, ClaimType.OBSERVED],
                len(plan.tasks),
                shares.get(ident, Text("", "")),
            )
        )
    return tuple(found)


def in_order(collection: Collection) -> tuple[str, ...]:
    """The plans, places by level and code, then first year and id."""
    places = {place: n for n, place in enumerate(sort_by_code(collection.places, collection))}
    return tuple(
        sorted(
            collection.plans,
            key=lambda p: (places[collection.plans[p].place], collection.plans[p].period, p),
        )
    )


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the audit, with the places and themes that the filter goes by, and its claims as items."""

    finding: Finding
    places: tuple[str, ...]
    themes: tuple[str, ...]
    items: tuple[Item, ...]


def findings_of(
    audit: Audit | None, top: str | None, collection: Collection
) -> tuple[tuple[Text, tuple[FindingRow, ...]], ...]:
    """The findings under the title of their plan; plans without any are left out."""
    grouped: dict[str, list[FindingRow]] = {}
    for finding in audit.findings if audit else ():
        claims = finding.claims
        row = FindingRow(
            finding,
            tuple(dict.fromkeys(p for c in claims for p in places_of(c.place, top, collection))),
            tuple(dict.fromkeys(str(t) for c in claims for t in c.definition.themes)),
            tuple(item_of(c, collection, top=top) for c in claims),
        )
        grouped.setdefault(finding.plan, []).append(row)
    return tuple((collection.plans[plan].title, tuple(rows)) for plan, rows in grouped.items())
