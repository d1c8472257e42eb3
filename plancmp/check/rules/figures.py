"""The printed figure against the encoded one."""

import re
from collections.abc import Iterator

from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Entry, Path, Subject
from plancmp.chinese.agreement import Disagreement
from plancmp.chinese.quantities import find_quantities
from plancmp.model import Target
from plancmp.problems import Mark, Problem
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Commitment, Comparator
from plancmp.words import Text

_FIELDS = {
    "figure-differs": frozenset({"value", "low", "high"}),
    "comparator-differs": frozenset({"comparator"}),
    "basis-differs": frozenset({"basis"}),
}


def _problems(this: Rule, subject: Subject) -> Iterator[Problem]:
    wanted = _FIELDS[this.name]
    for entry, path, quote, found in subject.disagreements:
        if found.field not in wanted:
            continue
        message = Text(
            f"{found.field} 写作 {found.encoded}，原文是 {found.printed}（{quote}）",
            f"{found.field} is {found.encoded}, the quote says {found.printed} ({quote})",
        )
        yield this.problem(_mark(entry, path, found.field), message, _hint(found))


def _mark(entry: Entry, path: Path, field: str) -> Mark:
    """The field's own place; where it is left out, the quote, or what stands in its stead."""
    return next(
        (entry.mark(*path, key) for key in (field, "quote", "value") if entry.has(*path, key)), entry.mark(*path)
    )


_NEAR = {
    "transposed": Text("数字次序颠倒？", "digits transposed?"),
    "factor-of-ten": Text("差十的倍数？", "off by a power of ten?"),
    "comparator-missed": Text("漏了“以上”“超过”之类的词？", "was 以上, 超过 or the like missed?"),
}


def _hint(found: Disagreement) -> Text:
    hint = Text(
        f"改为 {found.printed}；若引文有误，改引文",
        f"write {found.printed}, or correct the quote if the text was misread",
    )
    if found.field == "comparator" and found.printed == "reach":
        hint = Text("删去 comparator；若引文有误，改引文", "remove the comparator, or correct the quote")
    near = _NEAR.get(found.near or "")
    return Text(f"{near.zh}{hint.zh}", f"{near.en} {hint.en}") if near else hint


@rule("figure-differs", "error")
def figure_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The number in the quote is not the encoded one: transposed digits, a factor of ten, another figure.

    引文中的数字与所写不符：数字颠倒、差十倍、取了别的数。
    """
    yield from _problems(this, subject)


@rule("unit-differs", "error")
def unit_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The unit printed with the figure is not the encoded one (万元 for 亿元, 个 for 家). Where all entries of an
    indicator disagree with its unit, it is told once, at the indicator.

    引文中的单位与所写不符（万元写成亿元，个写成家）。某指标的条目全都与它的单位不符时，只在指标处报一次。
    """
    wrong = _wrong_units(subject)
    loaded = subject.loaded
    for ident, printed in wrong.items():
        unit = loaded.collection.indicators[ident].unit
        message = Text(f"单位写作 {unit}，引文都是 {printed}", f"the unit is {unit}, all quotes say {printed}")
        yield this.problem(
            loaded.mark("indicators", ident, "unit"), message, Text(f"改为 {printed}", f"write {printed}")
        )
    for entry, path, quote, found in subject.disagreements:
        if (
            found.field != "unit"
            or not is_unit(found.encoded)
            or (entry.item.indicator in wrong and not _own_unit(entry, path))
        ):
            continue
        message = Text(
            f"unit 写作 {found.encoded}，原文是 {found.printed}（{quote}）",
            f"unit is {found.encoded}, the quote says {found.printed} ({quote})",
        )
        hint = _hint(found)
        if not _own_unit(entry, path):
            line = loaded.mark("indicators", entry.item.indicator, "unit").line
            hint = Text(
                f"补上 unit: {found.printed}，或改第 {line} 行指标的单位",
                f"add unit: {found.printed}, or correct the indicator's unit in line {line}",
            )
        yield this.problem(_mark(entry, path, "unit"), message, hint)


def _wrong_units(subject: Subject) -> dict[str, str]:
    """Indicators with which two or more quotes disagree and none agrees in the unit, and the unit that is printed."""
    printed: dict[str, set[str]] = {}
    wrong: dict[str, set[int]] = {}
    for entry, path, _, found in subject.disagreements:
        if found.field == "unit" and is_unit(found.encoded) and not path and not _own_unit(entry, path):
            printed.setdefault(entry.item.indicator, set()).add(found.printed)
            wrong.setdefault(entry.item.indicator, set()).add(id(entry))
    users: dict[str, int] = {}
    for entry in subject.entries:
        users[entry.item.indicator] = users.get(entry.item.indicator, 0) + (entry.item.unit is None)
    return {
        ident: next(iter(units))
        for ident, units in printed.items()
        if len(units) == 1 and len(wrong[ident]) == users[ident] > 1
    }


def _own_unit(entry: Entry, path: Path) -> bool:
    """Whether the unit stands at the entry, or at the part of it at `path`."""
    return entry.item.unit is not None or (bool(path) and entry.has(*path, "unit"))


@rule("comparator-differs", "error")
def comparator_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote bounds the figure in another way: 以上 missed, 左右 taken for 达到.

    引文对数字的限定与所写不符：漏了“以上”，“左右”当作“达到”。
    """
    yield from _problems(this, subject)


@rule("basis-differs", "warning")
def basis_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote speaks of another basis: 新增 encoded as a level, 累计 as added.

    引文说的是另一种口径：“新增”写成存量，“累计”写成新增。
    """
    yield from _problems(this, subject)


_DIGITS = re.compile(r"(?<![0-9.])(?!(?:19|20)[0-9]{2}年)[0-9]")
"""Of a number that is no year. The rest, such as 翻一番, is read in full."""
_CLAIMED = frozenset({"figure", "word", "ordinal", "name", "unreadable"})


@rule("figure-unquoted", "error")
def figure_unquoted(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote holds no figure at all, so nobody can see where the encoded one comes from.

    引文里没有数字，看不出所写的数从何而来。
    """
    hint = Text("引文要包含数字及其单位", "the quote holds the figure and its unit")
    for entry in subject.entries:
        quotes: list[tuple[Path, str]] = [(("quote",), entry.item.quote)]
        quotes += [(("also", n, "quote"), printing.quote) for n, printing in enumerate(entry.item.also)]
        for path, quote in quotes:
            if not _DIGITS.search(quote) and not any(q.kind in _CLAIMED for q in find_quantities(quote)):
                message = Text(f"引文里没有数字（{quote}）", f"no figure stands in the quote ({quote})")
                yield this.problem(entry.mark(*path), message, hint)


_RATE_UNITS = {
    Basis.GROWTH: frozenset({"percent", "permille"}),
    Basis.GROWTH_TOTAL: frozenset({"percent", "permille", "倍"}),
    Basis.MULTIPLE: frozenset({"倍", "番", "percent", "比例"}),
}


@rule("basis-unit", "error")
def basis_unit(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The unit cannot measure that basis: growth is in percent, a multiple in 倍; points measure only a change.

    单位与口径不合：增长率用 percent，倍数用“倍”，points（百分点）只用于增减量。
    """
    for entry in subject.entries:
        allowed = _RATE_UNITS.get(entry.basis)
        if (allowed is None or entry.unit in allowed) and (entry.unit != "points" or entry.basis is Basis.CHANGE):
            continue
        message = Text(
            f"口径 {entry.basis}（{entry.basis.label.zh}）不用单位 {entry.unit}",
            f"basis {entry.basis} is not measured in {entry.unit}",
        )
        names = sorted(allowed) if allowed else ["percent"]
        hint = Text(
            f"写 unit: {' 或 '.join(names)}，或改口径", f"write unit: {' or '.join(names)}, or correct the basis"
        )
        key = next((k for k in ("unit", "basis") if entry.has(k)), "indicator")
        yield this.problem(entry.mark(key), message, hint)


@rule("level-span", "warning")
def level_span(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A level is the state at the end of one year, and has no `from`. Where the text leaves open whether a level or
    what came in over the span is meant, `unclear: basis` says so.

    存量是某年末的状态，没有 from。原文看不出是存量还是期间增量的，用 unclear: basis 说明。
    """
    for entry in subject.entries:
        if entry.basis is Basis.LEVEL and entry.item.from_ is not None and "basis" not in entry.item.unclear:
            message = Text("存量（level）不带 from", "a level has no `from`")
            hint = Text(
                "改 basis（added、total……），或删去 from", "correct the basis (added, total …), or remove `from`"
            )
            yield this.problem(entry.mark("from"), message, hint)


@rule("default-written", "warning")
def default_written(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A field says what holds without it: the indicator's own unit or basis, reach, plain. Defaults are left out.

    写了默认值：与指标相同的单位或口径，reach，plain。默认值不写。
    """
    for entry in subject.entries:
        item = entry.item
        given = (
            ("unit", item.unit == entry.definition.unit),
            ("basis", item.basis is entry.definition.basis),
            ("comparator", item.comparator is Comparator.REACH),
            ("commitment", isinstance(item, Target) and item.commitment is Commitment.PLAIN),
            ("for", item.for_ == (entry.plan.place,)),
        )
        for key, same in given:
            if same and entry.has(key):
                message = Text(f"{key} 与默认值相同", f"{key} says what holds without it")
                yield this.problem(entry.mark(key), message, Text("删去这一行", "remove the line"))


RULES = (
    figure_differs,
    unit_differs,
    comparator_differs,
    basis_differs,
    figure_unquoted,
    basis_unit,
    level_span,
    default_written,
)
