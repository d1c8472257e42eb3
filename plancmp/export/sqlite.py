"""All tables as one SQLite file: keys between them, indexes, and a search over the words of the plans."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from plancmp.export.columns import BOOLEAN, INTEGER, NUMBER, Column
from plancmp.export.records import Extract

_TYPES = {INTEGER: "INTEGER", NUMBER: "REAL", BOOLEAN: "INTEGER"}
SEARCHED = {"claims": ("indicator_zh", "indicator_en", "quote"), "tasks": ("title", "quote")}
"""Columns of a table that the full text search looks into."""


def write_sqlite(extracts: Sequence[Extract]) -> bytes:
    """The bytes of a database with a table an extract; lists are JSON text, as `json_each` reads them."""
    names = {e.name for e in extracts}
    with closing(sqlite3.connect(":memory:")) as database:
        for extract in extracts:
            _create_table(database, extract, names)
        for extract in extracts:
            marks = ", ".join("?" * len(extract.columns))
            rows = ([_store_value(v) for v in row.values()] for row in extract.list_rows())
            database.executemany(f'INSERT INTO "{extract.name}" VALUES ({marks})', rows)  # noqa: S608 - own names
            _index_words(database, extract.name)
        database.commit()
        return database.serialize()


def _create_table(database: sqlite3.Connection, extract: Extract, names: set[str]) -> None:
    lines = [_define_column(c, names) for c in extract.columns]
    database.execute(f'CREATE TABLE "{extract.name}" (\n  {", ".join(lines)}\n)')
    for column in extract.columns:
        if column.points_to in names or column.name in {"type", "year", "verdict"}:
            database.execute(f'CREATE INDEX "{extract.name}_{column.name}" ON "{extract.name}" ("{column.name}")')


def _define_column(column: Column, names: set[str]) -> str:
    words = [f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}']
    if column.name == "id":
        words.append("PRIMARY KEY")
    if column.always:
        words.append("NOT NULL")
    if column.words is not None:
        words.append(f'CHECK ("{column.name}" IN ({", ".join(repr(str(w)) for w in column.words)}))')
    if column.points_to in names:
        words.append(f'REFERENCES "{column.points_to}" ("id")')
    return " ".join(words)


def _index_words(database: sqlite3.Connection, name: str) -> None:
    """A full text index by runs of three characters, since Chinese has no spaces; none where SQLite cannot."""
    if name not in SEARCHED:
        return
    fields = ", ".join(SEARCHED[name])
    try:
        database.execute(
            f"CREATE VIRTUAL TABLE {name}_fts USING fts5 ({fields}, content=\"{name}\", tokenize='trigram')"
        )
    except sqlite3.OperationalError:  # built without fts5 or older than its trigrams
        return
    database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608 - own names


def _store_value(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
