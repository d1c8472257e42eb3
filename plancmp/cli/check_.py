"""plancmp check."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from plancmp.check.engine import check, get_manual, list_rule_names
from plancmp.check.many_files import check_many
from plancmp.check.result import CheckResult
from plancmp.cli.options import define_command, open_output, option, read_texts_from
from plancmp.cli.output import Output, report_error
from plancmp.cli.progress import show_progress
from plancmp.files.writing import append_text
from plancmp.lookup import explain_unknown
from plancmp.problems import Mark, PlancmpError, Problem
from plancmp.reading.merging import files_of, gathered, name_file
from plancmp.reading.paths import default_path
from plancmp.reading.references import LEADING
from plancmp.reading.sources import read_sources
from plancmp.render.formats import load_function
from plancmp.words import Text, say


@define_command(
    "check",
    "检查收录：一次给出每个文件的每个问题，带文件、行、列、规则名和改法。多个文件或文件夹合成一个库来检查。"
    "退出码：0 无问题，1 有问题，2 用法错误，3 读不到文件。",
    "Judge the encoding: every problem of every file in one run, at file, line and column, with the rule's name and a repair. "
    "Several files, or a folder, are judged as one collection. "
    "Exit status: 0 clean, 1 problems, 2 wrong usage, 3 no text could be had.",
    example="plancmp check plans.yaml",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@read_texts_from(
    "规划原文所在的文件夹：每处引文都在所写的章节里查找（默认 PLANCMP_SOURCES）",
    "Folder of the plans' texts: every quote is looked up in its section (default: PLANCMP_SOURCES).",
)
@option(
    "--with",
    "with_",
    multiple=True,
    type=click.Path(),
    metavar="PATH",
    zh="在所用的数据集旁检查这个文件，如自己的草案",
    en="Judge this file beside the collection in use, such as a draft of your own.",
)
@open_output("check")
@option("--select", multiple=True, metavar="RULE", zh="只用这些规则", en="Only these rules.")
@option("--ignore", multiple=True, metavar="RULE", zh="不用这些规则", en="Not these rules.")
@option("--strict", is_flag=True, zh="警告也算问题", en="Warnings too set exit status 1.")
@option("--list-rules", is_flag=True, zh="列出规则", en="List the rules.")
@option("--explain", metavar="RULE", zh="一条规则的说明", en="The manual of one rule.")
def command(
    paths: tuple[str, ...],
    *,
    sources: str | None,
    with_: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    list_rules: bool,
    explain: str | None,
    output: Output,
) -> None:
    """Check files, or tell about the rules."""
    try:
        for name in (*select, *ignore, *([explain] if explain else [])):
            if name not in list_rule_names():
                raise explain_unknown(name, list_rule_names())
        if list_rules or explain:
            output.deliver(_format_manuals([explain] if explain else list_rule_names(), output.lang))
            return
        checked = _check_files(paths, with_, sources, select, ignore)
    except PlancmpError as error:
        if output.name != "json":
            raise
        output.deliver("[]\n")
        report_error(error, output.lang)
        sys.exit(error.exit_code)
    if output.name in _SERVICES:
        checked = checked.rename_paths(_relate_to_workspace)
    output.write(checked)
    if paths and not with_ and any(p.rule in LEADING for p in checked.problems):
        output.tell(say("草案里没有定义的指标、地区若在数据集中：plancmp check --with {file}", "where an indicator or place is one of the collection in use: plancmp check --with {file}", file=paths[-1]))  # fmt: skip
    if output.name == "github":
        _append_summary(checked, output.lang)
    sys.exit(checked.get_status(strict=strict))


_SERVICES = frozenset({"github", "sarif", "junit"})
"""Formats for services, which know a file by its path in the repository."""


def _relate_to_workspace(path: str) -> str:
    """A path as the service knows it: below the checkout that GITHUB_WORKSPACE names; as it is where it lies elsewhere."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or path == "<stdin>":
        return path
    inside = Path(os.path.relpath(path, workspace))
    return path if inside.parts[:1] == ("..",) else inside.as_posix()


def _check_files(
    paths: Sequence[str], with_: Sequence[str], sources: str | None, select: Sequence[str], ignore: Sequence[str]
) -> CheckResult:
    """The check of the files; of a collection in use that only stands beside those in `with_` nothing is told."""
    try:
        files: list[str | Path] = list(paths) or [Path(default_path(shipped_too=bool(with_)))]
        if not sources and not with_ and (checked := _check_folder(files, select, ignore)) is not None:
            return checked
        loaded = gathered(files, with_)
    except PlancmpError as error:
        problem = Problem(Mark("plans.yaml"), "unreadable", "error", error.message)
        return CheckResult((problem,))
    texts = read_sources(Path(sources), loaded.collection.plans) if sources else None
    return check(loaded, select, ignore, texts, only=_list_judged(paths, with_))


def _list_judged(paths: Sequence[str], with_: Sequence[str]) -> set[str] | None:
    """The files of which problems are told where only a draft is named; None for all of them."""
    return None if paths or not with_ else {name_file(file) for path in with_ for file in files_of(path)}


def _check_folder(files: Sequence[str | Path], select: Sequence[str], ignore: Sequence[str]) -> CheckResult | None:
    """The check of a large folder, file by file; None where its files must be read together."""
    if not any(Path(path).is_dir() for path in files):
        return None
    try:
        with show_progress(Text("检查", "checking")):
            return check_many(files, select, ignore)
    except PlancmpError:
        return None


def _append_summary(checked: CheckResult, lang: str) -> None:
    """Add all problems to the step's summary, if GitHub gives a file for one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    where = [os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    address = "{}/{}/blob/{}".format(*where) if all(where) else None
    append_text(path, load_function("plancmp.render.continuous_integration:write_summary")(checked, lang, address))


def _format_manuals(names: Sequence[str], lang: str) -> str:
    """The named rules: level, name, and the manual in the reader's language."""
    parts = []
    for name in names:
        level, words = get_manual(name)
        label = Text("错误", "error") if level == "error" else Text("警告", "warning")
        parts.append(f"{name}  {label.in_language(lang)}\n    {words.in_language(lang)}")
    return "\n".join(parts) + "\n"
