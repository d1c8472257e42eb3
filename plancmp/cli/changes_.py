"""plancmp changes."""

import sys
from pathlib import Path

import click

from plancmp.changes.engine import changes
from plancmp.cli.options import emit, output_options, say
from plancmp.reading.paths import default_path
from plancmp.reading.revisions import stands


@click.command(
    "changes",
    help=say(
        "一次修改意味着什么：逐个目标说明提高、降低、改年份、改引文、换写法、新增、删除；“数值改了，引文未改”排在最前；"
        "再列出 check 新出现和消失的问题。旧、新是文件、文件夹或 git 版本（main..HEAD、HEAD~1）；默认拿 HEAD 与工作区比。",
        "What an edit means, target by target: raised, lowered, moved to another year, requoted, respelled, added, removed; "
        "“value changed, quote unchanged” comes first; then which results of check are new or gone. OLD and NEW are files, "
        "folders or git revisions (main..HEAD, HEAD~1); by default HEAD against the working tree.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp changes main..HEAD",
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--plans",
    type=click.Path(),
    metavar="PATH",
    help=say(
        "git 版本中看哪个文件或文件夹（默认这里的 plans.yaml）",
        "The file or folder to look at in a revision (default: plans.yaml here).",
    ),
)
@click.option("--exit-code", is_flag=True, help=say("有变化时退出码为 1", "Exit status 1 when anything changed."))
@output_options
def command(
    old: str | None,
    new: str | None,
    plans: str | None,
    exit_code: bool,
    format_: str | None,
    lang: str | None,
    output: str | None,
) -> None:
    """Tell what changed."""
    named = new is not None and all(Path(p).exists() for p in (old, new) if p)
    path = Path(plans) if plans else Path() if named else Path(default_path(shipped_too=False))
    found = changes(*stands(old, new, path))
    emit(found, format_, lang, output)
    sys.exit(1 if exit_code and found.any else 0)
