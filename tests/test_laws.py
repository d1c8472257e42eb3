"""Laws of comparing, over collections drawn at random."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from random import Random

from collections_drawn import HOMES, drawn_collections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancmp.align.engine import align_down
from plancmp.align.result import Alignment, Node
from plancmp.align.upward import align_up
from plancmp.claim import Claim
from plancmp.compare import Context, Facts, Relations, compare
from plancmp.compare.interval import Interval
from plancmp.diff.engine import diff
from plancmp.lookup import Side, make_plan_side
from plancmp.model import Collection, Plan
from plancmp.plan_claims import claims
from plancmp.units import convert, same_kind
from plancmp.vocabulary import INVERSE, ClaimType, Verdict

ROOT = Path(__file__).parents[1]
laws = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def context_of(collection: Collection) -> tuple[tuple[Claim, ...], Context]:
    every = claims(collection)
    return every, Context(collection, Relations(collection.indicators), Facts(every))


def side(place: str, collection: Collection) -> Side:
    return Side(place, collection.places[place].name, place, tuple(collection.list_plans_of(place)), is_plan=False)


@laws
@given(drawn_collections())
def test_nothing_is_left_over_when_a_side_is_compared_with_itself(collection: Collection) -> None:
    """diff(a, a): every indicator meets itself, and all pairs are comparable."""
    every, context = context_of(collection)
    for ident in HOMES:
        found = diff(make_plan_side(ident, collection), make_plan_side(ident, collection), every, context)
        assert found.only_a == found.only_b == ()
        assert {row.pair.verdict for row in found.rows} <= {Verdict.COMPARABLE}
        named = {c.indicator for c in every if c.plan == ident and c.type is ClaimType.TARGET}
        assert {row.a[0].indicator for row in found.rows} == named


@laws
@given(drawn_collections())
def test_a_comparison_mirrors(collection: Collection) -> None:
    """diff(b, a) is diff(a, b) with the sides changed: verdicts alike, signs and mappings inverted."""
    every, context = context_of(collection)
    for first, second in (("alpha", "beta"), ("north", "alpha"), ("land", "north")):
        a, b = side(first, collection), side(second, collection)
        here, there = diff(a, b, every, context), diff(b, a, every, context)
        mirrored = {frozenset((r.pair.first.id, r.pair.second.id)): r.pair for r in there.rows}
        assert len(here.rows) == len(there.rows)
        for row in here.rows:
            pair = row.pair
            other = mirrored[frozenset((pair.first.id, pair.second.id))]
            assert other.verdict is pair.verdict
            assert other.related.relation is INVERSE[pair.related.relation]
            assert {r.field for r in other.reasons} == {r.field for r in pair.reasons}
            assert other.measure.share == pair.measure.share
            assert _negated(other.measure.difference) == pair.measure.difference
            assert {x.claim.id for x in other.at_year} == {x.claim.id for x in pair.at_year}
        assert [x.claim.id for x in here.only_a] == [x.claim.id for x in there.only_b]
        assert [x.verdict for x in here.only_a] == [x.verdict for x in there.only_b]
        assert {(p.a.ident, p.b.ident) for p in here.tasks.pairs} == {(p.b.ident, p.a.ident) for p in there.tasks.pairs}


def _negated(interval: Interval | None) -> Interval | None:
    return None if interval is None else -interval


def flat(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield from node.walk()


def shown(found: Alignment) -> Counter[str]:
    """How often each claim stands in an alignment."""
    listed: list[Claim] = [x.claim for x in (*found.frame_only, *found.lower_only)]
    for row in found.rows:
        listed += [*([row.frame_claim] if row.frame_claim else []), *row.frame_also]
        listed += [node.claim for node in flat(row.under)]
    return Counter(c.id for c in listed if c.type is ClaimType.TARGET)


@laws
@given(drawn_collections(), st.sampled_from(["north-21", "land-21"]))
def test_every_target_in_view_stands_once(collection: Collection, frame: str) -> None:
    """As frame claim, beside it, under one, or among what has no counterpart."""
    every, context = context_of(collection)
    top = collection.plans[frame].place
    in_view = {
        c.id for c in every if c.type is ClaimType.TARGET and (c.plan == frame or context.is_inside(c.plan_place, top))
    }
    assert shown(align_down([frame], every, context)) == dict.fromkeys(in_view, 1)


@laws
@given(drawn_collections(), st.sampled_from(["north-21", "land-21"]))
def test_the_summary_by_place_counts_every_own_target_once(collection: Collection, frame: str) -> None:
    """As equal, higher, lower, open, a share, not comparable, beside a result, alone, or of other years."""
    every, context = context_of(collection)
    found = align_down([frame], every, context)
    own = [c for c in every if c.type is ClaimType.TARGET and not c.assigned and c.variant_of is None]
    inside = Counter(c.plan_place for c in own if context.is_inside(c.plan_place, collection.plans[frame].place))
    assert {c.place: c.targets + c.other_years for c in found.by_place} == inside
    seen_above = align_up(["alpha-21"], every, context).by_place
    assert [c.targets for c in seen_above] == [n for n in [sum(c.plan == "alpha-21" for c in own)] if n]


@laws
@given(drawn_collections())
def test_seen_from_below_every_own_target_stands_once(collection: Collection) -> None:
    """An upper target may stand above several; the own ones stand once, and every upper target stands somewhere."""
    every, context = context_of(collection)
    plans = ["alpha-16", "alpha-21", "beta-21"]
    found = align_up(plans, every, context)
    counts = shown(found)
    own = {c.id for c in every if c.type is ClaimType.TARGET and c.plan in plans}
    upper = {c.id for c in every if c.type is ClaimType.TARGET and c.plan in {"land-21", "north-21"}}
    assert {ident: counts[ident] for ident in own} == dict.fromkeys(own, 1)
    assert upper <= set(counts)


@laws
@given(drawn_collections(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_decides_nothing(collection: Collection, random: Random) -> None:
    """Shuffled targets, indicators and plans give the same verdicts, pairs, hosts and sums."""

    def shuffled(mapping: dict[str, object]) -> dict[str, object]:
        keys = list(mapping)
        random.shuffle(keys)
        return {key: mapping[key] for key in keys}

    def mixed(plan: Plan) -> Plan:
        return plan._replace(
            targets=tuple(random.sample(plan.targets, len(plan.targets))),
            observed=tuple(random.sample(plan.observed, len(plan.observed))),
        )

    other = Collection(
        shuffled(dict(collection.places)),
        shuffled(dict(collection.indicators)),
        {ident: mixed(plan) for ident, plan in shuffled(dict(collection.plans)).items()},
    )
    assert _told(collection) == _told(other)


def _told(collection: Collection) -> object:
    every, context = context_of(collection)
    found = align_down(["north-21"], every, context)
    rows = {
        row.indicator: (
            row.frame_claim.id if row.frame_claim else None,
            sorted((n.claim.id, n.against, n.verdict, n.comparison and n.comparison.measure) for n in flat(row.under)),
            row.known_sum,
            row.remainder,
            [(m.place, m.verdict, m.reason.text.en) for m in row.missing],
        )
        for row in found.rows
    }
    beside = diff(side("alpha", collection), side("beta", collection), every, context)
    pairs = {(r.pair.first.id, r.pair.second.id, r.pair.verdict, r.pair.reasons) for r in beside.rows}
    alone = {x.claim.id: (x.verdict, x.reasons) for x in (*found.frame_only, *found.lower_only)}
    return rows, pairs, alone


@laws
@given(drawn_collections())
def test_nothing_is_reckoned_where_the_verdict_forbids_it(collection: Collection) -> None:
    """A measure stands only beside comparable, comparable-after and assigned; what is not determined has a reason."""
    every, context = context_of(collection)
    targets = [c for c in every if c.type is ClaimType.TARGET]
    for first, second in permutations(targets, 2):
        pair = compare(first, second, context)
        if pair is None:
            continue
        measures = [m for m in (pair.measure.difference, pair.measure.ratio, pair.measure.share) if m is not None]
        if pair.verdict not in {Verdict.COMPARABLE, Verdict.COMPARABLE_AFTER, Verdict.ASSIGNED}:
            assert not pair.valid
            assert measures == []
        if pair.verdict in {Verdict.COMPARABLE, Verdict.COMPARABLE_AFTER}:
            assert first.year == second.year
            assert any(m.determined for m in measures) or pair.reasons
        if pair.verdict is not Verdict.COMPARABLE:
            assert pair.reasons
        if pair.valid and first.year is None:
            raise AssertionError(pair)
        sums = first.definition.sums and first.basis.value in {"level", "per-year", "total", "added", "change"}
        if pair.measure.difference is not None and sums and first.basis is second.basis:
            assert collection.places[first.place].level is collection.places[second.place].level


@laws
@given(drawn_collections())
def test_sums_hold_only_what_may_be_summed(collection: Collection) -> None:
    """Known sum and remainder make up the frame's figure; each place counts once and is missing or counted."""
    every, context = context_of(collection)
    for row in align_down(["north-21"], every, context).rows:
        if row.known_sum is None:
            assert row.remainder is None
            continue
        assert row.frame_claim is not None
        assert row.frame_claim.definition.sums
        assert row.frame_claim.year is not None
        counted = [place for place, _ in row.counted]
        assert sorted([*counted, *(m.place for m in row.missing)]) == ["alpha", "beta"]
        if row.remainder is not None and row.remainder.exact is not None and row.known_sum.exact is not None:
            assert row.remainder.exact + row.known_sum.exact == row.frame_claim.std.value


@laws
@given(
    st.decimals(min_value=0, max_value=10**6, places=3),
    st.sampled_from(["家", "万家", "百个", "千件", "元", "万元", "亿元", "万亿元", "人次", "万人次", "percent"]),
    st.sampled_from(["个", "万件", "百家", "元", "千元", "百万元", "亿元", "人次", "十万人次", "percent"]),
)
def test_converting_there_and_back_changes_nothing(value: Decimal, source: str, target: str) -> None:
    """Where a conversion exists it is exact both ways."""
    if same_kind(source, target):
        assert convert(convert(value, source, target), target, source) == value


numbers = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Interval(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])))


def holds(interval: Interval, value: Decimal) -> bool:
    return (interval.low is None or interval.low <= value) and (interval.high is None or value <= interval.high)


@laws
@given(intervals(), intervals(), numbers, numbers)
def test_an_interval_holds_every_result(a: Interval, b: Interval, x: Decimal, y: Decimal) -> None:
    """Whatever two figures really are within their bounds, sum, difference, product and quotient lie within theirs."""
    if not (holds(a, x) and holds(b, y)):
        return
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    assert holds(a.cover(b), x)
    ratio = a.divide_by(b)
    if ratio is not None and y != 0 and x >= 0:
        tolerance = Decimal("1e-20")
        quotient = x / y
        assert holds(ratio, quotient) or holds(ratio, quotient + tolerance) or holds(ratio, quotient - tolerance)


def test_the_hash_seed_decides_nothing() -> None:
    """The same output in every process, whatever order sets have in it."""
    script = (
        "import json, sys\n"
        "from plancmp.plan_claims import claims\n"
        "from plancmp.compare import Context, Facts, Relations\n"
        "from plancmp.reading.merging import collection\n"
        "from plancmp.align.engine import align_down\n"
        "from plancmp.align.upward import align_up\n"
        "held = collection(sys.argv[1]).collection\n"
        "every = claims(held)\n"
        "context = Context(held, Relations(held.indicators), Facts(every))\n"
        "found = [align_down(['north-2021'], every, context), align_up(['alpha-2016', 'beta-2021'], every, context)]\n"
        "print(json.dumps([f.record('en') for f in found]))\n"
    )
    plans = str(ROOT / "tests" / "plans" / "small.yaml")
    outputs = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script, plans],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert json.loads(outputs.pop())
