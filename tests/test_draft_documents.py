"""Readers of what governments issue: web pages, Word, PDF, text in either encoding."""

import os
import re
import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from conftest import ROOT, run_plancmp

from plancmp.chinese.plan_text import read_plan_text
from plancmp.documents import LONGEST, read_document
from plancmp.documents.reader_process import READERS, SECONDS, load_reader
from plancmp.draft import draft
from plancmp.draft.indicators import IndicatorRegister
from plancmp.files.reading import LARGEST_TEXT
from plancmp.model import Collection, Period, Place
from plancmp.problems import PlancmpError
from plancmp.vocabulary import Level
from plancmp.words import Text

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
    text = read_document(tmp_path / "report.html").text
    assert text.startswith("云溪县2024年政府工作报告\n")
    assert "充电桩\t个\t120\t300" in text
    assert "老旧小区22个" in text
    for gone in ("365", "12345678", "var total", "分享到", "当前位置"):
        assert gone not in text


def test_a_government_report_from_a_web_page(tmp_path, nothing):
    """Last year's results and this year's targets; falls are negative; the year comes from 今年, 过去一年 and the headings."""
    pytest.importorskip("bs4", reason="needs plancmp[documents]")
    (tmp_path / "report.html").write_bytes(REPORT.encode("gb18030"))
    made = draft(read_plan_text(read_document(tmp_path / "report.html").text), nothing)
    told = [
        (str(e.kind), e.head.nouns[0], str(e.head.figure.value), e.unit or e.definition.unit, e.head.year)
        for e in made.entries
    ]
    assert (made.ident, made.document.issued) == ("yunxi-report-2024", "2024-01-16")
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
    text = read_document(tmp_path / "plan.docx").text
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
    assert read_document(tmp_path / "numbered.docx").text == "一、总体要求\n二、发展目标\n"


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
    text = read_document(tmp_path / "plan.pdf", lambda page, count: pages.append((page, count))).text
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
            read_document(tmp_path / name)
        assert caught.value.exit_code == 3
        assert word in caught.value.message.en


def rewritten(**changes) -> bytes:
    """The Word document with something put at the beginning of its body, in front of its XML, or beside its parts."""
    packed = BytesIO()
    with ZipFile(BytesIO(word_document())) as old, ZipFile(packed, "w", changes.get("method", ZIP_DEFLATED)) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + changes.get("body", b""))
                head, end, rest = data.partition(b"?>")
                data = head + end + changes.get("doctype", b"") + rest
            if name != changes.get("without"):
                new.writestr(name, data)
    return packed.getvalue()


LAUGHS = b"<!DOCTYPE x [<!ENTITY a '1111111111'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 10)
)
TALE = b"BT /F1 9 Tf 9 9 Td (The plan has 12 firms and 3 schools.) Tj ET"
HOSTILE = {
    "a bomb.docx": (lambda: rewritten(body=b"<w:p><w:r><w:t>" + b"1" * 30_000_000 + b"</w:t></w:r></w:p>"), "unpacks"),
    "a bomb of another kind.docx": (lambda: rewritten(method=ZIP_BZIP2), "unpacks"),
    "entities.docx": (
        lambda: rewritten(doctype=LAUGHS + b"]>", body=b"<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"),
        "damaged",
    ),
    "half.docx": (lambda: word_document()[:9_000], "damaged"),
    "no text part.docx": (lambda: rewritten(without="word/document.xml"), "damaged"),
    "no types.docx": (lambda: rewritten(without="[Content_Types].xml"), "damaged"),
    "locked.docx": (
        lambda: re.sub(rb"(PK\x03\x04..|PK\x01\x02....).", b"\\1\x01", word_document(), flags=re.DOTALL),
        "password",
    ),
    "locked by Word.docx": (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "really RTF.doc": (lambda: rb"{\rtf1\ansi 2025}", "old Word"),
    "a font without end.pdf": (
        lambda: pdf_of(TALE).replace(
            b"/Type1",
            b"/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2/W[0 999999999 5]>>]",
        ),
        "",
    ),
    "a page of scribbles.pdf": (lambda: pdf_of(TALE + b" 9 9 m 99 99 l S" * 100_000), "takes too long"),
    "locked.pdf": (
        lambda: pdf_of(TALE).replace(b"/Root", b"/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>/ID[(a)(b)]/Root"),
        "locked",
    ),
    "an unheard-of declaration.html": (lambda: b"<html><![x y]>2025</html>", "no web page"),
    "an encoding that is none.html": (lambda: b"<html><meta charset=undefined>\xff 2025</html>", "neither"),
    "an encoding for names.html": (lambda: b"<html><meta charset=punycode>\xff" + b"a-" * 100_000, "neither"),
    "more than a book.html": (lambda: b"<html>" + b"a" * LARGEST_TEXT, "larger"),
    "a long line.txt": (lambda: b"1" * (LARGEST_TEXT + 1), "larger"),
    "more than a library.txt": (lambda: b"1" * (LONGEST + 1), "characters"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_in_words(name, tmp_path, monkeypatch):
    """Bombs, loops, locks: exit status 3 and what to do, whatever the libraries make of it."""
    monkeypatch.setitem(SECONDS, "pdf", (1.5, 0.0))
    pytest.importorskip("pdfplumber", reason="needs plancmp[documents]")
    make, word = HOSTILE[name]
    (tmp_path / name).write_bytes(make())
    with pytest.raises(PlancmpError) as caught:
        read_document(tmp_path / name)
    assert caught.value.exit_code == 3
    assert word in caught.value.message.en


def test_what_is_no_document_is_refused_in_words(tmp_path):
    """A folder, a link to itself, a pipe that nobody fills, a device without end."""
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    os.mkfifo(tmp_path / "pipe.html")
    for path in (*tmp_path.iterdir(), "/dev/zero", tmp_path / "nowhere.txt", tmp_path / "loop.pdf" / "x"):
        with pytest.raises(PlancmpError) as caught:
            read_document(path)
        assert caught.value.exit_code == 3


def test_depth_and_width_cost_nothing():
    """Cells merged down a thousand rows or across a billion columns, list levels that Word has not, elements in elements."""
    pytest.importorskip("docx", reason="needs plancmp[documents]")
    read, read_page = load_reader(READERS["docx"]), load_reader(READERS["html"])
    merged = b"<w:tr><w:tc><w:tcPr><w:vMerge%s/></w:tcPr><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc><w:tc/></w:tr>"
    table = b"<w:tbl>" + merged % (b" w:val='restart'", b"a") + merged % (b"", b"") * 2_000 + b"</w:tbl>"
    wide = b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr></w:tc></w:tr></w:tbl>"
    item = b"<w:p><w:pPr><w:numPr><w:ilvl w:val='999999999'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p>"
    nested = b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p><w:r><w:t>c</w:t></w:r></w:p>" + b"</w:tc></w:tr></w:tbl>" * 60
    text = read(rewritten(body=table + wide + item + nested)).text
    assert text.startswith("a\t\n" * 2_001 + "\t" * 49 + "\nb\nc\n青山市")
    for page in ("<p>" * 5_000 + "到2025年。", "<div class=nav><p>" * 2_000 + "，" * 10 + "到2025年。"):
        assert "到2025年。" in read_page(f"<html>{page}".encode()).text
    cell = (
        "<table><tr><td rowspan=²></td><td rowspan=99999999999>d</td><td>1</td></tr>"
        + "<tr><td>e</td><td>2</td></tr>" * 2
    )
    assert read_page(f"<html>{cell}</table>".encode()).text == "\td\t1\ne\td\t2\ne\td\t2\n"


def test_a_word_document_as_its_readers_see_it():
    """What is inserted, linked or filled in is text; what is struck out, a table of contents and a gloss are none."""
    pytest.importorskip("docx", reason="needs plancmp[documents]")
    read = load_reader(READERS["docx"])
    run = b"<w:r><w:t>%s</w:t></w:r>"
    body = (
        b"<w:p>%s<w:ins>%s</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:hyperlink>%s</w:hyperlink></w:p>"
    )
    contents = b"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    contents += b"<w:sdtContent><w:p>" + run % b"7" + b"</w:p></w:sdtContent></w:sdt>"
    filled = (
        b"<w:sdt><w:sdtContent><w:p>"
        + run % b"4"
        + b"<w:r><w:br w:type='page'/><w:tab/></w:r></w:p></w:sdtContent></w:sdt>"
    )
    text = read(rewritten(body=body % (run % b"1", run % b"2", run % b"3") + contents + filled)).text
    assert text.startswith("123\n4\t\n青山市")


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("1家", 6_000),
        ("建成学校3所、", 3_500),
        ("1/2", 5_000),
        ("专栏1 主要指标\n", 10_000),
        ("到2025年，甲乙达到3家。\n", 4_000),
    ],
    ids=["figures", "one sentence", "fractions", "boxes", "targets"],
)
def test_a_text_that_is_no_plan_costs_no_time(piece, times):
    """A sentence without end, figures and headings without number: refused in words, or read, in time that grows with them."""
    held = Collection({"yunxi": Place(Text("云溪县", "Yunxi"), Level.COUNTY)}, {}, {})

    def take(text: str) -> float:
        began = time.process_time()
        try:
            told = draft(read_plan_text(text), held, place="yunxi", period=Period(2021, 2025)).ident
        except PlancmpError as error:
            told = error.message.en
        assert told == "yunxi-2021" or "no single plan" in told
        return time.process_time() - began

    few = take(piece * (times // 8))
    assert take(piece * times) < 24 * few


def test_of_many_indicators_of_one_name_each_has_its_own():
    """Figures without a noun: ids and names are counted on, none comes twice, and none is gone through again."""

    def counted(number):
        register, began = IndicatorRegister({}), time.process_time()
        idents = [register.match([], "家", None).ident for _ in range(number)]
        return register, idents, time.process_time() - began

    few = counted(300)[2]
    register, idents, many = counted(3_000)
    assert many < 40 * few  # ten times as many; going through all of them would take a hundred times as long
    assert idents[1:3] == [f"{idents[0]}-2", f"{idents[0]}-3"]
    names = [register.get(ident).name.zh for ident in idents]
    assert names[:4] == ["未识别", "未识别（家）", "未识别（家、另一）", "未识别（家、另2）"]
    assert len(set(names)) == len(set(idents)) == 3_000


def test_control_characters_do_not_reach_a_draft(tmp_path):
    """No YAML can hold them, and a terminal obeys them; other marks of a new line are one."""
    (tmp_path / "plan.txt").write_text(
        "到2025年\x1b[2J，\x00建成\ufeff学校\u202e3所。\uffff\x0b二\u2028三", encoding="utf-8"
    )
    assert read_document(tmp_path / "plan.txt").text == "到2025年[2J，建成学校3所。\n二\n三"


def test_text_in_either_encoding(tmp_path):
    """UTF-8, with and without its mark, UTF-16 and GBK give the same text."""
    words = "到2025年，建成学校3所。\n"
    for number, data in enumerate(
        (words.encode(), words.encode("utf-8-sig"), words.encode("utf-16"), words.encode("gbk"))
    ):
        (tmp_path / f"{number}.txt").write_bytes(data)
        assert read_document(tmp_path / f"{number}.txt").text == words


def test_a_missing_library_is_named(monkeypatch, tmp_path):
    """Exit status 2, and how to install it."""
    (tmp_path / "page.html").write_text("<html><body><p>到2025年，建成学校3所。</p></body></html>", encoding="utf-8")
    monkeypatch.setitem(READERS, "html", "no_such_library.bs4:read")
    with pytest.raises(PlancmpError) as caught:
        read_document(tmp_path / "page.html")
    assert caught.value.exit_code == 2
    assert "no_such_library: pip install no_such_library" in caught.value.message.en


def test_the_example_of_the_help_runs(tmp_path):
    """As a user would: a Word file in, a draft out."""
    (tmp_path / "规划.docx").write_bytes(word_document())
    done = run_plancmp("draft", "规划.docx", "-o", "draft.yaml", cwd=tmp_path)
    assert done.status == 0, done.err
    checked = run_plancmp("check", str(ROOT / "plans.yaml"), "draft.yaml", cwd=tmp_path)
    assert "error" not in checked.out.replace("no error", "")
