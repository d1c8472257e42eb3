"""Coupled figures: a ratio and its numerator imply the denominator, r = X / Y, and how fast it would have to grow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from plancmp.audit.claim_index import (
    Book,
    Subject,
    bounds_of,
    figure_text,
    number_of,
    signed_figure,
    told,
    unique,
)
from plancmp.audit.finding import Finding
from plancmp.audit.ratios import Ratio, in_unit_of, ratios
from plancmp.audit.rounding import meet, printed
from plancmp.claim import Claim
from plancmp.compare.conversions import compute_yearly_growth
from plancmp.compare.formatting import format_interval, format_number, format_rounded, name_unit
from plancmp.compare.interval import Interval, make_point
from plancmp.outcomes import FindingKind, Severity
from plancmp.units import UnknownUnitError, unit
from plancmp.vocabulary import Basis
from plancmp.words import SEMICOLON, Text

_HUNDRED = Decimal(100)
_PERCENT = make_point(_HUNDRED)
_DIGITS = 3
_BELIEVED = (("人口", -5, 8), ("生产总值", -5, 20), ("GDP", -5, 20), ("", -30, 50))
"""Yearly growth in percent, from–to, beyond which a denominator is not believed; by what its name holds, and generous."""


@dataclass(frozen=True, slots=True)
class Implied:
    """What figures imply for the denominator: its size in a year, or its yearly growth over a span (`year` None)."""

    claims: tuple[Claim, ...]
    interval: Interval
    formula: Text
    text: Text
    computed: Mapping[str, object]
    year: int | None = None
    odd: bool = False


def implied_denominators(plan: str, book: Book) -> Iterator[Finding]:
    """What a plan's ratios and their numerators imply together; a slip where the plan prints the denominator otherwise."""
    for ratio in ratios(book):
        own = [c for c in book.by_plan.get(plan, ()) if c.indicator == ratio.ratio]
        for subject in dict.fromkeys(book.subject(c) for c in own):
            rs = tuple(
                c for c in book.about(subject, plan) if c.basis is Basis.LEVEL and c.year and c.variant_of is None
            )
            xs = book.about(subject._replace(indicator=book.same[ratio.numerator]), plan)
            found = (*_sizes(ratio, rs, xs, book), *_rates(ratio, rs, xs))
            clashes = tuple(_clashes(plan, ratio, subject, found, book))
            yield from clashes
            if found and not clashes:
                yield _finding(plan, ratio, found, book)


def _finding(plan: str, ratio: Ratio, found: tuple[Implied, ...], book: Book) -> Finding:
    odd = any(i.odd for i in found)
    r, x = (book.context.collection.indicators[i].name for i in (ratio.ratio, ratio.numerator))
    said = SEMICOLON.join([i.text for i in found])
    tail = Text("，超出常理", ", beyond what can be believed") if odd else Text("", "")
    computed: dict[str, object] = {"denominator": ratio.whole.zh, "unit": ratio.unit}
    for implied in found:
        computed |= implied.computed
    return Finding(
        plan,
        FindingKind.IMPLIED_DENOMINATOR,
        Severity.TENSION if odd else Severity.INFORMATION,
        unique(c for i in found for c in i.claims),
        Text(
            f"由{r.zh}和{x.zh}推算，{ratio.whole.zh} {said.zh}{tail.zh}。",
            f"{r.en} {r.zh} and {x.en} {x.zh} together imply for {ratio.whole.en}: {said.en}{tail.en}.",
        ),
        computed,
        tuple(i.formula for i in found),
    )


def _sizes(ratio: Ratio, rs: Iterable[Claim], xs: Iterable[Claim], book: Book) -> Iterator[Implied]:
    """Y = X / r where both are printed for one year; the first pair of a year in text order."""
    seen: set[int] = set()
    for r in rs:
        for x in xs:
            if x.basis is not x.definition.basis or x.year is None or x.year != r.year or x.year in seen:
                continue
            y = _denominator(ratio, printed(x), printed(r), x, book)
            if y is None or not y.determined:
                continue
            seen.add(x.year)
            size, words = _short(y), name_unit(ratio.unit)
            below = f"({signed_figure(r)})" if " " in signed_figure(r) else signed_figure(r)
            step = f"{x.year}: {signed_figure(x)} / {below}{' %' if ratio.in_percent else ''}"
            yield Implied(
                (r, x),
                y,
                Text(f"{step} → {size} {words.zh}", f"{step} → {size} {words.en}"),
                Text(f"{x.year} 年须为 {size} {words.zh}", f"{size} {words.en} in {x.year}"),
                bounds_of(f"denominator_{x.year}", y),
                x.year,
            )


def _denominator(ratio: Ratio, x: Interval, r: Interval, numerator: Claim, book: Book) -> Interval | None:
    definition = book.context.collection.indicators[ratio.ratio]

    def told_in(value: Decimal | None) -> Decimal | None:
        return None if value is None else in_unit_of(value, numerator.std.unit, definition)

    try:
        y = Interval(told_in(x.low), told_in(x.high)).divide_by(r)
    except (UnknownUnitError, ValueError):
        return None
    return y * _PERCENT if y is not None and ratio.in_percent else y


@dataclass(frozen=True, slots=True)
class Pace:
    """Yearly growth in percent between two years: with rounding, as printed, and how it is written in a formula."""

    bounds: Interval
    exact: Decimal | None
    first: int
    last: int
    claims: tuple[Claim, ...]
    formula: str


def _rates(ratio: Ratio, rs: tuple[Claim, ...], xs: tuple[Claim, ...]) -> Iterator[Implied]:
    """1 + g(Y) = (1 + g(X)) / (1 + g(r)), each over its own printed years; one year apart at the start at most."""
    slow = _pace(rs)
    fast = _printed_pace(xs) or _pace(tuple(x for x in xs if x.basis is x.definition.basis))
    if slow is None or fast is None or abs(slow.first - fast.first) > 1 or slow.last != fast.last:
        return
    growth = (fast.bounds + _PERCENT).divide_by(slow.bounds + _PERCENT)
    if growth is None or not growth.determined:
        return
    rate = growth * _PERCENT - _PERCENT
    low, high = next((a, b) for word, a, b in _BELIEVED if word in ratio.whole.zh)
    exact = None
    if fast.exact is not None and slow.exact is not None and slow.exact != -_HUNDRED:
        exact = ((fast.exact + _HUNDRED) / (slow.exact + _HUNDRED) - 1) * _HUNDRED
    shown = f"{format_interval(rate, 1)} %" if exact is None else f"{format_rounded(exact, 1)} %"
    spread = Text("", "")
    if exact is not None:
        within = format_interval(rate, 1)
        spread = Text(f"（计入四舍五入 {within} %）", f" (with rounding {within} %)")
    mixed = slow.first != fast.first
    apart = Text("", "")
    if mixed:
        apart = Text(
            f"；起点分别为 {fast.first}、{slow.first} 年，只是约数",
            f"; from {fast.first} and {slow.first}, so only about",
        )
    step = f"{fast.formula} / {slow.formula} - 1 = {shown}"
    about = Text("约", "about ") if mixed else Text("", "")
    yield Implied(
        (*fast.claims, *slow.claims),
        rate,
        Text(f"年均：{step}{spread.zh}{apart.zh}", f"a year: {step}{spread.en}{apart.en}"),
        Text(
            f"{fast.first}–{fast.last} 年须年均增长{about.zh} {shown}",
            f"growth of {about.en}{shown} a year over {fast.first}–{fast.last}",
        ),
        {"growth": number_of(exact), **bounds_of("growth", rate), "from": fast.first, "to": fast.last},
        odd=not meet(rate, Interval(Decimal(low), Decimal(high))),
    )


def _printed_pace(xs: Iterable[Claim]) -> Pace | None:
    """A printed mean growth rate."""
    for x in xs:
        if x.basis is Basis.GROWTH and x.year is not None and x.from_year is not None:
            return Pace(printed(x), x.std.value, x.from_year - 1, x.year, (x,), f"(1 + {signed_figure(x)} %)")
    return None


def _pace(found: Iterable[Claim]) -> Pace | None:
    """The growth that leads to the first year printed within the plan's period, from the latest year before it."""
    dated = sorted(((c.year, c.order, c) for c in found if c.year is not None), key=lambda item: item[:2])
    end = next((item for item in dated if item[0] in item[2].plan_period), None)
    start = max((item for item in dated if end and item[0] < end[0]), key=lambda item: item[0], default=None)
    if end is None or start is None:
        return None
    years, last, first = end[0] - start[0], end[2], start[2]
    bounds = compute_yearly_growth(printed(first), printed(last), years)
    if bounds is None or not bounds.determined:
        return None
    exact = None
    if first.std.value is not None and last.std.value is not None:
        exact = ((last.std.value / first.std.value) ** (Decimal(1) / years) - 1) * _HUNDRED
    root = f"^(1/{years})" if years > 1 else ""
    formula = f"({signed_figure(last)} / {figure_text(first)}){root}"
    return Pace(bounds, exact, start[0], end[0], (last, first), formula)


def _clashes(plan: str, ratio: Ratio, subject: Subject, found: Iterable[Implied], book: Book) -> Iterator[Finding]:
    """Where the plan prints the denominator itself, it must be the implied one."""
    named = {i for i, d in book.context.collection.indicators.items() if ratio.whole.zh in {d.name.zh, *d.aka}}
    for implied in found:
        for claim in book.by_plan.get(plan, ()):
            own = claim.indicator in named and book.subject(claim)._replace(indicator=subject.indicator) == subject
            dated = implied.year is not None and claim.year == implied.year
            if not own or not dated or claim.basis is not claim.definition.basis:
                continue
            if unit(claim.std.unit) != unit(ratio.unit) or meet(printed(claim), implied.interval):
                continue
            r, x = implied.claims
            name, size = book.name(claim), _short(implied.interval)
            yield Finding(
                plan,
                FindingKind.RATIO_DIFFERS,
                Severity.SLIP,
                (r, x, claim),
                Text(
                    f"由{book.name(r).zh} {told(r).zh}和{book.name(x).zh} {told(x).zh}推算，{name.zh}须为 {size}，"
                    f"原文写 {told(claim).zh}。",
                    f"{book.name(r).en} {told(r).en} and {book.name(x).en} {told(x).en} make {name.en} {size}, "
                    f"the plan prints {told(claim).en}.",
                ),
                {**implied.computed, "printed": number_of(claim.std.value), "unit": ratio.unit},
                (implied.formula,),
            )


def _short(interval: Interval) -> str:
    """A range with three digits that count: an implied figure is never exact."""
    low, high = (None if v is None else _significant(v) for v in (interval.low, interval.high))
    if low is None or high is None:
        return f"≤ {high}" if low is None else f"≥ {low}"
    return f"≈ {low}" if low == high else f"{low}–{high}"


def _significant(value: Decimal) -> str:
    if not value:
        return "0"
    shift = value.adjusted() - _DIGITS + 1
    short = value.quantize(Decimal(1).scaleb(shift))
    return format_number(short.quantize(Decimal(1)) if shift >= 0 else short)
