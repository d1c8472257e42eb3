"""Tables as text: JSON, JSON lines, CSV, mappings as SSSOM, claims as SDMX-CSV."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

from plancmp.claim_id import parse_id
from plancmp.export.records import Extract
from plancmp.render.escape import clean, guard_formula
from plancmp.vocabulary import Relation


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


PREDICATES = {
    Relation.EXACT: "skos:exactMatch",
    Relation.CLOSE: "skos:closeMatch",
    Relation.BROADER: "skos:narrowMatch",
    Relation.NARROWER: "skos:broadMatch",
    Relation.RELATED: "skos:relatedMatch",
}
"""Our word says what the subject is, SKOS what the object is: an indicator broader than another has in it a narrower
match.
"""

HEAD = """\
#curie_map:
#  plancmp: "urn:plancmp:indicator:"
#  semapv: "https://w3id.org/semapv/vocab/"
#  skos: "http://www.w3.org/2004/02/skos/core#"
#license: "https://w3id.org/sssom/license/unspecified"
#mapping_set_id: "urn:plancmp:mappings"
#mapping_set_title: "Indicators of government plans, as a curator relates them"
"""

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "comment", "other",
)  # fmt: skip


def write_sssom(extracts: Sequence[Extract]) -> str:
    """The Simple Standard for Sharing Ontological Mappings, in its TSV form: the mappings with the labels of their
    indicators; `other` names in what the two differ."""
    mappings, indicators = extracts
    labels = {r["id"]: f"{r['name_en']} ({r['name_zh']})" for r in indicators.records}
    buffer = StringIO()
    buffer.write(HEAD)
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in mappings.records:
        subject, target = record["indicator"], record["to"]
        row = (
            f"plancmp:{subject}",
            labels[subject],
            PREDICATES[Relation.read(record["is"])],
            f"plancmp:{target}",
            labels[target],
            "semapv:ManualMappingCuration",
            " ".join(record["because"].split()),
            "|".join(f"differs={word}" for word in record["differs"]),
        )
        writer.writerow(row)
    return buffer.getvalue()


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
    """SDMX-CSV 2.0: one observation a claim, the figure in its indicator's unit, in the order of the export; the key of each
    observation is its own. The code lists are plancmp's own words, not those of an agency.

    SDMX asks for a TIME_PERIOD, and a plan does not always print one; TIME_SOURCE says where each comes from: `stated` in
    the text, `plan-period` for an undated target (by convention within its plan), `plan-reported` for an undated result
    (reached before its plan was issued; the period is that of the plan that reports it).
    """
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
