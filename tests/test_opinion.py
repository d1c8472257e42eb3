"""The table for an opinion on coordination (衔接意见): six columns, every target of both plans, in both languages."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from plancmp.align.opinion import build_opinion
from plancmp.align.opinion_layout import COLUMNS
from plancmp.render import Style, render
from plancmp.render.layouts import make_tables
from plancmp.session import Session

HERE = Path(__file__).parent
SMALL = HERE / "travelling.yaml"
DRAFT = """\
format: 1
plans:
  east-draft:
    title: {zh: 东市“十四五”规划（草案）, en: East draft}
    place: east
    period: 2021-2025
    encoding: complete
    follows:
      - title: 北省“十四五”规划
        plan: north-2021
    targets:
      - indicator: firms
        by: 2025
        value: 2300
        at: "1"
        quote: 高新技术企业2300家
      - indicator: rd-share
        by: 2025
        value: 2
        at: "1"
        quote: 研发投入强度2%
      - indicator: patents
        by: 2025
        value: 12
        comparator: at-least
        at: "1"
        quote: 发明专利12件以上
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    path = tmp_path_factory.mktemp("draft") / "draft.yaml"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def asked(*more, **narrowed):
    return build_opinion(Session(SMALL, more).align(**narrowed))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_reads_like_this(lang, draft):
    """Golden; PLANCMP_REWRITE=1 writes it anew."""
    text = render(asked(draft, place=["east"]), "markdown", Style(lang))
    golden = HERE / "goldens" / f"opinion.{lang}.md"
    if os.environ.get("PLANCMP_REWRITE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_has_the_six_columns(lang, draft):
    first, *tables = make_tables(asked(draft, place=["east"]), Style(lang))
    assert len(first.columns) == 2
    assert len(tables) == 3
    assert {table.columns for table in tables} == {tuple(c.in_language(lang) for c in COLUMNS)}
    assert tuple(c.zh for c in COLUMNS) == ("指标", "上级", "本级", "口径", "差异", "说明")


class TestLines:
    def test_a_draft_is_set_against_the_figure_that_the_upper_plan_sets_for_the_place(self, draft):
        firms = asked(draft, place=["east"]).both[0]
        assert [c.id for c in firms.upper] == ["north-2021/firms/2025", "north-2021/firms@east/2025"]
        assert firms.comparison.first.id == "north-2021/firms@east/2025"
        assert firms.comparison.measure.difference.exact == -200

    def test_no_target_of_either_plan_is_dropped(self, draft):
        found = asked(draft, place=["east"])
        entries = [*found.both, *found.upper_only, *found.own_only, *found.history]
        told = {c.id for e in entries for c in (*e.upper, *([e.own] if e.own else []))}
        claims = Session(SMALL, [draft]).claims
        assert {c.id for c in claims if c.type == "target"} <= told

    def test_earlier_plans_stand_apart_where_a_plan_of_the_period_is_there(self, draft):
        found = asked(draft, place=["east"])
        assert {e.own.plan for e in found.both} == {"east-draft"}
        assert {e.own.plan for e in found.history} == {"east-2016"}

    def test_without_one_the_earlier_plan_is_what_there_is_and_nothing_is_judged(self):
        found = asked(place=["east"])
        assert {e.own.plan for e in found.both} == {"east-2016"}
        assert found.history == ()
        assert "not judged" in found.record("en")["judged"]

    def test_silence_of_a_whole_plan_is_none_stated_and_of_an_absent_one_not_encoded(self, draft):
        def own_cells(found):
            table = next(t for t in make_tables(found, Style("zh")) if t.title == "仅上级提出的目标")
            return {row[0]: row[2] for row in table.rows}

        assert own_cells(asked(draft, place=["east"]))["产值（亿元）"] == "未提出"
        assert own_cells(asked(place=["east"]))["产值（亿元）"] == "尚未收录"

    def test_the_view_turned_round_has_the_same_pairs(self, draft):
        down = asked(draft, place=["east"])
        up = asked(draft, level="municipality", place=["east"], frame="east-draft")

        def pairs(found):
            return {(e.comparison.first.id, e.own.id, e.comparison.verdict) for e in found.both}

        assert pairs(down) <= pairs(up)
        assert len(pairs(down)) == 3

    def test_several_places_are_named_in_their_cells(self, draft):
        table = make_tables(asked(draft), Style("en"))[1]
        assert all(row[2].startswith("East City ") for row in table.rows)


class TestCommand:
    def test_the_record_names_claims_verdicts_and_reasons(self, plancmp, draft):
        done = plancmp(
            "align", "--place", "east", "--opinion", "--plans", str(SMALL), "--with", str(draft), "-f", "json"
        )
        assert done.json["upper_plans"] == ["north-2021"]
        assert done.json["both"][0]["difference"] == -200
        assert [e["verdict"] for e in done.json["both"]] == ["comparable", "comparable", "related"]

    def test_html_is_ready_to_paste(self, plancmp, draft, tmp_path):
        page = tmp_path / "opinion.html"
        arguments = ("--opinion", "--plans", str(SMALL), "--with", str(draft), "--lang", "zh", "-o", str(page))
        assert plancmp("align", "--place", "east", *arguments).status == 0
        text = page.read_text(encoding="utf-8")
        assert '<th scope="col">口径</th>' in text
        assert "可直接比：东市比北省所定低 200 家，0.92 倍" in text

    @pytest.mark.parametrize("view", [("align", "--place", "east", "--opinion"), ("align",), ("diff", "north", "east")])
    def test_a_workbook_comes_from_its_file_name(self, view, plancmp, draft, tmp_path):
        pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed (the xlsx extra)")
        openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the test extra)")
        book = tmp_path / "book.xlsx"
        done = plancmp(*view, "--plans", str(SMALL), "--with", str(draft), "--lang", "zh", "-o", str(book))
        assert (done.status, done.err) == (0, "")
        sheets = openpyxl.load_workbook(BytesIO(book.read_bytes())).worksheets
        assert all(sheet.freeze_panes == "A2" for sheet in sheets)
        assert {c.data_type for sheet in sheets for row in sheet.iter_rows() for c in row} <= {"s", "n"}
        heads = [[c.value for c in sheet[1]] for sheet in sheets]
        assert any("差异" in head for head in heads)
