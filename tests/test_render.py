"""Tables and trees as text: aligned by display width, folded and never cut, hostile cells stay data."""

import csv
import re
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plancmp.render.data import format_csv
from plancmp.render.escape import clean, guard_formula
from plancmp.render.formats import load_function
from plancmp.render.html import fill_template
from plancmp.render.layouts import LAYOUTS
from plancmp.render.markdown import format_markdown
from plancmp.render.plain import draw_blocks, fold_text
from plancmp.words import Line, Table

TABLE = Table("目标", ("指标", "值"), (("高新技术企业", "5,600"), ("R&D", "1.6")), frozenset({1}))
HOSTILE = (
    "=1+1",
    "@cmd",
    "+A1",
    "-2+3",
    "<script>alert(1)</script>",
    "a|b",
    "\x1b[31mred",
    "[b]x[/b]",
    "a\nb",
    "`x` *y*",
)


def test_columns_line_up_in_chinese_and_english():
    """A Chinese character is two cells wide."""
    assert draw_blocks([TABLE], 0) == "目标\n指标             值\n高新技术企业  5,600\nR&D             1.6\n"


@given(st.lists(st.text("高新技术企业 abc-，。1", max_size=30), min_size=1, max_size=4), st.integers(20, 200))
def test_a_terminal_table_keeps_to_its_width_and_loses_nothing(cells: list[str], width: int):
    """Every character that is no space is still there."""
    table = Table("", tuple("abcd"[: len(cells)]), (tuple(cells),))
    out = draw_blocks([table], width)
    assert all(cell_len(line) <= width for line in out.splitlines())
    for cell in cells:
        for character in set(cell) - {" "}:
            assert out.count(character) >= cell.count(character)


@given(st.text("高新技术 abc，。", max_size=80), st.integers(4, 40))
def test_folding_loses_nothing(text: str, room: int):
    """Pieces fit, and joined they are the text again."""
    pieces = fold_text(text, room)
    assert all(cell_len(piece) <= room for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_a_tree_folds_under_its_own_branch():
    """A long line goes on below itself, and a branch that has more to come goes through."""
    lines = [Line(0, "指标"), Line(0, "  ├─ 南宁市 达到二千五百家"), Line(0, "  └─ 百色市")]
    assert draw_blocks(lines, 0) == "指标\n  ├─ 南宁市 达到二千五百家\n  └─ 百色市\n"
    folded = draw_blocks(lines, 20).splitlines()
    assert max(map(cell_len, folded)) <= 20
    assert folded[1:3] == ["  ├─ 南宁市 达到二千", "  │  五百家"]


def test_an_id_is_folded_behind_its_hyphens():
    """And anywhere only where a part of it is wider than the room."""
    assert fold_text("fangchenggang-report-2021", 16) == ["fangchenggang-", "report-2021"]
    assert fold_text("fangchenggang-report-2021", 9) == ["fangcheng", "gang-repo", "rt-2021"]


@given(
    st.lists(st.lists(st.text("高新技术企业 abc-，。1", max_size=30), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(20, 200),
)
def test_a_table_keeps_to_its_width_and_loses_nothing(rows: list[list[str]], width: int):
    """Every character that is no space is still there, in columns or on a narrow terminal a field a line."""
    out = draw_blocks([Table("", ("a", "b", "c"), tuple(map(tuple, rows)))], width)
    assert all(cell_len(line) <= width for line in out.splitlines())
    for character in "高新技术企业，。1":
        assert out.count(character) == sum(cell.count(character) for row in rows for cell in row)


def test_colour_carries_no_meaning_alone():
    """Without its escapes a coloured text is the plain one."""
    blocks = [Line(0, "Guilin and Nanning", "head"), TABLE, Line(0, "note", "note")]
    coloured = draw_blocks(blocks, 80, colour=True)
    assert "\x1b[1m" in coloured
    assert re.sub("\x1b\\[[0-9]*m", "", coloured) == draw_blocks(blocks, 80)


def test_control_characters_never_reach_a_terminal():
    """An escape sequence in a name is spaces."""
    assert clean("\x1b[31mred\x9b\x7f\n") == " [31mred   "
    for out in (
        draw_blocks([Table("", ("a",), (("\x1b]0;x\x07",),))], 0),
        draw_blocks([Table("", ("a",), (("\x1b[2J",),))], 40),
    ):
        assert "\x1b" not in out


def draw_page(table: Table, lang: str) -> str:
    """The table as the fragment of a page."""
    return fill_template("result.html.j2", (lang,), lang=lang, tables=[table])


def test_hostile_cells_stay_data():
    """No formula, no markup, no row more."""
    table = Table("", ("a", "b"), tuple((cell, "x") for cell in HOSTILE))
    rows = list(csv.reader(StringIO(format_csv([table]))))
    assert len(rows) == len(HOSTILE) + 1
    assert all(row[0][:1] not in {"=", "@"} for row in rows)
    page = draw_page(table, "en")
    assert "<script" not in page
    assert page.count("<tr>") == len(HOSTILE) + 1
    assert len([line for line in format_markdown([table]).splitlines() if line.startswith("|")]) == len(HOSTILE) + 2
    assert "[b]x[/b]" in draw_blocks([table], 80)


def test_figures_stay_figures_in_csv():
    """-28 is a number; -2+3 is not."""
    assert [guard_formula(c) for c in ("-28", "+0.9", "-2+3", "=x")] == ["-28", "+0.9", "'-2+3", "'=x"]


def test_trailing_zeros_survive():
    """7.70 is as printed in every format."""
    table = Table("", ("a",), (("7.70",), ("0.00",)), frozenset({0}))
    for out in (
        draw_blocks([table], 0),
        draw_blocks([table], 40),
        format_markdown([table]),
        format_csv([table]),
        draw_page(table, "zh"),
    ):
        assert "7.70" in out
        assert "0.00" in out


def test_every_layout_in_the_table_is_a_function():
    """A misspelt "module:function" would be found by the reader of that format only."""
    for layout in LAYOUTS.values():
        for reference in layout:
            if isinstance(reference, str) and reference:
                assert callable(load_function(reference))
