"""An alignment as items: the rows of the tree, and the lists of what has no counterpart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plancmp.align.result import Alignment, AlignRow, Node
from plancmp.compare import LoneClaim, get_interval, phrase_nearest
from plancmp.compare.formatting import format_interval, format_percent, name_unit
from plancmp.model import Collection
from plancmp.report.items import Item, item_of
from plancmp.vocabulary import Theme, Verdict
from plancmp.words import Text

FOR_PLACES_ONLY = Text("框架规划只对地方指定，未定全域目标", "the frame states it for places only")


@dataclass(frozen=True, slots=True)
class Row:
    """One target of the frame with what stands under it."""

    name: Text
    unit: Text
    themes: tuple[Theme, ...]
    frame: Item | None
    pace: Text
    also: tuple[Item, ...]
    under: tuple[Item, ...]
    known: Text
    remainder: Text
    missing: tuple[Text, ...]
    """The names of the places that the remainder is for."""
    amplification: Text
    """Whether all places together set themselves more, where that can be told."""

    @property
    def assigned(self) -> tuple[Item, ...]:
        """What the frame's own plan sets for places."""
        plan = self.frame.claim.plan if self.frame else None
        return tuple(i for i in self.under if i.verdict is Verdict.ASSIGNED and plan in {None, i.claim.plan})


def top_of(alignment: Alignment) -> str | None:
    """The place whose plan is the frame; None where the view is turned round and there are many."""
    return None if alignment.upward else alignment.collection.plans[alignment.frame[0]].place


def rows_of(alignment: Alignment, *, explain: bool = True) -> tuple[Row, ...]:
    """The rows of an alignment as items."""
    return tuple(_row(row, alignment, explain=explain) for row in alignment.rows)


def _row(row: AlignRow, alignment: Alignment, *, explain: bool) -> Row:
    collection, top = alignment.collection, top_of(alignment)
    chosen = row.frame_claim
    home = chosen.indicator if chosen else row.indicator
    definition = collection.indicators[home]
    known, remainder = _sums(row)
    return Row(
        definition.name,
        name_unit(definition.unit),
        definition.themes,
        item_of(chosen, collection, top=top, reasons=_pace_formula(row)) if chosen else None,
        _pace(row),
        tuple(item_of(c, collection, top=top, home=home) for c in row.frame_also),
        tuple(_node(node, collection, top, home, explain=explain) for node in row.under),
        known,
        remainder,
        tuple(collection.places[m.place].name for m in row.missing) if row.remainder is not None else (),
        _amplification(row),
    )


def _node(node: Node, collection: Collection, top: str | None, home: str, *, explain: bool) -> Item:
    return item_of(
        node.claim,
        collection,
        top=top,
        comparison=node.comparison,
        verdict=node.verdict,
        reasons=() if node.comparison else (FOR_PLACES_ONLY,),
        under=tuple(_node(below, collection, top, home, explain=explain) for below in node.under),
        home=home,
        explain=explain,
    )


def _pace(row: AlignRow) -> Text:
    """Where the frame's target starts from, and how fast it goes."""
    if row.pace is None or row.frame_claim is None:
        return Text("", "")
    start, told = format_interval(row.pace.start.interval, 4), row.pace.describe(row.frame_claim)
    year = row.pace.start.year
    return Text(f"{year} 年为 {start}，{told.zh}", f"from {start} in {year}, {told.en}")


def _pace_formula(row: AlignRow) -> tuple[Text, ...]:
    return (row.pace.formula,) if row.pace is not None else ()


def _amplification(row: AlignRow) -> Text:
    if row.amplification is None or row.frame_claim is None:
        return Text("", "")
    unit = row.frame_claim.std.unit
    return row.amplification.describe(name_unit("points" if unit == "percent" else unit))


def _sums(row: AlignRow) -> tuple[Text, Text]:
    if row.known_sum is None or row.frame_claim is None:
        return Text("", ""), Text("", "")
    unit = name_unit(row.frame_claim.std.unit)

    def figure(text: str) -> Text:
        return Text(f"{text} {unit.zh}", f"{text} {unit.en}".rstrip())

    share = row.known_sum.divide_by(get_interval(row.frame_claim))
    known = figure(format_interval(row.known_sum))
    if share is not None and share.determined:
        known = Text(f"{known.zh}，占 {format_percent(share)}", f"{known.en}, {format_percent(share)}")
    rest = figure(format_interval(row.remainder)) if row.remainder is not None else Text("", "")
    return known, rest


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading."""

    title: Text
    reasons: tuple[Text, ...]
    """What most of them have for reasons, told once."""
    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.items)


def frame_only_of(alignment: Alignment) -> tuple[Item, ...]:
    """The frame's targets beside which no other plan says anything, with why."""
    return tuple(_lone(lone, alignment) for lone in alignment.frame_only)


def lower_only_of(alignment: Alignment) -> tuple[Group, ...]:
    """The other level's targets beside which the frame says nothing, plan by plan."""
    groups: dict[str, list[Item]] = {}
    for lone in alignment.lower_only:
        groups.setdefault(lone.claim.plan, []).append(_lone(lone, alignment))
    plans = alignment.collection.plans
    return tuple(Group(plans[plan].title, _commonest(items), tuple(items)) for plan, items in groups.items())


def _lone(lone: LoneClaim, alignment: Alignment) -> Item:
    places = alignment.collection.places
    near = phrase_nearest(lone.near, {c.place: places[c.place].name for c in lone.near}) if lone.near else None
    return item_of(
        lone.claim,
        alignment.collection,
        top=top_of(alignment),
        verdict=lone.verdict,
        reasons=lone.reasons,
        near=near,
    )


def by_reasons(items: Sequence[Item]) -> tuple[Group, ...]:
    """Items of the same reasons together, the larger group first."""
    found: dict[tuple[Text, ...], list[Item]] = {}
    for item in items:
        found.setdefault(item.reasons, []).append(item)
    ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return tuple(Group(Text("", ""), reasons, tuple(own)) for reasons, own in ordered)


def _commonest(items: Sequence[Item]) -> tuple[Text, ...]:
    return Counter(item.reasons for item in items).most_common(1)[0][0]


def walk(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items with all that stand below them."""
    return tuple(found for item in items for found in (item, *walk(item.under)))
