"""What a warm answer looks at, what it need not read again, and what can go wrong while a cache is written."""

import os
import shutil
import time
from pathlib import Path

import pytest
from cached import PLAN, TICK, cache_file, change, parsed_files, small, values

from plancmp.cache.cache import above, place_of
from plancmp.cache.lazy import kept_collection
from plancmp.cache.seen import seen
from plancmp.cache.selecting import selection
from plancmp.cache.stamps import lines_in
from plancmp.claim import claims
from plancmp.problems import Unkept
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


@pytest.mark.parametrize("share", [0, 10**9], ids=["above", "worked in"])
def test_only_what_changed_is_read(folder, reading, monkeypatch, share):
    """A file that is edited, added, renamed or removed costs itself; the definitions cost everything."""
    monkeypatch.setattr("plancmp.cache.renewing.SHARE", share)
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
        assert selection(folder).claims == claims(collection(folder).collection)
        assert reading[: -len(list(folder.glob("*.yaml")))] == cost
        wait()
        selection(folder)
        assert kept_collection([folder])


def test_a_draft_beside_the_collection_is_read_alone(folder, reading):
    """A file named by itself, with plans only, is looked at each time and costs itself."""
    draft = add(folder.parent, "lower", 2026, 50)
    wait()
    first = selection([folder, draft])
    assert kept_collection([folder, draft])
    change(draft, "50", "51")
    reading.clear()
    assert [str(c.value) for c in selection([folder, draft]).claims] == ["40", "300", "51"]
    assert reading == ["lower-2026.yaml"]
    assert [str(c.value) for c in first.claims] == ["40", "300", "50"]


def test_a_plan_that_changes_its_period_changes_its_place_in_every_list(folder):
    """The plans of a place and of a level stand by first year."""
    added = add(folder, "lower", 2016, 7)
    held = selection(folder).collection
    assert held.list_plans_at(Level.MUNICIPALITY) == held.list_plans_of("lower") == ["lower-2016", "lower-2021"]
    change(added, "period: 2016-2020", "period: 2026-2030")
    held = selection(folder).collection
    assert held.list_plans_at(Level.MUNICIPALITY) == held.list_plans_of("lower") == ["lower-2021", "lower-2016"]


def test_the_large_file_is_not_written_for_a_small_change(folder, tmp_path, monkeypatch):
    """What changed lies in a file above it, until that has grown."""
    monkeypatch.setattr("plancmp.cache.renewing.SHARE", 0)
    values(folder)
    large = Path(place_of([folder]))
    before = large.read_bytes()
    change(folder / "lower-2021.yaml", "40", "41")
    assert "41" in values(folder).values()
    assert large.read_bytes() == before
    assert Path(above(str(large))).exists()
    monkeypatch.setattr("plancmp.cache.renewing.SHARE", 10**9)
    change(folder / "upper-2021.yaml", "300", "301")
    assert {"41", "301"} <= set(values(folder).values())
    assert not Path(above(str(large))).exists()
    assert cache_file(tmp_path) == large
    wait()
    assert {str(c.value) for c in selection(folder).claims} == {"41", "301"}


def test_changes_that_belong_to_another_cache_are_none(folder, monkeypatch):
    """A writer was killed, or came too late, between the large file and the small one above it."""
    monkeypatch.setattr("plancmp.cache.renewing.SHARE", 0)
    values(folder)
    change(folder / "lower-2021.yaml", "40", "41")
    values(folder)
    stray = Path(above(place_of([folder]))).read_bytes()
    change(folder / "definitions.yaml", "下市", "下下市")
    change(folder / "lower-2021.yaml", "41", "42")
    values(folder)
    Path(above(place_of([folder]))).write_bytes(stray)
    assert "42" in values(folder).values()


@pytest.mark.parametrize("damage", ["cut", "rubbish", "bit"])
def test_damaged_changes_are_no_answer(folder, monkeypatch, damage):
    """Then all files are read again, and the damage is gone."""
    monkeypatch.setattr("plancmp.cache.renewing.SHARE", 0)
    values(folder)
    change(folder / "lower-2021.yaml", "40", "41")
    right = values(folder)
    small = Path(above(place_of([folder])))
    data = small.read_bytes()
    match damage:
        case "cut":
            small.write_bytes(data[: len(data) // 2])
        case "rubbish":
            small.write_bytes(b"\x00\xff" * 4000)
        case _:
            assert b'"41"' in data
            small.write_bytes(data.replace(b'"41"', b'"91"'))
    wait()
    assert values(folder) == right
    wait()
    assert values(folder) == right
    assert not small.exists()


def test_a_reader_keeps_what_it_opened(folder, monkeypatch):
    """Whoever writes meanwhile: the answer is that of one moment."""
    monkeypatch.setattr("plancmp.cache.renewing.SHARE", 10**9)
    before = values(folder)
    wait()
    held = kept_collection([folder])
    held._kept.sure.update(map(str, folder.iterdir()))  # it looked just before
    change(folder / "lower-2021.yaml", "40", "41")
    add(folder, "lower", 2016, 7)
    assert len(values(folder)) == 3
    assert {c.id: str(c.value) for c in held.claims(list(held.collection.plans)).claims} == before


def test_a_cache_that_cannot_be_written_still_spares_reading(folder, reading, monkeypatch):
    """A read-only or full disk: what changed is read each time, the rest is not."""
    values(folder)
    data = cache_file(folder.parent).read_bytes()
    change(folder / "lower-2021.yaml", "40", "41")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    for _ in range(2):
        reading.clear()
        assert "41" in values(folder).values()
        assert reading == ["lower-2021.yaml"]
    assert cache_file(folder.parent).read_bytes() == data


@pytest.fixture
def large(folder, monkeypatch):
    """The collection, treated as one of which not all files are looked at each time."""
    monkeypatch.setattr("plancmp.cache.cache.FEW", 0)
    selection(folder)
    wait()
    assert kept_collection([folder])
    return folder


def test_in_a_large_folder_what_is_used_is_looked_at(large):
    """A plan's file, just before anything from it is used: its claims, its lists, its head."""
    kept = kept_collection([large])
    change(large / "lower-2021.yaml", "40", "44")
    assert kept.claims(["upper-2021"]).claims
    assert kept.collection.plans["upper-2021"].tasks
    with pytest.raises(Unkept):
        kept.collection.plans["lower-2021"]
    with pytest.raises(Unkept):
        kept.claims(["lower-2021"])
    assert "44" in values(large).values()


def test_in_a_large_folder_a_file_put_in_place_of_another_is_noticed(large):
    """Git, most editors and every synchronising program do so, and the folder tells."""
    replace(large / "lower-2021.yaml", "place: lower", "place: upper")
    assert [c.plan_place for c in selection(large, plans=["upper-2021"]).claims] == ["upper"]
    assert selection(large).collection.list_plans_of("upper") == ["lower-2021", "upper-2021"]


def test_in_a_large_folder_what_is_not_used_is_looked_at_after_a_while(large, monkeypatch):
    """A file that no answer used and that was overwritten in place is noticed when all are looked at: the one exception."""
    change(large / "lower-2021.yaml", "place: lower", "place: upper")
    assert selection(large, plans=["upper-2021"]).collection.list_plans_of("upper") == ["upper-2021"]
    monkeypatch.setattr("plancmp.cache.cache.WATCH", 0)
    assert selection(large, plans=["upper-2021"]).collection.list_plans_of("upper") == ["lower-2021", "upper-2021"]


def test_after_a_file_proved_changed_all_are_looked_at(large):
    """Once one is found changed in the middle of an answer, the next opening does not trust the others."""
    kept = kept_collection([large])
    change(large / "lower-2021.yaml", "40", "44")
    with pytest.raises(Unkept):
        kept.claims(["lower-2021"])
    with pytest.raises(Unkept):
        kept_collection([large])


def test_looking_at_all_is_remembered(large, monkeypatch):
    """And is not done again before its time."""
    looks: list[str] = []
    monkeypatch.setattr("plancmp.cache.cache.lines_in", lambda path: looks.append(path) or lines_in(path))
    old = time.time_ns() - 10**12
    os.utime(place_of([large]), ns=(old, old))
    for _ in range(3):
        assert kept_collection([large])
    assert looks == [str(large)]


@pytest.mark.parametrize("form", ["plans", "./plans", "plans/", ".", "absolute", "file"])
def test_files_are_those_of_the_folder_in_its_order(folder, monkeypatch, form):
    """Named as the reader names them, whichever way the folder is."""
    add(folder, "Upper", 2016, 1)
    monkeypatch.chdir(folder if form == "." else folder.parent)
    path = {"absolute": str(folder), "file": "./plans/lower-2021.yaml"}.get(form, form)
    assert seen([path]).files() == [str(file) for file in files_of(path)]
