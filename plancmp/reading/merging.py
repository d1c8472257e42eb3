"""How several files become one collection."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plancmp.files import AnyPath
from plancmp.files.reading import read_text
from plancmp.model import Collection, Document
from plancmp.problems import Mark, PlancmpError, Problem, sort_problems
from plancmp.reading.document import FileContent, read_document
from plancmp.reading.loaded import Loaded
from plancmp.reading.marks import Marks
from plancmp.reading.progress import count_progress
from plancmp.reading.references import reference_problems
from plancmp.reading.yaml_reader import read_yaml
from plancmp.words import Text


def collection(paths: Path | str | Sequence[Path | str], *, text: str | None = None) -> Loaded:
    """Read and merge files; a folder stands for the YAML files in it. `text` replaces the first file's content.

    Never raises for what stands in a file: those are `problems`. Raises PlancmpError (exit code 3) where no
    text can be had.
    """
    listed = [paths] if isinstance(paths, (str, Path)) else list(paths)
    files = [file for path in listed for file in files_of(path)]
    return of_texts(
        ("<stdin>" if str(file) == "-" else str(file), text if text is not None and number == 0 else read_text(file))
        for number, file in enumerate(count_progress(files))
    )


def gathered(paths: Sequence[Path | str]) -> Loaded:
    """The collection of all files that can be read; each that cannot is a problem `unreadable`. A file that is named twice is read
    once. Never raises."""
    named: list[tuple[str, str]] = []
    problems: list[Problem] = []
    seen: set[Path | str] = set()
    for path in paths:
        try:
            for file in files_of(path):
                same = file if isinstance(file, str) else os.path.realpath(file)  # resolve() raises at a loop of links
                if same in seen:
                    continue
                seen.add(same)
                try:
                    named.append(("<stdin>" if str(file) == "-" else str(file), read_text(file)))
                except PlancmpError as error:
                    problems.append(_unreadable(file, error))
        except PlancmpError as error:
            problems.append(_unreadable(path, error))
    loaded = of_texts(named, whole=not problems)
    return loaded._replace(problems=sort_problems((*problems, *loaded.problems)))


def _unreadable(path: Path | str, error: PlancmpError) -> Problem:
    zh, en = (
        error.message.zh.removeprefix(f"{path}："),
        error.message.en.removeprefix(f"{path} ").removeprefix(f"{path}: "),
    )
    return Problem(Mark(str(path), error.line, 1 if error.line else 0), "unreadable", "error", Text(zh, en))


def of_texts(named: Iterable[tuple[str, str]], *, whole: bool = True) -> Loaded:
    """The collection of files given as name and content; what stands in them never raises. Not `whole`: files are lacking."""
    parts: list[tuple[str, Document]] = []
    problems: list[Problem] = []
    marks: dict[str, Marks] = {}
    lines: dict[str, tuple[str, ...]] = {}
    left_out: set[tuple[str, str]] = set()
    for name, content in named:
        shaped, tree = read_file(content, name)
        problems.extend(shaped.problems)
        marks[name] = tree
        lines[name] = tuple(content.split("\n"))
        left_out |= shaped.left_out
        whole = whole and shaped.whole
        if shaped.document is not None:
            parts.append((name, shaped.document))
    merged, homes, repeated = _merge(parts, marks)
    problems.extend(repeated)
    loaded = Loaded(merged, tuple(lines), tuple(problems), marks, lines, homes, frozenset(left_out), whole)
    return loaded._replace(problems=sort_problems((*problems, *reference_problems(loaded))))


def read_file(content: str, name: str) -> tuple[FileContent, Marks]:
    """One file's document and marks, with its problems of syntax and structure."""
    data, marks, problems = read_yaml(content, name)
    broken = any(p.rule in {"yaml-syntax", "yaml-too-deep"} for p in problems)
    if broken and data is None:
        return FileContent(None, problems, whole=False), marks
    shaped = read_document(data, marks)
    return shaped._replace(problems=(*problems, *shaped.problems), whole=shaped.whole and not problems), marks


def files_of(path: AnyPath) -> Iterable[Path | str]:
    if str(path) == "-":
        return ["-"]
    path = Path(path)
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix in {".yaml", ".yml"} and not p.name.startswith("."))
    if not found:
        raise PlancmpError(
            Text(f"{path}：文件夹里没有 YAML 文件", f"{path}: the folder holds no YAML file"), exit_code=3
        )
    return found


def _merge(
    parts: list[tuple[str, Document]], marks: dict[str, Marks]
) -> tuple[Collection, dict[tuple[str, str], str], list[Problem]]:
    kinds = ("places", "indicators", "plans")
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in kinds}
    homes: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for name, document in parts:
        for kind in kinds:
            for ident, entry in getattr(document, kind).items():
                first = homes.get((kind, ident))
                if first is None:
                    homes[kind, ident] = name
                    merged[kind][ident] = entry
                    continue
                there = marks[first].get_key_mark((kind, ident))
                problems.append(
                    Problem(
                        marks[name].get_key_mark((kind, ident)),
                        "repeated-id",
                        "error",
                        Text(f"{ident} 已在 {there} 定义", f"{ident} is defined already at {there}"),
                        Text("删去一处，或改名", "remove one of the two, or rename it"),
                    )
                )
    return Collection(merged["places"], merged["indicators"], merged["plans"]), homes, problems
