"""The plans below a frame: who stands under whom, what adds up, what is missing, how it reads."""

import os
from pathlib import Path

import pytest
from small import Baseline, Basis, Comparator, collection_of, context_of, plan, read_small, result, target

from plancmp.align.engine import align_down, narrow
from plancmp.align.upward import align_up
from plancmp.render import Style, render
from plancmp.vocabulary import Theme, Verdict
from plancmp.words import View

GOLDEN = Path(__file__).parent / "goldens"


@pytest.fixture(scope="module")
def small():
    return read_small()


def row_of(found, indicator):
    return next(r for r in found.rows if r.indicator == indicator)


def outline(nodes, depth=0):
    """Each node with its depth, place, plan and verdict."""
    for node in nodes:
        yield f"{'  ' * depth}{node.claim.place} {node.claim.plan} {node.verdict}"
        yield from outline(node.under, depth + 1)


class TestNesting:
    """Every claim under one other."""

    def test_own_targets_hang_under_the_assigned_one_and_a_zone_under_its_city(self, small):
        """The figure that the frame sets for a place is what its own targets are set against."""
        found = align_down(["north-2021"], *small)
        assert list(outline(row_of(found, "firms").under)) == [
            "alpha north-2021 assigned",
            "  alpha alpha-2016 other-period",
            "  alpha alpha-2021 comparable",
            "    alpha-zone alpha-2021 assigned",
            "beta beta-2021 comparable",
        ]

    def test_a_nation_above_regions_above_cities(self, small):
        """The city hangs under what its region sets for it, and the region under the nation."""
        found = align_down(["land-2021"], *small)
        assert list(outline(row_of(found, "firms").under)) == [
            "north land-2021 assigned",
            "  north north-2021 comparable",
            "    alpha north-2021 assigned",
            "      alpha alpha-2016 other-period",
            "      alpha alpha-2021 comparable",
            "        alpha-zone alpha-2021 assigned",
            "    beta beta-2021 comparable",
        ]

    def test_each_claim_is_set_against_the_nearest_frame_year(self, small):
        """2025 against 2025, 2035 against 2035; both frame targets stand in one row."""
        row = row_of(align_down(["land-2021"], *small), "research-share")
        assert (row.frame_claim.year, [c.year for c in row.frame_also]) == (2025, [2035])
        assert [(n.claim.year, n.against.rpartition("/")[2]) for n in row.under] == [(2025, "2025"), (2035, "2035")]

    def test_of_two_frame_years_equally_near_the_later(self):
        """2022 lies between 2020 and 2024."""
        frame = plan("north", target("share", "1", 2020), target("share", "2", 2024))
        every, context = context_of(collection_of(north=frame, a=plan("alpha", target("share", "3", 2022))))
        assert [n.against for n in align_down(["north"], every, context).rows[0].under] == ["north/share/2024"]

    def test_a_result_of_the_frame_is_a_row(self, small):
        """A frame without a target, but with a result."""
        row = row_of(align_down(["north-2021"], *small), "progress")
        assert (row.frame_claim.type, row.frame_claim.year) == ("observed", 2020)
        assert [n.verdict for n in row.under] == [Verdict.COMPARABLE]

    def test_parts_hang_under_what_they_are_a_part_of_or_stand_alone(self):
        """A part for which the city has no related whole stands under the frame itself, and is related."""
        a = plan("alpha", target("firms", "9", of="规上"), target("labs", "5"))
        every, context = context_of(collection_of(north=plan("north", target("firms", "50")), a=a))
        found = align_down(["north"], every, context)
        assert list(outline(found.rows[0].under)) == ["alpha a related"]
        assert [x.claim.indicator for x in found.lower_only] == ["labs"]

    def test_a_figure_that_is_set_for_a_part_is_no_home_for_the_whole(self):
        """The frame says something of some of Alpha's firms only."""
        frame = plan("north", target("firms", "50", for_=("alpha",), of="规上"))
        every, context = context_of(collection_of(north=frame, a=plan("alpha", target("firms", "9"))))
        assert [x.claim.id for x in align_down(["north"], every, context).lower_only] == ["a/firms/2025"]


class TestSums:
    """What adds up, and what is left."""

    def test_the_known_sum_and_the_remainder(self, small):
        """Assigned and comparable figures of the very year; a floor makes a ceiling of the remainder."""
        row = row_of(align_down(["north-2021"], *small), "firms")
        assert (row.known_sum.low, row.known_sum.high) == (3400, None)
        assert (row.remainder.low, row.remainder.high) == (None, 2200)
        assert [(m.place, m.verdict) for m in row.missing] == [("gamma", Verdict.NOT_ENCODED)]

    def test_units_are_told_in_the_frames(self, small):
        """3,000,000 万元 of 1,200 亿元."""
        row = row_of(align_down(["north-2021"], *small), "output")
        assert (row.known_sum.exact, row.remainder.exact) == (300, 900)
        assert [(m.place, m.verdict) for m in row.missing] == [
            ("alpha", Verdict.NOT_COMPUTABLE),
            ("gamma", Verdict.NOT_ENCODED),
        ]

    def test_shares_have_no_sum(self, small):
        """All places are missing from it, each with what it has."""
        row = row_of(align_down(["north-2021"], *small), "research-share")
        assert row.known_sum is None
        assert row.remainder is None
        assert [(m.place, m.verdict) for m in row.missing] == [
            ("alpha", Verdict.ASSIGNED),
            ("beta", Verdict.COMPARABLE),
            ("gamma", Verdict.NOT_ENCODED),
        ]

    def test_rates_have_no_sum(self):
        """10 % and 12 % of growth do not add up, though firms do."""
        growth = {"basis": Basis.GROWTH, "from_": 2021, "unit": "percent"}
        every, context = context_of(
            collection_of(
                north=plan("north", target("firms", "10", **growth)), a=plan("alpha", target("firms", "12", **growth))
            )
        )
        row = align_down(["north"], every, context).rows[0]
        assert row.known_sum is None
        assert row.under[0].comparison.measure.difference.exact == 2

    def test_an_earlier_or_converted_figure_is_in_no_sum(self):
        """An increase that leads to a level by a conversion is comparable, and in no sum of levels."""
        a = plan("alpha", target("firms", "150", basis=Basis.ADDED, from_=2021), result("firms", "234", 2020))
        every, context = context_of(
            collection_of(north=plan("north", target("firms", "5600")), a=a, b=plan("beta", target("firms", "9", 2024)))
        )
        row = align_down(["north"], every, context).rows[0]
        assert [n.verdict for n in row.under] == [Verdict.COMPARABLE_AFTER, Verdict.OTHER_PERIOD]
        assert row.known_sum is None

    def test_narrowing_to_a_place_changes_no_sum(self, small):
        """What is left for the others does not depend on what is looked at."""
        row = row_of(align_down(["north-2021"], *small, places=("beta",)), "firms")
        assert [n.claim.place for n in row.under] == ["beta"]
        assert row.known_sum.low == 3400
        assert [m.place for m in row.missing] == ["gamma"]


class TestAmplification:
    """层层加码 only with all children; a capital above the mean is none."""

    def test_one_place_above_is_none(self, small):
        """A sentence says so."""
        found = align_down(["north-2021"], *small)
        assert row_of(found, "research-share").amplification is None
        assert "no amplification" in render(found, "plain", Style("en"))
        assert "不等于层层加码" in render(found, "plain", Style("zh"))

    def test_with_every_place_above_the_mean_is_above_whatever_the_weights(self):
        """Each place's own target counts before the one set for it: +0.1, +0.2 and +1.0."""
        every, context = read_small("small-partial.yaml")
        found = row_of(align_down(["north-2021"], every, context), "research-share").amplification
        assert (found.above, str(found.difference.low), str(found.difference.high)) == (True, "0.1", "1.0")

    @pytest.mark.parametrize(("beta", "above"), [("1", None), ("0.5", None), ("1.8", True)])
    def test_between_the_places_it_is_not_determined(self, beta, above):
        """The weights are not printed."""
        every, context = context_of(
            collection_of(
                north=plan("north", target("share", "1.6")),
                a=plan("alpha", target("share", "2")),
                b=plan("beta", target("share", beta)),
            )
        )
        assert align_down(["north"], every, context).rows[0].amplification.above is above

    def test_where_no_place_is_above_there_is_none(self):
        """Whatever the weights."""
        every, context = context_of(
            collection_of(
                north=plan("north", target("share", "1.6")),
                a=plan("alpha", target("share", "1.6")),
                b=plan("beta", target("share", "1.5")),
            )
        )
        assert align_down(["north"], every, context).rows[0].amplification.above is False

    def test_of_totals_it_is_a_ratio(self):
        """70 and 50 for a frame of 100."""
        every, context = context_of(
            collection_of(
                north=plan("north", target("firms", "100")),
                a=plan("alpha", target("firms", "70")),
                b=plan("beta", target("firms", "50")),
            )
        )
        row = align_down(["north"], every, context).rows[0]
        assert (row.amplification.above, str(row.amplification.ratio.exact)) == (True, "1.2")
        assert (row.remainder.exact, row.missing) == (-20, ())


class TestAlone:
    """What nothing stands beside, and why."""

    def test_below_alone(self, small):
        """A frame of the same years that is whole and silent is no counterpart; of other years, not encoded."""
        found = align_down(["land-2021"], *small)
        told = {x.verdict for x in found.lower_only if x.claim.year == 2025}
        earlier = {x.verdict for x in found.lower_only if x.claim.year == 2020}
        assert (told, earlier) == ({Verdict.NO_COUNTERPART}, {Verdict.NOT_ENCODED})

    def test_a_frame_target_is_without_counterpart_only_where_all_places_are_silent(self):
        """One city without a plan leaves it open."""
        frame, silent = plan("north", target("share", "1.6")), plan("alpha")
        for plans, verdict in (
            ({"a": silent}, Verdict.NOT_ENCODED),
            ({"a": silent, "b": plan("beta")}, Verdict.NO_COUNTERPART),
        ):
            every, context = context_of(collection_of(north=frame, **plans))
            found = align_down(["north"], every, context)
            assert [x.verdict for x in found.frame_only] == [verdict]


class TestTurnedRound:
    """Each city's targets, and what stands above them."""

    def test_what_is_set_for_the_place_first_then_the_whole(self, small):
        """The difference keeps its sense: lower minus upper."""
        found = align_up(["alpha-2021"], *small)
        row = row_of(found, "research-share")
        assert [(n.claim.place, n.claim.plan) for n in row.under] == [
            ("land", "land-2021"),
            ("alpha", "north-2021"),
            ("north", "north-2021"),
        ]
        assert [str(n.comparison.measure.difference.exact) for n in row.under] == ["-0.4", "0.1", "1.0"]

    def test_figures_set_for_other_places_are_left_out(self, small):
        """Beta is not told what the region sets for Alpha."""
        found = align_up(["beta-2021"], *small)
        assert "alpha" not in {x.claim.place for x in found.lower_only}


class TestNarrow:
    """Parts of an alignment."""

    def test_by_verdict(self, small):
        """A node stays where something below it has the verdict; what has no counterpart goes by its own."""
        found = narrow(align_down(["land-2021"], *small), frozenset(), frozenset({Verdict.NO_COUNTERPART}))
        assert (found.rows, found.frame_only) == ((), ())
        assert {x.claim.year for x in found.lower_only} == {2025}

    def test_by_theme_and_part(self, small):
        """Rows, lists and tasks of a field of work."""
        found = narrow(align_down(["north-2021"], *small), frozenset({Theme.TRANSFER}), frozenset())
        assert [r.indicator for r in found.rows] == ["output"]
        assert [t.title for t in found.tasks] == ["技术市场建设"]


def test_the_head_tells_how_each_plan_stands(small):
    """By its own word and its period."""
    found = align_down(["north-2021"], *small)
    assert [(s.plan, s.declared, s.overlaps) for s in found.standings] == [
        ("alpha-2016", False, False),
        ("alpha-2021", True, True),
        ("beta-2021", True, True),
    ]


def test_record_has_the_promised_names(small):
    """Scripts depend on them."""
    record = align_down(["north-2021"], *small).record("en")
    assert {"frame", "level", "rows", "frame_only", "lower_only", "tasks"} <= set(record)
    row = next(r for r in record["rows"] if r["indicator"] == "firms")
    assert {
        "indicator",
        "frame_claim",
        "frame_also",
        "frame_at_year",
        "under",
        "known_sum",
        "remainder",
        "missing_places",
        "missing",
    } <= set(row)
    assert (row["known_sum"], row["known_sum_low"], row["known_sum_high"]) == (None, 3400, None)
    node = row["under"][0]
    assert {
        "claim",
        "verdict",
        "reasons",
        "mapping",
        "against",
        "difference",
        "ratio",
        "share",
        "at_year",
        "under",
    } <= set(node)
    assert record["tasks"][0]["under"][0] == {
        "task": "alpha-2016/task.market", "link": "part-of", "because": "The same market",
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["region", "nation", "municipality"])
def test_it_reads_like_this(view, lang):
    """The tree as people see it, folded at 80 columns."""
    every, context = read_small("small-partial.yaml")
    found = {
        "region": lambda: align_down(["north-2021"], every, context),
        "nation": lambda: align_down(["land-2021"], every, context),
        "municipality": lambda: align_up(["alpha-2016", "alpha-2021"], every, context),
    }[view]()
    text = render(found, "table", Style(lang, 80, View(explain=view == "region")))
    golden = GOLDEN / f"align.{view}.{lang}.txt"
    if os.environ.get("PLANCMP_REWRITE"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
    assert text.encode("gbk")


def test_comparators_and_baselines_are_in_the_row():
    """From the printed baseline to the target, and its pace."""
    frame = plan(
        "north",
        target(
            "firms", "5600", comparator=Comparator.ABOVE, baseline=Baseline(2020, result("firms", "2800", 2020).value)
        ),
    )
    every, context = context_of(collection_of(north=frame, a=plan("alpha", target("firms", "9"))))
    assert "2,800 (2020) → > 5,600 (2025)  > +14.9 % a year" in render(
        align_down(["north"], every, context), "plain", Style("en")
    )
