"""The years that a sentence prints, and which of them governs a figure behind it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from plancmp.chinese.dates import FIVE_YEAR_PLAN, FIVE_YEAR_PLANS
from plancmp.scalars import YEAR, Period


class Time(NamedTuple):
    """A time as printed, with its offsets. `last` is None where the end is open (以来); `span` says that it names a period.

    A base is what a figure is compared with (比2015年…), and no year of the figure; `ahead` says that the words look forward
    (到2025年, 五年内), `back` that they look back (五年来, 以来). `sure` is False where the years are only reckoned
    (今后五年 in the report of one year).
    """

    start: int
    end: int
    first: int | None
    last: int | None
    span: bool = False
    ahead: bool = False
    back: bool = False
    sure: bool = True
    is_base: bool = False

    @property
    def final(self) -> int | None:
        """The last year, else the first."""
        return self.first if self.last is None else self.last


NO_TIME = Time(0, 0, None, None)
"""Where a text prints none."""


class Clock(NamedTuple):
    """What a document counts its years from: the plan's period, and the year of a yearly report, which 今年 and 去年 mean."""

    period: Period
    year: int | None

    @property
    def now(self) -> int:
        """The year in which the document speaks."""
        return self.year or self.period.first


_PLAN = rf"“?(?:{FIVE_YEAR_PLAN})”?"
_COUNT = r"(?:[一二两三四五六七八九十]|[0-9]{1,2})"
_TIME = re.compile(
    rf"(?P<skip>《[^《》]{{1,90}}》|〈[^〈〉]{{1,90}}〉|〔{YEAR}〕|\((?={YEAR})[^()]{{0,4}}{YEAR}年?[-‐-―─~至到]{{1,2}}{YEAR}年?\)(?=规划|计划|方案|》))"
    rf"|(?P<range>(?P<a>{YEAR})年?(?:[-‐-―─~〜−]{{1,2}}|[至到])(?P<b>{YEAR})(?:年(?:期?间)?|(?![0-9.%个家项万亿元])))"
    rf"|(?P<year>(?P<y>{YEAR})年(?P<tail>度|末|底|前|初|以来|以后|起)?)"
    rf"|(?P<plan>(?P<name>{_PLAN})(?P<when>规划?期间|时期|期末|末期|末|以来|期间|初期|初|中期|前期|五年|这五年|(?=,)))"
    rf"|(?P<coming>(?:未来|今后|接下来)?(?P<n>{_COUNT})年(?:之内|以内|内|时间(?=,)|间(?=,))|(?:未来|今后|接下来)的?(?P<m>{_COUNT})年)"
    rf"|(?P<past>(?:过去|近|最近|前)的?(?P<p>{_COUNT})年来?|(?P<q>{_COUNT})年来|(?<=过去)一年|过去一年|一年来)"
    r"|(?P<now>今年(?:以来|底|末)?|本年度?|新的一年|(?P<next>来年|明年))"
    r"|(?P<ago>去年|上年末?|上一年度?|前一年)"
)
_BASE_BEFORE = re.compile(r"(?:比|较|与|同|相比于?|相当于|是|以|按|超过|高于|低于|由|从)$")
_BASE_AFTER = re.compile(
    r"(?:的?(?:同期)?(?:相比|比较)|的?基础上|(?:为|作为|的)?(?:基期|基数|基准|不变价|可比价|价格计)|的?[0-9一二两三四五六七八九十.]+倍|水平|的?同期)"
)
_AHEAD = re.compile(r"(?:到|至|截至|截止|力争|争取|展望|在)$")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九十")} | {"两": 2}


@lru_cache(maxsize=64)  # every figure of a paragraph asks for those of the whole paragraph
def find_times(text: str, offset: int, clock: Clock) -> tuple[Time, ...]:
    """Every time in `text`, whose first character stands at `offset`."""
    readers = _READERS if clock.year is None else _REPORT_READERS
    matches = ((match, readers.get(match.lastgroup or "")) for match in _TIME.finditer(text))
    return tuple(_place(read(match, clock), text, offset) for match, read in matches if read)


def _place(time: Time, text: str, offset: int) -> Time:
    """The time with its offsets in the document, and what the words around it make of it."""
    before, after = text[max(0, time.start - 4) : time.start], text[time.end : time.end + 10]
    return time._replace(
        start=time.start + offset,
        end=time.end + offset,
        ahead=time.ahead or bool(_AHEAD.search(before)),
        is_base=not time.back and _is_base(before, after),
    )


def _is_base(before: str, after: str) -> bool:
    """Whether the words around a time compare with it; 为 does only in 为2015年的…."""
    if before.endswith("为"):
        return after.startswith("的") or bool(_BASE_AFTER.match(after))
    return bool(_BASE_AFTER.match(after) or _BASE_BEFORE.search(before))


def _read_range(match: re.Match[str], _: Clock) -> Time:
    return Time(*match.span(), int(match["a"]), int(match["b"]), span=True)


def _read_year(match: re.Match[str], _: Clock) -> Time:
    year, tail = int(match["y"]), match["tail"]
    if tail in {"以来", "起", "以后"}:
        return Time(*match.span(), year, None, span=True, back=tail == "以来", ahead=tail == "以后")
    return Time(*match.span(), None, year, ahead=tail == "前")


def _read_plan(match: re.Match[str], _: Clock) -> Time:
    """“十三五”期间, 末, 初, 以来."""
    plan, when = FIVE_YEAR_PLANS[match["name"].strip("“”")], match["when"]
    first, last = plan.first, plan.last
    if when == "以来":
        return Time(*match.span(), first, None, span=True, back=True)
    one = {"末": last, "期末": last, "末期": last, "初": first, "初期": first}.get(when)
    return Time(*match.span(), None if one else first, one or last, span=one is None)


def _read_coming(match: re.Match[str], clock: Clock) -> Time:
    """五年内 counts from the plan's first year, and ends with the plan at the latest; a yearly report looks further."""
    last = clock.now + _read_count(match["n"] or match["m"]) - 1
    is_plan = clock.year is None
    return Time(
        *match.span(), clock.now, min(last, clock.period.last) if is_plan else last, span=True, ahead=True, sure=is_plan
    )


def _read_past(match: re.Match[str], clock: Clock) -> Time:
    """五年来 ends with the year before."""
    count = _read_count(match["p"] or match["q"] or "一")
    return Time(*match.span(), None if count == 1 else clock.now - count, clock.now - 1, span=count > 1, back=True)


def _read_now(match: re.Match[str], clock: Clock) -> Time:
    return Time(*match.span(), None, clock.now + (match["next"] is not None))


def _read_ago(match: re.Match[str], clock: Clock) -> Time:
    return Time(*match.span(), None, clock.now - 1, back=True)


_READERS: dict[str, Callable[[re.Match[str], Clock], Time]] = {
    "range": _read_range,
    "year": _read_year,
    "plan": _read_plan,
    "coming": _read_coming,
    "past": _read_past,
}
"""Group of the pattern → what it means."""

_REPORT_READERS = {**_READERS, "now": _read_now, "ago": _read_ago}


def _read_count(written: str) -> int:
    return int(written) if written.isdigit() else _DIGITS.get(written, 1)
