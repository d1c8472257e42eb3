"""Years and spans: such as cannot be, and such as the quote does not print."""

from collections.abc import Iterator
from datetime import date

from plancmp.check.check_input import CheckedEntry, CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.dates import find_deadlines, find_years
from plancmp.model import Target
from plancmp.words import Text

FURTHEST = 30
"""Years after a plan's period that no five-year plan looks ahead."""
EARLIEST = 15
"""Years before a plan's period that no plan looks back."""


@rule("span-reversed", "error")
def find_reversed_spans(given: CheckInput) -> Iterator[Report]:
    """`from` is after the last year of the span.

    起年晚于止年。
    """
    for entry in given.entries:
        first, last = entry.item.from_, entry.year
        if first is not None and last is not None and first > last:
            message = Text(f"from {first} 晚于 {last}", f"from {first} is after {last}")
            yield entry.mark("from"), message, Text("对调或改正", "swap or correct them")


@rule("baseline-late", "error")
def find_late_baselines(given: CheckInput) -> Iterator[Report]:
    """A baseline's year is not before its target's.

    基期年份不早于目标年份。
    """
    for entry in given.entries:
        start = entry.baseline.year if entry.baseline else None
        if start is not None and entry.year is not None and start >= entry.year:
            message = Text(
                f"基期 {start} 不早于目标年 {entry.year}", f"the baseline's year {start} is not before {entry.year}"
            )
            yield entry.mark("baseline", "year"), message, Text("改正年份", "correct the year")


@rule("year-far", "warning")
def find_far_years(given: CheckInput) -> Iterator[Report]:
    """A target's year lies before its plan's period or far after it; a result's year after the plan was issued,
    or long before its period.

    目标年份早于规划期或远在其后；成绩的年份晚于规划印发，或远早于规划期。
    """
    for entry in given.entries:
        period, issued, year = entry.plan.period, entry.plan.issued, entry.year
        first, last = period.first, period.last + FURTHEST
        if not isinstance(entry.item, Target):
            first, last = period.first - EARLIEST, int((issued or str(period.last))[:4])
        if year is not None and not first <= year <= last:
            message = Text(
                f"{year} 与规划（{period}，印发 {issued or '未知'}）不合",
                f"{year} does not fit the plan ({period}, issued {issued or 'unknown'})",
            )
            yield entry.mark(entry.year_key), message, Text("核对原文年份", "check the year in the text")


@rule("date-impossible", "error")
def find_impossible_dates(given: CheckInput) -> Iterator[Report]:
    """`issued` is no day of the calendar, or lies years away from the plan's period.

    issued 不是日历上的日子，或与规划期相差多年。
    """
    for ident, plan in given.collection.plans.items():
        if plan.issued is not None and not _is_possible(plan.issued, plan.period.first - 3, plan.period.last + 1):
            message = Text(f"印发日期 {plan.issued} 不可能", f"the plan cannot have been issued on {plan.issued}")
            hint = Text(f"核对日期；规划期 {plan.period}", f"check the date; the plan's period is {plan.period}")
            yield given.mark("plans", ident, "issued"), message, hint


def _is_possible(issued: str, first: int, last: int) -> bool:
    """Whether a year, month or day is one of the calendar, and of these years."""
    year, month, day = (int(part) for part in f"{issued}-01-01".split("-")[:3])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return first <= year <= last


@rule("year-differs", "error")
def find_differing_years(given: CheckInput) -> Iterator[Report]:
    """The quote and its leads print a year or a period (2025年, “十三五”期间), and the encoded year is another.

    引文与 lead 印有年份或时期（2025年、“十三五”期间），所写的年份却是另一个。
    """
    for entry in given.entries:
        printed = {year for piece in entry.pieces for year in find_years(piece, entry.plan.period)}
        if not printed - _list_starts(entry):
            continue
        printed.update(entry.plan.span_of(entry.item.at) or ())
        for key, year in entry.years:
            if year not in printed:
                years = [str(year) for year in sorted(printed)]
                message = Text(
                    f"{key} 写作 {year}，原文是 {'、'.join(years)}",
                    f"{key} is {year}, the text says {', '.join(years)}",
                )
                hint = Text(
                    "改正年份；若支配数字的是另一处年份，写进 lead",
                    "correct the year; if another year governs the figure, put it under lead",
                )
                yield entry.mark(key), message, hint


def _list_starts(entry: CheckedEntry) -> set[int | None]:
    """The years from which growth, change or the baseline starts, of the series that it is set against, and of its prices;
    they say nothing of the entry's own year.
    """
    base, than, prices = entry.item.base, entry.item.than, entry.item.prices
    starts = {*(base or ()), entry.baseline.year if entry.baseline else None, than.by if than else None}
    return starts | {int(prices)} if prices and prices.isdigit() else starts


@rule("year-left-out", "warning")
def find_years_left_out(given: CheckInput) -> Iterator[Report]:
    """The quote or a lead prints one year with 到, 年底 or the like, and the entry has none.

    引文或 lead 印有“到2025年”之类的年份，条目却没有写年份。
    """
    for entry in given.entries:
        found = set() if entry.years else {year for piece in entry.pieces for year in find_deadlines(piece)}
        if len(found) == 1:
            (year,) = found
            message = Text(f"原文印有 {year} 年，条目没有年份", f"the text prints {year}, the entry has no year")
            hint = Text(f"补上 {entry.year_key}: {year}", f"add {entry.year_key}: {year}")
            yield entry.mark("quote"), message, hint
