"""Places: code, level and what lies above; and whether the text names the place that a figure is for."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plancmp.check.rules.printed import matched
from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Entry, Subject
from plancmp.model import Collection, Place
from plancmp.problems import Problem
from plancmp.vocabulary import Level
from plancmp.words import Text

_CODES = {
    Level.NATION: re.compile(r"[01]00000"),
    Level.REGION: re.compile(r"[1-8]\d0000"),
    Level.MUNICIPALITY: re.compile(r"[1-8]\d(?!00)\d\d00"),
    Level.COUNTY: re.compile(r"[1-8]\d(?!00)\d\d(?!00)\d\d"),
    Level.ZONE: re.compile(r"\d{6}|\d{9}"),
}
_FORMS = {
    Level.REGION: Text("省级代码以 0000 结尾", "a region's code ends in 0000"),
    Level.MUNICIPALITY: Text("地级代码以 00 结尾，前一位不是 00", "a municipality's code ends in 00, not in 0000"),
    Level.COUNTY: Text("县级代码不以 00 结尾", "a county's code does not end in 00"),
}
_DOWN = (Level.NATION, Level.REGION, Level.MUNICIPALITY, Level.COUNTY, Level.ZONE)


@rule("place-code", "error")
def place_code(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A place's code (GB/T 2260) does not fit its level or the place above it, or is another place's.

    区划代码（GB/T 2260）与级别或上级不合，或与另一地区相同。
    """
    loaded = subject.loaded
    places = loaded.collection.places
    seen: dict[str, str] = {}
    for ident, place in places.items():
        if place.code is None:
            continue
        above = places.get(place.within or "")
        stem = (above.code or "").rstrip("0") if above and above.level is not Level.NATION else ""
        stem += "0" * (len(stem) % 2)
        first = seen.setdefault(place.code, ident)
        hint = Text("核对 GB/T 2260", "check GB/T 2260")
        if not _CODES[place.level].fullmatch(place.code):
            message = Text(
                f"代码 {place.code} 不是{place.level.label.zh}代码", f"{place.code} is no code of a {place.level}"
            )
            hint = _FORMS.get(place.level, hint)
        elif not place.code.startswith(stem):
            message = Text(
                f"代码 {place.code} 不在上级 {place.within} 之内", f"{place.code} does not lie within {place.within}"
            )
        elif first != ident:
            message = Text(f"代码 {place.code} 与 {first} 相同", f"{place.code} is the code of {first} too")
        else:
            continue
        yield this.problem(loaded.mark("places", ident, "code"), message, hint)


@rule("place-level", "error")
def place_level(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The place above is not of a higher level; or a member of a joint place lies outside the place above it.

    上级地区的级别不高于本级；或联合地区的成员不在其上级之内。
    """
    loaded = subject.loaded
    places = loaded.collection.places
    for ident, place in places.items():
        above = places.get(place.within or "")
        if above is None:
            continue
        if _DOWN.index(above.level) >= _DOWN.index(place.level):
            message = Text(
                f"{place.level.label.zh}不能在{above.level.label.zh}之内（{place.within}）",
                f"a {place.level} cannot lie within a {above.level} ({place.within})",
            )
            hint = Text("改正 level 或 within", "correct level or within")
            yield this.problem(loaded.mark("places", ident, "within"), message, hint)
        for number, member in enumerate(place.members):
            if member in places and place.within not in loaded.collection.chain(member):
                message = Text(
                    f"成员 {member} 不在 {place.within} 之内", f"{member} does not lie within {place.within}"
                )
                hint = Text("改正 members 或 within", "correct members or within")
                yield this.problem(loaded.mark("places", ident, "members", number), message, hint)


@rule("place-unnamed", "warning")
def place_unnamed(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A figure is encoded for a place that neither the quote, the leads nor the headings above name, while they may
    name another.

    for 写的地区，在引文、lead 和各级标题里都没有出现；也许写的是另一个地区。
    """
    collection = subject.loaded.collection
    for entry in subject.entries:
        if not entry.item.for_:
            continue
        pieces = "|".join(matched(piece) for piece in _pieces(entry))
        headings = "|".join(matched(title) for title in _headings(entry))
        for number, ident in enumerate(entry.item.for_):
            place = collection.places.get(ident)
            if place is None or ident == entry.plan.place:
                continue
            own = _names(place, collection)
            if any(name in pieces for name in own):
                continue
            others = _printed(pieces, entry, collection) - {ident, *collection.chain(ident)}
            near = pieces + "|" + headings + "|" + _body(entry, subject)
            if not others and any(pair in near for name in own for pair in _pairs(name)):
                continue
            told = "、".join(sorted(others))
            message = Text(f"原文没有提到{place.name.zh}", f"the text does not name {place.name.en} ({place.name.zh})")
            hint = (
                Text(f"是不是 {told}？", f"did you mean {told.replace('、', ', ')}?")
                if others
                else Text("核对地区；把地名写进 lead", "check the place; put its name into lead")
            )
            yield this.problem(entry.mark("for", number), message, hint)


def _pieces(entry: Entry) -> list[str]:
    item = entry.item
    return [item.quote, *item.lead, *(p.quote for p in item.also), *(lead for p in item.also for lead in p.lead)]


def _headings(entry: Entry) -> list[str]:
    steps = entry.item.at.split(".")
    keys = (".".join(steps[: n + 1]) for n in range(len(steps)))
    return [entry.plan.outline.get(key, "") for key in keys]


def _body(entry: Entry, subject: Subject) -> str:
    text = subject.texts.get(entry.plan_id)
    span = text.find_section(entry.item.at) if text else None
    return text.normal[slice(*span)] if text and span else ""


def _printed(pieces: str, entry: Entry, collection: Collection) -> set[str]:
    """The places inside the plan's own that the pieces name, those left out that are named as part of another."""
    inside = (i for i in collection.places if i != entry.plan.place and entry.plan.place in collection.chain(i))
    found = {
        i: max((n for n in _names(collection.places[i], collection) if n in pieces), key=len, default="")
        for i in inside
    }
    return {i for i, name in found.items() if name and not any(name in o and name != o for o in found.values())}


_SUFFIX = re.compile(r"(?<=..)(?:壮族自治区|自治区|自治州|自治县|省|市|州|县|区)$")


def _names(place: Place, collection: Collection) -> frozenset[str]:
    """The Chinese names of a place, or of the members of a joint one, whole and without 市, 县 …"""
    full = [place.name.zh, *place.aka]
    for member in place.members:
        if member in collection.places:
            full += [collection.places[member].name.zh, *collection.places[member].aka]
    if place.level is Level.ZONE:
        return frozenset(matched(name) for name in full)
    return frozenset(form for name in full for form in (matched(name), _SUFFIX.sub("", matched(name))))


@cache
def _pairs(name: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(name))


RULES = (place_code, place_level, place_unnamed)
