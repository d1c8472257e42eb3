"""Faults planted in the shipped file, with a fixed seed: each is reported at its line or within its entry.

    python -m pytest tests/trials/test_planted_faults.py -s

prints a table of the classes of faults, found and missed, without and with the plans' texts (PLANCMP_SOURCES, or
../shared/sources beside the checkout). What stands in UNSEEN no machine can see; everything else must be found.
"""

import os
import random
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from faults import CLASSES, NEEDS_TEXTS, UNSEEN
from planting import Book, Fault

from plancmp.check.engine import check
from plancmp.check.rules import RULES
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import of_texts
from plancmp.reading.sources import Sources, read_sources

ROOT = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("PLANCMP_SOURCES") or ROOT.parent / "shared" / "sources")
SEED = 20251121
EACH = 6
"""Faults of a class."""
BOOK = (ROOT / "plans.yaml").read_text(encoding="utf-8").split("\n")


@cache
def _shipped_sources() -> Sources | None:
    plans = of_texts([("plans.yaml", "\n".join(BOOK))]).collection.plans
    return read_sources(SOURCES, plans) if SOURCES.is_dir() else None


def _sources(loaded: Loaded) -> Sources | None:
    """The plans' texts; read anew only where a fault changes which they are."""
    known, plans = _shipped_sources(), loaded.collection.plans
    if known is None:
        return None
    if any(p.source.sha256 != known.texts[i].text.compute_hash() for i, p in plans.items() if i in known.texts):
        return read_sources(SOURCES, plans)
    return Sources({i: text for i, text in known.texts.items() if i in plans}, known.problems)


def _found(planted_: Fault) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that report at the fault, or at the entry that it makes wrong, with the fault's line in the hint:
    those that need no texts, and all.
    """
    content = "\n".join(planted_.lines)
    loaded = of_texts([("plans.yaml", content)])
    more = content.count("\n") + 1 - len(planted_.lines)  # lines that a fault brought in
    place = range(planted_.first + 1, planted_.end + more + 1)
    rules = tuple(
        dict.fromkeys(
            p.rule
            for p in check(loaded, sources=_sources(loaded)).problems
            if p.mark.line in place or any(int(n) in place for n in re.findall(r"\bline (\d+)", p.hint.en))
        )
    )
    return tuple(r for r in rules if not (r.startswith("source-") or (r in RULES and RULES[r].texts))), rules


@pytest.fixture(scope="module")
def planted() -> dict[str, list[Fault]]:
    book = Book(BOOK)
    return {name: list(_planted(book, name)) for name in CLASSES}


def _planted(book: Book, name: str) -> Iterator[Fault]:
    rng = random.Random(f"{SEED} {name}")
    entries, plant = CLASSES[name]
    found = (plant(book, entry, rng) for entry in rng.sample(getattr(book, entries), len(getattr(book, entries))))
    return islice((one for one in found if one is not None), EACH)


def test_the_untouched_file_is_silent():
    """Nothing is reported, without and with the texts."""
    loaded = of_texts([("plans.yaml", (ROOT / "plans.yaml").read_text(encoding="utf-8"))])
    assert check(loaded).problems == ()
    if SOURCES.is_dir():
        assert check(loaded, sources=read_sources(SOURCES, loaded.collection.plans)).problems == ()


def test_every_class_is_planted(planted):
    """At least one fault of each class, more than a hundred in all."""
    assert [name for name, faults in planted.items() if not faults] == []
    assert sum(map(len, planted.values())) > 100


def test_planted_faults_are_found_at_their_place(planted, capsys):
    """The table of classes; a fault that is found only with the plans' texts is named so."""
    rows, missed = [], []
    texts = SOURCES.is_dir()
    with ProcessPoolExecutor() as pool:
        judged = pool.map(_found, [fault_ for faults in planted.values() for fault_ in faults], chunksize=8)
    for name, faults in planted.items():
        both = list(islice(judged, len(faults)))
        plain, full = [p for p, _ in both], [f for _, f in both]
        rules = "/".join(dict.fromkeys(rule for found in (full if texts else plain) for rule in found[:1]))
        rows.append((name, len(faults), sum(map(bool, plain)), sum(map(bool, full)) if texts else "-", rules))
        best = full if texts else plain
        needs = name in NEEDS_TEXTS and not texts
        missed += [
            (name, next(b for a, b in zip(BOOK, f.lines, strict=False) if a != b))
            for f, found in zip(faults, best, strict=True)
            if not found and not needs and name not in UNSEEN
        ]
    total = [sum(row[i] for row in rows) if isinstance(rows[0][i], int) else "-" for i in (1, 2, 3)]
    with capsys.disabled():
        table = [("class of faults", "n", "found", "+texts", "first rule"), *rows, ("all", *total, "")]
        lines = [f"{row[1]:>4} {row[2]:>6} {row[3]:>7}  {row[0]:<50} {row[4]}" for row in table]
        lines += [f"not always seen: {name}: {why}" for name, why in UNSEEN.items()]
        lines += [f"MISSED {name} | {line}" for name, line in missed]
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert missed == []
