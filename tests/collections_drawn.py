"""Small collections drawn at random, for laws that hold of every collection."""

from hypothesis import strategies as st

from plancmp.model import (
    Baseline,
    Collection,
    Indicator,
    IndicatorMapping,
    Observed,
    Period,
    Place,
    Plan,
    Target,
)
from plancmp.vocabulary import Basis, Commitment, Comparator, Completeness, Differs, Every, Grade, Level, Relation
from plancmp.words import Text

PLACES = {
    "land": Place(Text("国", "Land"), Level.NATION, code="000000"),
    "north": Place(Text("北省", "North"), Level.REGION, "land", "110000", parts=Completeness.COMPLETE),
    "alpha": Place(Text("甲市", "Alpha"), Level.MUNICIPALITY, "north", "110100"),
    "beta": Place(Text("乙市", "Beta"), Level.MUNICIPALITY, "north", "110200"),
    "zone": Place(Text("甲区", "Zone"), Level.ZONE, "alpha"),
}
INSIDE = {"land": ["north", "alpha"], "north": ["alpha", "beta", "zone"], "alpha": ["zone"], "beta": []}
HOMES = {"land-21": "land", "north-21": "north", "alpha-16": "alpha", "alpha-21": "alpha", "beta-21": "beta"}
PERIODS = {"16": Period(2016, 2020), "21": Period(2021, 2025)}
UNITS = {"count": ["家", "个", "万家"], "money": ["亿元", "万元"], "percent": ["percent"], "count/万人": ["件/万人"]}

amounts = st.decimals(min_value=1, max_value=9999, places=1)
indicator_ids = [f"i{n}" for n in range(3)]


def rarely(draw: st.DrawFn, times: int) -> bool:
    """One time in so many; never in the simplest example."""
    return draw(st.integers(1, times)) == times


@st.composite
def indicators(draw: st.DrawFn) -> dict[str, Indicator]:
    """Three indicators with mappings between some of them, two grades of one thing among them."""
    found = {}
    for number, ident in enumerate(indicator_ids):
        kind, sums, basis = draw(
            st.sampled_from(
                [
                    ("count", True, Basis.LEVEL),
                    ("money", True, Basis.PER_YEAR),
                    ("count", True, Basis.TOTAL),
                    ("percent", False, Basis.LEVEL),
                    ("count/万人", False, Basis.LEVEL),
                ]
            )
        )
        mappings = tuple(
            IndicatorMapping(to, draw(st.sampled_from(list(Relation))), "drawn", differs=(Differs.NUMERATOR,))
            for to in draw(st.lists(st.sampled_from(indicator_ids), max_size=1))
            if to != ident
        )
        graded = number < 2 and kind == "count"
        found[ident] = Indicator(
            Text(ident, ident),
            UNITS[kind][0],
            basis,
            thing="thing" if graded else None,
            grade=[Grade.NATIONAL, Grade.ANY][number] if graded else None,
            sums=sums,
            mappings=mappings,
        )
    return found


@st.composite
def figures(draw: st.DrawFn, unit: str, basis: Basis | None) -> dict[str, object]:
    """Value or range, unit and comparator that suit a basis."""
    if basis in {Basis.GROWTH, Basis.GROWTH_TOTAL}:
        unit = "percent"
    elif basis is Basis.MULTIPLE:
        unit = "倍"
    elif basis is Basis.CHANGE and unit == "percent":
        unit = "points"
    else:
        unit = draw(st.sampled_from(next(units for units in UNITS.values() if unit in units)))
    small = {Basis.GROWTH: 30, Basis.GROWTH_TOTAL: 200, Basis.MULTIPLE: 5}.get(basis or Basis.LEVEL)
    numbers = st.decimals(min_value=1, max_value=small, places=1) if small else amounts
    if rarely(draw, 5):
        low = draw(numbers)
        return {"low": low, "high": low + 1, "unit": unit}
    return {
        "value": draw(numbers),
        "unit": unit,
        "comparator": draw(st.sampled_from(list(Comparator))) if rarely(draw, 2) else Comparator.REACH,
    }


@st.composite
def entries(draw: st.DrawFn, plan: str, definitions: dict[str, Indicator], number: int) -> Target | Observed:
    """A target, perhaps with a baseline, or a result."""
    period = PERIODS[plan[-2:]]
    ident = draw(st.sampled_from(indicator_ids))
    definition = definitions[ident]
    basis = draw(st.sampled_from(list(Basis))) if rarely(draw, 3) else None
    inside = INSIDE[HOMES[plan]]
    shared = {
        "indicator": ident,
        "at": "1",
        "quote": f"q{number}",
        "key": f"k{number}",
        "for_": (draw(st.sampled_from(inside)),) if inside and rarely(draw, 3) else (),
        "of": "部分" if rarely(draw, 8) else None,
        "basis": basis,
        "every": draw(st.sampled_from([Every.YEAR, Every.COUNTY])) if rarely(draw, 8) else None,
        **draw(figures(definition.unit, basis)),
    }
    if rarely(draw, 3):
        year = draw(st.sampled_from([None, period.first - 6])) if rarely(draw, 3) else period.first - 1
        base = Period(period.first - 6, period.first - 6) if rarely(draw, 2) else None
        return Observed(**shared, year=year, base=base)
    baseline = None
    if draw(st.booleans()):
        baseline = Baseline(period.first - 1, draw(amounts), unit=definition.unit, basis=definition.basis)
    return Target(
        **shared,
        from_=period.first if rarely(draw, 3) else None,
        by=draw(st.sampled_from([None, period.last + 10])) if rarely(draw, 4) else period.last,
        commitment=draw(st.sampled_from(list(Commitment))),
        baseline=baseline,
    )


@st.composite
def drawn_collections(draw: st.DrawFn) -> Collection:
    """A nation, a region, two cities and a zone; five plans of two periods with a handful of entries each."""
    definitions = draw(indicators())
    plans = {}
    for ident, place in HOMES.items():
        found = [draw(entries(ident, definitions, n)) for n in range(draw(st.sampled_from([5, 3, 4, 0])))]
        plans[ident] = Plan(
            Text(ident, ident),
            place,
            PERIODS[ident[-2:]],
            draw(st.sampled_from(list(Completeness))),
            outline={"1": "目标"},
            targets=tuple(x for x in found if isinstance(x, Target)),
            observed=tuple(x for x in found if isinstance(x, Observed)),
        )
    return Collection(PLACES, definitions, plans)
