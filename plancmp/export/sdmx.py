"""Claims as SDMX-CSV 2.0: one observation a claim, the figure in its indicator's unit.

SDMX asks for a TIME_PERIOD, and a plan does not always print one; TIME_SOURCE says where each comes from:
`stated` in the text, `plan-period` for an undated target (by convention within its plan), `plan-reported` for an
undated result (reached before its plan was issued; the period is that of the plan that reports it).
The code lists are plancmp's own words, not those of an agency.
"""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from plancmp.claim_id import parse_id
from plancmp.export.records import Extract

STRUCTURE = "PLANCMP:CLAIMS(1.0)"
DIMENSIONS = (
    "FREQ", "REF_AREA", "INDICATOR", "STATEMENT", "PLAN", "BASIS", "POPULATION", "RECURRENCE", "BASE_PERIOD", "VARIANT", "TIME_PERIOD",
)  # fmt: skip
ATTRIBUTES = (
    "UNIT_MEASURE", "COMPARATOR", "LOWER", "UPPER", "COMMITMENT", "BINDING", "TIME_SOURCE", "PRINTED_VALUE", "PRINTED_UNIT", "SECTION",
    "QUOTE", "CLAIM_ID",
)  # fmt: skip
ALL, NONE = "_T", "_Z"
"""SDMX's own codes: total, and not applicable."""


def write_sdmx(extracts: Sequence[Extract]) -> str:
    """The claims in the order of the export; the key of each observation is its own."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES])
    for record in extracts[0].list_rows():
        writer.writerow(
            [
                "dataflow",
                STRUCTURE,
                "I",
                *_make_key(record),
                _blank_none(record["std_value"]),
                *_list_attributes(record),
            ]
        )
    return buffer.getvalue()


def _make_key(record: dict[str, Any]) -> list[str]:
    identity = parse_id(record["id"])
    assert identity is not None
    variant = "+".join(part for part in (identity.key, str(identity.printing or "")) if part)
    return [
        "A",
        record["place"],
        record["indicator"],
        record["type"],
        record["plan"],
        record["basis"],
        record["of"] or ALL,
        record["every"] or NONE,
        _format_span(record["base_from"], record["base_year"]) if record["base_year"] else NONE,
        variant or NONE,
        _find_time(record)[0],
    ]


def _list_attributes(record: dict[str, Any]) -> list[Any]:
    return [
        record["std_unit"],
        record["comparator"],
        _blank_none(record["std_low"]),
        _blank_none(record["std_high"]),
        _blank_none(record["commitment"]),
        _blank_none(record["binding"]),
        _find_time(record)[1],
        _blank_none(record["value"]),
        record["unit"],
        record["section"],
        record["quote"],
        record["id"],
    ]


def _find_time(record: dict[str, Any]) -> tuple[str, str]:
    """The period of a claim, and where it comes from."""
    year, first = record["year"], record["from_year"]
    if year is not None:
        return (_format_span(first, year) if first is not None else str(year)), "stated"
    source = "plan-period" if record["type"] == "target" else "plan-reported"
    return _format_span(record["plan_from"], record["plan_by"]), source


def _format_span(first: int, last: int) -> str:
    """Years first–last as SDMX writes a time range: a start and a duration."""
    return str(last) if first == last else f"{first}-01-01/P{last - first + 1}Y"


def _blank_none(value: Any) -> Any:
    return "" if value is None else value
