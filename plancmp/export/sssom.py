"""Mappings between indicators as SSSOM, the Simple Standard for Sharing Ontological Mappings, in its TSV form."""

import csv
from collections.abc import Sequence
from io import StringIO

from plancmp.export.records import Extract
from plancmp.vocabulary import Relation

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
    """The mappings with the labels of their indicators; `other` names in what the two differ."""
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
