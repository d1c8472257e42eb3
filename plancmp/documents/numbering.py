"""The numbers that Word prints in front of numbered paragraphs; they stand nowhere in the text of the file."""

import re
from typing import Any

_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographTraditional",
    "japaneseCounting",
    "taiwaneseCounting",
}
_HUNDRED = 100
_PLACE = re.compile(r"%([1-9])")


def w(tag: str) -> str:
    """The name of an element or attribute of a Word document."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


_STYLE, _LIST, _LEVEL = (
    "/".join(map(w, steps)) for steps in (("pPr", "pStyle"), ("pPr", "numPr", "numId"), ("pPr", "numPr", "ilvl"))
)
_VALUE = w("val")

_LEVELS = 9
"""Levels of a list, as Word has them."""

_Format = tuple[str, str, int]
"""Kind of number, what is printed around it, and the first."""

_NONE: _Format = ("", "", 1)


class Numbering:
    """Counts the numbered paragraphs of a document in order."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[str, dict[int, _Format]] = {}
        self._counts: dict[str, list[int]] = {}
        self._of_style: dict[str | None, tuple[str, int] | None] = {}
        self._styles, self._usual = _styles(document)
        part = getattr(document.part, "numbering_part", None) if _has_numbering(document) else None
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        kinds = {each.get(w("abstractNumId")): _levels(each) for each in root.findall(w("abstractNum"))}
        for num in root.findall(w("num")):
            target = num.find(w("abstractNumId"))
            levels = kinds.get(target.get(w("val"))) if target is not None else None
            if levels:
                self._formats[str(num.get(w("numId")))] = levels

    def printed(self, paragraph: Any, text: str) -> str:
        """The number that Word prints before the paragraph, whose text is `text`; "" where it has none, or a bullet."""
        found = self._numbered(paragraph)
        if found is None or not text.strip():
            return ""
        ident, level = found
        formats = self._formats.get(ident, {})
        if level not in formats:
            return ""
        counts = self._counts.setdefault(ident, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(formats.get(len(counts), _NONE)[2] - 1)
        counts[level] += 1
        kind, around, _ = formats[level]
        if kind in {"bullet", "none"}:
            return ""

        def number(match: re.Match[str]) -> str:
            position = int(match[1]) - 1
            style = formats.get(position, _NONE)[0]
            return _written(counts[position], style) if position < len(counts) else ""

        return _PLACE.sub(number, around)

    def _numbered(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        own = _list_of(paragraph)
        if own is not None:
            return own
        style = paragraph.find(_STYLE)
        ident = self._usual if style is None else style.get(_VALUE)
        if ident not in self._of_style:
            self._of_style[ident] = self._inherited(ident)
        return self._of_style[ident]

    def _inherited(self, ident: str | None) -> tuple[str, int] | None:
        """The list and level of a style, or of the nearest that it is based on."""
        seen: set[str | None] = set()
        while ident not in seen and (style := self._styles.get(ident)) is not None:
            found = _list_of(style)
            if found is not None:
                return found
            seen.add(ident)
            base = style.find(w("basedOn"))
            ident = base.get(w("val")) if base is not None else None
        return None


def _has_numbering(document: Any) -> bool:
    return any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values())


def _styles(document: Any) -> tuple[dict[str | None, Any], str | None]:
    """The styles by id, and the id of that of a paragraph without one."""
    every = document.styles.element.findall(w("style"))
    usual = [each for each in every if each.get(w("default")) == "1" and each.get(w("type")) == "paragraph"]
    return {each.get(w("styleId")): each for each in every}, usual[0].get(w("styleId")) if usual else None


def _levels(definition: Any) -> dict[int, _Format]:
    found = {}
    for level in definition.findall(w("lvl")):
        wanted = [level.find(w(tag)) for tag in ("numFmt", "lvlText", "start")]
        kind, around, start = ("" if each is None else each.get(w("val")) or "" for each in wanted)
        found[_number(level.get(w("ilvl")), 0)] = (kind, around, _number(start, 1))
    return {level: each for level, each in found.items() if level < _LEVELS}


def _list_of(element: Any) -> tuple[str, int] | None:
    """The list and level that a paragraph or style names itself."""
    ident = element.find(_LIST)
    if ident is None:
        return None
    level = element.find(_LEVEL)
    return str(ident.get(_VALUE)), 0 if level is None else _number(level.get(_VALUE), 0)


def _number(written: str | None, otherwise: int) -> int:
    return int(written[:9]) if written and written.isdecimal() else otherwise


def _written(number: int, style: str) -> str:
    if style in _CHINESE and 0 < number < _HUNDRED:
        tens, ones = divmod(number, 10)
        return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")
    return str(number)
