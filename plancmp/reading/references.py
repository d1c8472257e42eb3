"""What a collection must hold together for its claims to be built: references, units, figures, ids."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from plancmp.model import HIGHEST, Baseline, Collection, Indicator, Observed, Place, Plan, Printing, Target
from plancmp.plan_claims import plan_claims, years_of
from plancmp.problems import Problem, limit_problems, make_error, sort_problems, suggest_name
from plancmp.reading.loaded import Loaded, Path
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Completeness, Level, Vintage
from plancmp.words import Text, say

LEADING = frozenset({"unknown-place", "unknown-indicator"})
"""What leads somewhere, perhaps to what stands behind the place where a broken file could be read no further."""


def reference_problems(loaded: Loaded, *, definitions: bool = True) -> tuple[Problem, ...]:
    """Every reference that leads nowhere, unknown unit, figure that is missing or doubled, and id that stands twice.

    Without `definitions` places and indicators are not looked at, only what plans say of them.
    """
    told = {(p.mark.path, p.mark.line) for p in loaded.problems}
    cut = any(p.rule in {"yaml-syntax", "yaml-too-deep"} for p in loaded.problems)
    checker = _Checker(loaded)
    plans = loaded.collection.plans.items()
    entries = chain(
        checker.check_definitions() if definitions else (),
        chain.from_iterable(checker.check_plan(ident, plan) for ident, plan in plans),
    )
    found = [
        problem
        for problem in limit_problems(entries, len(loaded.paths))
        if (problem.mark.path, problem.mark.line) not in told and not (cut and problem.rule in LEADING)
    ]
    found.extend(limit_problems(_find_repeated_ids(loaded), len(loaded.paths)))
    return sort_problems(found)


def sound(collection: Collection) -> Collection:
    """The collection without the entries whose references lead nowhere, so that claims can be built of the rest."""
    plans = {}
    for ident, plan in collection.plans.items():
        if plan.place in collection.places:
            targets = tuple(target for target in plan.targets if _has_definitions(target, collection))
            observed = tuple(result for result in plan.observed if _has_definitions(result, collection))
            plans[ident] = plan._replace(targets=targets, observed=observed)
    return Collection(collection.places, collection.indicators, plans)


def _has_definitions(entry: Target | Observed, collection: Collection) -> bool:
    places, indicators = [*entry.for_], [entry.indicator]
    if entry.than is not None:
        places += [entry.than.place] if entry.than.place is not None else []
        indicators += [entry.than.indicator] if entry.than.indicator is not None else []
    return all(i in collection.indicators for i in indicators) and all(p in collection.places for p in places)


class _Checker:
    """Looks at entries one by one, against all places and indicators, those that cannot be read among them."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.places = self._list_known("places")
        self.indicators = self._list_known("indicators")

    def _list_known(self, kind: str) -> Mapping[str, object]:
        known: Mapping[str, object] = getattr(self.loaded.collection, kind)
        left_out = {ident: None for of, ident in sorted(self.loaded.left_out) if of == kind}
        return {**known, **left_out} if left_out else known

    def check_definitions(self) -> Iterator[Problem]:
        for ident, place in self.loaded.collection.places.items():
            yield from self._check_place(ident, place)
        for ident, indicator in self.loaded.collection.indicators.items():
            yield from self._check_indicator(ident, indicator)

    def _check_place(self, ident: str, place: Place) -> Iterator[Problem]:
        if place.within is not None:
            yield from self._check_known("place", place.within, "places", ident, "within")
        above = self.loaded.collection.chain(ident)
        if ident in above or len(above) == HIGHEST:
            endless = say("{ident} 的上级没有尽头", "the places above {ident} have no end", ident=ident)
            loop = say("{ident} 的上级又回到它自己", "the places above {ident} lead back to it", ident=ident)
            message = endless if len(above) == HIGHEST else loop
            within = self.loaded.mark("places", ident, "within")
            yield make_error(within, "place-loop", message, Text("改正 within", "correct within"))
        for number, member in enumerate(place.members):
            yield from self._check_known("place", member, "places", ident, "members", number)
        if place.within is None and place.level in {Level.COUNTY, Level.ZONE} and not place.members:
            yield make_error(
                self.loaded.mark("places", ident, "level"),
                "missing-key",
                say("{ident} 缺少上级 within", "{ident} has no place above it", ident=ident),
                Text("补上 within: 上级地区的标识", "add within: the id of the place above"),
            )

    def _check_indicator(self, ident: str, indicator: Indicator) -> Iterator[Problem]:
        yield from self._check_unit(indicator.unit, "indicators", ident, "unit")
        if indicator.basis is Basis.NOT_STATED:
            yield make_error(
                self.loaded.mark("indicators", ident, "basis"),
                "bad-value",
                Text("指标的口径不能是 not-stated", "an indicator's natural basis cannot be not-stated"),
                Text("写在目标上", "state it at the target"),
            )
        if (indicator.thing is None) != (indicator.grade is None):
            yield make_error(
                self.loaded.key_mark("indicators", ident, "thing" if indicator.thing else "grade"),
                "missing-key",
                Text("thing 与 grade 要一起写", "thing and grade go together"),
                Text("补上另一个", "add the other"),
            )
        for number, mapping in enumerate(indicator.mappings):
            path = ("mappings", number, "to")
            yield from self._check_known("indicator", mapping.to, "indicators", ident, *path)
            if mapping.to == ident:
                mark = self.loaded.mark("indicators", ident, *path)
                message = say("{ident} 对应它自己", "{ident} is mapped to itself", ident=ident)
                yield make_error(mark, "mapping-loop", message, Text("改正 to", "correct to"))

    def check_plan(self, ident: str, plan: Plan) -> Iterator[Problem]:
        yield from self._check_known("place", plan.place, "plans", ident, "place")
        if plan.period.first > plan.period.last:
            yield make_error(
                self.loaded.mark("plans", ident, "period"),
                "years-reversed",
                Text("起年晚于止年", "the first year is after the last"),
                Text("改正 period", "correct period"),
            )
        yield from self._check_completeness(ident, plan)
        for at, span in plan.spans.items():
            if not plan.lists_cited_sections:  # what is cited nowhere need not be in a report's outline
                yield from self._check_section(ident, plan, ("spans", at), at)
            if span.first > span.last:
                yield make_error(
                    self.loaded.mark("plans", ident, "spans", at),
                    "years-reversed",
                    Text("起年晚于止年", "the first year is after the last"),
                    Text("改正 spans", "correct spans"),
                )
        for listing in ("targets", "observed"):
            for number, entry in enumerate(getattr(plan, listing)):
                yield from self._check_entry(ident, plan, (listing, number), entry)
        for listing in ("tasks", "aside"):
            for number, item in enumerate(getattr(plan, listing)):
                yield from self._check_section(ident, plan, (listing, number, "at"), item.at)
        for number, task in enumerate(plan.tasks):
            yield from self._check_places(ident, ("tasks", number), task.for_)

    def _check_completeness(self, ident: str, plan: Plan) -> Iterator[Problem]:
        """What belongs to a partial encoding only."""
        if plan.encoding is Completeness.PARTIAL:
            for number, at in enumerate(plan.whole):
                yield from self._check_section(ident, plan, ("whole", number), at)
            return
        for key, given in (("partial", plan.partial), ("whole", plan.whole), ("read-for", plan.read_for)):
            if given:
                yield make_error(
                    self.loaded.key_mark("plans", ident, key),
                    "bad-value",
                    say(
                        "encoding: complete 的规划不能有 {key}", "a plan with encoding: complete has no {key}", key=key
                    ),
                    say("写 encoding: partial，或删去 {key}", "write encoding: partial, or remove {key}", key=key),
                )

    def _check_entry(self, ident: str, plan: Plan, where: Path, entry: Target | Observed) -> Iterator[Problem]:
        yield from self._check_known("indicator", entry.indicator, "plans", ident, *where, "indicator")
        yield from self._check_places(ident, where, entry.for_)
        if entry.than is not None:
            for kind, name in (("place", entry.than.place), ("indicator", entry.than.indicator)):
                if name is not None:
                    yield from self._check_known(kind, name, "plans", ident, *where, "than", kind)
        for path, part in _list_printings(entry):
            there = (*where, *path)
            if part.unit is not None:
                yield from self._check_unit(part.unit, "plans", ident, *there, "unit")
            if part.at is not None:
                yield from self._check_section(ident, plan, (*there, "at"), part.at)
            if _has_figure(part) or ("also" not in path and getattr(part, "than", None) is None):
                yield from self._check_figure(ident, there, part)

    def _check_places(self, ident: str, where: Path, places: tuple[str, ...]) -> Iterator[Problem]:
        for position, place in enumerate(places):
            yield from self._check_known("place", place, "plans", ident, *where, "for", position)

    def _check_known(self, kind: str, name: str, *path: Any) -> Iterator[Problem]:
        known = self.places if kind == "place" else self.indicators
        if name not in known:
            define = say("先定义 {name}，或改正拼写", "define {name} first, or correct the spelling", name=name)
            message = say("没有名为 {name} 的{kind}", "there is no {kind} {name}", name=name, kind=_KINDS[kind])
            yield make_error(self.loaded.mark(*path), f"unknown-{kind}", message, suggest_name(name, known, define))

    def _check_unit(self, printed: str, *path: Any) -> Iterator[Problem]:
        if not is_unit(printed):
            message = say("不认识的单位 {printed}", "unknown unit {printed}", printed=printed)
            hint = Text(
                "百分比写 percent，百分点写 points；量词与计量单位照印",
                "write percent or points; counters and measures as printed",
            )
            yield make_error(self.loaded.mark(*path), "unknown-unit", message, hint)

    def _check_section(self, ident: str, plan: Plan, where: Path, at: str) -> Iterator[Problem]:
        if plan.outline and at not in plan.outline and at != "0":
            message = say("outline 中没有 {at}", "the outline has no {at}", at=at)
            hint = suggest_name(at, plan.outline, Text("补进 outline", "add it to the outline"), 0.5)
            yield make_error(self.loaded.mark("plans", ident, *where), "unknown-section", message, hint)

    def _check_figure(self, ident: str, where: Path, part: "_Printed") -> Iterator[Problem]:
        """Whether an entry has a figure, and one only."""
        low, high = part.low, part.high
        key: tuple[str, ...]
        if not _has_figure(part):
            key, rule = (), "figure-missing"
            message = Text("没有数值", "there is no figure")
            hint = Text("补上 value:，或 low: 与 high:，或 than:", "add value:, or low: and high:, or than:")
        elif part.value is not None and (low is not None or high is not None):
            key, rule = ("low" if low is not None else "high",), "figure-doubled"
            message = Text("同时有 value 与 low/high", "there is both a value and a range")
            hint = Text("单一数值用 value，区间用 low 与 high", "one figure is value, a range is low and high")
        elif low is not None and high is not None and low >= high:
            key, rule = ("low",), "range-reversed"
            message = say("low {low} 不小于 high {high}", "low {low} is not below high {high}", low=low, high=high)
            hint = Text("对调", "swap them")
        elif part.value is None and (low is None or high is None):
            there, lacking = ("low", "high") if high is None else ("high", "low")
            key, rule = (there,), "missing-key"
            message = say("只有 {one}，缺少 {other}", "there is {one} without {other}", one=there, other=lacking)
            hint = Text(
                "区间要有两端；只有下限写 value 与 comparator: at-least，只有上限写 at-most",
                "a range has both ends; a floor alone is value with comparator: at-least, a cap alone at-most",
            )
        else:
            return
        yield make_error(self.loaded.mark("plans", ident, *where, *key), rule, message, hint)


_KINDS = {"place": Text("地区", "place"), "indicator": Text("指标", "indicator")}
_Printed = Target | Observed | Printing | Baseline


def _list_printings(entry: Target | Observed) -> Iterator[tuple[Path, _Printed]]:
    """Every part of an entry that has a figure, with its path in it."""
    yield (), entry
    yield from ((("also", position), printing) for position, printing in enumerate(entry.also))
    if isinstance(entry, Target) and entry.baseline is not None:
        yield ("baseline",), entry.baseline


def _has_figure(part: _Printed) -> bool:
    return part.value is not None or part.low is not None or part.high is not None


def _find_repeated_ids(loaded: Loaded) -> Iterator[Problem]:
    collection = sound(loaded.collection)
    for ident, plan in collection.plans.items():
        if _may_repeat(plan, collection):
            yield from _find_repeated_claims(loaded, ident, plan, collection)
        keys: set[str] = set()
        for number, task in enumerate(plan.tasks):
            if task.key in keys:
                message = say("两项任务的 key 相同：{key}", "two tasks have the same key: {key}", key=task.key)
                mark = loaded.mark("plans", ident, "tasks", number, "key")
                yield make_error(mark, "repeated-claim", message, Text("换一个 key", "choose another key"))
            keys.add(task.key)


def _find_repeated_claims(loaded: Loaded, ident: str, plan: Plan, collection: Collection) -> Iterator[Problem]:
    entries = [  # as plan_claims counts them
        (listing, number)
        for listing in ("targets", "observed")
        for number, entry in enumerate(getattr(loaded.collection.plans[ident], listing))
        if _has_definitions(entry, collection)
    ]
    seen: dict[str, int] = {}
    told: set[int] = set()
    for claim in plan_claims(ident, plan, collection):
        number = claim.order[1]
        first = seen.setdefault(claim.id, number)
        if first == number or number in told:
            continue
        told.add(number)
        yield make_error(
            loaded.mark("plans", ident, *entries[number]),
            "repeated-claim",
            say(
                "与第 {line} 行的标识相同：{id}",
                "the same id as in line {line}: {id}",
                line=loaded.mark("plans", ident, *entries[first]).line,
                id=claim.id,
            ),
            Text(
                "同一句话只写一次（另一处写进 also）；不同的话用 key 区分",
                "one statement stands once (the other printing under also); tell different ones apart by key",
            ),
        )


def _may_repeat(plan: Plan, collection: Collection) -> bool:
    """Whether two claims of a plan are alike in all that their ids are made of.

    Says what the ids would say, without making them: making them takes ten times as long, and they hardly ever are.
    """
    seen: set[object] = set()
    count = 0
    for listing in ("targets", "observed"):
        for entry in getattr(plan, listing):
            basis = entry.basis or collection.indicators[entry.indicator].basis
            from_year, year = years_of(plan, entry, basis)
            vintage = None if listing == "targets" else entry.vintage
            shared = (entry.indicator, entry.key)
            for place in entry.for_ or (plan.place,):
                count += 1
                first = from_year if year is not None else None  # without a year an id tells no span
                seen.add((listing, place, *shared, entry.of, first, year, basis, entry.base, entry.scope, vintage))
                baseline = entry.baseline if listing == "targets" else None
                if baseline is not None:
                    count += 1
                    seen.add(("baseline", place, *shared, *_tell_apart(entry, baseline, basis)))
    return len(seen) < count


def _tell_apart(target: Target, baseline: Baseline, basis: Basis) -> tuple[object, ...]:
    """What of a baseline stands in its id, besides what is its target's."""
    first = baseline.from_ if baseline.year is not None else None
    of, scope = baseline.of or target.of, baseline.scope or target.scope
    return of, first, baseline.year, baseline.basis or basis, scope, baseline.vintage or Vintage.FINAL
