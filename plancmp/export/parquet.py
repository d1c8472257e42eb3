"""One table as Parquet, typed: lists stay lists, structures structures, figures doubles."""

from collections.abc import Sequence
from typing import Any

from plancmp.export.columns import BOOLEAN, INTEGER, NUMBER, OBJECT, REASONS, STRING, STRINGS, Column
from plancmp.export.records import Extract
from plancmp.render.formats import load_library


def write_parquet(extracts: Sequence[Extract]) -> bytes:
    """The bytes of a Parquet file. Raises PlancmpError (exit code 2) where pyarrow is missing."""
    (extract,) = extracts
    pa, pq = load_library("pyarrow", "parquet"), load_library("pyarrow.parquet", "parquet")
    schema = pa.schema(
        [
            pa.field(c.name, _choose_type(c, pa), nullable=not c.always, metadata={"zh": c.about.zh, "en": c.about.en})
            for c in extract.columns
        ]
    )
    rows = [{c.name: _convert_value(row[c.name], c) for c in extract.columns} for row in extract.list_rows()]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _choose_type(column: Column, pa: Any) -> Any:
    simple = {
        STRING: pa.string(),
        INTEGER: pa.int32(),
        NUMBER: pa.float64(),
        BOOLEAN: pa.bool_(),
        STRINGS: pa.list_(pa.string()),
    }
    if not column.members:
        return simple[column.kind]
    structure = pa.struct([pa.field(name, simple[kind]) for name, kind in column.members])
    return structure if column.kind == OBJECT else pa.list_(structure)


def _convert_value(value: Any, column: Column) -> Any:
    if column.kind == REASONS:
        return [{"field": name, "because": why} for name, why in value.items()]
    if column.kind == NUMBER and value is not None:
        return float(value)
    return value
