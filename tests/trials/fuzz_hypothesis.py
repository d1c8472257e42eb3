"""Fuzzing with hypothesis: `PLANCMP_EXAMPLES=2000 python -m pytest tests/trials/fuzz_hypothesis.py`.

Texts of the characters that the readers look for, YAML of the words that the model knows, and the shipped data with pieces
cut out, doubled or exchanged, through the reader of figures, the splitter of texts, the loader, every rule and every command.
"""

import os
import random
import re
import time

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancmp.check.engine import check
from plancmp.chinese.plan_text import read_plan_text
from plancmp.chinese.quantities import find_quantities
from plancmp.model import Target
from plancmp.problems import PlancmpError
from plancmp.reading.merging import of_texts
from plancmp.render import Style, render
from plancmp.render.formats import FORMATS
from plancmp.session import Session
from plancmp.vocabulary import Basis, Comparator, Level, Relation, Theme

TEXTS = [name for name, form in FORMATS["answer"].items() if form.encoding]
EXAMPLES = int(os.environ.get("PLANCMP_EXAMPLES", "500"))
HARD = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
PRINT = "零一二三四五六七八九十百千万亿两几数第个家项人次元年月日号分之成翻番倍占比达到以上左右不低于超过约新增累计每均的、，。；：（）()“”《》—-~.:/% 0123456789,〔〕①½\u0300\u2028\t\n"
SHIPPED = (ROOT / "plans.yaml").read_text(encoding="utf-8")
LINES = SHIPPED.split("\n")
WORDS = sorted(
    {
        *(f.rstrip("_") for f in Target.__dataclass_fields__),
        *(str(w) for kind in (Basis, Comparator, Level, Relation, Theme) for w in kind),
        "format: 1",
        "places:",
        "plans:",
        "indicators:",
        "name:",
        "zh: 甲",
        "2021-2025",
        "{",
        "}",
        "[",
        "]",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        ": ",
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "'",
        '"',
        "#",
        "\x00",
        "\ufeff",
        "：",
        "\t",
        "9" * 40,
        "-0",
        "1e5",
        ".nan",
        "~",
    }
)


@HARD
@given(st.text(PRINT, max_size=400) | st.text(max_size=200))
def test_figures(text):
    """Offsets lie in the text, in order."""
    last = 0
    for found in find_quantities(text):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        last = found.end


@HARD
@given(st.text(PRINT + "章篇节附件专栏", max_size=600) | st.text(max_size=300))
def test_texts(text):
    """Every heading has its place, and every offset a section, a line and a column."""
    plan = read_plan_text(text)
    for heading in plan.outline:
        assert 0 <= heading.start <= heading.end <= len(plan)
    for offset in range(len(plan)):
        assert plan.find_section_at(offset)
        line, column = plan.position(offset)
        assert line >= 1 <= column


def every_view(text, seed):
    """Load, check and compare; expected errors only, marks within the file, within two seconds."""
    began = time.process_time()
    loaded = of_texts([("plans.yaml", text)])
    lines = text.count("\n") + 1
    for problem in check(loaded).problems:
        assert problem.mark.line <= lines, problem
    if any(p.level == "error" for p in loaded.problems):
        return
    session = Session("plans.yaml")
    session.loaded = loaded
    drawn = random.Random(seed)
    sides = sorted(loaded.collection.plans)
    for ask in (
        lambda: session.diff(drawn.choice(sides), drawn.choice(sides)),
        lambda: session.align(level=drawn.choice(["region", "municipality"])),
    ):
        try:
            if sides:
                render(ask(), drawn.choice(sorted(TEXTS)), Style(drawn.choice(["zh", "en"]), drawn.choice([0, 20, 80])))
        except PlancmpError:
            continue
    assert time.process_time() - began < 2 + len(text) / 100_000


@HARD
@given(st.lists(st.sampled_from(WORDS), max_size=120), st.integers(0, 9))
def test_yaml_of_known_words(words, seed):
    """What looks a little like a collection."""
    every_view("format: 1\n" + "".join(words), seed)


@pytest.mark.parametrize("seed", range(max(EXAMPLES // 10, 10)))
def test_the_shipped_data_mistreated(seed):
    """Lines cut, doubled, exchanged, indented, a figure or word put in another's place."""
    drawn = random.Random(seed)
    start = drawn.randrange(len(LINES) // 2)
    lines = LINES if seed % 4 == 0 else [*LINES[:120], *LINES[start : start + 800]]
    lines = list(lines)
    for _ in range(drawn.choice([1, 1, 2, 5, 40])):
        at = drawn.randrange(len(lines))
        deed = drawn.randrange(7)
        if deed == 0:
            del lines[at]
        elif deed == 1:
            lines.insert(at, lines[at])
        elif deed == 2:
            other = drawn.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif deed == 3:
            lines[at] = drawn.choice(["  ", "\t", " ", "- "]) + lines[at]
        elif deed == 4:
            lines[at] = re.sub(
                r"\d+", lambda _: drawn.choice(["0", "-1", "9" * 15, "0.0000000001", "2099", "x"]), lines[at]
            )
        elif deed == 5:
            lines[at] = re.sub(r": .*", ": " + drawn.choice(WORDS).replace("\n", " "), lines[at])
        else:
            lines[at] = lines[at][: drawn.randrange(len(lines[at]) + 1)]
        if not lines:
            break
    every_view("\n".join(lines), seed)
