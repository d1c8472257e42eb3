"""What an edit did: field by field, entry by entry, and to the results of `check`."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.changes.matching import EditedEntry
from plancmp.check.result import record_problems
from plancmp.claim import number
from plancmp.compare.formatting import name_unit
from plancmp.model import Collection, Period, Printing, key_of
from plancmp.outcomes import Change
from plancmp.problems import Problem
from plancmp.reading.revisions import Stand
from plancmp.vocabulary import ClaimType
from plancmp.words import COMMA, SEMICOLON, Text, Word, say

PARTS = {
    "targets": Text("目标", "targets"),
    "results": Text("成绩", "results"),
    "tasks": Text("任务", "tasks"),
    "indicators": Text("指标", "indicators"),
    "places": Text("地区", "places"),
    "plans": Text("规划", "plans"),
}
"""What is counted, in the order of the summary."""

LABELS = {
    "value": Text("数值", "figure"),
    "year": Text("年份", "year"),
    "type": Text("类型", "type"),
    "indicator": Text("指标", "indicator"),
    "for": Text("地区", "for"),
    "of": Text("所指", "of"),
    "basis": Text("口径", "basis"),
    "base": Text("起点", "base"),
    "every": Text("分别计", "every"),
    "comparator": Text("限定", "comparator"),
    "commitment": Text("措辞", "commitment"),
    "binding": Text("约束性", "binding"),
    "quote": Text("引文", "quote"),
    "key": Text("区分", "key"),
    "at": Text("章节", "section"),
    "lead": Text("前文", "lead"),
    "also": Text("另见", "printed again"),
    "unclear": Text("原文未明", "unclear"),
    "unclear-zh": Text("原文未明（中文）", "unclear (Chinese)"),
    "baseline": Text("基期", "baseline"),
}
"""What people call a field of a target or result."""

DEFINED = {
    "id": "标识", "name": "名称", "title": "名称", "level": "层级", "within": "上级", "code": "代码", "aka": "又称",
    "members": "成员", "parts": "下级列全", "unit": "单位", "basis": "口径", "thing": "事物", "grade": "级别",
    "sums": "可加总", "better": "方向", "themes": "领域", "mappings": "对应关系", "place": "地区", "period": "规划期",
    "encoding": "收录", "number": "文号", "issued": "印发日期", "issuer": "印发单位", "follows": "依据", "source": "原文",
    "partial": "未收全", "outline": "目录", "aside": "不计的数字", "known": "已看过的发现", "kind": "类型", "at": "章节",
    "for": "地区", "lead": "牵头", "support": "配合", "quote": "引文", "links": "关联",
}  # fmt: skip
"""The Chinese for a field of a place, indicator, plan or task; in English it goes by its key."""

NOTHING = Text("", "")
SPACE = Text.same(" ")

MOST = 5
"""Elements of a list that are told one by one."""

_RANK = {kind: number for number, kind in enumerate(Change)}


def rank_change(kind: Change) -> int:
    """How bad a change is, 0 the worst."""
    return _RANK[kind]


class FieldChange(NamedTuple):
    """One field before and after: for programs, and in words."""

    kind: Change
    field: str
    old: Any
    new: Any
    before: Text
    after: Text
    suspect: bool = False
    """Whether a figure changed and the words that it was read from did not."""
    note: Text = NOTHING

    @property
    def text(self) -> Text:
        """ "figure raised: 5,600 → 6,500" """
        label = LABELS.get(self.field, Text.same(self.field))
        if self.kind in {Change.CHANGED, Change.RENAMED}:
            label = Text(DEFINED.get(self.field, self.field), self.field)
        if self.kind in {Change.RAISED, Change.LOWERED, Change.RESPELLED}:
            label = say("{label}{kind}", "{label} {kind}", label=label, kind=self.kind)
        return say(
            "{label}：{before} → {after}",
            "{label}: {before} → {after}",
            label=label,
            before=self.before,
            after=self.after,
        )

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "field": self.field,
            "change": str(self.kind),
            "old": self.old,
            "new": self.new,
            "suspect": self.suspect,
            "note": self.note.in_language(lang) or None,
        }


def make_field_change(kind: Change, field: str, old: Any, new: Any) -> FieldChange:
    """A field that has no meaning of its own here; of lists only what one side has is told."""
    before, after = _keep_own(old, new), _keep_own(new, old)
    return FieldChange(kind, field, record_value(old), record_value(new), phrase_value(before), phrase_value(after))


def _keep_own(here: Any, there: Any) -> Any:
    """The elements of a list that the other has not; the whole where none is, since then the order changed."""
    if type(here) is tuple and type(there) is tuple:
        own = tuple(x for x in here if x not in there)
        return here if not own and all(x in here for x in there) else own
    if isinstance(here, Mapping) and isinstance(there, Mapping):
        return {k: v for k, v in here.items() if there.get(k) != v}
    return here


def phrase_value(value: Any) -> Text:
    """A value of the model in words."""
    match value:
        case _ if value == "" or not is_present(value):
            return Text("无", "none")
        case Word():
            return value.label
        case Text():
            return Text.same(f"{value.zh} {value.en}")
        case bool():
            return Text("是" if value else "否", "yes" if value else "no")
        case Printing():
            return _phrase_printing(value)
        case tuple() | Mapping() if not isinstance(value, Period):
            return _phrase_parts(value)
        case _:
            return Text.same(str(value))


def _phrase_parts(value: Any) -> Text:
    """A class of the model, a list or a mapping in words."""
    if hasattr(value, "_fields"):
        return SPACE.join([phrase_value(part) for part in value if is_present(part)])
    if isinstance(value, Mapping):
        parts = [say("{key}：{value}", "{key}: {value}", key=k, value=phrase_value(v)) for k, v in value.items()]
    else:
        parts = [phrase_value(part) for part in value]
    if len(parts) > MOST:
        parts = [*parts[:MOST], say("另有 {n} 项", "{n} more", n=len(parts) - MOST)]
    is_plain = not isinstance(value, Mapping) and all(isinstance(part, (str, int)) for part in value)
    return (COMMA if is_plain else SEMICOLON).join(parts)


def _phrase_printing(printing: Printing) -> Text:
    extras: list[Text] = []
    if get_amount(printing) != (None, None, None):
        value, low, high = get_amount(printing)
        figure = Text.same(f"{low}–{high}" if value is None else str(value))
        extras.append(SPACE.join([figure, name_unit(printing.unit)]) if printing.unit else figure)
    year = printing.by or printing.year
    extras += [Text.same(str(year))] if year else []
    extras += [w.label for w in (printing.comparator, printing.commitment, printing.basis) if w is not None]
    head = f"{printing.at} {printing.quote}"
    return say("{head}（{extras}）", "{head} ({extras})", head=head, extras=extras) if extras else Text.same(head)


def record_value(value: Any) -> Any:
    """A value of the model as JSON; an absent field of an entry is left out."""
    match value:
        case Word() | Period():
            return str(value)
        case Decimal():
            return number(value)
        case Mapping():
            return {k: record_value(v) for k, v in value.items()}
        case _ if hasattr(value, "_fields"):
            return {key_of(name): record_value(v) for name, v in value._asdict().items() if is_present(v)}
        case tuple():
            return [record_value(v) for v in value]
        case _:
            return value


def is_present(value: Any) -> bool:
    """Whether the file has the field: absent is None or empty."""
    return value is not None and value not in ((), {})


def get_amount(printing: Printing) -> tuple[Decimal | None, ...]:
    """The figure of a further printing."""
    return printing.value, printing.low, printing.high


class EntryChange(NamedTuple):
    """A target or result that the edit touched; one side is None where it was added or removed."""

    old: EditedEntry | None
    new: EditedEntry | None
    fields: tuple[FieldChange, ...]

    @property
    def kinds(self) -> tuple[Change, ...]:
        """Everything that happened to it, worst first."""
        if self.old is None or self.new is None:
            return (Change.ADDED if self.old is None else Change.REMOVED,)
        found = {f.kind for f in self.fields} | {Change.SUSPECT for f in self.fields if f.suspect}
        return tuple(sorted(found, key=rank_change))

    @property
    def entry(self) -> EditedEntry:
        """As it stands now, or as it last stood."""
        entry = self.new or self.old
        assert entry is not None
        return entry

    @property
    def part(self) -> str:
        """The part of the summary that counts it."""
        return "targets" if self.entry.type is ClaimType.TARGET else "results"

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        old, new = (e.claim if e else None for e in (self.old, self.new))
        return {
            "change": str(self.kinds[0]),
            "changes": [str(k) for k in self.kinds],
            "id": self.entry.claim.id,
            "old_id": old.id if old else None,
            "fields": [f.record(lang) for f in self.fields],
            "old": old.record() if old else None,
            "new": new.record() if new else None,
        }


class DefinitionChange(NamedTuple):
    """A place, indicator, plan or task that the edit touched, in short."""

    part: str
    ident: str
    name: Text
    kind: Change
    fields: tuple[FieldChange, ...] = ()
    size: Text = NOTHING
    """How much came or went with it."""

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {"change": str(self.kind), "id": self.ident, "fields": [f.record(lang) for f in self.fields]}

    def describe(self) -> Text:
        """Its name, how much it held, and what changed."""
        return SEMICOLON.join([self.name, *([self.size] if self.size.en else []), *(f.text for f in self.fields)])


class Changes(NamedTuple):
    """Everything that differs between two stands of a collection; `found` and `gone` are results of `check`."""

    old: Stand
    new: Stand
    found: tuple[Problem, ...]
    gone: tuple[Problem, ...]
    collections: tuple[Collection, Collection]
    entries: tuple[EntryChange, ...] = ()
    definitions: tuple[DefinitionChange, ...] = ()
    broken: tuple[Stand, ...] = ()
    """Stands that cannot be read to their end: then only the results of `check` are compared."""
    unsure: bool = False
    """Whether entries were left out because of an error, so that what is called removed or added may not be."""

    @property
    def has_meaning(self) -> bool:
        """Whether the edit means anything."""
        return bool(self.entries or self.definitions or self.found or self.gone)

    def count_changes(self) -> dict[str, list[tuple[Change, int]]]:
        """How many of each part underwent what, worst first; an entry counts once, under the worst that happened to it."""
        counts = Counter((e.part, e.kinds[0]) for e in self.entries) + Counter(
            (d.part, d.kind) for d in self.definitions
        )
        return {part: [(kind, counts[part, kind]) for kind in Change if counts[part, kind]] for part in PARTS}

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        touched: list[EntryChange | DefinitionChange] = [*self.entries, *self.definitions]
        return {
            "old": self.old.name.in_language(lang),
            "new": self.new.name.in_language(lang),
            "summary": {
                **{part: {str(kind): n for kind, n in counted} for part, counted in self.count_changes().items()},
                "found": len(self.found),
                "gone": len(self.gone),
            },
            **{part: [c.record(lang) for c in touched if c.part == part] for part in PARTS},
            "found": record_problems(self.found, lang),
            "gone": record_problems(self.gone, lang),
        }
