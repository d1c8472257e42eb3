"""Tables and trees as text: aligned by display width, folded and never cut, hostile cells stay data."""

import csv
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
from plancmp.render.plain import align_tables, draw_tree, fold_text
from plancmp.render.terminal import draw_boxes
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
    assert align_tables([TABLE]) == "目标\n指标             值\n高新技术企业  5,600\nR&D             1.6\n"


@given(st.lists(st.text("高新技术企业 abc-，。1", max_size=30), min_size=1, max_size=4), st.integers(20, 200))
def test_a_terminal_table_keeps_to_its_width_and_loses_nothing(cells: list[str], width: int):
    """Every character that is no space is still there."""
    table = Table("", tuple("abcd"[: len(cells)]), (tuple(cells),))
    out = draw_boxes([table], width)
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


def test_a_tree_is_indented_and_folds_under_its_own_indent():
    """A long line goes on below itself."""
    lines = [Line(0, "指标"), Line(1, "南宁市 达到二千五百家", "node")]
    assert draw_tree(lines, 0) == "指标\n  └─ 南宁市 达到二千五百家\n"
    folded = draw_tree(lines, 20).splitlines()
    assert max(map(cell_len, folded)) <= 20
    assert folded[2].startswith("       ")


def test_control_characters_never_reach_a_terminal():
    """An escape sequence in a name is spaces."""
    assert clean("\x1b[31mred\x9b\x7f\n") == " [31mred   "
    for out in (
        align_tables([Table("", ("a",), (("\x1b]0;x\x07",),))]),
        draw_boxes([Table("", ("a",), (("\x1b[2J",),))], 40),
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
    assert "[b]x[/b]" in draw_boxes([table], 80)


def test_figures_stay_figures_in_csv():
    """-28 is a number; -2+3 is not."""
    assert [guard_formula(c) for c in ("-28", "+0.9", "-2+3", "=x")] == ["-28", "+0.9", "'-2+3", "'=x"]


def test_trailing_zeros_survive():
    """7.70 is as printed in every format."""
    table = Table("", ("a",), (("7.70",), ("0.00",)), frozenset({0}))
    for out in (
        align_tables([table]),
        draw_boxes([table], 40),
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
