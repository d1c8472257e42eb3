"""The file against the plans' texts, where these are at hand."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancmp.check.check_input import CheckInput, QuotedPiece
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.dates import find_years
from plancmp.chinese.folding import normalize_piece
from plancmp.chinese.quantities import find_figures
from plancmp.vocabulary import Completeness
from plancmp.words import Text

if TYPE_CHECKING:
    from plancmp.chinese.plan_text import PlanText  # slow to load, and only where texts are at hand


@rule("quote-not-found", "error", texts=True)
def find_lost_quotes(given: CheckInput) -> Iterator[Report]:
    """A quote (of a target, result, further printing, aside or task) does not stand in the section that it is taken
    from. White space does not count, and full width equals half width. Needs --sources.

    引文在所写的章节里找不到（空白不计，全角半角不分）。需要 --sources。
    """
    for piece, text in _list_pieces(given):
        if piece.kind != "lead" and not _stands(piece, text, (piece.at,)):
            yield piece.mark, *_explain_loss(piece, text)


@rule("lead-not-found", "error", texts=True)
def find_lost_leads(given: CheckInput) -> Iterator[Report]:
    """A lead stands neither in the entry's section nor in the text that opens a section above it. Needs --sources.

    lead 在本节和各级上级章节的开头文字里都找不到。需要 --sources。
    """
    for piece, text in _list_pieces(given):
        if piece.kind == "lead" and not _stands(piece, text, _list_sections_up(piece.at)):
            yield piece.mark, *_explain_loss(piece, text)


def _list_pieces(given: CheckInput) -> "Iterator[tuple[QuotedPiece, PlanText]]":
    """What is quoted of the plans whose texts are at hand, but for boxes typed from pictures in a file that is not."""
    return (
        (piece, given.texts[piece.plan_id])
        for piece in given.quoted
        if piece.plan_id in given.texts and not _is_in_lacking_part(given, piece.plan_id, piece.at)
    )


def _is_in_lacking_part(given: CheckInput, ident: str, at: str) -> bool:
    """Whether a box stands in one of the further files of a text that is not at hand."""
    further = given.collection.plans[ident].source.also
    return bool(further) and at.startswith("box") and given.texts[ident].find_section(at) is None


def _stands(piece: QuotedPiece, text: "PlanText", sections: tuple[str, ...]) -> bool:
    """Whether the piece stands in its own section, or right under one of `sections`."""
    return bool(text.find(piece.text, piece.at)) or any(
        text.find_section_at(o) in sections for o in text.find(piece.text)
    )


def _list_sections_up(at: str) -> tuple[str, ...]:
    """A section, those above it, and the opening of the text."""
    steps = at.split(".")
    return (*(".".join(steps[:n]) for n in range(len(steps), 0, -1)), "0")


def _explain_loss(piece: QuotedPiece, text: "PlanText") -> tuple[Text, Text]:
    """What is wrong, and where the piece stands or what comes nearest."""
    message = Text(f"{piece.at} 里没有“{piece.text}”", f"{piece.at} does not hold “{piece.text}”")
    elsewhere = list(dict.fromkeys(text.find_section_at(o) for o in text.find(piece.text)))
    near = None if elsewhere else text.find_nearest(piece.text, piece.at) or text.find_nearest(piece.text)
    hint = Text("全文没有相近的文字：核对是哪一项规划", "nothing in the whole text is like it: is it of another plan?")
    if elsewhere:
        hint = Text(f"它在 {'、'.join(elsewhere)}：改 at", f"it stands in {', '.join(elsewhere)}: correct `at`")
    elif near is not None:
        passage, offset, _ = near
        section, line = text.find_section_at(offset), text.position(offset)[0]
        hint = Text(
            f"最相近的是“{passage}”（{section}，原文第 {line} 行）",
            f"nearest is “{passage}” ({section}, line {line} of the text)",
        )
    return message, hint


@rule("quote-cuts", "error", texts=True)
def find_cut_quotes(given: CheckInput) -> Iterator[Report]:
    """The quote ends inside a figure or right before the word that bounds it: 5600家 quoted, 5600家以上 printed.
    Needs --sources.

    引文在数字中间断开，或漏了紧跟其后的限定词：引了“5600家”，原文是“5600家以上”。需要 --sources。
    """
    for piece, text in _list_pieces(given):
        found = text.find(piece.text, piece.at) if piece.kind == "quote" else ()
        cuts = [_find_cut(piece, text, offset) for offset in found]
        if cuts and None not in cuts:
            message = Text(
                f"引文断在数字中间或限定词之前：{cuts[0]}", f"the quote is cut off within a figure: {cuts[0]}"
            )
            hint = Text("把数字和限定词引全", "quote the whole figure with the word that bounds it")
            yield piece.mark, message, hint


_DIGIT = re.compile(r"[0-9０-９]")
_LEADING = re.compile(r"[0-9０-９]+[.．]?$")
_INSIDE = re.compile(r"[.．]?[0-9０-９]|[万亿]|[%％‰]|个?百分点")
_BOUND = re.compile(r"[\s（(]*(?:含[)）])?(?:及|或)?(?:以上|以下|以内|之内|左右)")
_FIGURE_END = re.compile(
    r"(?:[0-9%‰]|[0-9十百千万亿][家个所项件种户名人位套台座处条元年亩次]|百分点|万元|亿元|公里|公顷)$"
)


def _find_cut(piece: QuotedPiece, text: "PlanText", offset: int) -> str | None:
    """The quote with what its figure goes on with in the text, None where it is whole."""
    quote = normalize_piece(piece.text)
    start, end = text.offsets[offset], text.offsets[offset + len(quote) - 1] + 1
    before, after = text.raw[max(0, start - 2) : start], text.raw[end : end + 8]
    inside = _INSIDE.match(after) if _DIGIT.match(text.raw[end - 1]) else None
    found = inside or (_BOUND.match(after) if _FIGURE_END.search(quote) else None)
    if found:
        return f"{text.raw[start:end]}[{found[0].strip()}]"
    lead = _LEADING.search(before) if _DIGIT.match(text.raw[start]) else None
    return f"[{lead[0]}]{text.raw[start:end]}" if lead else None


@rule("year-unprinted", "error", texts=True)
def find_unprinted_years(given: CheckInput) -> Iterator[Report]:
    """Neither the section nor the text that opens a section above it prints the encoded year or its period; a plan's
    last year is never filled in. Of a report also `spans` tells the years of a section. Needs --sources.

    本节和各级上级章节的开头文字里都没有印出所写的年份或时期；规划末年不可代填。报告的 spans 也写明章节的年份。需要 --sources。
    """
    for entry in given.entries:
        at, period, body = entry.item.at, entry.plan.period, given.find_section(entry)
        # where a piece prints a year, `year-differs` looks at it
        if body is None or not entry.years or any(find_years(piece, period) for piece in entry.pieces):
            continue
        near = (body, *_list_openings(given.texts[entry.plan_id], at))
        printed = {year for piece in near for year in find_years(piece, period)}.union(entry.plan.span_of(at) or ())
        for key, year in entry.years:
            if year not in printed:
                message = Text(f"{at} 没有印出 {year}", f"{at} does not print {year}")
                yield entry.mark(key), message, Text("改正年份，或删去", "correct the year, or remove it")


def _list_openings(text: "PlanText", at: str) -> Iterator[str]:
    """What stands between the headings of the sections above and the next heading, and those headings."""
    for key in _list_sections_up(at)[1:-1]:
        span = text.find_section(key)
        if span:
            end = min((h.start for h in text.outline if span[0] < h.start < span[1]), default=span[1])
            yield text.normal[span[0] : end]


@rule("outline-differs", "error", texts=True)
def find_differing_outlines(given: CheckInput) -> Iterator[Report]:
    """A heading of the text is not in the outline, or the outline has one that the text does not print, or prints
    with another title. Of a report or outline that is encoded in part it names what is cited. Needs --sources.

    原文的标题不在 outline 里，或 outline 的标题在原文里没有、文字不同。部分收录的报告、纲要只列所引章节。需要 --sources。
    """
    for ident, text in given.texts.items():
        outline = given.collection.plans[ident].outline
        printed = {heading.key: heading.title for heading in text.outline}
        for key, title in outline.items():
            if _is_in_lacking_part(given, ident, key):
                continue
            if key not in printed:
                message = Text(f"原文没有 {key}", f"the text has no {key}")
                yield (
                    given.mark_key("plans", ident, "outline", key),
                    message,
                    Text("删去或改正", "remove or correct it"),
                )
            elif normalize_piece(title) != normalize_piece(printed[key]):
                message = Text(
                    f"{key} 的标题在原文是“{printed[key]}”", f"the text's title of {key} is “{printed[key]}”"
                )
                yield given.mark("plans", ident, "outline", key), message, Text("照原文写", "write it as printed")
        cited = given.collection.plans[ident].lists_cited_sections
        lacking = [key for key in printed if key not in outline and not cited]
        if outline and lacking:
            message = Text(f"outline 缺少 {'、'.join(lacking)}", f"the outline lacks {', '.join(lacking)}")
            yield given.mark_key("plans", ident, "outline"), message, Text("补上", "add it")


@rule("source-characters", "error", texts=True)
def find_wrong_lengths(given: CheckInput) -> Iterator[Report]:
    """`source.characters` cannot be the length of the text: it is below the number of characters without white space,
    or half as much again. Needs --sources.

    source.characters 不可能是原文的字数：少于不计空白的字数，或多出一半。需要 --sources。
    """
    for ident, text in given.texts.items():
        written, length = given.collection.plans[ident].source.characters, len(text.raw)
        if written is not None and not len(text) <= written <= len(text) * 1.5:
            message = Text(f"原文有 {length} 字", f"the text has {length} characters")
            hint = Text(f"写 characters: {length}", f"write characters: {length}")
            yield given.mark("plans", ident, "source", "characters"), message, hint


@rule("section-empty", "warning", whole=True, texts=True)
def find_empty_sections(given: CheckInput) -> Iterator[Report]:
    """A plan with `encoding: complete` has a section whose text prints figures, and nothing of it is encoded or set
    aside. Which figures they are, `plancmp coverage` tells. Needs --sources.

    写明 encoding: complete 的规划，有一节原文印有数字，却没有任何条目或 aside。具体是哪些数字见 plancmp coverage。需要 --sources。
    """
    used = {(piece.plan_id, piece.at) for piece in given.quoted}
    for ident, text in given.texts.items():
        plan = given.collection.plans[ident]
        for heading in text.outline if plan.encoding is Completeness.COMPLETE else ():
            if (ident, heading.key) in used or heading.key not in plan.outline:
                continue
            end = min((h.start for h in text.outline if h.start > heading.start), default=len(text))
            own = text.raw[text.offsets[heading.start] : text.offsets[end]]
            printed = [q.text for q in find_figures(own) if q.kind == "figure"]
            if printed:
                message = Text(
                    f"{heading.key}（{heading.title}）印有 {printed[0]} 等 {len(printed)} 个数字，没有条目",
                    f"{heading.key} ({heading.title}) prints {len(printed)} figures, {printed[0]} among them; none is encoded",
                )
                hint = Text("补录，或写进 aside", "encode them, or set them aside")
                yield given.mark_key("plans", ident, "outline", heading.key), message, hint
