"""Readers of what governments issue: web pages, Word, PDF, text in either encoding."""

from io import BytesIO

import pytest
from conftest import ROOT, run_plancmp

from plancmp.model import Collection
from plancmp.problems import PlancmpError
from plancmp.read.documents import document_text
from plancmp.text import read_plan_text
from plancmp.views.draft import draft

REPORT = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<meta name="ArticleTitle" content="云溪县2024年政府工作报告"><title>云溪县人民政府</title>
<script>var total = 2024;</script></head>
<body><div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开（365天在线）</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; 政府工作报告</div>
<div id="content"><div class="TRS_Editor">
<p align="center">政府工作报告</p>
<p align="center">——2024年1月16日在云溪县第十八届人民代表大会第四次会议上</p>
<p>各位代表：</p><p>现在，我代表县人民政府，向大会报告工作，请予审议。</p>
<p><strong>一、2023年工作回顾</strong></p>
<p>过去一年，全县实现地区生产总值286.5亿元，增长6.2%，高于全省平均水平1.5个百分点；一般公共预算收入达到15.3亿元。城镇、农村居民人均可支配收入分别达到38256元、19870元。</p>
<p>新建高标准农田3.2万亩，改造老旧小区<span>22</span>个。</p>
<p><strong>二、2024年工作安排</strong></p>
<p>今年经济社会发展主要预期目标是：地区生产总值增长6.5%左右，城镇调查失业率控制在5.5%以内，单位GDP能耗下降2.6%，粮食产量稳定在23.5万吨以上。</p>
<p>重点抓好以下六个方面工作：</p>
<p>（一）聚力工业强县。力争新增规上工业企业20家以上，每个乡镇建设1个以上示范村。</p>
<table border="1"><tr><td>项目</td><td>单位</td><td>2023年</td><td>2024年</td></tr>
<tr><td>新增学位</td><td>个</td><td>700</td><td>900</td></tr><tr><td>充电桩</td><td>个</td><td>120</td><td>300</td></tr></table>
</div></div>
<div class="share">分享到：<a>微信</a></div>
<div id="footer">版权所有：云溪县人民政府 备案号12345678 访问量：9876543 电话：0731-12345678，地址：人民路100号，邮编410000</div>
</body></html>
"""


@pytest.fixture
def nothing() -> Collection:
    """A collection without anything, so that all is new."""
    return Collection({}, {}, {})


def test_a_web_page_in_gbk_without_its_menus(tmp_path):
    """The title of the header stays, menus, scripts and footers go; a table keeps its cells."""
    pytest.importorskip("bs4", reason="needs plancmp[documents]")
    (tmp_path / "report.html").write_bytes(REPORT.encode("gb18030"))
    text = document_text(tmp_path / "report.html").text
    assert text.startswith("云溪县2024年政府工作报告\n")
    assert "充电桩\t个\t120\t300" in text
    assert "老旧小区22个" in text
    for gone in ("365", "12345678", "var total", "分享到", "当前位置"):
        assert gone not in text


def test_a_government_report_from_a_web_page(tmp_path, nothing):
    """Last year's results and this year's targets; falls are negative; the year comes from 今年, 过去一年 and the headings."""
    pytest.importorskip("bs4", reason="needs plancmp[documents]")
    (tmp_path / "report.html").write_bytes(REPORT.encode("gb18030"))
    made = draft(read_plan_text(document_text(tmp_path / "report.html").text), nothing)
    told = [
        (str(e.kind), e.head.nouns[0], str(e.head.figure.value), e.unit or e.definition.unit, e.head.year)
        for e in made.entries
    ]
    assert (made.ident, made.document.issued) == ("yunxi-2024", "2024-01-16")
    assert told == [
        ("observed", "地区生产总值", "286.5", "亿元", 2023),
        ("observed", "地区生产总值", "6.2", "percent", 2023),
        ("observed", "一般公共预算收入", "15.3", "亿元", 2023),
        ("observed", "城镇居民人均可支配收入", "38256", "元/人", 2023),
        ("observed", "农村居民人均可支配收入", "19870", "元/人", 2023),
        ("observed", "高标准农田", "3.2", "万亩", 2023),
        ("observed", "老旧小区", "22", "个", 2023),
        ("target", "地区生产总值", "6.5", "percent", 2024),
        ("target", "城镇调查失业率", "5.5", "percent", 2024),
        ("target", "单位GDP能耗", "-2.6", "percent", 2024),
        ("target", "粮食产量", "23.5", "万吨", 2024),
        ("target", "规上工业企业", "20", "家", 2024),
        ("target", "示范村", "1", "个", 2024),
        ("target", "新增学位", "900", "个", 2024),
        ("target", "充电桩", "300", "个", 2024),
    ]


def word_document() -> bytes:
    """A .docx with a numbered chapter that Word counts itself, a table with merged cells, and a box drawn as a table."""
    docx = pytest.importorskip("docx", reason="needs plancmp[documents]")
    document = docx.Document()
    document.add_paragraph("青山市人才发展“十四五”规划")
    document.add_paragraph("第一章 发展目标")
    document.add_paragraph("到2025年，人才总量达到30万人。")
    document.add_paragraph("专栏1 主要指标")
    rows = [
        ["类别", "指标", "2020年", "2025年", "属性"],
        ["规模", "人才总量（万人）", "24.5", "30", "预期性"],
        ["", "技能人才（万人）", "6.1", "8", "预期性"],
        ["效能", "人才贡献率（%）", "35", "40", "约束性"],
    ]
    table = document.add_table(rows=len(rows), cols=5)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("第二章 重点任务")
    box = document.add_table(rows=1, cols=1)
    box.cell(0, 0).text = "专栏2 重点工程\n建设人才驿站20个。"
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document_keeps_tables_in_their_place(tmp_path, nothing):
    """A row a line; a cell merged downwards does not move the columns; a frame of one cell is text."""
    (tmp_path / "plan.docx").write_bytes(word_document())
    text = document_text(tmp_path / "plan.docx").text
    assert "人才贡献率（%）\t35\t40\t约束性" in text
    made = draft(read_plan_text(text), nothing)
    told = [
        (e.head.nouns[0], str(e.head.figure.value), e.head.start and str(e.head.start.figure.value))
        for e in made.targets
    ]
    assert told == [
        ("人才总量", "30", "24.5"),
        ("技能人才", "8", "6.1"),
        ("人才贡献率", "40", "35"),
        ("人才驿站", "20", None),
    ]
    assert [e.head.section for e in made.targets] == ["box1", "box1", "box1", "box2"]


def test_numbers_that_word_prints_stand_in_the_text(tmp_path):
    """一、 and （一） of a numbered list are no text of the file; without them there would be no sections."""
    docx = pytest.importorskip("docx", reason="needs plancmp[documents]")
    document = docx.Document()
    numbering = document.part.numbering_part.element
    ident = "77"
    for tag, inner in (
        (
            "abstractNum",
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>',
        ),
        ("num", f'<w:abstractNumId w:val="{ident}"/>'),
    ):
        key = "abstractNumId" if tag == "abstractNum" else "numId"
        xml = f'<w:{tag} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:{key}="{ident}">{inner}</w:{tag}>'
        numbering.append(docx.oxml.parse_xml(xml))
    for words in ("总体要求", "发展目标"):
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(
            docx.oxml.parse_xml(
                '<w:numPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f'<w:ilvl w:val="0"/><w:numId w:val="{ident}"/></w:numPr>'
            )
        )
    document.save(tmp_path / "numbered.docx")
    assert document_text(tmp_path / "numbered.docx").text == "一、总体要求\n二、发展目标\n"


def pdf_of(content: bytes) -> bytes:
    """The smallest PDF with one page that draws `content`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def test_a_pdf_gives_lines_and_ruled_tables(tmp_path):
    """Lines become paragraphs, a ruled table rows with tabs, a page number goes."""
    pytest.importorskip("pdfplumber", reason="needs plancmp[documents]")
    rules = b" ".join(b"%d 600 m %d 660 l S" % (x, x) for x in (50, 200, 300, 400))
    rules += b" " + b" ".join(b"50 %d m 400 %d l S" % (y, y) for y in (600, 630, 660))
    cells = [
        (60, 640, b"Indicator"),
        (210, 640, b"2020"),
        (310, 640, b"2025"),
        (60, 610, b"Firms"),
        (210, 610, b"58"),
        (310, 610, b"120"),
    ]
    words = b" ".join(b"BT /F1 12 Tf %d %d Td (%s) Tj ET" % cell for cell in cells)
    head = (
        b"BT /F1 12 Tf 50 700 Td (The plan of a county and what it aims at.) Tj ET BT /F1 9 Tf 290 30 Td (- 1 -) Tj ET"
    )
    (tmp_path / "plan.pdf").write_bytes(pdf_of(rules + b" " + words + b" " + head))
    pages = []
    text = document_text(tmp_path / "plan.pdf", lambda page, count: pages.append((page, count))).text
    assert text == "The plan of a county and what it aims at.\nIndicator\t2020\t2025\nFirms\t58\t120\n"
    assert pages == [(1, 1)]


def test_what_cannot_be_read_is_refused_in_words(tmp_path):
    """A scan, a damaged file, an old Word file, a file with nothing in it: exit status 3 and what to do."""
    pytest.importorskip("pdfplumber", reason="needs plancmp[documents]")
    for name, data, word in (
        ("scan.pdf", pdf_of(b"10 10 100 100 re f"), "OCR"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "damaged"),
        ("broken.docx", b"PK\x03\x04nothing", "damaged"),
        ("really.docx", b"no zip at all", "damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        ("empty.txt", b" \n", "no text"),
        ("bytes.txt", b"\xff\xfe\xff\x81\x00", "neither UTF-8 nor GBK"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PlancmpError) as caught:
            document_text(tmp_path / name)
        assert caught.value.exit_code == 3
        assert word in caught.value.message.en


def test_text_in_either_encoding(tmp_path):
    """UTF-8, with and without its mark, UTF-16 and GBK give the same text."""
    words = "到2025年，建成学校3所。\n"
    for number, data in enumerate(
        (words.encode(), words.encode("utf-8-sig"), words.encode("utf-16"), words.encode("gbk"))
    ):
        (tmp_path / f"{number}.txt").write_bytes(data)
        assert document_text(tmp_path / f"{number}.txt").text == words


def test_a_missing_library_is_named(tmp_path, monkeypatch):
    """Exit status 2, and how to install it."""
    import builtins

    real = builtins.__import__

    def without(name: str, *args: object) -> object:
        if name == "bs4":
            raise ImportError("no bs4", name="bs4")
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "page.html").write_text("<html><body><p>到2025年，建成学校3所。</p></body></html>", encoding="utf-8")
    with pytest.raises(PlancmpError) as caught:
        document_text(tmp_path / "page.html")
    assert caught.value.exit_code == 2
    assert "plancmp[documents]" in caught.value.message.en


def test_the_example_of_the_help_runs(tmp_path):
    """As a user would: a Word file in, a draft and a page out."""
    (tmp_path / "规划.docx").write_bytes(word_document())
    done = run_plancmp("draft", "规划.docx", "-o", "draft.yaml", "--review", "review.html", cwd=tmp_path)
    assert done.status == 0, done.err
    checked = run_plancmp("check", str(ROOT / "plans.yaml"), "draft.yaml", cwd=tmp_path)
    assert "error" not in checked.out.replace("no error", "")
    assert (tmp_path / "review.html").read_text(encoding="utf-8").startswith("<!doctype html>")
