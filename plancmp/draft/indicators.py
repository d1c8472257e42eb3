"""Which indicator a printed noun means: a known one by name or alias, or a new one with an id of its own."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plancmp.chinese.fold import fold
from plancmp.draft.glossary import WORDS
from plancmp.draft.lexicon import FLOWS, SHARES, STOCKS
from plancmp.draft.pinyin import syllables
from plancmp.model import Indicator
from plancmp.units import UnknownUnitError, is_unit, unit
from plancmp.vocabulary import Basis
from plancmp.words import Text

_SAME = (
    (re.compile(r"\([^()]*\)|[“”《》\"'·\s,、]"), ""),
    (re.compile(r"研究与(?:试验|实验)发展|R&D|科学研究与试验发展|研究开发|研发活动"), "研发"),
    (re.compile(r"(?:地区|国内|全市|全区|全省|全县|本地区)生产总值|生产总值|gdp", re.IGNORECASE), "GDP"),
    (re.compile(r"规上"), "规模以上"),
    (re.compile(r"(?:所)?占(.{2,20}?)的?(?:比例|比重|份额|百分比)$"), r"占\1比重"),
    (re.compile(r"占比$"), "比重"),
    (re.compile(r"经费(?:投入|支出)|经费$"), "经费"),
    (re.compile(r"研发投入"), "研发经费"),
    (re.compile(r"每万名?就业人员(?:中|拥有的?)?|万名就业人员(?:中)?"), "每万就业人员"),
    (re.compile(r"每万(?:名)?人(?:口)?(?:中|拥有的?)?"), "每万人"),
    (re.compile(r"全时当量|折合全时"), ""),
    (re.compile(r"高新技术产业开发区"), "高新区"),
    (re.compile(r"科学技术"), "科技"),
    (re.compile(r"科技型企业孵化器"), "科技企业孵化器"),
    (re.compile(r"对(?:全市|全区|全省|全县)?经济增长的?"), ""),
    (re.compile(r"^(?:全社会|全市|全区|全省|全县|全州|我市|我区|我省|我县|本市|广西)+"), ""),
    (re.compile(r"有效发明专利拥有量|发明专利拥有量|有效发明专利"), "有效发明专利"),
    (re.compile(r"(?:的|中|国家认定的|新)"), ""),
    (re.compile(r"国家级"), "国家"),
    (re.compile(r"自治区级|区级"), "自治区"),
    (re.compile(r"省级"), "省"),
    (re.compile(r"市级|市本级"), "市"),
    (re.compile(r"(?:年均)?(?:增幅|增速|增长率|涨幅)$"), ""),
    (re.compile(r"(?:保有量|拥有量|总数|总量|数量|数|规模|总额|总量)$"), ""),
)
_GRADE = re.compile(
    r"国家级?|自治区级?|(?<!全)省级?|市级|县级|区级|设区市|以上|世界|国际|高价值|有效|申请|授权|新产品|增速|增长|人均|农村|城镇"
)
_SURE, _NEAR = 0.86, 0.66
_LONGEST_ID = 60
_ASIDE = re.compile(r"\(%\)|\([^()]{1,10}\)$")


class Match(NamedTuple):
    """The indicator of a noun: its id, whether it is new, and the ids of known ones that come near."""

    ident: str
    is_new: bool
    near: tuple[str, ...] = ()
    sure: bool = True


def canonical(name: str) -> str:
    """A name in which spellings of one thing come out alike."""
    text = fold(name)[0]
    for pattern, replacement in _SAME:
        text = pattern.sub(replacement, text) or text
    return text


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


_OTHERS = ("", "、另一")
"""What tells the first and the second of one name apart; the others are counted."""


class Register:
    """The known indicators by name, and the new ones that a draft proposes as it goes."""

    def __init__(self, known: Mapping[str, Indicator]) -> None:
        self.known = known
        self.new: dict[str, Indicator] = {}
        self._asked: Counter[str] = Counter()
        self._taken = {n.casefold() for i in known.values() for n in (i.name.zh, i.name.en, *i.aka)}
        self._names: dict[str, list[str]] = {}
        self._pairs: list[tuple[str, str, int, frozenset[str]]] = []
        self._holding: dict[str, list[int]] = {}
        for ident, indicator in known.items():
            for name in (indicator.name.zh, *indicator.aka):
                self._add(name, ident)

    def _add(self, name: str, ident: str) -> None:
        key = canonical(name)
        self._names.setdefault(key, [])
        if ident not in self._names[key]:
            self._names[key].append(ident)
        pairs = _pairs(key)
        for pair in pairs:
            self._holding.setdefault(pair, []).append(len(self._pairs))
        self._pairs.append((ident, key, len(pairs), frozenset(_GRADE.findall(key))))

    def of(self, ident: str) -> Indicator:
        """The definition of a known or proposed indicator."""
        return self.known.get(ident) or self.new[ident]

    def match(self, nouns: Iterable[str], printed: str | None, basis: Basis | None, place: str) -> Match:
        """The indicator that the first fitting of `nouns` names; a new one of the first where none is known.

        `printed` is the unit; `place` the id of the plan's place, which is left out of a new one's name.
        """
        del place
        tried = [noun for noun in nouns if len(noun) > 1]
        for noun in tried:
            idents = [i for i in self._names.get(canonical(noun), ()) if self._fits(i, printed, basis)]
            if idents:
                return Match(idents[0], idents[0] in self.new, tuple(idents[1:4]))
        scored = self._scored(tried[:2], printed, basis)
        near = tuple(dict.fromkeys(ident for _, ident in scored))
        if scored and scored[0][0] >= _SURE:
            return Match(near[0], near[0] in self.new, near[1:4], sure=False)
        noun = tried[0] if tried else "未识别"
        ident = self._propose(noun, printed, basis)
        return Match(ident, True, near[:3])

    def _scored(self, nouns: list[str], printed: str | None, basis: Basis | None) -> list[tuple[float, str]]:
        found: dict[str, float] = {}
        for noun in nouns:
            key = canonical(noun)
            pairs, grade = _pairs(key), frozenset(_GRADE.findall(key))
            digits = re.findall(r"[0-9]+", key)
            shared = Counter(number for pair in pairs for number in self._holding.get(pair, ()))
            for number, common in shared.items():
                ident, other, size, their_grade = self._pairs[number]
                score = 2 * common / (len(pairs) + size)
                if score < _NEAR or other.startswith(key) or key.startswith(other):
                    continue  # 收入比 is no 收入
                if grade != their_grade or re.findall(r"[0-9]+", other) != digits:
                    continue
                if self._fits(ident, printed, basis):
                    found[ident] = max(found.get(ident, 0), score)
        return sorted(((score, ident) for ident, score in found.items()), key=lambda each: (-each[0], each[1]))

    def _fits(self, ident: str, printed: str | None, basis: Basis | None) -> bool:
        """Whether a figure in the printed unit can be one of the indicator."""
        if printed is None or basis in {Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE, Basis.CHANGE}:
            return True
        return kind_fits(printed, self.of(ident).unit)

    def _next(self, name: str) -> int:
        """How many times a name was asked for, so that a thousand of one name need not be gone through each time."""
        self._asked[name] += 1
        return self._asked[name]

    def _propose(self, noun: str, printed: str | None, basis: Basis | None) -> str:
        name = _ASIDE.sub("", noun).strip()
        natural = _natural_unit(name, printed, basis)
        if not re.search(r"[一-鿿]", name):
            name = f"{name}（名称待定）"
        ident = base = id_of(name)
        while ident in self.known or ident in self.new:
            ident = f"{base}-{self._next(base) + 1}"
        chinese = name
        while chinese.casefold() in self._taken:
            number = self._next(f"{name}（{natural}）")
            another = f"、另{number - 1}" if number > len(_OTHERS) else _OTHERS[number - 1]
            chinese = f"{name}（{natural}{another}）"
        english = english_of(ident)
        while english.casefold() in self._taken:
            english = f"{english} (new)"
        self._taken |= {chinese.casefold(), english.casefold()}
        self.new[ident] = Indicator(Text(chinese, english), natural, _natural_basis(name, natural, basis))
        self._add(name, ident)
        return ident


def kind_fits(printed: str, wanted: str) -> bool:
    """Whether a figure in unit `printed` may be one in `wanted`: the same kind, or its numerator."""
    try:
        a, b = unit(printed), unit(wanted)
    except UnknownUnitError:
        return False
    if a.kind == b.kind or {a.kind, b.kind} == {"count", "person-times"} or {a.kind, b.kind} == {"count", "occasions"}:
        return True
    return b.kind.partition("/")[0] == a.kind or a.kind.partition("/")[0] == b.kind


_PER = re.compile(r"每((?:百|千|万|十万|百万|亿)?)(人口|人|名|家|户|元|亩|平方公里|公里)|人均")


def per_unit(noun: str, printed: str) -> str:
    """The unit with the denominator that the noun prints: 每万人口…（件） is 件/万人."""
    match = _PER.search(noun)
    if not match or "/" in printed or printed in {"percent", "permille", "points", "倍"}:
        return printed
    thing = {"人口": "人", "名": "人"}.get(match[2] or "人", match[2] or "人")
    found = f"{printed}/{match[1] or ''}{thing}"
    return found if is_unit(found) else printed


def _natural_unit(noun: str, printed: str | None, basis: Basis | None) -> str:
    if printed is None:
        return "个"
    if basis in {Basis.GROWTH, Basis.GROWTH_TOTAL} or (basis is Basis.MULTIPLE and printed == "倍"):
        return "percent" if printed == "percent" or SHARES.search(noun) else printed
    if printed == "points":
        return "percent"
    return per_unit(noun, printed)


def _natural_basis(noun: str, natural: str, basis: Basis | None) -> Basis:
    if basis in {Basis.GROWTH, Basis.PER_YEAR, Basis.TOTAL}:
        return basis
    if natural in {"percent", "permille"}:
        return Basis.LEVEL
    if FLOWS.search(noun) and not STOCKS.search(noun):
        return Basis.PER_YEAR
    return Basis.LEVEL


def id_of(name: str) -> str:
    """An id made of the words of a name, in English as far as the glossary goes, else by their sound."""
    words: list[str] = []
    sounds: list[str] = []
    text = fold(name)[0]
    at = 0
    while at < len(text):
        hit = next(((zh, en) for zh, en in WORDS if text.startswith(zh, at)), None)
        if hit is None:
            sounds.extend(syllables(text[at]))
            at += 1
            continue
        if sounds:
            words.append("".join(sounds))
            sounds = []
        if hit[1]:
            words.append(hit[1])
        at += len(hit[0])
    if sounds:
        words.append("".join(sounds))
    ident = re.sub(r"-{2,}", "-", "-".join(words)).strip("-")
    while len(ident) > _LONGEST_ID and "-" in ident:
        ident = ident.rpartition("-")[0]
    ident = ident[:_LONGEST_ID].strip("-")
    return ident if re.search("[a-z]", ident) else f"indicator-{ident}".strip("-")


_SPELT = {"st": "S&T", "rd": "R&D", "gdp": "GDP", "pm25": "PM2.5", "co2": "CO2", "smes": "SMEs"}


def english_of(ident: str) -> str:
    """The words of an id as a name, for a person to better."""
    words = " ".join(_SPELT.get(word, word) for word in ident.split("-"))
    return words[:1].upper() + words[1:]
