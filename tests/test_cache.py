"""The cache: equal answers cold, warm and without it; made afresh when anything changed; never fatal, never wrong."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from small_cache import PLAN, TICK, cache_file, is_warm, parsed_files, select_all, select_plans, small, values

from plancmp.plan_claims import claims
from plancmp.problems import PlancmpError
from plancmp.reading.merging import collection
from plancmp.reading.paths import shipped
from plancmp.reading.progress import report_progress

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A collection of three files that are old enough for their stamps to be trusted, and a cache of its own."""
    return small(tmp_path, monkeypatch)


@pytest.fixture
def reading(monkeypatch):
    """The files that are parsed, in order."""
    return parsed_files(monkeypatch)


def test_the_second_answer_comes_from_the_cache_and_is_the_same(folder, reading):
    """Claims, places, indicators and plans, with their tasks, are those of the files."""
    first = select_all(folder)
    reading.clear()
    again = select_all(folder)
    assert reading == []
    assert again == first
    whole = collection(folder).collection
    assert tuple(again.claims) == claims(whole)
    assert again.collection.places == whole.places
    assert again.collection.indicators == whole.indicators
    for ident, plan in whole.plans.items():
        assert again.collection.plans[ident] == plan._replace(targets=())


def test_the_shipped_plans_come_back_as_they_are(tmp_path, monkeypatch):
    """Every field of every claim, place and indicator survives, and of every plan all that is no claim."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path))
    held = collection(shipped()).collection
    for _ in range(2):
        kept = select_all(shipped())
        assert tuple(kept.claims) == claims(held)
        assert (kept.collection.places, kept.collection.indicators) == (held.places, held.indicators)
        assert kept.collection.plans.keys() == held.plans.keys()
        for ident, plan in held.plans.items():
            assert kept.collection.plans[ident] == plan._replace(targets=(), observed=(), aside=(), known=())


def test_a_selection_reads_the_plans_that_were_asked_for(folder):
    """Of the others only what they say of the places concerned is there, and their particulars where those are asked for."""
    values(folder)
    found = select_plans(folder, "lower-2021")
    assert {claim.plan for claim in found.claims} == {"lower-2021"}
    assert list(found.collection.plans) == ["lower-2021"]
    assert list(found.collection.places) == ["upper", "lower"]


@pytest.mark.parametrize("change", ["edit", "same size", "new file", "gone", "definitions"])
def test_a_change_is_seen(folder, monkeypatch, change):
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
    assert not is_warm(monkeypatch, folder)
    assert tuple(select_all(folder).claims) == claims(collection(folder).collection)


def test_a_file_that_was_only_touched_is_the_same(folder, reading, monkeypatch):
    """What counts is the content; the new stamp is kept, once it has settled."""
    values(folder)
    reading.clear()
    os.utime(folder / "upper-2021.yaml")
    time.sleep(2 * TICK / 10**9)
    values(folder)
    assert reading == []
    assert is_warm(monkeypatch, folder)


def test_a_young_file_is_compared_by_content(folder, monkeypatch, reading):
    """Two edits within one tick of the clock leave the same stamp: a stamp is trusted only when it has settled."""
    monkeypatch.setattr("plancmp.cache.freshness.SETTLED", 10**12)
    file = folder / "lower-2021.yaml"
    values(folder)
    assert not is_warm(monkeypatch, folder)
    reading.clear()
    values(folder)
    assert reading == []
    then = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("40", "42"), encoding="utf-8")
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert "42" in values(folder).values()


def test_another_program_makes_its_own(folder, tmp_path):
    """A cache of another version is none, be it that one file of the program has another time."""
    shutil.copytree(ROOT / "plancmp", tmp_path / "program" / "plancmp", ignore=shutil.ignore_patterns("__pycache__"))
    answer = ask(folder, tmp_path / "program")
    first = cache_file(tmp_path)
    assert ask(folder, tmp_path / "program") == answer
    assert cache_file(tmp_path) == first
    os.utime(tmp_path / "program" / "plancmp" / "model.py")
    assert ask(folder, tmp_path / "program") == answer
    assert cache_file(tmp_path) != first


def ask(folder: Path, program: Path = ROOT, largest: int | None = None, **environment: str) -> bytes:
    """A process's answer."""
    answer, trouble = start(folder, program, largest, **environment).communicate()
    assert trouble == b""
    return answer


def start(
    folder: Path, program: Path = ROOT, largest: int | None = None, **environment: str
) -> subprocess.Popen[bytes]:
    """A process that answers, and writes no file larger than so many bytes."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); "
    code = f"{'' if largest is None else limit.format(largest)}from plancmp.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "diff", "lower", "upper", "--plans", str(folder), "-f", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=program,
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )


def test_what_is_not_sound_is_not_kept(folder, tmp_path):
    """Problems are told from the files, at their lines, each time."""
    file = folder / "lower-2021.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("indicator: firms", "indicator: firm"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(PlancmpError) as raised:
            select_all(folder)
        assert [(p.rule, p.mark.line) for p in raised.value.problems] == [("unknown-indicator", 11)]
    assert not list((tmp_path / "cache").glob("*")) if (tmp_path / "cache").exists() else True


def test_off_is_off(folder, tmp_path, monkeypatch):
    """PLANCMP_CACHE=off reads the files and writes nothing."""
    monkeypatch.setenv("PLANCMP_CACHE", "off")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert values(folder)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "damage", ["empty", "rubbish", "cut", "other tables", "a flipped bit in a claim", "a claim less", "a folder"]
)
def test_a_damaged_cache_is_ignored_and_replaced(folder, tmp_path, monkeypatch, damage):
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
        case "a claim less":
            with closing(sqlite3.connect(file)) as other, other:
                other.execute("DELETE FROM claims WHERE plan = 'lower-2021'")
        case _:
            assert data.count(b'"300"') > 0
            file.write_bytes(data.replace(b'"300"', b'"900"'))
    assert values(folder) == right
    assert values(folder) == right
    assert is_warm(monkeypatch, folder)


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid"), reason="folders are read-only in another way"
)
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(folder, tmp_path, monkeypatch):
    """A file stands where the cache's folder should be, so nothing can be kept."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("PLANCMP_CACHE", str(blocked / "cache"))
    assert values(folder) == values(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="files are limited in another way")
@pytest.mark.parametrize("kept", [False, True], ids=["a new cache", "a change"])
@pytest.mark.parametrize("largest", [0, 5000, 30000])
def test_a_full_disk_costs_nothing_but_time(folder, tmp_path, kept, largest):
    """What cannot be written whole is not there at all, and what was there stays."""
    if kept:
        values(folder)
        (folder / "lower-2021.yaml").write_text(
            PLAN.format(place="lower", first=2021, last=2025, value=41), encoding="utf-8"
        )
    right = ask(folder, PLANCMP_CACHE="off")
    before = {file.name: file.read_bytes() for file in (tmp_path / "cache").glob("*")}
    assert ask(folder, largest=largest) == right
    assert {file.name: file.read_bytes() for file in (tmp_path / "cache").glob("*")} == before


def test_several_processes_at_once(folder, tmp_path):
    """Six at a time write and read; each answer is right, and nothing unfinished is left."""
    running = [start(folder) for _ in range(6)]
    answers = {process.communicate()[0] for process in running}
    assert answers == {ask(folder)}
    assert b"lower-2021/firms/2025" in answers.pop()
    assert cache_file(tmp_path) == next((tmp_path / "cache").iterdir())


def test_large_folders_are_kept_file_by_file_with_the_same_result(folder, monkeypatch):
    """The road for thousands of files, taken with three."""
    together = select_all(folder)
    monkeypatch.setattr("plancmp.reading.many_files.MANY", 1)
    monkeypatch.setenv("PLANCMP_CACHE", "off")
    assert select_all(folder) == together


@pytest.mark.parametrize(("many", "last"), [(1, (2, 2)), (200, (3, 3))], ids=["file by file", "together"])
def test_whoever_waits_hears_how_far_the_reading_is(folder, monkeypatch, many, last):
    """Counted in files, to the end; a warm answer says nothing."""
    monkeypatch.setattr("plancmp.reading.many_files.MANY", many)
    told: list[tuple[int, int]] = []
    with report_progress(lambda *counted: told.append(counted)):
        values(folder)
        assert told == [(done, last[1]) for done in range(1, last[0] + 1)]
        told.clear()
        time.sleep(2 * TICK / 10**9)
        values(folder)
        assert told == []
