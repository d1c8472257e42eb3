"""One thing, two figures: the same indicator, place and year with different values, or one target with two years."""

from collections.abc import Iterator
from decimal import Decimal

from plancmp.audit.claim_index import Book, dated, left_open, number_of, told, unit_words
from plancmp.audit.finding import Candidate, Finding, place_in
from plancmp.audit.rounding import anchor, overlap, printed
from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import Basis, ClaimType, Differs, Relation
from plancmp.words import Text

_AT_A_TIME = frozenset({Basis.LEVEL, Basis.PER_YEAR, Basis.NOT_STATED})
_LEAST_OF_A_PERMUTATION = 3


def two_values(plan: str, book: Book) -> Iterator[Finding]:
    """Values and years of a plan that cannot both be meant."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in book.by_plan.get(plan, ()):
        groups.setdefault((book.subject(claim), *_time(claim)), []).append(claim)
    for group in groups.values():
        different: list[Claim] = []
        for claim in group:
            if all(not _agree(claim, other) for other in different):
                different.append(claim)
        for other in different[1:]:
            yield _values(different[0], other, book)
    yield from _years(plan, book)


def _time(claim: Claim) -> tuple[object, ...]:
    """What must be the same for two figures to be the same statement; a span without a start is the plan's own."""
    target = claim.type is ClaimType.TARGET
    start = None if claim.basis in _AT_A_TIME else claim.from_year or (claim.plan_period.first if target else None)
    return target, claim.basis, claim.base, start, claim.year


def _agree(a: Claim, b: Claim) -> bool:
    """Another wording of one value is no contradiction; results with bounds may both be true."""
    if overlap(anchor(a), anchor(b)):
        return True
    return a.type is not ClaimType.TARGET and overlap(printed(a), printed(b))


def _values(a: Claim, b: Claim, book: Book) -> Finding:
    name, at, x, y = book.name(a), dated(a), told(a), told(b)
    computed: dict[str, object] = {
        "values": [number_of(c.std.value) for c in (a, b)],
        "unit": a.std.unit,
        "year": a.year,
    }
    formulas: list[Text] = []
    if a.std.value and b.std.value:
        large, small = sorted((a, b), key=lambda c: c.std.value or 0, reverse=True)
        assert large.std.value is not None
        assert small.std.value is not None
        ratio = large.std.value / small.std.value
        computed["ratio"] = number_of(ratio)
        unit = unit_words(a)
        words = (
            f"{format_rounded(large.std.value, 6)} / {format_rounded(small.std.value, 6)} = {format_rounded(ratio, 2)}"
        )
        formulas.append(Text(f"{words}（同以{unit.zh}计）", f"{words} (both in {unit.en or unit.zh})"))
    settled = a.key == b.key and a.year is not None and a.basis is not Basis.NOT_STATED
    return Finding(
        a.plan,
        FindingKind.VALUES_DIFFER,
        Severity.CONTRADICTION if settled else Severity.TENSION,
        (a, b),
        Text(
            f"{name.zh}（{at.zh}）前后不一：{x.zh}，{y.zh}。",
            f"{name.en}, {at.en}, is printed with two values: {x.en} and {y.en}.",
        ),
        computed,
        tuple(formulas),
        tuple(_explanations(a, b, book)),
    )


def _explanations(a: Claim, b: Claim, book: Book) -> Iterator[Candidate]:
    x, y = a.std.value, b.std.value
    if x and y:
        power = power_of_ten(x, y)
        if power:
            yield Candidate(
                "power-of-ten",
                Text(
                    f"两数只差 {10**power:,} 倍，可能是小数点、位数或单位写错",
                    f"the two differ only by a factor of {10**power:,}: a slip of the decimal point, the zeros or the unit",
                ),
            )
        elif a.value is not None and b.value is not None and _permuted(a.value, b.value):
            yield Candidate("transposed", Text("数字次序可能颠倒", "digits may have changed places"))
    if a.basis is Basis.NOT_STATED or a.year is None:
        yield Candidate(
            "left-open",
            Text(
                "口径或年份未注明，两数可能各指一事", "basis or year is not stated, so each may mean a thing of its own"
            ),
        )
    if a.key != b.key:
        yield Candidate(
            "another-scope",
            Text("收录时已作为两项区分", "the encoding keeps them apart as two things"),
        )
    for claim in (a, b):
        yield from _narrower_beside(claim, book)
        yield from left_open(claim, "indicator", "of")


def _narrower_beside(claim: Claim, book: Book) -> Iterator[Candidate]:
    """A narrower figure of the same year in the same section: the ratio may have been taken of that."""
    relations = book.context.relations
    for other in relations.list_near(claim.indicator):
        related = relations.relate(claim.indicator, other)
        if related is None or related.relation is not Relation.RELATED or related.differs != (Differs.DENOMINATOR,):
            continue
        for beside in book.by_plan[claim.plan]:
            near = (beside.section, beside.place, beside.year) == (claim.section, claim.place, claim.year)
            if near and beside.basis is beside.definition.basis and other in book.wider[beside.indicator]:
                words, name = told(beside), beside.definition.name
                yield Candidate(
                    "another-numerator",
                    Text(
                        f"{place_in(claim.section)} 同年另载{name.zh} {words.zh}，比值可能只按它计算",
                        f"{place_in(claim.section)} also prints {name.en} {name.zh} for that year, {words.en}; "
                        "the ratio may have been taken of that alone",
                    ),
                )
                return


def power_of_ten(x: Decimal, y: Decimal) -> int:
    """k where one is 10^k times the other, k at least 1; else 0."""
    large, small = max(abs(x), abs(y)), min(abs(x), abs(y))
    if not small or large.normalize().as_tuple().digits != small.normalize().as_tuple().digits:
        return 0
    return large.adjusted() - small.adjusted()


def _permuted(x: Decimal, y: Decimal) -> bool:
    a, b = x.as_tuple().digits, y.as_tuple().digits
    return len(a) >= _LEAST_OF_A_PERMUTATION and a != b and sorted(a) == sorted(b)


def _years(plan: str, book: Book) -> Iterator[Finding]:
    """One target printed with two years."""
    heads: dict[str, Claim] = {c.id: c for c in book.by_plan.get(plan, ()) if c.variant_of is None}
    for claim in book.by_plan.get(plan, ()):
        head = heads.get(claim.variant_of or "")
        if head is None or None in {head.year, claim.year} or head.year == claim.year:
            continue
        if head.basis is not claim.basis or not overlap(anchor(head), anchor(claim)):
            continue
        name, x = book.name(head), told(head)
        yield Finding(
            plan,
            FindingKind.YEARS_DIFFER,
            Severity.CONTRADICTION,
            (head, claim),
            Text(
                f"{name.zh} {x.zh}，一处定于 {head.year} 年，另一处（{place_in(claim.section)}）定于 {claim.year} 年。",
                f"{name.en}, {x.en}, is set for {head.year} there and for {claim.year} in {place_in(claim.section)}.",
            ),
            {"years": [head.year, claim.year]},
        )
