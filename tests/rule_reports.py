"""What a rule says of a small collection: the line of the file, stripped, and the words."""

from textwrap import dedent, indent

from plancmp.check.engine import check
from plancmp.chinese.plan_text import read_plan_text
from plancmp.problems import Mark, Problem
from plancmp.reading.merging import of_texts
from plancmp.reading.sources import Sources, SourceText
from plancmp.words import Text

PLACES = """\
river: {name: {zh: 江河省, en: River}, level: region, code: "450000"}
lake: {name: {zh: 湖滨市, en: Lake}, level: municipality, within: river, code: "450100"}
hill: {name: {zh: 青山县, en: Green Hill}, level: county, within: lake, code: "450122"}
ford: {name: {zh: 白渡县, en: White Ford}, level: county, within: lake, code: "450123"}
"""
INDICATORS = """\
firms: {name: {zh: 高新技术企业数, en: High-tech firms}, unit: 家}
spending: {name: {zh: 研发经费, en: R and D spending}, unit: 亿元, basis: per-year}
intensity: {name: {zh: 研发经费投入强度, en: R and D intensity}, unit: percent}
"""
OUTLINE = """\
"1": 成就
"2": 目标
"2.1": 企业
"2.2": 投入
"""


def plan(name="lake-2021", *, place="lake", period="2021-2025", outline=OUTLINE, more="", **lists):
    """A plan with these lists: targets, observed, tasks, aside."""
    head = f"title: {{zh: 湖滨市规划, en: Lake Plan}}\nplace: {place}\nperiod: {period}\n"
    head += "" if "encoding:" in more else "encoding: partial\n"
    head += dedent(more) + (f"outline:\n{indent(outline, '  ')}" if outline else "")
    head += "".join(f"{key}:\n{indent(dedent(items).strip(), '  ')}\n" for key, items in lists.items())
    return f"{name}:\n{indent(head, '  ')}"


def book(*plans, places=PLACES, indicators=INDICATORS):
    """A collection of these plans."""
    parts = {"places": places, "indicators": indicators, "plans": "".join(plans)}
    return "format: 1\n" + "".join(f"{k}:\n{indent(dedent(v), '  ')}" for k, v in parts.items() if v)


def problems(rule, content, *, broken=False, **texts):
    """What the rule reports; a collection with a fault of structure is no example unless it is meant to be `broken`."""
    loaded = of_texts([("p.yaml", content)])
    assert broken or not loaded.problems, loaded.problems
    found = {
        name.replace("_", "-"): SourceText("t.txt", read_plan_text(raw), exact=True) for name, raw in texts.items()
    }
    lacking = [name for name in loaded.collection.plans if name not in found]
    missing = tuple(Problem(Mark("t"), "source-missing", "warning", Text("无", "none")) for _ in lacking)
    checked = check(loaded, {rule}, sources=Sources(found, missing) if texts else None)
    return [p for p in checked.problems if p.rule == rule]


def told(rule, content, lang="en", **how):
    """Each report as (line, message, hint)."""
    lines = content.split("\n")
    return [
        (lines[p.mark.line - 1].strip().removeprefix("- "), p.message.in_language(lang), p.hint.in_language(lang))
        for p in problems(rule, content, **how)
    ]


def lines(rule, content, **how):
    """The lines that are reported."""
    return [line for line, *_ in told(rule, content, **how)]
