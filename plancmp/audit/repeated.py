"""One odd figure printed for two grades of a thing: 128 regional and 128 municipal awards may be a copying slip."""

from collections.abc import Iterator

from plancmp.audit.claim_index import Book, dated, is_target, number_of, told
from plancmp.audit.finding import Finding
from plancmp.claim import Claim
from plancmp.outcomes import FindingKind, Severity
from plancmp.words import Text

_FEWEST_DIGITS = 3


def repeated_figures(plan: str, book: Book) -> Iterator[Finding]:
    """Results of two grades of one thing, for one span, with the same figure of three digits or more that is not round."""
    counted = [c for c in book.by_plan.get(plan, ()) if not is_target(c) and c.definition.thing and _is_odd(c)]
    for index, claim in enumerate(counted):
        for other in counted[index + 1 :]:
            same = claim.definition.thing == other.definition.thing and claim.indicator != other.indicator
            if same and _kind(claim) == _kind(other) and claim.quote != other.quote:
                yield _finding(claim, other, book)


def _kind(claim: Claim) -> tuple[object, ...]:
    return claim.place, claim.of, claim.basis, claim.from_year, claim.year, claim.std.value, claim.comparator


def _is_odd(claim: Claim) -> bool:
    value = claim.std.value
    return value is not None and len(value.normalize().as_tuple().digits) >= _FEWEST_DIGITS


def _finding(a: Claim, b: Claim, book: Book) -> Finding:
    x, y, at = book.name(a), book.name(b), dated(a)
    return Finding(
        a.plan,
        FindingKind.SAME_FIGURE,
        Severity.INFORMATION,
        (a, b),
        Text(
            f"{x.zh}与{y.zh}，{at.zh}写的是同一个数：{told(a).zh}，{told(b).zh}；可能巧合，也可能抄错。",
            f"{x.en} and {y.en} have one figure for {at.en}: {told(a).en}, {told(b).en}; chance, or a copying slip.",
        ),
        {"value": number_of(a.std.value), "unit": a.std.unit},
    )
