"""Names of indicators and places, the places' codes and levels, and whether a text names the place of a figure."""

import re
from collections.abc import Iterator

from plancmp.check.check_input import CheckedEntry, CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.folding import normalize_piece, pair_characters
from plancmp.chinese.place_names import strip_ending
from plancmp.model import Collection, Place
from plancmp.reading.loaded import Path
from plancmp.vocabulary import Level
from plancmp.words import Text


def _has_chinese(name: str) -> bool:
    return any("㐀" <= character <= "鿿" for character in name)


@rule("name-shared", "error", across=True)
def find_shared_names(given: CheckInput) -> Iterator[Report]:
    """Two indicators, or two places, go by the same name or `aka`, so the name leads to neither.

    两个指标（或两个地区）同名，或 aka 相同，凭名称找不到其中任何一个。
    """
    seen: dict[tuple[str, str], tuple[str, Path]] = {}
    for kind, ident, path, name in _list_names(given.collection):
        first, there = seen.setdefault((kind, name.casefold()), (ident, path))
        if first != ident:
            line = given.mark(kind, first, *there).line
            message = Text(f"“{name}”也是 {first} 的名称", f"{name} is a name of {first} too")
            hint = Text(
                f"这里或第 {line} 行删去一处，或写得更具体", f"remove it here or in line {line}, or say it more exactly"
            )
            yield given.mark(kind, ident, *path), message, hint


def _list_names(collection: Collection) -> Iterator[tuple[str, str, Path, str]]:
    """Kind, id, path and name of every name of a place or an indicator."""
    for kind in ("places", "indicators"):
        for ident, entry in getattr(collection, kind).items():
            for lang in ("zh", "en"):
                yield kind, ident, ("name", lang), entry.name.in_language(lang)
            for number, name in enumerate(entry.aka):
                yield kind, ident, ("aka", number), name


@rule("name-language", "warning", across=True)
def find_names_in_other_language(given: CheckInput) -> Iterator[Report]:
    """The Chinese name holds no Chinese character, or the English one does: are the two swapped?

    zh 里没有汉字，或 en 里有汉字：是不是写反了？
    """
    loaded = given.loaded
    for kind, field in (("places", "name"), ("indicators", "name"), ("plans", "title")):
        for ident, entry in getattr(given.collection, kind).items():
            name = getattr(entry, field)
            for lang, wrong in (("zh", not _has_chinese(name.zh)), ("en", _has_chinese(name.en))):
                # where only one of the two is written, it stands in for the other, and is not judged
                both = wrong and all(loaded.has(kind, ident, field, written) for written in ("zh", "en"))
                if both and (kind, ident) not in loaded.left_out:
                    told = name.in_language(lang)
                    message = Text(f"{lang} 写的是 {told}", f"{lang} is {told}")
                    hint = Text("zh 写中文名称，en 写英文名称", "zh is the Chinese name, en the English one")
                    yield given.mark(kind, ident, field, lang), message, hint


_CODES = {
    Level.NATION: re.compile(r"[01]00000"),
    Level.REGION: re.compile(r"[1-8]\d0000"),
    Level.MUNICIPALITY: re.compile(r"[1-8]\d(?!00)\d\d00"),
    Level.COUNTY: re.compile(r"[1-8]\d(?!00)\d\d(?!00)\d\d"),
    Level.ZONE: re.compile(r"\d{6}|\d{9}"),
}
_STANDARD = Text("核对 GB/T 2260", "check GB/T 2260")
_FORMS = {
    Level.REGION: Text("省级代码以 0000 结尾", "a region's code ends in 0000"),
    Level.MUNICIPALITY: Text("地级代码以 00 结尾，前一位不是 00", "a municipality's code ends in 00, not in 0000"),
    Level.COUNTY: Text("县级代码不以 00 结尾", "a county's code does not end in 00"),
}


@rule("place-code", "error", across=True)
def find_wrong_codes(given: CheckInput) -> Iterator[Report]:
    """A place's code (GB/T 2260) does not fit its level or the place above it, or is another place's.

    区划代码（GB/T 2260）与级别或上级不合，或与另一地区相同。
    """
    seen: dict[str, str] = {}
    for ident, place in given.collection.places.items():
        code = place.code
        if code is None:
            continue
        first, hint = seen.setdefault(code, ident), _STANDARD
        if not _CODES[place.level].fullmatch(code):
            message = Text(f"代码 {code} 不是{place.level.label.zh}代码", f"{code} is no code of a {place.level}")
            hint = _FORMS.get(place.level, hint)
        elif not code.startswith(_find_stem(place, given.collection)):
            message = Text(f"代码 {code} 不在上级 {place.within} 之内", f"{code} does not lie within {place.within}")
        elif first != ident:
            message = Text(f"代码 {code} 与 {first} 相同", f"{code} is the code of {first} too")
        else:
            continue
        yield given.mark("places", ident, "code"), message, hint


def _find_stem(place: Place, collection: Collection) -> str:
    """What the code of a place begins with: the code of the place above, in pairs of digits."""
    above = collection.places.get(place.within or "")
    stem = (above.code or "").rstrip("0") if above and above.level is not Level.NATION else ""
    return stem + "0" * (len(stem) % 2)


_DOWN = (Level.NATION, Level.REGION, Level.MUNICIPALITY, Level.COUNTY, Level.ZONE)


@rule("place-level", "error", across=True)
def find_wrong_levels(given: CheckInput) -> Iterator[Report]:
    """The place above is not of a higher level; or a member of a joint place lies outside the place above it.

    上级地区的级别不高于本级；或联合地区的成员不在其上级之内。
    """
    places = given.collection.places
    for ident, place in places.items():
        above = places.get(place.within or "")
        if above is None:
            continue
        if _DOWN.index(above.level) >= _DOWN.index(place.level):
            message = Text(
                f"{place.level.label.zh}不能在{above.level.label.zh}之内（{place.within}）",
                f"a {place.level} cannot lie within a {above.level} ({place.within})",
            )
            yield (
                given.mark("places", ident, "within"),
                message,
                Text("改正 level 或 within", "correct level or within"),
            )
        for number, member in enumerate(place.members):
            if member in places and place.within not in given.collection.chain(member):
                message = Text(
                    f"成员 {member} 不在 {place.within} 之内", f"{member} does not lie within {place.within}"
                )
                hint = Text("改正 members 或 within", "correct members or within")
                yield given.mark("places", ident, "members", number), message, hint


@rule("place-unnamed", "warning")
def find_unnamed_places(given: CheckInput) -> Iterator[Report]:
    """A figure is encoded for a place that neither the quote, the leads nor the headings above name, while they may
    name another.

    for 写的地区，在引文、lead 和各级标题里都没有出现；也许写的是另一个地区。
    """
    collection = given.collection
    for entry in given.entries:
        pieces = "|".join(map(normalize_piece, entry.all_pieces)) if entry.item.for_ else ""
        for number, ident in enumerate(entry.item.for_):
            place = collection.places.get(ident)
            if place is None or ident == entry.plan.place:
                continue
            others = _find_others(pieces, entry, ident, given)
            if others is None:
                continue
            message = Text(f"原文没有提到{place.name.zh}", f"the text does not name {place.name.en} ({place.name.zh})")
            hint = Text("核对地区；把地名写进 lead", "check the place; put its name into lead")
            if others:
                hint = Text(f"是不是 {'、'.join(others)}？", f"did you mean {', '.join(others)}?")
            yield entry.mark("for", number), message, hint


def _find_others(pieces: str, entry: CheckedEntry, ident: str, given: CheckInput) -> list[str] | None:
    """The places that the pieces name in place of that one; none where nothing names any; None where it is named, or is
    spoken of near by and no other is named.
    """
    collection = given.collection
    own = _write_names(collection.places[ident], collection)
    if any(name in pieces for name in own):
        return None
    others = sorted(_find_named_places(pieces, entry, collection) - {ident, *collection.chain(ident)})
    near = "|".join((pieces, *_list_headings(entry), given.find_section(entry) or ""))
    is_near = any(pair in near for name in own for pair in pair_characters(name))
    return others if others or not is_near else None


def _list_headings(entry: CheckedEntry) -> Iterator[str]:
    steps = entry.item.at.split(".")
    for number in range(len(steps)):
        yield normalize_piece(entry.plan.outline.get(".".join(steps[: number + 1]), ""))


def _find_named_places(pieces: str, entry: CheckedEntry, collection: Collection) -> set[str]:
    """The places inside the plan's own that the pieces name, those left out that are named as part of another."""
    inside = (i for i in collection.places if i != entry.plan.place and entry.plan.place in collection.chain(i))
    found = {
        i: max((n for n in _write_names(collection.places[i], collection) if n in pieces), key=len, default="")
        for i in inside
    }
    return {i for i, name in found.items() if name and not any(name in o and name != o for o in found.values())}


def _write_names(place: Place, collection: Collection) -> frozenset[str]:
    """The Chinese names of a place, or of the members of a joint one, whole and without 市, 县 …"""
    known = [place, *(collection.places[m] for m in place.members if m in collection.places)]
    full = [normalize_piece(name) for p in known for name in (p.name.zh, *p.aka)]
    return frozenset([*full, *(strip_ending(name) for name in full if place.level is not Level.ZONE)])
