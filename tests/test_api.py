"""plancmp in a notebook: the same answers as the command line, loaded when they are asked for."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import plancmp as api
from plancmp.export.records import TABLES
from plancmp.problems import PlancmpError

SMALL = Path(__file__).parent / "travelling.yaml"
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def plans():
    return api.load(SMALL, lang="en")


def test_importing_plancmp_loads_nothing_heavy():
    code = "import sys, plancmp; print(sorted(m for m in sys.modules if m.split('.')[0] in {'pandas', 'pydantic', 'yaml', 'rich', 'plancmp'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "['plancmp', 'plancmp.align', 'plancmp.diff']\n"


def test_every_public_name_is_there_and_documented():
    assert set(api.__all__) <= set(dir(api))
    assert all(getattr(api, name).__doc__ for name in api.__all__)


def test_a_name_that_is_not_public_is_none():
    with pytest.raises(AttributeError, match="no attribute 'compare_all'"):
        api.compare_all  # noqa: B018 - the access is the test


class TestFrames:
    def test_claims_have_the_columns_of_the_export_and_types_that_know_what_is_missing(self, plans):
        frame = plans.claims()
        assert list(frame.columns) == [c.name for c in TABLES["claims"][0]]
        assert (str(frame["year"].dtype), str(frame["value"].dtype), str(frame["assigned"].dtype)) == (
            "Int64",
            "float64",
            "boolean",
        )
        undated = frame.set_index("id").loc["north-2021/laboratories/undated"]
        assert undated["year"] is pd.NA
        assert pd.isna(undated["value"])
        assert undated["low"] == 2.0

    @pytest.mark.parametrize("name", TABLES)
    def test_each_table_of_the_export_is_a_frame(self, name, plans):
        frame = getattr(plans, name)()
        assert list(frame.columns) == [c.name for c in TABLES[name][0]]
        assert len(frame) > 0
        assert frame.attrs["files"] == [str(SMALL)]

    def test_a_collection_without_claims_still_has_the_columns(self, tmp_path):
        (tmp_path / "bare.yaml").write_text("format: 1\n", encoding="utf-8")
        frame = api.claims(tmp_path / "bare.yaml")
        assert len(frame) == 0
        assert "quote" in frame.columns


class TestAnswers:
    def test_diff_is_what_the_command_prints(self, plans, plancmp):
        command = plancmp("diff", "north", "east", "--plans", str(SMALL), "--format", "json", "--lang", "en")
        assert plans.diff("北省", "东市").record() | {"a": "north", "b": "east"} == command.json

    def test_align_is_what_the_command_prints(self, plans, plancmp):
        command = plancmp("align", "--place", "east", "--plans", str(SMALL), "--format", "json", "--lang", "en")
        assert plans.align(level="region", place="east").record() == command.json

    @pytest.mark.parametrize("level", ["region", "municipality"])
    def test_a_frame_has_a_row_for_every_pair_and_every_silence(self, level, plans):
        frame = plans.align(level, place="east").frame()
        pairs = frame[frame["upper"].notna() & frame["lower"].notna()]
        assert set(pairs["verdict"]) <= {"assigned", "other-period", "related"}
        assert "nanning" not in set(frame["place"])
        silent = frame[frame["upper"].isna() | frame["lower"].isna()]
        assert set(silent["verdict"]) <= {"no-counterpart", "not-encoded"}
        assert len(silent) > 0

    def test_a_diff_frame_keeps_what_only_one_side_has(self, plans):
        frame = plans.diff("north", "east").frame()
        alone = frame[frame["b"].isna()]
        assert set(alone["indicator"]) == {"rd-share", "output"}
        assert set(alone["verdict"]) <= {"no-counterpart", "not-encoded"}

    def test_a_cell_shows_html_markdown_and_text(self, plans):
        answer = plans.align(place="east")
        assert "<table>" in answer._repr_html_()
        assert "| Indicator" in answer._repr_markdown_()
        assert "└─ East City" in repr(answer)
        assert "<table>" in plans._repr_html_()
        assert "north-2021" in repr(plans)

    def test_the_language_is_chosen_when_loading(self):
        assert "高新技术企业数" in repr(api.load(SMALL, lang="zh").align(place="东市"))

    def test_opinion_and_show_answer_too(self, plans):
        assert "Rests on" in plans.opinion("east", under="north-2021")._repr_markdown_()
        assert set(plans.show("firms").frame()["indicator"]) == {"firms"}

    def test_the_module_functions_take_the_collection_in_use(self, monkeypatch):
        monkeypatch.setenv("PLANCMP_PLANS", str(SMALL))
        monkeypatch.setenv("PLANCMP_LANG", "en")
        assert api.diff("north", "east").record() == api.load().diff("north", "east").record()
        assert api.align(level="region", place="east").record() == api.load().align(place="east").record()
        assert len(api.claims()) == len(api.load(SMALL).claims())


class TestTrouble:
    def test_a_misspelt_name_asks_what_was_meant(self, plans):
        with pytest.raises(PlancmpError, match="did you mean north"):
            plans.diff("nort", "east")

    def test_data_that_is_not_sound_is_refused_with_every_problem(self, tmp_path):
        broken = tmp_path / "broken.yaml"
        broken.write_text(
            SMALL.read_text(encoding="utf-8").replace("level: region", "level: regional"), encoding="utf-8"
        )
        with pytest.raises(PlancmpError) as caught:
            api.load(broken)
        assert any(f"{broken}:6:" in note and "bad-value" in note for note in caught.value.__notes__)
