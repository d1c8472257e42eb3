"""The years that a sentence prints, and which of them governs a figure behind it."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from plancmp.model import Period

FIVE_YEAR_PLANS = {
    "九五": (1996, 2000),
    "十五": (2001, 2005),
    "十一五": (2006, 2010),
    "十二五": (2011, 2015),
    "十三五": (2016, 2020),
    "十四五": (2021, 2025),
    "十五五": (2026, 2030),
    "十六五": (2031, 2035),
}
"""Five-year plan → its first and last year."""

Role = Literal["governs", "base"]


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
    role: Role = "governs"
    span: bool = False
    ahead: bool = False
    back: bool = False
    sure: bool = True


_Y = r"(?:19|20)[0-9]{2}"
_PLAN = r"“?(?:十五五|十四五|十三五|十二五|十一五|十六五|十五|九五)”?"
_COUNT = r"(?:[一二两三四五六七八九十]|[0-9]{1,2})"
_TIME = re.compile(
    rf"(?P<skip>《[^《》]{{1,90}}》|〈[^〈〉]{{1,90}}〉|〔{_Y}〕|\((?={_Y})[^()]{{0,4}}{_Y}年?[-‐-―─~至到]{{1,2}}{_Y}年?\)(?=规划|计划|方案|》))"
    rf"|(?P<range>(?P<a>{_Y})年?(?:[-‐-―─~〜−]{{1,2}}|[至到])(?P<b>{_Y})(?:年(?:期?间)?|(?![0-9.%个家项万亿元])))"
    rf"|(?P<year>(?P<y>{_Y})年(?P<tail>度|末|底|前|初|以来|以后|起)?)"
    rf"|(?P<plan>{_PLAN}(?P<when>规划?期间|时期|期末|末期|末|以来|期间|初期|初|中期|前期|五年|这五年|(?=,)))"
    rf"|(?P<within>(?:未来|今后|接下来)?(?P<n>{_COUNT})年(?:之内|以内|内|时间(?=,)|间(?=,)))"
    rf"|(?P<coming>(?:未来|今后|接下来)的?(?P<m>{_COUNT})年)"
    rf"|(?P<past>(?:过去|近|最近|前)的?(?P<p>{_COUNT})年来?|(?P<q>{_COUNT})年来|(?<=过去)一年|过去一年|一年来)"
    r"|(?P<now>今年(?:以来|底|末)?|本年度?|新的一年|来年|明年)"
    r"|(?P<ago>去年|上年末?|上一年度?|前一年)"
)
_BASE_BEFORE = re.compile(r"(?:比|较|与|同|相比于?|相当于|是|为|以|按|超过|高于|低于|由|从)$")
_BASE_AFTER = re.compile(
    r"(?:的?(?:同期)?(?:相比|比较)|的?基础上|(?:为|作为|的)?(?:基期|基数|基准|不变价|可比价|价格计)|的?[0-9一二两三四五六七八九十.]+倍|水平|的?同期)"
)
_AHEAD = re.compile(r"(?:到|至|截至|截止|力争|争取|展望|在)$")
_COMPARED = frozenset("比较与同是为")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九十")} | {"两": 2}


@lru_cache(maxsize=64)  # every figure of a paragraph asks for those of the whole paragraph
def times(text: str, offset: int, period: Period | None, year: int | None) -> tuple[Time, ...]:
    """Every time in `text`, whose first character stands at `offset`.

    `period` is the plan's, from which 五年内 and 五年来 count; `year` is that of a yearly report, which 今年 and 去年 mean.
    """
    found = []
    for match in _TIME.finditer(text):
        if match["skip"]:
            continue
        time = _read(match, period, year)
        if time is None:
            continue
        before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 10]
        first, last, span, back, ahead = time
        role: Role = "base" if _is_base(before, after, back=back) else "governs"
        found.append(
            Time(
                match.start() + offset,
                match.end() + offset,
                first,
                last,
                role,
                span,
                ahead or bool(_AHEAD.search(before)) or (match["tail"] == "前"),
                back,
                not (year is not None and (match["within"] or match["coming"])),
            )
        )
    return tuple(found)


def _is_base(before: str, after: str, *, back: bool) -> bool:
    if back:
        return False
    if _BASE_AFTER.match(after):
        return True
    match = _BASE_BEFORE.search(before)
    if not match:
        return False
    return match[0] != "为" or after.startswith("的")


_Told = tuple[int | None, int | None, bool, bool, bool]
"""First year, last year, whether it is a span, looks back, looks ahead."""


def _read(match: re.Match[str], period: Period | None, year: int | None) -> _Told | None:
    if match["range"]:
        return int(match["a"]), int(match["b"]), True, False, False
    if match["year"]:
        y, tail = int(match["y"]), match["tail"]
        open_ended = tail in {"以来", "起", "以后"}
        return (y, None, True, tail == "以来", tail == "以后") if open_ended else (None, y, False, False, False)
    if match["plan"]:
        return _of_plan(match["plan"].strip("“”"), match["when"])
    if match["within"] or match["coming"]:
        return _ahead(_count(match["n"] or match["m"]), period, year)
    if match["past"]:
        return _back(_count(match["p"] or match["q"] or "一"), year or (period.first if period else None))
    if year is None:
        return None
    if match["now"]:
        return None, year + (match["now"] in {"来年", "明年"}), False, False, False
    return None, year - 1, False, True, False


def _of_plan(name: str, when: str) -> _Told:
    """“十三五”期间, 末, 初, 以来."""
    known = next(each for each in sorted(FIVE_YEAR_PLANS, key=len, reverse=True) if name.startswith(each))
    first, last = FIVE_YEAR_PLANS[known]
    if when in {"末", "期末", "末期"}:
        return None, last, False, False, False
    if when in {"初", "初期"}:
        return None, first, False, False, False
    if when == "以来":
        return first, None, True, True, False
    return first, last, True, False, False


def _ahead(count: int, period: Period | None, year: int | None) -> _Told | None:
    """五年内 counts from the plan's first year, and ends with the plan at the latest; a yearly report looks further."""
    if year is not None:
        return year, year + count - 1, True, False, True
    if period is None:
        return None
    return period.first, min(period.last, period.first + count - 1), True, False, True


def _back(count: int, now: int | None) -> _Told | None:
    """五年来 ends with the year before."""
    if now is None:
        return None
    return (None, now - 1, False, True, False) if count == 1 else (now - count, now - 1, True, True, False)


def _count(written: str) -> int:
    return int(written) if written.isdigit() else _DIGITS.get(written, 1)
