"""Words and results to people: help in the reader's language, text to stdout or to a file."""

import click

from plancmp.files import write_whole
from plancmp.language import language
from plancmp.words import Text


def say(zh: str, en: str) -> str:
    """Help text in the reader's language."""
    return Text(zh, en).in_language(language())


def write_out(text: str, name: str, output: str | None) -> None:
    """Text to stdout or to a file; csv files begin with a byte order mark, so that Excel reads the Chinese."""
    if output is None:
        click.echo(text, nl=False)
        return
    write_whole(output, text.encode("utf-8-sig" if name == "csv" else "utf-8", "replace"))
