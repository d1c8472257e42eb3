"""Indicators and their mappings."""

import re
from collections.abc import Iterator

from plancmp.check.check_input import CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.folding import pair_characters
from plancmp.model import IndicatorMapping
from plancmp.problems import Mark
from plancmp.vocabulary import INVERSE, Grade, Relation
from plancmp.words import Text

_RATE = re.compile(r"(?:(?<!生产)(?<!产出)率|比重|比例|占比)$")
"""A productivity (生产率, 产出率) is no rate: it is so much a head or an area."""
_SHARES = frozenset({"percent", "permille", "points"})
_ALIKE = 0.25
"""Share of a name's pairs of characters; below it two names have nothing to do with each other."""


@rule("indicator-unused", "warning", whole=True, across=True)
def find_unused_indicators(given: CheckInput) -> Iterator[Report]:
    """No plan of the collection uses the indicator.

    没有规划用到这个指标。
    """
    used = given.used or {entry.item.indicator for entry in given.entries}
    for ident in given.collection.indicators if given.collection.plans else ():
        if ident not in used:
            message = Text(f"没有目标或成绩用到 {ident}", f"no target or result uses {ident}")
            hint = Text("删去，或改正用它的标识", "remove it, or correct the id where it is meant")
            yield given.mark_key("indicators", ident), message, hint


def _list_mappings(given: CheckInput, key: str) -> Iterator[tuple[str, IndicatorMapping, Mark]]:
    """Every mapping with its indicator, and where one of its keys stands."""
    for ident, indicator in given.collection.indicators.items():
        for number, mapping in enumerate(indicator.mappings):
            yield ident, mapping, given.mark("indicators", ident, "mappings", number, key)


@rule("mapping-contradicts", "error", across=True)
def find_contradicting_mappings(given: CheckInput) -> Iterator[Report]:
    """Mappings that cannot all hold: one pair mapped in two ways, or a chain in which an indicator is broader
    than itself.

    对应关系互相矛盾：同一对指标两种说法，或一串关系推出某指标比自己更宽。
    """
    seen: dict[tuple[str, str], Relation] = {}
    narrower: dict[str, set[str]] = {}
    for ident, mapping, mark in _list_mappings(given, "is"):
        to, relation = mapping.to, mapping.is_
        if seen.get((ident, to), relation) is not relation:
            yield (
                mark,
                Text(f"{ident} 与 {to} 的关系前后不一", f"{ident} and {to} are mapped in two ways"),
                Text("只留一条", "keep one"),
            )
            continue
        seen |= {(ident, to): relation, (to, ident): INVERSE[relation]}
        if relation not in {Relation.BROADER, Relation.NARROWER}:
            continue
        broad, narrow = (ident, to) if relation is Relation.BROADER else (to, ident)
        if broad not in _find_narrower(narrow, narrower):
            narrower.setdefault(broad, set()).add(narrow)
            continue
        message = Text(f"推出 {broad} 比自己更宽", f"together with others this makes {broad} broader than itself")
        yield mark, message, Text("核对这一串 broader、narrower", "check the chain of broader and narrower")


def _find_narrower(ident: str, narrower: dict[str, set[str]]) -> set[str]:
    """The indicators that are narrower than `ident`, directly or through others."""
    found: set[str] = set()
    waiting = [ident]
    while waiting:
        new = narrower.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


@rule("mapping-repeated", "warning", across=True)
def find_repeated_mappings(given: CheckInput) -> Iterator[Report]:
    """A pair of indicators is mapped twice, on one side or on both. The other direction follows by itself.

    同一对指标的关系写了两次；反方向由程序推出。
    """
    seen: dict[frozenset[str], int] = {}
    for ident, mapping, mark in _list_mappings(given, "to"):
        first = seen.setdefault(frozenset({ident, mapping.to}), mark.line)
        if first != mark.line:
            message = Text(f"第 {first} 行已有这一对的关系", f"this pair is mapped in line {first} already")
            yield mark, message, Text("只留一条", "keep one")


@rule("mapping-derived", "warning", across=True)
def find_derived_mappings(given: CheckInput) -> Iterator[Report]:
    """Two grades of one thing are mapped by the program; a mapping of their own is a second truth.

    同一事物的不同级别由程序推出对应关系，不必再写。
    """
    indicators = given.collection.indicators
    for ident, mapping, mark in _list_mappings(given, "to"):
        thing, other = indicators[ident].thing, indicators.get(mapping.to)
        if other is not None and thing is not None and other.thing == thing:
            message = Text(f"{ident} 与 {mapping.to} 同属 {thing}", f"{ident} and {mapping.to} are grades of {thing}")
            yield mark, message, Text("删去这条对应", "remove this mapping")


@rule("grade-repeated", "error", across=True)
def find_repeated_grades(given: CheckInput) -> Iterator[Report]:
    """Two indicators are the same grade of the same thing, so nothing tells them apart.

    两个指标是同一事物的同一级别，无从区分。
    """
    seen: dict[tuple[str, Grade], str] = {}
    for ident, indicator in given.collection.indicators.items():
        if indicator.thing is None or indicator.grade is None:
            continue
        first = seen.setdefault((indicator.thing, indicator.grade), ident)
        if first != ident:
            message = Text(f"与 {first} 的 thing、grade 都相同", f"thing and grade are those of {first}")
            hint = Text("改正 grade，或合并两个指标", "correct the grade, or make one indicator of the two")
            yield given.mark("indicators", ident, "grade"), message, hint


@rule("sums-odd", "error", across=True)
def find_odd_sums(given: CheckInput) -> Iterator[Report]:
    """`sums: true` stands at a share or a density: those of several places are not added up.

    占比、密度类指标写了 sums: true：各地的占比不能相加。
    """
    for ident, indicator in given.collection.indicators.items():
        numerator, _, per = indicator.unit.partition("/")
        if indicator.sums and (numerator in _SHARES or per not in {"", "年"}):
            message = Text(
                f"单位是 {indicator.unit}，不能相加",
                f"its unit is {indicator.unit}: figures of several places do not add up",
            )
            yield given.mark("indicators", ident, "sums"), message, Text("删去 sums", "remove sums")


@rule("unit-name", "warning", across=True)
def find_units_unlike_names(given: CheckInput) -> Iterator[Report]:
    """The indicator is called a rate or a share (…率, …比重), and its unit is neither percent nor a ratio.

    指标名称是比率（……率、……比重），单位却不是 percent 或比例。
    """
    for ident, indicator in given.collection.indicators.items():
        name, unit = indicator.name.zh, indicator.unit
        if _RATE.search(name) and unit.partition("/")[0] not in _SHARES | {"比例"}:
            message = Text(f"“{name}”的单位写作 {unit}", f"the unit of {name} is {unit}")
            hint = Text("百分比写 percent", "a percentage is written percent")
            yield given.mark("indicators", ident, "unit"), message, hint


@rule("indicator-doubtful", "warning")
def find_doubtful_indicators(given: CheckInput) -> Iterator[Report]:
    """Hardly a character of the indicator's names stands in the quotes, the leads or the section's heading: is it
    another indicator? A name that the text prints belongs under the indicator's `aka`.

    引文、lead 和本节标题里几乎找不到该指标名称中的字：是不是别的指标？原文用的名称写进指标的 aka。
    """
    for entry in given.entries:
        name, quote = entry.definition.name.zh, entry.item.quote
        names = (name, *entry.definition.aka)
        if any(known in quote for known in names):
            continue
        near = "|".join((*entry.all_pieces, entry.plan.outline.get(entry.item.at, "")))
        if all(sum(pair in near for pair in pairs) < _ALIKE * len(pairs) for pairs in map(pair_characters, names)):
            message = Text(f"引文里看不到“{name}”（{quote}）", f"nothing of {name} stands in the quote ({quote})")
            hint = Text(
                "核对指标；原文的名词写进 lead，或写进指标的 aka",
                "check the indicator; put the printed noun into lead, or into the indicator's aka",
            )
            yield entry.mark("indicator"), message, hint
