"""The whole page as one string: the answer first, then charts, tree, lists, tables; no file beside it, no request."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from plancmp.align.result import Alignment
from plancmp.audit.result import Audit
from plancmp.claim import Claim
from plancmp.compare.amplification import ONE_PLACE
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.render.html import fill_template, read_source
from plancmp.report.answer import make_answer
from plancmp.report.chart_data import make_charts
from plancmp.report.charts import draw_chart, draw_legend
from plancmp.report.page_tables import count_themes, describe_plans, group_findings, register_targets, sort_plans
from plancmp.report.report_rows import (
    NOTHING,
    AlignmentRows,
    ClaimRow,
    RowMaker,
    find_top,
    group_by_reasons,
    make_alignment_rows,
)
from plancmp.vocabulary import Theme, Verdict
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
        return {**words, "title": title, "frame": (), "answer": None, "conformity": NOTHING, "tasks": ()}
    plan = alignment.collection.plans[alignment.frame[0]]
    return {
        **words,
        "title": say("《{title}》之下的地方目标", "Local targets under the {title}", title=plan.title),
        "frame": alignment.frame,
        "answer": make_answer(alignment, shown),
        "conformity": alignment.conformity,
        "tasks": alignment.tasks,
    }


def _show_charts(source: ReportInput, shown: AlignmentRows, top: str | None) -> dict[str, Any]:
    """The charts, each with its drawing and the id of the element that names it; the tree's indicators first."""
    first = dict.fromkeys(row.claim.indicator for target in shown.targets for row in target.walk())
    charts = make_charts(source.claims, source.collection, top, tuple(first))
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
