"""A draft as YAML: in document order, with the plan's headings as comments, and a mark on everything that is proposed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from plancmp.chinese.plan_text import Heading
from plancmp.draft import Draft
from plancmp.draft.entries import Entry
from plancmp.draft.statement import Statement, Value
from plancmp.model import Indicator, Place
from plancmp.vocabulary import Basis, ClaimType, Commitment, Comparator, Section
from plancmp.words import SEMICOLON, Text, Word

MARK = "# draft:"
"""What begins the comment above everything that nobody has looked at yet."""

_NUMBER_LIKE = re.compile(r"[-+]?[0-9][0-9_.,:eE+-]*|0[xo].*|[~]|(?i:true|false|yes|no|on|off|null|y|n)")
_PLAIN = re.compile(r"[0-9A-Za-z一-鿿“《（(][^\n\t#]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def scalar(text: str) -> str:
    """A value that YAML reads back as this very text."""
    text = _CONTROL.sub(" ", text)
    if (
        _PLAIN.fullmatch(text)
        and not _NUMBER_LIKE.fullmatch(text)
        and ": " not in text
        and not text.endswith((":", " "))
    ):
        return text
    return json.dumps(text, ensure_ascii=False)


def draft_yaml(draft: Draft, lang: str) -> str:
    """The whole file: new places, new indicators, and the plan, whose encoding is partial until a person has finished it."""
    lines = [*_front(draft, lang), "format: 1"]
    if draft.places:
        lines += ["", "places:", *place_lines(draft.places, lang)]
    if draft.indicators:
        lines += ["", "indicators:", *indicator_lines(draft.indicators, lang)]
    lines += ["", "plans:", *plan_lines(draft, lang)]
    return "\n".join(lines) + "\n"


def _front(draft: Draft, lang: str) -> Iterator[str]:
    title = draft.document.title or draft.ident
    for line in (
        Text(f"草稿：{title}", f"Draft: {title}"),
        Text(
            f"由 plancmp draft 按规则读出：{len(draft.targets)} 个目标、{len(draft.observed)} 项成绩、{len(draft.indicators)} 个新指标，均未经人核对。",
            f"Read by the rules of plancmp draft: {len(draft.targets)} targets, {len(draft.observed)} results, {len(draft.indicators)} new indicators; nobody has checked them.",
        ),
        Text(
            "逐条对照原文核对、改正，然后删去该条上方的 # draft 注释；任务（tasks）要自己写。",
            "Check each against the text, correct it, then delete its # draft comment. Tasks are for you to write.",
        ),
        Text(
            "全部核对后：partial 去掉已收全的部分；都收全了就写 encoding: complete。",
            "When done: take out of `partial` what is whole; when all is, write encoding: complete.",
        ),
        *draft.doubts,
    ):
        yield f"# {line.in_language(lang)}"


def place_lines(places: Mapping[str, Place], lang: str) -> list[str]:
    """New places, ready to stand under `places:`."""
    lines = []
    for ident, place in places.items():
        lines.append(f"  {MARK} {Text('新地区；补上区划代码', 'new place; add its division code').in_language(lang)}")
        lines.append(f"  {ident}:")
        lines.append("    name:")
        lines.append(f"      zh: {scalar(place.name.zh)}")
        lines.append(f"      en: {scalar(place.name.en)}")
        lines.append(f"    level: {place.level}")
        if place.within:
            lines.append(f"    within: {place.within}")
        if place.code:
            lines.append(f'    code: "{place.code}"')
    return lines


def indicator_lines(indicators: Mapping[str, Indicator], lang: str) -> list[str]:
    """New indicators, ready to stand under `indicators:`."""
    lines = []
    for ident, indicator in indicators.items():
        words = Text(
            "新指标；核对标识、名称、单位、口径", "new indicator; better its id and English name, check unit and basis"
        )
        lines.append(f"  {MARK} {words.in_language(lang)}")
        lines.append(f"  {ident}:")
        lines.append("    name:")
        lines.append(f"      zh: {scalar(indicator.name.zh)}")
        lines.append(f"      en: {scalar(indicator.name.en)}")
        lines.append(f"    unit: {scalar(indicator.unit)}")
        if indicator.basis is not Basis.LEVEL:
            lines.append(f"    basis: {indicator.basis}")
    return lines


def plan_lines(draft: Draft, lang: str) -> list[str]:
    """The plan with its particulars, outline and entries, ready to stand under `plans:`."""
    document = draft.document
    title = document.title or draft.ident
    lines = [
        f"  {MARK} {Text('核对标题、文号、日期；补英文标题', 'check title, number and date; write the English title').in_language(lang)}",
        f"  {draft.ident}:",
        "    title:",
        f"      zh: {scalar(title)}",
        f"      en: {scalar(f'{draft.ident} (title to be translated)')}",
        f"    place: {draft.place}",
        f"    period: {draft.period}",
    ]
    if document.number:
        lines.append(f"    number: {scalar(document.number)}")
    if document.issued:
        lines.append(f"    issued: {document.issued}")
    if document.follows:
        lines.append("    follows:")
        lines += [f"      - title: {scalar(each)}" for each in document.follows]
    lines += ["    source:", f"      sha256: {draft.source.sha256}", f"      characters: {draft.source.characters}"]
    lines += ["    encoding: partial", f"    partial: [{', '.join(str(s) for s in Section)}]"]
    if draft.text.outline:
        lines.append("    outline:")
        lines += outline_lines(draft.text.outline, lang)
    for name, entries in (("targets", draft.targets), ("observed", draft.observed)):
        if entries:
            lines.append(f"    {name}:")
            lines += list(listed(draft, entries, lang))
    return lines


def outline_lines(outline: Sequence[Heading], lang: str) -> Iterator[str]:
    """The outline as printed; where a number is skipped, a line that a person must fill."""
    reached: dict[str, int] = {}
    for heading in outline:
        stem = heading.key.rstrip("0123456789")
        last = int(heading.key[len(stem) :])
        for number in range(reached.get(stem, 0) + 1, last):
            gap = f"{stem}{number}"
            yield f"      {MARK} {Text('没有认出这一节的标题，请补', 'the heading of this section was not found; fill it in').in_language(lang)}"
            yield f"      {_key(gap)}: …"
        reached[stem] = max(last, reached.get(stem, 0))
        yield f"      {_key(heading.key)}: {scalar(' '.join(heading.title.split()) or heading.key)}"


def _key(key: str) -> str:
    return f'"{key}"' if key[0].isdigit() else key


def listed(draft: Draft, entries: Sequence[Entry], lang: str) -> Iterator[str]:
    """Entries with the headings of the sections that they stand in."""
    titles = {h.key: h.title for h in draft.text.outline}
    before = ""
    for entry in entries:
        section = entry.head.section
        if section != before:
            before = section
            yield f"      # {section} {' '.join(titles.get(section, '').split())}".rstrip()
        yield from entry_lines(draft, entry, lang)


def entry_lines(draft: Draft, entry: Entry, lang: str, indent: int = 6) -> list[str]:
    """One entry with its mark, which says where it stands and what to look at."""
    pad = " " * indent
    head = entry.head
    lines = [f"{pad}{MARK} {remark(draft, entry).in_language(lang)}"]
    fields = [*_fields(entry)]
    lines += [f"{pad}{'- ' if not number else '  '}{line}" for number, line in enumerate(fields)]
    doubts = dict(head.doubts)
    if doubts:
        lines.append(f"{pad}  unclear:")
        lines += [f"{pad}    {name}: {scalar(why.en)}" for name, why in doubts.items()]
        lines.append(f"{pad}  unclear-zh:")
        lines += [f"{pad}    {name}: {scalar(why.zh)}" for name, why in doubts.items()]
    return lines


def remark(draft: Draft, entry: Entry) -> Text:
    """Where the figure stands, how fields came about, and the next likely readings."""
    line, _ = draft.text.position(entry.head.core)
    parts = [Text(f"第 {line} 行", f"line {line}")]
    if entry.match.is_new:
        parts.append(Text("新指标", "new indicator"))
    parts += entry.notes
    near = [i for i in entry.match.near if i != entry.match.ident][:3]
    if near:
        parts.append(Text(f"或为指标 {'、'.join(near)}", f"or indicator {', '.join(near)}"))
    other = other_basis(entry)
    if other:
        parts.append(Text(f"或为 basis: {other}", f"or basis: {other}"))
    return SEMICOLON.join(parts)


def other_basis(entry: Entry) -> Basis | None:
    """The next likely basis where the verb leaves it open."""
    basis = entry.basis or entry.definition.basis
    head = entry.head
    if basis is Basis.NOT_STATED:
        return Basis.TOTAL if head.from_ else Basis.LEVEL
    if basis is Basis.PER_YEAR and head.basis is None:
        return Basis.TOTAL
    if basis is Basis.GROWTH and "basis" in head.doubts:
        return Basis.GROWTH_TOTAL
    return None


def _fields(entry: Entry) -> Iterator[str]:
    """The fields in the order of the format; what equals the default is left out."""
    head = entry.head
    before = {
        "indicator": entry.match.ident,
        "key": entry.key,
        "for": f"[{', '.join(head.places)}]" if head.places else None,
        "of": scalar(head.of) if head.of else None,
        "basis": entry.basis,
        "base": head.base,
        "from": head.from_,
        "by" if entry.kind is ClaimType.TARGET else "year": head.year,
        "every": head.every,
    }
    after = {
        "unit": scalar(entry.unit) if entry.unit else None,
        "comparator": _unless(head.figure.comparator, Comparator.REACH),
        "commitment": _unless(head.commitment, Commitment.PLAIN),
        "binding": head.binding,
        "baseline": _baseline(head),
        "at": _key(head.section),
    }
    yield from (f"{name}: {value}" for name, value in before.items() if value)
    yield from _value(head.figure)
    yield from (f"{name}: {value}" for name, value in after.items() if value)
    yield from _leads(head)
    yield f"quote: {scalar(head.quote)}"
    if entry.also:
        yield "also:"
        for other in entry.also:
            yield from _printing(head, other)


def _unless(word: Word, default: Word) -> Word | None:
    return None if word is default else word


def _baseline(head: Statement) -> str | None:
    if head.start is None:
        return None
    figure = head.start.figure
    parts = [f"year: {head.start.year}"] if head.start.year else []
    parts += _value(figure)
    if figure.comparator is not Comparator.REACH:
        parts.append(f"comparator: {figure.comparator}")
    return f"{{{', '.join(parts)}}}"


def _leads(statement: Statement, pad: str = "") -> Iterator[str]:
    if statement.lead:
        yield f"{pad}lead:"
        for each in statement.lead:
            yield f"{pad}  - {scalar(each)}"


def _value(figure: Value) -> Iterable[str]:
    if figure.value is not None:
        return [f"value: {_number(figure.value)}"]
    return [f"{name}: {_number(v)}" for name, v in (("low", figure.low), ("high", figure.high)) if v is not None]


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _printing(head: Statement, other: Statement) -> Iterator[str]:
    """A second printing, with what it says otherwise."""
    yield f"  - at: {_key(other.section)}"
    yield f"    quote: {scalar(other.quote)}"
    yield from _leads(other, "    ")
    if other.figure.value != head.figure.value:
        yield from (f"    {line}" for line in _value(other.figure))
        if other.unit and other.unit != head.unit:
            yield f"    unit: {scalar(other.unit)}"
    if other.figure.comparator is not head.figure.comparator:
        yield f"    comparator: {other.figure.comparator}"
    if other.kind is ClaimType.TARGET and other.commitment is not head.commitment:
        yield f"    commitment: {other.commitment}"
