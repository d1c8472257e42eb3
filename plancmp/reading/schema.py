"""The JSON Schema of plans.yaml, for editors: made from the model, with a manual of every field and word in it."""

import ast
import inspect
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from plancmp.model import Collection, Document, Target
from plancmp.reading.structure import find_scalar, is_entry, list_fields, strip_none
from plancmp.words import Text, Word, say

DIALECT = "https://json-schema.org/draft/2020-12/schema"

REFERS = {
    "places": (("Place", "within"), ("Place", "members"), ("Plan", "place"), ("Target", "for"), ("Observed", "for"),
               ("Task", "for"), ("Than", "place")),
    "indicators": (("Target", "indicator"), ("Observed", "indicator"), ("IndicatorMapping", "to"), ("Than", "indicator")),
}  # fmt: skip
"""The fields that hold ids, by what the ids are of."""


def make_json_schema(lang: str | None = None, offered: Collection | None = None) -> dict[str, Any]:
    """The JSON Schema of a file of format 1, described in `lang`, "zh" or "en", or in both where it is None.

    The ids of `offered` are proposed where an id belongs; others stay valid, since a new one may come first.
    """
    definitions: dict[str, dict[str, Any]] = {}
    whole = _describe_entry(Document, definitions, lang)
    definitions = dict(sorted(definitions.items()))
    if offered is not None:
        _offer_ids(definitions, offered, lang)
    title = Text("plancmp 规划数据，格式 1", "plancmp plans, format 1")
    return {"$schema": DIALECT, "$defs": definitions, **whole, "title": _choose(title, lang)}


def read_manuals(cls: type) -> dict[str, Text]:
    """What stands in quotes below each field of a class of the model, or each word of a vocabulary: name in the code → manual."""
    body = ast.parse(inspect.getsource(cls)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, Text] = {}
    name = ""
    for node in body.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                continue
            case ast.Expr(value=ast.Constant(value=str(manual))) if name:
                found[name] = split_manual(manual)
        name = ""
    return found


def split_manual(manual: str) -> Text:
    """The two languages of a manual "English | Chinese"."""
    english, _, chinese = " ".join(manual.split()).partition(" | ")
    return Text(chinese or english, english)


def _describe(hint: Any, definitions: dict[str, dict[str, Any]], lang: str | None) -> dict[str, Any]:
    """The schema of an annotation of the model; classes and vocabularies go to `definitions`."""
    hint = strip_none(hint)
    scalar = find_scalar(hint)
    if scalar is not None:
        return dict(sorted(scalar.schema.items()))
    if get_origin(hint) is tuple:
        return {"items": _describe(get_args(hint)[0], definitions, lang), "type": "array"}
    if get_origin(hint) is Mapping:
        return _describe_mapping(hint, definitions, lang)
    if hint is str:
        return {"type": "string"}
    if hint.__name__ not in definitions:
        describe = _describe_entry if is_entry(hint) else _describe_words
        definitions[hint.__name__] = describe(hint, definitions, lang)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _describe_mapping(hint: Any, definitions: dict[str, dict[str, Any]], lang: str | None) -> dict[str, Any]:
    key, part = get_args(hint)
    scalar, schema = find_scalar(key), _describe(part, definitions, lang)
    if scalar is None:
        return {"additionalProperties": schema, "type": "object"}
    return {
        "patternProperties": {scalar.schema["pattern"]: schema},
        "type": "object",
        "additionalProperties": False,
    }


def _describe_entry(cls: Any, definitions: dict[str, dict[str, Any]], lang: str | None) -> dict[str, Any]:
    manuals = {**read_manuals(Target), **read_manuals(cls)}
    properties = {}
    for field in list_fields(cls):
        schema = _describe(field.hint, definitions, lang)
        if isinstance(field.default, (str, bool)):  # others stand for an absent key
            schema["default"] = field.default
        properties[field.key] = {**schema, "description": _choose(manuals[field.name], lang)}
    required = [field.key for field in list_fields(cls) if field.is_required]
    return {
        "additionalProperties": False,
        "description": _choose(split_manual(cls.__doc__ or ""), lang),
        "properties": properties,
        **({"required": required} if required else {}),
        "type": "object",
    }


def _describe_words(cls: type[Word], _: object, lang: str | None) -> dict[str, Any]:
    manuals = read_manuals(cls)
    return {
        "description": _choose(split_manual(cls.__doc__ or ""), lang),
        "enum": [word.value for word in cls],
        "type": "string",
        "enumDescriptions": [_choose(_describe_word(word, manuals), lang) for word in cls],
    }


def _describe_word(word: Word, manuals: Mapping[str, Text]) -> Text:
    manual = manuals.get(word.name)
    return say("{word}：{manual}", "{word}: {manual}", word=word, manual=manual) if manual else word.label


def _offer_ids(definitions: dict[str, Any], offered: Collection, lang: str | None) -> None:
    for kind, fields in REFERS.items():
        known: Mapping[str, Any] = getattr(offered, kind)
        proposed = {"enum": list(known), "enumDescriptions": [_choose(known[i].name, lang) for i in known]}
        if not known:
            continue
        for owner, key in fields:
            field = definitions[owner]["properties"][key]
            holder = field["items"] if field.get("type") == "array" else field
            plain = {k: holder.pop(k) for k in ("type", "pattern")}
            holder["anyOf"] = [proposed, plain]


def _choose(text: Text, lang: str | None) -> str:
    """One language, or Chinese above English."""
    if lang is not None:
        return text.in_language(lang)
    return "\n\n".join(dict.fromkeys((text.zh, text.en)))
