"""Text for people, in a pipe as at a terminal: lines and tables folded to a width, nothing cut, colour only where asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, zip_longest

from plancmp.render import Result, Style
from plancmp.render.escape import clean
from plancmp.render.layouts import make_blocks, make_tables
from plancmp.render.width import cell_len, chop_cells
from plancmp.words import Line, Table

PIPE = 100
"""Cells of a line in a pipe or file."""
LEAST = 6
"""Cells; what has less room gives up its indentation."""
NARROWEST = 60
"""Cells; on less a table of three columns and more is told a field a line."""
COMMON_WORD = 8
"""Cells that a column must have, or its longest word if that is less."""
WHOLE_WORD = 32
"""Cells; a word of so many, as an id, stays whole where the columns have room."""
LONGEST_WORD = 16
"""Cells; longer words are folded anywhere, as Chinese is."""
SHORT = 16
"""Cells; a column that is no wider is not folded, if there is room."""
BALANCED = 60
"""Rows; of a longer table the room is shared once and not weighed again."""
STEP = 3
"""Cells that one column gives to another at a time."""
GAP = "  "
"""What divides two columns."""

_STYLES = {
    "head": "1", "indicator": "1", "note": "2",
    "good": "32", "set": "36", "none": "2",
}  # fmt: skip
"""What is bold, faint or coloured where there is colour: by the kind of a line and the tone of a cell."""


def write_plain(result: Result, style: Style) -> str:
    """A result for a pipe or file: its blocks, else its tables."""
    return _draw(result, style, PIPE)


def write_table(result: Result, style: Style) -> str:
    """The same for a terminal, folded to its width."""
    return _draw(result, style, style.width or 80)


def _draw(result: Result, style: Style, width: int) -> str:
    blocks = make_blocks(result, style)
    return draw_blocks(make_tables(result, style) if blocks is None else blocks, width, colour=style.colour)


def draw_blocks(blocks: Iterable[Line | Table], width: int, *, colour: bool = False) -> str:
    """Lines with their depth as indentation, tables with their columns aligned; no line wider than `width` cells, if that
    is not 0.
    """
    out: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            out.extend(_draw_line(block, width, colour=colour))
            continue
        if block.title and out and out[-1]:
            out.append("")
        out.extend(_draw_table(block, width, colour=colour))
    return "\n".join(line.rstrip() for line in out) + "\n" if out else ""


def _paint(text: str, style: str, *, colour: bool) -> str:
    """Text in a style of _STYLES."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and style in _STYLES and text.strip() else text


def _draw_line(line: Line, width: int, *, colour: bool) -> Iterator[str]:
    indent = "  " * line.depth
    for piece in _fold_indented(indent + clean(line.text), width):
        yield _paint(piece, line.kind, colour=colour)


_BRANCHES = " │├└─"
_INDENT = re.compile(f"[{_BRANCHES}]*")


def _fold_indented(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; what goes on below stands two cells to the right, and branches go through."""
    if not width or cell_len(text) <= width:
        return [text]
    match = _INDENT.match(text)
    assert match is not None
    front = match[0]
    below = front.replace("├─", "│ ").replace("└─", "  ") + ("" if "─" in front else "  ")
    if width - cell_len(below) < LEAST:
        return fold_text(text.strip(), width)
    first, *rest = fold_text(text[len(front) :], width - cell_len(below))
    return [front + first, *(below + piece for piece in rest)]


def _draw_table(table: Table, width: int, *, colour: bool) -> Iterator[str]:
    """The title, the heads, the rows; a row of one cell across all columns."""
    if table.title:
        yield from _draw_line(Line(0, table.title, "head"), width, colour=colour)
    columns = max((len(row) for row in (table.columns, *table.rows)), default=0)
    whole = [row for row in (table.columns, *table.rows) if len(row) == columns]
    if width and columns > 2 and (width < NARROWEST or _is_crowded(whole, width)):  # noqa: PLR2004 - two columns always fit
        yield from _draw_fields(table, width, colour=colour)
        return
    widths = _share_width(whole, width)
    for number, row in enumerate(([table.columns] if table.columns else []) + list(table.rows)):
        if len(row) < columns:
            kind = "" if row[0][:1] in {" ", ""} else "indicator"
            yield from _draw_line(Line(0, row[0], kind), width, colour=colour)
        else:
            is_head = bool(table.columns) and number == 0
            yield from _draw_row(row, widths, table.numeric, is_head=is_head, colour=colour)


def _draw_row(
    row: Sequence[str], widths: Sequence[int], numeric: frozenset[int], *, is_head: bool, colour: bool
) -> Iterator[str]:
    """The cells beside each other, each folded to the width of its column."""
    folded = [_fold_indented(clean(cell), room) for cell, room in zip(row, widths, strict=True)]
    tones = ["head" if is_head else getattr(cell, "tone", "") for cell in row]
    last = len(row) - 1
    for pieces in zip_longest(*folded, fillvalue=""):
        cells = []
        for place, (piece, room, tone) in enumerate(zip(pieces, widths, tones, strict=True)):
            gap = " " * max(room - cell_len(piece), 0)
            shown = _paint(piece, tone, colour=colour)
            cells.append(gap + shown if place in numeric else shown + (gap if place < last else ""))
        yield GAP.join(cells)


def _share_width(rows: Iterable[Sequence[str]], width: int) -> list[int]:
    """The width of each column: what its widest cell takes; where that is too much in all, the room is shared by how much
    the columns have to say, but none is narrower than its longest word of a common length.
    """
    columns = list(zip(*([clean(cell) for cell in row] for row in rows), strict=True))
    cells = [[cell_len(cell) for cell in column] for column in columns]
    widest = [max(column) for column in cells]
    room = width - len(GAP) * (len(widest) - 1)
    if not width or sum(widest) <= room:
        return widest
    words = [_measure_longest_word(column, min(room, WHOLE_WORD)) for column in columns]
    least = [min(word, most) for word, most in zip(words, widest, strict=True)]
    weight = [(2 * sum(column) / len(column) + most) / 3 for column, most in zip(cells, widest, strict=True)]
    shared = _fill_room(_begin_widths(least, widest, room), widest, weight, room)
    if len(columns[0]) > BALANCED:
        return shared
    return _balance(shared, [min(word, own) for word, own in zip(least, shared, strict=True)], cells)


def _begin_widths(least: Sequence[int], widest: Sequence[int], room: int) -> list[int]:
    """What each column has before the room is shared: short ones all that they take, the others their longest word."""
    shared = [most if most <= SHORT else word for word, most in zip(least, widest, strict=True)]
    return shared if sum(shared) <= room else [min(word, LONGEST_WORD) for word in least]


def _fill_room(begun: Sequence[int], widest: Sequence[int], weight: Sequence[float], room: int) -> list[int]:
    """The widths grown until the room is full, each time that of the column with most to say for its width; or cut to it."""
    shared = list(begun)
    open_columns = [n for n, most in enumerate(widest) if shared[n] < most]
    while open_columns and sum(shared) < room:
        needy = max(open_columns, key=lambda n: weight[n] / shared[n])
        shared[needy] += 1
        if shared[needy] == widest[needy]:
            open_columns.remove(needy)
    while sum(shared) > room and max(shared) > 1:
        shared[shared.index(max(shared))] -= 1
    return shared


def _balance(shared: Sequence[int], least: Sequence[int], cells: Sequence[Sequence[int]]) -> list[int]:
    """The widths with room moved from column to column as long as that makes the table shorter; none falls below its
    least.
    """
    best = list(shared)
    height = _measure_height(best, cells)
    while True:
        found = None
        for giver, taker in permutations(range(len(best)), 2):
            given = min(best[giver] - least[giver], STEP)
            if given > 0:
                tried = list(best)
                tried[giver] -= given
                tried[taker] += given
                tall = _measure_height(tried, cells)
                if tall < height:
                    found, height = tried, tall
        if found is None:
            return best
        best = found


def _measure_height(widths: Sequence[int], cells: Sequence[Sequence[int]]) -> int:
    """About how many lines a table takes: in each row those of the cell that takes most."""
    lines = (
        [1 if size <= room else 1 - (room - size - STEP) // max(room - STEP, 1) for size in column]
        for room, column in zip(widths, cells, strict=True)
    )
    return sum(map(max, zip(*lines, strict=True)))


def _is_crowded(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the columns do not fit beside each other, even if words of a common length are broken."""
    columns = [[clean(cell) for cell in column] for column in zip(*rows, strict=True)]
    needed = [min(_measure_longest_word(column, COMMON_WORD), max(map(cell_len, column))) for column in columns]
    return sum(needed) + len(GAP) * (len(needed) - 1) > width


_UNBROKEN = re.compile(r"（[0-9–]+ 年[，）]|[!-~–]+")
"""What a column is as wide as, if there is room: words, figures, years in brackets. Chinese is folded anywhere."""


def _measure_longest_word(column: Iterable[str], most: int = LONGEST_WORD) -> int:
    """Cells of the longest word of a column with its indentation, and not more than `most`: longer ones are broken."""
    words = {(_measure_indent(cell), word) for cell in column for word in _UNBROKEN.findall(cell)}
    return max((min(cell_len(word) + indent, most) for indent, word in words), default=min(LEAST, most))


def _measure_indent(cell: str) -> int:
    """Cells in front of what goes on below: two, or the branches of a tree."""
    return len(cell) - len(cell.lstrip(_BRANCHES)) if cell[:1] in _BRANCHES else 2


def _draw_fields(table: Table, width: int, *, colour: bool) -> Iterator[str]:
    """A record after the other, a field a line."""
    for row in table.rows:
        if len(row) == 1:
            yield from _draw_line(Line(0, row[0]), width, colour=colour)
            continue
        yield ""
        for head, cell in zip_longest(table.columns[: len(row)], row, fillvalue=""):
            if cell:
                yield from _draw_line(Line(0, f"{head}: {cell}" if head else cell), width, colour=colour)


_ATOM = re.compile(
    r" +|[（「《“]*(?:(?:[≥≤≈<>] )?[+-]?[0-9][0-9.,–]*(?: (?:年|%))?|[!-~–≥≤≈×→]+|.)[，。；：、）」》”]*", re.DOTALL
)
"""What is not divided where a line ends: a word, a figure with its sign, a Chinese character with its stops and brackets."""


def _chop_word(word: str, room: int) -> list[str]:
    """A word that is wider than the room: behind its hyphens where that is enough, as in an id, else anywhere."""
    parts = re.findall(r"[^-]*-|[^-]+$", word)
    if "-" not in word or max(map(cell_len, parts)) > room:
        return chop_cells(word, room) or [""]
    lines = [""]
    for part in parts:
        if cell_len(lines[-1] + part) > room:
            lines.append("")
        lines[-1] += part
    return lines


def fold_text(text: str, room: int) -> list[str]:
    """`text` in pieces of at most `room` cells: between words and between Chinese characters."""
    pieces: list[str] = []
    current, taken = "", 0
    for atom in _ATOM.findall(text):
        cells = cell_len(atom)
        if taken + cells <= room:
            current, taken = current + atom, taken + cells
            continue
        if current.strip():
            pieces.append(current.strip())
        current = "" if atom.isspace() else atom
        if cells > room:
            *chopped, current = _chop_word(current, room)
            pieces.extend(chopped)
        taken = cell_len(current)
    return [*pieces, current.strip()] if current.strip() or not pieces else pieces
