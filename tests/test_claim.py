"""Claims: ids that build and parse as inverses, variants, baselines, and figures as printed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plancmp.claim import number
from plancmp.claim_id import Identity, build_id, parse_id
from plancmp.compare.formatting import format_with_unit
from plancmp.plan_claims import claims
from plancmp.reading.merging import collection
from plancmp.vocabulary import Basis, ClaimType, Vintage
from plancmp.words import Text

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
        st.none() | OF,
        st.none() | st.sampled_from(Vintage),
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
        "variant_of std kind standing copy vintage scope prices count told than restates draft"
    )
    assert list(record) == wanted.split()
    assert record["low"] is None
    assert record["binding"] is None
    assert record["value"] == 3
    assert (record["kind"], record["standing"], record["vintage"]) == ("plan", "issuer", "final")


def test_numbers_are_whole_where_they_can_be():
    """JSON shows 5600, not 5600.0."""
    assert [number(Decimal(x)) for x in ("5600", "7.70", "0")] == [5600, 7.7, 0]
    assert number(None) is None


REPORT = """
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
  gdp:
    name: {zh: 地区生产总值, en: GDP}
    unit: 亿元
    basis: per-year
  jobs:
    name: {zh: 新增就业, en: New jobs}
    unit: 人
    basis: per-year
plans:
  b-report-2022:
    kind: report
    title: {zh: 报告, en: Report}
    place: b
    period: 2022
    issued: 2022
    encoding: partial
    spans:
      "1": 2021
      "1.2": 2017-2021
    targets:
      - indicator: gdp
        basis: growth
        by: 2022
        value: 0.5
        unit: points
        than: {place: a}
        comparator: at-least
        at: "2"
        quote: 高于全省0.5个百分点以上
      - indicator: gdp
        basis: growth
        by: 2022
        key: floor
        than: {indicator: jobs}
        at: "2"
        quote: 与就业增长同步
    observed: []
"""
RESULT = """      - indicator: gdp
        value: {value}
        {more}
        quote: 生产总值{value}亿元
"""


def results(*entries: tuple[str, str]):
    text = "".join(RESULT.format(value=value, more=more.replace("; ", "\n        ")) for value, more in entries)
    loaded = collection("-", text=REPORT.replace("    observed: []\n", f"    observed:\n{text}"))
    assert loaded.problems == ()
    return {c.id: c for c in claims(loaded.collection) if c.type is ClaimType.OBSERVED}


def test_an_id_names_scope_and_vintage_only_where_the_document_has_two():
    """One way of telling a figure needs no mark; of two, each has what sets it apart."""
    one = 'at: "1"; year: 2021; vintage: preliminary; scope: 全口径'
    assert list(results(("5", one))) == ["b-report-2022/gdp/2021!observed"]
    final = ("6", 'at: "1"; year: 2021')
    assert list(results(("5", one), final)) == [
        "b-report-2022/gdp/2021~全口径^preliminary!observed",
        "b-report-2022/gdp/2021!observed",
    ]


def test_a_year_that_is_not_printed_is_that_of_its_section():
    """A section's own span, else that of the one above it; a span's first year only where the basis runs over years."""
    (year,) = results(("5", 'at: "1"')).values()
    assert (year.from_year, year.year) == (None, 2021)
    (level,) = results(("5", 'at: "1.2.1"')).values()
    assert (level.from_year, level.year) == (None, 2021)
    (total,) = results(("5", 'at: "1.2.1"; basis: total')).values()
    assert (total.from_year, total.year, total.id) == (2017, 2021, "b-report-2022/gdp/2017-2021:total!observed")
    (unclear,) = results(("5", 'at: "1"; unclear: {year: of which}')).values()
    assert unclear.year is None


def test_a_claim_tells_who_vouches_for_it_and_what_it_is_set_against():
    """The kind and standing are its document's; what `than` leaves out is the target's own."""
    found = {c.key: c for c in claims(collection("-", text=REPORT.replace("    observed: []\n", "")).collection)}
    than = found[None].record()["than"]
    assert than == {"indicator": "gdp", "place": "a", "plan": None, "by": 2022}
    assert found[None].record()["kind"] == "report"
    assert format_with_unit(found[None]) == Text("增速比甲省高 ≥ 0.5 个百分点", "growth ≥ 0.5 points above A")
    assert found["floor"].value is None
    assert format_with_unit(found["floor"]) == Text("增速与新增就业一致", "growth the same as that of New jobs")
