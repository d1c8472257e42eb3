"""The numbers that Word prints in front of numbered paragraphs; they stand nowhere in the text of the file."""

import re
from typing import Any, NamedTuple

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


class _Format(NamedTuple):
    """Kind of number, what is printed around it, and the first."""

    kind: str
    around: str
    first: int


_Formats = dict[int, _Format]
"""Level → its format."""

_NONE = _Format("", "", 1)


class Numbering:
    """Counts the numbered paragraphs of a document in order."""

    def __init__(self, document: Any) -> None:
        self._formats = _read_formats(document)
        self._counts: dict[str, list[int]] = {}
        self._of_style: dict[str | None, tuple[str, int] | None] = {}
        self._styles, self._usual = _read_styles(document)

    def count_on(self, paragraph: Any, text: str) -> str:
        """The number that Word prints before the paragraph, whose text is `text`; "" where it has none, or a bullet."""
        found = self._find_list(paragraph)
        if found is None or not text.strip():
            return ""
        ident, level = found
        formats = self._formats.get(ident, {})
        if level not in formats:
            return ""
        counts = self._counts.setdefault(ident, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(formats.get(len(counts), _NONE).first - 1)
        counts[level] += 1
        kind, around, _ = formats[level]
        return "" if kind in {"bullet", "none"} else _write_number(around, counts, formats)

    def _find_list(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        own = _read_list(paragraph)
        if own is not None:
            return own
        style = paragraph.find(_STYLE)
        ident = self._usual if style is None else style.get(_VALUE)
        if ident not in self._of_style:
            self._of_style[ident] = self._inherit_list(ident)
        return self._of_style[ident]

    def _inherit_list(self, ident: str | None) -> tuple[str, int] | None:
        """The list and level of a style, or of the nearest that it is based on."""
        seen: set[str | None] = set()
        while ident not in seen and (style := self._styles.get(ident)) is not None:
            found = _read_list(style)
            if found is not None:
                return found
            seen.add(ident)
            ident = _read_value(style.find(w("basedOn")))
        return None


def _read_formats(document: Any) -> dict[str, _Formats]:
    """The levels of each list by its id; none where the document has no numbering."""
    if not any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values()):
        return {}
    root = document.part.numbering_part.element
    kinds = {each.get(w("abstractNumId")): _read_levels(each) for each in root.findall(w("abstractNum"))}
    named = {str(num.get(w("numId"))): _read_value(num.find(w("abstractNumId"))) for num in root.findall(w("num"))}
    return {ident: kinds[kind] for ident, kind in named.items() if kinds.get(kind)}


def _read_styles(document: Any) -> tuple[dict[str | None, Any], str | None]:
    """The styles by id, and the id of that of a paragraph without one."""
    every = document.styles.element.findall(w("style"))
    usual = [each for each in every if each.get(w("default")) == "1" and each.get(w("type")) == "paragraph"]
    return {each.get(w("styleId")): each for each in every}, usual[0].get(w("styleId")) if usual else None


def _read_levels(definition: Any) -> _Formats:
    found = {}
    for level in definition.findall(w("lvl")):
        kind, around, start = (_read_value(level.find(w(tag))) or "" for tag in ("numFmt", "lvlText", "start"))
        found[_read_number(level.get(w("ilvl")), 0)] = _Format(kind, around, _read_number(start, 1))
    return {level: each for level, each in found.items() if level < _LEVELS}


def _read_list(element: Any) -> tuple[str, int] | None:
    """The list and level that a paragraph or style names itself."""
    ident = element.find(_LIST)
    return None if ident is None else (str(ident.get(_VALUE)), _read_number(_read_value(element.find(_LEVEL)), 0))


def _read_value(element: Any) -> str | None:
    value: str | None = None if element is None else element.get(_VALUE)
    return value


def _read_number(written: str | None, otherwise: int) -> int:
    return int(written[:9]) if written and written.isdecimal() else otherwise


def _write_number(around: str, counts: list[int], formats: _Formats) -> str:
    """What is printed around a number, with the number of each level in its place."""

    def write_level(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        return _write_numeral(counts[level], formats.get(level, _NONE).kind) if level < len(counts) else ""

    return _PLACE.sub(write_level, around)


def _write_numeral(number: int, style: str) -> str:
    if style not in _CHINESE or not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, 10)
    return (f"{_DIGITS[tens]}十".removeprefix("一") if tens else "") + _DIGITS[ones].strip("〇")
