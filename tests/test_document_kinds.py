"""What plans, outlines and action plans may do, and reports, communiqués and releases may not."""

import pytest

from plancmp.align.engine import align_down
from plancmp.compare import Context, compare
from plancmp.compare.absence import judge_absence
from plancmp.compare.facts import Facts
from plancmp.compare.relations import Relations
from plancmp.plan_claims import claims
from plancmp.reading.merging import collection
from plancmp.vocabulary import Basis, Verdict

HEAD = """\
format: 1
places:
  north:
    name: {zh: 北省, en: North}
    level: region
  alpha:
    name: {zh: 甲市, en: Alpha}
    level: municipality
    within: north
  beta:
    name: {zh: 乙市, en: Beta}
    level: municipality
    within: north
indicators:
  firms:
    name: {zh: 企业数, en: Firms}
    unit: 家
    sums: true
  gdp:
    name: {zh: 生产总值, en: GDP}
    unit: 亿元
    basis: per-year
plans:
"""


def document(ident, period, *entries, kind="", more=""):
    """A document encoded whole, with entries such as "targets firms by: 2025, value: 5"."""
    listed = {"targets": [], "observed": []}
    for entry in entries:
        listing, indicator, fields = entry.split(" ", 2)
        listed[listing].append(f'{{indicator: {indicator}, at: "1", quote: 数{fields.rpartition(" ")[2]}, {fields}}}')
    head = (
        f"  {ident}:\n    title: {{zh: {ident}, en: {ident}}}\n    place: {ident.split('-')[0]}\n    period: {period}\n"
    )
    head += f"    kind: {kind}\n    issued: {period[:4]}\n" if kind else ""
    lists = "".join(
        f"    {name}:\n" + "".join(f"      - {e}\n" for e in found) for name, found in listed.items() if found
    )
    return head + "    encoding: complete\n" + more + lists


def read(*documents):
    loaded = collection("-", text=HEAD + "".join(documents))
    assert loaded.problems == ()
    held = loaded.collection
    every = claims(held)
    return held, {c.id: c for c in every}, Context(held, Relations(held.indicators), Facts(every))


FRAME = document("north-2021", "2021-2025", "targets firms by: 2025, value: 100")
REPORT = document("alpha-report-2022", "2022", "targets gdp by: 2022, value: 9", kind="report")


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (document("alpha-2021", "2021-2025"), Verdict.NO_COUNTERPART),
        (document("alpha-outline-2021", "2021-2025", kind="outline"), Verdict.NO_COUNTERPART),
        (document("alpha-action-2021", "2021-2025", kind="action"), Verdict.NO_COUNTERPART),
        (document("alpha-report-2025", "2025", kind="report"), Verdict.NOT_ENCODED),
        (document("alpha-communique-2025", "2025", kind="communique"), Verdict.NOT_ENCODED),
    ],
    ids=["plan", "outline", "action", "report", "communique"],
)
def test_only_plans_can_be_silent(other, verdict):
    """A report that names no figure has not said that there is none."""
    held, found, _ = read(FRAME, other)
    target = found["north-2021/firms/2025"]
    named = [next(i for i in held.plans if i.startswith("alpha"))]
    assert judge_absence(target, "alpha", held)[0] is verdict
    assert judge_absence(target, "alpha", held, named)[0] is verdict


def test_yearly_targets_of_reports_are_counted_and_laid_under_nothing():
    """Five-year aims that a report reads out are laid under the frame as those of a plan are."""
    report = document(
        "alpha-report-2021",
        "2021",
        "targets firms by: 2025, value: 40",
        "targets firms by: 2021, value: 20",
        kind="report",
    )
    _, found, context = read(FRAME, report)
    alignment = align_down(["north-2021"], found.values(), context)
    (row,) = alignment.rows
    assert [node.claim.id for node in row.under] == ["alpha-report-2021/firms/2025"]
    assert alignment.yearly == 1
    assert alignment.record("en")["yearly_targets_left_out"] == 1


def test_a_report_as_frame_says_what_it_stands_in_for(plancmp, tmp_path):
    """Its five-year aims, where the collection has no plan of the place; not its targets for the year."""
    report = document(
        "north-report-2021",
        "2021",
        "targets firms by: 2025, value: 100",
        "targets gdp by: 2021, value: 7",
        kind="report",
    )
    plan = document("alpha-2021", "2021-2025", "targets firms by: 2025, value: 40", "targets gdp by: 2025, value: 4")
    file = tmp_path / "plans.yaml"
    file.write_text(HEAD + report + plan, encoding="utf-8")
    shown = plancmp("align", "--plans", str(file)).out
    assert "the aims for 2021-2025 that a government work report reads out" in shown
    assert "no outline of North for that time is in the collection" in " ".join(shown.split())
    rows = plancmp("align", "--plans", str(file), "-f", "json").json
    assert rows["schema"] == "plancmp/1"
    assert [row["indicator"] for row in rows["rows"]] == ["firms"]


def test_a_place_stands_for_its_plans_in_diff_and_its_reports_are_counted(plancmp, tmp_path):
    """--reports adds their targets; a place that has only reports says how to take them."""
    file = tmp_path / "plans.yaml"
    more = document("beta-report-2022", "2022", "targets firms by: 2022, value: 8", kind="report")
    file.write_text(HEAD + FRAME + document("alpha-2021", "2021-2025") + REPORT + more, encoding="utf-8")
    plain = plancmp("diff", "north", "alpha", "--plans", str(file), "-f", "json").json
    assert plain["report_targets_left_out"] == {"a": 0, "b": 1}
    assert [claim["id"] for claim in plain["only_b"]] == []
    more = plancmp("diff", "north", "alpha", "--reports", "--plans", str(file), "-f", "json").json
    assert [claim["id"] for claim in more["only_b"]] == ["alpha-report-2022/gdp/2022"]
    refused = plancmp("diff", "north", "beta", "--plans", str(file))
    assert (refused.status, "only beta-report-2022; --reports takes their targets" in refused.err) == (2, True)
    assert plancmp("diff", "north", "beta", "--reports", "--plans", str(file)).status == 0


@pytest.mark.parametrize(
    ("first", "second", "field", "verdict"),
    [
        ("scope: 全口径", "", "scope", Verdict.RELATED),
        ("prices: current", 'prices: "2020"', "prices", Verdict.RELATED),
        ("prices: current", "prices: current", None, Verdict.COMPARABLE),
        ("than: {place: north}", "", "than", Verdict.NOT_COMPUTABLE),
    ],
)
def test_another_series_is_never_subtracted(first, second, field, verdict):
    """Another scope, other prices, a margin over somebody else."""
    _, found, context = read(
        *(
            document(f"{place}-2021", "2021-2025", f"targets gdp by: 2025, {more + ', ' if more else ''}value: 5")
            for place, more in (("alpha", first), ("beta", second))
        )
    )
    pair = compare(found["alpha-2021/gdp/2025"], found["beta-2021/gdp/2025"], context)
    assert pair.verdict is verdict
    assert [r.field for r in pair.reasons if r.field in {"scope", "prices", "than"}] == ([field] if field else [])
    assert (pair.measure.difference is None) == (field is not None)


def test_the_best_standing_and_the_latest_vintage_is_the_fact():
    """The statistics office before the issuer before the press; final before preliminary before estimate."""
    told = (
        document(
            "alpha-release-2021",
            "2021",
            "observed gdp year: 2020, value: 1",
            kind="release",
            more="    standing: press\n",
        ),
        document("alpha-report-2021", "2021", "observed gdp year: 2020, vintage: estimate, value: 2", kind="report"),
        document("alpha-report-2022", "2022", "observed gdp year: 2020, value: 3", kind="report"),
    )
    office = document(
        "alpha-communique-2020",
        "2020",
        "observed gdp year: 2020, value: 4",
        kind="communique",
        more="    standing: statistics\n",
    )
    for documents, value in ((told, 3), ((*told, office), 4), (told[:2], 2), (told[:1], 1)):
        held, found, context = read(*documents, document("alpha-2021", "2021-2025", "targets gdp by: 2025, value: 9"))
        fact = context.facts.find(
            found["alpha-2021/gdp/2025"],
            Basis.PER_YEAR,
            held.plans["alpha-2021"].period._replace(first=2020, last=2020),
        )
        assert fact.claim.value == value


def test_what_a_report_reads_out_is_shown_once_and_summed_once():
    """Of the plan that it restates, or of the one claim that it names."""
    plan = document("alpha-2021", "2021-2025", "targets firms by: 2025, value: 40")
    for restates in ("alpha-2021", "alpha-2021/firms/2025"):
        report = document(
            "alpha-report-2021", "2021", f"targets firms by: 2025, restates: {restates}, value: 40", kind="report"
        )
        _, found, context = read(FRAME, plan, report)
        (row,) = align_down(["north-2021"], found.values(), context).rows
        assert [node.claim.id for node in row.under] == ["alpha-2021/firms/2025"]


def test_two_vintages_of_one_figure_are_no_contradiction(plancmp, tmp_path):
    """Two final figures of one year are."""
    file = tmp_path / "plans.yaml"
    for vintage, findings in (("vintage: preliminary, ", 0), ("key: two, ", 1)):
        report = document(
            "alpha-report-2021", "2021",
            "observed gdp year: 2020, value: 5", f"observed gdp year: 2020, {vintage}value: 6", kind="report",
        )  # fmt: skip
        file.write_text(HEAD + report, encoding="utf-8")
        found = plancmp("audit", "--plans", str(file), "-f", "json").json
        assert [f["finding"] for f in found] == ["values-differ"] * findings
