"""Phrases that several rooms share: an indicator's name, a claim in one phrase, a measure and its reasons in words."""

from plancmp.claim import Claim
from plancmp.compare import COMPUTABLE, Comparison
from plancmp.compare.conversions import Conversion
from plancmp.compare.formatting import (
    attach_unit,
    format_interval,
    format_percent,
    format_ratio,
    format_rounded,
    format_signed,
    format_with_unit,
    name_unit,
    phrase_time,
    put_in_brackets,
    qualify_claim,
)
from plancmp.compare.interval import Interval
from plancmp.model import Collection, Indicator
from plancmp.vocabulary import ClaimType, Verdict
from plancmp.words import NOTHING, SEMICOLON, Text, say


def name_indicator(indicator: Indicator) -> Text:
    """Name with unit: in English the Chinese term stands beside it."""
    zh = f"{indicator.name.zh}（{name_unit(indicator.unit).zh}）"
    return Text(zh, f"{indicator.name.en} {zh}")


def phrase_claim(claim: Claim) -> Text:
    """A claim in one phrase: figure, year, part, and that it was reached when it is no target."""
    words, time = format_with_unit(claim), phrase_time(claim)
    if claim.type is not ClaimType.TARGET:
        joint = "" if claim.year is not None else "，"
        time = Text(f"{time.zh}{joint}实际", f"{time.en}, reached")
    return put_in_brackets(words, [time, *([Text.same(claim.of)] if claim.of else []), *qualify_claim(claim)])


def phrase_result(claim: Claim) -> Text:
    """The same where it stands already that it was reached."""
    told = [phrase_time(claim), *([Text.same(claim.of)] if claim.of else []), *qualify_claim(claim)]
    return put_in_brackets(format_with_unit(claim), told)


def phrase_figure(claim: Claim) -> Text:
    """The same where year and part stand already."""
    return put_in_brackets(format_with_unit(claim), qualify_claim(claim))


def name_section(section: str) -> Text:
    """A section as people cite it: 第2.1节, 专栏1, 附件1."""
    number = section.lstrip("abox")
    if section.startswith("box"):
        return Text(f"专栏{number}", f"box {number}")
    return (
        Text(f"附件{number}", f"annex {number}") if section.startswith("a") else Text(f"第{section}节", f"§{section}")
    )


def name_speaker(claim: Claim, collection: Collection) -> Text:
    """The place of a claim and the years of the plan that speaks; who sets it where that is not the place itself."""
    name = collection.places[claim.place].name
    period = str(claim.plan_period).replace("-", "–")
    if claim.assigned:
        by = collection.places[claim.plan_place].name
        return say(
            "{by}为{name}所定（{period} 年{kind}）", "set for {name} by {by} ({kind} {period})",
            by=by, name=name, period=period, kind=claim.kind,
        )  # fmt: skip
    return say("{name}（{period} 年{kind}）", "{name} ({kind} {period})", name=name, period=period, kind=claim.kind)


def phrase_measure(pair: Comparison, collection: Collection) -> Text:
    """Which of the two is higher, by how much and how many times, or the share, in words; empty where nothing may be
    reckoned.
    """
    measure = pair.measure
    if measure.share is not None and measure.share.determined:
        first, second = pair.first.place, pair.second.place
        whole = collection.places[first if first in collection.chain(second) else second].name
        return say("占{whole} {share}", "{share} of {whole}", whole=whole, share=format_percent(measure.share))
    if measure.difference is None or not measure.difference.determined:
        return NOTHING
    if find_direction(pair) == 0:
        return Text("相等", "equal")
    words = _phrase_difference(pair, measure.difference, collection)
    is_open = 0 in {measure.difference.low, measure.difference.high}
    if is_open or measure.ratio is None or not measure.ratio.determined:
        return words
    return say("{words}，{times} 倍", "{words}, {times} times", words=words, times=format_ratio(measure.ratio))


def find_direction(pair: Comparison) -> int | None:
    """Whether the second figure lies above the first (1), below (-1) or is equal (0); None where that is not determined."""
    gap = pair.measure.difference
    if gap is None:
        return None
    if gap.exact == 0 or pair.first.id == pair.second.id:
        return 0
    if gap.low is not None and (gap.low > 0 or (gap.low == 0 and gap.low_open)):
        return 1
    return -1 if gap.high is not None and (gap.high < 0 or (gap.high == 0 and gap.high_open)) else None


def _phrase_difference(pair: Comparison, gap: Interval, collection: Collection) -> Text:
    """ "Nanning 0.9 points above Guangxi"; the bound in words where it is not determined which of the two is higher."""
    printed = pair.first.std.unit if pair.first.basis == pair.second.basis else pair.first.definition.unit
    unit = "points" if printed == "percent" else printed
    first, second = _name_sides(pair, collection)
    match find_direction(pair):
        case 1:
            size = attach_unit(format_interval(gap), unit)
            return say("{b}比{a}高 {size}", "{b} {size} above {a}", a=first, b=second, size=size)
        case -1:
            size = attach_unit(format_interval(-gap), unit)
            return say("{b}比{a}低 {size}", "{b} {size} below {a}", a=first, b=second, size=size)
    if gap.low == 0:
        return say("{b}不低于{a}", "{b} not below {a}", a=first, b=second)
    if gap.high == 0:
        return say("{b}不高于{a}", "{b} not above {a}", a=first, b=second)
    if gap.low is not None and gap.high is not None:
        return say(
            "{b}减{a}：{size}", "{b} less {a}: {size}", a=first, b=second, size=attach_unit(format_signed(gap), unit)
        )
    end = gap.high if gap.low is None else gap.low
    assert end is not None
    size = attach_unit(format_rounded(abs(end), 2), unit)
    if gap.high_open if gap.low is None else gap.low_open:
        return _phrase_open_bound(first, second, size, is_high=gap.low is None)
    if gap.low is None:
        return say(
            "{b}至多比{a}高 {size}，也可能低", "{b} at most {size} above {a}, or below it", a=first, b=second, size=size
        )
    return say(
        "{b}至多比{a}低 {size}，也可能高", "{b} at most {size} below {a}, or above it", a=first, b=second, size=size
    )


def _phrase_open_bound(first: Text, second: Text, size: Text, *, is_high: bool) -> Text:
    """What a bound says that is not reached itself: 30 beside above 15 is less than 15 higher."""
    if is_high:
        return say(
            "{b}比{a}高不到 {size}，也可能低",
            "{b} less than {size} above {a}, or below it",
            a=first, b=second, size=size,
        )  # fmt: skip
    return say(
        "{b}比{a}低不到 {size}，也可能高", "{b} less than {size} below {a}, or above it", a=first, b=second, size=size
    )


def _name_sides(pair: Comparison, collection: Collection) -> tuple[Text, Text]:
    """The places of a pair; where that is one place, by what sets the figures apart."""
    first, second = (collection.places[claim.place].name for claim in (pair.first, pair.second))
    if pair.first.place != pair.second.place:
        return first, second
    if pair.first.assigned and not pair.second.assigned:
        by = collection.places[pair.first.plan_place].name
        return say("{by}所定", "what {by} sets", by=by), second
    names = [
        say("{years} 年规划", "the plan of {years}", years=str(claim.plan_period).replace("-", "–"))
        for claim in (pair.first, pair.second)
    ]
    return names[0], names[1]


BESIDE_RESULT = Text("目标对实际数", "beside result")
"""Said of a target that may be set beside a result, in place of the verdict."""


def is_of_targets(pair: Comparison) -> bool:
    """Whether both claims say what is wanted, so that the verdict is on two targets."""
    return pair.first.type is pair.second.type is ClaimType.TARGET


def phrase_verdict(pair: Comparison) -> Text:
    """The verdict's word; of a target that may be set beside a result, that it is one."""
    if pair.verdict in COMPUTABLE and not is_of_targets(pair):
        return BESIDE_RESULT
    return pair.verdict.label


def phrase_remark(pair: Comparison, collection: Collection) -> Text:
    """What there is room for behind the verdict: the difference, else what was reached in that very year, else how one
    figure was reckoned, else the first obstacle.
    """
    if pair.verdict in {*COMPUTABLE, Verdict.ASSIGNED}:
        measure = phrase_measure(pair, collection)
        if pair.first.type is pair.second.type:
            return measure if measure.en or not pair.reasons else pair.reasons[0].brief
        claims = sorted((pair.first, pair.second), key=lambda c: c.type is not ClaimType.TARGET)
        planned, reached = (format_with_unit(claim) for claim in claims)
        words = say(
            "规划 {planned}，实际 {reached}", "planned {planned}, reached {reached}", planned=planned, reached=reached
        )
        if pair.first.place != pair.second.place:
            a, b = (collection.places[claim.place].name for claim in claims)
            words = say(
                "{a}规划 {planned}，{b}实际 {reached}",
                "{a} planned {planned}, {b} reached {reached}",
                a=a, b=b, planned=planned, reached=reached,
            )  # fmt: skip
        return SEMICOLON.join([part for part in (words, measure) if part.en])
    if pair.verdict is Verdict.OTHER_PERIOD:
        beside = [each.brief for each in (*pair.at_year[:1], *pair.reached)]
        if beside:
            return SEMICOLON.join(beside)
        if pair.conversion is not None and pair.conversion.formula is not None:
            return pair.conversion.formula
    return pair.reasons[0].brief


def list_reasons(comparison: Comparison, *, explain: bool) -> list[Text]:
    """Every obstacle, what stands beside it in that very year, and with `explain` the notes and formulas; nothing
    told twice. Notes are told where a figure was reckoned, since only there they bear on it.
    """
    beside = [x.text for x in (*comparison.at_year, *comparison.reached)]
    reckoned = bool(comparison.at_year) or comparison.verdict in {*COMPUTABLE, Verdict.ASSIGNED}
    texts = [r.text for r in comparison.reasons if r.is_told(explain=explain, reckoned=reckoned)]
    texts = _join_reckoning(texts, beside, comparison.conversion)
    if explain:
        texts.extend(comparison.measure.formulas)
    return list(dict.fromkeys(text for text in texts if text.en))


def _join_reckoning(texts: list[Text], beside: list[Text], conversion: Conversion | None) -> list[Text]:
    """Reasons, what stands beside them, and how a figure was reckoned, where none of them has its formula already."""
    if conversion is None or conversion.formula is None:
        return texts + beside
    formula = conversion.formula.en
    if any(formula in text.en for text in beside):
        texts = [text for text in texts if text != conversion.text]
    found = texts + beside
    return found if any(formula in text.en for text in found) else [*found, conversion.text]
