"""Where a command writes: in which format and language, to a file or to standard output; and trouble to standard error."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

import click

from plancmp import __version__
from plancmp.language import language
from plancmp.problems import PlancmpError, Problem
from plancmp.render import Style
from plancmp.render.formats import FORMATS, Format, choose_format, load_function
from plancmp.words import Text, say


class Output(NamedTuple):
    """A place to write to: the format with its name, the language of people's words, the file (None: standard output)."""

    format: Format
    name: str
    lang: str
    file: str | None

    @property
    def is_read_here(self) -> bool:
        """Whether the answer is text for people on standard output."""
        return self.file is None and self.name in {"plain", "table"}

    def write(self, found: object, *, explain: bool = False) -> None:
        """Write what was found in this format."""
        width = measure_terminal() if self.name == "table" or sys.stdout.isatty() else 0
        style = Style(self.lang, width, explain, __version__)
        self.deliver(load_function(self.format.writer)(found, style))

    def deliver(self, written: str | bytes) -> None:
        """Write what a writer made. Raises PlancmpError (exit code 2) before bytes that are no text reach a terminal."""
        if self.file is not None:
            from plancmp.files.writing import write_whole  # noqa: PLC0415 - slow to load, and most answers are printed

            data = written.encode(self.format.encoding, "replace") if isinstance(written, str) else written
            write_whole(self.file, data)
            return
        if isinstance(written, bytes) and sys.stdout.isatty():
            raise PlancmpError(
                say("{n} 不是文本，请用 -o 写入文件", "{n} is no text: name a file with -o, or pipe it", n=self.name)
            )
        click.echo(written, nl=False)

    def tell(self, words: Text) -> None:
        """A word to the person who waits, on standard error."""
        click.echo(words.in_language(self.lang), err=True)


def make_output(what: str, name: str | None, lang: str | None, file: str | None) -> Output:
    """The output of a command that writes `what`, one of FORMATS, as its options say.

    Raises PlancmpError (exit code 2) where the format is not written to files with the ending of this one.
    """
    chosen = choose_format(what, name, file, _find_default(what, file))
    return Output(FORMATS[what][chosen], chosen, lang or language(), file)


def _find_default(what: str, file: str | None) -> str:
    """The format where neither an option nor the ending of a file asks for one."""
    if what in {"answer", "references"}:
        return "table" if file is None and sys.stdout.isatty() else "plain"
    if what == "check":
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return next(iter(FORMATS[what]))


def measure_terminal() -> int:
    """The width of the terminal, as shutil.get_terminal_size tells it, which takes longer to load than a table to draw."""
    with suppress(KeyError, ValueError):
        if (columns := int(os.environ["COLUMNS"])) > 0:
            return columns
    with suppress(AttributeError, ValueError, OSError):  # no standard output, a closed one, or one that is no terminal
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def report_problems(problems: Iterable[Problem], lang: str) -> None:
    """Problems on standard error, a line each."""
    from plancmp.render.problems import format_problem  # noqa: PLC0415 - only in trouble

    for problem in problems:
        click.echo(format_problem(problem, (), lang), err=True)


def report_error(error: PlancmpError, lang: str) -> None:
    """An expected error with its problems on standard error."""
    if error.problems:
        report_problems(error.problems, lang)
    click.echo(f"plancmp: {error.message.in_language(lang)}", err=True)
