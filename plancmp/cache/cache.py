"""The cache of a sound collection: what is kept, under which keys, and when it still holds.

Keys: `head` what was read and by which program · `folder/…` the stamps of a folder's files · `file/…` a file's stamp, hash
and plans · `place/…` a place, the places in it, its plans, the plans that speak of it, those that print results of it ·
`name/…` the places called so · `title/…` and `level/…` plans · `indicators` · `places` all of them · `plans` all of them by
file · `plan/…` a plan's head · `part/plan/…` its lists · `aims/plan/place` its targets for a place · `facts/plan/place` the
results and baselines that it prints of a place, by indicator.

What a warm answer stands for. Always looked at, each time: the program, the folders (a file that is added, removed, renamed
or replaced by another, as git and most editors do, changes the folder), the files that define places and indicators, those
named one by one, and the file of every plan of which anything is used. Up to FEW files all others are looked at too, and
the answer is exactly that of the files. In a larger folder that would cost as much as the answer, and is done when it was
last done more than WATCH ago. Until then one thing can go unnoticed: that a plan's file which the answer does not use was
overwritten in place, such that it now would (its plan belongs to another place or period, has another title, says something
of a place, or prints a result of an indicator there, of which it said nothing) or such that the collection is no longer sound. PLANCMP_CACHE=off reads everything.
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from plancmp.cache.stamps import kept_lines, lines_in, program, same_content, settled, stamp
from plancmp.cache.store import File, Store, folder, touch
from plancmp.problems import Unkept

if TYPE_CHECKING:
    from pathlib import Path  # slow to load, and a warm answer does without

FEW = 2000
"""Files that are all looked at before every warm answer."""

WATCH = 60 * 10**9
"""Nanoseconds after which also the other files of a larger folder are looked at again."""

LINKED = "linked"
"""The linked ones among a plan's tasks, kept once more: they are a few of hundreds, and all that another plan asks for."""

PARTS = ("outline", "targets", "observed", "tasks", "aside", "known")
"""Lists of a plan that are read when they are asked for."""

HEAD = ("title", "place", "period", "encoding", "number", "issued", "issuer", "follows", "source", "partial")


class Kept(NamedTuple):
    """A cache that holds: what is kept, its head, its files, and which of the collection's are known to be unchanged."""

    store: Store
    head: Mapping[str, Any]
    layers: Mapping[str, File]
    """The cache files that are in use, the upper one first."""
    sure: set[str]
    looked: bool = False
    """Whether all of them are."""

    def found(self, key: str) -> Any:
        """The value kept under `key`, None where there is none. Raises Unkept."""
        body = self.store.find(key)
        return None if body is None else json.loads(body)

    def got(self, key: str) -> Any:
        """The value kept under `key`. Raises Unkept where there is none."""
        return json.loads(self.store.get(key))

    def make_sure(self, file: str) -> None:
        """Raises Unkept where a file is no longer the one that was read; the next to open the cache looks at all."""
        if self.looked or file in self.sure:
            return
        then, content, _ = self.got(f"file/{file}")
        now = stamp(file)
        if now is None or now != then:
            if now is None or not same_content(file, content):
                touch(self.layers, time.time_ns() - WATCH)
                raise Unkept
            if settled(now):
                raise Unkept  # the same with another stamp: once that is kept, its content need not be compared again
        self.sure.add(file)

    def close(self) -> None:
        """Let go of the files."""
        _close(self.layers)


def place_of(paths: "Sequence[Path | str]") -> str | None:
    """The cache file of a collection named so; None where there is none to be."""
    within = folder()
    if within is None or any(str(path) == "-" for path in paths):
        return None
    named = json.dumps(full(paths))
    name = f"plans-{crc32(named.encode()):08x}{crc32(named[::-1].encode()):08x}.sqlite"
    return os.path.join(within, name)  # noqa: PTH118 - pathlib is slow to load


def above(place: str) -> str:
    """The file with what has changed since a cache file was written."""
    return f"{place.removesuffix('.sqlite')}.more.sqlite"


def full(paths: "Sequence[Path | str]") -> list[list[str]]:
    """Paths as they are named, and where they lead."""
    return [[str(path), os.path.abspath(path)] for path in paths]  # noqa: PTH100 - links stay as they are


def opened(paths: "Sequence[Path | str]") -> Kept:
    """The cache of a collection, if it holds. Raises Unkept."""
    kept, looked = unlooked(paths)
    try:
        _look(kept, looked)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        kept.close()
        raise Unkept from error
    except Unkept:
        kept.close()
        raise
    return kept


def unlooked(paths: "Sequence[Path | str]") -> tuple[Kept, int]:
    """The cache of a collection as this program made it, whatever the files are now; and when all were last looked at.

    Raises Unkept.
    """
    place = place_of(paths)
    if place is None:
        raise Unkept
    layers: dict[str, File] = {}
    try:
        return _joined(place, paths, layers)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        _close(layers)
        raise Unkept from error
    except Unkept:
        _close(layers)
        raise


def _joined(place: str, paths: "Sequence[Path | str]", layers: dict[str, File]) -> tuple[Kept, int]:
    """The two files of a cache, put into `layers`. Raises Unkept.

    The upper one is opened first: where the lower one is replaced meanwhile, the new one has it all.
    """
    upper = above(place)
    heads, times = {}, {}
    for path in (upper, place):
        then = stamp(path)
        if then is not None:
            layers[path], times[path] = File(path, place), then[0]
            heads[path] = json.loads(layers[path].find("head") or b"{}")
    if place not in layers:
        raise Unkept
    if upper in layers and heads[upper]["token"] != heads[place]["token"]:
        layers.pop(upper).close()
    first = next(iter(layers))
    head = heads[first]
    if head["program"] != program() or head["paths"] != full(paths):
        raise Unkept
    return Kept(Store(*(file.find for file in layers.values())), head, layers, set()), times[first]


def _close(layers: Mapping[str, File]) -> None:
    for file in layers.values():
        file.close()


def _look(kept: Kept, since: int) -> None:
    """Look at the folders and at the files that every answer needs; at all of them where they are few, or last looked at
    too long ago. Raises Unkept.
    """
    now = time.time_ns()
    for path, then in kept.head["folders"]:
        if then is None or stamp(path) != then:
            raise Unkept
    for file in kept.head["always"]:
        kept.make_sure(file)
    recent = 0 <= now - since < WATCH
    if kept.head["files"] <= FEW or not recent:
        for path, _ in kept.head["folders"]:
            if lines_in(path) != kept_lines(kept.store.get(f"folder/{path}")):
                raise Unkept
    if not recent:
        touch(kept.layers, now)


def packed(value: Any) -> bytes:
    """Plain data as the body that is kept."""
    return _encode(value).encode("utf-8", "surrogatepass")


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
