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
from plancmp.words import ROWS, Text, View, say


class Output(NamedTuple):
    """A place to write to: the format with its name, the language of people's words, the file (None: standard output), and
    whether a terminal has colour and a pager.
    """

    format: Format
    name: str
    lang: str
    file: str | None
    colour: bool = False
    pager: bool = False

    @property
    def is_read_here(self) -> bool:
        """Whether the answer is text for people on standard output."""
        return self.file is None and self.name in {"plain", "table"}

    def write(self, found: object, view: View = ROWS) -> None:
        """Write what was found in this format."""
        width = measure_terminal()[0] if self.name == "table" or sys.stdout.isatty() else 0
        style = Style(self.lang, width, view, self.colour, __version__)
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
        if isinstance(written, str) and self.pager and written.count("\n") >= measure_terminal()[1]:
            page_text(written, colour=self.colour)
        else:
            click.echo(written, nl=False, color=self.colour or None)

    def tell(self, words: Text) -> None:
        """A word to the person who waits, on standard error."""
        click.echo(words.in_language(self.lang), err=True)


def page_text(text: str, *, colour: bool) -> None:
    """Show a text page by page, with PAGER or less."""
    os.environ.setdefault("LESSCHARSET", "utf-8")
    os.environ.setdefault("LESS", "FRX")
    click.echo_via_pager(text, color=colour)


def make_output(
    what: str, name: str | None, lang: str | None, file: str | None, *, color: str = "auto", pager: bool = True
) -> Output:
    """The output of a command that writes `what`, one of FORMATS, as its options say.

    Raises PlancmpError (exit code 2) where the format is not written to files with the ending of this one.
    """
    chosen = choose_format(what, name, file, _find_default(what, file))
    on_terminal = file is None and sys.stdout.isatty()
    colour = color == "always" or (color == "auto" and on_terminal and not os.environ.get("NO_COLOR"))
    is_read = chosen in {"plain", "table"}
    return Output(
        FORMATS[what][chosen], chosen, lang or language(), file, colour and is_read, pager and on_terminal and is_read
    )


def _find_default(what: str, file: str | None) -> str:
    """The format where neither an option nor the ending of a file asks for one."""
    if what in {"answer", "paper", "references"}:
        return "table" if file is None and sys.stdout.isatty() else "plain"
    if what == "check":
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return next(iter(FORMATS[what]))


def measure_terminal() -> tuple[int, int]:
    """Columns and lines of the terminal, as shutil.get_terminal_size tells them, which takes longer to load than a table to
    draw.
    """
    columns, lines = 0, 0
    with suppress(AttributeError, ValueError, OSError):  # no standard output, a closed one, or one that is no terminal
        columns, lines = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
    return _read_size("COLUMNS") or columns or 80, _read_size("LINES") or lines or 24


def _read_size(name: str) -> int:
    """A measure of the terminal that the environment tells; 0 where it tells none."""
    with suppress(KeyError, ValueError):
        return max(int(os.environ[name]), 0)
    return 0


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
