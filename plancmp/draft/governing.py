"""What governs a figure from around it: its year, how firmly it is aimed at, target or result, whom it is shared out to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancmp.draft.clauses import Clause, find_case
from plancmp.draft.sentences import SentenceContext, Span
from plancmp.draft.times import NO_TIME, Time
from plancmp.draft.word_lists import EVERY
from plancmp.vocabulary import ClaimType, Commitment, Every
from plancmp.words import Text

_OPENING = 40
"""Characters; a year further inside an opening sentence governs that sentence, not the section."""
_HEADING = 60
_FROM_PARAGRAPH = Text("年份取自本段首句", "year from the opening sentence of the paragraph")
_FROM_SECTION = Text("年份取自本节首句", "year from the opening sentence of the section")
_FROM_ABOVE = Text("年份取自上一级标题下的首句，请核对", "year from the opening sentence of the section above; check")
_FROM_HEADING = Text("年份取自标题", "year from the heading")
_RECKONED = Text("年份由“今后几年”推算，请核对", "years reckoned from 今后…年; check")


class When(NamedTuple):
    """The governing time, None where the text prints none. `own`: it stands in the figure's sentence; `note` says where else."""

    time: Time | None
    own: bool = False
    note: Text | None = None


class Years(NamedTuple):
    """First year and year of a statement, the span of the words that print them, and where they come from."""

    first: int | None = None
    year: int | None = None
    span: Span | None = None
    note: Text | None = None


def find_when(clause: Clause) -> When:
    """The time that governs a figure: one in its sentence, else in the opening of its paragraph or section, else in a heading."""
    if clause.date:
        return When(clause.date._replace(is_base=False), own=True)
    own = [time for time in clause.times if not time.is_base]
    if not own:
        return _find_in_openings(clause) or _find_in_headings(clause) or When(None)
    time = _widen(clause.context, own[-1])
    return When(time, own=True, note=None if time.sure else _RECKONED)


def _widen(context: SentenceContext, last: Time) -> Time:
    """五年来 counts the years of the period that opens the paragraph: “十二五”期间… 五年来…."""
    if not (last.back and last.span and last.last):
        return last
    for time in context.draft.find_times(*context.sentence.paragraph):
        if time.span and not time.back and time.first and time.last:
            return last._replace(first=time.first, last=time.last)
    return last


def _find_in_openings(clause: Clause) -> When | None:
    """The time of an opening sentence over a figure; 五年内 in one governs that sentence alone."""
    sentence = clause.context.sentence
    openings = (
        (sentence.paragraph, _FROM_PARAGRAPH),
        (sentence.opening, _FROM_SECTION),
        *((span, _FROM_ABOVE) for span in sentence.above),
    )
    for (start, end), note in openings:
        if start == sentence.start or start > clause.figure.start:
            continue
        for time in _find_governing(clause.context, start, end, start + _OPENING):
            if not (time.ahead and time.span and time.sure):
                return When(time, note=note)
    return None


def _find_in_headings(clause: Clause) -> When | None:
    """A year in a heading over the figure, the innermost first; a period only where the headings speak of results."""
    context = clause.context
    for heading in context.sentence.headings:
        title = "".join(heading.title.split())
        line = context.normal[heading.start : min(heading.end, heading.start + _HEADING)]
        stop = heading.start + max(line.find(title[:4]), 0) + len(title)
        for time in _find_governing(context, heading.start, stop, stop):
            if not time.span or context.heading is ClaimType.OBSERVED:
                return When(time, note=_FROM_HEADING)
    return None


def _find_governing(context: SentenceContext, start: int, end: int, last: int) -> Iterator[Time]:
    return (time for time in context.draft.find_times(start, end) if not time.is_base and time.start <= last)


def decide_years(clause: Clause, when: When, kind: ClaimType, *, is_state: bool) -> Years:
    """The years of a statement. A state that a past or distant period prints is that of its last year, and has no first."""
    time = when.time
    if time is None:
        return Years()
    is_past = time.last is not None if kind is ClaimType.OBSERVED else not when.own
    first = None if not time.span or (is_state and is_past) else time.first
    begins = clause.normal[time.start - 1 : time.start] in {"到", "至", "在"}
    span = (time.start - begins, time.end) if time.sure else None
    return Years(first, time.last, span, when.note if first or time.last else None)


_MODALS = re.compile(
    r"(?P<aspirational>力争|争取|争创|力求|争当|争进|努力(?:实现|达到|争取|推动|建成|突破))"
    r"|(?P<firm>确保|必须|务必|保证(?!金|体系|能力)|(?<![主重需次首必纲概摘只不紧险机冲择显简提想还但])要(?![素求点件闻道塞领闻义务员害地职约旨么])|应当|须(?!知))"
    r"|(?P<supportive>(?<![科技资])支持(?!力度|政策|体系|下)|鼓励|引导|推动|探索|支撑引导)"
)
_NAMED = re.compile(r"体系|政策|力度|资金|计划|工程|平台|中心|服务|性")
"""What behind a modal makes it a part of a name: 科技支持体系."""
_LIST_MARKS = "—–―·0123456789.、()（） "
_SMALL = 2


def find_commitment(clause: Clause) -> tuple[Commitment, int | None]:
    """How firmly the figure is aimed at, and where the word stands that says so.

    In its clause a word governs the figures of the clause; before the year or first in the sentence, every figure to the
    full stop.
    """
    before, first = clause.before, clause.context.sentence.start
    inside = [m for m in _MODALS.finditer(before, clause.comma_start - first) if not _NAMED.match(before, m.end())]
    by_word = {str(match.lastgroup): match for match in reversed(inside)}
    word = by_word.get("aspirational") or by_word.get("firm") or (inside[-1] if inside else _find_far_modal(clause))
    return (Commitment.read(str(word.lastgroup)), first + word.start()) if word else (Commitment.PLAIN, None)


def _find_far_modal(clause: Clause) -> re.Match[str] | None:
    """The word first in the sentence, or before its first year; one of support governs its clause alone."""
    before, normal, first = clause.before, clause.normal, clause.context.sentence.start
    times = [time for time in clause.context.times if not time.is_base]
    starts = [time.start - (normal[time.start - 1] in "到至") - first for time in times]
    for match in _MODALS.finditer(before):
        is_first = not before[: match.start()].strip(_LIST_MARKS)
        is_dated = any(0 <= start - match.end() <= _SMALL for start in starts)
        governs = is_first or (is_dated and all(time.end - first > match.start() for time in times))
        if governs and match.lastgroup != "supportive":
            return match
    return None


_DONE_HERE = re.compile(r"已(?!知)|现有|现已|[一-鿿]了(?:第)?")
"""Words that look back within their own clause."""
_NOW = re.compile("目前|同比")
_REACHED = re.compile(
    r"(?:目前|截至目前|至今|先后|成功|首次|连续[一二三四五六七八九十0-9]+年|蝉联|荣获|获评|被评为|位居|同比|比上年(?!度目标)|累计(?:完成|建成|实现|投入|获|发放|培训)|历史性|超额完成|圆满完成|顺利完成|实际完成|预计(?:全年|可?完成|实现|达到|增长))"
)
_BACKGROUND = re.compile(r"(?:以|在|依托|围绕|针对|利用|立足|除)[^,;。]{0,16}$")
_AS_GROUND = re.compile(
    r"[^,;。]{0,24}(?:为(?:帮扶)?(?:重点|对象|依托|载体|平台|支撑|基础|抓手)|的?基础上|(?<=个)平台|之外)"
)
_MOSTLY_RESULTS = Text("所在章节多为成绩", "the section reports results for the most part")
_BY_WORDS = Text("按“已”“了”等词判为成绩", "taken for a result by words like 已 and 了")

KindAnswer = tuple[ClaimType, Text | None]
"""Target or result, with the reason where the signs do not agree."""

_AIM: KindAnswer = (ClaimType.TARGET, None)
_RESULT: KindAnswer = (ClaimType.OBSERVED, None)
_KINDS = {
    "ground as_ground": _RESULT,
    "looks_back not_ahead": _RESULT,
    "past": _RESULT,
    "open to_year looks_ahead": _AIM,
    "open beyond": _AIM,
    "open own_year unreached": _AIM,
    "open aspirational": _AIM,
    "open firm": _AIM,
    "in_results aspirational": (ClaimType.TARGET, _MOSTLY_RESULTS),
    "in_results own_year looks_ahead": (ClaimType.TARGET, _MOSTLY_RESULTS),
    "in_results": _RESULT,
    "reached silent": (ClaimType.OBSERVED, _BY_WORDS),
    "done undated unaimed": (ClaimType.OBSERVED, _BY_WORDS),
    "now undated unaimed": (ClaimType.OBSERVED, _BY_WORDS),
    "": _AIM,
}
"""Signs of a target or a result → which it is. `open`: no chapter of results; `silent`: the headings tell neither."""


def decide_kind(clause: Clause, when: When, commitment: Commitment) -> KindAnswer:
    """Target or result, by the time that governs the figure, the headings over it, and the words before it."""
    before, heading, time = clause.before, clause.context.heading, when.time or NO_TIME
    period = clause.context.draft.clock.period
    last = time.final or period.first
    last_clause = re.split(r"[,;:。]", before)[-1]
    done = _DONE_HERE.search(last_clause)
    reached = done or _REACHED.search(before[-48:].rpartition(";")[2])
    signs = {
        "ground": _BACKGROUND.search(before[-20:]),
        "as_ground": _AS_GROUND.match(clause.after),
        "looks_back": time.back,
        "not_ahead": not time.ahead,
        "looks_ahead": time.ahead,
        "to_year": time.final,
        "past": last < period.first,
        "beyond": last > period.last,
        "own_year": when.own,
        "undated": not when.own,
        "in_results": heading is ClaimType.OBSERVED,
        "open": heading is not ClaimType.OBSERVED,
        "silent": heading is None,
        "reached": reached,
        "unreached": not reached,
        "done": done,
        "now": _NOW.search(last_clause),
        "aspirational": commitment is Commitment.ASPIRATIONAL,
        "firm": commitment is Commitment.FIRM,
        "unaimed": commitment is Commitment.PLAIN,
    }
    return find_case(_KINDS, signs)


_FAR = (Every.PROJECT, Every.HOUSEHOLD)
"""What goes on to the full stop."""
_YEARLY_SHARE = re.compile(r"每年[^,;。]{0,30}(?:比重|比例|率)")
_SHARED_OUT = re.compile("分别|不低于")
_FAR_YEAR = re.compile(r"每年(?=[^。;]*$)")
_COUNTIES_AND_OTHERS = re.compile(r"各县(?:\(市、区\)|市区|区)?、")


def find_every(clause: Clause) -> tuple[Every | None, str]:
    """Whom a distributive figure is for (每年, 各县, 每个项目), and the word that says so."""
    ahead = clause.normal[clause.comma_start : clause.figure.start]
    for every, pattern in EVERY.items():
        match = pattern.search(ahead)
        if match and not (every is Every.YEAR and _recurs_only(ahead, clause)):
            return every, match[0]
    earlier = clause.normal[clause.context.sentence.start : clause.start]
    for every in _FAR:
        match = EVERY[every].search(earlier)
        if match:
            return every, match[0]
    yearly = None if clause.change else _FAR_YEAR.search(earlier)
    return (Every.YEAR, yearly[0]) if yearly else (None, "")


def _recurs_only(ahead: str, clause: Clause) -> bool:
    """每年 before a rate of growth, or a share that merely recurs, makes no figure of each year."""
    return bool(clause.change or (_YEARLY_SHARE.search(ahead) and not _SHARED_OUT.search(ahead)))


def is_duty_of_counties(clause: Clause) -> bool:
    """各县(市、区)、高新区…: whether every county has the duty besides the zones that are named."""
    return bool(_COUNTIES_AND_OTHERS.search(clause.normal, clause.comma_start, clause.figure.start))
