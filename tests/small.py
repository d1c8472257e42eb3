"""The small collection, and single claims built for a test."""

from decimal import Decimal
from pathlib import Path

from plancmp.claim import Claim
from plancmp.compare import Comparison, Context, Facts, Relations, compare
from plancmp.document_parts import Source
from plancmp.model import Baseline, Collection, Indicator, IndicatorMapping, Observed, Period, Place, Plan, Target
from plancmp.plan_claims import claims
from plancmp.reading.merging import collection
from plancmp.vocabulary import Basis, Better, Comparator, Completeness, Grade, Level, Relation
from plancmp.words import Text

PLANS = Path(__file__).parent / "plans"


def read_small(*more: str) -> tuple[tuple[Claim, ...], Context]:
    """The claims and the context of tests/plans/small.yaml, and of the named files beside it."""
    loaded = collection([PLANS / "small.yaml", *(PLANS / name for name in more)])
    assert loaded.problems == ()
    return context_of(loaded.collection)


def context_of(held: Collection) -> tuple[tuple[Claim, ...], Context]:
    """All claims of a collection and what comparisons stand on."""
    every = claims(held)
    return every, Context(held, Relations(held.indicators), Facts(every))


PLACES = {
    "north": Place(Text("北省", "North"), Level.REGION, code="110000", parts=Completeness.COMPLETE),
    "alpha": Place(Text("甲市", "Alpha"), Level.MUNICIPALITY, "north", "110100"),
    "beta": Place(Text("乙市", "Beta"), Level.MUNICIPALITY, "north", "110200"),
}
INDICATORS = {
    "firms": Indicator(Text("企业数", "Firms"), "家", sums=True),
    "firms-too": Indicator(
        Text("企业家数", "Number of firms"), "家", sums=True,
        mappings=(IndicatorMapping("firms", Relation.EXACT, "another name"),),
    ),
    "jobs": Indicator(Text("新增就业", "New jobs"), "人", Basis.PER_YEAR, sums=True, better=Better.HIGHER),
    "share": Indicator(Text("占比", "Share"), "percent"),
    "money": Indicator(Text("金额", "Money"), "亿元", Basis.PER_YEAR, sums=True),
    "money-too": Indicator(
        Text("款额", "Sum of money"), "万元", Basis.PER_YEAR, sums=True,
        mappings=(IndicatorMapping("money", Relation.EXACT, "another name"),),
    ),
    "patents": Indicator(Text("授权量", "Patents granted"), "件", Basis.TOTAL, sums=True),
    "labs": Indicator(Text("实验室", "Laboratories"), "家", thing="lab", grade=Grade.ANY, sums=True),
    "labs-regional": Indicator(Text("省级实验室", "Regional ones"), "家", thing="lab", grade=Grade.REGIONAL, sums=True),
}  # fmt: skip


def target(indicator: str, value: str | None, by: int | None = 2025, **fields: object) -> Target:
    """A target; `value` as printed."""
    figure = None if value is None else Decimal(value)
    return Target(indicator=indicator, at="1", quote=f"{indicator} {value}", value=figure, by=by, **fields)  # type: ignore[arg-type]


def result(indicator: str, value: str, year: int | None, **fields: object) -> Observed:
    """A past result."""
    return Observed(
        indicator=indicator, at="1", quote=f"{indicator} {value}", value=Decimal(value), year=year, **fields
    )  # type: ignore[arg-type]


def plan(place: str, *entries: Target | Observed, period: str = "2021-2025", **fields: object) -> Plan:
    """A plan that is encoded whole unless told otherwise."""
    return Plan(
        Text(place, place.title()),
        place,
        Period.read(period),
        fields.pop("encoding", Completeness.COMPLETE),  # type: ignore[arg-type]
        outline={"1": "目标"},
        targets=tuple(e for e in entries if isinstance(e, Target)),
        observed=tuple(e for e in entries if isinstance(e, Observed)),
        **fields,  # type: ignore[arg-type]
    )


def collection_of(**plans: Plan) -> Collection:
    """A region with two cities and these plans; in their names _ stands for -."""
    return Collection(PLACES, INDICATORS, {name.replace("_", "-"): found for name, found in plans.items()})


def first_targets(**plans: Plan) -> Comparison:
    """The first target of the first plan set against that of the second."""
    every, context = context_of(collection_of(**plans))
    first, second = (next(c for c in every if c.plan == name.replace("_", "-")) for name in list(plans)[:2])
    found = compare(first, second, context)
    assert found is not None
    return found


__all__ = [
    "Baseline",
    "Basis",
    "Comparator",
    "Period",
    "Source",
    "collection_of",
    "context_of",
    "first_targets",
    "plan",
    "read_small",
    "result",
    "target",
]  # fmt: skip
