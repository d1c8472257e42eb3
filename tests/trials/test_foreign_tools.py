"""Each export of the shipped plans, opened by the tool that it is meant for. Too heavy for every run:

    pip install '.[test,xlsx,parquet]' datasette duckdb frictionless 'pysdmx[data]' python-calamine sssom
    python -m pytest tests/trials/test_foreign_tools.py -rs

A tool that is absent is skipped with its name. Each tool is also given a damaged export, which it must refuse.
Last run whole: datasette 0.65.5, duckdb 2.0.0, frictionless 5.21.0, openpyxl 3.1.5, pandas 3.1.1, pyarrow 25.0.1,
pysdmx 1.21.0, python-calamine 0.9.1, sssom 0.4.21; all passed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plancmp.export.records import TABLES

pytestmark = pytest.mark.filterwarnings("ignore")  # the tools' own
ROOT = Path(__file__).parents[2]
SHIPPED = str(ROOT / "plans.yaml")


@pytest.fixture(scope="module")
def counts(shipped):
    """How many rows each table has."""
    from plancmp.export.records import extract

    return {name: len(extract(name, *shipped).records) for name in TABLES}


@pytest.fixture
def exported(plancmp, tmp_path):
    """Writes an export and gives its path."""

    def write(name, *arguments):
        done = plancmp("export", *arguments, "--plans", SHIPPED, "-o", str(tmp_path / name))
        assert (done.status, done.err) == (0, "")
        return tmp_path / name

    return write


def tool(name):
    """The path of a tool beside this Python, or a skip."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*words, cwd):
    return subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=300)


def test_datasette_opens_the_database_searches_it_and_follows_its_keys(exported, counts, tmp_path):
    path = exported("plans.sqlite")
    done = run(tool("datasette"), path.name, "--get", "/plans.json", cwd=tmp_path)
    tables = {t["name"]: t for t in json.loads(done.stdout)["tables"]}
    assert {name: tables[name]["count"] for name in TABLES} == counts
    assert tables["claims"]["fts_table"] == "claims_fts"
    assert {k["other_table"] for k in tables["claims"]["foreign_keys"]["outgoing"]} == {
        "plans",
        "places",
        "indicators",
        "claims",
    }
    query = "/plans/claims.json?_shape=array&_search=高新技术企业&type__exact=target"
    found = json.loads(run(tool("datasette"), path.name, "--get", query, cwd=tmp_path).stdout)
    assert "guangxi-2021/hightech-enterprises/2025" in {row["id"] for row in found}


def test_duckdb_reads_the_parquet_with_its_types(exported, counts):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = exported("claims.parquet")
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(counts["claims"],)]  # noqa: S608 - our own path
    kinds = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')").fetchall())  # noqa: S608 - our own path
    assert (kinds["value"], kinds["year"], kinds["lead"], kinds["assigned"]) == (
        "DOUBLE",
        "INTEGER",
        "VARCHAR[]",
        "BOOLEAN",
    )


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_the_parquet_of_every_table(name, exported, counts):
    import pandas as pd

    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert len(pd.read_parquet(exported(f"{name}.parquet", name))) == counts[name]


def test_two_readers_of_workbooks_agree(exported, counts):
    pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed")
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    calamine = pytest.importorskip("python_calamine", reason="python-calamine is not installed")
    path = exported("plans.xlsx")
    book, other = openpyxl.load_workbook(path), calamine.CalamineWorkbook.from_path(path)
    assert book.sheetnames == other.sheet_names == [*TABLES, "columns"]
    for name in TABLES:
        seen = [["" if v is None else v for v in row] for row in book[name].iter_rows(values_only=True)]
        assert len(seen) == counts[name] + 1
        assert seen == other.get_sheet_by_name(name).to_python()
        assert all(cell.data_type != "f" for row in book[name].iter_rows() for cell in row)


def test_frictionless_validates_the_package_and_its_archive_and_refuses_a_damaged_one(exported):
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    package = exported("package", "-f", "datapackage")
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert frictionless.validate(str(exported("package.zip"))).valid
    claims = package / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",reach,", ",exactly,", 1), encoding="utf-8")
    errors = frictionless.validate(str(package / "datapackage.json")).flatten(["type", "fieldName"])
    assert errors == [["constraint-error", "comparator"]]


def test_pysdmx_reads_the_observations(exported, counts):
    io = pytest.importorskip("pysdmx.io", reason="pysdmx is not installed")
    from plancmp.export.text import ATTRIBUTES, DIMENSIONS

    (found,) = io.read_sdmx(exported("claims.sdmx.csv", "-f", "sdmx")).data
    assert found.structure == "Dataflow=PLANCMP:CLAIMS(1.0)"
    assert list(found.data.columns) == [*DIMENSIONS, "OBS_VALUE", *ATTRIBUTES]
    assert len(found.data) == counts["claims"]
    assert not found.data.duplicated(list(DIMENSIONS)).any()
    assert set(found.data["TIME_SOURCE"]) == {"stated", "plan-period", "plan-reported"}


def test_sssom_validates_the_mappings_and_refuses_damaged_ones(exported, counts, tmp_path):
    path = exported("mappings.sssom.tsv", "-f", "sssom")
    done = run(tool("sssom"), "validate", path.name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    parsed = run(
        sys.executable,
        "-c",
        f"from sssom.parsers import parse_sssom_table as p; print(len(p({path.name!r}).df))",
        cwd=tmp_path,
    )
    assert parsed.stdout.strip() == str(counts["mappings"]), parsed.stderr
    path.write_text(
        path.read_text(encoding="utf-8").replace("semapv:ManualMappingCuration", "curated"), encoding="utf-8"
    )
    assert run(tool("sssom"), "validate", path.name, cwd=tmp_path).returncode != 0
