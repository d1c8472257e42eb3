"""One table as text: JSON, JSON lines, CSV."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from plancmp.export.records import Extract
from plancmp.render.escape import clean, guard_formula


def write_json(extracts: Sequence[Extract]) -> str:
    """A JSON list; Chinese stays readable."""
    return json.dumps(extracts[0].records, ensure_ascii=False, indent=2) + "\n"


def write_jsonl(extracts: Sequence[Extract]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in extracts[0].records)


def write_csv(extracts: Sequence[Extract]) -> str:
    """CSV for people: a spreadsheet runs nothing of it."""
    return format_csv(extracts[0])


def format_csv(extract: Extract, *, guarded: bool = True) -> str:
    """Lists as JSON, the standard figures in columns of their own, unknown empty.

    `guarded` sets a quote before a text that a spreadsheet would run as a formula, and a space for each control character;
    for programs both are left as they are.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in extract.columns])
    writer.writerows([_format_cell(v, guarded=guarded) for v in row.values()] for row in extract.list_rows())
    return buffer.getvalue()


def _format_cell(value: Any, *, guarded: bool) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guard_formula(clean(value)) if guarded else value
        case int() | float():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False) if value else ""
