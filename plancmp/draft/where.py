"""Whose plan it is, and which places inside its own a figure is for."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plancmp.draft.pinyin import syllables
from plancmp.draft.provinces import PROVINCES
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


_SUFFIX = "特别行政区|壮族自治区|维吾尔自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|省|市|盟|州|县|区|旗"
_NAME = rf"[一-鿿]{{1,7}}?(?:{_SUFFIX})"
_CHAIN = re.compile(rf"({_NAME})({_NAME})?({_NAME})?")
_CONGRESS = re.compile(r"(?:在|——|^)([一-鿿]{2,16}?)第[一二三四五六七八九十]{1,3}届人民代表大会")
_GOVERNMENT = re.compile(rf"((?:{_NAME}){{1,3}})人民政府")
_COUNTY_ENDS = ("县", "旗", "区", "自治县", "自治旗")
_REGION_ENDS = ("省", "自治区", "特别行政区")
_LONGEST_NAME = 10
_PLACEHOLDER = "place-above"


def place_of_title(title: str, head: str, collection: Collection, *, said: bool) -> PlaceGuess | None:
    """The place that a title names, else the congress or government in front of the text; None where there is none.

    `said`: `title` is the place itself, as the reader of the draft names it.
    """
    if said:
        known = find_place(title, collection)
        return PlaceGuess(known) if known else _new(title, head, collection, sure=True)
    head = re.sub(r"[^\S\n]", "", head)
    spoken = [title.strip("《》")]
    spoken += [m[1].rpartition("在")[2] for m in _CONGRESS.finditer(head)][:1] + [
        m[1] for m in _GOVERNMENT.finditer(head)
    ][:2]
    for name in spoken:
        known = _known(name, collection)
        chain = _CHAIN.match(name)
        if known and not (chain and _is_longer(chain, known, collection)):
            return PlaceGuess(known)
        if chain and chain[1][0] not in "全我本各该在":
            return _new(chain[0], head, collection, sure=True)
    if re.search(r"国务院|国发〔|国办发〔", head):
        return PlaceGuess("china", Place(Text("中国", "China"), Level.NATION))
    return None


def _known(name: str, collection: Collection) -> str | None:
    """The place whose name the text begins with, the longest name first."""
    best: tuple[int, str] | None = None
    for ident, place in collection.places.items():
        for each in place.names:
            if each and name.startswith(each) and (best is None or len(each) > best[0]):
                best = (len(each), ident)
    return best[1] if best else None


def _is_longer(chain: re.Match[str], known: str, collection: Collection) -> bool:
    """Whether the title goes on below the known place: 广西…桂林市阳朔县 where only the upper ones are known."""
    names = collection.places[known].names
    last = next(part for part in (chain[3], chain[2], chain[1]) if part)
    return last not in names and chain[0] not in names and chain[2] is not None and chain[1] in names


def _new(name: str, head: str, collection: Collection, *, sure: bool) -> PlaceGuess | None:
    """A place that the collection does not know, with the places over it as far as the text names them."""
    name = re.sub(r"\s", "", name)
    chain = _CHAIN.match(name)
    if chain is None:
        return None
    parts = [part for part in chain.groups() if part]
    if len(parts) == 1:
        over = re.search(rf"({_NAME}){re.escape(parts[0])}", head)
        parts = [*([over[1]] if over and over[1] != parts[0] and len(over[1]) <= _LONGEST_NAME else []), *parts]
    known = find_place_quietly(parts[-1], collection)
    if known:
        return PlaceGuess(known)
    above: dict[str, Place] = {}
    within: str | None = None
    for part in parts[:-1]:
        within = find_place_quietly(part, collection) or _add(part, within, above)
    last = parts[-1]
    level = _level(last, within)
    doubt = None
    if level is Level.COUNTY and within is None:
        within = _PLACEHOLDER
        above[within] = Place(Text("上级地区（待填）", "Place above (to be filled in)"), Level.MUNICIPALITY)
        doubt = Text("原文没有写上级地区", "the text does not name the place above")
    elif not sure:
        doubt = Text("地区名称从正文推断", "the place is inferred from the text")
    return PlaceGuess(_ident(last), Place(_named(last), level, within, _code(last)), above, doubt)


def find_place_quietly(name: str, collection: Collection) -> str | None:
    """The id of a known place, None also where several bear the name."""
    try:
        return find_place(name, collection)
    except PlancmpError:
        return None


def _add(name: str, within: str | None, above: dict[str, Place]) -> str:
    ident = _ident(name)
    above[ident] = Place(_named(name), _level(name, within), within, _code(name))
    return ident


def _level(name: str, within: str | None) -> Level:
    del within
    if name.endswith(_REGION_ENDS) or name in {"北京市", "天津市", "上海市", "重庆市"}:
        return Level.REGION
    if name.endswith(_COUNTY_ENDS) and not name.endswith("地区"):
        return Level.COUNTY
    return Level.MUNICIPALITY


def _short(name: str) -> str:
    for suffix in sorted(_SUFFIX.split("|"), key=len, reverse=True):
        short = name.removesuffix(suffix)
        if short != name and len(short) > 1:
            return short
    return name


def _province(name: str) -> tuple[str, str, str] | None:
    """Id, English name and code of a province; 吉林市 is none."""
    return PROVINCES.get(_short(name)) if _level(name, None) is Level.REGION else None


def _ident(name: str) -> str:
    known = _province(name)
    return known[0] if known else "".join(syllables(_short(name))) or "place"


def _named(name: str) -> Text:
    known = _province(name)
    return Text(name, known[1] if known else "".join(syllables(_short(name))).capitalize() or name)


def _code(name: str) -> str | None:
    known = _province(name)
    return known[2] if known else None


class Mention(NamedTuple):
    """A place named in the text at an offset."""

    start: int
    end: int
    ident: str


class Gazetteer:
    """The names of the places inside a plan's own, and of that itself."""

    def __init__(self, own: str, collection: Collection) -> None:
        self.own = own
        own_names = collection.places[own].names if own in collection.places else set()
        taken: dict[str, set[str]] = {}
        self._short: set[str] = set()
        for ident, place in collection.places.items():
            if own not in collection.chain(ident):
                continue
            names = place.names if place.level is not Level.ZONE else {place.name.zh, *place.aka}
            # 桂林高新区 is plain 高新区 in the plan of 桂林.
            names |= {name.removeprefix(o) for name in names for o in own_names if name.startswith(o)}
            for name in names:
                if name != place.name.zh and place.name.zh.startswith(name):
                    self._short.add(name)
                if len(name) > 1 and not name.isascii():
                    taken.setdefault(name, set()).add(ident)
        self._names = {_plain(name): idents.pop() for name, idents in taken.items() if len(idents) == 1}
        self._names |= {name: own for name in own_names if len(name) > 1 and not name.isascii()}
        ordered = sorted(self._names, key=len, reverse=True)
        pieces = [
            f"{_SIGN}?".join(map(re.escape, name)) if len(name) > _SHORT_NAME else re.escape(name) for name in ordered
        ]
        self._pattern = re.compile("|".join(pieces)) if pieces else None

    def mentions(self, text: str, offset: int = 0) -> Iterator[Mention]:
        """Every known name in `text`, longest first, with offsets."""
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                if match[0] in self._short and not _BOUNDARY.match(text, match.end()):
                    continue  # 右江矿务局 is no 右江区
                yield Mention(match.start() + offset, match.end() + offset, self._names[_plain(match[0])])

    def of_heading(self, title: str) -> str | None:
        """The place that a heading is about: its name begins or ends it."""
        for mention in self.mentions(title):
            about = mention.start == 0 or mention.end == len(title)
            if about and mention.ident != self.own and mention.end - mention.start > _SHORT_NAME:
                return mention.ident
        return None


_BOUNDARY = re.compile(r"$|[、,;:。()]|[和及与等两三四五各]|高新区|工业园|经开区|经济开发区")
_SIGN = "[·―—–?-]"
_SHORT_NAME = 3
"""Characters; a sign inside so short a name (高新区) is none of its own."""


def _plain(name: str) -> str:
    return re.sub(_SIGN, "", name) if len(name) > _SHORT_NAME else name


_BEFORE_SUBJECT = re.compile(
    r"(?:^|[,;。:、—]|年(?:末|底)?,?|期间,?|支持|推动|加快|引导|鼓励|力争|确保|其中|加速|指导|做强|在|由|和|及|要求)(?:推进|发展)?$"
)
_OBJECT_BEHIND = re.compile(
    r"(?:建设|打造|创建|发展|提升|升级|申报|获批|纳入|进入|中心|示范|基地|实验|试验|国家|自治区级|综合|规划|工程|计划|行动|项目|被|荣获)"
)
_WHOLE = re.compile(
    r"(?:^|[,;。:—])(?:到[0-9]{4}年(?:末|底)?,?)?(?:全(?:市|区|省|县|州|盟|旗)|我(?:市|区|省|县|州)|本(?:市|区|省|县))"
)
_PARALLEL = re.compile(r"[、和及与]|[^,;。0-9]{0,30}[,、](?:支持|推动|加快)?|[^。;0-9]{1,24}、")
_NAMED = re.compile(r"(?:、[^,;。、]{1,12})*等?共?")
_FIGURE = re.compile(r"[0-9〇一二三四五六七八九十百千万亿]")


def assigned(text: str, offset: int, places: Gazetteer) -> tuple[tuple[str, ...], tuple[Mention, ...]]:
    """The places that are the subject of a figure that stands at the end of `text`; none where that is the plan's own.

    Several joined by 、 or standing in parallel clauses before one figure each carry it. A subject goes on through clauses
    with figures; one clause without is passed over.
    """
    subjects: list[Mention] = []
    for mention in places.mentions(text, offset):
        before = text[max(0, mention.start - offset - 12) : mention.start - offset]
        if not _BEFORE_SUBJECT.search(before) or _OBJECT_BEHIND.match(text, mention.end - offset):
            continue
        between = text[subjects[-1].end - offset : mention.start - offset] if subjects else ""
        joined = bool(subjects) and _PARALLEL.fullmatch(between)
        if not joined or (subjects[-1].ident == places.own) != (mention.ident == places.own):
            subjects = []
        subjects.append(mention)
    if not subjects or not _governs(text, subjects[-1].end - offset):
        return (), ()
    idents = tuple(dict.fromkeys(mention.ident for mention in subjects))
    if places.own in idents:
        return (), ()
    return idents, tuple(subjects)


def _governs(text: str, at: int) -> bool:
    """Whether what stands at `at` is still the subject at the end of the text."""
    rest = text[at:]
    if _NAMED.fullmatch(rest):
        return False  # 德保、田林等3个县 counts the places themselves
    if _WHOLE.search(rest) or ";" in rest:
        return False
    clauses = re.split("[,:]", rest)
    bare = [not _FIGURE.search(clause) for clause in clauses[:-1]]
    return len(bare) == 0 or not bare[0] or (len(bare) == 1 and bare[0])
