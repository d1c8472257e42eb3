"""Years and spans: such as cannot be, and such as the quote does not print."""

from collections.abc import Iterator
from datetime import date

from plancmp.check.rules.printed import until, years_in
from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Entry, Subject
from plancmp.model import Target
from plancmp.problems import Problem
from plancmp.words import Text

FURTHEST = 30
"""Years after a plan's period that no five-year plan looks ahead."""
EARLIEST = 15
"""Years before a plan's period that no plan looks back."""


@rule("span-reversed", "error")
def span_reversed(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`from` is after the last year of the span.

    起年晚于止年。
    """
    for entry in subject.entries:
        first, last = entry.item.from_, entry.year
        if first is not None and last is not None and first > last:
            message = Text(f"from {first} 晚于 {last}", f"from {first} is after {last}")
            yield this.problem(entry.mark("from"), message, Text("对调或改正", "swap or correct them"))


@rule("baseline-late", "error")
def baseline_late(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A baseline's year is not before its target's.

    基期年份不早于目标年份。
    """
    for entry in subject.entries:
        baseline = entry.item.baseline if isinstance(entry.item, Target) else None
        if baseline is None or baseline.year is None or entry.year is None or baseline.year < entry.year:
            continue
        message = Text(
            f"基期 {baseline.year} 不早于目标年 {entry.year}",
            f"the baseline's year {baseline.year} is not before {entry.year}",
        )
        yield this.problem(entry.mark("baseline", "year"), message, Text("改正年份", "correct the year"))


@rule("year-far", "warning")
def year_far(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A target's year lies before its plan's period or far after it; a result's year after the plan was issued,
    or long before its period.

    目标年份早于规划期或远在其后；成绩的年份晚于规划印发，或远早于规划期。
    """
    for entry in subject.entries:
        period, year = entry.plan.period, entry.year
        if year is None:
            continue
        first, last = period.first, period.last + FURTHEST
        if not isinstance(entry.item, Target):
            first, last = period.first - EARLIEST, int((entry.plan.issued or str(period.last))[:4])
        if not first <= year <= last:
            message = Text(
                f"{year} 与规划（{period}，印发 {entry.plan.issued or '未知'}）不合",
                f"{year} does not fit the plan ({period}, issued {entry.plan.issued or 'unknown'})",
            )
            hint = Text("核对原文年份", "check the year in the text")
            yield this.problem(entry.mark(entry.year_key), message, hint)


@rule("date-impossible", "error")
def date_impossible(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`issued` is no day of the calendar, or lies years away from the plan's period.

    issued 不是日历上的日子，或与规划期相差多年。
    """
    for ident, plan in subject.loaded.collection.plans.items():
        if plan.issued is None:
            continue
        year, month, day = (int(part) for part in (plan.issued + "-01-01").split("-")[:3])
        try:
            date(year, month, day)
            possible = plan.period.first - 3 <= year <= plan.period.last + 1
        except ValueError:
            possible = False
        if not possible:
            message = Text(f"印发日期 {plan.issued} 不可能", f"the plan cannot have been issued on {plan.issued}")
            hint = Text(f"核对日期；规划期 {plan.period}", f"check the date; the plan's period is {plan.period}")
            yield this.problem(subject.loaded.mark("plans", ident, "issued"), message, hint)


@rule("year-differs", "error")
def year_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote and its leads print a year or a period (2025年, “十三五”期间), and the encoded year is another.

    引文与 lead 印有年份或时期（2025年、“十三五”期间），所写的年份却是另一个。
    """
    for entry in subject.entries:
        printed = _printed(entry)
        if not printed - _starts(entry):
            continue
        for key, year in _years(entry):
            if year not in printed:
                told = "、".join(map(str, sorted(printed)))
                message = Text(
                    f"{key} 写作 {year}，原文是 {told}", f"{key} is {year}, the text says {told.replace('、', ', ')}"
                )
                hint = Text(
                    "改正年份；若支配数字的是另一处年份，写进 lead",
                    "correct the year; if another year governs the figure, put it under lead",
                )
                yield this.problem(entry.mark(key), message, hint)


@rule("year-left-out", "warning")
def year_left_out(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote or a lead prints one year with 到, 年底 or the like, and the entry has none.

    引文或 lead 印有“到2025年”之类的年份，条目却没有写年份。
    """
    for entry in subject.entries:
        if any(year for _, year in _years(entry)):
            continue
        found = {year for piece in (entry.item.quote, *entry.item.lead) for year in until(piece)}
        if len(found) == 1:
            (year,) = found
            message = Text(f"原文印有 {year} 年，条目没有年份", f"the text prints {year}, the entry has no year")
            hint = Text(f"补上 {entry.year_key}: {year}", f"add {entry.year_key}: {year}")
            yield this.problem(entry.mark("quote"), message, hint)


def _years(entry: Entry) -> list[tuple[str, int]]:
    """The years of an entry by the keys that hold them."""
    given = ((entry.year_key, entry.year), ("from", entry.item.from_))
    return [(key, year) for key, year in given if year is not None]


def _starts(entry: Entry) -> frozenset[int]:
    """The years from which growth, change or the baseline starts; they say nothing of the entry's own year."""
    base, baseline = entry.item.base, entry.item.baseline if isinstance(entry.item, Target) else None
    years = {base.first, base.last} if base else set()
    return frozenset(years | ({baseline.year} if baseline and baseline.year else set()))


def _printed(entry: Entry) -> frozenset[int]:
    pieces = (entry.item.quote, *entry.item.lead)
    return frozenset(year for piece in pieces for year in years_in(piece, entry.plan.period))


RULES = (span_reversed, baseline_late, year_far, date_impossible, year_differs, year_left_out)
