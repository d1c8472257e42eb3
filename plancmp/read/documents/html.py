"""A web page to the text of the document on it; menus, footers and the like are dropped."""

import re
from typing import TYPE_CHECKING

from plancmp.read.documents import ReadText, missing_library
from plancmp.read.documents.plain import decoded
from plancmp.read.documents.rows import row

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_DROPPED = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
]
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|submenu|foot|footer|bottom|header|top|topbar|sidebar|side|crumbs?|breadcrumb|share|"
    r"toolbar|login|search|copyright|related|friendlink|links?|pagination|pager|comment|qrcode|banner|weizhi|daohang|dqwz)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BLOCKS = {
    *("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd"),
    *("blockquote", "pre", "header", "figure", "figcaption", "center", "body", "hr", "caption"),
}
_SENTENCE = re.compile(r"[。，；、]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAIN_SHARE = 0.9
"""Share of a page's sentences that its main part holds; what stands outside is furniture."""
_FEW_SENTENCES = 10
_META = ("ArticleTitle", "PubDate")


def html_text(data: bytes, name: str) -> ReadText:
    """The text of the main part of the page, with the title that its header declares in front.

    Raises PlancmpError (exit code 2) where beautifulsoup4 is not installed.
    """
    try:
        from bs4 import BeautifulSoup  # noqa: PLC0415 - heavy, and only here
    except ImportError as error:
        raise missing_library(name, error) from error
    declared = _CHARSET.search(data[:4096])
    page = BeautifulSoup(decoded(data, name, declared[1].decode() if declared else None), "html.parser")
    front = _front(page)
    for element in page(_DROPPED):
        element.decompose()
    for element in page.find_all(True):
        if not element.decomposed and element.name != "body" and _is_furniture(element):
            element.decompose()
    main = _main(page)
    lines: list[str] = []
    _write(main, lines)
    text = "\n".join(line for line in (re.sub(r"[ \t]+$", "", line) for line in "".join(lines).split("\n")))
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


def _is_furniture(element: "Tag") -> bool:
    """Whether the element's class or id says that it is no text; one that holds sentences is left alone."""
    names = [*(element.get("class") or []), element.get("id") or "", element.get("role") or ""]
    if not any(_FURNITURE.search(str(each)) for each in names):
        return False
    text = element.get_text()
    linked = sum(len(link.get_text()) for link in element.find_all("a"))
    return len(_SENTENCE.findall(text)) < _FEW_SENTENCES or linked * 2 > len(text)


def _main(page: "BeautifulSoup") -> "Tag":
    """The innermost element that holds nearly all sentences of the page."""
    here: Tag = page.body or page
    total = max(1, _weight(here))
    while True:
        inner = [child for child in here.find_all(True, recursive=False) if _weight(child) >= _MAIN_SHARE * total]
        if not inner or inner[0].name in {"p", "table", "tbody", "tr", "span", "pre"}:
            return here
        here = inner[0]


def _weight(element: "Tag") -> int:
    return len(_SENTENCE.findall(element.get_text()))


def _write(element: "Tag", out: list[str]) -> None:
    from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415 - heavy, and only here

    for child in element.children:
        if isinstance(child, PreformattedString):
            continue  # a comment
        if isinstance(child, NavigableString):
            out.append(_SPACE.sub(" ", str(child)) if element.name != "pre" else str(child))
        elif isinstance(child, Tag):
            if child.name == "br":
                out.append("\n")
            elif child.name == "table" and _is_data(child):
                out.append("\n" + "\n".join(_rows(child)) + "\n")
            elif child.name in _BLOCKS or child.name in {"table", "tr", "td", "tbody", "thead"}:
                out.append("\n")
                _write(child, out)
                out.append("\n")
            else:
                _write(child, out)


def _is_data(table: "Tag") -> bool:
    """Whether a table holds data, and is no frame for the layout: no table inside, several rows of several cells."""
    rows = [tr for tr in table.find_all("tr") if len(tr.find_all(["td", "th"], recursive=False)) > 1]
    return table.find("table") is None and len(rows) > 1


def _rows(table: "Tag") -> list[str]:
    """A line a row; a cell that spans rows is repeated in each, so that columns keep their place."""
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
                    hanging[len(cells)] = ("" if across else text, down - 1)
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
    return min(50, max(1, int(written))) if isinstance(written, str) and written.isdigit() else 1
