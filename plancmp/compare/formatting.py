"""Figures in words: as printed, with thousands separated, and never more digits than the inputs carry."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

from plancmp.claim import Claim
from plancmp.compare.interval import Interval
from plancmp.units import UnknownUnitError, trimmed, unit
from plancmp.vocabulary import COMPARATOR_SIGN, Basis, Every
from plancmp.words import Text


def format_number(value: Decimal) -> str:
    """A decimal with thousands separated and its places kept: 12,500 and 7.70."""
    return f"{value:,f}"


def format_rounded(value: Decimal, places: int) -> str:
    """A computed figure to `places` decimals, trailing zeros dropped."""
    return format_number(trimmed(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)))


def format_figure(claim: Claim, told: Callable[[Decimal], Decimal] = lambda value: value) -> str:
    """The claim's printed figure with its sign, without unit: "≥ 2.2", "2–3"; `told` gives it in another unit."""
    sign = COMPARATOR_SIGN[claim.comparator]
    if claim.value is not None:
        return f"{sign}{format_number(told(claim.value))}"
    low = "" if claim.low is None else format_number(told(claim.low))
    high = "" if claim.high is None else format_number(told(claim.high))
    return f"{sign}{low}–{high}"


def format_standard_figure(claim: Claim) -> str:
    """The same told in the claim's standard unit, so that it may enter a formula: 30,000 万元 is 3 among 亿元."""
    std = claim.std
    return format_figure(
        claim if claim.unit == std.unit else claim._replace(value=std.value, low=std.low, high=std.high)
    )


def name_unit(printed: str) -> Text:
    """The unit as people read it."""
    try:
        return unit(printed).label
    except UnknownUnitError:
        return Text.same(printed)


_BEFORE_UNIT = {Basis.ADDED: "+", Basis.CHANGE: "+"}


def format_with_unit(claim: Claim) -> Text:
    """The printed figure with its unit, and what its basis adds: "+150 家", "2 倍", "22 % a year"."""
    words = name_unit(claim.unit)
    number = format_figure(claim)
    plus = _BEFORE_UNIT.get(claim.basis, "")
    if plus and not number.startswith("-"):
        sign = COMPARATOR_SIGN[claim.comparator]
        number = f"{sign}{plus}{number.removeprefix(sign)}"
    zh = f"{number} {words.zh}"
    en = f"{number} {words.en}".strip()
    match claim.basis:
        case Basis.GROWTH:
            zh, en = f"年均增长 {zh}", f"{en} a year"
        case Basis.GROWTH_TOTAL:
            zh, en = f"期间增长 {zh}", f"{en} over the period"
        case Basis.TOTAL:
            zh, en = f"累计 {zh}", f"{en} in total"
        case Basis.NOT_STATED:
            zh, en = f"{zh}（口径未注明）", f"{en} (basis not stated)"
        case _:
            pass
    if claim.every is not None:
        zh, en = f"{claim.every.label.zh} {zh}", f"{en} {claim.every.label.en}"
    return Text(zh, en)


def format_time(claim: Claim) -> Text:
    """The year or span of a claim, or that it has none."""
    if claim.year is None:
        if claim.from_year is not None:
            return Text(f"{claim.from_year} 年以来", f"since {claim.from_year}")
        return Text("未注明年份", "no year stated")
    if claim.from_year is not None:
        return Text.same(f"{claim.from_year}–{claim.year}")
    if claim.every is Every.YEAR:
        return Text(f"至 {claim.year}", f"to {claim.year}")
    return Text.same(str(claim.year))


def phrase_time(claim: Claim) -> Text:
    """The same for running text: in Chinese a year is followed by 年."""
    words = format_time(claim)
    return words if claim.year is None else Text(f"{words.zh} 年", words.en)


def format_interval(interval: Interval, places: int = 2) -> str:
    """A computed interval: "384", "≥ 1.6", "0.4–0.9", "≈ 1.42"; "" where nothing bounds it."""
    low = None if interval.low is None else format_rounded(interval.low, places)
    high = None if interval.high is None else format_rounded(interval.high, places)
    if low is None and high is None:
        return ""
    if high is None:
        return f"{'> ' if interval.low_open else '≥ '}{low}"
    if low is None:
        return f"{'< ' if interval.high_open else '≤ '}{high}"
    about = "≈ " if interval.about else ""
    return f"{about}{low}" if interval.low == interval.high else f"{about}{low}–{high}"


def format_signed(interval: Interval, places: int = 2) -> str:
    """A difference with its sign: "+0.9", "-28", "≥ +0.3"."""
    text = format_interval(interval, places)
    if not text:
        return ""
    parts = text.split("–")
    return "–".join(_signed(part) for part in parts)


def _signed(part: str) -> str:
    sign, _, number = part.rpartition(" ")
    lead = f"{sign} " if sign else ""
    if number.startswith("-"):
        return f"{lead}-{number[1:]}"
    return f"{lead}{number}" if number == "0" else f"{lead}+{number}"


def bracket(text: str) -> str:
    """A figure as it may stand behind a sign of operation: in brackets where it has a sign or range of its own."""
    return f"({text})" if " " in text or "–" in text or text.startswith("-") else text


def format_equals(result: str) -> str:
    """What stands between a calculation and its result: "=", unless the result has a sign of its own."""
    return result if result[:1] in {"≈", "≥", "≤", ">", "<"} else f"= {result}"
