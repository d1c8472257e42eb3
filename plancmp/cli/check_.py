"""plancmp check."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from plancmp import __version__
from plancmp.check.engine import Checked, check, manual, rule_names
from plancmp.cli.writing import say, write_out
from plancmp.files import append
from plancmp.language import language
from plancmp.lookup import explain_unknown
from plancmp.problems import Mark, PlancmpError, Problem
from plancmp.reading.merging import gathered
from plancmp.reading.paths import default_path
from plancmp.render.problems import problems_json, problems_text
from plancmp.words import Text

FORMATS = ("text", "json", "github", "sarif", "junit")


@click.command(
    "check",
    help=say(
        "检查收录：一次给出每个文件的每个问题，带文件、行、列、规则名和改法。多个文件或文件夹合成一个库来检查。"
        "退出码：0 无问题，1 有问题，2 用法错误，3 读不到文件。",
        "Judge the encoding: every problem of every file in one run, at file, line and column, with the rule's name and a repair. "
        "Several files, or a folder, are judged as one collection. "
        "Exit status: 0 clean, 1 problems, 2 wrong usage, 3 no text could be had.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp check plans.yaml",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--sources",
    type=click.Path(),
    metavar="DIR",
    envvar="PLANCMP_SOURCES",
    help=say(
        "规划原文所在的文件夹：每处引文都在所写的章节里查找（默认 PLANCMP_SOURCES）",
        "Folder of the plans' texts: every quote is looked up in its section (default: PLANCMP_SOURCES).",
    ),
)
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(FORMATS),
    help=say("格式（默认 text，GitHub Actions 里 github）", "Format (default: text; github in GitHub Actions)."),
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help=say("语言（默认随系统）", "Language (default: the locale).")
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=say("写入文件", "Write to a file, whole or not at all."),
)
@click.option("--select", multiple=True, metavar="RULE", help=say("只用这些规则", "Only these rules."))
@click.option("--ignore", multiple=True, metavar="RULE", help=say("不用这些规则", "Not these rules."))
@click.option("--strict", is_flag=True, help=say("警告也算问题", "Warnings too set exit status 1."))
@click.option("--list-rules", is_flag=True, help=say("列出规则", "List the rules."))
@click.option("--explain", metavar="RULE", help=say("一条规则的说明", "The manual of one rule."))
def command(
    paths: tuple[str, ...],
    sources: str | None,
    format_: str | None,
    lang: str | None,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    list_rules: bool,
    explain: str | None,
) -> None:
    """Check files, or tell about the rules."""
    lang = lang or language()
    format_ = format_ or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    try:
        for name in (*select, *ignore, *([explain] if explain else [])):
            if name not in rule_names():
                raise explain_unknown(name, rule_names())
        if list_rules or explain:
            write_out(_manuals([explain] if explain else rule_names(), lang), "text", output)
            return
        checked = _checked(paths, sources, select, ignore)
    except PlancmpError as error:
        if format_ != "json":
            raise
        write_out("[]\n", "json", output)
        click.echo(f"plancmp: {error.message.in_language(lang)}", err=True)
        sys.exit(error.exit_code)
    write_out(_rendered(checked, format_, lang), format_, output)
    if format_ == "github":
        _summarise(checked, lang)
    sys.exit(checked.status(strict=strict))


def _checked(paths: tuple[str, ...], sources: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> Checked:
    try:
        named: list[str | Path] = list(paths) or [Path(default_path(shipped_too=False))]
        if not sources and (many := _many(named, select, ignore)) is not None:
            return many
        loaded = gathered(named)
    except PlancmpError as error:
        problem = Problem(Mark("plans.yaml"), "unreadable", "error", error.message)
        return Checked((problem,), (), 0, 0, 0, {})
    found = None
    if sources:
        from plancmp.reading.sources import read_sources  # noqa: PLC0415 - only where asked

        found = read_sources(Path(sources), loaded.collection.plans)
    return check(loaded, select, ignore, found)


def _many(named: Sequence[str | Path], select: tuple[str, ...], ignore: tuple[str, ...]) -> Checked | None:
    """The check of a large folder; None where the usual road must be taken."""
    if not any(Path(path).is_dir() for path in named):
        return None
    from plancmp.check.many_files import check_many  # noqa: PLC0415 - the same
    from plancmp.cli.progress import show_progress  # noqa: PLC0415 - only large folders need them

    try:
        with show_progress(Text("检查", "checking")):
            return check_many(named, select, ignore)
    except PlancmpError:
        return None


def _rendered(checked: Checked, format_: str, lang: str) -> str:
    match format_:
        case "json":
            return problems_json(checked, lang)
        case "github":
            from plancmp.render.github import annotations  # noqa: PLC0415 - only where asked

            return annotations(checked, lang)
        case "sarif":
            from plancmp.render.sarif import sarif  # noqa: PLC0415 - only where asked

            return sarif(checked, lang, __version__)
        case "junit":
            from plancmp.render.junit import junit  # noqa: PLC0415 - only where asked

            return junit(checked, lang)
        case _:
            return problems_text(checked, lang)


def _summarise(checked: Checked, lang: str) -> None:
    """Add all problems to the step's summary, if GitHub gives a file for one."""
    from plancmp.render.github import step_summary  # noqa: PLC0415 - only where asked

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    told = [os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    address = "{}/{}/blob/{}".format(*told) if all(told) else None
    append(path, step_summary(checked, lang, address))


def _manuals(names: list[str], lang: str) -> str:
    """The named rules: level, name, and the manual in the reader's language."""
    parts = []
    for name in names:
        level, words = manual(name)
        label = Text("错误", "error") if level == "error" else Text("警告", "warning")
        parts.append(f"{name}  {label.in_language(lang)}\n    {words.in_language(lang)}")
    return "\n".join(parts) + "\n"
