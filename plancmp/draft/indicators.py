"""Which indicator a printed noun means: a known one by name or alias, or a new one with an id of its own."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plancmp.chinese.folding import fold
from plancmp.draft.result import IndicatorMatch
from plancmp.draft.word_lists import ABBREVIATIONS, FLOWS, GLOSSARY, SHARES, SPELLINGS, STOCKS, spell_sounds
from plancmp.model import Indicator
from plancmp.units import UnknownUnitError, is_unit, unit
from plancmp.vocabulary import Basis
from plancmp.words import Text

_GRADE = re.compile(
    r"国家级?|自治区级?|(?<!全)省级?|市级|县级|区级|设区市|以上|世界|国际|高价值|有效|申请|授权|新产品|增速|增长|人均|农村|城镇"
)
_DIGITS = re.compile("[0-9]+")
_SURE, _NEAR = 0.86, 0.66
_LONGEST_ID = 60
_BRACKETS_BEHIND = re.compile(r"\(%\)|\([^()]{1,10}\)$")
_RATES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL})
_CHANGES = _RATES | {Basis.MULTIPLE, Basis.CHANGE}
_OTHERS = ("", "、另一")
"""What tells the first and the second of one name apart; the others are counted."""


class _Name(NamedTuple):
    """A name in which spellings of one thing come out alike, with what is compared of it."""

    key: str
    pairs: frozenset[str]
    grade: frozenset[str]
    digits: tuple[str, ...]


def _read_name(name: str) -> _Name:
    key = fold(name)[0]
    for pattern, replacement in SPELLINGS:
        key = pattern.sub(replacement, key) or key
    pairs = frozenset(key[i : i + 2] for i in range(len(key) - 1)) or frozenset({key})
    return _Name(key, pairs, frozenset(_GRADE.findall(key)), tuple(_DIGITS.findall(key)))


class IndicatorRegister:
    """The known indicators by name, and the new ones that a draft proposes as it goes."""

    def __init__(self, known: Mapping[str, Indicator]) -> None:
        self.known = known
        self.new: dict[str, Indicator] = {}
        self._asked: Counter[str] = Counter()
        self._taken = {n.casefold() for i in known.values() for n in (i.name.zh, i.name.en, *i.aka)}
        self._idents: dict[str, list[str]] = {}
        self._names: list[tuple[str, _Name]] = []
        self._holding: dict[str, list[int]] = {}
        for ident, indicator in known.items():
            for name in (indicator.name.zh, *indicator.aka):
                self._add(name, ident)

    def _add(self, printed: str, ident: str) -> None:
        name = _read_name(printed)
        idents = self._idents.setdefault(name.key, [])
        if ident not in idents:
            idents.append(ident)
        for pair in name.pairs:
            self._holding.setdefault(pair, []).append(len(self._names))
        self._names.append((ident, name))

    def get(self, ident: str) -> Indicator:
        """The definition of a known or proposed indicator."""
        return self.known.get(ident) or self.new[ident]

    def match(self, nouns: Iterable[str], printed: str | None, basis: Basis | None) -> IndicatorMatch:
        """The indicator that the first fitting of `nouns` names; a new one of the first where none is known.

        `printed` is the unit.
        """
        tried = [noun for noun in nouns if len(noun) > 1]
        for noun in tried:
            idents = [i for i in self._idents.get(_read_name(noun).key, ()) if self._fits(i, printed, basis)]
            if idents:
                return IndicatorMatch(idents[0], idents[0] in self.new, tuple(idents[1:4]))
        scores = self._score(tried[:2], printed, basis)
        near = sorted(scores, key=lambda ident: (-scores[ident], ident))
        if near and scores[near[0]] >= _SURE:
            return IndicatorMatch(near[0], near[0] in self.new, tuple(near[1:4]), sure=False)
        return IndicatorMatch(self._propose(tried[0] if tried else "未识别", printed, basis), True, tuple(near[:3]))

    def _score(self, nouns: Iterable[str], printed: str | None, basis: Basis | None) -> dict[str, float]:
        """How near each indicator that fits comes to one of the nouns, where it comes near at all."""
        scores: dict[str, float] = {}
        for noun in nouns:
            for ident, score in self._find_near(_read_name(noun)):
                if score > scores.get(ident, 0) and self._fits(ident, printed, basis):
                    scores[ident] = score
        return scores

    def _find_near(self, name: _Name) -> Iterator[tuple[str, float]]:
        shared = Counter(number for pair in name.pairs for number in self._holding.get(pair, ()))
        for number, common in shared.items():
            ident, other = self._names[number]
            score = 2 * common / (len(name.pairs) + len(other.pairs))
            holds_other = other.key.startswith(name.key) or name.key.startswith(other.key)  # 收入比 is no 收入
            if score >= _NEAR and not holds_other and name[2:] == other[2:]:
                yield ident, score

    def _fits(self, ident: str, printed: str | None, basis: Basis | None) -> bool:
        """Whether a figure in the printed unit can be one of the indicator."""
        return printed is None or basis in _CHANGES or fits_unit(printed, self.get(ident).unit)

    def _count_on(self, name: str) -> int:
        """How many times a name was asked for, so that a thousand of one name need not be gone through each time."""
        self._asked[name] += 1
        return self._asked[name]

    def _propose(self, noun: str, printed: str | None, basis: Basis | None) -> str:
        """The id of a new indicator."""
        name = _BRACKETS_BEHIND.sub("", noun).strip()
        natural = _choose_unit(name, printed, basis)
        if not re.search(r"[一-鿿]", name):
            name = f"{name}（名称待定）"
        ident = base = make_id(name)
        while ident in self.known or ident in self.new:
            ident = f"{base}-{self._count_on(base) + 1}"
        chinese = name
        while chinese.casefold() in self._taken:
            number = self._count_on(f"{name}（{natural}）")
            another = f"、另{number - 1}" if number > len(_OTHERS) else _OTHERS[number - 1]
            chinese = f"{name}（{natural}{another}）"
        english = _spell_english(ident)
        while english.casefold() in self._taken:
            english = f"{english} (new)"
        self._taken |= {chinese.casefold(), english.casefold()}
        self.new[ident] = Indicator(Text(chinese, english), natural, _choose_basis(name, natural, basis))
        self._add(name, ident)
        return ident


_ONE_KIND = ({"count", "person-times"}, {"count", "occasions"})


def fits_unit(printed: str, other: str) -> bool:
    """Whether a figure in one unit may be one in another: the same kind, or its numerator."""
    try:
        a, b = unit(printed).kind, unit(other).kind
    except UnknownUnitError:
        return False
    return a == b or {a, b} in _ONE_KIND or b.partition("/")[0] == a or a.partition("/")[0] == b


_PER = re.compile(r"每((?:百|千|万|十万|百万|亿)?)(人口|人|名|家|户|元|亩|平方公里|公里)|人均")
_NO_NUMERATOR = frozenset({"percent", "permille", "points", "倍"})


def add_denominator(noun: str, printed: str) -> str:
    """The unit with the denominator that the noun prints: 每万人口…（件） is 件/万人."""
    match = _PER.search(noun)
    if not match or "/" in printed or printed in _NO_NUMERATOR:
        return printed
    thing = "人" if match[2] in {None, "人口", "名"} else match[2]
    found = f"{printed}/{match[1] or ''}{thing}"
    return found if is_unit(found) else printed


def _choose_unit(noun: str, printed: str | None, basis: Basis | None) -> str:
    """The natural unit of an indicator whose figure is printed in this one."""
    if printed is None:
        return "个"
    if basis in _RATES or (basis is Basis.MULTIPLE and printed == "倍"):
        return "percent" if SHARES.search(noun) else printed
    return "percent" if printed == "points" else add_denominator(noun, printed)


def _choose_basis(noun: str, natural: str, basis: Basis | None) -> Basis:
    if basis in {Basis.GROWTH, Basis.PER_YEAR, Basis.TOTAL}:
        return basis
    is_flow = natural not in {"percent", "permille"} and FLOWS.search(noun) and not STOCKS.search(noun)
    return Basis.PER_YEAR if is_flow else Basis.LEVEL


_GLOSSARY = re.compile(f"({'|'.join(map(re.escape, sorted(GLOSSARY, key=len, reverse=True)))})")


def make_id(name: str) -> str:
    """An id made of the words of a name, in English as far as the glossary goes, else by their sound."""
    pieces = _GLOSSARY.split(fold(name)[0])
    words = (GLOSSARY[piece] if piece in GLOSSARY else spell_sounds(piece) for piece in pieces if piece)
    ident = re.sub(r"-{2,}", "-", "-".join(word for word in words if word)).strip("-")
    while len(ident) > _LONGEST_ID and "-" in ident:
        ident = ident.rpartition("-")[0]
    ident = ident[:_LONGEST_ID].strip("-")
    return ident if re.search("[a-z]", ident) else f"indicator-{ident}".strip("-")


def _spell_english(ident: str) -> str:
    """The words of an id as a name, for a person to better."""
    words = " ".join(ABBREVIATIONS.get(word, word) for word in ident.split("-"))
    return words[:1].upper() + words[1:]
