"""The questions that decide a verdict, in their order. Each answers with a verdict and the reason, or not at all."""

from collections.abc import Callable, Iterator

from plancmp.claim import Claim
from plancmp.compare.conversions import (
    RELATIVE,
    Conversion,
    MissingInput,
    convert_claim,
    find_reachable_bases,
    get_base,
)
from plancmp.compare.formatting import format_figure, name_unit
from plancmp.compare.measures import Context
from plancmp.compare.reason import Reason, ReasonKind
from plancmp.compare.relations import Related, differs_text
from plancmp.compare.spans import (
    SPANNED,
    can_meet,
    describe_convention,
    find_possible_years,
    get_start_year,
    has_conventional_start,
)
from plancmp.units import trimmed, unit
from plancmp.vocabulary import Basis, ClaimType, Relation, Verdict
from plancmp.words import Text

Answer = tuple[Verdict, Reason]
Question = Callable[[Claim, Claim, Related, Context], Iterator[Answer]]


def ask_assignment(first: Claim, second: Claim, _related: Related, context: Context) -> Iterator[Answer]:
    """One plan, and one place inside the other: the plan itself sets the figure for the place."""
    if first.plan != second.plan or first.place == second.place:
        return
    inner = next(
        (x for x, y in ((second, first), (first, second)) if context.is_inside(x.place, y.place)),
        None,
    )
    if inner is not None:
        name = context.collection.places[inner.place].name
        yield Verdict.ASSIGNED, Reason("place", Text(f"同一规划为{name.zh}所定", f"set for {name.en} by the same plan"))


def ask_relation(first: Claim, second: Claim, related: Related, _context: Context) -> Iterator[Answer]:
    """A mapping that is not exact, or part against whole."""
    if related.relation is not Relation.EXACT:
        differs = differs_text(related)
        because = related.because
        zh = because.zh + (f"（{differs.zh}不同）" if differs.zh and not related.derived else "")
        verb = "differ" if len(related.differs) > 1 else "differs"
        en = because.en + (f" ({differs.en} {verb})" if differs.en and not related.derived else "")
        fields = [str(d) for d in related.differs] or ["indicator"]
        yield Verdict.RELATED, Reason(fields[0], Text(zh, en))
        for other in related.differs[1:]:
            text = Text(f"{other.label.zh}不同", f"{other.label.en} differs")
            yield Verdict.RELATED, Reason(str(other), text, ReasonKind.ECHO)
    if first.of != second.of:
        if first.of is None or second.of is None:
            part = first.of or second.of
            text = Text(f"部分与整体：一方只计{part}", f"part against whole: one counts only {part}")
        else:
            text = Text(f"所计部分不同：{first.of} / {second.of}", f"two different parts: {first.of} / {second.of}")
        yield Verdict.RELATED, Reason("of", text)
    if first.every != second.every and (first.is_part or second.is_part):
        whole = Text("合计", "all together")
        a, b = (c.every.label if c.every else whole for c in (first, second))
        yield Verdict.RELATED, Reason("every", Text(f"{a.zh} / {b.zh}", f"{a.en} / {b.en}"))


def ask_basis(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Bases with no rule between them: level and flow, level and total, total and flow of a year."""
    if first.basis == second.basis or find_reachable_bases(first) & find_reachable_bases(second):
        return
    a, b = first.basis.label, second.basis.label
    yield (
        Verdict.BASIS_DIFFERS,
        Reason(
            "basis", Text(f"口径 {a.zh} / {b.zh}，不能互换", f"{a.en} / {b.en}: no rule leads from one to the other")
        ),
    )


def ask_unit(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Units of different classes, in the basis that the two share or could be led to."""
    converted = first.basis != second.basis and Basis.NOT_STATED not in {first.basis, second.basis}
    a, b = (c.definition.unit if converted and c.basis in RELATIVE else c.std.unit for c in (first, second))
    if unit(a).kind == unit(b).kind:
        return
    x, y = _unit_name(a), _unit_name(b)
    words = Text(f"单位 {x.zh} / {y.zh}", f"units {x.en} / {y.en}")
    yield Verdict.UNIT_DIFFERS, Reason("unit", words)


def _unit_name(printed: str) -> Text:
    words = name_unit(printed)
    return words if words.en else Text(words.zh, f"a count ({words.zh})")


def ask_inputs(first: Claim, second: Claim, _related: Related, context: Context) -> Iterator[Answer]:
    """What a rule would need and no plan prints: a basis, the base of a conversion, a year."""
    silent = [c for c in (first, second) if c.basis is Basis.NOT_STATED]
    for claim in silent:
        why = claim.unclear.get("basis")
        zh, en = f"「{claim.quote}」口径未注明", f"basis not stated in 「{claim.quote}」"
        text = Text(f"{zh}：{why.zh}", f"{en}: {why.en}") if why else Text(zh, en)
        yield Verdict.NOT_COMPUTABLE, Reason("basis", text)
    if not silent and first.basis != second.basis and find_reachable_bases(first) & find_reachable_bases(second):
        for claim in (first, second):
            found = convert_claim(claim, context.facts)
            if isinstance(found, MissingInput):
                a, b = first.basis.label, second.basis.label
                text = Text(f"口径 {a.zh} / {b.zh}，{found.text.zh}", f"{a.en} / {b.en}: {found.text.en}")
                yield Verdict.NOT_COMPUTABLE, Reason("basis", text)
    if (first.year is None or second.year is None) and can_meet(first, second):
        for claim in (first, second):
            if claim.year is None:
                words = describe_convention(claim)
                yield (
                    Verdict.NOT_COMPUTABLE,
                    Reason("year", Text(f"「{claim.quote}」{words.zh}", f"「{claim.quote}」: {words.en}")),
                )


def ask_time(first: Claim, second: Claim, _related: Related, _context: Context) -> Iterator[Answer]:
    """Other years, or for what runs over a span another start or base."""
    if first.year is None or second.year is None:
        if can_meet(first, second):
            return
        gap_zh = f"{_when(first).zh} / {_when(second).zh}，不相减"
        gap_en = f"{_when(first).en} / {_when(second).en}: not subtracted"
        yield Verdict.OTHER_PERIOD, Reason("year", Text(gap_zh, gap_en))
        return
    if first.year != second.year:
        gap = abs(first.year - second.year)
        text = Text(
            f"{first.year} / {second.year} 年，相隔 {gap} 年，不相减",
            f"{first.year} / {second.year}: {gap} year{'s' if gap > 1 else ''} apart, not subtracted",
        )
        yield Verdict.OTHER_PERIOD, Reason("year", text)
    if not _run_over_spans(first, second):
        return
    if get_start_year(first) != get_start_year(second):
        taken = _by_convention(first, second)
        text = Text(
            f"起始年 {get_start_year(first)} / {get_start_year(second)}{taken.zh}",
            f"spans start in {get_start_year(first)} / {get_start_year(second)}{taken.en}",
        )
        yield Verdict.OTHER_PERIOD, Reason("from", text)
    elif not _share_a_start(first, second):
        text = Text(f"基期 {get_base(first)} / {get_base(second)}", f"bases: {get_base(first)} / {get_base(second)}")
        yield Verdict.OTHER_PERIOD, Reason("base", text)


def _run_over_spans(first: Claim, second: Claim) -> bool:
    """Whether the start belongs to both figures: in the one basis that they have, or as totals that they are led to."""
    if first.basis == second.basis:
        return first.basis in SPANNED
    if Basis.NOT_STATED in {first.basis, second.basis}:
        return False
    return Basis.TOTAL in find_reachable_bases(first) & find_reachable_bases(second)


def _share_a_start(first: Claim, second: Claim) -> bool:
    """Whether two spans start in one year and, where they have one basis, from one base."""
    one_base = first.basis != second.basis or get_base(first) == get_base(second)
    return one_base and get_start_year(first) == get_start_year(second)


def _when(claim: Claim) -> Text:
    if claim.year is not None:
        return Text(f"{claim.year} 年", str(claim.year))
    words, held = describe_convention(claim), find_possible_years(claim)
    if claim.type is ClaimType.TARGET:
        return words
    return Text(f"{words.zh}（不晚于 {held.last} 年）", f"{words.en} (no later than {held.last})")


def _by_convention(first: Claim, second: Claim) -> Text:
    if not any(has_conventional_start(c) for c in (first, second)):
        return Text("", "")
    return Text("（未注明者按惯例取规划期首年）", " (where none is stated, the plan's first year by convention)")


def ask_conversion(first: Claim, second: Claim, related: Related, context: Context) -> Iterator[Answer]:
    """A stated conversion that makes the pair comparable, with its formula."""
    if first.basis != second.basis and Basis.NOT_STATED not in {first.basis, second.basis}:
        shared = find_reachable_bases(first) & find_reachable_bases(second)
        for claim in (first, second):
            found = convert_claim(claim, context.facts) if shared else None
            if isinstance(found, Conversion) and found.formula is not None:
                yield Verdict.COMPARABLE_AFTER, Reason("basis", found.text)
    if related.relation is not Relation.EXACT or unit(first.unit).kind != unit(second.unit).kind:
        return
    if unit(first.unit).factor == unit(second.unit).factor:
        return
    for claim in (first, second):
        if unit(claim.unit).factor != unit(first.std.unit).factor:
            yield Verdict.COMPARABLE_AFTER, Reason("unit", _unit_formula(claim, first.std.unit))


def _unit_formula(claim: Claim, target: str) -> Text:
    """ "30,000 万元 = 3 亿元"."""
    a, b = name_unit(claim.unit), name_unit(target)
    factor = unit(claim.unit).factor / unit(target).factor
    told = format_figure(claim, lambda value: trimmed(value * factor))
    return Text(
        f"{format_figure(claim)} {a.zh} = {told} {b.zh}", f"{format_figure(claim)} {a.en} = {told} {b.en}".rstrip()
    )


QUESTIONS: tuple[Question, ...] = (
    ask_assignment,
    ask_relation,
    ask_basis,
    ask_unit,
    ask_inputs,
    ask_time,
    ask_conversion,
)
"""In the order in which they name the verdict."""


def note_differences(first: Claim, second: Claim) -> Iterator[Reason]:
    """What is no obstacle, but worth knowing beside a reckoned figure."""
    if first.type is not second.type:
        a, b = _kind(first), _kind(second)
        yield Reason("type", Text(f"{a.zh}与{b.zh}相比", f"{a.en} beside {b.en}"))
    if first.comparator != second.comparator:
        a, b = first.comparator.label, second.comparator.label
        yield Reason("comparator", Text(f"限定词 {a.zh} / {b.zh}", f"bounds: {a.en} / {b.en}"), ReasonKind.FINE_PRINT)
    if first.commitment != second.commitment and first.type is second.type:
        a, b = first.commitment.label, second.commitment.label
        yield Reason("commitment", Text(f"措辞 {a.zh} / {b.zh}", f"wording: {a.en} / {b.en}"), ReasonKind.NOTE)
    if first.every != second.every and not (first.is_part or second.is_part):
        one = first if first.every else second
        text = Text(f"一方为至 {one.year} 年每年之数", f"one is for each year to {one.year}")
        yield Reason("every", text, ReasonKind.NOTE)
    x, y = name_unit(first.unit), name_unit(second.unit)
    if (
        x != y
        and unit(first.unit).kind == unit(second.unit).kind
        and unit(first.unit).factor == unit(second.unit).factor
    ):
        words = Text(f"单位 {x.zh} / {y.zh}，实为同一单位", f"the units {x.zh} / {y.zh} are one and the same")
        if unit(first.unit).kind == "count":
            words = Text(f"量词 {x.zh} / {y.zh}，同为计数", f"counters {x.zh} / {y.zh}: counts of one kind")
        yield Reason("unit", words, ReasonKind.NOTE)
    spans = _run_over_spans(first, second) and _share_a_start(first, second)
    if spans and (has_conventional_start(first) or has_conventional_start(second)):
        text = Text(
            f"起始年未注明，按惯例取规划期首年 {get_start_year(first)}",
            f"start not stated; by convention {get_start_year(first)}, the plan's first year",
        )
        yield Reason("from", text)
    for claim in (first, second):
        for field, why in claim.unclear.items():
            if field != "basis" or claim.basis is not Basis.NOT_STATED:
                words = Text(f"「{claim.quote}」原文未明：{why.zh}", f"unclear in 「{claim.quote}」: {why.en}")
                yield Reason(field, words, ReasonKind.NOTE)


def _kind(claim: Claim) -> Text:
    return Text("规划目标", "a target") if claim.type is ClaimType.TARGET else Text("实际数", "a result")
