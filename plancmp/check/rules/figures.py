"""The printed figure against the encoded one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from plancmp.check.check_input import CheckedEntry, CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.agreement import Disagreement
from plancmp.chinese.quantities import find_quantities
from plancmp.model import Target
from plancmp.reading.loaded import Path
from plancmp.scalars import YEAR
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Commitment, Comparator
from plancmp.words import Text

_NEAR: dict[str | None, Text] = {
    "transposed": Text("数字次序颠倒？", "digits transposed? "),
    "factor-of-ten": Text("差十的倍数？", "off by a power of ten? "),
    "comparator-missed": Text("漏了“以上”“超过”之类的词？", "was 以上, 超过 or the like missed? "),
    None: Text("", ""),
}


def _find_differing(given: CheckInput, fields: set[str]) -> Iterator[Report]:
    """Where a quote prints one of these fields otherwise."""
    for entry, path, quote, found in given.disagreements:
        if found.field in fields:
            yield _report_disagreement(entry, path, quote, found)


def _report_disagreement(entry: CheckedEntry, path: Path, quote: str, found: Disagreement) -> Report:
    """It stands at the field; where that is left out, at the quote, or what is there in its stead."""
    message = Text(
        f"{found.field} 写作 {found.encoded}，原文是 {found.printed}（{quote}）",
        f"{found.field} is {found.encoded}, the quote says {found.printed} ({quote})",
    )
    near, hint = (
        _NEAR[found.near],
        Text(
            f"改为 {found.printed}；若引文有误，改引文",
            f"write {found.printed}, or correct the quote if the text was misread",
        ),
    )
    if found.field == "comparator" and found.printed == "reach":
        hint = Text("删去 comparator；若引文有误，改引文", "remove the comparator, or correct the quote")
    mark = entry.mark_first(path, found.field, "quote", "value")
    return mark, message, Text(f"{near.zh}{hint.zh}", f"{near.en}{hint.en}")


@rule("figure-differs", "error")
def find_differing_figures(given: CheckInput) -> Iterator[Report]:
    """The number in the quote is not the encoded one: transposed digits, a factor of ten, another figure.

    引文中的数字与所写不符：数字颠倒、差十倍、取了别的数。
    """
    yield from _find_differing(given, {"value", "low", "high"})


@rule("unit-differs", "error")
def find_differing_units(given: CheckInput) -> Iterator[Report]:
    """The unit printed with the figure is not the encoded one (万元 for 亿元, 个 for 家). Where all entries of an
    indicator disagree with its unit, it is told once, at the indicator.

    引文中的单位与所写不符（万元写成亿元，个写成家）。某指标的条目全都与它的单位不符时，只在指标处报一次。
    """
    differing = [found for found in given.disagreements if found[3].field == "unit" and is_unit(found[3].encoded)]
    wrong = _find_wrong_units(given, differing)
    for ident, printed in wrong.items():
        unit = given.collection.indicators[ident].unit
        message = Text(f"单位写作 {unit}，引文都是 {printed}", f"the unit is {unit}, all quotes say {printed}")
        yield given.mark("indicators", ident, "unit"), message, Text(f"改为 {printed}", f"write {printed}")
    for entry, path, quote, found in differing:
        mark, message, hint = _report_disagreement(entry, path, quote, found)
        if _has_own_unit(entry, path):
            yield mark, message, hint
        elif entry.item.indicator not in wrong:
            line = given.mark("indicators", entry.item.indicator, "unit").line
            hint = Text(
                f"补上 unit: {found.printed}，或改第 {line} 行指标的单位",
                f"add unit: {found.printed}, or correct the indicator's unit in line {line}",
            )
            yield mark, message, hint


def _find_wrong_units(
    given: CheckInput, differing: list[tuple[CheckedEntry, Path, str, Disagreement]]
) -> dict[str, str]:
    """Indicators with which two or more quotes disagree and none agrees in the unit, and the unit that is printed."""
    printed: defaultdict[str, set[str]] = defaultdict(set)
    wrong: defaultdict[str, set[int]] = defaultdict(set)
    for entry, path, _, found in differing:
        if not path and not _has_own_unit(entry, path):
            printed[entry.item.indicator].add(found.printed)
            wrong[entry.item.indicator].add(id(entry))
    users = Counter(entry.item.indicator for entry in given.entries if entry.item.unit is None)
    return {
        ident: units.pop()
        for ident, units in printed.items()
        if len(units) == 1 and len(wrong[ident]) == users[ident] > 1
    }


def _has_own_unit(entry: CheckedEntry, path: Path) -> bool:
    """Whether the unit stands at the entry, or at the part of it at `path`."""
    return entry.item.unit is not None or (bool(path) and entry.has(*path, "unit"))


@rule("comparator-differs", "error")
def find_differing_comparators(given: CheckInput) -> Iterator[Report]:
    """The quote bounds the figure in another way: 以上 missed, 左右 taken for 达到.

    引文对数字的限定与所写不符：漏了“以上”，“左右”当作“达到”。
    """
    yield from _find_differing(given, {"comparator"})


@rule("basis-differs", "warning")
def find_differing_bases(given: CheckInput) -> Iterator[Report]:
    """The quote speaks of another basis: 新增 encoded as a level, 累计 as added.

    引文说的是另一种口径：“新增”写成存量，“累计”写成新增。
    """
    yield from _find_differing(given, {"basis"})


_DIGITS = re.compile(rf"(?<![0-9.])(?!{YEAR}年)[0-9]")
"""Of a number that is no year. The rest, such as 翻一番, is read in full."""
_CLAIMED = frozenset({"figure", "word", "ordinal", "name", "unreadable"})


@rule("figure-unquoted", "error")
def find_unquoted_figures(given: CheckInput) -> Iterator[Report]:
    """The quote holds no figure at all, so nobody can see where the encoded one comes from.

    引文里没有数字，看不出所写的数从何而来。
    """
    for entry in given.entries:
        if entry.has_no_figure:
            continue
        quotes: list[tuple[Path, str]] = [(("quote",), entry.item.quote)]
        quotes += [(("also", number, "quote"), printing.quote) for number, printing in enumerate(entry.item.also)]
        for path, quote in quotes:
            if not _DIGITS.search(quote) and not any(q.kind in _CLAIMED for q in find_quantities(quote)):
                message = Text(f"引文里没有数字（{quote}）", f"no figure stands in the quote ({quote})")
                hint = Text("引文要包含数字及其单位", "the quote holds the figure and its unit")
                yield entry.mark(*path), message, hint


_RATE_UNITS = {
    Basis.GROWTH: ["percent", "permille"],
    Basis.GROWTH_TOTAL: ["percent", "permille", "倍"],
    Basis.MULTIPLE: ["percent", "倍", "比例", "番"],
}


@rule("basis-unit", "error")
def find_unfit_units(given: CheckInput) -> Iterator[Report]:
    """The unit cannot measure that basis: growth is in percent, a multiple in 倍; points measure only a change.

    单位与口径不合：增长率用 percent，倍数用“倍”，points（百分点）只用于增减量。
    """
    for entry in given.entries:
        basis, unit = entry.basis, entry.unit
        allowed = _RATE_UNITS.get(basis, [unit])
        apart = basis is Basis.CHANGE or entry.item.than is not None  # 高于全区0.5个百分点
        if (unit in allowed or apart) and (unit != "points" or apart):
            continue
        message = Text(f"口径 {basis}（{basis.label.zh}）不用单位 {unit}", f"basis {basis} is not measured in {unit}")
        names = _RATE_UNITS.get(basis, ["percent"])
        hint = Text(
            f"写 unit: {' 或 '.join(names)}，或改口径", f"write unit: {' or '.join(names)}, or correct the basis"
        )
        yield entry.mark_first((), "unit", "basis", "indicator"), message, hint


@rule("level-span", "warning")
def find_levels_with_span(given: CheckInput) -> Iterator[Report]:
    """A level is the state at the end of one year, and has no `from`. Where the text leaves open whether a level or
    what came in over the span is meant, `unclear: basis` says so.

    存量是某年末的状态，没有 from。原文看不出是存量还是期间增量的，用 unclear: basis 说明。
    """
    for entry in given.entries:
        if entry.basis is Basis.LEVEL and entry.item.from_ is not None and "basis" not in entry.item.unclear:
            message = Text("存量（level）不带 from", "a level has no `from`")
            hint = Text(
                "改 basis（added、total……），或删去 from", "correct the basis (added, total …), or remove `from`"
            )
            yield entry.mark("from"), message, hint


@rule("default-written", "warning")
def find_written_defaults(given: CheckInput) -> Iterator[Report]:
    """A field says what holds without it: the indicator's own unit or basis, reach, plain. Defaults are left out.

    写了默认值：与指标相同的单位或口径，reach，plain。默认值不写。
    """
    for entry in given.entries:
        item = entry.item
        defaults = (
            ("unit", item.unit == entry.definition.unit),
            ("basis", item.basis is entry.definition.basis),
            ("comparator", item.comparator is Comparator.REACH),
            ("commitment", isinstance(item, Target) and item.commitment is Commitment.PLAIN),
            ("for", item.for_ == (entry.plan.place,)),
        )
        for key, same in defaults:
            if same and entry.has(key):
                message = Text(f"{key} 与默认值相同", f"{key} says what holds without it")
                yield entry.mark(key), message, Text("删去这一行", "remove the line")
