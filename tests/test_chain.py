"""One indicator down all levels and along its five-year periods."""

import csv
import io
import json

import pytest
from small import INDICATORS, PLACES, Basis, Comparator, context_of, plan, result, target

from plancmp.align.engine import align_down
from plancmp.align.levels import find_whole_chains
from plancmp.chain.engine import build_chain
from plancmp.model import Collection, Period, Place
from plancmp.problems import PlancmpError
from plancmp.render import Style, render
from plancmp.session import Session
from plancmp.vocabulary import Completeness, DocumentKind, Level
from plancmp.words import Text, View

LAND = {
    "land": Place(Text("全国", "Land"), Level.NATION, parts=Completeness.COMPLETE),
    **PLACES,
    "north": PLACES["north"]._replace(within="land"),
    "alpha-zone": Place(Text("甲园区", "Alpha Zone"), Level.ZONE, "alpha"),
}


def chain_of(indicator, plans, today=2026, **narrowed):
    every, context = context_of(Collection(LAND, INDICATORS, plans))
    return build_chain(indicator, every, context, today=today, **narrowed)


def draw(found):
    """Period → ids of its targets as a tree of tuples, with the verdict on each."""

    def tell(node):
        return (node.claim.id, str(node.comparison.verdict) if node.comparison else "", [tell(n) for n in node.under])

    return {str(period.period): [tell(node) for node in period.nodes] for period in found.periods}


WHOLE = {
    "land-2021": plan("land", target("share", "10")),
    "north-2021": plan("north", target("share", "8"), target("share", "9", for_=("beta",))),
    "alpha-2021": plan("alpha", target("share", "7"), target("share", "12", for_=("alpha-zone",))),
    "beta-2021": plan("beta", target("share", "11")),
}


def test_each_target_hangs_under_the_nearest_place_above():
    """What is set for a place stands above what it sets itself; a zone under its city."""
    assert draw(chain_of("share", WHOLE)) == {
        "2021-2025": [
            ("land-2021/share/2025", "", [
                ("north-2021/share/2025", "comparable", [
                    ("alpha-2021/share/2025", "comparable", [
                        ("alpha-2021/share@alpha-zone/2025", "assigned", []),
                    ]),
                    ("north-2021/share@beta/2025", "assigned", [
                        ("beta-2021/share/2025", "comparable", []),
                    ]),
                ]),
            ]),
        ]
    }  # fmt: skip


def test_a_level_that_sets_nothing_is_passed_over():
    """The city stands under the nation, or under what the nation reached; an earlier year stays an earlier year."""
    plans = {"land-2021": WHOLE["land-2021"], "alpha-2021": plan("alpha", target("share", "7", 2023))}
    assert draw(chain_of("share", plans)) == {
        "2021-2025": [("land-2021/share/2025", "", [("alpha-2021/share/2023", "other-period", [])])]
    }
    plans["land-2021"] = plan("land", result("share", "3", 2021), result("share", "4", 2023))
    assert draw(chain_of("share", plans)) == {
        "2021-2025": [("land-2021/share/2023!observed", "", [("alpha-2021/share/2023", "comparable", [])])]
    }
    assert chain_of("share", plans).answer.counts["targets"] == 1


def test_periods_are_those_of_the_years_and_names_of_one_indicator_are_one():
    """A target for a year that another plan covers stands in that year's period."""
    plans = {
        "land-2016": plan("land", target("firms", "5", 2020), target("firms", "9", 2030), period="2016-2020"),
        "north-2021": plan("north", target("firms-too", "4", 2030)),
    }
    found = chain_of("firms", plans)
    assert [str(p.period) for p in found.periods] == ["2016-2020", "2026-2030"]
    assert [str(p.period) for p in chain_of("firms-too", plans, period=Period(2026, 2030)).periods] == ["2026-2030"]
    assert [pair.verdict for pair in found.periods[1].pairs] == ["comparable"]


def test_goals_of_one_year_are_counted_and_not_shown():
    """Of reports; those over years are shown."""
    report = plan(
        "north", target("share", "5", 2021), target("share", "6", 2025), period="2021", kind=DocumentKind.REPORT
    )
    found = chain_of("share", {"north-report-2021": report})
    assert found.yearly == 1
    assert [node.claim.year for period in found.periods for node in period.walk()] == [2025]


def test_a_place_keeps_what_lies_around_and_in_it():
    """Not its neighbours."""
    found = chain_of("share", WHOLE, places=["alpha"])
    places = [node.claim.place for period in found.periods for node in period.walk()]
    assert places == ["land", "north", "alpha", "alpha-zone"]


def test_results_stand_beside():
    """As track judges them."""
    later = plan("alpha", result("share", "8", 2025), period="2026", kind=DocumentKind.REPORT)
    own = plan("alpha", target("share", "7", comparator=Comparator.AT_LEAST))
    found = chain_of("share", {**WHOLE, "alpha-2021": own, "alpha-report-2026": later})
    (node,) = (n for n in found.periods[0].walk() if n.claim.id == "alpha-2021/share/2025")
    assert node.outcome is not None
    assert (str(node.outcome.state), node.outcome.latest.step.claim.plan) == ("met", "alpha-report-2026")


def test_gaps_of_the_places_below_each_target():
    """Of the region's two cities that set their own; what is set for a city is none of its own."""
    found = chain_of(
        "share",
        {**WHOLE, "beta-2021": plan("beta", target("share", "11")), "north-2021": plan("north", target("share", "8"))},
    )
    ((upper, gaps),) = found.periods[0].gaps
    assert (upper.id, [(gap.place, gap.gap) for gap in gaps.gaps]) == (
        "north-2021/share/2025",
        [("alpha", -1), ("beta", 3)],
    )
    assert found.record("en")["periods"][0]["gaps"][0]["upper"] == "north-2021/share/2025"
    assert "highest +3" in render(found, "plain", Style("en"))
    assert chain_of("share", WHOLE).periods[0].gaps == ()


def test_the_answer_says_which_levels_there_are():
    """Period by period, with what may be said of the pairs."""
    sentences = [sentence.en for sentence in chain_of("share", WHOLE).answer.sentences]
    assert sentences == [
        "Three levels have a target for 2021–2025.",
        (
            "2021–2025: targets of Land, North, Alpha, Beta, Alpha Zone; of 5 pairs 3 can be compared, "
            "2 set by the plan itself for a place."
        ),
        "The lower figure is above the upper in 1, below the upper in 2.",
    ]
    two = {name: WHOLE[name] for name in ("land-2021", "north-2021")}
    assert chain_of("share", two | {"north-2021": plan("north", target("share", "8"))}).answer.sentences[0].en == (
        "For no period do three levels have a target."
    )
    assert chain_of("money", WHOLE).answer.sentences[0].en == "No level sets a target over years for it."


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_channel_tells_the_same_targets(lang):
    """Text, JSON, CSV and HTML."""
    found = chain_of("share", WHOLE)
    ids = [node.claim.id for node in found.periods[0].walk()]
    record = json.loads(render(found, "json", Style(lang)))
    assert (record["schema"], record["indicator"]) == ("plancmp/1", "share")
    assert record["periods"][0]["levels"]["municipality"] == ["alpha", "beta"]
    told = []

    def gather(nodes):
        for node in nodes:
            told.append(node["claim"]["id"])
            gather(node["under"])

    gather(record["periods"][0]["targets"])
    assert told == ids
    rows = list(csv.reader(io.StringIO(render(found, "csv", Style(lang)))))
    assert len(rows) == len(ids) + 1
    for figure in ("10 %", "8 %", "7 %", "12 %", "9 %", "11 %"):
        assert figure in render(found, "plain", Style(lang))
        assert figure in render(found, "html", Style(lang))


def test_why_is_told_when_asked():
    """The formula of a difference below its line."""
    found = chain_of("share", WHOLE)
    assert "8 - 10 = -2" in render(found, "plain", Style("en", view=View(explain=True)))
    assert "8 - 10 = -2" not in render(found, "plain", Style("en"))


def test_a_frame_with_two_levels_below_counts_whole_chains():
    """Only periods for which it has a plan; bounds do not matter."""
    plans = {**WHOLE, "beta-2021": plan("beta", target("firms", "5", comparator=Comparator.AT_LEAST))}
    every, context = context_of(Collection(LAND, INDICATORS, plans))
    (found,) = find_whole_chains("land", every, context)
    assert (str(found.period), found.indicators) == ("2021-2025", ("share",))
    assert find_whole_chains("north", every, context)[0].indicators == ()
    told = align_down(["land-2021"], every, context).answer.sentences
    assert any(
        s.en.startswith("Indicators with targets at all three levels (nation, region, municipality): 1") for s in told
    )


def test_what_goes_with_a_chain_is_said(plancmp):
    """A frame or a theme has no meaning there."""
    done = plancmp("align", "--chain", "urbanization-rate", "--theme", "talent")
    assert (done.status, "--chain goes with --place and --period only" in done.err) == (2, True)


def test_an_unknown_indicator_is_answered_with_the_nearest():
    """By its id."""
    with pytest.raises(PlancmpError, match="did you mean urbanization-rate"):
        Session().chain("urbanisation-rate")


def test_what_hangs_under_a_place_between_answers_nothing_above_it():
    """Beside the nation's target stands the region's of another year; that the cities may be compared with the region's
    does not make the nation's comparable.
    """
    plans = {
        "land-2021": plan("land", target("share", "10", 2030), period="2021-2030"),
        "north-2021": plan("north", target("share", "8")),
        "alpha-2021": plan("alpha", target("share", "7")),
    }
    every, context = context_of(Collection(LAND, INDICATORS, plans))
    told = [sentence.en for sentence in align_down(["land-2021"], every, context).answer.sentences]
    assert "Of the 1 target of Land 1 has a figure for North: 1 of other years." in told


def test_a_rate_beside_an_amount_says_which_is_told_in_what_prices():
    """Growth in real terms beside an amount of which the text says nothing."""
    growth = target("money", "6", from_=2021, basis=Basis.GROWTH, unit="percent", prices="real")
    plans = {"north-2021": plan("north", growth), "alpha-2021": plan("alpha", target("money", "900"))}
    every, context = context_of(Collection(LAND, INDICATORS, plans))
    ((pair,),) = (row.under for row in align_down(["north-2021"], every, context).rows)
    assert pair.comparison.reasons[0].text.en == "prices: yearly growth real terms / flow of one year not stated"
