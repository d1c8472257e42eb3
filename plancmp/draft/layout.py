"""A draft as YAML: in document order, with the plan's headings as comments, and a mark on everything that is proposed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from plancmp.chinese.plan_text import Heading
from plancmp.draft.result import Draft, DraftEntry, Statement, Value
from plancmp.model import Indicator, Place
from plancmp.reading.yaml_writing import Noted, Raw, write_fields, write_inline
from plancmp.vocabulary import Basis, ClaimType, Commitment, Comparator, DocumentKind, Section
from plancmp.words import SEMICOLON, Text, Word, say

_NEW_PLACE = Text("新地区；补上区划代码", "new place; add its division code")
_NEW_INDICATOR = Text(
    "新指标；核对标识、名称、单位、口径", "new indicator; better its id and English name, check unit and basis"
)
_NEW_PLAN = Text("核对标题、文号、日期；补英文标题", "check title, number and date; write the English title")
_NO_HEADING = Text("没有认出这一节的标题，请补", "the heading of this section was not found; fill it in")
_FRONT = (
    Text(
        "逐条对照原文核对、改正，然后删去该条的 draft: true 一行；任务（tasks）要自己写。",
        "Check each against the text, correct it, then delete its line `draft: true`. Tasks are for you to write.",
    ),
    Text(
        "全部核对后：partial 去掉已收全的部分；都收全了就写 encoding: complete。",
        "When done: take out of `partial` what is whole; when all is, write encoding: complete.",
    ),
)

Fields = dict[str, object]


def write_draft(draft: Draft, lang: str) -> str:
    """The whole file: new places, new indicators, and the plan, whose encoding is partial until a person has finished it."""
    blocks: Fields = {
        "format": 1,
        "places": place_fields(draft.places, lang),
        "indicators": indicator_fields(draft.indicators, lang),
        "plans": plan_fields(draft, lang),
    }
    written = ("\n".join(write_fields({name: block})) for name, block in blocks.items() if block)
    text = "\n".join([*(f"# {line.in_language(lang)}" for line in _make_front(draft)), "\n\n".join(written)]) + "\n"
    seal = say("封记（改动后 draft 不再覆盖本文件）：{seal}", "Seal (once this file is edited, draft writes it anew no more): {seal}", seal=_make_seal(text))  # fmt: skip
    return f"# {seal.in_language(lang)}\n{text}"


def is_untouched(written: str) -> bool:
    """Whether a file is as `write_draft` wrote it, so that nobody's work is lost where it is written anew."""
    front, _, rest = written.partition("\n")
    return front.startswith("# ") and front.endswith(_make_seal(rest))


def _make_seal(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _make_front(draft: Draft) -> Iterator[Text]:
    yield say("草稿：{title}", "Draft: {title}", title=draft.document.title or draft.ident)
    yield say(
        "由 plancmp draft 按规则读出：{targets} 个目标、{results} 项成绩、{indicators} 个新指标，均未经人核对。",
        "Read by the rules of plancmp draft: {targets} targets, {results} results, {indicators} new indicators; nobody has checked them.",
        targets=len(draft.targets),
        results=len(draft.observed),
        indicators=len(draft.indicators),
    )
    if draft.proved or draft.refused:
        yield tell_proposals(draft)
    yield from _FRONT
    yield from draft.doubts


def tell_proposals(draft: Draft) -> Text:
    """How many proposals of other programs were proved by the text, and how many were not."""
    return say(
        "其他程序的提议：{proved} 条经原文核实，{refused} 条未核实、未写入。",
        "Proposals of other programs: {proved} proved by the text, {refused} not, and not drafted.",
        proved=draft.proved,
        refused=len(draft.refused),
    )


def _mark(remark: Text, lang: str, value: object, *above: str) -> Noted:
    """A value below the mark of what nobody has looked at yet."""
    return Noted((*above, f"draft: {remark.in_language(lang)}"), value)


def _name_fields(name: Text) -> Fields:
    return {"zh": name.zh, "en": name.en}


def place_fields(places: Mapping[str, Place], lang: str) -> Fields:
    """New places, ready to stand under `places:`."""
    return {
        ident: _mark(
            _NEW_PLACE,
            lang,
            {"name": _name_fields(place.name), "level": place.level, "within": place.within, "code": place.code},
        )
        for ident, place in places.items()
    }


def indicator_fields(indicators: Mapping[str, Indicator], lang: str) -> Fields:
    """New indicators, ready to stand under `indicators:`."""
    return {
        ident: _mark(
            _NEW_INDICATOR,
            lang,
            {
                "name": _name_fields(indicator.name),
                "unit": indicator.unit,
                "basis": _unless(indicator.basis, Basis.LEVEL),
            },
        )
        for ident, indicator in indicators.items()
    }


def plan_fields(draft: Draft, lang: str) -> Fields:
    """The plan with its particulars, outline and entries, ready to stand under `plans:`."""
    document = draft.document
    fields: Fields = {
        "kind": _unless(document.kind, DocumentKind.PLAN),
        "title": {"zh": document.title or draft.ident, "en": f"{draft.ident} (title to be translated)"},
        "place": draft.place,
        "period": Raw(draft.period),
        "number": document.number,
        "issued": document.issued and Raw(document.issued),
        "follows": [{"title": each, "plan": draft.parents.get(each)} for each in document.follows],
        "source": {"sha256": draft.source.sha256, "characters": draft.source.characters},
        "encoding": "partial",
        "partial": tuple(Section),
        "spans": {key: Raw(span) for key, span in draft.spans.items()},
        "outline": _outline_fields(draft.text.outline, lang),
        "targets": _entry_items(draft, draft.targets, lang),
        "observed": _entry_items(draft, draft.observed, lang),
    }
    return {draft.ident: _mark(_NEW_PLAN, lang, fields)}


def _outline_fields(outline: Sequence[Heading], lang: str) -> Fields:
    """The outline as printed; where a number is skipped, a line that a person must fill."""
    reached: dict[str, int] = {}
    fields: Fields = {}
    for heading in outline:
        stem = heading.key.rstrip("0123456789")
        last = int(heading.key[len(stem) :])
        for number in range(reached.get(stem, 0) + 1, last):
            fields[f"{stem}{number}"] = _mark(_NO_HEADING, lang, Raw("…"))
        reached[stem] = max(last, reached.get(stem, 0))
        fields[heading.key] = " ".join(heading.title.split()) or heading.key
    return fields


def _entry_items(draft: Draft, entries: Iterable[DraftEntry], lang: str) -> list[object]:
    """Entries with the headings of the sections that they stand in."""
    titles = {heading.key: " ".join(heading.title.split()) for heading in draft.text.outline}
    items: list[object] = []
    before = ""
    for entry in entries:
        section = entry.head.section
        above = [] if section == before else [f"{section} {titles.get(section, '')}".rstrip()]
        items.append(entry_item(draft, entry, lang, *above))
        before = section
    return items


def entry_item(draft: Draft, entry: DraftEntry, lang: str, *above: str) -> Noted:
    """One entry, the fields in the order of the format; the last is its mark, which says where it stands and what to look at."""
    head = entry.head
    fields: Fields = {
        "indicator": entry.match.ident,
        "key": entry.key,
        "for": head.places,
        "of": head.of,
        "basis": entry.basis,
        "base": head.base and Raw(head.base),
        "from": head.from_,
        "by" if entry.kind is ClaimType.TARGET else "year": head.year,
        "every": head.every,
        **_value_fields(head.figure),
        "unit": entry.unit,
        "comparator": _unless(head.figure.comparator, Comparator.REACH),
        "commitment": _unless(head.commitment, Commitment.PLAIN),
        "binding": head.binding,
        "baseline": _write_baseline(head),
        "at": head.section,
        "lead": list(head.lead),
        "quote": head.quote,
        "also": [_printing_fields(head, other) for other in entry.also],
        "unclear": {name: why.en for name, why in head.doubts.items()},
        "unclear-zh": {name: why.zh for name, why in head.doubts.items()},
        "draft": Raw(f"true  # {make_remark(draft, entry).in_language(lang)}"),
    }
    return Noted(above, fields)


def make_remark(draft: Draft, entry: DraftEntry) -> Text:
    """Where the figure stands, how fields came about, and the next likely readings."""
    line, _ = draft.text.position(entry.head.core)
    parts = [Text(f"第 {line} 行", f"line {line}")]
    if entry.match.is_new:
        parts.append(Text("新指标", "new indicator"))
    parts += entry.notes
    near = [ident for ident in entry.match.near if ident != entry.match.ident][:3]
    if near:
        parts.append(say("或为指标 {near}", "or indicator {near}", near=near))
    other = _guess_basis(entry)
    if other:
        parts.append(Text(f"或为 basis: {other}", f"or basis: {other}"))
    return SEMICOLON.join(parts)


def _guess_basis(entry: DraftEntry) -> Basis | None:
    """The next likely basis where the verb leaves it open."""
    head = entry.head
    match entry.full_basis:
        case Basis.NOT_STATED:
            return Basis.TOTAL if head.from_ else Basis.LEVEL
        case Basis.PER_YEAR if head.basis is None:
            return Basis.TOTAL
        case Basis.GROWTH if "basis" in head.doubts:
            return Basis.GROWTH_TOTAL
    return None


def _unless(word: Word, default: Word) -> Word | None:
    return None if word is default else word


def _write_baseline(head: Statement) -> Raw | None:
    if head.start is None:
        return None
    figure = head.start.figure
    comparator = _unless(figure.comparator, Comparator.REACH)
    return write_inline({"year": head.start.year, **_value_fields(figure), "comparator": comparator})


def _value_fields(figure: Value) -> Fields:
    if figure.value is not None:
        return {"value": figure.value}
    return {"low": figure.low, "high": figure.high}


def _printing_fields(head: Statement, other: Statement) -> Fields:
    """A second printing, with what it says otherwise."""
    figure = other.figure
    differs = figure.value != head.figure.value
    is_aimed = other.kind is ClaimType.TARGET
    return {
        "at": other.section,
        "quote": other.quote,
        "lead": list(other.lead),
        **(_value_fields(figure) if differs else {}),
        "unit": other.unit if differs and other.unit != head.unit else None,
        "comparator": _unless(figure.comparator, head.figure.comparator),
        "commitment": _unless(other.commitment, head.commitment) if is_aimed else None,
    }
