"""What a curator might write for a figure that is not accounted for: an entry, or an aside, ready to paste."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.plan_text import PlanText
from plancmp.coverage.pieces import Piece, normal_offset
from plancmp.model import Indicator, Plan
from plancmp.vocabulary import Comparator

LONGEST_QUOTE = 40
_STOP = frozenset(",。;!?:《》")  # of normalised text
_SENTENCE = re.compile(r"[。;!?]")
_BY = re.compile(r"到(20[0-9]{2})年")
_YEAR = re.compile(r"(?<![比是较])(20[0-9]{2})年")  # 比2015年 names a base
_FIVE_YEARS = re.compile(r"“(十[一二三四五]?)五”(?:期间|时期)")
_ZEROTH = 1951  # the tenth five-year plan begins in 2001, each later one five years after the one before
_RESULTS = re.compile(r"成就|成效|成绩|回顾|现状|进展")
_MODAL = {"力争": "aspirational", "争取": "aspirational", "争创": "aspirational", "确保": "firm"}
_CLAIMS = frozenset({"figure", "word", "ordinal", "unreadable"})
_PLAIN = re.compile(r"[0-9A-Za-z一-鿿“《][^:#\n]*")
_BEHIND = 12
_CELL_GAP = re.compile(r"\s+(?=[0-9])")  # 9 25 is not 925
_GAP = re.compile(r"\s+(?![0-9])")
_CELLS = 8  # lines; a row of a table has no more cells, blank lines counted
_LABEL = re.compile(r"[一-鿿]{4}")
_SENTENCE_LENGTH = 200
_NO_INDICATOR = "INDICATOR"


def clause(text: PlanText, piece: Piece) -> str:
    """The clause around a figure, at most 40 characters: what a quote of it would be.

    It stays in its line; a cell of a table, which begins its line, takes the label of its row with it.
    """
    normal = text.normal
    first, last = normal_offset(text, piece.start), normal_offset(text, piece.end)
    after = text.lines[piece.line] if piece.line < len(text.lines) else len(text.raw)
    floor = max(0, first - LONGEST_QUOTE, _line_start(text, piece))
    ceiling = min(last + _BEHIND, max(last, normal_offset(text, after)))
    low = next((n + 1 for n in range(first - 1, floor - 1, -1) if normal[n] in _STOP), floor)
    high = next((n for n in range(last, ceiling) if normal[n] in _STOP or normal[n] == "、"), ceiling)
    low = min(first, max(low, high - LONGEST_QUOTE))
    high = min(high, low + LONGEST_QUOTE)
    printed = text.raw[text.offsets[low] : text.offsets[high - 1] + 1]
    return _GAP.sub("", _CELL_GAP.sub(" ", printed))


def _line_start(text: PlanText, piece: Piece) -> int:
    """Where the line of a figure begins, or, where the figure begins it, the nearest line above with a label."""
    begin = text.lines[piece.line - 1]
    if not text.raw[begin : piece.start].strip():
        above = range(piece.line - 2, max(-1, piece.line - 2 - _CELLS), -1)
        labels = (text.lines[n] for n in above if _LABEL.search(text.raw[text.lines[n] : text.lines[n + 1]]))
        begin = next(labels, begin)
    return normal_offset(text, begin)


def _sentence_before(text: PlanText, offset: int) -> str:
    """What the sentence prints before an offset."""
    window = text.normal[max(0, offset - _SENTENCE_LENGTH) : offset]
    return _SENTENCE.split(window)[-1]


def suggestion(text: PlanText, piece: Piece, plan: Plan, indicators: Mapping[str, Indicator]) -> str:
    """An entry of `targets:` or `observed:` for a figure, else one of `aside:`; the first line says which list it goes to.

    What the text does not tell stands as a word in capitals, which `check` refuses, so that none is left by mistake.
    """
    words = clause(text, piece)
    place = [f"at: {_at(piece.section)}", f"quote: {_scalar(words)}"]
    if piece.figure.kind not in _CLAIMS:
        return _entry("aside", [*place, "because: REASON"])
    before = _sentence_before(text, normal_offset(text, piece.start))
    time = _time(before, plan, reports=bool(_RESULTS.search(plan.outline.get(piece.section, ""))))
    modal = None if time.past else next((m for m in _MODAL if m in before), None)
    indicator = _indicator(words, indicators)
    fields = [f"indicator: {indicator}", *time.fields, *_figure(piece, indicators.get(indicator))]
    if modal:
        fields.append(f"commitment: {_MODAL[modal]}")
    leads = [lead for lead in (time.words, modal) if lead and lead not in words]
    if leads:
        fields += [place[0], "lead:", *(f"  - {lead}" for lead in leads), place[1]]
    else:
        fields += place
    return _entry("observed" if time.past else "targets", fields)


def _entry(listing: str, fields: list[str]) -> str:
    return "\n".join((f"    {listing}:", f"      - {fields[0]}", *(f"        {field}" for field in fields[1:])))


def _figure(piece: Piece, indicator: Indicator | None) -> list[str]:
    """The fields of the figure itself; what the indicator has already is left out."""
    figure = piece.figure
    if figure.value is not None:
        fields = [f"value: {figure.value:f}"]
    elif figure.low is not None and figure.high is not None:
        fields = [f"low: {figure.low:f}", f"high: {figure.high:f}"]
    else:
        fields = ["value: VALUE"]
    if figure.unit and not (indicator and indicator.unit == figure.unit):
        fields.append(f"unit: {figure.unit}")
    if figure.comparator is not Comparator.REACH:
        fields.append(f"comparator: {figure.comparator}")
    return fields


class _Time(NamedTuple):
    fields: list[str]
    words: str
    past: bool


def _time(before: str, plan: Plan, *, reports: bool) -> _Time:
    """The year or five-year period that the sentence prints before a figure, and whether it ends before the plan begins;
    without either, a section that `reports` results is about the past.
    """
    by = list(_BY.finditer(before))
    if by:
        return _year(by[-1], plan)
    years = [match for match in _YEAR.finditer(before) if int(match[1]) < plan.period.first]
    if years:
        return _year(years[-1], plan)
    period = _FIVE_YEARS.search(before)
    if period is None:
        return _Time([], "", past=reports)
    first = _ZEROTH + 5 * int(read_numeral(period[1]) or 0)
    past = first + 4 < plan.period.first
    return _Time([f"from: {first}", f"{'year' if past else 'by'}: {first + 4}"], period[0], past)


def _year(match: re.Match[str], plan: Plan) -> _Time:
    past = int(match[1]) < plan.period.first
    return _Time([f"{'year' if past else 'by'}: {match[1]}"], match[0], past)


def _indicator(words: str, indicators: Mapping[str, Indicator]) -> str:
    """The indicator with the longest name in `words`, else a word that must be replaced."""
    named = [
        (len(name), ident)
        for ident, indicator in indicators.items()
        for name in (indicator.name.zh, *indicator.aka)
        if name in words
    ]
    return max(named)[1] if named else _NO_INDICATOR


def _scalar(words: str) -> str:
    """A YAML scalar of Chinese text; in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(words) and not re.fullmatch(r"[0-9.,\-]+", words):
        return words
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _at(section: str) -> str:
    return f'"{section}"' if section[0].isdigit() else section
