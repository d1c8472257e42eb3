"""Which files are read, and how several become one collection."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plancmp.files import first_key, read_text
from plancmp.model import Collection, Document
from plancmp.problems import PlancmpError, Problem
from plancmp.read.events import Marks, read_events
from plancmp.read.loaded import Loaded
from plancmp.read.references import reference_problems
from plancmp.words import Text


def shipped() -> Path:
    """The plans.yaml that comes with the program: in the wheel, or beside the package in a checkout."""
    inside = Path(__file__).parents[1] / "plans.yaml"
    return inside if inside.exists() else inside.parents[1] / "plans.yaml"


def default_path(environment: dict[str, str] | None = None, *, shipped_too: bool = True) -> Path:
    """The collection in use where none is named: PLANCMP_PLANS, else ./plans.yaml if its first key is `format`,
    else the shipped one. Raises PlancmpError (exit code 3) where there is none.
    """
    environment = dict(os.environ) if environment is None else environment
    named = environment.get("PLANCMP_PLANS")
    if named:
        return Path(named)
    here = Path("plans.yaml")
    if here.is_file() and first_key(here) == "format":
        return here
    if shipped_too:
        return shipped()
    raise PlancmpError(
        Text(
            "这里没有 plans.yaml；请写出文件名，或设 PLANCMP_PLANS",
            "there is no plans.yaml here; name a file, or set PLANCMP_PLANS",
        ),
        exit_code=3,
    )


def collection(paths: Path | str | Sequence[Path | str], *, text: str | None = None) -> Loaded:
    """Read and merge files; a folder stands for the YAML files in it. `text` replaces the first file's content.

    Never raises for what stands in a file: those are `problems`. Raises PlancmpError (exit code 3) where no
    text can be had.
    """
    listed = [paths] if isinstance(paths, (str, Path)) else list(paths)
    files = [file for path in listed for file in _files(path)]
    return of_texts(
        ("<stdin>" if str(file) == "-" else str(file), text if text is not None and number == 0 else read_text(file))
        for number, file in enumerate(files)
    )


def of_texts(named: Iterable[tuple[str, str]]) -> Loaded:
    """The collection of files given as name and content; what stands in them never raises."""
    parts: list[tuple[str, Document]] = []
    problems: list[Problem] = []
    marks: dict[str, Marks] = {}
    lines: dict[str, tuple[str, ...]] = {}
    for name, content in named:
        document, tree, found = read_file(content, name)
        problems.extend(found)
        marks[name] = tree
        lines[name] = tuple(content.split("\n"))
        if document is not None:
            parts.append((name, document))
    merged, homes, repeated = _merge(parts, marks)
    problems.extend(repeated)
    loaded = Loaded(merged, tuple(lines), tuple(problems), marks, lines, homes)
    return replace(loaded, problems=tuple(sorted((*problems, *reference_problems(loaded)))))


def read_file(content: str, name: str) -> tuple[Document | None, Marks, tuple[Problem, ...]]:
    """One file's document, marks and problems of syntax and structure."""
    from plancmp.read.shape import read_document  # noqa: PLC0415 - pydantic is heavy, and only fresh files need it

    data, marks, problems = read_events(content, name)
    if data is None and any(p.rule in {"yaml-syntax", "yaml-too-deep"} for p in problems):
        return None, marks, problems
    document, structural = read_document(data, marks)
    return document, marks, (*problems, *structural)


def _files(path: Path | str) -> Iterable[Path | str]:
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
                there = marks[first].key((kind, ident))
                problems.append(
                    Problem(
                        marks[name].key((kind, ident)),
                        "repeated-id",
                        "error",
                        Text(f"{ident} 已在 {there} 定义", f"{ident} is defined already at {there}"),
                        Text("删去一处，或改名", "remove one of the two, or rename it"),
                    )
                )
    return Collection(merged["places"], merged["indicators"], merged["plans"]), homes, problems
