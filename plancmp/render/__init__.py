"""Results to strings: the only room with rich and tabulate. Each format is written once, over tables."""

from collections.abc import Callable
from typing import Any, Protocol

from plancmp.frozen import frozen
from plancmp.words import Line, Table


class Result(Protocol):
    """What every view returns."""

    def record(self, lang: str) -> Any:
        """The machine-readable output."""

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """The tables for a person."""


@frozen
class Style:
    """How to write: language, width of the terminal (0 for none), formulas."""

    lang: str
    width: int = 0
    explain: bool = False


def render(result: Result, name: str, style: Style) -> str:
    """`result` in format `name`, one of FORMATS."""
    return FORMATS[name](result, style)


def _json(result: Result, style: Style) -> str:
    import json  # noqa: PLC0415 - only where asked

    return json.dumps(result.record(style.lang), ensure_ascii=False, indent=2) + "\n"


def _plain(result: Result, style: Style) -> str:
    from plancmp.render.plain import plain, tree  # noqa: PLC0415 - only where asked

    lines = getattr(result, "lines", None)
    if lines is not None:
        return tree(lines(style.lang, explain=style.explain), 0)
    return plain(result.tables(style.lang, explain=style.explain))


def _table(result: Result, style: Style) -> str:
    lines = getattr(result, "lines", None) or getattr(result, "blocks", None)
    if lines is not None:
        from plancmp.render.plain import tree  # noqa: PLC0415 - only where asked

        return tree(lines(style.lang, explain=style.explain), style.width or 80)
    from plancmp.render.terminal import boxed  # noqa: PLC0415 - rich is heavy

    return boxed(result.tables(style.lang, explain=style.explain), style.width or 80)


def _csv(result: Result, style: Style) -> str:
    from plancmp.render.text import csv_text  # noqa: PLC0415 - only where asked

    return csv_text(result.tables(style.lang, explain=style.explain))


def _markdown(result: Result, style: Style) -> str:
    headline = getattr(result, "headline", None)
    if headline is not None:
        from plancmp.render.comment import comment  # noqa: PLC0415 - only where asked

        return comment(headline().say(style.lang), result.tables(style.lang, explain=style.explain), style.lang)
    from plancmp.render.text import markdown  # noqa: PLC0415 - tabulate is heavy

    return markdown(result.tables(style.lang, explain=style.explain))


def _html(result: Result, style: Style) -> str:
    from plancmp.render.text import html  # noqa: PLC0415 - only where asked
    from plancmp.report.fragment import fragment  # noqa: PLC0415 - the same

    drawn = fragment(result, style.lang, explain=style.explain)
    return drawn if drawn is not None else html(result.tables(style.lang, explain=style.explain), style.lang)


FORMATS: dict[str, Callable[[Result, Style], str]] = {
    "table": _table,
    "plain": _plain,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}

__all__ = ["FORMATS", "Line", "Result", "Style", "render"]
