"""Reading a collection's files into tables: all of them, or those that have changed since.

A file of plans is sound or not by the places and indicators of all files and by itself. So where those are as they were,
only the files that changed are read, and the others are as sound as they were.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.cache.database import Database, open_database
from plancmp.cache.freshness import PathState, is_of_program, list_stamps, make_head, make_stamp, read_stamp, settle
from plancmp.cache.new_database import copy_to_memory, create_database, create_in_memory, discard_database
from plancmp.cache.tables import DAMAGE, File, Part, PlanRows, TableIndex, Tables, make_plan_rows
from plancmp.files import AnyPath
from plancmp.files.reading import decode, read_bytes
from plancmp.model import Collection
from plancmp.problems import PlancmpError, Problem, explain_unsound
from plancmp.reading.many_files import CHUNK, PlanFile, ReadTogetherError, join_problems, read_each, read_many
from plancmp.reading.merging import files_of, leave_out_drafts, of_texts
from plancmp.reading.progress import count_progress

MOST = 8
"""The part of the files, as one in so many, that may have changed if only those are to be read."""

FEW = 8
"""Files that may have changed in any collection."""


class Home(NamedTuple):
    """Where a file is kept, and where it lies."""

    path: int
    """The number of its folder, or of itself, among the paths of the collection."""
    name: str
    file: str


class KeptFile(NamedTuple):
    """What is kept of a file of plans."""

    stamp: str | None
    content: str
    plans: list[PlanRows]


class FileChanges(NamedTuple):
    """What has become of the files of a collection."""

    changed: list[Home]
    """Those with another content, and new ones."""
    removed: dict[int, File]
    """What was kept of those among them, and of those that are gone."""
    touched: dict[int, str | None]
    """The stamps of those that have another one and the same content."""


Contents = tuple[Collection, Iterable[tuple[File, Sequence[PlanRows]]]]
"""The places and indicators of a collection, and each file with what is kept of its plans."""


def fill_tables(paths: Sequence[AnyPath]) -> Database:
    """A new database of the collection, read from all its files, not yet published; in memory where it cannot be written.

    Raises PlancmpError: exit code 1 with every problem where the collection is not sound, 3 where no text can be had.
    """
    try:
        return _fill(partial(create_database, paths), paths)
    except sqlite3.Error:
        return _fill(create_in_memory, paths)


def _fill(make: Callable[[], Database], paths: Sequence[AnyPath]) -> Database:
    states = _look(paths)
    homes, head = _list_homes(states), make_head(states, paths)
    try:
        return _write(_read_by_file(homes), head, make)
    except ReadTogetherError:
        return _write(_read_together(homes), head, make)


def _write(contents: Contents, head: Mapping[str, Any], make: Callable[[], Database]) -> Database:
    made = make()
    try:
        defined, files = contents
        made.tables.add_definitions(defined)
        for file, plans in files:
            made.tables.add_file(file, plans)
        made.tables.write_head(head)
        made.tables.add_indexes()
    except BaseException:
        discard_database(made)
        raise
    return made


def _read_by_file(homes: Sequence[Home]) -> Contents:
    """A large collection, of which no more than a file is ever held. Raises ReadTogetherError, PlancmpError (exit code 1)."""
    keeper = _FileKeeper(frozenset(home.file for home in homes if home.path))
    defined, answers = read_many([home.file for home in homes], lambda _: keeper)
    kept = {home.file: home[:2] for home in homes}

    def read() -> Iterator[tuple[File, Sequence[PlanRows]]]:
        for file, lines in defined.lines.items():
            stamp, data = _read_stamped(file)
            if tuple(decode(data, file).split("\n")) != lines:
                raise ReadTogetherError
            yield File(*kept[file], stamp, hash_content(data), defines=True), ()
        problems: list[Problem] = []
        for answer in answers:
            problems += answer.problems
            if not problems:
                stamp, content, plans = answer.made
                yield File(*kept[answer.path], stamp, content), plans
        if problems:
            raise explain_unsound(join_problems(problems))

    return defined.collection, read()


def _read_together(homes: Sequence[Home]) -> Contents:
    """A collection of which all is read at once. Raises PlancmpError."""
    files: dict[str, File] = {}
    texts: list[tuple[str, str]] = []
    for path, name, file in homes:
        stamp, data = _read_stamped(file)
        called = "<stdin>" if file == "-" else file
        files[called] = File(path, name, stamp, hash_content(data))
        texts.append((called, decode(data, file)))
    loaded = of_texts(count_progress(texts), added={called for called, file in files.items() if file.path})
    if loaded.problems:
        raise explain_unsound(loaded.problems)
    held = loaded.collection
    defining = {home for (kind, _), home in loaded.homes.items() if kind != "plans"} | set(loaded.added.values())
    defining |= {loaded.homes[kind, ident] for kind, ident, _ in loaded.added}
    plans: dict[str, list[PlanRows]] = {}
    for ident, plan in held.plans.items():
        plans.setdefault(loaded.homes["plans", ident], []).append(make_plan_rows(ident, plan, held))
    kept = ((file._replace(defines=called in defining), plans.get(called, ())) for called, file in files.items())
    return held, kept


@dataclass(frozen=True, slots=True)
class _FileKeeper:
    """Makes what is kept of a file of plans, where it is read; no plans where something is wrong with it."""

    added: frozenset[str]
    """The files that were added to the collection: of the others drafts stay out."""

    def __call__(self, file: PlanFile) -> KeptFile:
        held = file.loaded.collection
        plans = {} if file.loaded.problems else held.plans
        if file.path not in self.added:
            plans = {ident: leave_out_drafts(plan) for ident, plan in plans.items()}
        rows = [make_plan_rows(ident, plan, held) for ident, plan in plans.items()]
        return KeptFile(settle(make_stamp(file.status)), hash_content(file.data), rows)


def update_tables(paths: Sequence[AnyPath]) -> Database | None:
    """The database of the collection with what has changed in the files, not yet saved; None where all of them must be read.

    Raises PlancmpError (exit code 1) with every problem where the collection is not sound.
    """
    kept = open_database(paths)
    if kept is None:
        return None
    updated = False
    try:
        with suppress(ReadTogetherError, *DAMAGE):
            try:
                kept.lock()  # what is compared, what is written and what the answer reads are of one moment
                updated = _update(kept.tables, paths)
            except sqlite3.OperationalError:  # the disk is full or may not be written, or others are at it
                kept = copy_to_memory(kept)
                updated = _update(kept.tables, paths)
    finally:
        if not updated:
            kept.close()
    return kept if updated else None


def _update(tables: Tables, paths: Sequence[AnyPath]) -> bool:
    """Write what has changed; False where all files must be read, as where ReadTogetherError is raised."""
    if not is_of_program(tables.read_head(), paths):
        return False
    states = _look(paths)
    changes = _find_changes(tables, states)
    affected = len({home[:2] for home in changes.changed} | {file[:2] for file in changes.removed.values()})
    if any(file.defines for file in changes.removed.values()) or affected > max(FEW, tables.count_files() // MOST):
        return False
    for number in changes.removed:
        tables.remove_file(number)
    read = _read_changed(changes.changed, tables)
    for number, stamp in changes.touched.items():
        tables.set_stamp(number, stamp)
    try:
        for home, (stamp, content, plans) in zip(changes.changed, read, strict=True):
            tables.add_file(File(*home[:2], stamp, content), plans)
    except sqlite3.IntegrityError as error:  # a plan has come to stand in two files
        raise ReadTogetherError from error
    tables.write_head(make_head(states, paths))
    return True


def _find_changes(tables: Tables, states: Sequence[PathState]) -> FileChanges:
    found = FileChanges([], {}, {})
    for at, state in enumerate(states):
        kept = {file.name: (number, file) for number, file in tables.read_files_below(at).items()}
        for home in _list_homes([state], at):
            stamp = state.files[home.name]
            number, file = kept.pop(home.name, (0, None))
            if file is None:
                found.changed.append(home)
            elif file.stamp != stamp or not stamp:
                if has_content(home.file, file.content):
                    found.touched[number] = settle(stamp)
                else:
                    found.changed.append(home)
                    found.removed[number] = file
        found.removed.update(kept.values())
    return found


def _read_changed(changed: Sequence[Home], tables: Tables) -> list[KeptFile]:
    """What is to be kept of the files that changed; `tables` holds the others. Raises PlancmpError (exit code 1), and
    ReadTogetherError where a plan stands in one of the others too: then that is what is wrong.
    """
    many = len(changed) > CHUNK
    defined = tables.read_part(Part(all_places=many)).collection
    if not many:  # few of the places are asked for
        defined = Collection(TableIndex(tables).places, defined.indicators, {})
    keeper = _FileKeeper(frozenset(home.file for home in changed if home.path))
    answers = list(read_each([home.file for home in changed], defined, keeper))
    problems = join_problems(problem for answer in answers for problem in answer.problems)
    if problems:
        others = TableIndex(tables).plans
        if any(ident in others for answer in answers for ident in answer.plans):
            raise ReadTogetherError
        raise explain_unsound(problems)
    return [answer.made for answer in answers]


def _look(paths: Sequence[AnyPath]) -> list[PathState]:
    """The files that paths stand for as they are now. Raises PlancmpError (exit code 3) where a folder holds none."""
    found = []
    for path in map(str, paths):
        if path == "-" or not os.path.isdir(path):
            found.append(PathState(path, False, None, {"": read_stamp(path)}))
            continue
        stamp = settle(read_stamp(path))
        files = list_stamps(path)
        if not files:
            files_of(path)
        found.append(PathState(path, True, stamp, files))
    return found


def _list_homes(states: Sequence[PathState], first: int = 0) -> list[Home]:
    """All files in the order of the collection, named as merging.files_of does."""
    found = []
    for at, state in enumerate(states, first):
        if not state.is_folder:
            found += [Home(at, "", str(file)) for file in files_of(state.path)]
            continue
        before = str(Path(state.path) / "x")[:-1]
        names = sorted(state.files, key=None if os.name == "posix" else os.path.normcase)
        found += [Home(at, name, before + name) for name in names]
    return found


def hash_content(data: bytes) -> str:
    """What tells a file's content from another."""
    return sha256(data).hexdigest()


def has_content(path: str, content: str) -> bool:
    """Whether a file holds that of which `content` is the hash."""
    try:
        return hash_content(read_bytes(path)) == content
    except PlancmpError:
        return False


def _read_stamped(file: str) -> tuple[str | None, bytes]:
    """A file's stamp from before it was read, where it has settled, and its content."""
    stamp = read_stamp(file)
    data = read_bytes(file)
    return settle(stamp), data
