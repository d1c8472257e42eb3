"""The answer that the page opens with: how the targets of the places below stand under the frame's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plancmp.align.result import Alignment
from plancmp.compare import COMPUTABLE
from plancmp.lookup import sort_by_code
from plancmp.report.items import Item
from plancmp.report.tree import Row, top_of, walk
from plancmp.vocabulary import Verdict
from plancmp.words import COMMA, Text


@dataclass(frozen=True, slots=True)
class PlanBelow:
    """A plan of a place below, and how it stands to the frame's period."""

    ident: str
    title: Text
    period: str
    words: Text
    """How it stands to the frame, by its own word and its period."""
    covers: bool
    """Whether its period holds the frame's last year."""


@dataclass(frozen=True, slots=True)
class PlaceBelow:
    """A place with plans in the collection: its targets counted by verdict, and what the frame assigns to it."""

    ident: str
    name: Text
    plans: tuple[PlanBelow, ...]
    counts: Mapping[Verdict, int]
    assigned: int

    @property
    def targets(self) -> int:
        """How many targets its own plans hold."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """The counts behind the answer, and the answer in sentences."""

    year: int
    places: tuple[PlaceBelow, ...]
    silent: tuple[Text, ...]
    """The other places of that level: no plan of theirs is in the collection, and nothing is assigned to them."""
    verdicts: tuple[Verdict, ...]
    sentences: tuple[Text, ...]

    @property
    def totals(self) -> Mapping[Verdict, int]:
        """All places together."""
        together: Counter[Verdict] = Counter()
        for place in self.places:
            together.update(place.counts)
        return together


def standing_of(alignment: Alignment, rows: Sequence[Row]) -> Standing:
    """The answer of a frame with the plans below it; `rows` are the alignment's."""
    collection, top = alignment.collection, top_of(alignment)
    assert top is not None
    frame = alignment.frame[0]
    year = collection.plans[frame].period.last
    counts: dict[str, Counter[Verdict]] = {}
    assigned: Counter[str] = Counter()
    for item in (found for row in rows for found in walk(row.under)):
        branch = _branch(item)
        if item.claim.plan == frame:
            assigned[branch] += 1
        else:
            assert item.verdict is not None
            counts.setdefault(branch, Counter())[item.verdict] += 1
    for lone in alignment.lower_only:
        claim = lone.claim
        branch = next(
            p for p in (claim.plan_place, *collection.chain(claim.plan_place)) if collection.places[p].within == top
        )
        counts.setdefault(branch, Counter())[lone.verdict] += 1
    below = {_under_top(collection.plans[s.plan].place, top, alignment) for s in alignment.standings}
    places = tuple(
        PlaceBelow(
            ident,
            collection.places[ident].name,
            _plans(ident, alignment, year),
            counts.get(ident, Counter()),
            assigned[ident],
        )
        for ident in sort_by_code(below | set(assigned), collection)
    )
    found = {verdict for place in places for verdict in place.counts}
    level = {collection.places[p].level for p in below}
    shown = {place.ident for place in places}
    silent = tuple(
        collection.places[p].name
        for p in sort_by_code(collection.places, collection)
        if collection.places[p].within == top and collection.places[p].level in level and p not in shown
    )
    sentences = _sentences(alignment, rows, places, len(silent), year)
    return Standing(
        year,
        places,
        silent,
        tuple(v for v in Verdict if v in found),
        sentences,
    )


def _branch(item: Item) -> str:
    """The place just below the frame's that the claim's place is, or lies in."""
    return item.places[-1]


def _under_top(place: str, top: str, alignment: Alignment) -> str:
    collection = alignment.collection
    return next((p for p in (place, *collection.chain(place)) if collection.places[p].within == top), place)


def _plans(place: str, alignment: Alignment, year: int) -> tuple[PlanBelow, ...]:
    top = top_of(alignment)
    assert top is not None
    found = []
    for standing in alignment.standings:
        plan = alignment.collection.plans[standing.plan]
        if _under_top(plan.place, top, alignment) == place:
            period = str(plan.period).replace("-", "–")
            found.append(PlanBelow(standing.plan, plan.title, period, standing.text, year in plan.period))
    return tuple(found)


def _sentences(
    alignment: Alignment, rows: Sequence[Row], places: Sequence[PlaceBelow], silent: int, year: int
) -> tuple[Text, ...]:
    collection = alignment.collection
    frame = collection.plans[alignment.frame[0]]
    upper = collection.places[frame.place].name
    own = [p for p in places if p.plans]
    plans = sum(len(p.plans) for p in own)
    total = sum(p.targets for p in own)
    sums: Counter[Verdict] = Counter()
    for place in own:
        sums.update(place.counts)
    direct = sum(sums[v] for v in COMPUTABLE)
    listed = [
        (direct, Text("可比", "comparable")),
        (sums[Verdict.OTHER_PERIOD], Text("年份不同", "other years")),
        (sums[Verdict.RELATED], Text("相关但不可相减", "related but not to be subtracted")),
        (
            sums[Verdict.BASIS_DIFFERS] + sums[Verdict.UNIT_DIFFERS] + sums[Verdict.NOT_COMPUTABLE],
            Text("口径、单位不同或缺数据", "another basis or unit, or an input missing"),
        ),
        (sums[Verdict.ASSIGNED], Text("由该规划再指定给下属地区", "set by the plan for a part of its place")),
        (sums[Verdict.NO_COUNTERPART], Text(f"{upper.zh}规划没有提出", f"not found in {upper.en}'s plan")),
        (
            sums[Verdict.NOT_ENCODED],
            Text(f"所说的年份没有收录{upper.zh}规划", f"for years of which no plan of {upper.en} is encoded"),
        ),
    ]
    zh = "、".join(f"{n} 项{words.zh}" for n, words in listed if n)
    en = "; ".join(f"{words.en}: {n}" for n, words in listed if n)
    names = COMMA.join([p.name for p in own])
    told = _coverage_sentence(places, silent, year)
    if own:
        told.append(
            Text(
                f"{names.zh}的 {plans} 项规划共有 {total} 项目标：{zh}。",
                f"{plans} plan{'s' if plans > 1 else ''} of {names.en}, {total} targets. {en[:1].upper()}{en[1:]}.",
            )
        )
    told.append(_frame_sentence(alignment, rows, upper))
    told.extend(_assigned_sentences(rows, upper))
    return tuple(told)


def _coverage_sentence(places: Sequence[PlaceBelow], silent: int, year: int) -> list[Text]:
    """Where some places have a plan for the year and others none: for whom conformity is not judged."""
    covering = [place for place in places if any(plan.covers for plan in place.plans)]
    others = len(places) - len(covering) + silent
    if not covering or not others:
        return []
    names = COMMA.join([place.name for place in covering])
    return [
        Text(
            f"收录了涵盖 {year} 年规划的只有{names.zh}；其余 {others} 个地区不判断是否衔接。",
            f"Only of {names.en} is a plan for {year} in the collection; for the other places ({others}) conformity is "
            "not judged.",
        )
    ]


def _frame_sentence(alignment: Alignment, rows: Sequence[Row], upper: Text) -> Text:
    """How many of the frame's own targets have figures for places beside them, and how many have none."""
    answered = sum(row.frame is not None and not row.frame.reached for row in rows)
    further, none = sum(len(row.also) for row in rows), len(alignment.frame_only)
    total = answered + further + none
    zh = f"{upper.zh}规划自己的 {total} 项目标中，{answered} 项有地方的数字可对照，{none} 项没有"
    en = f"Of the {total} targets of {upper.en}'s own plan, {answered} have figures for places beside them, {none} have none"
    if further:
        zh = f"{zh}，另 {further} 项是同一指标的其他年份或部分"
        en = f"{en}, and {further} more speak of another year or part of the same indicators"
    return Text(f"{zh}。", f"{en}.")


def _assigned_sentences(rows: Sequence[Row], upper: Text) -> list[Text]:
    given = [(row, item) for row in rows for item in row.assigned]
    if not given:
        return []
    names = COMMA.join(list(dict.fromkeys(item.place for _, item in given)))
    count = len(given)
    told = [
        Text(
            f"{upper.zh}规划为{names.zh}指定了 {count} 个数字。",
            f"{upper.en}'s plan assigns {count} figure{'s' if count > 1 else ''}: to {names.en}.",
        )
    ]
    told.extend(
        Text(
            f"{row.name.zh}：已知的地方数字合计 {row.known.zh}；其余 {row.remainder.zh}须由另外 {len(row.missing)} 个地区合计完成。",
            f"{row.name.en}: the figures known for places add up to {row.known.en}; the remaining {row.remainder.en} "
            f"would have to come from {len(row.missing)} other place{'s together' if len(row.missing) > 1 else ''}.",
        )
        for row in rows
        if row.remainder.en and row.missing
    )
    return told
