"""What an edit of a collection means: target by target, and which results of `check` changed."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from plancmp.changes.checks import check_changes, problem_records
from plancmp.changes.definitions import DefinitionChange, definition_edits
from plancmp.changes.fields import entry_changes
from plancmp.changes.matching import Entry, entries, paired, renamed
from plancmp.changes.wording import FieldChange
from plancmp.compare.phrases import phrase_claim
from plancmp.model import Collection
from plancmp.outcomes import Change
from plancmp.problems import Problem
from plancmp.reading.references import sound
from plancmp.reading.revisions import Stand
from plancmp.vocabulary import ClaimType
from plancmp.words import COMMA, SEMICOLON, Line, Table, Text

_WORST = {kind: number for number, kind in enumerate(Change)}
PARTS = {
    "targets": Text("目标", "targets"),
    "results": Text("成绩", "results"),
    "tasks": Text("任务", "tasks"),
    "indicators": Text("指标", "indicators"),
    "places": Text("地区", "places"),
    "plans": Text("规划", "plans"),
}
"""What is counted, in the order of the summary."""
_FATAL = frozenset({"yaml-syntax", "yaml-too-deep", "unknown-format"})
_ONE = {part: words.en.removesuffix("s") for part, words in PARTS.items()}


class EntryChange(NamedTuple):
    """A target or result that the edit touched; one side is None where it was added or removed."""

    old: Entry | None
    new: Entry | None
    fields: tuple[FieldChange, ...]

    @property
    def kinds(self) -> tuple[Change, ...]:
        """Everything that happened to it, worst first."""
        if self.old is None:
            return (Change.ADDED,)
        if self.new is None:
            return (Change.REMOVED,)
        found = {f.kind for f in self.fields} | ({Change.SUSPECT} if any(f.suspect for f in self.fields) else set())
        return tuple(sorted(found, key=_WORST.__getitem__))

    @property
    def entry(self) -> Entry:
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


class Changes(NamedTuple):
    """Everything that differs between two stands of a collection; `found` and `gone` are results of `check`."""

    old: Stand
    new: Stand
    entries: tuple[EntryChange, ...]
    definitions: tuple[DefinitionChange, ...]
    found: tuple[Problem, ...]
    gone: tuple[Problem, ...]
    collections: tuple[Collection, Collection]
    broken: tuple[Stand, ...] = ()
    """Stands that cannot be read to their end: then only the results of `check` are compared."""
    unsure: bool = False
    """Whether entries were left out because of an error, so that what is called removed or added may not be."""

    @property
    def any(self) -> bool:
        """Whether the edit means anything."""
        return bool(self.entries or self.definitions or self.found or self.gone)

    def counts(self) -> dict[str, Counter[Change]]:
        """How many of each part underwent what; an entry counts once, under the worst that happened to it."""
        counted = {part: Counter[Change]() for part in PARTS}
        for entry in self.entries:
            counted[entry.part][entry.kinds[0]] += 1
        for definition in self.definitions:
            counted[definition.part][definition.kind] += 1
        return counted

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "old": self.old.name.in_language(lang),
            "new": self.new.name.in_language(lang),
            "summary": {
                **{part: {str(k): n for k, n in sorted(c.items(), key=_order)} for part, c in self.counts().items()},
                "found": len(self.found),
                "gone": len(self.gone),
            },
            **{part: [e.record(lang) for e in self.entries if e.part == part] for part in ("targets", "results")},
            **{
                part: [d.record(lang) for d in self.definitions if d.part == part]
                for part in ("tasks", "indicators", "places", "plans")
            },
            "found": problem_records(self.found, lang),
            "gone": problem_records(self.gone, lang),
        }

    def headline(self) -> Text:
        """The edit in one sentence."""
        a, b = self.old.name, self.new.name
        parts = []
        for part, counted in self.counts().items():
            if counted:
                inside = COMMA.join([Text(f"{k.label.zh} {n}", f"{n} {k.label.en}") for k, n in _sorted(counted)])
                n = counted.total()
                noun = PARTS[part].en if n != 1 else _ONE[part]
                parts.append(Text(f"{PARTS[part].zh} {n} 项（{inside.zh}）", f"{n} {noun} ({inside.en})"))
        if self.found or self.gone:
            found, gone = len(self.found), len(self.gone)
            parts.append(
                Text(f"check 新出现 {found} 个问题，消失 {gone} 个", f"check: {found} newly found, {gone} gone")
            )
        if self.old.missing or self.new.missing:
            without = a if self.old.missing else b
            parts.append(Text(f"{without.zh} 中没有这份数据", f"{without.en} does not hold the collection"))
        parts.extend(
            Text(
                f"{stand.name.zh} 读不全，未逐项比较",
                f"{stand.name.en} cannot be read to its end, targets were not compared",
            )
            for stand in self.broken
        )
        told = SEMICOLON.join(parts) if parts else Text("内容没有变化", "nothing changed in meaning")
        return Text(f"{a.zh} → {b.zh}：{told.zh}", f"{a.en} → {b.en}: {told.en}")

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """Worst first: what check newly finds, then the entries by what happened to them, then the rest."""
        del explain
        tables = [_problem_table(Text("check 新出现的问题", "Newly found by check"), self.found, lang)]
        heads = {"zh": ("标识", "目标", "改动", "说明"), "en": ("Id", "Target", "Change", "Remark")}[lang]
        for kind in Change:
            rows = [self._cells(e, lang) for e in self.entries if e.kinds[0] is kind]
            tables.append(Table(self._title(kind, len(rows), lang), heads, tuple(rows)))
        heads = {"zh": ("类别", "标识", "改动", "说明"), "en": ("What", "Id", "Change", "Details")}[lang]
        rows = [
            (
                PARTS[d.part].zh if lang == "zh" else _ONE[d.part],
                d.ident,
                d.kind.label.in_language(lang),
                d.details().in_language(lang),
            )
            for d in self.definitions
        ]
        title = Text("指标、地区、规划、任务", "Indicators, places, plans, tasks").in_language(lang)
        tables.append(Table(f"{title} ({len(rows)})", heads, tuple(rows)))
        tables.append(_problem_table(Text("check 不再报的问题", "No longer found by check"), self.gone, lang))
        return [t for t in tables if t.rows]

    def lines(self, lang: str, *, explain: bool = False) -> Iterator[Line]:
        """The same as an indented list, for a terminal or a pipe."""
        yield Line(0, self.headline().in_language(lang))
        for table in self.tables(lang, explain=explain):
            yield Line(0, "")
            yield Line(0, table.title)
            for row in table.rows:
                yield Line(1, "  ".join(cell for cell in row[:2] if cell))
                for cell in row[2:]:
                    if cell:
                        yield Line(2, cell)

    def _title(self, kind: Change, count: int, lang: str) -> str:
        words = kind.label
        if kind is Change.SUSPECT:
            words = Text(
                f"{words.zh}：笔误，或更正了转录错误",
                f"{words.en}: an error of transcription, or the correction of one",
            )
        if self.unsure and kind in {Change.REMOVED, Change.ADDED}:
            words = Text(f"{words.zh}（或因错误而略去）", f"{words.en}, or left out because of an error")
        title = words.in_language(lang)
        return f"{title[0].upper()}{title[1:]} ({count})"

    def _cells(self, change: EntryChange, lang: str) -> tuple[str, ...]:
        entry = change.entry
        claim = entry.claim
        name = claim.definition.name.in_language(lang)
        collection = self.collections[1 if change.new else 0]
        asides = [collection.places[p].name for p in entry.item.for_ if p in collection.places]
        asides.extend([Text.same(claim.of)] if claim.of else [])
        asides.extend([ClaimType.OBSERVED.label] if claim.type is ClaimType.OBSERVED else [])
        inside = COMMA.join(asides).in_language(lang)
        if inside:
            name = f"{name}（{inside}）" if lang == "zh" else f"{name} ({inside})"
        if not change.fields:
            return claim.id, name, phrase_claim(claim).in_language(lang), entry.item.quote
        texts = SEMICOLON.join([f.text for f in change.fields]).in_language(lang)
        notes = SEMICOLON.join([f.note for f in change.fields if f.note.en]).in_language(lang)
        return claim.id, name, texts, notes


def changes(old: Stand, new: Stand) -> Changes:
    """Compare two stands of a collection. What is broken in either is left out, and told among the problems."""
    found, gone = check_changes(old.loaded, new.loaded)
    broken = tuple(s for s in (old, new) if any(p.rule in _FATAL for p in s.loaded.problems))
    given = (old.loaded.collection, new.loaded.collection)
    before, after = (sound(c) for c in given)
    if broken:
        return Changes(old, new, (), (), found, gone, (before, after), broken)
    ids = renamed(before, after)
    pairs = paired(entries(before, ids), entries(after))
    touched = [EntryChange(a, b, entry_changes(a, b) if a and b else ()) for a, b in pairs]
    kept = [e for e in touched if e.old is None or e.new is None or e.fields]
    plans = {ident: number for number, ident in enumerate((*after.plans, *before.plans))}
    kept.sort(key=lambda e: (_WORST[e.kinds[0]], plans.get(e.entry.plan, 0), e.entry.claim.order))
    definitions = sorted(
        definition_edits(before, after, ids), key=lambda d: (_WORST[d.kind], list(PARTS).index(d.part))
    )
    unsure = given != (before, after) or not (old.loaded.whole and new.loaded.whole)
    return Changes(old, new, tuple(kept), tuple(definitions), found, gone, (before, after), (), unsure)


def _problem_table(title: Text, problems: tuple[Problem, ...], lang: str) -> Table:
    heads = {"zh": ("位置", "规则", "问题", "改法"), "en": ("Where", "Rule", "Problem", "Repair")}[lang]
    levels = {"error": Text("错误", "error"), "warning": Text("警告", "warning")}
    rows = tuple(
        (
            str(p.mark),
            f"{levels[p.level].in_language(lang)} {p.rule}",
            p.message.in_language(lang),
            p.hint.in_language(lang),
        )
        for p in problems
    )
    return Table(f"{title.in_language(lang)} ({len(rows)})", heads, rows)


def _order(item: tuple[Change, int]) -> int:
    return _WORST[item[0]]


def _sorted(counted: Counter[Change]) -> list[tuple[Change, int]]:
    return sorted(counted.items(), key=_order)
