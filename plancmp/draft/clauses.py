"""A figure's clause: what stands before it and behind it, and the noun that it counts."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from plancmp.chinese.plan_text import PlanText
from plancmp.chinese.quantities import Quantity, find_quantities
from plancmp.draft.sentences import SentenceContext
from plancmp.draft.times import Time
from plancmp.draft.word_lists import CHANGES, FALLS, LEADING, LINKS, NOUN_AFTER, SCOPE, VERBS


class PrintedFigure(NamedTuple):
    """A quantity in offsets of the normalised text; `core` is where its number begins, behind a comparator."""

    quantity: Quantity
    start: int
    core: int
    end: int


def find_figures(text: PlanText) -> Iterator[PrintedFigure]:
    """Every quantity of a text in offsets of the normalised text."""
    for quantity in find_quantities(text.raw):
        start, core, end = (bisect_left(text.offsets, at) for at in (quantity.start, quantity.core, quantity.end))
        yield PrintedFigure(quantity, start, core, end)


class Clause(NamedTuple):
    """The words around one figure.

    `start` is where its clause begins. `noun` is what is counted, with its span; `verb` stands before it. `change` is a verb of
    change right before the figure. `tied`: nothing divides it from the figure before. `each` is 各 or 分别 where one of them
    shares the figure out. `behind`: the noun stands behind the figure.
    """

    context: SentenceContext
    figure: PrintedFigure
    start: int
    noun: str
    noun_at: int
    noun_end: int
    verb: str
    change: str
    tied: bool
    each: str
    behind: bool = False

    @property
    def normal(self) -> str:
        """The text of the document, normalised."""
        return self.context.normal

    @property
    def quantity(self) -> Quantity:
        """The figure as it is read."""
        return self.figure.quantity

    @property
    def falls(self) -> bool:
        """Whether the change is a decrease."""
        return self.change in FALLS

    @property
    def ahead(self) -> str:
        """The clause up to the figure."""
        return self.normal[self.start : self.figure.start]

    @property
    def before(self) -> str:
        """The sentence up to the figure."""
        return self.normal[self.context.sentence.start : self.figure.start]

    @property
    def after(self) -> str:
        """The sentence behind the figure."""
        return self.normal[self.figure.end : self.context.sentence.end]

    @property
    def times(self) -> tuple[Time, ...]:
        """The times of the sentence before the figure."""
        return tuple(time for time in self.context.times if time.end <= self.figure.start)

    @property
    def date(self) -> Time | None:
        """What is compared with right before the figure: 比2010年的36件."""
        bases = (time for time in self.times if time.is_base and is_dating(time, self.figure, self.normal))
        return max(bases, default=None)

    @property
    def comma_start(self) -> int:
        """Where the clause begins that 、 does not divide."""
        first = self.context.sentence.start
        return max(min(first, self.start), *(self.normal.rfind(mark, first, self.start) + 1 for mark in ",;。:"))


_DIVIDES = frozenset(",;。:!?")
_NEXT = frozenset(",;。:、)!?]”")
_LIST_NUMBER = re.compile(
    r"[—–―·•●◆■★]*(?:[0-9]{1,2}[.、．)]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}[是、.])?"
)
_EACH = re.compile(
    r"(各自?|分别|均)(?:要|应|须|需|达到|达|为|新增|建成|建设|增长|不低于|不少于|超过|实现|达到了|突破|下降|提高|引进|培育|至少){0,2}$"
)
_JOINED = re.compile(r"[、和及与或]|以及|\)?[^,;。:、]{0,24}?[、](?=[^,;。:]{2})")
_GRADE = re.compile(r"(?:国家级?|省部?级|自治区级?|省级|市级|地市级|州级|县级|区级|世界级|院士级)+(?:以上)?")
_PREDICATE = re.compile(
    r"(?:获得?了?|荣获|通过|被|入选|列入|达到|成为|参加|完成|实现|位居|签订|签署|进入|落户|活跃|建成|投入|开工|投产|在|已|将|均|全部|取得|纳入|开展|进村|提供|参与|从事|带动|面向|受到|获评|先后|实施|认定|评为|超过|增长|下降|提高|占|居|以及|并|高于|低于|来自|用于|进行|同比|为|由)"
)
_LONGEST_NOUN = 38
_FROM = re.compile(r"(?:由|从|比|较|与|到|至|,)+$")
_LINKS_AND_FROM = re.compile(f"(?:(?:由|从)$|{LINKS.pattern})")
_INSIDE = re.compile(r"(?<=[一-鿿]{2})(?:力争|争取|确保)(?:新增|达到|实现)?(?=[一-鿿]{2})")
_RANK = re.compile(r"(?:进入|跻身|位居|保持|排名|列|稳居|进位|冲进|争进|迈入)[^,;。]{0,8}$")
_LISTED = re.compile(r"(?:等|共|”|》)$")
_YEARLY = re.compile(r"(?:年均|年|每年|同比|分别|均|累计|实际|预期|比上年|名义|可比|同口径|按可比价|力争|平均)+$")
_DIVIDED = re.compile(
    r"^[^,;]{1,24}?(?:分别|每年|至少)(?:要|应|须)?((?:新增|建设|引进|建成|培育|举办|选派|安排|完成|组织|实施|新建|建立|设立|开展|打造|创建|投入|用于)[^,;]{2,})$"
)
_ENDING_VERB = re.compile(f"(?:{VERBS.pattern})+(?:了|出)?$")
_WON = re.compile(
    r"(?:先后)?(?:被?(?:认定|评选?|授予|列入|评定|命名)为?|获得?|荣获|获评|入选|通过|列入|取得|纳入)(?:了)?(?=.{3})"
)
_WINNERS = re.compile(
    r"(?:家|个)?(?:企业|单位|县|村|乡镇|镇|人|项目|产品|农产品|学校|成果|科技成果|园区|基地|区|市)(?:\([^()]{1,6}\))?"
)


class _Front(NamedTuple):
    """Verb, noun and the noun's offset in what stands before a figure."""

    verb: str
    noun: str
    at: int


class _Behind(NamedTuple):
    """The noun behind a figure, with its span."""

    noun: str
    start: int
    end: int


def read_clause(context: SentenceContext, figures: Sequence[PrintedFigure], index: int) -> Clause:
    """The clause of the figure at `index` of its sentence."""
    figure = figures[index]
    start, tied = _find_start(context, figures, index)
    ahead, offset, is_dated = _read_ahead(context, figure, start)
    each = _EACH.search(ahead) or re.search("(分别)", ahead)
    ahead = _RANK.sub("", ahead) if figure.quantity.kind == "ordinal" else ahead
    change = CHANGES.search(ahead)
    bare = _strip_links(ahead, change)
    divided = None if "占" in bare else _DIVIDED.search(bare)
    text = divided[1] if divided else bare
    verb, noun, at = split_front(text, offset + len(bare))
    noun, behind = _complete_grade(noun, context, figures, index)
    clause = Clause(
        context,
        figure,
        start,
        noun[-_LONGEST_NOUN:],
        at,
        at + len(noun),
        verb,
        change["verb"] if change else "",
        tied,
        each[1] if each else "",
    )
    is_linked = is_dated or len(bare) < len(ahead)
    return _move_behind(clause, behind, text, is_linked=is_linked, is_listed=bool(_LISTED.search(ahead)))


def _move_behind(clause: Clause, behind: _Behind | None, text: str, *, is_linked: bool, is_listed: bool) -> Clause:
    """The clause with the noun that stands behind its figure, where that is what is counted: none stands before it, or
    only the head of a list, or what ends in a verb.
    """
    ending = _find_ending_verb(text)
    if behind is None or (clause.noun and not is_listed and (is_linked or not ending)):
        return clause
    return clause._replace(
        noun=behind.noun[:_LONGEST_NOUN],
        noun_at=behind.start,
        noun_end=behind.end,
        verb=ending or ("" if is_listed else clause.verb),
        behind=True,
    )


def _read_ahead(context: SentenceContext, figure: PrintedFigure, start: int) -> tuple[str, int, bool]:
    """What stands before a figure behind the last time that governs it, its offset, and whether a year stands between
    it and the figure (2010年的36件).
    """
    ends = (time.end for time in context.times if not time.is_base and start <= time.start)
    offset = max((end for end in ends if end <= figure.start), default=start)
    year = next((t for t in context.times if offset <= t.start and is_dating(t, figure, context.normal)), None)
    if year is None or year.start == offset:
        return context.normal[offset : figure.start], offset, False
    return CHANGES.sub("", _FROM.sub("", context.normal[offset : year.start])), offset, True


def is_dating(time: Time, figure: PrintedFigure, normal: str) -> bool:
    """Whether a time dates the figure right behind it: 2010年的36件, but not 2010年的4倍."""
    between = normal[time.end : figure.start] if time.end <= figure.start else None
    return between in {"", "的", "为"} and figure.quantity.unit != "倍"


def _strip_links(ahead: str, change: re.Match[str] | None) -> str:
    """The words before a figure without what belongs to neither noun nor figure."""
    if change is None:
        return _LINKS_AND_FROM.sub("", ahead)
    return _YEARLY.sub("", _LINKS_AND_FROM.sub("", ahead[: change.start()]))


def _find_start(context: SentenceContext, figures: Sequence[PrintedFigure], index: int) -> tuple[int, bool]:
    """Where the clause of a figure begins, and whether the figure before it stands in the same clause."""
    normal, first, at = context.normal, context.sentence.start, figures[index].start
    before = figures[index - 1].end if index else first
    divider = _find_divider(normal, before, at)
    if divider is not None:
        return divider + 1, False
    mark = _JOINED.match(normal, before, at) if index else _LIST_NUMBER.match(normal, first, at)
    return (mark.end(), False) if mark else (before, index > 0)


def _find_divider(normal: str, first: int, at: int) -> int | None:
    """The last mark before `at` that begins a clause: one outside brackets, or the bracket around it."""
    depth = 0
    for offset in range(at - 1, first - 1, -1):
        c = normal[offset]
        if c in ")”》":
            depth += 1
        elif depth and c in "(“《":
            depth -= 1
        elif c == "(" or (c in _DIVIDES and not depth):
            return offset
    return None


def _find_tail(normal: str, at: int, end: int) -> int:
    """Where the words behind a figure end: at a mark outside brackets, or at `end`."""
    depth = 0
    for offset in range(at, end):
        c = normal[offset]
        if c in "(“《":
            depth += 1
        elif depth and c in ")”》":
            depth -= 1
        elif not depth and c in _NEXT:
            return offset
    return end


def split_front(text: str, end: int) -> _Front:
    """Verb, noun and the noun's offset in what stands before a figure; `end` is the offset at which `text` ends."""
    verb = ""
    text = _strip_beginning(LEADING, text)
    while (found := VERBS.match(text)) and not _is_noun_start(text, found[0]):
        verb = verb or found[0]
        if found.end() == len(text):
            return _Front(verb, "", end - len(text))
        text = text[found.end() :]
        if text[0] in "、和或及并" and VERBS.match(text, 1):
            text = text[1:]
        text = _strip_beginning(LEADING, text)
    text = _strip_beginning(SCOPE, text)
    noun = "" if LEADING.fullmatch(text) else _INSIDE.sub("", text.rstrip("的"))
    return _Front(verb, noun, end - len(text))


def _strip_beginning(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern matches at its beginning, where more is left."""
    match = pattern.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _is_noun_start(text: str, verb: str) -> bool:
    """Whether what looks like a verb begins a noun: 培训人数, 建设用地, 服务企业, 研发投入."""
    pattern = NOUN_AFTER.get(verb)
    return bool(pattern and pattern.match(text, len(verb)))


def ends_in_verb(text: str) -> bool:
    """Whether the text ends in a verb of making, doing or having."""
    return bool(_find_ending_verb(text))


def _find_ending_verb(text: str) -> str:
    match = _ENDING_VERB.search(text)
    return match[0] if match else ""


def _complete_grade(
    noun: str, context: SentenceContext, figures: Sequence[PrintedFigure], index: int
) -> tuple[str, _Behind | None]:
    """The noun before a figure and the one behind it; a mere grade (国家级) takes the noun that a later figure prints."""
    normal, end = context.normal, context.sentence.end
    following = figures[index + 1].start if index + 1 < len(figures) else end
    tail = _find_tail(normal, figures[index].end, min(following, end))
    behind = _read_behind(normal[figures[index].end : tail], figures[index].end)
    if _GRADE.fullmatch(noun):
        return noun + (behind.noun if behind else _find_shared_noun(context, figures[index + 1 :], None)), None
    if behind and _GRADE.fullmatch(behind.noun) and normal[tail : tail + 1] in {"、", "和"}:
        shared = _find_shared_noun(context, figures[index + 1 :], _GRADE)
        behind = behind._replace(noun=behind.noun + shared)
    return noun, behind


def _read_behind(after: str, offset: int) -> _Behind | None:
    """The noun behind a figure at `offset` without what is then told of it; None where there is none.

    6家企业获得…认定 counts what the firms won.
    """
    begin = len(after) - len(after.lstrip("的以上左右多"))
    predicate = _PREDICATE.search(after, begin)
    end = predicate.start() if predicate else len(after)
    words = after[begin:end]
    won = _WON.match(after, end)
    if won and _WINNERS.fullmatch(words):
        return _Behind(after[won.end() :].strip("“”的,、等"), offset + begin, offset + len(after))
    if words not in {"人", "村", "县"} and not words[1:]:
        return None
    return _Behind(words.strip('的,、等"'), offset + begin, offset + end)


def _find_shared_noun(context: SentenceContext, later: Sequence[PrintedFigure], grade: re.Pattern[str] | None) -> str:
    """The noun that is printed with the last of several figures: behind a `grade` of its own in 1个国家级、16个自治区级中心,
    else right behind it in 国家级3家、省级20家企业.
    """
    normal, end = context.normal, context.sentence.end
    for figure in later:
        words = normal[figure.end : _find_tail(normal, figure.end, end)]
        match = grade.match(words) if grade else None
        if grade is None or (match and match.end() < len(words)):
            found = _read_behind(words[match.end() if match else 0 :], 0)
            if found:
                return found.noun
    return ""


Answer = TypeVar("Answer")


def find_case(cases: Mapping[str, Answer], signs: Mapping[str, object]) -> Answer:
    """The answer of the first case whose signs all hold; the last case needs none.

    A case is written as the names of its signs with blanks between; `signs` tells of each whether it holds.
    """
    return next(answer for case, answer in cases.items() if all(signs[name] for name in case.split()))
