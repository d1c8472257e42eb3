"""Answers for programs: JSON, and tables as CSV."""

import csv
import json
from collections.abc import Iterable
from io import StringIO

from plancmp.render import Result, Style, make_record
from plancmp.render.escape import clean, guard_formula
from plancmp.render.layouts import make_tables
from plancmp.words import Table


def write_json(result: Result, style: Style) -> str:
    """The record of a result; Chinese stays readable."""
    return json.dumps(make_record(result, style.lang), ensure_ascii=False, indent=2) + "\n"


def write_csv(result: Result, style: Style) -> str:
    """The tables of a result as CSV."""
    return format_csv(make_tables(result, style))


def format_csv(tables: Iterable[Table]) -> str:
    """The tables below each other, a blank line between; a cell that a spreadsheet would run gets a quote in front."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            buffer.write("\r\n")
            writer.writerow([guard_formula(clean(table.title))])
        for cells in (table.columns, *table.rows):
            writer.writerow([guard_formula(clean(cell)) for cell in cells])
    return buffer.getvalue()
