"""plancmp coverage."""

import os
import sys
from pathlib import Path

import click

from plancmp.cli.options import data_options, emit, output_options, say, write_out
from plancmp.coverage.result import Coverage, coverage
from plancmp.language import language
from plancmp.lookup import find_side
from plancmp.problems import PlancmpError
from plancmp.reading.sources import read_sources
from plancmp.render.problems import problem_text
from plancmp.session import Session
from plancmp.words import Text

_PAGES = frozenset({".html", ".htm"})


@click.command(
    "coverage",
    help=say(
        "原文中的每个数字都有交代吗？已收录、在引文内、按规则是名称、在 aside 中注明，其余逐个列出并给出建议写法。"
        "用 -o FILE.html 得到整篇原文的着色网页，可离线查看和打印。",
        "Is every figure of a plan's text accounted for: encoded, in a quote, a name by rule, or set aside with a reason? "
        "The rest is listed with its place, context and a suggested entry. "
        "-o FILE.html writes the whole text as a coloured page, to be read offline or printed.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp coverage guilin-2019 --sources ../shared/sources",
)
@click.argument("names", nargs=-1, metavar="[PLAN]...")
@click.option(
    "--sources",
    type=click.Path(),
    metavar="DIR",
    help=say(
        "存放各规划原文（UTF-8 文本）的文件夹；默认取 PLANCMP_SOURCES",
        "The folder of the plans' texts, UTF-8 (default: PLANCMP_SOURCES).",
    ),
)
@click.option("--by-rule", is_flag=True, help=say("列出每条规则当作名称的数字", "List what each rule took for a name."))
@click.option(
    "--asides", is_flag=True, help=say("列出注明不计的数字与理由", "List what is set aside, with the reasons.")
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help=say("任一规划低于此数则退出码为 1", "Exit status 1 where a plan is below this share."),
)
@data_options
@output_options
def command(
    names: tuple[str, ...],
    sources: str | None,
    by_rule: bool,
    asides: bool,
    fail_under: float | None,
    plans: str | None,
    with_: tuple[str, ...],
    format_: str | None,
    lang: str | None,
    output: str | None,
) -> None:
    """Account for the figures of the plans named, or of all."""
    lang = lang or language()
    folder = sources or os.environ.get("PLANCMP_SOURCES")
    if not folder:
        raise PlancmpError(
            Text(
                "请用 --sources DIR 指明存放原文的文件夹，或设 PLANCMP_SOURCES",
                "name the folder of the plans' texts with --sources DIR, or set PLANCMP_SOURCES",
            )
        )
    if by_rule and asides:
        raise PlancmpError(Text("--by-rule 与 --asides 只能取一", "--by-rule and --asides are two lists; take one"))
    held = Session(plans, with_).collection
    listed = [ident for name in names for ident in find_side(name, held).plans] or sorted(
        held.plans, key=lambda ident: (held.plans[ident].period, ident)
    )
    chosen = tuple(dict.fromkeys(listed))
    found = read_sources(folder, {ident: held.plans[ident] for ident in chosen})
    if not found.texts:
        raise PlancmpError(Text("没有找到任何原文", "no text was found"), exit_code=3, problems=found.problems)
    for problem in found.problems:
        click.echo(problem_text(problem, (), lang), err=True)
    shown = "rules" if by_rule else "asides" if asides else "open"
    result = coverage(chosen, held, found.texts, found.problems, shown)
    _write(result, format_, lang, output)
    if len(found.texts) < len(chosen):
        sys.exit(3)
    if fail_under is not None and any(plan.share < fail_under for plan in result.plans):
        for plan in result.plans:
            if plan.share < fail_under:
                words = Text(
                    f"{plan.ident}：已交代 {plan.share} %，低于 {fail_under:g} %",
                    f"{plan.ident}: {plan.share} % accounted for, below {fail_under:g} %",
                )
                click.echo(words.in_language(lang), err=True)
        sys.exit(1)


def _write(result: Coverage, format_: str | None, lang: str, output: str | None) -> None:
    """The page for html; otherwise the tables, and on the screen the suggested entries below them."""
    if format_ == "html" or (format_ is None and output and Path(output).suffix.lower() in _PAGES):
        from plancmp.render.coverage_page import coverage_page  # noqa: PLC0415 - only where asked

        write_out(coverage_page(result.plans, lang), "html", output)
        return
    emit(result, format_, lang, output)
    if output is None and format_ in {None, "plain", "table"} and result.shown == "open":
        suggestions = result.suggestions(lang)
        click.echo(f"\n{suggestions}" if suggestions else "", nl=False)
