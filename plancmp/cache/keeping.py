"""Reading a collection from its files and keeping it, so that the next answer need not."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from plancmp.cache.cache import above, packed, place_of, unlooked
from plancmp.cache.entries import kept_shapes, plan_entries
from plancmp.cache.index import Index
from plancmp.cache.lazy import KeptCollection
from plancmp.cache.planfiles import PlanReader, together
from plancmp.cache.seen import Seen, seen
from plancmp.cache.selecting import refused
from plancmp.cache.stamps import digest, lines_kept, settled, stamp
from plancmp.cache.store import Entry, entry, new_token, remove, tidy, write
from plancmp.files import decode, read_bytes
from plancmp.model import Collection
from plancmp.problems import Problem, Unkept
from plancmp.reading.definitions import definitions
from plancmp.reading.hearing import heard, tell
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import of_texts
from plancmp.reading.parallel import MANY, each


def kept_afresh(paths: Sequence[Path | str]) -> Collection | KeptCollection:
    """The collection read from its files, and kept where it is sound: a small one in memory, a large one in its cache.

    Raises PlancmpError: exit code 1 with every problem where the collection is not sound, 3 where no text can be had.
    """
    now = seen(paths)
    files = now.files()
    once = len(set(files)) == len(files)
    if once and len(files) >= MANY and place_of(paths) is not None:
        try:
            if _kept_by_file(now, files):
                kept, _ = unlooked(paths)
                return KeptCollection(kept._replace(looked=True))
        except (_TogetherError, Unkept):
            pass
    return _in_memory(now, files, once=once)


def _in_memory(now: Seen, files: Sequence[str], *, once: bool) -> Collection:
    rows: dict[str, list[Any]] = {}
    named: list[tuple[str, str]] = []
    for file in files:
        before = stamp(file)
        data = read_bytes(file)
        name = "<stdin>" if file == "-" else file
        rows[name] = [settled(before), digest(data), []]
        named.append((name, decode(data, file)))
    loaded = of_texts(heard(named))
    errors = [problem for problem in loaded.problems if problem.level == "error"]
    if errors:
        raise refused(errors)
    if loaded.whole and not loaded.problems and once:
        _keep(now, _entries_of(loaded, now, rows))
    return loaded.collection


def _entries_of(loaded: Loaded, now: Seen, rows: dict[str, list[Any]]) -> Iterator[Entry]:
    """Everything that is kept of a collection in memory."""
    collection = loaded.collection
    index = Index(collection.places, collection.indicators)
    for ident, plan in collection.plans.items():
        file = loaded.homes["plans", ident]
        told = plan_entries(ident, plan, file, collection)
        rows[file][2].append(ident)
        index.add(told.brief, file)
        yield from told.entries
    yield from _about(now, index, rows, {file for (kind, _), file in loaded.homes.items() if kind != "plans"})


def _about(now: Seen, index: Index, rows: dict[str, list[Any]], core: Iterable[str]) -> Iterator[Entry]:
    """What is kept besides the plans."""
    yield from (entry(key, packed(value)) for key, value in index.entries())
    yield from (entry(f"file/{file}", packed(row)) for file, row in rows.items())
    yield from (entry(f"folder/{folder}", lines_kept(lines)) for folder, lines in now.lines.items())
    yield entry("head", packed(now.head(sorted(core), new_token(), kept_shapes())))


def _keep(now: Seen, entries: Iterable[Entry]) -> bool:
    """Write the cache of a collection. False where that cannot be; nothing depends on it."""
    place = place_of(now.paths)
    if place is None or not write(place, entries, now.since):
        return False
    remove(above(place))  # after, not before: whoever opened it as that of the old file has an answer of before
    tidy((place, above(place)))
    return True


class _TogetherError(Exception):
    """A file is more than plans, or a plan stands in two: all must be read together, to say what is wrong."""


def _kept_by_file(now: Seen, files: Sequence[str]) -> bool:
    """Keep a large collection without ever holding all of it. Raises _TogetherError, PlancmpError (exit code 1)."""
    core = definitions(files)
    if core is None:
        raise _TogetherError
    rows: dict[str, list[Any]] = {}
    for file in core.lines:
        before = stamp(file)
        data = read_bytes(file)
        if tuple(decode(data, file).split("\n")) != core.lines[file]:
            raise _TogetherError
        rows[file] = [settled(before), digest(data), []]
    rest = [file for file in files if file not in rows]
    held = Collection(core.collection.places, core.collection.indicators, {})

    def entries() -> Iterator[Entry]:
        index = Index(held.places, held.indicators)
        seen_before: set[str] = set()
        problems: list[Problem] = []
        for done, one in enumerate(each(PlanReader(held), rest), 1):
            if one is None or not seen_before.isdisjoint(one.idents):
                raise _TogetherError
            seen_before.update(one.idents)
            problems += one.problems
            rows[one.path] = one.row
            for plan in one.plans if not problems else ():
                index.add(plan.brief, one.path)
                yield from plan.entries
            tell(done, len(rest))
        if problems:
            raise refused(together(problems))
        yield from _about(now, index, rows, core.lines)

    return _keep(now, entries())
