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


class Numbering:
    """Counts the numbered paragraphs of a document in order."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        part = getattr(document.part, "numbering_part", None) if _has_numbering(document) else None
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        abstract = {each.get(_w("abstractNumId")): each for each in root.findall(_w("abstractNum"))}
        for num in root.findall(_w("num")):
            target = num.find(_w("abstractNumId"))
            definition = abstract.get(target.get(_w("val"))) if target is not None else None
            for level in definition.findall(_w("lvl")) if definition is not None else ():
                wanted = [level.find(_w(tag)) for tag in ("numFmt", "lvlText", "start")]
                kind, text, start = ("" if each is None else each.get(_w("val")) or "" for each in wanted)
                key = (num.get(_w("numId")), int(level.get(_w("ilvl")) or 0))
                self._formats[key] = (kind, text, int(start) if start.isdigit() else 1)

    def printed(self, paragraph: Any) -> str:
        """The number that Word prints before the paragraph; "" where it has none, or a bullet."""
        found = _numbered(paragraph)
        if found is None or found not in self._formats or not paragraph.text.strip():
            return ""
        ident, level = found
        counts = self._counts.setdefault(ident, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(self._formats.get((ident, len(counts)), ("", "", 1))[2] - 1)
        counts[level] += 1
        kind, text, _ = self._formats[found]
        if kind in {"bullet", "none"}:
            return ""

        def number(match: re.Match[str]) -> str:
            position = int(match[1]) - 1
            style = self._formats.get((ident, position), ("", "", 1))[0]
            return _written(counts[position], style) if position < len(counts) else ""

        return _PLACE.sub(number, text)


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


def _has_numbering(document: Any) -> bool:
    return any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values())


def _numbered(paragraph: Any) -> tuple[str, int] | None:
    """The list and level of a paragraph, its own or its style's."""
    styles = [paragraph._p.pPr]  # noqa: SLF001 - python-docx has no other way to the numbering
    style = paragraph.style
    while style is not None:
        styles.append(style.element.pPr)
        style = style.base_style
    for properties in styles:
        numbered = None if properties is None else properties.find(_w("numPr"))
        if numbered is None:
            continue
        ident, level = numbered.find(_w("numId")), numbered.find(_w("ilvl"))
        if ident is None:
            continue
        return str(ident.get(_w("val"))), int(level.get(_w("val"))) if level is not None else 0
    return None


def _written(number: int, style: str) -> str:
    if style in _CHINESE and 0 < number < _HUNDRED:
        tens, ones = divmod(number, 10)
        return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")
    return str(number)
