"""Two places or plans beside each other: which pair is compared, what is left, fields and tasks."""

import os
from pathlib import Path

import pytest
from small import Basis, collection_of, context_of, plan, read_small, result, target

from plancmp.diff.engine import diff
from plancmp.lookup import find_side, make_plan_side
from plancmp.render import Style, render
from plancmp.vocabulary import Theme, Verdict
from plancmp.words import View

GOLDEN = Path(__file__).parent / "goldens"


@pytest.fixture(scope="module")
def small():
    return read_small()


def beside(a, b, every, context, **options):
    return diff(find_side(a, context.collection), find_side(b, context.collection), every, context, **options)


def row_of(found, indicator):
    return next(r for r in found.rows if r.a[0].indicator == indicator)


class TestPair:
    """The most comparable, then the nearest in time, the later, by id."""

    def test_the_most_comparable_of_several_plans(self, small):
        """Alpha has two plans; 2025 stands against 2025."""
        row = row_of(beside("alpha", "beta", *small), "research-share")
        assert [c.plan for c in row.a] == ["alpha-2016", "alpha-2021"]
        assert (row.pair.first.plan, row.pair.verdict) == ("alpha-2021", Verdict.COMPARABLE)
        assert str(row.pair.measure.difference.exact) == "-0.8"

    def test_a_city_before_a_zone_of_it(self, small):
        """The zone's figure is listed and not compared."""
        row = row_of(beside("alpha", "beta", *small), "firms")
        assert row.pair.first.id == "alpha-2021/firms/2025"
        assert "alpha-2021/firms@alpha-zone/2025" in {c.id for c in row.a}

    def test_a_zone_never_stands_for_its_city_beside_another(self, small):
        """Though the zone's year is the very one: its figure concerns only places that it lies in."""
        every, context = small
        city = [c for c in every if c.id != "alpha-2021/firms/2025"]
        row = row_of(beside("alpha", "beta", city, context), "firms")
        assert (row.pair.first.id, row.pair.verdict) == ("alpha-2016/firms/2020:added", Verdict.OTHER_PERIOD)
        zone = [c for c in city if c.id != "alpha-2016/firms/2020:added"]
        found = beside("alpha", "beta", zone, context)
        assert "firms" not in {row.a[0].indicator for row in found.rows}
        assert "alpha-zone" in {lone.claim.place for lone in found.only_a}

    def test_the_nearest_year_then_the_later(self):
        """2024 is as near to 2025 as 2026 is."""
        a = plan(
            "alpha",
            target("share", "1", 2021),
            target("share", "2", 2024),
            target("share", "3", 2026),
            target("share", "5", 2031),
        )
        every, context = context_of(collection_of(a=a, b=plan("beta", target("share", "4", 2025))))
        assert row_of(beside("a", "b", every, context), "share").pair.first.year == 2026

    def test_the_order_of_verdicts(self):
        """Another year before a missing input, a missing input before another basis."""
        a = plan(
            "alpha",
            target("firms", "1", basis=Basis.TOTAL, from_=2021),
            target("firms", "2", basis=Basis.ADDED, from_=2021),
            target("firms", "3", 2024),
        )
        b = plan("beta", target("firms", "4"))
        for kept, verdict in (
            (a.targets, Verdict.OTHER_PERIOD),
            (a.targets[:2], Verdict.NOT_COMPUTABLE),
            (a.targets[:1], Verdict.BASIS_DIFFERS),
        ):
            every, context = context_of(collection_of(a=plan("alpha", *kept), b=b))
            assert row_of(beside("a", "b", every, context), "firms").pair.verdict is verdict

    def test_a_result_joins_where_the_other_side_has_a_target(self):
        """With --results everywhere."""
        held = collection_of(
            a=plan("alpha", target("share", "2"), result("firms", "5", 2020)),
            b=plan("beta", result("share", "1", 2020), result("firms", "6", 2020)),
        )
        every, context = context_of(held)
        assert [r.a[0].indicator for r in beside("a", "b", every, context).rows] == ["share"]
        found = beside("a", "b", every, context, results=True)
        assert {r.a[0].indicator for r in found.rows} == {"share", "firms"}


class TestAlone:
    """What only one side has is listed, never dropped, with the verdict."""

    def test_everything_is_there_once(self, small):
        """Rows and both lists together hold every target of both sides."""
        found = beside("alpha", "beta", *small)
        shown = [c.id for r in found.rows for c in (*r.a, *r.b) if c.type == "target"]
        shown += [x.claim.id for x in (*found.only_a, *found.only_b)]
        plans = {"alpha-2016", "alpha-2021", "beta-2021"}
        assert sorted(shown) == sorted(c.id for c in small[0] if c.plan in plans and c.type == "target")

    def test_what_comes_nearest_is_told(self):
        """Its indicator is compared with another one; silence is not overstated."""
        a = plan("alpha", target("labs", "9"), target("labs-regional", "5"))
        every, context = context_of(collection_of(a=a, b=plan("beta", target("labs", "7"))))
        alone = beside("a", "b", every, context).only_a
        assert [(x.claim.indicator, x.verdict, x.near[0].indicator) for x in alone] == [
            ("labs-regional", Verdict.NO_COUNTERPART, "labs")
        ]

    def test_a_result_of_another_indicator_is_not_near(self):
        """Only targets of a mapped indicator are."""
        a, b = plan("alpha", target("labs", "9")), plan("beta", result("labs-regional", "7", 2020))
        every, context = context_of(collection_of(a=a, b=b))
        assert [x.near for x in beside("a", "b", every, context).only_a] == [()]

    def test_verdicts_narrow(self, small):
        """Rows and lists of one verdict."""
        found = beside("alpha", "beta", *small, verdicts=frozenset({Verdict.NOT_ENCODED}))
        assert (found.rows, found.only_b, found.themes) == ((), (), ())
        assert {x.verdict for x in found.only_a} == {Verdict.NOT_ENCODED}


class TestFieldsAndTasks:
    """Which fields and industries one side names and the other does not."""

    def test_counts_by_theme(self, small):
        """Targets and tasks, each side."""
        counts = {c.theme: (c.targets, c.tasks) for c in beside("alpha", "beta", *small).themes}
        assert counts[Theme.TRANSFER] == ((1, 1), (1, 1))
        assert counts[Theme.INDUSTRY] == ((0, 0), (1, 1))
        assert counts[Theme.PATENTS] == ((1, 0), (0, 0))

    def test_tasks_that_lead_to_one_task_above_meet(self, small):
        """A market and an exchange, both for the region's market."""
        found = beside("alpha", "beta", *small)
        pair = found.tasks.pairs[0]
        assert (pair.a.task.key, pair.b.task.key, pair.through) == ("market", "exchange", "north-2021/task.contracts")
        assert [t.task.key for t in found.tasks.only_a] == ["cars"]

    def test_a_direct_link_says_who_says_it(self, small):
        """Alpha's market is part of the region's."""
        found = beside("north", "alpha", *small)
        pair = found.tasks.pairs[0]
        assert (pair.link, pair.says) == ("part-of", "alpha-2016/task.market")

    def test_a_theme_narrows_the_tasks_too(self, small):
        """Only that field."""
        found = beside("alpha", "beta", *small, themes=frozenset({Theme.INDUSTRY}))
        assert [c.theme for c in found.themes] == [Theme.INDUSTRY]
        assert [t.task.key for t in found.tasks.only_a] == ["cars"]


def test_two_plans_of_one_place(small):
    """A city's plan and the one before it."""
    every, context = small
    found = diff(
        make_plan_side("alpha-2016", context.collection),
        make_plan_side("alpha-2021", context.collection),
        every,
        context,
    )
    assert row_of(found, "firms").pair.verdict is Verdict.OTHER_PERIOD
    assert {x.verdict for x in found.only_a} == {Verdict.NO_COUNTERPART}


def test_record_has_the_promised_names(small):
    """Scripts depend on them."""
    record = beside("alpha", "beta", *small).record("en")
    assert {"a", "b", "rows", "only_a", "only_b", "themes", "tasks"} <= set(record)
    row = record["rows"][0]
    assert {
        "indicator",
        "indicator_b",
        "a",
        "b",
        "pair",
        "verdict",
        "reasons",
        "difference",
        "ratio",
        "at_year",
    } <= set(row)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format_", ["table", "plain", "markdown"])
def test_it_reads_like_this(format_, lang, small):
    """A block an indicator on a terminal, a record a line in a pipe."""
    text = render(
        beside("alpha", "beta", *small),
        format_,
        Style(lang, 80 if format_ == "table" else 0, View(explain=True, everything=True)),
    )
    golden = GOLDEN / f"diff.{format_}.{lang}.txt"
    if os.environ.get("PLANCMP_REWRITE"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
    assert text.encode("gbk")
