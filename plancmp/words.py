"""Text in two languages, and the table that every view hands to every renderer."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, Self

from plancmp.frozen import frozen

LANGUAGES = ("zh", "en")


@frozen
class Text:
    """One sentence or name, born in Chinese and in English. | 一句话或一个名称，中英文各一。"""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    zh: str
    """In Chinese. | 中文。"""
    en: str
    """In English. | 英文。"""

    def say(self, lang: str) -> str:
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


@frozen
class Table:
    """Rows for a person. `numeric` names the columns that line up on the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""


@frozen
class Line:
    """A line of a tree: how deep it stands, what it says, and which kind of line it is."""

    depth: int
    text: str
    kind: str = ""
