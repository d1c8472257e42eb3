"""The engine of opinion: the alignments of one draft under each upper document, told target by target. It judges nothing
itself: every verdict and reason is that of `align`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancmp.align.engine import align_down, explain_silence_of, explain_silence_of_frame
from plancmp.align.hosts import choose_upper
from plancmp.align.result import PLACES_ONLY, Alignment, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare import Absences, Cause, Comparison, Context, LoneClaim, Reason, compare
from plancmp.compare.formatting import format_with_unit
from plancmp.compare.phrases import is_of_targets, phrase_claim
from plancmp.lookup import is_within
from plancmp.model import Period
from plancmp.opinion.answer import GRAVEST, sum_up
from plancmp.opinion.conclusion import conclude_absence, conclude_pair, explain_conclusion
from plancmp.opinion.result import Judgement, Opinion, OpinionRow
from plancmp.opinion.tasks import list_task_rows
from plancmp.plan_claims import leave_out_restated
from plancmp.vocabulary import ClaimType, Conclusion, Verdict
from plancmp.words import NOTHING, Text, say


class _Found(NamedTuple):
    """What one upper document means for a claim, and its own figures that belong to it."""

    judgement: Judgement
    upper: tuple[Claim, ...]


class _Question(NamedTuple):
    """What an opinion is asked of."""

    place: str
    drafts: tuple[str, ...]
    claims: Sequence[Claim]
    context: Context
    absences: Absences
    said: Mapping[str, Sequence[Claim]]
    """What the plans of the place say of it."""

    def is_own(self, claim: Claim) -> bool:
        """Whether a claim is of the draft."""
        return claim.plan in self.drafts


def build_opinion(
    place: str,
    drafts: Sequence[str],
    frames: Sequence[str],
    claims: Sequence[Claim],
    context: Context,
    *,
    with_history: bool = False,
) -> Opinion:
    """The opinion on the documents `drafts` of a place under `frames`, documents of places around it."""
    listed = leave_out_restated(claims)
    said = {place: [c for c in listed if c.place == place and c.plan_place == place]}
    asked = _Question(place, tuple(drafts), listed, context, Absences(context.collection), said)
    alignments = [align_down([frame], listed, context, [place]) for frame in frames]
    years = [alignment.aims or context.collection.plans[alignment.frame[0]].period for alignment in alignments]
    own = _sort_own(_list_own_rows(set(drafts), alignments, years, asked))
    upper = _merge_upper(list(_list_upper_rows(alignments, asked)), asked)
    others = {p for p in context.collection.list_plans_of(place) if p not in drafts} if with_history else set()
    targets = sum(c.type is ClaimType.TARGET and asked.is_own(c) for c in claims)
    found = Opinion(
        place,
        tuple(drafts),
        tuple(frames),
        (*own, *upper),
        list_task_rows(place, drafts, frames, context.collection),
        tuple(_list_own_rows(others, alignments, years, asked)),
        targets - len(own),
        context.collection,
    )
    return found._replace(answer=sum_up(found))


def _list_own_rows(
    plans: set[str], alignments: Sequence[Alignment], years: Sequence[Period], asked: _Question
) -> Iterator[OpinionRow]:
    """Every target of some documents of the place, in text order, with what each upper document means for it."""
    own = [c for c in asked.claims if c.plan in plans and c.type is ClaimType.TARGET]
    found: dict[str, list[_Found]] = {}
    for alignment in alignments:
        for claim, each in _judge_own(alignment, asked):
            found.setdefault(claim.id, []).append(each)
    for claim in own:
        if claim.id in found:
            upper = _list_once(c for each in found[claim.id] for c in each.upper)
            judgements = tuple(each.judgement for each in found[claim.id])
            is_outside = not any(_lies_in(claim, period) for period in years)
            yield OpinionRow(claim, upper, judgements, _find_conflict(upper), is_outside)


def _sort_own(rows: Iterator[OpinionRow]) -> list[OpinionRow]:
    """What lies in the time of the documents above first, then by conclusion, inside that the order of the text."""
    return sorted(rows, key=lambda row: (row.is_outside, min(GRAVEST.index(c) for c in row.conclusions)))


def _lies_in(claim: Claim, period: Period) -> bool:
    return claim.year in period if claim.year is not None else claim.plan_period.meets(period)


def _judge_own(alignment: Alignment, asked: _Question) -> Iterator[tuple[Claim, _Found]]:
    for row in alignment.rows:
        for node in row.walk():
            yield node.claim, _judge_node(node, row, alignment.frame[0], asked)
    for lone in alignment.lower_only:
        conclusion = conclude_absence(lone.verdict, Conclusion.NOT_ABOVE)
        yield lone.claim, _Found(Judgement(alignment.frame[0], lone.verdict, lone.all_reasons, conclusion), ())


def _judge_node(node: Node, row: AlignRow, frame: str, asked: _Question) -> _Found:
    pair = node.comparison
    if pair is None:
        return _Found(
            Judgement(frame, node.verdict, (Reason("place", PLACES_ONLY),), Conclusion.NOT_JUDGED), _list_whole(row)
        )
    direct = pair if pair.first.plan == frame else _compare_directly(node.claim, row, frame, asked)
    if direct is None and _is_whole(node.claim, asked):
        lone = explain_silence_of_frame(node.claim, [frame], (), asked.context, asked.absences)
        conclusion = conclude_absence(lone.verdict, Conclusion.NOT_ABOVE)
        return _Found(Judgement(frame, lone.verdict, lone.reasons, conclusion), ())
    if direct is None:
        part = Text(
            "是本地另一数之下的部分，上级没有为其定数",
            "a part of another figure of the place; nothing above is set for it",
        )
        judgement = Judgement(frame, node.verdict, (*pair.reasons, Reason("place", part)), Conclusion.NOT_JUDGED, pair)
        return _Found(judgement, _list_whole(row))
    if not is_of_targets(direct):
        return _Found(_judge_beside_result(direct, frame, asked), ())
    conclusion = conclude_pair(direct)
    more = [
        Reason("comparator", explain_conclusion(direct, conclusion)),
        Reason("place", _tell_assigned(pair, frame, asked)),
    ]
    reasons = (*direct.reasons, *(reason for reason in more if reason.text.en))
    upper = _list_once((direct.first, *_list_whole(row)))
    return _Found(Judgement(frame, direct.verdict, reasons, conclusion, direct), upper)


def _tell_assigned(pair: Comparison, frame: str, asked: _Question) -> Text:
    """That a document between the two sets a figure for this place, under which `align` hangs the draft's."""
    between = pair.first
    is_assigned = between.place != between.plan_place and between.plan_period.meets(pair.second.plan_period)
    if between.plan == frame or not is_assigned:
        return NOTHING
    return say(
        "另有上级指定：{plan} 为{name}定为 {figure}", "besides, {plan} sets {figure} for {name}", plan=between.plan,
        name=asked.context.collection.places[between.place].name, figure=phrase_claim(between),
    )  # fmt: skip


def _compare_directly(claim: Claim, row: AlignRow, frame: str, asked: _Question) -> Comparison | None:
    """The pair with the upper document itself of a target of the whole place that hangs under what a document between the
    two sets; `align` tells that pair beside its own.
    """
    host = choose_upper(claim, _list_whole(row), [frame], asked.context) if _is_whole(claim, asked) else None
    return compare(host, claim, asked.context) if host else None


def _is_whole(claim: Claim, asked: _Question) -> bool:
    return not claim.is_part and claim.place == asked.place


def _judge_beside_result(pair: Comparison, frame: str, asked: _Question) -> Judgement:
    """A result of the upper document is no target of it: what it sets is asked of it as though it said nothing."""
    lone = explain_silence_of_frame(pair.second, [frame], (), asked.context, asked.absences)
    conclusion = conclude_absence(lone.verdict, Conclusion.NOT_ABOVE)
    return Judgement(frame, pair.verdict, (*lone.reasons, *pair.reasons), conclusion, pair)


def _list_whole(row: AlignRow) -> tuple[Claim, ...]:
    """The targets that the upper document sets for its own place in a row."""
    return tuple(c for c in (row.frame_claim, *row.frame_also) if c is not None and c.type is ClaimType.TARGET)


def _list_upper_rows(alignments: Sequence[Alignment], asked: _Question) -> Iterator[OpinionRow]:
    """Every upper target for all or for this place that no target of the draft is set against, in text order."""
    for alignment in alignments:
        frame = alignment.frame[0]
        for row in alignment.rows:
            yield from _list_set_above(row, frame, asked)
            if not _is_answered(row, frame, asked):
                for claim in _list_whole(row):
                    if claim.variant_of is None:
                        yield _make_upper_row(_explain_silence(claim, asked), frame)
        for lone in alignment.frame_only:
            if lone.claim.variant_of is None:
                yield _make_upper_row(lone, frame)


def _is_answered(row: AlignRow, frame: str, asked: _Question) -> bool:
    """Whether the draft, or a figure that the upper document sets for the place, stands for the whole place in a row."""
    return any(
        node.claim.place == asked.place and not node.claim.is_part
        for node in row.walk()
        if asked.is_own(node.claim) or node.claim.plan == frame
    )


def _list_set_above(row: AlignRow, frame: str, asked: _Question) -> Iterator[OpinionRow]:
    """What the upper document sets for the place, or one inside it, with nothing of the draft below it."""
    against = {node.against for node in row.walk() if asked.is_own(node.claim)}
    for node in row.walk():
        claim = node.claim
        is_here = claim.plan == frame and is_within(claim.place, [asked.place], asked.context.collection)
        if is_here and claim.id not in against and claim.variant_of is None:
            silence = _explain_silence(claim, asked)
            reasons = (
                *(node.comparison.reasons if node.comparison else (Reason("place", PLACES_ONLY),)),
                *silence.reasons,
            )
            conclusion = Conclusion.SET_ABOVE if node.verdict is Verdict.ASSIGNED else Conclusion.NOT_JUDGED
            judgement = Judgement(frame, node.verdict, reasons, conclusion)
            yield OpinionRow(None, _list_once((claim, *_list_whole(row))), (judgement,))


def _explain_silence(claim: Claim, asked: _Question) -> LoneClaim:
    return explain_silence_of(claim, [asked.place], asked.said, asked.context, asked.absences)


def _make_upper_row(lone: LoneClaim, frame: str) -> OpinionRow:
    is_field_plan = (
        lone.reasons[0].field == Cause.NO_OUTLINE
    )  # a draft for a field of work is whole and silent all the same
    verdict = Verdict.NO_COUNTERPART if is_field_plan else lone.verdict
    conclusion = conclude_absence(verdict, Conclusion.NOT_HERE)
    return OpinionRow(None, (lone.claim,), (Judgement(frame, lone.verdict, lone.all_reasons, conclusion),))


def _merge_upper(rows: Sequence[OpinionRow], asked: _Question) -> list[OpinionRow]:
    """One row a statement: what several documents set for one place and year stands together; what lies outside the time of
    the draft comes last.
    """
    groups: dict[tuple[object, ...], list[OpinionRow]] = {}
    for row in rows:
        groups.setdefault(_name_statement(row.upper[0]), []).append(row)
    periods = [asked.context.collection.plans[ident].period for ident in asked.drafts]
    merged = []
    for group in groups.values():
        upper = _list_once(c for row in group for c in row.upper)
        judgements = tuple(j for row in group for j in row.judgements)
        is_outside = bool(periods) and not any(_lies_in(upper[0], period) for period in periods)
        merged.append(OpinionRow(None, upper, judgements, _find_conflict(upper), is_outside))
    return sorted(merged, key=lambda row: (row.is_outside, min(GRAVEST.index(c) for c in row.conclusions)))


def _list_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for claim in claims}.values())


def _name_statement(claim: Claim) -> tuple[object, ...]:
    """What two claims share that say the same thing of the same time, whatever the figure."""
    return (
        claim.indicator, claim.place, claim.of, claim.every, claim.basis, claim.from_year, claim.year, claim.base, claim.scope,
        claim.prices, claim.key,
    )  # fmt: skip


def _find_conflict(upper: Sequence[Claim]) -> Text | None:
    """That the upper documents set two figures for one thing and year."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in upper:
        groups.setdefault(_name_statement(claim), []).append(claim)
    for claims in groups.values():
        figures = {claim.std[:3]: claim for claim in claims if claim.year is not None and claim.variant_of is None}
        if len(figures) > 1:
            told = [
                say("{figure}（{plan}）", "{figure} ({plan})", figure=format_with_unit(c), plan=c.plan)
                for c in figures.values()
            ]
            return say("上级数字互不相同：{told}", "two upper figures differ: {told}", told=told)
    return None
