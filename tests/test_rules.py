"""Every rule with an example that it reports, line by line, and examples in which no rule finds anything.

In tests/plans/bad/<rule>.diff, a patch on the good plan (see bad_plans.py), a faulty line ends in `# ! rule-name`; nothing
else may be reported. A folder is read as one collection; in it `with.yaml`
stands beside `collection.yaml`. Texts for the rules that need them stand in tests/plans/texts.
"""

import re
from pathlib import Path

import pytest
from bad_plans import EXAMPLES, PLANS
from hypothesis import given
from hypothesis import strategies as st

from plancmp.check.engine import SOURCE_RULES, check, get_manual, list_rule_names
from plancmp.check.rules import RULES
from plancmp.chinese.folding import normalize_piece
from plancmp.chinese.plan_text import normalize_text
from plancmp.reading.merging import collection, gathered
from plancmp.reading.sources import read_sources

GOOD = sorted((PLANS / "good").glob("*.yaml"))


def reported(path):
    """Every problem of the collection as (file, line, rule)."""
    beside = path / "with.yaml"
    loaded = collection([path / "collection.yaml"], added=[beside]) if beside.exists() else gathered([path])
    sources = read_sources(PLANS / "texts", loaded.collection.plans) if needs_texts(path) else None
    checked = check(loaded, sources=sources)
    return {(Path(p.mark.path).name, p.mark.line, p.rule) for p in checked.problems}


def needs_texts(path):
    rule = RULES.get(path.stem)
    return path.stem == "with-text" or path.stem in SOURCE_RULES or (rule is not None and rule.texts)


def expected(path):
    """What the marks in the files say."""
    found = set()
    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        for number, line in enumerate(lines, 1):
            mark = re.search(r"  # ! ([a-z -]+)$", line)
            found |= {(file.name, number, rule) for rule in mark[1].split()} if mark else set()
    return found


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_silent(path):
    assert reported(path) == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_bad_file_is_reported_at_its_marked_lines(example, bad):
    path = bad / (example.name if example.is_dir() else f"{example.stem}.yaml")
    marked = expected(path)
    assert path.stem in {rule for *_, rule in marked}
    assert reported(path) == marked


def test_every_rule_has_a_bad_example():
    assert {path.stem for path in EXAMPLES} == set(list_rule_names())


@pytest.mark.parametrize("name", list_rule_names())
def test_every_rule_has_a_manual_in_both_languages(name):
    level, words = get_manual(name)
    assert level in {"error", "warning"}
    assert re.search("[一-鿿]", words.zh)
    assert re.search("[A-Za-z]{3}", words.en)
    assert "\n" not in words.en + words.zh


@given(st.text(max_size=30))
def test_pieces_are_matched_as_the_texts_are(piece):
    """The short way to what counts in matching, and the one that finds the way back, agree."""
    assert normalize_piece(piece) == normalize_text(piece)[0]


def test_a_rule_can_be_chosen_and_left_out(bad):
    """--select keeps what loading reports; --ignore takes out the rest."""
    loaded = gathered([bad / "basis-unit.yaml"])
    assert {p.rule for p in check(loaded).problems} == {"basis-unit"}
    assert check(loaded, select={"figure-differs"}).problems == ()
    assert check(loaded, ignore={"basis-unit"}).problems == ()
    broken = gathered([bad / "unknown-key.yaml"])
    assert {p.rule for p in check(broken, select=set(RULES)).problems} == {"unknown-key"}
