"""A round through Excel: nothing edited is an empty change, every edit comes back as itself, and comments stay."""

import random
from collections import Counter
from pathlib import Path

import pytest

from plancmp.changes.engine import changes
from plancmp.model import key_of
from plancmp.reading.merging import gathered
from plancmp.reading.revisions import Stand
from plancmp.vocabulary import Basis, Commitment, Comparator
from plancmp.words import Text
from plancmp.workbook.edits import find_edits
from plancmp.workbook.rows import HEADS, LOCKED, list_rows

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the test extra)")
pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed (the xlsx extra)")
pytest.importorskip("python_calamine", reason="python-calamine is not installed (the xlsx extra)")

SHIPPED = Path(__file__).parent.parent / "plans.yaml"
SMALL = Path(__file__).parent / "travelling.yaml"
COMMENT = "        # the notice in front says otherwise\n"


class Book:
    """A copy of a collection and the workbook of it."""

    def __init__(self, folder, plancmp, source):
        self.yaml, self.file, self._run = folder / "plans.yaml", folder / "book.xlsx", plancmp
        self.yaml.write_bytes(source.read_bytes())
        done = plancmp("export", "claims", "--edit", "--plans", str(self.yaml), "-o", str(self.file))
        assert (done.status, done.err) == (0, "")

    def edit(self, cells):
        """Write cells, each told by its row (from 0) and field."""
        book = openpyxl.load_workbook(self.file)
        for (row, field), value in cells.items():
            book["entries"].cell(row + 2, HEADS.index(field) + 1).value = value
        book.save(self.file)

    def take(self, *more):
        return self._run("import", str(self.file), "--plans", str(self.yaml), *more)

    @property
    def rows(self):
        return list_rows(gathered([self.yaml]))


@pytest.fixture
def small(tmp_path, plancmp):
    return Book(tmp_path, plancmp, SMALL)


@pytest.fixture
def shipped(tmp_path, plancmp):
    return Book(tmp_path, plancmp, SHIPPED)


def row_of(book, quote):
    return next(n for n, row in enumerate(book.rows) if row.cells["quote"] == quote)


class TestRound:
    @pytest.mark.parametrize("source", [SMALL, SHIPPED], ids=["small", "shipped"])
    def test_nothing_edited_is_an_empty_change(self, source, tmp_path, plancmp):
        book = Book(tmp_path, plancmp, source)
        done = book.take("--write", "--lang", "en")
        assert done.status == 0
        assert book.yaml.read_bytes() == source.read_bytes()

    def test_edits_come_back_as_the_same_set(self, shipped):
        rng, before = random.Random(19), shipped.rows  # noqa: S311 - a seed, not a secret
        indicators = gathered([shipped.yaml]).collection.indicators
        count = Counter((row.plan, row.cells["indicator"]) for row in before)
        cells, wanted, drawn = {}, [dict(row.cells) for row in before], set()
        for number in rng.sample(range(len(before)), 200):
            field, value = draw_edit(
                rng, before[number], indicators, count[before[number].plan, before[number].cells["indicator"]]
            )
            drawn.add(field)
            cells[number, key_of(field)] = value
            wanted[number][field] = "" if value is None else str(value)
        shipped.edit(cells)
        old = gathered([shipped.yaml])
        comments = [line for line in shipped.yaml.read_text("utf-8").split("\n") if "#" in line]
        done = shipped.take("--write")
        assert (done.status, done.err) == (0, "")
        assert [row.cells for row in shipped.rows] == wanted
        assert [line for line in shipped.yaml.read_text("utf-8").split("\n") if "#" in line] == comments
        found = changes(Stand(Text.same("a"), old), Stand(Text.same("b"), gathered([shipped.yaml])))
        touched = {(e.old.plan, e.old.item.at, e.old.item.quote) for e in found.entries}
        items = [(row.plan, row.cells["at"], row.cells["quote"]) for row in before]
        assert touched == {items[number] for number, _ in cells}
        assert all(e.old and e.new for e in found.entries)
        assert {"value", "lead"} <= drawn
        assert len(drawn) > 4

    def test_without_write_it_is_only_told(self, small):
        small.edit({(row_of(small, "高新技术企业达到5600家"), "value"): 5700})
        done = small.take("--lang", "en")
        assert "5,700" in done.out
        assert small.yaml.read_bytes() == SMALL.read_bytes()

    def test_one_figure_is_one_line_of_a_diff(self, small):
        small.edit({(row_of(small, "高新技术企业达到5600家"), "value"): 5700})
        assert small.take("--write").status == 0
        old, new = (path.read_text("utf-8").split("\n") for path in (SMALL, small.yaml))
        assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
            ("        value: 5600", "        value: 5700")
        ]

    def test_a_field_is_put_in_its_place_and_taken_out(self, small):
        number = row_of(small, "高新技术企业达到5600家")
        small.edit({(number, "commitment"): "firm"})
        assert small.take("--write").status == 0
        assert "        value: 5600\n        commitment: firm\n" in small.yaml.read_text("utf-8")
        small.edit({(number, "commitment"): None})
        assert small.take("--write").status == 0
        assert small.yaml.read_bytes() == SMALL.read_bytes()

    def test_a_comment_behind_a_value_stays(self, small):
        text = small.yaml.read_text("utf-8").replace("value: 5600", "value: 5600  # as in box 1", 1)
        small.yaml.write_text(text, encoding="utf-8")
        small.edit({(row_of(small, "高新技术企业达到5600家"), "value"): 5700})
        assert small.take("--write").status == 0
        assert "value: 5700  # as in box 1" in small.yaml.read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("told", "met"),
        ("prices", "current"),
        ("scope", "全口径"),
        ("vintage", "revised"),
        ("count", "net"),
        ("draft", "true"),
    ],
)
def test_every_column_that_is_edited_is_told(field, value, small):
    """No field of the sheet changes in silence."""
    number = next(n for n, row in enumerate(small.rows) if row.section == "observed")
    small.edit({(number, field): value})
    done = small.take("--lang", "en", "--format", "json")
    assert f'"{field}"' in done.out, done.err


def draw_edit(rng, row, indicators, alike):
    """A field of a row and a value that means something else; None takes the field out. Of several entries of one indicator
    (`alike`) none becomes like another.
    """
    indicator = indicators[row.cells["indicator"]]
    own = {"unit": indicator.unit, "basis": str(indicator.basis), "comparator": "reach", "commitment": "plain"}
    names = [
        "comparator",
        "unit",
        "lead",
        *(["basis"] if alike == 1 else []),
        *(["commitment"] if row.section == "targets" else []),
    ]
    names += [
        name for name in ("value", "for_", "baseline.value") if row.cells[name] and (name != "for_" or alike == 1)
    ]
    name = rng.choice([*names, *[n for n in names if n in {"for_", "baseline.value"}] * 4])
    old = row.cells[name]
    if name in {"value", "baseline.value"}:
        return name, rng.choice([n for n in range(1, 99999, 7) if str(n) != old])
    if name == "lead":
        return name, rng.choice(["到2020年; 力争: 全市", "“十三五”期间", *([None] if old else [])])
    if name == "for_":
        return name, rng.choice(["wuzhou; yulin", "hechi", "chongzuo; fangchenggang; hezhou"])
    words = {"comparator": Comparator, "basis": Basis, "commitment": Commitment, "unit": ("家", "亿元", "percent")}[
        name
    ]
    new = rng.choice([str(w) for w in words if str(w) not in {old, own[name]}])
    return name, (None if old not in {"", own[name]} and rng.random() < 0.3 else new)


NEW_ROW = {
    "plan": "north-2021", "list": "targets", "indicator": "rd-share", "at": "1", "by": 2024, "value": 1.5, "for": "east; west",
    "quote": "东市、西市1.5%", "lead": "到2024年; 力争", "baseline.year": 2020, "baseline.value": 1.1, "draft": "true",
}  # fmt: skip


class TestNewEntries:
    def test_a_row_without_an_id_is_an_entry_in_its_place_with_the_id_of_the_rule(self, small):
        number = len(small.rows)
        small.edit({(number, field): value for field, value in NEW_ROW.items()})
        done = small.take("--write", "--lang", "en")
        assert done.status == 0
        assert f"entries!A{number + 2}: new entry: north-2021/rd-share@east/2024" in done.err
        text = small.yaml.read_text("utf-8")
        assert WRITTEN in text
        assert text.replace(WRITTEN, "") == SMALL.read_text("utf-8")
        again = Book(small.yaml.parent, small._run, small.yaml)
        assert again.take("--write").status == 0
        assert small.yaml.read_text("utf-8") == text

    def test_it_stands_behind_those_of_its_section(self, small):
        before = [(row.plan, row.section, row.cells["at"]) for row in small.rows]
        small.edit({(len(before), field): value for field, value in NEW_ROW.items()})
        assert small.take("--write").status == 0
        held = gathered([small.yaml]).collection.plans["north-2021"]
        order = [list(held.outline).index(target.at) for target in held.targets]
        place = [target.quote for target in held.targets].index(NEW_ROW["quote"])
        assert all(at <= order[place] for at in order[:place])

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("plan", "nowhere-2021", "there is no plan nowhere-2021"),
            ("list", None, "write targets or observed"),
            ("quote", None, "quote must not be empty"),
            ("indicator", "nothing", "there is no indicator nothing"),
            ("at", "9.9", "9.9"),
            ("year", 2020, "an entry of targets has no year"),
        ],
    )
    def test_what_cannot_be_taken_is_named_at_its_cell(self, field, value, words, small):
        number = len(small.rows)
        small.edit({(number, name): each for name, each in (NEW_ROW | {field: value}).items()})
        done = small.take("--write", "--lang", "en")
        cell = f"entries!{openpyxl.utils.get_column_letter(HEADS.index(field) + 1)}{number + 2}: "
        assert done.status == 1
        assert words in next(line for line in done.err.split("\n") if line.startswith(cell))
        assert small.yaml.read_bytes() == SMALL.read_bytes()

    def test_a_copied_row_is_not_taken_for_an_edit(self, small):
        first = small.rows[0]
        small.edit({(len(small.rows), "id"): first.ident, (len(small.rows), "value"): 1})
        done = small.take("--write", "--lang", "en")
        assert (done.status, f"{first.ident} stands twice" in done.err) == (1, True)

    def test_a_row_that_is_gone_changes_nothing(self, small):
        book = openpyxl.load_workbook(small.file)
        book["entries"].delete_rows(2)
        book.save(small.file)
        done = small.take("--write", "--lang", "en")
        assert (done.status, "1 entry has no row" in done.err) == (0, True)
        assert small.yaml.read_bytes() == SMALL.read_bytes()


WRITTEN = """\
      - indicator: rd-share
        for: [east, west]
        by: 2024
        value: 1.5
        baseline: {year: 2020, value: 1.1}
        at: "1"
        lead:
          - 到2024年
          - 力争
        quote: 东市、西市1.5%
        draft: true
"""


class TestRefused:
    @pytest.mark.parametrize(
        ("field", "value", "cell"),
        [
            ("value", "5,700", "entries!E"),
            ("comparator", "mindestens", "entries!I"),
            ("by", 25, "entries!M"),
            ("quote", None, "entries!D"),
        ],
    )
    def test_sheet_and_cell_are_named_and_nothing_is_written(self, field, value, cell, small):
        number = row_of(small, "高新技术企业达到5600家")
        small.edit({(number, field): value, (number, "unit"): "个"})
        done = small.take("--write", "--lang", "en")
        assert done.status == 1
        assert f"{cell}{number + 2}:" in done.err
        assert small.yaml.read_bytes() == SMALL.read_bytes()

    def test_an_entry_that_is_not_there_is_named(self, small):
        small.edit({(0, "id"): "north-2021/nothing"})
        done = small.take("--lang", "en")
        assert (done.status, "entries!A2: there is no entry north-2021/nothing" in done.err) == (1, True)

    def test_another_workbook_is_refused(self, small):
        book = openpyxl.Workbook()
        book.save(small.file)
        assert small.take().status == 2


class TestSheet:
    def test_ids_are_locked_and_fields_are_open(self, small):
        sheet = openpyxl.load_workbook(small.file)["entries"]
        assert sheet.protection.sheet
        for row in sheet.iter_rows(min_row=2, max_col=len(HEADS)):
            assert [cell.protection.locked for cell in row] == [n < len(LOCKED) for n in range(len(HEADS))]

    def test_closed_words_are_chosen_from_a_list(self, small):
        lists = {
            v.formula1.strip('"') for v in openpyxl.load_workbook(small.file)["entries"].data_validations.dataValidation
        }
        assert ",".join(Basis) in lists
        assert ",".join(Comparator) in lists

    def test_what_check_finds_is_a_note_at_its_field(self, tmp_path, plancmp):
        bad = tmp_path / "bad.yaml"
        bad.write_text(SMALL.read_text("utf-8").replace("value: 5600", "value: 6500", 1), encoding="utf-8")
        book = Book(tmp_path, plancmp, bad)
        sheet = openpyxl.load_workbook(book.file)["entries"]
        notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
        assert any("figure-differs" in text and place.startswith("E") for place, text in notes.items())


def test_a_figure_with_other_digits_is_no_edit():
    """Excel keeps no places: 1.60 comes back as 1.6."""
    rows = list_rows(gathered([SMALL]))
    row = next(row for row in rows if row.cells["value"] == "1.60")
    held = gathered([SMALL]).collection
    found = find_edits([list(HEADS), [row.ident, row.plan, "targets", row.cells["quote"], 1.6]], rows, held)
    assert [e.field for e in found.edits if e.field == "value"] == []


def test_a_draft_beside_the_collection_goes_through_excel_alone(tmp_path, plancmp):
    """Its entries alone are in the sheet, and it alone is written; the file of the collection is not."""
    held, draft, file = tmp_path / "plans.yaml", tmp_path / "draft.yaml", tmp_path / "book.xlsx"
    held.write_bytes(SMALL.read_bytes())
    draft.write_text(BESIDE, encoding="utf-8")
    beside = ("--plans", str(held), "--with", str(draft))
    assert plancmp("export", "claims", "--edit", *beside, "-o", str(file)).status == 0
    book = openpyxl.load_workbook(file)
    sheet = book["entries"]
    assert [cell.value for cell in sheet["B"]] == ["plan", "east-2021"]
    sheet.cell(2, HEADS.index("draft") + 1).value = None
    book.save(file)
    done = plancmp("import", str(file), *beside, "--write")
    assert (done.status, done.err) == (0, "")
    assert draft.read_text("utf-8") == BESIDE.replace("        draft: true\n", "")
    assert "draft" in done.out
    assert held.read_bytes() == SMALL.read_bytes()


BESIDE = """\
format: 1
plans:
  east-2021:
    title: {zh: 东市规划, en: East plan}
    place: east
    period: 2021-2025
    encoding: partial
    outline: {"1": 目标}
    targets:
      - indicator: firms
        by: 2025
        value: 25
        at: "1"
        quote: 企业25家
        draft: true
"""
