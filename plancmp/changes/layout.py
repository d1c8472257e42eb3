"""The changes as tables, as an indented list, and in one sentence."""

from collections.abc import Iterator, Sequence

from plancmp.changes.result import PARTS, Changes, EntryChange
from plancmp.compare.phrases import phrase_claim
from plancmp.outcomes import Change
from plancmp.problems import LEVELS, Problem
from plancmp.vocabulary import ClaimType
from plancmp.words import SEMICOLON, Line, Table, Text, View, say

_ONE = {part: Text(words.zh, words.en.removesuffix("s")) for part, words in PARTS.items()}
_ENTRY_HEADS = {"zh": ("标识", "目标", "改动", "说明"), "en": ("Id", "Target", "Change", "Remark")}
_DEFINITION_HEADS = {"zh": ("类别", "标识", "改动", "说明"), "en": ("What", "Id", "Change", "Details")}
_PROBLEM_HEADS = {"zh": ("位置", "规则", "问题", "改法"), "en": ("Where", "Rule", "Problem", "Repair")}


def write_headline(changes: Changes) -> Text:
    """The edit in one sentence."""
    told = SEMICOLON.join([*_count_parts(changes), *_tell_troubles(changes)])
    return say(
        "{old} → {new}：{told}",
        "{old} → {new}: {told}",
        old=changes.old.name,
        new=changes.new.name,
        told=told if told.en else Text("内容没有变化", "nothing changed in meaning"),
    )


def _count_parts(changes: Changes) -> Iterator[Text]:
    """How many of each part underwent what."""
    for part, counted in changes.count_changes().items():
        if counted:
            n = sum(count for _, count in counted)
            kinds = [say("{kind} {n}", "{n} {kind}", kind=kind, n=count) for kind, count in counted]
            noun = _ONE[part] if n == 1 else PARTS[part]
            yield say("{noun} {n} 项（{kinds}）", "{n} {noun} ({kinds})", noun=noun, n=n, kinds=kinds)


def _tell_troubles(changes: Changes) -> Iterator[Text]:
    """What became of the results of `check`, and what could not be read."""
    if changes.found or changes.gone:
        yield say(
            "check 新出现 {found} 个问题，消失 {gone} 个",
            "check: {found} newly found, {gone} gone",
            found=len(changes.found),
            gone=len(changes.gone),
        )
    if changes.old.missing or changes.new.missing:
        without = changes.old.name if changes.old.missing else changes.new.name
        yield say("{stand} 中没有这份数据", "{stand} does not hold the collection", stand=without)
    for stand in changes.broken:
        yield say(
            "{stand} 读不全，未逐项比较",
            "{stand} cannot be read to its end, targets were not compared",
            stand=stand.name,
        )


def lay_out_tables(changes: Changes, lang: str) -> list[Table]:
    """Worst first: what check newly finds, then the entries by what happened to them, then the rest."""
    tables = [_list_problems(Text("check 新出现的问题", "Newly found by check"), changes.found, lang)]
    for kind in Change:
        rows = [_make_row(e, changes, lang) for e in changes.entries if e.kinds[0] is kind]
        title = _write_title(kind, lang, unsure=changes.unsure)
        tables.append(Table(f"{title[0].upper()}{title[1:]} ({len(rows)})", _ENTRY_HEADS[lang], tuple(rows)))
    definitions = [
        (
            _ONE[d.part].in_language(lang),
            d.ident,
            d.kind.label.in_language(lang),
            d.describe().in_language(lang),
        )
        for d in changes.definitions
    ]
    title = Text("指标、地区、规划、任务", "Indicators, places, plans, tasks").in_language(lang)
    tables.append(Table(f"{title} ({len(definitions)})", _DEFINITION_HEADS[lang], tuple(definitions)))
    tables.append(_list_problems(Text("check 不再报的问题", "No longer found by check"), changes.gone, lang))
    return [table for table in tables if table.rows]


def lay_out_blocks(changes: Changes, lang: str, _view: View) -> Iterator[Line]:
    """The same as an indented list, for a terminal or a pipe."""
    yield Line(0, write_headline(changes).in_language(lang))
    for table in lay_out_tables(changes, lang):
        yield Line(0, "")
        yield Line(0, table.title)
        for row in table.rows:
            yield Line(1, "  ".join(filter(None, row[:2])))
            yield from (Line(2, cell) for cell in row[2:] if cell)


def _write_title(kind: Change, lang: str, *, unsure: bool) -> str:
    words = kind.label
    if kind is Change.SUSPECT:
        words = say(
            "{kind}：笔误，或更正了转录错误", "{kind}: an error of transcription, or the correction of one", kind=kind
        )
    if unsure and kind in {Change.REMOVED, Change.ADDED}:
        words = say("{kind}（或因错误而略去）", "{kind}, or left out because of an error", kind=kind)
    return words.in_language(lang)


def _make_row(change: EntryChange, changes: Changes, lang: str) -> tuple[str, ...]:
    """Id and name of an entry, what changed and what must be said of it; of a new or removed one its figure and quote."""
    claim = change.entry.claim
    places = changes.collections[1 if change.new else 0].places
    whose = [
        *(places[p].name for p in change.entry.item.for_ if p in places),
        *([Text.same(claim.of)] if claim.of else []),
        *([ClaimType.OBSERVED.label] if claim.type is ClaimType.OBSERVED else []),
    ]
    name = claim.definition.name
    if whose:
        name = say("{name}（{whose}）", "{name} ({whose})", name=name, whose=whose)
    what, remark = phrase_claim(claim), Text.same(change.entry.item.quote)
    if change.fields:
        what = SEMICOLON.join([f.text for f in change.fields])
        remark = SEMICOLON.join([f.note for f in change.fields if f.note.en])
    return (claim.id, *(words.in_language(lang) for words in (name, what, remark)))


def _list_problems(title: Text, problems: Sequence[Problem], lang: str) -> Table:
    rows = tuple(
        (
            str(p.mark),
            f"{LEVELS[p.level].in_language(lang)} {p.rule}",
            p.message.in_language(lang),
            p.hint.in_language(lang),
        )
        for p in problems
    )
    return Table(f"{title.in_language(lang)} ({len(rows)})", _PROBLEM_HEADS[lang], rows)
