"""Exports: the same statements in every format, and nothing in them that a spreadsheet would run or lose."""

import csv
import json
import re
import sqlite3
import sys
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import dataset, schema, string

from plancmp.align.engine import align_down
from plancmp.export.by_place import OURS, gather_pieces, join_pieces, split_by_place
from plancmp.export.columns import OBJECT, OBJECTS, REASONS
from plancmp.export.datapackage import DESCRIPTOR, make_package, write_zip
from plancmp.export.records import TABLES, extract
from plancmp.export.text import DIMENSIONS, HEAD, format_csv, write_json, write_jsonl, write_sdmx, write_sssom
from plancmp.export.xlsx import Sheet, _name_sheets, measure_text
from plancmp.files.writing import write_folder, write_tree
from plancmp.problems import PlancmpError
from plancmp.reading.many_files import ReadTogetherError
from plancmp.reading.progress import report_progress
from plancmp.render.formats import FORMATS, load_function
from plancmp.session import Session

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

from generate import generate  # noqa: E402 - it lies beside the benchmarks

SMALL = Path(__file__).parent / "travelling.yaml"
DESIGN = [
    "id", "type", "plan", "plan_place", "place", "indicator", "indicator_zh", "indicator_en", "value", "low", "high",
    "unit", "comparator", "commitment", "basis", "binding", "year", "from_year", "section", "quote", "also", "assigned",
    "of", "every", "base_from", "base_year", "plan_from", "plan_by", "lead", "unclear", "variant_of", "std",
    "kind", "standing", "copy", "vintage", "scope", "prices", "count", "told", "than", "restates", "draft",
]  # fmt: skip


@pytest.fixture(scope="module")
def small():
    session = Session(SMALL)
    return session.claims, session.context


@pytest.fixture(scope="module")
def tables(small):
    return {name: extract(name, *small) for name in TABLES}


def write_as(format_, extracts):
    """What the writer of a format makes of the tables."""
    return load_function(FORMATS["export"][format_].writer)(extracts)


def rows(table):
    return {row["id"]: row for row in table.list_rows()}


UNDATED = "north-2021/laboratories/undated"


class TestRecords:
    def test_the_fields_of_a_claim_are_those_of_the_design(self, tables):
        assert all(list(record) == DESIGN for record in tables["claims"].records)

    def test_json_is_the_list_of_claims(self, small, tables):
        assert json.loads(write_json([tables["claims"]])) == [c.record() for c in small[0]]

    @pytest.mark.parametrize("name", TABLES)
    def test_every_field_has_its_column_and_every_column_a_field(self, name, shipped):
        table = extract(name, *shipped)
        flat = [
            [
                f"std_{k}" if field == "std" else field
                for field in record
                for k in (record[field] if field == "std" else [0])
            ]
            for record in table.records
        ]
        assert table.records
        assert all(names == [c.name for c in table.columns] for names in flat)

    @pytest.mark.parametrize("name", TABLES)
    def test_a_column_holds_its_type_its_words_and_never_an_empty_text(self, name, shipped):
        kinds = {
            "string": str,
            "integer": int,
            "number": int | float,
            "boolean": bool,
            "strings": list,
            "object": dict,
            "objects": list,
            "reasons": dict,
        }
        table = extract(name, *shipped)
        for row in table.list_rows():
            for column in table.columns:
                value = row[column.name]
                assert (value is None) <= (not column.always), (column.name, row)
                assert value is None or isinstance(value, kinds[column.kind])
                assert value != ""
                assert column.words is None or value is None or value in set(column.words)

    def test_the_order_of_the_tables_is_that_of_use(self):
        assert list(TABLES) == ["claims", "indicators", "places", "mappings", "tasks", "alignments", "tracks", "plans"]

    def test_alignments_are_the_pairs_of_align(self, tables, plancmp):
        found = plancmp("align", "--level", "region", "--plans", str(SMALL), "--format", "json").json

        def nodes(under):
            for node in under:
                yield node
                yield from nodes(node["under"])

        told = {
            (n["against"], n["claim"]["id"], n["verdict"], n["difference"], n["share"])
            for row in found["rows"]
            for n in nodes(row["under"])
        }
        pairs = [r for r in tables["alignments"].records if r["upper"] and r["lower"]]
        assert {(r["upper"], r["lower"], r["verdict"], r["difference"], r["share"]) for r in pairs} == told
        assert len(told) == 3

    def test_a_place_without_a_word_stands_in_the_alignments_with_the_reason(self, tables):
        silent = {(r["upper"], r["place"]): r for r in tables["alignments"].records if r["lower"] is None}
        west = silent["north-2021/firms/2025", "west"]
        assert (west["verdict"], west["decided_by"]) == ("not-encoded", ["plan"])
        assert west["why_zh"] == "尚未收录西市的规划"


class TestText:
    def test_jsonl_is_json_line_by_line(self, tables):
        lines = write_jsonl([tables["tasks"]]).splitlines()
        assert [json.loads(line) for line in lines] == tables["tasks"].records

    def test_csv_has_figures_as_figures_unknown_as_nothing_lists_as_json(self, tables):
        read = {r["id"]: r for r in csv.DictReader(StringIO(format_csv(tables["claims"])))}
        firms = read["north-2021/firms/2025"]
        assert (firms["value"], firms["std_value"], firms["low"], firms["binding"]) == ("5600", "5600", "", "")
        assert (firms["assigned"], read["north-2021/firms@east/2025"]["assigned"]) == ("false", "true")
        assert json.loads(firms["also"]) == [{"section": "1", "quote": "企业突破5600家", "comparator": "above"}]
        assert firms["lead"] == ""

    def test_csv_for_people_guards_formulas_csv_for_programs_does_not(self, tables):
        guarded = {r["id"]: r for r in csv.DictReader(StringIO(format_csv(tables["claims"])))}
        plain = {r["id"]: r for r in csv.DictReader(StringIO(format_csv(tables["claims"], guarded=False)))}
        assert guarded[UNDATED]["quote"] == "'=2+3家实验室"
        assert plain[UNDATED]["quote"] == "=2+3家实验室"

    def test_a_table_without_rows_keeps_its_header(self, small):
        claims, context = small
        table = extract("claims", claims[:0], context)
        assert format_csv(table).splitlines() == [",".join(c.name for c in table.columns)]


class TestCommand:
    def test_csv_has_a_byte_order_mark_in_a_file_and_none_on_stdout(self, plancmp, tmp_path):
        out = plancmp("export", "--plans", str(SMALL), "--format", "csv").out
        plancmp("export", "--plans", str(SMALL), "-o", str(tmp_path / "c.csv"))
        data = (tmp_path / "c.csv").read_bytes()
        assert not out.startswith("\ufeff")
        assert data == b"\xef\xbb\xbf" + out.replace("\r\n", "\n").replace("\n", "\r\n").encode()

    def test_the_default_is_claims_as_json(self, plancmp):
        bare = plancmp("export", "--plans", str(SMALL))
        assert bare.json == plancmp("export", "claims", "--format", "json", "--plans", str(SMALL)).json
        assert "高新技术企业" in bare.out

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("all", "--format", "json"), "json holds one table; for all of them take xlsx, datapackage, sqlite"),
            (("tasks", "--format", "sdmx"), "sdmx is for claims only"),
            (("claims", "--format", "sssom"), "sssom is for mappings only"),
        ],
    )
    def test_a_table_that_a_format_cannot_hold_is_wrong_usage(self, arguments, words, plancmp):
        done = plancmp("export", *arguments, "--plans", str(SMALL))
        assert (done.status, done.out, done.err) == (2, "", f"plancmp: {words}\n")

    def test_the_name_of_the_file_asks_for_the_format(self, plancmp, tmp_path):
        plancmp("export", "--plans", str(SMALL), "-o", str(tmp_path / "m.tsv"))
        assert (tmp_path / "m.tsv").read_text(encoding="utf-8").startswith("#curie_map:")

    @pytest.mark.parametrize(("format_", "module"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
    def test_a_missing_library_is_named_with_the_way_to_install_it(self, format_, module, tables, monkeypatch):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(PlancmpError) as caught:
            write_as(format_, [tables["claims"]])
        assert caught.value.exit_code == 2
        assert f"pip install {module}" in caught.value.message.zh
        assert module in caught.value.message.en


class TestSssom:
    @pytest.fixture
    def lines(self, tables):
        text = write_sssom([tables["mappings"], tables["indicators"]])
        assert text.startswith(HEAD)
        return list(csv.DictReader(StringIO(text.removeprefix(HEAD)), delimiter="\t"))

    def test_broader_goes_out_as_narrow_match_since_skos_names_the_object(self, lines):
        assert [(x["subject_id"], x["predicate_id"], x["object_id"]) for x in lines] == [
            ("plancmp:patents", "skos:narrowMatch", "plancmp:high-value-patents")
        ]

    def test_labels_reason_and_what_differs_come_along(self, lines):
        (line,) = lines
        assert line["subject_label"] == "Patents (发明专利拥有量)"
        assert line["mapping_justification"] == "semapv:ManualMappingCuration"
        assert (line["comment"], line["other"]) == ("high-value ones are a part", "differs=numerator")


class TestSdmx:
    @pytest.fixture
    def observations(self, tables):
        return {r["CLAIM_ID"]: r for r in csv.DictReader(StringIO(write_sdmx([tables["claims"]])))}

    def test_an_undated_target_goes_out_with_its_plans_span_and_says_so(self, observations):
        undated = observations[UNDATED]
        assert (undated["TIME_PERIOD"], undated["TIME_SOURCE"]) == ("2021-01-01/P5Y", "plan-period")

    def test_an_undated_result_is_not_said_to_lie_in_the_plan(self, observations):
        result = observations["east-2016/laboratories/undated!observed"]
        assert (result["TIME_PERIOD"], result["TIME_SOURCE"]) == ("2016-01-01/P5Y", "plan-reported")

    def test_a_year_stays_a_year_and_a_span_a_span(self, observations):
        year, span = observations["north-2021/firms/2025"], observations["east-2016/firms/2016-2020:added"]
        assert (year["TIME_PERIOD"], year["TIME_SOURCE"]) == ("2025", "stated")
        assert (span["TIME_PERIOD"], span["TIME_SOURCE"]) == ("2016-01-01/P5Y", "stated")

    def test_a_range_has_bounds_and_no_value(self, observations):
        undated = observations[UNDATED]
        assert (undated["OBS_VALUE"], undated["LOWER"], undated["UPPER"]) == ("", "2", "3")

    def test_every_observation_of_the_shipped_plans_has_a_key_of_its_own(self, shipped):
        table = extract("claims", *shipped)
        read = list(csv.DictReader(StringIO(write_sdmx([table]))))
        keys = {tuple(r[d] for d in DIMENSIONS) for r in read}
        assert len(keys) == len(read) == len(table.records)
        assert all(re.fullmatch(r"\d{4}|\d{4}-01-01/P\d+Y", r["TIME_PERIOD"]) for r in read)


class TestSqlite:
    @pytest.fixture
    def database(self, tables):
        with closing(sqlite3.connect(":memory:")) as opened:
            opened.deserialize(write_as("sqlite", list(tables.values())))
            yield opened

    def test_every_key_points_to_a_row(self, database):
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    def test_figures_are_numbers_and_unknown_is_null(self, database):
        query = "SELECT value, low, typeof(value), binding FROM claims WHERE id = ?"
        assert database.execute(query, ["north-2021/rd-share/2025"]).fetchone() == (1.6, None, "real", None)

    def test_lists_are_json(self, database):
        query = "SELECT j.value FROM claims, json_each(claims.lead) AS j WHERE claims.indicator = 'patents'"
        assert database.execute(query).fetchall() == [("到2020年",)]

    def test_chinese_is_found_inside_a_sentence(self, database):
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'claims_fts'").fetchone():
            pytest.skip("this SQLite has no trigram index")
        query = (
            "SELECT claims.id FROM claims JOIN claims_fts ON claims.rowid = claims_fts.rowid WHERE claims_fts MATCH ?"
        )
        assert ("north-2021/rd-share/2025",) in database.execute(query, ["入强度达"]).fetchall()

    def test_the_shipped_plans_hold_together(self, shipped):
        with closing(sqlite3.connect(":memory:")) as opened:
            opened.deserialize(write_as("sqlite", [extract(name, *shipped) for name in TABLES]))
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


class TestDatapackage:
    def test_the_schema_names_the_columns_of_its_file(self, tables):
        files = make_package(list(tables.values()))
        assert list(files)[-1] == DESCRIPTOR
        descriptor = json.loads(files[DESCRIPTOR])
        assert [r["name"] for r in descriptor["resources"]] == list(TABLES)
        for resource in descriptor["resources"]:
            head = files[resource["path"]].decode().split("\r\n", 1)[0]
            assert head.split(",") == [f["name"] for f in resource["schema"]["fields"]]
            assert resource["schema"]["missingValues"] == [""]

    def test_figures_name_the_column_of_their_unit(self, tables):
        descriptor = json.loads(make_package(list(tables.values()))[DESCRIPTOR])
        fields = {f["name"]: f for f in descriptor["resources"][0]["schema"]["fields"]}
        assert (fields["value"]["type"], fields["value"]["unitColumn"]) == ("number", "unit")
        assert fields["year"]["type"] == "integer"
        assert "reach" in fields["comparator"]["constraints"]["enum"]

    def test_keys_point_to_tables_in_the_package_only(self, tables):
        alone = json.loads(make_package([tables["claims"]])[DESCRIPTOR])["resources"][0]["schema"]
        assert [key["reference"]["resource"] for key in alone["foreignKeys"]] == [""]

    def test_an_archive_holds_the_same_files_and_is_the_same_twice(self, tables):
        files = make_package(list(tables.values()))
        data = write_zip(list(tables.values()))
        with ZipFile(BytesIO(data)) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == files
        assert write_zip(list(tables.values())) == data

    def test_a_folder_is_written_whole_or_not_at_all(self, plancmp, tmp_path):
        assert plancmp("export", "--plans", str(SMALL), "-f", "datapackage", "-o", str(tmp_path / "pkg")).status == 0
        assert {p.name for p in (tmp_path / "pkg").iterdir()} == {DESCRIPTOR, *(f"{name}.csv" for name in TABLES)}
        with pytest.raises(PlancmpError) as caught:
            write_folder(tmp_path / "new", {"a.csv": b"1", "no/such/folder.csv": b"2"})
        assert caught.value.exit_code == 3
        assert [p.name for p in tmp_path.iterdir()] == ["pkg"]


class TestParquet:
    def test_types_survive(self, tables):
        read = {r["id"]: r for r in pq.read_table(BytesIO(write_as("parquet", [tables["claims"]]))).to_pylist()}
        assert set(read) == set(rows(tables["claims"]))
        firms = read["north-2021/firms/2025"]
        assert (firms["value"], firms["year"], firms["low"], firms["assigned"]) == (5600.0, 2025, None, False)
        assert firms["also"][0]["quote"] == "企业突破5600家"
        assert read[UNDATED]["unclear"] == [{"field": "by", "because": "no year is printed"}]

    @pytest.mark.parametrize("name", TABLES)
    def test_every_table_of_the_shipped_data_comes_back(self, name, shipped):
        """Cell by cell what JSON holds, structures with all their members; reasons by field come back as a list."""
        table = extract(name, *shipped)
        back = pq.read_table(BytesIO(write_as("parquet", [table]))).to_pylist()
        told = [{c.name: _as_parquet(row[c.name], c) for c in table.columns} for row in table.list_rows()]
        assert back == told


def _as_parquet(value, column):
    """A value as Parquet holds it: every member of a structure is there, what it lacks is null."""
    names = {name for name, _ in column.members}

    def fill(structure):
        assert set(structure) <= names
        return {name: structure.get(name) for name, _ in column.members}

    if column.kind == REASONS:
        return [{"field": field, "because": why} for field, why in value.items()]
    if column.kind == OBJECTS:
        return [fill(structure) for structure in value]
    if column.kind == OBJECT and value is not None:
        return fill(value)
    return value


MANUAL = ROOT / "docs" / "tables.md"
QUERY = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def everything(folder):
    """What lies in a folder, told as paths below it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """A region, its cities and the plans of two periods, a file a plan."""
    folder = tmp_path_factory.mktemp("country") / "plans"
    generate(folder, 12, 20)
    return folder


def partitioned(tmp_path, plancmp, *arguments):
    return plancmp("export", *arguments, "--partition", "place", "-o", str(tmp_path / "out"))


def leads_to_the_usual_road(plans, folder):
    """Nothing is put aside, and nothing left behind."""
    with pytest.raises(ReadTogetherError), gather_pieces("claims", [plans], folder / "out"):
        pass
    assert list(folder.iterdir()) == [plans]


def refuse_together(plans, folder):
    """The rules by which the usual road refuses plans that cannot be read file by file."""
    leads_to_the_usual_road(plans, folder)
    with pytest.raises(PlancmpError) as caught:
        list(Session(plans).claims)
    return [p.rule for p in caught.value.problems]


class TestByPlaceRefused:
    """What never comes so far that pyarrow is asked."""

    @pytest.mark.parametrize("fault", ["indicator: nothing", "value: much"])
    def test_what_is_not_sound_is_refused_as_ever(self, fault, country, tmp_path, monkeypatch):
        copied = tmp_path / "plans"
        copytree(country, copied)
        file = copied / "region-11-2021.yaml"
        text = re.sub(fault.partition(" ")[0] + " .*", fault, file.read_text(encoding="utf-8"), count=1)
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr("plancmp.reading.many_files.MANY", 2)
        with pytest.raises(PlancmpError) as whole:
            list(Session(copied).claims)
        with pytest.raises(PlancmpError) as caught, gather_pieces("claims", [copied], tmp_path / "out"):
            pass
        assert caught.value.problems == whole.value.problems
        assert len(caught.value.problems) > 0
        assert caught.value.exit_code == whole.value.exit_code == 1

    def test_a_plan_that_stands_twice_is_refused_as_ever(self, country, tmp_path, monkeypatch):
        copied = tmp_path / "plans"
        copytree(country, copied)
        (copied / "z.yaml").write_bytes((copied / "region-11-2021.yaml").read_bytes())
        monkeypatch.setattr("plancmp.reading.many_files.MANY", 2)
        assert refuse_together(copied, tmp_path) == ["repeated-id"]

    def test_files_with_several_plans_that_stand_twice_are_told_once_each(self, country, tmp_path, monkeypatch):
        copied = tmp_path / "plans"
        copytree(country, copied)
        two = [(copied / f"city-110{n}-2021.yaml") for n in (1, 2)]
        for path in two:
            path.rename(path.with_suffix(".txt"))
        texts = [path.with_suffix(".txt").read_text(encoding="utf-8") for path in two]
        both = texts[0] + texts[1].partition("plans:\n")[2]
        for name in "ab":
            (copied / f"{name}.yaml").write_text(both, encoding="utf-8")
        monkeypatch.setattr("plancmp.reading.many_files.MANY", 2)
        assert refuse_together(copied, tmp_path) == ["repeated-id"] * 2

    def test_a_table_without_rows_makes_no_folder(self, country, tmp_path, plancmp):
        alone = tmp_path / "alone"
        alone.mkdir()
        for name in ("places-11.yaml", "indicators.yaml", "region-11-2021.yaml"):
            (alone / name).write_bytes((country / name).read_bytes())
        done = partitioned(tmp_path, plancmp, "alignments", "--plans", str(alone))
        assert (done.status, done.err) == (2, "plancmp: alignments has no rows: there is nothing to partition\n")
        assert list(tmp_path.iterdir()) == [alone]

    def test_a_file_that_is_more_than_plans_leads_back_to_the_usual_road(self, country, tmp_path, monkeypatch):
        copied = tmp_path / "plans"
        copytree(country, copied)
        hidden = (
            'format: 1\n"\\x70laces":\n  new:\n    name: {zh: 新省, en: New}\n    level: region\n    code: "990000"\n'
        )
        (copied / "z.yaml").write_text(hidden, encoding="utf-8")
        monkeypatch.setattr("plancmp.reading.many_files.MANY", 2)
        leads_to_the_usual_road(copied, tmp_path)

    def test_a_folder_is_written_whole_or_not_at_all(self, tmp_path):
        old = [("place=a/part-0.parquet", b"old")]
        write_tree(tmp_path / "out", old, OURS)

        def full():
            yield "place=a/part-0.parquet", b"new"
            raise OSError(28, "No space left on device")

        with pytest.raises(PlancmpError, match="No space left") as caught:
            write_tree(tmp_path / "out", full(), OURS)
        assert caught.value.exit_code == 3
        with pytest.raises(PlancmpError, match="cannot be written"):
            write_tree(tmp_path / "no" / "out", old, OURS)
        assert everything(tmp_path) == {f"out/{name}": data for name, data in old}
        assert [p.name for p in tmp_path.iterdir()] == ["out"]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("indicators",), "indicators has no column of places to be partitioned by; those that have: "),
            (
                ("tasks",),
                "tasks has no column of places to be partitioned by; those that have: claims, alignments, tracks, plans",
            ),
            (("all",), "parquet holds one table"),
            (("claims", "-f", "csv"), "--partition is for parquet only, not for csv"),
        ],
    )
    def test_what_cannot_be_partitioned_is_wrong_usage(self, arguments, words, tmp_path, plancmp):
        done = partitioned(tmp_path, plancmp, *arguments, "--plans", str(SMALL))
        assert (done.status, done.out) == (2, "")
        assert words in done.err
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_has_no_way_to_stdout(self, plancmp):
        done = plancmp("export", "claims", "--partition", "place", "--plans", str(SMALL))
        assert (done.status, done.out) == (2, "")
        assert done.err == "plancmp: --partition writes a folder: name it with -o\n"


class TestByPlace:
    @pytest.mark.parametrize("name", ["claims", "alignments", "tracks", "plans"])
    def test_it_holds_the_rows_of_the_one_file(self, name, tables, tmp_path):
        write_tree(tmp_path / "out", split_by_place(tables[name]), OURS)
        way = dataset.partitioning(schema([("place", string())]), flavor="hive")
        parts = dataset.dataset(tmp_path / "out", partitioning=way).to_table()
        whole = pq.read_table(BytesIO(write_as("parquet", [tables[name]])))
        assert parts.num_rows == whole.num_rows > 0
        assert set(parts.column_names) == set(whole.column_names)
        assert parts.select(whole.column_names).schema.types == whole.schema.types
        by_place = sorted(whole.to_pylist(), key=lambda row: row["place"])
        assert parts.select(whole.column_names).to_pylist() == by_place

    def test_the_place_stands_in_the_path_alone(self, tables):
        files = dict(split_by_place(tables["claims"]))
        assert list(files) == [f"place={place}/part-0.parquet" for place in ("east", "north")]
        table = pq.read_table(BytesIO(files["place=east/part-0.parquet"]))
        assert [n for n in DESIGN if n not in table.column_names] == ["place", "std"]
        assert "高新技术企业" in "".join(table.column("quote").to_pylist())

    def test_a_large_folder_read_plan_by_plan_gives_the_same_bytes(self, country, tmp_path, monkeypatch):
        monkeypatch.setattr("plancmp.reading.many_files.MANY", 2)
        monkeypatch.setenv("PLANCMP_PROCESSES", "2")
        session = Session(country)
        at_once = dict(split_by_place(extract("claims", session.claims, session.context)))
        told = []
        hears = report_progress(lambda *how_far: told.append(how_far))
        with hears, gather_pieces("claims", [country], tmp_path / "out") as pieces:
            by_plan = dict(join_pieces(pieces))
        assert by_plan == at_once
        assert len(by_plan) > 5
        assert told == [*((n, 20) for n in range(1, 21)), *((n, len(by_plan)) for n in range(1, len(by_plan) + 1))]
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("other", ["out", "out/notes.txt", "out/place=a/mine.parquet"])
    def test_what_is_something_else_is_never_touched(self, other, tmp_path, plancmp):
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / other).write_bytes(b"mine")
        done = partitioned(tmp_path, plancmp, "claims", "--plans", str(SMALL))
        assert (done.status, done.out) == (2, "")
        assert f"{tmp_path / other} is there, which no such export wrote" in done.err
        assert everything(tmp_path) == {other: b"mine"}

    def test_the_command_writes_the_folder_and_nothing_else(self, tmp_path, plancmp, tables):
        done = partitioned(tmp_path, plancmp, "claims", "--plans", str(SMALL))
        assert (done.status, done.out, done.err) == (0, "", "")
        assert everything(tmp_path) == {f"out/{name}": data for name, data in split_by_place(tables["claims"])}

    def test_what_the_same_export_wrote_is_replaced_as_a_whole(self, tmp_path, plancmp):
        write_tree(tmp_path / "out", [("place=gone/part-0.parquet", b"old")], OURS)
        assert partitioned(tmp_path, plancmp, "plans", "--plans", str(SMALL)).status == 0
        assert set(everything(tmp_path)) == {f"out/place={place}/part-0.parquet" for place in ("east", "north")}

    def test_the_query_of_the_readme_says_what_align_says(self, shipped, tmp_path):
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
        write_tree(tmp_path / "claims", split_by_place(extract("claims", *shipped)), OURS)
        for name in ("places", "indicators"):
            (tmp_path / f"{name}.parquet").write_bytes(write_as("parquet", [extract(name, *shipped)]))
        (query,) = QUERY.findall(MANUAL.read_text(encoding="utf-8"))
        with duckdb.connect() as database:
            database.execute(f"SET file_search_path = '{tmp_path}'")
            found = database.execute(query).fetchall()
        expected = {
            (row.indicator, len(row.counted), row.known_sum.low, row.known_sum.high)
            for row in align_down(["guangxi-2021"], *shipped).rows
            if row.known_sum is not None
        }
        assert {(indicator, *told) for _, indicator, _, _, *told in found} == expected
        assert {plan for plan, *_ in found} == {"guangxi-2021"}


@pytest.fixture(scope="module")
def book(tables):
    pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed (the xlsx extra)")
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the test extra)")
    return openpyxl.load_workbook(BytesIO(write_as("xlsx", list(tables.values()))))


class TestXlsx:
    def test_a_sheet_a_table_and_one_that_explains_the_columns(self, book):
        assert book.sheetnames == [*TABLES, "columns"]

    def test_the_header_stays_in_sight_and_filters(self, book, tables):
        sheet = book["claims"]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions == f"A1:AT{len(tables['claims'].records) + 1}"

    def test_nothing_is_a_formula_and_figures_are_numbers(self, book):
        assert {c.data_type for sheet in book for row in sheet.iter_rows() for c in row} <= {"s", "n", "b"}
        claims = {row[0]: row for row in book["claims"].iter_rows(values_only=True)}
        assert claims[UNDATED][DESIGN.index("quote")] == "=2+3家实验室"
        assert claims["north-2021/rd-share/2025"][DESIGN.index("value")] == 1.6
        assert (
            claims["north-2021/firms/2025"][DESIGN.index("also")]
            == "section: 1; quote: 企业突破5600家; comparator: above"
        )

    def test_a_chinese_column_is_wide_enough_for_its_characters(self, book):
        sheet = book["indicators"]
        longest = max(measure_text(str(cell.value)) for cell in sheet["B"])
        assert longest == 20
        assert longest <= sheet.column_dimensions["B"].width <= longest * 1.2 + 3

    def test_a_text_that_no_cell_can_hold_is_refused(self):
        pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed (the xlsx extra)")
        from plancmp.export.xlsx import make_workbook

        with pytest.raises(PlancmpError, match="32767"):
            make_workbook([Sheet("x", ("a",), (("长" * 32768,),))])

    @given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
    def test_sheet_names_are_what_excel_allows_and_no_two_alike(self, titles):
        names = _name_sheets([Sheet(title, (), ()) for title in titles])
        assert all(
            0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name for name in names
        )
        assert len({name.casefold() for name in names}) == len(names)

    def test_a_sheet_may_not_be_called_history(self):
        assert _name_sheets([Sheet("History", (), ()), Sheet("a/b", (), ())]) == ["History 1", "a、b"]

    def test_display_width_counts_chinese_marks_as_two(self):
        assert measure_text("R&D经费“x”") == 3 + 4 + 2 + 1 + 2
