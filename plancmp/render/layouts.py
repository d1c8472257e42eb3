"""The table of layouts: what draws a result, by the result's type. No result knows its layouts, and none is loaded unasked."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, NamedTuple

from plancmp.words import Line, Table, Text


class Layout(NamedTuple):
    """The functions that draw one type of result, each as "module:function", taking the result and the language."""

    tables: str
    """For spreadsheets, and for every format that has nothing of its own here."""
    lines: str = ""
    """A tree for a terminal or a pipe."""
    blocks: str = ""
    """In place of the tables' boxes on a terminal."""
    headline: str = ""
    """The answer in one sentence, with which a comment of Markdown begins."""
    html: str = ""
    """A fragment for a page."""
    explains: bool = False
    """Whether the functions take `explain`, that is, have formulas to show."""


LAYOUTS = {
    "Alignment": Layout(
        "plancmp.align.layout:lay_out_tables",
        lines="plancmp.align.layout:lay_out_lines",
        html="plancmp.report.fragment:alignment_fragment",
        explains=True,
    ),
    "Opinion": Layout("plancmp.align.opinion_layout:lay_out_opinion", explains=True),
    "Audit": Layout("plancmp.audit.layout:lay_out_tables", lines="plancmp.audit.layout:lay_out_lines"),
    "Diff": Layout(
        "plancmp.diff.layout:lay_out_tables",
        blocks="plancmp.diff.layout:lay_out_blocks",
        html="plancmp.report.fragment:diff_fragment",
        explains=True,
    ),
    "Description": Layout("plancmp.show:lay_out_tables"),
    "Listing": Layout("plancmp.listing:lay_out_tables"),
    "Citations": Layout("plancmp.cite:lay_out_tables"),
}
"""By the name of the result's class."""


def load_function(reference: str) -> Callable[..., Any]:
    """The function that "module:function" names."""
    module, _, name = reference.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def make_tables(result: object, lang: str, *, explain: bool = False) -> list[Table]:
    """The result as tables."""
    tables: list[Table] = _lay_out(result, "tables", lang, explain=explain)
    return tables


def make_lines(result: object, lang: str, *, explain: bool = False) -> Iterable[Line] | None:
    """The result as a tree; None where it has none."""
    lines: Iterable[Line] | None = _lay_out(result, "lines", lang, explain=explain)
    return lines


def make_blocks(result: object, lang: str, *, explain: bool = False) -> Iterable[Line] | None:
    """The result in blocks for a terminal; None where it has none."""
    lines: Iterable[Line] | None = _lay_out(result, "blocks", lang, explain=explain)
    return lines


def make_html(result: object, lang: str, *, explain: bool = False) -> str | None:
    """The result as a fragment of its own making; None where its tables do."""
    fragment: str | None = _lay_out(result, "html", lang, explain=explain)
    return fragment


def make_headline(result: object) -> Text | None:
    """The answer in one sentence; None where there is none."""
    layout = LAYOUTS.get(type(result).__name__)
    if layout is not None:
        sentence: Text | None = load_function(layout.headline)(result) if layout.headline else None
        return sentence
    method = getattr(result, "headline", None)
    return method() if method is not None else None


def _lay_out(result: object, kind: str, lang: str, *, explain: bool) -> Any:
    """What the layout of this kind makes of the result; None where its type has none."""
    layout = LAYOUTS.get(type(result).__name__)
    if layout is None:  # a result that still lays itself out
        method = getattr(result, kind, None)
        return method(lang, explain=explain) if method is not None else None
    reference = getattr(layout, kind)
    if not reference:
        return None
    function = load_function(reference)
    return function(result, lang, explain=explain) if layout.explains else function(result, lang)
