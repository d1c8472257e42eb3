"""The cache: equal answers cold, warm and without it; made afresh when anything changed; never fatal, never wrong."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from cached import PLAN, TICK, cache_file, parsed_files, small, values

from plancmp.cache.cache import unlooked
from plancmp.cache.keeping import kept_afresh
from plancmp.cache.lazy import kept_collection
from plancmp.cache.selecting import selection
from plancmp.cache.stamps import kept_lines
from plancmp.claim import claims
from plancmp.model import Collection, Plan
from plancmp.problems import PlancmpError, Unkept
from plancmp.reading.hearing import heard_by
from plancmp.reading.merging import collection
from plancmp.reading.paths import shipped


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A collection of three files that are old enough for their stamps to be trusted, and a cache of its own."""
    return small(tmp_path, monkeypatch)


@pytest.fixture
def reading(monkeypatch):
    """The files that are parsed, in order."""
    return parsed_files(monkeypatch)


def test_the_second_answer_comes_from_the_cache_and_is_the_same(folder):
    """Claims, places, indicators and plans, with their lists, are those of the files."""
    first = selection(folder)
    kept = kept_collection([folder])
    whole = collection(folder).collection
    again = kept.claims(kept.collection.plans)
    assert first.claims == again.claims == claims(whole)
    assert dict(kept.collection.places) == dict(whole.places)
    assert dict(kept.collection.indicators) == dict(whole.indicators)
    assert list(kept.collection.plans.values()) == list(whole.plans.values())


def test_the_shipped_plans_come_back_as_they_are(tmp_path, monkeypatch):
    """Every field of every plan survives."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path))
    held = kept_afresh([shipped()])
    assert isinstance(held, Collection)
    kept = kept_collection([shipped()])
    assert kept.claims(held.plans).claims == claims(held)
    for ident, plan in held.plans.items():
        back = kept.collection.plans[ident]
        assert all(getattr(back, name) == getattr(plan, name) for name in Plan.__match_args__)


def test_a_selection_reads_two_plans_and_knows_what_it_left_out(folder):
    """Of the plans that were not asked for only what they say of the places concerned is there."""
    selection(folder)
    found = selection(folder, plans=["lower-2021"])
    assert {claim.plan for claim in found.claims} == {"lower-2021"}
    assert found.left_out == ("upper-2021",)


@pytest.mark.parametrize("change", ["edit", "same size", "new file", "gone", "definitions"])
def test_a_change_is_seen(folder, change):
    """Whatever changes in the files, the next answer is that of the files."""
    values(folder)
    file = folder / "lower-2021.yaml"
    text = file.read_text(encoding="utf-8")
    match change:
        case "edit":
            file.write_text(text.replace("40", "4100"), encoding="utf-8")
        case "same size":
            then = file.stat()
            file.write_text(text.replace("40", "41"), encoding="utf-8")
            os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
        case "new file":
            (folder / "more.yaml").write_text(
                PLAN.format(place="lower", first=2016, last=2020, value=7), encoding="utf-8"
            )
        case "gone":
            file.unlink()
        case _:
            defined = folder / "definitions.yaml"
            defined.write_text(defined.read_text(encoding="utf-8").replace("unit: 家", "unit: 个"), encoding="utf-8")
    with pytest.raises(Unkept):
        kept_collection([folder])
    assert selection(folder).claims == claims(collection(folder).collection)


def test_a_file_that_was_only_touched_is_the_same(folder, reading):
    """What counts is the content; the new stamp is kept, once it has settled."""
    values(folder)
    reading.clear()
    os.utime(folder / "upper-2021.yaml")
    time.sleep(2 * TICK / 10**9)
    values(folder)
    assert reading == []
    assert kept_collection([folder])


def test_a_young_file_is_compared_by_content(folder, monkeypatch, reading):
    """Two edits within one tick of the clock leave the same stamp: a stamp is trusted only when it has settled."""
    monkeypatch.setattr("plancmp.cache.stamps.SETTLED", 10**12)
    file = folder / "lower-2021.yaml"
    values(folder)
    kept, _ = unlooked([folder])
    assert kept.got(f"file/{file}")[0] is None
    assert f"{file.name}/" in kept_lines(kept.store.get(f"folder/{folder}"))
    reading.clear()
    values(folder)
    assert reading == []
    then = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("40", "42"), encoding="utf-8")
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert "42" in values(folder).values()


def test_another_program_makes_its_own(folder, monkeypatch):
    """A cache of another version is none."""
    values(folder)
    monkeypatch.setattr("plancmp.cache.cache.program", lambda: ["another"])
    with pytest.raises(Unkept):
        kept_collection([folder])
    assert values(folder)


def test_what_is_not_sound_is_not_kept(folder, tmp_path):
    """Problems are told from the files, at their lines, each time."""
    file = folder / "lower-2021.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("indicator: firms", "indicator: firm"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PlancmpError) as raised:
            selection(folder)
        assert [(p.rule, p.mark.line) for p in raised.value.problems] == [("unknown-indicator", 11)]
    assert not list((tmp_path / "cache").glob("*")) if (tmp_path / "cache").exists() else True


def test_off_is_off(folder, tmp_path, monkeypatch):
    """PLANCMP_CACHE=off reads the files and writes nothing."""
    monkeypatch.setenv("PLANCMP_CACHE", "off")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert values(folder)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("damage", ["empty", "rubbish", "cut", "other tables", "a flipped bit in a claim", "a folder"])
def test_a_damaged_cache_is_ignored_and_replaced(folder, tmp_path, damage):
    """Not fatal, and never a wrong answer."""
    right = values(folder)
    file = cache_file(tmp_path)
    data = file.read_bytes()
    match damage:
        case "empty":
            file.write_bytes(b"")
        case "rubbish":
            file.write_bytes(b"\x00\xff" * 4000)
        case "cut":
            file.write_bytes(data[: len(data) // 2])
        case "other tables":
            file.unlink()
            with closing(sqlite3.connect(file)) as other:
                other.execute("CREATE TABLE notes (text)")
        case "a folder":
            file.unlink()
            file.mkdir()
        case _:
            assert data.count(b'"300"') > 0
            file.write_bytes(data.replace(b'"300"', b'"900"'))
    assert values(folder) == right
    assert values(folder) == right


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid"), reason="folders are read-only in another way"
)
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(folder, tmp_path, monkeypatch):
    """A file stands where the cache's folder should be, so nothing can be kept."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("PLANCMP_CACHE", str(blocked / "cache"))
    assert values(folder) == values(folder)


def test_a_full_disk_leaves_nothing_behind(folder, tmp_path, monkeypatch):
    """What cannot be written whole is not there at all."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert values(folder)
    assert list((tmp_path / "cache").iterdir()) == []


def test_several_processes_at_once(folder, tmp_path):
    """Six at a time write and read; each answer is right, and nothing unfinished is left."""
    code = "import sys; from plancmp.cache.selecting import selection; print(len(selection(sys.argv[1]).claims))"
    root = Path(__file__).parents[1]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, cwd=root) for _ in range(6)
    ]
    assert [process.communicate()[0].strip() for process in running] == [b"2"] * 6
    assert {p.suffix for p in (tmp_path / "cache").iterdir()} == {".sqlite"}  # one, and perhaps what was learnt since


def test_a_change_while_the_answer_is_made_is_noticed(folder, monkeypatch):
    """In a large folder a plan's file is looked at just before it is used."""
    monkeypatch.setattr("plancmp.cache.cache.FEW", 0)
    values(folder)
    kept = kept_collection([folder])
    file = folder / "lower-2021.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("40", "44"), encoding="utf-8")
    assert kept.claims(["upper-2021"]).claims
    with pytest.raises(Unkept):
        kept.claims(["lower-2021"])
    assert "44" in values(folder).values()


def test_large_folders_are_kept_file_by_file_with_the_same_result(folder, monkeypatch):
    """The road for thousands of files, taken with three."""
    monkeypatch.setattr("plancmp.cache.keeping.MANY", 1)
    held = kept_afresh([folder])
    assert not isinstance(held, Collection)
    assert held.claims(held.collection.plans).claims == claims(collection(folder).collection)


@pytest.mark.parametrize(("many", "last"), [(1, (2, 2)), (200, (3, 3))], ids=["file by file", "together"])
def test_whoever_waits_hears_how_far_the_reading_is(folder, monkeypatch, many, last):
    """Counted in files, to the end; a warm answer says nothing."""
    monkeypatch.setattr("plancmp.cache.keeping.MANY", many)
    told: list[tuple[int, int]] = []
    with heard_by(lambda *counted: told.append(counted)):
        values(folder)
        assert told == [(done, last[1]) for done in range(1, last[0] + 1)]
        told.clear()
        time.sleep(2 * TICK / 10**9)
        values(folder)
        assert told == []
