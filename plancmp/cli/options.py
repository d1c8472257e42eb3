"""What the reading commands share: which data, which format and language, and where the output goes."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click

from plancmp.cli.writing import say, write_out
from plancmp.files import write_whole
from plancmp.language import language
from plancmp.problems import PlancmpError
from plancmp.render import FORMATS, Result, Style, render
from plancmp.words import Text

__all__ = ["data_options", "emit", "emit_bytes", "output_options", "say", "write_out"]

F = TypeVar("F", bound=Callable[..., Any])

SUFFIXES = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".html": "html",
    ".txt": "plain",
    ".xlsx": "xlsx",
}
"""The format that a file's name asks for."""


def data_options(command: F) -> F:
    """--plans and --with."""
    command = click.option(
        "--with",
        "with_",
        multiple=True,
        type=click.Path(),
        metavar="PATH",
        help=say("再加一个文件，如自己的草案", "Add a file to the collection, such as a draft of your own."),
    )(command)
    return click.option(
        "--plans",
        type=click.Path(),
        metavar="PATH",
        help=say("另用一个文件或文件夹（默认随程序发布的数据）", "Another file or folder (default: the shipped data)."),
    )(command)


def output_options(command: F) -> F:
    """--format, --lang, --output."""
    command = click.option(
        "--output",
        "-o",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help=say("写入文件（整个写成或不写）", "Write to a file, whole or not at all."),
    )(command)
    command = click.option(
        "--lang", type=click.Choice(["zh", "en"]), help=say("语言（默认随系统）", "Language (default: the locale).")
    )(command)
    return click.option(
        "--format",
        "-f",
        "format_",
        type=click.Choice([*FORMATS, "xlsx"]),
        help=say("格式（终端默认 table，管道默认 plain）", "Format (default: table on a terminal, plain in a pipe)."),
    )(command)


def emit(result: Result, format_: str | None, lang: str | None, output: str | None, *, explain: bool = False) -> None:
    """Write a result to stdout or to a file, in the format asked for or the one that fits."""
    terminal = sys.stdout.isatty()
    name = format_ or (_format_of(output) if output else "table" if terminal else "plain")
    if name == "xlsx":
        from plancmp.export.xlsx import sheets_of, workbook  # noqa: PLC0415 - only where asked
        from plancmp.render.layouts import make_tables  # noqa: PLC0415 - the same

        emit_bytes(workbook(sheets_of(make_tables(result, lang or language(), explain=explain))), name, output)
        return
    width = _columns() if terminal or name == "table" else 0
    text = render(result, name, Style(lang or language(), width, explain))
    write_out(text, name, output)


def _format_of(output: str) -> str:
    return SUFFIXES.get(os.path.splitext(output)[1].lower(), "plain")  # noqa: PTH122 - pathlib is slow to load


def _columns() -> int:
    """The width of the terminal, as shutil.get_terminal_size tells it, which takes longer to load than a table to draw."""
    with suppress(KeyError, ValueError):
        if (told := int(os.environ["COLUMNS"])) > 0:
            return told
    with suppress(AttributeError, ValueError, OSError):  # no standard output, a closed one, or one that is no terminal
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def emit_bytes(data: bytes, name: str, output: str | None) -> None:
    """Bytes to a file or into a pipe. Raises PlancmpError (exit code 2) before they reach a terminal."""
    if output is not None:
        write_whole(output, data)
        return
    if sys.stdout.isatty():
        raise PlancmpError(
            Text(f"{name} 不是文本，请用 -o 写入文件", f"{name} is no text: name a file with -o, or pipe it")
        )
    click.echo(data, nl=False)
