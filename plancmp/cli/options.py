"""The options that several commands share, each defined once, and help in the reader's language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from plancmp.cli.complete import complete_words
from plancmp.cli.help import LANGUAGE_HELP, HelpInLanguage
from plancmp.cli.output import make_output
from plancmp.language import language
from plancmp.render.formats import FORMATS
from plancmp.session import Session
from plancmp.vocabulary import Theme, Verdict
from plancmp.words import Text, View, Word

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]

FILE_HELP = Text("写入文件（整个写成或不写）", "Write to a file, whole or not at all.")
FORMAT_HELP = {
    "answer": Text("格式（终端默认 table，管道默认 plain）", "Format (default: table on a terminal, plain in a pipe)."),
    "paper": Text(
        "格式（默认随文件名：.docx .xlsx .md …）", "Format (default: as the file's name asks: .docx, .xlsx, .md …)."
    ),
    "check": Text("格式（默认 text，GitHub Actions 里 github）", "Format (default: text; github in GitHub Actions)."),
    "export": Text("格式（默认随文件名，否则 json）", "Format (default: as the file's name asks, else json)."),
}


def define_command(name: str, zh: str, en: str, *, example: str) -> Callable[[Function], click.Command]:
    """The command `name` with its help, at whose end stands an example that a test runs."""
    words = Text(f"{zh}\n\n\b\n例：{example}", f"{en}\n\n\b\nExample: {example}")
    return click.command(name, cls=HelpInLanguage, help=words.in_language(language()))


def option(*names: str, zh: str, en: str, **settings: Any) -> Decorator:
    """An option with its help."""
    return click.option(*names, help=Text(zh, en).in_language(language()), **settings)


def choose_language(words: Text = LANGUAGE_HELP) -> Decorator:
    """--lang, as `lang`; None where it is not given."""
    return option("--lang", type=click.Choice(["zh", "en"]), zh=words.zh, en=words.en)


def name_format(what: str) -> Decorator:
    """--format, as `format_`, for what is written, one of FORMATS."""
    names, words = click.Choice(list(FORMATS[what])), FORMAT_HELP[what]
    return option("--format", "-f", "format_", type=names, zh=words.zh, en=words.en)


def name_file(words: Text = FILE_HELP, *, dir_okay: bool = False) -> Decorator:
    """--output, as `output`."""
    path = click.Path(dir_okay=dir_okay)
    return option("--output", "-o", type=path, metavar="FILE", zh=words.zh, en=words.en)


def read_texts_from(zh: str, en: str) -> Decorator:
    """--sources, as `sources`: the folder of the plans' texts."""
    return option("--sources", type=click.Path(), metavar="DIR", envvar="PLANCMP_SOURCES", zh=zh, en=en)


VIEW = (
    ("--all", "everything", Text("全部列出", "List everything.")),
    (
        "--explain",
        "explain",
        Text("写出每一项的理由与公式", "Print every reason, and the formulas with their numbers."),
    ),
    ("--tasks", "tasks", Text("改列任务", "List the tasks instead.")),
    ("--only", "only", Text("改列只有一方提出的目标", "List what stands on one side only instead.")),
)


def choose_view(*parts: str) -> Decorator:
    """--explain, --only, --tasks and --all, or those of them that are named, which together are the `view` told as text."""

    def decorate(command: Function) -> Function:
        @wraps(command)
        def call(
            *, explain: bool = False, only: bool = False, tasks: bool = False, everything: bool = False, **options: Any
        ) -> Any:
            return command(view=View(explain, only, tasks, everything), **options)

        listed: Function = call
        for name, parameter, words in VIEW:
            if not parts or parameter in parts:
                listed = option(name, parameter, is_flag=True, zh=words.zh, en=words.en)(listed)
        return listed

    return decorate


def choose_words(name: str, words: type[Word], zh: str, en: str) -> Decorator:
    """An option that takes words of a vocabulary, several with commas; its help names them."""
    named = Text("、".join(word.label.zh for word in words), ", ".join(words))
    return option(
        name,
        multiple=True,
        metavar="WORDS",
        shell_complete=complete_words(words),
        zh=f"{zh}（可用逗号列几个）：{named.zh}",
        en=f"{en}, several with commas: {named.en}.",
    )


def narrow_rows(command: Function) -> Function:
    """--theme and --verdict."""
    command = choose_words("--verdict", Verdict, "只看这些结论", "Only these verdicts")(command)
    return choose_words("--theme", Theme, "只看这些领域", "Only these themes")(command)


def name_plans(command: Function) -> Function:
    """--plans and --with, as `plans` and `with_`."""
    command = option(
        "--with",
        "with_",
        multiple=True,
        type=click.Path(),
        metavar="PATH",
        zh="再加一个文件，如自己的草案",
        en="Add a file to the collection, such as a draft of your own.",
    )(command)
    return option(
        "--plans",
        type=click.Path(),
        metavar="PATH",
        zh="另用一个文件或文件夹（默认随程序发布的数据）",
        en="Another file or folder (default: the shipped data).",
    )(command)


def open_session(command: Function) -> Function:
    """--plans and --with, which together are the `session` that the command asks."""

    @wraps(command)
    def call(*, plans: str | None, with_: tuple[str, ...], **options: Any) -> Any:
        return command(session=Session(plans, with_), **options)

    return name_plans(call)


def choose_terminal(command: Function) -> Function:
    """--color and --no-pager."""
    command = option(
        "--pager/--no-pager", default=True, zh="长的结果逐页显示", en="Show a long answer page by page (PAGER)."
    )(command)
    colours = click.Choice(["auto", "always", "never"])
    return option("--color", type=colours, default="auto", zh="颜色", en="Colour (NO_COLOR turns it off).")(command)


def choose_output(what: str, *, lang: Text = LANGUAGE_HELP, file: Text = FILE_HELP) -> Decorator:
    """--lang and --output, as `lang` and `output`, for what is written, one of FORMATS; where people choose its format also
    --format, as `format_`; for an answer to be read also --color and --no-pager, as `color` and `pager`.
    """

    def decorate(command: Function) -> Function:
        if what in {"answer", "paper"}:
            command = choose_terminal(command)
        command = choose_language(lang)(name_file(file)(command))
        return name_format(what)(command) if what in FORMAT_HELP else command

    return decorate


def open_output(what: str, *, lang: Text = LANGUAGE_HELP, file: Text = FILE_HELP) -> Decorator:
    """The options of `choose_output`, which together are the `output` that the command writes to."""

    def decorate(command: Function) -> Function:
        @wraps(command)
        def call(
            *,
            lang: str | None,
            output: str | None,
            format_: str | None = None,
            color: str = "auto",
            pager: bool = False,
            **options: Any,
        ) -> Any:
            return command(output=make_output(what, format_, lang, output, color=color, pager=pager), **options)

        return choose_output(what, lang=lang, file=file)(call)

    return decorate
