"""What a collection must hold together for its claims to be built: references, units, figures, ids."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from plancmp.claim import plan_claims
from plancmp.model import HIGHEST, Collection, Observed, Plan, Target
from plancmp.problems import Mark, Problem, limit_problems, sort_problems, suggest_name
from plancmp.reading.loaded import Loaded
from plancmp.reading.presence import figure_problems
from plancmp.units import is_unit
from plancmp.vocabulary import Basis, Completeness, Level
from plancmp.words import Text


def reference_problems(loaded: Loaded, *, definitions: bool = True) -> tuple[Problem, ...]:
    """Every reference that leads nowhere, unknown unit, figure that is missing or doubled, and id that stands twice.

    Without `definitions` places and indicators are not looked at, only what plans say of them.
    """
    told = {(p.mark.path, p.mark.line) for p in loaded.problems}
    cut = any(p.rule in {"yaml-syntax", "yaml-too-deep"} for p in loaded.problems)
    found = [
        problem
        for problem in limit_problems(chain(_defined(loaded) if definitions else (), _plans(loaded)), len(loaded.paths))
        if (problem.mark.path, problem.mark.line) not in told and not (cut and problem.rule in LEADING)
    ]
    found.extend(limit_problems(_repeated_ids(loaded), len(loaded.paths)))
    return sort_problems(found)


def _defined(loaded: Loaded) -> Iterator[Problem]:
    yield from _places(loaded)
    yield from _indicators(loaded)


LEADING = frozenset({"unknown-place", "unknown-indicator"})
"""What leads somewhere, perhaps to what stands behind the place where a broken file could be read no further."""


def sound(collection: Collection) -> Collection:
    """The collection without the entries whose references lead nowhere, so that claims can be built of the rest."""
    plans = {}
    for ident, plan in collection.plans.items():
        if plan.place not in collection.places:
            continue
        keep_targets = tuple(t for t in plan.targets if _resolves(t, collection))
        keep_observed = tuple(o for o in plan.observed if _resolves(o, collection))
        plans[ident] = plan._replace(targets=keep_targets, observed=keep_observed)
    return Collection(collection.places, collection.indicators, plans)


def _resolves(entry: Target | Observed, collection: Collection) -> bool:
    return entry.indicator in collection.indicators and all(p in collection.places for p in entry.for_)


def _unknown(mark: Mark, rule: str, kind: Text, ident: str, known: Any) -> Problem:
    hint = suggest_name(
        ident, known, Text(f"先定义 {ident}，或改正拼写", f"define {ident} first, or correct the spelling")
    )
    return Problem(mark, rule, "error", Text(f"没有名为 {ident} 的{kind.zh}", f"there is no {kind.en} {ident}"), hint)


PLACE, INDICATOR = Text("地区", "place"), Text("指标", "indicator")


def _known(loaded: Loaded, kind: str) -> Mapping[str, object]:
    """The ids of a kind, those among them that stand in a file but cannot be read."""
    held: Mapping[str, object] = getattr(loaded.collection, kind)
    lost = {i: None for k, i in sorted(loaded.left_out) if k == kind}
    return {**held, **lost} if lost else held


def _places(loaded: Loaded) -> Iterator[Problem]:
    places = _known(loaded, "places")
    for ident, place in loaded.collection.places.items():
        if place.within is not None and place.within not in places:
            yield _unknown(loaded.mark("places", ident, "within"), "unknown-place", PLACE, place.within, places)
        above = loaded.collection.chain(ident)
        if ident in above or len(above) == HIGHEST:
            yield Problem(
                loaded.mark("places", ident, "within"),
                "place-loop",
                "error",
                Text(f"{ident} 的上级没有尽头", f"the places above {ident} have no end")
                if len(above) == HIGHEST
                else Text(f"{ident} 的上级又回到它自己", f"the places above {ident} lead back to it"),
                Text("改正 within", "correct within"),
            )
        for number, member in enumerate(place.members):
            if member not in places:
                yield _unknown(loaded.mark("places", ident, "members", number), "unknown-place", PLACE, member, places)
        if place.within is None and place.level in {Level.COUNTY, Level.ZONE} and not place.members:
            yield Problem(
                loaded.mark("places", ident, "level"),
                "missing-key",
                "error",
                Text(f"{ident} 缺少上级 within", f"{ident} has no place above it"),
                Text("补上 within: 上级地区的标识", "add within: the id of the place above"),
            )


def _indicators(loaded: Loaded) -> Iterator[Problem]:
    indicators = _known(loaded, "indicators")
    for ident, indicator in loaded.collection.indicators.items():
        if not is_unit(indicator.unit):
            yield _unit_problem(loaded.mark("indicators", ident, "unit"), indicator.unit)
        if indicator.basis is Basis.NOT_STATED:
            yield Problem(
                loaded.mark("indicators", ident, "basis"),
                "bad-value",
                "error",
                Text("指标的口径不能是 not-stated", "an indicator's natural basis cannot be not-stated"),
                Text("写在目标上", "state it at the target"),
            )
        if (indicator.thing is None) != (indicator.grade is None):
            yield Problem(
                loaded.key_mark("indicators", ident, "thing" if indicator.thing else "grade"),
                "missing-key",
                "error",
                Text("thing 与 grade 要一起写", "thing and grade go together"),
                Text("补上另一个", "add the other"),
            )
        for number, mapping in enumerate(indicator.mappings):
            mark = loaded.mark("indicators", ident, "mappings", number, "to")
            if mapping.to not in indicators:
                yield _unknown(mark, "unknown-indicator", INDICATOR, mapping.to, indicators)
            elif mapping.to == ident:
                yield Problem(
                    mark,
                    "mapping-loop",
                    "error",
                    Text(f"{ident} 对应它自己", f"{ident} is mapped to itself"),
                    Text("改正 to", "correct to"),
                )


def _unit_problem(mark: Mark, printed: str) -> Problem:
    return Problem(
        mark,
        "unknown-unit",
        "error",
        Text(f"不认识的单位 {printed}", f"unknown unit {printed}"),
        Text(
            "百分比写 percent，百分点写 points；量词与计量单位照印",
            "write percent or points; counters and measures as printed",
        ),
    )


def _plans(loaded: Loaded) -> Iterator[Problem]:
    places, indicators = _known(loaded, "places"), _known(loaded, "indicators")
    for ident, plan in loaded.collection.plans.items():
        if plan.place not in places:
            yield _unknown(loaded.mark("plans", ident, "place"), "unknown-place", PLACE, plan.place, places)
        if plan.period.first > plan.period.last:
            yield Problem(
                loaded.mark("plans", ident, "period"),
                "years-reversed",
                "error",
                Text("起年晚于止年", "the first year is after the last"),
                Text("改正 period", "correct period"),
            )
        if plan.partial and plan.encoding is Completeness.COMPLETE:
            yield Problem(
                loaded.key_mark("plans", ident, "partial"),
                "bad-value",
                "error",
                Text("encoding: complete 的规划不能有 partial", "a plan with encoding: complete has no partial"),
                Text("写 encoding: partial，或删去 partial", "write encoding: partial, or remove partial"),
            )
        for listing in ("targets", "observed"):
            for number, entry in enumerate(getattr(plan, listing)):
                yield from _entry(loaded, ident, plan, (listing, number), entry, places, indicators)
        for listing in ("tasks", "aside"):
            for number, entry in enumerate(getattr(plan, listing)):
                yield from _at(loaded, ident, plan, (listing, number, "at"), entry.at)
        for number, task in enumerate(plan.tasks):
            for position, place in enumerate(task.for_):
                if place not in places:
                    mark = loaded.mark("plans", ident, "tasks", number, "for", position)
                    yield _unknown(mark, "unknown-place", PLACE, place, places)


def _at(loaded: Loaded, ident: str, plan: Plan, path: tuple[str | int, ...], at: str) -> Iterator[Problem]:
    if plan.outline and at not in plan.outline and at != "0":
        hint = suggest_name(at, plan.outline, Text("补进 outline", "add it to the outline"), 0.5)
        yield Problem(
            loaded.mark("plans", ident, *path),
            "unknown-section",
            "error",
            Text(f"outline 中没有 {at}", f"the outline has no {at}"),
            hint,
        )


def _entry(
    loaded: Loaded,
    ident: str,
    plan: Plan,
    where: tuple[str, int],
    entry: Target | Observed,
    places: Mapping[str, object],
    indicators: Mapping[str, object],
) -> Iterator[Problem]:
    def mark(*path: str | int) -> Mark:
        return loaded.mark("plans", ident, *where, *path)

    if entry.indicator not in indicators:
        yield _unknown(mark("indicator"), "unknown-indicator", INDICATOR, entry.indicator, indicators)
    for position, place in enumerate(entry.for_):
        if place not in places:
            yield _unknown(mark("for", position), "unknown-place", PLACE, place, places)
    if entry.unit is not None and not is_unit(entry.unit):
        yield _unit_problem(mark("unit"), entry.unit)
    yield from figure_problems(mark, entry)
    yield from _at(loaded, ident, plan, (*where, "at"), entry.at)
    for position, printing in enumerate(entry.also):
        yield from _at(loaded, ident, plan, (*where, "also", position, "at"), printing.at)
        if printing.value is not None or printing.low is not None or printing.high is not None:
            yield from figure_problems(partial(mark, "also", position), printing)
        if printing.unit is not None and not is_unit(printing.unit):
            yield _unit_problem(mark("also", position, "unit"), printing.unit)
    baseline = entry.baseline if isinstance(entry, Target) else None
    if baseline is not None:
        yield from figure_problems(partial(mark, "baseline"), baseline)
        if baseline.at is not None:
            yield from _at(loaded, ident, plan, (*where, "baseline", "at"), baseline.at)
        if baseline.unit is not None and not is_unit(baseline.unit):
            yield _unit_problem(mark("baseline", "unit"), baseline.unit)


def _repeated_ids(loaded: Loaded) -> Iterator[Problem]:
    collection = sound(loaded.collection)
    for ident, plan in collection.plans.items():
        entries = _entries(loaded.collection.plans[ident], collection)
        seen: dict[str, int] = {}
        told: set[int] = set()
        for claim in plan_claims(ident, plan, collection) if _may_repeat(plan, collection) else ():
            number = claim.order[1]
            first = seen.setdefault(claim.id, number)
            if first == number or number in told:
                continue
            told.add(number)
            line = loaded.mark("plans", ident, *entries[first]).line
            yield Problem(
                loaded.mark("plans", ident, *entries[number]),
                "repeated-claim",
                "error",
                Text(f"与第 {line} 行的标识相同：{claim.id}", f"the same id as in line {line}: {claim.id}"),
                Text(
                    "同一句话只写一次（另一处写进 also）；不同的话用 key 区分",
                    "one statement stands once (the other printing under also); tell different ones apart by key",
                ),
            )
        keys: set[str] = set()
        for number, task in enumerate(plan.tasks):
            if task.key in keys:
                yield Problem(
                    loaded.mark("plans", ident, "tasks", number, "key"),
                    "repeated-claim",
                    "error",
                    Text(f"两项任务的 key 相同：{task.key}", f"two tasks have the same key: {task.key}"),
                    Text("换一个 key", "choose another key"),
                )
            keys.add(task.key)


def _may_repeat(plan: Plan, collection: Collection) -> bool:
    """Whether two claims of a plan are alike in all that their ids are made of.

    Says what the ids would say, without making them: making them takes ten times as long, and they hardly ever are.
    """
    seen: set[object] = set()
    count = 0
    for listing in ("targets", "observed"):
        for entry in getattr(plan, listing):
            basis = entry.basis or collection.indicators[entry.indicator].basis
            year = entry.by if listing == "targets" else entry.year
            shared = (entry.indicator, entry.of, entry.key)
            for place in entry.for_ or (plan.place,):
                count += 1
                first = entry.from_ if year is not None else None  # without a year an id tells no span
                seen.add((listing, place, *shared, first, year, basis, entry.base))
                baseline = entry.baseline if listing == "targets" else None
                if baseline is not None:
                    count += 1
                    seen.add(("baseline", place, *shared, None, baseline.year, baseline.basis or basis, None))
    return len(seen) < count


def _entries(plan: Plan, collection: Collection) -> list[tuple[str, int]]:
    """Where the entries stand whose references resolve, in the order in which `plan_claims` counts them."""
    return [
        (listing, number)
        for listing in ("targets", "observed")
        for number, entry in enumerate(getattr(plan, listing))
        if _resolves(entry, collection)
    ]
