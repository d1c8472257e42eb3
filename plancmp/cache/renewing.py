"""A kept collection of which some files have changed, without reading the others.

That is possible where the program, the paths and the files with places and indicators are the same: a file of plans is
judged against those alone (see read.references), so the others are as sound as they were. Where it is not, or where a
plan comes to stand in two files, all are read.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.cache.cache import Kept, above, packed, place_of, unlooked
from plancmp.cache.entries import Brief, brief_of, keys_of
from plancmp.cache.index import index_changes
from plancmp.cache.lazy import KeptCollection
from plancmp.cache.planfiles import PlanFile, PlanReader, together
from plancmp.cache.seen import Seen, in_folder, seen
from plancmp.cache.selecting import refused
from plancmp.cache.stamps import Stamp, kept_lines, line_read, lines_kept, same_content, settled, stamp
from plancmp.cache.store import GONE, Store, entry, new_token, remove, size, tidy, write
from plancmp.model import Collection
from plancmp.problems import Unkept
from plancmp.reading.hearing import tell
from plancmp.reading.parallel import CHUNK, each

MOST = 8
"""The part of the files, as one in so many, that may have changed."""

FEW = 8
"""Files that may have changed in any collection."""

SHARE = 64
"""Once the changes take more than one part in so many of the cache, they are worked into it."""


def renewed(paths: Sequence[Path | str]) -> KeptCollection:
    """The collection in the cache as the files are now, and kept so.

    Raises Unkept where all files must be read, PlancmpError (exit code 1) with every problem where it is not sound.
    """
    kept, _ = unlooked(paths)
    try:
        return _renewed(kept, seen(paths))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unkept from error


class _News(NamedTuple):
    """What has become of the files."""

    changed: list[str]
    """Those with another content, and new ones."""
    rows: dict[str, Any]
    """The kept rows of those among them, and of those that are gone, that were there before."""
    touched: dict[str, Any]
    """The rows to be kept of files that have another stamp and the same content."""
    lines: dict[str, bytes]
    """What is to be kept of the files of folders in which anything is otherwise."""


def _news(kept: Kept, now: Seen) -> _News:
    if list(now.folders) != [path for path, _ in kept.head["folders"]] or list(now.named) != kept.head["named"]:
        raise Unkept
    news = _News([], {}, {}, {})
    for folder, lines in now.lines.items():
        before = kept_lines(kept.store.get(f"folder/{folder}"))
        stamps = dict(line_read(line) for line in lines - before)
        for name, file in _named_in(folder, stamps):
            _look(kept, news, file, stamps[name])
        others = {line_read(line)[0] for line in before - lines} - stamps.keys()
        news.rows.update((file, kept.got(f"file/{file}")) for _, file in _named_in(folder, others))
        if before != lines:
            news.lines[folder] = lines_kept(lines - before, before & lines)
    for file in now.named:
        then = stamp(file)
        if then is None or kept.got(f"file/{file}")[0] != then:
            _look(kept, news, file, settled(then))
    return news


def _named_in(folder: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((os.path.basename(file), file) for file in in_folder(folder, names))  # noqa: PTH119 - its own name


def _look(kept: Kept, news: _News, file: str, then: Stamp | None) -> None:
    """Look into a file that has another stamp than before, or none that tells."""
    row = kept.found(f"file/{file}")
    if row is not None and same_content(file, row[1]):
        news.touched[file] = [then, *row[1:]]
        return
    news.changed.append(file)
    if row is not None:
        news.rows[file] = row


def _renewed(kept: Kept, now: Seen) -> KeptCollection:
    news = _news(kept, now)
    affected = {*news.changed, *news.rows}
    if affected & set(kept.head["core"]) or len(affected) > max(FEW, now.count // MOST):
        raise Unkept
    gone = {
        ident: brief_of(ident, kept.got(f"plan/{ident}")) for _, _, idents in news.rows.values() for ident in idents
    }
    before = KeptCollection(kept)
    read = _read(news.changed, before.collection)
    idents = [ident for one in read for ident in one.idents]
    if len(set(idents)) < len(idents) or any(i not in gone and kept.found(f"plan/{i}") is not None for i in idents):
        raise Unkept
    problems = together([problem for one in read for problem in one.problems])
    if problems:
        raise refused(problems)
    changes = dict(_changes(kept, now, news, gone, read, before.collection))
    _save(kept, now, changes)
    return KeptCollection(Kept(Store(changes.get, kept.store.find), kept.head, kept.layers, set(), looked=True))


def _read(files: Sequence[str], core: Collection) -> list[PlanFile]:
    places = dict(core.places) if len(files) > CHUNK else core.places  # other processes need them all
    reader = PlanReader(Collection(places, core.indicators, {}))
    found = []
    for one in each(reader, files):
        if one is None:
            raise Unkept
        found.append(one)
        tell(len(found), len(files))
    return found


def _changes(
    kept: Kept, now: Seen, news: _News, gone: dict[str, Brief], read: Sequence[PlanFile], core: Collection
) -> Iterator[tuple[str, bytes]]:
    """What is kept otherwise than before, but for the head."""
    for ident, brief in gone.items():
        yield from ((key, GONE) for key in keys_of(ident, brief.places))
    for file in news.rows.keys() - set(news.changed):
        yield f"file/{file}", GONE
    for one in read:
        yield f"file/{one.path}", packed(one.row)
        yield from ((key, body) for plan in one.plans for key, body, _ in plan.entries)
    for file, row in news.touched.items():
        yield f"file/{file}", packed(row)
    for folder, lines in news.lines.items():
        yield f"folder/{folder}", lines
    new = {plan.brief.ident: plan.brief for one in read for plan in one.plans}
    for key, value in index_changes(kept, core.places, gone, new):
        yield key, GONE if value is None else packed(value)
    if {file: row[2] for file, row in news.rows.items() if row[2]} != {
        o.path: list(o.idents) for o in read if o.idents
    }:
        listed = {**kept.got("plans"), **{one.path: list(one.idents) for one in read}}
        yield "plans", packed({file: listed[file] for file in now.files() if listed.get(file)})


def _save(kept: Kept, now: Seen, changes: dict[str, bytes]) -> None:
    """Keep the changes: in the file above the cache's own, or in that, where they have become many."""
    place = place_of(now.paths)
    assert place is not None
    upper = kept.layers.get(above(place))
    every = {**dict(upper.everything() if upper else ()), **changes}
    core, token, shapes = (kept.head[name] for name in ("core", "token", "shapes"))
    if sum(map(len, every.values())) * SHARE < size(place):
        every["head"] = packed(now.head(core, token, shapes))
        write(above(place), (entry(*one) for one in every.items()), now.since)
    else:
        every["head"] = packed(now.head(core, new_token(), shapes))
        entries = (entry(*one) for one in every.items())
        if write(place, entries, now.since, lambda find: json.loads(find("head") or b"{}")["token"] == token):
            remove(above(place))
    tidy((place, above(place)))
