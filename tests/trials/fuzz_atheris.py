"""Coverage-guided fuzzing, in an environment with atheris: `python tests/trials/fuzz_atheris.py quantity -max_total_time=120`.

Targets: `quantity` (the reader of figures), `text` (the splitter of a plan's text), `loader` (YAML to a collection, and every
rule over it), `document` (a file as it is issued). Only errors that the program expects may come out; libFuzzer itself
reports what hangs (-timeout) or eats memory (-rss_limit_mb).
"""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["plancmp"]):
    from plancmp.check.engine import check
    from plancmp.chinese.agreement import find_disagreements
    from plancmp.chinese.plan_text import read_plan_text
    from plancmp.chinese.quantities import find_quantities
    from plancmp.documents import html, plain_text
    from plancmp.reading.merging import of_texts
    from plancmp.vocabulary import Basis, Comparator

SEEDS = {
    "quantity": [
        "高新技术企业达到5600家",
        "研发经费占比2.5%以上",
        "200多万元",
        "2—3家",
        "百分之十二点五",
        "翻一番",
        "(单位：亿元) 6124.05 12500",
    ],
    "text": ["第一章 总则\n一、基础\n（一）成就\n1.指标。\n专栏1 目标\n附件1 清单\n", "第1章\n第2章\n"],
    "loader": [
        (ROOT / "plans.yaml").read_text(encoding="utf-8")[:3000],
        "format: 1\nplaces:\n  a:\n    name: {zh: 甲, en: A}\n",
    ],
    "document": ["<html><p>第一章</p><table><tr><td>1</td></tr></table>", "桂林"],
}


def quantity(text):
    for found in find_quantities(text):
        assert 0 <= found.start < found.end <= len(text)
        find_disagreements(
            text,
            value=found.value,
            low=found.low,
            high=found.high,
            unit=found.unit,
            comparator=Comparator.REACH,
            basis=Basis.LEVEL,
            lead=(text[:24],),
        )


def text(raw):
    plan = read_plan_text(raw)
    plan.compute_hash()
    for heading in plan.outline:
        assert 0 <= heading.start <= heading.end <= len(plan)
        plan.find(heading.title, heading.key)
    for offset in range(0, len(plan), 7):
        plan.find_section_at(offset)
        line, column = plan.position(offset)
        assert raw.splitlines()
        assert line >= 1
        assert column >= 1
    plan.find_nearest(raw[:60])


def loader(raw):
    loaded = of_texts([("plans.yaml", raw)])
    lines = raw.count("\n") + 1
    for problem in check(loaded).problems:
        assert problem.mark.line <= lines, problem


def document(data):
    for read in (plain_text.decode_chinese, html.read_html):
        try:
            read(data)
        except plain_text.UnreadableError:
            continue


def one(data):
    if TARGET == "document":
        document(data)
        return
    raw = data.decode("utf-8", "ignore").replace("\r\n", "\n").replace("\r", "\n")
    {"quantity": quantity, "text": text, "loader": loader}[TARGET](raw)


TARGET = sys.argv.pop(1)
corpus = Path(sys.argv[-1]) if not sys.argv[-1].startswith("-") and len(sys.argv) > 1 else None
if corpus is not None:
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(SEEDS[TARGET]):
        (corpus / f"seed{number}").write_text(seed, encoding="utf-8")
atheris.Setup(sys.argv, one)
atheris.Fuzz()
