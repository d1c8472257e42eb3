"""A web page to the text of the document on it; menus, footers and the like are dropped."""

import re
import warnings
from typing import TYPE_CHECKING

from plancmp.documents import ReadText, missing_library
from plancmp.documents.plain import decoded
from plancmp.documents.rows import LABEL, row
from plancmp.problems import PlancmpError
from plancmp.words import Text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "iframe", "svg"}
)
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|submenu|foot|footer|bottom|header|top|topbar|sidebar|side|crumbs?|breadcrumb|share|"
    r"toolbar|login|search|copyright|related|friendlink|links?|pagination|pager|comment|qrcode|banner|weizhi|daohang|dqwz)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BLOCKS = {
    *("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd"),
    *("blockquote", "pre", "header", "figure", "figcaption", "center", "body", "hr", "caption"),
    *("table", "tr", "td", "tbody", "thead"),
}
_SENTENCE = re.compile(r"[。，；、]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAIN_SHARE = 0.9
"""Share of a page's sentences that its main part holds; what stands outside is furniture."""
_FEW_SENTENCES = 10
_WIDEST = 50
"""Rows or columns that a cell may span."""
_META = ("ArticleTitle", "PubDate")


def html_text(data: bytes, name: str) -> ReadText:
    """The text of the main part of the page, with the title that its header declares in front.

    Raises PlancmpError: exit code 3 where it is no web page, 2 where beautifulsoup4 is not installed.
    """
    try:
        from bs4 import BeautifulSoup  # noqa: PLC0415 - heavy, and only here
    except ImportError as error:
        raise missing_library(name, error) from error
    declared = _CHARSET.search(data[:4096])
    written = decoded(data, name, declared[1].decode() if declared else None)
    try:
        with warnings.catch_warnings():  # guesses at what the file could be meant to be
            warnings.simplefilter("ignore")
            page = BeautifulSoup(written, "html.parser")
    except MemoryError:
        raise
    except Exception as error:
        raise PlancmpError(
            Text(f"{name}：不是网页，或已损坏", f"{name} is no web page, or a damaged one"), exit_code=3
        ) from error
    front = _front(page)
    _drop_furniture(page)
    lines: list[str] = []
    _write(_main(page), lines)
    text = "\n".join(line.rstrip(" \t") for line in "".join(lines).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    missing = [line for line in front if line not in text]
    return ReadText("\n".join([*missing, text]) + "\n")


def _front(page: "BeautifulSoup") -> list[str]:
    """Title and date as the page's header declares them."""
    found = []
    for wanted in _META:
        element = page.find("meta", attrs={"name": wanted})
        content = element.get("content") if element else None
        if isinstance(content, str) and content.strip():
            found.append(content.strip())
    heading = page.find("h1")
    if not found and heading and heading.get_text(strip=True):
        found.append(heading.get_text(" ", strip=True))
    return found


def _drop_furniture(page: "BeautifulSoup") -> None:
    """Take out what is no text by its kind, or says so by its class or id; of these, what holds sentences stays."""
    from bs4.element import Tag  # noqa: PLC0415 - heavy, and only here

    held = _held(page)
    dropped: list[Tag] = []
    stack: list[Tag] = [page]
    while stack:
        for child in stack.pop().contents:
            if isinstance(child, Tag):
                furniture = child.name in _DROPPED or (child.name != "body" and _is_furniture(child, held[id(child)]))
                (dropped if furniture else stack).append(child)
    for element in dropped:
        element.extract()


def _is_furniture(element: "Tag", held: tuple[int, int, int]) -> bool:
    names = [*(element.get("class") or []), element.get("id") or "", element.get("role") or ""]
    marks, letters, linked = held
    return (marks < _FEW_SENTENCES or linked * 2 > letters) and any(_FURNITURE.search(str(each)) for each in names)


def _held(page: "Tag") -> dict[int, tuple[int, int, int]]:
    """Of `page` and of each element in it that may be text: marks of sentences, letters, and letters in links."""
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415 - the same

    found: dict[int, tuple[int, int, int]] = {}
    marks = letters = linked = links = 0
    stack = [(page, iter(page.contents), (0, 0, 0))]
    while stack:
        element, rest, before = stack[-1]
        for child in rest:
            if isinstance(child, Tag):
                if child.name in _DROPPED:
                    continue
                links += child.name == "a"
                stack.append((child, iter(child.contents), (marks, letters, linked)))
                break
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                marks += len(_SENTENCE.findall(child))
                letters += len(child)
                linked += len(child) if links else 0
        else:
            stack.pop()
            links -= element.name == "a"
            found[id(element)] = (marks - before[0], letters - before[1], linked - before[2])
    return found


def _main(page: "BeautifulSoup") -> "Tag":
    """The innermost element that holds nearly all sentences of the page."""
    here: Tag = page.body or page
    held = _held(here)
    total = max(1, held[id(here)][0])
    while True:
        inner = [child for child in here.find_all(True, recursive=False) if held[id(child)][0] >= _MAIN_SHARE * total]
        if not inner or inner[0].name in {"p", "table", "tbody", "tr", "span", "pre"}:
            return here
        here = inner[0]


def _write(main: "Tag", out: list[str]) -> None:
    """Add the text of the element to `out`, blocks and rows on lines of their own. No recursion: a page that closes
    none of its paragraphs is thousands of elements deep.
    """
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415 - heavy, and only here

    stack = [(main, iter(main.contents))]
    while stack:
        element, rest = stack[-1]
        for child in rest:
            if isinstance(child, PreformattedString):
                continue  # a comment
            if isinstance(child, NavigableString):
                out.append(_SPACE.sub(" ", str(child)) if element.name != "pre" else str(child))
            elif isinstance(child, Tag):
                if child.name == "br":
                    out.append("\n")
                if child.name == "table" and _is_data(child):
                    out.append("\n" + "\n".join(_rows(child)) + "\n")
                    continue
                out.append("\n" if child.name in _BLOCKS else "")
                stack.append((child, iter(child.contents)))
                break
        else:
            stack.pop()
            out.append("\n" if element.name in _BLOCKS and element is not main else "")


def _is_data(table: "Tag") -> bool:
    """Whether a table holds data, and is no frame for the layout: no table inside, several rows of several cells."""
    if table.find("table") is not None:
        return False
    return len([tr for tr in table.find_all("tr") if len(tr.find_all(["td", "th"], recursive=False)) > 1]) > 1


def _rows(table: "Tag") -> list[str]:
    """A line a row; a short cell that spans rows is repeated in each, so that columns keep their place."""
    lines: list[str] = []
    hanging: dict[int, tuple[str, int]] = {}
    for tr in table.find_all("tr"):
        cells: list[str] = []
        for cell in tr.find_all(["td", "th"], recursive=False):
            while len(cells) in hanging:
                cells.append(_hung(hanging, len(cells)))
            text = cell.get_text("", strip=True)
            down = _count(cell.get("rowspan"))
            for across in range(_count(cell.get("colspan"))):
                if down > 1:
                    hanging[len(cells)] = ("" if across or len(text) > LABEL else text, down - 1)
                cells.append("" if across else text)
        while len(cells) in hanging:
            cells.append(_hung(hanging, len(cells)))
        lines.append(row(cells))
    return lines


def _hung(hanging: dict[int, tuple[str, int]], column: int) -> str:
    text, left = hanging.pop(column)
    if left > 1:
        hanging[column] = (text, left - 1)
    return text


def _count(written: object) -> int:
    return min(_WIDEST, max(1, int(written[:9]))) if isinstance(written, str) and written.isdecimal() else 1
