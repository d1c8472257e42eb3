"""How several files become one collection."""

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.files import AnyPath
from plancmp.files.reading import read_text
from plancmp.model import Collection, Document, Plan
from plancmp.problems import Mark, PlancmpError, Problem, make_error, sort_problems
from plancmp.reading.document import FileContent, describe_fault, read_document
from plancmp.reading.loaded import Loaded, Marks
from plancmp.reading.progress import count_progress
from plancmp.reading.references import reference_problems
from plancmp.reading.structure import Fault, Misfit, list_fields, read_value
from plancmp.reading.yaml_reader import read_yaml
from plancmp.words import Text, say

KINDS = ("places", "indicators", "plans")


class Addition(NamedTuple):
    """A field that an added file gives to a place, indicator or plan of the collection."""

    kind: str
    ident: str
    key: str
    name: str
    """Its name in the model."""
    value: Any


class Additions(NamedTuple):
    """The data of an added file without what it says of what is known; what it adds to that; and what is wrong with it."""

    rest: Any
    added: tuple[Addition, ...]
    problems: tuple[Problem, ...]


def split_additions(data: Any, held: Collection, marks: Marks) -> Additions:
    """What an added file says of the places, indicators and plans of a collection, apart from what it defines itself."""
    if not isinstance(data, dict):
        return Additions(data, (), ())
    rest, found, problems = dict(data), list[Addition](), list[Problem]()
    for kind in KINDS:
        known: Mapping[str, Any] = getattr(held, kind)
        given = data.get(kind)
        if not isinstance(given, dict) or known.keys().isdisjoint(given):
            continue
        rest[kind] = {ident: entry for ident, entry in given.items() if ident not in known}
        for ident in given.keys() & known.keys():
            for addition in _compare_fields(kind, ident, given[ident], known[ident], marks):
                if isinstance(addition, Problem):
                    problems.append(addition)
                else:
                    found.append(addition)
        if not rest[kind]:
            del rest[kind]
    return Additions(rest, tuple(found), tuple(problems))


def _compare_fields(kind: str, ident: str, given: Any, known: Any, marks: Marks) -> Iterator[Addition | Problem]:
    """Of each field that is given of a known entry what it adds; or that it is badly written, or says otherwise."""
    shape: Any = type(known)
    fields = {field.key: field for field in list_fields(shape)}
    if not isinstance(given, dict):
        yield from _describe([Fault((kind, ident), "shape", given, "mapping")], marks)
        return
    for key, raw in given.items():
        path = (kind, ident, key)
        if key not in fields:
            yield from _describe([Fault(path, "unknown", given, list(fields))], marks)
            continue
        field = fields[key]
        try:
            value = read_value(field.hint, raw)
        except Misfit as misfit:
            yield from _describe([fault._replace(path=(*path, *fault.path)) for fault in misfit.faults], marks)
            continue
        here = getattr(known, field.name)
        if here == value:
            continue
        if field.is_required or here != field.default:
            message = say(
                "{ident} 的 {key} 在库里是另一个值",
                "{key} of {ident} is another in the collection",
                ident=ident,
                key=key,
            )
            hint = say(
                "删去这一行：加入的文件只补库里没有的",
                "remove the line: an added file fills what is lacking, and changes nothing",
            )
            yield make_error(marks.get_mark(path), "contradicts", message, hint)
        else:
            yield Addition(kind, ident, key, field.name, value)


def _describe(faults: list[Fault], marks: Marks) -> Iterator[Problem]:
    yield from (problem for fault in faults if (problem := describe_fault(fault, marks)) is not None)


def collection(
    paths: Path | str | Sequence[Path | str], *, text: str | None = None, added: Sequence[Path | str] | None = None
) -> Loaded:
    """Read and merge files; a folder stands for the YAML files in it. `text` replaces the first file's content.

    With `added`, files that stand beside the collection in use: see `of_texts`.

    Never raises for what stands in a file: those are `problems`. Raises PlancmpError (exit code 3) where no
    text can be had.
    """
    listed = [paths] if isinstance(paths, (str, Path)) else list(paths)
    files = [file for path in (*listed, *(added or ())) for file in files_of(path)]
    beside = None if added is None else {name_file(file) for path in added for file in files_of(path)}
    return of_texts(
        (
            (
                name_file(file),
                text if text is not None and number == 0 else read_text(file),
            )
            for number, file in enumerate(count_progress(files))
        ),
        added=beside,
    )


def name_file(file: Path | str) -> str:
    """What a file is called in problems."""
    return "<stdin>" if str(file) == "-" else str(file)


def gathered(paths: Sequence[Path | str], added: Sequence[Path | str] = ()) -> Loaded:
    """The collection of all files that can be read; each that cannot is a problem `unreadable`. A file that is named twice is read
    once. Files that are `added` stand beside the others, see `of_texts`. Never raises."""
    named: list[tuple[str, str]] = []
    problems: list[Problem] = []
    seen: set[Path | str] = set()
    beside: set[str] = set()
    for number, path in enumerate((*paths, *added)):
        try:
            for file in files_of(path):
                beside |= {name_file(file)} if number >= len(paths) else set()
                same = file if isinstance(file, str) else os.path.realpath(file)  # resolve() raises at a loop of links
                if same in seen:
                    continue
                seen.add(same)
                try:
                    named.append((name_file(file), read_text(file)))
                except PlancmpError as error:
                    problems.append(_unreadable(file, error))
        except PlancmpError as error:
            problems.append(_unreadable(path, error))
    loaded = of_texts(named, whole=not problems, added=beside if added else None, keep_drafts=True)
    return loaded._replace(problems=sort_problems((*problems, *loaded.problems)))


def _unreadable(path: Path | str, error: PlancmpError) -> Problem:
    zh, en = (
        error.message.zh.removeprefix(f"{path}："),
        error.message.en.removeprefix(f"{path} ").removeprefix(f"{path}: "),
    )
    return Problem(Mark(str(path), error.line, 1 if error.line else 0), "unreadable", "error", Text(zh, en))


def of_texts(
    named: Iterable[tuple[str, str]],
    *,
    whole: bool = True,
    added: Container[str] | None = None,
    keep_drafts: bool = False,
) -> Loaded:
    """The collection of files given as name and content; what stands in them never raises. Not `whole`: files are lacking.

    Without `added` the files are equals, as they are to a check. With it they are a collection in use: an entry that
    nobody has checked (`draft`) stays out of it, but is taken from a file in `added`; and such a file may say of what is
    in the collection what that does not say itself. A check asks to `keep_drafts` all the same.
    """
    merged = _Merger()
    problems: list[Problem] = []
    marks: dict[str, Marks] = {}
    lines: dict[str, tuple[str, ...]] = {}
    left_out: set[tuple[str, str]] = set()
    for name, content in named:
        beside = added is not None and name in added
        shaped, tree = read_file(content, name, merged.held if beside else None)
        problems.extend(shaped.problems)
        marks[name] = tree
        lines[name] = tuple(content.split("\n"))
        left_out |= shaped.left_out
        whole = whole and shaped.whole
        if shaped.document is not None:
            merged.add(name, shaped.document, marks)
        merged.add_fields(name, shaped.added)
    problems.extend(merged.problems)
    loaded = Loaded(
        merged.held, tuple(lines), tuple(problems), marks, lines, merged.homes, frozenset(left_out), whole, merged.added
    )
    loaded = loaded._replace(problems=sort_problems((*problems, *reference_problems(loaded))))
    if added is None or keep_drafts:
        return loaded
    return loaded._replace(collection=_leave_out_drafts(loaded, added))


def _leave_out_drafts(loaded: Loaded, added: Container[str]) -> Collection:
    held = loaded.collection
    plans = {i: p if loaded.homes["plans", i] in added else leave_out_drafts(p) for i, p in held.plans.items()}
    return Collection(held.places, held.indicators, plans)


def leave_out_drafts(plan: Plan) -> Plan:
    """A plan without the entries that nobody has checked."""
    if not any(entry.draft for entries in (plan.targets, plan.observed, plan.tasks) for entry in entries):
        return plan
    return plan._replace(
        targets=tuple(target for target in plan.targets if not target.draft),
        observed=tuple(result for result in plan.observed if not result.draft),
        tasks=tuple(task for task in plan.tasks if not task.draft),
    )


def read_file(content: str, name: str, held: Collection | None = None) -> tuple[FileContent, Marks]:
    """One file's document and marks, with its problems of syntax and structure. What it says of the places, indicators and
    plans of `held` is told apart.
    """
    data, marks, problems = read_yaml(content, name)
    broken = any(p.rule in {"yaml-syntax", "yaml-too-deep"} for p in problems)
    if broken and data is None:
        return FileContent(None, problems, whole=False), marks
    told = Additions(data, (), ()) if held is None else split_additions(data, held, marks)
    shaped = read_document(told.rest, marks)
    problems = (*problems, *told.problems)
    return (
        shaped._replace(problems=(*problems, *shaped.problems), whole=shaped.whole and not problems, added=told.added),
        marks,
    )


def files_of(path: AnyPath) -> Iterable[Path | str]:
    if str(path) == "-":
        return ["-"]
    path = Path(path)
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix.lower() in {".yaml", ".yml"} and not p.name.startswith("."))
    if not found:
        raise PlancmpError(
            Text(f"{path}：文件夹里没有 YAML 文件", f"{path}: the folder holds no YAML file"), exit_code=3
        )
    return found


class _Merger:
    """Makes one collection of the documents of several files, file by file."""

    def __init__(self) -> None:
        self.merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.homes: dict[tuple[str, str], str] = {}
        self.added: dict[tuple[str, str, str], str] = {}
        self.problems: list[Problem] = []

    @property
    def held(self) -> Collection:
        """The collection so far."""
        return Collection(*(self.merged[kind] for kind in KINDS))

    def add(self, name: str, document: Document, marks: Mapping[str, Marks]) -> None:
        """Add what a file defines; an id that is known already is a problem."""
        for kind in KINDS:
            for ident, entry in getattr(document, kind).items():
                first = self.homes.get((kind, ident))
                if first is None:
                    self.homes[kind, ident] = name
                    self.merged[kind][ident] = entry
                    continue
                there = marks[first].get_key_mark((kind, ident))
                self.problems.append(
                    Problem(
                        marks[name].get_key_mark((kind, ident)),
                        "repeated-id",
                        "error",
                        Text(f"{ident} 已在 {there} 定义", f"{ident} is defined already at {there}"),
                        Text("删去一处，或改名", "remove one of the two, or rename it"),
                    )
                )

    def add_fields(self, name: str, additions: Iterable[Addition]) -> None:
        """Add what a file says of what is known."""
        for kind, ident, key, field, value in additions:
            entries = self.merged[kind]
            entries[ident] = entries[ident]._replace(**{field: value})
            self.added[kind, ident, key] = name
