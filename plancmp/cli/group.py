"""A table of commands, loaded when called, and the one place where expected errors end."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from io import BytesIO, TextIOWrapper

import click
from click.exceptions import NoArgsIsHelpError

from plancmp import __version__
from plancmp.cli.help import LANGUAGE_HELP, HelpInLanguage, explain_usage
from plancmp.cli.output import report_error
from plancmp.files import discard_output
from plancmp.language import language
from plancmp.problems import PlancmpError
from plancmp.words import LANGUAGES, Text, say

COMMANDS: dict[str, Text] = {
    "list": Text(
        "库里有什么：规划、地区、指标，收录到什么程度", "What is there: plans, places, indicators, and how complete"
    ),
    "show": Text("一项规划、地区、指标、目标或任务的全部内容", "One plan, place, indicator, target or task in full"),
    "search": Text("按部分名称或原文查找，中文、英文、拼音均可", "Find things by parts of names or quotes, pinyin too"),
    "diff": Text("两地或两项规划逐项比较", "Compare two places or plans, one row an indicator"),
    "align": Text("下级目标如何落在上级规划之下", "How the targets of one level nest under the level above"),
    "track": Text("目标后来如何：结果、进度、状态", "What became of each target: results, pace, state"),
    "opinion": Text(
        "一份草案在上级规划之下的衔接审核意见：docx、xlsx、Markdown",
        "The opinion on a draft under the plans above (衔接审核意见): docx, xlsx, Markdown",
    ),
    "report": Text(
        "一个网页：结论、图、逐项对照，可离线看和打印",
        "One page to look at: the answer, charts, every target; offline, printable",
    ),
    "audit": Text(
        "规划自身的矛盾、差错与隐含结果",
        "What is odd in the plans themselves: contradictions, slips, implications",
    ),
    "draft": Text(
        "从规划原文起草收录，由人核对",
        "Propose an encoding from a plan's text, for a person to check",
    ),
    "check": Text(
        "检查 plans.yaml：每个问题给出文件、行、列和改法",
        "Check plans.yaml: every problem with file, line, column and repair",
    ),
    "coverage": Text(
        "原文中的每个数字是否都有交代，并出着色网页",
        "Whether every figure of the texts is accounted for, with a coloured page",
    ),
    "changes": Text(
        "一次修改意味着什么：哪些目标提高、降低、改年份",
        "What an edit means: targets raised, lowered, moved to another year",
    ),
    "agree": Text(
        "同一原文的两份编码有多一致：各字段、α、分歧",
        "How far two encodings of one text agree: fields, alpha, disputes",
    ),
    "export": Text("导出整齐的数据表", "Export tidy tables"),
    "import": Text(
        "把工作簿里的修改写回 YAML，先列出改了什么", "Take the edits of a workbook back into the YAML, shown first"
    ),
    "completion": Text("在命令行中按 Tab 补全", "Completion with Tab in your shell"),
    "schema": Text("plans.yaml 的 JSON Schema，供编辑器使用", "The JSON Schema of plans.yaml, for editors"),
    "init": Text(
        "新建一个数据集：带注释的 plans.yaml、编辑器设置、CI",
        "Start a collection: annotated plans.yaml, editor settings, CI",
    ),
}


EPILOG: dict[Text, dict[str, Text]] = {
    Text("退出码", "Exit status"): {
        "0": Text("正常", "fine"),
        "1": Text(
            "check 有问题；加 --exit-code 时其他命令有发现",
            "check found problems; or others findings, with --exit-code",
        ),
        "2": Text("用法不对，或名称不存在", "wrong usage, or a name that leads nowhere"),
        "3": Text("读不到文件，或写不出结果", "a file cannot be read, or the output not be written"),
    },
    Text("环境变量", "Environment"): {
        "PLANCMP_PLANS": Text("所用数据：文件或文件夹（同 --plans）", "the collection, a file or folder (as --plans)"),
        "PLANCMP_LANG": Text("zh 或 en（同 --lang；默认随系统）", "zh or en (as --lang; default: the locale)"),
        "PLANCMP_SOURCES": Text("规划原文所在文件夹（同 --sources）", "the folder of the plans' texts (as --sources)"),
        "PLANCMP_CACHE": Text("缓存所在文件夹；off 即不用", "the folder of the cache; off does without"),
        "NO_COLOR": Text("不用颜色", "no colour"),
        "PAGER": Text("逐页显示所用的程序（默认 less）", "the program that shows long answers (default: less)"),
    },
    Text("进一步", "Read on"): {
        "plancmp list verdicts": Text("各种结论是什么意思", "what the verdicts mean"),
        "plancmp completion --install": Text("在命令行中按 Tab 补全", "completion with Tab in your shell"),
        "README.md, docs/": Text("说明与示例，中文见 docs/zh.md", "the manual, with a session for each command"),
    },
}
"""What stands at the end of the help of the whole."""


class Commands(HelpInLanguage, click.Group):
    """Commands by name, each imported from its own file only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command in `plancmp.cli.<name>`."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"plancmp.cli.{cmd_name}_").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first; an unknown one is answered with the nearest name."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise _explain_unknown(args[0])
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, a line each, without importing any; then the options."""
        lang = language()
        with formatter.section(Text("命令", "Commands").in_language(lang)):
            formatter.write_dl([(name, words.in_language(lang)) for name, words in COMMANDS.items()])
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What a script and a reader should know of all commands."""
        del ctx
        lang = language()
        for title, rows in EPILOG.items():
            with formatter.section(title.in_language(lang)):
                formatter.write_dl([(name, words.in_language(lang)) for name, words in rows.items()])


def _explain_unknown(name: str) -> PlancmpError:
    from plancmp.lookup import explain_unknown, find_near  # noqa: PLC0415 - only in trouble

    if find_near(name, COMMANDS):
        return explain_unknown(name, COMMANDS, Text("命令", "command"))
    return PlancmpError(
        say(
            "没有命令 {name}；plancmp --help 列出全部命令",
            "there is no command {name}; plancmp --help lists them",
            name=name,
        )
    )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=Text(
        "逐项比较政府规划的目标，说明哪些可以比、为什么。",
        "Compare government plans target by target, and say what may be compared and why.",
    ).in_language(language()),
)
@click.version_option(
    __version__, "--version", help=Text("显示版本", "Show the version and exit.").in_language(language())
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=LANGUAGE_HELP.in_language(language()))
def group(lang: str | None) -> None:
    """The group; its help stands in the decorator, in the reader's language, which was listened to before."""
    del lang


def run() -> None:
    """Run the command line; expected trouble goes to stderr in words, and sets the exit status."""
    if sys.stdout is None:  # closed by whoever started the program: what is said goes nowhere
        sys.stdout = TextIOWrapper(BytesIO(), encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        _make_writable(stream)
    try:
        with _show_reading():
            status = group.main(prog_name="plancmp", standalone_mode=False)
    except PlancmpError as error:
        report_error(error, language())
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _report_usage(error)
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(1)
    except OSError as error:  # a full disk behind standard output
        discard_output()  # what is still waiting to be written would fail again at the end
        words = Text(f"无法写出：{error.strerror}", f"the output cannot be written: {error.strerror}")
        click.echo(f"plancmp: {words.in_language(language())}", err=True)
        sys.exit(3)
    sys.exit(status or 0)


def _report_usage(error: click.ClickException) -> None:
    """Wrong usage on standard error; click tells it in English."""
    if language() == "en" or isinstance(error, NoArgsIsHelpError):
        error.show()
        return
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"帮助：{error.ctx.command_path} --help", err=True)
    click.echo(f"plancmp: {explain_usage(error)}", err=True)


def _show_reading() -> AbstractContextManager[object]:
    """On a terminal a bar tells how far the reading of many files is; elsewhere nothing is loaded for it."""
    if not getattr(sys.stderr, "isatty", lambda: False)():
        return nullcontext()
    from plancmp.cli.progress import READING, show_progress  # noqa: PLC0415 - only a terminal needs it

    return show_progress(READING)


def _make_writable(stream: object) -> None:
    """In a pipe write UTF-8 unless told otherwise; on a console never fail for want of a character."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    told = "PYTHONIOENCODING" in os.environ or os.environ.get("PYTHONUTF8") == "1"
    if not told and not getattr(stream, "isatty", lambda: False)():
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors="replace")
