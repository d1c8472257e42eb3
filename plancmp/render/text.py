"""Tables as csv, Markdown and HTML. Hostile cells stay data: no formulas, no markup, no broken rows."""

import csv as csv_writer
import re
from collections.abc import Iterable
from html import escape
from io import StringIO

from plancmp.render.plain import clean
from plancmp.words import Table


def csv_text(tables: Iterable[Table]) -> str:
    """The tables below each other, a blank line between; a cell that a spreadsheet would run gets a quote in front."""
    buffer = StringIO()
    writer = csv_writer.writer(buffer, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            buffer.write("\r\n")
            writer.writerow([safe_cell(clean(table.title))])
        writer.writerow([safe_cell(clean(c)) for c in table.columns])
        writer.writerows([safe_cell(clean(c)) for c in row] for row in table.rows)
    return buffer.getvalue()


_FORMULA = frozenset("=@+-＝＠＋－")
"""Excel takes the wide signs for the narrow ones."""


def safe_cell(cell: str) -> str:
    """A cell that Excel reads as text, though it begins like a formula; figures stay figures."""
    if cell[:1] in _FORMULA and not _is_number(cell):
        return "'" + cell
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def markdown(tables: Iterable[Table]) -> str:
    """Tables in GitHub's Markdown."""
    from tabulate import tabulate  # noqa: PLC0415 - heavy, and only here

    parts: list[str] = []
    for table in tables:
        title = f"### {markdown_cell(table.title)}\n\n" if table.title else ""
        rows = [[markdown_cell(c) for c in row] for row in table.rows]
        align = ["right" if i in table.numeric else "left" for i in range(len(table.columns))]
        heads = [markdown_cell(c) for c in table.columns]
        parts.append(
            title + tabulate(rows, heads, tablefmt="pipe", disable_numparse=True, colalign=align if rows else None)
        )
    return "\n\n".join(parts) + "\n"


_MARKDOWN = str.maketrans(
    {
        "\\": "\\\\",
        "|": "\\|",
        "<": "&lt;",
        ">": "&gt;",
        "`": "\\`",
        "*": "\\*",
        "_": "\\_",
        "[": "\\[",
        "]": "\\]",
        "~": "\\~",
    }
)


_ENTITY = re.compile(r"&(?=#?\w+;)")


def markdown_cell(cell: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _ENTITY.sub("&amp;", clean(cell)).translate(_MARKDOWN)


def html(tables: Iterable[Table], lang: str) -> str:
    """An HTML fragment: a section a table, to be set into any page."""
    parts: list[str] = []
    for table in tables:
        heads = "".join(f'<th scope="col">{escape(clean(c))}</th>' for c in table.columns)
        rows = "\n".join(
            "<tr>" + "".join(_html_cell(c, i in table.numeric) for i, c in enumerate(row)) + "</tr>"
            for row in table.rows
        )
        title = f"<caption>{escape(clean(table.title))}</caption>" if table.title else ""
        parts.append(f"<table>{title}\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>")
    body = "\n".join(parts)
    return f'<section class="plancmp" lang="{escape(lang)}">\n{body}\n</section>\n'


def _html_cell(cell: str, numeric: bool) -> str:
    side = ' style="text-align:right"' if numeric else ""
    return f"<td{side}>{escape(clean(cell))}</td>"
