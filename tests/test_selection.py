"""A part of a collection gives the answers of the whole, and a folder judged file by file those of the folder."""

import sys
from pathlib import Path

import pytest

from plancmp.check.engine import check
from plancmp.check.many_files import check_many
from plancmp.reading.merging import gathered
from plancmp.reading.paths import shipped
from plancmp.render import Style, render
from plancmp.session import Session

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
from generate import generate


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """Twelve governments, two plans each."""
    folder = tmp_path_factory.mktemp("country") / "plans"
    generate(folder, 12, 24)
    return folder


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    """One cache for all tests here."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def read_whole(path: str | Path) -> Session:
    """A session whose answers are made of the whole collection, read from the files."""
    session = Session(path)
    assert session.loaded.paths
    return session


@pytest.mark.parametrize(
    "sides", [("guilin", "nanning"), ("nanning", "guangxi"), ("guilin-2011", "guilin-2019"), ("baise", "guangxi-2021")]
)
def test_a_diff_of_a_selection_is_that_of_the_whole(sides):
    """The other plans are not read, and would not have changed the answer."""
    whole = read_whole(shipped()).diff(*sides)
    for _ in range(2):
        assert Session(shipped()).diff(*sides).record("en") == whole.record("en")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"place": ["baise"]},
        {"level": "municipality"},
        {"level": "municipality", "place": ["nanning"]},
        {"frame": "guangxi-2021"},
    ],
)
def test_an_align_of_a_selection_is_that_of_the_whole(given):
    """Frame, plans below or above, and what is said of their places are enough."""
    whole = read_whole(shipped()).align(**given)
    for _ in range(2):
        found = Session(shipped()).align(**given)
        assert found.record("zh") == whole.record("zh")
        assert render(found, "plain", Style("zh")) == render(whole, "plain", Style("zh"))


@pytest.mark.parametrize("frame", ["region-11-2021", "region-11-2016"])
def test_an_align_of_a_country(country, frame):
    """Figures assigned from above, plans of several periods."""
    whole = read_whole(country).align(frame=frame)
    for _ in range(2):
        found = Session(country).align(frame=frame)
        assert found.record("en") == whole.record("en")


def test_the_generated_country_is_sound(country):
    """Quotes print their figures: there is nothing to report."""
    assert check(gathered([country])).problems == ()


@pytest.mark.parametrize(
    "sides", [("region-11-2021", "city-1101-2021"), ("city-1101", "city-1102"), ("region-11", "city-1103")]
)
def test_a_diff_of_a_country(country, sides):
    """Baselines and results that other plans print for the same place are found all the same."""
    whole = read_whole(country).diff(*sides, results=True)
    for _ in range(2):
        found = Session(country).diff(*sides, results=True)
        assert found.record("en") == whole.record("en")


FAULTS = {
    "figure": ("value: ", "value: 9"),
    "year": ("by: 2025", "by: 2024"),
    "indicator": ("indicator: i0", "indicator: x0"),
    "indicator, used nowhere else": ("indicator: i", "indicator: i01-firms-"),
    "place": ("place: ", "place: no-"),
    "section": ('at: "2"', 'at: "9"'),
    "syntax": ("    targets:", "    targets"),
    "key": ("        by:", "        bye:"),
    "own parent": ("plan: region-11-2021", "plan: city-1101-2021"),
    "parent of elsewhere": ("plan: region-11-2021", "plan: city-1102-2021"),
    "language": ("en: ", "en: 规划"),
    "known": (
        "    outline:",
        "    known:\n      - {finding: x, claims: [region-11-2021/i01-firms/2025, no], because: y}\n    outline:",
    ),
    "id": ("city-1101-2021:", "city-1102-2021:"),
}


@pytest.mark.parametrize(("fault", "processes"), [*((fault, "1") for fault in FAULTS), ("figure", "2"), ("known", "2")])
def test_a_folder_judged_file_by_file(country, tmp_path, monkeypatch, fault, processes):
    """The same problems at the same places in the same order, however many processes look; or the usual road is taken."""
    monkeypatch.setattr("plancmp.reading.many_files.MANY", 1)
    monkeypatch.setenv("PLANCMP_PROCESSES", processes)
    for file in country.iterdir():
        if "2016" in file.name or "county" in file.name:
            continue
        text = file.read_text(encoding="utf-8")
        if file.stem == "city-1101-2021":
            assert FAULTS[fault][0] in text
            text = text.replace(*FAULTS[fault])
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    usual = check(gathered([tmp_path]))
    found = check_many([tmp_path])
    assert usual.problems
    if found is None:
        assert fault in {"id", "syntax"}
        return
    assert found.record("en") == usual.record("en")
    assert found.summarize() == usual.summarize()
    assert {p.mark.path for p in found.problems} <= found.lines.keys()
