"""The closed words by topic, each with its label in both languages and its manual: what filters and plans.yaml take."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from plancmp.outcomes import FindingKind, Severity
from plancmp.reading.schema import read_manuals
from plancmp.units import COUNTERS, MULTIPLES, UNIT_NAMES, unit
from plancmp.vocabulary import (
    Basis,
    Commitment,
    Comparator,
    DocumentKind,
    Grade,
    Level,
    LinkKind,
    Relation,
    Standing,
    State,
    TaskKind,
    Theme,
    Verdict,
    Vintage,
)
from plancmp.words import NOTHING, Line, Table, Text, TextTable, View, Word, say

TOPICS: Mapping[str, tuple[type[Word], Text]] = {
    "themes": (Theme, Text("领域：diff、align 的 --theme", "Fields of work: --theme of diff and align")),
    "verdicts": (Verdict, Text("比较的结论：diff、align 的 --verdict", "Verdicts: --verdict of diff and align")),
    "states": (State, Text("目标的状态：track 的 --state", "States of a target: --state of track")),
    "severities": (Severity, Text("发现的程度：audit 的 --severity", "How much a finding weighs: --severity of audit")),
    "findings": (FindingKind, Text("audit 的各种发现", "What audit finds")),
    "levels": (Level, Text("地区的层级：align 的 --level", "Levels of places: --level of align")),
    "kinds": (DocumentKind, Text("文种：kind", "Kinds of documents: kind")),
    "standings": (Standing, Text("数字由谁担保：standing", "Who vouches for a figure: standing")),
    "vintages": (Vintage, Text("数字的版本：vintage", "How final a result is: vintage")),
    "bases": (Basis, Text("数字的口径：basis", "What a figure measures in time: basis")),
    "comparators": (Comparator, Text("对数值的限定：comparator", "How a figure is bounded: comparator")),
    "commitments": (Commitment, Text("措辞的力度：commitment", "How firmly a target is worded: commitment")),
    "relations": (Relation, Text("指标之间的关系：is", "How indicators relate: is")),
    "grades": (Grade, Text("认定级别：grade", "Grades: grade")),
    "tasks": (TaskKind, Text("任务的类型：kind", "Kinds of tasks: kind")),
    "links": (LinkKind, Text("任务之间的关系：is", "How tasks are linked: is")),
}
"""By what `list` calls them: the vocabulary, and where its words are used."""
UNITS = "units"
"""What `list` calls the units, which stand in a table of their own."""


class Entry(NamedTuple):
    """A word as it is written, what people call it, and its manual."""

    word: str
    label: Text
    manual: Text

    def record(self) -> dict[str, str]:
        """The machine-readable output."""
        return {
            "word": self.word,
            "label_zh": self.label.zh,
            "label_en": self.label.en,
            "meaning_zh": self.manual.zh,
            "meaning_en": self.manual.en,
        }


class Glossary(NamedTuple):
    """The words of one topic."""

    topic: str
    about: Text
    entries: tuple[Entry, ...]

    def record(self, _lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {self.topic: [entry.record() for entry in self.entries]}


def list_words(topic: str) -> Glossary:
    """The words of a topic, one of TOPICS or UNITS."""
    if topic == UNITS:
        return Glossary(
            topic,
            Text("单位：unit；同类之间换算", "Units: unit; those of one kind are converted"),
            tuple(_list_units()),
        )
    words, about = TOPICS[topic]
    manuals = read_manuals(words)
    entries = (Entry(word.value, word.label, manuals.get(word.name, NOTHING)) for word in words)
    return Glossary(topic, about, tuple(entries))


def _list_units() -> Iterator[Entry]:
    """Counters of things as one, then each unit with its kind, inside which it is converted, then what may stand in front of one."""
    counted = Text(
        "计数单位，数的是什么由名词决定，彼此可比",
        "counters of things: the noun says what is counted, they are of one kind",
    )
    yield Entry(" ".join(COUNTERS), Text("个数", "count"), counted)
    for name in UNIT_NAMES:
        if name not in COUNTERS:
            held = unit(name)
            yield Entry(name, held.label, say("类：{kind}", "kind: {kind}", kind=held.kind))
    before = Text("可加在单位前，如 万元、亿元", "before a unit, as in 万元, 亿元")
    yield Entry(" ".join(MULTIPLES), Text("倍数", "multiples"), before)
    behind = Text(
        "斜线后面是什么，就是另一类：家/万人、件/万人",
        "what stands behind a slash is a kind of its own: 家/万人, 件/万人",
    )
    yield Entry("…/…", Text("每", "per"), behind)


def lay_out_blocks(found: Glossary, lang: str, _view: View) -> Iterator[Line | Table]:
    """What the words are for, then the words."""
    yield Line(0, _sum_up(found).in_language(lang))
    yield Line(0, "")
    yield from lay_out_tables(found, lang)


def _sum_up(found: Glossary) -> Text:
    return say("{about}（{n} 个词）", "{about} ({n})", about=found.about, n=len(found.entries))


def lay_out_tables(found: Glossary, lang: str) -> list[Table]:
    """A row a word, with its label and its manual."""
    columns = Text("词", "Word"), Text("名称", "Label"), Text("含义", "Meaning")
    rows = [(entry.word, _name(entry), entry.manual) for entry in found.entries]
    said = columns if any(entry.manual.en for entry in found.entries) else columns[:-1]
    return [TextTable(NOTHING, said, [row[: len(said)] for row in rows]).in_language(lang)]


def _name(entry: Entry) -> Text:
    """In English both labels, since both are taken."""
    return Text(entry.label.zh, " ".join(dict.fromkeys((entry.label.en, entry.label.zh))))
