"""Finding things by parts of their names, and the closed words by topic."""

import json
import sys
from decimal import Decimal

import pytest
from conftest import ROOT

from plancmp.glossary import TOPICS, UNITS, list_words
from plancmp.search import search, search_names
from plancmp.session import Session


@pytest.fixture(scope="module")
def shipped():
    return Session(ROOT / "plans.yaml")


def ids(query, shipped):
    return [entry.ident for entry in search(query, shipped.claims, shipped.context).entries]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("南宁", "nanning"),
        ("450100", "nanning"),
        ("高新技术企业数", "hightech-enterprises"),
        ("High-tech Enterprises", "hightech-enterprises"),
        ("ｈｉｇｈ-tech enterprises", "hightech-enterprises"),
        ("研发经费投入强度", "rd-share-of-gdp"),
        ("高企", "hightech-enterprises"),
        ("gaoxinjishuqiye", "hightech-enterprises"),
        ("gxjsqy", "hightech-enterprises"),
        ("桂林 科技发展 十二五", "guilin-2011"),
        ("新型产业技术研发机构", "guangxi-2021/task.city-industrial-rd-institutions"),
        ("2,500 nanning-no-such", None),
    ],
)
def test_what_is_found_under_some_words(query, first, shipped):
    """By Chinese, English, codes, names as printed elsewhere, short forms, pinyin and its initials."""
    found = ids(query, shipped)
    assert (found[0] if found else None) == first


def test_each_of_several_words_is_in_what_is_found(shipped):
    """An indicator and a place are the targets of that place; a year narrows them."""
    found = ids("高新技术企业 南宁", shipped)
    assert {"nanning-2016/hightech-enterprises/2020:added", "guangxi-2021/hightech-enterprises@nanning/2025"} <= set(
        found
    )
    later = ids("高新技术企业 南宁 2025", shipped)
    assert "guangxi-2021/hightech-enterprises@nanning/2025" in later
    assert set(later) < set(found)
    assert ids("高新技术企业 没有这样的地方", shipped) == []


def test_what_is_called_so_comes_before_what_speaks_of_it(shipped):
    """Places, documents, indicators, targets, tasks; inside a kind the exact name first."""
    found = search("高新技术企业数", shipped.claims, shipped.context).entries
    kinds = list(dict.fromkeys(entry.kind for entry in found))
    assert kinds == sorted(kinds, key=lambda kind: list(type(kind)).index(kind))
    assert found[0].ident == "hightech-enterprises"


def test_everything_found_is_shown_by_its_id(shipped, plancmp):
    """An id that is printed is taken by show, of every kind."""
    entries = search("研发", shipped.claims, shipped.context).entries
    for entry in {entry.kind: entry for entry in entries}.values():
        run = plancmp("show", entry.ident, "--format", "json")
        assert (run.status, run.json["id"]) == (0, entry.ident)


def test_pinyin_is_left_out_where_nothing_can_spell_it(shipped, monkeypatch):
    """Without the extra the rest still works."""
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    assert ids("gaoxinjishuqiye", shipped) == []
    assert ids("高企", shipped)[0] == "hightech-enterprises"


def test_show_takes_a_part_of_a_name(shipped, plancmp):
    """Of one thing that thing; of several what they are; a task by its key alone."""
    assert plancmp("show", "每万人口高价值", "-f", "json").json["id"] == "high-value-patents-per-10k"
    several = plancmp("show", "高企", "-f", "json").json
    assert [hit["id"] for hit in several["hits"]] == [e.ident for e in search_names("高企", shipped.collection).entries]
    task = plancmp("show", "task.financial-support-system", "-f", "json").json
    assert task["id"] == "guangxi-2021/task.financial-support-system"
    lost = plancmp("show", "没有这样的名称")
    assert (lost.status, lost.out) == (2, "")


def test_an_answer_counts_before_it_lists(plancmp):
    """The first line says how many of what; long lists are cut with the way to the rest, `--all` cuts nothing."""
    short, whole = plancmp("search", "研发"), plancmp("search", "研发", "--all")
    total = len(json.loads(plancmp("search", "研发", "-f", "json").out)["hits"])
    counts = [Decimal(word) for word in short.out.splitlines()[0].replace(".", "").split() if word.isdecimal()]
    assert sum(counts) == total
    assert "more: --all" in short.out
    assert "more: --all" not in whole.out
    assert len(whole.out) > len(short.out)


@pytest.mark.parametrize("topic", [*TOPICS, UNITS])
def test_the_closed_words_are_listed(topic, plancmp):
    """Each word with both labels; every word of a filter is taken by it."""
    run = plancmp("list", topic, "-f", "json")
    assert [entry["word"] for entry in run.json[topic]] == [entry.word for entry in list_words(topic).entries]
    assert all(entry["label_zh"] and entry["label_en"] for entry in run.json[topic])
    for lang in ("zh", "en"):
        assert run.json[topic][1]["word"] in plancmp("list", topic, "--lang", lang).out


@pytest.mark.parametrize("topic", ["verdicts", "states", "kinds", "bases"])
def test_words_that_decide_have_a_manual_in_both_languages(topic):
    """A word that a reader meets in an answer says what it means."""
    for entry in list_words(topic).entries:
        assert entry.manual.zh != entry.manual.en, entry.word


def test_filters_take_several_words_at_once(plancmp):
    """With commas, in either language, as often as given."""
    base = ("diff", "guilin", "nanning", "-f", "json")
    twice = plancmp(*base, "--theme", "investment", "--theme", "talent").json
    assert plancmp(*base, "--theme", "investment,talent").json == twice
    assert plancmp(*base, "--theme", "研发投入、人才").json == twice
    narrowed = plancmp(*base, "--verdict", "related, 年份不同").json["rows"]
    assert {row["verdict"] for row in narrowed} == {"related", "other-period"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("diff", "guilin", "nanning", "--theme", "foo"), "the words are investment, enterprises,"),
        (("diff", "guilin", "nanning", "--verdict", "foo", "--lang", "zh"), "可用的词：可直接比、换算后可比、"),
        (("audit", "--severity", "foo"), "contradiction, slip, tension, information"),
        (("track", "nanning", "--state", "behnd"), "did you mean behind?"),
        (
            ("align", "--frame", "nanning-2016"),
            "nanning-2016 is a document of level municipality: add --level municipality",
        ),
        (("show", "--cite", "rd-share-of-gdp"), "no place or document called rd-share-of-gdp"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_an_error_names_what_would_have_been_right(arguments, words, plancmp):
    """The words of a filter, the nearest one, the level of a document that is no frame here."""
    run = plancmp(*arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err


def test_a_filter_that_leaves_nothing_says_so(plancmp):
    """In diff and align; the counts above are of all rows."""
    for command in (("diff", "guilin", "nanning"), ("align",)):
        assert "No row is as asked for" in plancmp(*command, "--verdict", "comparable-after").out
        assert "No row is as asked for" not in plancmp(*command).out
