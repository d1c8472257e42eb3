"""The table of layouts: what draws a result, by the result's type. No result knows its layouts, and none is loaded unasked."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from plancmp.render import Style
from plancmp.render.formats import load_function
from plancmp.words import Line, Paper, Table, Text


class Layout(NamedTuple):
    """The functions that draw one type of result, each as "module:function", taking the result and the language."""

    tables: str
    """For spreadsheets, and for every format that has nothing of its own here."""
    blocks: str = ""
    """Lines and tables for a terminal or a pipe."""
    headline: str = ""
    """The answer in one sentence, with which a comment of Markdown begins."""
    html: str = ""
    """A fragment for a page."""
    paper: str = ""
    """A paper to be printed and signed."""
    explains: bool = False
    """Whether its tables and page take `explain`, having formulas to show. Blocks always take the `view`."""


LAYOUTS = {
    "Agreement": Layout("plancmp.agree.layout:lay_out_tables", blocks="plancmp.agree.layout:lay_out_blocks"),
    "Alignment": Layout(
        "plancmp.align.tables:lay_out_tables",
        blocks="plancmp.align.layout:lay_out_blocks",
        html="plancmp.report.fragment:make_alignment_fragment",
        explains=True,
    ),
    "Audit": Layout("plancmp.audit.layout:lay_out_tables", blocks="plancmp.audit.layout:lay_out_blocks"),
    "Chain": Layout("plancmp.chain.layout:lay_out_tables", blocks="plancmp.chain.layout:lay_out_blocks", explains=True),
    "Changes": Layout(
        "plancmp.changes.layout:lay_out_tables",
        blocks="plancmp.changes.layout:lay_out_blocks",
        headline="plancmp.changes.layout:write_headline",
    ),
    "Citations": Layout("plancmp.cite:lay_out_tables", blocks="plancmp.cite:lay_out_blocks"),
    "Coverage": Layout(
        "plancmp.coverage.layout:lay_out_tables", html="plancmp.report.coverage_page:make_coverage_page"
    ),
    "Track": Layout(
        "plancmp.track.layout:lay_out_tables",
        blocks="plancmp.track.layout:lay_out_blocks",
        paper="plancmp.track.paper:lay_out_paper",
    ),
    "Description": Layout("plancmp.show:lay_out_tables", blocks="plancmp.show:lay_out_blocks"),
    "Diff": Layout(
        "plancmp.diff.layout:lay_out_tables",
        blocks="plancmp.diff.layout:lay_out_blocks",
        html="plancmp.report.fragment:make_diff_fragment",
        explains=True,
    ),
    "Glossary": Layout("plancmp.glossary:lay_out_tables", blocks="plancmp.glossary:lay_out_blocks"),
    "Hits": Layout("plancmp.search:lay_out_tables", blocks="plancmp.search:lay_out_blocks"),
    "Listing": Layout("plancmp.listing:lay_out_tables", blocks="plancmp.listing:lay_out_blocks"),
    "Opinion": Layout(
        "plancmp.opinion.layout:lay_out_tables",
        blocks="plancmp.opinion.layout:lay_out_blocks",
        paper="plancmp.opinion.paper:lay_out_paper",
    ),
}
"""By the name of the result's class."""


def make_tables(result: object, style: Style) -> list[Table]:
    """The result as tables."""
    tables: list[Table] = _lay_out(result, "tables", style)
    return tables


def make_blocks(result: object, style: Style) -> Iterable[Line | Table] | None:
    """The result as lines and tables to be read; None where its tables do."""
    blocks: Iterable[Line | Table] | None = _lay_out(result, "blocks", style)
    return blocks


def make_html(result: object, style: Style) -> str | None:
    """The result as a fragment or page of its own making; None where its tables do."""
    page: str | None = _lay_out(result, "html", style)
    return page


def make_paper(result: object, style: Style) -> Paper | None:
    """The result as a paper; None where it is none."""
    paper: Paper | None = _lay_out(result, "paper", style)
    return paper


def make_headline(result: object) -> Text | None:
    """The answer in one sentence; None where there is none."""
    layout = LAYOUTS.get(type(result).__name__)
    if layout is not None:
        sentence: Text | None = load_function(layout.headline)(result) if layout.headline else None
        return sentence
    method = getattr(result, "headline", None)
    return method() if method is not None else None


def _lay_out(result: object, kind: str, style: Style) -> Any:
    """What the layout of this kind makes of the result; None where its type has none."""
    layout = LAYOUTS.get(type(result).__name__)
    if layout is None:  # a result that still lays itself out
        method = getattr(result, kind, None)
        return method(style.lang, explain=style.view.explain) if method is not None else None
    reference = getattr(layout, kind)
    if not reference:
        return None
    function = load_function(reference)
    if kind == "blocks":
        return function(result, style.lang, style.view)
    return function(result, style.lang, explain=style.view.explain) if layout.explains else function(result, style.lang)
