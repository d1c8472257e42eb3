"""Results to strings: the only room with rich and tabulate. Each format is written once, over tables."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from plancmp.render.layouts import make_blocks, make_headline, make_html, make_lines, make_tables


class Result(Protocol):
    """What every question is answered with; what draws it for people stands in `layouts.LAYOUTS`."""

    def record(self, lang: str) -> Any:
        """The machine-readable output."""


class Style(NamedTuple):
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

    lines = make_lines(result, style.lang, explain=style.explain)
    if lines is not None:
        return tree(lines, 0)
    return plain(make_tables(result, style.lang, explain=style.explain))


def _table(result: Result, style: Style) -> str:
    lines = make_lines(result, style.lang, explain=style.explain)
    if lines is None:
        lines = make_blocks(result, style.lang, explain=style.explain)
    if lines is not None:
        from plancmp.render.plain import tree  # noqa: PLC0415 - only where asked

        return tree(lines, style.width or 80)
    from plancmp.render.terminal import boxed  # noqa: PLC0415 - rich is heavy

    return boxed(make_tables(result, style.lang, explain=style.explain), style.width or 80)


def _csv(result: Result, style: Style) -> str:
    from plancmp.render.text import csv_text  # noqa: PLC0415 - only where asked

    return csv_text(make_tables(result, style.lang, explain=style.explain))


def _markdown(result: Result, style: Style) -> str:
    headline = make_headline(result)
    if headline is not None:
        from plancmp.render.comment import comment  # noqa: PLC0415 - only where asked

        return comment(
            headline.in_language(style.lang), make_tables(result, style.lang, explain=style.explain), style.lang
        )
    from plancmp.render.text import markdown  # noqa: PLC0415 - tabulate is heavy

    return markdown(make_tables(result, style.lang, explain=style.explain))


def _html(result: Result, style: Style) -> str:
    from plancmp.render.text import html  # noqa: PLC0415 - only where asked

    drawn = make_html(result, style.lang, explain=style.explain)
    return drawn if drawn is not None else html(make_tables(result, style.lang, explain=style.explain), style.lang)


FORMATS: dict[str, Callable[[Result, Style], str]] = {
    "table": _table,
    "plain": _plain,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
}

__all__ = ["FORMATS", "Result", "Style", "render"]
