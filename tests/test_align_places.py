"""How the targets of each place stand to those above: counted by place, told in the first sentence."""

import pytest
from small import Baseline, Comparator, collection_of, context_of, plan, result, target

from plancmp.align.engine import align_down, narrow
from plancmp.align.upward import align_up
from plancmp.render import Style, render
from plancmp.vocabulary import Theme

FRAME = plan(
    "north",
    target("share", "10"),
    target("firms", "100"),
    target("patents", "50", from_=2021),
    target("jobs", "9", comparator=Comparator.AT_LEAST),
    target("labs", "5", baseline=Baseline(2020, result("labs", "1", 2020).value)),
    result("money", "7", 2025),
)


def count(*entries, **fields):
    """The counts of Alpha, that are not nothing."""
    every, context = context_of(collection_of(north=FRAME, a=plan("alpha", *entries, **fields)))
    found = align_down(["north"], every, context).by_place[0]
    return {name: n for name, n in zip(found._fields[1:], found[1:], strict=True) if n}


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        (target("share", "10"), "equal"),
        (target("share", "10.1"), "higher"),
        (target("share", "9.9"), "lower"),
        (target("share", "9", comparator=Comparator.AT_LEAST), "open"),
        (target("firms", "30"), "share"),
        (target("share", "9", 2024), "incomparable"),
        (target("labs-regional", "3"), "incomparable"),
        (target("money", "3"), "beside_results"),
        (target("firms", "3", 2020), "other_years"),
        (target("share", "3", None), "incomparable"),
    ],
)
def test_a_target_is_counted_where_its_pair_puts_it(entry, where):
    """A part of a total is neither above nor below it; a target beside a result has none above."""
    assert count(entry) == {where: 1}


def test_without_a_year_the_document_decides():
    """An undated target of a document of other years is of other years."""
    assert count(target("share", "3", None), period="2016-2020") == {"other_years": 1}


def test_what_the_frame_sets_for_a_place_is_none_of_its_own():
    """Nor is what a city sets for a zone, or prints twice."""
    frame = plan("north", target("firms", "100"), target("firms", "30", for_=("alpha",)))
    every, context = context_of(collection_of(north=frame, a=plan("alpha", target("firms", "40"))))
    found = align_down(["north"], every, context)
    assert [(c.place, c.targets, c.above) for c in found.by_place] == [("alpha", 1, 1)]


def test_the_answer_opens_with_it():
    """How many of how many places, and what may be said of them."""
    every, context = context_of(
        collection_of(
            north=FRAME,
            a=plan("alpha", target("share", "11"), target("firms", "30")),
            b=plan("beta", target("share", "9"), target("money-too", "1")),
        )
    )
    found = align_down(["north"], every, context)
    assert found.answer.sentences[0].en == (
        "For 2021–2025, 3 targets of Alpha, Beta stand under it: 3 comparable (1 higher, 1 lower, 1 part of a total), "
        "0 not; 1 more has no target above."
    )
    assert found.record("en")["by_place"][0]["comparable"] == 2
    shown = render(found, "plain", Style("en"))
    assert "Place  Targets  Paired" in shown
    narrowed = narrow(found, frozenset({Theme.PATENTS}), frozenset())
    assert narrowed.by_place == ()


def test_turned_round_the_rows_are_counted():
    """Without a frame's period: every target of the plans, by the pair of it that weighs most."""
    every, context = context_of(
        collection_of(north=FRAME, a=plan("alpha", target("share", "11"), target("firms", "3", 2020)))
    )
    (found,) = align_up(["a"], every, context).by_place
    assert (found.higher, found.incomparable, found.other_years) == (1, 1, 0)
