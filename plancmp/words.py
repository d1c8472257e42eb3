"""Text in two languages, and the table that every view hands to every renderer."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, Self

LANGUAGES = ("zh", "en")


class Text(NamedTuple):
    """One sentence or name, born in Chinese and in English. | 一句话或一个名称，中英文各一。"""

    zh: str
    """In Chinese. | 中文。"""
    en: str
    """In English. | 英文。"""

    def in_language(self, lang: str) -> str:
        """The wording in `lang`, "zh" or "en"."""
        return self.zh if lang == "zh" else self.en

    @classmethod
    def same(cls, text: str) -> Self:
        """A wording that both languages share: a figure, an id, a quotation."""
        return cls(text, text)

    def join(self, others: Sequence["Text"]) -> "Text":
        """`others` with this text between them."""
        return Text(self.zh.join(o.zh for o in others), self.en.join(o.en for o in others))


COMMA = Text("、", ", ")
SEMICOLON = Text("；", "; ")


class Word(StrEnum):
    """A closed word of the vocabulary: the value written in YAML and JSON, and its label for people."""

    label: Text

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = Text(zh, en)
        return word

    @classmethod
    def read(cls, value: str) -> Self:
        """The word written as `value`. Raises KeyError where there is none."""
        return cls.__members__[value.upper().replace("-", "_")]


class Count(int):
    """A number in a sentence: `{n:plan|plans}` chooses the form that goes with it."""

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        return (one if self == 1 else many) if bar else super().__format__(spec)


def say(zh: str, en: str, /, **slots: object) -> Text:
    """One sentence in two languages. `{name}` in both templates is the slot `name`: of a Text the wording of that language,
    of a Word its label, of a list its parts joined by commas, of all else what `format` makes of it. Where English needs
    a plural, `{n:plan|plans}` chooses by the number n.
    """
    return Text(
        zh.format_map({name: _slot_value(slot, "zh") for name, slot in slots.items()}),
        en.format_map({name: _slot_value(slot, "en") for name, slot in slots.items()}),
    )


def _slot_value(slot: object, lang: str) -> object:
    if isinstance(slot, Text):
        return slot.in_language(lang)
    if isinstance(slot, Word):
        return slot.label.in_language(lang)
    if isinstance(slot, list | tuple) and not hasattr(slot, "_fields"):  # a value class is told by its __str__
        return COMMA.in_language(lang).join(str(_slot_value(part, lang)) for part in slot)
    return Count(slot) if isinstance(slot, int) else slot


class Table(NamedTuple):
    """Rows for a person. `numeric` names the columns that line up on the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""


class Line(NamedTuple):
    """A line of a tree: how deep it stands, what it says, and which kind of line it is."""

    depth: int
    text: str
    kind: str = ""


class TextLine(NamedTuple):
    """A line of a tree in both languages."""

    depth: int
    text: Text
    kind: str = ""

    def in_language(self, lang: str) -> Line:
        """The line in `lang`."""
        return Line(self.depth, self.text.in_language(lang), self.kind)


def make_table(
    title: Text,
    columns: Sequence[Text],
    rows: Iterable[Sequence[Text | str]],
    lang: str,
    numeric: Iterable[int] = (),
) -> Table:
    """A table in `lang` of cells in both languages; a cell that is a string is an id, a figure or a quotation."""
    said = (tuple(c if isinstance(c, str) else c.in_language(lang) for c in row) for row in rows)
    heads = tuple(column.in_language(lang) for column in columns)
    return Table(title.in_language(lang), heads, tuple(said), frozenset(numeric))


def join_parts(*parts: Text) -> Text:
    """The parts that say something, two spaces between them."""
    return Text.same("  ").join([part for part in parts if part.en])
