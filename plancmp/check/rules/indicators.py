"""Indicators and their mappings."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Subject
from plancmp.model import Indicator
from plancmp.problems import Problem
from plancmp.vocabulary import INVERSE, Grade, Relation
from plancmp.words import Text


@rule("indicator-unused", "warning", whole=True)
def indicator_unused(this: Rule, subject: Subject) -> Iterator[Problem]:
    """No plan of the collection uses the indicator.

    没有规划用到这个指标。
    """
    loaded = subject.loaded
    if not loaded.collection.plans:
        return
    used = subject.used or {entry.item.indicator for entry in subject.entries}
    for ident in loaded.collection.indicators:
        if ident not in used:
            message = Text(f"没有目标或成绩用到 {ident}", f"no target or result uses {ident}")
            hint = Text("删去，或改正用它的标识", "remove it, or correct the id where it is meant")
            yield this.problem(loaded.key_mark("indicators", ident), message, hint)


@rule("mapping-contradicts", "error")
def mapping_contradicts(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Mappings that cannot all hold: one pair mapped in two ways, or a chain in which an indicator is broader
    than itself.

    对应关系互相矛盾：同一对指标两种说法，或一串关系推出某指标比自己更宽。
    """
    loaded = subject.loaded
    seen: dict[tuple[str, str], Relation] = {}
    wider: dict[str, set[str]] = {}
    for ident, indicator in loaded.collection.indicators.items():
        for number, mapping in enumerate(indicator.mappings):
            mark = loaded.mark("indicators", ident, "mappings", number, "is")
            if seen.get((ident, mapping.to), mapping.is_) is not mapping.is_:
                message = Text(
                    f"{ident} 与 {mapping.to} 的关系前后不一", f"{ident} and {mapping.to} are mapped in two ways"
                )
                yield this.problem(mark, message, Text("只留一条", "keep one"))
                continue
            seen[ident, mapping.to] = mapping.is_
            seen[mapping.to, ident] = INVERSE[mapping.is_]
            broad, narrow = (ident, mapping.to) if mapping.is_ is Relation.BROADER else (mapping.to, ident)
            if mapping.is_ not in {Relation.BROADER, Relation.NARROWER}:
                continue
            if broad in _below(narrow, wider):
                message = Text(
                    f"推出 {broad} 比自己更宽", f"together with others this makes {broad} broader than itself"
                )
                yield this.problem(
                    mark, message, Text("核对这一串 broader、narrower", "check the chain of broader and narrower")
                )
                continue
            wider.setdefault(broad, set()).add(narrow)


def _below(ident: str, wider: dict[str, set[str]]) -> set[str]:
    """The indicators that are narrower than `ident`, directly or through others."""
    found: set[str] = set()
    waiting = [ident]
    while waiting:
        for narrow in wider.get(waiting.pop(), ()):
            if narrow not in found:
                found.add(narrow)
                waiting.append(narrow)
    return found


@rule("mapping-repeated", "warning")
def mapping_repeated(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A pair of indicators is mapped twice, on one side or on both. The other direction follows by itself.

    同一对指标的关系写了两次；反方向由程序推出。
    """
    loaded = subject.loaded
    seen: dict[frozenset[str], int] = {}
    for ident, indicator in loaded.collection.indicators.items():
        for number, mapping in enumerate(indicator.mappings):
            mark = loaded.mark("indicators", ident, "mappings", number, "to")
            first = seen.setdefault(frozenset({ident, mapping.to}), mark.line)
            if first != mark.line:
                message = Text(f"第 {first} 行已有这一对的关系", f"this pair is mapped in line {first} already")
                yield this.problem(mark, message, Text("只留一条", "keep one"))


@rule("mapping-derived", "warning")
def mapping_derived(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Two grades of one thing are mapped by the program; a mapping of their own is a second truth.

    同一事物的不同级别由程序推出对应关系，不必再写。
    """
    indicators = subject.loaded.collection.indicators
    for ident, indicator in indicators.items():
        for number, mapping in enumerate(indicator.mappings):
            other = indicators.get(mapping.to)
            if other is not None and indicator.thing is not None and other.thing == indicator.thing:
                message = Text(
                    f"{ident} 与 {mapping.to} 同属 {indicator.thing}",
                    f"{ident} and {mapping.to} are grades of {indicator.thing}",
                )
                mark = subject.loaded.mark("indicators", ident, "mappings", number, "to")
                yield this.problem(mark, message, Text("删去这条对应", "remove this mapping"))


@rule("grade-repeated", "error")
def grade_repeated(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Two indicators are the same grade of the same thing, so nothing tells them apart.

    两个指标是同一事物的同一级别，无从区分。
    """
    seen: dict[tuple[str, Grade], str] = {}
    for ident, indicator in subject.loaded.collection.indicators.items():
        if indicator.thing is None or indicator.grade is None:
            continue
        first = seen.setdefault((indicator.thing, indicator.grade), ident)
        if first != ident:
            message = Text(f"与 {first} 的 thing、grade 都相同", f"thing and grade are those of {first}")
            hint = Text("改正 grade，或合并两个指标", "correct the grade, or make one indicator of the two")
            yield this.problem(subject.loaded.mark("indicators", ident, "grade"), message, hint)


@rule("sums-odd", "error")
def sums_odd(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`sums: true` stands at a share or a density: those of several places are not added up.

    占比、密度类指标写了 sums: true：各地的占比不能相加。
    """
    for ident, indicator in subject.loaded.collection.indicators.items():
        numerator, _, per = indicator.unit.partition("/")
        if indicator.sums and (numerator in {"percent", "permille", "points"} or per not in {"", "年"}):
            message = Text(
                f"单位是 {indicator.unit}，不能相加",
                f"its unit is {indicator.unit}: figures of several places do not add up",
            )
            yield this.problem(
                subject.loaded.mark("indicators", ident, "sums"), message, Text("删去 sums", "remove sums")
            )


@rule("unit-name", "warning")
def unit_name(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The indicator is called a rate or a share (…率, …比重), and its unit is neither percent nor a ratio.

    指标名称是比率（……率、……比重），单位却不是 percent 或比例。
    """
    for ident, indicator in subject.loaded.collection.indicators.items():
        if _RATE.search(indicator.name.zh) and indicator.unit.partition("/")[0] not in {
            "percent",
            "permille",
            "比例",
            "points",
        }:
            message = Text(
                f"“{indicator.name.zh}”的单位写作 {indicator.unit}",
                f"the unit of {indicator.name.zh} is {indicator.unit}",
            )
            hint = Text("百分比写 percent", "a percentage is written percent")
            yield this.problem(subject.loaded.mark("indicators", ident, "unit"), message, hint)


_RATE = re.compile(r"(?:率|比重|比例|占比)$")


@rule("indicator-doubtful", "warning")
def indicator_doubtful(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Hardly a character of the indicator's names stands in the quotes, the leads or the section's heading: is it
    another indicator? A name that the text prints belongs under the indicator's `aka`.

    引文、lead 和本节标题里几乎找不到该指标名称中的字：是不是别的指标？原文用的名称写进指标的 aka。
    """
    for entry in subject.entries:
        item, names = entry.item, _names(entry.definition)
        if any(name in item.quote for name in names):
            continue
        pieces = [item.quote, *item.lead, *(p.quote for p in item.also), *(lead for p in item.also for lead in p.lead)]
        near = "|".join((*pieces, entry.plan.outline.get(item.at, "")))
        if all(sum(pair in near for pair in name) < _ALIKE * len(name) for name in map(_pairs, names)):
            message = Text(
                f"引文里看不到“{entry.definition.name.zh}”（{item.quote}）",
                f"nothing of {entry.definition.name.zh} stands in the quote ({item.quote})",
            )
            hint = Text(
                "核对指标；原文的名词写进 lead，或写进指标的 aka",
                "check the indicator; put the printed noun into lead, or into the indicator's aka",
            )
            yield this.problem(entry.mark("indicator"), message, hint)


_ALIKE = 0.25
"""Share of a name's pairs of characters; below it two names have nothing to do with each other."""


def _names(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.name.zh, *indicator.aka)


@cache
def _pairs(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(text))


RULES = (
    indicator_unused,
    mapping_contradicts,
    mapping_repeated,
    mapping_derived,
    grade_repeated,
    sums_odd,
    unit_name,
    indicator_doubtful,
)
