"""The part of a collection that an answer needs: from the tables as they are kept, else from tables brought up to date."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import TypeVar

from plancmp.cache.database import Database, open_database
from plancmp.cache.freshness import FEW, WATCH, are_unchanged, is_fresh, is_of_program
from plancmp.cache.tables import DAMAGE, Part, Selection, TableIndex, Tables
from plancmp.files import AnyPath
from plancmp.lookup import Index

__all__ = ["Choose", "Part", "Selection", "select"]

Found = TypeVar("Found")

Choose = Callable[[Index], tuple[Found, Part]]
"""What finds in a collection what was named, and tells what to read of it. It may be asked again when a file has changed."""


def select(paths: Sequence[AnyPath], choose: Choose[Found]) -> tuple[Found, Selection]:
    """What was chosen from the collection at `paths`, and the part of it that was asked for, all of it in memory.

    Raises PlancmpError: exit code 1 with every problem where the collection is not sound, 3 where no text can be had, and
    what `choose` raises.
    """
    kept = open_database(paths)
    if kept is not None:
        with closing(kept), suppress(*DAMAGE, OSError):
            found = _read_fresh(kept, paths, choose)
            if found is not None:
                return found
    from plancmp.cache import filling, new_database  # noqa: PLC0415 - the road that reads YAML

    updated = filling.update_tables(paths)
    if updated is not None:
        with closing(updated), suppress(*DAMAGE):
            found = _read(updated.tables, choose)
            updated.save()
            return found
    filled = filling.fill_tables(paths)
    try:
        return _read(filled.tables, choose)
    finally:
        new_database.publish_database(filled, paths)


def _read(tables: Tables, choose: Choose[Found]) -> tuple[Found, Selection]:
    found, part = choose(TableIndex(tables))
    return found, tables.read_part(part)


def _read_fresh(kept: Database, paths: Sequence[AnyPath], choose: Choose[Found]) -> tuple[Found, Selection] | None:
    """The answer of tables as they are kept; None where the program or the files are others. Raises one of DAMAGE, OSError."""
    tables, now = kept.tables, time.time_ns()
    kept.connection.execute("BEGIN")  # whoever writes meanwhile: what is read is of one moment
    head = tables.read_head()
    recent = 0 <= now - kept.read_time() < WATCH
    everywhere = not recent or tables.count_files() <= FEW
    if not is_of_program(head, paths) or not is_fresh(tables, head, everywhere=everywhere):
        return None
    if not recent:
        kept.set_time(now)
    index = TableIndex(tables)
    found, part = choose(index)
    selection = tables.read_part(part)
    used = tables.read_files_needed({*selection.collection.plans, *index.plans.known})
    if not everywhere and not are_unchanged(used.values(), [path for path, *_ in head["paths"]]):
        kept.set_time(now - WATCH)  # nor are the others to be trusted
        return None
    return found, selection
