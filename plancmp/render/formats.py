"""Every format that the program writes, and the endings of file names that ask for it: the only table of them."""

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from plancmp.problems import PlancmpError, write_install
from plancmp.words import say


class Format(NamedTuple):
    """One format: who writes it, and into which files."""

    writer: str
    """The function as "module:function"; "" where the command makes the text itself."""
    suffixes: tuple[str, ...] = ()
    """Endings of the names of its files. Of several formats with one ending the first is chosen by it."""
    encoding: str = "utf-8"
    """Of its text in a file; "" where it is no text."""
    tables: tuple[str, ...] = ()
    """Of an export: the tables that are written where none is named; () is all of them, which it can hold."""
    only: bool = False
    """Of an export: whether it is for these tables alone."""


_JSON, _CSV, _TEXT, _HTML, _XLSX = (".json",), (".csv",), (".txt",), (".html", ".htm"), (".xlsx",)
_BOM = "utf-8-sig"
"""A byte order mark in front, by which Excel reads Chinese."""
_CLAIMS = ("claims",)

_ANSWER = {
    "table": Format("plancmp.render.plain:write_table"),
    "plain": Format("plancmp.render.plain:write_plain", _TEXT),
    "json": Format("plancmp.render.data:write_json", _JSON),
    "csv": Format("plancmp.render.data:write_csv", _CSV, _BOM),
    "markdown": Format("plancmp.render.markdown:write_markdown", (".md",)),
    "html": Format("plancmp.render.html:write_html", _HTML),
    "xlsx": Format("plancmp.export.xlsx:write_result", _XLSX, ""),
}

FORMATS: Mapping[str, Mapping[str, Format]] = {
    "answer": _ANSWER,
    "paper": {**_ANSWER, "docx": Format("plancmp.export.docx:write_paper", (".docx",), "")},
    "references": {
        **_ANSWER,
        "table": Format("plancmp.render.plain:write_plain"),
        "plain": Format("plancmp.render.plain:write_plain", (".txt", ".bib")),
    },
    "check": {
        "text": Format("plancmp.render.problems:write_problems", _TEXT),
        "json": Format("plancmp.render.data:write_json", _JSON),
        "github": Format("plancmp.render.continuous_integration:write_annotations"),
        "sarif": Format("plancmp.render.continuous_integration:write_sarif", (".sarif", ".json")),
        "junit": Format("plancmp.render.continuous_integration:write_junit", (".xml",)),
    },
    "export": {
        "json": Format("plancmp.export.text:write_json", _JSON, tables=_CLAIMS),
        "jsonl": Format("plancmp.export.text:write_jsonl", (".jsonl", ".ndjson"), tables=_CLAIMS),
        "csv": Format("plancmp.export.text:write_csv", _CSV, _BOM, tables=_CLAIMS),
        "xlsx": Format("plancmp.export.xlsx:write_extracts", _XLSX, ""),
        "parquet": Format("plancmp.export.parquet:write_parquet", (".parquet",), "", tables=_CLAIMS),
        "datapackage": Format("plancmp.export.datapackage:write_zip", (".zip",), ""),
        "sdmx": Format("plancmp.export.text:write_sdmx", _CSV, tables=_CLAIMS, only=True),
        "sssom": Format("plancmp.export.text:write_sssom", (".tsv",), tables=("mappings", "indicators"), only=True),
        "sqlite": Format("plancmp.export.sqlite:write_sqlite", (".sqlite", ".db"), ""),
    },
    "page": {"html": Format("", _HTML)},
    "schema": {"json": Format("", _JSON)},
    "draft": {"yaml": Format("", (".yaml", ".yml")), "patch": Format("", (".patch", ".diff"))},
    "text": {"text": Format("", (".txt", ".md"))},
}
"""What is written → the names of its formats → each format."""


def load_function(reference: str) -> Callable[..., Any]:
    """The function that "module:function" names; its module is loaded only now."""
    module, _, name = reference.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def load_library(module: str, extra: str) -> Any:
    """A library that only some writers need, untyped as it comes. Raises PlancmpError (exit code 2) that says how to
    install it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise PlancmpError(
            say(
                "写 {extra} 需要 {library}，尚未安装：{command}",
                "{extra} needs {library}, which is not installed: {command}",
                extra=extra, library=module.partition(".")[0], command=write_install(module),
            )
        ) from error  # fmt: skip


def choose_format(what: str, name: str | None, file: str | None, default: str) -> str:
    """The format in which `what`, one of FORMATS, is written: `name` where one is asked for, else the one that the ending
    of the file's name asks for, else `default`.

    Raises PlancmpError (exit code 2) where that format, or none of them, is written to files with this ending.
    """
    formats = FORMATS[what]
    suffix = os.path.splitext(file or "")[1].lower()  # noqa: PTH122 - pathlib is slow to load
    if not suffix:
        return name or default
    if name is None:
        found = next((each for each, form in formats.items() if suffix in form.suffixes), None)
        if found is None:
            raise _refuse_suffix(suffix, [ending for form in formats.values() for ending in form.suffixes])
        return found
    served = [*formats[name].suffixes, *(_TEXT if formats[name].encoding else ())]
    if suffix not in served:
        raise _refuse_suffix(suffix, served, name)
    return name


def _refuse_suffix(suffix: str, served: list[str], name: str = "") -> PlancmpError:
    endings = list(dict.fromkeys(served))
    if name:
        return PlancmpError(
            say(
                "{name} 不写入 {suffix} 文件；可用的后缀：{endings}",
                "{name} is not written to a {suffix} file; its endings are: {endings}",
                name=name, suffix=suffix, endings=endings,
            )
        )  # fmt: skip
    return PlancmpError(
        say(
            "没有可写入 {suffix} 文件的格式；可用的后缀：{endings}",
            "nothing here is written to a {suffix} file; the endings served are: {endings}",
            suffix=suffix, endings=endings,
        )
    )  # fmt: skip
