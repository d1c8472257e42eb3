"""Phrases that several rooms share: an indicator's name, a claim in one phrase, a measure and its reasons in words."""

from plancmp.claim import Claim
from plancmp.compare import COMPUTABLE, Comparison
from plancmp.compare.formatting import (
    format_interval,
    format_percent,
    format_signed,
    format_with_unit,
    name_prices,
    name_unit,
    phrase_time,
)
from plancmp.model import Collection, Indicator
from plancmp.vocabulary import ClaimType, Standing, Verdict, Vintage
from plancmp.words import Text, say


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
    told = [time, *([Text.same(claim.of)] if claim.of else []), *qualify_claim(claim)]
    zh, en = "，".join(t.zh for t in told), ", ".join(t.en for t in told)
    return Text(f"{words.zh}（{zh}）", f"{words.en} ({en})")


def qualify_claim(claim: Claim) -> list[Text]:
    """What sets a figure apart from a final one of its document's issuer: scope, prices, vintage, standing, copy, draft."""
    told: list[Text] = []
    if claim.scope:
        told.append(Text(f"口径：{claim.scope}", f"scope: {claim.scope}"))
    if claim.prices and claim.prices != claim.definition.prices:
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
    """Difference and ratio, or the share, in words; empty where nothing may be reckoned."""
    measure = pair.measure
    if measure.share is not None and measure.share.determined:
        share = format_percent(measure.share)
        first, second = pair.first.place, pair.second.place
        whole = collection.places[first if first in collection.chain(second) else second].name
        return Text(f"占{whole.zh} {share}", f"{share} of {whole.en}")
    if measure.difference is None or not measure.difference.determined:
        return Text("", "")
    if measure.difference.exact == 0:
        return Text("相等", "equal")
    printed = pair.first.std.unit if pair.first.basis == pair.second.basis else pair.first.definition.unit
    unit = name_unit("points" if printed == "percent" else printed)
    shown = format_signed(measure.difference)
    zh, en = f"{shown} {unit.zh}", f"{shown} {unit.en}".strip()
    if measure.ratio is not None and measure.ratio.determined:
        times = format_interval(measure.ratio)
        zh, en = f"{zh}，{times} 倍", f"{en}, {times} times"
    return Text(zh, en)


def list_reasons(comparison: Comparison, *, explain: bool) -> list[Text]:
    """Every obstacle, what stands beside it in that very year, and with `explain` the notes and formulas; nothing
    told twice. Notes are told where a figure was reckoned, since only there they bear on it.
    """
    beside = [x.text for x in comparison.at_year]
    reckoned = bool(beside) or comparison.verdict in {*COMPUTABLE, Verdict.ASSIGNED}
    texts = [r.text for r in comparison.reasons if r.is_told(explain=explain, reckoned=reckoned)]
    conversion = comparison.conversion
    if conversion is None or conversion.formula is None:
        texts.extend(beside)
    else:
        formula = conversion.formula.en
        if any(formula in text.en for text in beside):
            texts = [text for text in texts if text != conversion.text]
        texts.extend(beside)
        if not any(formula in text.en for text in texts):
            texts.append(conversion.text)
    if explain:
        texts.extend(comparison.measure.formulas)
    return list(dict.fromkeys(text for text in texts if text.en))
