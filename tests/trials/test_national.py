"""A country's plans as a folder of Parquet files, asked by DuckDB what `align` answers. Too heavy for every run:

    pip install '.[test,parquet]' duckdb
    python -m pytest tests/trials/test_national.py -rs -s

By default a collection of 130 governments is generated, 650 plan files. PLANCMP_COUNTRY names the folder of another one,
made by tests/benchmarks/generate.py: at 3,200 governments 16,000 files, a million targets; the first `align` reads them all. PLANCMP_FRAMES=3 asks `align` for
the first three regions alone. The query is the one that docs/tables.md shows.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

from generate import generate  # noqa: E402 - it lies beside the benchmarks

QUERY = re.compile(r"```sql\n(.*?)```", re.DOTALL)
FRAMES = int(os.environ.get("PLANCMP_FRAMES", "1000"))


@pytest.fixture(scope="module")
def duckdb():
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (the parquet extra)")
    return pytest.importorskip("duckdb", reason="duckdb is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the exports go."""
    return tmp_path_factory.mktemp("country")


@pytest.fixture(scope="module")
def country(folder):
    """The folder of plans."""
    if named := os.environ.get("PLANCMP_COUNTRY"):
        return Path(named)
    generate(folder / "plans", 130)
    return folder / "plans"


@pytest.fixture(scope="module")
def plancmp(folder):
    """Runs the command and gives what it printed, telling what it cost."""

    def run(*arguments):
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PLANCMP_CACHE": str(folder / "cache")}
        done = subprocess.run(
            [sys.executable, "-P", "-m", "plancmp", *map(str, arguments)],
            cwd=folder,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        words = " ".join(str(a) for a in arguments if a != str(folder))
        print(f"\n{words}: {time.monotonic() - begun:.1f} s, {spent:.1f} s of processors")
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


@pytest.fixture(scope="module")
def answer(duckdb, folder, country, plancmp):
    """What DuckDB says: (plan, indicator) to cities and the bounds of the known sum."""
    plancmp("export", "claims", "--plans", country, "--partition", "place", "-o", "claims")
    print(f"largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
    for table in ("places", "indicators"):
        plancmp("export", table, "--plans", country, "-o", f"{table}.parquet")
    (query,) = QUERY.findall((ROOT / "docs" / "tables.md").read_text(encoding="utf-8"))
    begun = time.monotonic()
    with duckdb.connect() as database:
        database.execute(f"SET file_search_path = '{folder}'")
        (rows,) = database.execute("SELECT count(*) FROM 'claims/*/*.parquet'").fetchone()
        found = database.execute(query).fetchall()
    print(f"DuckDB, {rows:,} claims, {len(found)} known sums: {time.monotonic() - begun:.1f} s")
    return {(plan, indicator): (cities, low, high) for plan, indicator, _, _, cities, low, high in found}


def test_every_known_sum_is_that_of_align(answer, country, plancmp, folder):
    """Each row of each region: the same cities, the same sum, and none on one side alone."""
    frames = sorted({plan for plan, _ in answer})
    assert frames == sorted(path.stem for path in country.glob("region-*-2021.yaml"))
    compared = 0
    for frame in frames[:FRAMES]:
        told = json.loads(plancmp("align", "--plans", country, "--frame", frame, "--only", "targets", "-f", "json"))
        expected = {row["indicator"]: (len(row["counted"]), *bounds(row)) for row in told["rows"] if row["counted"]}
        given = {
            indicator: (cities, *(None if edge is None else float(edge) for edge in edges))
            for (plan, indicator), (cities, *edges) in answer.items()
            if plan == frame
        }
        assert given == expected
        compared += len(given)
    print(f"{compared} known sums of {min(len(frames), FRAMES)} regions are those of align")
    assert compared


def bounds(row):
    """The known sum of a row of `align`, from and to."""
    return [
        None if edge is None else float(edge)
        for edge in (
            (row["known_sum"],) * 2 if row["known_sum"] is not None else (row["known_sum_low"], row["known_sum_high"])
        )
    ]
