"""What a curator might write for a figure that is not accounted for: an entry, or an aside, ready to paste."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from plancmp.chinese.dates import FIVE_YEAR_PLAN, FIVE_YEAR_PLANS
from plancmp.chinese.plan_text import PlanText
from plancmp.coverage.name_rules import TextFigure, find_normal_offset
from plancmp.model import Indicator, Plan
from plancmp.reading.yaml_writing import write_items
from plancmp.vocabulary import Comparator

LONGEST_QUOTE = 40
_STOP = frozenset(",。;!?:《》")  # of normalised text
_SENTENCE = re.compile(r"[。;!?]")
_BY = re.compile(r"到(20[0-9]{2})年")
_YEAR = re.compile(r"(?<![比是较])(20[0-9]{2})年")  # 比2015年 names a base
_FIVE_YEARS = re.compile(rf"“({FIVE_YEAR_PLAN})”(?:期间|时期)")
_RESULTS = re.compile(r"成就|成效|成绩|回顾|现状|进展")
_MODAL = {"力争": "aspirational", "争取": "aspirational", "争创": "aspirational", "确保": "firm"}
_CLAIMS = frozenset({"figure", "word", "ordinal", "unreadable"})
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
    if figure.kind not in _CLAIMS:
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
