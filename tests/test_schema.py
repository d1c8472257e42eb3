"""The JSON Schema: the structure of the model, and for an editor a manual of every field and word in two languages."""

import json
import re
from pathlib import Path

import pytest

from plancmp import document_parts, model, vocabulary, words
from plancmp.model import Target, key_of
from plancmp.reading.merging import of_texts
from plancmp.reading.schema import DIALECT, make_json_schema, read_manuals
from plancmp.reading.structure import is_entry
from plancmp.words import Word

ROOT = Path(__file__).parents[1]
CHINESE = re.compile(r"[一-鿿]")
SCHEMA = make_json_schema()
SHAPES = {**SCHEMA["$defs"], "Document": SCHEMA}
CLASSES = {
    name: next(getattr(room, name) for room in (model, document_parts, vocabulary, words) if hasattr(room, name))
    for name in SHAPES
}  # fmt: skip
OBJECTS = [name for name, cls in CLASSES.items() if is_entry(cls)]
WORDS = [name for name, cls in CLASSES.items() if issubclass(cls, Word)]


@pytest.mark.parametrize("name", OBJECTS)
def test_a_shape_has_the_fields_of_its_class_and_no_others(name):
    """The keys of the file are the fields of the model; what is mandatory there is mandatory here."""
    shape, cls = SHAPES[name], CLASSES[name]
    assert set(shape["properties"]) == {key_of(name) for name in cls._fields}
    assert shape["additionalProperties"] is False


@pytest.mark.parametrize("name", OBJECTS)
def test_every_field_is_described_in_chinese_above_english(name):
    """Two paragraphs; the first holds Chinese, the second English words."""
    for key, field in SHAPES[name]["properties"].items():
        chinese, english = field["description"].split("\n\n")
        assert CHINESE.search(chinese), key
        assert re.search(r"[A-Za-z]{3}", english), key
        assert chinese != english


@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_described(name):
    """As many descriptions as words, in both languages, in their order."""
    shape = SHAPES[name]
    assert shape["enum"] == [word.value for word in CLASSES[name]]
    for word, told in zip(CLASSES[name], shape["enumDescriptions"], strict=True):
        chinese, english = told.split("\n\n")
        assert chinese.startswith(word.label.zh)
        assert english.startswith(word.label.en)


def test_one_language_alone():
    """Neither holds a sentence of the other."""
    zh, en = (make_json_schema(lang)["$defs"]["Target"]["properties"]["by"]["description"] for lang in ("zh", "en"))
    assert zh == "目标年份，照印；不从规划期推出。"
    assert en == "Target year as printed; never filled in from the plan's period."


def test_absent_is_no_value():
    """The file knows no null, so an editor offers none; a default is a word that may be left out."""
    text = json.dumps(SCHEMA)
    assert "null" not in text
    assert SCHEMA["$defs"]["Target"]["properties"]["comparator"]["default"] == "reach"
    assert "default" not in SCHEMA["$defs"]["Target"]["properties"]["by"]
    assert SCHEMA["$schema"] == DIALECT


def test_an_id_that_is_none_is_refused():
    """Ids are the keys of places, indicators and plans."""
    for kind in ("places", "indicators", "plans"):
        (pattern,) = SCHEMA["properties"][kind]["patternProperties"]
        assert SCHEMA["properties"][kind]["additionalProperties"] is False
        assert re.search(pattern, "rd-share-of-gdp")
        assert not re.search(pattern, "RD share")


def test_ids_of_a_collection_are_proposed_and_others_stay_valid():
    """An indicator that is written next is not yet in the schema."""
    text = "format: 1\nindicators:\n  firms:\n    name: {zh: 企业数, en: Firms}\n    unit: 家\n"
    schema = make_json_schema(None, of_texts([("plans.yaml", text)]).collection)
    proposed, other = schema["$defs"]["Target"]["properties"]["indicator"]["anyOf"]
    assert proposed == {"enum": ["firms"], "enumDescriptions": ["企业数\n\nFirms"]}
    assert other["type"] == "string"
    assert "enum" not in json.dumps(schema["$defs"]["Target"]["properties"]["for"])  # there are no places yet


def test_manuals_stand_below_the_fields():
    """A field without one of its own has Target's."""
    assert read_manuals(Target)["value"].en.startswith("The figure")
    shared = SCHEMA["$defs"]["Observed"]["properties"]["value"]["description"]
    assert shared == SCHEMA["$defs"]["Target"]["properties"]["value"]["description"]


def test_the_command_writes_json_with_readable_chinese(plancmp, tmp_path):
    """To stdout, and whole to a file."""
    run = plancmp("schema")
    assert (run.status, run.err) == (0, "")
    assert json.loads(run.out) == json.loads(json.dumps(SCHEMA))
    assert "\\u" not in run.out
    assert plancmp("schema", "--ids", "--lang", "zh", "-o", str(tmp_path / "s.json"), cwd=ROOT).status == 0
    found = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert "rd-share-of-gdp" in found["$defs"]["Target"]["properties"]["indicator"]["anyOf"][0]["enum"]


def test_the_example_of_the_help_runs(plancmp, tmp_path):
    """As it stands there."""
    example = plancmp("schema", "--help").out.partition("Example: plancmp ")[2].split("\n")[0]
    run = plancmp(*example.split(), cwd=tmp_path)
    assert (run.status, run.err) == (0, "")
    assert list(tmp_path.iterdir())
