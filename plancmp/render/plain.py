"""Text without a terminal: aligned columns, one record a line, nothing cut; and the tree of align."""

from collections.abc import Iterable, Iterator
from functools import cache

from plancmp.render.width import cell_len, chop_cells
from plancmp.words import Line, Table


@cache
def _steering() -> dict[int, str]:
    """Control characters, line breaks, what turns the direction of writing round, and halves of characters: to spaces."""
    codes = (range(0x20), range(0x7F, 0xA0), range(0x2028, 0x202F), range(0x2066, 0x206A), range(0xD800, 0xE000))
    return dict.fromkeys((code for run in codes for code in run), " ")


def clean(text: str) -> str:
    """Text without the characters that could steer a terminal or make it show another text; line breaks become spaces."""
    return text if text.isprintable() else text.translate(_steering())


def plain(tables: Iterable[Table]) -> str:
    """Columns aligned by display width, a record a line; the last column runs on."""
    parts: list[str] = []
    for table in tables:
        rows = [[clean(cell) for cell in row] for row in (table.columns, *table.rows)]
        lines = [clean(table.title)] if table.title else []
        lines.extend(_aligned(rows, table.numeric))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _aligned(rows: list[list[str]], numeric: frozenset[int]) -> Iterator[str]:
    last = len(rows[0]) - 1
    aligned = last + 1 if last in numeric else last  # nothing stands behind the last column
    taken = [[cell_len(cell) for cell in row[:aligned]] for row in rows]
    widths = [max(cells) for cells in zip(*taken, strict=True)]
    for row, cells in zip(rows, taken, strict=True):
        padded = []
        for i, (cell, width) in enumerate(zip(row, widths, strict=False)):
            gap = " " * (width - cells[i])
            padded.append(gap + cell if i in numeric else cell + gap)
        yield "  ".join([*padded, *row[aligned:]]).rstrip()


_BRANCH = {"node": "└─ ", "why": "   "}


def tree(lines: Iterable[Line], width: int) -> str:
    """Lines with their depth as indentation; folded at `width` cells, or not at all where it is 0."""
    out: list[str] = []
    for line in lines:
        indent = "  " * line.depth + _BRANCH.get(line.kind, "")
        text = clean(line.text)
        if not text:
            out.append("")
            continue
        if not width or cell_len(text) <= (room := width - cell_len(indent)):
            out.append(indent + text)
            continue
        hang = " " * cell_len(indent)
        pieces = fold(text, max(room - 2, 10))
        out.append(indent + pieces[0])
        out.extend(f"{hang}  {piece}" for piece in pieces[1:])
    return "\n".join(line.rstrip() for line in out) + "\n"


def fold(text: str, room: int) -> list[str]:
    """`text` in pieces of at most `room` cells: at spaces where there are any, else between characters."""
    pieces: list[str] = []
    current, taken = "", 0
    for word in text.split(" "):
        cells = cell_len(word)
        if (wider := taken + 1 + cells if current else cells) <= room:
            current, taken = f"{current} {word}" if current else word, wider
            continue
        if current and (cells <= room or taken > room // 2):
            pieces.append(current)
            current = ""
        rest = f"{current} {word}" if current else word
        chopped = chop_cells(rest, room)
        pieces.extend(chopped[:-1])
        current = chopped[-1] if chopped else ""
        taken = cell_len(current)
    if current or not pieces:
        pieces.append(current)
    return [piece.strip() for piece in pieces]
