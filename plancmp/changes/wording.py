"""A field of an entry before and after an edit, for programs and in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import number
from plancmp.compare.formatting import name_unit
from plancmp.model import Period, Printing, key_of
from plancmp.outcomes import Change
from plancmp.words import COMMA, SEMICOLON, Text, Word

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

MOST = 5
"""Elements of a list that are told one by one."""


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
        """ "figure raised: 5,600 → 6,500"."""
        label = LABELS.get(self.field, Text.same(self.field))
        if self.kind in {Change.CHANGED, Change.RENAMED}:
            label = Text(DEFINED.get(self.field, self.field), self.field)
        if self.kind in {Change.RAISED, Change.LOWERED, Change.RESPELLED}:
            label = Text(f"{label.zh}{self.kind.label.zh}", f"{label.en} {self.kind.label.en}")
        return Text(
            f"{label.zh}：{self.before.zh} → {self.after.zh}", f"{label.en}: {self.before.en} → {self.after.en}"
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


def field_change(kind: Change, field: str, old: Any, new: Any) -> FieldChange:
    """A field that has no meaning of its own here; of lists only what one side has is told."""
    before, after = _only(old, new), _only(new, old)
    return FieldChange(kind, field, raw(old), raw(new), told(before), told(after))


def _only(here: Any, there: Any) -> Any:
    """The elements of a list that the other has not; the whole where none is, since then the order changed."""
    if type(here) is tuple and type(there) is tuple:
        left = tuple(x for x in here if x not in there)
        return here if not left and not any(x not in here for x in there) else left
    if isinstance(here, Mapping) and isinstance(there, Mapping):
        return {k: v for k, v in here.items() if there.get(k) != v}
    return here


def told(value: Any) -> Text:
    """A value in words."""
    match value:
        case None | "":
            return Text("无", "none")
        case Word():
            return value.label
        case Text():
            return Text.same(f"{value.zh} {value.en}")
        case bool():
            return Text("是" if value else "否", "yes" if value else "no")
        case Printing():
            return _printing(value)
        case Period():
            return Text.same(str(value))
        case _ if hasattr(value, "_fields"):
            parts = [told(part) for part in value if is_present(part)]
            return Text(" ".join(p.zh for p in parts), " ".join(p.en for p in parts))
        case tuple() | Mapping():
            return _listed(value)
        case _:
            return Text.same(str(value))


def _listed(value: tuple[Any, ...] | Mapping[str, Any]) -> Text:
    if not value:
        return told(None)
    if isinstance(value, Mapping):
        parts = [Text(f"{k}：{told(v).zh}", f"{k}: {told(v).en}") for k, v in value.items()]
    else:
        parts = [told(v) for v in value]
    more = len(parts) - MOST
    if more > 0:
        parts = [*parts[:MOST], Text(f"另有 {more} 项", f"{more} more")]
    separator = COMMA if all(isinstance(v, (str, int)) for v in value) and not isinstance(value, Mapping) else SEMICOLON
    return separator.join(parts)


def _printing(p: Printing) -> Text:
    extras = []
    if amount(p) != (None, None, None):
        figure = str(p.value) if p.value is not None else f"{p.low}–{p.high}"
        extras.append(Text(f"{figure} {name_unit(p.unit).zh if p.unit else ''}".strip(),
                           f"{figure} {name_unit(p.unit).en if p.unit else ''}".strip()))  # fmt: skip
    year = p.by or p.year
    extras.extend([Text.same(str(year))] if year else [])
    extras.extend(w.label for w in (p.comparator, p.commitment, p.basis) if w is not None)
    inside = COMMA.join(extras)
    head = f"{p.at} {p.quote}"
    return Text(f"{head}（{inside.zh}）", f"{head} ({inside.en})") if extras else Text.same(head)


def raw(value: Any) -> Any:
    """A value of the model as JSON; an absent field of an entry is left out."""
    match value:
        case Word() | Period():
            return str(value)
        case Decimal():
            return number(value)
        case Mapping():
            return {k: raw(v) for k, v in value.items()}
        case _ if hasattr(value, "_fields"):
            return {key_of(name): raw(v) for name, v in value._asdict().items() if is_present(v)}
        case tuple():
            return [raw(v) for v in value]
        case _:
            return value


def is_present(value: Any) -> bool:
    """Whether the file has the field: absent is None or empty."""
    return value is not None and value not in ((), {})


def amount(printing: Printing) -> tuple[Decimal | None, ...]:
    """The figure of a further printing."""
    return printing.value, printing.low, printing.high
