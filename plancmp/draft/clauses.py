"""A figure's clause: what stands before it and behind it, and the noun that it counts."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancmp.chinese.quantities import Quantity
from plancmp.draft.lexicon import BELONGS, CHANGES, FALLS, LEADING, LINKS, SCOPE, VERBS
from plancmp.draft.sentences import Sentence
from plancmp.draft.times import Time


class Printed(NamedTuple):
    """A quantity in offsets of the normalised text; `core` is where its number begins, behind a comparator."""

    quantity: Quantity
    start: int
    core: int
    end: int


class Clause(NamedTuple):
    """The words around one figure.

    `start` is where its clause begins, `tail` where the words behind it end. `noun` is what is counted, with its offset; `verb`
    stands before it. `change` is a verb of change right before the figure. `tied`: nothing divides it from the figure before.
    `each` is 各 or 分别 where one of them shares the figure out. `behind`: the noun stands behind the figure.
    """

    start: int
    tail: int
    noun: str
    noun_at: int
    noun_end: int
    verb: str
    change: str
    tied: bool
    each: str
    behind: bool
    inside: bool

    @property
    def falls(self) -> bool:
        """Whether the change is a decrease."""
        return self.change in FALLS


_DIVIDES = frozenset(",;。:!?")
_NEXT = re.compile(r"[,;。:、)!?\]”]")
_LIST_NUMBER = re.compile(
    r"[—–―·•●◆■★]*(?:[0-9]{1,2}[.、．)]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}[是、.])?"
)
_EACH = re.compile(
    r"(各自?|分别|均)(?:要|应|须|需|达到|达|为|新增|建成|建设|增长|不低于|不少于|超过|实现|达到了|突破|下降|提高|引进|培育|至少){0,2}$"
)
_EACH_EARLIER = re.compile(r"分别")
_JOIN = re.compile(r"[、和及与或]|以及")
_GRADE = "国家级?|省部?级|自治区级?|省级|市级|地市级|州级|县级|区级|世界级|院士级"
_GRADE_ONLY = re.compile(rf"^(?:{_GRADE})+(?:以上)?$")
_OF_FIGURE = re.compile(r"^(?:的|以上的|左右的|多的)")
_PREDICATE = re.compile(
    r"(?:获得?了?|荣获|通过|被|入选|列入|达到|成为|参加|完成|实现|位居|签订|签署|进入|落户|活跃|建成|投入|开工|投产|在|已|将|均|全部|取得|纳入|开展|进村|提供|参与|从事|带动|面向|受到|获评|先后|实施|认定|评为|超过|增长|下降|提高|占|居|以及|并|高于|低于|来自|用于|进行|同比|为|由)"
)
_LONGEST_NOUN = 38


def clause_of(
    sentence_figures: Sequence[Printed], index: int, normal: str, sentence: Sentence, times: Sequence[Time]
) -> Clause:
    """The clause of the figure at `index` of its sentence."""
    here = sentence_figures[index]
    before = sentence_figures[index - 1].end if index else sentence.start
    following = sentence_figures[index + 1].start if index + 1 < len(sentence_figures) else sentence.end
    start, tied = _start(normal, sentence.start, before, here.start, first=not index)
    inside = start > sentence.start and normal[start - 1] == "("
    tail = _tail(normal, here.end, following, sentence.end)
    ahead = normal[start : here.start]
    for time in times:
        if start <= time.start and time.end <= here.start and time.role == "governs":
            ahead = normal[max(time.end, start) : here.start]
    offset = here.start - len(ahead)
    bare = next((t for t in times if offset <= t.start and is_right_before(t, here, normal)), None)
    dated = bare is not None and bare.start > offset
    if dated and bare is not None:
        ahead = re.sub(r"(?:由|从|比|较|与|到|至|,)+$", "", normal[offset : bare.start])
        ahead = CHANGES.sub("", ahead)
    each = _EACH.search(ahead)
    shared = each[1] if each else ("分别" if _EACH_EARLIER.search(ahead) else "")
    if here.quantity.kind == "ordinal":
        ahead = _RANK.sub("", ahead)
    change = CHANGES.search(ahead)
    stripped = _LINKS_AND_FROM.sub("", ahead[: change.start()] if change else ahead)
    if change:
        stripped = _YEARLY.sub("", stripped)
    had_link = len(stripped) < len(ahead) or dated
    divided = _DIVIDED.search(stripped)
    if divided and not had_link_only(stripped):
        offset += divided.start(1)
        stripped = stripped[divided.start(1) :]
    verb, noun, at = front_of(stripped, offset)
    after = normal[here.end : tail]
    hit = _behind(after)
    if _GRADE_ONLY.match(noun):
        noun += hit[0] if hit else _head_of_next(sentence_figures, index, normal, sentence, behind=True)
        hit = None
    if hit and _GRADE_ONLY.match(hit[0]) and normal[tail : tail + 1] in {"、", "和"}:
        hit = (hit[0] + _head_of_next(sentence_figures, index, normal, sentence), *hit[1:])
    changed = change["verb"] if change else ""
    listed = bool(_LISTED.search(ahead))
    if hit and (not noun or listed or (not had_link and ends_in_verb(stripped))):
        words, begin, end = hit
        whole_verb = _verb_of(stripped) or ("" if listed else verb)
        return Clause(
            start,
            tail,
            words[:_LONGEST_NOUN],
            here.end + begin,
            here.end + end,
            whole_verb,
            changed,
            tied,
            shared,
            True,
            inside,
        )
    return Clause(start, tail, noun[-_LONGEST_NOUN:], at, at + len(noun), verb, changed, tied, shared, False, inside)


def is_right_before(time: Time, figure: Printed, normal: str) -> bool:
    """Whether a time dates the figure right behind it: 2010年的36件, but not 2010年的4倍."""
    between = normal[time.end : figure.start] if time.end <= figure.start else None
    return between in {"", "的", "为"} and figure.quantity.unit != "倍"


_LINKS_AND_FROM = re.compile(f"(?:(?:由|从)$|{LINKS.pattern})")
_INSIDE = re.compile(r"(?<=[一-鿿]{2})(?:力争|争取|确保)(?:新增|达到|实现)?(?=[一-鿿]{2})")
_RANK = re.compile(r"(?:进入|跻身|位居|保持|排名|列|稳居|进位|冲进|争进|迈入)[^,;。]{0,8}$")
_LISTED = re.compile(r"(?:等|共|”|》)$")
_YEARLY = re.compile(r"(?:年均|年|每年|同比|分别|均|累计|实际|预期|比上年|名义|可比|同口径|按可比价|力争|平均)+$")
_DIVIDED = re.compile(
    r"^[^,;]{1,24}?(?:分别|每年|至少)(?:要|应|须)?((?:新增|建设|引进|建成|培育|举办|选派|安排|完成|组织|实施|新建|建立|设立|开展|打造|创建|投入|用于)[^,;]{2,})$"
)


def had_link_only(text: str) -> bool:
    """Whether the text is a share whose group stands first (企业每年用于研发的经费占…的比重)."""
    return "占" in text


def _start(normal: str, floor: int, before: int, at: int, *, first: bool) -> tuple[int, bool]:
    """Where the clause of a figure at `at` begins, and whether the figure before it stands in the same clause."""
    depth = 0
    for offset in range(at - 1, max(floor, before) - 1, -1):
        c = normal[offset]
        if c in ")”》":
            depth += 1
        elif c in "(“《":
            if depth:
                depth -= 1
            elif c == "(":
                return offset + 1, False
        elif c in _DIVIDES and not depth:
            return offset + 1, False
    if first:
        number = _LIST_NUMBER.match(normal, floor, at)
        return number.end() if number else floor, False
    joined = _JOIN.match(normal, before)
    if joined:
        return joined.end(), False
    closed = re.compile(r"\)?[^,;。:、]{0,24}?[、](?=[^,;。:]{2})").match(normal, before, at)
    if closed:
        return closed.end(), False
    return before, True


def _tail(normal: str, at: int, following: int, end: int) -> int:
    """Where the words behind a figure end: at a mark outside brackets, or at the next figure."""
    depth = 0
    for offset in range(at, min(following, end)):
        c = normal[offset]
        if c in "(“《":
            depth += 1
        elif depth and c in ")”》":
            depth -= 1
        elif not depth and _NEXT.match(c):
            return offset
    return min(following, end)


def front_of(text: str, offset: int) -> tuple[str, str, int]:
    """Verb, noun and the noun's offset in what stands before the figure."""
    at = offset
    verb = ""
    while True:
        lead = LEADING.match(text)
        if lead and lead.end() < len(text):
            at += lead.end()
            text = text[lead.end() :]
        found = VERBS.match(text)
        if not found or found.end() == len(text) or _is_noun_start(text, found[0]):
            if found and found.end() == len(text):
                return verb or found[0], "", at
            break
        verb = verb or found[0]
        at += found.end()
        text = text[found.end() :]
        joined = re.match(r"[、和或及并]", text)
        if joined and VERBS.match(text, joined.end()):
            at += joined.end()
            text = text[joined.end() :]
    scope = SCOPE.match(text)
    if scope and scope.end() < len(text):
        at += scope.end()
        text = text[scope.end() :]
    if LEADING.fullmatch(text):
        return verb, "", at
    return verb, _INSIDE.sub("", text.rstrip("的")), at


_BELONGS = {verb: re.compile(f"(?:{rest})") for verb, rest in BELONGS.items()}


def _is_noun_start(text: str, verb: str) -> bool:
    """Whether what looks like a verb begins a noun: 培训人数, 建设用地, 服务企业, 研发投入."""
    pattern = _BELONGS.get(verb)
    return bool(pattern and pattern.match(text, len(verb)))


def ends_in_verb(text: str) -> bool:
    """Whether the text ends in a verb of making, doing or having."""
    return bool(_verb_of(text))


_ENDING_VERB = re.compile(f"(?:{VERBS.pattern})+(?:了|出)?$")


def _verb_of(text: str) -> str:
    match = _ENDING_VERB.search(text)
    return match[0] if match else ""


def _behind(after: str) -> tuple[str, int, int] | None:
    """The noun behind a figure without what is then told of it, with its span in `after`; None where there is none.

    6家企业获得…认定 counts what the firms won.
    """
    begin = len(after) - len(after.lstrip("的以上左右多"))
    predicate = _PREDICATE.search(after, begin)
    if predicate and predicate.start() == begin:
        return None
    end = predicate.start() if predicate and predicate.start() - begin >= 1 else len(after)
    won = _WON.match(after, end)
    if won and _WINNERS.fullmatch(after[begin:end]):
        return after[won.end() :].strip("“”的,、等"), begin, len(after)
    words = after[begin:end]
    if words not in {"人", "村", "县"} and not words[1:]:
        return None
    return words.strip('的,、等"'), begin, end


_WON = re.compile(
    r"(?:先后)?(?:被?(?:认定|评选?|授予|列入|评定|命名)为?|获得?|荣获|获评|入选|通过|列入|取得|纳入)(?:了)?(?=.{3})"
)
_WINNERS = re.compile(
    r"(?:家|个)?(?:企业|单位|县|村|乡镇|镇|人|项目|产品|农产品|学校|成果|科技成果|园区|基地|区|市)(?:\([^()]{1,6}\))?"
)


def _head_of_next(
    figures: Sequence[Printed], index: int, normal: str, sentence: Sentence, *, behind: bool = False
) -> str:
    """The noun that is printed with the last of them: 国家级 in 1个国家级、16个自治区级中心, or `behind` 国家级3家、省级20家企业."""
    for later in figures[index + 1 :]:
        tail = _tail(normal, later.end, sentence.end, sentence.end)
        words = normal[later.end : tail]
        grade = None if behind else re.match(rf"(?:{_GRADE})+(?:以上)?", words)
        if behind or (grade and grade.end() < len(words)):
            found = _behind(words[grade.end() if grade else 0 :])
            if found:
                return found[0]
    return ""
