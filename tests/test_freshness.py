"""What a warm answer looks at, what it need not read again, and what can go wrong while a cache is written."""

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from small_cache import (
    PLAN,
    TICK,
    cache_file,
    change,
    is_warm,
    list_plans_of,
    parsed_files,
    select_all,
    select_plans,
    small,
    values,
)

from plancmp.cache.freshness import list_stamps
from plancmp.cache.selection import Part, select
from plancmp.lookup import find_side
from plancmp.plan_claims import claims
from plancmp.problems import PlancmpError
from plancmp.reading.merging import collection, files_of
from plancmp.vocabulary import Level


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A collection of three files that are old enough for their stamps to be trusted, and a cache of its own."""
    return small(tmp_path, monkeypatch)


@pytest.fixture
def reading(monkeypatch):
    """The files that are parsed, in order."""
    return parsed_files(monkeypatch)


def add(made: Path, place: str, first: int, value: int) -> Path:
    """One more file of one plan."""
    file = made / f"{place}-{first}.yaml"
    file.write_text(PLAN.format(place=place, first=first, last=first + 4, value=value), encoding="utf-8")
    return file


def replace(file: Path, old: str, new: str) -> None:
    """Put a changed copy in a file's place, as git does."""
    copy = file.with_suffix(".tmp")
    shutil.copy(file, copy)
    change(copy, old, new)
    copy.replace(file)


def wait() -> None:
    """Let stamps settle."""
    time.sleep(2 * TICK / 10**9)


def test_only_what_changed_is_read(folder, reading, monkeypatch):
    """A file that is edited, added, renamed or removed costs itself; the definitions cost everything."""
    values(folder)
    for edit, cost in (
        (lambda: change(folder / "lower-2021.yaml", "40", "41"), ["lower-2021.yaml"]),
        (lambda: add(folder, "lower", 2016, 7), ["lower-2016.yaml"]),
        (lambda: (folder / "lower-2016.yaml").rename(folder / "old.yaml"), ["old.yaml"]),
        ((folder / "old.yaml").unlink, []),
        (lambda: (folder / "notes.txt").write_text("no plan", encoding="utf-8"), []),
        (lambda: change(folder / "definitions.yaml", "下市", "下下市"), sorted(p.name for p in folder.glob("*.yaml"))),
    ):
        edit()
        reading.clear()
        assert tuple(select_all(folder).claims) == claims(collection(folder).collection)
        assert reading[: -len(list(folder.glob("*.yaml")))] == cost
        wait()
        select_all(folder)
        assert is_warm(monkeypatch, folder)


def test_a_draft_beside_the_collection_is_read_alone(folder, reading, monkeypatch):
    """A file named by itself, with plans only, is looked at each time and costs itself."""
    draft = add(folder.parent, "lower", 2026, 50)
    wait()
    first = select_all(folder, draft)
    assert is_warm(monkeypatch, folder, draft)
    change(draft, "50", "51")
    reading.clear()
    assert [str(c.value) for c in select_all(folder, draft).claims] == ["40", "300", "51"]
    assert reading == ["lower-2026.yaml"]
    assert [str(c.value) for c in first.claims] == ["40", "300", "50"]


def test_a_plan_that_changes_its_period_changes_its_place_in_every_list(folder):
    """The plans of a place and of a level stand by first year."""

    def list_plans() -> list[list[str]]:
        every = select_all(folder).collection
        return select(
            [folder], lambda index: ([index.list_plans_at(Level.MUNICIPALITY), list_plans_of("lower", folder)], Part())
        )[0] + [every.list_plans_at(Level.MUNICIPALITY), every.list_plans_of("lower")]

    added = add(folder, "lower", 2016, 7)
    assert list_plans() == [["lower-2016", "lower-2021"]] * 4
    change(added, "period: 2016-2020", "period: 2026-2030")
    assert list_plans() == [["lower-2021", "lower-2016"]] * 4


def test_the_database_is_not_written_anew_for_a_small_change(folder, tmp_path):
    """What changed is written into it, in one transaction."""
    values(folder)
    before = cache_file(tmp_path)
    change(folder / "lower-2021.yaml", "40", "41")
    assert "41" in values(folder).values()
    assert cache_file(tmp_path) == before
    change(folder / "definitions.yaml", "下市", "下下市")
    values(folder)
    assert cache_file(tmp_path) != before


def test_a_change_that_was_cut_short_is_none(folder, tmp_path):
    """A writer was killed before it was done: what is kept is as it was before, and the answer is that of the files."""
    values(folder)
    writer = sqlite3.connect(cache_file(tmp_path), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM claims")
    copies = {file: file.read_bytes() for file in (tmp_path / "cache").iterdir()}
    writer.execute("ROLLBACK")
    writer.close()
    for file, data in copies.items():
        file.write_bytes(data)
    assert len(values(folder)) == 2
    change(folder / "lower-2021.yaml", "40", "41")
    assert set(values(folder).values()) == {"41", "300"}


def test_a_reader_keeps_what_it_opened(folder):
    """Whoever writes meanwhile: the answer is that of one moment."""
    before = values(folder)
    wait()

    def choose(index):
        plans = list(index.plans)
        add(folder, "lower", 2016, 7)
        change(folder / "definitions.yaml", "下市", "下下市")
        assert len(values(folder)) == 3
        return None, Part(plans)

    assert {c.id: str(c.value) for c in select([folder], choose)[1].claims} == before
    assert len(values(folder)) == 3


@pytest.mark.parametrize("others", ["nobody", "a reader", "a writer"])
def test_a_cache_that_cannot_be_written_still_spares_reading(folder, tmp_path, reading, monkeypatch, others):
    """What changed is read each time, the rest is not."""
    values(folder)
    file = cache_file(tmp_path)
    data = file.read_bytes()
    change(folder / "lower-2021.yaml", "40", "41")
    connect, mode = sqlite3.connect, "=ro" if others == "nobody" else "=rw"

    def connect_impatiently(address: str, **named: object) -> sqlite3.Connection:
        return connect(address.replace("=rw", mode), **named, timeout=0.01)

    monkeypatch.setattr("sqlite3.connect", connect_impatiently)
    with closing(connect(file, isolation_level=None)) as other:
        if others != "nobody":
            other.execute("BEGIN IMMEDIATE" if others == "a writer" else "BEGIN")
            other.execute("SELECT * FROM plans").fetchone()
        for _ in range(2):
            reading.clear()
            assert "41" in values(folder).values()
            assert reading == ["lower-2021.yaml"]
    assert file.read_bytes() == data


@pytest.fixture
def large(folder, monkeypatch):
    """The collection, treated as one of which not all files are looked at each time."""
    monkeypatch.setattr("plancmp.cache.selection.FEW", 0)
    select_all(folder)
    wait()
    assert is_warm(monkeypatch, folder)
    return folder


def test_in_a_large_folder_what_is_used_is_looked_at(large, reading):
    """A plan's file, once what an answer needs of it was read and before it begins: its claims, its tasks, its head."""
    change(large / "lower-2021.yaml", "40", "44")
    reading.clear()
    assert select_plans(large, "upper-2021").claims
    assert reading == []
    assert "44" in {str(c.value) for c in select_plans(large, "lower-2021").claims}
    change(large / "lower-2021.yaml", "en: Plan of lower", "en: Another")
    sides, _ = select([large], lambda index: (find_side("lower-2021", index), Part()))
    assert sides.name.en == "Another"


def test_in_a_large_folder_a_file_put_in_place_of_another_is_noticed(large):
    """Git, most editors and every synchronising program do so, and the folder tells."""
    replace(large / "lower-2021.yaml", "place: lower", "place: upper")
    assert [c.plan_place for c in select_plans(large, "upper-2021").claims] == ["upper"]
    assert list_plans_of("upper", large) == ["lower-2021", "upper-2021"]


def test_in_a_large_folder_what_is_not_used_is_looked_at_after_a_while(large, monkeypatch):
    """A file that no answer used and that was overwritten in place is noticed when all are looked at: the one exception."""
    change(large / "lower-2021.yaml", "place: lower", "place: upper")
    assert list_plans_of("upper", large) == ["upper-2021"]
    monkeypatch.setattr("plancmp.cache.selection.WATCH", 0)
    assert list_plans_of("upper", large) == ["lower-2021", "upper-2021"]


def test_after_a_file_proved_changed_all_are_looked_at(large):
    """Once one is found changed while an answer is prepared, none of the others is trusted, even if that answer is refused."""
    change(large / "lower-2021.yaml", "place: lower", "place: upper")
    change(large / "upper-2021.yaml", "indicator: firms", "indicator: firm")
    assert list_plans_of("upper", large) == ["upper-2021"]
    with pytest.raises(PlancmpError):
        select_plans(large, "upper-2021")
    change(large / "upper-2021.yaml", "indicator: firm", "indicator: firms")
    assert list_plans_of("upper", large) == ["lower-2021", "upper-2021"]


def test_looking_at_all_is_remembered(large, tmp_path, monkeypatch):
    """And is not done again before its time."""
    looks: list[str] = []
    monkeypatch.setattr("plancmp.cache.freshness.list_stamps", lambda path: looks.append(path) or list_stamps(path))
    old = time.time_ns() - 10**12
    os.utime(cache_file(tmp_path), ns=(old, old))
    for _ in range(3):
        assert is_warm(monkeypatch, large)
    assert looks == [str(large)]


@pytest.mark.parametrize("form", ["plans", "./plans", "plans/", ".", "absolute", "file"])
def test_files_are_those_of_the_folder_in_its_order(folder, monkeypatch, form):
    """Named as the reader names them, whichever way the folder is."""
    add(folder, "Upper", 2016, 1)
    monkeypatch.chdir(folder if form == "." else folder.parent)
    path = {"absolute": str(folder), "file": "./plans/lower-2021.yaml"}.get(form, form)
    read: list[str] = []
    monkeypatch.setattr("plancmp.cache.filling.read_bytes", lambda file: read.append(file) or Path(file).read_bytes())
    with suppress(PlancmpError):
        select_all(path)
    assert read == [str(file) for file in files_of(path)]
