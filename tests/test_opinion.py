"""The opinion on a draft's coordination (衔接审核意见): planted faults are found, nothing is invented, one judge for all."""

import os
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from plancmp.align.engine import align_down
from plancmp.chinese.task_names import names_policy, names_project
from plancmp.compare import compare
from plancmp.export.pairs import record_alignments
from plancmp.opinion.engine import build_opinion
from plancmp.opinion.paper import TARGET_HEADS
from plancmp.plan_claims import leave_out_restated
from plancmp.problems import PlancmpError
from plancmp.render import Style, render
from plancmp.session import Session
from plancmp.vocabulary import PLANNING, ClaimType, Conclusion, Dimension

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "plans.yaml"
COLLECTION = """\
format: 1
places:
  north: {name: {zh: 北省, en: North}, level: region, code: "110000", parts: complete}
  east: {name: {zh: 东市, en: East City}, level: municipality, within: north, code: "110100"}
indicators:
  firms:
    name: {zh: 高新技术企业数, en: High-tech firms}
    unit: 家
    sums: true
    better: higher
  rd-share:
    name: {zh: 研发投入强度, en: R&D share}
    unit: percent
    better: higher
  energy:
    name: {zh: 单位能耗, en: Energy per unit}
    unit: percent
    better: lower
  output:
    name: {zh: 产值, en: Output}
    unit: 亿元
    basis: per-year
    sums: true
  literacy:
    name: {zh: 科学素质比例, en: Science literacy}
    unit: percent
  progress:
    name: {zh: 科技进步贡献率, en: Contribution of progress}
    unit: percent
  coverage:
    name: {zh: 覆盖率, en: Coverage}
    unit: percent
plans:
  north-2021:
    title: {zh: 北省规划, en: North plan}
    place: north
    period: 2021-2025
    encoding: complete
    outline: {"1": 目标}
    targets:
      - {indicator: firms, for: [east], by: 2025, value: 2500, at: "1", quote: 东市2500家}
      - {indicator: firms, by: 2025, value: 5600, at: "1", quote: 企业5600家}
      - {indicator: rd-share, by: 2025, value: 1.6, at: "1", quote: 强度1.6%}
      - {indicator: energy, by: 2025, value: 10, comparator: at-most, at: "1", quote: 能耗不超过10%}
      - {indicator: output, basis: total, from: 2021, by: 2025, value: 900, at: "1", quote: 累计产值900亿元}
      - {indicator: literacy, by: 2025, value: 15, at: "1", quote: 素质15%}
    observed:
      - {indicator: progress, year: 2020, value: 55, at: "1", quote: 贡献率55%}
    tasks:
      - {key: centre, kind: work, at: "1", title: 创新中心, for: [east]}
      - {key: reform, kind: work, at: "1", title: 科技评价制度改革}
      - {key: chain, kind: work, at: "1", title: 产业链攻关}
  north-outline-2021:
    kind: outline
    title: {zh: 北省纲要, en: North outline}
    place: north
    period: 2021-2025
    encoding: complete
    outline: {"1": 目标}
    targets:
      - {indicator: rd-share, by: 2025, value: 2.0, at: "1", quote: 强度2.0%}
"""
DRAFT = """\
format: 1
plans:
  east-draft:
    title: {zh: 东市规划（草案）, en: East draft}
    place: east
    period: 2021-2025
    encoding: complete
    follows:
      - title: 北省规划
        plan: north-2021
    outline: {"1": 目标}
    targets:
"""
FITTING = {
    "firms": '{indicator: firms, by: 2025, value: 2500, at: "1", quote: 企业2500家}',
    "rd-share": '{indicator: rd-share, by: 2025, value: 1.6, at: "1", quote: 强度1.6%}',
    "energy": '{indicator: energy, by: 2025, value: 10, comparator: at-most, at: "1", quote: 能耗不超过10%}',
    "output": '{indicator: output, basis: total, from: 2021, by: 2025, value: 90, at: "1", quote: 累计产值90亿元}',
    "literacy": '{indicator: literacy, by: 2025, value: 15, at: "1", quote: 素质15%}',
}
TASKS = """\
    tasks:
      - key: hub
        kind: work
        at: "1"
        title: 市创新中心
        links: [{to: north-2021/task.centre, is: part-of, because: the same centre}]
      - key: reform
        kind: work
        at: "1"
        title: 评价改革
        links: [{to: north-2021/task.reform, is: part-of, because: the same reform}]
      - key: chain
        kind: work
        at: "1"
        title: 产业攻关
        links: [{to: north-2021/task.chain, is: part-of, because: the same work}]
"""


@pytest.fixture
def ask(tmp_path):
    """Asks for the opinion on a draft whose entries are those of FITTING, or others; None leaves one out."""
    (tmp_path / "plans.yaml").write_text(COLLECTION, encoding="utf-8")

    def make(under=("north-2021",), tasks=TASKS, draft=DRAFT, annex=False, **entries):
        listed = {**FITTING, **entries}
        body = "".join(f"      - {entry}\n" for entry in listed.values() if entry)
        (tmp_path / "draft.yaml").write_text(draft + body + tasks, encoding="utf-8")
        return Session(tmp_path / "plans.yaml").opinion(str(tmp_path / "draft.yaml"), under=under, annex=annex)

    return make


def conclusions(found):
    return {row.first.indicator.replace("-", "_"): row.conclusions for row in found.rows}


def advice(found, indicator, lang="zh"):
    table = next(part.table for part in _paper(found, lang).parts if part.table)
    return next(row[6] for row, told in zip(table.rows, found.rows, strict=True) if told.first.indicator == indicator)


def _paper(found, lang="zh"):
    from plancmp.opinion.paper import lay_out_paper

    return lay_out_paper(found, lang)


ALL_FIT = {
    "firms": (Conclusion.EQUAL,),
    "rd_share": (Conclusion.EQUAL,),
    "energy": (Conclusion.EQUAL,),
    "output": (Conclusion.NOT_JUDGED,),  # a part of a sum that nobody shared out
    "literacy": (Conclusion.EQUAL,),
}


class TestPlantedFaults:
    def test_nothing_is_said_of_a_draft_that_fits(self, ask):
        found = ask()
        assert conclusions(found) == ALL_FIT
        assert all(row.conclusion is None for rows in found.tasks.values() for row in rows)
        assert not any(row.conflict or row.is_outside for row in found.rows)

    @pytest.mark.parametrize(
        ("indicator", "entry", "expected"),
        [
            ("firms", '{indicator: firms, by: 2025, value: 2300, at: "1", quote: 企业2300家}', Conclusion.LOWER),
            ("firms", '{indicator: firms, by: 2025, value: 2600, at: "1", quote: 企业2600家}', Conclusion.HIGHER),
            (
                "rd-share",
                '{indicator: rd-share, by: 2025, value: 1.2, comparator: at-least, at: "1", quote: 强度1.2%以上}',
                Conclusion.LOWER,
            ),
            (
                "energy",
                '{indicator: energy, by: 2025, value: 12, comparator: at-most, at: "1", quote: 能耗不超过12%}',
                Conclusion.HIGHER,
            ),
            (
                "rd-share",
                '{indicator: rd-share, by: 2026, value: 1.6, at: "1", quote: 强度1.6%}',
                Conclusion.OTHER_TIME,
            ),
            ("output", '{indicator: output, by: 2025, value: 90, at: "1", quote: 产值90亿元}', Conclusion.OTHER_BASIS),
            (
                "literacy",
                '{indicator: literacy, by: 2025, low: 14, high: 16, at: "1", quote: 素质14%-16%}',
                Conclusion.NOT_JUDGED,
            ),
        ],
    )
    def test_each_is_found_and_nothing_else(self, indicator, entry, expected, ask):
        found = conclusions(ask(**{indicator: entry}))
        assert found == ALL_FIT | {indicator.replace("-", "_"): (expected,)}

    def test_a_missing_target_is_found(self, ask):
        found = ask(literacy=None)
        assert conclusions(found) == ALL_FIT | {"literacy": (Conclusion.NOT_HERE,)}
        assert next(row for row in found.rows if row.first.indicator == "literacy").own is None

    def test_a_figure_that_is_set_for_the_place_and_not_taken_up_is_found(self, ask):
        found = ask(firms=None)
        assert conclusions(found) == ALL_FIT | {"firms": (Conclusion.SET_ABOVE,)}

    def test_a_target_of_the_drafts_own_is_told(self, ask):
        own = '{indicator: coverage, by: 2025, value: 90, at: "1", quote: 覆盖90%}'
        assert conclusions(ask(coverage=own)) == ALL_FIT | {"coverage": (Conclusion.NOT_ABOVE,)}

    def test_a_result_of_the_upper_plan_is_no_target_of_it(self, ask):
        own = '{indicator: progress, by: 2025, value: 60, at: "1", quote: 贡献率60%}'
        found = ask(progress=own)
        assert conclusions(found) == ALL_FIT | {"progress": (Conclusion.NOT_ABOVE,)}
        assert next(row for row in found.rows if row.first.indicator == "progress").upper == ()

    def test_a_missing_task_is_found(self, ask):
        without = TASKS[: TASKS.index("      - key: chain")]
        found = ask(tasks=without)
        missing = {row.task.title for rows in found.tasks.values() for row in rows if row.conclusion}
        assert missing == {"产业链攻关"}
        assert [row.conclusion for row in found.tasks[Dimension.TASKS]] == [Conclusion.NOT_HERE]

    def test_two_upper_figures_that_differ_are_found(self, ask):
        found = ask(under=("north-2021", "north-outline-2021"))
        row = next(row for row in found.rows if row.first.indicator == "rd-share")
        assert row.conclusions == (Conclusion.EQUAL, Conclusion.LOWER)
        assert "1.6" in row.conflict.zh
        assert "2.0" in row.conflict.zh
        assert [r.first.indicator for r in found.rows if r.conflict] == ["rd-share"]
        assert advice(found, "rd-share") == "先商上级明确以哪个数为准"

    def test_they_are_found_where_the_draft_has_none(self, ask):
        found = ask(under=("north-2021", "north-outline-2021"), **{"rd-share": None})
        rows = [row for row in found.rows if row.first.indicator == "rd-share"]
        assert len(rows) == 1
        assert rows[0].conclusions == (Conclusion.NOT_HERE,)
        assert rows[0].conflict is not None

    def test_a_draft_that_is_not_whole_is_not_called_silent(self, ask):
        draft = DRAFT.replace("encoding: complete", "encoding: partial")
        found = ask(draft=draft, literacy=None)
        assert conclusions(found) == ALL_FIT | {"literacy": (Conclusion.NOT_JUDGED,)}

    def test_tasks_that_nobody_linked_are_not_judged(self, ask):
        bare = '    tasks:\n      - {key: x, kind: work, at: "1", title: 工作}\n'
        found = ask(tasks=bare)
        assert {row.conclusion for rows in found.tasks.values() for row in rows} == {Conclusion.NOT_JUDGED}

    def test_an_entry_that_nobody_checked_is_marked(self, ask):
        found = ask(literacy='{indicator: literacy, by: 2025, value: 15, at: "1", quote: 素质15%, draft: true}')
        text = render(found, "markdown", Style("zh"))
        assert "15 %（2025 年，草稿）" in text
        assert "1 项标“草稿”" in text


class TestAdvice:
    def test_what_falls_short_is_to_be_raised(self, ask):
        weak = '{indicator: firms, by: 2025, value: 2300, at: "1", quote: 企业2300家}'
        assert advice(ask(firms=weak), "firms") == "调整到不弱于上级的 2,500 家，或说明理由"

    def test_of_a_figure_that_is_better_lower_the_higher_falls_short(self, ask):
        lax = '{indicator: energy, by: 2025, value: 12, comparator: at-most, at: "1", quote: 能耗不超过12%}'
        assert advice(ask(energy=lax), "energy").startswith("调整到不弱于")

    def test_weaker_words_are_told(self, ask):
        weak = '{indicator: firms, by: 2025, value: 2500, commitment: aspirational, at: "1", quote: 力争2500家}'
        assert "措辞弱于上级" in advice(ask(firms=weak), "firms")


@pytest.fixture(scope="module")
def session():
    """The shipped data, read once."""
    found = Session(SHIPPED)
    assert found.loaded
    return found


class TestOneJudge:
    """For all targets of the shipped data: `align`, `export alignments`, frames of a notebook and the opinion agree."""

    @staticmethod
    def _list_questions(session):
        plans, context = session.collection.plans, session.context
        for frame, upper in plans.items():
            for draft, lower in plans.items():
                if upper.kind in PLANNING and lower.kind in PLANNING and context.is_inside(lower.place, upper.place):
                    yield draft, frame

    @staticmethod
    def _align(session, frame, place):
        held = session.collection
        return session.align(level=str(held.places[held.plans[frame].place].level), frame=frame, place=[place])

    def test_verdicts_and_reasons_are_those_of_align(self, session):
        exported = {}
        for record in record_alignments(session.claims, session.context):
            exported[record["frame"], record["lower"], record["upper"]] = (record["verdict"], record["decided_by"])
        by_id = {claim.id: claim for claim in session.claims}
        asked = between = 0
        for draft, frame in self._list_questions(session):
            place = session.collection.plans[draft].place
            found = session.opinion(draft, under=[frame])
            aligned = self._align(session, frame, place).record("zh")
            told = {}
            stack = [node for row in aligned["rows"] for node in row["under"]]
            while stack:
                node = stack.pop()
                told[node["claim"]["id"]] = (node["against"], node["verdict"])
                stack.extend(node["under"])
            told |= {lone["id"]: (None, lone["verdict"]) for lone in aligned["lower_only"]}
            for row in found.rows:
                if row.own is None:
                    continue
                asked += 1
                (judgement,) = row.judgements
                against = judgement.upper.id if judgement.upper else None
                if (
                    told[row.own.id][0]
                    and by_id[told[row.own.id][0]].plan not in {frame, draft}
                    and not row.own.is_part
                ):
                    between += (
                        1  # a document between the two has a figure for the place; the pair with the frame is asked
                    )
                    assert judgement.pair == (judgement.upper and compare(judgement.upper, row.own, session.context))
                    assert judgement.upper is None or judgement.upper.plan == frame
                    continue
                assert (against, str(judgement.verdict)) == told[row.own.id]
                assert exported[frame, row.own.id, against][0] == str(judgement.verdict)
        assert asked > 100
        assert between > 0

    def test_the_silence_of_the_draft_is_that_of_align(self, session):
        asked = 0
        for draft, frame in self._list_questions(session):
            place = session.collection.plans[draft].place
            aligned = self._align(session, frame, place)
            alone = {lone.claim.id: lone.by_place[0][1] for lone in aligned.frame_only}
            for row in session.opinion(draft, under=[frame]).rows:
                if row.own is None and row.first.id in alone:
                    asked += 1
                    assert row.judgements[0].verdict is alone[row.first.id]
        assert asked > 100

    def test_no_target_of_a_draft_is_dropped(self, session):
        for draft, frame in self._list_questions(session):
            found = session.opinion(draft, under=[frame])
            own = [c for c in session.claims if c.plan == draft and c.type is ClaimType.TARGET]
            told = [row.own.id for row in found.rows if row.own]
            assert len(told) == len(set(told)) == len(own) - found.left_out
            assert {c.id for c in leave_out_restated(own)} >= set(told)

    def test_a_frame_of_a_notebook_has_the_same_rows(self):
        import plancmp

        answer = plancmp.load(SHIPPED).opinion("nanning-2016", under="guangxi-2021")
        frame = answer.frame()
        assert len(frame) == sum(len(row["judgements"]) for row in answer.record()["targets"])
        assert set(frame["conclusion"]) <= {str(c) for c in Conclusion}

    def test_a_place_without_a_plan_of_that_time_has_the_upper_targets_and_a_sentence(self, session):
        found = session.opinion("baise", under=["guangxi-2021"])
        assert found.drafts == ()
        assert all(row.own is None for row in found.rows)
        assert found.answer.sentences[0].zh == "未收录百色市该时期的规划，只列上级目标。"
        assert {c for row in found.rows for c in row.conclusions} <= {Conclusion.SET_ABOVE, Conclusion.NOT_JUDGED}

    def test_the_annex_holds_the_other_plans_of_the_place(self, session):
        assert session.opinion("nanning-2016", under=["guangxi-2021"]).history == ()
        rows = session.opinion("nanning-action-2021", under=["guangxi-2021"], annex=True).history
        assert "nanning-2016" in {row.own.plan for row in rows}


class TestPaper:
    def test_seven_headings_in_the_order_of_the_law(self, ask):
        paper = _paper(ask())
        assert [part.heading[2:] for part in paper.parts] == [head.label.zh for head in Dimension]
        told = {part.heading[2:]: part.paragraphs for part in paper.parts if not part.table}
        assert all(told[name] for name in ("发展方向", "总体布局", "风险防控"))

    @pytest.mark.parametrize(("period", "law"), [("2021-2025", False), ("2026-2030", True)])
    def test_the_law_is_named_for_plans_since_it_holds(self, period, law, ask):
        lead = dict(_paper(ask(draft=DRAFT.replace("2021-2025", period))).lead)
        assert lead["依据"].startswith("《中华人民共和国国家发展规划法》第二十四条、第三十六条") is law

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_it_reads_like_this(self, lang, ask):
        """Golden; PLANCMP_REWRITE=1 writes it anew."""
        weak = '{indicator: firms, by: 2025, value: 2300, at: "1", quote: 企业2300家}'
        found = ask(under=("north-2021", "north-outline-2021"), firms=weak, literacy=None)
        text = render(found, "markdown", Style(lang))
        golden = HERE / "goldens" / f"opinion.{lang}.md"
        if os.environ.get("PLANCMP_REWRITE"):
            golden.write_text(text, encoding="utf-8")
        assert golden.read_text(encoding="utf-8") == text


class TestFiles:
    @pytest.fixture
    def write(self, tmp_path, plancmp, ask):
        ask()

        def run(name, *more):
            done = plancmp(
                *("opinion", str(tmp_path / "draft.yaml"), "--plans", str(tmp_path / "plans.yaml"), "--lang", "zh"),
                *("-o", str(tmp_path / name), *more),
            )
            assert (done.status, done.err) == (0, "")
            return (tmp_path / name).read_bytes()

        return run

    def test_a_word_document_is_a4_across_in_chinese_type(self, write):
        docx = pytest.importorskip("docx", reason="python-docx is not installed (the documents extra)")
        data = write("o.docx")
        document = docx.Document(BytesIO(data))
        section = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        assert document.paragraphs[0].text == "规划衔接审核意见"
        heads = [cell.text for cell in document.tables[0].rows[0].cells]
        assert heads == [head.zh for head in TARGET_HEADS]
        widths = [cell.width.mm for cell in document.tables[0].rows[0].cells]
        assert Decimal(250) < Decimal(sum(widths)) <= Decimal(262)
        assert len(document.tables[0].rows) == 1 + len(FITTING)
        xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
        assert 'w:eastAsia="宋体"' in xml
        assert "w:tblHeader" in xml
        assert all(
            run.font.size for table in document.tables for cell in table._cells for run in cell.paragraphs[0].runs
        )

    def test_a_workbook_prints_on_a4_with_rows_as_high_as_their_text(self, write):
        openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the test extra)")
        pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed (the xlsx extra)")
        sheets = openpyxl.load_workbook(BytesIO(write("o.xlsx"))).worksheets
        first = sheets[0]
        assert first.title == "规划衔接审核意见"
        assert all((s.page_setup.orientation, s.page_setup.paperSize) == ("landscape", 9) for s in sheets)
        head = next(row[0].row for row in first.iter_rows() if row[0].value == "序号")
        assert [c.value for c in first[head]] == [h.zh for h in TARGET_HEADS]
        heights = [first.row_dimensions[head + i].height for i in range(1, len(FITTING) + 1)]
        assert all(height and height > 13 for height in heights)
        assert {c.data_type for s in sheets for row in s.iter_rows() for c in row} <= {"s", "n"}

    def test_a_text_never_becomes_a_formula(self, write, tmp_path):
        openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the test extra)")
        draft = tmp_path / "draft.yaml"
        draft.write_text(draft.read_text("utf-8").replace("quote: 素质15%", "quote: =素质15%"), encoding="utf-8")
        for sheet in openpyxl.load_workbook(BytesIO(write("o.xlsx"))).worksheets:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


class TestWhoIsMeant:
    def test_the_documents_that_the_draft_follows_are_the_frame_where_none_is_named(self, ask):
        assert ask(under=()).frames == ("north-2021",)

    def test_without_any_the_plans_above_are_named(self, ask):
        draft = DRAFT[: DRAFT.index("    follows:")] + DRAFT[DRAFT.index("    outline:") :]
        with pytest.raises(PlancmpError) as raised:
            ask(under=(), draft=draft)
        assert "--under" in raised.value.message.en
        assert "north-outline-2021" in raised.value.message.en

    def test_a_plan_of_the_same_place_is_none_above(self, ask):
        with pytest.raises(PlancmpError, match="no plan of a place above"):
            ask(under=("east-draft",))


@pytest.mark.parametrize(
    ("title", "policy", "project"),
    [
        ("科技评价制度改革", True, False),
        ("新型项目组织方式", True, False),
        ("科研项目经费使用“包干制”", True, False),
        ("人才激励工程", False, True),
        ("自治区实验室", False, True),
        ("关键核心技术攻关", False, False),
    ],
)
def test_titles_stand_under_the_heading_that_they_name(title, policy, project):
    assert (names_policy(title), names_project(title)) == (policy, project)


def test_the_engine_asks_align_and_nobody_else():
    """The verdict on each pair is the very one of the alignment."""
    session = Session(SHIPPED)
    assert session.loaded
    found = build_opinion("nanning", ["nanning-2016"], ["guangxi-2021"], session.claims, session.context)
    aligned = align_down(["guangxi-2021"], session.claims, session.context, ["nanning"])
    pairs = {node.claim.id: node.comparison for row in aligned.rows for node in row.walk()}
    for row in found.rows:
        for judgement in row.judgements:
            if judgement.pair is not None:
                assert judgement.pair == pairs[row.own.id]


def test_of_a_document_that_is_only_named_nothing_is_judged(tmp_path):
    """The draft follows a plan whose text nobody has: whoever asks is told so, and which documents there are."""
    parent = """\
  north-2018:
    title: {zh: 北省方案, en: North action plan}
    place: north
    period: 2018-2020
    told-by: north-2021
    encoding: partial
    source:
      missing: [全文]
"""
    (tmp_path / "plans.yaml").write_text(COLLECTION + parent, encoding="utf-8")
    draft = DRAFT.replace("plan: north-2021", "plan: north-2018") + f"      - {FITTING['firms']}\n"
    (tmp_path / "draft.yaml").write_text(draft, encoding="utf-8")
    with pytest.raises(PlancmpError, match=r"of north-2018, which it follows, the text is not here; name .*north-2021"):
        Session(tmp_path / "plans.yaml").opinion(str(tmp_path / "draft.yaml"))
    with pytest.raises(PlancmpError, match="no plan of level region"):
        Session(tmp_path / "plans.yaml").align(period="2018-2020")


def test_a_figure_that_a_document_between_sets_for_the_place_is_told(tmp_path):
    """Under the nation's plan a city is set against the nation; what its region sets for it stands beside that."""
    nation = """\
  nation-2021:
    title: {zh: 国家规划, en: National plan}
    place: nation
    period: 2021-2025
    encoding: complete
    outline: {"1": 目标}
    targets:
      - {indicator: rd-share, by: 2025, value: 2.8, at: "1", quote: 强度2.8%}
"""
    places = "places:\n  nation: {name: {zh: 全国, en: Nation}, level: nation}\n"
    held = COLLECTION.replace("places:\n", places).replace("level: region", "level: region, within: nation")
    held = held.replace("    targets:\n", f"    targets:\n{ASSIGNED_SHARE}", 1)
    (tmp_path / "plans.yaml").write_text(held + nation, encoding="utf-8")
    (tmp_path / "draft.yaml").write_text(f"{DRAFT}      - {FITTING['rd-share']}\n", encoding="utf-8")
    found = Session(tmp_path / "plans.yaml").opinion(str(tmp_path / "draft.yaml"), under=["nation-2021"])
    (row,) = (row for row in found.rows if row.own)
    assert row.conclusions == (Conclusion.LOWER,)
    assert "上级指定：north-2021 为东市定为 1.8 %" in "".join(reason.text.zh for reason in row.judgements[0].reasons)
    under = Session(tmp_path / "plans.yaml").opinion(str(tmp_path / "draft.yaml"), under=["north-2021"])
    assert "上级为东市指定：1.8 %" in render(under, "markdown", Style("zh"))


ASSIGNED_SHARE = '      - {indicator: rd-share, for: [east], by: 2025, value: 1.8, at: "1", quote: 东市强度1.8%}\n'


def test_what_lies_in_other_years_stands_in_an_annex(ask):
    """Of a plan for three years nobody has to answer for targets of the fifth."""
    draft = DRAFT.replace("2021-2025", "2021-2023")
    own = '{indicator: coverage, by: 2023, value: 90, at: "1", quote: 覆盖90%}'
    found = ask(draft=draft, tasks="", coverage=own, **dict.fromkeys(FITTING))
    first, *_, annex = (part for part in _paper(found).parts if part.table)
    assert [row[1] for row in first.table.rows] == ["覆盖率"]
    assert (annex.heading, len(annex.table.rows)) == ("附：不在对方规划期内的目标（供参考）", 5)
    assert "采纳情况" not in annex.table.columns
