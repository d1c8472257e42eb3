"""Tidy records: one a statement, unknown is None, never "" or 0. What every writer writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare import Context
from plancmp.export import columns
from plancmp.export.columns import Column
from plancmp.export.pairs import Records, record_alignments, sort_plans
from plancmp.export.tracks import record_tracks
from plancmp.lookup import sort_by_code


class Extract(NamedTuple):
    """One table of an export: its name, its columns, its records."""

    name: str
    columns: tuple[Column, ...]
    records: Records

    def list_rows(self) -> Iterator[dict[str, Any]]:
        """The records with the standard figures in columns of their own, every column present."""
        for record in self.records:
            flat = dict(record)
            for name, value in flat.pop("std", {}).items():
                flat[f"std_{name}"] = value
            yield {column.name: flat.get(column.name) for column in self.columns}


def _record_claims(claims: Sequence[Claim], _context: Context) -> Records:
    """Every target, baseline and result."""
    return [claim.record() for claim in claims]


def _record_indicators(_claims: Sequence[Claim], context: Context) -> Records:
    """Every indicator, in the file's order."""
    indicators = context.collection.indicators
    return [_record_fields(columns.INDICATORS, each, {"id": ident}) for ident, each in indicators.items()]


def _record_places(_claims: Sequence[Claim], context: Context) -> Records:
    """Every place, by division code."""
    places = context.collection.places
    order = sort_by_code(places, context.collection)
    return [_record_fields(columns.PLACES, places[ident], {"id": ident}) for ident in order]


def _record_mappings(_claims: Sequence[Claim], context: Context) -> Records:
    """Every mapping that a curator wrote: *indicator* is … *to*."""
    return [
        _record_fields(columns.MAPPINGS, mapping, {"indicator": ident})
        for ident, indicator in context.collection.indicators.items()
        for mapping in indicator.mappings
    ]


def _record_tasks(_claims: Sequence[Claim], context: Context) -> Records:
    """Every task, plans by first year then id."""
    records = []
    for ident, plan in sort_plans(context.collection.plans):
        for task in plan.tasks:
            links = [{"to": link.to, "is": str(link.is_), "because": link.because} for link in task.links]
            given = {"id": f"{ident}/task.{task.key}", "plan": ident, "links": links}
            records.append(_record_fields(columns.TASKS, task, given))
    return records


def _record_plans(_claims: Sequence[Claim], context: Context) -> Records:
    """Every plan, by first year then id."""
    return [
        _record_fields(columns.PLANS, plan, {"id": ident, "follows": [parent.title for parent in plan.follows]})
        for ident, plan in sort_plans(context.collection.plans)
    ]


def _record_fields(table: Sequence[Column], value: object, given: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the columns of a table: what is given, the rest read from the value's attributes."""
    return {
        column.name: given[column.name]
        if column.name in given
        else _make_plain(_read_path(value, column.path or column.name))
        for column in table
    }


def _read_path(value: Any, path: str) -> Any:
    """The attribute at "name.zh"; None where one on the way there is None."""
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value


def _make_plain(value: Any) -> Any:
    """A value as JSON has it: words as they are written, tuples as lists."""
    if isinstance(value, tuple):
        return [_make_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


Recorder = Callable[[Sequence[Claim], Context], Records]

TABLES: dict[str, tuple[tuple[Column, ...], Recorder]] = {
    "claims": (columns.CLAIMS, _record_claims),
    "indicators": (columns.INDICATORS, _record_indicators),
    "places": (columns.PLACES, _record_places),
    "mappings": (columns.MAPPINGS, _record_mappings),
    "tasks": (columns.TASKS, _record_tasks),
    "alignments": (columns.ALIGNMENTS, record_alignments),
    "tracks": (columns.TRACKS, record_tracks),
    "plans": (columns.PLANS, _record_plans),
}
"""The tables in order of use; plans last, which the others point to."""

DEFINED = frozenset({"indicators", "places", "mappings"})
"""Tables that tell nothing of the plans."""

BY_PLAN = frozenset({"claims", "tasks", "plans"})
"""Tables whose rows each come from one plan alone, with the places and indicators."""


def extract(name: str, claims: Sequence[Claim], context: Context) -> Extract:
    """The table called `name`, one of TABLES."""
    listed, record = TABLES[name]
    return Extract(name, listed, record(claims, context))
