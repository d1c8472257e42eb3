"""What a work report says of itself: whose it is, when it was given, and whose year's work it sets.

Reports lie about in many forms: as a page's title, as the line under it ("——2021年4月11日在南宁市第十四届人民代表大会第六次会议上"), as who
gives it. The congress is the surest word for the place, its date for the year: a report given in November or December is
that of the next year. Whatever else is printed must agree with them, or is told as a doubt.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from plancmp.chinese.dates import FIVE_YEAR_PLAN, FIVE_YEAR_PLANS
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.place_names import ENDINGS, strip_ending
from plancmp.chinese.plan_text import Heading
from plancmp.chinese.spelling import spell_syllables
from plancmp.draft.word_lists import PROVINCES
from plancmp.scalars import YEAR, Period
from plancmp.words import Text, say


class ReportHead(NamedTuple):
    """The particulars of a work report; None where it does not say. `names` are those of its place, the surest first."""

    names: tuple[str, ...]
    day: str | None
    year: int | None
    line: int
    """The number of the last of its lines that belong to the head."""
    doubts: tuple[Text, ...]


_FRONT = 16
"""Lines of print in which a report says what it is."""
_NEXT_YEAR_FROM = 11
"""The month from which on a report is that of the next year."""
_NUMERAL = "[一二三四五六七八九十百0-9]{1,4}"
_CHINESE_YEAR = "[一二][〇○零０0一二三四五六七八九]{3}"
_DAY = rf"(?P<y>{YEAR}|{_CHINESE_YEAR})年(?P<m>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<d>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
_ONE_DAY = re.compile(_DAY)
_CONGRESS = re.compile(
    rf"(?:^|[在—―─\-(,日])(?P<who>[一-鿿]{{1,16}}?)第?{_NUMERAL}届(?:人民代表大会|人大)(?:常务委员会|常委会)?第?{_NUMERAL}次会议"
    rf"|第{_NUMERAL}届(?P<nation>全国)人民代表大会第?{_NUMERAL}次会议"
)
_NAME = rf"[一-鿿]{{1,9}}?(?:{'|'.join(ENDINGS)})"
_TITLE = re.compile(
    rf"^(?:{YEAR}年)?(?P<who>{_NAME}|[一-鿿]{{2,3}}(?=政府))?(?:人民政府)?(?:{YEAR}年度?)?(?:人民)?(?:政府)?工作(?:的)?报告(?:\(.*)?$"
)
_SPEAKER = re.compile(
    rf"^(?P<who>{_NAME})(?:人民政府)?(?:代理?|党组书记、?)?(?:省长|市长|州长|盟长|县长|区长|旗长|主席|专员|行署专员)"
)
_GIVEN_BY = re.compile(rf"代表(?P<who>{_NAME})人民政府")
_REVIEW = re.compile(
    rf"(?P<year>{YEAR})年(?:及|和|与|、|主要|的|政府|经济|全年|市|县|州|各项|过去)?[^。,;]{{0,14}}?(?:工作)?(?:回顾|总结)"
)
_REVIEWED = re.compile("回顾|总结|成就|成绩")
_AHEAD = re.compile("安排|目标|任务|部署|工作重点|打算|展望|总体要求|思路|建议")
_FIVE_PAST = re.compile("五年|本届|届人大")
_FIVE_AHEAD = re.compile("(?:今后|未来)的?五年")
_PLAN_NAMED = re.compile(FIVE_YEAR_PLAN)
_ANY_YEAR = re.compile(YEAR)


def read_report(lines: Sequence[str]) -> ReportHead | None:
    """The head of a work report; None where the front of the text is none of one. `lines` are folded, without blanks."""
    front = [_strip_markup(line) for line in lines[:_FRONT]]
    told = list(_list_told(front))
    if not any(each.is_report for each in told):
        return None
    whole = "".join(front)
    named = [each.name for each in sorted(told, key=lambda t: t.rank) if _is_name(each.name)]
    by_address = [] if named else _find_by_address(front, lines)
    names = tuple(dict.fromkeys(_complete(name, front) for name in (*named, *by_address)))
    doubts = [_BY_ADDRESS] if by_address else []
    day = _read_day(whole)
    title_year = next((each.year for each in told if each.year), None)
    year, other_years = _settle_year(day, title_year, _find_reviewed_year(lines))
    if year is None:
        year = _find_year_in_address(front)
        doubts += [_YEAR_BY_ADDRESS] if year else []
    return ReportHead(names, day, year, max(each.line for each in told), (*doubts, *other_years, *_doubt_names(names)))


class _Told(NamedTuple):
    """What one line of the front says: the place with how sure that is (0 best), the year of a title."""

    line: int
    name: str | None
    rank: int
    year: int | None = None
    is_report: bool = False


def _list_told(front: Sequence[str]) -> Iterator[_Told]:
    for number in range(len(front)):
        congress = _find_congress(front, number)
        if congress:
            who = (congress["who"] or _NATION).rpartition("在")[2]
            yield _Told(number, who, 0, is_report=_is_given(front))
        title = _TITLE.search(front[number])
        if title and len(front[number]) <= _LONGEST_TITLE and not _GIVEN_BY.search(front[number]):
            yield _Told(number, title["who"], 1, is_report=True)
        if _CALLED.search(front[number]) and len(front[number]) <= _LONGEST_TITLE:
            printed = _PRINTED_YEAR.search(front[number])
            yield _Told(number, None, 1, int(printed[1]) if printed else None, is_report=True)
        for rank, pattern in ((2, _SPEAKER), (3, _GIVEN_BY)):
            speaker = pattern.search(front[number])
            if speaker:
                yield _Told(number, speaker["who"], rank)


_LONGEST_TITLE = 60
_CALLED = re.compile(r"政府工作(?:的)?报告(?:\(.*)?$")
_PRINTED_YEAR = re.compile(rf"({YEAR})年(?![0-9一二三四五六七八九十]{{1,2}}月)")


def _find_congress(front: Sequence[str], number: int) -> re.Match[str] | None:
    """The congress that a line names, which may go on in the next; a sentence of the text names others."""
    line = front[number]
    if len(line) > _LONGEST_TITLE:
        return None
    goes_on = line.endswith(("市", "省", "州", "区", "县", "盟")) or bool(_ONE_DAY.search(line))
    return _CONGRESS.search(line) or (_CONGRESS.search("".join(front[number : number + 2])) if goes_on else None)


def _is_name(name: str | None) -> TypeGuard[str]:
    """Whether a place is named, not only its kind (自治区第九届…, 全市)."""
    return (
        name is not None
        and len(name) > 1
        and name != "国务院"
        and "我们" not in name
        and not _ONLY_KIND.fullmatch(name)
    )


_ONLY_KIND = re.compile(rf"[全本我各该]?(?:{'|'.join(ENDINGS)})")


def _find_by_address(front: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The place that the text names and whose sound, or the letters it begins with, stands in the page's address."""
    host = next((found["host"] for line in front if (found := _HOST.search(line))), None)
    if host is None:
        return []
    words = Counter(line[n : n + size] for line in lines for size in _SHORT for n in range(len(line) - size + 1))
    likely = [word for word, _ in words.most_common(_COMMON) if _HAN.fullmatch(word)]
    return [word for word in (*PROVINCES, *likely) if words[word] and _sounds_like(word, host)][:1]


def _complete(name: str, front: Sequence[str]) -> str:
    """A name with the ending that it lacks: of what the speaker speaks for (我代表市人民政府)."""
    if name.endswith(tuple(ENDINGS)) or name == _NATION:
        return name
    spoken_for = _SPOKEN_FOR.search("".join(front))
    return name + (spoken_for["kind"] if spoken_for else "市")


_SPOKEN_FOR = re.compile(rf"代表(?P<kind>{'|'.join(ENDINGS)})(?:人民)?政府")
_NATION = "中国"


_SHORT, _COMMON = (2, 3), 600
"""Characters of a place's short name, and how many of the commonest words are tried for one."""
_HAN = re.compile("[一-鿿]+")
_HOST = re.compile(r"https?://(?:[a-z0-9\-]+\.)?(?P<host>[a-z]{2,})\.gov\.cn")
_PAGE_OF = re.compile(rf"https?://\S*/({YEAR})[/-]?(0[1-9]|1[0-2])")
_YEAR_BY_ADDRESS = Text("年份只由网址推断", "the year is only told by the page's address")


def _find_year_in_address(front: Sequence[str]) -> int | None:
    """The year of a report by when its page was put up."""
    page = next((found for line in front if (found := _PAGE_OF.search(line))), None)
    return None if page is None else int(page[1]) + (int(page[2]) >= _NEXT_YEAR_FROM)


_BY_ADDRESS = Text("地区只由网址推断", "the place is only told by the page's address")


def _sounds_like(short: str, host: str) -> bool:
    syllables = spell_syllables(short)
    initials = "".join(each[:1] for each in syllables)
    return host.removesuffix("zf") in {"".join(syllables), initials}


def _is_given(front: Sequence[str]) -> bool:
    """Whether somebody reports to delegates, or a line of the front calls it a work report."""
    whole = "".join(front)
    return ("各位代表" in whole and "报告" in whole) or any(
        "政府工作报告" in line for line in front if len(line) <= _LONGEST_TITLE
    )


def _strip_markup(line: str) -> str:
    """A line of Markdown as print: without signs of emphasis and headings, remarks and the names of fields."""
    plain = re.sub(r"<!--|-->|<[^<>]{1,40}>|[*#_>《》]", "", line)
    return re.sub(r"^(?:title|source|url|date|---+)[:：]?", "", plain).strip()


def _read_day(front: str) -> str | None:
    """The first day printed, as 2021-04-11."""
    for match in _ONE_DAY.finditer(front):
        year, month, day = (_read_part(match[part]) for part in "ymd")
        if str(year).startswith(("19", "20")) and month in _MONTHS and day in _DAYS:
            return f"{year}-{month:02d}-{day:02d}"
    return None


_MONTHS, _DAYS = range(1, 13), range(1, 32)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _read_part(printed: str) -> int:
    """A year, month or day: 2021, 二〇二一 digit by digit, 十六."""
    digits = printed.translate(_DIGITS)
    return int(digits) if digits.isdecimal() else int(read_numeral(printed) or 0)


def _find_reviewed_year(lines: Sequence[str]) -> int | None:
    """The year that the first heading reviews."""
    headings = (_REVIEW.search(_strip_markup(line)) for line in lines if len(line) < _LONGEST_TITLE)
    return next((int(found["year"]) for found in headings if found), None)


def _settle_year(day: str | None, title: int | None, reviewed: int | None) -> tuple[int | None, list[Text]]:
    """The year whose work it sets: by its day, else by what it reviews, else its title's; what says otherwise is a doubt."""
    given = None if day is None else int(day[:4]) + (int(day[5:7]) >= _NEXT_YEAR_FROM)
    after = None if reviewed is None else reviewed + 1
    year = given or after or title
    doubts = [
        say("{what}指向 {other} 年，这里取 {year} 年", "{what} tells of {other}; {year} is taken", what=what, other=str(other), year=str(year))
        for what, other in ((_BY_TITLE, title), (_BY_REVIEW, after))
        if other is not None and other != year
    ]  # fmt: skip
    return year, doubts


_BY_TITLE = Text("标题", "the title")
_BY_REVIEW = Text("所回顾的年份", "the year that is reviewed")


def _doubt_names(names: Sequence[str]) -> Iterator[Text]:
    """A name that shares nothing with the one taken: another place."""
    for name in names[1:]:
        short, first = strip_ending(name), strip_ending(names[0])
        if short not in first and first not in short:
            yield say(
                "文中也写有“{name}”，这里取“{first}”",
                "{name} is named too; {first} is taken",
                name=name,
                first=names[0],
            )


def find_spans(outline: Sequence[Heading], year: int) -> Mapping[str, Period]:
    """Section → the years that a report of `year` reviews or sets there, of the headings that tell."""
    found: dict[str, Period] = {}
    for heading in outline:
        span = _read_span(heading.title, year)
        if span is not None and "." not in heading.key:
            found[heading.key] = span
    return found


def _read_span(title: str, year: int) -> Period | None:
    """The years of a chapter: those that its title prints, else by what it does, reviewing or setting."""
    plans = [FIVE_YEAR_PLANS[name] for name in _PLAN_NAMED.findall(title)]
    years = [int(printed) for printed in _ANY_YEAR.findall(title)]
    if plans or years:
        first = min([*(plan.first for plan in plans), *years])
        last = max([*(plan.last for plan in plans), *years])
        return Period(first, last) if last < year or first >= year else None
    if _REVIEWED.search(title):
        return Period(year - 5, year - 1) if _FIVE_PAST.search(title) else Period(year - 1, year - 1)
    if _FIVE_AHEAD.search(title):
        return Period(year, year + 4)
    return Period(year, year) if _AHEAD.search(title) else None
