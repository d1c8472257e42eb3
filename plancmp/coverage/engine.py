"""What became of every figure of the plans' texts: encoded, part of a quote, a name by rule, set aside, or open; and what a
curator might write for an open one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.agreement import find_disagreements
from plancmp.chinese.amounts import CLAIMED
from plancmp.chinese.dates import FIVE_YEAR_PLAN, FIVE_YEAR_PLANS
from plancmp.chinese.plan_text import PlanText, normalize_text
from plancmp.chinese.quantities import find_quantities
from plancmp.claim import Claim
from plancmp.coverage.name_rules import TextFigure, find_normal_offset, find_text_figures, read_name
from plancmp.coverage.result import AccountedFigure, Coverage, EncodedPrinting, Passage, PlacedAside, PlanCoverage
from plancmp.model import Collection, Indicator, Plan
from plancmp.outcomes import Cover
from plancmp.plan_claims import plan_claims
from plancmp.problems import Problem
from plancmp.reading.sources import SourceText
from plancmp.reading.yaml_writing import write_items
from plancmp.vocabulary import ClaimType, Comparator

_NAMES = frozenset({"name", "year", "list-number"})
_FIGURES = frozenset({"value", "low", "high", "unit"})
_BEFORE, _BEHIND = 14, 6
_STOPS = "。；！？\n"


def coverage(
    chosen: Sequence[str],
    collection: Collection,
    texts: Mapping[str, SourceText],
    problems: tuple[Problem, ...] = (),
    listing: str = "open",
) -> Coverage:
    """The coverage of the plans `chosen` that have a text."""
    plans = tuple(cover_plan(ident, collection, texts[ident]) for ident in chosen if ident in texts)
    return Coverage(plans, problems, listing)


def cover_plan(ident: str, collection: Collection, source: SourceText) -> PlanCoverage:
    """Every figure of one plan's text with what became of it."""
    plan, text = collection.plans[ident], source.text
    claims = plan_claims(ident, plan, collection)
    figures, printings = tuple(find_text_figures(text)), find_printings(text, claims)
    encoded = find_encoded(text.raw, figures, printings)
    asides = [PlacedAside(aside, find_passages(text, aside.quote, aside.at)) for aside in plan.aside]
    used: set[int] = set()
    accounted = []
    is_promised = choose_promised(plan, text, collection)
    for number, figure in enumerate(figures):
        aside = next((n for n, a in enumerate(asides) if any(passage.holds(figure) for passage in a.passages)), None)
        each = _account(figure, encoded.get(number), printings)
        if each.cover is Cover.OPEN and aside is not None:
            used.add(aside)
            each = each._replace(cover=Cover.ASIDE, aside=asides[aside].aside)
        elif each.cover in {Cover.OPEN, Cover.RULE} and not is_promised(figure):
            continue
        elif each.cover is Cover.OPEN:
            entry = suggest_entry(text, figure, plan, collection.indicators)
            each = each._replace(clause=cut_clause(text, figure), suggestion=entry)
        accounted.append(each)
    needless = tuple(aside for number, aside in enumerate(asides) if number not in used)
    return PlanCoverage(ident, plan, source.path, source.exact, text, tuple(accounted), claims, printings, needless)


def choose_promised(plan: Plan, text: PlanText, collection: Collection) -> Callable[[TextFigure], bool]:
    """Which figures of a text its encoding promises to account for: of one in part that says what is whole those of its
    sections `whole`, and those in a sentence with a name of an indicator of the themes that it was `read-for`; else all.
    """
    if not plan.promises_parts:
        return lambda _figure: True
    themes = set(plan.read_for)
    named = [i for i in collection.indicators.values() if themes & set(i.themes)]
    names = [normalize_text(name)[0] for each in named for name in (each.name.zh, *each.aka)]
    sections = tuple(plan.whole)

    def is_promised(figure: TextFigure) -> bool:
        if any(figure.section == at or figure.section.startswith(f"{at}.") for at in sections):
            return True
        sentence = normalize_text(_cut_sentence(text.raw, figure.core))[0]
        return any(name in sentence for name in names)

    return is_promised


def _cut_sentence(raw: str, position: int) -> str:
    start = max(raw.rfind(stop, 0, position) for stop in _STOPS) + 1
    ends = [end for stop in _STOPS if (end := raw.find(stop, position)) >= 0]
    return raw[start : min(ends, default=len(raw))]


def _account(figure: TextFigure, ids: tuple[str, ...] | None, printings: Sequence[EncodedPrinting]) -> AccountedFigure:
    """What became of one figure, asides apart: they come last, so that one that a rule or entry makes needless is told."""
    if ids is not None:
        return AccountedFigure(figure, Cover.ENCODED, ids)
    quoting = (p for p in printings if any(passage.holds(figure) for passage in (*p.passages, *p.leads)))
    quoted_by = tuple(dict.fromkeys(printing.ids[0] for printing in quoting))
    name = read_name(figure)
    # A figure in a quote that no entry there states may be a claim that was missed: only names pass as part of the quote.
    if quoted_by and (name or figure.kind in _NAMES):
        return AccountedFigure(figure, Cover.QUOTE, quoted_by, name)
    return AccountedFigure(figure, Cover.RULE, (), name) if name else AccountedFigure(figure, Cover.OPEN, quoted_by)


def find_passages(text: PlanText, quote: str, at: str) -> tuple[Passage, ...]:
    """Where `quote` stands in section `at`: directly in it, or, where it does not, in a section or box below."""
    found = text.find(quote, at)
    direct = [offset for offset in found if text.find_section_at(offset) == at]
    return tuple(_make_passage(text, offset, quote) for offset in direct or found)


def _make_passage(text: PlanText, offset: int, quote: str) -> Passage:
    length = len(normalize_text(quote)[0])
    return Passage(text.offsets[offset], text.offsets[offset + length - 1] + 1)


def find_printings(text: PlanText, claims: Sequence[Claim]) -> tuple[EncodedPrinting, ...]:
    """Every printing that a plan's claims encode; claims of one entry for several places make one."""
    variants = {(c.variant_of, c.section, c.quote) for c in claims if c.variant_of}
    grouped: dict[tuple[object, ...], tuple[Claim, list[str], str, str, tuple[str, ...]]] = {}
    for claim in claims:
        printed = [(claim.section, claim.quote, claim.lead)]
        printed += [(p.at, p.quote, p.lead) for p in claim.also if (claim.id, p.at, p.quote) not in variants]
        for number, (at, quote, lead) in enumerate(printed):
            key = (claim.order, claim.type, number)
            grouped.setdefault(key, (claim, [], at, quote, lead))[1].append(claim.id)
    found = []
    for claim, ids, at, quote, lead in grouped.values():
        passages = find_passages(text, quote, at)
        leads = [_find_nearest(text, piece, at, passages[0]) for piece in lead] if passages else []
        found.append(EncodedPrinting(tuple(ids), claim, passages, tuple(filter(None, leads))))
    return tuple(found)


def _find_nearest(text: PlanText, lead: str, at: str, quote: Passage) -> Passage | None:
    """The lead's occurrence in the section that is nearest to the quote, rather before it; None where it has none."""
    found = [_make_passage(text, offset, lead) for offset in text.find(lead, at)]
    return min(found, key=lambda p: (p.start > quote.start, abs(p.start - quote.start)), default=None)


def find_encoded(
    raw: str, figures: Sequence[TextFigure], printings: Sequence[EncodedPrinting]
) -> Mapping[int, tuple[str, ...]]:
    """The figures that are encoded, by position, with the ids of their claims.

    A printing of an entry accounts for one figure of its quote, so that of two equal figures in one quote (国家级2家、自治区级2家)
    a single entry covers one; a range printed as two figures counts as both.
    """
    slots: list[list[int]] = []
    owners: list[EncodedPrinting] = []
    for printing in printings:
        for here in _list_slots(raw, figures, printing):
            slots.append(here)
            owners.append(printing)
    return {number: _list_owners(number, slots, owners) for number in sorted(_match(slots))}


def _list_slots(raw: str, figures: Sequence[TextFigure], printing: EncodedPrinting) -> Iterator[list[int]]:
    """For each figure of the text that a printing accounts for, those that it may be."""
    claim = printing.claim
    for passage in printing.passages:
        here = _find_agreeing(raw, figures, passage, printing)
        if not here and claim.type is ClaimType.BASELINE:
            here = [n for lead in printing.leads for n in _find_agreeing(raw, figures, lead, printing)]
        yield here
        is_range = claim.low is not None and claim.high is not None
        if is_range and any(figures[n].quantity.value is not None for n in here):
            yield here


def _list_owners(number: int, slots: Sequence[Sequence[int]], owners: Sequence[EncodedPrinting]) -> tuple[str, ...]:
    found = (ident for slot, owner in zip(slots, owners, strict=True) if number in slot for ident in owner.ids)
    return tuple(dict.fromkeys(found))


def _match(slots: Sequence[Sequence[int]]) -> set[int]:
    """The figures that a greatest matching of slots to their candidates takes (augmenting paths)."""
    holder: dict[int, int] = {}

    def place(slot: int, seen: set[int]) -> bool:
        for candidate in slots[slot]:
            if candidate in seen:
                continue
            seen.add(candidate)
            if candidate not in holder or place(holder[candidate], seen):
                holder[candidate] = slot
                return True
        return False

    for slot in sorted(range(len(slots)), key=lambda s: len(slots[s])):
        place(slot, set())
    return set(holder)


def _find_agreeing(raw: str, figures: Sequence[TextFigure], passage: Passage, printing: EncodedPrinting) -> list[int]:
    """The positions of the figures in a passage that print the claim's value."""
    quoted = tuple(raw[each.start : each.end] for each in (*printing.passages[:1], *printing.leads))
    return [
        number
        for number, figure in enumerate(figures)
        if passage.holds(figure) and _agrees(_cut_words(raw, figures, number), figure, printing.claim, quoted)
    ]


def _cut_words(raw: str, figures: Sequence[TextFigure], number: int) -> str:
    """A figure with the words before and behind it, as far as no other figure is among them."""
    figure = figures[number]
    floor = figures[number - 1].end if number else 0
    ceiling = figures[number + 1].start if number + 1 < len(figures) else len(raw)
    return raw[max(floor, figure.start - _BEFORE) : min(ceiling, figure.end + _BEHIND)]


def _agrees(words: str, figure: TextFigure, claim: Claim, quoted: tuple[str, ...]) -> bool:
    """Whether a figure prints the value of a claim, or an end of its range, in its unit or one that it converts to."""
    quantity = figure.quantity
    if figure.kind not in CLAIMED | ({"year"} if claim.unit == "年" else set()):
        return False
    if quantity.value is None and quantity.low is None:
        return False
    if not any(read.value is not None or read.low is not None for read in find_quantities(words)):
        return False
    if quantity.value is None or claim.value is not None:
        return _prints(words, claim, quoted, claim.value, claim.low, claim.high)
    return any(_prints(words, claim, quoted, end) for end in (claim.low, claim.high) if end is not None)


def _prints(
    words: str,
    claim: Claim,
    quoted: tuple[str, ...],
    value: Decimal | None,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> bool:
    found = find_disagreements(
        words,
        value=value,
        low=low,
        high=high,
        unit=claim.unit,
        comparator=Comparator.REACH,
        basis=claim.basis,
        lead=quoted,
    )
    return not any(each.field in _FIGURES for each in found)


LONGEST_QUOTE = 40
_STOP = frozenset(",。;!?:《》")  # of normalised text
_SENTENCE = re.compile(r"[。;!?]")
_BY = re.compile(r"到(20[0-9]{2})年")
_YEAR = re.compile(r"(?<![比是较])(20[0-9]{2})年")  # 比2015年 names a base
_FIVE_YEARS = re.compile(rf"“({FIVE_YEAR_PLAN})”(?:期间|时期)")
_RESULTS = re.compile(r"成就|成效|成绩|回顾|现状|进展")
_MODAL = {"力争": "aspirational", "争取": "aspirational", "争创": "aspirational", "确保": "firm"}
_SUGGESTED = frozenset({"figure", "word", "ordinal", "unreadable"})
_BEHIND = 12
_CELL_GAP = re.compile(r"\s+(?=[0-9])")  # 9 25 is not 925
_GAP = re.compile(r"\s+(?![0-9])")
_CELLS = 8  # lines; a row of a table has no more cells, blank lines counted
_LABEL = re.compile(r"[一-鿿]{4}")
_SENTENCE_LENGTH = 200


def cut_clause(text: PlanText, figure: TextFigure) -> str:
    """The clause around a figure, at most 40 characters: what a quote of it would be.

    It stays in its line; a cell of a table, which begins its line, takes the label of its row with it.
    """
    normal = text.normal
    first, last = find_normal_offset(text, figure.start), find_normal_offset(text, figure.end)
    after = text.lines[figure.line] if figure.line < len(text.lines) else len(text.raw)
    floor = max(0, first - LONGEST_QUOTE, _find_line_start(text, figure))
    ceiling = min(last + _BEHIND, max(last, find_normal_offset(text, after)))
    low = next((n + 1 for n in range(first - 1, floor - 1, -1) if normal[n] in _STOP), floor)
    high = next((n for n in range(last, ceiling) if normal[n] in _STOP or normal[n] == "、"), ceiling)
    low = min(first, max(low, high - LONGEST_QUOTE))
    high = min(high, low + LONGEST_QUOTE)
    printed = text.raw[text.offsets[low] : text.offsets[high - 1] + 1]
    return _GAP.sub("", _CELL_GAP.sub(" ", printed))


def _find_line_start(text: PlanText, figure: TextFigure) -> int:
    """Where the line of a figure begins, or, where the figure begins it, the nearest line above with a label."""
    begin = text.lines[figure.line - 1]
    if not text.raw[begin : figure.start].strip():
        above = range(figure.line - 2, max(-1, figure.line - 2 - _CELLS), -1)
        labels = (text.lines[n] for n in above if _LABEL.search(text.raw[text.lines[n] : text.lines[n + 1]]))
        begin = next(labels, begin)
    return find_normal_offset(text, begin)


def suggest_entry(text: PlanText, figure: TextFigure, plan: Plan, indicators: Mapping[str, Indicator]) -> str:
    """An entry of `targets:` or `observed:` for a figure, else one of `aside:`; the first line says which list it goes to.

    What the text does not tell stands as a word in capitals, which `check` refuses, so that none is left by mistake.
    """
    quote = cut_clause(text, figure)
    if figure.kind not in _SUGGESTED:
        return _write_entry("aside", {"at": figure.section, "quote": quote, "because": "REASON"})
    offset = find_normal_offset(text, figure.start)
    before = _SENTENCE.split(text.normal[max(0, offset - _SENTENCE_LENGTH) : offset])[-1]
    time = _read_time(before, plan, is_review=bool(_RESULTS.search(plan.outline.get(figure.section, ""))))
    modal = "" if time.is_past else next((m for m in _MODAL if m in before), "")
    indicator = _find_indicator(quote, indicators)
    fields = {
        "indicator": indicator or "INDICATOR",
        **time.fields,
        **_write_figure(figure, indicators.get(indicator)),
        "commitment": _MODAL.get(modal),
        "at": figure.section,
        "lead": [lead for lead in (time.words, modal) if lead and lead not in quote],
        "quote": quote,
    }
    return _write_entry("observed" if time.is_past else "targets", fields)


def _write_entry(listing: str, fields: Mapping[str, object]) -> str:
    return "\n".join((f"    {listing}:", *write_items([fields], 6)))


def _write_figure(figure: TextFigure, indicator: Indicator | None) -> dict[str, object]:
    """The fields of the figure itself; what the indicator has already is left out."""
    quantity = figure.quantity
    is_range = quantity.value is None and quantity.low is not None and quantity.high is not None
    return {
        "value": None if is_range else "VALUE" if quantity.value is None else quantity.value,
        "low": quantity.low if is_range else None,
        "high": quantity.high if is_range else None,
        "unit": None if indicator and indicator.unit == quantity.unit else quantity.unit,
        "comparator": None if quantity.comparator is Comparator.REACH else str(quantity.comparator),
    }


class _SentenceTime(NamedTuple):
    fields: dict[str, object]
    words: str
    is_past: bool


def _read_time(before: str, plan: Plan, *, is_review: bool) -> _SentenceTime:
    """The year or five-year period that the sentence prints before a figure, and whether it ends before the plan begins;
    without either, the text of a section that reviews results is about the past.
    """
    first, last, words = None, None, ""
    years = [*_BY.finditer(before)] or [m for m in _YEAR.finditer(before) if int(m[1]) < plan.period.first]
    period = None if years else _FIVE_YEARS.search(before)
    if years:
        last, words = int(years[-1][1]), years[-1][0]
    elif period:
        (first, last), words = FIVE_YEAR_PLANS[period[1]], period[0]
    is_past = is_review if last is None else last < plan.period.first
    return _SentenceTime({"from": first, "year" if is_past else "by": last}, words, is_past)


def _find_indicator(words: str, indicators: Mapping[str, Indicator]) -> str:
    """The indicator with the longest name in `words`; "" where none is named."""
    found = [
        (len(name), ident)
        for ident, indicator in indicators.items()
        for name in (indicator.name.zh, *indicator.aka)
        if name in words
    ]
    return max(found)[1] if found else ""
