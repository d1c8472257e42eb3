"""The whole page as one string: the answer first, then charts, tree, lists, tables; no file beside it, no request."""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from plancmp.align.result import Alignment
from plancmp.audit.result import Audit, Finding
from plancmp.claim import Claim
from plancmp.compare import Context, Facts, Relations
from plancmp.compare.amplification import ONE_PLACE
from plancmp.listing import describe_encoding
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.render.html import fill_template, read_source
from plancmp.report.answer import make_answer
from plancmp.report.chart_data import make_charts
from plancmp.report.charts import draw_chart, draw_legend
from plancmp.report.report_rows import (
    NOTHING,
    AlignmentRows,
    ClaimRow,
    RowMaker,
    find_top,
    group_by_reasons,
    make_alignment_rows,
)
from plancmp.track.engine import find_latest_year, track_all
from plancmp.vocabulary import ClaimType, Theme, Verdict
from plancmp.words import Text, say


class ReportInput(NamedTuple):
    """What a page is made of."""

    claims: Sequence[Claim]
    collection: Collection
    alignment: Alignment | None
    """None where no plan stands above another."""
    audit: Audit | None
    shares: Mapping[str, Text]
    """Plan → what share of its text's figures is accounted for, where the text was at hand."""
    files: tuple[str, ...]
    """Names of the files that the collection was read from."""


def make_page(source: ReportInput, lang: str) -> str:
    """The page, opening in `lang`; both languages are in it."""
    alignment = source.alignment
    maker = RowMaker(source.collection, find_top(alignment) if alignment else None)
    shown = make_alignment_rows(alignment) if alignment else AlignmentRows()
    by_claim = {row.claim.id: row for row in shown.walk()}
    register = register_targets(source.claims, by_claim, maker)
    script, style = read_source("script.js"), read_source("core.css") + read_source("page.css")
    return fill_template(
        "page.html.j2",
        lang=lang,
        collection=source.collection,
        audit=source.audit,
        findings=group_findings(source.audit, maker),
        files=source.files,
        shown=shown,
        frame_groups=group_by_reasons(shown.frame_only),
        register=register,
        rest=[row for row in register if row.claim.id not in by_claim],
        given=_list_verdicts(register),
        policy=_forbid_loading(script, style),
        fresh=_make_once(),
        script=script,
        style=style,
        **_show_alignment(alignment, shown),
        **_show_charts(source, shown, maker.top),
        **_show_plans(source),
        **_offer_filters(source, register, maker),
    )


def _show_alignment(alignment: Alignment | None, shown: AlignmentRows) -> dict[str, Any]:
    """The title, the answer, and the words about verdicts."""
    words = {"one_place": ONE_PLACE, "verdict_words": {str(v): v for v in Verdict}, "verdict_order": list(Verdict)}
    if alignment is None:
        title = Text("规划目标一览", "Targets of the plans")
        return {**words, "title": title, "frame": (), "answer": None, "tasks": ()}
    plan = alignment.collection.plans[alignment.frame[0]]
    return {
        **words,
        "title": say("《{title}》之下的地方目标", "Local targets under the {title}", title=plan.title),
        "frame": alignment.frame,
        "answer": make_answer(alignment, shown),
        "tasks": alignment.tasks,
    }


def _show_charts(source: ReportInput, shown: AlignmentRows, top: str | None) -> dict[str, Any]:
    """The charts, each with its drawing and the id of the element that names it; the tree's indicators first."""
    first = dict.fromkeys(row.claim.indicator for target in shown.targets for row in target.walk())
    held = source.collection
    context = Context(held, Relations(held.indicators), Facts(source.claims))
    outcomes = {row.target.id: row for row in track_all(source.claims, context, find_latest_year(held))}
    charts = make_charts(source.claims, held, top, outcomes, tuple(first))
    drawn = [(chart, draw_chart(chart, f"chart-{n}"), f"chart-{n}") for n, chart in enumerate(charts, 1)]
    return {"charts": drawn, "legend": draw_legend()}


def _show_plans(source: ReportInput) -> dict[str, Any]:
    plans = sort_plans(source.collection)
    return {
        "matrix": count_themes(source.claims, plans, source.collection),
        "plans": describe_plans(source.claims, plans, source.collection, source.shares),
        "covered": bool(source.shares),
    }


def _offer_filters(source: ReportInput, register: Sequence[ClaimRow], maker: RowMaker) -> dict[str, Any]:
    """The places, themes and verdicts that the page can be narrowed to."""
    places = {place for claim in source.claims for place in maker.list_places(claim.place)}
    themes = {theme for claim in source.claims for theme in claim.definition.themes}
    verdicts = {row.verdict for row in register}
    names = source.collection.places
    return {
        "places": [(place, names[place].name) for place in sort_by_code(places, source.collection)],
        "themes": [(theme, theme.label) for theme in Theme if theme in themes],
        "verdicts": [(verdict, verdict.label) for verdict in Verdict if verdict in verdicts],
    }


def _list_verdicts(register: Sequence[ClaimRow]) -> Mapping[str, Sequence[str]]:
    """Indicator → the verdicts given on its targets."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in register:
        if row.verdict:
            found[row.claim.indicator].add(str(row.verdict))
    return defaultdict(list, {indicator: sorted(words) for indicator, words in found.items()})


def _forbid_loading(script: str, style: str) -> str:
    """The browser is told to load nothing at all, and to run and apply only what stands in the page."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _make_once() -> Callable[[str], bool]:
    """A function that is true for each text once: an id stands in a page only once."""
    seen: set[str] = set()

    def is_fresh(text: str) -> bool:
        is_new = text not in seen
        seen.add(text)
        return is_new

    return is_fresh


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
