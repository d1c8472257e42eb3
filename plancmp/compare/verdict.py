"""Two claims: may they be compared, why, and with what result. Pure; the heart of the program.

The questions are asked in a fixed order. The first that answers names the verdict, every later obstacle is still listed, and
each reason names the field that decided.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from plancmp.claim import Claim
from plancmp.compare.conversions import (
    RELATIVE,
    Conversion,
    MissingInput,
    convert_claim,
    convert_pair,
    find_reachable_bases,
)
from plancmp.compare.formatting import (
    attach_unit,
    format_figure,
    format_time,
    name_prices,
    name_unit,
)
from plancmp.compare.measures import NOTHING, AtYear, Context, Measure, compare_at_year, measure_pair
from plancmp.compare.no_figure import explain_no_figure
from plancmp.compare.reason import Reason, ReasonKind
from plancmp.compare.relations import SAME, Related
from plancmp.compare.spans import (
    SPANNED,
    can_meet,
    describe_convention,
    find_possible_years,
    get_base,
    get_start_year,
    has_conventional_start,
)
from plancmp.plan_claims import standard
from plancmp.units import unit
from plancmp.vocabulary import Basis, ClaimType, Relation, Verdict
from plancmp.words import Text, say

Answer = tuple[Verdict, Reason]
Question = Callable[[Claim, Claim, Related, Context], Iterator[Answer]]
COMPUTABLE = frozenset({Verdict.COMPARABLE, Verdict.COMPARABLE_AFTER})


class Comparison(NamedTuple):
    """First and second claim, whether they may be compared, all reasons, and what follows."""

    first: Claim
    second: Claim
    verdict: Verdict
    reasons: tuple[Reason, ...]
    related: Related
    measure: Measure = NOTHING
    conversion: Conversion | None = None
    """The second figure in an absolute basis, where it had to be converted."""
    at_year: tuple[AtYear, ...] = ()
    """Each of the two beside what was printed of the other in its very year."""
    reached: tuple[AtYear, ...] = ()
    """Targets of the two beside what their own places reached in their very time."""
    inputs: tuple[str, ...] = ()
    """The claims that the measures stand on: the two, and what their figures were converted by."""
    valid: bool = False
    """Whether measures may follow: nothing stands between the two but conversions, or that one plan assigns it."""


def compare(first: Claim, second: Claim, context: Context) -> Comparison | None:
    """The verdict on a pair, or None where no mapping leads from one indicator to the other."""
    related = context.relations.relate(first.indicator, second.indicator)
    if related is None:
        return None
    if first.id == second.id:
        reason = Reason("id", Text("同一条", "the same statement"))
        measure = measure_pair(first, second, context)
        return Comparison(first, second, Verdict.COMPARABLE, (reason,), SAME, measure, inputs=(first.id,), valid=True)
    answers = [answer for question in QUESTIONS for answer in question(first, second, related, context)]
    verdict = answers[0][0] if answers else Verdict.COMPARABLE
    reasons = (*(reason for _, reason in answers), *(reason for note in NOTES for reason in note(first, second)))
    return _add_measures(Comparison(first, second, verdict, reasons, related), answers, context)


def _add_measures(comparison: Comparison, answers: list[Answer], context: Context) -> Comparison:
    first, second = comparison.first, comparison.second
    found = convert_claim(second, context.facts)
    own = found if isinstance(found, Conversion) and found.formula is not None else None
    verdicts = {verdict for verdict, _ in answers}
    if verdicts <= {Verdict.ASSIGNED, *COMPUTABLE}:
        measure = measure_pair(first, second, context)
        lacking = tuple(explain_no_figure(measure, first, second, context))
        is_plain = comparison.verdict is Verdict.COMPARABLE  # else the first reason is the one that decided
        reasons = (*lacking, *comparison.reasons) if is_plain else (*comparison.reasons, *lacking)
        inputs = (first.id, second.id, *_list_inputs(first, second, context))
        return comparison._replace(measure=measure, conversion=own, reasons=reasons, inputs=inputs, valid=True)
    if Verdict.OTHER_PERIOD in verdicts and comparison.related.relation is Relation.EXACT:
        return comparison._replace(conversion=own, at_year=compare_at_year(first, second, context))
    return comparison._replace(conversion=own)


def _list_inputs(first: Claim, second: Claim, context: Context) -> Iterator[str]:
    """The claims by which two figures of different bases were converted."""
    if first.basis is not second.basis:
        for found in convert_pair(first, second, context.facts):
            yield from found.inputs if isinstance(found, Conversion) else ()


def ask_assignment(first: Claim, second: Claim, _related: Related, context: Context) -> Iterator[Answer]:
    """One plan, and one place inside the other: the plan itself sets the figure for the place."""
    if first.plan != second.plan or first.place == second.place:
        return
    for inner, outer in ((second, first), (first, second)):
        if context.is_inside(inner.place, outer.place):
            place = context.collection.places[inner.place].name
            text = say("同一规划为{place}所定", "set for {place} by the same plan", place=place)
            yield Verdict.ASSIGNED, Reason("place", text)
            return


def ask_mapping(_first: Claim, _second: Claim, related: Related, _context: Context) -> Iterator[Answer]:
    """A mapping that is not exact."""
    if related.relation is Relation.EXACT:
        return
    text = brief = related.because
    if related.differs:
        verb = Text("不同", "differ" if len(related.differs) > 1 else "differs")
        brief = say("{differs}{differ}", "{differs} {differ}", differs=related.differs, differ=verb)
    if related.differs and not related.derived:
        text = say("{because}（{brief}）", "{because} ({brief})", because=text, brief=brief)
    aspects = related.differs or ("indicator",)
    yield Verdict.RELATED, Reason(str(aspects[0]), text, short=brief)
    for aspect in aspects[1:]:
        text = say("{aspect}不同", "{aspect} differs", aspect=aspect)
        yield Verdict.RELATED, Reason(str(aspect), text, ReasonKind.ECHO)


def ask_part(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Part against whole, or two different parts."""
    if first.of != second.of:
        text = say("所计部分不同：{a} / {b}", "two different parts: {a} / {b}", a=first.of, b=second.of)
        if first.of is None or second.of is None:
            part = first.of or second.of
            text = say("部分与整体：一方只计{part}", "part against whole: one counts only {part}", part=part)
        yield Verdict.RELATED, Reason("of", text)
    if first.every != second.every and (first.is_part or second.is_part):
        a, b = (claim.every or Text("合计", "all together") for claim in (first, second))
        yield Verdict.RELATED, Reason("every", say("{a} / {b}", "{a} / {b}", a=a, b=b))


def ask_series(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Another scope or other prices: another series."""
    usual = Text("通常口径", "the usual one")
    if first.scope != second.scope:
        a, b = first.scope or usual, second.scope or usual
        yield Verdict.RELATED, Reason("scope", say("定义范围 {a} / {b}", "scope: {a} / {b}", a=a, b=b))
    if first.prices != second.prices:
        a, b = (name_prices(c.prices) if c.prices else Text("未注明", "not stated") for c in (first, second))
        if first.basis is not second.basis:  # a rate beside an amount: which of them is told in what
            a, b = (
                say("{basis} {prices}", "{basis} {prices}", basis=c.basis, prices=p)
                for c, p in ((first, a), (second, b))
            )
        yield Verdict.RELATED, Reason("prices", say("价格 {a} / {b}", "prices: {a} / {b}", a=a, b=b))


def ask_reference(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """A figure that is set against another series: it says how far from that, not where."""
    if first.than == second.than:
        return
    for claim in (first, second):
        if claim.than is not None:
            text = say(
                "「{quote}」以{other}为参照，本身不是数值",
                "「{quote}」 is set against {other}, and is no figure by itself",
                quote=claim.quote,
                other=claim.than.name,
            )
            yield Verdict.NOT_COMPUTABLE, Reason("than", text)


def ask_basis(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Bases with no rule between them: level and flow, level and total, total and flow of a year."""
    if first.basis == second.basis or _find_shared_bases(first, second):
        return
    text = say(
        "口径 {a} / {b}，不能互换", "{a} / {b}: no rule leads from one to the other", a=first.basis, b=second.basis
    )
    brief = say("{a} / {b}", "{a} / {b}", a=first.basis, b=second.basis)
    yield Verdict.BASIS_DIFFERS, Reason("basis", text, short=brief)


def ask_unit(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Units of different classes, in the basis that the two share or could be led to."""
    is_converted = first.basis != second.basis and Basis.NOT_STATED not in {first.basis, second.basis}
    a, b = (
        claim.definition.unit if is_converted and claim.basis in RELATIVE else claim.std.unit
        for claim in (first, second)
    )
    if unit(a).kind != unit(b).kind:
        text = say("单位 {a} / {b}", "units {a} / {b}", a=_name_unit_class(a), b=_name_unit_class(b))
        yield Verdict.UNIT_DIFFERS, Reason("unit", text)


def ask_inputs(first: Claim, second: Claim, _related: Related, context: Context) -> Iterator[Answer]:
    """What a rule would need and no plan prints: a basis, or the base of a conversion."""
    pair = (first, second)
    silent = [claim for claim in pair if claim.basis is Basis.NOT_STATED]
    for claim in silent:
        text = say("「{quote}」口径未注明", "basis not stated in 「{quote}」", quote=claim.quote)
        if why := claim.unclear.get("basis"):
            text = say("{text}：{why}", "{text}: {why}", text=text, why=why)
        yield Verdict.NOT_COMPUTABLE, Reason("basis", text, short=Basis.NOT_STATED.label)
    if silent or first.basis == second.basis or not _find_shared_bases(first, second):
        return
    for found in convert_pair(first, second, context.facts):
        if isinstance(found, MissingInput):
            text = say(
                "口径 {a} / {b}，{missing}", "{a} / {b}: {missing}", a=first.basis, b=second.basis, missing=found.text
            )
            yield Verdict.NOT_COMPUTABLE, Reason("basis", text, short=found.short or found.text)


def ask_year(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """A year that is not printed and could be the other's."""
    if can_meet(first, second):
        for claim in (first, second):
            if claim.year is None:
                convention = describe_convention(claim)
                text = say(
                    "「{quote}」{convention}", "「{quote}」: {convention}", quote=claim.quote, convention=convention
                )
                yield Verdict.NOT_COMPUTABLE, Reason("year", text, short=format_time(claim))


def ask_time(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Other years, or for what runs over a span another start or base."""
    if first.year is None or second.year is None:
        if not can_meet(first, second):
            text = say(
                "{a} / {b}，不相减", "{a} / {b}: not subtracted", a=_phrase_years(first), b=_phrase_years(second)
            )
            undated = first if first.year is None else second
            yield Verdict.OTHER_PERIOD, Reason("year", text, short=format_time(undated))
        return
    if first.year != second.year:
        gap = abs(first.year - second.year)
        brief = say("相隔 {gap} 年", "{gap} {gap:year|years} apart", gap=gap)
        text = say(
            "{a} / {b} 年，{gap}，不相减",
            "{a} / {b}: {gap}, not subtracted",
            a=first.year,
            b=second.year,
            gap=brief,
        )
        yield Verdict.OTHER_PERIOD, Reason("year", text, short=brief)
    if not _run_over_spans(first, second):
        return
    starts, bases = [get_start_year(claim) for claim in (first, second)], [get_base(claim) for claim in (first, second)]
    if starts[0] != starts[1]:
        text = say("起始年 {a} / {b}", "spans start in {a} / {b}", a=starts[0], b=starts[1])
        if has_conventional_start(first) or has_conventional_start(second):
            text = say(
                "{text}（未注明者按惯例取规划期首年）",
                "{text} (where none is stated, the plan's first year by convention)",
                text=text,
            )
        yield Verdict.OTHER_PERIOD, Reason("from", text)
    elif not _share_a_start(first, second):
        yield Verdict.OTHER_PERIOD, Reason("base", say("基期 {a} / {b}", "bases: {a} / {b}", a=bases[0], b=bases[1]))


def ask_conversion(first: Claim, second: Claim, related: Related, context: Context) -> Iterator[Answer]:
    """A stated conversion that makes the pair comparable, with its formula."""
    if first.basis != second.basis and Basis.NOT_STATED not in {first.basis, second.basis}:
        for found in convert_pair(first, second, context.facts) if _find_shared_bases(first, second) else ():
            if isinstance(found, Conversion) and found.formula is not None:
                yield Verdict.COMPARABLE_AFTER, Reason("basis", found.text)
    a, b, target = unit(first.unit), unit(second.unit), first.std.unit
    if related.relation is not Relation.EXACT or a.kind != b.kind or a.factor == b.factor:
        return
    for claim in (first, second):
        if unit(claim.unit).factor != unit(target).factor:
            told = format_figure(claim, standard(claim.value, claim.low, claim.high, claim.unit, target))
            printed, same = attach_unit(format_figure(claim), claim.unit), attach_unit(told, target)
            text = Text(f"{printed.zh} = {same.zh}", f"{same.en} ({printed.zh} = {same.zh})")
            yield Verdict.COMPARABLE_AFTER, Reason("unit", text)


QUESTIONS: tuple[Question, ...] = (
    ask_assignment,
    ask_mapping,
    ask_part,
    ask_series,
    ask_reference,
    ask_basis,
    ask_unit,
    ask_inputs,
    ask_year,
    ask_time,
    ask_conversion,
)
"""In the order in which they name the verdict."""


def _find_shared_bases(first: Claim, second: Claim) -> frozenset[Basis]:
    return find_reachable_bases(first) & find_reachable_bases(second)


def _run_over_spans(first: Claim, second: Claim) -> bool:
    """Whether the start belongs to both figures: in the one basis that they have, or as totals that they are led to."""
    if first.basis == second.basis:
        return first.basis in SPANNED
    return Basis.NOT_STATED not in {first.basis, second.basis} and Basis.TOTAL in _find_shared_bases(first, second)


def _share_a_start(first: Claim, second: Claim) -> bool:
    """Whether two spans start in one year and, where they have one basis, from one base."""
    one_base = first.basis != second.basis or get_base(first) == get_base(second)
    return one_base and get_start_year(first) == get_start_year(second)


def _phrase_years(claim: Claim) -> Text:
    if claim.year is not None:
        return say("{year} 年", "{year}", year=claim.year)
    words = describe_convention(claim)
    if claim.type is ClaimType.TARGET:
        return words
    last = find_possible_years(claim).last
    return say("{words}（不晚于 {last} 年）", "{words} (no later than {last})", words=words, last=last)


def _name_unit_class(printed: str) -> Text:
    words = name_unit(printed)
    return words if words.en else Text(words.zh, f"a count ({words.zh})")


def note_type(first: Claim, second: Claim) -> Iterator[Reason]:
    """A target beside a result."""
    if first.type is not second.type:
        a, b = (
            Text("规划目标", "a target") if claim.type is ClaimType.TARGET else Text("实际数", "a result")
            for claim in (first, second)
        )
        yield Reason("type", say("{a}与{b}相比", "{a} beside {b}", a=a, b=b))


def note_wording(first: Claim, second: Claim) -> Iterator[Reason]:
    """Bounds and modals that are not the same."""
    if first.comparator != second.comparator:
        text = say("限定词 {a} / {b}", "bounds: {a} / {b}", a=first.comparator, b=second.comparator)
        yield Reason("comparator", text, ReasonKind.FINE_PRINT)
    if first.commitment != second.commitment and first.type is second.type:
        text = say("措辞 {a} / {b}", "wording: {a} / {b}", a=first.commitment, b=second.commitment)
        yield Reason("commitment", text, ReasonKind.NOTE)


def note_every_year(first: Claim, second: Claim) -> Iterator[Reason]:
    """The figure of one year beside one that holds for each year."""
    if first.every != second.every and not (first.is_part or second.is_part):
        year = (first if first.every else second).year
        yield Reason(
            "every", say("一方为至 {year} 年每年之数", "one is for each year to {year}", year=year), ReasonKind.NOTE
        )


def note_units(first: Claim, second: Claim) -> Iterator[Reason]:
    """Two names of one unit."""
    a, b, one, two = name_unit(first.unit), name_unit(second.unit), unit(first.unit), unit(second.unit)
    if a == b or one.kind != two.kind or one.factor != two.factor:
        return
    if one.kind == "count":
        text = say("量词 {a} / {b}，同为计数", "counters {a} / {b}: counts of one kind", a=a.zh, b=b.zh)
    else:
        text = say("单位 {a} / {b}，实为同一单位", "the units {a} / {b} are one and the same", a=a.zh, b=b.zh)
    yield Reason("unit", text, ReasonKind.NOTE)


def note_start(first: Claim, second: Claim) -> Iterator[Reason]:
    """A start that is not printed, and by convention is the other's."""
    conventional = has_conventional_start(first) or has_conventional_start(second)
    if conventional and _run_over_spans(first, second) and _share_a_start(first, second):
        text = say(
            "起始年未注明，按惯例取规划期首年 {year}",
            "start not stated; by convention {year}, the plan's first year",
            year=get_start_year(first),
        )
        yield Reason("from", text)


def note_unclear(first: Claim, second: Claim) -> Iterator[Reason]:
    """What the text leaves open; a basis that is not stated has been asked for already."""
    for claim in (first, second):
        for field, why in claim.unclear.items():
            if field != "basis" or claim.basis is not Basis.NOT_STATED:
                text = say("「{quote}」原文未明：{why}", "unclear in 「{quote}」: {why}", quote=claim.quote, why=why)
                yield Reason(field, text, ReasonKind.NOTE)


NOTES: tuple[Callable[[Claim, Claim], Iterator[Reason]], ...] = (
    note_type,
    note_wording,
    note_every_year,
    note_units,
    note_start,
    note_unclear,
)
"""What is no obstacle, but worth knowing beside a reckoned figure."""
