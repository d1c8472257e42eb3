"""Tables in GitHub's Markdown; a result with a headline becomes a comment for a review, never longer than GitHub takes."""

from collections.abc import Iterable, Sequence

from tabulate import tabulate

from plancmp.render import Result, Style
from plancmp.render.escape import escape_comment, escape_markdown
from plancmp.render.layouts import make_headline, make_paper, make_tables
from plancmp.words import Paper, Table, say

MARKER = "<!-- plancmp changes -->"
"""The first line of a comment, by which a workflow finds its own again."""

LARGEST = 60_000
"""Bytes; GitHub refuses a comment of more than 65,536 characters."""

FOLDED = 20
"""Rows; a longer table of a comment is folded behind its title."""

_RESERVE = 2_000
"""Bytes kept for what is said of the tables that are left out."""


def write_markdown(result: Result, style: Style) -> str:
    """The tables of a result; below its headline, where it has one, as a comment for a review."""
    paper = make_paper(result, style)
    if paper is not None:
        return format_paper(paper)
    headline, tables = make_headline(result), make_tables(result, style)
    if headline is not None:
        return format_comment(headline.in_language(style.lang), tables, style.lang)
    return format_markdown(tables)


def format_markdown(tables: Iterable[Table]) -> str:
    """The tables below each other, each under its title."""
    parts: list[str] = []
    for table in tables:
        title = f"### {escape_markdown(table.title)}\n\n" if table.title else ""
        heads, *rows = [[escape_markdown(cell) for cell in cells] for cells in (table.columns, *table.rows)]
        align = ["right" if i in table.numeric else "left" for i in range(len(table.columns))]
        parts.append(
            title + tabulate(rows, heads, tablefmt="pipe", disable_numparse=True, colalign=align if rows else None)
        )
    return "\n\n".join(parts) + "\n"


def format_paper(paper: Paper) -> str:
    """A paper, its parts under their headings."""
    parts = [f"# {escape_markdown(paper.title)}"]
    parts.extend(f"**{escape_markdown(label)}** {escape_markdown(text)}" for label, text in paper.lead)
    for part in paper.parts:
        parts.append(f"## {escape_markdown(part.heading)}")
        parts.extend(map(escape_markdown, part.paragraphs))
        parts.extend([format_markdown([part.table._replace(title="")]).rstrip("\n")] if part.table else [])
    return "\n\n".join([*parts, escape_markdown(paper.foot)]) + "\n"


def format_comment(headline: str, tables: Iterable[Table], lang: str, largest: int = LARGEST) -> str:
    """The headline and as many rows as fit into `largest` bytes, in the order given; what is left out is counted."""
    parts = [f"{MARKER}\n### plancmp changes\n\n{escape_comment(headline)}\n"]
    room = largest - _RESERVE - len(parts[0].encode())
    left_out: list[str] = []
    for table in tables:
        rows = _take_rows(table.rows, room - len(_frame_rows(table, [], lang).encode()))
        if not rows:
            left_out.append(escape_comment(table.title))
            room = 0
            continue
        parts.append(_frame_rows(table, rows, lang))
        room = room - len(parts[-1].encode()) if len(rows) == len(table.rows) else 0
    if left_out:
        words = say("篇幅所限未列：", "Left out for length: ").in_language(lang) + "; ".join(left_out)
        parts.append(words[: _RESERVE // 4] + "\n")
    return "\n".join(parts)


def _take_rows(rows: Sequence[Sequence[str]], room: int) -> list[str]:
    """The first rows, as many as fit into `room` bytes."""
    taken: list[str] = []
    for cells in rows:
        row = _format_row(cells)
        room -= len(row.encode()) + 1
        if room < 0:
            break
        taken.append(row)
    return taken


def _frame_rows(table: Table, rows: Sequence[str], lang: str) -> str:
    """The table's title and heads with these of its rows, and a word about those that are missing."""
    heads = f"{_format_row(table.columns)}\n|{'---|' * len(table.columns)}\n"
    body = "\n".join(rows) + "\n" if rows else ""
    missing = len(table.rows) - len(rows)
    if rows and missing:
        words = say("另有 {n} 行，见 plancmp changes", "and {n} more: plancmp changes shows them", n=missing)
        body += f"\n{words.in_language(lang)}\n"
    title = escape_comment(table.title)
    if len(rows) > FOLDED:
        return f"<details><summary>{title}</summary>\n\n{heads}{body}\n</details>\n"
    return f"#### {title}\n\n{heads}{body}"


def _format_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escape_comment, cells))} |"
