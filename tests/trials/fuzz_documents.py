"""Fuzzing the readers of documents: `python tests/trials/fuzz_documents.py 2000 [SEED [KIND]]`, so many inputs of each kind.

Word files, PDFs, web pages and texts, sound ones at first, with bytes turned, parts taken out, doubled, nested and swollen;
each is read as `plancmp draft` reads it (the process of its own is forked here, not started afresh), and what comes out is
drafted. Only text or an error in words may come out, in the time and memory that the reader is allowed. The last lines are
the table of what was tried; an input that fails is named by kind, seed and number, and made again from these.
"""

import random
import re
import resource
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import bs4  # noqa: E402, F401 - loaded once, for all that are forked
import docx  # noqa: E402, F401 - the same
import pdfplumber  # noqa: E402, F401 - the same
import yaml  # noqa: E402
from test_draft_documents import REPORT, pdf_of, word_document  # noqa: E402

from plancmp.chinese.plan_text import read_plan_text  # noqa: E402
from plancmp.documents import read_document, reader_process  # noqa: E402
from plancmp.draft import draft  # noqa: E402
from plancmp.draft.desk import list_waiting, read_desk  # noqa: E402
from plancmp.draft.layout import write_draft  # noqa: E402
from plancmp.model import Collection, Period, Place  # noqa: E402
from plancmp.problems import PlancmpError  # noqa: E402
from plancmp.vocabulary import Level  # noqa: E402
from plancmp.words import Text  # noqa: E402

HELD = Collection({"yunxi": Place(Text("云溪县", "Yunxi"), Level.COUNTY)}, {}, {})
FIGURES = [
    "0",
    "-1",
    "1",
    "50",
    "65536",
    "999999999",
    "9" * 30,
    "9" * 5000,
    "1e9",
    "²",
    "٣",
    "",
    "x",
    "0x7fffffff",
    "NaN",
]
BOMB = b"<w:p><w:r><w:t>" + b"1" * 50_000_000 + b"</w:t></w:r></w:p>"
TAGS = [
    *("p", "div", "span", "table", "tr", "td", "th", "thead", "ul", "li", "a", "b", "h1", "pre"),
    *(
        "body",
        "html",
        "head",
        "meta",
        "br",
        "script",
        "style",
        "nav",
        "svg",
        "template",
        "textarea",
        "title",
        "select",
        "math",
    ),
]
BITS = [
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE html>",
        "<?xml version='1.0'?>",
        "<!",
        "<![if x]>",
        "</",
        "<",
        ">",
        "&",
    ),
    *(
        "&#0;",
        "&#xD800;",
        "&#99999999999;",
        "&#" + "9" * 5000 + ";",
        "&#x110000;",
        "&nbsp;",
        "&amp;lt;",
        "&bogus;",
        "&#;",
    ),
    *(
        "<td rowspan=9999999999 colspan=²>",
        "<td colspan=50 rowspan=50>",
        '<div class="nav">',
        "<p id=footer>",
        "<a href=x>",
    ),
    *(
        '<meta charset="utf-7">',
        '<meta charset="undefined">',
        '<meta name="ArticleTitle" content="题">',
        "\x00",
        "\ufeff",
    ),
    *(
        "到2025年，建成学校3所。",
        "达到12.5%以上；",
        "一、目标\n",
        "\u202e\x1b[2J",
        "\ud7ff\U0010ffff",
        "专栏1 主要指标",
        "\t" * 40,
    ),
]


def word(drawn):
    """A Word file: turned bytes, or parts taken out or rewritten, and packed again."""
    deed = drawn.choice([turned, turned, turned, None, *REWRITING])
    if deed is turned:
        return turned(WORD, drawn)
    with ZipFile(BytesIO(WORD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = "word/document.xml"
    for _ in range(drawn.choice([1, 1, 2, 5])):
        name = drawn.choice([main, main, "word/numbering.xml", "word/styles.xml", *parts])
        if deed is None:
            parts.pop(name, None)
        elif name in parts:
            parts[name] = deed(parts[name], drawn)
    if main in parts and drawn.random() < 0.01:
        parts[main] = parts[main].replace(b"<w:body>", b"<w:body>" + BOMB)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_BZIP2 if drawn.random() < 0.02 else ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def swollen(data, drawn):
    """Hostile elements at the beginning of the body."""
    return data.replace(b"<w:body>", b"<w:body>" + drawn.choice(WORD_BITS) * drawn.choice([1, 3, 300]))


def laughing(data, drawn):
    """Entities that unfold to others, in the place of text."""
    unfolding = (b"<!ENTITY %c '%s'>" % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 9))
    head = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '1111111111'>" + b"".join(unfolding) + b"]>"
    return head + data.partition(b"?>")[2].replace(b"<w:t>", b"<w:t>&%c;" % drawn.choice(b"abi"))


def renumbered(data, drawn):
    """Other figures in the attributes."""
    return re.sub(rb'"\d+"', lambda _: b'"%s"' % drawn.choice(FIGURES).encode(), data)


def retagged(data, drawn):
    """Tags in the place of others."""
    tags = re.findall(rb"<[^>]+>", data)
    for _ in range(drawn.choice([1, 4])):
        data = data.replace(drawn.choice(tags), drawn.choice(tags), drawn.choice([-1, 1]))
    return data


def unrelated(data, drawn):
    """Without one of the attributes that parts are joined by."""
    return data.replace(drawn.choice([b"Target=", b"Type=", b"w:val=", b"w:styleId=", b"Id="]), b"x=")


def rows(count, inner):
    """A table of so many rows."""
    return b"<w:tbl>" + b"<w:tr>" * (count > 0) + (b"</w:tr><w:tr>".join([inner] * count)) + b"</w:tr></w:tbl>"


WORD_BITS = [
    b"<w:p>" * 400 + b"</w:p>" * 400,
    b"<w:tbl><w:tr><w:tc>" * 300 + b"</w:tc></w:tr></w:tbl>" * 300,
    b"<w:p/>" * 2_000,
    rows(1_500, b"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"),
    rows(9, b"<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>"),
    b"<w:p><w:pPr><w:numPr><w:ilvl w:val='99999999'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
    b"<w:p><w:ins><w:r><w:t>2025</w:t></w:r></w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p>",
    b"<w:sdt><w:sdtContent><w:p><w:r><w:t>1</w:t><w:tab/><w:br/></w:r></w:p></w:sdtContent></w:sdt>",
    b"<!-- x --><?x y?><w:p><w:r><w:t/></w:r></w:p><w:tbl/>",
]
"""What is put into a Word document."""


def turned(data, drawn):
    """The bytes with some cut off, turned, doubled or taken out."""
    data = bytearray(data)
    for _ in range(drawn.choice([1, 1, 3, 30])):
        if not data:
            break
        at = drawn.randrange(len(data))
        deed = drawn.randrange(6)
        if deed == 0:
            data[at] = drawn.randrange(256)
        elif deed == 1:
            del data[at : at + drawn.choice([1, 9, 200])]
        elif deed == 2:
            data[at:at] = data[at : at + drawn.choice([1, 50, 900])] * drawn.choice([1, 2, 20])
        elif deed == 3 and drawn.random() < 0.3:
            del data[at:]
        elif deed == 4:
            data[at:at] = drawn.choice([b"\x00", b"\xff", b"<", b">", b"/", b"&", b"((", b"]]", b"%", b"\xed\xa0\x80"])
        else:
            data[at] ^= 1 << drawn.randrange(8)
    return bytes(data)


REWRITING = [turned, swollen, laughing, renumbered, retagged, unrelated]


def pdf(drawn):
    """A PDF: what it draws, its numbers, its references or its bytes changed."""
    content = b" ".join(drawn.choice(PDF_BITS) for _ in range(drawn.choice([3, 30, 300])))
    if drawn.random() < 0.05:
        content *= drawn.choice([10, 300])
    made = pdf_of(content)
    deed = drawn.randrange(8)
    if deed == 0:
        made = turned(made, drawn)
    elif deed == 1:
        made = re.sub(
            rb"(?<= )\d+(?= )", lambda m: drawn.choice(FIGURES).encode() if drawn.random() < 0.1 else m[0], made
        )
    elif deed == 2:
        made = re.sub(rb"\d 0 R", lambda _: b"%d 0 R" % drawn.randrange(7), made)
    elif deed == 3:
        packed = zlib.compress(content * drawn.choice([1, 1, 50]))
        filters = drawn.choice(
            [b"/FlateDecode", b"[/FlateDecode/FlateDecode]", b"/LZWDecode", b"/RunLengthDecode", b"/ASCII85Decode"]
        )
        made = made.replace(content, packed).replace(
            b"<</Length %d" % len(content), b"<</Filter%s/Length %d" % (filters, len(packed))
        )
    elif deed == 4:
        made = made.replace(b"/BaseFont/Helvetica", drawn.choice(FONT_BITS))
    elif deed == 5:
        made = made.replace(
            b"[3 0 R]",
            drawn.choice([b"[2 0 R]", b"[3 0 R]" * 9, b"[" + b"3 0 R " * 300 + b"]", b"[[" * 3000, b"3 0 R", b"<<>>"]),
        )
    elif deed == 6:
        lock = b"/Encrypt<</Filter/Standard/V %d/R %d/O(%s)/U(x)/P -4/Length 128>>/ID[(a)(b)]"
        made = made.replace(b"/Root", lock % (drawn.randrange(6), drawn.randrange(7), b"x" * 32) + b"/Root")
    else:
        box = b"%s %s %s %s" % tuple(drawn.choice(FIGURES[:8]).encode() for _ in range(4))
        made = made.replace(b"0 0 595 842", box).replace(
            b"/Contents", drawn.choice([b"/UserUnit 9e9/Contents", b"/Rotate 45/Contents"])
        )
    return made


PDF_BITS = [
    *(b"BT /F1 12 Tf 50 %d Td (The plan has %d firms.) Tj ET" % (y, y) for y in range(100, 800, 40)),
    *(b"50 %d m 400 %d l S" % (y, y) for y in range(600, 700, 30)),
    *(b"%d 600 m %d 660 l S" % (x, x) for x in (50, 200, 300, 400)),
    *(b"BT /F1 9 Tf %d 610 Td (%d) Tj ET" % (x, x) for x in (60, 210, 310)),
    *(
        b"q",
        b"Q",
        b"q q q q",
        b"[",
        b"<<",
        b"(",
        b"/F2 0 Tf",
        b"BT",
        b"ET",
        b"1e30 0 0 1e30 0 0 cm",
        b"0 0 0 0 0 0 cm",
        b"/X Do",
    ),
    *(
        b"BI /W 9 /H 9 ID xxx EI",
        b"10 10 100 100 re f",
        b"BT /F1 -3 Tf 9 Tr (x) Tj ET",
        b"(\\777\\n) '",
        b"99999999999999999999 Tc",
    ),
]
FONT_BITS = [
    b"/BaseFont/Helvetica/FirstChar 0/LastChar 999999999/Widths[1]",
    b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/W[0 99999999 500]>>]",
    b"/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]",
    b"/Subtype/Type3/CharProcs<<>>/FontMatrix[0 0 0 0 0 0]/FontBBox[0 0 0 0]",
    b"/ToUnicode 4 0 R",
    b"/Encoding<</Differences[0 /a /b 999999999999 /c]>>",
]


def page(drawn):
    """A web page of known pieces, or a sound one mistreated, in some encoding."""
    if drawn.random() < 0.5:
        made = turned(REPORT.encode(drawn.choice(["utf-8", "gb18030", "utf-16"])), drawn)
    else:
        bits = [*BITS, *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS)]
        text = "<html>" * drawn.randrange(2) + "".join(drawn.choice(bits) for _ in range(drawn.choice([5, 60, 600])))
        if drawn.random() < 0.05:
            text += drawn.choice(bits) * drawn.choice([1_000, 10_000])
        made = text.encode(drawn.choice(["utf-8", "utf-8", "gb18030", "utf-16", "big5"]), "replace")
    if drawn.random() < 0.3:
        name = drawn.choice(
            ["undefined", "punycode", "idna", "hex", "utf-7", "big5", "rot13", "unicode_escape", "mbcs", "x" * 90]
        )
        made = b'<html><meta charset="%s">' % name.encode() + made + b"\xff"
    return made


def text(drawn):
    """A text in some encoding, with characters that no text has, cut anywhere."""
    pieces = [
        *BITS,
        *REPORT.split("\n"),
        "第一章 总则\n",
        "1家" * 200,
        "一" * 200,
        "（一）",
        "①",
        "\u2028",
        "\r",
        "\x0b",
        "\x1b]0;x\x07",
    ]
    made = "".join(drawn.choice(pieces) for _ in range(drawn.choice([3, 40, 300])))
    made = made.encode(
        drawn.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5"]), "replace"
    )
    return turned(made, drawn) if drawn.random() < 0.5 else made


KINDS = {"docx": word, "pdf": pdf, "html": page, "txt": text}
WORD = word_document()


def one(kind, seed, number, path, answers):
    """Read an input and draft what comes out; the answer is counted. Returns seconds of the reader, and of the rest."""
    path.write_bytes(KINDS[kind](random.Random(f"{seed} {kind} {number}")))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.process_time()
    try:
        read = read_document(path)
    except PlancmpError as error:
        if error.exit_code != 3 or not error.message.zh:
            raise
        answers[re.sub(r"\S*/\S*|\d+", "…", error.message.en)] += 1
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime, 0.0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        found = draft(read_plan_text(read.text), HELD, place="yunxi", period=Period(2021, 2025))
    except PlancmpError as error:
        answers[error.message.en] += 1
        return 0.0, time.process_time() - began
    written = write_draft(found, "zh")
    assert yaml.safe_load(written)["format"] == 1
    list_waiting(written, read_desk(written, "d.yaml", HELD), found.text)
    rest = time.process_time() - began
    assert rest < 2 + len(read.text) / 100_000, f"the draft took {rest:.1f} s for {len(read.text)} characters"
    answers["text"] += 1
    return after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime, rest


def main():
    """Try them all and print the table. The status is 1 where one failed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = sys.argv[2] if len(sys.argv) > 2 else "1"
    reader_process.get_context = lambda _: get_context("fork")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in sys.argv[3:] or KINDS:
            answers: Counter[str] = Counter()
            slowest = (0.0, 0.0, 0)
            for number in range(count):
                try:
                    read, rest = one(kind, seed, number, Path(folder) / f"plan.{kind}", answers)
                    slowest = max(slowest, (read, rest, number))
                except Exception:  # noqa: BLE001 - whatever comes out is what is looked for
                    failed += 1
                    print(f"{kind} {seed} {number} failed:\n{traceback.format_exc()}", flush=True)
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(
                f"{kind}: {count} inputs, slowest {slowest[0]:.1f} s (number {slowest[2]}), most memory so far {most} MB"
            )
            for answer, times in answers.most_common():
                print(f"  {times:7} {answer}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
