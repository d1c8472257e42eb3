"""Reading a collection from its files and keeping it, so that the next answer need not."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from plancmp.files import decode, read_bytes
from plancmp.frozen import frozen
from plancmp.model import Collection
from plancmp.problems import PlancmpError, Unkept
from plancmp.read.cache import Index, PlanEntries, entries_of, folder_taken, keep, place_of, plan_entries
from plancmp.read.definitions import definitions
from plancmp.read.lazy import KeptCollection, kept_collection
from plancmp.read.loaded import Loaded
from plancmp.read.merging import files_of, of_texts, read_file
from plancmp.read.parallel import MANY, each
from plancmp.read.references import reference_problems
from plancmp.read.selecting import refused
from plancmp.read.stamps import stamp, taken

Told = Callable[[int, int], None]


def kept_afresh(paths: Sequence[Path | str], told: Told = lambda _done, _all: None) -> Collection | KeptCollection:
    """The collection read from its files, and kept where it is sound: a small one in memory, a large one in its cache.

    Raises PlancmpError: exit code 1 with every problem where the collection is not sound, 3 where no text can be had.
    `told` hears how many files of how many are read.
    """
    folders = [folder_taken(str(path)) for path in paths if str(path) != "-" and Path(path).is_dir()]
    files = [file for path in paths for file in files_of(path)]
    once = len({str(file) for file in files}) == len(files)
    if once and len(files) >= MANY and place_of(paths) is not None:
        try:
            if _kept_by_file(paths, folders, [str(file) for file in files], told):
                return kept_collection(paths)
        except (_NotSoundError, Unkept):
            pass
    return _in_memory(paths, folders, files, once=once)


def _in_memory(
    paths: Sequence[Path | str], folders: Sequence[list[Any]], files: Sequence[Path | str], *, once: bool
) -> Collection:
    stamps: list[list[Any]] = []
    named: list[tuple[str, str]] = []
    for file in files:
        before = stamp(str(file))
        data = read_bytes(file)
        stamps.append(taken(str(file), data, before))
        named.append(("<stdin>" if str(file) == "-" else str(file), decode(data, str(file))))
    loaded = of_texts(named)
    errors = [problem for problem in loaded.problems if problem.level == "error"]
    if errors:
        raise refused(errors)
    if loaded.whole and not loaded.problems and once:
        numbers = {name: number for number, (name, _) in enumerate(named)}
        homes = {entry: numbers[name] for entry, name in loaded.homes.items()}
        keep(paths, folders, stamps, entries_of(loaded.collection, homes))
    return loaded.collection


class _NotSoundError(Exception):
    """A file is more than sound plans: all must be read together, to say what is wrong."""


@frozen
class _Keeper:
    """Reads one file of plans against the places and indicators of all."""

    core: Collection
    numbers: dict[str, int]

    def __call__(self, path: str) -> tuple[list[Any], list[PlanEntries]] | None:
        """What is kept of the file and of its plans; None where it is more than sound plans."""
        before = stamp(path)
        try:
            data = read_bytes(path)
            content = decode(data, path)
        except PlancmpError:
            return None
        shaped, marks = read_file(content, path)
        document = shaped.document
        if document is None or shaped.problems or not shaped.whole or document.places or document.indicators:
            return None
        collection = Collection(self.core.places, self.core.indicators, document.plans)
        homes = {("plans", ident): path for ident in document.plans}
        if reference_problems(Loaded(collection, (path,), (), {path: marks}, {}, homes), definitions=False):
            return None
        number = self.numbers[path]
        plans = [plan_entries(ident, plan, number, collection) for ident, plan in document.plans.items()]
        return taken(path, data, before), plans


def _kept_by_file(paths: Sequence[Path | str], folders: Sequence[list[Any]], files: Sequence[str], told: Told) -> bool:
    """Keep a large collection without ever holding all of it. Raises _NotSoundError."""
    stamps: dict[str, list[Any]] = {}
    core = definitions(files)
    if core is None:
        raise _NotSoundError
    for file in core.lines:
        before = stamp(file)
        data = read_bytes(file)
        if tuple(decode(data, file).split("\n")) != core.lines[file]:
            raise _NotSoundError
        stamps[file] = taken(file, data, before)
    rest = [file for file in files if file not in stamps]
    numbers = {file: number for number, file in enumerate(files)}
    index = Index(core.collection.places, core.collection.indicators)
    seen: set[str] = set()
    listed: list[list[Any]] = []

    def entries() -> Iterator[tuple[str, str]]:
        keeper = _Keeper(Collection(core.collection.places, core.collection.indicators, {}), numbers)
        for done, (file, found) in enumerate(zip(rest, each(keeper, rest), strict=True), 1):
            if found is None:
                raise _NotSoundError
            stamps[file], plans = found
            for plan in plans:
                if plan.ident in seen:
                    raise _NotSoundError
                seen.add(plan.ident)
                index.add(plan)
                yield from plan.entries
            told(done, len(rest))
        listed.extend(stamps[file] for file in files)
        yield from index.entries(numbers[file] for file in core.lines)

    return keep(paths, folders, listed, entries())
