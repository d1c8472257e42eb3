"""What a document says of itself: title, place, period, number, date of issue, and the plans that it follows."""

import re
from collections.abc import Iterator, Sequence

from plancmp.chinese.dates import FIVE_YEAR_PLANS
from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.plan_text import PlanText
from plancmp.draft.places import find_named_place, find_title_place
from plancmp.draft.reports import ReportHead, read_report
from plancmp.draft.result import DocumentHead
from plancmp.model import Collection, Period
from plancmp.scalars import YEAR
from plancmp.vocabulary import DocumentKind

_LINES = 120
_TITLE = re.compile(
    r"(?:规划(?:\(?纲要\)?)?|计划|方案|纲要|工作报告|公报|行动|要点|意见)(?:和(?:20[0-9]{2}|二[〇○零]三五)年远景目标(?:纲要)?)?(?: ?\([^()]{2,20}\))?$"
)
_NOT_TITLE = re.compile(
    r"〔|[0-9]日|人民政府(?:办公|$)|办公[室厅]|关于|印发|通知|位置|首页|您|转发|:|;|。|，|审议|根据|编制|制定本|第[一二三四五六七八九十]+[章节篇]"
)
_ANNOUNCED = re.compile(
    r"(?:印发|转发|批准|审议通过)了?[《〈]?([^《》〈〉]{4,60}?(?:规划|计划|方案|纲要)(?:和20[0-9]{2}年远景目标纲要)?(?:\([^()]{4,20}\))?)[》〉]?的?(?:通知|决定|批复)"
)
_NO_PART_OF_TITLE = re.compile(r"[。,，:：、；;]$|[0-9]{4}-[0-9]|^[(（]")
_SHORTEST_TITLE, _LONGEST_TITLE = 5, 64  # 工作方案 alone names nothing
_MONTHS, _DAYS = 12, 31
_NUMBER = re.compile(rf"([一-鿿]{{1,8}}) ?[〔\[(【] ?({YEAR}) ?[〕\])】] ?([0-9]{{1,4}}) ?号")
_DAY = re.compile(rf"({YEAR}) ?年 ?([0-9]{{1,2}}) ?月 ?([0-9]{{1,2}}) ?日")
_WEB_DAY = re.compile(rf"({YEAR})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})(?![0-9])")
_CHINESE_DAY = re.compile(
    r"([二][〇○零0][一二三四五〇○零][〇○零一二三四五六七八九])年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_SPAN = re.compile(rf"({YEAR}) ?年? ?[-‐-―─~〜−至到]{{1,2}} ?({YEAR}) ?年?")
_YEAR = re.compile(rf"({YEAR}) ?年?")
_FIVE = re.compile(
    r"“?(十?[一二三四五六七八九]?五)”?(?=规划|计划|时期|期间|专项|科技|发展|[一-鿿]{0,24}规划)|第(十[一二三四五六七]?)个五年"
)
_FOLLOWS = re.compile(r"《[^《》]{4,70}》(?:\([^()]{4,24}号\))?")
_BASIS_SENTENCE = re.compile(r"(?:根据|依据|按照|贯彻落实|落实)[^。]{0,400}?(?:制定|编制|制订)(?:本[^。,]{0,12})?[,。]")


def read_head(text: PlanText, collection: Collection, place: str | None = None) -> DocumentHead:
    """The particulars of a document. `place` is the id or name of the place if the reader of the draft says it."""
    lines = _read_front(text)
    printed = [line for _, line in lines]
    title, number = _find_title([line.replace(" ", "") for line in printed])
    head = "\n".join(printed)
    front = head if number is None else "\n".join(printed[: number + 1])
    start = 0 if number is None else lines[number][0]
    report = read_report([line.replace(" ", "") for line in printed])
    if report is not None:
        return _read_report_head(report, lines, collection, place)
    kind = _find_kind(title or "")
    issued = _read_day(front) or _read_day_at_end(text)
    found = find_named_place(place, head, collection) if place else find_title_place(title or "", head, collection)
    folded = fold(title or "")[0]
    period = _read_year(folded) if kind is DocumentKind.COMMUNIQUE else _read_period(folded, head)
    return DocumentHead(title, found, period, _read_number(front), issued, _read_follows(text, start), kind, start)


def _read_report_head(
    report: ReportHead, lines: Sequence[tuple[int, str]], collection: Collection, place: str | None
) -> DocumentHead:
    """The particulars of a work report; it bears the name of its place and its year, whatever is printed over it."""
    head = "\n".join(line for _, line in lines)
    names = (place, *report.names) if place else report.names
    found = next((guess for name in names if (guess := find_named_place(name, head, collection))), None)
    name = "" if found is None else (found.place or collection.places[found.ident]).name.zh
    title = f"{name}{report.year or ''}{'年' if report.year else ''}政府工作报告"
    period = Period(report.year, report.year) if report.year else None
    start = lines[min(report.line, len(lines) - 1)][0]
    return DocumentHead(title, found, period, None, report.day, (), DocumentKind.REPORT, start, report.doubts)


_KINDS = (
    (re.compile("统计公报"), DocumentKind.COMMUNIQUE),
    (re.compile("国民经济和社会发展.*规划"), DocumentKind.OUTLINE),
    (re.compile("行动计划|行动方案|实施方案|工作方案"), DocumentKind.ACTION),
)


def _find_kind(title: str) -> DocumentKind:
    """What sort of document a title is of; a plan where it does not tell."""
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), DocumentKind.PLAN)


def _read_year(title: str) -> Period | None:
    year = _YEAR.search(title)
    return Period(int(year[1]), int(year[1])) if year else None


def _read_front(text: PlanText) -> list[tuple[int, str]]:
    """The printed lines before the text proper, folded, each with its offset in the normalised text."""
    found: list[tuple[int, str]] = []
    offset = 0
    for raw in text.raw.split("\n"):
        words = fold(raw)[0].split()
        if words:
            found.append((offset, " ".join(words)))
        offset += len("".join(words))
        if len(found) >= _LINES:
            break
    return found


def _find_title(lines: Sequence[str]) -> tuple[str | None, int | None]:
    """The title as printed over the text, with the number of its line; else as the notice in front calls it."""
    notices = (_ANNOUNCED.search(line) for line in ("".join(lines[:40]), *lines))
    announced = next((notice[1] for notice in notices if notice), None)
    found = [each for each in _find_titles(lines) if announced is None or _is_alike(each[1], announced)]
    if not found:
        return announced, next((n for n, line in enumerate(lines) if announced and announced[:10] in line), None)
    # Printed over the notice, in a table of contents and over the text: the last is the one over the text.
    first, title = found[0]
    last = max(number for number, each in found if each == title)
    return title.strip("《》"), last if last - first < _LINES // 2 else first


def _find_titles(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What looks like a title, in up to three lines, with the number of the last."""
    for first in range(len(lines)):
        for last in range(first, min(first + 3, len(lines))):
            title = "".join(lines[first : last + 1])
            if _is_title(title) and not any(_NO_PART_OF_TITLE.search(line) for line in lines[first:last]):
                yield last, title
                break


def _is_title(words: str) -> bool:
    if not _SHORTEST_TITLE < len(words) <= _LONGEST_TITLE:
        return False
    return bool(_TITLE.search(words)) and not _NOT_TITLE.search(words)


def _is_alike(printed: str, announced: str) -> bool:
    a, b = set(printed), set(announced)
    return len(a & b) >= 0.6 * min(len(a), len(b))


def _read_number(front: str) -> str | None:
    """The document number; one that stands behind another document's title in 《》 is not it."""
    for match in _NUMBER.finditer(front):
        if front[max(0, match.start() - 2) : match.start()].rstrip("( ").endswith("》"):
            continue
        return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return None


def _read_day(front: str) -> str | None:
    """The last date in front of the text, written in characters before one that a web page prints."""
    days = [match.groups() for match in _DAY.finditer(front)][-1:]
    spelt = [_read_numerals(match) for match in _CHINESE_DAY.finditer(front)][-1:]
    days = days or [each for each in spelt if "0" not in each]
    days = days or [match.groups() for match in _WEB_DAY.finditer(front)][:1]
    for year, month, day in (map(int, each) for each in days):
        if 1 <= month <= _MONTHS and 1 <= day <= _DAYS:
            return f"{year}-{month:02d}-{day:02d}"
    return None


def _read_numerals(match: re.Match[str]) -> tuple[str, ...]:
    """A date in characters, in figures."""
    return tuple(str(int(read_numeral(re.sub("[○零]", "〇", part)) or 0)) for part in match.groups())


def _read_day_at_end(text: PlanText) -> str | None:
    """The date under the text; a date inside its sentences is none."""
    for line in reversed(text.raw.rstrip().split("\n")[-12:]):
        folded = fold(line.strip())[0]
        if any(day.fullmatch(folded) for day in (_DAY, _WEB_DAY, _CHINESE_DAY)):
            return _read_day(folded)
    return None


def _read_period(title: str, head: str) -> Period | None:
    """The years of a plan, or those of the five-year plan that it names, in its title before the text's front."""
    five = _read_five(title)
    years = _read_years(title) or five or _read_years(head)
    one = None if years else _YEAR.search(title)
    return years or (Period(int(one[1]), int(one[1])) if one else _read_five(head))


def _read_years(words: str) -> Period | None:
    years = _SPAN.search(words)
    return Period(int(years[1]), int(years[2])) if years and int(years[1]) < int(years[2]) else None


def _read_five(text: str) -> Period | None:
    """The years of the first five-year plan that is named: “十三五”规划, 第十三个五年."""
    names = (match[1] or f"{match[2]}五" for match in _FIVE.finditer(text))
    return next((FIVE_YEAR_PLANS[name] for name in names if name in FIVE_YEAR_PLANS), None)


def _read_follows(text: PlanText, start: int) -> tuple[str, ...]:
    """The titles in the sentence that says what the plan was made by."""
    stop = text.outline[0].start + 1500 if text.outline else start + 3000
    sentence = _BASIS_SENTENCE.search(text.normal, start, max(stop, start + 3000))
    return tuple(dict.fromkeys(match[0] for match in _FOLLOWS.finditer(sentence[0]))) if sentence else ()
