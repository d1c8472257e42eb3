"""What was added, beside the stock before and after: 2,806 is 4.4 times an earlier stock, so 1,618 cannot be all."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plancmp.audit.arithmetic import spans_of
from plancmp.audit.claim_index import (
    Book,
    bounds_of,
    figure_text,
    is_target,
    left_open,
    number_of,
    places_for,
    range_text,
    told,
    unique,
)
from plancmp.audit.finding import Candidate, Finding, place_in
from plancmp.audit.rounding import below, meet, printed
from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded, format_with_unit
from plancmp.compare.interval import Interval
from plancmp.model import Period
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import Basis
from plancmp.words import Text


@dataclass(frozen=True, slots=True)
class Growth:
    """How much a stock rose: the stock after, the one before or the claim it is reckoned from, and the difference."""

    end: Claim
    source: Claim
    start: Interval
    exact: Decimal | None
    """The stock before from the figures as printed, without their rounding."""
    formula: str
    """How the stock before was reckoned; "" where it is printed."""

    @property
    def interval(self) -> Interval:
        """The rise, with the bounds of both stocks."""
        return printed(self.end) - self.start


def unmet_increases(plan: str, book: Book) -> Iterator[Finding]:
    """Increases that are more or less than the stocks before and after them make."""
    for claim in book.by_plan.get(plan, ()):
        span = _span(claim)
        if span is None:
            continue
        found = [growth for end in _ends(claim, book) for growth in _growths(end, span.first - 1, book)]
        if found and not any(meet(growth.interval, printed(claim)) for growth in found):
            yield _finding(claim, span, found[0], book)


def _span(claim: Claim) -> Period | None:
    """The years that an increase covers: a target without a start begins with its plan."""
    if claim.basis is not Basis.ADDED or claim.year is None or claim.every is not None:
        return None
    first = claim.from_year or (claim.plan_period.first if is_target(claim) else None)
    return None if first is None else Period(first, claim.year)


def _ends(claim: Claim, book: Book) -> tuple[Claim, ...]:
    """The stocks at the end of the span, of the whole where the increase counts a part."""
    year = claim.year or 0
    return book.figures(book.subject(claim)._replace(of=None), claim.plan, Period(year, year))


def _growths(end: Claim, before: int, book: Book) -> Iterator[Growth]:
    subject, spans = book.subject(end), (Period(before, before), Period(end.year or 0, end.year or 0))
    for claim in book.figures(subject, end.plan, spans[0]):
        if claim.std.unit == end.std.unit:
            yield Growth(end, claim, printed(claim), claim.std.value, "")
    for claim in book.about(subject, end.plan):
        if spans_of(claim) != spans:
            continue
        start, exact, sign = _reckoned_back(end, claim)
        if start is not None:
            words = f"{figure_text(end)} {sign} {figure_text(claim)} = {_around(exact, start)}"
            yield Growth(end, claim, start, exact, words)


def _reckoned_back(end: Claim, claim: Claim) -> tuple[Interval | None, Decimal | None, str]:
    """The stock before, with rounding and without, from the one after and a multiple or a difference."""
    last, own = end.std.value, claim.std.value
    if claim.basis is Basis.MULTIPLE:
        return printed(end).divide_by(printed(claim)), last / own if last is not None and own else None, "/"
    if claim.basis is Basis.CHANGE and claim.std.unit == end.std.unit:
        return printed(end) - printed(claim), None if last is None or own is None else last - own, "-"
    return None, None, ""


def _around(exact: Decimal | None, interval: Interval) -> str:
    """ "638 (631–645)": as the figures are printed, and with their rounding."""
    if exact is None or interval.exact is not None:
        return range_text(interval)
    return f"{format_rounded(exact, places_for(interval))} ({range_text(interval)})"


def _finding(claim: Claim, span: Period, growth: Growth, book: Book) -> Finding:
    rise, end = growth.interval, growth.end
    more = below(rise, printed(claim))
    last = end.std.value
    exact = None if last is None or growth.exact is None else last - growth.exact
    name, own, reckoned = book.name(end), format_with_unit(claim), _around(exact, rise)
    inputs = Text(" 和 ", " and ").join([told(end), told(growth.source)])
    whose = Text(f"{claim.of}的", f" for {claim.of}") if claim.of else Text("", "")
    before = Text.same(f"{span.first - 1}: {growth.formula}") if growth.formula else None
    return Finding(
        claim.plan,
        FindingKind.ADDED_DIFFERS,
        _severity(claim, more=more),
        unique((claim, end, growth.source)),
        Text(
            f"{name.zh}：由 {inputs.zh} 推得 {span.first}–{span.last} 年增加 {reckoned}，{whose.zh}新增数却写 {own.zh}（{place_in(claim.section)}）。",
            f"{name.en}: {inputs.en} make a rise of {reckoned} over {span.first}–{span.last}, "
            f"but the plan prints {own.en}{whose.en} ({place_in(claim.section)}).",
        ),
        {
            "printed": number_of(claim.std.value),
            "rise": number_of(exact),
            **bounds_of("rise", rise),
            **bounds_of("start", growth.start),
            "end": number_of(end.std.value),
            "unit": end.std.unit,
        },
        (
            *([before] if before else []),
            Text.same(f"{figure_text(end)} - {_before(growth)} = {reckoned}"),
        ),
        (*_explanations(claim, more=more), *left_open(claim, "from", "base", "of", "indicator")),
    )


def _before(growth: Growth) -> str:
    if growth.exact is not None:
        return format_rounded(growth.exact, places_for(growth.start))
    return f"({range_text(growth.start)})"


def _severity(claim: Claim, *, more: bool) -> Severity:
    """More added than the stock rose can be a gross count. Less added by a part is no oddity, unless the text leaves
    open what the part or its span is; less by the whole cannot be.
    """
    if claim.of is None:
        return Severity.TENSION if more else Severity.SLIP
    return Severity.TENSION if more or {"from", "of", "indicator"} & set(claim.unclear) else Severity.INFORMATION


def _explanations(claim: Claim, *, more: bool) -> Iterator[Candidate]:
    if claim.of is not None:
        yield Candidate(
            "another-scope",
            Text(
                f"新增数只计{claim.of}，总数计全部",
                f"the increase counts {claim.of} alone, the stock counts all there are",
            ),
        )
    elif more:
        yield Candidate(
            "gross-count",
            Text("新增为毛数，期间另有退出", "the increase is gross, and others dropped out meanwhile"),
        )
