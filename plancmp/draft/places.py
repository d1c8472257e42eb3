"""Whose plan it is, and which places inside its own a figure is for."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from plancmp.chinese.place_names import ENDINGS, guess_level, strip_ending
from plancmp.draft.word_lists import PROVINCES, spell_sounds
from plancmp.lookup import find_place
from plancmp.model import Collection, Place
from plancmp.problems import PlancmpError
from plancmp.vocabulary import Level
from plancmp.words import Text


class PlaceGuess(NamedTuple):
    """The place of a plan. `place` is None where the collection knows it; `above` are the new places over it."""

    ident: str
    place: Place | None = None
    above: Mapping[str, Place] | None = None
    doubt: Text | None = None


_CHINA_NAME = "中国"
_CHINA = PlaceGuess("china", Place(Text(_CHINA_NAME, "China"), Level.NATION))

_NAME = rf"[一-鿿]{{1,7}}?(?:{'|'.join(ENDINGS)})"
_CHAIN = re.compile(rf"({_NAME})({_NAME})?({_NAME})?")
_CONGRESS = re.compile(r"(?:在|——|^)([一-鿿]{2,16}?)第[一二三四五六七八九十]{1,3}届人民代表大会")
_GOVERNMENT = re.compile(rf"((?:{_NAME}){{1,3}})人民政府")
_STATE_COUNCIL = re.compile(r"国务院|国发〔|国办发〔")
_LONGEST_NAME = 10
_PLACEHOLDER = "place-above"


def find_named_place(name: str, head: str, collection: Collection) -> PlaceGuess | None:
    """The place that the reader of the draft names, by id or name; one that the collection does not know is new.

    Raises PlancmpError (exit code 2) where several bear the name.
    """
    known = find_place(name, collection)
    if known:
        return PlaceGuess(known)
    return _CHINA if name == _CHINA_NAME else _make_guess(name, head, collection)


def find_title_place(title: str, head: str, collection: Collection) -> PlaceGuess | None:
    """The place that a title names, else the congress or government in front of the text; None where there is none."""
    front = re.sub(r"[^\S\n]", "", head)
    for name in (title.strip("《》"), *_find_speakers(front)):
        known = _find_beginning(name, collection)
        chain = _CHAIN.match(name)
        if known and not (chain and _is_longer(chain, known, collection)):
            return PlaceGuess(known)
        if chain and chain[1][0] not in "全我本各该在":
            return _make_guess(chain[0], front, collection)
    return _CHINA if _STATE_COUNCIL.search(front) else None


def _find_speakers(front: str) -> Iterator[str]:
    """Whose congress and government are named in front of a text."""
    for match in islice(_CONGRESS.finditer(front), 1):
        yield match[1].rpartition("在")[2]
    for match in islice(_GOVERNMENT.finditer(front), 2):
        yield match[1]


def _find_beginning(text: str, collection: Collection) -> str | None:
    """The place whose name the text begins with, the longest name first."""
    best, found = 0, None
    for ident, place in collection.places.items():
        longest = max((len(name) for name in place.names if text.startswith(name)), default=0)
        if longest > best:
            best, found = longest, ident
    return found


def _is_longer(chain: re.Match[str], known: str, collection: Collection) -> bool:
    """Whether the title goes on below the known place: 广西…桂林市阳朔县 where only the upper ones are known."""
    names = collection.places[known].names
    parts = [part for part in chain.groups() if part]
    return len(parts) > 1 and parts[0] in names and parts[-1] not in names and chain[0] not in names


def _make_guess(name: str, head: str, collection: Collection) -> PlaceGuess | None:
    """A place that the collection does not know, with the places over it as far as the text names them."""
    chain = _CHAIN.match(re.sub(r"\s", "", name))
    if chain is None:
        return None
    *over, last = (part for part in chain.groups() if part)
    known = _find_quietly(last, collection)
    if known:
        return PlaceGuess(known)
    above: dict[str, Place] = {}
    within = None
    for part in over or _find_over(last, head):
        upper = _find_quietly(part, collection)
        if upper is None:
            upper, place = _make_place(part, within)
            above[upper] = place
        within = upper
    doubt = None
    if within is None and guess_level(last) is Level.COUNTY:
        within = _PLACEHOLDER
        above[within] = Place(Text("上级地区（待填）", "Place above (to be filled in)"), Level.MUNICIPALITY)
        doubt = Text("原文没有写上级地区", "the text does not name the place above")
    return PlaceGuess(*_make_place(last, within), above, doubt)


def _find_over(name: str, head: str) -> list[str]:
    """The place that is named right before another in front of the text."""
    over = re.search(rf"({_NAME}){re.escape(name)}", head)
    return [over[1]] if over and over[1] != name and len(over[1]) <= _LONGEST_NAME else []


def _find_quietly(name: str, collection: Collection) -> str | None:
    """The id of a known place, None also where several bear the name."""
    try:
        return find_place(name, collection)
    except PlancmpError:
        return None


def _make_place(name: str, within: str | None) -> tuple[str, Place]:
    """A new place with its id: a province as it is known, another by its sound. 吉林市 is no province."""
    level = guess_level(name)
    short = strip_ending(name)
    sound = spell_sounds(short)
    ident, english, code = sound or "place", sound.capitalize() or name, None
    if level is Level.REGION and short in PROVINCES:
        ident, english, code = PROVINCES[short]
    return ident, Place(Text(name, english), level, within, code)


class Mention(NamedTuple):
    """A place named in the text at an offset."""

    start: int
    end: int
    ident: str


_SIGN = "[·―—–?-]"
_SHORT_NAME = 3
"""Characters; a sign inside so short a name (高新区) is none of its own."""
_BOUNDARY = re.compile(r"$|[、,;:。()]|[和及与等两三四五各]|高新区|工业园|经开区|经济开发区")


class Gazetteer:
    """The names of the places inside a plan's own, and of that itself."""

    def __init__(self, own: str, collection: Collection) -> None:
        self.own = own
        own_names = collection.places[own].names if own in collection.places else set()
        taken: dict[str, set[str]] = {}
        self._short: set[str] = set()
        for ident, place in collection.places.items():
            if own in collection.chain(ident):
                names = _name_inside(place, own_names)
                self._short |= {name for name in names if name != place.name.zh and place.name.zh.startswith(name)}
                for name in filter(_is_chinese, names):
                    taken.setdefault(name, set()).add(ident)
        self._names = {_strip_signs(name): idents.pop() for name, idents in taken.items() if len(idents) == 1}
        self._names |= dict.fromkeys(filter(_is_chinese, own_names), own)
        pieces = map(_allow_signs, sorted(self._names, key=len, reverse=True))
        self._pattern = re.compile("|".join(pieces) or r"(?!)")

    def find_mentions(self, text: str, offset: int = 0) -> Iterator[Mention]:
        """Every known name in `text`, longest first, with offsets."""
        for match in self._pattern.finditer(text):
            if match[0] in self._short and not _BOUNDARY.match(text, match.end()):
                continue  # 右江矿务局 is no 右江区
            yield Mention(match.start() + offset, match.end() + offset, self._names[_strip_signs(match[0])])

    def find_subject(self, title: str) -> str | None:
        """The place that a heading is about: its name begins or ends it."""
        for mention in self.find_mentions(title):
            about = mention.start == 0 or mention.end == len(title)
            if about and mention.ident != self.own and mention.end - mention.start > _SHORT_NAME:
                return mention.ident
        return None


def _name_inside(place: Place, own_names: set[str]) -> set[str]:
    """The names of a place in a plan of the place above: 桂林高新区 is plain 高新区 in the plan of 桂林."""
    names = place.names if place.level is not Level.ZONE else {place.name.zh, *place.aka}
    return names | {name.removeprefix(own) for name in names for own in own_names if name.startswith(own)}


def _is_chinese(name: str) -> bool:
    return len(name) > 1 and not name.isascii()


def _strip_signs(name: str) -> str:
    return re.sub(_SIGN, "", name) if len(name) > _SHORT_NAME else name


def _allow_signs(name: str) -> str:
    """A pattern of a name, in a long one with a sign between any two characters."""
    return (f"{_SIGN}?" if len(name) > _SHORT_NAME else "").join(map(re.escape, name))


_BEFORE_SUBJECT = re.compile(
    r"(?:^|[,;。:、—]|年(?:末|底)?,?|期间,?|支持|推动|加快|引导|鼓励|力争|确保|其中|加速|指导|做强|在|由|和|及|要求)(?:推进|发展)?$"
)
_OBJECT_BEHIND = re.compile(
    r"(?:建设|打造|创建|发展|提升|升级|申报|获批|纳入|进入|中心|示范|基地|实验|试验|国家|自治区级|综合|规划|工程|计划|行动|项目|被|荣获)"
)
_WHOLE = re.compile(
    r"(?:^|[,;。:—])(?:到[0-9]{4}年(?:末|底)?,?)?(?:全(?:市|区|省|县|州|盟|旗)|我(?:市|区|省|县|州)|本(?:市|区|省|县))|;"
)
_PARALLEL = re.compile(r"[、和及与]|[^,;。0-9]{0,30}[,、](?:支持|推动|加快)?|[^。;0-9]{1,24}、")
_COUNTED = re.compile(r"(?:、[^,;。、]{1,12})*等?共?")
_NUMERAL = re.compile(r"[0-9〇一二三四五六七八九十百千万亿]")


def find_assigned(text: str, offset: int, places: Gazetteer) -> tuple[Mention, ...]:
    """The places that are the subject of a figure that stands at the end of `text`; none where that is the plan's own.

    Several joined by 、 or standing in parallel clauses before one figure each carry it. A subject goes on through clauses
    with figures; one clause without is passed over.
    """
    subjects: list[Mention] = []
    for mention in places.find_mentions(text):
        before = text[max(0, mention.start - 12) : mention.start]
        if not _BEFORE_SUBJECT.search(before) or _OBJECT_BEHIND.match(text, mention.end):
            continue
        if not subjects or not _is_joined(subjects[-1], mention, text, places.own):
            subjects = []
        subjects.append(mention)
    if not subjects or not _governs_end(text[subjects[-1].end :]) or any(m.ident == places.own for m in subjects):
        return ()
    return tuple(m._replace(start=m.start + offset, end=m.end + offset) for m in subjects)


def _is_joined(last: Mention, mention: Mention, text: str, own: str) -> bool:
    """Whether two places stand in parallel; the plan's own and one inside it do not."""
    between = text[last.end : mention.start]
    return bool(_PARALLEL.fullmatch(between)) and (last.ident == own) == (mention.ident == own)


def _governs_end(rest: str) -> bool:
    """Whether what stands before `rest` is still the subject at its end. 德保、田林等3个县 counts the places themselves."""
    if _COUNTED.fullmatch(rest) or _WHOLE.search(rest):
        return False
    bare = [not _NUMERAL.search(clause) for clause in re.split("[,:]", rest)[:-1]]
    return len(bare) <= 1 or not bare[0]
