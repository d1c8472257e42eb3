"""A web page to the text of the document on it; menus, footers and the like are dropped."""

import re
import warnings
from typing import NamedTuple, TypeGuard

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from plancmp.documents.plain_text import LONGEST_LABEL, ReadText, UnreadableError, decode_chinese, read_span, write_row
from plancmp.words import Text

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
_BREAKING = {*_BLOCKS, "br"}
_SENTENCE = re.compile(r"[。，；、]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAIN_SHARE = 0.9
"""Share of a page's sentences that its main part holds; what stands outside is furniture."""
_FEW_SENTENCES = 10
_META = ("ArticleTitle", "PubDate")


_UNDIVIDED = frozenset({"p", "table", "tbody", "tr", "span", "pre"})


def read_html(data: bytes, _progress: object = None) -> ReadText:
    """The text of the main part of the page, with the title that its header declares in front.

    Raises UnreadableError where it is no web page.
    """
    declared = _CHARSET.search(data[:4096])
    written = decode_chinese(data, declared[1].decode() if declared else None)
    try:
        with warnings.catch_warnings():  # guesses at what the file could be meant to be
            warnings.simplefilter("ignore")
            page = BeautifulSoup(written, "html.parser")
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableError(Text("不是网页，或已损坏", "is no web page, or a damaged one")) from error
    front = _read_front(page)
    _drop_furniture(page)
    text = "\n".join(line.rstrip(" \t") for line in "".join(_write_text(_find_main(page))).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return ReadText("\n".join([*(line for line in front if line not in text), text]) + "\n")


def _read_front(page: BeautifulSoup) -> list[str]:
    """Title and date as the page's header declares them, else its first heading."""
    declared = [page.find("meta", attrs={"name": name}) for name in _META]
    contents = [str(element.get("content") or "").strip() for element in declared if element]
    found = [content for content in contents if content]
    heading = None if found else page.find("h1")
    return found or ([heading.get_text(" ", strip=True)] if heading and heading.get_text(strip=True) else [])


def _drop_furniture(page: BeautifulSoup) -> None:
    """Take out what is no text by its kind, or says so by its class or id; of these, what holds sentences stays."""
    measured = _measure(page)
    dropped: list[Tag] = []
    stack: list[Tag] = [page]
    while stack:
        for child in stack.pop().contents:
            if isinstance(child, Tag):
                (dropped if _is_furniture(child, measured) else stack).append(child)
    for element in dropped:
        element.extract()


class _Held(NamedTuple):
    """How much an element holds: marks of sentences, letters, and letters in links."""

    marks: int = 0
    letters: int = 0
    linked: int = 0


def _is_furniture(element: Tag, measured: dict[int, _Held]) -> bool:
    if element.name in _DROPPED or element.name == "body":
        return element.name in _DROPPED
    held = measured[id(element)]
    if held.marks >= _FEW_SENTENCES and held.linked * 2 <= held.letters:
        return False
    names = [*(element.get("class") or []), element.get("id") or "", element.get("role") or ""]
    return any(_FURNITURE.search(str(each)) for each in names)


def _measure(page: Tag) -> dict[int, _Held]:
    """What `page` and each element in it that may be text holds, by the element's id()."""
    found: dict[int, _Held] = {}
    total = _Held()
    links = 0
    stack = [(page, iter(page.contents), total)]
    while stack:
        element, rest, before = stack[-1]
        child = next((each for each in rest if not _is_dropped(each)), None)
        if child is None:
            stack.pop()
            links -= element.name == "a"
            found[id(element)] = _Held(*(now - then for now, then in zip(total, before, strict=True)))
        elif isinstance(child, Tag):
            links += child.name == "a"
            stack.append((child, iter(child.contents), total))
        elif _is_text(child):
            linked = len(child) if links else 0
            total = _Held(
                total.marks + len(_SENTENCE.findall(child)), total.letters + len(child), total.linked + linked
            )
    return found


def _is_dropped(child: PageElement) -> bool:
    return isinstance(child, Tag) and child.name in _DROPPED


def _is_text(child: PageElement) -> TypeGuard[NavigableString]:
    """Whether it is text to be read, and no comment."""
    return isinstance(child, NavigableString) and not isinstance(child, PreformattedString)


def _find_main(page: BeautifulSoup) -> Tag:
    """The innermost element that holds nearly all sentences of the page."""
    here: Tag = page.body or page
    measured = _measure(here)
    most = _MAIN_SHARE * max(1, measured[id(here)].marks)
    while True:
        inner = [child for child in here.find_all(True, recursive=False) if measured[id(child)].marks >= most]
        if not inner or inner[0].name in _UNDIVIDED:
            return here
        here = inner[0]


def _write_text(main: Tag) -> list[str]:
    """The text of the element in pieces, blocks and rows on lines of their own. No recursion: a page that closes none of
    its paragraphs is thousands of elements deep.
    """
    out: list[str] = []
    stack = [(main, iter(main.contents))]
    while stack:
        element, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            out.append("\n" if element.name in _BLOCKS and element is not main else "")
        elif isinstance(child, Tag):
            if child.name == "table" and _is_data(child):
                out.append("\n" + "\n".join(_write_table(child)) + "\n")
            else:
                out.append("\n" if child.name in _BREAKING else "")
                stack.append((child, iter(child.contents)))
        elif _is_text(child):
            out.append(str(child) if element.name == "pre" else _SPACE.sub(" ", str(child)))
    return out


def _is_data(table: Tag) -> bool:
    """Whether a table holds data, and is no frame for the layout: no table inside, several rows of several cells."""
    if table.find("table") is not None:
        return False
    return len([tr for tr in table.find_all("tr") if len(_find_cells(tr)) > 1]) > 1


def _find_cells(tr: Tag) -> list[Tag]:
    return tr.find_all(["td", "th"], recursive=False)


_Hanging = dict[int, tuple[str, int]]
"""Column → the text of the cell that spans on into it from above, and for how many rows more."""


def _write_table(table: Tag) -> list[str]:
    """A line a row; a short cell that spans rows is repeated in each, so that columns keep their place."""
    hanging: _Hanging = {}
    return [write_row(_read_cells(tr, hanging)) for tr in table.find_all("tr")]


def _read_cells(tr: Tag, hanging: _Hanging) -> list[str]:
    """The cells of a row; `hanging` is brought up to date."""
    cells: list[str] = []
    for cell in _find_cells(tr):
        _take_hanging(hanging, cells)
        text = cell.get_text("", strip=True)
        down = read_span(cell.get("rowspan"))
        for across in range(read_span(cell.get("colspan"))):
            if down > 1:
                hanging[len(cells)] = ("" if across or len(text) > LONGEST_LABEL else text, down - 1)
            cells.append("" if across else text)
    _take_hanging(hanging, cells)
    return cells


def _take_hanging(hanging: _Hanging, cells: list[str]) -> None:
    """Add to the cells what spans on into the next columns from above."""
    while (column := len(cells)) in hanging:
        text, left = hanging.pop(column)
        if left > 1:
            hanging[column] = (text, left - 1)
        cells.append(text)
