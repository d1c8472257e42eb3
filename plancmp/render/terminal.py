"""Tables for a terminal, drawn by rich: folded, never cut; data is text, never markup."""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Literal

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text as RichText

from plancmp.render.escape import clean
from plancmp.render.width import ambiguous_are_wide, cell_len, narrowed, widened
from plancmp.words import Table

NARROWEST_TABLE = 60
"""Cells; below it a table of several columns is shown as blocks, a field a line."""


LONGEST_WORD = 14
"""Cells; longer words are folded anywhere, as Chinese is."""

GAP = 2
"""Cells that a column takes beside its text."""


def draw_boxes(tables: Iterable[Table], width: int, *, colour: bool = False, ascii_only: bool = False) -> str:
    """The tables as text of at most `width` cells a line."""
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="auto" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for number, table in enumerate(tables):
        if number:
            console.print()
        needed = [_measure_longest_word(table, i) for i in range(len(table.columns))]
        is_crowded = width < NARROWEST_TABLE or sum(needed) > width - GAP * len(table.columns)
        if is_crowded and len(table.columns) > 2:  # noqa: PLR2004 - two columns always fit
            _draw_blocks(console, table)
            continue
        if table.title:
            console.print(RichText(_clean_for_rich(table.title), style="bold"))
        console.print(_make_rich_table(table, needed, ascii_only=ascii_only))
    drawn = narrowed(buffer.getvalue()) if ambiguous_are_wide() else buffer.getvalue()
    return "\n".join(line.rstrip() for line in drawn.split("\n"))


def _make_rich_table(table: Table, needed: Sequence[int], *, ascii_only: bool) -> RichTable:
    """The table as rich draws it; no column becomes narrower than it needs."""
    made = RichTable(
        box=ASCII if ascii_only or ambiguous_are_wide() else SIMPLE_HEAD,
        pad_edge=False,
        show_lines=False,
        padding=(0, 1, 0, 0),
    )
    for i, column in enumerate(table.columns):
        justify: Literal["left", "right"] = "right" if i in table.numeric else "left"
        made.add_column(RichText(_clean_for_rich(column)), overflow="fold", justify=justify, min_width=needed[i])
    for row in table.rows:
        made.add_row(*(RichText(_clean_for_rich(cell)) for cell in row))
    return made


def _measure_longest_word(table: Table, column: int) -> int:
    """Cells of the longest word of a column, which is not broken where it is of a common length."""
    words = (word for cell in (table.columns[column], *(row[column] for row in table.rows)) for word in cell.split())
    return max((min(cell_len(clean(word)), LONGEST_WORD) if word.isascii() else 4 for word in words), default=1)


def _clean_for_rich(text: str) -> str:
    """Text that rich measures as the terminal will."""
    return widened(clean(text)) if ambiguous_are_wide() else clean(text)


def _draw_blocks(console: Console, table: Table) -> None:
    if table.title:
        console.print(RichText(_clean_for_rich(table.title), style="bold"), overflow="fold")
    for row in table.rows:
        console.print()
        for column, cell in zip(table.columns, row, strict=True):
            if cell:
                console.print(RichText(f"{_clean_for_rich(column)}: {_clean_for_rich(cell)}"), overflow="fold")
