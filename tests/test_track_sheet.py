"""The evaluation sheet and the table of what became of every target: the same judgements on every channel."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest

from plancmp.notebook import load
from plancmp.session import Session
from plancmp.track.paper import lay_out_paper

HEADS = ["序号", "指标", "属性", "基期", "目标", "最新值", "出处", "进度", "状态", "说明"]


@pytest.fixture(scope="module")
def session():
    return Session()


@pytest.fixture(scope="module")
def found(session):
    return session.track("china")


def rows_of(paper):
    return [row for part in paper.parts for row in part.table.rows]


def test_every_target_is_one_row(found):
    """In the order of the documents, a part each; nothing is left out for having no result."""
    paper = lay_out_paper(found, "zh")
    assert [part.heading for part in paper.parts] == [
        found.collection.plans[f"china-outline-{year}"].title.zh for year in (2016, 2021, 2026)
    ]
    assert [row[8] for row in rows_of(paper)] == [row.state.label.zh for row in found.rows]


def test_a_row_reads_as_an_evaluator_would_write_it(found):
    """Kind, start, target, latest figure with year and standing, who told it, state."""
    told = {row[1]: row for row in rows_of(lay_out_paper(found, "zh"))}
    assert told["地级及以上城市空气质量优良天数比率（%）"][2:9] in [
        (
            "约束性",
            "76.7 %（2015 年）",
            "> 80 %（2020 年）",
            "87 %（2020 年）",
            "2021–2025 年规划纲要专栏1",
            "",
            "完成",
        ),
        ("约束性", "87 %（2020 年）", "87.5 %（2025 年）", "", "", "", "尚无结果"),
    ]
    cut = next(row for row in rows_of(lay_out_paper(found, "zh")) if "二氧化碳" in row[1] and row[8] == "未完成")
    assert cut[4:7] == ("期间下降 18 %（2021–2025 年）", "期间下降 17.7 %（2021–2025 年）", "2026–2030 年规划纲要专栏1")


def test_the_lead_says_what_it_rests_on_and_what_it_comes_to(session):
    lead = dict(lay_out_paper(session.track("guangxi-2021", as_of=2023), "zh").lead)
    assert lead["结果截至"] == "2023 年"
    assert "第二十八条、第三十条、第三十一条" in lead["依据"]
    assert lead["结论"].startswith("广西科技创新“十四五”规划：目标 63 项")
    assert "不是文件自己的评价" in lead["方法"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_file_holds_the_paper(suffix, found, plancmp, tmp_path):
    """As Word and Excel read it back."""
    file = tmp_path / f"评估表.{suffix}"
    assert plancmp("--lang", "zh", "track", "china", "-o", str(file)).status == 0
    data = BytesIO(file.read_bytes())
    if suffix == "docx":
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(data).tables]
    else:
        sheets = [[[cell or "" for cell in row] for row in sheet.values] for sheet in openpyxl.load_workbook(data)]
        tables = [sheet[next(n for n, row in enumerate(sheet) if row[0] == "序号") :] for sheet in sheets]
    assert all(table[0][: len(HEADS)] == HEADS for table in tables)
    told = [row[8] for table in tables for row in table[1:] if str(row[0]).isdigit()]
    assert told == [row.state.label.zh for row in found.rows]


def test_json_export_and_notebook_carry_the_same_states(found, plancmp):
    """One judgement, whatever asks for it."""
    record = json.loads(plancmp("track", "china", "--format", "json").out)
    states = {row["target"]["id"]: row["state"] for row in record["rows"]}
    assert record["answer"]["counts"]["targets"] == len(states) == len(found.rows)
    assert sum(record["answer"]["counts"]["states"].values()) == len(states)
    exported = json.loads(plancmp("export", "tracks", "--format", "json").out)
    assert {row["target"]: row["state"] for row in exported if row["place"] == "china"} == states
    frame = load().track("china").frame()
    assert dict(zip(frame["target"], frame["state"], strict=True)) == states


def test_the_history_of_an_indicator_carries_them_too(plancmp):
    """Beside each target over all plans, reports and places; in the text with the year as of which it is."""
    exported = json.loads(plancmp("export", "tracks", "--format", "json").out)
    states = {row["target"]: row["state"] for row in exported if row["indicator"] == "rd-share-of-gdp"}
    shown = json.loads(plancmp("show", "rd-share-of-gdp", "--format", "json").out)["states"]
    assert {row["target"]: row["state"] for row in shown} == states
    text = " ".join(plancmp("--lang", "en", "show", "rd-share-of-gdp").out.split())
    assert "2.5 % =========== missed china-outline-2016 box2" in text
    assert "1.6 % ======= behind" in text


def test_the_table_holds_every_target_once(session):
    """With the figures of the JSON, in the target's standard unit."""
    frame = load().tracks()
    targets = [c.id for c in session.claims if c.type == "target" and c.variant_of is None]
    assert list(frame["target"]) == targets
    assert set(frame["unit"]) <= {c.std.unit for c in session.claims}
    patents = frame.set_index("target").loc["guangxi-2021/high-value-patents-per-10k/2025"]
    assert (patents["state"], patents["latest_value"], patents["latest_year"]) == ("met-early", 2.79, 2024)
    assert round(patents["progress"], 3) == 1.269
