"""Does a quotation print what was encoded of it?"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from plancmp.chinese.amounts import CLAIMED, Reading
from plancmp.chinese.bounds_and_bases import find_governing_bound
from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import MULTIPLE, MULTIPLE_PATTERN
from plancmp.chinese.quantities import find_readings
from plancmp.chinese.unit_names import normalize_unit
from plancmp.units import is_unit
from plancmp.vocabulary import MIRROR, Basis, Comparator

_HEAD = re.compile(rf"({MULTIPLE_PATTERN})(.+)", re.DOTALL)
_ONE = Decimal(1)
_FALLS = r"(?=[减下降压缩削回收节])(?:减少|下降|降低|减排|压减|缩减|削减|回落|收窄|节约|节省)(?:率|幅度)?"
_FALL = re.compile(
    rf"{_FALLS}(?:(?:了|约|达到|达|超过|不低于){{0,2}} ?"
    r"|\([^()]{1,6}\)[\s*—–―\-/|\[\]〔〕0-9.]{0,24})$"  # 能耗降低(%) — [14] in a table's row
)
_HEAD_OF_FALLS = re.compile(rf"{_FALLS}\([^()]{{1,6}}\)$")
"""A cell over several rows: 主要污染物排放总量减少(%) in front of 氨氮 — [10]."""

_BEFORE_FALL = 36
_RANKS = frozenset({"位", "个", "名", "家", "名次", "项", "批", "次", "届"})
"""Units that places in an order are told in."""
_MULTIPLES = frozenset({"倍", "番", "percent", "比例"})
"""Units that a multiple may be told in."""

_RULED_OUT = {
    Basis.ADDED: frozenset({Basis.LEVEL, Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE}),
    Basis.TOTAL: frozenset({Basis.ADDED, Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE}),
    Basis.LEVEL: frozenset({Basis.ADDED, Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE, Basis.CHANGE}),
    Basis.PER_YEAR: frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE}),
    Basis.GROWTH: frozenset(
        {Basis.LEVEL, Basis.ADDED, Basis.TOTAL, Basis.PER_YEAR, Basis.GROWTH_TOTAL, Basis.MULTIPLE}
    ),
    Basis.MULTIPLE: frozenset({Basis.LEVEL, Basis.ADDED, Basis.TOTAL, Basis.PER_YEAR, Basis.GROWTH, Basis.CHANGE}),
    Basis.CHANGE: frozenset({Basis.LEVEL, Basis.MULTIPLE}),
}
"""Printed basis → the encoded ones that it clearly contradicts. What may be meant either way is in no set."""


class Disagreement(NamedTuple):
    """One field that the quotation prints otherwise.

    `field` is value, low, high, unit, comparator or basis. `near` is the likely slip: transposed (6500 for 5600),
    factor-of-ten, comparator-missed (以上 left out), or None.
    """

    field: str
    encoded: str
    printed: str
    near: str | None

    @property
    def is_number(self) -> bool:
        return self.field in {"value", "low", "high"}


class _Encoded(NamedTuple):
    """What was encoded; `around` is the quote with its leads, `governing` the comparator that a lead leaves for the figure,
    `is_fall` whether a lead says that every figure behind it is a decrease.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    basis: Basis | None
    around: str = ""
    governing: Comparator | None = None
    is_fall: bool = False


def find_disagreements(
    quote: str,
    *,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    unit: str | None,
    comparator: Comparator,
    basis: Basis | None,
    lead: tuple[str, ...] = (),
) -> tuple[Disagreement, ...]:
    """The fields in which no figure of the quotation agrees with what is encoded; of several figures the nearest is told.

    Empty where one figure agrees, and where the quotation holds none that can be read: silence, not a guess.
    """
    if value is None and low is None and high is None:
        return ()
    folded = fold(quote)[0]
    readings, encoded = find_readings(folded), _Encoded(value, low, high, unit, comparator, basis)
    is_governed = comparator is Comparator.REACH and lead
    if not is_governed and any(_is_as_printed(reading, encoded) for reading in readings):
        return ()  # as nearly always; the road below knows every other way of saying the same
    encoded = _read_leads(encoded, folded, lead)
    compared = [tuple(_compare(reading, folded, encoded)) for reading in readings if _may_be_meant(reading, unit)]
    if not compared or () in compared or (_holds_unread(readings) and all(map(_has_number, compared))):
        return ()
    return min(compared, key=_rank_distance)


def _read_leads(encoded: _Encoded, folded: str, lead: Sequence[str]) -> _Encoded:
    """What was encoded, with the words around the figure and the comparator that a lead leaves for it."""
    pieces = [fold(piece)[0] for piece in lead]
    governing = next((bound for piece in pieces if (bound := find_governing_bound(piece))), None)
    is_fall = any(map(_HEAD_OF_FALLS.search, pieces))
    return encoded._replace(around=" ".join((*pieces, folded)), governing=governing, is_fall=is_fall)


def _holds_unread(readings: Sequence[Reading]) -> bool:
    return any(reading.kind == "unreadable" for reading in readings)


def _has_number(disagreements: Sequence[Disagreement]) -> bool:
    return any(each.is_number for each in disagreements)


def _is_as_printed(reading: Reading, encoded: _Encoded) -> bool:
    """Whether value, comparator and unit are the printed ones, and the basis is not contradicted."""
    if encoded.value is None or reading.value != encoded.value or reading.comparator is not encoded.comparator:
        return False
    if reading.kind not in CLAIMED or not _is_of_unit(reading, encoded.unit):
        return False
    if reading.basis is None:
        return encoded.basis is not Basis.MULTIPLE
    return encoded.basis not in _RULED_OUT.get(reading.basis, ())


def _is_of_unit(reading: Reading, unit: str | None) -> bool:
    return unit is not None and not frozenset(reading.names).isdisjoint(normalize_unit(unit))


def _may_be_meant(reading: Reading, unit: str | None) -> bool:
    """Whether an entry in that unit may be about the quantity."""
    is_told = reading.value is not None or reading.low is not None
    return is_told and (reading.kind in CLAIMED or (unit == "年" and reading.kind == "year"))


def _rank_distance(disagreements: tuple[Disagreement, ...]) -> tuple[int, int, int, int]:
    """How far a figure is from the encoded one; the nearest is the one that was meant."""
    fields = [each.field for each in disagreements]
    numbers = sum(each.is_number for each in disagreements)
    near = any(each.near and each.is_number for each in disagreements)
    return (numbers and 2 - near, "unit" in fields, "comparator" in fields, len(fields))


def _compare(reading: Reading, folded: str, encoded: _Encoded) -> Iterator[Disagreement]:
    """The disagreements of one printed figure with the encoded fields."""
    is_positive = (reading.value or reading.low or 0) > 0
    before = folded[max(0, reading.begin - _BEFORE_FALL) : reading.begin]
    if is_positive and (encoded.is_fall or _FALL.search(before)):
        encoded = _turn_fall(encoded)
    printed_unit, scale = _compare_unit(reading, encoded)
    yield from _compare_numbers(reading, encoded, scale)
    if printed_unit is not None:
        same_amount_aside = "factor-of-ten" if scale != 1 else None
        yield Disagreement("unit", encoded.unit or "", printed_unit, same_amount_aside)
    yield from _compare_bound(reading, encoded)
    yield from _compare_basis(reading, encoded, folded[reading.start : reading.end])


def _turn_fall(encoded: _Encoded) -> _Encoded:
    """A negative figure as the text words it: 减少15%以上 is at most -15 percent."""
    value, low, high = encoded.value, encoded.low, encoded.high
    if not any(number is not None and number < 0 for number in (value, low, high)):
        return encoded
    return encoded._replace(
        value=None if value is None else -value,
        low=None if high is None else -high,
        high=None if low is None else -low,
        comparator=MIRROR.get(encoded.comparator, encoded.comparator),
    )


def _compare_bound(reading: Reading, encoded: _Encoded) -> Iterator[Disagreement]:
    printed, ours = reading.comparator, encoded.comparator
    if printed is Comparator.REACH and encoded.governing:
        printed = encoded.governing
    is_rank = reading.kind == "ordinal" and ours is Comparator.REACH
    if ours is not printed and not is_rank:
        missed = "comparator-missed" if ours is Comparator.REACH else None
        yield Disagreement("comparator", ours.value, printed.value, missed)


def _compare_basis(reading: Reading, encoded: _Encoded, text: str) -> Iterator[Disagreement]:
    if reading.basis is None:
        if encoded.basis is Basis.MULTIPLE and reading.names and _MULTIPLES.isdisjoint(reading.names):
            yield Disagreement("basis", encoded.basis.value, text, None)
    elif encoded.basis in _RULED_OUT.get(reading.basis, ()) and not _is_said_otherwise(reading, encoded):
        yield Disagreement("basis", str(encoded.basis and encoded.basis.value), reading.basis.value, None)


def _is_said_otherwise(reading: Reading, encoded: _Encoded) -> bool:
    """翻一番 may be told as a growth of 100 percent."""
    return reading.kind == "word" and any(normalize_unit(encoded.unit or "")[0] == name for _, name in reading.others)


def _compare_unit(reading: Reading, encoded: _Encoded) -> tuple[str | None, Decimal]:
    """The printed unit if it contradicts the encoded one, and how many encoded units the printed one is (10,000 for 亿元 and 万元)."""
    if encoded.unit is None or not reading.names or _is_of_unit(reading, encoded.unit):
        return None, _ONE
    wanted = normalize_unit(encoded.unit)
    if reading.kind == "ordinal" and _RANKS.issuperset((*wanted, *reading.names)):
        return None, _ONE
    if any(name in wanted for _, name in reading.others):
        return None, _ONE
    for name, want in product(reading.names, wanted):
        scale = _find_scale(name, want, encoded.around)
        if scale is not None:
            is_same = scale == 1 or _is_equal_scaled(reading, encoded, scale)
            return None if is_same else name, scale
    return reading.names[0], _ONE


def _find_scale(printed: str, wanted: str, around: str) -> Decimal | None:
    """How many units wanted the printed one is, where the two are of one kind; a denominator may stand in the words around."""
    head, base = _split_multiple(printed)
    want_head, want_base = _split_multiple(wanted)
    numerator, slash, per = want_base.partition("/")
    if base == want_base or (slash and base == numerator and _is_per(per, around)):
        return head / want_head
    return None


def _split_multiple(name: str) -> tuple[Decimal, str]:
    match = _HEAD.fullmatch(name)
    return (MULTIPLE[match[1]], match[2]) if match and is_unit(match[2]) else (_ONE, name)


def _is_per(per: str, around: str) -> bool:
    """Whether the words around name the denominator: 每万人口, 每个项目, 万名就业人员, 人均."""
    return per in around or "每" in around or "均" in around or re.sub("[人名家个]$", "", per) + "名" in around


def _is_equal_scaled(reading: Reading, encoded: _Encoded, scale: Decimal) -> bool:
    """Whether it is another multiple that makes the amounts equal: 0.3 亿元 for 3000 万元."""
    return not any(_compare_numbers(reading, encoded, scale)) and any(_compare_numbers(reading, encoded, _ONE))


def _compare_numbers(reading: Reading, encoded: _Encoded, scale: Decimal) -> Iterator[Disagreement]:
    """The number fields that disagree; an equal amount in another multiple agrees."""
    if reading.value is not None:
        if reading.value != encoded.value:
            yield from _compare_value(
                reading.value, _list_equal_values(reading.value, reading, encoded, scale), encoded
            )
    elif reading.low is not None and reading.high is not None:
        if encoded.value is not None:
            yield Disagreement("value", str(encoded.value), f"{reading.low}—{reading.high}", None)
            return
        for field, ours, printed in (("low", encoded.low, reading.low), ("high", encoded.high, reading.high)):
            if ours is None:
                yield Disagreement(field, "", str(printed), None)
            elif ours not in {printed, printed * scale}:
                yield _tell_number(field, ours, printed)


def _compare_value(printed: Decimal, equal: Sequence[Decimal], encoded: _Encoded) -> Iterator[Disagreement]:
    """A printed single figure beside the encoded one, or beside each end of an encoded range."""
    fields = (
        (("value", encoded.value),) if encoded.value is not None else (("low", encoded.low), ("high", encoded.high))
    )
    for field, ours in fields:
        if ours is not None and ours not in equal:
            yield _tell_number(field, ours, printed)


def _list_equal_values(value: Decimal, reading: Reading, encoded: _Encoded, scale: Decimal) -> Sequence[Decimal]:
    """Every figure that says the same as the printed one."""
    equal = [value, value * scale]
    if reading.unscaled is not None:
        equal.append(reading.unscaled)
    equal += [other for other, name in reading.others if encoded.unit is None or name in normalize_unit(encoded.unit)]
    if "比例" in reading.names and value and encoded.unit != "比例":
        places = -int((encoded.value or _ONE).as_tuple().exponent)
        equal.append(round(_ONE / value, max(places, 1)))
    if "倍" in reading.names and encoded.basis is Basis.MULTIPLE and reading.basis is None:
        equal.append(value + 1)  # 增长1倍 makes 2 times
    return equal


def _tell_number(field: str, encoded: Decimal, printed: Decimal) -> Disagreement:
    return Disagreement(field, str(encoded), str(printed), _find_slip(encoded, printed))


def _find_slip(encoded: Decimal, printed: Decimal) -> str | None:
    """The slip that makes one number of the other."""
    a, b = encoded.normalize(), printed.normalize()
    if a != -b and a.as_tuple().digits == b.as_tuple().digits:
        return "factor-of-ten"
    return "transposed" if sorted(f"{encoded:f}") == sorted(f"{printed:f}") else None
