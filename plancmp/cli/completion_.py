"""plancmp completion."""

import os
from pathlib import Path
from typing import NamedTuple

import click
from click.shell_completion import get_completion_class

from plancmp.cli.options import choose_language, define_command, option
from plancmp.files.reading import read_bytes
from plancmp.files.writing import append_text, write_whole
from plancmp.language import language
from plancmp.problems import PlancmpError
from plancmp.words import say


class Shell(NamedTuple):
    """Where a shell finds a script: a file in the user's folders, and the file that names it, if the shell wants one."""

    script: str
    started: str = ""


SHELLS = {
    "bash": Shell(".local/share/plancmp/completion.bash", ".bashrc"),
    "zsh": Shell(".local/share/plancmp/completion.zsh", ".zshrc"),
    "fish": Shell(".config/fish/completions/plancmp.fish"),
}


@define_command(
    "completion",
    "在命令行中按 Tab 补全命令、选项和标识。不写 --install 只打印脚本；不写 SHELL 则按环境变量 SHELL。",
    "Complete commands, options and ids with Tab. Without --install the script is only printed; without SHELL it is that of the "
    "environment variable SHELL.",
    example="plancmp completion bash",
)
@click.argument("shell", type=click.Choice(list(SHELLS)), required=False, metavar="[bash|zsh|fish]")
@option(
    "--install",
    is_flag=True,
    zh="装好：写入脚本，并在 shell 的启动文件里加一行（已有则不加）",
    en="Install it: write the script, and a line into the shell's start file unless it is there.",
)
@choose_language()
def command(shell: str | None, *, install: bool, lang: str | None) -> None:
    """Print or install the script."""
    name = shell or Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise PlancmpError(
            say("请写明 shell：{names}", "name your shell: {names}", names=list(SHELLS)),
        )
    script = _write_script(name)
    if not install:
        click.echo(script, nl=False)
        return
    for path in _install(SHELLS[name], script):
        words = say("已写入 {path}", "written: {path}", path=str(path))
        click.echo(words.in_language(lang or language()))
    words = say("新开一个终端即生效", "open a new terminal to use it")
    click.echo(words.in_language(lang or language()))


def _write_script(shell: str) -> str:
    """The script by which a shell asks the program what may come next."""
    from plancmp.cli.group import group  # noqa: PLC0415 - the group loads this command

    made = get_completion_class(shell)
    assert made is not None
    return made(group, {}, "plancmp", "_PLANCMP_COMPLETE").source().strip() + "\n"


def _install(shell: Shell, script: str) -> list[Path]:
    """Write the script where the shell finds it. The files that were written."""
    path = Path.home() / shell.script
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, script.encode())
    if not shell.started:
        return [path]
    started, line = Path.home() / shell.started, f'. "{path}"'
    text = read_bytes(started).decode(errors="replace") if started.exists() else ""
    if line in text.splitlines():
        return [path]
    append_text(started, f"{'' if text.endswith(chr(10)) or not text else chr(10)}{line}\n")
    return [path, started]
