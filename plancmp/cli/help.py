"""Help in the reader's language, folded by cells, so that Chinese keeps to the width too."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from plancmp.language import language
from plancmp.words import Text

LANGUAGE_HELP = Text("语言（默认随系统）", "Language (default: the locale).")
_COLUMN = 30
"""Cells of the first column of a list at most; what is longer has its meaning below it."""
_USAGE, _OPTIONS = Text("用法：", "Usage: "), Text("选项", "Options")
_PLACEHOLDERS = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}
_SHOW_HELP = Text("显示本说明", "Show this message and exit.")
_MORE = Text("退出码和环境变量：plancmp --help", "Exit status and environment: plancmp --help")


class HelpFormatter(click.HelpFormatter):
    """Paragraphs and lists folded by the cells that they take."""

    def write_text(self, text: str) -> None:
        """Paragraphs; lines behind \\b stand as they are."""
        paragraphs = (part.strip("\n") for part in text.split("\n\n"))
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            lines = paragraph.split("\n")
            is_kept = lines[0].strip() == "\b"
            self._write_lines(lines[1:] if is_kept else self._fold(_join_lines(lines), self.current_indent))

    def write_heading(self, heading: str) -> None:
        """A heading with the colon of its language."""
        self._write_lines([heading + Text("：", ":").in_language(language())])

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _COLUMN, col_spacing: int = 2) -> None:
        """A list of names with their meaning beside them, or below a long name."""
        from plancmp.render.width import cell_len  # noqa: PLC0415 - only help needs it

        rows = list(rows)
        first = min(max(cell_len(name) for name, _ in rows), col_max) + col_spacing
        for name, meaning in rows:
            folded = self._fold(meaning, self.current_indent + first)
            gap = first - cell_len(name)
            if gap >= col_spacing and folded:
                self._write_lines([f"{name}{' ' * gap}{folded.pop(0)}"])
            else:
                self._write_lines([name])
            self._write_lines([" " * first + line for line in folded])

    def _fold(self, text: str, indent: int) -> list[str]:
        from plancmp.render.plain import fold_text  # noqa: PLC0415 - only help needs it

        return fold_text(text, max(self.width - indent, 10))

    def _write_lines(self, lines: Sequence[str]) -> None:
        self.write("".join(f"{' ' * self.current_indent}{line}".rstrip() + "\n" for line in lines))


def _join_lines(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


class _Context(click.Context):
    formatter_class = HelpFormatter


class HelpInLanguage(click.Command):
    """A command whose help is in one language from the first word to the last."""

    context_class = _Context

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, chinese in _PLACEHOLDERS.items() if language() == "zh" else ():
            pieces = pieces.replace(english, chinese)
        formatter.write_usage(ctx.command_path, pieces, _USAGE.in_language(language()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their meaning."""
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        with formatter.section(_OPTIONS.in_language(language())):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Where to read on."""
        del ctx
        formatter.write_paragraph()
        formatter.write(_MORE.in_language(language()) + "\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, explained in the reader's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _SHOW_HELP.in_language(language())
        return option


def explain_usage(error: click.ClickException) -> str:
    """What was wrong with how a command was called, in Chinese."""
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"缺少 {_name(param)}"
        case click.NoSuchOption():
            near = f"；是不是 {' 或 '.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}{near}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} {'须有取值' if 'requires' in error.message else '没有取值'}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_name(param)} {_explain_type(param.type)}"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"多出的参数：{error.message.partition('(')[2].rstrip(')')}"
        case click.UsageError(message="Missing command."):
            return "缺少命令"
    return error.format_message()


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _explain_type(kind: Any) -> str:
    if isinstance(kind, click.Choice):
        return f"可用的取值：{'、'.join(str(choice) for choice in kind.choices)}"
    if isinstance(kind, click.IntRange):
        return f"须是 {kind.min} 至 {kind.max} 的整数"
    return "的取值不合"
