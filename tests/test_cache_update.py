"""A cache of which some files have changed answers as one made afresh, after any edits, and reads no more than those."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_cache import DEFINITIONS, PLAN, TICK, change, select_all, small, values

from plancmp.plan_claims import claims
from plancmp.problems import PlancmpError, Problem
from plancmp.reading.merging import collection

OTHER = """\
  other:
    name: {zh: 别市, en: Other}
    level: municipality
    within: upper
    code: "450200"
"""
PLACES = ("upper", "lower", "other")


@st.composite
def plan_texts(draw, ident: str) -> str:
    """One plan: of any place, in any period, saying something of some places, with a slip now and then."""
    place, indicator = draw(st.sampled_from(PLACES)), draw(st.sampled_from(("firms",) * 30 + ("firm",)))
    first = draw(st.sampled_from((2011, 2016, 2021)))
    said = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=2))
    title = draw(st.sampled_from(("甲", "乙", "丙")))
    baseline = draw(st.sampled_from(("", "        baseline: {year: 2010, value: 1}\n")))
    text = (
        f"  {ident}:\n    title: {{zh: {title}规划, en: Plan {title}}}\n    place: {place}\n    period: {first}-{first + 4}\n"
        f"    encoding: partial\n    targets:\n      - indicator: {indicator}\n        by: {first + 4}\n"
        f'        value: {draw(st.integers(1, 9))}\n        at: "1"\n        quote: 企业\n{baseline}'
    )
    for other in said:
        text += f"      - indicator: firms\n        for: [{other}]\n        key: given\n        by: {first + 4}\n"
        text += '        value: 3\n        at: "1"\n        quote: 企业\n'
    return text


@st.composite
def contents(draw, letter: str) -> str | None:
    """The content of a file of up to two plans, None where there is no such file; now and then cut off in the middle."""
    if draw(st.integers(0, 4)) == 0:
        return None
    idents = draw(st.lists(st.sampled_from([letter + "-1", letter + "-2"] * 8 + ["a-1"]), unique=True, max_size=2))
    text = "format: 1\nplans:" + ("\n" if idents else " {}\n") + "".join([draw(plan_texts(i)) for i in idents])
    return text[: draw(st.sampled_from((None,) * 30 + (-15,)))]


LETTERS = "abcde"
EDITS = st.tuples(
    st.fixed_dictionaries({}, optional={f"{letter}.yaml": contents(letter) for letter in LETTERS}),
    st.sampled_from((None,) * 8 + ("unit", "other")),
)


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(str(p.mark), p.rule, p.message.en) for p in problems]


def read_tables(caches: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept, but for what tells one run from another: the numbers of files and rows, and stamps."""
    (file,) = caches.glob("*.sqlite")
    kept = {
        "files": "SELECT path, name, content, defines FROM files ORDER BY path, name",
        "plans": "SELECT plans.*, files.path, name FROM plans JOIN files ON number = file ORDER BY id",
        "claims": "SELECT * FROM claims ORDER BY plan, number",
        "tasks": "SELECT * FROM tasks ORDER BY plan, number",
        "places": "SELECT * FROM places ORDER BY number",
        "place_names": "SELECT * FROM place_names ORDER BY name, place",
        "indicators": "SELECT * FROM indicators ORDER BY number",
    }
    with closing(sqlite3.connect(file)) as connection:
        found = {name: connection.execute(sentence).fetchall() for name, sentence in kept.items()}
    found["plans"] = [(row[0], *row[2:]) for row in found["plans"]]
    return found


def edit(made: Path, change: tuple[dict[str, str | None], str | None]) -> None:
    """Change a folder: files that are written over, made or removed, and the definitions."""
    for name, text in change[0].items():
        if text is None:
            (made / name).unlink(missing_ok=True)
        else:
            (made / name).write_text(text, encoding="utf-8")
    defined = DEFINITIONS if change[1] == "other" else DEFINITIONS.replace("indicators:", OTHER + "indicators:")
    if change[1] == "unit":
        defined = defined.replace("unit: 家", "unit: 个")
    if change[1] is not None or not (made / "definitions.yaml").exists():
        (made / "definitions.yaml").write_text(defined, encoding="utf-8")


def test_a_plan_told_twice_is_what_is_wrong_whatever_else_is(tmp_path, monkeypatch):
    """A new file that tells a kept plan again, wrongly: the second telling is the fault, as where all is read at once."""
    monkeypatch.setattr("plancmp.reading.many_files.MANY", 1)
    monkeypatch.setattr("plancmp.cache.freshness.SETTLED", TICK // 10)
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    made = tmp_path / "plans"
    made.mkdir()
    plan = (
        "  {ident}:\n    title: {{zh: 甲规划, en: Plan}}\n    place: upper\n    period: 2011-2015\n    encoding: partial\n"
        "    targets:\n      - {{indicator: {indicator}, by: 2015, value: 1, at: '1', quote: 企业}}\n"
    )
    edit(made, ({"a.yaml": "format: 1\nplans:\n" + plan.format(ident="a-1", indicator="firms")}, None))
    select_all(made)
    again = plan.format(ident="e-1", indicator="firms") + plan.format(ident="a-1", indicator="firm")
    edit(made, ({"e.yaml": "format: 1\nplans:\n" + again}, None))
    with pytest.raises(PlancmpError) as raised:
        select_all(made)
    assert [p.rule for p in raised.value.problems] == ["repeated-id"]
    assert told(raised.value.problems) == told(collection(made).problems)


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(EDITS, min_size=2, max_size=5),
    many=st.sampled_from((1, 200)),
    settled=st.sampled_from((TICK // 10, 10**12)),
)
def test_whatever_is_edited_the_kept_collection_is_that_of_the_files(tmp_path, monkeypatch, edits, many, settled):
    """Claims, tables, problems: as if nothing had been kept before."""
    monkeypatch.setattr("plancmp.cache.freshness.SETTLED", settled)
    monkeypatch.setattr("plancmp.reading.many_files.MANY", many)
    made, caches = tmp_path / "plans", tmp_path / "cache"
    for place in (made, caches):
        shutil.rmtree(place, ignore_errors=True)
    made.mkdir()
    for step in edits:
        time.sleep(0.01 if settled < TICK else 0)  # no two edits within one tick of the clock, where stamps are trusted
        edit(made, step)
        whole = collection(made)
        monkeypatch.setenv("PLANCMP_CACHE", str(caches / "one"))
        if whole.problems:
            with pytest.raises(PlancmpError) as raised:
                select_all(made)
            assert told(raised.value.problems) == told(whole.problems)
            continue
        found = select_all(made)
        assert tuple(found.claims) == claims(whole.collection)
        assert list(found.collection.plans) == sorted(whole.collection.plans)
        shutil.rmtree(caches / "two", ignore_errors=True)
        monkeypatch.setenv("PLANCMP_CACHE", str(caches / "two"))
        assert select_all(made) == found
        assert read_tables(caches / "one") == read_tables(caches / "two")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A collection of three files that are old enough for their stamps to be trusted, and a cache of its own."""
    return small(tmp_path, monkeypatch)


def unsound(case: str, made: Path) -> None:
    """Make a collection unsound by files of plans alone."""
    match case:
        case "unknown place":
            change(made / "lower-2021.yaml", "place: lower", "place: nowhere")
        case "twice":
            shutil.copy(made / "lower-2021.yaml", made / "copy.yaml")
        case "twice in new files":
            text = PLAN.format(place="lower", first=2016, last=2020, value=7)
            for name in ("a.yaml", "b.yaml"):
                (made / name).write_text(text, encoding="utf-8")
        case "cut, and a place unknown elsewhere":
            change(made / "lower-2021.yaml", "place: lower", "place: nowhere")
            change(made / "upper-2021.yaml", "        title: 一", "        title: [一")
        case "no definitions":
            (made / "definitions.yaml").unlink()
        case "definitions in a plan's file":
            change(
                made / "lower-2021.yaml",
                "plans:",
                "places:\n  upper:\n    name: {zh: 上, en: U}\n    level: region\nplans:",
            )
        case _:
            (made / "lower-2021.yaml").write_bytes(b"\xff\xfe\xfa")


CASES = (
    *("unknown place", "twice", "twice in new files", "cut, and a place unknown elsewhere", "no definitions"),
    *("definitions in a plan's file", "no text"),
)


@pytest.mark.parametrize("many", [1, 200], ids=["file by file", "together"])
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_the_problems_are_those_of_the_files(folder, monkeypatch, case, kept, many):
    """Whichever road is taken, the same problems at the same places; and none once they are mended."""
    monkeypatch.setattr("plancmp.reading.many_files.MANY", many)
    backup = folder.parent / "backup"
    shutil.copytree(folder, backup)
    right = values(folder) if kept else None
    unsound(case, folder)
    try:
        expected = [(str(p.mark), p.rule, p.message.en) for p in collection(folder).problems]
        status = 1
    except PlancmpError:
        expected, status = [], 3
    with pytest.raises(PlancmpError) as raised:
        select_all(folder)
    assert [(str(p.mark), p.rule, p.message.en) for p in raised.value.problems] == expected
    assert raised.value.exit_code == status
    shutil.rmtree(folder)
    shutil.copytree(backup, folder)
    assert values(folder) == (right or values(folder))
