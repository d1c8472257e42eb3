"""The JSON Schema of plans.yaml, for editors: made from the model, with a manual of every field and word in it."""

import ast
import inspect
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from plancmp import model, vocabulary, words
from plancmp.model import Collection, key_of
from plancmp.reading.shape import adapter
from plancmp.words import Text, Word

DIALECT = "https://json-schema.org/draft/2020-12/schema"

REFERS = {
    "places": (("Place", "within"), ("Place", "members"), ("Plan", "place"), ("Target", "for"), ("Observed", "for"),
               ("Task", "for")),
    "indicators": (("Target", "indicator"), ("Observed", "indicator"), ("IndicatorMapping", "to")),
}  # fmt: skip
"""The fields that hold ids, by what the ids are of."""


def json_schema(lang: str | None = None, offered: Collection | None = None) -> dict[str, Any]:
    """The JSON Schema of a file of format 1, described in `lang`, "zh" or "en", or in both where it is None.

    The ids of `offered` are proposed where an id belongs; others stay valid, since a new one may come first.
    """
    schema = adapter().json_schema()
    classes = _classes()
    for name, definition in (*schema["$defs"].items(), ("Document", schema)):
        _describe(definition, classes[name], lang)
    if offered is not None:
        _offer(schema["$defs"], offered, lang)
    title = Text("plancmp 规划数据，格式 1", "plancmp plans, format 1")
    return {"$schema": DIALECT, **schema, "title": _said(title, lang)}


def manuals(cls: type) -> dict[str, Text]:
    """What stands in quotes below each field of a dataclass, or each word of a vocabulary: name in the code → manual."""
    body = ast.parse(inspect.getsource(cls)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, Text] = {}
    name = ""
    for node in body.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                continue
            case ast.Expr(value=ast.Constant(value=str(manual))) if name:
                found[name] = both(manual)
        name = ""
    return found


def both(manual: str) -> Text:
    """The two languages of a manual "English | Chinese"."""
    english, _, chinese = " ".join(manual.split()).partition(" | ")
    return Text(chinese or english, english)


def _classes() -> dict[str, type]:
    found = [c for room in (model, vocabulary, words) for c in vars(room).values() if inspect.isclass(c)]
    return {c.__name__: c for c in found if is_dataclass(c) or issubclass(c, Word)}


def _describe(definition: dict[str, Any], cls: type, lang: str | None) -> None:
    definition.pop("title", None)
    definition["description"] = _said(both(cls.__doc__ or ""), lang)
    told = manuals(cls)
    if issubclass(cls, Word):
        definition["enumDescriptions"] = [_said(_word(word, told), lang) for word in cls]
        return
    shared = manuals(model.Target)
    names = {key_of(name): name for name in (*shared, *told)}
    for key, field in definition["properties"].items():
        definition["properties"][key] = _plain(field)
        manual = told.get(names[key]) or shared[names[key]]
        definition["properties"][key]["description"] = _said(manual, lang)


def _word(word: Word, told: Mapping[str, Text]) -> Text:
    manual = told.get(word.name)
    return Text(f"{word.label.zh}：{manual.zh}", f"{word.label.en}: {manual.en}") if manual else word.label


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    """A field's schema without what the file does not know: null, and defaults that stand for an absent key."""
    kept = {k: v for k, v in field.items() if k not in {"title", "default"}}
    default = field.get("default")
    if isinstance(default, (str, bool)):
        kept["default"] = default
    if "anyOf" in kept:
        (only,) = [option for option in kept.pop("anyOf") if option != {"type": "null"}]
        kept |= only
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    return kept


def _offer(definitions: dict[str, Any], offered: Collection, lang: str | None) -> None:
    for kind, fields in REFERS.items():
        known: Mapping[str, Any] = getattr(offered, kind)
        proposed = {"enum": list(known), "enumDescriptions": [_said(known[i].name, lang) for i in known]}
        if not known:
            continue
        for owner, key in fields:
            field = definitions[owner]["properties"][key]
            holder = field["items"] if field.get("type") == "array" else field
            plain = {k: holder.pop(k) for k in ("type", "pattern")}
            holder["anyOf"] = [proposed, plain]


def _said(text: Text, lang: str | None) -> str:
    """One language, or Chinese above English."""
    if lang is not None:
        return text.in_language(lang)
    return "\n\n".join(dict.fromkeys((text.zh, text.en)))
