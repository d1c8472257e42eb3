"""Coupled figures: a ratio and its numerator imply the denominator, r = X / Y, and how fast it would have to grow.

Which indicators are ratios of which is read from the curator's mappings and from how a ratio is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from plancmp.audit.claim_index import (
    ClaimIndex,
    Topic,
    bracket_bound,
    format_bound,
    format_figure,
)
from plancmp.audit.result import Finding
from plancmp.audit.rounding import Estimate, bound_claim, combine, estimate, has_common_value
from plancmp.claim import Claim
from plancmp.compare.formatting import format_interval, format_number, format_rounded, name_unit
from plancmp.compare.interval import Interval, make_point
from plancmp.compare.pace import compute_yearly_growth
from plancmp.model import Indicator
from plancmp.outcomes import FindingKind, Severity
from plancmp.units import UnknownUnitError, convert, same_kind, unit
from plancmp.vocabulary import Basis, Differs
from plancmp.words import SEMICOLON, Text, say

_OF_A_WHOLE = re.compile(r"占(?:全市|全区|全省|全国|当年|年度)?(?P<whole>.+?)的?(?:比重|比例|份额|比率)?")
_PER = re.compile(r"每[百千万亿]?[名家个]?(?P<whole>人口|[^中]{1,12}(?=中)).+")
_EN_WHOLE = re.compile(r".+? (?:as a share of|share of|per [0-9,]+|per) (?P<whole>.+)")
_PERCENT = make_point(Decimal(100))
_DIGITS = 3
_BELIEVED = (("人口", -5, 8), ("生产总值", -5, 20), ("GDP", -5, 20), ("", -30, 50))
"""Yearly growth in percent, from–to, beyond which a denominator is not believed; by what its name holds, and generous."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio, its numerator, and what it is taken of."""

    ratio: str
    numerator: str
    whole: Text
    unit: str
    """What the denominator is told in: the numerator's unit for a share, else what stands after the slash."""
    in_percent: bool


@dataclass(frozen=True, slots=True)
class Implication:
    """What figures imply for the denominator: its size in a year, or its yearly growth over a span (`year` None)."""

    claims: tuple[Claim, ...]
    bounds: Interval
    formula: Text
    text: Text
    computed: Mapping[str, object]
    year: int | None = None
    is_odd: bool = False


def find_implied_denominators(plan: str, index: ClaimIndex) -> Iterator[Finding]:
    """What a plan's ratios and their numerators imply together; a slip where the plan prints the denominator otherwise."""
    for ratio in find_ratios(index):
        own = [c for c in index.by_plan.get(plan, ()) if c.indicator == ratio.ratio]
        for topic in dict.fromkeys(map(index.identify, own)):
            shares = tuple(
                c for c in index.find(topic, plan) if c.basis is Basis.LEVEL and c.year and c.variant_of is None
            )
            numerators = index.find(topic._replace(indicator=index.same[ratio.numerator]), plan)
            found = (*_find_sizes(ratio, shares, numerators, index), *_find_growth(ratio, shares, numerators))
            printed = _list_printed(plan, ratio, topic, index)
            clashes = tuple(_find_clashes(ratio, found, printed, index))
            yield from clashes
            unprinted = tuple(i for i in found if not any(_is_of_same_year(i, ratio, claim) for claim in printed))
            if unprinted and not clashes:
                yield _report_implication(ratio, unprinted, index)


def find_ratios(index: ClaimIndex) -> Iterator[Ratio]:
    """The ratios whose numerator is an indicator: a related mapping that differs in the denominator alone.

    A ratio whose name does not tell what it is taken of implies nothing that could be checked.
    """
    indicators = index.context.collection.indicators
    for ident, indicator in indicators.items():
        upper, slash, lower = indicator.unit.partition("/")
        percent, whole = indicator.unit == "percent", _read_whole(indicator)
        if indicator.sums or not (percent or slash) or not whole.zh:
            continue
        for other in index.find_differing(ident, Differs.DENOMINATOR):
            numerator = indicators[other]
            if numerator.sums and (percent or same_kind(numerator.unit, upper)):
                yield Ratio(ident, other, whole, numerator.unit if percent else lower, percent)


def _read_whole(ratio: Indicator) -> Text:
    """What a ratio is taken of, as its name says: 地区生产总值 of 研发经费支出占地区生产总值比重; empty where it does not."""
    name = ratio.name
    matches = (_OF_A_WHOLE.fullmatch(name.zh, name.zh.find("占")) if "占" in name.zh else None,
               _PER.fullmatch(name.zh, name.zh.find("每")) if "每" in name.zh else None)  # fmt: skip
    zh = next((match["whole"] for match in matches if match), "")
    en = _EN_WHOLE.fullmatch(name.en)
    return Text(zh, f"{en['whole']} {zh}" if en else zh)


def _report_implication(ratio: Ratio, found: tuple[Implication, ...], index: ClaimIndex) -> Finding:
    is_odd = any(i.is_odd for i in found)
    names = [index.context.collection.indicators[i].name for i in (ratio.ratio, ratio.numerator)]
    computed: dict[str, object] = {"denominator": ratio.whole.zh, "unit": ratio.unit}
    for implied in found:
        computed |= implied.computed
    return index.report(
        FindingKind.IMPLIED_DENOMINATOR,
        Severity.TENSION if is_odd else Severity.INFORMATION,
        [c for i in found for c in i.claims],
        "由{ratio}和{numerator}推算，{whole} {implied}{tail}。",
        "{ratio} and {numerator} together imply for {whole}: {implied}{tail}.",
        computed,
        [i.formula for i in found],
        ratio=Text(names[0].zh, f"{names[0].en} {names[0].zh}"),
        numerator=Text(names[1].zh, f"{names[1].en} {names[1].zh}"),
        whole=ratio.whole,
        implied=SEMICOLON.join([i.text for i in found]),
        tail=Text("，超出常理", ", beyond what can be believed") if is_odd else "",
    )


def _find_sizes(
    ratio: Ratio, shares: Iterable[Claim], numerators: Iterable[Claim], index: ClaimIndex
) -> Iterator[Implication]:
    """Y = X / r where both are printed for one year; the first pair of a year in text order."""
    seen: set[int] = set()
    definition = index.context.collection.indicators[ratio.ratio]
    for share in shares:
        for x in numerators:
            if x.basis is not x.definition.basis or x.year is None or x.year != share.year or x.year in seen:
                continue
            size = _divide(ratio, x, share, definition)
            if size is None or not size.determined:
                continue
            seen.add(x.year)
            step = f"{x.year}: {format_bound(x)} / {bracket_bound(share)}{' %' if ratio.in_percent else ''}"
            amount = say("{size} {unit}", "{size} {unit}", size=_format_roughly(size), unit=name_unit(ratio.unit))
            yield Implication(
                (share, x),
                size,
                say("{step} → {amount}", "{step} → {amount}", step=step, amount=amount),
                say("{year} 年须为 {amount}", "{amount} in {year}", amount=amount, year=x.year),
                {f"denominator_{x.year}": size},
                x.year,
            )


def _divide(ratio: Ratio, x: Claim, share: Claim, definition: Indicator) -> Interval | None:
    """The denominator, its numerator told in the unit before the ratio's slash."""
    upper, slash, _ = definition.unit.partition("/")
    numerator = bound_claim(x)
    try:
        low, high = (
            value if value is None or not slash else convert(value, x.std.unit, upper)
            for value in (numerator.low, numerator.high)
        )
    except UnknownUnitError:
        return None
    size = Interval(low, high).divide_by(bound_claim(share))
    return size * _PERCENT if size is not None and ratio.in_percent else size


@dataclass(frozen=True, slots=True)
class YearlyGrowth:
    """Yearly growth in percent between two years, and how it is written in a formula."""

    rate: Estimate
    first: int
    last: int
    claims: tuple[Claim, ...]
    formula: str


def _find_growth(ratio: Ratio, shares: Iterable[Claim], numerators: tuple[Claim, ...]) -> Iterator[Implication]:
    """1 + g(Y) = (1 + g(X)) / (1 + g(r)), each over its own printed years; one year apart at the start at most."""
    slow = _reckon_growth(shares)
    fast = _read_growth(numerators) or _reckon_growth(x for x in numerators if x.basis is x.definition.basis)
    if slow is None or fast is None or abs(slow.first - fast.first) > 1 or slow.last != fast.last:
        return
    rate = combine(fast.rate, slow.rate, _divide_growth)
    if rate is None or not rate.bounds.determined:
        return
    within, spread, apart = format_interval(rate.bounds, 1), Text("", ""), Text("", "")
    figure = f"{within} %"
    if rate.exact is not None:
        figure = f"{format_rounded(rate.exact, 1)} %"
        spread = say("（计入四舍五入 {within} %）", " (with rounding {within} %)", within=within)
    if slow.first != fast.first:
        apart = say(
            "；起点分别为 {first}、{other} 年，只是约数",
            "; from {first} and {other}, so only about",
            first=fast.first,
            other=slow.first,
        )
    formula = say(
        "年均：{step}{spread}{apart}",
        "a year: {step}{spread}{apart}",
        step=f"{fast.formula} / {slow.formula} - 1 = {figure}",
        spread=spread,
        apart=apart,
    )
    text = say(
        "{span} 年须年均增长{about} {figure}",
        "growth of {about}{figure} a year over {span}",
        span=f"{fast.first}–{fast.last}",
        about=Text("约", "about ") if slow.first != fast.first else "",
        figure=figure,
    )
    low, high = next((a, b) for word, a, b in _BELIEVED if word in ratio.whole.zh)
    yield Implication(
        (*fast.claims, *slow.claims),
        rate.bounds,
        formula,
        text,
        {"growth": rate, "from": fast.first, "to": fast.last},
        is_odd=not has_common_value(rate.bounds, Interval(Decimal(low), Decimal(high))),
    )


def _divide_growth(fast: Interval, slow: Interval) -> Interval | None:
    growth = (fast + _PERCENT).divide_by(slow + _PERCENT)
    return growth * _PERCENT - _PERCENT if growth is not None else None


def _read_growth(numerators: Iterable[Claim]) -> YearlyGrowth | None:
    """A printed mean growth rate."""
    for x in numerators:
        if x.basis is Basis.GROWTH and x.year is not None and x.from_year is not None:
            return YearlyGrowth(estimate(x), x.from_year - 1, x.year, (x,), f"(1 + {format_bound(x)} %)")
    return None


def _reckon_growth(found: Iterable[Claim]) -> YearlyGrowth | None:
    """The growth that leads to the first year printed within the plan's period, from the latest year before it."""
    dated = sorted(((c.year, c.order, c) for c in found if c.year is not None), key=lambda item: item[:2])
    end = next((item for item in dated if item[0] in item[2].plan_period), None)
    start = max((item for item in dated if end and item[0] < end[0]), key=lambda item: item[0], default=None)
    if end is None or start is None:
        return None
    years, last, first = end[0] - start[0], end[2], start[2]
    rate = combine(estimate(first), estimate(last), partial(compute_yearly_growth, years=years))
    if rate is None or not rate.bounds.determined:
        return None
    root = f"^(1/{years})" if years > 1 else ""
    formula = f"({format_bound(last)} / {format_figure(first)}){root}"
    return YearlyGrowth(rate, start[0], end[0], (last, first), formula)


def _list_printed(plan: str, ratio: Ratio, topic: Topic, index: ClaimIndex) -> list[Claim]:
    """The denominator where the plan prints it itself; a ratio in money is of amounts in current prices."""
    indicators = index.context.collection.indicators
    named = {i for i, d in indicators.items() if ratio.whole.zh in {d.name.zh, *d.aka}}
    return [
        c
        for c in index.by_plan.get(plan, ())
        if c.indicator in named
        and c.basis is c.definition.basis
        and c.prices in {None, "current"}
        and index.identify(c)._replace(indicator=topic.indicator, prices=topic.prices) == topic
    ]


def _is_of_same_year(implied: Implication, ratio: Ratio, claim: Claim) -> bool:
    return implied.year is not None and claim.year == implied.year and unit(claim.std.unit) == unit(ratio.unit)


def _find_clashes(
    ratio: Ratio, found: Iterable[Implication], printed: Iterable[Claim], index: ClaimIndex
) -> Iterator[Finding]:
    """Where the plan prints the denominator itself, it must be the implied one."""
    for implied in found:
        for claim in printed:
            if not _is_of_same_year(implied, ratio, claim):
                continue
            if not has_common_value(bound_claim(claim), implied.bounds):
                yield _report_clash(ratio, implied, claim, index)


def _report_clash(ratio: Ratio, implied: Implication, claim: Claim, index: ClaimIndex) -> Finding:
    return index.report(
        FindingKind.RATIO_DIFFERS,
        Severity.SLIP,
        (*implied.claims, claim),
        "由{name} {figure}和{name2} {figure2}推算，{name3}须为 {size}，原文写 {figure3}。",
        "{name} {figure} and {name2} {figure2} make {name3} {size}, the plan prints {figure3}.",
        {**implied.computed, "printed": claim.std.value, "unit": ratio.unit},
        [implied.formula],
        size=_format_roughly(implied.bounds),
    )


def _format_roughly(interval: Interval) -> str:
    """A range with three digits that count: an implied figure is never exact."""
    low, high = (None if v is None else _shorten(v) for v in (interval.low, interval.high))
    if low is None or high is None:
        return f"≤ {high}" if low is None else f"≥ {low}"
    return f"≈ {low}" if low == high else f"{low}–{high}"


def _shorten(value: Decimal) -> str:
    if not value:
        return "0"
    shift = value.adjusted() - _DIGITS + 1
    short = value.quantize(Decimal(1).scaleb(shift))
    return format_number(short.quantize(Decimal(1)) if shift >= 0 else short)
