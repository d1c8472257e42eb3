"""Claims: ids that build and parse as inverses, variants, baselines, and figures as printed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plancmp.claim import Identity, build_id, claims, number, parse_id
from plancmp.reading.merging import collection
from plancmp.vocabulary import Basis, ClaimType

SLUG = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,5})?", fullmatch=True)
YEAR = st.integers(1990, 2050).map(str)
SPAN = st.one_of(st.just("undated"), YEAR, st.tuples(YEAR, YEAR).map("-".join))
OF = st.text("市本级县规模以上企业AZ（）、“” ", min_size=1, max_size=8).filter(lambda s: s == s.strip() and s)


@given(
    st.builds(
        Identity,
        SLUG,
        SLUG,
        st.sampled_from(ClaimType),
        st.none() | SLUG,
        st.none() | OF,
        SPAN,
        st.none() | st.sampled_from(Basis),
        st.none() | YEAR,
        st.none() | SLUG,
        st.none() | st.integers(2, 9),
    )
)
def test_an_id_parses_back_to_what_it_was_built_of(identity: Identity):
    """`build_id` and `parse_id` are inverse."""
    assert parse_id(build_id(identity)) == identity


@given(st.text(max_size=40))
def test_any_text_is_an_id_or_none(text: str):
    """What parses builds the same text again."""
    identity = parse_id(text)
    assert identity is None or build_id(identity) == text


SMALL = """
format: 1
places:
  a:
    name: {zh: 甲省, en: A}
    level: region
  b:
    name: {zh: 乙市, en: B}
    level: municipality
    within: a
indicators:
  firms:
    name: {zh: 企业, en: Firms}
    unit: 家
    sums: true
  contracts:
    name: {zh: 合同额, en: Contracts}
    unit: 亿元
    basis: per-year
    sums: true
plans:
  a-2021:
    title: {zh: 甲规划, en: A plan}
    place: a
    period: 2021-2025
    encoding: complete
    targets:
      - indicator: contracts
        by: 2025
        value: 7.70
        comparator: at-least
        baseline: {year: 2020, value: 5}
        at: "1"
        quote: 合同额 5 ≥7.70
        also:
          - at: "2"
            quote: 合同额7700万元以上
            value: 7700
            unit: 万元
      - indicator: firms
        for: [b]
        by: 2025
        value: 12
        at: "1"
        quote: 企业12家
    observed:
      - indicator: firms
        basis: added
        from: 2016
        year: 2020
        value: 3
        at: "1"
        quote: 新增企业3家
"""


def small():
    loaded = collection("-", text=SMALL)
    assert loaded.problems == ()
    return {c.id: c for c in claims(loaded.collection)}


def test_each_entry_gives_its_claims():
    """A target, its other printing with another value, its baseline; a place for whom it is set; a result."""
    assert list(small()) == [
        "a-2021/contracts/2025",
        "a-2021/contracts/2025+2",
        "a-2021/contracts/2020!baseline",
        "a-2021/firms@b/2025",
        "a-2021/firms/2016-2020:added!observed",
    ]


def test_a_printed_figure_keeps_its_places_and_is_told_in_the_indicators_unit():
    """7.70 keeps two places; 7700万元 is 0.77 亿元."""
    found = small()
    assert str(found["a-2021/contracts/2025"].value) == "7.70"
    variant = found["a-2021/contracts/2025+2"]
    assert (variant.value, variant.unit, variant.std.value, variant.std.unit) == (
        Decimal(7700),
        "万元",
        Decimal("0.77"),
        "亿元",
    )
    assert variant.variant_of == "a-2021/contracts/2025"


def test_a_baseline_takes_what_it_leaves_out_from_its_target():
    """Unit, basis and place are the target's; the comparator and the wording are not."""
    baseline = small()["a-2021/contracts/2020!baseline"]
    assert (baseline.unit, str(baseline.basis), baseline.comparator, baseline.year) == (
        "亿元",
        "per-year",
        "reach",
        2020,
    )
    assert baseline.beside == "a-2021/contracts/2025"


def test_a_figure_for_a_place_inside_is_assigned():
    """Assigned says that the plan sets it for somebody else."""
    found = small()["a-2021/firms@b/2025"]
    assert found.assigned
    assert found.record()["place"] == "b"
    assert found.record()["plan_place"] == "a"


def test_the_record_has_the_stable_fields_and_null_for_the_unknown():
    """Scripts depend on these names."""
    record = small()["a-2021/firms/2016-2020:added!observed"].record()
    wanted = (
        "id type plan plan_place place indicator indicator_zh indicator_en value low high unit comparator commitment basis "
        "binding year from_year section quote also assigned of every base_from base_year plan_from plan_by lead unclear "
        "variant_of std"
    )
    assert list(record) == wanted.split()
    assert record["low"] is None
    assert record["binding"] is None
    assert record["value"] == 3


def test_numbers_are_whole_where_they_can_be():
    """JSON shows 5600, not 5600.0."""
    assert [number(Decimal(x)) for x in ("5600", "7.70", "0")] == [5600, 7.7, 0]
    assert number(None) is None
