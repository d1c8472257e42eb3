"""How far two encodings of one text agree: alpha against cases worked by hand, every dispute told, nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.agree.alpha import compute_alpha
from plancmp.agree.engine import FIELDS
from plancmp.render import Style, render
from plancmp.session import Session

SMALL = Path(__file__).parent / "travelling.yaml"


class TestAlpha:
    @pytest.mark.parametrize(
        ("first", "second", "worked"),
        [("0100000010", "1110010000", "0.095"), ("aabbdcccedda", "babbbccceddd", "0.692")],
        ids=["two words", "five words"],
    )
    def test_cases_that_krippendorff_works_by_hand(self, first, second, worked):
        """Computing Krippendorff's Alpha-Reliability (2011), parts A and B."""
        assert round(compute_alpha(list(zip(first, second, strict=True))), 3) == Decimal(worked)

    def test_nothing_can_be_told_of_one_value(self):
        assert compute_alpha([("a", "a")] * 5) is None
        assert compute_alpha([]) is None

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
    def test_it_is_one_where_all_agree_does_not_know_who_is_first_and_never_above_one(self, pairs):
        found = compute_alpha(pairs)
        assert found == compute_alpha([(b, a) for a, b in pairs])
        if found is not None:
            assert found <= 1
            assert (found == 1) is all(a == b for a, b in pairs)


@pytest.fixture
def compare(tmp_path):
    """The agreement of the small collection with an edited one."""

    def run(*edits):
        text = SMALL.read_text("utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
        return Session(SMALL).agree(str(SMALL), str(tmp_path / "b.yaml"))

    return run


class TestDisputes:
    def test_an_encoding_agrees_with_itself(self, compare):
        found = compare()
        assert (found.disputes, found.lone) == ((), ())
        assert all(field.same == field.entries == found.both for field in found.fields)
        assert {field.alpha for field in found.fields} <= {None, Decimal(1)}

    @pytest.mark.parametrize(
        ("edit", "field", "values"),
        [
            (("value: 5600", "value: 5700"), "value", ("5,600", "5,700")),
            (("by: 2035", "by: 2030"), "year", ("2035", "2030")),
            (("        basis: added\n", ""), "basis", ("added", "level")),
            (("comparator: at-least", "comparator: about"), "comparator", ("at-least", "about")),
            (("value: 1.60", "value: 1.60\n        commitment: firm"), "commitment", ("plain", "firm")),
            (("baseline: {year: 2020, value: 2806}", "baseline: {year: 2019, value: 2806}"), "baseline", ("2,806 (2020)", "2,806 (2019)")),
        ],
    )  # fmt: skip
    def test_one_edit_is_one_dispute(self, edit, field, values, compare):
        found = compare(edit)
        assert [(d.name, d.values) for d in found.disputes] == [(field, values)]
        assert [f.name for f in found.fields if f.same != f.entries] == [field]

    def test_another_printing_of_a_number_is_none(self, compare):
        assert compare(("value: 1.60", "value: 1.6")).disputes == ()

    def test_what_only_one_has_is_told(self, compare):
        gone = SMALL.read_text("utf-8")
        entry = gone[
            gone.index("      - indicator: high-value-patents") : gone.index("      - indicator: laboratories")
        ]
        found = compare((entry, ""))
        assert [(e.side, e.quote) for e in found.lone] == [("a", "高价值发明专利2.5件")]
        assert found.disputes == ()


class TestCommand:
    def test_indicators_that_the_files_lack_are_those_of_the_collection(self, plancmp, tmp_path):
        text = SMALL.read_text("utf-8")
        bare = "format: 1\n" + text[text.index("plans:") :]
        for name in ("a.yaml", "b.yaml"):
            (tmp_path / name).write_text(bare, encoding="utf-8")
        done = plancmp("agree", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), "--plans", str(SMALL), "-f", "json")
        assert done.status == 0
        assert done.json["answer"]["counts"]["both"] > 5
        assert [field["field"] for field in done.json["fields"]] == list(FIELDS)

    def test_it_reads_like_this(self, compare):
        text = render(compare(("value: 5600", "value: 5700")), "plain", Style("zh"))
        assert "高新技术企业达到5600家" in text
        assert "5,700" in text

    def test_a_file_without_a_plan_is_refused(self, plancmp, tmp_path):
        (tmp_path / "a.yaml").write_text("format: 1\n", encoding="utf-8")
        done = plancmp("agree", str(tmp_path / "a.yaml"), str(SMALL), "--plans", str(SMALL))
        assert done.status == 2
        assert "a.yaml" in done.err
