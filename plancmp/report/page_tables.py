"""The tables of the page: every target in one register, themes by plan, findings, and how complete each plan is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plancmp.audit.result import Audit, Finding
from plancmp.claim import Claim
from plancmp.listing import describe_encoding
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.report.report_rows import NOTHING, ClaimRow, RowMaker
from plancmp.vocabulary import ClaimType, Theme
from plancmp.words import Text, say


class ThemeRow(NamedTuple):
    """A theme, and what each plan has of it."""

    theme: Theme
    cells: tuple[tuple[int, int], ...]
    """Targets and tasks, plan by plan."""


class PlanRow(NamedTuple):
    """A plan with what is encoded of it."""

    ident: str
    title: Text
    short: Text
    """Place and period."""
    place: str
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


class FindingRow(NamedTuple):
    """A finding of the audit, with the places and themes that the filter goes by, and its claims."""

    finding: Finding
    places: tuple[str, ...]
    themes: tuple[Theme, ...]
    rows: tuple[ClaimRow, ...]


def sort_plans(collection: Collection) -> tuple[str, ...]:
    """The plans, places by level and code, then first year and id."""
    rank = _rank_places(collection)
    plans = collection.plans
    return tuple(sorted(plans, key=lambda ident: (rank[plans[ident].place], plans[ident].period, ident)))


def _rank_places(collection: Collection) -> Mapping[str, int]:
    return {place: number for number, place in enumerate(sort_by_code(collection.places, collection))}


def register_targets(claims: Sequence[Claim], shown: Mapping[str, ClaimRow], maker: RowMaker) -> tuple[ClaimRow, ...]:
    """Every target once, plans by the division code of their place, first year and id, then text order.

    `shown` are the rows of the tree and its lists, by claim; a target that is in none has no verdict.
    """
    rank = _rank_places(maker.collection)
    targets = [claim for claim in claims if claim.type is ClaimType.TARGET]
    targets.sort(key=lambda c: (rank[c.plan_place], c.plan_period, c.plan, c.order))
    return tuple(shown.get(claim.id) or maker.make_row(claim) for claim in targets)


def count_themes(claims: Sequence[Claim], plans: Sequence[str], collection: Collection) -> tuple[ThemeRow, ...]:
    """The matrix of themes by plan; a target or task of several themes counts in each."""
    targets = Counter((c.plan, t) for c in claims if c.type is ClaimType.TARGET for t in c.definition.themes)
    tasks = Counter((plan, t) for plan in plans for task in collection.plans[plan].tasks for t in task.themes)
    rows = (ThemeRow(theme, tuple((targets[p, theme], tasks[p, theme]) for p in plans)) for theme in Theme)
    return tuple(row for row in rows if any(a or b for a, b in row.cells))


def describe_plans(
    claims: Sequence[Claim], plans: Sequence[str], collection: Collection, shares: Mapping[str, Text]
) -> tuple[PlanRow, ...]:
    """The plans with their counts; `shares` is what coverage says of a plan."""
    counts = Counter((claim.plan, claim.type) for claim in claims)
    found = []
    for ident in plans:
        plan = collection.plans[ident]
        period = str(plan.period).replace("-", "–")
        row = PlanRow(
            ident,
            plan.title,
            say("{place} {period}", "{place} {period}", place=collection.places[plan.place].name, period=period),
            plan.place,
            period,
            plan.number or "",
            plan.issued or "",
            describe_encoding(plan),
            plan.source.characters,
            counts[ident, ClaimType.TARGET],
            counts[ident, ClaimType.OBSERVED],
            len(plan.tasks),
            shares.get(ident, NOTHING),
        )
        found.append(row)
    return tuple(found)


def group_findings(audit: Audit | None, maker: RowMaker) -> tuple[tuple[Text, tuple[FindingRow, ...]], ...]:
    """The findings under the title of their plan; plans without any are left out."""
    grouped: dict[str, list[FindingRow]] = {}
    for finding in audit.findings if audit else ():
        rows = tuple(maker.make_row(claim) for claim in finding.claims)
        places = dict.fromkeys(place for row in rows for place in row.places)
        themes = dict.fromkeys(theme for row in rows for theme in row.themes)
        grouped.setdefault(finding.plan, []).append(FindingRow(finding, tuple(places), tuple(themes), rows))
    return tuple((maker.collection.plans[plan].title, tuple(rows)) for plan, rows in grouped.items())
