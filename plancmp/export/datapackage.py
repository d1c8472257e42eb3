"""A Frictionless data package: a CSV file a table, and a descriptor with types, words, units and keys."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plancmp.export.columns import OBJECT, OBJECTS, REASONS, STRINGS, Column
from plancmp.export.records import Extract
from plancmp.export.text import format_csv

DESCRIPTOR = "datapackage.json"
UNIQUE = {"mappings": ["indicator", "to"]}
"""Keys of tables without an id."""


def write_zip(extracts: Sequence[Extract]) -> bytes:
    """The package as one archive; equal files give equal bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in make_package(extracts).items():
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def make_package(extracts: Sequence[Extract]) -> dict[str, bytes]:
    """Files of the package by name, the descriptor last."""
    files = {f"{e.name}.csv": format_csv(e, guarded=False).encode() for e in extracts}
    files[DESCRIPTOR] = (json.dumps(_describe_package(extracts), ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _describe_package(extracts: Sequence[Extract]) -> dict[str, Any]:
    plans = next((e.records for e in extracts if e.name == "plans"), [])
    descriptor: dict[str, Any] = {
        "name": "plancmp",
        "title": "政府规划目标 · Targets of government plans",
        "description": "Every target, baseline and result of the plans with quote and place in the text. Empty is not stated.",
        "profile": "tabular-data-package",
    }
    if plans:
        descriptor["sources"] = [
            {"title": "，".join(part for part in (p["title_zh"], p["number"], p["issued"]) if part)} for p in plans
        ]
    descriptor["resources"] = [_describe_table(e, {x.name for x in extracts}) for e in extracts]
    return descriptor


def _describe_table(extract: Extract, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_describe_column(c) for c in extract.columns], "missingValues": [""]}
    key = ["id"] if any(c.name == "id" for c in extract.columns) else UNIQUE.get(extract.name)
    if key:
        schema["primaryKey"] = key
    keys = [
        {
            "fields": [c.name],
            "reference": {"resource": "" if c.points_to == extract.name else c.points_to, "fields": ["id"]},
        }
        for c in extract.columns
        if c.points_to in names
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": extract.name,
        "path": f"{extract.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


_KINDS = {STRINGS: "array", OBJECTS: "array", OBJECT: "object", REASONS: "object"}
"""The types of Frictionless for ours, where theirs has another name."""


def _describe_column(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _KINDS.get(column.kind, column.kind),
        "title": column.about.zh,
        "description": column.about.en,
    }
    constraints: dict[str, Any] = {}
    if column.always:
        constraints["required"] = True
    if column.words is not None:
        constraints["enum"] = [str(word) for word in column.words]
    if constraints:
        field["constraints"] = constraints
    if column.unit_in is not None:
        field["unitColumn"] = column.unit_in
    return field
