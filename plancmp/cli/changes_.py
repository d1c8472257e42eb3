"""plancmp changes."""

import sys
from pathlib import Path

import click

from plancmp.changes.engine import changes
from plancmp.cli.options import define_command, open_output, option
from plancmp.cli.output import Output
from plancmp.reading.paths import default_path
from plancmp.reading.revisions import read_stands


@define_command(
    "changes",
    "一次修改意味着什么：逐个目标说明提高、降低、改年份、改引文、换写法、新增、删除；“数值改了，引文未改”排在最前；"
    "再列出 check 新出现和消失的问题。旧、新是文件、文件夹或 git 版本（main..HEAD、HEAD~1）；默认拿 HEAD 与工作区比。",
    "What an edit means, target by target: raised, lowered, moved to another year, requoted, respelled, added, removed; "
    "“value changed, quote unchanged” comes first; then which results of check are new or gone. OLD and NEW are files, "
    "folders or git revisions (main..HEAD, HEAD~1); by default HEAD against the working tree.",
    example="plancmp changes main..HEAD",
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@option(
    "--plans",
    type=click.Path(),
    metavar="PATH",
    zh="git 版本中看哪个文件或文件夹（默认这里的 plans.yaml）",
    en="The file or folder to look at in a revision (default: plans.yaml here).",
)
@option("--exit-code", is_flag=True, zh="有变化时退出码为 1", en="Exit status 1 when anything changed.")
@open_output("answer")
def command(old: str | None, new: str | None, *, plans: str | None, exit_code: bool, output: Output) -> None:
    """Tell what changed."""
    are_files = new is not None and all(Path(path).exists() for path in (old, new) if path)
    path = Path(plans) if plans else Path() if are_files else Path(default_path(shipped_too=False))
    found = changes(*read_stands(old, new, path))
    output.write(found)
    sys.exit(1 if exit_code and found.has_meaning else 0)
