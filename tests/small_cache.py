"""A small collection with a cache of its own, for the tests of the cache."""

import time
from pathlib import Path

import pytest

from plancmp.cache.selection import Part, Selection, select
from plancmp.lookup import Index
from plancmp.reading import merging

PLAN = """\
format: 1
plans:
  {place}-{first}:
    title: {{zh: {place}规划, en: Plan of {place}}}
    place: {place}
    period: {first}-{last}
    encoding: partial
    outline:
      "1": 目标
    targets:
      - indicator: firms
        by: {last}
        value: {value}
        at: "1"
        quote: 企业达到{value}家
    tasks:
      - key: one
        kind: work
        at: "1"
        title: 一
"""
DEFINITIONS = """\
format: 1
places:
  upper:
    name: {zh: 上省, en: Upper}
    level: region
    code: "450000"
  lower:
    name: {zh: 下市, en: Lower}
    level: municipality
    within: upper
    code: "450100"
indicators:
  firms:
    name: {zh: 企业数, en: Firms}
    unit: 家
    sums: true
"""


TICK = 2 * 10**7
"""Nanoseconds after which any clock of a file system has moved on."""


def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of three files that are old enough for their stamps to be trusted, and a cache of its own."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("plancmp.cache.freshness.SETTLED", TICK)
    made = tmp_path / "plans"
    made.mkdir()
    (made / "definitions.yaml").write_text(DEFINITIONS, encoding="utf-8")
    for place, first, value in (("upper", 2021, 300), ("lower", 2021, 40)):
        text = PLAN.format(place=place, first=first, last=first + 4, value=value)
        (made / f"{place}-{first}.yaml").write_text(text, encoding="utf-8")
    time.sleep(2 * TICK / 10**9)
    return made


def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed, in order."""
    parsed: list[str] = []

    def read_file(content: str, name: str, *held: object) -> object:
        parsed.append(Path(name).name)
        return merging_read_file(content, name, *held)

    merging_read_file = merging.read_file
    for module in ("merging", "many_files"):
        monkeypatch.setattr(f"plancmp.reading.{module}.read_file", read_file)
    return parsed


def select_all(*paths: Path | str) -> Selection:
    """The whole collection, as an answer would get it."""

    def choose(index: Index) -> tuple[None, Part]:
        plans = list(index.plans)
        return None, Part(plans, tasks=plans, all_places=True)

    return select(paths, choose)[1]


def select_plans(path: Path, *plans: str) -> Selection:
    """What an answer about some plans would get."""
    return select([path], lambda _: (None, Part(plans)))[1]


def list_plans_of(place: str, path: Path) -> list[str]:
    """What an answer would know of the plans of a place, that reads none of them."""
    return list(select([path], lambda index: (index.list_plans_of(place), Part()))[0])


def values(path: Path) -> dict[str, str]:
    """What a selection of everything says, by claim."""
    return {claim.id: str(claim.value) for claim in select_all(path).claims}


class ColdError(Exception):
    """The answer would not come from the cache as it is."""


def is_warm(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> bool:
    """Whether a whole answer comes from the cache as it is, nothing of it compared by content."""

    def fail(_paths: object) -> None:
        raise ColdError

    with monkeypatch.context() as patched:
        patched.setattr("plancmp.cache.filling.update_tables", fail)
        try:
            select_all(*paths)
        except ColdError:
            return False
    return True


def cache_file(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache").glob("plans-*.sqlite")
    return file


def change(file: Path, old: str, new: str) -> None:
    """Overwrite a file in place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
