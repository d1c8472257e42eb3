"""The file against the plans' texts, where these are at hand."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancmp.check.rules.printed import matched, years_in
from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Quoted, Subject
from plancmp.chinese.quantities import find_figures
from plancmp.problems import Problem
from plancmp.vocabulary import Completeness
from plancmp.words import Text

if TYPE_CHECKING:
    from plancmp.chinese.plan_text import PlanText  # only where texts are at hand


@rule("quote-not-found", "error", texts=True)
def quote_not_found(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A quote (of a target, result, further printing, aside or task) does not stand in the section that it is taken
    from. White space does not count, and full width equals half width. Needs --sources.

    引文在所写的章节里找不到（空白不计，全角半角不分）。需要 --sources。
    """
    for piece, text in _pieces(subject):
        if piece.kind != "lead" and not _stands(piece, text, (piece.at,)):
            yield this.problem(piece.mark, *_told(piece, text))


@rule("lead-not-found", "error", texts=True)
def lead_not_found(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A lead stands neither in the entry's section nor in the text that opens a section above it. Needs --sources.

    lead 在本节和各级上级章节的开头文字里都找不到。需要 --sources。
    """
    for piece, text in _pieces(subject):
        if piece.kind == "lead" and not _stands(piece, text, _up(piece.at)):
            yield this.problem(piece.mark, *_told(piece, text))


def _pieces(subject: Subject) -> "Iterator[tuple[Quoted, PlanText]]":
    """What is quoted of the plans whose texts are at hand."""
    return ((piece, subject.texts[piece.plan_id]) for piece in subject.quoted if piece.plan_id in subject.texts)


def _stands(piece: Quoted, text: "PlanText", sections: tuple[str, ...]) -> bool:
    """Whether the piece stands in its own section, or right under one of `sections`."""
    return bool(text.find(piece.text, piece.at)) or any(
        text.find_section_at(o) in sections for o in text.find(piece.text)
    )


def _up(at: str) -> tuple[str, ...]:
    steps = at.split(".")
    return (*(".".join(steps[:n]) for n in range(len(steps), 0, -1)), "0")


def _told(piece: Quoted, text: "PlanText") -> tuple[Text, Text]:
    """What is wrong, and where the piece stands or what comes nearest."""
    elsewhere = list(dict.fromkeys(text.find_section_at(o) for o in text.find(piece.text)))
    message = Text(f"{piece.at} 里没有“{piece.text}”", f"{piece.at} does not hold “{piece.text}”")
    if elsewhere:
        places = "、".join(elsewhere)
        return message, Text(f"它在 {places}：改 at", f"it stands in {places.replace('、', ', ')}: correct `at`")
    near = text.find_nearest(piece.text, piece.at) or text.find_nearest(piece.text)
    if near is None:
        return message, Text(
            "全文没有相近的文字：核对是哪一项规划", "nothing in the whole text is like it: is it of another plan?"
        )
    passage, offset, _ = near
    section, line = text.find_section_at(offset), text.position(offset)[0]
    return message, Text(
        f"最相近的是“{passage}”（{section}，原文第 {line} 行）",
        f"nearest is “{passage}” ({section}, line {line} of the text)",
    )


@rule("quote-cuts", "error", texts=True)
def quote_cuts(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The quote ends inside a figure or right before the word that bounds it: 5600家 quoted, 5600家以上 printed.
    Needs --sources.

    引文在数字中间断开，或漏了紧跟其后的限定词：引了“5600家”，原文是“5600家以上”。需要 --sources。
    """
    for piece, text in _pieces(subject):
        if piece.kind != "quote":
            continue
        found = text.find(piece.text, piece.at)
        cuts = [cut for offset in found if (cut := _cut(piece, text, offset))]
        if found and len(cuts) == len(found):
            message = Text(
                f"引文断在数字中间或限定词之前：{cuts[0]}", f"the quote is cut off within a figure: {cuts[0]}"
            )
            yield this.problem(
                piece.mark, message, Text("把数字和限定词引全", "quote the whole figure with the word that bounds it")
            )


_DIGIT = re.compile(r"[0-9０-９]")
_LEADING = re.compile(r"[0-9０-９]+[.．]?$")
_INSIDE = re.compile(r"[.．]?[0-9０-９]|[万亿]|[%％‰]|个?百分点")
_BOUND = re.compile(r"[\s（(]*(?:含[)）])?(?:及|或)?(?:以上|以下|以内|之内|左右)")


def _cut(piece: Quoted, text: "PlanText", offset: int) -> str | None:
    """The quote with what its figure goes on with in the text, None where it is whole."""
    start, end = text.offsets[offset], text.offsets[offset + len(matched(piece.text)) - 1] + 1
    before, after = text.raw[max(0, start - 2) : start], text.raw[end : end + 8]
    inside = _INSIDE.match(after) if _DIGIT.match(text.raw[end - 1]) else None
    found = inside or (_BOUND.match(after) if _FIGURE_END.search(matched(piece.text)) else None)
    if found:
        return f"{text.raw[start:end]}[{found[0].strip()}]"
    lead = _LEADING.search(before) if _DIGIT.match(text.raw[start]) else None
    if lead:
        return f"[{lead[0]}]{text.raw[start:end]}"
    return None


_FIGURE_END = re.compile(
    r"(?:[0-9%‰]|[0-9十百千万亿][家个所项件种户名人位套台座处条元年亩次]|百分点|万元|亿元|公里|公顷)$"
)


@rule("year-unprinted", "error", texts=True)
def year_unprinted(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Neither the section nor the text that opens a section above it prints the encoded year or its period; a plan's
    last year is never filled in. Needs --sources.

    本节和各级上级章节的开头文字里都没有印出所写的年份或时期；规划末年不可代填。需要 --sources。
    """
    for entry in subject.entries:
        text = subject.texts.get(entry.plan_id)
        span = text.find_section(entry.item.at) if text else None
        if text is None or span is None:
            continue
        if any(years_in(piece, entry.plan.period) for piece in (entry.item.quote, *entry.item.lead)):
            continue  # `year-differs` has looked at these
        given = [(key, year) for key, year in ((entry.year_key, entry.year), ("from", entry.item.from_)) if year]
        if not given:
            continue
        printed = years_in(text.normal[slice(*span)], entry.plan.period)
        printed |= {year for piece in _openings(text, entry.item.at) for year in years_in(piece, entry.plan.period)}
        for key, year in given:
            if year not in printed:
                message = Text(f"{entry.item.at} 没有印出 {year}", f"{entry.item.at} does not print {year}")
                hint = Text("改正年份，或删去", "correct the year, or remove it")
                yield this.problem(entry.mark(key), message, hint)


def _openings(text: "PlanText", at: str) -> Iterator[str]:
    """What stands between the headings of the sections above and the next heading, and those headings."""
    for key in _up(at)[1:-1]:
        span = text.find_section(key)
        if span:
            end = min((h.start for h in text.outline if span[0] < h.start < span[1]), default=span[1])
            yield text.normal[span[0] : end]


@rule("outline-differs", "error", texts=True)
def outline_differs(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A heading of the text is not in the outline, or the outline has one that the text does not print, or prints
    with another title. Needs --sources.

    原文的标题不在 outline 里，或 outline 的标题在原文里没有、文字不同。需要 --sources。
    """
    for ident, text in subject.texts.items():
        plan = subject.loaded.collection.plans[ident]
        if not plan.outline:
            continue
        printed = {heading.key: heading.title for heading in text.outline}
        for key, title in plan.outline.items():
            mark = subject.loaded.mark("plans", ident, "outline", key)
            if key not in printed:
                message = Text(f"原文没有 {key}", f"the text has no {key}")
                yield this.problem(
                    subject.loaded.key_mark("plans", ident, "outline", key),
                    message,
                    Text("删去或改正", "remove or correct it"),
                )
            elif matched(title) != matched(printed[key]):
                message = Text(
                    f"{key} 的标题在原文是“{printed[key]}”", f"the text's title of {key} is “{printed[key]}”"
                )
                yield this.problem(mark, message, Text("照原文写", "write it as printed"))
        lacking = [key for key in printed if key not in plan.outline]
        if lacking:
            message = Text(f"outline 缺少 {'、'.join(lacking)}", f"the outline lacks {', '.join(lacking)}")
            yield this.problem(subject.loaded.key_mark("plans", ident, "outline"), message, Text("补上", "add it"))


@rule("source-characters", "error", texts=True)
def source_characters(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`source.characters` cannot be the length of the text: it is below the number of characters without white space,
    or half as much again. Needs --sources.

    source.characters 不可能是原文的字数：少于不计空白的字数，或多出一半。需要 --sources。
    """
    for ident, text in subject.texts.items():
        given = subject.loaded.collection.plans[ident].source.characters
        if given is not None and not len(text) <= given <= len(text) * 1.5:
            message = Text(f"原文有 {len(text.raw)} 字", f"the text has {len(text.raw)} characters")
            hint = Text(f"写 characters: {len(text.raw)}", f"write characters: {len(text.raw)}")
            yield this.problem(subject.loaded.mark("plans", ident, "source", "characters"), message, hint)


@rule("section-empty", "warning", whole=True, texts=True)
def section_empty(this: Rule, subject: Subject) -> Iterator[Problem]:
    """A plan with `encoding: complete` has a section whose text prints figures, and nothing of it is encoded or set
    aside. Which figures they are, `plancmp coverage` tells. Needs --sources.

    写明 encoding: complete 的规划，有一节原文印有数字，却没有任何条目或 aside。具体是哪些数字见 plancmp coverage。需要 --sources。
    """
    for ident, text in subject.texts.items():
        plan = subject.loaded.collection.plans[ident]
        if plan.encoding is not Completeness.COMPLETE:
            continue
        used = {piece.at for piece in subject.quoted if piece.plan_id == ident}
        for heading in text.outline:
            if heading.key in used or heading.key not in plan.outline:
                continue
            printed = [q for q in find_figures(_own(text, heading.start)) if q.kind == "figure"]
            if printed:
                message = Text(
                    f"{heading.key}（{heading.title}）印有 {printed[0].text} 等 {len(printed)} 个数字，没有条目",
                    f"{heading.key} ({heading.title}) prints {len(printed)} figures, {printed[0].text} among them; none is encoded",
                )
                mark = subject.loaded.key_mark("plans", ident, "outline", heading.key)
                yield this.problem(mark, message, Text("补录，或写进 aside", "encode them, or set them aside"))


def _own(text: "PlanText", start: int) -> str:
    """The raw text from a heading to the next one."""
    end = min((h.start for h in text.outline if h.start > start), default=len(text))
    return text.raw[text.offsets[start] : text.offsets[end]]


RULES = (
    quote_not_found,
    lead_not_found,
    quote_cuts,
    year_unprinted,
    outline_differs,
    source_characters,
    section_empty,
)
