"""The tables of a notebook: narrowed by the words that people use, laid out by year and place, fit to be grouped."""

import pytest

import plancmp
from plancmp.problems import PlancmpError


@pytest.fixture(scope="module")
def plans():
    return plancmp.load()


def test_claims_are_narrowed_by_any_name(plans):
    """By id, Chinese or English name; nothing named is everything."""
    by_name = plans.claims(place="南宁市", indicator="高新技术企业数", type="target", year=2025)
    assert list(by_name["id"]) == ["guangxi-2021/hightech-enterprises@nanning/2025"]
    by_id = plans.claims(place="nanning", indicator="hightech-enterprises", type="目标", year=[2025])
    assert by_id.equals(by_name)
    assert len(plans.claims()) == len(plans.session.claims)
    assert set(plans.claims(place=["nanning", "guilin"])["place"]) == {"nanning", "guilin"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"place": "nannin"}, "did you mean nanning?"),
        ({"indicator": "rd-share"}, "rd-share"),
        ({"type": "aim"}, "target, baseline, observed"),
    ],
)
def test_a_wrong_word_names_the_right_ones(plans, asked, words):
    with pytest.raises(PlancmpError, match=words):
        plans.claims(**asked)


def test_columns_can_be_grouped(plans):
    """Lists of words are tuples."""
    frame = plans.claims()
    assert len(frame.drop_duplicates(subset=["lead"])) > 1
    assert frame.groupby("lead").size().sum() == len(frame)


def test_a_panel_is_year_by_place(plans):
    """In the indicator's unit, a column a place; what is not there is missing, never zero."""
    panel = plans.panel("R&D expenditure as a share of GDP")
    assert (panel.index.name, panel.columns.name, panel.attrs["unit"]) == ("year", "place", "percent")
    assert panel.loc[2022, ["china", "guangxi", "nanning"]].to_list() == [2.55, 0.83, 1.25]
    assert panel["nanning"].isna().any()
    assert list(panel.index) == sorted(panel.index)


def test_the_better_of_two_figures_stands_there(plans):
    """China's GDP of 2020: the statistics office's 1,015,986, not the outline's more than 100 trillion."""
    assert plans.panel("gdp").loc[2020, "china"] == 1015986
    assert plans.panel("gdp", bounds=True).loc[2020, "china"] == 1015986


def test_bounds_are_left_out_unless_they_are_asked_for(plans):
    """Guangxi's more than 4,000 firms of 2023."""
    assert 2023 not in plans.panel("hightech-enterprises")["guangxi"].dropna().index
    assert plans.panel("hightech-enterprises", bounds=True).loc[2023, "guangxi"] == 4000


def test_targets_have_a_panel_of_their_own(plans):
    assert plans.panel("rd-share-of-gdp", type="target").loc[2025, "guangxi"] == 1.6
