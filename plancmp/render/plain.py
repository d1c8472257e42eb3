"""Text without a terminal: aligned columns, one record a line, nothing cut; and the tree of align."""

from collections.abc import Iterable

from plancmp.render.width import cell_len, chop_cells
from plancmp.words import Line, Table


def clean(text: str) -> str:
    """Text without control characters, which could steer a terminal; line breaks become spaces."""
    if text.isprintable():
        return text
    return "".join(c if c >= " " and c != "\x7f" and not "\x80" <= c <= "\x9f" else " " for c in text)


def plain(tables: Iterable[Table]) -> str:
    """Columns aligned by display width, a record a line; the last column runs on."""
    parts: list[str] = []
    for table in tables:
        rows = [table.columns, *table.rows]
        cells = [[clean(cell) for cell in row] for row in rows]
        widths = [max(cell_len(row[i]) for row in cells) for i in range(len(table.columns))]
        lines = [clean(table.title)] if table.title else []
        lines.extend(_aligned(row, widths, table.numeric) for row in cells)
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _aligned(row: list[str], widths: list[int], numeric: frozenset[int]) -> str:
    padded = []
    for i, cell in enumerate(row):
        gap = " " * (widths[i] - cell_len(cell))
        padded.append(gap + cell if i in numeric else cell + gap)
    return "  ".join(padded).rstrip()


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
        room = width - cell_len(indent)
        if not width or cell_len(text) <= room:
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
    current = ""
    for word in text.split(" "):
        candidate = f"{current} {word}" if current else word
        if cell_len(candidate) <= room:
            current = candidate
            continue
        if current and (cell_len(word) <= room or cell_len(current) > room // 2):
            pieces.append(current)
            current = ""
        rest = f"{current} {word}" if current else word
        chopped = chop_cells(rest, room)
        pieces.extend(chopped[:-1])
        current = chopped[-1] if chopped else ""
    if current or not pieces:
        pieces.append(current)
    return [piece.strip() for piece in pieces]
