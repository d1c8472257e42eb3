"""What the page shows of claims and alignments: a claim in one line with what unfolds below it, the rows of the tree, and
the lists of what has no counterpart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.claim import Claim
from plancmp.compare import Comparison, LoneClaim, Reason, get_interval, phrase_nearest
from plancmp.compare.formatting import (
    attach_unit,
    format_interval,
    format_percent,
    format_time,
    format_with_unit,
    name_unit,
)
from plancmp.compare.phrases import is_of_targets, list_reasons, phrase_measure
from plancmp.model import Collection
from plancmp.vocabulary import ClaimType, Commitment, Theme, Verdict
from plancmp.words import Text, say

NOTHING = Text("", "")
FOR_PLACES_ONLY = Text("框架规划只对地方指定，未定全域目标", "the frame states it for places only")


class Quote(NamedTuple):
    """Words of a plan, and where they stand."""

    section: str
    heading: str
    words: str
    lead: tuple[str, ...] = ()


class ClaimRow(NamedTuple):
    """One claim with its verdict and evidence, ready to be written."""

    claim: Claim
    places: tuple[str, ...]
    """The place and those around it, up to the frame's: what the filter goes by."""
    place: Text
    plan: Text
    verdict: Verdict | None
    measure: Text
    reasons: tuple[Text, ...]
    quotes: tuple[Quote, ...]
    under: tuple["ClaimRow", ...] = ()
    other_indicator: bool = False
    """Whether it measures something else than the row that it stands in."""
    near: Text | None = None
    """What comes nearest to it, where it has no counterpart."""
    is_beside_result: bool = False
    """Whether it stands beside a result, or is one, so that its verdict is on no two targets."""

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return make_anchor(self.claim)

    @property
    def name(self) -> Text:
        """Its indicator."""
        return self.claim.definition.name

    @property
    def figure(self) -> Text:
        """The figure with its unit."""
        return format_with_unit(self.claim)

    @property
    def when(self) -> Text:
        """Its year or years."""
        return format_time(self.claim)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of its indicator."""
        return self.claim.definition.themes

    @property
    def size(self) -> str:
        """The figure as a number to sort by."""
        interval = get_interval(self.claim)
        edge = interval.low if interval.low is not None else interval.high
        return "" if edge is None else f"{edge:f}"

    @property
    def period(self) -> str:
        """The years of its plan."""
        return str(self.claim.plan_period).replace("-", "–")

    @property
    def reached(self) -> bool:
        """Whether the figure is a result, not a target."""
        return self.claim.type is not ClaimType.TARGET

    @property
    def facts(self) -> tuple[tuple[Text, Text], ...]:
        """What the line leaves out: the basis, the wording, the part that is counted, what the text leaves open."""
        claim = self.claim
        facts = [(Text("口径", "Basis"), claim.basis.label)]
        if not self.reached and claim.commitment is not Commitment.PLAIN:
            facts.append((Text("措辞", "Wording"), claim.commitment.label))
        if claim.binding is not None:
            facts.append((Text("约束", "Binding"), claim.binding.label))
        if claim.of is not None:
            facts.append((Text("所指", "Counts"), Text.same(claim.of)))
        unclear = (
            (say("原文未明（{field}）", "Unclear in the text ({field})", field=field), words)
            for field, words in claim.unclear.items()
        )
        return (*facts, *unclear)

    def walk(self) -> Iterator["ClaimRow"]:
        """This row and all that stand below it."""
        yield self
        for below in self.under:
            yield from below.walk()


def make_anchor(claim: Claim) -> str:
    """The id of a claim's element: the claim's id, which may hold spaces where an element's may not."""
    return "_".join(claim.id.split())


class RowMaker(NamedTuple):
    """Makes rows of the claims of a collection; `top` is the place of the frame, `explain` adds formulas."""

    collection: Collection
    top: str | None = None
    explain: bool = True

    def make_row(
        self,
        claim: Claim,
        *,
        comparison: Comparison | None = None,
        verdict: Verdict | None = None,
        reasons: Iterable[Reason | Text] = (),
        under: tuple[ClaimRow, ...] = (),
        home: str | None = None,
        near: Text | None = None,
    ) -> ClaimRow:
        """`claim` beside the other claim of `comparison`, else with the verdict and reasons given; `home` is the indicator
        of the row that it stands in.
        """
        plan = self.collection.plans[claim.plan]
        measure = self._phrase_measure(comparison) if comparison else NOTHING
        texts = list_reasons(comparison, explain=self.explain) if comparison else map(_get_text, reasons)
        return ClaimRow(
            claim,
            self.list_places(claim.place),
            self.collection.places[claim.place].name,
            plan.title,
            comparison.verdict if comparison else verdict,
            measure,
            tuple(text for text in texts if text.en and text != measure),
            tuple(_list_quotes(claim, plan.outline)),
            under,
            home is not None and claim.indicator != home,
            near,
            comparison is not None and not is_of_targets(comparison),
        )

    def _phrase_measure(self, comparison: Comparison) -> Text:
        """Difference or share; where the years forbid both, what stands beside the figure in its own year."""
        measure = phrase_measure(comparison, self.collection)
        return comparison.at_year[0].text if not measure.en and comparison.at_year else measure

    def list_places(self, place: str) -> tuple[str, ...]:
        """`place` and the places around it, as far as below the frame's."""
        if place == self.top:
            return (place,)
        above = list(self.collection.chain(place))
        return (place, *(above[: above.index(self.top)] if self.top in above else above))


def _get_text(reason: Reason | Text) -> Text:
    return reason if isinstance(reason, Text) else reason.text


def _list_quotes(claim: Claim, outline: Mapping[str, str]) -> Iterator[Quote]:
    """What is quoted of a claim, and of each other printing of it."""
    yield Quote(claim.section, _find_heading(claim.section, outline), claim.quote, claim.lead)
    for printing in claim.also:
        yield Quote(printing.at, _find_heading(printing.at, outline), printing.quote, printing.lead)


def _find_heading(section: str, outline: Mapping[str, str]) -> str:
    """The heading of a section, the chapter's before it where there is one."""
    chapter = section.partition(".")[0]
    return " · ".join(filter(None, (outline.get(part, "") for part in dict.fromkeys((chapter, section)))))


class TargetRow(NamedTuple):
    """One target of the frame with what stands under it."""

    name: Text
    unit: Text
    themes: tuple[Theme, ...]
    frame: ClaimRow | None
    pace: Text
    also: tuple[ClaimRow, ...]
    under: tuple[ClaimRow, ...]
    known: Text
    remainder: Text
    missing: tuple[Text, ...]
    """The names of the places that the remainder is for."""
    amplification: Text
    """Whether all places together set themselves more, where that can be told."""

    @property
    def assigned(self) -> tuple[ClaimRow, ...]:
        """What the frame's own plan sets for places."""
        plan = self.frame.claim.plan if self.frame else None
        return tuple(row for row in self.under if row.verdict is Verdict.ASSIGNED and plan in {None, row.claim.plan})

    def walk(self) -> Iterator[ClaimRow]:
        """Every claim of the row, the frame's first."""
        yield from (self.frame,) if self.frame else ()
        yield from self.also
        yield from self.walk_under()

    def walk_under(self) -> Iterator[ClaimRow]:
        """Every claim that stands under the target."""
        for row in self.under:
            yield from row.walk()


class RowGroup(NamedTuple):
    """Claims under one heading."""

    title: Text
    reasons: tuple[Text, ...]
    """What most of them have for reasons, told once."""
    rows: tuple[ClaimRow, ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.rows)


class AlignmentRows(NamedTuple):
    """An alignment as the page shows it."""

    targets: tuple[TargetRow, ...] = ()
    frame_only: tuple[ClaimRow, ...] = ()
    """The frame's targets beside which no other plan says anything, with why."""
    lower_only: tuple[RowGroup, ...] = ()
    """The other level's targets beside which the frame says nothing, plan by plan."""

    def walk(self) -> Iterator[ClaimRow]:
        """Every claim that is shown."""
        yield from self.frame_only
        for group in self.lower_only:
            yield from group.rows
        for target in self.targets:
            yield from target.walk()


def find_top(alignment: Alignment) -> str | None:
    """The place whose plan is the frame; None where the view is turned round and there are many."""
    return None if alignment.upward else alignment.collection.plans[alignment.frame[0]].place


def make_alignment_rows(alignment: Alignment, *, explain: bool = True) -> AlignmentRows:
    """The rows of an alignment, and what has no counterpart in it."""
    collection = alignment.collection
    maker = RowMaker(collection, find_top(alignment), explain)
    groups: dict[str, list[ClaimRow]] = {}
    for lone in alignment.lower_only:
        groups.setdefault(lone.claim.plan, []).append(_make_lone_row(lone, maker))
    return AlignmentRows(
        tuple(_make_target_row(row, maker) for row in alignment.rows),
        tuple(_make_lone_row(lone, maker) for lone in alignment.frame_only),
        tuple(
            RowGroup(collection.plans[plan].title, Counter(r.reasons for r in rows).most_common(1)[0][0], tuple(rows))
            for plan, rows in groups.items()
        ),
    )


def _make_lone_row(lone: LoneClaim, maker: RowMaker) -> ClaimRow:
    places = maker.collection.places
    near = phrase_nearest(lone.near, {c.place: places[c.place].name for c in lone.near}) if lone.near else None
    return maker.make_row(lone.claim, verdict=lone.verdict, reasons=lone.reasons, near=near)


def _make_target_row(row: AlignRow, maker: RowMaker) -> TargetRow:
    chosen = row.frame_claim
    home = chosen.indicator if chosen else row.indicator
    definition = maker.collection.indicators[home]
    known, remainder = _phrase_sums(row)
    reached = [row.reached.text] if row.reached else []
    return TargetRow(
        definition.name,
        name_unit(definition.unit),
        definition.themes,
        maker.make_row(chosen, reasons=[*([row.pace.formula] if row.pace else []), *reached]) if chosen else None,
        _phrase_pace(row),
        tuple(maker.make_row(claim, home=home) for claim in row.frame_also),
        tuple(_make_node_row(node, maker, home) for node in row.under),
        known,
        remainder,
        tuple(maker.collection.places[m.place].name for m in row.missing) if row.remainder is not None else (),
        _phrase_amplification(row),
    )


def _make_node_row(node: Node, maker: RowMaker, home: str) -> ClaimRow:
    return maker.make_row(
        node.claim,
        comparison=node.comparison,
        verdict=node.verdict,
        reasons=() if node.comparison else (FOR_PLACES_ONLY,),
        under=tuple(_make_node_row(below, maker, home) for below in node.under),
        home=home,
    )


def _phrase_pace(row: AlignRow) -> Text:
    """Where the frame's target starts from, and how fast it goes."""
    if row.pace is None or row.frame_claim is None:
        return NOTHING
    start = row.pace.start
    return say(
        "{year} 年为 {start}，{pace}",
        "from {start} in {year}, {pace}",
        year=start.year, start=format_interval(start.interval, 4), pace=row.pace.describe(row.frame_claim),
    )  # fmt: skip


def _phrase_amplification(row: AlignRow) -> Text:
    if row.amplification is None or row.frame_claim is None:
        return NOTHING
    unit = row.frame_claim.std.unit
    return row.amplification.describe(name_unit("points" if unit == "percent" else unit))


def _phrase_sums(row: AlignRow) -> tuple[Text, Text]:
    """What is known of places together, and what remains."""
    if row.known_sum is None or row.frame_claim is None:
        return NOTHING, NOTHING
    unit = row.frame_claim.std.unit
    share = row.known_sum.divide_by(get_interval(row.frame_claim))
    known = attach_unit(format_interval(row.known_sum), unit)
    if share is not None and share.determined:
        known = say("{known}，占 {share}", "{known}, {share}", known=known, share=format_percent(share))
    if row.remainder is None or not row.remainder.determined:
        return known, NOTHING
    return known, attach_unit(format_interval(row.remainder), unit)


def group_by_reasons(rows: Iterable[ClaimRow]) -> tuple[RowGroup, ...]:
    """Claims of the same reasons together, the larger group first."""
    found: dict[tuple[Text, ...], list[ClaimRow]] = {}
    for row in rows:
        found.setdefault(row.reasons, []).append(row)
    ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return tuple(RowGroup(NOTHING, reasons, tuple(own)) for reasons, own in ordered)
