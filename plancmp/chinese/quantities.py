"""Every quantity in a text, with what the words around it say of it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plancmp.chinese.amounts import DASH, Kind, Reading, read_amount, read_count
from plancmp.chinese.bounds_and_bases import find_bound_after, find_bound_before, infer_basis
from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import NUMERAL_CHARACTERS, read_chinese, read_number
from plancmp.chinese.unit_names import UnitHit, match_bracket, match_unit
from plancmp.scalars import YEAR
from plancmp.vocabulary import Basis, Comparator

_N = rf"(?:[0-9]+|[{NUMERAL_CHARACTERS}]+)"
_JOIN = r"[-‐-―─~〜−至到]"
_PIECES = {
    "skip": (
        r"千家万户|百家争鸣|千方百计|成百上千|三位一体|五位一体|一心一意|四个(?:自信|意识|全面|面向|革命)|三个(?:代表|面向)|两个(?:维护|确立|一百年)"
        rf"|每{_N}(?:个|名|人|家|户|元|亩|年|件|公里|平方公里|吨)?"
        r"|[百千万]年(?!以上)|[一二三四五六七八九十]{1,2}月|十五(?=”|规划|期间|时期|计划)"
        r"|(?<![0-9])万(?:名|人|元|家)(?=就业|人口|从业|劳动|中|拥有|有效|发明|专利|研发|R&D|GDP|地区|国内|工业|增加值|生产总值|产值|企业法人)"
    ),
    "year": (
        rf"(?<![0-9.])(?<![0-9],){YEAR}(?:\.[0-9]{{1,2}}-{YEAR}\.[0-9]{{1,2}}"
        r"|[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])(?: {1,3}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
        rf"| ?年? ?{_JOIN}{{1,2}} ?{YEAR}(?: ?年(?:[度末底初])?|(?![0-9.,]| ?[个家项人名件万亿元%吨亩]))| ?年(?:[代度末底初])?)"
        r"|[一二][〇零○一二三四五六七八九]{3}年"
        r"|(?<![0-9.])(?<![0-9],)[0-9]{1,2} ?(?:[-—至] ?[0-9]{1,2} ?)?月(?: ?[0-9]{1,2} ?日)?|[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
    ),
    "name": (
        rf"[〔\[(【] ?{YEAR} ?[〕\])】] ?第? ?[0-9]{{1,6}} ?号"
        r"|(?<![A-Za-z&])(?!GDP[0-9])[A-Za-z]++-?[0-9][0-9A-Za-z.\-]*+"
        r"|[0-9]++(?:\.[0-9]++){2,}+|[0-9]++\+(?:[0-9]++|[A-Za-z])|[0-9]++(?:-[0-9]++){2,}+"
    ),
    "ratio": r"(?<![0-9.:])[0-9]++(?:\.[0-9]++)?[:∶][0-9]++(?:\.[0-9]++)?(?![:0-9])",
    "word": (
        r"[一二三四五六七八九]成(?=以[上内下]|左右|多|的|[,。;、]|$)|翻(?:[一两二三]?番|一?倍|一翻)|双?倍增长?|全(?:面|域)?覆盖|“零”的?突破|零的?突破|一半|半数|过半"
        r"|(?<!不求)所有(?=的?(?:县|市|区|乡|镇|村|设区|行政村|贫困|建制|社区|街道|企业|高校|园区|学校|中小学|医院|单位|部门|家庭))"
    ),
    "share": r"[百千万]分之",
    "fraction": (
        rf"[{NUMERAL_CHARACTERS}]+分之[{NUMERAL_CHARACTERS}]+|(?<![0-9./])[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9./])"
        r"|[0-9]++(?:,[0-9]{3,}){0,6}+(?:\.[0-9]++)?⁄[0-9]++"  # 123¼, which is folded to 1231⁄4
    ),
    "rank": r"前 ?(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,3}) ?(?:名|位|强|列)",
    "vague": r"(?<![指总人件家户个系函参整次倍])数[十百千万亿]++(?!分)|几[十百千万亿]++|[十廿卅百千]几(?=[个家项名人件所种万亿年])",
    "digit": "[0-9]",
    "numeral": f"[{NUMERAL_CHARACTERS}第]",
}
_BEGINS = rf"[0-9A-Za-z〔\[(【“{NUMERAL_CHARACTERS}第成每翻双倍全的突过所前数几半]"
"""How a piece begins: looking at one character first spares eleven trials at nearly all of them."""
TOKEN = re.compile(f"(?={_BEGINS})(?:" + "|".join(f"(?P<{name}>{piece})" for name, piece in _PIECES.items()) + ")")
"""The beginning of every quantity; the group says what it is. The first piece that fits is taken."""

_DOUBLINGS = {"一": 1, "": 1, "两": 2, "二": 2, "三": 3}
_PROGRAMME = re.compile(r" ?(?:计划|工程|行动|工作|目标|效应|器)")
_LONGEST = 7


def _read_word(folded: str, begin: int, end: int) -> Reading:
    text = folded[begin:end]
    read = Reading(begin, begin, end, "word", Decimal(100), names=("percent",))
    if text.endswith("成"):
        return read._replace(kind="figure", value=(read_chinese(text[0]) or Decimal(0)) * 10)
    if text.startswith("翻"):
        return _read_doublings(read, _DOUBLINGS[text[1:-1]])
    if "倍增" in text:
        return _read_doublings(read._replace(kind="name" if _PROGRAMME.match(folded, end) else "word"), 1)
    if text.endswith("突破"):
        return read._replace(value=Decimal(1), names=(), comparator=Comparator.AT_LEAST)
    if "半" in text:
        bound = Comparator.ABOVE if text[0] == "过" else Comparator.REACH
        return read._replace(value=Decimal(50), comparator=bound)
    return read


def _read_doublings(read: Reading, doublings: int) -> Reading:
    """翻两番 is 4 times, 2 番, and a growth by 300 percent."""
    times = Decimal(2**doublings)
    others = ((Decimal(doublings), "番"), ((times - 1) * 100, "percent"))
    return read._replace(value=times, names=("倍",), basis=Basis.MULTIPLE, others=others)


def _read_share(folded: str, begin: int, end: int) -> Reading:
    unit = {"百": "percent", "千": "permille"}.get(folded[begin])
    number = read_number(folded, end)
    if number is None or number.value is None or unit is None:
        return Reading(begin, begin, number.end if number else end, "unreadable")
    dash = DASH.match(folded, number.end)
    other = dash and read_number(folded, dash.end() + (3 if folded.startswith(folded[begin:end], dash.end()) else 0))
    if other and other.value is not None and number.value < other.value:
        return Reading(begin, begin, other.end, "figure", None, number.value, other.value, (unit,))
    return Reading(begin, begin, number.end, "figure", number.value, names=(unit,))


def _read_ratio(folded: str, begin: int, end: int) -> Reading:
    one, _, many = folded[begin:end].replace("∶", ":").partition(":")
    if one.startswith("0") and "." not in one:
        return Reading(begin, begin, end, "year")  # the time of day
    if one != "1" or len(many) > _LONGEST:
        return Reading(begin, begin, end, "unreadable")
    return Reading(begin, begin, end, "figure", Decimal(many), names=("比例", "倍"))


def _read_rank(folded: str, begin: int, end: int) -> Reading:
    number = read_number(folded, begin + 1 + (folded[begin + 1] == " "))
    unit = folded[end - 1]
    names = (unit,) if unit in "名位" else ("位",)
    return Reading(
        begin, begin, end, "ordinal", number.value if number else None, names=names, comparator=Comparator.AT_MOST
    )


def _read_vague(folded: str, begin: int, end: int) -> Reading:
    hit = match_unit(folded, end + (folded[end : end + 1] in ("多", "余")))
    return Reading(begin, begin, hit.end if hit else end, "unreadable", names=hit.names if hit else ())


def _read_as(kind: Kind) -> Callable[[str, int, int], Reading]:
    return lambda _, begin, end: Reading(begin, begin, end, kind)


FIXED: dict[str, Callable[[str, int, int], Reading | None]] = {
    "skip": lambda _folded, _begin, _end: None,
    "year": _read_as("year"),
    "name": _read_as("name"),
    "fraction": _read_as("unreadable"),
    "word": _read_word,
    "share": _read_share,
    "ratio": _read_ratio,
    "rank": _read_rank,
    "vague": _read_vague,
}
"""Group of TOKEN → what reads it; None where it is no quantity."""


def read_ordinal(folded: str, at: int) -> tuple[Reading | None, int]:
    number = read_number(folded, at + 1 + (folded[at + 1 : at + 2] == " "))
    if number is None:
        return None, at + 1
    if number.value is None:
        return None, number.end
    measure = read_amount(folded, number)
    return Reading(at, at, measure.end, "ordinal", measure.value, names=measure.names), measure.end


_LIST = re.compile(r" ?(?:、|和|与|及) ?")
_CELLS = re.compile(r"[\s*※—–―\-/|≥≤<>=~约无]{0,200}")
_EACH = re.compile(r"(?:分别|依次|[均各都])[^,。;]{0,6}$")
_CAPTION = re.compile(r"(?:附件|附表|附图|附录|专栏|表|图|编号|公式)[:]? ?$")
_NOTE = re.compile(r"(?:^|\n|注:)[ \t]*$")
_NUMBERED = re.compile(r"[.、)](?![0-9])|\s+(?=[一-鿿])")
_LABEL_LINE = re.compile(r"[ \t]*\n\s*(?=[一-鿿“(《])")
_YEAR_SIGN = re.compile(r"\s*年")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*\(?$")
_INDENT = 40
Bracket = tuple[int, UnitHit]
_YEARS = frozenset(range(1949, 2061))
_INDEX_MAX, _NOTE_MAX = 99, 20


def find_bracketed_units(folded: str) -> list[Bracket]:
    """Every unit in brackets, with the offset of its opening bracket."""
    hits = []
    at = folded.find("(")
    while at >= 0:
        hit = match_bracket(folded, at)
        if hit:
            hits.append((at, hit))
        at = folded.find("(", at + 1)
    return hits


def settle(folded: str, found: list[Reading], brackets: list[Bracket]) -> list[Reading]:
    """The readings with units from brackets and lists, comparators of lists, and the numbers of rows and lists told apart."""
    if sum(reading.kind != "year" for reading in found) < 2 and not any(map(_is_bare, found)):  # noqa: PLR2004 - a pair
        return found
    found = _apply_brackets(folded, _mark_numbers(folded, found), brackets)
    return [_mark_year(reading) for reading in _share_bounds(folded, _share_units(folded, found))]


def _is_unbounded(reading: Reading) -> bool:
    return _is_bare(reading) and reading.comparator is Comparator.REACH


def _is_bare(reading: Reading) -> bool:
    return reading.kind == "figure" and not reading.names


def _mark_numbers(folded: str, found: list[Reading]) -> list[Reading]:
    """Figures that number lines, rows, captions become list numbers. A row's number follows the one of the row before."""
    result, expected = [], 1
    for reading in found:
        value = reading.value
        if value is None or not (_is_unbounded(reading) and value == int(value) <= _INDEX_MAX):
            result.append(reading)
            continue
        alone = bool(_LINE_START.search(folded, max(0, reading.start - _INDENT), reading.start))
        label = alone and bool(_LABEL_LINE.match(folded, reading.end))
        is_row = label and value in {1, expected}
        if is_row:
            expected = int(value) + 1
        is_number = is_row or _numbers_something(folded, reading, value, begins_line=alone and not label)
        result.append(reading._replace(kind="list-number") if is_number else reading)
    return result


def _numbers_something(folded: str, reading: Reading, value: Decimal, *, begins_line: bool) -> bool:
    """Whether a figure is the number of a line, a caption or a note, or stands in brackets of its own."""
    start, end = reading.start, reading.end
    if begins_line and _NUMBERED.match(folded, end) and "\n" not in folded[end : end + 2]:
        return True
    if _CAPTION.search(folded[max(0, start - 5) : start]):
        return True
    if (
        value <= _NOTE_MAX
        and _NOTE.search(folded, max(0, start - _INDENT), start)
        and _begins_note(folded[end : end + 1])
    ):
        return True
    return folded[start - 1 : start] == "(" and folded[end : end + 1] == ")"


def _begins_note(character: str) -> bool:
    return "一" <= character <= "鿿" or character == "*"


def _apply_brackets(folded: str, found: list[Reading], brackets: list[Bracket]) -> list[Reading]:
    """Figures that stand alone in a row take the unit in brackets before them, and what the row's heading says."""
    result: list[Reading] = []
    row: Bracket | None = None
    last, position = 0, 0
    for reading in found:
        while position < len(brackets) and brackets[position][1].end <= reading.begin:
            row = brackets[position]
            last = row[1].end
            position += 1
        if row is None or not _is_bare(reading) or not _CELLS.fullmatch(folded, last, reading.begin):
            row = None
        else:
            last, names = reading.end, row[1].names
            if not (reading.value in _YEARS and _YEAR_SIGN.match(folded, last)):
                reading = reading._replace(names=names, basis=infer_basis(folded, row[0], names[0]))  # noqa: PLW2901 - the reading, better understood
        result.append(reading)
    return result


def _share_units(folded: str, found: list[Reading]) -> list[Reading]:
    """202、123、8项 share the unit of the last."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, there = result[index], result[index + 1]
        if _is_bare(here) and there.kind == "figure" and there.names and _LIST.fullmatch(folded, here.end, there.begin):
            comparator = there.comparator if here.comparator is Comparator.REACH else here.comparator
            result[index] = here._replace(names=there.names, comparator=comparator)
    return result


def _share_bounds(folded: str, found: list[Reading]) -> list[Reading]:
    """分别不低于1%、2% share the comparator of the first."""
    result, head = list(found), 0
    for index in range(1, len(result)):
        first, here = result[head], result[index]
        if here.kind != "figure" or not _LIST.fullmatch(folded, result[index - 1].end, here.begin):
            head = index
        elif here.comparator is Comparator.REACH and _is_for_each(folded, first):
            result[index] = here._replace(comparator=first.comparator)
    return result


def _is_for_each(folded: str, first: Reading) -> bool:
    """Whether a bounded figure stands behind 分别, 均 …"""
    return first.begin < first.start and bool(_EACH.search(folded[max(0, first.begin - 10) : first.begin]))


def _mark_year(reading: Reading) -> Reading:
    """A bare figure that may be a year is one."""
    is_year = _is_unbounded(reading) and reading.value in _YEARS and reading.end - reading.start == len("2020")
    return reading._replace(kind="year") if is_year else reading


_QUOTED = re.compile(r"“[^“”\n]{1,30}”|《[^《》\n]{1,80}》")
_SHORT_QUOTE = 12
_BOUNDED = frozenset({"word", "share", "ratio"})


class Quantity(NamedTuple):
    """A quantity as printed.

    `start` and `end` are offsets in the text as given, of the number with its unit and an adjacent comparator; `text` is that
    piece. A single figure is `value`; a range is `low` and `high`, and `value` is None. `unit` is a name that
    `plancmp.units.unit` knows, None where none is printed. `basis` is what the words around say, None where they are silent.
    `core` is the offset at which the number itself begins, behind a comparator.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    basis: Basis | None
    kind: Kind
    core: int


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order and without overlap; full width, half width and white space as they come."""
    folded, offsets = fold(text)
    found: list[Quantity] = []
    for reading in find_readings(folded):
        start, end = offsets[reading.begin], offsets[reading.end - 1] + 1
        if found and found[-1].end > start:
            continue  # two may come of one character, as of ¼
        quantity = Quantity(
            start,
            end,
            text[start:end],
            reading.value,
            reading.low,
            reading.high,
            reading.names[0] if reading.names else None,
            reading.comparator,
            reading.basis,
            reading.kind,
            offsets[reading.start],
        )
        found.append(quantity)
    return tuple(found)


def find_figures(text: str) -> tuple[Quantity, ...]:
    """The quantities in `text` that may be claims: no years, ordinals, names and list numbers."""
    return tuple(quantity for quantity in find_quantities(text) if quantity.kind in {"figure", "word", "unreadable"})


@lru_cache(maxsize=256)
def find_readings(folded: str) -> tuple[Reading, ...]:
    """The quantities of folded text, with offsets into it. Several questions are asked about each quotation."""
    brackets = find_bracketed_units(folded)
    found = _adjust_quoted(folded, _read_tokens(folded, brackets))
    return tuple(_add_basis(folded, reading) for reading in settle(folded, found, brackets))


def _read_tokens(folded: str, brackets: list[Bracket]) -> Iterator[Reading]:
    unit_ends = {at: hit.end for opening, hit in brackets for at in range(opening, hit.end)}
    at = floor = 0
    while match := TOKEN.search(folded, at):
        begin, end = match.span()
        if begin in unit_ends:
            at = unit_ends[begin]  # the 万 of (万元) is no figure
            continue
        reading, at = _read_token(folded, begin, end, str(match.lastgroup), floor)
        if reading is not None:
            yield reading
            floor = reading.end


def _read_token(folded: str, begin: int, end: int, name: str, floor: int) -> tuple[Reading | None, int]:
    """The reading of a token of that name, and where to read on."""
    if name == "numeral" and folded[begin] == "第":
        return read_ordinal(folded, begin)
    if name in {"digit", "numeral"}:
        return read_count(folded, begin, floor)
    reading = FIXED[name](folded, begin, end)
    if reading is None:
        return None, end
    if name in _BOUNDED:
        before, start = find_bound_before(folded, begin, floor)
        after, stop = find_bound_after(folded, reading.end)
        reading = reading._replace(begin=start, end=stop, comparator=after or before or reading.comparator)
    return reading, reading.end


def _adjust_quoted(folded: str, found: Iterable[Reading]) -> list[Reading]:
    """Inside quotation marks a Chinese numeral is part of a name, and so are Arabic digits in a short piece."""
    quoted = [match.span() for match in _QUOTED.finditer(folded)] if "“" in folded or "《" in folded else []
    starts = [start for start, _ in quoted]
    result = []
    for reading in found:
        inside = bisect_right(starts, reading.start) - 1
        is_name = inside >= 0 and reading.end <= quoted[inside][1] and _is_name(folded, reading, *quoted[inside])
        result.append(
            reading._replace(kind="name", begin=reading.start, comparator=Comparator.REACH) if is_name else reading
        )
    return result


def _is_name(folded: str, reading: Reading, start: int, end: int) -> bool:
    if reading.kind == "year" or (reading.kind == "word" and reading.value == 1):
        return False  # “零”的突破
    return not (folded[reading.start].isascii() and folded[start] == "“" and end - start > _SHORT_QUOTE)


def _add_basis(folded: str, reading: Reading) -> Reading:
    """The reading with what the words around say of its basis, where it has none."""
    if reading.basis or reading.kind not in {"figure", "unreadable"}:
        return reading
    basis = infer_basis(folded, reading.begin, reading.names[0] if reading.names else None)
    return reading if basis is None else reading._replace(basis=basis)
