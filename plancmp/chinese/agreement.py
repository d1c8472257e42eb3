"""Does a quotation print what was encoded of it?"""

import re
from decimal import Decimal
from typing import NamedTuple

from plancmp.chinese.amounts import Reading
from plancmp.chinese.bounds_and_bases import find_governing_bound
from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import MULTIPLE, MULTIPLES
from plancmp.chinese.quantities import find_readings
from plancmp.chinese.unit_names import normalize_unit
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Comparator

_HEAD = re.compile(rf"({MULTIPLES})(.+)", re.DOTALL)
_ONE = Decimal(1)
_FALL = re.compile(
    r"(?=[减下降压缩削回收节])(?:减少|下降|降低|减排|压减|缩减|削减|回落|收窄|节约|节省)(?:率|幅度)?(?:(?:了|约|达到|达|超过|不低于){0,2} ?"
    r"|\([^()]{1,6}\)[\s*—–―\-/\[\]〔〕0-9.]{0,24})$"  # 能耗降低(%) — [14] in a table's row
)
_MIRROR = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.BELOW: Comparator.ABOVE,
}

_MEANT = frozenset({"figure", "word", "ordinal", "name"})
"""The kinds of quantities that an entry may be about."""

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


class _Encoded(NamedTuple):
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    basis: Basis | None
    around: str
    governing: Comparator | None


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
    read = find_readings(folded)
    if (
        value is not None
        and (comparator is not Comparator.REACH or not lead)
        and any(
            finding.value == value and finding.comparator is comparator and _as_printed(finding, unit, basis)
            for finding in read
        )
    ):
        return ()  # as nearly always; the road below knows every other way of saying the same
    pieces = [fold(piece)[0] for piece in lead]
    governing = next((found for piece in pieces if (found := find_governing_bound(piece))), None)
    encoded = _Encoded(value, low, high, unit, comparator, basis, " ".join((*pieces, folded)), governing)
    wanted = _MEANT if unit != "年" else _MEANT | {"year"}
    candidates = [
        finding for finding in read if finding.kind in wanted and (finding.value is not None or finding.low is not None)
    ]
    compared = [_against(finding, folded, encoded) for finding in candidates]
    if not compared or () in compared:
        return ()
    if any(finding.kind == "unreadable" for finding in read) and all(
        any(d.field in {"value", "low", "high"} for d in each) for each in compared
    ):
        return ()
    return min(compared, key=_distance)


def _as_printed(finding: Reading, unit: str | None, basis: Basis | None) -> bool:
    """Whether the unit is the printed one and the basis is not contradicted. The value is the printed one."""
    if finding.kind not in _MEANT or unit is None or frozenset(finding.names).isdisjoint(normalize_unit(unit)):
        return False
    return basis is not Basis.MULTIPLE if finding.basis is None else basis not in _RULED_OUT.get(finding.basis, ())


def _distance(disagreements: tuple[Disagreement, ...]) -> tuple[int, int, int, int]:
    """How far a figure is from the encoded one; the nearest is the one that was meant."""
    fields = [each.field for each in disagreements]
    numbers = sum(field in {"value", "low", "high"} for field in fields)
    near = any(each.near and each.field in {"value", "low", "high"} for each in disagreements)
    return (numbers and 2 - near, "unit" in fields, "comparator" in fields, len(fields))


def _against(finding: Reading, folded: str, encoded: _Encoded) -> tuple[Disagreement, ...]:
    """The disagreements of one printed figure with the encoded fields."""
    if (finding.value or finding.low or 0) > 0 and _FALL.search(folded[max(0, finding.begin - 36) : finding.begin]):
        encoded = _risen(encoded)
    unit_printed, scale = _unit(finding, encoded)
    found = _numbers(finding, encoded, scale)
    text = folded[finding.start : finding.end]
    if unit_printed is not None:
        same_amount_aside = "factor-of-ten" if scale != 1 else None
        found.append(Disagreement("unit", encoded.unit or "", unit_printed, same_amount_aside))
    comparator = finding.comparator
    if comparator is Comparator.REACH and encoded.governing:
        comparator = encoded.governing
    ranked = finding.kind == "ordinal" and encoded.comparator is Comparator.REACH
    if encoded.comparator is not comparator and not ranked:
        missed = "comparator-missed" if encoded.comparator is Comparator.REACH else None
        found.append(Disagreement("comparator", encoded.comparator.value, comparator.value, missed))
    printed = finding.basis
    if encoded.basis is Basis.MULTIPLE and printed is None and finding.names and not _may_be_multiple(finding):
        found.append(Disagreement("basis", encoded.basis.value, text, None))
    elif printed and encoded.basis in _RULED_OUT.get(printed, ()) and not _said_otherwise(finding, encoded):
        found.append(Disagreement("basis", str(encoded.basis and encoded.basis.value), printed.value, None))
    return tuple(found)


def _risen(encoded: _Encoded) -> _Encoded:
    """A negative figure as the text words it: 减少15%以上 is at most -15 percent."""
    value, low, high = encoded.value, encoded.low, encoded.high
    if not any(number is not None and number < 0 for number in (value, low, high)):
        return encoded
    return encoded._replace(
        value=None if value is None else -value,
        low=None if high is None else -high,
        high=None if low is None else -low,
        comparator=_MIRROR.get(encoded.comparator, encoded.comparator),
    )


def _may_be_multiple(finding: Reading) -> bool:
    return any(name in {"倍", "番", "percent", "比例"} for name in finding.names)


def _said_otherwise(finding: Reading, encoded: _Encoded) -> bool:
    """翻一番 may be told as a growth of 100 percent."""
    return finding.kind == "word" and any(normalize_unit(encoded.unit or "")[0] == name for _, name in finding.others)


def _unit(finding: Reading, encoded: _Encoded) -> tuple[str | None, Decimal]:
    """The printed unit if it contradicts the encoded one, and how many encoded units the printed one is (10,000 for 亿元 and 万元)."""
    if encoded.unit is None or not finding.names:
        return None, _ONE
    wanted = normalize_unit(encoded.unit)
    if not frozenset(wanted).isdisjoint(finding.names):
        return None, _ONE
    if finding.kind == "ordinal" and all(_class_of(name) for name in (*wanted, *finding.names)):
        return None, _ONE
    if any(name in wanted for _, name in finding.others):
        return None, _ONE
    for name in finding.names:
        head, base = _split(name)
        for want in wanted:
            want_head, want_base = _split(want)
            numerator, slash, per = want_base.partition("/")
            if base == want_base or (slash and base == numerator and _is_per(per, encoded.around)):
                return (
                    None if head == want_head or _scaled_equal(finding, encoded, head / want_head) else name
                ), head / want_head
    return finding.names[0], _ONE


def _class_of(name: str) -> bool:
    return name in {"位", "个", "名", "家", "名次", "项", "批", "次", "届"}


def _split(name: str) -> tuple[Decimal, str]:
    match = _HEAD.fullmatch(name)
    return (MULTIPLE[match[1]], match[2]) if match and is_unit(match[2]) else (_ONE, name)


def _is_per(per: str, around: str) -> bool:
    """Whether the words around name the denominator: 每万人口, 每个项目, 万名就业人员, 人均."""
    return per in around or "每" in around or "均" in around or re.sub("[人名家个]$", "", per) + "名" in around


def _scaled_equal(finding: Reading, encoded: _Encoded, scale: Decimal) -> bool:
    return not _numbers(finding, encoded, scale) and bool(_numbers(finding, encoded, _ONE))


def _numbers(finding: Reading, encoded: _Encoded, scale: Decimal) -> list[Disagreement]:
    """The number fields that disagree; an equal amount in another multiple (0.3 亿元 for 3000 万元) agrees."""
    if finding.value is not None:
        if finding.value == encoded.value:
            return []
        printed = [finding.value, finding.value * scale]
        if finding.unscaled is not None:
            printed.append(finding.unscaled)
        printed += [
            value for value, name in finding.others if encoded.unit is None or name in normalize_unit(encoded.unit)
        ]
        if "比例" in finding.names and finding.value and encoded.unit != "比例":
            places = -int((encoded.value or _ONE).as_tuple().exponent)
            printed.append(round(_ONE / finding.value, max(places, 1)))
        if "倍" in finding.names and encoded.basis is Basis.MULTIPLE and finding.basis is None:
            printed.append(finding.value + 1)  # 增长1倍 makes 2 times
        if encoded.value is not None:
            return [] if encoded.value in printed else [_number("value", encoded.value, finding.value)]
        return [
            _number(field, bound, finding.value)
            for field, bound in (("low", encoded.low), ("high", encoded.high))
            if bound is not None and bound not in printed
        ]
    low, high = finding.low, finding.high
    if low is None or high is None:
        return []
    if encoded.value is not None:
        return [Disagreement("value", str(encoded.value), f"{low}—{high}", None)]
    ends = (("low", encoded.low, low), ("high", encoded.high, high))
    found = []
    for field, ours, theirs in ends:
        if ours is None:
            found.append(Disagreement(field, "", str(theirs), None))
        elif ours not in {theirs, theirs * scale}:
            found.append(_number(field, ours, theirs))
    return found


def _number(field: str, encoded: Decimal, printed: Decimal) -> Disagreement:
    return Disagreement(field, str(encoded), str(printed), _near(encoded, printed))


def _near(encoded: Decimal, printed: Decimal) -> str | None:
    """The slip that makes one number of the other."""
    a, b = encoded.normalize(), printed.normalize()
    if a != -b and a.as_tuple().digits == b.as_tuple().digits:
        return "factor-of-ten"
    ours, theirs = f"{encoded:f}", f"{printed:f}"
    if sorted(ours) == sorted(theirs):
        return "transposed"
    return None
