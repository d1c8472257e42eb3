"""Tables for other programs: records, and a writer a format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plancmp.export.records import TABLES, Extract, extract

__all__ = ["FORMATS", "TABLES", "Extract", "Format", "extract"]

Bytes = Callable[[Sequence[Extract]], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """How extracts become bytes, which tables are written where none is named, and the file names that ask for it."""

    write: Bytes
    tables: tuple[str, ...]
    """Written where no table is named."""
    suffixes: tuple[str, ...]
    many: bool = False
    """Whether it holds several tables."""
    only: bool = False
    """Whether it is for those tables alone."""
    text: bool = True


def _json(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.text import json_text  # noqa: PLC0415 - each writer loads what it needs

    return json_text(extracts[0]).encode()


def _jsonl(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.text import jsonl_text  # noqa: PLC0415 - the same

    return jsonl_text(extracts[0]).encode()


def _csv(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.text import csv_text  # noqa: PLC0415 - the same

    return csv_text(extracts[0]).encode()


def _xlsx(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.xlsx import sheets_of_extracts, workbook  # noqa: PLC0415 - the same

    return workbook(sheets_of_extracts(extracts))


def _parquet(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.parquet import parquet  # noqa: PLC0415 - the same

    return parquet(extracts[0])


def _datapackage(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.datapackage import datapackage, zipped  # noqa: PLC0415 - the same

    return zipped(datapackage(extracts))


def _sdmx(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.sdmx import sdmx_text  # noqa: PLC0415 - the same

    return sdmx_text(extracts[0]).encode()


def _sssom(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.sssom import sssom_text  # noqa: PLC0415 - the same

    return sssom_text(extracts[0], extracts[1]).encode()


def _sqlite(extracts: Sequence[Extract]) -> bytes:
    from plancmp.export.sqlite import sqlite  # noqa: PLC0415 - the same

    return sqlite(extracts)


_CLAIMS, _ALL = ("claims",), tuple(TABLES)

FORMATS = {
    "json": Format(_json, _CLAIMS, (".json",)),
    "jsonl": Format(_jsonl, _CLAIMS, (".jsonl", ".ndjson")),
    "csv": Format(_csv, _CLAIMS, (".csv",)),
    "xlsx": Format(_xlsx, _ALL, (".xlsx",), many=True, text=False),
    "parquet": Format(_parquet, _CLAIMS, (".parquet",), text=False),
    "datapackage": Format(_datapackage, _ALL, (".zip",), many=True, text=False),
    "sdmx": Format(_sdmx, _CLAIMS, (), only=True),
    "sssom": Format(_sssom, ("mappings", "indicators"), (".tsv",), only=True),
    "sqlite": Format(_sqlite, _ALL, (".sqlite", ".db"), many=True, text=False),
}
