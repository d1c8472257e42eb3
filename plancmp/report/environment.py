"""The templates with jinja2: everything is escaped, and every sentence is written once for each language of the page."""

from collections.abc import Callable
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from plancmp.problems import PlancmpError
from plancmp.words import LANGUAGES, Text

if TYPE_CHECKING:
    from jinja2 import Environment


_CONTROL = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x2028, 0x202F), *range(0x2066, 0x206A)), " "
)


class Svg(str):
    """Markup of our own making; the templates take it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """What jinja2 asks for."""
        return str(self)


def available() -> bool:
    """Whether the templates can be used."""
    return find_spec("jinja2") is not None


def environment(langs: tuple[str, ...] = LANGUAGES) -> "Environment":
    """The templates, for a page of `langs`. Raises PlancmpError (exit code 2) where jinja2 is not installed."""
    if not available():
        raise PlancmpError(
            Text(
                "网页报告需要 jinja2：pip install 'plancmp[report]'",
                "the page needs jinja2: pip install 'plancmp[report]'",
            )
        )
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - an extra, and only here

    made = Environment(
        loader=PackageLoader("plancmp.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = sayer(langs)
    made.filters["t"] = say
    made.filters["to"] = address
    made.globals["T"] = lambda zh, en: say(Text(zh, en))
    made.globals["langs"] = langs
    made.globals["raw"] = lambda name: source(made, name)
    return made


def sayer(langs: tuple[str, ...]) -> Callable[[Any], Svg]:
    """The function that writes a text in each of `langs`, of which the page shows one at a time: `lang="zh"` and
    `lang="en"` are its switch, while words of the plans themselves are `zh-CN` and always shown.
    """

    def say(text: Any) -> Svg:
        if not isinstance(text, Text):
            return Svg(escape(str(text)))
        told = {lang: text.in_language(lang) for lang in langs}
        if len(set(told.values())) == 1:
            return Svg(escape(told[langs[0]]))
        return Svg("".join(f'<span lang="{lang}">{escape(words)}</span>' for lang, words in told.items()))

    return say


def printable(page: str) -> str:
    """The page without control characters, which HTML does not allow, or which turn the direction of writing round."""
    return page.translate(_CONTROL)


def address(anchor: str) -> str:
    """The link to an anchor of the same page."""
    return "#" + quote(anchor, safe="/@:~^!+.,-_")


def source(made: "Environment", name: str) -> Svg:
    """A style sheet or script of the package, as it is."""
    assert made.loader is not None
    return Svg(made.loader.get_source(made, name)[0])
