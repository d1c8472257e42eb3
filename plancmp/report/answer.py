"""The answer that the page opens with: how the targets of the places below stand under the frame's."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plancmp.align.result import Alignment
from plancmp.compare import COMPUTABLE
from plancmp.compare.counts import phrase_verdicts
from plancmp.lookup import sort_by_code
from plancmp.model import Collection
from plancmp.report.report_rows import AlignmentRows
from plancmp.vocabulary import Verdict
from plancmp.words import COMMA, Text, say


class PlanBelow(NamedTuple):
    """A plan of a place below, and how it stands to the frame's period."""

    ident: str
    title: Text
    period: str
    words: Text
    """How it stands to the frame, by its own word and its period."""
    covers: bool
    """Whether its period holds the frame's last year."""


class PlaceBelow(NamedTuple):
    """A place with plans in the collection: its targets counted by verdict, and what the frame assigns to it."""

    ident: str
    name: Text
    plans: tuple[PlanBelow, ...]
    counts: Mapping[Verdict, int]
    assigned: int
    beside_results: int = 0
    """Its targets beside which only a result of the frame's place stands; no verdict is counted of these."""

    @property
    def targets(self) -> int:
        """How many targets its own plans hold."""
        return sum(self.counts.values()) + self.beside_results


class PageAnswer(NamedTuple):
    """The counts behind the answer, and the answer in sentences."""

    year: int
    places: tuple[PlaceBelow, ...]
    silent: tuple[Text, ...]
    """The other places of that level: no plan of theirs is in the collection, and nothing is assigned to them."""
    opening: tuple[Text, ...]
    """What `plancmp align` opens with, word for word."""
    counts: Text
    """How often each verdict was given."""
    sentences: tuple[Text, ...]
    """What else a reader of the page should know first."""

    @property
    def totals(self) -> Mapping[Verdict, int]:
        """How often each verdict was given, all places together."""
        return _add_counts(self.places)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that were given."""
        return tuple(verdict for verdict in Verdict if verdict in self.totals)


def _add_counts(places: Sequence[PlaceBelow]) -> Counter[Verdict]:
    together: Counter[Verdict] = Counter()
    for place in places:
        together.update(place.counts)
    return together


def make_answer(alignment: Alignment, shown: AlignmentRows) -> PageAnswer:
    """The answer of a frame with the plans below it; `shown` are the alignment's rows."""
    frame = alignment.collection.plans[alignment.frame[0]]
    year = frame.period.last
    places = tuple(_count_places(alignment, shown, frame.place, year))
    silent = _list_silent(alignment.collection, frame.place, places)
    upper = alignment.collection.places[frame.place].name
    sentences = (
        *_tell_covered(places, len(silent), year),
        *_tell_verdicts([place for place in places if place.plans], upper),
        *_tell_assigned(shown, upper),
    )
    opening = alignment.answer
    counts = phrase_verdicts(opening.counts["pairs"], opening.counts["beside_results"])
    return PageAnswer(year, places, silent, opening.sentences, counts, sentences)


def _count_places(alignment: Alignment, shown: AlignmentRows, top: str, year: int) -> Iterator[PlaceBelow]:
    """The places right below the frame's with plans or assigned figures; what lies inside one counts with it."""
    collection, frame = alignment.collection, alignment.frame[0]
    counts: dict[str, Counter[Verdict]] = {}
    assigned: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for row in (row for target in shown.targets for row in target.walk_under()):
        branch = row.places[-1]
        if row.claim.plan == frame:
            assigned[branch] += 1
        elif row.is_beside_result:
            beside[branch] += 1
        else:
            assert row.verdict is not None
            counts.setdefault(branch, Counter())[row.verdict] += 1
    for lone in alignment.lower_only:
        counts.setdefault(_find_branch(lone.claim.plan_place, top, collection), Counter())[lone.verdict] += 1
    plans: dict[str, list[PlanBelow]] = {}
    for standing in alignment.standings:
        plan = collection.plans[standing.plan]
        period = str(plan.period).replace("-", "–")
        below = PlanBelow(standing.plan, plan.title, period, standing.text, year in plan.period)
        plans.setdefault(_find_branch(plan.place, top, collection), []).append(below)
    for ident in sort_by_code({*plans, *assigned}, collection):
        name, own = collection.places[ident].name, tuple(plans.get(ident, ()))
        yield PlaceBelow(ident, name, own, counts.get(ident, Counter()), assigned[ident], beside[ident])


def _find_branch(place: str, top: str, collection: Collection) -> str:
    """The place right below the frame's that `place` is, or lies in."""
    return next((p for p in (place, *collection.chain(place)) if collection.places[p].within == top), place)


def _list_silent(collection: Collection, top: str, places: Sequence[PlaceBelow]) -> tuple[Text, ...]:
    """The names of the places of the level of those with plans that are none of `places`."""
    levels = {collection.places[place.ident].level for place in places if place.plans}
    counted = {place.ident for place in places}
    below = (p for p in sort_by_code(collection.places, collection) if collection.places[p].within == top)
    return tuple(collection.places[p].name for p in below if collection.places[p].level in levels and p not in counted)


def _tell_covered(places: Sequence[PlaceBelow], silent: int, year: int) -> Iterator[Text]:
    """Where some places have a plan for the year and others none: for whom conformity is not judged."""
    covering = [place.name for place in places if any(plan.covers for plan in place.plans)]
    others = len(places) - len(covering) + silent
    if covering and others:
        yield say(
            "收录了涵盖 {year} 年规划的只有{names}；其余 {others} 个地区不判断是否衔接。",
            "Only of {names} is a plan for {year} in the collection; for the other places ({others}) conformity is not judged.",
            year=year, names=covering, others=others,
        )  # fmt: skip


def _tell_verdicts(places: Sequence[PlaceBelow], upper: Text) -> Iterator[Text]:
    """How many targets the places' own plans hold, and what became of them beside the frame's."""
    if not places:
        return
    sums = _add_counts(places)
    told = (
        (COMPUTABLE, Text("可比", "comparable")),
        ({Verdict.OTHER_PERIOD}, Text("年份不同", "other years")),
        ({Verdict.RELATED}, Text("相关但不可相减", "related but not to be subtracted")),
        (
            {Verdict.BASIS_DIFFERS, Verdict.UNIT_DIFFERS, Verdict.NOT_COMPUTABLE},
            Text("口径、单位不同或缺数据", "another basis or unit, or an input missing"),
        ),
        ({Verdict.ASSIGNED}, Text("由该规划再指定给下属地区", "set by the plan for a part of its place")),
        ({Verdict.NO_COUNTERPART}, say("{upper}规划没有提出", "not found in {upper}'s plan", upper=upper)),
        (
            {Verdict.NOT_ENCODED},
            say("所说的年份没有收录{upper}规划", "for years of which no plan of {upper} is encoded", upper=upper),
        ),
    )
    counted = [(sum(sums[verdict] for verdict in verdicts), words) for verdicts, words in told]
    counted.append((sum(place.beside_results for place in places), Text("只有实际数可对照", "beside results only")))
    parts = [say("{n} 项{words}", "{words}: {n}", n=n, words=words) for n, words in counted if n]
    listed = Text("、", "; ").join(parts)
    yield say(
        "{names}的 {plans} 项规划共有 {total} 项目标：{listed}。",
        "{plans} {plans:plan|plans} of {names}, {total} targets. {listed}.",
        names=[place.name for place in places],
        plans=sum(len(place.plans) for place in places),
        total=sum(place.targets for place in places),
        listed=Text(listed.zh, listed.en[:1].upper() + listed.en[1:]),
    )


def _tell_assigned(shown: AlignmentRows, upper: Text) -> Iterator[Text]:
    """What the frame's plan sets for places, and what remains of targets whose parts are known."""
    given = [row.place for target in shown.targets for row in target.assigned]
    if not given:
        return
    yield say(
        "{upper}规划为{names}指定了 {n} 个数字。",
        "{upper}'s plan assigns {n} {n:figure|figures}: to {names}.",
        upper=upper, names=COMMA.join(list(dict.fromkeys(given))), n=len(given),
    )  # fmt: skip
    for target in shown.targets:
        if target.remainder.en and target.missing:
            yield say(
                "{name}：已知的地方数字合计 {known}；其余 {rest}须由另外 {n} 个地区合计完成。",
                "{name}: the figures known for places add up to {known}; the remaining {rest} would have to come from "
                "{n} other {n:place|places together}.",
                name=target.name, known=target.known, rest=target.remainder, n=len(target.missing),
            )  # fmt: skip
