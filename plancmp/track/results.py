"""Which later results serve a target, and what they say of it year by year.

A result serves only where it is of the same indicator (or one mapped as exact), place, part, scope and prices. Of several of
one year the statistics office's goes before the issuer's own and that before the press, a final figure before a preliminary
one and that before an estimate, then the later document. A figure whose year the text leaves open decides nothing. A chain of
yearly rates or flows is unbroken from the first year of the span; a gap ends it.

| basis of the target | served by |
|---|---|
| level | levels |
| per-year | flows of a year; in constant prices also the start and the real rates of every year since |
| growth | yearly rates of every year, or a printed mean, else two levels |
| total, added | a total from the same year, or the flow of every year; for added the difference of two levels, a floor unless net |
| change | a change from the same base, or level less level |
| growth-total, multiple | the same from the same base, the growth of every year, or two levels |
| mean | the mean of every year, else its level, or a printed mean |
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.claim import RATES_OF_GROWTH, Claim
from plancmp.compare.facts import get_interval
from plancmp.compare.formatting import format_interval
from plancmp.compare.interval import Interval, make_point
from plancmp.compare.pace import compute_yearly_growth
from plancmp.compare.relations import Relations
from plancmp.compare.spans import get_base
from plancmp.track.path import show
from plancmp.vocabulary import Basis, ClaimType, Counting, Every, Relation, Standing, Vintage
from plancmp.words import Text

HUNDRED = Decimal(100)
REAL = "real"
STANDING = tuple(Standing)
VINTAGE = (Vintage.FINAL, Vintage.REVISED, Vintage.PRELIMINARY, Vintage.ESTIMATE)


class Step(NamedTuple):
    """What is known of a target's own measure in one year, and the claims that say so."""

    year: int
    interval: Interval
    claims: tuple[Claim, ...]
    formula: Text | None = None
    is_floor: bool = False
    """Whether the true figure can only be more: the growth of a stock, where those that left it are not counted."""

    @property
    def claim(self) -> Claim:
        """The latest of its claims."""
        return self.claims[-1]


class Series(NamedTuple):
    """The claims that may serve a target: one a year and basis, the best; and those set aside, with the field that
    forbids them.
    """

    levels: dict[int, Claim]
    flows: dict[int, Claim]
    additions: dict[int, Claim]
    rates: dict[int, Claim]
    means: dict[int, Claim]
    """The mean of each year of what goes up and down inside it (全年城镇调查失业率平均值)."""
    spans: tuple[Claim, ...]
    others: tuple[Claim, ...]
    aside: tuple[tuple[Claim, str], ...]


def gather_results(target: Claim, claims: Iterable[Claim], relations: Relations) -> Series:
    """The results of a target's indicator and place, sorted by what they measure; `claims` are in any order."""
    usable: list[Claim] = []
    aside: list[tuple[Claim, str]] = []
    for claim in claims:
        if not _is_of_same(claim, target, relations):
            continue
        field = find_obstacle(claim, target)
        if field is None:
            usable.append(claim)
        else:
            aside.append((claim, field))
    best: dict[tuple[str, int], Claim] = {}
    others: list[Claim] = []
    spans: list[Claim] = []
    for claim in sorted(usable, key=rank_result):
        year = claim.year
        assert year is not None
        if claim.from_year is not None and claim.from_year != year:
            spans.append(claim)
            continue
        if claim.basis in {Basis.CHANGE, Basis.MULTIPLE, Basis.GROWTH_TOTAL}:
            spans.append(claim)
            continue
        kind = _KINDS.get(claim.basis)
        if kind is None or (kind, year) in best:
            others.append(claim)
        else:
            best[kind, year] = claim
    chosen = {kind: {year: c for (k, year), c in best.items() if k == kind} for kind in _KINDS.values()}
    return Series(
        chosen["levels"],
        chosen["flows"],
        chosen["additions"],
        chosen["rates"],
        chosen["means"],
        tuple(spans),
        tuple(others),
        tuple(aside),
    )


_KINDS = {
    Basis.LEVEL: "levels",
    Basis.PER_YEAR: "flows",
    Basis.ADDED: "additions",
    Basis.GROWTH: "rates",
    Basis.MEAN: "means",
}


def _is_of_same(claim: Claim, target: Claim, relations: Relations) -> bool:
    """Whether a claim is a result of what a target is for, in its place."""
    if claim.type is ClaimType.TARGET or claim.variant_of is not None or claim.place != target.place:
        return False
    related = relations.relate(claim.indicator, target.indicator)
    return related is not None and related.relation is Relation.EXACT


def find_obstacle(claim: Claim, target: Claim) -> str | None:
    """The field that keeps a result of the right indicator and place from serving a target, or None."""
    if claim.year is None or "year" in claim.unclear:
        return "year"
    if claim.of != target.of or (claim.every or Every.YEAR) != (target.every or Every.YEAR):
        return "of"
    if claim.scope != target.scope:
        return "scope"
    if claim.prices != target.prices and not (claim.prices == REAL and is_in_constant_prices(target)):
        return "prices"
    return None


def is_in_constant_prices(target: Claim) -> bool:
    """Whether a target is an amount in the prices of a year, which real rates of growth lead to."""
    return target.basis not in RATES_OF_GROWTH and target.prices is not None and target.prices.isdigit()


def rank_result(claim: Claim) -> tuple[int, int, int, str]:
    """The better result first: standing, vintage, the later document."""
    return (
        STANDING.index(claim.standing),
        VINTAGE.index(claim.vintage or Vintage.FINAL),
        -claim.plan_period.last,
        claim.id,
    )


def has_base(claim: Claim) -> bool:
    """Whether the text tells what a change, multiple or growth starts from: a base, or the first year of a span."""
    return claim.base is not None or claim.from_year is not None


def list_steps(target: Claim, series: Series, start_year: int, last: int, base: Claim | None) -> list[Step]:
    """What the results say of a target year by year, of years after `start_year`; `last` is its own year.

    `base` is the level that a change, multiple or growth starts from, where there is one.
    """
    match target.basis:
        case Basis.LEVEL | Basis.PER_YEAR:
            found = series.levels if target.basis is Basis.LEVEL else series.flows
            steps = [Step(year, get_interval(claim), (claim,)) for year, claim in found.items()]
            if base is not None and is_in_constant_prices(target):
                steps += [step for step in _grow_from(base, series) if step.year not in found]
        case Basis.GROWTH:
            steps = list(_list_means(target, series, start_year + 1, last))
        case Basis.TOTAL | Basis.ADDED:
            steps = list(_list_sums(target, series, start_year + 1, last))
        case Basis.CHANGE | Basis.MULTIPLE | Basis.GROWTH_TOTAL:
            steps = list(_list_from_base(target, series, start_year, base))
        case Basis.MEAN:
            steps = list(_list_level_means(target, series, start_year + 1, last))
        case _:
            steps = []
    return sorted((step for step in steps if step.year > start_year), key=lambda step: step.year)


def _list_means(target: Claim, series: Series, first: int, last: int) -> Iterator[Step]:
    """The mean rate from the first year to each later one: printed, else of the chain of yearly rates, else of two levels."""
    found = _find_printed(target, series, first, {Basis.GROWTH})
    chain: list[Claim] = []
    for year in range(first, last + 1):
        if year in series.rates and len(chain) == year - first:
            chain.append(series.rates[year])
            found.setdefault(year, _compound(chain))
    amounts = series.flows if target.definition.basis is Basis.PER_YEAR else series.levels
    if first - 1 in amounts:
        for year, claim in amounts.items():
            step = _measure_mean(amounts[first - 1], claim) if year >= first and year not in found else None
            if step is not None:
                found[year] = step
    yield from found.values()


def _measure_mean(start: Claim, later: Claim) -> Step | None:
    """The mean rate between two levels, (b / a)^(1/n) - 1."""
    assert start.year is not None
    assert later.year is not None
    then, now, years = get_interval(start), get_interval(later), later.year - start.year
    grown = compute_yearly_growth(then, now, years)
    if grown is None or not grown.determined:
        return None
    words = f"({format_interval(now, 4)} / {format_interval(then, 4)})^(1/{years}) - 1 = {format_interval(grown, 2)} %"
    return Step(later.year, grown, (start, later), Text.same(words))


def _compound(chain: Sequence[Claim]) -> Step:
    """The mean of yearly rates in a row, which compound: ((1 + a)(1 + b) …)^(1/n) - 1."""
    product = make_point(Decimal(1))
    for claim in chain:
        product = product * (make_point(Decimal(1)) + get_interval(claim) / 100)
    root = Decimal(1) / len(chain)

    def take(value: Decimal | None) -> Decimal | None:
        return None if value is None or value <= 0 else (value**root - 1) * HUNDRED

    mean = Interval(take(product.low), take(product.high), product.low_open, product.high_open, product.about)
    year = chain[-1].year
    assert year is not None
    if len(chain) == 1:
        return Step(year, get_interval(chain[0]), tuple(chain))
    factors = " × ".join(f"(1 + {format_interval(get_interval(claim), 2)} %)" for claim in chain)
    words = f"({factors})^(1/{len(chain)}) - 1 = {format_interval(mean, 2)} %"
    return Step(year, mean, tuple(chain), Text.same(words))


def _find_printed(target: Claim, series: Series, first: int, bases: set[Basis]) -> dict[int, Step]:
    """Figures printed for a span from the target's first year, by their last year."""
    found: dict[int, Step] = {}
    for claim in series.spans:
        if claim.basis in bases and claim.from_year == first and claim.std.unit == target.std.unit:
            assert claim.year is not None
            found.setdefault(claim.year, Step(claim.year, get_interval(claim), (claim,)))
    return found


def _list_sums(target: Claim, series: Series, first: int, last: int) -> Iterator[Step]:
    """Totals from the first year: printed, else the flows of every year; for additions the growth of the stock beside."""
    printed = _find_printed(target, series, first, {Basis.TOTAL, target.basis})
    yield from printed.values()
    flows = series.additions if target.basis is Basis.ADDED else series.flows
    chain: list[Claim] = []
    for year in range(first, last + 1):
        if year not in flows or len(chain) != year - first:
            break
        chain.append(flows[year])
        if year not in printed:
            yield _add_up(chain)
    summed = first + len(chain) - 1
    if target.basis is Basis.ADDED and first - 1 in series.levels:
        before = series.levels[first - 1]
        for year, claim in series.levels.items():
            if year > summed and year not in printed and year >= first:
                yield _subtract(claim, before, is_floor=target.count_ is not Counting.NET)


def _add_up(chain: Sequence[Claim]) -> Step:
    total = get_interval(chain[0])
    for claim in chain[1:]:
        total += get_interval(claim)
    year = chain[-1].year
    assert year is not None
    words = " + ".join(format_interval(get_interval(claim), 4) for claim in chain)
    return Step(year, total, tuple(chain), Text.same(f"{words} = {format_interval(total, 4)}") if chain[1:] else None)


def _subtract(later: Claim, before: Claim, *, is_floor: bool) -> Step:
    """The growth of a stock between two years."""
    assert later.year is not None
    result = get_interval(later) - get_interval(before)
    if is_floor:
        result = Interval(result.low, None, result.low_open, about=result.about)
    words = f"{format_interval(get_interval(later), 4)} - {format_interval(get_interval(before), 4)}"
    told = f": {format_interval(result, 4)}" if result.low is not None or result.high is not None else ""
    return Step(later.year, result, (before, later), Text.same(f"{words}{told}"), is_floor)


def _grow_from(start: Claim, series: Series) -> Iterator[Step]:
    """An amount in constant prices from its start on, by the real rates of every year since."""
    assert start.year is not None
    for grown in _list_growth(series, start.year):
        words = f"{format_interval(get_interval(start), 4)} × {grown.formula.en if grown.formula else ''}"
        yield Step(grown.year, get_interval(start) * grown.interval, (start, *grown.claims), Text.same(words))


def _list_growth(series: Series, base_year: int) -> Iterator[Step]:
    """How many times the base it is, year by year, as long as no rate is missing."""
    product = make_point(Decimal(1))
    chain: list[Claim] = []
    year = base_year + 1
    while year in series.rates:
        chain.append(series.rates[year])
        product = product * (make_point(Decimal(1)) + get_interval(series.rates[year]) / 100)
        words = " × ".join(f"(1 + {format_interval(get_interval(claim), 2)} %)" for claim in chain)
        yield Step(year, product, tuple(chain), Text.same(words))
        year += 1


def _list_from_base(target: Claim, series: Series, base_year: int, base: Claim | None) -> Iterator[Step]:
    """Changes, multiples and growth against one base: printed against it, else of two levels, else of yearly rates."""
    done: set[int] = set()
    for claim in series.spans:
        if claim.basis is target.basis and has_base(claim) and has_base(target) and get_base(claim) == get_base(target):
            assert claim.year is not None
            if claim.year not in done:
                done.add(claim.year)
                yield Step(claim.year, get_interval(claim), (claim,))
    if base is not None:
        values = series.levels if base.basis is Basis.LEVEL else series.flows
        for year, claim in values.items():
            step = None if year in done else _measure_from_base(target, claim, base)
            if step is not None:
                done.add(year)
                yield step
    if target.basis is not Basis.CHANGE:
        yield from (step for step in _chain_growth(target, series, base_year) if step.year not in done)


def _measure_from_base(target: Claim, later: Claim, base: Claim) -> Step | None:
    assert later.year is not None
    now, then = get_interval(later), get_interval(base)
    ends = f"{format_interval(now, 4)}", f"{format_interval(then, 4)}"
    if target.basis is Basis.CHANGE:
        return Step(later.year, now - then, (base, later), Text.same(f"{ends[0]} - {ends[1]}"))
    ratio = now.divide_by(then)
    if ratio is None:
        return None
    if target.basis is Basis.MULTIPLE:
        return Step(later.year, ratio, (base, later), Text.same(f"{ends[0]} / {ends[1]}"))
    grown = (ratio - make_point(Decimal(1))) * make_point(HUNDRED)
    return Step(later.year, grown, (base, later), Text.same(f"{ends[0]} / {ends[1]} - 1"))


def _chain_growth(target: Claim, series: Series, base_year: int) -> Iterator[Step]:
    """Growth since the base from the yearly rates of every year, which compound."""
    for step in _list_growth(series, base_year):
        is_multiple = target.basis is Basis.MULTIPLE
        grown = step.interval if is_multiple else (step.interval - make_point(Decimal(1))) * make_point(HUNDRED)
        yield step._replace(interval=grown)


def _list_level_means(target: Claim, series: Series, first: int, last: int) -> Iterator[Step]:
    """The mean of every year so far: of the years' own means, else of their levels; or a printed mean."""
    printed = _find_printed(target, series, first, {Basis.MEAN})
    yield from printed.values()
    yearly = series.means or series.levels
    chain: list[Claim] = []
    for year in range(first, last + 1):
        if year not in yearly or len(chain) != year - first:
            break
        chain.append(yearly[year])
        if year not in printed:
            total = _add_up(chain)
            mean = total.interval / len(chain)
            ends = " + ".join(show(claim.std.value) for claim in chain if claim.std.value is not None)
            yield Step(year, mean, tuple(chain), Text.same(f"({ends}) / {len(chain)}"))
