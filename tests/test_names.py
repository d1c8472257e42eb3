"""What people type for a place or plan."""

import pytest

from plancmp.lookup import find_place, find_side
from plancmp.model import Place
from plancmp.problems import PlancmpError
from plancmp.vocabulary import Level
from plancmp.words import Text


@pytest.mark.parametrize("query", ["guilin", "桂林", "桂林市", "Guilin", "GUILIN", "450300", " 桂林 "])
def test_a_place_by_any_of_its_names(query: str, shipped):
    """Id, Chinese name with or without 市, English name, division code."""
    side = find_side(query, shipped[1].collection)
    assert (side.place, side.plans, side.is_plan) == ("guilin", ("guilin-2011", "guilin-2019"), False)


@pytest.mark.parametrize(
    "query", ["nanning-2016", "南宁市科学技术发展“十三五”规划", "《南宁市科学技术发展“十三五”规划》"]
)
def test_a_plan_by_id_or_title(query: str, shipped):
    """A plan stands for itself alone."""
    side = find_side(query, shipped[1].collection)
    assert (side.plans, side.is_plan) == (("nanning-2016",), True)


@pytest.mark.parametrize(
    ("query", "meant"), [("guilln", "guilin"), ("nanjing", "nanning"), ("baise-2017", "baise-2016"), ("南宁氏", "南宁")]
)
def test_a_misspelt_name_answers_did_you_mean(query: str, meant: str, shipped):
    """The nearest known name is told."""
    with pytest.raises(PlancmpError) as caught:
        find_side(query, shipped[1].collection)
    assert f"did you mean {meant}" in caught.value.message.en
    assert "是不是" in caught.value.message.zh
    assert caught.value.exit_code == 2


def test_a_place_without_a_plan_says_so(shipped):
    """Yongning is known, but has no plan here."""
    with pytest.raises(PlancmpError, match="no plan of Yongning District is in the collection"):
        find_side("邕宁", shipped[1].collection)


def test_every_place_is_found_by_its_own_names(shipped):
    """No name leads to two places."""
    places = shipped[1].collection.places
    for ident, place in places.items():
        for name in (ident, place.name.zh, place.name.en, *place.aka, *([place.code] if place.code else [])):
            assert find_place(name, shipped[1].collection) == ident, name


@pytest.mark.parametrize(
    ("printed", "short"),
    [("锡林郭勒盟", "锡林郭勒"), ("新疆维吾尔自治区", "新疆"), ("三江侗族自治县", "三江侗族"), ("沙市", "沙市")],
)
def test_a_place_answers_without_its_ending(printed: str, short: str):
    """省, 市, 县, 盟 … are left out in speech, unless one character alone would be left."""
    assert Place(Text(printed, "X"), Level.ZONE).names == {printed, short, "X"}
