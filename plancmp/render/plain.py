"""Text without a terminal: aligned columns, one record a line, nothing cut; and the tree of align."""

from collections.abc import Iterable, Iterator

from plancmp.render import Result, Style
from plancmp.render.escape import clean
from plancmp.render.layouts import make_lines, make_tables
from plancmp.render.width import cell_len, chop_cells
from plancmp.words import Line, Table


def write_plain(result: Result, style: Style) -> str:
    """A result for a pipe: its tree, or its tables; nothing is folded."""
    lines = make_lines(result, style)
    return align_tables(make_tables(result, style)) if lines is None else draw_tree(lines, 0)


def write_table(result: Result, style: Style) -> str:
    """A result for a terminal, folded to its width: its tree, its blocks, or its tables in boxes."""
    width = style.width or 80
    lines = make_lines(result, style, on_terminal=True)
    if lines is not None:
        return draw_tree(lines, width)
    from plancmp.render.terminal import draw_boxes  # noqa: PLC0415 - rich is slow to load, and a tree does without

    return draw_boxes(make_tables(result, style), width)


def align_tables(tables: Iterable[Table]) -> str:
    """Columns aligned by display width, a record a line; the last column runs on."""
    parts: list[str] = []
    for table in tables:
        rows = [[clean(cell) for cell in row] for row in (table.columns, *table.rows)]
        lines = [clean(table.title)] if table.title else []
        lines.extend(_align_columns(rows, table.numeric))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _align_columns(rows: list[list[str]], numeric: frozenset[int]) -> Iterator[str]:
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


def draw_tree(lines: Iterable[Line], width: int) -> str:
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
        pieces = fold_text(text, max(room - 2, 10))
        out.append(indent + pieces[0])
        out.extend(f"{hang}  {piece}" for piece in pieces[1:])
    return "\n".join(line.rstrip() for line in out) + "\n"


def fold_text(text: str, room: int) -> list[str]:
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
