"""Text in two languages, and the table that every view hands to every renderer."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Self

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


NOTHING = Text("", "")
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
    in_zh: dict[str, object] = {}
    in_en: dict[str, object] = {}
    for name, slot in slots.items():
        in_zh[name], in_en[name] = _word_slot(slot)
    return Text(zh.format_map(in_zh), en.format_map(in_en))


def _word_slot(slot: object) -> tuple[object, object]:
    """What stands for a slot in Chinese, and in English."""
    if isinstance(slot, Text):
        return slot
    if isinstance(slot, Word):
        return slot.label
    if isinstance(slot, list | tuple) and not hasattr(slot, "_fields"):  # a value class is told by its __str__
        words = [_word_slot(part) for part in slot]
        return COMMA.zh.join(str(zh) for zh, _ in words), COMMA.en.join(str(en) for _, en in words)
    value = Count(slot) if isinstance(slot, int) else slot
    return value, value


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


class Toned(str):
    """A cell that is coloured where there is colour: good, set (by a plan for another place), none."""

    __slots__ = ("tone",)
    tone: str

    def __new__(cls, text: str, tone: str) -> Self:
        cell = super().__new__(cls, text)
        cell.tone = tone
        return cell


class TonedText(NamedTuple):
    """A cell in both languages with its tone."""

    text: Text
    tone: str

    def in_language(self, lang: str) -> Toned:
        """The cell in `lang`."""
        return Toned(self.text.in_language(lang), self.tone)


class TextLine(NamedTuple):
    """A line of a tree in both languages."""

    depth: int
    text: Text
    kind: str = ""

    def in_language(self, lang: str) -> Line:
        """The line in `lang`."""
        return Line(self.depth, self.text.in_language(lang), self.kind)


class TextTable(NamedTuple):
    """A table in both languages. A cell that is a string is an id, a figure or a quotation; a row of one cell stands across
    the table.
    """

    title: Text
    columns: tuple[Text, ...]
    rows: Sequence[Sequence[Text | TonedText | str]]
    numeric: tuple[int, ...] = ()

    def in_language(self, lang: str) -> Table:
        """The table in `lang`."""
        rows = (tuple(c if isinstance(c, str) else c.in_language(lang) for c in row) for row in self.rows)
        heads = tuple(column.in_language(lang) for column in self.columns)
        return Table(self.title.in_language(lang), heads, tuple(rows), frozenset(self.numeric))


def join_parts(*parts: Text) -> Text:
    """The parts that say something, two spaces between them."""
    return Text.same("  ").join([part for part in parts if part.en])


class Opening(NamedTuple):
    """The answer that every channel opens with: one to three sentences, and the counts behind them."""

    sentences: tuple[Text, ...]
    counts: Mapping[str, Any]

    def record(self) -> dict[str, Any]:
        """The answer as in the machine-readable output, in both languages."""
        zh, en = "".join(s.zh for s in self.sentences), " ".join(s.en for s in self.sentences)
        return {"zh": zh, "en": en, "counts": dict(self.counts)}


class PaperPart(NamedTuple):
    """A heading of a paper with its paragraphs and its table, of which `widths` weighs the columns."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    widths: tuple[int, ...] = ()


class Paper(NamedTuple):
    """A paper to be printed and signed: title, what stands above its parts as label and text, its parts, its last line."""

    title: str
    lead: tuple[tuple[str, str], ...]
    parts: tuple[PaperPart, ...]
    foot: str


class View(NamedTuple):
    """What of an answer is told as text: by default its opening and its rows, what else there is as counts."""

    explain: bool = False
    """The reasons and formulas of each row."""
    only: bool = False
    """In place of the rows what stands on one side only."""
    tasks: bool = False
    """In place of the rows the tasks."""
    everything: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether the rows are told."""
        return self.everything or not (self.only or self.tasks)

    @property
    def has_only(self) -> bool:
        """Whether what stands on one side only is told."""
        return self.everything or self.only

    @property
    def has_tasks(self) -> bool:
        """Whether the tasks are told."""
        return self.everything or self.tasks


ROWS = View()
"""What is told where nothing else is asked for."""
