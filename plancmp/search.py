"""What the collection holds under some words: places, documents, indicators, tasks and targets, by parts of their names and
quotes, in Chinese, English or pinyin.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import normalize

from plancmp.chinese.spelling import spell_syllables
from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.compare.phrases import phrase_claim
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.vocabulary import ClaimType
from plancmp.words import NOTHING, Line, Table, Text, TextTable, View, Word, say


class HitKind(Word):
    """What was found, in the order in which it is told."""

    PLACE = "place", "地区", "place"
    DOCUMENT = "document", "文件", "document"
    INDICATOR = "indicator", "指标", "indicator"
    TARGET = "target", "目标", "target"
    TASK = "task", "任务", "task"


class Entry(NamedTuple):
    """Something that may be found: its id, what people call it, and everything by which it is found."""

    kind: HitKind
    ident: str
    name: Text
    about: Text
    """What stands beside the name: the level of a place, the figure of a target."""
    names: tuple[str, ...]
    """What it is called; these are tried letter by letter and in pinyin too."""
    texts: tuple[str, ...] = ()
    """What else stands in it, such as its quote."""

    def record(self) -> dict[str, str]:
        """The machine-readable output."""
        return {
            "kind": str(self.kind),
            "id": self.ident,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "about_zh": self.about.zh,
            "about_en": self.about.en,
        }


class Hits(NamedTuple):
    """What was found under some words, kind by kind, what is called so before what only speaks of it."""

    query: str
    entries: tuple[Entry, ...]

    def record(self, _lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {"query": self.query, "hits": [entry.record() for entry in self.entries]}


def search(query: str, claims: Iterable[Claim], context: Context) -> Hits:
    """Everything in which each word of `query` stands: in a name, else in a text; where there is nothing, the names that hold
    the letters in this order (高企 in 高新技术企业), or whose pinyin, or its initials, are these.
    """
    words = [_fold(word) for word in query.split()]
    entries = [*_list_things(context.collection), *_list_targets(claims, context.collection)]
    found = [(rank, entry) for entry in entries if (rank := _rank(words, entry)) is not None]
    if words and not found:
        found = [(0, entry) for entry in _find_by_letters(words, entries)]
    order = list(HitKind)
    return Hits(query, tuple(e for _, e in sorted(found, key=lambda item: (order.index(item[1].kind), item[0]))))


def search_names(query: str, collection: Collection) -> Hits:
    """The places, documents, indicators and tasks in whose names each word of `query` stands."""
    words = [_fold(word) for word in query.split()]
    entries = list(_list_things(collection))
    named = [entry for entry in entries if _holds_all(words, entry.names)]
    return Hits(query, tuple(named or _find_by_letters(words, entries)))


def _fold(text: str) -> str:
    """A text as it is compared: full width like half width, capitals like small letters."""
    return normalize("NFKC", text).casefold()


def _rank(words: Sequence[str], entry: Entry) -> int | None:
    """0 where something is called just so, 1 where the words are parts of names, 2 where they stand in its texts."""
    if not words:
        return None
    if " ".join(words) in {_fold(name) for name in entry.names}:
        return 0
    if _holds_all(words, entry.names):
        return 1
    return 2 if _holds_all(words, (*entry.names, *entry.texts)) else None


def _holds_all(words: Sequence[str], texts: Iterable[str]) -> bool:
    told = "\n".join(_fold(text) for text in texts)
    return bool(words) and all(word in told for word in words)


def _find_by_letters(words: Sequence[str], entries: Sequence[Entry]) -> list[Entry]:
    """The entries of which a name holds the letters of the words in order, if they are Chinese; else by pinyin."""
    query = "".join(words)
    named = [entry for entry in entries if entry.kind in {HitKind.PLACE, HitKind.DOCUMENT, HitKind.INDICATOR}]
    if len(query) < _SHORTEST:
        return []
    if not query.isascii():
        return [entry for entry in named if any(_holds_in_order(query, _fold(name)) for name in entry.names)]
    try:
        return [
            entry for entry in named if any(_sounds_like(query, name) for name in entry.names if not name.isascii())
        ]
    except ImportError:
        return []


_SHORTEST = 2
"""Letters that are sought one by one, or in pinyin."""
_REACH = 6
"""Characters between the first and the last of them in a short form, for each that it has: 高企 in 高新技术企业."""


def _holds_in_order(query: str, name: str) -> bool:
    """Whether the characters of a short form stand in a name, in this order and not far from each other."""
    places = []
    start = 0
    for character in query:
        start = name.find(character, start) + 1
        if not start:
            return False
        places.append(start)
    return all(after - before <= _REACH for before, after in pairwise(places))


def _sounds_like(query: str, name: str) -> bool:
    """Whether the query is a part of the pinyin of a name that begins with a syllable, or of its initials."""
    syllables = spell_syllables(name)
    sounds = ("".join(syllables[start:]) for start in range(len(syllables)))
    return any(sound.startswith(query) for sound in sounds) or query in "".join(s[0] for s in syllables)


def _list_things(collection: Collection) -> Iterator[Entry]:
    """Everything but claims, in order."""
    places = collection.places
    for ident in sort_by_code(places, collection):
        place = places[ident]
        above = place.within and places[place.within].name
        about = (
            say("{level}，属{above}", "{level}, in {above}", level=place.level, above=above)
            if above
            else place.level.label
        )
        yield Entry(HitKind.PLACE, ident, _pair_names(place.name), about, (ident, *sorted(place.names)))
    for ident, plan in sorted(collection.plans.items(), key=lambda item: (item[1].period, item[0])):
        about = say("{kind} {years}", "{kind} {years}", kind=plan.kind, years=str(plan.period).replace("-", "–"))
        yield Entry(
            HitKind.DOCUMENT, ident, plan.title, about, (ident, plan.title.zh, plan.title.en), (plan.number or "",)
        )
    for ident, indicator in collection.indicators.items():
        names = ident, indicator.name.zh, indicator.name.en, *indicator.aka
        yield Entry(HitKind.INDICATOR, ident, _pair_names(indicator.name), NOTHING, names)
    for ident, plan in collection.plans.items():
        for task in plan.tasks:
            about = say("{kind}，第 {at} 节", "{kind}, section {at}", kind=task.kind, at=task.at)
            named = Text.same(task.title)
            yield Entry(
                HitKind.TASK, f"{ident}/task.{task.key}", named, about, (task.key, task.title), (task.quote or "",)
            )


def _list_targets(claims: Iterable[Claim], collection: Collection) -> Iterator[Entry]:
    """The targets, which are found by their indicator together with their place and year, and by their quotes."""
    for claim in claims:
        if claim.type is ClaimType.TARGET and claim.variant_of is None:
            place, name = collection.places[claim.place], claim.definition.name
            texts = (
                claim.id,
                *claim.definition.aka,
                name.zh,
                name.en,
                *place.names,
                str(claim.year or ""),
                claim.quote,
            )
            about = say("{place} {figure}", "{place} {figure}", place=place.name, figure=phrase_claim(claim))
            yield Entry(HitKind.TARGET, claim.id, name, about, (), (*texts, claim.of or "", *claim.lead))


def _pair_names(name: Text) -> Text:
    """In English the Chinese name stands beside it."""
    return Text(name.zh, " ".join(dict.fromkeys((name.en, name.zh))))


_MOST = 12
"""So many of a kind are told where not all are asked for."""


def lay_out_blocks(found: Hits, lang: str, view: View) -> Iterator[Line | Table]:
    """How much of what was found, then the first of each kind; all of them where everything is asked for."""
    yield Line(0, _sum_up(found).in_language(lang))
    counts = Counter(entry.kind for entry in found.entries)
    for kind in (kind for kind in HitKind if counts[kind]):
        entries = [entry for entry in found.entries if entry.kind is kind]
        shown = entries if view.everything else entries[:_MOST]
        yield Line(0, "")
        if len(counts) > 1:
            yield Line(0, _count(kind, counts).in_language(lang), "head")
        yield from _list_entries(kind, shown, lang)
        if len(shown) < len(entries):
            more = say("另有 {n} 项：--all", "{n} more: --all", n=len(entries) - len(shown))
            yield Line(1, more.in_language(lang), "note")
    if found.entries:
        yield Line(0, "")
        yield Line(
            0,
            Text("其中一项的全部内容：plancmp show 标识", "one of them in full: plancmp show ID").in_language(lang),
            "note",
        )


def _list_entries(kind: HitKind, entries: Sequence[Entry], lang: str) -> Iterator[Line | Table]:
    """A line an entry behind its id; of claims and tasks, whose ids are long, the id below."""
    if kind not in {HitKind.TARGET, HitKind.TASK}:
        yield TextTable(NOTHING, (), [(f"  {e.ident}", _join(e)) for e in entries]).in_language(lang)
        return
    for entry in entries:
        yield Line(1, _join(entry).in_language(lang))
        yield Line(3, entry.ident, "note")


def _join(entry: Entry) -> Text:
    """The name and what stands beside it."""
    if not entry.about.en:
        return entry.name
    return say("{name}：{about}", "{name}: {about}", name=entry.name, about=entry.about)


def _count(kind: HitKind, counts: Counter[HitKind]) -> Text:
    n = counts[kind]
    ending = "" if n == 1 else "s"
    return Text(f"{kind.label.zh} {n} 项", f"{n} {kind.label.en}{ending}")


def _sum_up(found: Hits) -> Text:
    counts = Counter(entry.kind for entry in found.entries)
    if not counts:
        return say(
            "没有找到“{query}”；plancmp list indicators 列出全部指标。",
            "Nothing is called “{query}” or speaks of it; plancmp list indicators shows every indicator.",
            query=found.query,
        )
    parts = [_count(kind, counts) for kind in HitKind if counts[kind]]
    return say("“{query}”：{parts}。", "“{query}”: {parts}.", query=found.query, parts=parts)


def lay_out_tables(found: Hits, lang: str) -> list[Table]:
    """A row an entry."""
    columns = Text("类别", "Kind"), Text("标识", "Id"), Text("名称", "Name"), Text("说明", "About")
    rows = [(entry.kind.label, entry.ident, entry.name, entry.about) for entry in found.entries]
    return [TextTable(_sum_up(found), columns, rows).in_language(lang)]
