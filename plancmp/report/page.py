"""The whole page as one string: the answer first, then charts, tree, lists, tables; no file beside it, no request."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from plancmp.align.result import Alignment
from plancmp.audit.result import Audit
from plancmp.claim import Claim
from plancmp.compare.amplification import ONE_PLACE
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.render.escape import clean_page
from plancmp.render.html import make_environment, read_source
from plancmp.report.charts import legend, svg_of
from plancmp.report.items import Item, places_of
from plancmp.report.lists import findings_of, in_order, plans_of, register_of, themes_of
from plancmp.report.scene import charts_of
from plancmp.report.standing import standing_of
from plancmp.report.tree import Row, by_reasons, frame_only_of, lower_only_of, rows_of, top_of, walk
from plancmp.vocabulary import Theme, Verdict
from plancmp.words import Text


@dataclass(frozen=True, slots=True)
class Material:
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


def page(material: Material, lang: str) -> str:
    """The page, opening in `lang`; both languages are in it."""
    made = make_environment()
    collection, alignment = material.collection, material.alignment
    top = top_of(alignment) if alignment else None
    rows = rows_of(alignment) if alignment else ()
    frame_only = frame_only_of(alignment) if alignment else ()
    lower_only = lower_only_of(alignment) if alignment else ()
    told = {
        item.claim.id: item
        for item in (*frame_only, *(i for g in lower_only for i in g.items), *(i for row in rows for i in _items(row)))
    }
    plans = in_order(collection)
    register = register_of(material.claims, told, collection, top)
    held = {place for c in material.claims for place in places_of(c.place, top, collection)}
    themes = {theme for c in material.claims for theme in c.definition.themes}
    verdicts = {item.verdict for item in register if item.verdict}
    script, style = read_source(made, "script.js"), read_source(made, "core.css") + read_source(made, "page.css")
    page = made.get_template("page.html.j2").render(
        lang=lang,
        title=_title(alignment),
        collection=collection,
        alignment=alignment,
        standing=standing_of(alignment, rows) if alignment else None,
        conformity=alignment.conformity if alignment else Text("", ""),
        rows=rows,
        one_place=ONE_PLACE,
        frame_only=frame_only,
        frame_groups=by_reasons(frame_only),
        lower_only=lower_only,
        rest=tuple(i for i in register if i.claim.id not in told),
        charts=[
            (chart, svg_of(chart, f"chart-{n}"), f"chart-{n}")
            for n, chart in enumerate(charts_of(material.claims, collection, top, _shown_first(rows)), 1)
        ],
        tasks=alignment.tasks if alignment else (),
        matrix=themes_of(material.claims, plans, collection),
        plans=plans_of(material.claims, plans, collection, material.shares),
        audit=material.audit,
        findings=findings_of(material.audit, top, collection),
        legend=legend(),
        given=_given(register),
        frame=alignment.frame if alignment else (),
        verdict_words={str(v): v for v in Verdict},
        verdict_order=list(Verdict),
        covered=bool(material.shares),
        register=register,
        places=[(p, collection.places[p].name) for p in sort_by_code(held, collection)],
        themes=[t for t in Theme if t in themes],
        verdicts=[(v, sum(i.verdict is v for i in register)) for v in Verdict if v in verdicts],
        files=material.files,
        policy=_policy(script, style),
        fresh=_once(),
        script=script,
        style=type(script)(style),
    )
    return clean_page(page)


def _title(alignment: Alignment | None) -> Text:
    if alignment is None:
        return Text("规划目标一览", "Targets of the plans")
    title = alignment.collection.plans[alignment.frame[0]].title
    return Text(f"《{title.zh}》之下的地方目标", f"Local targets under the {title.en}")


def _items(row: Row) -> tuple[Item, ...]:
    return (*((row.frame,) if row.frame else ()), *row.also, *walk(row.under))


def _shown_first(rows: Sequence[Row]) -> tuple[str, ...]:
    """The indicators of the tree, in its order."""
    return tuple(dict.fromkeys(i.claim.indicator for row in rows for i in _items(row)))


def _given(register: Sequence[Item]) -> Mapping[str, tuple[str, ...]]:
    """Indicator → the verdicts given on its targets."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in register:
        if item.verdict:
            found[item.claim.indicator].add(str(item.verdict))
    return defaultdict(tuple, {ident: tuple(sorted(words)) for ident, words in found.items()})


def _policy(script: str, style: str) -> str:
    """The browser is told to load nothing at all, and to run and apply only what stands in the page."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _once() -> Callable[[str], bool]:
    """A function that is true for each text once: an id stands in a page only once."""
    seen: set[str] = set()

    def fresh(text: str) -> bool:
        known = text in seen
        seen.add(text)
        return not known

    return fresh
