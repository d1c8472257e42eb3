"""Pages and fragments of HTML: jinja2's templates, in which everything is escaped and every sentence is written once for
each language of the page.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plancmp.files.reading import read_text
from plancmp.render import Result, Style
from plancmp.render.escape import clean, clean_page
from plancmp.render.layouts import make_html, make_tables
from plancmp.words import LANGUAGES, Text

TEMPLATES = Path(__file__).parents[1] / "report" / "templates"
"""Beside the functions that fill them."""


def write_html(result: Result, style: Style) -> str:
    """A result as a fragment to be set into any page, or as the page that its layout makes."""
    page = make_html(result, style)
    if page is not None:
        return page
    return fill_template("result.html.j2", (style.lang,), lang=style.lang, tables=make_tables(result, style))


def fill_template(name: str, langs: tuple[str, ...] = LANGUAGES, **values: Any) -> str:
    """The template with its values, in `langs`; `lang` among the values is the one that it opens in."""
    return clean_page(make_environment(langs).get_template(name).render(**values))


def make_environment(langs: tuple[str, ...] = LANGUAGES) -> Environment:
    """The templates, for a page of `langs`: `x|t` writes a text, `x|to` links to an anchor, `x|clean` keeps to one line, `T(zh, en)` is a sentence of
    the template's own, `raw(name)` a style sheet.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say_text = _make_text_filter(langs)
    made.filters |= {"t": say_text, "to": link_anchor, "clean": clean}
    made.globals |= {
        "T": lambda zh, en: say_text(Text(zh, en)),
        "langs": langs,
        "raw": read_source,
    }
    return made


def _make_text_filter(langs: tuple[str, ...]) -> Callable[[Any], Markup]:
    """The function that writes a text in each of `langs`, of which the page shows one at a time: `lang="zh"` and
    `lang="en"` are its switch, while words of the plans themselves are `zh-CN` and always shown.
    """

    def say_text(text: Any) -> Markup:
        if not isinstance(text, Text):
            return mark_safe(escape(str(text)))
        wordings = {lang: text.in_language(lang) for lang in langs}
        if len(set(wordings.values())) == 1:
            return mark_safe(escape(wordings[langs[0]]))
        spans = (f'<span lang="{lang}">{escape(words)}</span>' for lang, words in wordings.items())
        return mark_safe("".join(spans))

    return say_text


def mark_safe(markup: str) -> Markup:
    """Markup of our own making, or escaped: the templates take it as it is."""
    return Markup(markup)  # noqa: S704 - says so


def link_anchor(anchor: str) -> str:
    """The link to an anchor of the same page."""
    return "#" + quote(anchor, safe="/@:~^!+.,-_")


def read_source(name: str) -> Markup:
    """A style sheet or script that stands among the templates, as it is."""
    return mark_safe(read_text(TEMPLATES / name))
