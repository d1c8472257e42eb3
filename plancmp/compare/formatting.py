"""Figures in words: as printed, with thousands separated, and never more digits than the inputs carry."""

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from plancmp.claim import Claim, Reference, Standard
from plancmp.compare.interval import Interval, make_point
from plancmp.compare.spans import is_of_one_year
from plancmp.units import Unit, UnknownUnitError, trimmed, unit
from plancmp.vocabulary import COMPARATOR_SIGN, MIRROR, Basis, Comparator, Every, Standing, Vintage
from plancmp.words import Text, say


def format_number(value: Decimal) -> str:
    """A decimal with thousands separated and its places kept: 12,500 and 7.70."""
    return f"{value:,f}"


_DIGITS = 20
"""A figure of more digits is told as it is: no reader looks for its decimals."""


def format_rounded(value: Decimal, places: int) -> str:
    """A computed figure to `places` decimals, trailing zeros dropped; one that is not 0 to at least two digits that count."""
    if value.adjusted() > _DIGITS:
        return format_number(trimmed(value))
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    if value and not rounded:
        rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - 1), rounding=ROUND_HALF_EVEN)
    return format_number(trimmed(rounded))


def format_figure(claim: Claim, told: Standard | None = None) -> str:
    """The claim's printed figure with its sign, without unit: "≥ 2.2", "2–3"; `told` is the same in another unit."""
    sign, figure = COMPARATOR_SIGN[claim.comparator], told or claim
    if figure.value is not None:
        return f"{sign}{format_number(figure.value)}"
    low, high = ("" if edge is None else format_number(edge) for edge in (figure.low, figure.high))
    return f"{sign}{low}–{high}"


def format_standard_figure(claim: Claim) -> str:
    """The same told in the claim's standard unit, so that it may enter a formula: 30,000 万元 is 3 among 亿元."""
    return format_figure(claim, None if claim.unit == claim.std.unit else claim.std)


def name_unit(printed: str) -> Text:
    """The unit as people read it."""
    try:
        return unit(printed).label
    except UnknownUnitError:
        return Text.same(printed)


def attach_unit(number: str, printed: str) -> Text:
    """A figure with its unit behind it: "30,000 万元", in English as English readers write it: "CNY 300 million"."""
    zh = f"{number} {name_unit(printed).zh}"
    try:
        found = unit(printed)
    except UnknownUnitError:
        return Text.same(zh)
    return Text(zh, _format_english(number, found))


_PRICES = {
    "current": Text("现价", "current prices"),
    "nominal": Text("名义", "nominal"),
    "real": Text("按可比价", "real terms"),
}


def name_prices(prices: str) -> Text:
    """In what prices a figure is told: current prices, real, prices of 2015."""
    return _PRICES.get(prices) or Text(f"{prices} 年价格", f"prices of {prices}")


_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SIZES = (
    (Decimal(10**12), "trillion"),
    (Decimal(10**9), "billion"),
    (Decimal(10**6), "million"),
)
_ONE = {"times": "once", "points": "1 point"}
"""What is said of one in these units."""


def _format_english(number: str, found: Unit) -> str:
    """A figure in English: multiples told in full, money in CNY, things counted without a unit."""
    is_money = found.kind.startswith("money")
    words = found.english.removeprefix("yuan").strip() if is_money else found.english
    values = [Decimal(figure.replace(",", "")) * found.scale for figure in _FIGURE.findall(number)]
    largest = max(values, default=Decimal(0))
    size, name = next((s for s in _SIZES if largest >= s[0] and found.scale > 1), (Decimal(1), ""))
    if values == [Decimal(1)] and words in _ONE:
        return _FIGURE.sub(_ONE[words], number)
    told = number
    if found.scale > 1:
        told = _FIGURE.sub(
            lambda m: format_number(trimmed(Decimal(m[0].replace(",", "")) * found.scale / size)), number
        )
    if is_money:
        told = re.sub(r"(?=[0-9])", "CNY ", told, count=1)
    return " ".join(part for part in (told, name, words) if part)


_DOUBLED = {
    COMPARATOR_SIGN[Comparator.AT_LEAST]: "at least doubled",
    COMPARATOR_SIGN[Comparator.ABOVE]: "more than doubled",
}
_STEPS = frozenset({Basis.ADDED, Basis.CHANGE})
_OF_BASIS: dict[Basis, Callable[[Text], Text]] = {
    Basis.GROWTH: lambda figure: say("年均增长 {figure}", "{figure} a year", figure=figure),
    Basis.GROWTH_TOTAL: lambda figure: say("期间增长 {figure}", "{figure} over the period", figure=figure),
    Basis.TOTAL: lambda figure: say("累计 {figure}", "{figure} in total", figure=figure),
    Basis.MEAN: lambda figure: say("年平均 {figure}", "{figure} on average", figure=figure),
    Basis.NOT_STATED: lambda figure: say("{figure}（口径未注明）", "{figure} (basis not stated)", figure=figure),
}


def format_with_unit(claim: Claim) -> Text:
    """The printed figure with its unit, and what its basis adds: "+150 家", "2 倍", "22 % a year"."""
    if claim.than is not None:
        return _format_against(claim, claim.than)
    number, sign = format_figure(claim), COMPARATOR_SIGN[claim.comparator]
    if claim.basis in _STEPS and not number.startswith("-"):
        number = f"{sign}+{number.removeprefix(sign)}"
    figure = attach_unit(number, claim.unit)
    if claim.basis is Basis.MULTIPLE and claim.value == 2 and claim.unit == "倍":  # noqa: PLR2004 - 翻一番 is doubled
        figure = Text(figure.zh, _DOUBLED.get(sign, f"{sign}doubled"))
    if claim.basis in _FALLING and "-" in number:
        figure = _phrase_fall(claim, figure.en)
    elif claim.basis is Basis.GROWTH and is_of_one_year(claim):
        figure = say("增长 {figure}", "{figure} growth", figure=figure)
    elif claim.basis in _OF_BASIS:
        figure = _OF_BASIS[claim.basis](figure)
    if claim.every is not None:
        figure = say("{every} {figure}", "{figure} {every}", every=claim.every, figure=figure)
    return figure


_FALLING = {
    Basis.GROWTH: (Text("年均下降", "a year"), Text("下降", "growth")),
    Basis.GROWTH_TOTAL: (Text("期间下降", "over the period"), Text("期间下降", "over the period")),
}
"""What is said of a negative rate of a span, and of one year."""


def _phrase_fall(claim: Claim, english: str) -> Text:
    """A fall as Chinese tells it, its bound turned: at most -18 % is 下降 ≥ 18 %."""
    turned = claim._replace(
        value=None if claim.value is None else -claim.value,
        low=None if claim.high is None else -claim.high,
        high=None if claim.low is None else -claim.low,
        comparator=MIRROR.get(claim.comparator, claim.comparator),
    )
    words = _FALLING[claim.basis][is_of_one_year(claim)]
    figure = Text(attach_unit(format_figure(turned), claim.unit).zh, english)
    return say("{words} {figure}", "{figure} {words}", words=words, figure=figure)


_AGAINST: dict[Comparator, Callable[[Text], Text]] = {
    Comparator.REACH: lambda name: say("与{name}一致", "the same as that of {name}", name=name),
    Comparator.AT_LEAST: lambda name: say("不低于{name}", "at least that of {name}", name=name),
    Comparator.ABOVE: lambda name: say("高于{name}", "above that of {name}", name=name),
    Comparator.ABOUT: lambda name: say("与{name}大致一致", "about the same as that of {name}", name=name),
    Comparator.AT_MOST: lambda name: say("不高于{name}", "at most that of {name}", name=name),
    Comparator.BELOW: lambda name: say("低于{name}", "below that of {name}", name=name),
}


def _format_against(claim: Claim, other: Reference) -> Text:
    """A figure that is set against another series: "growth ≥ 0.5 points above Guangxi", or "at least that of China"."""
    if claim.value is None and claim.low is None and claim.high is None:
        told = _AGAINST[claim.comparator](other.name)
    else:
        number = format_figure(claim)
        side = Text("低", "below") if "-" in number else Text("高", "above")
        told = say(
            "比{name}{side} {number} {unit}", "{number} {unit} {side} {name}",
            name=other.name, side=side, number=number.replace("-", ""), unit=name_unit(claim.unit),
        )  # fmt: skip
    what = _NAMES_OF_BASES.get(claim.basis, Text("", ""))
    return Text(f"{what.zh}{told.zh}", f"{what.en}{told.en}".replace("  ", " "))


_NAMES_OF_BASES = {
    Basis.GROWTH: Text("增速", "growth "),
    Basis.GROWTH_TOTAL: Text("增幅", "growth over the period "),
    Basis.ADDED: Text("新增", "new ones "),
}


def format_time(claim: Claim) -> Text:
    """The year or span of a claim, or that it has none."""
    if claim.year is None:
        if claim.from_year is not None:
            return say("{first} 年以来", "since {first}", first=claim.from_year)
        return Text("未注明年份", "no year stated")
    if claim.from_year is not None:
        return Text.same(f"{claim.from_year}–{claim.year}")
    if claim.every is Every.YEAR:
        return say("至 {year}", "to {year}", year=claim.year)
    return Text.same(str(claim.year))


def phrase_time(claim: Claim) -> Text:
    """The same for running text: in Chinese a year is followed by 年."""
    time = format_time(claim)
    return time if claim.year is None else say("{time} 年", "{time}", time=time)


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


_RATIO_PLACES = 6


def format_ratio(ratio: Interval) -> str:
    """How many times: "1.56"; a ratio that is not 1 with as many places as tell it from 1, up to six."""
    places = 2
    while places < _RATIO_PLACES and any(
        edge not in {None, 1} and round(edge, places) == 1 for edge in (ratio.low, ratio.high) if edge is not None
    ):
        places += 1
    return format_interval(ratio, places)


def format_signed(interval: Interval, places: int = 2) -> str:
    """A difference with its sign: "+0.9", "-28", "≥ +0.3"."""
    text = format_interval(interval, places)
    return "–".join(map(_sign, text.split("–"))) if text else ""


def _sign(part: str) -> str:
    bound, blank, number = part.rpartition(" ")
    plus = "" if number.startswith("-") or number == "0" else "+"
    return f"{bound}{blank}{plus}{number}"


_LARGE = 100


def count_decimals(interval: Interval) -> int:
    """How many decimals a reckoned figure is told with; one that is large and approximate has none."""
    large = any(edge is not None and abs(edge) >= _LARGE for edge in (interval.low, interval.high))
    return 0 if large and interval.about else 2


def format_percent(share: Interval) -> str:
    """A share as a percentage."""
    return f"{format_interval(share * make_point(Decimal(100)), 1)} %"


def bracket(text: str) -> str:
    """A figure as it may stand behind a sign of operation: in brackets where it has a sign or range of its own."""
    return f"({text})" if " " in text or "–" in text or text.startswith("-") else text


def format_operand(interval: Interval) -> str:
    """An interval as a part of a formula."""
    return bracket(format_interval(interval, 4))


def format_equals(result: str) -> str:
    """What stands between a calculation and its result: "=", unless the result has a sign of its own."""
    return result if result[:1] in {"≈", "≥", "≤", ">", "<"} else f"= {result}"


def format_result(interval: Interval) -> str:
    """ "= 0.63", "≈ 638", "≥ 28": a bound or an approximate result is its own sign."""
    return format_equals(format_interval(interval, count_decimals(interval)))


def put_in_brackets(words: Text, told: Sequence[Text]) -> Text:
    """Words with what is told of them behind, in the brackets of each language."""
    if not told:
        return words
    zh, en = "，".join(t.zh for t in told), ", ".join(t.en for t in told)
    return Text(f"{words.zh}（{zh}）", f"{words.en} ({en})")


def qualify_claim(claim: Claim) -> list[Text]:
    """What sets a figure apart from a final one of its document's issuer: scope, prices, vintage, standing, copy, draft."""
    told: list[Text] = []
    if claim.scope:
        told.append(Text(f"口径：{claim.scope}", f"scope: {claim.scope}"))
    if claim.prices and claim.prices != claim.usual_prices:
        told.append(name_prices(claim.prices))
    if claim.count_ is not None:
        told.append(claim.count_.label)
    if claim.vintage is not None and claim.vintage is not Vintage.FINAL:
        told.append(claim.vintage.label)
    if claim.standing is not Standing.ISSUER:
        told.append(claim.standing.label)
    if claim.copy is not None:
        told.append(claim.copy.label)
    if claim.draft:
        told.append(Text("草稿", "draft"))
    return told
