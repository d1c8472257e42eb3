"""What a document says of itself: title, place, period, number, date of issue, and the plans that it follows."""

import re
from typing import NamedTuple

from plancmp.chinese.fold import fold
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.plan_text import PlanText
from plancmp.draft.times import FIVE_YEAR_PLANS
from plancmp.draft.where import PlaceGuess, place_of_title
from plancmp.model import Collection, Period

_LINES = 120
_TITLE = re.compile(
    r"(?:规划(?:\(?纲要\)?)?|计划|方案|纲要|工作报告|行动|要点|意见)(?:和(?:20[0-9]{2}|二[〇○零]三五)年远景目标(?:纲要)?)?(?: ?\([^()]{2,20}\))?"
)
_NOT_TITLE = re.compile(
    r"〔|[0-9]日|人民政府(?:办公|$)|办公[室厅]|关于|印发|通知|位置|首页|您|转发|:|;|。|，|审议|根据|编制|制定本|第[一二三四五六七八九十]+[章节篇]"
)
_ANNOUNCED = re.compile(
    r"(?:印发|转发|批准|审议通过)了?[《〈]?([^《》〈〉]{4,60}?(?:规划|计划|方案|纲要)(?:和20[0-9]{2}年远景目标纲要)?(?:\([^()]{4,20}\))?)[》〉]?的?(?:通知|决定|批复)"
)
_SHORTEST_TITLE, _LONGEST_TITLE = 5, 64  # 工作方案 alone names nothing
_MONTHS, _DAYS = 12, 31
_NUMBER = re.compile(r"([一-鿿]{1,8}) ?[〔\[(【] ?((?:19|20)[0-9]{2}) ?[〕\])】] ?([0-9]{1,4}) ?号")
_DAY = re.compile(
    r"((?:19|20)[0-9]{2}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日|((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])"
)
_CHINESE_DAY = re.compile(
    r"([二][〇○零0][一二三四五〇○零][〇○零一二三四五六七八九])年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_SPAN = re.compile(r"((?:19|20)[0-9]{2}) ?年? ?[-‐-―─~〜−至到]{1,2} ?((?:19|20)[0-9]{2}) ?年?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2}) ?年?")
_FIVE = re.compile(
    r"“?(十?[一二三四五六七八九]?五)”?(?=规划|计划|时期|期间|专项|科技|发展|[一-鿿]{0,24}规划)|第(十[一二三四五六七]?)个五年"
)
_ORDINAL = {
    "十": "十五",
    "十一": "十一五",
    "十二": "十二五",
    "十三": "十三五",
    "十四": "十四五",
    "十五": "十五五",
    "十六": "十六五",
}
_FOLLOWS = re.compile(r"《[^《》]{4,70}》(?:\([^()]{4,24}号\))?")
_BASIS_SENTENCE = re.compile(r"(?:根据|依据|按照|贯彻落实|落实)[^。]{0,400}?(?:制定|编制|制订)(?:本[^。,]{0,12})?[,。]")
_REPORT = re.compile(r"政府工作报告")


class Document(NamedTuple):
    """A document's own particulars; None where it does not say. `body` is the offset in the normalised text behind its title."""

    title: str | None
    place: PlaceGuess | None
    period: Period | None
    number: str | None
    issued: str | None
    follows: tuple[str, ...]
    is_report: bool
    body: int


def read_document(text: PlanText, collection: Collection, place: str | None = None) -> Document:
    """The particulars of a document. `place` is the id or name of the place if the reader of the draft says it."""
    lines = _front_lines(text)
    title, line = _title(lines)
    front = "\n".join(each for _, each in lines[: line + 1]) if line >= 0 else "\n".join(each for _, each in lines)
    start = lines[line][0] if line >= 0 else 0
    head = "\n".join(each for _, each in lines)
    is_report = bool(title and _REPORT.search(title))
    issued = _day(front) or (_day(head) if is_report else _day_at_end(text))
    known = place_of_title(place or title or "", head, collection, said=place is not None)
    period = _period(title or "", head, issued, is_report=is_report)
    return Document(title, known, period, _number(front), issued, _follows(text, start), is_report, start)


def _front_lines(text: PlanText) -> list[tuple[int, str]]:
    """The printed lines before the text proper, folded, each with its offset in the normalised text."""
    found: list[tuple[int, str]] = []
    offset = 0
    for raw in text.raw.split("\n"):
        folded = fold(raw)[0]
        length = len("".join(folded.split()))
        if length:
            found.append((offset, " ".join(folded.split())))
        offset += length
        if len(found) >= _LINES:
            break
    return found


def _title(lines: list[tuple[int, str]]) -> tuple[str | None, int]:
    """The title as printed over the text, with the number of its line; else as the notice in front calls it."""
    joined = [each.replace(" ", "") for _, each in lines]
    found: list[tuple[int, str]] = []
    for number in range(len(joined)):
        for count in (1, 2, 3):
            candidate = "".join(joined[number : number + count])
            if len(candidate) > _LONGEST_TITLE:
                break
            match = _TITLE.search(candidate)
            while match and match.end() < len(candidate):
                match = _TITLE.search(candidate, match.end())
            if (
                match
                and not _NOT_TITLE.search(candidate)
                and len(candidate) > _SHORTEST_TITLE
                and not _inside(joined, number, count)
            ):
                found.append((number + count - 1, candidate))
                break
    announced = next((m[1] for line in ("".join(joined[:40]), *joined) if (m := _ANNOUNCED.search(line))), None)
    titles = [each for each in found if announced is None or _alike(each[1], announced)] or ([] if announced else found)
    if titles:
        # Printed over the notice, in a table of contents and over the text: the last is the one over the text.
        number, chosen = titles[0]
        same = [n for n, each in titles if each == chosen]
        return chosen.strip("《》"), same[-1] if same[-1] - number < _LINES // 2 else number
    return announced, next((n for n, line in enumerate(joined) if announced and announced[:10] in line), -1)


def _inside(lines: list[str], number: int, count: int) -> bool:
    """Whether joined lines make no title: one of several lines ends or is a sentence of its own."""
    return count > 1 and any(
        re.search(r"[。,，:：、；;]$|[0-9]{4}-[0-9]|^[(（]", each) for each in lines[number : number + count - 1]
    )


def _alike(printed: str, announced: str) -> bool:
    a, b = set(printed), set(announced)
    return len(a & b) >= 0.6 * min(len(a), len(b))


def _number(front: str) -> str | None:
    """The document number; one that stands behind another document's title in 《》 is not it."""
    for match in _NUMBER.finditer(front):
        if front[max(0, match.start() - 2) : match.start()].rstrip("( ").endswith("》"):
            continue
        return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return None


def _day(front: str) -> str | None:
    """The last date in front of the text, written in characters before one that a web page prints."""
    best = None
    for match in _DAY.finditer(front):
        if match[1]:
            best = (match[1], match[2], match[3])
    if best is None:
        spelt = list(_CHINESE_DAY.finditer(front))
        if spelt:
            year = read_numeral(spelt[-1][1].replace("○", "〇").replace("零", "〇"))
            month, day = read_numeral(spelt[-1][2]), read_numeral(spelt[-1][3])
            if year and month and day:
                best = (str(int(year)), str(int(month)), str(int(day)))
    if best is None:
        best = next(((m[4], m[5], m[6]) for m in _DAY.finditer(front) if m[4]), None)
    if best is None or not (1 <= int(best[1]) <= _MONTHS and 1 <= int(best[2]) <= _DAYS):
        return None
    return f"{best[0]}-{int(best[1]):02d}-{int(best[2]):02d}"


def _day_at_end(text: PlanText) -> str | None:
    """The date under the text; a date inside its sentences is none."""
    for line in reversed(text.raw.rstrip().split("\n")[-12:]):
        folded = fold(line.strip())[0]
        match = _DAY.fullmatch(folded) or _CHINESE_DAY.fullmatch(folded)
        if match:
            return _day(folded)
    return None


def _period(title: str, head: str, issued: str | None, *, is_report: bool) -> Period | None:
    folded = fold(title)[0]
    if is_report:
        year = _YEAR.search(folded)
        if year:
            return Period(int(year[1]), int(year[1]))
        day = issued or _day(head)
        return Period(int(day[:4]), int(day[:4])) if day else None
    five = _five(folded)
    for source in (folded, head):
        span = _SPAN.search(source)
        if span and int(span[1]) < int(span[2]) and not (five and source is head):
            return Period(int(span[1]), int(span[2]))
        if five:
            return five
    one = _YEAR.search(folded)
    if one:
        return Period(int(one[1]), int(one[1]))
    return _five(head)


def _five(text: str) -> Period | None:
    for match in _FIVE.finditer(text):
        name = match[1] or _ORDINAL.get(match[2], "")
        if name in FIVE_YEAR_PLANS:
            return Period(*FIVE_YEAR_PLANS[name])
    return None


def _follows(text: PlanText, start: int) -> tuple[str, ...]:
    """The titles in the sentence that says what the plan was made by."""
    stop = text.outline[0].start + 1500 if text.outline else start + 3000
    sentence = _BASIS_SENTENCE.search(text.normal, start, max(stop, start + 3000))
    if sentence is None:
        return ()
    return tuple(dict.fromkeys(match[0] for match in _FOLLOWS.finditer(sentence[0])))
