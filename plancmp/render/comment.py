"""A review comment in GitHub's Markdown: a summary line, tables worst first, never longer than GitHub takes."""

from collections.abc import Iterable, Sequence

from plancmp.render.text import markdown_cell
from plancmp.words import Table, Text

MARKER = "<!-- plancmp changes -->"
"""The first line, by which a workflow finds its own comment again."""

LARGEST = 60_000
"""Bytes; GitHub refuses a comment of more than 65,536 characters."""

FOLDED = 20
"""Rows; a longer table is folded behind its title."""

_RESERVE = 2_000


def comment(headline: str, tables: Iterable[Table], lang: str, largest: int = LARGEST) -> str:
    """The headline and as many rows as fit into `largest` bytes; what is left out is counted."""
    parts = [f"{MARKER}\n### plancmp changes\n\n{_cell(headline)}\n"]
    room = largest - _RESERVE - len(parts[0].encode())
    left: list[str] = []
    for table in tables:
        rows = _fitting(table.rows, room - len(_frame(table, 0).encode()))
        if not rows:
            left.append(_cell(table.title))
            room = 0
            continue
        missing = len(table.rows) - len(rows)
        body = "\n".join(rows) + "\n"
        if missing:
            words = Text(f"另有 {missing} 行，见 plancmp changes", f"and {missing} more: plancmp changes shows them")
            body += f"\n{words.in_language(lang)}\n"
        text = _frame(table, len(rows)).replace("\0", body)
        room = 0 if missing else room - len(text.encode())
        parts.append(text)
    if left:
        told = Text("篇幅所限未列：", "Left out for length: ").in_language(lang)
        parts.append((told + "; ".join(left))[: _RESERVE // 4] + "\n")
    return "\n".join(parts)


def _frame(table: Table, rows: int) -> str:
    """Title and heads of a table, with a place for its rows."""
    heads = f"{_row(table.columns)}\n|{'---|' * len(table.columns)}\n\0"
    title = _cell(table.title)
    if rows > FOLDED:
        return f"<details><summary>{title}</summary>\n\n{heads}\n</details>\n"
    return f"#### {title}\n\n{heads}"


def _fitting(rows: Sequence[Sequence[str]], room: int) -> list[str]:
    found = []
    for cells in rows:
        row = _row(cells)
        room -= len(row.encode()) + 1
        if room < 0:
            break
        found.append(row)
    return found


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """Text as text: no markup, and no @ that would call somebody."""
    return markdown_cell(text).replace("@", "@<!-- -->")
